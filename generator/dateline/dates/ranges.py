"""Puts the two ends of a worded range in order: "from Monday to Friday", "between May and July 2025".

Responsible for what each end tells of the other: the second does not lie before the first. Must not know how
a single date is read.
"""

import datetime as dt
import re

import msgspec

from dateline.dates.mention import Anchor, Grain, Mention

_JOINS = re.compile(r" {1,6}(?:to|through|until|till|and|-) {1,6}(?:the )?| {0,3}- {0,3}")
_OPENS = re.compile(r"\b(?:from|between) {1,6}(?:the )?$")
_YEARLY = (Grain.DAY, Grain.MONTH)


def ordered(plain: str, first: Mention, second: Mention) -> tuple[Mention, Mention]:
    """Both mentions, the one without its year or its week moved so that the first does not lie behind."""
    if second.start - first.end > 12:
        return first, second
    join = _JOINS.fullmatch(plain, first.end, second.start)
    if join is None or not ("-" in join[0] or _OPENS.search(plain, max(0, first.start - 16), first.start)):
        return first, second
    if second.anchor is Anchor.WEEK and second.earliest < first.earliest:
        weeks = dt.timedelta(days=7 * ((first.earliest - second.earliest).days // 7 + 1))
        return first, _at(second, second.earliest + weeks)
    if second.anchor is Anchor.YEAR and second.earliest < first.earliest:
        return first, _in_year(second, first.earliest.year + (_place(second) < _place(first)))
    if second.anchor is Anchor.NONE and first.anchor is Anchor.YEAR:
        return _in_year(first, second.earliest.year - (_place(first) > _place(second))), second
    return first, second


def _place(mention: Mention) -> tuple[int, int]:
    """Where in its year a mention begins."""
    return mention.earliest.month, mention.earliest.day


def _at(mention: Mention, date: dt.date) -> Mention:
    """The mention of a day, on another day."""
    return msgspec.structs.replace(
        mention, earliest=date, latest=date, value=date.isoformat() + mention.value[10:]
    )


def _in_year(mention: Mention, year: int) -> Mention:
    """The mention of a day or a month, in another year; anything wider stays."""
    if mention.grain not in _YEARLY:
        return mention
    years = year - mention.earliest.year
    try:
        first = mention.earliest.replace(year=mention.earliest.year + years)
        last = mention.latest.replace(year=mention.latest.year + years)
    except ValueError:  # February 29, in a year that has none.
        return mention
    return msgspec.structs.replace(
        mention, earliest=first, latest=last, value=f"{first.year:04d}{mention.value[4:]}"
    )
