"""Which sentences to take within so many words: those that together come nearest to what the articles tell.

Responsible for the greedy choice over `salience.Weighed`, for what is never told twice, and for what leads.
Of sentences that bring it as near, those are taken that stand further to the front, and those that quote.
A sentence that points back ("He", "That vote") is taken with the one before it in its article or not at all.
Must not know: themes, headings, citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt
from typing import Final

from dateline.compose.profile import Nearing, Profile, front, words_of
from dateline.compose.quoting import quoting
from dateline.compose.salience import Places, Weighed, counts, vector
from dateline.compose.showing import TOGETHER
from dateline.compose.vectors import cosine
from dateline.evidence.articles import Article
from dateline.evidence.words import KEYS, STEMS, spellings

SAME: Final = 0.52  # the cosine from which on two sentences say the same
_HELD: Final = 0.65  # of a sentence's stems, by rarity, that one chosen sentence may hold
_ALL: Final = 0.99  # of a sentence's stems: the same words
_SHARED: Final = 4  # stems that two sentences share at least that say the same; a name alone may be two
_STRANGER: Final = 0.2  # of its worth that a surname costs which nobody has introduced
_AGES: Final = 0.1  # of its worth that a unit loses which says "yesterday": a briefing is read later
LENGTH: Final = 0.3  # the power of its length by which the worth of a unit is divided
_QUOTING: Final = 1.3  # what the worth of a sentence gains that quotes: people tell news by what was said
_OVER: Final = 1.1  # of the budget that a last sentence may reach
_LEADS: Final = 2  # sentences of an article that may lead a draft
_TITLED: Final = 0.8  # what the cosine with the title weighs for the first sentence
_TOP: Final = 0.15  # what the very first sentence of an article gains, and what one under the title does

Unit = tuple[Weighed, ...]
"""Sentences that follow one another in an article; each but the first needs the one before it."""


def choose(pool: Sequence[Weighed], articles: Sequence[Article], budget: int, title: str = "") -> list[Unit]:
    """The units to take, in the order of their choice: about `budget` words in all. The first one may lead.

    It comes from the top of an article and tells what `title` tells. Deterministic: among equals the earlier
    in `pool` is taken.
    """
    units = list(_units(pool))
    first = _first(units, articles, title)
    strangers = Strangers(articles)
    heard = _Heard(pool, articles)
    chosen: list[Unit] = []
    left = budget
    while units and left > 0:
        best: tuple[float, Unit] | None = None
        for unit in [first] if first and not chosen else units:
            worth, size = heard.worth(unit)
            if 0 < size <= left + (_OVER - 1) * budget and (best is None or worth > best[0]):
                ages = any(one.ages for one in unit)
                worth -= (_STRANGER * strangers.count(unit) + _AGES * ages) * abs(worth)
                if best is None or worth > best[0]:
                    best = worth, unit
        if best is None:
            break
        unit = best[1]
        left -= heard.worth(unit)[1]
        heard.hear(unit)
        strangers.meet(unit)
        same = [at for at, other in enumerate(chosen) if other[0].at == unit[0].at]
        if same:
            chosen[same[0]] = unit
        else:
            chosen.append(unit)
        units = [other for other in units if heard.is_new(other)]
    return chosen


def favour(one: Weighed, article: Article) -> float:
    """What a sentence's worth is multiplied by: more at the front of its article, more where it quotes."""
    return sqrt(front(one.place.number)) * (_QUOTING if one.place.number in quoting(article).holding else 1)


class _Heard:
    """What has been said by the sentences that were taken, and what each other one would add to it."""

    def __init__(self, pool: Sequence[Weighed], articles: Sequence[Article]) -> None:
        self._number = {one.at: number for number, one in enumerate(pool)}
        self._at = [one.at for one in pool]
        self._places = Places([one.vector for one in pool])
        self._totals = [sum(one.vector.values()) for one in pool]
        self._repeats: set[tuple[int, int]] = set()
        self._taken: set[tuple[int, int]] = set()
        self._nearing = Nearing(
            Profile(articles, counts(articles)),
            [words_of(articles[one.article], one.place.number, one.place.start) for one in pool],
        )
        self._favours = [one.place.words * favour(one, articles[one.article]) for one in pool]

    def worth(self, unit: Unit) -> tuple[float, int]:
        """How much nearer a unit brings the text to what the articles tell, by its length and what favours
        it, and how many words it adds.
        """
        fresh = [self._number[one.at] for one in unit if one.at not in self._taken]
        if not fresh:
            return 0.0, 0
        size = sum([one.place.words for one in unit if one.at not in self._taken])
        gain = self._nearing.gain(fresh) / size**LENGTH
        favoured = sum([self._favours[number] for number in fresh]) / size
        return gain * favoured if gain > 0 else gain / favoured, size

    def hear(self, unit: Unit) -> None:
        """Take the sentences of a unit, and note which others say the same."""
        for one in unit:
            if one.at in self._taken:
                continue
            self._taken.add(one.at)
            number = self._number[one.at]
            self._nearing.take(number)
            total = self._totals[number]
            theirs, own, count = self._places.held(one.vector)
            for number, close in self._places.near(one.vector).items():
                share = max(theirs[number] / self._totals[number], own[number] / total)
                if share > _ALL or (count[number] >= _SHARED and (close >= SAME or share >= _HELD)):
                    self._repeats.add(self._at[number])

    def is_new(self, unit: Unit) -> bool:
        """Whether a unit has a sentence that is not taken, and none that repeats one that is."""
        fresh = [one.at for one in unit if one.at not in self._taken]
        return bool(fresh) and self._repeats.isdisjoint(fresh)


def _first(units: Sequence[Unit], articles: Sequence[Article], title: str) -> Unit | None:
    """The sentence that leads: from the top of an article, under the title if it can be, and like it."""
    told = vector(map(STEMS.__getitem__, spellings(title)))

    def worth(unit: Unit) -> float:
        one = unit[0]
        own = _TOP if title and title in " ".join(articles[one.article].title.split()) else 0.0
        return one.weight + _TITLED * cosine(one.vector, told) + _TOP * (one.place.number == 0) + own

    leads = [unit for unit in units if len(unit) == 1 and unit[0].place.number < _LEADS]
    return max(leads, key=worth, default=None)


def _units(pool: Sequence[Weighed]) -> Iterator[Unit]:
    """Every sentence of the pool with those that it needs, unless one of them cannot be shown."""
    known = {one.at: one for one in pool}
    for one in pool:
        if one.place.goes_on:
            continue
        unit: Unit = (one,)
        while unit[0].place.needs and len(unit) < TOGETHER:
            before = known.get((one.article, unit[0].place.number - 1))
            if before is None:
                break
            unit = (before, *unit)
        if not unit[0].place.needs and not any(
            cosine(a.vector, b.vector) >= SAME for a, b in combinations(unit, 2)
        ):
            yield unit


class Strangers:
    """Who is called by the last name alone, and has not been introduced by the full one."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._full = {name.parts[-1] for article in articles for name in article.names if len(name.parts) > 1}
        self._met: set[str] = set()
        self._known: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]] = {}

    def count(self, unit: Unit) -> int:
        """How many such names the unit has."""
        met = set(self._met)
        strange = 0
        for one in unit:
            full, last = self._of(one)
            met |= full
            strange += len(last - met)
        return strange

    def meet(self, unit: Unit) -> None:
        """Remember who is introduced in the unit."""
        for one in unit:
            self._met |= self._of(one)[0]

    def _of(self, one: Weighed) -> tuple[frozenset[str], frozenset[str]]:
        """The last names of full names in a sentence, and those that stand alone."""
        if one.at not in self._known:
            article = self._articles[one.article]
            inside = [
                name for name in article.names if one.place.start <= name.start and name.end <= one.place.end
            ]
            full = frozenset(name.parts[-1] for name in inside if len(name.parts) > 1)
            low, _ = article.sentence_words[one.place.number]
            first = (
                KEYS[article.columns.texts[low]].partition("'")[0] if low < len(article.columns.texts) else ""
            )
            alone = {name.parts[0] for name in inside if len(name.parts) == 1} | {first}
            self._known[one.at] = full, frozenset(alone & self._full) - full
        return self._known[one.at]
