"""Words that point to a time and name none: "now", "recently", "in the past", "several years ago".

TimeML tags them as dates without a day. Each reader is a `Reader` (`scene`). Must not know any other form.
"""

import datetime as dt

from dateline.dates.mention import Anchor, Grain, Stretch
from dateline.dates.scene import NUMBER, Reading, S, Scene, compiled

_UNITS = "(?:days|weeks|months|quarters|years|decades)"
_VAGUE = compiled(
    rf"(?P<present>(?:right{S})?now|these{S}days|currently|at{S}present)(?![a-z])"
    rf"|(?P<past>(?:more{S})?recently|recent{S}{_UNITS}|(?:several|many|a{S}few){S}{_UNITS}{S}ago)(?![a-z])"
    rf"|(?P<future>coming{S}{_UNITS})(?![a-z])"
)
_FUTURE = compiled(rf"(?:(?:near|foreseeable){S})?future(?![a-z-])")
_SPAN = rf"(?:{NUMBER}|few|several|day|week|month|quarter|year|decade|century|spring|summer|fall|winter)"
_PAST = compiled(rf"past(?![a-z-]|{S}{_SPAN})")
_VALUES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


def by_vague(scene: Scene, at: int) -> Reading | None:
    """The time in "now", "recently", "coming months", "the near future", "in the past"."""
    plain = scene.plain
    if match := _VAGUE.match(plain, at):
        return _reading(match.end(), match.lastgroup or "")
    if scene.before(at, " the ") and (match := _FUTURE.match(plain, at)):
        return _reading(match.end(), "future")
    if scene.before(at, "in the ") and (match := _PAST.match(plain, at)):
        return _reading(match.end(), "past")
    return None


def _reading(end: int, kind: str) -> Reading:
    return Reading(end, Stretch(dt.date.min, dt.date.max, Grain.VAGUE, _VALUES[kind]), Anchor.WHOLE)
