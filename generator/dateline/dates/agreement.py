"""Whether a date that a claim names is one that a source gives.

Responsible for `agrees`. Must not know claims or sources: it compares two mentions.
"""

import datetime as dt

from dateline.dates.mention import Anchor, Grain, Mention, in_year

_LENGTHS = {Grain.WEEK: 4, Grain.MONTH: 16, Grain.QUARTER: 46, Grain.YEAR: 183}


def agrees(claimed: Mention, given: Mention) -> bool:
    """True if what a source gives does not contradict the claim and is at least as precise.

    "December 2025" agrees with a source's "Dec. 30, 2025"; "Dec. 30" does not with "late December". The ends
    of a range are given days. A claim without a year is matched in whatever year the source's reading has.
    A vague claim ("recently") says nothing that could be wrong; a vague source gives nothing.
    """
    if claimed.grain is Grain.VAGUE:
        return True
    if given.grain is Grain.VAGUE:
        return False
    if claimed.anchor is not Anchor.NONE and _words(claimed) == _words(given):
        return True
    if _holds(claimed, given):
        return True
    # A claim that leaves out the year may mean that of the source.
    return claimed.anchor is Anchor.YEAR and _holds(in_year(claimed, given.earliest.year), given)


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
