"""Dates as newsrooms know them: exact, fuzzy, open, uncertain; strict to read and never guessed.

Responsible for reading EDTF (ISO 8601-2) and English date forms, for ordering and for showing dates. Must not
know stories, sources or pages. What "late December" spans is decided in docs/decisions/0003-fuzzy-dates.md.
"""

from dateline.dates.display import (
    display,
    display_day,
    display_moment,
    display_month,
    display_tick,
    html_datetime,
)
from dateline.dates.fuzzy import DateError, FuzzyDate, Moment, Precision, same_span
from dateline.dates.notes import other_day
from dateline.dates.reading import parse_date, parse_moment

__all__ = [
    "DateError",
    "FuzzyDate",
    "Moment",
    "Precision",
    "display",
    "display_day",
    "display_moment",
    "display_month",
    "display_tick",
    "html_datetime",
    "other_day",
    "parse_date",
    "parse_moment",
    "same_span",
]
