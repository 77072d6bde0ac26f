"""Figures in a text: numbers, percentages, sums of money, ordinals and clock times, by value and not by
spelling.

Responsible for: where they stand, what they are worth, and whether one says what another says. "five" is 5,
"1,000" is "1k", "3.0" is 3, "$3.2bn" is "3.2 billion dollars", "half" is 50 %. Values are exact. A range or a
score ("10–12", "3-2") is two figures. Must not know: articles, claims, dates (the day beside a month's name
is left out; a year is a number like another), names ("G8", "Henry VIII" hold no figure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from dateline.evidence.clocks import spoken
from dateline.evidence.numerals import WORDS, Value, numerals
from dateline.evidence.quantities import WHOLE, Shape, plain, read_digits, signed, with_unit
from dateline.evidence.readings import Bound, Figure, Kind
from dateline.evidence.rounding import is_within, length, may_bound
from dateline.evidence.words import Columns, columns, table
from dateline.patterns import deferred

_BOUND: Final = deferred(
    r"\b(?:(?P<about>about|around|roughly|some|approximately|approx\.?|circa|an? estimated|close to)"
    r"|(?P<above>more than|over|above|at least|upwards? of|exceed(?:s|ed|ing)?|greater than|in excess of"
    r"|topped|surpass(?:es|ed|ing)?|beyond|not? (?:fewer|less) than)"
    r"|(?P<below>nearly|almost|less than|fewer than|under|below|up to|at most|as many as|as much as"
    r"|sh(?:ort|y) of|not? more than))"
    r"(?:\s(?:an?|(?<!than\s)the|another|an? estimated))?\s(?:[A-Z]{2,3})?$",
    re.IGNORECASE,
)
_BOUNDING: Final = table(
    """about around roughly some approximately approx approx. circa estimated close than over above least
    upward upwards excess exceed exceeds exceeded exceeding topped surpass surpasses surpassed surpassing
    beyond nearly almost under below up most many much short shy"""
)
"""Words of which one is among the last four of what `_BOUND` finds."""
_NEAR: Final = 32  # characters before a figure
_JOINT: Final = deferred(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_COUNTING: Final = frozenset(form for word in WORDS for form in (word, word.capitalize(), word.upper()))
_DIGITS: Final = frozenset("0123456789")
_ROUGH: Final = 3
"""Percentage points within which something is "about two thirds"."""
_OF_ONE: Final = deferred(
    r" (?:an?|of (?:one|an?|1))(?=[ -](?:per ?cent|percentage[ -]point))", re.IGNORECASE
)
"""What stands between a part and the per cent that it is a part of: "half a per cent"."""
_HUNDREDTHS: Final = ("cent", "penny")
"""Units of which a hundred are one of the currency."""
_MOMENTS: Final = ("before ", "after ")
_MOMENT: Final = deferred(
    r"\b(?:just|shortly|soon|moments|minutes|a little) (?:(?P<below>before)|(?P<above>after)) $",
    re.IGNORECASE,
)
"""Words before a time of day that was not quite reached, or just past."""
_SHORTLY: Final = 30
"""Minutes that they, and "about", leave out."""
_OTHER_DOLLARS: Final = frozenset(("AUD", "CAD", "HKD", "NZD", "SGD"))
_IN_DECADE: Final = deferred(r"\bin (?:his|her|their|my) (?:(?:early|mid|late)[ -])?$", re.IGNORECASE)
_DECADE: Final = 10
"""Years that "in his fifties" leaves open."""


def figures(text: str, words: Columns | None = None) -> tuple[Figure, ...]:
    """The figures of `text`, in order and without overlap; `words` are its words, where they are known.

    Linear in the length of the text; raises nothing.
    """
    starts, ends, texts = words or columns(text)
    if not starts:
        return ()
    found = list(_in_digits(text, [starts[at] for at, word in enumerate(texts) if word[0] in _DIGITS]))
    read = len(found)
    if not _COUNTING.isdisjoint(texts):
        found += _in_words(text, [starts[at] for at, word in enumerate(texts) if word in _COUNTING])
    found += spoken(text, starts[0], ends[-1])
    if len(found) > read:
        found.sort(key=lambda shape: (shape.start, -shape.end))
    return tuple(_finished(text, _apart(found)))


def _apart(found: list[Shape]) -> Iterator[Shape]:
    """The shapes without those that lie inside the one before: "million" in "3.2 million"."""
    past = 0
    for shape in found:
        if shape.start >= past:
            yield shape
            past = shape.end


def _in_digits(text: str, starts: list[int]) -> Iterator[Shape]:
    """The figures that begin with a digit."""
    past = 0
    for start in starts:
        if start < past:
            continue
        whole = WHOLE.match(text, start)
        if whole is None:
            continue
        shape = read_digits(text, whole)
        past = shape.end if shape else whole.end()
        if shape:
            yield signed(text, shape)


def _in_words(text: str, starts: list[int]) -> Iterator[Shape]:
    """The figures that are written in words."""
    for numeral in numerals(text, starts):
        shape = Shape(
            numeral.start, numeral.end, numeral.value, numeral.step, loose=numeral.loose, also=numeral.also
        )
        if numeral.ordinal:
            shape.kind = Kind.ORDINAL
            yield shape
            continue
        if shape.value < 1 and shape.also is None and (one := _OF_ONE.match(text, shape.end)):
            shape.end = one.end()
        shape = with_unit(text, shape)
        shape.loose = shape.loose and shape.kind is Kind.NUMBER and not _is_age(text, shape)
        yield shape if shape.loose else signed(text, shape)


def _is_age(text: str, shape: Shape) -> bool:
    """Whether a decade is how old somebody is: "in her late forties"."""
    if text[shape.end - 4 : shape.end].lower() != "ties":
        return False
    return _IN_DECADE.search(text, max(0, shape.start - _NEAR), shape.start) is not None


def _finished(text: str, shapes: Iterator[Shape]) -> Iterator[Figure]:
    """The figures of the shapes; of "10–12 %" both are percentages, of "$3-4m" both are millions."""
    before: Shape | None = None
    for shape in shapes:
        if before:
            if shape.start - before.end <= 5 and _JOINT.fullmatch(text, before.end, shape.start):
                _join(before, shape)
            yield _figure(text, before)
        before = shape
    if before:
        yield _figure(text, before)


def _join(one: Shape, two: Shape) -> None:
    """Give the ends of a range what only one of them is written with."""
    if one.kind is Kind.NUMBER and two.kind in (Kind.PERCENT, Kind.MONEY):
        one.kind, one.unit = two.kind, two.unit
    elif two.kind is Kind.NUMBER and one.kind is Kind.MONEY:
        two.kind, two.unit = one.kind, one.unit
    elif {one.kind, two.kind} == {Kind.NUMBER, Kind.CLOCK}:
        return
    if one.scale == 1 and two.scale > 1 and one.value < 1000:
        one.maybe = two.scale


def _figure(text: str, shape: Shape) -> Figure:
    values: tuple[Value, ...] = (plain(shape.value * shape.scale),)
    step = plain(shape.step * shape.scale)
    if shape.maybe > 1:
        values += (plain(shape.value * shape.maybe),)
    if shape.also is not None:
        values += (shape.also,)
    before = text[max(0, shape.start - _NEAR) : shape.start]
    bound = _bound(before)
    if shape.kind is Kind.CLOCK and before.endswith(_MOMENTS) and (moment := _MOMENT.search(before)):
        bound = Bound(moment.lastgroup or "")
    words = text[shape.start : shape.end]
    return Figure(shape.start, shape.end, words, shape.kind, values, shape.unit, bound, step, shape.loose)


def _bound(before: str) -> Bound:
    """What the words before a figure make of it."""
    if _BOUNDING.isdisjoint(map(str.lower, before.split()[-4:])):
        return Bound.EXACT
    lead = _BOUND.search(before)
    return Bound(lead.lastgroup or "") if lead else Bound.EXACT


def bounded_from(text: str, start: int) -> int:
    """Where the words begin that bound the figure which starts there; where it starts, if none do."""
    before = max(0, start - _NEAR)
    lead = _BOUND.search(text[before:start])
    return before + lead.start() if lead else start


def holds(claimed: Figure, given: Figure) -> bool:
    """Whether `given` says what `claimed` says: the same value, or one that it rounds or bounds.

    A percentage is held by a percentage or a fraction, money by the same currency or by a bare number,
    a number by anything of its value. "about 300" is held by 297, "more than 300" by 310 and not by 450.
    Percentage points are no percentage, and 4 degrees are not 4 below zero.
    """
    if Kind.CLOCK in (claimed.kind, given.kind):
        if claimed.kind is not given.kind:
            return claimed.words.replace(":", ".") == given.words.replace(":", ".")  # "10.30"
        return _same_time(claimed, given)
    if claimed.rough and claimed.size and given.kind is Kind.PERCENT and not given.unit:
        share = claimed.size[1]
        if any(abs(Fraction(value - share)) <= claimed.rough for value in given.values):
            return True
    if claimed.kind is Kind.PERCENT and given.kind is not Kind.PERCENT:
        if claimed.unit:
            return given.kind is Kind.NUMBER and any(value in claimed.values for value in given.values)
        # "from 7.9 per cent to 6.8" names the sign once.
        return given.kind is Kind.NUMBER and any(
            _is_share(value, said) if value < 1 else value == said
            for value in given.values
            if value < 1 or value % 1
            for said in claimed.values
        )
    if (
        given.kind is Kind.PERCENT
        and claimed.kind is Kind.NUMBER
        and any(value < 1 for value in claimed.values)
    ):
        return any(_is_part(claimed, share) for share in given.values)
    if claimed.kind is given.kind and claimed.unit != given.unit:
        return claimed.kind is Kind.MONEY and _is_same_money(claimed, given)
    if claimed.words.endswith(("0s", "ties")) and claimed.kind is Kind.NUMBER:
        return any(0 <= value - claimed.values[0] < _DECADE for value in given.values)
    return any(_reaches(claimed, value, given) for value in given.values)


def _is_part(claimed: Figure, share: Value) -> bool:
    """Whether a part of one ("almost a third", "0.5") says so many per cent.

    A bound is borne by what is within a tenth of the part, or a fifth above it.
    """
    about = _ROUGH if claimed.bound is Bound.ABOUT else 0
    for value in claimed.values:
        if _is_share(value, share, about) or value == share:
            return True
        gap = Fraction(share - 100 * value)
        if claimed.bound is Bound.BELOW and value < 1 and 0 < -10 * gap <= 100 * value:
            return True
        if claimed.bound is Bound.ABOVE and value < 1 and 0 < 5 * gap <= 100 * value:
            return True
    return False


def _is_same_money(claimed: Figure, given: Figure) -> bool:
    """Whether two sums with other signs are one: "$0.92" and "92 cents", "A$5m" and "$5m" in Australia."""
    if "cent" in (claimed.unit, given.unit):
        return "GBP" not in (claimed.unit, given.unit) and _in_hundredths(claimed) == _in_hundredths(given)
    if {claimed.unit, given.unit} == {"penny", "GBP"}:
        return _in_hundredths(claimed) == _in_hundredths(given)
    if not _OTHER_DOLLARS.isdisjoint((claimed.unit, given.unit)) and "USD" in (claimed.unit, given.unit):
        dollars = (claimed if claimed.unit == "USD" else given).words
        named = dollars.startswith("U") or " US " in dollars or "American" in dollars or "USD" in dollars
        return not named and any(_reaches(claimed, value, given) for value in given.values)
    return False


def _in_hundredths(figure: Figure) -> Value:
    """A sum in cents or pence."""
    return figure.values[0] if figure.unit in _HUNDREDTHS else figure.values[0] * 100


def _is_share(value: Value, percent: Value, rough: int = 0) -> bool:
    """Whether a part of one is so many per cent; a third is 33 and 34, and within `rough` points of them."""
    if value >= 1:
        return False
    gap = abs(Fraction(100 * value - percent))
    return gap == 0 or gap < ((100 * value).denominator > 1) + rough


def _same_time(claimed: Figure, given: Figure) -> bool:
    """Whether two times are one, where "10:30" may be in either half of the day."""
    turn = 1440 if claimed.unit and given.unit else 720
    gap = (claimed.values[0] - given.values[0]) % turn
    if claimed.bound is Bound.EXACT or given.bound is not Bound.EXACT:
        return gap == 0
    before, behind = gap <= _SHORTLY, (gap == 0 or turn - gap <= _SHORTLY)
    if claimed.bound is Bound.ABOUT:
        return before or behind
    return before if claimed.bound is Bound.BELOW else behind


def _reaches(claimed: Figure, value: Value, given: Figure) -> bool:
    """Whether one of the claimed values stands for `value`."""
    for said in claimed.values:
        if said == value:
            return True
        gap: Value = said - value if said > value else value - said
        if claimed.step > given.step and 2 * gap <= claimed.step and (claimed.step <= 1 or 20 * gap <= value):
            return True
        if not may_bound(claimed.bound, given.bound) or length(said) >= length(value):
            continue
        if is_within(claimed.bound, said, value):
            return True
    return False


def nearest(claimed: Figure, given: Sequence[Figure]) -> Figure | None:
    """The figure of the same kind and unit whose value comes closest, by ratio; None if there is none."""
    alike = [figure for figure in given if figure.kind is claimed.kind and not figure.loose]
    alike = [figure for figure in alike if figure.unit == claimed.unit] or alike
    return min(alike, key=lambda figure: _gap(claimed.values[0], figure.values[0]), default=None)


def _gap(one: Value, two: Value) -> Fraction:
    """How far two values are apart, as a share of both."""
    return Fraction(max(one, two) - min(one, two), 1) / (max(one, -one) + max(two, -two) + 1)
