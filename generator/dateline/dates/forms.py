"""Forms that name a day, a month or a year: "Dec. 30, 2025", "30 December", "March 3-5", "August", "2019".

Each reader is a `Reader` (`scene`). Which year a day or a month without one lies in is decided here. Must not
know forms that count from the article's day (`relative`).
"""

import datetime as dt
import re

from dateline.dates import cues, mention
from dateline.dates.holidays import HOLIDAYS, Rule
from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.numeric import by_figures
from dateline.dates.periods import by_decade, by_quarter
from dateline.dates.scene import (
    MONTH,
    MONTHS,
    RELATIVE_YEAR,
    SHIFTS,
    YEAR,
    Reading,
    S,
    Scene,
    compiled,
    number,
    year_anchor,
)
from dateline.dates.triggers import ORDINALS

_DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z$]|[.:/][0-9]|,[0-9]{3}(?![0-9])|-[a-z]|%"
    r"| {0,6}(?:percent|per cent|million|billion|thousand)\b)"
)
_DASH = rf"(?:{S})?-(?:{S})?"
_TO = rf"(?:{_DASH}|{S}(?:to|through){S})"
_ORDINAL = "|".join(sorted(ORDINALS, reverse=True))
_MONTH_DAY = compiled(
    rf"(?P<m>{MONTH}){S}(?:the{S})?(?P<d>{_DAY}|(?<=the )(?:{_ORDINAL})(?![a-z-]))"
    rf"(?:(?:{_TO}|{_DASH}(?P<m2>{MONTH}){S})(?P<d2>{_DAY}))?"
    rf"(?:(?: ?,|{S}| ?,{S}| ?,?{S}of{S})(?P<y>{YEAR})| ?,?{S}{RELATIVE_YEAR})?"
)
_DAY_MONTH = compiled(
    rf"(?P<d>{_DAY})(?:(?:{_TO}|{S}(?P<m2>{MONTH}){_DASH})(?P<d2>{_DAY}))?{S}(?:of{S})?(?P<m>{MONTH})"
    rf"(?: ?,?{S}(?P<y>{YEAR})| ?,?{S}{RELATIVE_YEAR})?"
)
_IN_WORDS = compiled(
    rf"(?P<d>{_ORDINAL}){S}of{S}(?P<m>{MONTH})(?!'s)"
    rf"(?: ?,?{S}(?P<y>{YEAR})| ?,?{S}{RELATIVE_YEAR})?"
)
_MONTH = compiled(rf"(?P<m>{MONTH})(?:(?: ?,?{S}(?:of{S})?|')(?P<y>{YEAR})| ?,?{S}{RELATIVE_YEAR})?")
_PART_OF_MONTH = compiled(
    rf"(?P<r>first|last|final){S}(?:few{S})?(?:week|weekend|days){S}(?:of|in){S}(?={MONTH})"
)
_SHORT_YEAR = compiled(r"'(?P<y>[0-9]{2})(?![0-9a-z'])")
_YEARS = compiled(rf"(?P<y>{YEAR})-(?P<y2>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9]|[.,][0-9]|%|-)")
_YEAR = compiled(rf"(?P<y>{YEAR})(?P<period>{S}(?:quarter|period)(?![a-z]))?")
_SPOKEN = compiled(
    r"nineteen[ -](?P<t>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?P<o>one|two|three|four|five|six|seven|eight|nine))?(?![a-z])"
)
# What may stand behind the "25" of "April 24 and 25": no noun that it counts.
_SECOND_DAY = compiled(
    r"(?:3[01]|[12][0-9]|[1-9])(?=[.,;)]?(?: |$|\x1e))"
    r"(?! (?!in|at|and|or|the|to|with|when|by|on|as|for)[a-z])"
)
_HOLIDAY_NAMES = "|".join(sorted(map(re.escape, HOLIDAYS), reverse=True)).replace(r"\ ", S)
_HOLIDAY = compiled(
    rf"(?P<h>{_HOLIDAY_NAMES})(?![a-z]|{S}(?:season|holidays?|recess|break|period|vacation|shopping|tree)(?![a-z]))"
    rf"(?: ?,?{S}(?:of{S}|in{S})?(?:(?P<y>{YEAR})|(?P<rel>last|this|next){S}year\b))?"
    rf"(?P<week>{S}week(?:end)?(?![a-z]))?"
)
# How much one day, or one month, ahead weighs against one back, by the tense of the sentence.
_HOLIDAYS_AHEAD = {1: 0.2, 0: 1.0, -1: 12.0}
# "It will close on New Year's Eve", said in January, and not "It will pay for the New Year's Eve fire".
_PLANNING = ("on ", "by ", "before ", "until ", "till ", "at ", "around ")
# What stands before a year of two figures.
_YEARS_BEFORE = ("in ", "of ", "since ", "from ", "until ", "till ", "by ", "before ", "after ", "late ")
_DAYS_AHEAD = {1: 0.2, 0: 1.0, -1: 3.0}
_MONTHS_AHEAD = {1: 0.2, 0: 3.0, -1: 12.0}


def by_month(scene: Scene, at: int) -> Reading | None:
    """The date in "Dec. 30, 2025", "March 3-5", "December 2025", "December last year", "August"."""
    if not scene.is_capital(at):
        return None
    if match := _MONTH_DAY.match(scene.plain, at):
        return _days(scene, match)
    match = _MONTH.match(scene.plain, at)
    if match is None:
        return None
    number = MONTHS[match["m"][:3]]
    if (named := scene.named_year(match)) is not None:
        return Reading(match.end(), mention.month(named, number), year_anchor(match))
    end = match.end("m")
    if scene.before(at, "every ", "each ") or cues.is_no_month(scene.text, scene.plain, at, end):
        return None
    return Reading(end, _month_near(scene, number, at, end), Anchor.YEAR)


def by_part_of_month(scene: Scene, at: int) -> Reading | None:
    """The part of a month in "first week of July", "last days of June"."""
    match = _PART_OF_MONTH.match(scene.plain, at)
    reading = by_month(scene, match.end()) if match else None
    if match is None or reading is None or reading.stretch.grain is not Grain.MONTH:
        return None
    return reading._replace(modifier="early" if match["r"] == "first" else "late")


def _month_near(scene: Scene, number: int, at: int, end: int) -> Stretch:
    """The month without a year: the last one that has begun, or the next one after a word of the future."""
    written = scene.written
    back, ahead = (written.month - number) % 12, (number - written.month) % 12
    if back and ahead * _MONTHS_AHEAD[scene.tense(at, end)] < back:
        return mention.month(written.year, written.month + ahead)
    return mention.month(written.year, written.month - back)


def _days(scene: Scene, match: re.Match[str], weekday: int | None = None) -> Reading:
    """A day of a month, or the days from one to another."""
    month, day = MONTHS[match["m"][:3]], _digits(match["d"])
    named = scene.named_year(match)
    if match["d2"] is None:
        date = dt.date(named, month, day) if named else _near(scene, month, day, match, weekday)
        return Reading(match.end(), mention.day(date), year_anchor(match))
    second = _digits(match["d2"])
    other = MONTHS[match["m2"][:3]] if match["m2"] else month
    if match.re.pattern == _DAY_MONTH.pattern:
        month, other = other, month
    year = named or _near(scene, other, second, match, weekday).year
    end = mention.day(dt.date(year, other, second))
    start = mention.day(dt.date(year - (other < month), month, day))
    return Reading(match.end(), mention.stretch(start, end), year_anchor(match))


def _digits(words: str) -> int:
    return ORDINALS.get(words) or int(words.rstrip("stndrh"))


def by_ordinal(scene: Scene, at: int) -> Reading | None:
    """The day in "the eighth of January"."""
    match = _IN_WORDS.match(scene.plain, at)
    if match is None or not scene.is_capital(match.start("m")):
        return None
    month, named = MONTHS[match["m"][:3]], scene.named_year(match)
    day = _digits(match["d"])
    date = dt.date(named, month, day) if named else _near(scene, month, day, match, None)
    return Reading(match.end(), mention.day(date), year_anchor(match))


def _near(scene: Scene, month: int, day: int, match: re.Match[str], weekday: int | None) -> dt.date:
    """The day without a year that is likeliest meant: the nearest, or the nearest on the weekday named."""
    written = scene.written
    # Eight years on either side hold each February 29.
    years = range(max(written.year - 8, 1), min(written.year + 8, 9999) + 1)
    dates = [date for year in years if (date := _date(year, month, day))]
    if weekday is not None:
        dates = [date for date in dates if date.weekday() == weekday] or dates
        return min(dates, key=lambda date: abs((date - written).days))
    past = [date for date in dates if date <= written]
    coming = [date for date in dates if date > written]
    if not past or not coming:
        return min(dates, key=lambda date: abs((date - written).days))
    back, ahead = (written - past[-1]).days, (coming[0] - written).days
    if scene.before(match.start(), "ended ", "since "):
        return past[-1]
    looks_ahead = ahead * _DAYS_AHEAD[scene.tense(match.start(), match.end())] < back
    return coming[0] if looks_ahead else past[-1]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def behind_weekday(scene: Scene, at: int, weekday: int) -> Reading | None:
    """The "Dec. 31" of "Thursday, Dec. 31", whose year the weekday tells."""
    match = _MONTH_DAY.match(scene.plain, at) or _DAY_MONTH.match(scene.plain, at)
    if match is None or not scene.is_capital(match.start("m")):
        return None
    return _days(scene, match, weekday)


def behind_last(scene: Scene, at: int, word: str) -> Reading | None:
    """The "Oct. 23" of "last Oct. 23" (or "next")."""
    match = _MONTH_DAY.match(scene.plain, at)
    if match is None or match["d2"] or match["y"] or not scene.is_capital(at):
        return None
    month, day, shift = MONTHS[match["m"][:3]], _digits(match["d"]), SHIFTS.get(word, 0)
    this = (scene.written.month, scene.written.day)
    if (shift < 0 and (month, day) < this) or (shift > 0 and (month, day) > this):
        shift = 0
    return Reading(match.end(), mention.day(dt.date(scene.written.year + shift, month, day)), Anchor.YEAR)


def by_digits(scene: Scene, at: int) -> Reading | None:
    """The date in "2025-12-30", "30 December", "the 1990s", "2019-21", "2019"."""
    plain = scene.plain
    if plain[at] == "'":
        return by_decade(scene, at) or by_short_year(scene, at)
    near = plain[at + 1 : at + 5]  # the longest number, and what is written onto it
    if reading := by_figures(scene, at):
        return reading
    if (match := _DAY_MONTH.match(plain, at)) and scene.is_capital(match.start("m")):
        return _days(scene, match)
    if reading := by_decade(scene, at) or by_quarter(scene, at) or _second_day(scene, at):
        return reading
    if not near[:3].isdecimal():
        return None
    if near[3:] == "-" and (match := _YEARS.match(plain, at)):
        return _years(scene, match)
    match = _YEAR.match(plain, at)
    if match is None or not cues.is_year(scene.text, plain, at, match.end("y"), scene.written.year):
        return None
    year = int(match["y"])
    if match["period"] and (known := scene.quarter(at, 1500)):
        return Reading(match.end(), mention.quarter(year, (known.earliest.month + 2) // 3), Anchor.WHOLE)
    return Reading(match.end("y"), mention.year(year))


def _years(scene: Scene, match: re.Match[str]) -> Reading | None:
    """The years in "2019-2021", "2025-26"."""
    first, short = int(match["y"]), match["y2"]
    last = int(short) if len(short) == 4 else first // 100 * 100 + int(short)
    if not first < last < first + 200 or not 1400 < first <= scene.written.year + 40:
        return None
    return Reading(match.end(), mention.stretch(mention.year(first), mention.year(last)))


def _second_day(scene: Scene, at: int) -> Reading | None:
    """The "25" of "April 24 and 25"."""
    match = _SECOND_DAY.match(scene.plain, at)
    if match is None or not scene.found:
        return None
    first, day = scene.found[-1], int(match[0])
    if first.grain is not Grain.DAY or scene.plain[first.end : at] not in (" and ", ", ", " or ", ", and "):
        return None
    if not _MONTH_DAY.match(scene.plain, first.start) or day <= first.earliest.day:
        return None
    return Reading(match.end(), mention.day(first.earliest.replace(day=day)), first.anchor)


def by_short_year(scene: Scene, at: int) -> Reading | None:
    """The year in "the summer of '87": the last one, or the next, that ends so."""
    match = _SHORT_YEAR.match(scene.plain, at)
    if match is None or not scene.before(at, *_YEARS_BEFORE) or cues.is_counted(scene.plain, match.end()):
        return None
    year = scene.written.year // 100 * 100 + int(match["y"])
    return Reading(match.end(), mention.year(year - 100 if year > scene.written.year + 1 else year))


def by_spoken_year(scene: Scene, at: int) -> Reading | None:
    """The year in "nineteen ninety-six", as transcripts write it."""
    match = _SPOKEN.match(scene.plain, at)
    if match is None:
        return None
    ones = number(match["o"]) if match["o"] else 0
    return Reading(match.end(), mention.year(1900 + number(match["t"]) + ones))


def by_holiday(scene: Scene, at: int) -> Reading | None:
    """The day in "New Year's Eve", "Thanksgiving 2024": the nearest, past or as the sentence looks."""
    match = _HOLIDAY.match(scene.plain, at)
    if match is None or not scene.is_capital(at):
        return None
    rule = HOLIDAYS[" ".join(match["h"].split())]
    name = scene.text[at : match.end("h")]
    if (named := scene.named_year(match)) is not None:
        return Reading(match.end(), mention.day(rule(named)), year_anchor(match), name)
    date = _holiday_near(scene, rule, at, match.end())
    if week := match["week"]:
        stretch = mention.weekend(date) if week.endswith("end") else mention.week(date)
        return Reading(match.end(), stretch, Anchor.YEAR)
    return Reading(match.end(), mention.day(date), Anchor.YEAR, name)


def _holiday_near(scene: Scene, rule: Rule, at: int, end: int) -> dt.date:
    """The holiday without its year that is nearest, or nearest on the side that the sentence looks to."""
    written = scene.written
    dates = [rule(year) for year in range(max(written.year - 1, 1), min(written.year + 1, 9999) + 1)]
    past = [date for date in dates if date <= written] or dates
    coming = [date for date in dates if date > written] or dates
    tense = scene.tense(at, end)
    if tense > 0 and scene.before(at, *_PLANNING) and not cues.is_before_noun(scene.text, end):
        return coming[0]
    back, ahead = abs((written - past[-1]).days), abs((coming[0] - written).days)
    return coming[0] if ahead * _HOLIDAYS_AHEAD[tense] < back else past[-1]
