"""Where sources date the same event differently.

Responsible for `DateConflict`: two sentences of different articles that say nearly the same and name other
days. Nothing is decided: who is right is for the newsroom. Must not know: which dates become entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import msgspec

from dateline.compose.occasions import Occasion, Teller
from dateline.compose.showing import usable_at
from dateline.compose.telling import SAME, Told, Vectors
from dateline.compose.values import Line
from dateline.compose.vectors import Vector, cosine
from dateline.dates import FuzzyDate
from dateline.dates.mentions import Mention
from dateline.evidence.articles import Article
from dateline.evidence.words import STEMS, spellings

ALIKE: Final = 0.7
"""The cosine, without the words of the dates, from which on two sentences tell the same event."""
_SHARED: Final = 4  # stems that they share at least
_APART: Final = 31  # days; what is farther apart is told twice because it happened twice
_BEFORE: Final = 3  # days before its article that a sentence without a date may tell of


class DateConflict(msgspec.Struct, frozen=True):
    """Two sources that give one event different days."""

    dates: tuple[FuzzyDate, FuzzyDate]
    """The earlier first."""
    lines: tuple[Line, Line]
    """What each source says, in the same order; each with its own key alone."""


class Disputes:
    """The sentences of some articles that name the day of what they tell, to be compared."""

    def __init__(self, articles: Sequence[Article], ranked: Sequence[Occasion], vectors: Vectors) -> None:
        self._articles = articles
        self._vectors = vectors
        self._mentions: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
        self._by_day: defaultdict[int, list[Teller]] = defaultdict(list)
        for occasion in ranked:
            for teller in occasion.tellers:
                if teller.mention is None:
                    continue
                self._mentions[teller.article, teller.number].append(teller.mention)
                if teller.main and teller.mention.is_day:
                    self._by_day[teller.mention.earliest.toordinal()].append(teller)

    def is_named_before(self, told: Told) -> bool:
        """Whether this sentence names no day, and another one dates the same by name to just before."""
        if told.teller.mention is not None:
            return False
        day = self._articles[told.teller.article].published.toordinal()
        return any(
            cosine(self._vectors.of(other.article, other.number), told.vector) >= ALIKE - 0.1
            for before in range(1, _BEFORE + 1)
            for other in self._by_day.get(day - before, ())
        )

    def same(self, one: Teller, other: Teller) -> bool:
        """Whether two sentences say nearly the same, their dates apart, with the same figures."""
        if (
            cosine(self._vectors.of(one.article, one.number), self._vectors.of(other.article, other.number))
            < SAME
        ):
            return False
        bare, also = self._bare(one), self._bare(other)
        return cosine(bare, also) >= SAME and not _other_figures(bare, also)

    def differ(self, one: Told, other: Told) -> bool:
        """Whether two sentences tell the same event and name different days for it."""
        return self._differ(one.teller, other.teller)

    def of(self, taken: Sequence[Told]) -> tuple[DateConflict, ...]:
        """The conflicts about what was taken, in the order of their dates."""
        found: dict[tuple[object, ...], DateConflict] = {}
        for told in taken:
            mention = told.teller.mention
            if mention is None or not told.teller.main or not mention.is_day:
                continue
            day = mention.earliest.toordinal()
            for near in range(day - _APART, day + _APART + 1):
                for other in self._by_day.get(near, ()):
                    if near == day or not self._differ(told.teller, other):
                        continue
                    if usable_at(self._articles[other.article], other.number) is not None:
                        conflict = self._conflict(told.teller, other)
                        found.setdefault(_place(conflict), conflict)
        return tuple(found[key] for key in sorted(found))

    def _differ(self, one: Teller, other: Teller) -> bool:
        first, second = one.mention, other.mention
        if first is None or second is None or one.article == other.article or not (one.main and other.main):
            return False
        if not (first.is_day and second.is_day) or abs((first.earliest - second.earliest).days) > _APART:
            return False
        close = cosine(
            self._vectors.of(one.article, one.number), self._vectors.of(other.article, other.number)
        )
        if close < ALIKE - 0.3:
            return False
        # A sentence that names the other's day too may well tell of both.
        if first.earliest == second.earliest or self._names(other, first) or self._names(one, second):
            return False
        bare, also = self._bare(one), self._bare(other)
        shared = bare.keys() & also.keys()
        return len(shared) >= _SHARED and not _other_figures(bare, also) and cosine(bare, also) >= ALIKE

    def _names(self, teller: Teller, mention: Mention) -> bool:
        return any(one.earliest == mention.earliest for one in self._mentions[teller.article, teller.number])

    def _bare(self, teller: Teller) -> Vector:
        """The sentence without the words of its dates."""
        dates = {
            STEMS[word]
            for one in self._mentions[teller.article, teller.number]
            for word in spellings(one.words)
        }
        own = self._vectors.of(teller.article, teller.number)
        rest = {stem: weight for stem, weight in own.items() if stem not in dates}
        length = sum(weight * weight for weight in rest.values()) ** 0.5
        return {stem: weight / length for stem, weight in rest.items()} if length else {}

    def _conflict(self, one: Teller, other: Teller) -> DateConflict:
        dates = {teller: teller.mention.fuzzy for teller in (one, other) if teller.mention is not None}
        first, second = sorted(dates, key=lambda teller: (dates[teller].sort_key, teller[:2]))
        return DateConflict((dates[first], dates[second]), (self._line(first), self._line(second)))

    def _line(self, teller: Teller) -> Line:
        article = self._articles[teller.article]
        place = usable_at(article, teller.number)
        start, end = (place.start, place.end) if place else article.sentences[teller.number]
        return Line(article.text[start:end], (article.key,), (start, end))


def _other_figures(one: Vector, other: Vector) -> bool:
    return any(stem[0].isdigit() for stem in one.keys() ^ other.keys())


def _place(conflict: DateConflict) -> tuple[object, ...]:
    """What tells a conflict from another one, and their order."""
    return (
        *(date.sort_key for date in conflict.dates),
        *((line.keys, line.span) for line in conflict.lines),
    )
