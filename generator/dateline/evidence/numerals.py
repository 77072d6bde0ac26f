"""Numbers written in words: "twenty-five", "one hundred and five thousand", "two-thirds", "a dozen", "third".

Responsible for: where they stand and what they are worth. Must not know: digits, percentages, money, dates. A
word that counts without being a figure ("one of them", "first", "twice", "a couple") is found, and called
loose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from dateline.patterns import deferred

Value = int | Fraction


class Numeral(NamedTuple):
    """A number in words."""

    start: int
    end: int
    value: Value
    step: Value
    """What its last word is worth: a million in "two million"."""
    ordinal: bool = False
    loose: bool = False
    also: Value | None = None
    """What it may be worth as well: "a third" is 1/3, or the third of a row."""


def _counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """The words with their numbers, in a row."""
    return {word: first + step * at for at, word in enumerate(words.split())}


def _valued(pairs: str) -> dict[str, int]:
    """The words of "word:number"."""
    return {word: int(number) for word, _, number in (pair.partition(":") for pair in pairs.split())}


_ONES: Final = _counted(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
)
_TENS: Final = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES: Final = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FIRSTS: Final = _counted(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""",
    1,
) | _valued(
    """thirtieth:30 fortieth:40 fiftieth:50 sixtieth:60 seventieth:70 eightieth:80 ninetieth:90 hundredth:100
    thousandth:1000"""
)
_PARTS: Final = _valued(
    """half:2 halves:2 halved:2 halving:2 third:3 thirds:3 quarter:4 quarters:4 fourths:4 fifth:5 fifths:5
    sixths:6 sevenths:7 eighths:8 ninths:9 tenth:10 tenths:10 hundredths:100 thousandths:1000"""
)
_COUNTS: Final = _valued(
    """once:1 twice:2 thrice:3 both:2 couple:2 pair:2 double:2 doubled:2 duo:2 triple:3 tripled:3 trio:3
    quadruple:4 quartet:4 hat-trick:3 single:1 dozen:12 twenties:20 thirties:30 forties:40 fifties:50
    sixties:60 seventies:70 eighties:80 nineties:90"""
)
_PLAIN: Final = _ONES | _TENS
_LOOSE: Final = frozenset(
    {"one", "zero", "first", "second", "hundred", "thousand", "million", "billion", "trillion"}
)

_ANY: Final = "|".join(sorted({*_PLAIN, *_SCALES, *_FIRSTS, *_PARTS, *_COUNTS}, key=len, reverse=True))
_WORDS: Final = deferred(
    rf"(?<![^\W_])(?:{_ANY})\b"
    rf"(?>(?:(?:[ -]|[ -]and[ -]|[ -]and[ -]an?[ -])(?:{_ANY})\b){{0,15}})(?!['’][^\Ws])",
    re.IGNORECASE,
)
_SPLIT: Final = deferred(r"[^\W_]+")
_OF_SCALE: Final = deferred(
    r" (?:of )?an? (hundred|thousand|million|billion|trillion)(?![^\W_])", re.IGNORECASE
)
"""What a part may be one of: "half a million", "three quarters of a billion"."""
WORDS: Final = frozenset({*_PLAIN, *_SCALES, *_FIRSTS, *_PARTS, *_COUNTS})
"""Every word that a number may begin with, in lower case."""


def numerals(text: str, starts: Iterable[int]) -> Iterator[Numeral]:
    """The numbers in words, in order and without overlap; `starts` are where words of `WORDS` stand."""
    past = 0
    for start in starts:
        run = _WORDS.match(text, start) if start >= past else None
        if run:
            past = run.end()
            yield from _read(text, start, past)


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """The number of "half a million" for its "half"; any other as it is."""
    scale = _OF_SCALE.match(text, numeral.end) if numeral.value < 1 else None
    if scale is None:
        return numeral
    worth = _SCALES[scale[1].lower()]
    return Numeral(numeral.start, scale.end(), numeral.value * worth, numeral.step * worth)


def _read(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers of one run of number words: "two thirds", "one hundred and five", "six four"."""
    words = [(word.start(), word.end(), word[0].lower()) for word in _SPLIT.finditer(text, start, end)]
    at = 0
    while at < len(words):
        taken, numeral = _number(words, at, text)
        if numeral:
            yield _scaled(text, numeral)
        at += taken


_Words = list[tuple[int, int, str]]


def _number(words: _Words, at: int, text: str) -> tuple[int, Numeral | None]:
    """How many words the number at `at` has, and the number."""
    begin, end, word = words[at]
    if word in _COUNTS and word not in _PLAIN:
        return 1, Numeral(begin, end, _COUNTS[word], 1, loose=True)
    if word in _FIRSTS and word not in _PARTS:
        return 1, Numeral(begin, end, _FIRSTS[word], 1, ordinal=True, loose=word in _LOOSE)
    if word in _PARTS:
        return 1, _part(begin, end, word, text)
    if word not in _PLAIN and word not in _SCALES:
        return 1, None  # "and", "a"
    return _cardinal(words, at)


def _part(begin: int, end: int, word: str, text: str) -> Numeral:
    """One of equal parts ("half", "a third"), or the third of a row."""
    part = Fraction(1, _PARTS[word])
    if word not in _FIRSTS:
        return Numeral(begin, end, part, part, loose=True)
    if text[max(0, begin - 2) : begin].lower() not in ("a ", "a-"):
        return Numeral(begin, end, _FIRSTS[word], 1, ordinal=True)
    also = None if text.startswith(" of ", end) else _FIRSTS[word]
    return Numeral(begin, end, part, part, also=also)


def _cardinal(words: _Words, at: int) -> tuple[int, Numeral | None]:
    """The number of "twenty-five", "two hundred thousand", "sixty-second", "two and a half million"."""
    begin, end, first = words[at]
    total: Value = 0
    group: Value = 0
    step: Value = 1
    taken = 0
    ordinal = joined = part_of_one = False
    for _, stop, word in words[at:]:
        if word in ("and", "a", "an"):
            joined, part_of_one = True, word != "and"
            taken += 1
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            group = (group or 1) * scale
            if scale > 100:
                total, group = total + group, 0
            step = scale
        elif word in _PLAIN and _fits(group, _PLAIN[word], begin == stop - len(word), joined, total):
            group += _PLAIN[word]
            step = 1
        elif word in _FIRSTS and joined and not part_of_one and group and group % 100 == 0:
            group, ordinal, step = group + _FIRSTS[word], True, 1
        elif (
            word in _PARTS
            and taken
            and (word.endswith("s") or joined or (word in ("third", "quarter", "half") and group == 1))
        ):
            part = Fraction(1, _PARTS[word])
            group, step = (group + part if joined else group * part), part
        elif word in _FIRSTS and not joined and group >= 20 and group % 10 == 0 and _FIRSTS[word] < 10:
            group, ordinal, step = group + _FIRSTS[word], True, 1
        else:
            break
        taken, end, joined = taken + 1, stop, False
        if ordinal:
            break
    value = total + group
    plain = Numeral(begin, end, value, step, ordinal, loose=taken == 1 and first in _LOOSE)
    return max(taken, 1), plain


def _fits(group: Value, value: int, is_first: bool, joined: bool, total: Value) -> bool:
    """Whether a number word goes on with the number so far: "twenty" + "five", "hundred" + "five"."""
    if is_first:
        return True
    if joined and group % 100 and not (group == 0 and total):
        return False
    if group % 100 == 0 and (group or total):
        return True
    return not joined and group % 10 == 0 and group % 100 >= 20 and 0 < value < 10
