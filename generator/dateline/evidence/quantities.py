"""A number with what is written onto it and beside it: scale, per cent sign, currency, minutes.

Responsible for reading one number in digits, and the unit of one in words, at a given place. Must not know:
how numbers are found in a text and compared (`figures`), or which words are numbers (`numerals`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from dateline.evidence.numerals import Value
from dateline.evidence.readings import Kind
from dateline.evidence.words import table
from dateline.patterns import deferred

_SYMBOLS: Final = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
}
_DOLLARS: Final = {"A": "AUD", "C": "CAD", "K": "HKD", "Z": "NZD", "R": "BRL"}
_DOLLARS_OF: Final = {
    "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD",
    "hong kong": "HKD",
    "singapore": "SGD",
}
_CODES: Final = table("USD EUR GBP JPY CHF AUD CAD INR SEK CNY RUB PLN BRL ZAR TRY")
_CURRENCIES: Final = dict(
    pair.split(":")
    for pair in table(
        """dollar:USD buck:USD pound:GBP sterling:GBP euro:EUR yen:JPY rupee:INR yuan:CNY renminbi:CNY
    rouble:RUB ruble:RUB won:KRW lira:TRY franc:CHF peso:MXN rand:ZAR krona:SEK kronor:SEK shekel:ILS
    riyal:SAR dirham:AED zloty:PLN cent:cent penny:penny pence:penny"""
    )
)
_BASIS: Final = 100
"""Basis points of a percentage point."""
_PENCE: Final = 1000
"""Fewer may be written as "83p"; "1080p" is no money."""
_THOUSAND: Final = 10**3
_MILLION: Final = 10**6
_BILLION: Final = 10**9
_SCALES: Final = (
    {"hundred": 100, "dozen": 12, "tn": 10**12, "trillion": 10**12}
    | dict.fromkeys(("k", "thousand"), _THOUSAND)
    | dict.fromkeys(("m", "mn", "million"), _MILLION)
    | dict.fromkeys(("b", "bn", "billion"), _BILLION)
    | {"lakh": 10**5, "crore": 10**7}
)
_MONTH: Final = (
    r"(?:(?P<long>Jan(?:uary)?|Mar(?:ch)?|May|July?|Aug(?:ust)?|Oct(?:ober)?|Dec(?:ember)?)"
    r"|(?P<short>Apr(?:il)?|June?|Sept?(?:ember)?|Nov(?:ember)?)|(?P<shortest>Feb(?:ruary)?))\b"
)
_MONTHS: Final = frozenset(
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
)
_DAYS: Final = {"long": 31, "short": 30, "shortest": 29}
# All are tried at one place; every repetition is bounded or possessive.
WHOLE: Final = deferred(
    r"\d{1,3}(?>(?:,\d{3}){1,12})(?!\d)|\d{1,3}(?>(?:[ '\u2019\u00a0\u2009\u202f]\d{3}){1,12})(?!\d)|\d++"
)
_PARTED: Final = deferred(r"[ ,'\u2019\u00a0\u2009\u202f]")
"""What parts the thousands of a number."""
_FRACTION: Final = deferred(r"\.\d++")
_CLOCK: Final = deferred(r"[:.]([0-5]\d)(?![\d:.]?\d)")
_HALF_DAY: Final = deferred(r"[ \u00a0]?([ap])\.?m\b\.?", re.IGNORECASE)
_ZONE: Final = deferred(r" ?(?:GMT|UTC|BST|EST|EDT|CET|hours|hrs)\b|h\b")
_TIGHT: Final = deferred(r"[^\W\d_]{1,4}(?![^\W_])")
_TIGHT_SCALE: Final = deferred(r"(hundred|thousand|million|billion|trillion|lakh|crore)\b", re.IGNORECASE)
"""A scale in full, written onto its digits: "£22million"."""
_SCALE: Final = deferred(
    r"[ \u00a0-](hundred|thousand|million|billion|trillion|dozen|mn|bn|m|tn|lakh|crore)\b(?!['’])",
    re.IGNORECASE,
)
_PERCENT: Final = deferred(
    r"[ \u00a0\u202f]?[%٪]|[ \u00a0-]?(?:per ?cent|pct)\b|[ -]percentage[ -]points?\b"
    r"|[ -]basis[ -]points?\b| bps?\b",
    re.IGNORECASE,
)
_MONEY: Final = deferred(
    r"[ -](?:(US|American|Canadian|Australian|New Zealand|Hong Kong|Singapore) )?"
    rf"({'|'.join(_CURRENCIES)}|usd|eur|gbp|chf)s?\b",
    re.IGNORECASE,
)
_MONTH_NEXT: Final = deferred(
    r"(?:st|nd|rd|th)?(?:\s?[-–—/&]\s?\d{1,2}|\s(?:to|and|or)\s\d{1,2})?(?:st|nd|rd|th)?"
    rf"(?: of)?[ -]{_MONTH}"
)
_MONTH_BEFORE: Final = deferred(
    rf"\b{_MONTH}\.?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–—/&]\s?|\s(?:to|and|or)\s))?$"
)
_CAPITALS: Final = table(
    "K M B BN C F W V KW MW GW TW KB MB GB TB HZ DB KM KG CM MM FT IN LB LBS OZ MPH KPH PC PM AM"
)
"""Capitals behind a number that are its scale or unit, and no part of a name: "3G", "12A"."""
_JOINTS: Final = frozenset(" -\u00a0\u202f")
"""What may stand between a number and its unit."""
_SCALED: Final = frozenset("htmbd")
"""What the scales of `_SCALE` begin with."""
_INDIAN: Final = (" lakh", " crore")
MINUS: Final = deferred(r"(?:\b[Mm]inus |(?<![^\s(])[-\u2212])$")
"""What makes less than nothing of the number behind it."""
BELOW: Final = deferred(
    r"[ \u00a0]?(?:°|degrees?)?[ \u00a0]?(?:[CF]|Celsius|Fahrenheit|centigrade)? ?\bbelow (?:zero|freezing)\b"
)
"""The same behind it."""
_GLYPHS: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅛": Fraction(1, 8)} | {
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "⅕": Fraction(1, 5),
}
_LONGEST: Final = 40  # digits that are read of a run; nobody compares longer ones
_GROUPED: Final = 5
"""Signs of the shortest number whose thousands are parted."""


@dataclass
class Shape:
    """A figure while it is read."""

    start: int
    end: int
    value: Value
    step: Value
    kind: Kind = Kind.NUMBER
    unit: str = ""
    scale: int = 1
    maybe: int = 1
    """A scale that may be meant: "100m"."""
    loose: bool = False
    also: Value | None = None


def read_digits(text: str, whole: re.Match[str]) -> Shape | None:
    """The figure that begins with these digits, or None: the day of a date, a name ("4x4")."""
    start, end = whole.span()
    number = whole[0] if end - start < _GROUPED else _PARTED.sub("", whole[0])[:_LONGEST]
    behind = text[end : end + 1]
    if whole[0][1:3].count(" ") and _is_day(text, start, start + whole[0].index(" "), int(whole[0][:2])):
        return None  # "on May 5 300 people"
    if end - start <= 2:
        if (
            behind in (":", ".")
            and (clock := _CLOCK.match(text, end))
            and int(number) < 24
            and _is_clock(text, clock)
        ):
            return _time(text, start, clock.end(), int(number), int(clock[1]))
        if half := _HALF_DAY.match(text, end):
            return _time(text, start, half.start(), int(number), 0)
        if _is_day(text, start, end, int(number)):
            return None
    elif end - start == 4 and int(number) < 2400 and number[2] < "6" and (zone := _ZONE.match(text, end)):
        return _time(text, start, zone.end(), int(number[:2]), int(number[2:]))
    shape = Shape(start, end, int(number), 1)
    if behind == "." and (fraction := _FRACTION.match(text, end)):
        digits = fraction[0][1 : _LONGEST + 1]
        shape.step = Fraction(1, 10 ** len(digits))
        shape.value = plain(int(number + digits) * shape.step)
        shape.end = fraction.end()
    elif behind in _GLYPHS:
        shape.value, shape.end = shape.value + _GLYPHS[text[end]], end + 1
        shape.step = _GLYPHS[text[end]]
    return _with_letters(text, shape)


def _is_day(text: str, start: int, end: int, number: int) -> bool:
    """Whether the number is a day of the month that stands beside it."""
    month = _MONTH_NEXT.match(text, end)
    if month is None and not _FRACTION.match(text, end):
        before = text[max(0, start - 25) : start]
        if not _MONTHS.isdisjoint(word[:3] for word in before.split()[-4:]):
            month = _MONTH_BEFORE.search(before)
    return month is not None and 0 < number <= _DAYS[month.lastgroup or "long"]


def _is_clock(text: str, clock: re.Match[str]) -> bool:
    """Whether "10:30" or "10.30" is a time; with a stop it takes the words behind it to say so."""
    if text[clock.start()] == ":":
        return True
    return bool(_HALF_DAY.match(text, clock.end()) or _ZONE.match(text, clock.end()))


def _time(text: str, start: int, end: int, hour: int, minute: int) -> Shape:
    """A clock time, in minutes since midnight."""
    shape = Shape(start, end, hour * 60 + minute, 1, Kind.CLOCK)
    if half := _HALF_DAY.match(text, end):
        shape.unit = half[1].lower() + "m"
        shape.end = half.end() - half[0].endswith(".")
        shape.value = hour % 12 * 60 + minute + (720 if shape.unit == "pm" else 0)
    elif hour > 12 or text[start] == "0":
        shape.unit = "pm" if hour >= 12 else "am"
    return shape


def _with_letters(text: str, shape: Shape) -> Shape | None:
    """The shape with what is written onto its digits: "3rd", "5k", "20mph"; None for a name: "4x4"."""
    if not text[shape.end : shape.end + 1].isalpha():
        return with_unit(text, shape)
    if _PERCENT.match(text, shape.end):
        return with_unit(text, shape)
    letters = _TIGHT.match(text, shape.end)
    if letters is None:
        if scale := _TIGHT_SCALE.match(text, shape.end):
            shape.scale, shape.end = _SCALES[scale[1].lower()], scale.end()
            return with_unit(text, shape)
        return None
    word = letters[0]
    if word.isupper() and word not in _CAPITALS:
        return None
    shape.end = letters.end()
    folded = word.lower()
    if folded in ("st", "nd", "rd", "th"):
        shape.kind = Kind.ORDINAL
        return shape
    if folded in ("k", "m", "b") and _symbol(text, shape.start) is None:
        shape.maybe = _SCALES[folded]
    elif folded in _SCALES:
        shape.scale = _SCALES[folded]
    elif folded == "p" and shape.value < _PENCE:
        shape.kind, shape.unit = Kind.MONEY, "penny"
        return shape
    elif folded in ("bp", "bps"):
        _in_points(shape)
        return shape
    return with_unit(text, shape)


def with_unit(text: str, shape: Shape) -> Shape:
    """The shape with the words behind it: "million", "%", "dollars"; and the currency before it."""
    behind = text[shape.end : shape.end + 2].lower()
    first = behind[1:] if behind[:1] in _JOINTS else behind[:1]
    if (first in _SCALED or text.startswith(_INDIAN, shape.end)) and (scale := _SCALE.match(text, shape.end)):
        if scale[1] == "m" and _symbol(text, shape.start) is None:  # metres, as well as may be millions
            shape.maybe = _SCALES["m"]
        else:
            shape.scale *= _SCALES[scale[1].lower()]
        shape.end = scale.end()
    if percent := _PERCENT.match(text, shape.end):
        shape.kind, shape.end = Kind.PERCENT, percent.end()
        words = percent[0].lower()
        shape.unit = "points" if "point" in words else ""
        if "b" in words:  # "basis points", "bps"
            _in_points(shape)
    elif symbol := _symbol(text, shape.start):
        shape.kind, (shape.start, shape.unit) = Kind.MONEY, symbol
    elif money := _MONEY.match(text, shape.end):
        shape.kind, shape.end = Kind.MONEY, money.end()
        shape.unit = _CURRENCIES.get(money[2].lower(), money[2].upper())
        if money[1] and shape.unit == "USD":
            shape.unit = _DOLLARS_OF.get(money[1].lower(), "USD")
    return shape


def _in_points(shape: Shape) -> None:
    """Make percentage points of basis points."""
    shape.kind, shape.unit = Kind.PERCENT, "points"
    shape.value, shape.step = Fraction(shape.value) / _BASIS, Fraction(shape.step) / _BASIS


def signed(text: str, shape: Shape) -> Shape:
    """The shape with its sign: "minus 4", "-4", "4 degrees below zero".

    A share or a sum has none: what fell by 4 % is told as "-4%" too.
    """
    if shape.kind is not Kind.NUMBER:
        return shape
    before = text[max(0, shape.start - 7) : shape.start]
    if before.endswith(("inus ", "-", "\u2212")) and (sign := MINUS.search(before)):
        shape.start -= len(sign[0])
        shape.value = -shape.value
    elif below := BELOW.match(text, shape.end):
        shape.end = below.end()
        shape.value = -shape.value
    return shape


def _symbol(text: str, start: int) -> tuple[int, str] | None:
    """Where the currency before a number begins, and its code."""
    at = start - 1 if text[start - 1 : start] in (" ", "\u00a0") else start
    sign = text[at - 1 : at]
    if sign in _SYMBOLS:
        before = text[at - 2 : at - 1]
        if sign != "$" or not before.isalpha():
            return at - 1, _SYMBOLS[sign]
        first = at - 3 if text[at - 3 : at - 2].isalpha() and at >= 3 else at - 2
        return first, _DOLLARS.get(before, "USD")
    code = text[max(0, at - 3) : at]
    if at != start and code in _CODES and not text[max(0, at - 4) : at - 3].isalnum():
        return at - 3, code
    return None


def plain(value: Value) -> Value:
    """The value as an int, if it is one."""
    return value.numerator if value.denominator == 1 else value
