"""Which stories stand beside a story, and why."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.subjects import subjects
from dateline.pages.planning import plan
from dateline.pages.related import SHOWN, Marks, nearest, with_related
from dateline.settings.config import parse_config
from dateline.views.stories import RelatedView, StoryView
from newsroom import Files, article, briefing, folder, linked, news
from unit.sample_views import FULL_STORY, NOV_18

CONFIG = 'title = "The Paper"\nbase_url = "https://paper.example/"\n'
SEA = (("tag", "sea"),)


def beside(draft: Files, story: str = "world/a") -> tuple[RelatedView, ...]:
    """What the page of a story shows beside it."""
    made = news(draft, config=CONFIG)
    found, problems = plan(made.site, parse_config(CONFIG), {}, made.desk)
    assert problems == ()
    [page] = [page for page in found.pages if page.story == story]
    view = page.view()
    assert isinstance(view, StoryView)
    return view.related


def told(path: str, body: str = "", more: str = "", url: str = "") -> object:
    """A story with one article."""
    source = article(title=f"Of {path[-1]}", publisher="The Courier", more=f"url: {url}" if url else "")
    return folder(briefing(body, more, title=f"Story {path[-1]}"), path, courier=source)


def reasons(*folders: object) -> list[tuple[str, str, str, str]]:
    rows = beside(Files(stories=tuple(folders)))  # type: ignore[arg-type]  # folders of stories
    return [(row.href, row.reason, row.shared, row.publisher) for row in rows]


def test_an_article_that_two_stories_cite_is_named_as_the_story_lists_it() -> None:
    one = told("world/a", url="https://www.courier.example/cutter?utm_source=x")
    other = told("world/b", url="http://courier.example/cutter/")
    assert reasons(one, other) == [("/world/b/", "article", "Of a", "The Courier")]


def test_a_name_that_two_stories_say_is_spelled_as_the_story_does() -> None:
    one = told("world/a", "The plan of Hanne Velde’s board failed. So Velde said [@courier].")
    other = told("world/b", "It was Ms. Hanne Velde who left [@courier].")
    assert reasons(one, other) == [("/world/b/", "name", "Hanne Velde", "")]


def test_a_tag_counts_in_any_spelling() -> None:
    one, other = told("world/a", more="tags: [Sea]"), told("world/b", more="tags: [sea]")
    assert reasons(one, other) == [("/world/b/", "tag", "Sea", "")]


def test_what_tells_more_stands_first_and_is_the_reason() -> None:
    stories = [
        told("world/a", "Hanne Velde left [@courier].", "tags: [sea]", "https://courier.example/1"),
        told("world/b", "", "tags: [sea]"),
        told("world/c", "Hanne Velde came [@courier].", "tags: [sea]"),
        told("world/d", "Hanne Velde came [@courier].", "", "https://courier.example/1"),
    ]
    assert [(href, why) for href, why, _, _ in reasons(*stories)] == [
        *(("/world/d/", "article"), ("/world/c/", "name"), ("/world/b/", "tag"))
    ]


def test_what_a_story_continues_and_what_continues_it_is_named_once() -> None:
    thread = FULL_STORY.thread
    assert thread is not None
    assert thread.follows is not None
    hrefs = [thread.follows.href, *(link.href for link in thread.continued), "/elsewhere/"]
    rows = tuple(RelatedView("A story", href, NOV_18, "name", "Hanne Velde") for href in hrefs)
    assert [row.href for row in with_related(FULL_STORY, rows).related] == ["/elsewhere/"]
    alone = msgspec.structs.replace(FULL_STORY, thread=None)
    assert [row.href for row in with_related(alone, rows).related] == hrefs


def test_a_withdrawn_story_stands_beside_none() -> None:
    gone = "tags: [sea]\ncorrections: [{kind: withdrawn, date: 2026-01-02, text: No ground.}]"
    assert reasons(told("world/a", more="tags: [sea]"), told("world/b", more=gone)) == []
    assert reasons(told("world/b", more="tags: [sea]"), told("world/a", more=gone)) == []


def test_stories_that_share_nothing_stand_beside_none() -> None:
    assert reasons(told("world/a", more="tags: [sea]"), told("world/b", more="tags: [land]")) == []


def test_a_publisher_is_no_name_that_two_stories_share() -> None:
    text = "The Courier saw it, the Courier says [@courier]."
    assert reasons(told("world/a", text), told("world/b", text)) == []


def test_what_most_stories_share_tells_nothing() -> None:
    stories = tuple((f"s{n}", SEA) for n in range(5))
    assert nearest(stories[:4])["s0"] != ()
    assert nearest(stories)["s0"] == ()


def test_of_many_stories_the_ones_published_next_to_it_are_looked_at() -> None:
    stories = tuple((f"s{n:03}", SEA if n % 3 == 0 else ()) for n in range(93))
    assert nearest(stories)["s045"] == ()  # 31 share the tag: alone it does not tell enough
    both = tuple((story, (*marks, ("tag", "tide")) if marks else ()) for story, marks in stories)
    assert [other for other, _, _ in nearest(both)["s045"]] == ["s081", "s078", "s075", "s072"]


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.lists(
            st.tuples(st.sampled_from(("tag", "name", "article")), st.sampled_from("xyz")), unique=True
        ).map(tuple),
        max_size=20,
    )
)
def test_no_story_stands_beside_itself_or_twice(found: dict[str, tuple[tuple[str, str], ...]]) -> None:
    stories: tuple[Marks, ...] = tuple(sorted(found.items()))
    near = nearest(stories)
    assert near.keys() == found.keys()
    for story, rows in near.items():
        ids = [other for other, _, _ in rows]
        assert len(ids) == len(set(ids)) <= SHOWN
        assert story not in ids
        assert all({(kind, value)} <= {*found[story]} & {*found[other]} for other, kind, value in rows)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (
            "Hanne Velde left. The board of Velde met. So Velde spoke to Ada Vane [@ap].",
            ["Hanne Velde", "Ada Vane"],
        ),
        (
            "Yesterday Hanne Velde left. The Harbour Board met Hanne Velde [@ap].",
            ["Hanne Velde", "Harbour Board"],
        ),
        ("On Monday it rained in January [@ap].", []),
        ("It was quiet [@ap].", []),
    ],
)
def test_the_names_that_a_story_says_most(body: str, names: list[str]) -> None:
    story, _ = linked(briefing(body), ap=article())
    assert [spelled for _, spelled in subjects(story)] == names
