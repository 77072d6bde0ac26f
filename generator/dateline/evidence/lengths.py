"""Lengths of time by what they are worth: "14 days" are "two weeks" and "a fortnight".

Responsible for reading them where a figure has a unit of time behind it, or an article stands for it ("a
year"). Minutes to fortnights are of one row, months to centuries of another: a month has no number of days.
English. Must not know: articles, claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

import msgspec

from dateline.evidence.readings import Figure, Kind, Length
from dateline.patterns import deferred

_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_YEAR: Final = 12
_WORTH: Final[dict[str, Length]] = {
    "minute": ("minutes", 1),
    "hour": ("minutes", _HOUR),
    "day": ("minutes", _DAY),
    "week": ("minutes", 7 * _DAY),
    "fortnight": ("minutes", 14 * _DAY),
    "month": ("months", 1),
    "year": ("months", _YEAR),
    "decade": ("months", 10 * _YEAR),
    "century": ("months", 100 * _YEAR),
}
_NAMED: Final = "|".join(_WORTH)
_PLURALS: Final = {"centuries": "century"} | {f"{unit}s": unit for unit in _WORTH}
_BEHIND: Final = deferred(rf"[ \u00a0-]({_NAMED}|{'|'.join(_PLURALS)})(?![^\W_])", re.IGNORECASE)
_ONE: Final = deferred(  # and not "twice a day", "a year ago"
    r"\b(?:for|in|within|after|over|than|last(?:ed|s)?|took|takes?|nearly|almost|about|of|is|was)[ \u00a0]"
    rf"(half )?an?[ \u00a0](?:whole |full |entire )?({_NAMED})(?![^\W_]| ago\b)",
    re.IGNORECASE,
)


def timed(text: str, figure: Figure) -> Figure:
    """The figure of `text` with what it is worth as a length of time, where it is one; else as it is."""
    worth = _worth(text, figure)
    return msgspec.structs.replace(figure, lasting=worth) if worth else figure


def lengths(text: str, found: Iterable[Figure]) -> Iterator[tuple[int, Length]]:
    """Where the lengths of time of a text begin, and what they are worth, in no order.

    `found` are its figures. Linear in the text.
    """
    for figure in found:
        worth = _worth(text, figure) if figure.start >= 0 else None
        if worth:
            yield figure.start, worth
    for one in _ONE.finditer(text):
        row, size = _WORTH[one[2].lower()]
        yield one.start(), (row, Fraction(size, 2) if one[1] else size)


def _worth(text: str, figure: Figure) -> Length | None:
    unit = _BEHIND.match(text, figure.end) if figure.kind is Kind.NUMBER else None
    if unit is None:
        return None
    word = unit[1].lower()
    row, size = _WORTH[_PLURALS.get(word, word)]
    return row, figure.values[0] * size
