"""Where a claim's names and figures stand in an article: with the same words beside them, or with others.

Responsible for one question: does another fact stand there where the claim has this one. It compares a fact's
neighbours; it does not understand them. Must not know: support, findings, negations (`opposites`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from dateline.evidence.names import BARE, run_around
from dateline.evidence.numerals import WORDS as NUMBER_WORDS
from dateline.evidence.words import STEMS, Columns

Range = tuple[int, int]
"""The first word and the one behind the last."""


def part(words: Columns, span: Range) -> Columns:
    """Some of the words."""
    low, high = span
    return Columns(words.starts[low:high], words.ends[low:high], words.texts[low:high])


class Side:
    """The words of a claim or a passage, in what polarity and comparatives ask of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.keys = list(map(BARE.__getitem__, texts))

    @cached_property
    def stems(self) -> list[str]:
        """Their stems, "" for words without content."""
        return list(map(STEMS.__getitem__, self.texts))


class Row:
    """The words of an article in their order, asked by way of what the article has found already."""

    def __init__(
        self,
        text: str,
        words: Columns,
        stems: Sequence[str],
        stem_sentences: Mapping[str, Sequence[int]],
        sentences: Sequence[Range],
    ) -> None:
        self.text = text
        self.words = words
        self.texts = words.texts
        self._stems = stems
        self._stem_sentences = stem_sentences
        self._sentences = sentences
        self._openings = frozenset((*(low for low, _ in sentences), 0, len(words.texts)))
        self._facts: dict[int, Range | None] = {}
        self._places: dict[str, list[int]] = {}

    def opens(self, at: int) -> bool:
        """Whether a sentence begins at this word, or the article ends before it."""
        return at in self._openings

    def places(self, stem: str) -> Sequence[int]:
        """At which words a stem stands; of a common one, the first."""
        found = self._places.get(stem)
        if found is None:
            found = self._places[stem] = []
            for number in self._stem_sentences.get(stem, ())[:_TRIED]:
                low, high = self._sentences[number]
                found += [at for at in range(low, high) if self._stems[at] == stem]
        return found

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
_TRIED: Final = 40  # sentences that are looked at for one word
_LONGEST: Final = 8  # words of a fact


def _neighbours(said: Sequence[str], fact: Range, row: Row, start: int, end: int) -> int:
    """How many of the neighbours of a fact are those of a place; `_MOST` at most."""
    left = _matching(said, fact[0] - 1, row, start - 1, -1)
    right = _matching(said, fact[1], row, end, 1)
    return min(left + right, _MOST)


def _matching(said: Sequence[str], near: int, row: Row, there: int, step: int) -> int:
    """How many words, two at most, are the same from here on; the end of a sentence counts as two."""
    texts = row.texts
    for count in (0, 1):
        if not 0 <= near < len(said):
            return 2 if row.opens(there + 1 if step < 0 else there) else count
        if not 0 <= there < len(texts) or said[near] != BARE[texts[there]]:
            return count
        near, there = near + step, there + step
    return 2


def _best_own(claim: Side, fact: Range, row: Row) -> int:
    """The most neighbours that the fact has where it stands; -1 if it stands nowhere.

    With one on each side it is where it should be, and has as many as there can be.
    """
    start, end = fact
    first = next((at for at in range(start, end) if STEMS[claim.texts[at]]), start)
    words = claim.keys[start:end]
    best = -1
    for at in row.places(STEMS[claim.texts[first]]):
        low = at - first + start
        high = low + end - start
        if low < 0 or words != list(map(BARE.__getitem__, row.texts[low:high])):
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
    own = claim.keys[fact[0] : fact[1]]
    numeric = is_numeric(claim.texts[fact[0]])
    best, there = max(least, 1), (-1, -1)
    for low, high in _slots(claim, fact, row, near):
        if high == low and numeric:
            continue
        score = _neighbours(claim.keys, fact, row, low, high) - (high == low)
        if score <= best:
            continue
        if high == low or (_is_fact(row, low, high, numeric) and _keys(row, low, high) != own):
            best, there = score, (low, high)
    return (best, there) if there[0] >= 0 else (0, (0, 0))


def _keys(row: Row, low: int, high: int) -> list[str]:
    return list(map(BARE.__getitem__, row.texts[low:high]))


def _slots(claim: Side, fact: Range, row: Row, near: Range) -> list[Range]:
    """The places between the fact's neighbours, or beside those of one side; of no more than eight words."""
    lows = [at + 1 for at in _beside(claim, fact[0] - 1, -1, row, near)]
    highs = _beside(claim, fact[1], 1, row, near)
    found = [
        (low, high)
        for low in lows
        for high in highs[bisect_left(highs, low) : bisect_right(highs, low + _LONGEST)]
    ]
    for low in lows:
        if low < len(row.texts) and not row.texts[low].islower() and (whole := row.fact(low)):
            found.append((low, whole[1]))
    for high in highs:
        if high and not row.texts[high - 1].islower() and (whole := row.fact(high - 1)):
            found.append((whole[0], high))
    return found


def _beside(claim: Side, beside: int, step: int, row: Row, near: Range) -> Sequence[int]:
    """Where the word beside a fact stands: one without content in the passage, or with the word behind it."""
    if not 0 <= beside < len(claim.keys):
        return []
    if stem := STEMS[claim.texts[beside]]:
        return row.places(stem)
    key, behind = claim.keys[beside], beside + step
    low, high = near
    found = {at for at, word in enumerate(row.texts[low : min(high, low + 200)], low) if BARE[word] == key}
    if 0 <= behind < len(claim.keys) and (stem := STEMS[claim.texts[behind]]):
        places = (at - step for at in row.places(stem))
        found.update(at for at in places if 0 <= at < len(row.texts) and BARE[row.texts[at]] == key)
    return sorted(found)


def _is_fact(row: Row, low: int, high: int, numeric: bool) -> bool:
    """Whether the words of a place are a name, or a figure."""
    if is_numeric(row.texts[low]) != numeric:
        return False
    first, last = row.fact(low), row.fact(high - 1)
    return first is not None and last is not None and (numeric or first == last)


def is_numeric(word: str) -> bool:
    """Whether the word is a number, in digits or in small letters: "Six" may be part of a name."""
    return word[0].isdigit() or word in NUMBER_WORDS
