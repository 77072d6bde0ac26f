"""What a reader of one date may look at: the text, the article's date, and what was found so far.

Responsible for `Scene` and `Reading`, and for the pieces of patterns that several forms share. Must not know
any form. A reader is a function of the scene and a place where one of its words stands, and gives a `Reading`
or None; it may raise ValueError for a day that no calendar has.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.dates import cues
from dateline.dates.mention import MONTH_NUMBERS, Anchor, Grain, Mention, Stretch, quarter
from dateline.patterns import deferred

S = " {1,6}"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?![a-z])"
)
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![a-z])"
WEEKDAY_SHORT = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)(?![a-z])"
SEASON = r"(?:spring|summer|autumn|fall|winter)(?![a-z-])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,/][0-9]|%|-[a-z]|s\b)"
RELATIVE_YEAR = rf"(?:of{S})?(?P<rel>last|this|next){S}year\b"
DAYPART = r"morning|afternoon|evening|night"
MONTHS = MONTH_NUMBERS
WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "half a dozen": 6,
    "a dozen": 12,
    "a hundred": 100,
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
NUMBER = (
    rf"(?:[0-9]{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?"
    rf"|{'|'.join((*_TEENS, *reversed(_ONES)))}|half a dozen|a (?:couple of|dozen|hundred)|an?)"
)


class Reading(NamedTuple):
    """What a form makes of the text from its place to `end`."""

    end: int
    stretch: Stretch
    anchor: Anchor = Anchor.NONE
    name: str = ""
    modifier: str = ""


class Scene:
    """One text while it is read from its start to its end; `plain` is the text in lower case, as long."""

    __slots__ = ("found", "plain", "text", "written")

    def __init__(self, text: str, plain: str, written: dt.date) -> None:
        self.text = text
        self.plain = plain
        self.written = written
        self.found: list[Mention] = []

    def tense(self, start: int, end: int) -> int:
        """1 for what is to come, -1 for what was, 0 if the sentence does not say."""
        return cues.tense(self.plain, start, end)

    def before(self, at: int, *words: str) -> bool:
        """True if one of the words stands right before a place."""
        return self.plain[max(0, at - 16) : at].endswith(words)

    def is_capital(self, at: int) -> bool:
        """True if the character as written is a capital letter."""
        return self.text[at : at + 1].isupper()

    def last(self, at: int, reach: int, *grains: Grain) -> Mention | None:
        """The nearest mention of one of the grains within `reach` characters before a place."""
        for mention in reversed(self.found):
            if at - mention.end > reach:
                return None
            if mention.grain in grains:
                return mention
        return None

    def quarter(self, at: int, reach: int) -> Stretch | None:
        """The quarter that the text speaks of: the nearest within `reach` characters before."""
        for mention in reversed(self.found):
            if at - mention.end > reach:
                return None
            if mention.grain is Grain.QUARTER and mention.anchor is not Anchor.WHOLE:
                return quarter(int(mention.value[:4]), int(mention.value[-1]))
        return None

    def named_year(self, match: re.Match[str]) -> int | None:
        """The year of a match: its group "y", or "rel" counted from the article's year; None without."""
        if match["y"]:
            return int(match["y"])
        if match["rel"]:
            return self.written.year + SHIFTS.get(match["rel"], 0)
        return None


Reader = Callable[[Scene, int], Reading | None]


def year_anchor(match: re.Match[str]) -> Anchor:
    """What a match with a year of its own, or without one, rests on."""
    return Anchor.NONE if match["y"] else Anchor.YEAR


def number(words: str) -> int:
    """The number that "25", "twenty-five" or "a couple of" writes."""
    if words[0].isdecimal():
        return int(words)
    if (known := NUMBERS.get(words)) is not None:
        return known
    tens, _, ones = words.replace("-", " ").partition(" ")
    return NUMBERS[tens] + NUMBERS[ones]


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, for lower-case text whose white space is plain."""
    return deferred(pattern, re.ASCII)
