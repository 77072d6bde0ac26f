"""Forms that count units of time from a day: "three days ago", "a year earlier", "the year-ago quarter".

Each reader is a `Reader` (`scene`). What is counted is as wide as its unit: "two weeks ago" is a week. Must
not know which words a date has of its own.
"""

from dateline.dates import mention
from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.relative import unit_of
from dateline.dates.scene import NUMBER, Reading, S, Scene, compiled, number

_AGO = compiled(
    rf"(?P<n>{NUMBER})(?:{S}|-)(?P<u>day|week|month|quarter|year|decade|centur)(?:ies|y|s)?(?:{S}or{S}so)?"
    rf"(?:{S}|-)(?P<how>ago|earlier|later|from{S}now|hence)(?![a-z])"
)
_YEAR_AGO = compiled(
    rf"year-(?:earlier|ago)(?P<period>{S}(?:(?:third|second|first|fourth){S})?(?:quarter|period)(?![a-z]))?"
)
_YEAR_END = compiled(r"year(?:'s end|[- ]end)(?![a-z])")
_YEARS = {"year": 1, "decade": 10, "centur": 100}
# How far back the words look for what they count from, in characters.
_REACH, _QUARTER_REACH = 400, 300


def by_number(scene: Scene, at: int) -> Reading | None:
    """The date in "three days ago", "a year earlier", "six weeks from now"."""
    match = _AGO.match(scene.plain, at)
    if match is None:
        return None
    count, unit, how = number(match["n"]), match["u"], match["how"]
    sign = -1 if how in ("ago", "earlier") else 1
    if unit == "year" and count == 1 and (quarter := _quarter_before(scene, at, sign, _QUARTER_REACH)):
        return Reading(match.end(), quarter, Anchor.WHOLE)
    base = scene.written
    if how == "later" or (how == "earlier" and unit in ("day", "week", "month")):
        wider = (Grain.MONTH, Grain.YEAR) if unit in _YEARS else ()
        known = scene.last(at, _REACH, Grain.DAY, *wider)
        if known is None and how == "later":
            return None
        base = known.earliest if known else base
    if unit in _YEARS:
        return Reading(match.end(), mention.year(base.year + sign * count * _YEARS[unit]), Anchor.WHOLE)
    stretch = unit_of(base, unit, sign * count)
    return Reading(match.end(), stretch, Anchor.WHOLE) if stretch else None


def _quarter_before(scene: Scene, at: int, sign: int, reach: int) -> Stretch | None:
    """The quarter that the sentence compares with, a year before or after the one that was named last."""
    known = scene.quarter(at, reach)
    return mention.quarter(known.earliest.year + sign, (known.earliest.month + 2) // 3) if known else None


def by_compound(scene: Scene, at: int) -> Reading | None:
    """The date in "year-end", "year-earlier", "the year-ago quarter"."""
    if match := _YEAR_END.match(scene.plain, at):
        return Reading(match.end(), mention.year(scene.written.year), Anchor.WHOLE)
    match = _YEAR_AGO.match(scene.plain, at)
    if match is None:
        return None
    known = _quarter_before(scene, at, -1, 2000 if match["period"] else _QUARTER_REACH)
    return Reading(match.end(), known or mention.year(scene.written.year - 1), Anchor.WHOLE)
