"""The words of an article that come nearest to a quotation, and which words differ.

Responsible for: an exact alignment of words with one stretch of the article, by least changes (Sellers
1980). There is no ratio of likeness: “$3.5 million” for “$3.2 million” differs in one word, and that
is said. Must not know: claims, citations, or what an editor makes of it. It is asked only about quotations
that do not stand in the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

import msgspec

from dateline.evidence.values import Span
from dateline.evidence.verbatim import MOST_PARTS, UNSPACED, ReadText, find, read
from dateline.patterns import deferred

NEAR: Final = (3, 5)
"""The share of a quotation's words that one stretch must hold in order, to be near: three of five."""
LONGEST: Final = 200
"""Words that are aligned at once."""
_CANDIDATES: Final = 4
_AROUND: Final = 400
"""Characters looked at beside a stretch, for the words that were changed at its ends."""

_WORD: Final = deferred(
    rf"[{UNSPACED}]|\d++(?>(?:[.,:]\d++){{0,99}})[%‰]?|[^\W\d_{UNSPACED}]++(?>(?:'[^\W_{UNSPACED}]++){{0,99}})"
)
_LEFT_OUT: Final = deferred(r"\[[^\[\]]*+\]|…|\.(?>(?: ?\.){2,99})")
_ELLIPSIS: Final = deferred(r"[\[(]?(?:…|\.(?>(?:\s?\.){2,99}))[\])]?")
_STOP: Final = deferred(r"[.!?…。！？]")


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

    Near is a stretch that holds at least three fifths of its words in their order, and not too many others
    between them. Of a quotation with ellipses, the first part that does not stand in the article is
    compared, and one that stands in another place differs whole; of one longer than `LONGEST` words, the
    first stretch of that length that does not.
    """
    for start, end in islice(_parts(words), MOST_PARTS):
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
    parts = list(islice(_parts(words), MOST_PARTS))
    at = bisect_left(parts, True, key=lambda part: find(words[: part[1]], text) is None)
    place = find(words[slice(*parts[at])], text) if at < len(parts) else None
    if place is None:
        return None
    whole = text.text[slice(*place)]
    return Altered(*place, whole, (parts[at],), ((0, len(whole)),))


def _nearest(words: str, text: ReadText) -> Altered | None:
    """The nearest stretch for one part of a quotation."""
    quotation = read(words)
    wanted = _words_of(quotation.words)
    enough = -(-len(wanted) * NEAR[0] // NEAR[1])
    best: _Aligned | None = None
    for start, end in _stretches(wanted, enough, text.words):
        aligned = _aligned(wanted, list(_words(text.words, start, end)))
        if len(aligned.pairs) >= enough and (best is None or aligned.score > best.score):
            best = aligned
    return _described(best, quotation, text) if best else None


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
    """Where most of the words wanted stand together, in whatever order, and around it; the fullest first."""
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
    for start, end in islice(_apart(sorted(full), length // 2), _CANDIDATES):
        beside = (end - start) // 2 + 1
        after = text.find(" ", end + beside)
        yield text.rfind(" ", 0, max(start - beside, 0)) + 1, after if after >= 0 else len(text)


def _apart(full: list[tuple[int, int, int, int]], distance: int) -> Iterator[Span]:
    """The stretches that are not nearly the same as a fuller one."""
    taken: set[int] = set()
    for _, index, start, end in full:
        field = index // max(distance, 1)
        if field not in taken:
            taken |= {field - 1, field, field + 1}
            yield start, end


class _Aligned(msgspec.Struct, frozen=True):
    """Two runs of words side by side: `pairs` are the indexes of the words that they share, in order."""

    wanted: list[_Word]
    source: list[_Word]
    pairs: list[tuple[int, int]]
    score: int


def _aligned(wanted: list[_Word], source: list[_Word]) -> _Aligned:
    """The alignment of all words wanted with a stretch of the source; the first of equals.

    A word shared scores 2, one changed, left out or added -1; what lies around the stretch costs nothing.
    """
    one, two = [word.key for word in wanted], [word.key for word in source]
    table = [[0] * (len(two) + 1)]
    for index, word in enumerate(one, 1):
        above, left = table[-1], -index
        row = [left]
        for column, other in enumerate(two):
            left = max(above[column] + (2 if word == other else -1), above[column + 1] - 1, left - 1)
            row.append(left)
        table.append(row)
    score = max(table[-1])
    at, behind = len(one), table[-1].index(score)
    pairs: list[tuple[int, int]] = []
    while at and behind:
        same = one[at - 1] == two[behind - 1]
        if table[at][behind] == table[at - 1][behind - 1] + (2 if same else -1):
            at, behind = at - 1, behind - 1
            if same:
                pairs.append((at, behind))
        elif table[at][behind] == table[at - 1][behind] - 1:
            at -= 1
        else:
            behind -= 1
    return _Aligned(wanted, source, pairs[::-1], score)


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
            words = aligned.wanted[one], aligned.wanted[next_one]
            others = source[two], source[next_two]
            if _between(quotation.words, words) != _between(text.words, others):
                mine += _points(quotation.words, words)
                theirs += _points(text.words, others)
    if not mine and not theirs:  # the words are the same: an insertion is not the article's
        mine = [mark.span() for mark in _LEFT_OUT.finditer(quotation.words)]
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


def _between(text: str, words: tuple[_Word, _Word]) -> str:
    """What stands between two words."""
    return text[words[0].end : words[1].start]


def _points(text: str, words: tuple[_Word, _Word]) -> list[Span]:
    """Where the points or signs between two words stand; where a dash or a space does, with the words."""
    between = _between(text, words)
    if "-" in between or between.isspace() or not between:
        return [(words[0].start, words[1].end)]
    lead = len(between) - len(between.lstrip())
    return [(words[0].end + lead, words[0].end + len(between.rstrip()))]


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
