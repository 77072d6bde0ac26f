"""The timescale: a timeline drawn to scale, as numbers. Pure: dates in, places in per cent and pixels out.

Along the line everything is in per cent, so that a drawing fits any width with letters of one size; that
nothing lies on anything else is worked out for the narrowest screen. This room knows no page and no words:
who asks for it says how long the label of a tick is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from dateline.dates import FuzzyDate, Precision

FEWEST = 3
"""Events below which a list says it all."""
NARROW = 288
"""Pixels of the narrowest drawing: a screen of 320 without its margins."""
LANES = 4
_PITCH, _AXIS, _PILL = 30, 26, 24
_EDGE = 4.6
"""Per cent at either end, so that a number at the very end is whole."""
_LETTER, _GAP, _ARROW = 6.6, 10, 12
_SHORTEST = 2
"""Days below which there is nothing to be drawn to scale."""
Unit = Literal["day", "month", "year"]
_STEPS: tuple[tuple[Unit, int], ...] = (
    *(("day", step) for step in (1, 2, 3, 5, 7, 10, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step * power) for power in (1, 10, 100, 1000) for step in (1, 2, 5)),
)


class Mark(msgspec.Struct, frozen=True):
    """One event, or several that cannot be told apart in the drawing."""

    first: int
    last: int
    """Their places in the list, from 0."""
    x: float
    """Where its middle is, in per cent."""
    y: int
    """And in pixels from the top."""
    shift: int
    """The pixels from there to its number, which is to be whole on the narrowest screen."""
    begin: float
    end: float
    """From where to where its bar goes; the same for a point."""
    soft: bool
    """True when its days are not known exactly."""
    open_begin: bool
    open_end: bool


class Tick(msgspec.Struct, frozen=True):
    """A division of the line."""

    x: float
    unit: Unit
    day: dt.date
    anchor: Literal["start", "middle", "end"]


class Scale(msgspec.Struct, frozen=True):
    """A timeline to scale."""

    height: int
    axis: int
    """How far the line is from the top."""
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


class _Span(msgspec.Struct):
    """Where a mark would like to be, in days; and the pixels that it takes on the narrowest screen."""

    first: int
    last: int
    begin: float
    end: float
    soft: bool
    open_begin: bool
    open_end: bool
    lane: int = 0


def to_scale(dates: Sequence[FuzzyDate], length: Callable[[Unit, dt.date], int]) -> Scale | None:
    """The events of a timeline to scale, in the order of their list; None where that would tell nothing.

    `length` says how many letters the label of a tick has.
    """
    if len(dates) < FEWEST:
        return None
    known = [point for date in dates for point in _known(date)]
    begin, end = min(known), max(known)
    if end - begin < _SHORTEST:
        return None
    line = _Line(begin, end)
    spans = line.laned(_joined(_span(at, date, begin, end) for at, date in enumerate(dates)))
    lanes = 1 + max(span.lane for span in spans)
    axis = lanes * _PITCH + 2
    marks = tuple(line.mark(span, axis) for span in spans)
    return Scale(axis + _AXIS, axis, marks, tuple(line.ticks(length)))


def _known(date: FuzzyDate) -> Iterator[float]:
    """The first and the last moment of a date, in days, as far as it has them."""
    if not date.is_open_start:
        yield _begin(date)
    if date.latest is not None:
        yield _end(date)


def _begin(date: FuzzyDate) -> float:
    at = float(date.earliest.toordinal())
    if date.time is not None:
        return at + (date.time.hour * 60 + date.time.minute) / 1440
    return at + 0.5 if date.latest == date.earliest else at


def _end(date: FuzzyDate) -> float:
    if date.latest is None or date.latest == date.earliest:
        return _begin(date)
    return date.latest.toordinal() + 1.0


def _span(at: int, date: FuzzyDate, begin: float, end: float) -> _Span:
    vague = date.precision not in (Precision.INSTANT, Precision.DAY, Precision.INTERVAL)
    starts, stops = not date.is_open_start, date.latest is not None
    return _Span(
        first=at,
        last=at,
        begin=_begin(date) if starts else begin,
        end=_end(date) if stops else end,
        soft=vague or date.approximate or date.uncertain,
        open_begin=not starts,
        open_end=not stops,
    )


def _joined(spans: Iterator[_Span]) -> Iterator[_Span]:
    """The spans, with neighbours in the list that are the same days made one."""
    last = next(spans)
    for span in spans:
        same = (span.begin, span.end, span.soft, span.open_begin, span.open_end)
        if same == (last.begin, last.end, last.soft, last.open_begin, last.open_end):
            last.last = span.last
        else:
            yield last
            last = span
    yield last


def _joint(one: _Span, next_one: _Span) -> _Span:
    """Two neighbours in the list as one."""
    return _Span(
        one.first,
        next_one.last,
        min(one.begin, next_one.begin),
        max(one.end, next_one.end),
        one.soft or next_one.soft,
        one.open_begin or next_one.open_begin,
        one.open_end or next_one.open_end,
    )


class _Line:
    """The line from the first known day to the last."""

    def __init__(self, begin: float, end: float) -> None:
        self._begin, self._days = begin, end - begin

    def x(self, day: float) -> float:
        """Where a moment is, in per cent."""
        return _EDGE + (day - self._begin) / self._days * (100 - 2 * _EDGE)

    def laned(self, spans: Iterator[_Span]) -> list[_Span]:
        """The spans on as few lanes as keep them apart; where there are too many, neighbours become one."""
        placed: list[_Span] = []
        full: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
        for span in spans:
            while not self._has_lane(span, full):
                last = placed.pop()
                full[last.lane].remove(self._pixels(last))
                span = _joint(last, span)  # wider than both, so it may need another lane
            full[span.lane].append(self._pixels(span))
            placed.append(span)
        return placed

    def _has_lane(self, span: _Span, full: Sequence[Sequence[tuple[float, float]]]) -> bool:
        """Whether a lane has room for a span, which is then on the first such lane."""
        left, right = self._pixels(span)
        free = (lane for lane in range(LANES) if all(right < a or b < left for a, b in full[lane]))
        span.lane = next(free, -1)
        return span.lane >= 0

    def _pixels(self, span: _Span) -> tuple[float, float]:
        """What a span takes of a lane on the narrowest screen."""
        middle = self._centre(span) * NARROW / 100 + self._shift(span)
        half = pill_width(span.first, span.last) / 2 + 1.5
        begin, end = self.x(span.begin) * NARROW / 100, self.x(span.end) * NARROW / 100
        return min(middle - half, begin), max(middle + half, end)

    def _centre(self, span: _Span) -> float:
        return self.x((span.begin + span.end) / 2)

    def _shift(self, span: _Span) -> int:
        """How far the number of a span is from its centre: none lies beyond an end, or on an arrow."""
        half, at = pill_width(span.first, span.last) / 2, self._centre(span) * NARROW / 100
        least, most = half + _ARROW * span.open_begin, NARROW - half - _ARROW * span.open_end
        return round(min(max(at, least), most) - at)

    def mark(self, span: _Span, axis: int) -> Mark:
        """The mark of a span that has its lane."""
        return Mark(
            span.first,
            span.last,
            self._centre(span),
            axis - 4 - _PITCH // 2 - span.lane * _PITCH,
            self._shift(span),
            0.0 if span.open_begin else self.x(span.begin),
            100.0 if span.open_end else self.x(span.end),
            span.soft,
            span.open_begin,
            span.open_end,
        )

    def ticks(self, length: Callable[[Unit, dt.date], int]) -> Iterator[Tick]:
        """The finest division whose labels have room on the narrowest screen."""
        for unit, step in _STEPS:
            days = list(self._division(unit, step))
            if days and len(days) <= NARROW // (3 * _LETTER + _GAP) and self._fits(days, unit, length):
                for day in days:
                    yield self._tick(day, unit, length)
                return

    def _fits(self, days: list[dt.date], unit: Unit, length: Callable[[Unit, dt.date], int]) -> bool:
        """True when no label touches the next."""
        taken = 0.0 - _GAP
        for day in days:
            tick = self._tick(day, unit, length)
            width, at = length(unit, day) * _LETTER, tick.x * NARROW / 100
            left = {"start": at, "middle": at - width / 2, "end": at - width}[tick.anchor]
            if left < taken + _GAP:
                return False
            taken = left + width
        return True

    def _tick(self, day: dt.date, unit: Unit, length: Callable[[Unit, dt.date], int]) -> Tick:
        x = self.x(day.toordinal() + (0.5 if unit == "day" else 0.0))
        half = length(unit, day) * _LETTER / 2 / NARROW * 100
        return Tick(x, unit, day, "start" if x < half else "end" if x > 100 - half else "middle")

    def _division(self, unit: Unit, step: int) -> Iterator[dt.date]:
        """The days on the line at which a division begins, but no more than could have room."""
        first = dt.date.fromordinal(int(self._begin))
        last = dt.date.fromordinal(min(int(self._begin + self._days), dt.date.max.toordinal()))
        count = 0
        if unit == "day":
            days: Iterator[dt.date] = map(
                dt.date.fromordinal, range(first.toordinal(), last.toordinal() + 1, step)
            )
        else:
            days = _months(first, last, step if unit == "month" else 12 * step)
        for day in days:
            if day.toordinal() >= int(self._begin):
                yield day
                count += 1
            if count > NARROW // 20:
                return


def _months(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """The first days of every so many months from January of the year 0."""
    at = -(-(first.year * 12 + first.month - 1) // step) * step
    while at // 12 <= last.year and at // 12 <= dt.MAXYEAR:
        day = dt.date(max(at // 12, 1), at % 12 + 1, 1)
        if day > last:
            return
        yield day
        at += step


def pill_width(first: int, last: int) -> int:
    """The pixels of the number of some events: wide enough to be hit."""
    letters = len(f"{first + 1}") + (1 + len(f"{last + 1}") if last > first else 0)
    return max(_PILL, round(letters * 7.5) + 11)
