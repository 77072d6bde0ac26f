"""Puts the two ends of a worded range in order: "from Monday to Friday", "between May and July 2025".

Responsible for what each end tells of the other: the second does not lie before the first. Must not know how
a single date is read.
"""

import datetime as dt

import msgspec

from dateline.dates.mention import Anchor, Grain, Mention, in_year
from dateline.patterns import deferred

_JOINS = deferred(r" {1,6}(?:to|through|until|till|and|-) {1,6}(?:the )?| {0,3}- {0,3}")
_BOTH = deferred(r",? {1,6}and {1,6}(?:in |on |the )?")
_YEARLY = (Grain.DAY, Grain.MONTH)
_OPENS = deferred(r"\b(?:from|between) {1,6}(?:the )?$")


def ordered(plain: str, first: Mention, second: Mention) -> tuple[Mention, Mention]:
    """Both mentions, the one without its year or its week moved so that the first does not lie behind."""
    if second.start - first.end > 12:
        return first, second
    join = _JOINS.fullmatch(plain, first.end, second.start)
    yearless = first.anchor is Anchor.YEAR and second.anchor is Anchor.NONE and not first.name
    if yearless and _BOTH.fullmatch(plain, first.end, second.start):
        return _of_year(first, second), second
    if join is None or not ("-" in join[0] or _OPENS.search(plain, max(0, first.start - 16), first.start)):
        return first, second
    if second.anchor is Anchor.WEEK and second.is_day and second.earliest < first.earliest:
        return first, _after(second, first.earliest)
    if first.grain not in _YEARLY or second.grain not in _YEARLY:
        return first, second
    if second.anchor is Anchor.YEAR and (second.earliest < first.earliest or "until" in join[0]):
        return first, in_year(second, first.earliest.year + (_place(second) < _place(first)))
    if second.anchor is Anchor.NONE and first.anchor is Anchor.YEAR:
        return _of_year(first, second), second
    return first, second


def _of_year(first: Mention, second: Mention) -> Mention:
    """The first mention in the last year in which it does not lie behind the second."""
    return in_year(first, second.earliest.year - (_place(first) > _place(second)))


def _after(mention: Mention, start: dt.date) -> Mention:
    """The weekday in the first week that does not lie before `start`; as it is at the end of the calendar."""
    days = (mention.earliest - start).days % 7
    if start > dt.date.max - dt.timedelta(days=days):
        return mention
    date = start + dt.timedelta(days=days)
    return msgspec.structs.replace(
        mention, earliest=date, latest=date, value=date.isoformat() + mention.value[10:]
    )


def _place(mention: Mention) -> tuple[int, int]:
    """Where in its year a mention begins."""
    return mention.earliest.month, mention.earliest.day
