"""How long, how far, how heavy, how large a part: sizes by what they are worth in other units.

Responsible for reading them where a figure has a unit behind it, or an article stands for it ("for a year"):
"14 days" are "two weeks", "1,500 metres" are "1.5 kilometres". "One in five" is 20 per cent. English. Must
not know: articles, claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import msgspec

from dateline.evidence.numerals import Value
from dateline.evidence.quantities import plain
from dateline.evidence.readings import Figure, Kind, Size
from dateline.evidence.units import UNITS
from dateline.patterns import deferred

_TIMES: Final = "|".join(word for word, unit in UNITS.items() if unit.measures == "time" and unit.worth)
_BEHIND: Final = deferred(r"[ \u00a0-]?([^\W\d_]++)")
"""The word behind a figure."""
_WITHIN: Final = deferred(r"\d ?([a-z]{1,2})$", re.IGNORECASE)
"""A unit that is written onto its number: "5km", "1500m"."""
_ONE: Final = deferred(  # and not "twice a day", "a year ago"
    r"\b(?:for|in|within|after|over|than|last(?:ed|s)?|took|takes?|nearly|almost|about|of|is|was)[ \u00a0]"
    rf"(half )?an?[ \u00a0](?:whole |full |entire )?({_TIMES})(?![^\W_]| ago\b| and a half\b)",
    re.IGNORECASE,
)
_ONE_MORE: Final = deferred(
    rf"\ban?[ \u00a0]({_TIMES})[ \u00a0](?:(and a half)|ago|before|earlier|later)\b", re.IGNORECASE
)
_RANGE: Final = deferred(r" ?[-–—] ?| to | and | or ")
_ROUNDED: Final = 3
"""Percentage points by which "six in ten" may differ, and of each of so many parts ten times as much."""
_OUT_OF: Final = deferred(r" (?:in|of|out of)(?: every)? ")
_APART: Final = 14
"""Letters of the longest of these."""
_JOINT: Final = 5
"""And of what stands between the ends of a range."""


def sized(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures `found` in `text`, each with what it is worth as a size, where it is one."""
    several = len(found) > 1
    parts = {at: (size, rough) for at, size, rough in _parts(text, found)} if several else {}
    ranges = dict(_ranges(text, found)) if several and _has_range(found) else {}
    for figure in found:
        if figure.start in parts:
            size, rough = parts[figure.start]
            yield msgspec.structs.replace(figure, size=size, rough=rough)
            continue
        worth = _worth(text, figure) or ranges.get(figure.start)
        yield msgspec.structs.replace(figure, size=worth) if worth else figure


def sizes(text: str, found: Sequence[Figure]) -> Iterator[tuple[int, Size]]:
    """Where the sizes of a text begin, and what they are worth, in no order.

    `found` are its figures. Linear in the text.
    """
    for figure in found:
        worth = _worth(text, figure) if figure.start >= 0 else None
        if worth:
            yield figure.start, worth
    yield from ((at, size) for at, size, _ in _parts(text, found))
    yield from _ranges(text, found)
    for one in _ONE.finditer(text):
        worth = _of_unit(one[2])
        if worth:
            yield one.start(), (worth[0], Fraction(worth[1], 2) if one[1] else worth[1])
    for one in _ONE_MORE.finditer(text):
        worth = _of_unit(one[1])
        if worth:
            yield one.start(), (worth[0], plain(Fraction(3 * worth[1], 2)) if one[2] else worth[1])


def _has_range(found: Sequence[Figure]) -> bool:
    """Whether two figures stand so near that they may be the ends of a range."""
    return any(two.start - one.end <= _JOINT for one, two in pairwise(found))


def _ranges(text: str, found: Sequence[Figure]) -> Iterator[tuple[int, Size]]:
    """The first figure of each range whose unit is written behind the second alone: "40 to 60mm"."""
    for one, two in pairwise(found):
        if not 0 <= one.start < two.start <= one.end + _JOINT:
            continue
        if not _RANGE.fullmatch(text, one.end, two.start):
            continue
        worth = _worth(text, two) if two.kind is Kind.NUMBER is one.kind and two.values[0] else None
        if worth and worth[0] != "percent":
            yield one.start, (worth[0], plain(Fraction(worth[1] * one.values[0]) / two.values[0]))


def _worth(text: str, figure: Figure) -> Size | None:
    value = figure.values[0]
    if figure.kind is Kind.PERCENT and not figure.unit:
        return "percent", value
    if figure.kind is not Kind.NUMBER:
        return None
    if 0 < value < 1:
        return "percent", 100 * value
    unit = _BEHIND.match(text, figure.end)
    worth = _of_unit(unit[1]) if unit else None
    if worth is None and not figure.words[-1].isdigit() and (unit := _WITHIN.search(figure.words)):
        worth = _of_unit(unit[1])
    return (worth[0], value * worth[1]) if worth else None


def _of_unit(word: str) -> Size | None:
    unit = UNITS.get(word.lower())
    return unit.worth if unit else None


def _parts(text: str, found: Sequence[Figure]) -> Iterator[tuple[int, Size, Value]]:
    """The two figures of each "one in five", "four out of every five", with the part that both say.

    The last of each is how many percentage points it leaves open.
    """
    for one, whole in pairwise(found):
        if 0 <= one.start < whole.start <= one.end + _APART and _OUT_OF.fullmatch(text, one.end, whole.start):
            part = Fraction(100 * one.values[0]) / Fraction(whole.values[0] or 1)
            if 0 < part < 100:
                rough = min(Fraction(_ROUNDED), Fraction(10 * _ROUNDED) / whole.values[0])
                yield one.start, ("percent", plain(part)), rough
                yield whole.start, ("percent", plain(part)), rough
