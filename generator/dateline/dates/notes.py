"""What a note beside a date says of the day: "Thursday", "New Year's Eve". English.

Responsible for telling when that is another day. Must not know timelines or problems.
"""

import datetime as dt

from dateline.dates.fuzzy import FuzzyDate
from dateline.dates.holidays import HOLIDAYS, Rule
from dateline.patterns import deferred

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = deferred(r"(?:(?:a|on) )?([a-z]+day)s?(?: (?:morning|noon|afternoon|evening|night))?")
_JULIAN = dt.timedelta(days=13)
_JULIAN_YEARS = range(1901, 2100)
"""By how much churches of the Julian calendar are later in these years."""


def other_day(date: FuzzyDate, note: str) -> str:
    """What is wrong with the note on a day: "that is a Tuesday" for "Thursday", "it is on December 31".

    "" for a note that names the right day, or none, for a date that is no single day, and for holidays that
    are on other days in other years or countries.
    """
    if date.moment is None:
        return ""
    said = " ".join(note.lower().replace("\u2019", "'").split())
    if (weekday := _WEEKDAY.fullmatch(said)) and weekday[1] in _WEEKDAYS:
        right = _WEEKDAYS[date.earliest.weekday()]
        return "" if weekday[1] == right else f"that is a {right.capitalize()}"
    rule = HOLIDAYS.get(said)
    if rule is None or not _is_fixed(rule) or date.earliest.year not in _JULIAN_YEARS:
        return ""
    falls = rule(date.earliest.year)
    near = falls, falls + _JULIAN, rule(date.earliest.year - 1) + _JULIAN
    return "" if date.earliest in near else f"it is on {falls:%B} {falls.day}"


def _is_fixed(rule: Rule) -> bool:
    """True for a holiday that is on the same day each year."""
    return len({(day.month, day.day) for day in map(rule, range(2021, 2028))}) == 1
