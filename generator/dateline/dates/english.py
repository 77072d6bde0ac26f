"""Reads the English date forms of a newsroom: "Dec 30–31, 2025", "Mid-January 2026", "Winter 2025".

A fixed list of forms, each one regular expression; a form that is not here is refused, never guessed.
Must not know EDTF's grammar, nor the "(note)" behind a date. Expects the text with plain spaces and hyphens.
"""

import re

from dateline.dates import spans
from dateline.dates.fuzzy import DateError, FuzzyDate, Precision
from dateline.dates.spans import Span
from dateline.patterns import deferred

_MON = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEP = r"(?: *- *| +to +)"
_YEAR = r"(?P<y>[0-9]{4})"
_DAY = r"[0-9]{1,2}"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"early": 0, "mid": 1, "late": 2}
_NUMBERS = {name.lower(): number for number, name in enumerate(spans.MONTHS, 1)}


def _form(pattern: str) -> re.Pattern[str]:
    return deferred(pattern, re.IGNORECASE | re.ASCII)


# Dec 30, 2025 · Dec 30-31, 2025 · Nov 28 - Dec 2, 2025
_MONTH_FIRST = _form(
    rf"(?P<m>{_MON}) +(?P<d>{_DAY})(?:{_SEP}(?:(?P<m2>{_MON}) +)?(?P<d2>{_DAY}))?(?:, *| +){_YEAR}"
)
# 30 December 2025 · 30-31 December 2025 · 28 Nov - 2 Dec 2025
_DAY_FIRST = _form(
    rf"(?P<d>{_DAY})(?:(?: +(?P<m>{_MON}))?{_SEP}(?P<d2>{_DAY}))? +(?P<m2>{_MON})(?:, *| +){_YEAR}"
)
# 2025 · Dec 2025 · Mid-January 2026 · mid-to-late Dec 2025 · Q4 2025 · Winter 2025-26 · the 1990s
_UNIT = _form(
    r"(?P<the>the +)?(?:(?P<part>early|mid|late)(?:[- ]+to[- ]+(?P<part2>mid|late))?(?: *- *| +))?"
    rf"(?:(?:(?P<m>{_MON})|(?P<season>spring|summer|autumn|fall|winter)"
    rf"|q(?P<q>[1-4])|h(?P<h>[12]))(?:, *| +))?{_YEAR}(?:(?P<s>s)|[-/](?P<y2>[0-9]{{4}}|[0-9]{{2}}))?"
)
# Nov-Dec 2025 · Q3-Q4 2025 · spring to summer 2025
_UNITS = _form(
    rf"(?P<a>{_MON}|q[1-4]|spring|summer|autumn|fall|winter){_SEP}"
    rf"(?P<b>(?:{_MON}|q[1-4]|spring|summer|autumn|fall|winter)(?:, *| +)[0-9]{{4}})"
)
# Dec 30, 2025 - Jan 2, 2026 · Late 2025 to early 2026 · 2024-2026
_BETWEEN = _form(rf"(?P<a>.*?[0-9]{{4}}s?){_SEP}(?P<b>.+)")
# Dec 30, 2025, 9:00 am -05:00 · 30 Dec 2025 09:00 (UTC-05:00)
_TIMED = _form(
    rf"(?P<day>.*?[0-9]{{4}}),?(?: +at)? +(?P<hour>{_DAY})(?::(?P<min>[0-9]{{2}})(?::(?P<sec>[0-9]{{2}}))?)?"
    r"(?: *(?P<half>[ap])\.?m\.?)? *(?P<bracket>\()?"
    r"(?:(?:utc|gmt)? *(?P<zone>[+-][0-9]{1,2}(?::?[0-9]{2})?)|(?P<utc>z|utc|gmt))(?(bracket)\))"
)
_LEAD = _form(r"(?:(?P<open>since|until) +)?(?P<circa>ca?\. *|(?:circa|about|around) +)?")


def read_english(text: str, said: str) -> FuzzyDate | None:
    """The date that the whole text writes in a known English form, or None. Raises DateError.

    `said` is the text as it was typed, with its own dashes: the label, where one is needed.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    uncertain = text.endswith("?")
    end = len(text) - uncertain
    span = _span(text, start, end)
    if span is None:
        timed = _timed(text, start, end)
        if timed and (start or uncertain):
            raise DateError("a time of day cannot be open or uncertain", "leave out the time", 0)
        return timed
    if lead and lead["open"] and span.precision is Precision.INTERVAL:
        return None
    return _dated(said, span, lead["open"] if lead else None, bool(lead and lead["circa"]), uncertain)


def _dated(said: str, span: Span, opened: str | None, circa: bool, uncertain: bool) -> FuzzyDate:
    """The value of a span with its doubts and its open end."""
    sign = "%" if circa and uncertain else "~" if circa else "?" if uncertain else ""
    earliest, latest, precision, first, last, worded = span
    edtf = first + sign if first == last else f"{first}{sign}/{last}{sign}"
    side = (opened or "").lower()
    if side:
        precision = Precision.INTERVAL
    if side == "since":
        latest_day, edtf = None, f"{first}{sign}/.."
    else:
        latest_day = latest
    if side == "until":
        earliest, edtf = earliest.min, f"../{last}{sign}"
    label = " ".join(said.split()) if worded else None
    return FuzzyDate(earliest, latest_day, precision, edtf, label, approximate=circa, uncertain=uncertain)


def _span(text: str, start: int, end: int) -> Span | None:
    """One date or a range of two, or None."""
    span = _atom(text, start, end)
    if span is not None:
        return span
    if match := _UNITS.fullmatch(text, start, end):
        year = match["b"][-4:]
        first, second = _whole(f"{match['a']} {year}"), _whole(match["b"])
        return spans.joined(first, second, start) if first and second else None
    if match := _BETWEEN.fullmatch(text, start, end):
        left = _atom(text, *match.span("a"))
        right = _atom(text, *match.span("b")) if left else None
        return spans.joined(left, right, match.start("b")) if left and right else None
    return None


def _whole(text: str) -> Span | None:
    return _atom(text, 0, len(text))


def _atom(text: str, start: int, end: int) -> Span | None:
    """A date, or a range that names its year once."""
    form = _DAY_FIRST if text[start : start + 1].isdigit() else _MONTH_FIRST
    if match := form.fullmatch(text, start, end):
        return _days(match, form is _DAY_FIRST)
    if match := _UNIT.fullmatch(text, start, end):
        return _unit(match)
    return None


def _month(name: str) -> int:
    return _NUMBERS[name[:3].lower()]


def _days(match: re.Match[str], day_first: bool) -> Span:
    """A day, or the days from one to another of the same year."""
    year, one, two = int(match["y"]), match["m"], match["m2"]
    if day_first:
        one, two = one or two, two
    first = spans.day_span(year, _month(one), int(match["d"]), match.start("d"))
    if match["d2"] is None:
        return first
    second = spans.day_span(year, _month(two or one), int(match["d2"]), match.start("d2"))
    if second.latest < first.earliest and two and _month(one) != _month(two):
        name = f"{spans.MONTHS[first.earliest.month - 1]} {first.earliest.day}"
        raise DateError(
            "the year of the first day is missing", f"write it: {name}, {year - 1} – …", match.start()
        )
    return spans.joined(first, second, match.start("d2"))


def _unit(match: re.Match[str]) -> Span | None:
    """A month, a season, a quarter, a half, a year or a decade, or the early, mid or late part of one."""
    whole = _whole_unit(match)
    if whole is None or match["part"] is None:
        return whole
    first = _PARTS[match["part"].lower()]
    last = _PARTS[match["part2"].lower()] if match["part2"] else first
    if last < first or (match["part2"] and last == first):
        return None
    return spans.part_of(whole, first, last)


def _whole_unit(match: re.Match[str]) -> Span | None:
    year = int(match["y"])
    if (match["the"] and not match["s"]) or (match["y2"] and not match["season"]):
        return None
    if match["s"]:
        return _decade(match)
    if match["m"]:
        return spans.month_span(year, _month(match["m"]))
    if match["season"]:
        return _season(match, year)
    if match["q"]:
        return spans.group_span(year, 32 + int(match["q"]))
    return spans.group_span(year, 39 + int(match["h"])) if match["h"] else spans.year_span(year)


def _decade(match: re.Match[str]) -> Span | None:
    """The ten years of "1990s"; "1900s" is refused, as it may be a century."""
    year = int(match["y"])
    if match["m"] or match["season"] or match["q"] or match["h"] or year % 10:
        return None
    if year % 100 == 0:
        hint = f"write {year // 10:03d}X for the decade, {year // 100:02d}XX for the century"
        raise DateError(f"{match['y']}s may be ten years or a hundred", hint, match.start("y"))
    return spans.decade_span(year)


def _season(match: re.Match[str], year: int) -> Span:
    """A season by its starting year; the writer's words stay where ours would differ from them."""
    name, second = match["season"].lower(), match["y2"]
    if second and (name != "winter" or int(second) != (year + 1) % 10 ** len(second)):
        hint = f"write {match['season']} {year}, or Winter {year}–{(year + 1) % 100:02d}"
        raise DateError("only a winter has two years, one after the other", hint, match.start("y2"))
    return spans.group_span(year, _SEASONS[name])._replace(worded=bool(second) or name == "fall")


def _timed(text: str, start: int, end: int) -> FuzzyDate | None:
    """A day with a time of day and an offset from UTC."""
    match = _TIMED.fullmatch(text, start, end)
    span = _atom(text, *match.span("day")) if match else None
    if match is None or span is None or span.precision is not Precision.DAY:
        return None
    if match["min"] is None and match["half"] is None:
        return None
    hour, at = int(match["hour"]), match.start("hour")
    if half := match["half"]:
        if not 1 <= hour <= 12:
            raise DateError(f"there is no {hour} {half.lower()}m", "hours before am and pm are 1 to 12", at)
        hour = hour % 12 + (12 if half in "pP" else 0)
    clock = spans.clock(hour, int(match["min"] or 0), int(match["sec"] or 0), at=at)
    zone = spans.zone(match["zone"] or match["utc"], match.start("zone"))
    return spans.instant(spans.aware(span.earliest, clock, zone))
