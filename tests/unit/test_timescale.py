"""A timeline to scale: what is drawn, where, and that nothing lies on anything else."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.dates import DateError, FuzzyDate, parse_date
from dateline.timescale import LANES, NARROW, Mark, Scale, pill_width, to_scale

LABELS = {"day": 6, "month": 8, "year": 4}


def drawn(*written: str) -> Scale | None:
    dates = sorted(map(parse_date, written), key=lambda date: date.sort_key)
    return to_scale(dates, lambda unit, day: LABELS[unit])


def scale(*written: str) -> Scale:
    found = drawn(*written)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "written",
    [
        (),
        ("2026-01-01", "2026-05-01"),
        ("2026-01-01", "2026-01-01", "2026-01-01"),
        ("2026-01-01T10:00:00+00:00", "2026-01-01", "2026-01-02"),
    ],
)
def test_a_few_events_or_days_are_not_drawn(written: tuple[str, ...]) -> None:
    assert drawn(*written) is None


def test_distances_are_those_of_the_calendar() -> None:
    first, second, third = (mark.x for mark in scale("2026-01-01", "2026-01-11", "2026-01-31").marks)
    assert (third - second) / (second - first) == pytest.approx(2)


def test_points_spans_vague_dates_and_open_ends() -> None:
    marks = scale(
        "2025-01-05", "2025-02-01/2025-03-01", "2025-05", "2025-07~", "../2025-01", "2025-08-01/.."
    ).marks
    kinds = [(mark.end > mark.begin, mark.soft, mark.open_begin, mark.open_end) for mark in marks]
    assert kinds == [
        (True, False, True, False),
        (False, False, False, False),
        (True, False, False, False),
        (True, True, False, False),
        (True, True, False, False),
        (True, False, False, True),
    ]
    assert marks[0].begin == 0
    assert marks[-1].end == 100


def test_events_of_one_day_are_one_mark() -> None:
    marks = scale("2026-01-01", "2026-01-09", "2026-01-09", "2026-01-09", "2026-01-20").marks
    assert [(mark.first, mark.last) for mark in marks] == [(0, 0), (1, 3), (4, 4)]


@pytest.mark.parametrize(
    ("written", "unit", "most"),
    [
        (("2026-01-01", "2026-01-03", "2026-01-05"), "day", 5),
        (("2025-11-20", "2026-01-03", "2026-01-15"), "month", 3),
        (("2025-03-01", "2025-09-03", "2026-01-05"), "month", 5),
        (("1996", "2004", "2026-06-11"), "year", 8),
        (("0476", "1492", "1989"), "year", 8),
    ],
)
def test_the_line_is_divided_as_its_length_asks(written: tuple[str, ...], unit: str, most: int) -> None:
    ticks = scale(*written).ticks
    assert {tick.unit for tick in ticks} == {unit}
    assert 1 < len(ticks) <= most


days = st.dates(dt.date(1200, 1, 1), dt.date(2400, 12, 31))


@st.composite
def written_dates(draw: st.DrawFn) -> str:
    day, other = sorted((draw(days), draw(days)))
    form = draw(st.sampled_from(["day", "day", "near", "month", "year", "span", "since", "until", "about"]))
    near = (dt.date(2026, 1, 1) + dt.timedelta(draw(st.integers(0, 40)))).isoformat()
    return {
        "day": day.isoformat(),
        "near": near,
        "month": day.isoformat()[:7],
        "year": day.isoformat()[:4],
        "span": f"{day}/{other}" if day < other else day.isoformat(),
        "since": f"{day}/..",
        "until": f"../{day}",
        "about": f"{day}~",
    }[form]


def parsed(texts: list[str]) -> list[FuzzyDate]:
    found = []
    for text in texts:
        try:
            found.append(parse_date(text))
        except DateError:
            continue
    return sorted(found, key=lambda date: date.sort_key)


def taken(mark: Mark) -> tuple[float, float]:
    """The pixels that a mark takes on the narrowest screen."""
    at, half = mark.x * NARROW / 100 + mark.shift, pill_width(mark.first, mark.last) / 2
    begin, end = mark.begin * NARROW / 100, mark.end * NARROW / 100
    return (min(at - half, begin), max(at + half, end)) if mark.end > mark.begin else (at - half, at + half)


@given(st.lists(written_dates(), min_size=3, max_size=40))
@example(
    [
        *("2000-01-01", "../2000-01-01", "1654-01-01", "1654-01-01", "1654-01-01", "1654-01-01"),
        *("1624-01-01", "1623-01-01", "1622-01-01", "1530-01-01", "1217-01-01", "2122-01-01"),
    ]
)
def test_every_mark_is_whole_in_order_and_reachable(texts: list[str]) -> None:
    dates = parsed(texts)
    found = to_scale(dates, lambda unit, day: LABELS[unit])
    if found is None:
        return
    numbers = [number for mark in found.marks for number in range(mark.first, mark.last + 1)]
    assert numbers == list(range(len(dates)))
    for mark in found.marks:
        left, right = taken(mark)
        assert -0.6 <= left <= right <= NARROW + 0.6
        assert 0 <= mark.begin <= mark.end <= 100
        assert 12 <= mark.y <= found.axis - 12
    assert len({mark.y for mark in found.marks}) <= LANES
    for lane in {mark.y for mark in found.marks}:
        pills = sorted(
            (m.x * NARROW / 100 + m.shift, pill_width(m.first, m.last)) for m in found.marks if m.y == lane
        )
        for (one, width), (other, wide) in pairwise(pills):
            assert other - one >= (width + wide) / 2 - 1
    lasts = 0.0
    for tick in found.ticks:
        width, at = LABELS[tick.unit] * 6.6, tick.x * NARROW / 100
        left = {"start": at, "middle": at - width / 2, "end": at - width}[tick.anchor]
        assert left >= lasts - 0.01
        lasts = left + width
    assert lasts <= NARROW + 0.01
