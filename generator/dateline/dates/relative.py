"""Forms that count from the article's day: "Thursday", "last week", "three days ago", "a year earlier".

Each reader gets the scene and a place where one of its words stands, and gives a `Reading` or None. Must not
know forms that name their date (`forms`), but for those that a weekday leads ("Thursday, Dec. 31").
"""

import datetime as dt
import re

from dateline.dates import forms, mention
from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.scene import (
    DAYPART,
    MONTH,
    MONTHS,
    NUMBER,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
    Reading,
    S,
    Scene,
    compiled,
    number,
    part_value,
)

_DATED_WEEKDAY = compiled(rf"(?P<w>{WEEKDAY}|{WEEKDAY_SHORT}\.?),?{S}(?:the{S})?")
_WEEKDAY = compiled(rf"(?P<w>{WEEKDAY}|{WEEKDAY_SHORT}\.)(?:{S}(?P<part>{DAYPART})(?!s))?")
_TITLE = compiled(
    rf"{S}(?:times|telegraph|mirror|express|mail|people|post|herald|star|sun|world|independent|business|night{S}(?:live|football))\b"
)
_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NOW = compiled(
    rf"(?P<d>today|tonight|yesterday|tomorrow)(?:{S}(?P<part>{DAYPART})(?!s))?|(?P<n>last{S}night)|this{S}(?P<t>morning|afternoon|evening)"
    rf"|day{S}(?:before|after){S}(?P<b>yesterday|tomorrow)"
)
_UNIT = r"(?P<u>day|morning|week|weekend|month|quarter|year|decade|century)"
_REL = r"(?P<r>this|last|next|past|previous|coming|current|following|same|that|latest)"
_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_THIS = compiled(
    rf"{_REL}(?:{S}(?P<r2>past|coming|fiscal|financial|calendar))?{S}"
    rf"(?:{_UNIT}(?![a-z])|(?P<s>spring|summer|autumn|fall|winter)(?![a-z])|(?P<w>{WEEKDAY})(?:{S}(?P<part>{DAYPART})(?!s))?|(?P<m>{MONTH}))"
)
_POSSESSIVE = compiled(rf"'s{S}")
_AGO = compiled(
    rf"(?P<n>{NUMBER})(?:{S}|-)(?P<u>day|week|month|quarter|year|decade|centur)(?:ies|y|s)?(?:{S}or{S}so)?(?:{S}|-)(?P<how>ago|earlier|later|from{S}now|hence)(?![a-z])"
)
_PERIOD = rf"(?:{S}(?:(?:third|second|first|fourth){S})?(?:quarter|period)(?![a-z]))?"
_COMPOUND = compiled(rf"year(?:'s end|[- ]end)(?![a-z])|(?P<ago>year-(?:earlier|ago)){_PERIOD}")
_YEAR_QUARTER = compiled(
    rf"(?P<r>this|last|next){S}year's{S}(?:fiscal{S})?(?:(?P<n>first|second|third|fourth)(?:{S}|-))?quarter(?![a-z])"
)
_CLOCK = compiled(
    r"(?:noon|midnight|(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5][0-9]))?(?: {0,6}(?P<half>[ap])[.]?m\b[.]?))"
    rf"(?:,?{S}[(]?(?:[ecmp][sd]?t|gmt|utc|local time)\b[)]?)?(?:,?{S}(?:on{S})?|,{S})"
)
_PART_OF = compiled(r"(?:\b(?:end|beginning|start|middle|part|earlier|later|early|late)(?: of| in) the )$")
_YEARS = {"year": 1, "decade": 10, "centur": 100}


def by_weekday(scene: Scene, at: int) -> Reading | None:
    """The date in "Thursday", "Thursday night", "Thursday, Dec. 31"."""
    if not scene.is_capital(at):
        return None
    plain = scene.plain
    if match := _DATED_WEEKDAY.match(plain, at):
        weekday = WEEKDAYS[match["w"][:3]]
        if reading := forms.behind_weekday(scene, match.end(), weekday):
            return reading
    match = _WEEKDAY.match(plain, at)
    if (
        match is None
        or _TITLE.match(plain, match.end())
        or plain[max(0, at - 6) : at].endswith(("every ", "each "))
    ):
        return None
    if "." in match["w"] and plain[max(0, at - 4) : at].endswith(("the ", "he ")):
        return None
    date = weekday_near(scene, WEEKDAYS[match["w"][:3]], at, match.end())
    return _parted(match.end(), date, match["part"], Anchor.WEEK)


def weekday_near(scene: Scene, weekday: int, at: int, end: int) -> dt.date:
    """The last such day, the article's own included, or the next one after a word of the future."""
    back = (scene.written.weekday() - weekday) % 7
    if back and scene.tense(at, end) > 0:
        back -= 7
    return scene.written - dt.timedelta(days=back)


def _parted(end: int, date: dt.date, part: str | None, anchor: Anchor) -> Reading:
    """A day, with its part in the TIMEX3 value."""
    stretch = mention.day(date)
    if part:
        stretch = stretch._replace(value=f"{stretch.value}T{part_value(part)}")
    return Reading(end, stretch, anchor)


def by_today(scene: Scene, at: int) -> Reading | None:
    """The date in "today", "yesterday morning", "last night", "the day before yesterday"."""
    match = _NOW.match(scene.plain, at)
    if match is None:
        return None
    part = match["part"] or match["t"]
    if match["b"]:
        shift = -2 if match["b"] == "yesterday" else 2
    elif match["n"]:
        shift, part = -1, "night"
    else:
        shift = _TODAY[match["d"]] if match["d"] else 0
        part = part or ("tonight" if match["d"] == "tonight" else None)
    return _parted(match.end(), scene.written + dt.timedelta(days=shift), part, Anchor.WHOLE)


def by_this(scene: Scene, at: int) -> Reading | None:
    """The date in "last night", "this week", "next year", "last Thursday", "last December", "this past summer"."""
    if reading := by_today(scene, at):
        return reading
    match = _THIS.match(scene.plain, at)
    if match is None:
        return None
    word = match["r"]
    if match["r2"] in ("past", "coming"):
        word = {"past": "last", "coming": "next"}[match["r2"]]
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(word, 0)
    end = match.end()
    if match["w"]:
        return _this_weekday(scene, match["w"], word, shift, at, end, match["part"])
    if match["m"] and (dated := forms.day_of_month(scene, match.start("m"), word)):
        return dated
    if match["m"]:
        return (
            _this_month(scene, match["m"], word, shift, at, end)
            if scene.is_capital(match.start("m"))
            else None
        )
    if match["s"]:
        return _this_season(scene, _SEASONS[match["s"]], word, shift, end)
    if word in ("next", "following") and match["u"] in ("day", "morning"):
        return _that(scene, "day", 1, at, end)
    if word in ("that", "same", "following", "previous"):
        return _that(scene, match["u"], shift, at, end)
    if word in ("past", "coming", "latest") or (word == "current" and match["u"] == "day"):
        return None
    stretch = _unit(scene.written, match["u"], shift, scene, at, end)
    return Reading(end, stretch, Anchor.WHOLE) if stretch else None


def _unit(written: dt.date, unit: str, shift: int, scene: Scene, at: int, end: int) -> Stretch | None:
    """The unit of the calendar that holds the article's day, or one so many before or after."""
    match unit:
        case "week":
            return mention.week(written + dt.timedelta(days=7 * shift))
        case "weekend":
            if (shift == 0 and written.weekday() < 4 and scene.tense(at, end) < 0) or (
                shift < 0 and written.weekday() >= 5
            ):
                shift = -1
            return mention.weekend(written + dt.timedelta(days=7 * shift))
        case "month":
            return mention.month(written.year, written.month + shift)
        case "quarter":
            return mention.quarter(written.year, (written.month + 2) // 3 + shift)
        case "year":
            return mention.year(written.year + shift)
        case "decade":
            return mention.decade(written.year // 10 * 10 + 10 * shift)
        case "century":
            return mention.century(written.year // 100 + shift)
    return None


def _this_weekday(
    scene: Scene, name: str, word: str, shift: int, at: int, end: int, part: str | None
) -> Reading | None:
    weekday = WEEKDAYS[name[:3]]
    written = scene.written
    if word == "last":
        back = (written.weekday() - weekday - 1) % 7 + 1
        return _parted(end, written - dt.timedelta(days=back), part, Anchor.WEEK)
    if word == "next":
        ahead = (weekday - written.weekday() - 1) % 7 + 1
        return _parted(end, written + dt.timedelta(days=ahead), part, Anchor.WEEK)
    if word == "this":
        back = (written.weekday() - weekday) % 7
        back -= 7 * (back > 0 and scene.tense(at, end) >= 0)
        return _parted(end, written - dt.timedelta(days=back), part, Anchor.WEEK)
    known = scene.last(at, 600, Grain.DAY)
    if known is None or not shift:
        return None
    gap = (weekday - known.earliest.weekday() - (shift > 0)) % 7 + (shift > 0) if shift > 0 else 0
    if shift < 0:
        gap = -((known.earliest.weekday() - weekday - 1) % 7 + 1)
    return _parted(end, known.earliest + dt.timedelta(days=gap), part, Anchor.WEEK)


def _this_month(scene: Scene, name: str, word: str, shift: int, at: int, end: int) -> Reading | None:
    number, written = MONTHS[name[:3]], scene.written
    if word == "last":
        year = written.year - (number >= written.month)
    elif word == "next":
        year = written.year + (number <= written.month)
    elif word == "this":
        year = written.year
    else:
        return None
    return Reading(end, mention.month(year, number), Anchor.YEAR)


def _this_season(scene: Scene, index: int, word: str, shift: int, end: int) -> Reading | None:
    """The season that runs or is nearest; "last" is the one that ended last, "next" has not begun."""
    written = scene.written
    # The year that a winter starts in is the year before for January and February.
    here = (written.year - (written.month <= 2), (written.month - 3) % 12 // 3)
    year = here[0]
    if word == "last" or shift < 0:
        year -= index >= here[1]
    elif word == "next" or shift > 0:
        year += index <= here[1]
    elif word == "this":
        # In January "this summer" is the one to come.
        year = written.year - (index == 3 and written.month <= 4)
    else:
        return None
    return Reading(end, mention.season(year, index), Anchor.YEAR)


def _that(scene: Scene, unit: str, shift: int, at: int, end: int) -> Reading | None:
    """The date in "that day", "the same month", "the following year": counted from the date that was named last."""
    if unit == "quarter" and not shift and (quarter := scene.quarter(at, 400)):
        return Reading(end, quarter, Anchor.WHOLE)
    if unit not in ("day", "month", "year", "week"):
        return None
    finer = {"day": (Grain.DAY,), "week": (Grain.DAY, Grain.WEEK), "month": (Grain.DAY, Grain.MONTH)}
    grains = finer.get(unit, (Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.YEAR))
    known = scene.last(at, 400, *grains)
    if known is None:
        return None
    if unit == "day":
        return Reading(end, mention.day(known.earliest + dt.timedelta(days=shift)), Anchor.WHOLE)
    stretch = _unit(known.earliest, unit, shift, scene, at, end)
    return Reading(end, stretch, Anchor.WHOLE) if stretch else None


def by_number(scene: Scene, at: int) -> Reading | None:
    """The date in "three days ago", "a year earlier", "six weeks from now"."""
    match = _AGO.match(scene.plain, at)
    if match is None:
        return None
    count, unit, how = number(match["n"]), match["u"], match["how"]
    sign = -1 if how in ("ago", "earlier") else 1
    base = scene.written
    if how in ("earlier", "later") and unit in ("day", "week", "month"):
        known = scene.last(at, 400, Grain.DAY)
        if known is None and how == "later":
            return None
        base = known.earliest if known else base
    elif how == "later":
        known = scene.last(at, 400, Grain.DAY, Grain.MONTH, Grain.YEAR)
        if known is None:
            return None
        base = known.earliest
    if unit == "year" and count == 1 and (quarter := _quarter_before(scene, at, sign)):
        return Reading(match.end(), quarter, Anchor.WHOLE)
    return Reading(match.end(), counted(base, unit, sign * count), Anchor.WHOLE)


def counted(base: dt.date, unit: str, count: int) -> Stretch:
    """The day, week, month or year so many units after a day; as wide as the unit."""
    if unit == "day":
        return mention.day(base + dt.timedelta(days=count))
    if unit == "week":
        return mention.week(base + dt.timedelta(days=7 * count))
    if unit == "month":
        return mention.month(base.year, base.month + count)
    if unit == "quarter":
        return mention.quarter(base.year, (base.month + 2) // 3 + count)
    return mention.year(base.year + _YEARS[unit] * count)


def _quarter_before(scene: Scene, at: int, sign: int, reach: int = 300) -> Stretch | None:
    """The quarter that the sentence compares with, a year before or after."""
    known = scene.quarter(at, reach)
    if known is None:
        return None
    return mention.quarter(known.earliest.year + sign, (known.earliest.month + 2) // 3)


def by_compound(scene: Scene, at: int) -> Reading | None:
    """The date in "year-end", "year-earlier", "the year-ago quarter"."""
    match = _COMPOUND.match(scene.plain, at)
    if match is None:
        return None
    if not match["ago"]:
        return Reading(match.end(), mention.year(scene.written.year), Anchor.WHOLE)
    known = _quarter_before(scene, at, -1, 2000 if "quarter" in match[0] or "period" in match[0] else 300)
    return Reading(match.end(), known or mention.year(scene.written.year - 1), Anchor.WHOLE)


def by_year_quarter(scene: Scene, at: int) -> Reading | None:
    """The date in "last year's third quarter", "this year's quarter"."""
    match = _YEAR_QUARTER.match(scene.plain, at)
    if match is None:
        return None
    year = scene.written.year + {"last": -1, "this": 0, "next": 1}[match["r"]]
    if match["n"]:
        index = ("first", "second", "third", "fourth").index(match["n"]) + 1
        return Reading(match.end(), mention.quarter(year, index), Anchor.YEAR)
    if known := scene.quarter(at, 1500):
        return Reading(match.end(), mention.quarter(year, (known.earliest.month + 2) // 3), Anchor.WHOLE)
    return None


def by_unit(scene: Scene, at: int) -> Reading | None:
    """The date in "quarter" and "period" behind "the (latest)"; "the end of the year"; "the weekend"."""
    match = _UNITS.match(scene.plain, at)
    if match is None:
        return None
    unit, before = match[0], scene.plain[max(0, at - 18) : at]
    if unit in ("quarter", "period"):
        known = scene.quarter(at, 1500)
        if known is None or not before.endswith((" the ", " the latest ")):
            return None
        return Reading(match.end(), known, Anchor.WHOLE)
    if (unit == "weekend" and before.endswith(" the ")) or _PART_OF.search(before):
        stretch = _unit(scene.written, unit, 0, scene, at, match.end())
    else:
        return None
    return Reading(match.end(), stretch, Anchor.WHOLE) if stretch else None


_UNITS = compiled(r"quarter|period|weekend|week|month|year")


def by_clock(scene: Scene, at: int) -> Reading | None:
    """The date in "9 a.m. EST Tuesday": the day, with the time in its value."""
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
