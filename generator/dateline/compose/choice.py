"""Which sentences to take within so many words: the weightiest, none that repeats another, none without what it needs.

Responsible for the greedy choice over `salience.Weighed`. A sentence that points back ("He", "That vote") is taken
with the one before it in its article or not at all. Must not know: themes, headings, citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dateline.compose.salience import Weighed, cosine
from dateline.evidence.articles import Article
from dateline.evidence.words import KEYS

REPEAT: Final = 0.7  # of its greatest cosine with a chosen sentence that a sentence loses
SAME: Final = 0.5  # the cosine from which on two sentences say the same
_HELD: Final = 0.7  # of a sentence's stems, by rarity, that one chosen sentence may hold
_PULLED: Final = 0.05  # what a pair loses, as its first half was not asked for
_STRANGER: Final = 0.12  # what a surname costs that nobody has introduced
_OVER: Final = 1.06  # of the budget that a last sentence may reach
_CHAIN: Final = 3  # sentences that may hang together

Unit = tuple[Weighed, ...]
"""Sentences that follow one another in an article; each but the first needs the one before it."""


def choose(pool: Sequence[Weighed], articles: Sequence[Article], budget: int) -> list[Unit]:
    """The units to take, in the order of their choice: about `budget` words in all.

    Deterministic: among equals the earlier in `pool` is taken.
    """
    units = list(_units(pool))
    strangers = Strangers(articles)
    near: dict[tuple[int, int], float] = {}
    chosen: list[Unit] = []
    taken: set[tuple[int, int]] = set()
    left = budget
    while units and left > 0:
        best: tuple[float, Unit] | None = None
        for unit in units:
            fresh = [one for one in unit if one.at not in taken]
            if not fresh or _size(fresh) > left + (_OVER - 1) * budget:
                continue
            loss = max(near.get(one.at, 0.0) for one in fresh)
            worth = sum(one.weight for one in fresh) / len(fresh) - REPEAT * loss - _PULLED * (len(fresh) - 1)
            if best is None or worth > best[0]:
                worth -= _STRANGER * strangers.count(unit)
                if best is None or worth > best[0]:
                    best = worth, unit
        if best is None:
            break
        unit = best[1]
        left -= _size(one for one in unit if one.at not in taken)
        taken.update(one.at for one in unit)
        chosen = [*(other for other in chosen if other[0].at != unit[0].at), unit]
        strangers.meet(unit)
        units = [other for other in units if other != unit and not _repeats(other, unit, taken, near)]
    return chosen


def _size(sentences: Sequence[Weighed] | Iterator[Weighed]) -> int:
    return sum(one.place.words for one in sentences)


def _units(pool: Sequence[Weighed]) -> Iterator[Unit]:
    """Every sentence of the pool with those that it needs; what needs one that cannot be shown is left out."""
    known = {one.at: one for one in pool}
    for one in pool:
        unit: Unit = (one,)
        while unit[0].place.needs and len(unit) < _CHAIN:
            before = known.get((one.article, unit[0].place.number - 1))
            if before is None:
                break
            unit = (before, *unit)
        if not unit[0].place.needs:
            yield unit


def _repeats(
    unit: Unit, chosen: Unit, taken: set[tuple[int, int]], near: dict[tuple[int, int], float]
) -> bool:
    """Whether a sentence of the unit that is not taken says what the chosen unit says; keeps how near they are."""
    for one in unit:
        if one.at in taken:
            continue
        for other in chosen:
            close = cosine(one.vector, other.vector)
            near[one.at] = max(near.get(one.at, 0.0), close)
            if close >= SAME or _held(one.vector, other.vector) or _held(other.vector, one.vector):
                return True
    return False


def _held(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether the other sentence holds nearly all of the one's content."""
    total = sum(one.values())
    return total > 0 and sum(weight for stem, weight in one.items() if stem in other) >= _HELD * total


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
