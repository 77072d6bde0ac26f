"""Forms that stand beside the article's day: "Thursday", "yesterday", "last week", "this past summer".

Each reader is a `Reader` (`scene`). Must not know forms that name their date (`forms`), but for those that a
weekday, "last" or a time of day leads ("Thursday, Dec. 31").
"""

import datetime as dt
import re

from dateline.dates import forms, mention
from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.scene import (
    DAYPART,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
    SHIFTS,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    Reading,
    S,
    Scene,
    compiled,
)

_DATED_WEEKDAY = compiled(rf"(?P<w>{WEEKDAY}|{WEEKDAY_SHORT}\.?) ?,?{S}(?:the{S})?")
_WEEKDAY = compiled(rf"(?P<w>{WEEKDAY}|{WEEKDAY_SHORT}\.)(?:{S}(?P<part>{DAYPART})(?![a-z]))?")
_EXPLAINING = compiled(rf",?{S}\(?(?:(?:which|it){S}(?:was|is|fell{S}on|falls{S}on){S})?a{S}|{S}\(")
_TITLE = compiled(
    rf"{S}(?:times|telegraph|mirror|express|mail|people|post|herald|star|sun|world|independent|business"
    rf"|night{S}(?:live|football)|(?:and{S}[a-z]{{3,6}}day{S})?(?:morning|afternoon|evening|night)s)\b"
)
_NOW = compiled(
    rf"(?P<d>today|tonight|yesterday|tomorrow)(?:{S}(?P<part>{DAYPART})(?![a-z]))?|(?P<n>last{S}night)"
    rf"|this{S}(?P<t>morning|afternoon|evening)(?![a-z])|day{S}(?:before|after){S}(?P<b>yesterday|tomorrow)"
)
_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_THIS = compiled(
    r"(?P<r>this|last|next|past|previous|coming|current|following|same|that|latest)"
    rf"(?:{S}(?P<r2>past|coming|same|fiscal|financial|calendar))?{S}"
    r"(?:(?P<u>day|morning|week|weekend|month|quarter|year|decade|century)(?![a-z])"
    rf"|(?P<s>{SEASON})|(?P<w>{WEEKDAY})(?:{S}(?P<part>{DAYPART})(?![a-z]))?|(?P<m>{MONTH}))"
)
_PART_OF = compiled(r"\b(?:end|beginning|start|middle|part|earlier|later|early|late)(?: of| in) the $")
_UNITS = compiled(r"(?:full year|weekend|week|month|year)(?![a-z-])")
_OF = compiled(rf"{S}of{S}")
_CLOCK = compiled(
    r"(?:noon|midnight|(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5][0-9]))?(?: {0,6}(?P<half>[ap])[.]?m\b[.]?))"
    rf"(?: ?,?{S}[(]?(?:[ecmp][sd]?t|gmt|utc|local time)\b[)]?)? ?,?{S}(?:on{S})?"
)
_FINER = {
    "week": (Grain.WEEK,),
    "month": (Grain.MONTH,),
    "year": (Grain.MONTH, Grain.QUARTER, Grain.YEAR),
}
_CODES = {"night": "NI", "morning": "MO", "afternoon": "AF", "evening": "EV"}


def by_weekday(scene: Scene, at: int) -> Reading | None:
    """The day in "Thursday", "Thursday night", "Thursday, Dec. 31"."""
    plain = scene.plain
    if not scene.is_capital(at):
        return None
    if match := _DATED_WEEKDAY.match(plain, at):
        weekday = WEEKDAYS[match["w"][:3]]
        if reading := forms.behind_weekday(scene, match.end(), weekday):
            return reading
    match = _WEEKDAY.match(plain, at)
    if match is None or _TITLE.match(plain, match.end()) or scene.before(at, "every ", "each "):
        return None
    if (
        "." in match["w"]
        and at
        and not scene.before(at, "on ", "last ", "next ", "by ", "since ", "until ", "(")
    ):
        return None  # "Sun." is a paper more often than a day.
    weekday = WEEKDAYS[match["w"][:3]]
    date = _explained(scene, weekday, at) or _weekday_near(scene, weekday, at, match.end())
    return Reading(match.end(), mention.day(date), Anchor.WEEK, modifier=match["part"] or "")


def _explained(scene: Scene, weekday: int, at: int) -> dt.date | None:
    """The day right before a weekday that only says more of it: "14 March, a Saturday"; else None."""
    known = scene.found[-1] if scene.found else None
    if known is None or not known.is_day or known.earliest.weekday() != weekday:
        return None
    return known.earliest if _EXPLAINING.fullmatch(scene.plain, known.end, at) else None


def _weekday_near(scene: Scene, weekday: int, at: int, end: int) -> dt.date:
    """The last such day, the article's own included, or the next one after a word of the future."""
    back = (scene.written.weekday() - weekday) % 7
    if back and scene.tense(at, end) > 0:
        back -= 7
    return scene.written - dt.timedelta(days=back)


def by_today(scene: Scene, at: int) -> Reading | None:
    """The day in "today", "yesterday morning", "last night", "day before yesterday"."""
    match = _NOW.match(scene.plain, at)
    if match is None:
        return None
    if match["d"] == "today" and scene.is_capital(at) and scene.text[max(0, at - 2) : at - 1].isalpha():
        return None  # The name of a paper or a programme.
    if match["d"] == "tomorrow" and scene.before(at, " of "):
        return None  # "The cities of tomorrow".
    part = match["part"] or match["t"] or ""
    if match["b"]:
        shift = -2 if match["b"] == "yesterday" else 2
    elif match["n"]:
        shift, part = -1, "night"
    else:
        shift = _TODAY[match["d"]] if match["d"] else 0
        part = "night" if match["d"] == "tonight" else part
    stretch = mention.day(scene.written + dt.timedelta(days=shift))
    if part:
        stretch = stretch._replace(value=f"{stretch.value}T{_CODES[part]}")
    return Reading(match.end(), stretch, Anchor.WHOLE)


def by_this(scene: Scene, at: int) -> Reading | None:
    """The date in "last night", "this week", "next year", "last Thursday", "last December", "this summer"."""
    if reading := by_today(scene, at):
        return reading
    match = _THIS.match(scene.plain, at)
    if match is None:
        return None
    word, end = match["r"], match.end()
    if word == "last" and match["u"] and scene.before(at, "the ") and scene.plain.startswith(" of ", end):
        return None  # "the last week of the campaign"
    if match["r2"] in ("past", "coming", "same"):
        word = {"past": "last", "coming": "next", "same": "same"}[match["r2"]]
    if match["w"]:
        return _this_weekday(scene, match, word, at)
    if match["m"]:
        place = match.start("m")
        return forms.behind_last(scene, place, word) or _this_month(scene, match["m"], word, place, end)
    if match["s"]:
        return _this_season(scene, SEASONS[match["s"]], word, end)
    unit = match["u"]
    if word in ("that", "same", "following", "previous") or unit in ("day", "morning"):
        return _that(scene, unit, word, at, end)
    if word in ("past", "coming", "latest") or (scene.is_capital(match.start("u")) and scene.is_capital(at)):
        return None
    return _unit_reading(scene, unit, SHIFTS.get(word, 0), at, end)


def _this_weekday(scene: Scene, match: re.Match[str], word: str, at: int) -> Reading | None:
    """The weekday that "last", "next", "this" or "the following" leads."""
    weekday, shift = WEEKDAYS[match["w"][:3]], SHIFTS.get(word, 0)
    base = scene.written
    if word in ("following", "previous"):
        known = scene.last(at, 600, Grain.DAY)
        base = known.earliest if known else base - dt.timedelta(days=(base.weekday() - weekday) % 7)
    if shift < 0:
        days = -((base.weekday() - weekday - 1) % 7 + 1)
    elif shift > 0:
        days = (weekday - base.weekday() - 1) % 7 + 1
    elif word == "this":
        days = (weekday - base.weekday()) % 7
        days -= 7 * (days > 0 and scene.tense(at, match.end()) < 0)
    else:
        return None
    date = base + dt.timedelta(days=days)
    return Reading(match.end(), mention.day(date), Anchor.WEEK, modifier=match["part"] or "")


def _this_month(scene: Scene, name: str, word: str, at: int, end: int) -> Reading | None:
    """The month that "last", "next" or "this" leads."""
    number, written = MONTHS[name[:3]], scene.written
    if word not in ("last", "next", "this") or not scene.is_capital(at):
        return None
    past, coming = number >= written.month, number <= written.month
    shift = {"last": -past, "next": coming}.get(word, 0)
    return Reading(end, mention.month(written.year + shift, number), Anchor.YEAR)


def _this_season(scene: Scene, index: int, word: str, end: int) -> Reading | None:
    """The season of this year; "last" is the one that began last and is over, "next" has not begun."""
    written, shift = scene.written, SHIFTS.get(word, 0)
    # A winter belongs to the year it starts in: January and February are still of the year before.
    year, here = written.year - (written.month <= 2), (written.month - 3) % 12 // 3
    if shift < 0:
        year -= index >= here
    elif shift > 0:
        year += index <= here
    elif word == "this":
        year = written.year - (index == 3 and written.month <= 4)
    else:
        return None
    return Reading(end, mention.season(year, index), Anchor.YEAR)


def _that(scene: Scene, unit: str, word: str, at: int, end: int) -> Reading | None:
    """The day, week, month or year that "that", "the same" or "the following" counts from the one before."""
    shift = SHIFTS.get(word, 0)
    if unit == "quarter" and not shift and (quarter := scene.quarter(at, 400)):
        return Reading(end, quarter, Anchor.WHOLE)
    known = scene.last(at, 400, Grain.DAY, *_FINER.get(unit, ()))
    if known is None or word in ("this", "last", "past", "latest", "current", "coming"):
        return None
    if unit in ("day", "morning"):
        return Reading(end, mention.day(known.earliest + dt.timedelta(days=shift)), Anchor.WHOLE)
    stretch = unit_of(known.earliest, unit, shift)
    return Reading(end, stretch, Anchor.WHOLE) if stretch else None


def unit_of(base: dt.date, unit: str, shift: int) -> Stretch | None:
    """The week, month … that holds a day, or the one so many before or after."""
    match unit:
        case "day":
            return mention.day(base + dt.timedelta(days=shift))
        case "week":
            return mention.week(base + dt.timedelta(days=7 * shift))
        case "weekend":
            return mention.weekend(base + dt.timedelta(days=7 * shift))
        case "month":
            return mention.month(base.year, base.month + shift)
        case "quarter":
            return mention.quarter(base.year, (base.month + 2) // 3 + shift)
        case "year" | "full year":
            return mention.year(base.year + shift)
        case "decade":
            return mention.decade(base.year // 10 * 10 + 10 * shift)
        case "century":
            return mention.century(base.year // 100 + shift)
    return None


def _unit_reading(scene: Scene, unit: str, shift: int, at: int, end: int) -> Reading | None:
    is_early = scene.written.weekday() < 4 and not scene.before(end - len("weekend"), "this ")
    if unit == "weekend" and not shift and scene.written.weekday() < 5 and scene.tense(at, end) < is_early:
        shift = -1
    stretch = unit_of(scene.written, unit, shift)
    return Reading(end, stretch, Anchor.WHOLE) if stretch else None


def by_unit(scene: Scene, at: int) -> Reading | None:
    """The date in "the end of the year", "the full year", "the weekend", "the week of March 6"."""
    match = _UNITS.match(scene.plain, at)
    if match is None:
        return None
    if of := _OF.match(scene.plain, match.end()):
        dated = forms.by_month(scene, of.end())
        if dated is None or match[0] not in ("week", "weekend") or dated.stretch.grain is not Grain.DAY:
            return None
        stretch = unit_of(dated.stretch.earliest, match[0], 0)
        return dated._replace(stretch=stretch) if stretch else None
    before = scene.plain[max(0, at - 18) : at]
    alone = match[0] in ("weekend", "full year") and before.endswith(" the ")
    if not alone and not _PART_OF.search(before):
        return None
    return _unit_reading(scene, match[0], 0, at, match.end())


def by_clock(scene: Scene, at: int) -> Reading | None:
    """The day in "9 a.m. EST Tuesday", with the time in its value."""
    match = _CLOCK.match(scene.plain, at)
    if match is None:
        return None
    end = match.end()
    reading = by_today(scene, end) or by_weekday(scene, end) or forms.by_month(scene, end)
    if reading is None or reading.stretch.grain is not Grain.DAY:
        return None
    stretch = reading.stretch._replace(value=f"{reading.stretch.value[:10]}T{_clock(match)}")
    return reading._replace(stretch=stretch)


def _clock(match: re.Match[str]) -> str:
    """The time of day in TIMEX3: "09:00"."""
    if match["h"] is None:
        return "12:00" if match[0].startswith("noon") else "24:00"
    hour = int(match["h"]) % 12 + (12 if match["half"] == "p" else 0)
    return f"{hour:02d}:{match['min'] or '00'}"
