"""The value types of dates: what a date in a briefing is, and how two of them are ordered.

Responsible for `FuzzyDate`, `Moment`, `Precision` and `DateError`. Must not know how dates are written
(`edtf`, `english`) nor how they are shown (`display`).
"""

import datetime as dt
import math
from enum import StrEnum

import msgspec


class Precision(StrEnum):
    """How exactly a date is known, finest first; `<` and `>` compare by that order, not by the letters."""

    INSTANT = "instant"
    DAY = "day"
    INTERVAL = "interval"
    PART = "part"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"

    @property
    def rank(self) -> int:
        """The place in the order: 0 is the finest."""
        return _RANKS[self.value]

    def __lt__(self, other: str) -> bool:
        return self.rank < Precision(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Precision(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Precision(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Precision(other).rank


_RANKS: dict[str, int] = {precision.value: rank for rank, precision in enumerate(Precision)}


class DateError(ValueError):
    """A text that is no date: what is wrong, how to write it, and where (a 0-based column, if known)."""

    def __init__(self, message: str, hint: str = "", offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


class FuzzyDate(msgspec.Struct, frozen=True):
    """A date as exact as its writer knew it (EDTF, ISO 8601-2): the days it may span, and how it was said.

    `earliest` is `date.min` where the start is open or unknown, `latest` is None where the end is.
    `edtf` is canonical and reads back to the same span. `label` holds the writer's words where no locale's
    calendar words say the same ("Late Dec 2025"). `note` is the text of a trailing "(note)".
    `time` is aware and keeps the zone it was written in.
    """

    earliest: dt.date
    latest: dt.date | None
    precision: Precision
    edtf: str
    label: str | None = None
    note: str | None = None
    time: dt.datetime | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def is_open_start(self) -> bool:
        """True when nobody says how long before its end it began: "../2025-12", "[..1760]"."""
        return self.edtf.startswith(("..", "/", "[..", "{.."))

    @property
    def moment(self) -> "Moment | None":
        """The one certain day or instant that it is; None for all else."""
        if self.precision not in (Precision.DAY, Precision.INSTANT) or self.approximate or self.uncertain:
            return None
        return Moment(self.earliest, self.time) if self.latest == self.earliest else None

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, float, int]:
        """The key of the timeline's order: start, end (an open one last), time of day in UTC, precision.

        The time is in seconds from 0:00 UTC of the `earliest` day, so it can be below 0 or above 86,400;
        a date without a time comes after the times of its day, as the finer comes first.
        """
        return (self.earliest, self.latest or dt.date.max, _utc_seconds(self.time), self.precision.rank)


def _utc_seconds(time: dt.datetime | None) -> float:
    """The seconds from midnight UTC of the time's own calendar day; infinite without a time."""
    # Arithmetic, not astimezone(): that overflows on the first and the last day of the calendar.
    if time is None:
        return math.inf
    shift = (time.utcoffset() or dt.timedelta()).total_seconds()
    return time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6 - shift


def same_span(a: FuzzyDate, b: FuzzyDate) -> bool:
    """True if both cover the same days and, where they have one, the same instant."""
    return (a.earliest, a.latest, a.time) == (b.earliest, b.latest, b.time)


class Moment(msgspec.Struct, frozen=True):
    """When something is published or expires: a day, or an aware instant on that day."""

    date: dt.date
    time: dt.datetime | None = None

    def instant(self, zone: dt.tzinfo) -> dt.datetime:
        """The aware instant: the time itself, or the day's midnight in `zone`."""
        return self.time or dt.datetime.combine(self.date, dt.time.min, tzinfo=zone)

    @property
    def iso(self) -> str:
        """The ISO 8601 text: "2026-01-02" or "2026-01-02T10:15:00-04:00"."""
        return (self.time or self.date).isoformat()
