"""Shows dates: in the words of a locale (Babel, CLDR) and as the value of HTML's `<time datetime>`.

Must not know the page around a date. Babel is imported on first use: it costs a command that shows no date
nothing. What CLDR has no words for (seasons, halves, decades, "early", "late", "since", "about") is said in
the words of `tongues` in the languages that Dateline speaks, and everywhere else as a plain range of days,
months or years and with signs, which is as true in every language.
"""

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dateline.dates.edtf import ends, members, read_span
from dateline.dates.fuzzy import FuzzyDate, Moment, Precision
from dateline.dates.spans import Span
from dateline.dates.tongues import TONGUES, Tongue, part_of_month, part_of_year
from dateline.patterns import deferred

if TYPE_CHECKING:
    from babel.core import Locale

_NO_DOUBTS = str.maketrans("", "", "?~%")
_SPACES = str.maketrans("\u2009\u202f", "  ")
# CLDR spaces the dash between bare numbers in American English; newsrooms do not.
_LOOSE_DASH = deferred(r"(?<=[0-9])\u2009–\u2009(?=[0-9]+(?:,|$))")


def html_datetime(date: FuzzyDate) -> str | None:
    """The narrowest value that HTML's `<time datetime>` allows and that encloses the whole date, or None.

    A global date and time, a date, a month or a year (HTML Living Standard, "the time element"). There is
    none for an open end or for days of two calendar years.
    """
    first, last = date.earliest, date.latest
    if date.time is not None:
        return date.time.isoformat(timespec="seconds")
    if last is None or first.year != last.year or date.is_open_start:
        return None
    if first == last:
        return first.isoformat()
    return first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]


@lru_cache(maxsize=8192)
def display(date: FuzzyDate, locale: str) -> str:
    """The date in the words of a locale ("Dec 30–31, 2025"); in English by the writer's label, if it has one.

    The note is left out. An unknown locale is shown as its language, else as English.
    """
    words = _Words(_locale(locale))
    if date.label is not None and words.english:
        return date.label
    if part := words.part(date):
        return part
    if date.time is not None:
        return words.instant(date.time)
    return words.dated(date.edtf)


def display_day(when: Moment | dt.date, locale: str) -> str:
    """A day in the words of a locale: "Jan 2, 2026"."""
    return _shown("yMMMd", when.date if isinstance(when, Moment) else when, locale)


def display_moment(when: Moment, locale: str) -> str:
    """A moment as exact as it is known, in the words of a locale: "Jan 2, 2026, 9:00 AM (UTC)"."""
    return _Words(_locale(locale)).instant(when.time) if when.time else display_day(when, locale)


def display_month(year: int, month: int, locale: str) -> str:
    """A month in the words of a locale: "January 2026"."""
    return _shown("yMMMM", dt.date(year, month, 1), locale)


def display_tick(unit: Literal["day", "month", "year"], day: dt.date, locale: str) -> str:
    """A division of a timeline in the words of a locale: "Dec 30", "Jan 2026", "2025"."""
    return _shown({"day": "MMMd", "month": "yMMM", "year": "y"}[unit], day, locale)


@lru_cache(maxsize=8192)
def _shown(fields: str, day: dt.date, locale: str) -> str:
    """The fields of a day, which is shown in many places, in the words of a locale."""
    return _Words(_locale(locale)).skeleton(fields, day)


def _is_day(span: Span) -> bool:
    """True for a single day."""
    return span.precision is Precision.DAY


def _is_about(edtf: str) -> bool:
    """True for what is so only approximately."""
    return "~" in edtf or "%" in edtf


@lru_cache(maxsize=64)
def _locale(name: str) -> "Locale":
    """Babel's data for "en", "pt-BR" or "pt_BR"; English for what it does not know."""
    from babel.core import Locale, UnknownLocaleError

    parts = name.replace("-", "_").split("_")
    for known in ("_".join(parts), parts[0]):
        try:
            return Locale.parse(known)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


class _Words:
    """What one locale says for the pieces of a date."""

    def __init__(self, locale: "Locale") -> None:
        self._locale = locale
        self.english = locale.language == "en"
        self._tongue = TONGUES.get(locale.language)

    def skeleton(self, fields: str, day: dt.date) -> str:
        from babel.dates import format_skeleton

        return self._tidy(format_skeleton(fields, day, locale=self._locale))

    def instant(self, time: dt.datetime) -> str:
        """The day, the time of day where it happened, and how far that is from UTC."""
        from babel.dates import format_time, get_datetime_format

        # Without a zone, or Babel would show the time in UTC.
        clock = format_time(
            time.replace(tzinfo=None), "medium" if time.second else "short", locale=self._locale
        )
        pattern = str(get_datetime_format("medium", locale=self._locale)).replace("'", "")
        joined = pattern.replace("{1}", self.skeleton("yMMMd", time)).replace("{0}", clock)
        shift = time.isoformat()[-6:]
        return self._tidy(f"{joined} (UTC{'' if shift[1:] == '00:00' else shift})")

    def part(self, date: FuzzyDate) -> str:
        """The words for an early, mid or late part of a month or a year; "" when it is none, or has none."""
        if self._tongue is None:
            return ""
        if (part := part_of_month(date)) is not None:
            return self._tongue.month_parts[part].format(self.skeleton("yMMM", date.earliest))
        if (part := part_of_year(date)) is not None:
            return self._tongue.year_parts[part].format(date.earliest.year)
        return ""

    def dated(self, edtf: str) -> str:
        """The words for a canonical EDTF text."""
        from babel.lists import format_list

        if parts := members(edtf):
            shown = [self._between(first, last) for first, last in parts]
            style: Literal["or", "standard"] = "or" if edtf[0] == "[" else "standard"
            return format_list(shown, style=style, locale=self._locale)
        return self._between(*ends(edtf))

    def _between(self, first: str, last: str) -> str:
        """The words for an interval, either end of which may be open ("..") or unknown (empty)."""
        start, end, tongue = read_span(first), read_span(last), self._tongue
        if start and end and first != last:
            return self._doubted(self._range(start, end), first + last)
        if start and end:
            return self._doubted(self._span(start), first, _is_day(start))
        if start:
            since = self._doubted(self._span(start), first, _is_day(start))
            if tongue and last:
                return tongue.since[_is_day(start) and not _is_about(first)].format(since)
            return f"{since} – {'' if last else '?'}".rstrip()
        until = self._doubted(self._span(end), last, _is_day(end)) if end else ""
        if end and tongue and first:
            return tongue.until[_is_day(end) and not _is_about(last)].format(until)
        return f"{'' if first else '? '}– {until}"

    def _doubted(self, shown: str, edtf: str, is_day: bool = False) -> str:
        """With the words for about and perhaps, or their signs, as the qualifiers of the EDTF text ask."""
        if _is_about(edtf):
            shown = self._tongue.about[is_day].format(shown) if self._tongue else f"~{shown}"
        if "?" in edtf or "%" in edtf:
            shown = self._tongue.perhaps.format(shown) if self._tongue else f"{shown}?"
        return shown

    def _range(self, start: Span, end: Span) -> str:
        """A range in the locale's own way if both ends are of one kind, else the two with a dash."""
        skeleton = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMM", Precision.YEAR: "y"}.get(start.precision)
        if skeleton and start.precision is end.precision:
            return self._interval(skeleton, start.earliest, end.latest)
        return f"{self._span(start)} – {self._span(end)}"

    def _interval(self, skeleton: str, first: dt.date, last: dt.date) -> str:
        from babel.dates import format_interval

        shown = format_interval(first, last, skeleton, locale=self._locale)
        return self._tidy(_LOOSE_DASH.sub("–", shown) if self.english else shown)

    def _span(self, span: Span) -> str:
        """One date as exact as it is known."""
        year = span.earliest.year
        if self._tongue and (phrase := self._phrase(self._tongue, span)):
            return phrase.format(year)
        match span.precision:
            case Precision.DAY:
                return self.skeleton("yMMMd", span.earliest)
            case Precision.MONTH:
                return self.skeleton("yMMM", span.earliest)
            case Precision.QUARTER:
                return self.skeleton("yQQQ", span.earliest)
            case Precision.YEAR:
                return self.skeleton("y", span.earliest)
            case Precision.SEASON | Precision.HALF | Precision.THIRD:
                return self._interval("yMMM", span.earliest, span.latest)
            case Precision.DECADE | Precision.CENTURY | Precision.MILLENNIUM:
                return self._interval("y", span.earliest, span.latest)
        if year != span.latest.year:
            # A mask such as "156X-12-25" is no range of days; its own notation is the only honest one.
            return span.first.translate(_NO_DOUBTS)
        return self._interval("yMMMd", span.earliest, span.latest)

    def _phrase(self, tongue: Tongue, span: Span) -> str:
        """The phrase for a season, a half or a decade; "" for anything else."""
        match span.precision:
            case Precision.SEASON:
                code = int(span.first.translate(_NO_DOUBTS)[-2:])
                phrase = tongue.seasons[(code - 21) % 4]
                return phrase.replace("Autumn", "Fall") if self._locale.territory == "US" else phrase
            case Precision.HALF:
                return tongue.halves[span.earliest.month != 1]
            case Precision.DECADE:
                return tongue.decade
        return ""

    def _tidy(self, text: str) -> str:
        """With plain spaces for CLDR's thin ones, so that a page can be searched for what it shows."""
        return text.translate(_SPACES)
