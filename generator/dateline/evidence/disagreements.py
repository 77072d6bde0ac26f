"""Where the passages of two sources give different figures for one thing: “12 people” and “14 people”.

Responsible for: which figures of two passages tell of one thing, and whether they may be one figure. It
compares the words beside them and does not understand them: of another day, another place or another rate
they tell other things. English. Must not know: findings, messages, which sources a claim cites.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.dates.mentions import Grain, Mention, agrees, mentions
from dateline.evidence import things
from dateline.evidence.figures import holds
from dateline.evidence.grounds import Ground
from dateline.evidence.names import names
from dateline.evidence.readings import Bound, Figure, Kind
from dateline.patterns import deferred

_REACH: Final = 8
"""Words on each side of a figure, within its sentence, that say what it is told of."""
_FARTHEST: Final = 60
"""Words on each side that say when and where: more than a sentence has, but for one that never ends."""
_RATE: Final = deferred(r" (?:an?|per|each|every) (\w+)")
_OLD: Final = deferred(r"[ -]olds?\b")
_MORE: Final = deferred(r" (?:more|fewer|less|other|further|additional|extra)\b")
_ANOTHER: Final = deferred(r"\b(?:another|further|additional|extra) (?:\w+ )?$", re.IGNORECASE)
_JOINT: Final = deferred(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_YEAR: Final = deferred(r"(?:1[5-9]|20)\d\d")
_PLACED: Final = deferred(r"\b(?:in|at|of|from|near|on|off|aboard|across|around|outside) (?:the )?$")
_TELLS: Final = deferred(
    r"\b(?:said|says|told|adds|added|reports|reported|according to|announced|put|puts)\b"
)
_FATES: Final = {"die": "kill", "dead": "kill", "death": "kill", "fatal": "kill"} | dict.fromkeys(
    ("hurt", "wound", "injuri"), "injur"
)
"""Stems of words for what befalls people, by one of each kind."""
_BEFALLS: Final = frozenset(("kill", "injur", "arrest", "evacu", "rescu", "miss"))
_PERSONS: Final = frozenset(("peopl", "person", "dead", "death", "injuri", "injur", "victim", "casualti"))
_UNCOUNTED: Final = frozenset((Kind.MONEY.value, Kind.PERCENT.value))
"""Kinds of figures that need count nothing that is named behind them."""
_SLACK: Final = 4
"""A bound may lie a quarter below what it bounds."""


class Told(NamedTuple):
    """A figure of a passage, and what it is told of."""

    figure: Figure
    ends: tuple[Figure, ...]
    """The figure itself, or both ends of the range that it closes."""
    thing: str
    """The stem of what it counts; "" where nothing behind it says that."""
    sort: tuple[str, str, str, bool]
    """Its kind and unit, of which time it is the rate, and whether it is told as a difference."""
    words: str
    """The figure as it is written, with what it counts."""
    beside: frozenset[str]
    """The stems of the words of content near it, without those of what it counts and other figures."""
    sentence: str
    """The sentence that tells it, or what is near in a long one."""


def told(ground: Ground) -> list[Told]:
    """The figures of a passage, without years, ages, times, places in a row and words that only count."""
    found: list[Told] = []
    text, before = ground.article.upheld, None
    for figure in ground.figures:
        ends: tuple[Figure, ...] = (figure,)
        if before and before.kind is figure.kind and _JOINT.fullmatch(text, before.end, figure.start):
            ends = before, figure
            if found and found[-1].figure is before:
                found.pop()
        before = figure
        if one := _told(ground, figure, ends):
            found.append(one)
    return found


def _told(ground: Ground, figure: Figure, ends: tuple[Figure, ...]) -> Told | None:
    """What a figure tells; None for one that cannot be compared."""
    text = ground.article.upheld
    if figure.loose or figure.kind in (Kind.CLOCK, Kind.ORDINAL) or _YEAR.fullmatch(figure.words):
        return None
    thing, end = things.noun(text, figure)
    if end > figure.end and not text[figure.end : end].rpartition(" ")[2][:1].islower():
        thing, end = "", figure.end  # a name: "7 Republicans", "10 GMT"
    if _OLD.match(text, end):
        return None
    sort = _sort(text, figure, end)
    beside, sentence = _around(ground, figure, thing)
    if thing in _PERSONS:
        beside, thing = beside | ({_FATES.get(thing, thing)} & _BEFALLS), "peopl"
    return Told(figure, ends, thing, sort, text[figure.start : end], beside, sentence)


def _sort(text: str, figure: Figure, end: int) -> tuple[str, str, str, bool]:
    """The `Told.sort` of a figure; what it counts ends at `end`. Percentages are mostly differences."""
    rate = _RATE.match(text, end)
    more = _MORE.match(text, figure.end) or _ANOTHER.search(text, max(0, figure.start - 24), figure.start)
    differs = bool(more) and figure.kind is not Kind.PERCENT
    return figure.kind.value, figure.unit, rate[1] if rate else "", differs


def _around(ground: Ground, figure: Figure, thing: str) -> tuple[frozenset[str], str]:
    """The stems of the words of content near a figure, and its sentence."""
    starts, ends, _ = ground.columns
    stems = ground.side.stems
    at, behind = bisect_left(starts, figure.start), bisect_left(starts, figure.end)
    low, high = next((span for span in ground.sentences if span[0] <= at < span[1]), (0, len(starts)))
    low, high = max(low, at - _FARTHEST), min(high, behind + _FARTHEST)
    near = [*stems[max(low, at - _REACH) : at], *stems[behind : min(high, behind + _REACH)]]
    beside = frozenset(_FATES.get(stem, stem) for stem in near if stem.isalpha() and stem != thing)
    return beside, ground.article.text[starts[low] : ends[high - 1]]


def between(claimed: frozenset[str], one: Ground, other: Ground) -> Iterator[tuple[Told, Told]]:
    """The figures of two passages that differ, of one thing; `claimed` are the stems of what the claim says.

    A figure of which the other passage has an equal, of the same things, does not differ.
    """
    if one.passage.text == other.passage.text or not one.figures or not other.figures:
        return
    ours, theirs = told(one), told(other)
    claimed = frozenset(_FATES.get(stem, stem) for stem in claimed)
    for first in ours:
        if _is_given(first, theirs):
            continue
        alike = [second for second in theirs if _is_same(claimed, first, second)]
        second = max(alike, key=lambda two: len(two.beside & first.beside), default=None)
        if second and not _is_given(second, ours) and _may_compare(first, second, one, other):
            yield first, second


def _is_given(one: Told, among: Sequence[Told]) -> bool:
    """Whether one of the figures may be this one: of the same things, or of what goes without saying."""
    return any(
        one.sort[:2] == two.sort[:2] and two.thing in ("", one.thing) and _agree(one, two) for two in among
    )


def _is_same(claimed: frozenset[str], one: Told, two: Told) -> bool:
    """Whether two figures tell of one thing, and the claim of it too.

    A noun that the claim has is enough with one word beside it. Of measures, people and bare sums there may
    be many, so it takes two words, or what befell them.
    """
    if one.sort != two.sort or one.thing != two.thing or not (one.thing or one.sort[0] in _UNCOUNTED):
        return False
    fates = one.beside & _BEFALLS, two.beside & _BEFALLS
    if all(fates) and fates[0].isdisjoint(fates[1]):
        return False
    common = one.beside & two.beside
    if one.thing in claimed and one.thing not in things.MEASURES:
        return bool(common) or (bool(one.beside & claimed) and bool(two.beside & claimed))
    return len(common) > 1 and not common.isdisjoint(claimed)


def _agree(one: Told, two: Told) -> bool:
    """Whether two figures may be one: equal, rounded, one the bound of the other, or within its range."""
    if len(one.ends) + len(two.ends) > 2:
        low, high = (sorted(value for end in told.ends for value in end.values) for told in (one, two))
        return low[0] <= high[-1] and high[0] <= low[-1]
    x, y = one.figure, two.figure
    return holds(x, y) or holds(y, x) or _covers(x, y) or _covers(y, x)


def _covers(one: Figure, two: Figure) -> bool:
    """Whether a bound has the other figure on its side, or a round figure rounds it."""
    said, given = one.values[0], two.values[0]
    gap = max(said, given) - min(said, given)
    if one.bound is two.bound and one.bound is not Bound.EXACT:
        return _SLACK * gap <= said
    if one.bound is Bound.ABOVE:
        return said <= given
    if one.bound is Bound.BELOW:
        return given <= said
    return said % 100 == 0 and 20 * gap <= said


def _may_compare(one: Told, two: Told, ground: Ground, other: Ground) -> bool:
    """Whether nothing in their sentences says that two figures are of different days, places or names."""
    days, theirs = _dates(one.sentence, ground), _dates(two.sentence, other)
    if days and theirs and not any(agrees(a, b) or agrees(b, a) for a in days for b in theirs):
        return False
    placed, there = _names(one.sentence, placed=True), _names(two.sentence, placed=True)
    if placed and there and placed.isdisjoint(there):
        return False
    if _TELLS.search(one.sentence) or _TELLS.search(two.sentence):
        return True
    named, them = _names(one.sentence), _names(two.sentence)
    return not named or not them or not named.isdisjoint(them)


def _dates(sentence: str, ground: Ground) -> list[Mention]:
    """The dates that a sentence gives, without that on which somebody said so."""
    return [
        date
        for date in mentions(sentence, ground.article.published)
        if date.grain is not Grain.VAGUE and not _TELLS.search(sentence, max(0, date.start - 24), date.start)
    ]


def _names(sentence: str, *, placed: bool = False) -> frozenset[str]:
    """The words of the names in a sentence; with `placed` of those that say where or of what."""
    return frozenset(
        part
        for name in names(sentence)
        if not placed or _PLACED.search(sentence, max(0, name.start - 14), name.start)
        for part in name.parts
    )
