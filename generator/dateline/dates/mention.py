"""The value types of dates found in running text: what a mention is, and what it becomes on a timeline.

Responsible for `Grain`, `Anchor`, `Stretch` and `Mention`. Must not know how a mention is found (`mentions`).
"""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

import msgspec

from dateline.dates import spans
from dateline.dates.fuzzy import DateError, FuzzyDate, Precision
from dateline.dates.reading import parse_date
from dateline.dates.spans import Span

_SEASONS = {"SP": "Spring", "SU": "Summer", "FA": "Autumn", "WI": "Winter"}
_PARTS = {"early": 0, "mid": 1, "late": 2}
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(spans.MONTHS, 1)}


class Grain(StrEnum):
    """How wide the words are: one day, one month … `VAGUE` is no date ("recently", "now")."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    SPAN = "span"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class Anchor(StrEnum):
    """What the words leave to the article's date: nothing, the year, the week, or all ("three days ago")."""

    NONE = "none"
    YEAR = "year"
    WEEK = "week"
    WHOLE = "whole"


class Stretch(NamedTuple):
    """Days of the calendar with their TIMEX3 value."""

    earliest: dt.date
    latest: dt.date
    grain: Grain
    value: str


class Mention(msgspec.Struct, frozen=True):
    """A date in a text: where it stands, and the days it may mean, as wide as the words are.

    `text[start:end] == words`. `value` is the TIMEX3 value (ISO-TimeML): of "late December" that of the
    month, with "late" as `modifier`, while `earliest` and `latest` are the days that "late" leaves. `name`
    is that of a holiday. A vague mention has the first and the last day there is.
    """

    start: int
    end: int
    words: str
    earliest: dt.date
    latest: dt.date
    grain: Grain
    value: str
    modifier: str = ""
    name: str = ""
    anchor: Anchor = Anchor.NONE

    @property
    def is_day(self) -> bool:
        """True when the words mean one single day."""
        return self.grain is Grain.DAY

    @property
    def fuzzy(self) -> FuzzyDate:
        """The date as a timeline shows it: as exact as the words, "Late Dec 2025" with its label.

        "since" and "until" open one end. Raises DateError for a vague mention.
        """
        if self.grain is Grain.VAGUE:
            raise DateError(f'"{self.words}" is no date')
        if self.modifier in _PARTS and self.grain in _NARROWED:
            return self._part()
        edtf = self._edtf()
        if self.name:
            return parse_date(f"{edtf} ({self.name})")
        if "/" in edtf:
            return parse_date(edtf)
        return parse_date(_SHAPES.get(self.modifier, "{}").format(edtf))

    def _part(self) -> FuzzyDate:
        """The early, mid or late part of a month or longer, labelled with it."""
        year = self.value[:4]
        match self.grain:
            case Grain.MONTH:
                base = f"{spans.MONTHS[int(self.value[5:]) - 1]} {year}"
            case Grain.SEASON:
                base = f"{_SEASONS[self.value[-2:]]} {year}"
            case Grain.DECADE:
                base = f"{year}0s"
            case Grain.QUARTER | Grain.HALF:
                base = f"{self.value[-2:]} {year}"
            case _:
                base = year
        try:
            return parse_date(f"{self.modifier.capitalize()} {base}")
        except DateError:  # "the early 2000s" may be a century elsewhere; here the days are known.
            edtf = f"{self.earliest.isoformat()}/{self.latest.isoformat()}"
            return FuzzyDate(self.earliest, self.latest, Precision.PART, edtf, self.words)

    def _edtf(self) -> str:
        """The whole unit in EDTF."""
        match self.grain:
            case Grain.DAY:
                return self.earliest.isoformat()
            case Grain.SEASON | Grain.QUARTER | Grain.HALF:
                return f"{self.value[:5]}{_GROUPS[self.value[5:]]}"
            case Grain.DECADE:
                return f"{self.value}X"
            case Grain.CENTURY:
                return f"{self.value}XX"
            case Grain.MONTH | Grain.YEAR:
                return self.value
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


_SHAPES = {"about": "{}~", "since": "{}/..", "until": "../{}"}
_GROUPS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_NARROWED = {Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.DECADE}


def narrowed(stretch: Stretch, modifier: str) -> Stretch:
    """The days that "early", "mid" or "late" leave of a month or longer; else the stretch as it is."""
    if modifier not in _PARTS or stretch.grain not in _NARROWED:
        return stretch
    precision = Precision(stretch.grain.value)
    third = _PARTS[modifier]
    part = spans.part_of(Span(stretch.earliest, stretch.latest, precision, "", ""), third, third)
    return stretch._replace(earliest=part.earliest, latest=part.latest)


def in_year(mention: Mention, year: int) -> Mention:
    """The mention moved into another year; as it is where that year has no such day (February 29).

    What ends with a month still does.
    """
    years = year - mention.earliest.year
    try:
        first = mention.earliest.replace(year=year)
        after = mention.latest + dt.timedelta(days=1)
        last = after.replace(year=after.year + years) - dt.timedelta(days=1)
        value = f"{int(mention.value[:4]) + years:04d}{mention.value[4:]}"
    except (ValueError, OverflowError):
        return mention
    if mention.grain is Grain.DAY:
        last = first
    return msgspec.structs.replace(mention, earliest=first, latest=last, value=value)


def day(date: dt.date) -> Stretch:
    """One day."""
    return Stretch(date, date, Grain.DAY, date.isoformat())


def week(date: dt.date) -> Stretch:
    """The ISO week that holds a day, Monday to Sunday."""
    monday = date - dt.timedelta(days=date.weekday())
    year, number, _ = date.isocalendar()
    return Stretch(monday, monday + dt.timedelta(days=6), Grain.WEEK, f"{year:04d}-W{number:02d}")


def weekend(date: dt.date) -> Stretch:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(date)
    return Stretch(whole.latest - dt.timedelta(days=1), whole.latest, Grain.WEEKEND, f"{whole.value}-WE")


def month(year: int, number: int) -> Stretch:
    """One month; a number below 1 or above 12 counts into other years."""
    year, index = year + (number - 1) // 12, (number - 1) % 12
    span = spans.month_span(year, index + 1)
    return Stretch(span.earliest, span.latest, Grain.MONTH, span.first)


def quarter(year: int, number: int) -> Stretch:
    """One quarter; a number below 1 or above 4 counts into other years."""
    year, index = year + (number - 1) // 4, (number - 1) % 4
    span = spans.group_span(year, 33 + index)
    return Stretch(span.earliest, span.latest, Grain.QUARTER, f"{year:04d}-Q{index + 1}")


def half(year: int, number: int) -> Stretch:
    """One half of a year."""
    span = spans.group_span(year, 39 + number)
    return Stretch(span.earliest, span.latest, Grain.HALF, f"{year:04d}-H{number}")


def season(year: int, index: int) -> Stretch:
    """Spring (0) to winter (3) of the year in which it starts."""
    span = spans.group_span(year, 21 + index)
    return Stretch(span.earliest, span.latest, Grain.SEASON, f"{year:04d}-{('SP', 'SU', 'FA', 'WI')[index]}")


def year(number: int) -> Stretch:
    """One year."""
    span = spans.year_span(number)
    return Stretch(span.earliest, span.latest, Grain.YEAR, span.first)


def decade(number: int) -> Stretch:
    """The ten years from the one given, which ends in 0."""
    span = spans.decade_span(number)
    return Stretch(span.earliest, span.latest, Grain.DECADE, f"{number // 10:03d}")


def century(number: int) -> Stretch:
    """The hundred years that the first two digits name: 19 is 1900 to 1999, as TIMEX3 writes it."""
    return Stretch(
        dt.date(number * 100, 1, 1), dt.date(number * 100 + 99, 12, 31), Grain.CENTURY, f"{number:02d}"
    )


def stretch(first: Stretch, last: Stretch) -> Stretch:
    """The days from the start of one to the end of the other. Raises DateError if they run backwards."""
    if last.latest < first.earliest:
        raise DateError("the range ends before it starts")
    return Stretch(first.earliest, last.latest, Grain.SPAN, f"{first.value}/{last.value}")
