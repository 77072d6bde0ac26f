"""Which sentences tell best what happened on a date.

Responsible for the vectors of sentences and the greedy choice by centroid. A date has two centres: that of
the sentences that name it, and that of the fronts of articles of its day and the next. What both share is
what happened (Gholipour Ghalandari & Ifrim 2020; here by geometric mean). Must not know: ranks, citations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from math import log, sqrt
from typing import Final, NamedTuple

from dateline.compose.background import rarities
from dateline.compose.occasions import Occasion, Teller
from dateline.compose.openings import ages_soon
from dateline.compose.showing import Sentence, usable_at
from dateline.compose.vectors import Vector, cosine, unit
from dateline.evidence.articles import Article
from dateline.patterns import deferred

CLOSE: Final = 0.5
"""Of the greatest nearness to the centre that a sentence must reach."""
SAME: Final = 0.5
"""The cosine from which on two sentences say the same."""
_OWN: Final = 20  # articles from which on their own counts weigh as much as those of news at large
_AGES: Final = 0.9  # what a sentence weighs that calls its date "yesterday"
_SAID: Final = 0.92  # what a sentence weighs that stands above the timeline already
_AHEAD: Final = 0.7  # what a sentence weighs that was written before its date: it tells what was to come
_ASIDE: Final = 0.85  # what a date weighs that a sentence mentions besides
_PARTED: Final = deferred(r" (?=[.,;:!?%)\]\u201d]|['\u2019](?:s|re|ve|ll|d|m)?\b|n['\u2019]t\b)")
_MOST: Final = 300  # sentences of a date that are looked at


class Told(NamedTuple):
    """A sentence that may be taken for a date."""

    teller: Teller
    place: Sentence
    vector: dict[str, float]


class Vectors:
    """Sentences as vectors of length 1: stems by how rare they are, here and in news at large."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._kept: dict[tuple[int, int], dict[str, float]] = {}
        count = len(articles)
        counts: Counter[str] = Counter()
        for article in articles:
            counts.update(article.stem_sentences.keys())
        background, own = rarities(), count / (count + _OWN)
        self._rare = {
            stem: own * log((count + 1) / (few + 0.5)) + (1 - own) * background[stem]
            for stem, few in counts.items()
        }

    def of(self, article: int, number: int) -> dict[str, float]:
        """The vector of a sentence; {} if it has no content."""
        key = article, number
        if key not in self._kept:
            read = self._articles[article]
            low, high = read.sentence_words[number]
            self._kept[key] = self._vector(read.stems[low:high])
        return self._kept[key]

    def _vector(self, stems: Iterable[str]) -> dict[str, float]:
        rare = self._rare
        counted = Counter(stems)
        counted.pop("", None)
        return unit({stem: (1 + log(count)) * rare[stem] for stem, count in counted.items()})


def centre(occasion: Occasion, vectors: Vectors) -> dict[str, float]:
    """What a date is about: the stems that what is said of it shares with what was published then."""
    said = _mean([vectors.of(one.article, one.number) for one in occasion.tellers if one.mention is not None])
    published = _mean([vectors.of(article, number) for article, number in occasion.near])
    if not said or not published:
        return unit(said or published)
    both = {stem: sqrt(weight * published[stem]) for stem, weight in said.items() if stem in published}
    return unit(both) or unit(said)


def _mean(vectors: Sequence[Vector]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            total[stem] += weight
    return {stem: weight / len(vectors) for stem, weight in total.items()}


def tell(
    occasion: Occasion,
    articles: Sequence[Article],
    vectors: Vectors,
    many: int,
    accept: Callable[[Told], bool] = lambda _: True,
    said: Container[frozenset[str]] = (),
) -> list[Told]:
    """The sentences to take for a date, the best first: at most `many`, none that `accept` refuses.

    Where others do as well, none is taken that has the stems of one in `said`.
    Each next one is that which brings all that were taken nearest to the centre; none repeats another one.
    """
    middle = centre(occasion, vectors)
    pool = _pool(occasion, articles, vectors, middle, said)
    taken: list[Told] = []
    together: dict[str, float] = {}
    while pool and len(taken) < many:
        best = max(pool, key=lambda one: (_worth(one, middle, together), -one[1].article, -one[1].number))
        pool.remove(best)
        shown = _shown(articles[best[1].article], best[1].number)
        if shown is None or shown.needs:
            continue
        told = Told(best[1], shown, best[2])
        if not accept(told):
            continue
        taken.append(told)
        for stem, weight in told.vector.items():
            together[stem] = together.get(stem, 0.0) + weight
        pool = [one for one in pool if cosine(one[2], told.vector) < SAME]
    return taken


def _shown(article: Article, number: int) -> Sentence | None:
    """The sentence as it may be shown; None if it may not.

    A text whose words are parted ("He said , `` No . ''") is judged as if they were not: so are research
    collections kept.
    """
    if 2 * article.text.count(" .") <= len(article.sentences):
        return usable_at(article, number)
    start, end = article.sentences[number]
    words = article.text[start:end].replace("`` ", "\u201c").replace(" ''", "\u201d").replace("( ", "(")
    words = _PARTED.sub("", words)
    whole = Article(article.key, "", "", article.published, words)
    found = usable_at(whole, 0) if len(whole.sentences) == 1 else None
    return found and Sentence(number, start, end, found.words, found.needs)


_Candidate = tuple[float, Teller, dict[str, float]]


def _pool(
    occasion: Occasion,
    articles: Sequence[Article],
    vectors: Vectors,
    middle: Vector,
    said: Container[frozenset[str]],
) -> list[_Candidate]:
    """The sentences that may be taken: those not far from the centre, the nearest first."""
    found = []
    for teller in occasion.tellers:
        vector = vectors.of(teller.article, teller.number)
        weight = 1.0 if teller.main else _ASIDE
        weight *= _AHEAD if articles[teller.article].published < occasion.days[0] else 1.0
        weight *= _SAID if frozenset(vector) in said else 1.0
        weight *= _AGES if teller.mention and ages_soon(teller.mention.words) else 1.0
        if vector:
            found.append((cosine(vector, middle), weight, teller, vector))
    least = CLOSE * max((near for near, *_ in found), default=0.0)
    near_ones = sorted(
        (one for one in found if one[0] >= least), key=lambda one: (-one[0], one[2].article, one[2].number)
    )
    return [(weight, teller, vector) for _, weight, teller, vector in near_ones[:_MOST]]


def _worth(one: _Candidate, middle: Vector, together: Vector) -> float:
    """How near to the centre the sentences that were taken are once this one is added."""
    weight, _, vector = one
    if not together:
        return weight * cosine(vector, middle)
    # The length of the sum of two vectors, from their lengths and their product.
    product = cosine(vector, together)
    square = sum([value * value for value in together.values()]) + 1 + 2 * product
    return weight * (cosine(vector, middle) + cosine(together, middle)) / sqrt(square)
