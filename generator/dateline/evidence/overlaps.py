"""Which of many spans one touches or lies in: asked without a look at each of them.

A claim of a hundred thousand characters has as many figures as dates, and each is asked of all others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dateline.evidence.values import Span


class Spans:
    """Spans of one text, in whatever order and overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # of each and all before it

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them has a character of these."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start

    def surround(self, start: int, end: int) -> bool:
        """Whether one of them has all characters of these."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._ends[at - 1] >= end

    def exceed(self, start: int, end: int) -> bool:
        """Whether one of them has all characters of these, and more."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, start)
        return (low > 0 and self._ends[low - 1] >= end) or (high > 0 and self._ends[high - 1] > end)
