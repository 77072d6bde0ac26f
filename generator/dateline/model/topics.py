"""Topics: which story continues which, and which stories make one topic.

A story names the one that it follows; several may follow one, so a topic is a tree of stories with one
first story. Translations make topics of their own, each language for itself. A story that is not out is
passed over: what continues it continues the one before. What names no story, or runs in a circle, joins
nothing here: the check tells of it. Pure: this room knows outlines and addresses, no texts and no pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from dateline.model.draft import Outline


class Follow(msgspec.Struct, frozen=True):
    """A story as a story of the same topic names it."""

    title: str
    url: str
    withdrawn: bool = False


class Thread(msgspec.Struct, frozen=True):
    """A story's place in its topic."""

    follows: Follow | None
    """The story that it continues."""
    continued: tuple[Follow, ...]
    """The stories that continue it, oldest first."""
    topic: Follow
    """The first story's title, and the address of the joint timeline."""
    stories: int
    """How many stories the topic has."""


class Topic(msgspec.Struct, frozen=True):
    """Stories that continue one another."""

    title: str
    """The first story's."""
    url: str
    """The address of the joint timeline: below the first story's."""
    stories: tuple[str, ...]
    """Their ids, the first story first, each before those that continue it."""
    before: tuple[str, ...]
    """The id of the story that each of them continues; "" of the first."""
    file: str
    """The file of the first story."""


def topics_of(
    stories: Iterable[Outline], hidden: Mapping[str, Outline] = MappingProxyType({})
) -> tuple[Topic, ...]:
    """The topics of the stories that are out, in the order of their first stories.

    `hidden` has those that are not out, by id.
    """
    out = {outline.path: outline for outline in stories}
    after = _after(out, hidden)
    before = {later: earlier for earlier, found in after.items() for later in found}
    return tuple(
        _topic(out[first], tuple(_below(first, after)), before)
        for first in out
        if first in after and first not in before
    )


def threads_of(stories: Iterable[Outline], topics: Sequence[Topic]) -> dict[str, Thread]:
    """The place of every story that has one in a topic, by its id."""
    members = {path for topic in topics for path in topic.stories}
    named = {o.path: Follow(_title(o), o.url, o.withdrawn) for o in stories if o.path in members}
    after: dict[str, list[Follow]] = {}
    for topic in topics:
        for path, earlier in zip(topic.stories, topic.before, strict=True):
            after.setdefault(earlier, []).append(named[path])
    return {
        path: Thread(
            named.get(earlier),
            tuple(after.get(path, ())),
            Follow(topic.title, topic.url),
            len(topic.stories),
        )
        for topic in topics
        for path, earlier in zip(topic.stories, topic.before, strict=True)
    }


def topic_url(first: str) -> str:
    """The address of a topic's joint timeline; `first` is that of its first story."""
    return f"{first}timeline/"


def circle_of(path: str, follows: Mapping[str, str]) -> tuple[str, ...]:
    """The stories around the circle that a story stands in; () when it stands in none."""
    seen = [path]
    while (earlier := follows.get(seen[-1], "")) and earlier not in seen:
        seen.append(earlier)
    return tuple(seen) if earlier == path else ()


def _topic(first: Outline, stories: tuple[str, ...], before: Mapping[str, str]) -> Topic:
    earlier = tuple(before.get(path, "") for path in stories)
    return Topic(_title(first), topic_url(first.url), stories, earlier, first.file)


def _after(out: Mapping[str, Outline], hidden: Mapping[str, Outline]) -> dict[str, list[str]]:
    """The stories that continue each story, oldest first; circles are left out."""
    named = ((path, _earlier(outline, out, hidden)) for path, outline in out.items() if outline.follows)
    follows = {path: earlier for path, earlier in named if earlier}
    after: dict[str, list[str]] = {}
    for path, earlier in follows.items():
        if not circle_of(path, follows):
            after.setdefault(earlier, []).append(path)
    for later in after.values():
        later.sort(key=lambda path: (out[path].published.date, out[path].published.iso, path))
    return after


def _earlier(outline: Outline, out: Mapping[str, Outline], hidden: Mapping[str, Outline]) -> str:
    """The id of the nearest story before one that is out, for a translation in its language; "" for none."""
    earlier, passed = outline.follows, set[str]()
    while (found := outline.alike(earlier)) not in out:
        original = out.get(earlier) or hidden.get(earlier)
        if original is None or earlier in passed:
            return ""
        passed.add(earlier)
        earlier = original.follows
    return found


def _below(first: str, after: Mapping[str, list[str]]) -> Iterator[str]:
    """A story and all that continue it, each before those that continue it."""
    waiting = [first]
    while waiting:
        path = waiting.pop()
        yield path
        waiting += reversed(after.get(path, ()))


def _title(outline: Outline) -> str:
    """The story's title; from its folder's name where there is no story.md."""
    words = outline.path.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return outline.title or words[:1].upper() + words[1:]
