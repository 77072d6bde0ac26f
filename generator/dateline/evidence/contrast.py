"""Where a claim's names and figures stand in an article: with the same words beside them, or with others.

Responsible for one question: does another fact stand there where the claim has this one. It compares a fact's
neighbours; it does not understand them. Must not know: support, findings, negations (`negations`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dateline.evidence.names import BARE, run_around
from dateline.evidence.numerals import WORDS as NUMBER_WORDS
from dateline.evidence.turning import TURNING
from dateline.evidence.words import STEMS, Columns
from dateline.once import keeping, once

Range = tuple[int, int]
"""The first word and the one behind the last."""


def part(words: Columns, span: Range) -> Columns:
    """Some of the words."""
    low, high = span
    return Columns(words.starts[low:high], words.ends[low:high], words.texts[low:high])


@keeping
class Side:
    """The words of a claim or a passage, in what polarity and comparatives ask of them."""

    def __init__(self, texts: Sequence[str], keys: list[str] | None = None) -> None:
        self.texts = texts
        self.keys = list(map(BARE.__getitem__, texts)) if keys is None else keys

    @once
    def stems(self) -> list[str]:
        """Their stems, "" for words without content."""
        return list(map(STEMS.__getitem__, self.texts))

    @once
    def told(self) -> int:
        """How many of its words have content."""
        return sum(map(bool, self.stems))

    @once
    def turns(self) -> frozenset[str]:
        """Those of them that negate, or that have an opposite."""
        return TURNING.intersection(self.keys)


class Row:
    """The words of an article in their order, asked by way of what the article has found already."""

    def __init__(
        self,
        text: str,
        words: Columns,
        keys: list[str],
        stem_places: Mapping[str, Sequence[int]],
        sentences: Sequence[Range],
    ) -> None:
        self.text = text
        self.words = words
        self.texts = words.texts
        self.keys = keys
        self._stem_places = stem_places
        self.openings = frozenset((*(low for low, _ in sentences), 0, len(words.texts)))
        self._facts: dict[int, Range | None] = {}

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at this word, or the article ends before it."""
        return at in self.openings

    def places(self, stem: str) -> Sequence[int]:
        """At which words a stem stands; of a common one, the first."""
        return self._stem_places.get(stem, ())[:_TRIED]

    def fact(self, at: int) -> Range | None:
        """The name or the number that a word is part of, as the whole run of its words."""
        if is_numeric(self.texts[at]):
            return at, at + 1
        if not self.texts[at][0].isupper():
            return None
        if at not in self._facts:
            self._facts[at] = run_around(self.text, self.words, at, _LONGEST)
        return self._facts[at]


class Placed(NamedTuple):
    """How well a fact of a claim stands in an article where it stands there, and where another does."""

    own: int
    """The neighbours that it shares where it stands itself; -1 if it stands nowhere."""
    other: int
    """The neighbours that it shares with the fact at `there`; 0 unless they are more than `own`, and two."""
    there: Range = (0, 0)


def order(claim: Side, fact: Range, row: Row, near: Range) -> Placed:
    """Which neighbours a fact of a claim has in an article, and which it shares with another fact there.

    `near` is the passage, as words of the article. Neighbours are the two words on each side, from the fact
    outwards, and the ends of a sentence. Outside the passage one of them must be a word of content.
    """
    own = _best_own(claim, fact, row)
    return Placed(own, 0) if own >= _MOST else Placed(own, *_best_other(claim, fact, row, near, own))


_MOST: Final = 4
_TRIED: Final = 60  # places that are looked at for one word
_LONGEST: Final = 8  # words of a fact


def _matching(said: Sequence[str], near: int, row: Row, there: int, step: int) -> int:
    """How many words, two at most, are the same from here on; the end of a sentence counts as two.

    The words of another sentence are no neighbours.
    """
    keys, openings = row.keys, row.openings
    for count in (0, 1):
        if not 0 <= near < len(said):
            return 2 if row.opens(there + 1 if step < 0 else there) else count
        if not 0 <= there < len(keys) or said[near] != keys[there]:
            return count
        if (there + 1 if step < 0 else there) in openings:
            return count
        near, there = near + step, there + step
    return 2


def _best_own(claim: Side, fact: Range, row: Row) -> int:
    """The most neighbours that the fact has where it stands; -1 if it stands nowhere.

    With one on each side it is where it should be, and has as many as there can be.
    """
    start, end = fact
    first = start
    if not STEMS[claim.texts[start]]:
        first = next((at for at in range(start, end) if STEMS[claim.texts[at]]), start)
    words = claim.keys[start:end]
    best = -1
    for at in row.places(STEMS[claim.texts[first]]):
        low = at - first + start
        high = low + end - start
        if low < 0 or words != row.keys[low:high]:
            continue
        left = _matching(claim.keys, start - 1, row, low - 1, -1)
        right = _matching(claim.keys, end, row, high, 1)
        if left and right:
            return _MOST
        best = max(best, left + right)
    return best


def _best_other(claim: Side, fact: Range, row: Row, near: Range, least: int) -> tuple[int, Range]:
    """The place, filled by another fact or by nothing, that has most of the fact's neighbours.

    It has more than `least` of them, and two: one neighbour tells nothing.
    """
    start, end = fact
    own = claim.keys[start:end]
    numeric = is_numeric(claim.texts[start])
    best, there = max(least, 1), (-1, -1)
    slots = _Slots(claim, fact, row, near)
    for low, high in slots.pairs():
        if high == low and numeric:
            continue
        score = slots.score(low, high) - (high == low)
        if score > best and (
            high == low or (_is_fact(row, low, high, numeric) and row.keys[low:high] != own)
        ):
            best, there = score, (low, high)
    for low, high in slots.runs(best):
        score = slots.score(low, high)
        if score > best and _is_fact(row, low, high, numeric) and row.keys[low:high] != own:
            best, there = score, (low, high)
    return (best, there) if there[0] >= 0 else (0, (0, 0))


class _Slots:
    """The places between a fact's neighbours, or beside those of one side; of no more than eight words."""

    def __init__(self, claim: Side, fact: Range, row: Row, near: Range) -> None:
        self._said, self._fact, self._row = claim.keys, fact, row
        self._lows = [at + 1 for at in _beside(claim, fact[0] - 1, -1, row, near)]
        self._highs = _beside(claim, fact[1], 1, row, near)

    def pairs(self) -> list[Range]:
        """The places with a neighbour on either side."""
        highs = self._highs
        return [
            (low, high)
            for low in self._lows
            for high in highs[bisect_left(highs, low) : bisect_right(highs, low + _LONGEST)]
        ]

    def runs(self, best: int) -> Iterator[Range]:
        """The names and numbers beside one neighbour that may have more than `best` of them.

        A run is found only where the words that it needs on its other side stand at all.
        """
        row, (start, end) = self._row, self._fact
        left, right = self._said[max(0, start - 2) : start][::-1], self._said[end : end + 2]
        for low in self._lows:
            if low < len(row.texts) and not row.texts[low].islower():
                need = best + 1 - self._left(low)
                around = row.keys[low + 1 : low + 2 + _LONGEST]
                if _may_have(right, need, around) and (whole := row.fact(low)):
                    yield low, whole[1]
        for high in self._highs:
            if high and not row.texts[high - 1].islower():
                need = best + 1 - self._right(high)
                around = row.keys[max(0, high - 3 - _LONGEST) : high - 1]
                if _may_have(left, need, around) and (whole := row.fact(high - 1)):
                    yield whole[0], high

    def score(self, low: int, high: int) -> int:
        """How many of the neighbours of the fact are those of a place; `_MOST` at most."""
        return min(self._left(low) + self._right(high), _MOST)

    def _left(self, low: int) -> int:
        return _matching(self._said, self._fact[0] - 1, self._row, low - 1, -1)

    def _right(self, high: int) -> int:
        return _matching(self._said, self._fact[1], self._row, high, 1)


def _may_have(neighbours: Sequence[str], need: int, around: Sequence[str]) -> bool:
    """Whether so many neighbours of one side may stand among some words; a sentence's end counts as two."""
    if need > 2:
        return False
    return len(neighbours) < need or all(key in around for key in neighbours[:need])


def _beside(claim: Side, beside: int, step: int, row: Row, near: Range) -> Sequence[int]:
    """Where the word beside a fact stands: one without content in the passage, or with the word behind it."""
    if not 0 <= beside < len(claim.keys):
        return []
    if stem := STEMS[claim.texts[beside]]:
        return row.places(stem)
    key, behind = claim.keys[beside], beside + step
    low, high = near
    found = [at for at, word in enumerate(row.keys[low : min(high, low + 200)], low) if word == key]
    if 0 <= behind < len(claim.keys) and (stem := STEMS[claim.texts[behind]]):
        places = (at - step for at in row.places(stem))
        more = [at for at in places if 0 <= at < len(row.keys) and row.keys[at] == key]
        return sorted({*found, *more}) if more else found
    return found


def _is_fact(row: Row, low: int, high: int, numeric: bool) -> bool:
    """Whether the words of a place are a name, or a figure."""
    if is_numeric(row.texts[low]) != numeric:
        return False
    first, last = row.fact(low), row.fact(high - 1)
    return first is not None and last is not None and (numeric or first == last)


def is_numeric(word: str) -> bool:
    """Whether the word is a number, in digits or in small letters: "Six" may be part of a name."""
    return word[0].isdigit() or word in NUMBER_WORDS
