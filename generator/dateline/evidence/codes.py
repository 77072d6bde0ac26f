"""Numbers that name something instead of counting it: “F-35”, “BA 117”, “Covid-19”, “9/11”, “six-figure”.

Responsible for the letters before a number of a claim, and for numbers that are no figures at all. Whether a
source has a code in another spelling is asked of its words (`held`). Must not know: articles, claims.
"""

from __future__ import annotations

from typing import Final

from dateline.evidence.names import BARE
from dateline.evidence.readings import Figure
from dateline.patterns import deferred

_LETTERS: Final = deferred(r"(?<![^\W_])([^\W\d_]{1,6})[ -]$")
"""What a code has before its number: "F-", "BA "."""
_FARTHEST: Final = 8
"""Characters in which they stand, with the one before."""
_DAYS: Final = deferred(r"(?<![\d/])(?:9/11|7/7)(?![\d/])")
"""Days that are called by their figures."""
_LONGEST: Final = 6
"""Characters of one, and of what stands beside it."""
_OF_DIGITS: Final = ("-figure", "-digit")
"""What says behind a number that it is one of digits: "a six-figure sum"."""


def code(text: str, figure: Figure) -> str:
    """The number with the letters before it, where both may name something: "f35" for "F-35"; else ""."""
    if figure.start < 2 or text[figure.start - 1] not in " -" or not figure.words[0].isdigit():
        return ""
    before = _LETTERS.search(text, max(0, figure.start - _FARTHEST), figure.start)
    return f"{BARE[before[1]]}{BARE[figure.words]}" if before and not before[1].islower() else ""


def is_no_figure(text: str, figure: Figure) -> bool:
    """Whether a number counts nothing that a source could give."""
    if text.startswith(_OF_DIGITS, figure.end):
        return True
    if "/" not in text:
        return False
    around = _DAYS.finditer(text, max(0, figure.start - _LONGEST), figure.start + _LONGEST)
    return any(day.start() <= figure.start < day.end() for day in around)
