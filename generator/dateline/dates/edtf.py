"""Reads EDTF, the Library of Congress profile of ISO 8601-2:2019 (February 2019 syntax).

Levels 0 and 1 whole; of level 2 intervals, sets, sub-year groups 25-41, masked digits, significant digits
and part qualifiers. Must not know English. A text that is not shaped like EDTF gives None; one that is, and
names a day that cannot be, raises DateError.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from dateline.dates import spans
from dateline.dates.fuzzy import DateError, FuzzyDate, Precision
from dateline.dates.spans import Span

_ATOM = re.compile(
    r"[?~%]?(?P<y>[0-9X]{4})(?:S(?P<s>[1-4]))?[?~%]?"
    r"(?:-[?~%]?(?P<m>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<d>[0-9X]{2})[?~%]?)?)?"
)
_DATETIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r" ?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)"
)
# Years that the standard can write and a Python date cannot hold.
_FAR_YEAR = re.compile(
    r"[?~%]?(?:Y-?(?:[0-9]{5,}|[0-9]+E[0-9]+)(?:S[0-9]+)?|-[0-9X]{4}(?:S[0-9]+)?)(?![0-9])[-0-9X?~%]*"
)
_OPEN = ("", "..")
_MASKED_YEARS = {1: Precision.DECADE, 2: Precision.CENTURY, 3: Precision.MILLENNIUM}


def read_edtf(text: str) -> FuzzyDate | None:
    """The date that the whole text writes in EDTF, or None if it is no EDTF. Raises DateError."""
    head = text[:1]
    if head in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    if len(text) > 15 and (time := _DATETIME.fullmatch(text)):
        return _instant(time)
    span = _atom(text, 0, len(text))
    return None if span is None else _dated(span.earliest, span.latest, span.precision, text)


def read_datetime(text: str) -> dt.datetime | None:
    """The aware instant of an RFC 3339 date-time, fractions of a second kept; None if it is none."""
    match = _DATETIME.fullmatch(text)
    return _time(match) if match else None


def read_span(text: str) -> Span | None:
    """The span of one date without interval, set or time: what the ends of an interval are made of."""
    return _atom(text, 0, len(text))


def ends(text: str) -> tuple[str, str]:
    """Both ends of the interval in a canonical EDTF text; a plain date is its own two ends."""
    start, slash, end = text.partition("/")
    return (start, end) if slash else (start, start)


def members(text: str) -> tuple[tuple[str, str], ...]:
    """The members of a set as (first, last) texts, where ".." opens an end; empty for anything else."""
    if text[:1] not in ("[", "{"):
        return ()
    return tuple(_member(part) for part in text[1:-1].split(","))


def _member(part: str) -> tuple[str, str]:
    first, dots, last = part.partition("..")
    return (first or "..", last or "..") if dots else (part, part)


def _dated(earliest: dt.date, latest: dt.date | None, precision: Precision, edtf: str) -> FuzzyDate:
    """The value, with its doubts read off the qualifiers."""
    both = "%" in edtf
    return FuzzyDate(
        earliest, latest, precision, edtf, approximate=both or "~" in edtf, uncertain=both or "?" in edtf
    )


def _instant(match: re.Match[str]) -> FuzzyDate:
    """A date-time; EDTF knows whole seconds only."""
    if match[7]:
        raise DateError("EDTF times have whole seconds", "leave out the fraction", match.start(7) - 1)
    return spans.instant(_time(match))


def _time(match: re.Match[str]) -> dt.datetime:
    year, month, number, hour, minute = (int(match[group]) for group in range(1, 6))
    date = spans.day(year, month, number, match.start(1))
    micro = int((match[7] or "0")[:6].ljust(6, "0"))
    clock = spans.clock(hour, minute, int(match[6] or 0), micro, match.start(4))
    return spans.aware(date, clock, spans.zone(match[8], match.start(8)))


def _atom(text: str, start: int, end: int) -> Span | None:
    """The span of one date, month, group or year between two columns."""
    match = _ATOM.fullmatch(text, start, end)
    if match is None:
        if far := _FAR_YEAR.fullmatch(text, start, end):
            raise spans.out_of_range(f"the year in {far[0]}", start)
        return None
    year, digits, month, number = match.group("y", "s", "m", "d")
    if digits:
        return None if month or "X" in year else _significant(year, int(digits), match)
    if "X" in match[0]:
        return _masked(year, month, number, match)
    if month is None:
        span = spans.months_span(_year(match), 1, 12, Precision.YEAR, match[0])
    elif number is not None:
        date = spans.day(int(year), int(month), int(number), match.start("d"))
        return Span(date, date, Precision.DAY, match[0], match[0])
    elif (code := int(month)) in spans.GROUPS:
        first, count, precision = spans.GROUPS[code]
        span = spans.months_span(_year(match), first, count, precision, match[0])
    else:
        spans.day(_year(match), code, 1, match.start("m"))
        span = spans.months_span(int(year), code, 1, Precision.MONTH, match[0])
    return span


def _year(match: re.Match[str]) -> int:
    if match["y"] == "0000":
        raise spans.out_of_range("the year 0000", match.start("y"))
    return int(match["y"])


def _significant(year: str, digits: int, match: re.Match[str]) -> Span:
    """The years that share the first digits: "1950S2" is some year from 1900 to 1999, about 1950."""
    span = _masked(year[:digits].ljust(4, "X"), None, None, match)
    return span if digits < 4 else span._replace(precision=Precision.YEAR)


def _masked(year: str, month: str | None, number: str | None, match: re.Match[str]) -> Span:
    """The first and the last day that fit the mask."""
    if "X" not in year and month and number == "XX" and "X" not in month:
        start = spans.day(int(year), int(month), 1, match.start("m"))
        span = spans.month_span(start.year, start.month)
        return span._replace(first=match[0], last=match[0])
    if year == "XXXX":
        raise DateError(
            f"{match[0]} covers all years", "write the digits that are known: 20XX", match.start()
        )
    low, high = _fits(year, month, number, 1), _fits(year, month, number, -1)
    if low is None or high is None:
        raise DateError(f"no day fits {match[0]}", "X stands for one unknown digit", match.start())
    return Span(low, high, _mask_precision(year, month, number), match[0], match[0])


def _mask_precision(year: str, month: str | None, number: str | None) -> Precision:
    """What is known for sure: the part in front of the masked ones, if those are masked whole."""
    if "X" not in year:
        if number == "XX" and month is not None and "X" not in month:
            return Precision.MONTH
        return Precision.YEAR if month == "XX" and number in (None, "XX") else Precision.INTERVAL
    known = year.rstrip("X")
    vague = month in (None, "XX") and number in (None, "XX") and "X" not in known
    return _MASKED_YEARS.get(4 - len(known), Precision.INTERVAL) if vague else Precision.INTERVAL


def _fits(year: str, month: str | None, number: str | None, step: int) -> dt.date | None:
    """The first (step 1) or last (step -1) existing day that fits the masks, or None."""
    months = _values(month or ("01" if step > 0 else "12"), 12, step)
    days = _values(number or ("01" if step > 0 else "XX"), 31, step)
    # A leap year first: a day that not even it has would cost a search through all years.
    if not any(_exists(2000, *pair) for pair in itertools.product(months, days)):
        return None
    for y in _years(year, step):
        for m, d in itertools.product(months, days):
            if _exists(y, m, d):
                return dt.date(y, m, d)
    return None


def _exists(year: int, month: int, number: int) -> bool:
    try:
        dt.date(year, month, number)
    except ValueError:
        return False
    return True


def _values(mask: str, last: int, step: int) -> list[int]:
    """The numbers from 1 to `last` that fit a mask, rising or falling."""
    if "X" not in mask:
        return [int(mask)]
    tens, ones = mask[0], mask[1]
    return [n for n in range(1, last + 1) if tens in ("X", str(n // 10)) and ones in ("X", str(n % 10))][
        ::step
    ]


def _years(mask: str, step: int) -> Iterator[int]:
    """The years that fit a mask, rising or falling, made one at a time."""
    digits = "0123456789"[::step]
    for chosen in itertools.product(*(digits if char == "X" else char for char in mask)):
        yield int("".join(chosen))


def _interval(text: str) -> FuzzyDate | None:
    """A start, a slash and an end, either of which may be open ("..") or unknown (empty)."""
    cut = text.index("/")
    left, right = text[:cut], text[cut + 1 :]
    start = None if left in _OPEN else _end(text, 0, cut)
    end = None if right in _OPEN else _end(text, cut + 1, len(text))
    if (start is None and left not in _OPEN) or (end is None and right not in _OPEN):
        return None
    if start is None and end is None:
        raise DateError("an interval needs a date at one end at least", "such as 2025-12-30/..", 0)
    if start and end:
        spans.joined(start, end, cut + 1)
    return _dated(
        start.earliest if start else dt.date.min, end.latest if end else None, Precision.INTERVAL, text
    )


def _end(text: str, start: int, end: int) -> Span | None:
    if _DATETIME.fullmatch(text, start, end):
        raise DateError("an interval has dates, not times", "such as 2025-12-30/2025-12-31", start)
    return _atom(text, start, end)


def _set(text: str) -> FuzzyDate | None:
    """One of a set "[a,b]" or all of it "{a,b}": the span from its first day to its last."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        return None
    canonical = text.replace(" ", "")
    parts = members(canonical)
    starts: list[dt.date] = []
    finishes: list[dt.date | None] = []
    for index, (first, last) in enumerate(parts):
        opens, closes = first == "..", last == ".."
        if (opens and closes) or (opens and index) or (closes and index < len(parts) - 1):
            return None
        low = None if opens else read_span(first)
        high = None if closes else read_span(last)
        if (low is None and not opens) or (high is None and not closes):
            return None
        if low and high:
            spans.joined(low, high, 0)
        starts.append(low.earliest if low else dt.date.min)
        finishes.append(high.latest if high else None)
    latest = None if None in finishes else max(finish for finish in finishes if finish)
    return _dated(min(starts), latest, Precision.INTERVAL, canonical)
