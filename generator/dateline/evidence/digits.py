"""Numbers in digits as languages other than English write them: “3,2”, “1 200”, “1.200,50”.

Responsible for where they stand and what they may be worth: “1.200” is 1,200 and 1.2, as nobody says which.
No words, units or dates are read. Must not know: articles, claims, English (`figures`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from dateline.evidence.numerals import Value
from dateline.evidence.quantities import plain
from dateline.evidence.readings import Figure, Kind
from dateline.patterns import deferred

_SPACED: Final = "[ \u00a0\u2009\u202f'’]"
_RUN: Final = deferred(rf"(?<![^\W_])(?:\d{{1,3}}(?:{_SPACED}\d{{3}})+(?!\d)|\d+)(?:[.,٫٬]\d+)*")
_POINT: Final = deferred(r"[.,٫٬]")
_GAP: Final = deferred(_SPACED)

_GROUP: Final = 3
_LONGEST: Final = 40
"""Digits of a number; what is longer is none that anybody writes."""


def digits(text: str) -> tuple[Figure, ...]:
    """The numbers in digits of `text`, in order and without overlap. Linear in its length; raises nothing."""
    return tuple(figure for run in _RUN.finditer(text) for figure in _read(run[0], run.start()))


def _read(run: str, start: int) -> Iterator[Figure]:
    """A number, or its parts one by one where it is none: "4.3.2026"."""
    points = _POINT.findall(run)
    parts = _POINT.split(_GAP.sub("", run))
    whole = "".join(parts)
    if len(whole) > _LONGEST:
        return
    values: set[Value] = set()
    if not points or (all(len(part) == _GROUP for part in parts[1:]) and len(set(points)) == 1):
        values = {int(whole)}
    if len(points) == 1 or (points and _is_grouped(points, parts)):
        values.add(plain(Fraction(int(whole), 10 ** len(parts[-1]))))
    if values:
        yield Figure(start, start + len(run), run, Kind.NUMBER, tuple(sorted(values)), step=0)
        return
    ends = [0, *(point.end() for point in _POINT.finditer(run)), len(run) + 1]
    for low, high in pairwise(ends):
        part = run[low : high - 1]
        yield Figure(start + low, start + high - 1, part, Kind.NUMBER, (int(_GAP.sub("", part)),), step=0)


def _is_grouped(points: list[str], parts: list[str]) -> bool:
    """Whether one sign parts thousands and another one the decimals: "1.200,50"."""
    groups = set(points[:-1])
    return len(groups) == 1 and points[-1] not in groups and all(len(p) == _GROUP for p in parts[1:-1])
