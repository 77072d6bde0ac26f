"""Related stories: which stories are shown beside a story, and what they share with it.

Two stories may share an article that both cite, a name that both say often, or a tag. What few stories
share weighs more. Pure, and linear: stories are looked up by what is shared, never pair by pair. Nothing
depends on the moment of the build, or on titles, so that an edit changes what is shown beside few stories.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from dateline import digest
from dateline.again import Again
from dateline.model.site import Listing
from dateline.views.pages import StoryCard
from dateline.views.stories import RelatedView, StoryView

SHOWN: Final = 4
"""The most stories that are shown beside one."""
NEAR: Final = 12
"""If many stories share something, how many are looked at that were published before a story, and after."""
LEAST: Final = 15
"""The least weight of all that two stories share: one tag of fewer than 16 stories, or two of 100 each."""
_WEIGHTS: Final = {"article": 240, "name": 120, "tag": 60}
"""Divided by 1, 2, 3 … as twice as many stories share it each time, so that only a doubling changes it."""

Shared = tuple[str, str]
"""One thing that stories share: its kind, and the article's address, the name's key, or the tag."""
Marks = tuple[str, tuple[Shared, ...]]
"""A story's id, and all that it may share with others."""
Near = tuple[tuple[str, str, str], ...]
"""Related stories, the nearest first: the id of each, and the shared thing that weighs most."""


_ENCODER = msgspec.json.Encoder()
_VIEWS = msgspec.json.Decoder(tuple[RelatedView, ...])


class Beside(msgspec.Struct, frozen=True, array_like=True):
    """What is shown beside a story: its digest, and the views of the related stories, encoded."""

    digest: str
    encoded: msgspec.Raw

    def make(self) -> tuple[RelatedView, ...]:
        """The views of the related stories, the nearest first."""
        return _VIEWS.decode(self.encoded)


def related(
    again: Again, key: str, stories: tuple[Listing, ...], cards: tuple[StoryCard, ...]
) -> tuple[Beside, ...]:
    """What is shown beside each story; `key` is the digest of all stories with their cards (`site_key`)."""
    near = again.kept("near", key, dict[str, Near], _nearest, again, stories)
    shown = {story.id: card for story, card in zip(stories, cards, strict=True)}
    ways = tuple(near[story] for story in shown)
    beside = tuple(tuple(shown[other] for other, _, _ in way) for way in ways)
    columns = ways, stories, beside
    return again.kept("beside", key, tuple[Beside, ...], again.each, "beside", shown, columns, beside_of)


def beside_of(near: Near, story: Listing, cards: tuple[StoryCard, ...]) -> Beside:
    """What is shown beside a story whose related stories have these cards."""
    data = _ENCODER.encode(_views(near, story, cards))
    return Beside(digest.of_bytes(data), msgspec.Raw(data))


def _nearest(again: Again, stories: tuple[Listing, ...]) -> dict[str, Near]:
    """The stories that are nearest to each, found again where one shares something else than before."""
    ordered = sorted(stories, key=_in_order)
    return again.call(nearest, again.each("marks", [story.id for story in ordered], [ordered], marks_of))


def _in_order(story: Listing) -> tuple[str, str]:
    return story.published.iso, story.id


def marks_of(story: Listing) -> Marks:
    """All that a story may share with others; a withdrawn one shares nothing, so it is shown beside none."""
    if story.withdrawn:
        return story.id, ()
    found = [("article", address) for address in story.cites if address]
    found += [("name", key) for key, _ in story.names]
    found += [("tag", tag.casefold()) for tag in story.tags]
    return story.id, tuple(dict.fromkeys(found))


def nearest(stories: tuple[Marks, ...]) -> dict[str, Near]:
    """The stories that are nearest to each, by its id; `stories` stand in the order of publication."""
    sharing: dict[Shared, list[int]] = defaultdict(list)
    for at, (_, marks) in enumerate(stories):
        for mark in marks:
            sharing[mark].append(at)
    common = max(4, len(stories) // 3)  # what so many share tells nothing
    telling = {mark: found for mark, found in sharing.items() if 1 < len(found) <= common}
    return {story: _near(at, stories, telling) for at, (story, _) in enumerate(stories)}


def _near(at: int, stories: tuple[Marks, ...], telling: Mapping[Shared, list[int]]) -> Near:
    weights: dict[int, int] = defaultdict(int)
    most: dict[int, tuple[int, Shared]] = {}
    for mark in stories[at][1]:
        found = telling.get(mark)
        if found is None:
            continue
        weight = _WEIGHTS[mark[0]] // len(found).bit_length()
        for other in _around(found, at):
            weights[other] += weight
            if other not in most or most[other][0] < weight:
                most[other] = weight, mark
    best = sorted((-weight, -other) for other, weight in weights.items() if weight >= LEAST)[:SHOWN]
    return tuple((stories[-other][0], *most[-other][1]) for _, other in best)


def _around(found: list[int], at: int) -> Iterable[int]:
    """The others of the stories that share something; of many, those published next to this one."""
    if len(found) > 2 * NEAR + 1:
        here = bisect_left(found, at)
        found = found[max(0, here - NEAR) : here + NEAR + 1]
    return (other for other in found if other != at)


def _views(near: Near, story: Listing, cards: tuple[StoryCard, ...]) -> tuple[RelatedView, ...]:
    return tuple(
        RelatedView(card.title, card.href, card.updated, kind, _shown(story, kind, value))
        for (_, kind, value), card in zip(near, cards, strict=True)
    )


def _shown(story: Listing, kind: str, value: str) -> str:
    """What is shared, as the story itself has it: a name, or the place of an article or a tag in its list."""
    if kind == "name":
        return dict(story.names)[value]
    listed = story.cites if kind == "article" else tuple(tag.casefold() for tag in story.tags)
    return str(listed.index(value))


def with_related(view: StoryView, beside: tuple[RelatedView, ...]) -> StoryView:
    """The view of a story with what is shown beside it, without the stories that it names as its thread."""
    thread = view.thread
    links = (thread.follows, *thread.continued) if thread else ()
    there = {link.href for link in links if link}
    rows = tuple(_named(row, view) for row in beside if row.href not in there)
    return msgspec.structs.replace(view, related=rows)


def _named(row: RelatedView, view: StoryView) -> RelatedView:
    """The row with words for what is shared: an article's title and publisher, a tag as the site shows it."""
    if row.reason == "article":
        source = view.sources[int(row.shared)]
        return msgspec.structs.replace(row, shared=source.title, publisher=source.publisher.text)
    return (
        msgspec.structs.replace(row, shared=view.tags[int(row.shared)].text) if row.reason == "tag" else row
    )
