"""What a note beside a date says of the day."""

from __future__ import annotations

import pytest

from dateline.dates import other_day, parse_date


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("2025-12-30", "Tuesday"),
        ("2025-12-30", "a Tuesday evening"),
        ("2025-12-31", "New Year’s Eve"),
        ("2025-12-31", "new year's  eve"),
        ("2026-01-07", "Christmas Day"),  # of the Julian calendar
        ("2026-01-13", "New Year's Eve"),
        ("2025-10-13", "Thanksgiving"),  # in Canada
        ("2025-12-30", "Easter"),  # on another day each year
        ("2025-12-30", "payday"),
        ("2025-12-30", "Black Wednesday"),
        ("2025-12-30", ""),
        ("2025-12-29/2025-12-31", "Thursday"),
        ("2025-12", "New Year's Eve"),
        ("2025-12-30~", "Thursday"),
        ("2025-12-30/..", "Thursday"),
        ("0001-01-02", "New Year's Day"),
        ("9999-12-31", "Christmas"),
    ],
)
def test_a_note_that_may_be_right(date: str, note: str) -> None:
    assert other_day(parse_date(date), note) == ""


@pytest.mark.parametrize(
    ("date", "note", "right"),
    [
        ("2025-12-30", "Thursday", "that is a Tuesday"),
        ("2025-12-30", "on Thursday night", "that is a Tuesday"),
        ("2025-12-30T10:00:00Z", "Thursday", "that is a Tuesday"),
        ("9999-12-31", "Monday", "that is a Friday"),
        ("2025-12-30", "New Year's Eve", "it is on December 31"),
        ("2026-01-02", "New Year’s Day", "it is on January 1"),
        ("2026-01-08", "Christmas", "it is on December 25"),
        ("2026-07-14", "Fourth of July", "it is on July 4"),
    ],
)
def test_a_note_of_another_day(date: str, note: str, right: str) -> None:
    assert other_day(parse_date(date), note) == right
