"""Calendar arithmetic for the two parsers: the days that a month, a season or "late December" covers.

Responsible for turning checked numbers into a `Span`, and for saying why a date cannot exist. What a season
and "early" mean is decided here (docs/decisions/0003-fuzzy-dates.md). Must not know any written form.
"""

import calendar
import datetime as dt
from typing import NamedTuple

from dateline.dates.fuzzy import DateError, FuzzyDate, Precision

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# EDTF's sub-year groups: code -> first month, number of months. Seasons without a hemisphere (21-24) are
# those of the north; a season that crosses New Year belongs to the year in which it starts.
GROUPS: dict[int, tuple[int, int, Precision]] = {
    **{21 + i: (3 + 3 * i, 3, Precision.SEASON) for i in range(4)},
    **{25 + i: (3 + 3 * i, 3, Precision.SEASON) for i in range(4)},
    **{29 + i: ((8 + 3 * i) % 12 + 1, 3, Precision.SEASON) for i in range(4)},
    **{33 + i: (1 + 3 * i, 3, Precision.QUARTER) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4, Precision.THIRD) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6, Precision.HALF) for i in range(2)},
}


class Span(NamedTuple):
    """The days between two dates, with the EDTF text of either end (one and the same for a plain date).

    `worded` is true where only the writer's words say what was meant ("Late Dec 2025").
    """

    earliest: dt.date
    latest: dt.date
    precision: Precision
    first: str
    last: str
    worded: bool = False


def out_of_range(what: str, at: int | None = None) -> DateError:
    """The error for a year that the calendar of this program cannot hold."""
    return DateError(f"{what} is out of range", "years run from 0001 to 9999", at)


def day(year: int, month: int, number: int, at: int | None = None) -> dt.date:
    """The date, or a DateError that says which part of it does not exist."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise _impossible(year, month, number, at) from None


def _impossible(year: int, month: int, number: int, at: int | None) -> DateError:
    """The reason why there is no such day."""
    if not 1 <= year <= 9999:
        return out_of_range(f"the year {year:04d}", at)
    if not 1 <= month <= 12:
        return DateError(f"there is no month {month}", "months are 01 to 12", at)
    last = calendar.monthrange(year, month)[1]
    name = MONTHS[month - 1]
    return DateError(f"there is no {name} {number} in {year}", f"{name} {year} has the days 1 to {last}", at)


def day_span(year: int, month: int, number: int, at: int | None = None) -> Span:
    """One day."""
    date = day(year, month, number, at)
    text = date.isoformat()
    return Span(date, date, Precision.DAY, text, text)


def months_span(year: int, month: int, count: int, precision: Precision, edtf: str) -> Span:
    """`count` months from the given one, which may run into the next year."""
    start = day(year, month, 1)
    over, index = divmod(month - 2 + count, 12)
    if year + over > 9999:
        raise out_of_range(f"the end of {edtf}")
    end = dt.date(year + over, index + 1, calendar.monthrange(year + over, index + 1)[1])
    return Span(start, end, precision, edtf, edtf)


def month_span(year: int, month: int) -> Span:
    """One month."""
    return months_span(year, month, 1, Precision.MONTH, f"{year:04d}-{month:02d}")


def group_span(year: int, code: int) -> Span:
    """A season, quarter, third or half of a year by its EDTF code (21 to 41)."""
    month, count, precision = GROUPS[code]
    return months_span(year, month, count, precision, f"{year:04d}-{code}")


def year_span(year: int) -> Span:
    """One year."""
    return months_span(year, 1, 12, Precision.YEAR, f"{year:04d}")


def decade_span(year: int) -> Span:
    """The ten years from `year`, which ends in 0."""
    start, end = day(year, 1, 1), dt.date(year + 9, 12, 31)
    text = f"{year // 10:03d}X"
    return Span(start, end, Precision.DECADE, text, text)


def part_of(whole: Span, first: int, last: int) -> Span:
    """The thirds `first` to `last` (0 early, 1 mid, 2 late) of a span, by days, months or years as it has."""
    if whole.precision is Precision.MONTH:
        start, end = _days_of_month(whole, first, last)
        texts = start.isoformat(), end.isoformat()
    elif whole.precision is Precision.DECADE:
        years = (0, 4, 7, 10)
        low, high = whole.earliest.year + years[first], whole.earliest.year + years[last + 1] - 1
        start, end = dt.date(low, 1, 1), dt.date(high, 12, 31)
        texts = f"{low:04d}", f"{high:04d}"
    else:
        start, end = _months_of(whole, first, last)
        texts = start.isoformat()[:7], end.isoformat()[:7]
    return Span(start, end, Precision.PART, *texts, worded=True)


def _days_of_month(whole: Span, first: int, last: int) -> tuple[dt.date, dt.date]:
    """Days 1-10, 11-20 or 21-end of a month."""
    start = whole.earliest.replace(day=1 + 10 * first)
    return start, whole.latest if last == 2 else whole.earliest.replace(day=10 * (last + 1))


def _months_of(whole: Span, first: int, last: int) -> tuple[dt.date, dt.date]:
    """A third of a span of 3, 6 or 12 months."""
    start, end = whole.earliest, whole.latest
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    size = count // 3
    opening = start.year * 12 + start.month - 1 + size * first
    closing = start.year * 12 + start.month - 1 + size * (last + 1) - 1
    begin = dt.date(opening // 12, opening % 12 + 1, 1)
    year, index = divmod(closing, 12)
    return begin, dt.date(year, index + 1, calendar.monthrange(year, index + 1)[1])


def joined(start: Span, end: Span, at: int | None = None) -> Span:
    """The span from the start of one to the end of the other."""
    if end.latest < start.earliest:
        raise DateError("the range ends before it starts", "write the earlier date first", at)
    worded = start.worded or end.worded
    return Span(start.earliest, end.latest, Precision.INTERVAL, start.first, end.last, worded)


def instant(time: dt.datetime) -> FuzzyDate:
    """One second of a day, in the zone it was written in."""
    date = time.date()
    edtf = time.isoformat(timespec="seconds").replace("+00:00", "Z")
    return FuzzyDate(date, date, Precision.INSTANT, edtf, time=time)


def clock(hour: int, minute: int, second: int, micro: int = 0, at: int | None = None) -> dt.time:
    """The time of day, or a DateError."""
    try:
        return dt.time(hour, minute, second, micro)
    except ValueError:
        said = f"{hour}:{minute:02d}" + (f":{second:02d}" if second else "")
        raise DateError(f"there is no time {said}", "hours are 00 to 23, minutes 00 to 59", at) from None


def zone(text: str, at: int | None = None) -> dt.timezone:
    """The zone of "Z", "UTC", "-05:00", "-0500" or "-5", or a DateError if no place has it."""
    if text[0] not in "+-":
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    shift = dt.timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if text[0] == "-" else 1)
    if int(minutes) > 59 or not dt.timedelta(hours=-12) <= shift <= dt.timedelta(hours=14):
        raise DateError(f"no zone is {text} from UTC", "offsets run from -12:00 to +14:00", at)
    return dt.timezone(shift)


def aware(date: dt.date, clock: dt.time, zone: dt.timezone) -> dt.datetime:
    """The instant of a time of day in a zone."""
    return dt.datetime.combine(date, clock, zone)
