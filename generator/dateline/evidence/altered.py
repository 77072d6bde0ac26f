"""The words of an article that come nearest to a quotation, and which words differ.

Responsible for: an exact alignment of words, the longest common sequence in one stretch of the article. There
is no ratio of likeness: “$3.5 million” for “$3.2 million” differs in one word, and that is said. Must not
know: claims, citations, or what an editor makes of it. It is asked only about quotations that stand nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

import msgspec

from dateline.evidence.values import Span
from dateline.evidence.verbatim import UNSPACED, ReadText, find, read

NEAR: Final = (3, 5)
"""The share of a quotation's words that one stretch must hold in order, to be near: three of five."""
LONGEST: Final = 200
"""Words that are aligned at once."""
_CANDIDATES: Final = 4
_AROUND: Final = 400
"""Characters looked at beside a stretch, for the words that were changed at its ends."""

_WORD: Final = re.compile(
    rf"[{UNSPACED}]|\d++(?:[.,:]\d++)*+[%‰]?|[^\W\d_{UNSPACED}]++(?:['-][^\W_{UNSPACED}]++)*+"
)
_LEFT_OUT: Final = re.compile(r"\[[^\[\]]*+\]|…|\.(?: ?\.){2,}+")
_ELLIPSIS: Final = re.compile(r"[\[(]?(?:…|\.(?:\s?\.){2,}+)[\])]?")
_STOP: Final = re.compile(r"[.!?…。！？]")


class Altered(msgspec.Struct, frozen=True):
    """The nearest words of an article, and what differs.

    `start` and `end` are offsets in the article's text, and `text` is what stands there. `differs` are spans
    in the quotation's words, `source_differs` in `text`; a word left out or added differs on one side only.
    """

    start: int
    end: int
    text: str
    differs: tuple[Span, ...]
    source_differs: tuple[Span, ...]


class _Word(msgspec.Struct, frozen=True):
    """A word with where it stands, as compared; `loose` behind an ellipsis or an insertion."""

    text: str
    start: int
    end: int
    loose: bool = False

    @property
    def key(self) -> str:
        """The word without its capitals."""
        return self.text.casefold()


def nearest(words: str, text: ReadText) -> Altered | None:
    """The words of an article that a quotation comes nearest to; None when none are near.

    Near is a stretch, at most half as long again as the quotation, that holds at least three fifths of its
    words in their order. Of a quotation with ellipses, the first part that does not stand in the article is
    compared, and one that stands in another place differs whole; of one longer than `LONGEST` words, the
    first stretch of that length that does not.
    """
    for start, end in _parts(words):
        if find(words[start:end], text) is None:
            found = _nearest(words[start:end], text)
            return _moved(found, start) if found else None
    return _out_of_place(words, text)


def _parts(words: str) -> Iterator[Span]:
    """Where the parts of a quotation stand that are compared: between ellipses, and not too long."""
    at = 0
    for begin, end in (*(mark.span() for mark in _ELLIPSIS.finditer(words)), (len(words), len(words))):
        part = words[at:begin]
        at += len(part) - len(part.lstrip())
        spans = [found.span() for found in _WORD.finditer(words, at, begin)]
        for first in range(0, len(spans), LONGEST):
            start = spans[first][0] if first else at
            last = first + LONGEST
            yield start, spans[last - 1][1] if last < len(spans) else at + len(part.strip())
        at = end


def _moved(found: Altered, by: int) -> Altered:
    """The same, for a quotation whose compared part begins `by` characters behind its start."""
    return msgspec.structs.replace(
        found, differs=tuple((start + by, end + by) for start, end in found.differs)
    )


def _out_of_place(words: str, text: ReadText) -> Altered | None:
    """The first part that stands in the article, but not behind those before it."""
    for start, end in _parts(words):
        if find(words[:end], text) is None:
            place = find(words[start:end], text)
            if place:
                whole = text.text[slice(*place)]
                return Altered(*place, whole, ((start, end),), ((0, len(whole)),))
    return None


def _nearest(words: str, text: ReadText) -> Altered | None:
    """The nearest stretch for one part of a quotation."""
    quotation = read(words)
    wanted = _words_of(quotation.words)
    enough = -(-len(wanted) * NEAR[0] // NEAR[1])
    best: tuple[int, int, _Aligned] | None = None
    for start, end in _stretches(wanted, enough, text.words):
        aligned = _Aligned(wanted, list(_words(text.words, start, end)))
        score = (len(aligned.pairs), start - end)
        if len(aligned.pairs) >= enough and (best is None or score > best[:2]):
            best = (*score, aligned)
    return _described(best[2], quotation, text) if best else None


def _words(text: str, start: int = 0, end: int | None = None) -> Iterator[_Word]:
    """The words between two offsets of a text."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield _Word(found[0], *found.span())


def _words_of(quotation: str) -> list[_Word]:
    """The words of a quotation, without those in brackets."""
    kept: list[_Word] = []
    at, loose = 0, True
    for begin, end in (*(mark.span() for mark in _LEFT_OUT.finditer(quotation)), (len(quotation), 0)):
        for word in _words(quotation, at, begin):
            kept.append(msgspec.structs.replace(word, loose=loose))
            loose = False
        at, loose = end, True
    return kept


def _stretches(wanted: list[_Word], enough: int, text: str) -> Iterator[Span]:
    """The stretches of a text that hold most of the words wanted, in whatever order; the fullest first."""
    need = Counter(word.key for word in wanted)
    length = len(wanted) + max(4, len(wanted) // 2)
    hits = [
        (index, found.start(), found.end(), key)
        for index, found in enumerate(_WORD.finditer(text))
        if (key := found[0].casefold()) in need
    ]
    have = dict.fromkeys(need, 0)
    score = left = 0
    full: list[tuple[int, int, int, int]] = []
    for index, _, end, key in hits:
        score += have[key] < need[key]
        have[key] += 1
        while hits[left][0] <= index - length:
            gone = hits[left][3]
            have[gone] -= 1
            score -= have[gone] < need[gone]
            left += 1
        if score >= enough:
            full.append((-score, hits[left][0], hits[left][1], end))
    yield from islice(_apart(sorted(full), length // 2), _CANDIDATES)


def _apart(full: list[tuple[int, int, int, int]], distance: int) -> Iterator[Span]:
    """The stretches that are not nearly the same as a fuller one."""
    taken: set[int] = set()
    for _, index, start, end in full:
        field = index // max(distance, 1)
        if field not in taken:
            taken |= {field - 1, field, field + 1}
            yield start, end


class _Aligned:
    """Two runs of words side by side: `pairs` are the indexes of the words that they share, in order."""

    def __init__(self, wanted: list[_Word], source: list[_Word]) -> None:
        self.wanted, self.source = wanted, source
        self.pairs = _common([word.key for word in wanted], [word.key for word in source])


def _common(one: list[str], two: list[str]) -> list[tuple[int, int]]:
    """The indexes of a longest common sequence, that which ends first and lies closest together."""
    table = [[0] * (len(two) + 1)]
    for word in one:
        row, above = [0], table[-1]
        for at, other in enumerate(two):
            row.append(above[at] + 1 if word == other else max(above[at + 1], row[at]))
        table.append(row)
    at, behind = len(one), table[-1].index(table[-1][-1])
    pairs: list[tuple[int, int]] = []
    while at and behind:
        if one[at - 1] == two[behind - 1]:
            at, behind = at - 1, behind - 1
            pairs.append((at, behind))
        elif table[at - 1][behind] >= table[at][behind - 1]:
            at -= 1
        else:
            behind -= 1
    return pairs[::-1]


def _described(aligned: _Aligned, quotation: ReadText, text: ReadText) -> Altered:
    """What is said of an alignment: the words of the article, and what differs on both sides."""
    source, pairs = _widened(aligned, text.words)
    mine: list[Span] = []
    theirs: list[Span] = []
    edges = [(-1, -1), *pairs, (len(aligned.wanted), len(source))]
    for (one, two), (next_one, next_two) in pairwise(edges):
        loose = any(word.loose for word in aligned.wanted[max(one + 1, 1) : next_one + 1])
        if one >= 0 and _other_capital(aligned.wanted[one], source[two]):
            mine.append((aligned.wanted[one].start, aligned.wanted[one].end))
            theirs.append((source[two].start, source[two].end))
        left, right = aligned.wanted[one + 1 : next_one], source[two + 1 : next_two]
        if left or (right and not loose):
            mine += [(left[0].start, left[-1].end)] if left else []
            theirs += [(right[0].start, right[-1].end)] if right and not loose else []
        elif not loose and one >= 0 and next_one < len(aligned.wanted):
            gap = (aligned.wanted[one].end, aligned.wanted[next_one].start)
            other = (source[two].end, source[next_two].start)
            if quotation.words[slice(*gap)] != text.words[slice(*other)]:
                mine += _points(quotation.words, *gap)
                theirs += _points(text.words, *other)
    start, end = text.span(source[0].start, source[-1].end)
    return Altered(
        start,
        end,
        text.text[start:end],
        tuple(quotation.span(*span) for span in mine),
        tuple((begin - start, stop - start) for begin, stop in (text.span(*span) for span in theirs)),
    )


def _other_capital(word: _Word, other: _Word) -> bool:
    """Whether two words differ in capitals, more than the first letter of a quotation may."""
    same = word.text[1:] == other.text[1:] if word.loose else word.text == other.text
    return not same


def _points(text: str, start: int, end: int) -> list[Span]:
    """Where the points, signs or the dash between two words stand; [] when there is only space."""
    between = text[start:end]
    begin = start + len(between) - len(between.lstrip())
    stop = end - len(between) + len(between.rstrip())
    return [(begin, stop)] if begin < stop else []


def _widened(aligned: _Aligned, text: str) -> tuple[list[_Word], list[tuple[int, int]]]:
    """The article's words from the first shared to the last, and those in place of changed ones beside."""
    pairs, source = aligned.pairs, aligned.source
    (first_one, first), (last_one, last) = pairs[0], pairs[-1]
    start, end = source[first].start, source[last].end
    low = max(start - _AROUND, 0)
    before = [word for word in _words(text, low, start) if word.start > low or low == 0]
    behind = list(_words(text, end, min(end + _AROUND, len(text))))
    lead = _same_sentence(before[::-1], first_one, start, text)[::-1]
    tail = _same_sentence(behind, len(aligned.wanted) - 1 - last_one, end, text)
    shift = len(lead) - first
    return [*lead, *source[first : last + 1], *tail], [(one, two + shift) for one, two in pairs]


def _same_sentence(words: list[_Word], most: int, at: int, text: str) -> list[_Word]:
    """The first words of a run away from `at`, up to where a sentence ends."""
    kept: list[_Word] = []
    for word in words[:most]:
        between = text[word.end : at] if word.end <= at else text[at : word.start]
        if _STOP.search(between):
            break
        kept.append(word)
        at = word.start if word.end <= at else word.end
    return kept
