"""The timeline: entries of the story and events of its sources, merged and put in order.

Two entries are one when they speak of the same day (or the same wider span) in nearly the same words
and no figure differs. The writer's words come before a source's, an earlier source's before a later
one's. Pure: values in, groups out; nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from dateline.dates import FuzzyDate
from dateline.patterns import deferred

_WORD = deferred(r"[^\W_]+(?:[.,]\d+)*")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be been but by for from had has have he her his in into is it its of on or out
        over she that the their them they this to under was were which while who will with""",
    )
)
"""Words that tell no two events apart."""
NEAR = 0.6
"""The share of words (Dice) from which two entries of one day are the same event."""
WITHIN = 0.8
"""The share of the shorter entry's words that the longer one holds, from which they are the same."""


class Item(msgspec.Struct, frozen=True):
    """One dated text, with its rank: the writer's entries are 0, a source's events its number."""

    date: FuzzyDate
    words: str
    rank: int
    index: int
    """The position in what it came from; with `rank` it names the item."""


def merge(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """Groups of items that tell one event, in the order of the timeline; the first of each is shown."""
    groups: list[list[Item]] = []
    by_day: dict[object, list[list[Item]]] = {}
    for item in sorted(items, key=lambda item: (item.rank, item.index)):
        same_day = by_day.setdefault((item.date.earliest, item.date.latest), [])
        for group in same_day:
            if _belongs(item, group):
                group.append(item)
                break
        else:
            same_day.append([item])
            groups.append(same_day[-1])
    return tuple(tuple(group) for group in sorted(groups, key=_order))


def _order(group: list[Item]) -> tuple[object, int, int]:
    first = group[0]
    return (first.date.sort_key, first.rank, first.index)


def _belongs(item: Item, group: list[Item]) -> bool:
    """True when an item tells the event that a group of the same span tells.

    One hand tells each event once, and clock times agree.
    """
    if any(item.rank == other.rank for other in group):
        return False
    times = {one.date.time for one in (item, *group) if one.date.time}
    return len(times) < 2 and similar(group[0].words, item.words)


def similar(first: str, second: str) -> bool:
    """True when two texts say the same in nearly the same words, with the same figures."""
    one, two = _words(first), _words(second)
    if not one or not two:
        return False
    if {word for word in one if word[0].isdigit()} != {word for word in two if word[0].isdigit()}:
        return False
    shared = len(one & two)
    fewer = min(len(one), len(two))
    return 2 * shared >= NEAR * (len(one) + len(two)) or (fewer >= 3 and shared >= WITHIN * fewer)


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> frozenset[str]:
    """The words that carry meaning, folded, with a plural's or a verb's plain ending cut."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in found if word not in _SMALL)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
