"""What a reader of one date may look at: the text, the article's date, and what was found so far.

Responsible for `Scene` and `Reading`, and for the pieces of patterns that both kinds of forms share. Must not
know any form.
"""

import datetime as dt
import re
from typing import NamedTuple

from dateline.dates import cues
from dateline.dates.mention import Anchor, Grain, Mention, Stretch

S = " {1,6}"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?![a-z])"
)
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![a-z])"
WEEKDAY_SHORT = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)(?![a-z])"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,/][0-9]|%|-[a-z]|s\b)"
DAYPART = r"morning|afternoon|evening|night"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
WEEKDAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
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
    rf"(?:[0-9]{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join((*_TEENS, *_ONES[::-1]))}"
    r"|half a dozen|a (?:couple of|dozen|hundred)|an?)"
)
PARTS = {"NI": ("night", "tonight"), "MO": ("morning",), "AF": ("afternoon",), "EV": ("evening",)}


class Reading(NamedTuple):
    """What a form makes of the text from its place to `end`."""

    end: int
    stretch: Stretch
    anchor: Anchor = Anchor.NONE
    name: str = ""


class Scene:
    """One text while it is read from its start to its end."""

    __slots__ = ("found", "plain", "text", "written")

    def __init__(self, text: str, plain: str, written: dt.date) -> None:
        self.text = text
        self.plain = plain
        self.written = written
        self.found: list[Mention] = []

    def tense(self, start: int, end: int) -> int:
        """1 for what is to come, -1 for what was, 0 if the sentence does not say."""
        return cues.tense(self.plain, start, end)

    def is_capital(self, at: int) -> bool:
        """True if the character as written is a capital letter."""
        return self.text[at].isupper()

    def last(self, at: int, reach: int, *grains: Grain) -> Mention | None:
        """The nearest mention of one of the grains within `reach` characters before a place."""
        for mention in reversed(self.found):
            if at - mention.end > reach:
                return None
            if mention.grain in grains:
                return mention
        return None

    def quarter(self, at: int, reach: int) -> Stretch | None:
        """The quarter that the text speaks of: the nearest that was named within `reach` characters before."""
        for mention in reversed(self.found):
            if at - mention.end > reach:
                return None
            if mention.grain is Grain.QUARTER and mention.anchor is not Anchor.WHOLE:
                return Stretch(mention.earliest, mention.latest, mention.grain, mention.value)
        return None


def number(words: str) -> int:
    """The number that "25", "twenty-five" or "a couple of" writes."""
    if words[0].isdecimal():
        return int(words)
    if (known := NUMBERS.get(words)) is not None:
        return known
    tens, _, ones = words.replace("-", " ").partition(" ")
    return NUMBERS[tens] + NUMBERS[ones]


def part_value(words: str) -> str:
    """The TIMEX3 code of a part of the day: "NI" for "night"."""
    return next(code for code, names in PARTS.items() if words in names)


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, for lower-case text whose white space is plain."""
    return re.compile(pattern, re.ASCII)
