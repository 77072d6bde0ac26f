"""How much each sentence, by itself, says of what the sources tell together.

Responsible for the vectors of sentences and their weights: the cosine with the centroid of the articles,
more at the front of its article, plus how well the other articles hold it. Which of them make a text
together is for `choice`. Must not know: themes, headings, citations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt
from typing import Final, NamedTuple

from dateline.compose.background import rarities
from dateline.compose.openings import ages_soon
from dateline.compose.showing import Sentence, usable
from dateline.compose.vectors import Vector, cosine, unit
from dateline.evidence.articles import Article
from dateline.evidence.voices import COPIED, copied
from dateline.evidence.words import STEMS, spellings

FRONT: Final = 0.75  # of the cosine with the centroid that the place in the article decides
SHARED: Final = 0.35  # what the best cosines in the other articles weigh
_AGES: Final = 0.9  # of its weight that a sentence keeps which says "yesterday": a briefing is read later
_MOST: Final = 600  # sentences that are weighed against all others; more are sifted first


class Weighed(NamedTuple):
    """A sentence that may be shown, with its weight."""

    article: int
    """Its article's place in the sequence that was given."""
    place: Sentence
    vector: Vector
    """Its stems, by how rare they are; of length 1."""
    weight: float
    ages: bool = False
    """Whether it tells of a day as only that day does: "yesterday"."""

    @property
    def at(self) -> tuple[int, int]:
        """The article and the number of the sentence: what tells it from all others."""
        return self.article, self.place.number


def vector(stems: Iterable[str]) -> dict[str, float]:
    """The stems with the logarithm of their counts by their rarity, of length 1; {} without content."""
    rare = rarities()
    weights = {stem: (1 + log(count)) * rare[stem] for stem, count in Counter(stems).items() if stem}
    return unit(weights)


def groups(articles: Sequence[Article]) -> list[int]:
    """For each article the number of its text: copies of one text share one, so that they do not count
    twice.
    """
    found: list[int] = []
    for number, article in enumerate(articles):
        same = (found[other] for other in range(number) if copied(articles[other], article) >= COPIED)
        found.append(next(same, number))
    return found


@lru_cache(64)
def vectors(article: Article) -> tuple[Vector, ...]:
    """The vector of every sentence of an article. Kept: more than one part asks."""
    return tuple(vector(article.stems[low:high]) for low, high in article.sentence_words)


def centroid(articles: Sequence[Article], copies: Sequence[int]) -> dict[str, float]:
    """The mean of all sentences' vectors, each text and each title counted once, of length 1."""
    total: defaultdict[str, float] = defaultdict(float)
    many = Counter(copies)
    for article, group in zip(articles, copies, strict=True):
        title = vector(map(STEMS.__getitem__, spellings(article.title)))
        for one in (*vectors(article), title):
            for stem, weight in one.items():
                total[stem] += weight / many[group]
    return unit(total)


@lru_cache(64)
def middle(article: Article) -> dict[str, float]:
    """The centroid of one article. Kept, as `vectors` are."""
    return centroid([article], [0])


def counts(articles: Sequence[Article]) -> list[float]:
    """How much each article counts for what they tell together, from 0 to 1.

    The root of how near it is to the others, as a share of the nearest: one about something else says little
    of the story. Copies of one text share what it counts.
    """
    copies = groups(articles)
    own = [middle(article) for article in articles]
    total: defaultdict[str, float] = defaultdict(float)
    texts: dict[int, defaultdict[str, float]] = {}
    many = Counter(copies)
    for one, copy in zip(own, copies, strict=True):
        text = texts.setdefault(copy, defaultdict(float))
        for stem, weight in one.items():
            text[stem] += weight / many[copy]
            total[stem] += weight / many[copy]
    near = [
        sum([weight * (total[stem] - texts[copy][stem]) for stem, weight in one.items()])
        for one, copy in zip(own, copies, strict=True)
    ]
    most = max(near, default=0.0)
    if len(texts) < 2 or most <= 0:
        return [1 / many[copy] for copy in copies]
    return [sqrt(max(close, 0.0) / most) / many[copy] for close, copy in zip(near, copies, strict=True)]


@lru_cache(64)
def shown(article: Article) -> tuple[tuple[Sentence, Vector], ...]:
    """The sentences of an article that may be shown, each with its vector. Kept, as `vectors` are."""
    own = vectors(article)
    return tuple((place, own[place.number]) for place in usable(article) if own[place.number])


def weighed(articles: Sequence[Article]) -> list[Weighed]:
    """The sentences that may be shown, in the order of the articles, each with its weight."""
    copies = groups(articles)
    middle = centroid(articles, copies)
    found: list[Weighed] = []
    for number, article in enumerate(articles):
        count = len(article.sentences)
        for place, own in shown(article):
            front = 1 - FRONT * place.number / count
            ages = ages_soon(article.text[place.start : place.end])
            found.append(
                Weighed(number, place, own, cosine(own, middle) * front * (_AGES if ages else 1), ages)
            )
    if len(found) > _MOST:
        kept = set(sorted(range(len(found)), key=lambda at: (-found[at].weight, at))[:_MOST])
        found = [one for at, one in enumerate(found) if at in kept]
    others = len(set(copies)) - 1
    if others < 1:
        return found
    near = elsewhere([one.vector for one in found], [copies[one.article] for one in found])
    return [
        one._replace(weight=one.weight + SHARED * sum(best.values()) / others)
        for one, best in zip(found, near, strict=True)
    ]


class Places:
    """Where every stem stands among some vectors, so that only those are compared that share one."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._of: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, one in enumerate(vectors):
            for stem, weight in one.items():
                self._of[stem].append((at, weight))

    def near(self, one: Vector) -> dict[int, float]:
        """The cosines of a vector with all that share a stem with it, by their numbers."""
        near: dict[int, float] = {}
        for stem, weight in one.items():
            for at, other in self._of.get(stem, ()):
                near[at] = near.get(at, 0.0) + weight * other
        return near

    def held(self, one: Vector) -> tuple[dict[int, float], dict[int, float], Counter[int]]:
        """By number, how much of each vector the one holds, how much of it each, and in how many stems."""
        count: Counter[int] = Counter()
        theirs: dict[int, float] = {}
        own: dict[int, float] = {}
        for stem, weight in one.items():
            for at, other in self._of.get(stem, ()):
                theirs[at] = theirs.get(at, 0.0) + other
                own[at] = own.get(at, 0.0) + weight
                count[at] += 1
        return theirs, own, count


def elsewhere(vectors: Sequence[Vector], group: Sequence[int]) -> list[dict[int, float]]:
    """For each vector its best cosine in every group but its own; groups that share nothing with it are left
    out.
    """
    places = Places(vectors)
    found: list[dict[int, float]] = []
    for one, own in zip(vectors, group, strict=True):
        best: dict[int, float] = {}
        for at, close in places.near(one).items():
            of = group[at]
            if close > best.get(of, 0.0):
                best[of] = close
        best.pop(own, None)
        found.append(best)
    return found
