"""How long, and how often: "three weeks", "the first nine months", "a two-year term", "every Monday".

Responsible for lengths of time and for what recurs, with their TIMEX3 values ("P3W", "P1D", "XXXX-WXX-1").
They name no day, so they are asked for apart, as vague mentions. Must not know how dates are found.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from dateline.dates.mention import Anchor, Grain, Mention
from dateline.dates.scene import NUMBER, WEEKDAYS, S, compiled, number

_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "10Y",
    "centur": "100Y",
}
_UNIT = r"second|minute|hour|day|night|week|month|quarter|year|decade|centur"
_ENDING = r"(?:ies|y|s)?"
_LEAD = (
    rf"(?:(?:(?:at{S}(?:least|most)|up{S}to|(?:no{S})?(?:more|less|fewer){S}than|over|under|nearly|almost"
    rf"|about|around|roughly|some|within|each{S}of|for){S}){{0,2}}(?:the{S}|a{S})?"
    rf"(?:(?:first|last|past|next|latest|previous|coming|final|another|additional|full|entire|whole|other){S})?)"
)
# What goes on with "ago" is a date, with "old" an age; "three quarters of" is a part.
_NO = (
    rf"(?!(?:{S}|-)(?:ago|earlier|later|old|olds|from{S}now|hence)(?![a-z])|[a-z]"
    rf"|{S}of{S}(?:the|all)(?![a-z]))"
)
_MANY = rf"(?:(?:a{S})?few|several|many|some|a{S}number{S}of|dozens{S}of|hundreds{S}of)"
_MORE = rf"(?:(?:more|additional|full|straight|consecutive|trading|business|working|long|short){S})?"
_HALF = rf"(?P<half>{S}1/2|{S}and{S}a{S}half)?"
_LONG = compiled(
    rf"(?<![a-z0-9$.,-]){_LEAD}(?:(?P<n>[0-9]{{1,3}}(?:\.[0-9])?|{NUMBER}){_HALF}(?:{S}(?:to|or){S}(?:{NUMBER}))?"
    rf"|(?P<x>{_MANY}))(?:{S}|-){_MORE}(?P<u>{_UNIT}){_ENDING}(?:-long|{S}or{S}(?:so|more))?{_NO}"
)
_BARE = compiled(
    rf"(?<![a-z0-9-])(?:(?:the{S})?(?:first|last|past|next|early|recent|coming|many){S}|(?:the|for|in|of|within|after"
    rf"|over){S})(?P<u>day|week|month|year|decade|hour|minute|centur)(?:s|ies){_NO}"
)
_EVERY = compiled(
    rf"(?<![a-z0-9-])(?:every|each){S}(?:(?P<u>day|night|week|month|quarter|year|hour|weekend)"
    rf"|(?P<w>{'|'.join(WEEKDAYS)})[a-z]{{0,6}}day)(?![a-z])"
)
_OFTEN = compiled(r"(?<![a-z0-9-])(?P<o>hourly|daily|nightly|weekly|monthly|yearly|annually)(?![a-z])")
_OF_TIME = compiled(
    rf"(?:\w{{1,8}}{S}){{0,3}}(?:first|last|past|next|latest|previous|coming|final|several|few){S}"
)
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}
_OFTEN_VALUES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}


def durations(text: str, plain: str, taken: Iterable[Mention]) -> Iterator[Mention]:
    """The lengths of time and what recurs, where no date is: vague mentions with a value, in no order.

    `plain` is the text in lower case with plain spaces and hyphens, character for character. Linear in it.
    """
    used = bytearray(len(plain))
    for mention in taken:
        used[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for pattern, value_of in ((_LONG, _length), (_EVERY, _every), (_OFTEN, _often), (_BARE, _some)):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(used[start:end]) and not _is_part(match[0]):
                used[start:end] = b"\1" * (end - start)
                words, value = text[start:end], value_of(match)
                yield Mention(
                    start, end, words, dt.date.min, dt.date.max, Grain.VAGUE, value, anchor=Anchor.WHOLE
                )


def _is_part(words: str) -> bool:
    """Whether this is no time: "three-quarters", "a second"."""
    return words.endswith(("-quarters", " quarters", "a quarter", "a second")) and not _OF_TIME.match(words)


def _often(match: re.Match[str]) -> str:
    return _OFTEN_VALUES[match[0]]


def _every(match: re.Match[str]) -> str:
    if weekday := match["w"]:
        return f"XXXX-WXX-{WEEKDAYS[weekday] + 1}"
    return _valued("1", match["u"])


def _some(match: re.Match[str]) -> str:
    return _valued("X", match["u"])


def _length(match: re.Match[str]) -> str:
    """The value of "two weeks", "2 1/2 years", "several days"."""
    unit, count = match["u"], match["n"]
    if count is None:
        return _valued("X", unit)
    if "." in count:
        return _valued(count, unit)
    whole = _valued(str(number(count)), unit)
    half = _HALVES.get(unit, "") if match["half"] else ""
    return whole + half


def _valued(count: str, unit: str) -> str:
    """The value of so many of a unit: "P3W", "PT5H", "P20Y" of two decades."""
    sign = _UNITS[unit]
    if sign[0].isdigit():
        many = "X" if count == "X" else f"{float(count) * int(sign[:-1]):g}"
        return f"P{many}{sign[-1]}"
    return f"PT{count}{sign[1]}" if sign[0] == "T" else f"P{count}{sign}"
