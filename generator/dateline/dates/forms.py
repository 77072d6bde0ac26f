"""Forms that name a date of the calendar, whole or without its year: "Dec. 30, 2025", "Q4", "the 1990s".

Each reader gets the scene and a place where one of its words stands, and gives a `Reading` or None. What a
missing year becomes is decided here. Must not know forms that count from the article's day (`relative`).
"""

import datetime as dt
import re

from dateline.dates import cues, mention
from dateline.dates.holidays import HOLIDAYS
from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.scene import MONTH, MONTHS, YEAR, Reading, S, Scene, compiled, number

_DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![0-9a-z$]|[.:/][0-9]|,[0-9]{3}(?![0-9])|-[a-z]|%| {0,6}(?:percent|per cent|million|billion|thousand)\b)"
)
_DASH = rf"(?:{S})?-(?:{S})?"
_TO = rf"(?:{_DASH}|{S}(?:to|through){S})"
_RELATIVE_YEAR = rf"(?:of{S})?(?P<rel>last|this|next){S}year\b"
_MONTH_DAY = compiled(
    rf"(?P<m>{MONTH}){S}(?:the{S})?(?P<d>{_DAY})(?:{_TO}(?:(?P<m2>{MONTH}){S})?(?P<d2>{_DAY}))?"
    rf"(?:(?:,|,?{S}|,?{S}of{S})(?P<y>{YEAR})|,?{S}{_RELATIVE_YEAR})?"
)
_DAY_MONTH = compiled(
    rf"(?P<d>{_DAY})(?:(?:{S}(?P<m2>{MONTH}))?{_TO}(?P<d2>{_DAY}))?{S}(?:of{S})?(?P<m>{MONTH})"
    rf"(?:,?{S}(?P<y>{YEAR})|,?{S}{_RELATIVE_YEAR})?"
)
_MONTH = compiled(rf"(?P<m>{MONTH})(?:(?:,?{S}(?:of{S})?|')(?P<y>{YEAR})|,?{S}{_RELATIVE_YEAR})?")
_ISO = compiled(r"(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])")
_SLASH = compiled(r"(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<y>[12][0-9]{3})(?![0-9/])")
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
}
_ORDINALS["4th"] = 4
_QUARTER = compiled(
    rf"(?:(?P<y0>{YEAR}){S})?(?:fiscal[- ])?(?:(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"
    rf"(?:-|{S}(?:fiscal{S})?)quarter\b"
    rf"|q(?P<q>[1-4])(?![0-9a-z-])|(?P<q2>[1-4])q(?![0-9a-z-]))(?:,?{S}(?:(?:of|in){S})?(?:the{S})?(?:fiscal{S}(?:year{S})?)?(?P<y>{YEAR})"
    rf"|{S}{_RELATIVE_YEAR})?"
)
_HALF = compiled(
    rf"(?:the{S})?(?:(?P<n>first|second|last|latter){S}half{S}of{S}(?:fiscal{S})?|h(?P<h>[12]){S})"
    rf"(?:(?P<y>{YEAR})|(?P<rel>last|this|next|the){S}year\b)"
)
_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_SEASON = compiled(
    rf"(?P<s>spring|summer|autumn|fall|winter){S}(?:of{S})?(?P<y>{YEAR})(?:[-/](?P<y2>[0-9]{{4}}|[0-9]{{2}})(?![0-9]))?"
)
_FISCAL = compiled(rf"(?:fiscal{S}(?:year{S})?|fy{S}?)(?P<y>{YEAR})")
_DECADE = compiled(r"(?P<y>1[0-9]{2}0|20[0-9]0)'?s(?![a-z])|'(?P<z>[2-9]0)'?s(?![a-z])")
_DECADES = {
    name: 1900 + 10 * number
    for number, name in enumerate(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), 2
    )
}
_CENTURY = compiled(rf"(?P<n>[4-9]|1[0-9]|2[01])(?:th|st)(?:{S}|-)century\b")
_YEARS = compiled(rf"(?P<y>{YEAR})-(?P<y2>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9]|[.,][0-9]|%|-)")
_YEAR = compiled(rf"(?P<y>{YEAR})")
_HOLIDAY = compiled(
    rf"(?P<h>{'|'.join(sorted((name.replace(' ', S).replace('.', '[.]') for name in HOLIDAYS), reverse=True))})(?![a-z])"
    rf"(?:,?{S}(?:of{S}|in{S})?(?:(?P<y>{YEAR})|(?P<rel>last|this|next){S}year\b))?"
)


def by_month(scene: Scene, at: int) -> Reading | None:
    """The date in "Dec. 30, 2025", "March 3-5", "December 2025", "December last year", "August"."""
    if not scene.is_capital(at):
        return None
    if match := _MONTH_DAY.match(scene.plain, at):
        return _days(scene, match, at)
    match = _MONTH.match(scene.plain, at)
    if match is None:
        return None
    number = MONTHS[match["m"][:3]]
    if (named := _named_year(scene, match)) is not None:
        return Reading(match.end(), mention.month(named, number), _year_anchor(match))
    end = match.end("m")
    if scene.plain[max(0, at - 6) : at].endswith(("every ", "each ")) or cues.is_no_month(
        scene.text, scene.plain, at, end
    ):
        return None
    return Reading(end, month_near(scene, number, at, end), Anchor.YEAR)


def month_near(scene: Scene, number: int, at: int, end: int) -> Stretch:
    """The month without a year: the last one that has begun, or the next one after a word of the future."""
    written = scene.written
    back, ahead = (written.month - number) % 12, (number - written.month) % 12
    if back and ahead * _MONTHS_AHEAD[scene.tense(at, end)] < back:
        return mention.month(written.year, written.month + ahead)
    return mention.month(written.year, written.month - back)


_MONTHS_AHEAD = {1: 0.2, 0: 3.0, -1: 6.0}


def _named_year(scene: Scene, match: re.Match[str]) -> int | None:
    """The year that the words name, or None."""
    if match["y"]:
        return int(match["y"])
    if rel := match["rel"]:
        return scene.written.year + {"last": -1, "this": 0, "next": 1, "the": 0}[rel]
    return None


def _year_anchor(match: re.Match[str]) -> Anchor:
    return Anchor.NONE if match["y"] else Anchor.YEAR


def _days(scene: Scene, match: re.Match[str], at: int, weekday: int | None = None) -> Reading | None:
    """A day of a month, or the days from one to another."""
    number, first = MONTHS[match["m"][:3]], _digits(match["d"])
    named = _named_year(scene, match)
    if match["d2"]:
        second = _digits(match["d2"])
        other = MONTHS[match["m2"][:3]] if match["m2"] else number
        if match.re is _DAY_MONTH:
            number, other = other, number
        near = named or _near(scene, other, second, match.start(), match.end(), weekday).year
        end = mention.day(dt.date(near, other, second))
        start = mention.day(dt.date(near - (other < number), number, first))
        anchor = _year_anchor(match)
        return Reading(match.end(), mention.stretch(start, end), anchor)
    date = (
        dt.date(named, number, first)
        if named
        else _near(scene, number, first, match.start(), match.end(), weekday)
    )
    return Reading(match.end(), mention.day(date), _year_anchor(match))


def _digits(words: str) -> int:
    return int(words.rstrip("stndrh"))


def _near(scene: Scene, number: int, day: int, at: int, end: int, weekday: int | None) -> dt.date:
    """The day without a year that is nearest to the article's, on the weekday if one is named."""
    written = scene.written
    dates = []
    for year in range(max(written.year - 4, 1), min(written.year + 4, 9999) + 1):
        try:
            dates.append(dt.date(year, number, day))
        except ValueError:
            continue
    if weekday is not None:
        dates = [
            date for date in dates if date.weekday() == weekday and abs((date - written).days) < 600
        ] or dates
    past = [date for date in dates if date <= written]
    coming = [date for date in dates if date > written]
    if not past or not coming:
        return min(dates, key=lambda date: abs((date - written).days))
    back, ahead = (written - past[-1]).days, (coming[0] - written).days
    if weekday is not None:
        return past[-1] if back <= ahead else coming[0]
    return coming[0] if _looks_ahead(back, ahead, scene.tense(at, end)) else past[-1]


# How many days ahead count as much as one day back, by the tense of the sentence.
_AHEAD = {1: 0.2, 0: 1.0, -1: 1.5}


def _looks_ahead(back: int, ahead: int, tense: int) -> bool:
    """True if the day so many days ahead is likelier meant than the one so many days back."""
    return ahead * _AHEAD[tense] < back


def by_digits(scene: Scene, at: int) -> Reading | None:
    """ISO dates, "12/30/2025", "30 December", "1989 third quarter", "1990s", "19th century", ranges, years."""
    plain = scene.plain
    if match := _ISO.match(plain, at):
        return Reading(match.end(), mention.day(dt.date(int(match["y"]), int(match["m"]), int(match["d"]))))
    if match := _SLASH.match(plain, at):
        return _slashed(match)
    if (match := _DAY_MONTH.match(plain, at)) and scene.is_capital(match.start("m")):
        return _days(scene, match, at)
    if match := _CENTURY.match(plain, at):
        return Reading(match.end(), mention.century(int(match["n"]) - 1))
    for reader in (by_decade, by_quarter):
        if reading := reader(scene, at):
            return reading
    if match := _YEARS.match(plain, at):
        return _years(scene, match)
    if second := _second_day(scene, at):
        return second
    match = _YEAR.match(plain, at)
    if match and cues.is_year(plain, at, match.end(), scene.written.year):
        return Reading(match.end(), mention.year(int(match["y"])))
    return None


def _slashed(match: re.Match[str]) -> Reading | None:
    """Month and day in figures, where only one order is possible."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if a <= 12 and b <= 12 and a != b:
        return None
    month, day = (b, a) if a > 12 else (a, b)
    return Reading(match.end(), mention.day(dt.date(year, month, day)))


def _years(scene: Scene, match: re.Match[str]) -> Reading | None:
    """The date in "2019-2021", "2025-26"."""
    first, short = int(match["y"]), match["y2"]
    last = int(short) if len(short) == 4 else first // 100 * 100 + int(short)
    if not first < last < first + 200 or not 1400 < first <= scene.written.year + 40:
        return None
    return Reading(match.end(), mention.stretch(mention.year(first), mention.year(last)))


def by_decade(scene: Scene, at: int) -> Reading | None:
    """The date in "1990s", "'90s", "nineties"."""
    if match := _DECADE.match(scene.plain, at):
        year = int(match["y"] or 1900 + int(match["z"]))
        if year % 100 == 0 and year < 2000:
            return Reading(match.end(), mention.century(year // 100))
        return Reading(match.end(), mention.decade(year))
    return None


def by_decade_word(scene: Scene, at: int) -> Reading | None:
    """The date in "nineties" behind "the", or behind "early", "mid" and "late"."""
    word = scene.plain[at : at + 9]
    for name, year in _DECADES.items():
        if word.startswith(name) and scene.plain[max(0, at - 4) : at].endswith(
            ("the ", "mid-", "rly ", "ate ")
        ):
            if scene.plain[max(0, at - 5) : at].endswith(("his ", "her ", "heir ")):
                return None
            return Reading(at + len(name), mention.decade(year))
    return None


def by_quarter(scene: Scene, at: int) -> Reading | None:
    """The date in "third quarter", "Q4 2025", "fourth quarter of last year", "first half of 2025"."""
    plain, written = scene.plain, scene.written
    if match := _HALF.match(plain, at):
        number = int(match["h"]) if match["h"] else 1 + (match["n"] != "first")
        named = _named_year(scene, match)
        return Reading(match.end(), mention.half(named or written.year, number), _year_anchor(match))
    match = _QUARTER.match(plain, at)
    if match is None:
        return None
    number = int(match["q"] or match["q2"] or _ORDINALS[match["n"]])
    if match["y0"]:
        return Reading(match.end(), mention.quarter(int(match["y0"]), number))
    if (named := _named_year(scene, match)) is not None:
        return Reading(match.end(), mention.quarter(named, number), _year_anchor(match))
    if cues.is_sport(plain, at, match.end()):
        return None
    return Reading(match.end(), _quarter_near(scene, number, at, match.end()), Anchor.YEAR)


def _quarter_near(scene: Scene, number: int, at: int, end: int) -> Stretch:
    """The quarter without a year: the nearest, or of two as near the one that the sentence looks to."""
    year, current = scene.written.year, (scene.written.month + 2) // 3
    back, ahead = (current - number) % 4, (number - current) % 4
    if back > 1 and ahead <= 2 and scene.tense(at, end) > 0:
        return mention.quarter(year, current + ahead)
    return mention.quarter(year, current - back)


def by_season(scene: Scene, at: int) -> Reading | None:
    """The date in "summer 2025", "the winter of 2025-26"."""
    match = _SEASON.match(scene.plain, at)
    if match is None:
        return _season_alone(scene, at)
    return Reading(
        match.end() if match["y2"] and match["s"] == "winter" else match.end("y"),
        mention.season(int(match["y"]), _SEASONS[match["s"]]),
    )


_THE_SEASON = compiled(
    r"(?P<s>spring|summer|autumn|fall|winter)(?![a-z-]| {1,6}(?:of|olympic|games|school|camp|break|from|in)\b)"
)


def _season_alone(scene: Scene, at: int) -> Reading | None:
    """The date in "the summer": the last that has begun, or the next one after a word of the future."""
    match = _THE_SEASON.match(scene.plain, at)
    before = scene.plain[max(0, at - 10) : at]
    if match is None or not before.endswith(
        (" the ", "the early ", "the late ", " early ", " late ", " mid-")
    ):
        return None
    if match["s"] == "fall" and not before.endswith(("in the ", " early ", " late ", "of the ")):
        return None
    written, index = scene.written, _SEASONS[match["s"]]
    tense = scene.tense(at, match.end())
    begun = written.month >= 3 + 3 * index
    return Reading(match.end(), mention.season(written.year - (not begun and tense <= 0), index), Anchor.YEAR)


_SPOKEN = compiled(
    r"nineteen[ -](?P<t>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?P<o>one|two|three|four|five|six|seven"
    r"|eight|nine))?(?![a-z])"
)


def by_spoken_year(scene: Scene, at: int) -> Reading | None:
    """The date in "nineteen ninety-six", as transcripts write it."""
    match = _SPOKEN.match(scene.plain, at)
    if match is None:
        return None
    return Reading(
        match.end(), mention.year(1900 + number(match["t"]) + (number(match["o"]) if match["o"] else 0))
    )


def _second_day(scene: Scene, at: int) -> Reading | None:
    """The "25" of "April 24 and 25"."""
    match = _SECOND.match(scene.plain, at)
    if match is None or not scene.found:
        return None
    first = scene.found[-1]
    if first.grain is not Grain.DAY or scene.plain[first.end : at] not in (" and ", ", ", " or ", ", and "):
        return None
    if not _MONTH.match(scene.plain, first.start) or int(match[0]) <= first.earliest.day:
        return None
    return Reading(match.end(), mention.day(first.earliest.replace(day=int(match[0]))), Anchor.YEAR)


_SECOND = compiled(
    r"(?:3[01]|[12][0-9]|[1-9])(?=[.,;)]? |[.,;)]?$|[.,;)]\x1e)(?! (?!in|at|and|or|the|to|with|when|by|on|as|for)[a-z])"
)


def by_fiscal(scene: Scene, at: int) -> Reading | None:
    """The date in "fiscal 2025", "FY2025": the year by its name, as every company begins it elsewhere."""
    if match := _FISCAL.match(scene.plain, at):
        return Reading(match.end(), mention.year(int(match["y"])))
    return by_quarter(scene, at)


def by_holiday(scene: Scene, at: int) -> Reading | None:
    """The date in "New Year's Eve", "Thanksgiving 2024": the nearest, past if nothing speaks of what is to come."""
    match = _HOLIDAY.match(scene.plain, at)
    if match is None or not scene.is_capital(at):
        return None
    rule = HOLIDAYS[" ".join(match["h"].split())]
    name = scene.text[at : match.end("h")]
    if (named := _named_year(scene, match)) is not None:
        return Reading(match.end(), mention.day(rule(named)), _year_anchor(match), name)
    year = scene.written.year
    dates = [rule(year + shift) for shift in (-1, 0, 1)]
    back = max(date for date in dates if date <= scene.written)
    ahead = min(date for date in dates if date > scene.written)
    tense = scene.tense(at, match.end())
    near = (ahead - scene.written).days < (scene.written - back).days
    coming = near if tense == 0 or (ahead - scene.written).days <= 7 else tense > 0
    return Reading(match.end(), mention.day(ahead if coming else back), Anchor.YEAR, name)


def day_of_month(scene: Scene, at: int, word: str) -> Reading | None:
    """The "Oct. 23" of "last Oct. 23"."""
    match = _MONTH_DAY.match(scene.plain, at)
    if match is None or match["d2"] or match["y"]:
        return None
    month, number = MONTHS[match["m"][:3]], _digits(match["d"])
    shift = {"last": -1, "next": 1}.get(word, 0)
    year, this = scene.written.year, (scene.written.month, scene.written.day)
    if (shift < 0 and (month, number) < this) or (shift > 0 and (month, number) > this):
        shift = 0
    return Reading(match.end(), mention.day(dt.date(year + shift, month, number)), Anchor.YEAR)


def behind_weekday(scene: Scene, at: int, weekday: int) -> Reading | None:
    """The "Dec. 31" of "Thursday, Dec. 31", whose year the weekday tells."""
    match = _MONTH_DAY.match(scene.plain, at) or _DAY_MONTH.match(scene.plain, at)
    if match is None or not scene.is_capital(match.start("m")):
        return None
    return _days(scene, match, at, weekday)
