"""Whether a date that a claim names is one that a source gives.

Responsible for `agrees`. Must not know claims or sources: it compares two mentions.
"""

import datetime as dt

from dateline.dates.mention import Anchor, Grain, Mention, in_year
from dateline.dates.scene import WEEKDAYS

_DATED = (Anchor.NONE, Anchor.YEAR)
_LENGTHS = {Grain.WEEK: 4, Grain.MONTH: 16, Grain.QUARTER: 46, Grain.YEAR: 183}


def agrees(claimed: Mention, given: Mention) -> bool:
    """True if what a source gives does not contradict the claim and is at least as precise.

    "December 2025" agrees with a source's "Dec. 30, 2025"; "Dec. 30" does not with "late December". The ends
    of a range are given days. A claim without a year is matched in whatever year the source's reading has.
    A vague claim ("recently") says nothing that could be wrong; a vague source gives nothing. "Monday, Jan.
    6" does not agree with "Jan. 6, 2026", which is a Tuesday.
    """
    if claimed.grain is Grain.VAGUE:
        return True
    if given.grain is Grain.VAGUE:
        return False
    if claimed.anchor is not Anchor.NONE and _words(claimed) == _words(given):
        return True
    if _holds(claimed, given):
        return not _is_of_another_weekday(claimed, given)
    # A claim that leaves out the year may mean that of the source.
    if claimed.anchor is not Anchor.YEAR or not _holds(in_year(claimed, given.earliest.year), given):
        return False
    return not _is_of_another_weekday(claimed, given)


def _is_of_another_weekday(claimed: Mention, given: Mention) -> bool:
    """True if the weekday before a claimed day is neither the day's own nor the source's.

    Where neither tells the year, a source without a weekday says nothing of it.
    """
    if not claimed.is_day or not given.is_day or claimed.anchor not in _DATED:
        return False
    weekday = _weekday(claimed)
    if weekday is None or weekday == given.earliest.weekday():
        return False
    told = _weekday(given)
    return told != weekday and not (told is None and claimed.anchor is given.anchor is Anchor.YEAR)


def _weekday(mention: Mention) -> int | None:
    """The number of the weekday that a day begins with, or names behind a time: "7 p.m. Wed., May 6"."""
    words = mention.words.lower()
    if not words[0].isdigit():
        return WEEKDAYS.get(words[:3])
    return next((WEEKDAYS[word[:3]] for word in words.split() if word[:3] in WEEKDAYS), None)


def _words(mention: Mention) -> str:
    return " ".join(mention.words.lower().replace("\u2019", "'").split())


def _holds(claimed: Mention, given: Mention) -> bool:
    """True if all days that the source may mean are among those of the claim."""
    slack = dt.timedelta(days=_LENGTHS.get(claimed.grain, 0) if claimed.modifier == "about" else 0)
    try:
        first, last = claimed.earliest - slack, claimed.latest + slack
    except OverflowError:
        first, last = claimed.earliest, claimed.latest
    if first <= given.earliest and given.latest <= last:
        return True
    return given.grain is Grain.SPAN and claimed.is_day and claimed.earliest in (given.earliest, given.latest)
