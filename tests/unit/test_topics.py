"""Which stories make one topic, and in which order."""

from __future__ import annotations

import datetime as dt

import msgspec

from dateline.dates import Moment
from dateline.model.draft import Outline
from dateline.model.topics import circle_of, threads_of, topics_of

_PLAIN = Outline("", "", "", True, True, Moment(dt.date(2026, 1, 1)), None, False, (), (), ())


def _story(path: str, day: int, follows: str = "") -> Outline:
    return msgspec.structs.replace(
        _PLAIN,
        path=path,
        file=f"content/{path}/story.md",
        url=f"/{path}/",
        published=Moment(dt.date(2026, 1, day)),
        title=path.upper(),
        follows=follows,
    )


def test_a_topic_is_a_tree_with_each_story_before_those_that_continue_it() -> None:
    stories = [
        _story("a", 1),
        _story("late", 9, "a"),
        _story("soon", 2, "a"),
        _story("later", 10, "soon"),
        _story("alone", 3),
    ]
    (topic,) = topics_of(stories)
    assert (topic.url, topic.title, topic.file) == ("/a/timeline/", "A", "content/a/story.md")
    assert topic.stories == ("a", "soon", "later", "late")
    threads = threads_of(stories, (topic,))
    assert set(threads) == {"a", "soon", "later", "late"}
    assert [story.title for story in threads["a"].continued] == ["SOON", "LATE"]
    follows = threads["later"].follows
    assert follows is not None
    assert follows.url == "/soon/"
    assert {thread.stories for thread in threads.values()} == {4}


def test_what_is_not_out_joins_no_topic() -> None:
    assert topics_of([_story("b", 2, "hidden")]) == ()
    assert [topic.stories for topic in topics_of([_story("b", 2, "hidden"), _story("c", 3, "b")])] == [
        ("b", "c")
    ]


def test_what_is_not_out_is_passed_over() -> None:
    out = [_story("a", 1), _story("c", 3, "b"), _story("d", 4, "c")]
    out += [_story("a:fr", 1), _story("c:fr", 3, "b")]
    hidden = {"b": _story("b", 2, "a"), "b:fr": _story("b:fr", 2, "a"), "z": _story("z", 2, "z")}
    own, french = topics_of(out, hidden)
    assert own.stories == ("a", "c", "d")
    assert french.stories == ("a:fr", "c:fr")
    threads = threads_of(out, (own, french))
    earlier = {path: thread.follows.url for path, thread in threads.items() if thread.follows}
    assert earlier == {"c": "/a/", "d": "/c/", "c:fr": "/a:fr/"}
    assert [story.url for story in threads["a"].continued] == ["/c/"]
    assert topics_of([_story("c", 3, "z")], hidden) == ()


def test_circles_join_nothing_and_hold_nobody_up() -> None:
    around = [_story("a", 1, "b"), _story("b", 2, "a"), _story("own", 3, "own")]
    assert topics_of(around) == ()
    (topic,) = topics_of([*around, _story("tail", 4, "a")])
    assert topic.stories == ("a", "tail")
    assert circle_of("a", {"a": "b", "b": "a"}) == ("a", "b")
    assert circle_of("tail", {"tail": "a", "a": "b", "b": "a"}) == ()
