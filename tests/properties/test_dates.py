"""What holds for every date, however it is written."""

import datetime as dt
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.dates import (
    DateError,
    FuzzyDate,
    Moment,
    Precision,
    display,
    html_datetime,
    parse_date,
    parse_moment,
    same_span,
)

_MONTHS = (
    "Jan",
    "february",
    "Mar",
    "April",
    "MAY",
    "Jun",
    "July",
    "Aug.",
    "Sept.",
    "Oct",
    "Nov.",
    "december",
)
_PIECES = (
    *_MONTHS, *"0123456789-/~?%X,.:()[]{}–— ", "2025", "2026", "1990s", "12", "30", "24", "36", "T09:00",
    "-05:00", "Z", "..", "Late ", "mid-", "early ", "Winter ", "Q4 ", "H1 ", " to ", " – ", "since ",
    "until ", "c. ", "the ", " am", " EST", "Y", "S2", "(note)", "\u0660", "ſ", "İ", "\n",
)  # fmt: skip

_numbers = st.integers(0, 99).map(lambda n: f"{n:02d}") | st.sampled_from(
    ("XX", "X1", "0X", "1X", "2X", "3X")
)
_years = st.integers(0, 9999).map(lambda n: f"{n:04d}") | st.sampled_from(
    ("202X", "20XX", "XXXX", "X00X", "2025")
)
_doubts = st.sampled_from(("", "", "", "~", "?", "%"))
_plain = st.builds("-".join, st.lists(_numbers, max_size=2).flatmap(lambda m: _years.map(lambda y: [y, *m])))
_atoms = st.builds("".join, st.tuples(_doubts, _plain, _doubts))
_ends = _atoms | st.sampled_from(("", ".."))
_times = st.datetimes(
    timezones=st.integers(-720, 840).map(lambda m: dt.timezone(dt.timedelta(minutes=m))),
).map(lambda t: t.replace(microsecond=0).isoformat())
_edtf = (
    _atoms
    | st.builds("{}/{}".format, _ends, _ends)
    | st.builds(
        "[{}]".format, st.lists(_atoms | st.builds("{}..{}".format, _ends, _ends), max_size=4).map(",".join)
    )
    | _times
)
_days = st.dates().map(lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year:04d}")
_units = st.builds(
    "{}{}{} {:04d}".format,
    st.sampled_from(("", "", "c. ", "since ")),
    st.sampled_from(("", "early ", "Mid-", "Late ")),
    st.sampled_from((*_MONTHS, "Q1", "Q4", "H1", "H2", "Spring", "Fall", "Winter")),
    st.integers(0, 9999),
)
_english = _days | _units | st.builds("{} – {}".format, _days | _units, _days | _units)
_typed = _edtf | _english

_HTML = re.compile(
    r"[0-9]{4}"
    r"(?:-(?:0[1-9]|1[0-2])"
    r"(?:-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?)?"
)


def _read(text: str) -> FuzzyDate | None:
    try:
        return parse_date(text)
    except DateError as error:
        mistake = error
    assert mistake.message
    assert mistake.offset is None or 0 <= mistake.offset <= len(text)
    return None


@given(st.text() | st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | _typed)
def test_any_text_is_a_date_or_an_explained_mistake(text: str) -> None:
    date = _read(text)
    try:
        moment = parse_moment(text)
    except DateError:
        moment = None
    if moment is not None:
        assert moment.time is None or moment.time.utcoffset() is not None
        assert date is None or moment.date == date.earliest
    if date is not None:
        assert date.latest is None or date.earliest <= date.latest
        assert hash(date) == hash(_read(text))


@given(_typed, st.sampled_from(("en", "en-US", "en-GB", "de", "fr", "ja", "pt-BR", "ar", "xx", "")))
def test_every_date_can_be_shown(text: str, locale: str) -> None:
    date = _read(text)
    assume(date is not None)
    assert date is not None
    shown = display(date, locale)
    assert shown == shown.strip() != ""


@given(_typed)
def test_the_edtf_text_reads_back(text: str) -> None:
    date = _read(text)
    assume(date is not None)
    assert date is not None
    again = parse_date(date.edtf)
    assert same_span(date, again)
    assert again.edtf == date.edtf
    assert (again.approximate, again.uncertain) == (date.approximate, date.uncertain)


@given(_english)
def test_english_shows_what_it_read(text: str) -> None:
    date = _read(text)
    # CLDR writes the year 900 without its zero, which is no year to read.
    assume(date is not None and date.earliest.year >= 1000)
    assert date is not None
    assert same_span(parse_date(display(date, "en")), date)


@given(_typed, _typed)
def test_the_order_is_total_and_follows_the_days(one: str, other: str) -> None:
    a, b = _read(one), _read(other)
    assume(a is not None and b is not None)
    assert a is not None
    assert b is not None
    assert (a.sort_key < b.sort_key) + (a.sort_key > b.sort_key) + (a.sort_key == b.sort_key) == 1
    if a.earliest < b.earliest:
        assert a.sort_key < b.sort_key
    if a.earliest == b.earliest and (a.latest or dt.date.max) < (b.latest or dt.date.max):
        assert a.sort_key < b.sort_key
    if a.time and b.time and a.earliest == b.earliest:
        assert (a.sort_key < b.sort_key) == (a.time < b.time)


@given(_typed)
def test_the_html_value_is_valid_and_encloses_the_date(text: str) -> None:
    date = _read(text)
    assume(date is not None)
    assert date is not None
    value = html_datetime(date)
    if value is None:
        assert date.latest is None or date.earliest == dt.date.min or date.earliest.year < date.latest.year
        return
    assert _HTML.fullmatch(value)
    assert date.latest is not None
    assert date.earliest.isoformat()[: len(value)] == value[:10]
    assert date.latest.isoformat()[: len(value)] == value[:10]
    assert (len(value) > 10) == (date.precision is Precision.INSTANT)


@given(_times)
def test_a_moment_reads_back(text: str) -> None:
    moment = parse_moment(text)
    assert parse_moment(moment.iso) == moment
    assert Moment(moment.date).instant(dt.UTC).date() == moment.date
