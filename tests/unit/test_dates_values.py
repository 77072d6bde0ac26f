"""Notes, doubts, order, moments: what a row of a table does not show."""

import datetime as dt
import subprocess
import sys
from zoneinfo import ZoneInfo

import msgspec
import pytest

from dateline.dates import (
    DateError,
    FuzzyDate,
    Moment,
    Precision,
    display,
    display_day,
    display_month,
    html_datetime,
    parse_date,
    parse_moment,
    same_span,
)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("Dec 31, 2025 (New Year's Eve)", "New Year's Eve"),
        ("2025-12-31(New Year's Eve)", "New Year's Eve"),
        ("Dec 31, 2025 (evening (local time))", "evening (local time)"),
        ("Dec 31, 2025, 9:00 AM (UTC-05:00) (breakfast)", "breakfast"),
        ("Late Dec 2025 ( reported )", "reported"),
        ("Dec 31, 2025", None),
        ("Dec 31, 2025, 9:00 AM (UTC-05:00)", None),
    ],
)
def test_the_note_is_kept_apart(typed: str, note: str | None) -> None:
    assert parse_date(typed).note == note


def test_the_label_has_no_note() -> None:
    assert parse_date("Late Dec 2025 (reported)").label == "Late Dec 2025"


def test_white_space_of_every_kind_is_plain() -> None:
    assert parse_date(" \tDec\u00a030,\u202f2025\n") == parse_date("Dec 30, 2025")


def test_the_column_counts_the_space_in_front() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("   Feb 30, 2026")
    assert caught.value.offset == 7


@pytest.mark.parametrize(
    ("typed", "approximate", "uncertain"),
    [
        ("2025-12", False, False),
        ("2025-12~", True, False),
        ("2025?-12", False, True),
        ("c. 2025?", True, True),
    ],
)
def test_doubts_are_told(typed: str, approximate: bool, uncertain: bool) -> None:
    date = parse_date(typed)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_a_time_keeps_its_zone() -> None:
    time = parse_date("Dec 30, 2025 23:30 -05:00").time
    assert time is not None
    assert time.isoformat() == "2025-12-30T23:30:00-05:00"


def test_the_order_of_a_timeline() -> None:
    ordered = [
        "until 2024",
        "Dec 1, 2025",
        "Early Dec 2025",
        "Dec 2025",
        "Winter 2025",
        "since Dec 1, 2025",
        "Late Dec 2025",
        "2025-12-30T01:00:00+09:00",
        "Dec 30, 2025 09:00 -05:00",
        "Dec 30, 2025 23:00 -05:00",
        "Dec 30, 2025",
        "Dec 30–31, 2025",
        "Dec 31, 2025",
    ]
    shuffled = sorted(ordered)
    assert sorted(shuffled, key=lambda typed: parse_date(typed).sort_key) == ordered


def test_precision_is_ordered_finer_first() -> None:
    assert sorted({"year", "day", "instant", "month"}, key=Precision) == ["instant", "day", "month", "year"]
    assert Precision.INSTANT < Precision.DAY <= Precision.DAY < Precision.CENTURY
    assert Precision.YEAR > Precision.MONTH >= Precision.MONTH


def test_the_same_span_in_other_words() -> None:
    assert same_span(parse_date("Late Dec 2025"), parse_date("2025-12-21/2025-12-31"))
    assert same_span(parse_date("2025-12-30T09:00-05:00"), parse_date("2025-12-30T14:00Z"))
    assert not same_span(parse_date("2025-12-30"), parse_date("2025-12-30T14:00Z"))


def test_dates_travel_as_json() -> None:
    for typed in ("Late Dec 2025 (reported)", "2025-12-30T09:00-05:00", "2025-12~/.."):
        date = parse_date(typed)
        assert msgspec.json.decode(msgspec.json.encode(date), type=FuzzyDate) == date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-01-02", "2026-01-02"),
        ("Jan 2, 2026", "2026-01-02"),
        ("2026-01-02T10:15:00-04:00", "2026-01-02T10:15:00-04:00"),
        ("2026-01-02 10:15 -04:00", "2026-01-02T10:15:00-04:00"),
        (" 2026-01-02T10:15:00.250Z ", "2026-01-02T10:15:00.250000+00:00"),
        ("Jan 2, 2026 10:15 am -0400", "2026-01-02T10:15:00-04:00"),
    ],
)
def test_moments(typed: str, iso: str) -> None:
    assert parse_moment(typed).iso == iso


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-01", "not one certain day"),
        ("2026-01-02~", "not one certain day"),
        ("2026-01-02/2026-01-02", "not one certain day"),
        ("Early 2026", "not one certain day"),
        ("2026-01-02 (Friday)", "no note"),
        ("2026-01-02T10:15:00", "the time has no zone"),
        ("2026-01-02 10:15", "the time has no zone"),
        ("2026-02-30T10:15Z", "there is no Feb 30 in 2026"),
        ("soon", "no date"),
        ("", "empty"),
    ],
)
def test_what_is_no_moment(typed: str, message: str) -> None:
    with pytest.raises(DateError, match=message) as caught:
        parse_moment(typed)
    hint, _, accepted = caught.value.hint.partition("accepted: ")
    assert hint or accepted
    for form in accepted.split(" · ") if accepted else ():
        assert parse_moment(form)


def test_a_moment_that_is_misspelt_says_what_it_says_of_dates() -> None:
    with pytest.raises(DateError) as caught:
        parse_moment("1/2/2026")
    assert caught.value.hint.startswith(
        "write the month as a word, or year-month-day\naccepted: 2026-01-02 · "
    )


def test_a_day_becomes_an_instant_at_midnight_of_the_zone() -> None:
    zone = ZoneInfo("America/New_York")
    assert parse_moment("2026-01-02").instant(zone).isoformat() == "2026-01-02T00:00:00-05:00"
    assert parse_moment("2026-01-02T10:15Z").instant(zone).isoformat() == "2026-01-02T10:15:00+00:00"


def test_days_and_months_in_the_words_of_a_locale() -> None:
    assert display_day(parse_moment("2026-01-02T10:15Z"), "en") == "Jan 2, 2026"
    assert display_day(dt.date(2026, 1, 2), "de") == "2. Jan. 2026"
    assert display_month(2026, 1, "en") == "January 2026"
    assert display_month(2026, 1, "fr") == "janvier 2026"


def test_the_edges_of_the_calendar() -> None:
    first = parse_date("0001-01-01T00:00:00+14:00")
    last = parse_date("9999-12-31T23:59:59-12:00")
    assert first.sort_key < last.sort_key
    assert display(first, "en") == "Jan 1, 1, 12:00 AM (UTC+14:00)"
    assert html_datetime(last) == "9999-12-31T23:59:59-12:00"
    assert Moment(dt.date.max).iso == "9999-12-31"


def test_reading_dates_does_not_load_babel() -> None:
    program = (
        "import sys, dateline.dates as d; d.parse_date('Late Dec 2025'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
