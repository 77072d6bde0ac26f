"""The entrance: text in, `FuzzyDate` or `Moment` out. EDTF first, then English, else a refusal.

Must not know what a front matter or a timeline entry is.
"""

import re
from functools import lru_cache

import msgspec

from dateline.dates.edtf import read_datetime, read_edtf
from dateline.dates.english import read_english
from dateline.dates.fuzzy import DateError, FuzzyDate, Moment, Precision
from dateline.dates.refusal import ACCEPTED, MOMENTS, refusal
from dateline.patterns import deferred

_LONGEST = 200
_BRACKETED_ZONE = deferred(r"\((?:(?:utc|gmt|z)(?: ?[+-][0-9:]{1,5})?|[+-][0-9:]{1,5})\)", re.IGNORECASE)
# One character for one, so that columns stay right: typographic spaces, hyphens and dashes.
_PLAIN = str.maketrans("\t\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212", "     ------")


@lru_cache(maxsize=8192)
def parse_date(text: str) -> FuzzyDate:
    """The date that the whole of `text` writes, in EDTF or in one of the English forms, with its "(note)".

    Raises DateError: for what is no date or can be read in two ways, with the accepted forms as its hint.
    """
    body = text.strip()
    try:
        return _parse(body)
    except DateError as error:
        shift = len(text) - len(text.lstrip())
        if error.offset is None or not shift:
            raise
        raise DateError(error.message, error.hint, error.offset + shift) from None


def _parse(text: str) -> FuzzyDate:
    body, note = _split_note(text) if text.endswith(")") else (text, None)
    if len(body) > _LONGEST:
        raise DateError(f"longer than any date: {len(body)} characters", refusal("").hint, 0)
    found = read_edtf(body) or read_english(body if body.isascii() else body.translate(_PLAIN), body)
    if found is None:
        raise refusal(body)
    return found if note is None else msgspec.structs.replace(found, note=note)


def _split_note(text: str) -> tuple[str, str | None]:
    """The date and the text of the brackets behind it; a zone in brackets belongs to the date."""
    start = text.find("(")
    if zone := _BRACKETED_ZONE.match(text.translate(_PLAIN), max(start, 0)):
        start = text.find("(", zone.end())
    if start < 0:
        return text, None
    note = text[start + 1 : -1].strip()
    if not note or not _balanced(note):
        raise DateError("one note in brackets may follow a date", 'such as "Dec 31, 2025 (note)"', start)
    return text[:start].rstrip(), note


def _balanced(note: str) -> bool:
    """False if a bracket in the note closes one that it did not open, or stays open."""
    depth = 0
    for char in note:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def parse_moment(text: str) -> Moment:
    """The day or the instant that `text` writes: a whole date, or a date-time with its offset from UTC.

    Raises DateError: a time without a zone, a date that is no single day, and all that is no date.
    """
    body = text.strip()
    time = read_datetime(body)
    if time is not None:
        return Moment(time.date(), time)
    try:
        found = parse_date(text)
    except DateError as error:
        raise DateError(error.message, error.hint.replace(ACCEPTED, MOMENTS), error.offset) from None
    if found.precision not in (Precision.DAY, Precision.INSTANT) or found.approximate or found.uncertain:
        raise DateError(f'"{body}" is not one certain day', _MOMENT_HINT, 0)
    if found.note is not None:
        raise DateError("no note can stand here", _MOMENT_HINT, text.find("("))
    return Moment(found.earliest, found.time)


_MOMENT_HINT = "write a date or a time with its offset: 2026-01-02 or 2026-01-02T10:15:00-04:00"
