"""Figures in a text: numbers, percentages, sums of money, ordinals and clock times, by value and not by spelling.

Responsible for: where they stand, what they are worth, and whether one says what another says. "five" is 5,
"1,000" is "1k", "3.0" is 3, "$3.2bn" is "3.2 billion dollars", "half" is 50 %. Values are exact. A range or a
score ("10–12", "3-2") is two figures. Must not know: articles, claims, dates (the day beside a month's name is
left out; a year is a number like another), names ("G8", "Henry VIII" hold no figure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

import msgspec

from dateline.evidence.numerals import WORDS, Value, numerals
from dateline.evidence.words import Columns, columns


class Kind(StrEnum):
    """What a figure is a figure of."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    CLOCK = "clock"


class Bound(StrEnum):
    """What the words before a figure make of it."""

    EXACT = ""
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


class Figure(msgspec.Struct, frozen=True):
    """A figure and where it stands: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    kind: Kind
    values: tuple[Value, ...]
    """What it may be worth: "100m" is 100 (metres) or 100 million. A clock time is minutes since midnight."""
    unit: str = ""
    """A currency's code; "am", "pm" or "" for a clock time; else ""."""
    bound: Bound = Bound.EXACT
    step: Value = 1
    """What its last digit is worth: 100,000 in "3.2 million"."""
    loose: bool = False
    """True for words that count without being a figure ("one of", "twice", "first"): they hold others."""


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
_CODES: Final = frozenset({"USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "INR"})
_CURRENCIES: Final = {
    **{"dollar": "USD", "buck": "USD", "pound": "GBP", "sterling": "GBP", "euro": "EUR", "yen": "JPY"},
    **{"rupee": "INR", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "ruble": "RUB", "won": "KRW"},
    **{"lira": "TRY", "franc": "CHF", "peso": "MXN", "rand": "ZAR", "krona": "SEK", "kronor": "SEK"},
    **{"shekel": "ILS", "riyal": "SAR", "dirham": "AED", "zloty": "PLN"},
    **{"cent": "cent", "penny": "cent", "pence": "cent"},
}
_SCALES: Final = {
    **{"hundred": 100, "dozen": 12, "k": 10**3, "thousand": 10**3, "mn": 10**6, "million": 10**6},
    **{"b": 10**9, "bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12, "m": 10**6},
}
_MONTH: Final = (
    r"(?:(?P<long>Jan(?:uary)?|Mar(?:ch)?|May|July?|Aug(?:ust)?|Oct(?:ober)?|Dec(?:ember)?)"
    r"|(?P<short>Apr(?:il)?|June?|Sept?(?:ember)?|Nov(?:ember)?)|(?P<shortest>Feb(?:ruary)?))\b"
)
_DAYS: Final = {"long": 31, "short": 30, "shortest": 29}
# All are tried at one place; every repetition is bounded or possessive.
_WHOLE: Final = re.compile(r"\d{1,3}(?:,\d{3}){1,12}+(?!\d)|\d++")
_FRACTION: Final = re.compile(r"\.\d++")
_CLOCK: Final = re.compile(r"[:.]([0-5]\d)(?![\d:.]?\d)")
_HALF_DAY: Final = re.compile(r"[ \u00a0]?([ap])\.?m\b\.?", re.IGNORECASE)
_ZONE: Final = re.compile(r" ?(?:GMT|UTC|BST|EST|EDT|CET|hours|hrs)\b|h\b")
_TIGHT: Final = re.compile(r"[^\W\d_]{1,4}(?![^\W_])")
_SCALE: Final = re.compile(
    r"[ \u00a0-](hundred|thousand|million|billion|trillion|dozen|mn|bn|m|tn)\b(?!['’])", re.IGNORECASE
)
_PERCENT: Final = re.compile(
    r"[ \u00a0\u202f]?[%٪]|[ \u00a0-]?(?:per ?cent|pct)\b|[ -]percentage[ -]points?\b", re.IGNORECASE
)
_MONEY: Final = re.compile(
    r"[ -](?:US |American |Canadian |Australian )?"
    rf"({'|'.join(_CURRENCIES)}|usd|eur|gbp|chf)s?\b",
    re.IGNORECASE,
)
_MONTH_NEXT: Final = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–—/&]\s?\d{{1,2}}|\s(?:to|and|or)\s\d{{1,2}})?(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}"
)
_MONTH_BEFORE: Final = re.compile(
    rf"\b{_MONTH}\.?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–—/&]\s?|\s(?:to|and|or)\s))?$"
)
_BOUND: Final = re.compile(
    r"\b(?:(?P<about>about|around|roughly|some|approximately|approx\.?|circa|an? estimated|close to)"
    r"|(?P<above>more than|over|above|at least|upwards? of|exceed(?:s|ed|ing)?|greater than|in excess of|topped|beyond)"
    r"|(?P<below>nearly|almost|less than|fewer than|under|below|up to|at most|as many as|as much as))"
    r"(?:\s(?:an?|the|another|an? estimated))?\s(?:[A-Z]{2,3})?$",
    re.IGNORECASE,
)
_BOUNDING: Final = frozenset(
    """about around roughly some approximately approx approx. circa estimated to than over above least of exceed exceeds
    exceeded exceeding topped beyond nearly almost under below most many much""".split()  # noqa: SIM905
)
"""The last words of what `_BOUND` finds."""
_MONTHS: Final = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())  # noqa: SIM905
_JOINT: Final = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_GLYPHS: Final = {
    **{"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅛": Fraction(1, 8)},
    **{"⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "⅕": Fraction(1, 5)},
}
_LONGEST: Final = 40  # digits that are read of a run; nobody compares longer ones
_COUNTING: Final = frozenset(form for word in WORDS for form in (word, word.capitalize(), word.upper()))
_DIGITS: Final = frozenset("0123456789")


class _Shape(msgspec.Struct):
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


def figures(text: str, words: Columns | None = None) -> tuple[Figure, ...]:
    """The figures of `text`, in order and without overlap; `words` are its words, where they are known.

    Linear in the length of the text; raises nothing.
    """
    starts, _, texts = words or columns(text)
    found = list(_in_digits(text, [starts[at] for at, word in enumerate(texts) if word[0] in _DIGITS]))
    if not _COUNTING.isdisjoint(texts):
        found += _in_words(text, [starts[at] for at, word in enumerate(texts) if word in _COUNTING])
        found.sort(key=lambda shape: (shape.start, -shape.end))
    return tuple(_finished(text, _apart(found)))


def _apart(found: list[_Shape]) -> Iterator[_Shape]:
    """The shapes without those that lie inside the one before: "million" in "3.2 million"."""
    past = 0
    for shape in found:
        if shape.start >= past:
            yield shape
            past = shape.end


def _in_digits(text: str, starts: list[int]) -> Iterator[_Shape]:
    """The figures that begin with a digit."""
    past = 0
    for start in starts:
        if start < past:
            continue
        whole = _WHOLE.match(text, start)
        if whole is None:
            continue
        shape = _read_digits(text, whole)
        past = shape.end if shape else whole.end()
        if shape:
            yield shape


def _read_digits(text: str, whole: re.Match[str]) -> _Shape | None:
    """The figure that begins with these digits, or None: the day of a date, a name ("4x4")."""
    start, end = whole.span()
    number = whole[0].replace(",", "")[:_LONGEST]
    if end - start <= 2:
        if (clock := _CLOCK.match(text, end)) and int(number) < 24 and _is_clock(text, clock):
            return _time(text, start, clock.end(), int(number), int(clock[1]))
        if half := _HALF_DAY.match(text, end):
            return _time(text, start, half.start(), int(number), 0)
        if _is_day(text, start, end, int(number)):
            return None
    elif end - start == 4 and int(number) < 2400 and number[2] < "6" and (zone := _ZONE.match(text, end)):
        return _time(text, start, zone.end(), int(number[:2]), int(number[2:]))
    shape = _Shape(start, end, int(number), 1)
    if fraction := _FRACTION.match(text, end):
        digits = fraction[0][1 : _LONGEST + 1]
        shape.step = Fraction(1, 10 ** len(digits))
        shape.value = _plain(int(number + digits) * shape.step)
        shape.end = fraction.end()
    elif text[end : end + 1] in _GLYPHS:
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


def _time(text: str, start: int, end: int, hour: int, minute: int) -> _Shape:
    """A clock time, in minutes since midnight."""
    shape = _Shape(start, end, hour * 60 + minute, 1, Kind.CLOCK)
    if half := _HALF_DAY.match(text, end):
        shape.unit = half[1].lower() + "m"
        shape.end = half.end() - half[0].endswith(".")
        shape.value = hour % 12 * 60 + minute + (720 if shape.unit == "pm" else 0)
    elif hour > 12 or text[start] == "0":
        shape.unit = "pm" if hour >= 12 else "am"
    return shape


def _with_letters(text: str, shape: _Shape) -> _Shape | None:
    """The shape with what is written onto its digits: "3rd", "5k", "1990s", "20mph"; None for a name: "4x4"."""
    letters = _TIGHT.match(text, shape.end)
    if letters is None:
        return None if text[shape.end : shape.end + 1].isalpha() else _with_unit(text, shape)
    word = letters[0]
    if word.isupper() and word not in ("K", "M", "B", "BN"):
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
    return _with_unit(text, shape)


def _with_unit(text: str, shape: _Shape) -> _Shape:
    """The shape with the words behind it: "million", "%", "dollars"; and the currency before it."""
    if scale := _SCALE.match(text, shape.end):
        shape.scale *= _SCALES[scale[1].lower()]
        shape.end = scale.end()
    if percent := _PERCENT.match(text, shape.end):
        shape.kind, shape.end = Kind.PERCENT, percent.end()
    elif symbol := _symbol(text, shape.start):
        shape.kind, (shape.start, shape.unit) = Kind.MONEY, symbol
    elif money := _MONEY.match(text, shape.end):
        shape.kind, shape.end = Kind.MONEY, money.end()
        shape.unit = _CURRENCIES.get(money[1].lower(), money[1].upper())
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


def _in_words(text: str, starts: list[int]) -> Iterator[_Shape]:
    """The figures that are written in words."""
    for numeral in numerals(text, starts):
        shape = _Shape(
            numeral.start, numeral.end, numeral.value, numeral.step, loose=numeral.loose, also=numeral.also
        )
        if numeral.ordinal:
            shape.kind = Kind.ORDINAL
            yield shape
            continue
        shape = _with_unit(text, shape)
        shape.loose = shape.loose and shape.kind is Kind.NUMBER
        yield shape


def _finished(text: str, shapes: Iterator[_Shape]) -> Iterator[Figure]:
    """The figures of the shapes; of "10–12 %" both are percentages, of "$3-4m" both are millions."""
    before: _Shape | None = None
    for shape in shapes:
        if before:
            if shape.start - before.end <= 5 and _JOINT.fullmatch(text, before.end, shape.start):
                _join(before, shape)
            yield _figure(text, before)
        before = shape
    if before:
        yield _figure(text, before)


def _join(one: _Shape, two: _Shape) -> None:
    """Give the ends of a range what only one of them is written with."""
    if one.kind is Kind.NUMBER and two.kind in (Kind.PERCENT, Kind.MONEY):
        one.kind, one.unit = two.kind, two.unit
    elif two.kind is Kind.NUMBER and one.kind is Kind.MONEY:
        two.kind, two.unit = one.kind, one.unit
    elif {one.kind, two.kind} == {Kind.NUMBER, Kind.CLOCK}:
        return
    if one.scale == 1 and two.scale > 1 and one.value < 1000:
        one.maybe = two.scale


def _figure(text: str, shape: _Shape) -> Figure:
    values: tuple[Value, ...] = (_plain(shape.value * shape.scale),)
    step = _plain(shape.step * shape.scale)
    if shape.maybe > 1:
        values += (_plain(shape.value * shape.maybe),)
    if shape.also is not None:
        values += (shape.also,)
    bound = _bound(text[max(0, shape.start - 32) : shape.start])
    words = text[shape.start : shape.end]
    return Figure(shape.start, shape.end, words, shape.kind, values, shape.unit, bound, step, shape.loose)


def _bound(before: str) -> Bound:
    """What the words before a figure make of it."""
    if _BOUNDING.isdisjoint(map(str.lower, before.split()[-4:])):
        return Bound.EXACT
    lead = _BOUND.search(before)
    return Bound(lead.lastgroup or "") if lead else Bound.EXACT


def _plain(value: Value) -> Value:
    """The value as an int, if it is one."""
    return value.numerator if value.denominator == 1 else value


def holds(claimed: Figure, given: Figure) -> bool:
    """Whether `given` says what `claimed` says: the same value, or one that it rounds or bounds.

    A percentage is held by a percentage or a fraction, money by the same currency or by a bare number,
    a number by anything of its value. "about 300" is held by 297, "more than 300" by 310 and not by 450.
    """
    if Kind.CLOCK in (claimed.kind, given.kind):
        return claimed.kind is given.kind and _same_time(claimed, given)
    if claimed.kind is Kind.PERCENT and given.kind is not Kind.PERCENT:
        return given.kind is Kind.NUMBER and any(
            100 * value in claimed.values for value in given.values if value < 1
        )
    if (
        given.kind is Kind.PERCENT
        and claimed.kind is Kind.NUMBER
        and any(value < 1 for value in claimed.values)
    ):
        return any(100 * value in given.values for value in claimed.values)
    if claimed.kind is given.kind is Kind.MONEY and claimed.unit != given.unit:
        return False
    return any(_reaches(claimed, value, given) for value in given.values)


def _same_time(claimed: Figure, given: Figure) -> bool:
    """ "10:30" may be either half of the day."""
    either = not (claimed.unit and given.unit)
    return (claimed.values[0] - given.values[0]) % (720 if either else 1440) == 0


def _reaches(claimed: Figure, value: Value, given: Figure) -> bool:
    """Whether one of the claimed values stands for `value`."""
    for said in claimed.values:
        if said == value:
            return True
        gap: Value = said - value if said > value else value - said
        if claimed.step > given.step and 2 * gap <= claimed.step and (claimed.step <= 1 or 20 * gap <= value):
            return True
        if claimed.bound is Bound.EXACT or given.bound is not Bound.EXACT or _digits(said) >= _digits(value):
            continue
        if claimed.bound is Bound.ABOUT and 10 * gap <= value:
            return True
        if claimed.bound is Bound.ABOVE and said < value and 4 * gap <= value:
            return True
        if claimed.bound is Bound.BELOW and value < said and 5 * gap <= said:
            return True
    return False


def _digits(value: Value) -> int:
    """How many digits of a value count: 1 of 300 and of 1/2, 3 of 297 and of 2.97."""
    if value.denominator != 1 and value < 1:
        return 1 if value.numerator == 1 else 2
    return len(str(value.numerator * 1000 // value.denominator).rstrip("0"))


def nearest(claimed: Figure, given: Sequence[Figure]) -> Figure | None:
    """The figure of the same kind and unit whose value comes closest, by ratio; None if there is none."""
    alike = [figure for figure in given if figure.kind is claimed.kind and not figure.loose]
    alike = [figure for figure in alike if figure.unit == claimed.unit] or alike
    return min(alike, key=lambda figure: _gap(claimed.values[0], figure.values[0]), default=None)


def _gap(one: Value, two: Value) -> Fraction:
    """How far two values are apart, as a share of both."""
    return Fraction(max(one, two) - min(one, two), 1) / (one + two + 1)
