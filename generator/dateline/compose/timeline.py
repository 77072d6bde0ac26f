"""The timeline of a draft: what the sources tell of which date, in the sources' own words.

Responsible for which dates become entries, for one entry to an event however many sources tell it, and for
what is declared: that is kept, and first. Every date is given by the sentence that is shown, or is that of
its article. Must not know: sections, headlines, how a story.md is written.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Final

import msgspec

from dateline.compose.background import rarities
from dateline.compose.citing import line
from dateline.compose.disputes import DateConflict, Disputes
from dateline.compose.occasions import TOLD, Occasion, elbow, occasions
from dateline.compose.salience import groups
from dateline.compose.telling import Told, Vectors, tell
from dateline.compose.values import DraftedEvent, Line
from dateline.compose.vectors import Vector, cosine
from dateline.dates import DateError, FuzzyDate, Precision, same_span
from dateline.dates.mentions import Grain
from dateline.evidence.articles import Article
from dateline.evidence.languages import ENGLISH
from dateline.evidence.words import STEMS, spellings

FEWEST: Final = 6
MOST: Final = 12
"""Entries beside the declared events: so many at least, where there are so many dates, and at most."""
SAID: Final = 0.6
"""The share of a declared event's words that a sentence of its date holds which tells the same."""
_COMPARED: Final = 60  # articles up to which each is compared with each
_ASKED: Final = 12  # articles that are asked whether they hold a sentence too


class Declared(msgspec.Struct, frozen=True):
    """An event that a source or a writer declares."""

    date: FuzzyDate
    text: str
    keys: tuple[str, ...]


class Chronicle(msgspec.Struct, frozen=True):
    """A drafted timeline."""

    events: tuple[DraftedEvent, ...]
    """By their dates; of one date the declared first. A declared line is in no text."""
    conflicts: tuple[DateConflict, ...] = ()
    """Where sources date the same event differently, for the newsroom to decide: nobody is picked."""


def timeline(
    articles: Sequence[Article],
    declared: Sequence[Declared] = (),
    *,
    entries: int | None = None,
    sentences_per_date: int = 1,
    within: tuple[dt.date, dt.date] | None = None,
    grains: Collection[Grain] = TOLD,
    said: Iterable[Line] = (),
) -> Chronicle:
    """The timeline of some articles. Their order does not matter; raises nothing.

    `entries` is how many dates are told beside what is declared. None leaves it to where the articles make
    little of the next date, and leaves out dates that are only mentioned. `within` leaves out what is before
    its first day or after its last; `grains` says how wide a date may be. `said` are lines that stand above
    the timeline: where another sentence tells of the date as well, it is taken. Articles in other languages
    than English are left out.
    """
    read = sorted(
        (article for article in articles if article.sentences and article.language_name == ENGLISH),
        key=lambda article: (article.published, article.key, article.text),
    )
    return _Making(read, declared, sentences_per_date, said).chronicle(
        occasions(read, _copies(read), grains, within), entries
    )


def _copies(articles: Sequence[Article]) -> Sequence[int]:
    """For each article a number that its copies share; among many articles only equal texts are copies."""
    if len(articles) <= _COMPARED:
        return groups(articles)
    first: dict[str, int] = {}
    return [first.setdefault(article.text, number) for number, article in enumerate(articles)]


def _numbers(articles: Sequence[Article], lines: Iterable[Line]) -> frozenset[tuple[int, int]]:
    """Which sentences these lines are: the places of their articles, and theirs in them."""
    places = {article.key: place for place, article in enumerate(articles)}
    return frozenset(
        (place, bisect_right(articles[place].sentences, line.span[0], key=itemgetter(0)) - 1)
        for line in lines
        if (place := places.get(line.keys[0])) is not None
    )


class _Making:
    """A timeline while it is made."""

    def __init__(
        self,
        articles: Sequence[Article],
        declared: Sequence[Declared],
        many: int,
        said: Iterable[Line],
    ) -> None:
        self._articles = articles
        self._declared = [
            DraftedEvent(one.date, (Line(one.text, one.keys, (0, 0), declared=True),)) for one in declared
        ]
        self._many = many
        self._vectors = Vectors(articles)
        self._said = frozenset(
            frozenset(self._vectors.of(article, number)) for article, number in _numbers(articles, said)
        )
        self._taken: list[tuple[Occasion, Told]] = []
        self._events: list[DraftedEvent] = []

    def chronicle(self, ranked: Sequence[Occasion], entries: int | None) -> Chronicle:
        """Entries for the dates that count most, with what is declared."""
        room = elbow([one.weight for one in ranked], FEWEST, MOST) if entries is None else entries
        disputes = Disputes(self._articles, ranked, self._vectors)
        for occasion in ranked:
            if len(self._events) >= room:
                break
            self._add(occasion, disputes, strict=entries is None)
        events = sorted(self._events, key=lambda event: event.date.sort_key)
        both = sorted(
            [*self._declared, *events], key=lambda event: event.date.sort_key
        )  # stable: declared first
        return Chronicle(tuple(both), disputes.of([told for _, told in self._taken]))

    def _add(self, occasion: Occasion, disputes: Disputes, *, strict: bool) -> None:
        """An entry for this date, if a sentence tells of it that may be shown."""
        lines: list[Line] = []
        dates: list[FuzzyDate] = []

        def accept(told: Told) -> bool:
            if strict and not self._is_sure(occasion, told):
                return False
            date = self._date(told)
            if date is None:
                return False
            if disputes.is_named_before(told) or self._is_told(occasion, told, disputes):
                return False
            cited = self._cited(occasion, told, disputes)
            if cited is None:
                return False
            if self._is_declared(date, cited, told):
                return False
            lines.append(cited)
            dates.append(date)
            return True

        chosen = tell(occasion, self._articles, self._vectors, self._many, accept, self._said)
        self._taken += [(occasion, told) for told in chosen]
        if lines:
            self._events.append(DraftedEvent(dates[0], tuple(lines)))

    def _is_sure(self, occasion: Occasion, told: Told) -> bool:
        """Whether the sentence names its date itself, or another article is of the same day as its own."""
        return told.teller.main and (told.teller.mention is not None or occasion.texts > 1)

    def _date(self, told: Told) -> FuzzyDate | None:
        """The date as its sentence gives it, or its article; None where the words shown do not hold it."""
        mention = told.teller.mention
        if mention is None:
            day = self._articles[told.teller.article].published
            return FuzzyDate(day, day, Precision.DAY, day.isoformat())
        if mention.start < told.place.start:
            return None
        try:
            return mention.fuzzy
        except DateError:
            return None

    def _is_told(self, occasion: Occasion, told: Told, disputes: Disputes) -> bool:
        """Whether an entry of another date says the same, unless two sources disagree on the date."""
        for other, before in self._taken:
            if other.days == occasion.days or not disputes.same(before.teller, told.teller):
                continue
            if not disputes.differ(before, told):
                return True
        return False

    def _cited(self, occasion: Occasion, told: Told, disputes: Disputes) -> Line | None:
        """The sentence with every source that holds it, or says the same of that date; None if untrue."""
        near: dict[int, float] = {}
        own = told.teller.article
        for teller in occasion.tellers:
            if teller.main and teller.article != own and disputes.same(teller, told.teller):
                close = cosine(self._vectors.of(teller.article, teller.number), told.vector)
                near[teller.article] = max(close, near.get(teller.article, 0.0))
        asked = sorted(near, key=lambda number: (-near[number], number))[:_ASKED]
        if len(self._articles) <= _ASKED:
            asked = [number for number in range(len(self._articles)) if number != own]
        asked = sorted([own, *asked])
        cited = line(told.place, [self._articles[number] for number in asked], asked.index(own))
        if cited is None:
            return None
        keys = {self._articles[number].key for number in near} | set(cited.keys)
        rest = [one.key for one in self._articles if one.key in keys and one.key != cited.keys[0]]
        return msgspec.structs.replace(cited, keys=(cited.keys[0], *rest))

    def _is_declared(self, date: FuzzyDate, cited: Line, told: Told) -> bool:
        """Whether a declared event of this date or a wider one says the same; then it gets the sources, too.

        Of a date that is declared nothing else is told by one source alone: mostly that is the same again.
        """
        for at, event in enumerate(self._declared):
            first = event.lines[0]
            if overlap(event.date, date) and share(told.vector, first.text) >= SAID:
                keys = (*first.keys, *(key for key in cited.keys if key not in first.keys))
                self._declared[at] = DraftedEvent(event.date, (msgspec.structs.replace(first, keys=keys),))
                return True
        same = [event for event in self._declared if same_span(event.date, date)]
        return any(
            len(cited.keys) < 2 or share(told.vector, event.lines[0].text) >= SAID / 2 for event in same
        )


def share(vector: Vector, declared: str) -> float:
    """How much of what a declared event says a sentence holds, by rarity; 0 if a figure of it is missing."""
    rare = rarities()
    stems = {STEMS[word] for word in spellings(declared)} - {""}
    if not stems or any(stem[0].isdigit() and stem not in vector for stem in stems):
        return 0.0
    return sum(rare[stem] for stem in stems if stem in vector) / sum(rare[stem] for stem in stems)


def overlap(wide: FuzzyDate, date: FuzzyDate) -> bool:
    """Whether one of two dates contains the other."""
    first, last = wide.latest or dt.date.max, date.latest or dt.date.max
    inside = wide.earliest <= date.earliest and last <= first
    return inside or (date.earliest <= wide.earliest and first <= last)
