"""A fact put into a sentence of the source in the place of another: “opened in 2019” for “opened in 2018”.

Responsible for one question about a claim that is, word for word, made of one sentence of a passage: has that
sentence another fact where the claim has this one. `contrast` asks the two words on each side, which stand
in an article more than once ("in 2019"); this asks how far the words on both sides go on alike. Must not
know: support, findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.contrast import Placed, Range, Row, is_numeric
from dateline.evidence.facts import Claim, is_date
from dateline.evidence.grounds import Ground
from dateline.evidence.names import SUFFIXES
from dateline.evidence.numerals import WORDS as NUMBERS
from dateline.evidence.readings import Kind
from dateline.evidence.values import Span
from dateline.evidence.words import KEYS, STEMS, STOP
from dateline.patterns import deferred

_FEWEST: Final = 3
"""Words of content around a fact by which a sentence is the one that a claim is made of."""
_MOST: Final = 200
"""Words of content of a claim; one of more is no sentence, and would be held against itself for long."""
_SHARE: Final = 0.6
"""The share of the claim's other words of content that they are at least."""
_AHEAD: Final = 2
"""How many more they are than the words around the fact where it stands itself."""
BOTH_SIDES: Final = 3
"""Neighbours of a fact, of which two are on one side."""
_LONGEST: Final = 8
"""Words of what stands instead."""
_AROUND: Final = 8
"""Words behind a place among which a name may explain what stands there."""
_PLACING: Final = frozenset(("in", "at", "of", "from", "for", "on"))
_SAYING: Final = deferred(r" (?:said|says|added|adds|asked|told|wrote|warned|explained)\b")


class Base(NamedTuple):
    """A passage, and that of its sentences that a claim may be made of; several where they hold as much."""

    ground: Ground
    sentences: tuple[Range, ...]
    """As words of the article."""
    keys: tuple[frozenset[str], ...]
    """The keys of each."""


def bases(claim: Claim, grounds: Sequence[Ground]) -> list[Base]:
    """What a claim may be made of; nothing where one sentence is a whole passage and holds all of it."""
    if (
        not claim.places
        or claim.side.told > _MOST
        or any(len(one.sentences) == 1 and one.shared(claim) == 1.0 for one in grounds)
    ):
        return []
    return [_base(claim, ground) for ground in grounds]


def _base(claim: Claim, ground: Ground) -> Base:
    article, first = ground.article, ground.words[0]
    spans = [(first + low, first + high) for low, high in ground.sentences]
    if len(spans) > 1:
        held = [len(claim.stems.intersection(article.stems[slice(*span)])) for span in spans]
        spans = [span for span, count in zip(spans, held, strict=True) if count == max(held)]
    return Base(ground, tuple(spans), tuple([frozenset(article.keys[slice(*span)]) for span in spans]))


def instead(claim: Claim, place: Range, bases: Sequence[Base]) -> str:
    """What the sentences that a claim is made of have where it has a fact, in words; else "".

    Every passage must have another: one may be the source of this one. Where such a sentence has both, their
    neighbours tell which is where.
    """
    own = claim.side.keys[slice(*place)]
    if any(keys.issuperset(own) for base in bases for keys in base.keys):
        return ""
    said = ""
    for base in bases:
        ground = base.ground
        there = _slot_of(claim, place, base)
        if there is None or ground.is_same(claim, place, there):
            return ""
        if not is_like(claim, place, ground.article, Placed(0, BOTH_SIDES, there)):
            return ""
        said = said or f"“{ground.article.key}” has {words_at(ground.article, there)}"
    return said


def _slot_of(claim: Claim, place: Range, base: Base) -> Range | None:
    """Where a sentence of the passage has another fact in the place of this one, as words of the article."""
    ground, stems = base.ground, claim.side.stems
    rest = claim.side.told - sum(map(bool, stems[slice(*place)]))
    least = max(_FEWEST, _SHARE * rest if ground.is_followed(claim) else rest)
    best, there = 0, None
    for sentence in base.sentences if rest >= least else ():
        for found in _slots(claim, place, ground.article.row, sentence):
            around = _alike(claim, place, ground.article.row, found, sentence)
            if around > best:
                best, there = around, found
    if there is None or best < least or best < _own(claim, place, ground) + _AHEAD:
        return None
    return there


def _slots(claim: Claim, place: Range, row: Row, sentence: Range) -> list[Range]:
    """The facts of a sentence that stand between the words beside the claim's fact, and are of its kind."""
    keys, (start, end), (low, high) = claim.side.keys, place, sentence
    numeric = any(map(is_numeric, claim.words.texts[start:end]))
    lows = [at for at in range(low, high) if start == 0 or (at > low and row.keys[at - 1] == keys[start - 1])]
    if start == 0:
        lows = lows[:1] if end == len(keys) else lows
    found = []
    for at in lows:
        for stop in range(at + 1, min(high, at + _LONGEST) + 1):
            if end < len(keys) and (stop == high or row.keys[stop] != keys[end]):
                continue
            if _is_fact(row, at, stop, numeric=numeric):
                found.append((at, stop))
    return found


def _is_fact(row: Row, low: int, high: int, *, numeric: bool) -> bool:
    """Whether the words of a slot are a figure, a date or a name, as the claim's are, and no more than it."""
    texts = row.texts[low:high]
    if numeric:
        return any(map(is_numeric, texts))
    first = row.fact(low)  # which may have begun before, with a word that opens the sentence
    return first is not None and first == row.fact(high - 1) and not any(map(is_numeric, texts))


def _alike(claim: Claim, place: Range, row: Row, slot: Range, sentence: Range) -> int:
    """The words of content that go on alike before and behind a fact; 0 unless both sides do, or end."""
    keys, stems = claim.side.keys, claim.side.stems
    before, behind = 0, 0
    while (
        before < place[0]
        and slot[0] - before > sentence[0]
        and (keys[place[0] - 1 - before] == row.keys[slot[0] - 1 - before])
    ):
        before += 1
    while (
        place[1] + behind < len(keys)
        and slot[1] + behind < sentence[1]
        and keys[place[1] + behind] == row.keys[slot[1] + behind]
    ):
        behind += 1
    if (place[0] and not before) or (place[1] < len(keys) and not behind):
        return 0
    alike = stems[place[0] - before : place[0]] + stems[place[1] : place[1] + behind]
    return sum(map(bool, alike))


def _own(claim: Claim, place: Range, ground: Ground) -> int:
    """The most words of content that go on alike around the fact where the article has it itself."""
    row, (start, end) = ground.article.row, place
    words = claim.side.keys[start:end]
    first = next((at for at in range(start, end) if STEMS[claim.words.texts[at]]), start)
    most = 0
    for at in row.places(STEMS[claim.words.texts[first]]):
        low = at - first + start
        slot = low, low + end - start
        if low >= 0 and row.keys[slice(*slot)] == words:
            most = max(most, _alike(claim, place, row, slot, (0, len(row.keys))))
    return most


def is_like(claim: Claim, place: Range, article: Article, placed: Placed) -> bool:
    """Whether what stands there may be mistaken for the claim's fact.

    A pronoun that opens a sentence is no name, a percentage is not taken for a number of things, and a date
    for a name only where the words on both sides are the same.
    """
    texts = article.columns.texts[slice(*placed.there)]
    if not texts:  # nothing stands there; a name between commas may go before or behind what it explains
        start, end = claim.span(place)
        if _SAYING.match(claim.text, end):
            return False  # "… said the foreman, Per Aske", "… Aske said"
        if claim.text[start - 2 : start] == ", " and claim.text[end : end + 1] == ",":
            return False
        return not _is_behind(claim.side.keys[slice(*place)], article, placed.there[0])
    said = claim.words.texts[slice(*place)]
    if not is_numeric(texts[0]):
        if _is_bare(said) or _is_bare(texts) or all(KEYS[word] in SUFFIXES for word in texts):
            return False
        if placed.other < BOTH_SIDES and is_date(said) != is_date(texts):
            return False
    (low, high), (first, last) = claim.span(place), _span(article, placed.there)
    ours = {figure.kind is Kind.PERCENT for figure in claim.figures if low <= figure.start < high}
    around = [figure for figure in article.figures if figure.start < last and first < figure.end]
    theirs = {figure.kind is Kind.PERCENT for figure in around}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_behind(words: Sequence[str], article: Article, at: int) -> bool:
    """Whether a name stands soon behind a place, after a preposition: "summit in Oslo", "Oslo summit"."""
    low = at + 1
    end = next((high for first, high in article.sentence_words if first <= at < high), at)
    for near in range(low, min(end, at + _AROUND) - len(words) + 1):
        if article.keys[near : near + len(words)] == words and article.keys[near - 1] in _PLACING:
            return True
    return False


def _is_bare(texts: Sequence[str]) -> bool:
    """Whether the words are capitalised by their place alone: "She", "Both", "Two"."""
    return all(KEYS[word] in STOP or word.lower() in NUMBERS for word in texts)


def _span(article: Article, there: Range) -> Span:
    starts, ends, _ = article.columns
    return starts[there[0]], ends[there[1] - 1]


def words_at(article: Article, there: Range) -> str:
    """What stands at a place of an article, as a message shows it."""
    starts, ends, _ = article.columns
    return f"“{article.text[starts[there[0]] : ends[there[1] - 1]]}”" if there[1] > there[0] else "nothing"
