"""Which articles tell one story: new ones join a story that is there, or found one together.

Responsible for the plan and its reasons. Articles are joined from the most alike on (average linkage of the
cosines of `compose.likeness`, each less the further apart the articles were published) until no two groups
are alike enough. The stories that are there are groups from the start: none is parted or joined to another.
Deterministic, and the same in whatever order articles are given: ties go by key. Must not know: files, slugs.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import exp
from typing import Final

import msgspec

from dateline.compose.headline import headline
from dateline.compose.likeness import profile, rarity, shared, vector, written
from dateline.compose.vectors import Vector
from dateline.evidence.articles import Article

ENOUGH: Final = 0.11
"""How alike two groups are, on average, that tell one story; measured in `eval/clusters.py`."""
UNDATED: Final = date.min
"""The day of an article that has none: it is as near to any other as can be."""
_WEEK: Final = 7.0  # days after which a likeness is worth 1/e
_FLOOR: Final = 0.5  # of a likeness that stays however far apart
_TERMS: Final = 4
SLIGHT: Final = 0.03
"""A likeness below is chance, and tells nobody anything."""


class Near(msgspec.Struct, frozen=True):
    """A story that was weighed: its id, or for one that is founded "" and the key of its first article."""

    story: str
    first: str
    alike: float


class Joined(msgspec.Struct, frozen=True):
    """Why one article is where it is."""

    key: str
    alike: float
    """How like the others of its story it is, on average, from 0 to 1; 0 when it is alone."""
    terms: tuple[str, ...]
    """The words that weighed most in that, as the article spells them."""
    days: int | None
    """From the nearest of the others; None when it is alone, or nobody knows."""
    runner_up: Near | None
    """The story that it would be in otherwise, though that may not be alike enough; None without any."""


class Cluster(msgspec.Struct, frozen=True):
    """A story with the articles that are new in it, in the order of their dates."""

    story: str
    """The id of the story that is there; "" for one that they found."""
    title: str
    """What a founded story may be called; "" for one that is there, or that no title fits."""
    articles: tuple[Joined, ...]
    near: tuple[Near, ...]
    """For a founded story, those that are there and have something in common with it, the nearest first."""


class Clustering(msgspec.Struct, frozen=True):
    """Where all new articles go: stories that are there by id, then founded ones by date and key."""

    clusters: tuple[Cluster, ...]


def cluster(articles: Sequence[Article], stories: Mapping[str, Sequence[Article]]) -> Clustering:
    """Which story each of the articles joins or founds, and why.

    `stories` are those that are there, by id, with their articles; one without articles is joined by none.
    Raises ValueError when two of `articles` have one key. Takes time and space in proportion to the square
    of the articles, and to their number times that of the stories.
    """
    ordered = sorted(articles, key=lambda article: article.key)
    keys = [article.key for article in ordered]
    if len(set(keys)) < len(keys):
        raise ValueError("two articles have one key")
    table = _Table(ordered, stories)
    groups = _joined(table)
    found = [_cluster(table, group, groups) for group in groups if any(at < table.count for at in group)]
    return Clustering(tuple(sorted(found, key=lambda one: (not one.story, one.story, _order(table, one)))))


def _order(table: _Table, one: Cluster) -> tuple[date, str]:
    first = one.articles[0].key
    return table.dates[first], first


class _Table:
    """All that is compared: articles by number, then stories by number, and how alike they are."""

    def __init__(self, articles: Sequence[Article], stories: Mapping[str, Sequence[Article]]) -> None:
        self.articles = articles
        self.count = len(articles)
        self.dates = {article.key: article.published for article in articles}
        self.stories = [story for story, told in sorted(stories.items()) if told]
        self._told = [
            sorted(stories[story], key=lambda one: (one.key, one.published)) for story in self.stories
        ]
        profiles = [profile(article) for article in articles]
        told = [[profile(article) for article in members] for members in self._told]
        rare = rarity(profiles, told)
        self.vectors = [vector(one, rare) for one in profiles]
        self._known = [[vector(one, rare) for one in members] for members in told]
        self.sizes = [1] * self.count + [len(members) for members in told]
        self.sums: list[dict[int, float]] = [{} for _ in self.sizes]
        """By number, the likenesses to all others, added up over the articles of stories."""
        self._weigh()

    def _weigh(self) -> None:
        """Fill `sums`."""
        places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, one in enumerate(self.vectors):
            self._link(at, one, places)
            for stem, weight in one.items():
                places[stem].append((at, weight))
        for number, members in enumerate(self._known, self.count):
            total: defaultdict[str, float] = defaultdict(float)
            for one in members:
                for stem, weight in one.items():
                    total[stem] += weight
            self._link(number, total, places)

    def _link(self, number: int, one: Vector, places: Mapping[str, list[tuple[int, float]]]) -> None:
        """Weigh one against the articles that `places` knows."""
        found: defaultdict[int, float] = defaultdict(float)
        for stem, weight in one.items():
            for at, other in places.get(stem, ()):
                found[at] += weight * other
        for at, cosine in found.items():
            days = _days(self.articles[at], self._those(number))
            alike = cosine * (1.0 if days is None else max(exp(-days / _WEEK), _FLOOR))
            self.sums[at][number] = self.sums[number][at] = alike

    def _those(self, number: int) -> Sequence[Article]:
        return self.articles[number : number + 1] if number < self.count else self._told[number - self.count]

    def alike(self, one: Iterable[int], other: Iterable[int]) -> float:
        """How alike two groups are on average, for groups that hold one story at most between them."""
        one, other = list(one), list(other)
        total = sum([self.sums[a].get(b, 0.0) for a in one for b in other])
        return total / (sum([self.sizes[a] for a in one]) * sum([self.sizes[b] for b in other]))

    def reasons(self, at: int, others: Sequence[int]) -> tuple[tuple[str, ...], int | None]:
        """The words that make an article like the others, and the days from the nearest of them."""
        vectors = [self.vectors[other] for other in others if other < self.count]
        vectors += [one for other in others if other >= self.count for one in self._known[other - self.count]]
        terms = shared(self.vectors[at], vectors, _TERMS)
        those = [article for other in others for article in self._those(other)]
        return written(self.articles[at], terms), _days(self.articles[at], those)

    def story(self, group: Sequence[int]) -> str:
        """The id of the story that is there in a group; "" for none."""
        return self.stories[group[-1] - self.count] if group[-1] >= self.count else ""


def _days(article: Article, others: Sequence[Article]) -> int | None:
    """The days from the nearest of the others; None when its own is unknown, or all of theirs."""
    if article.published == UNDATED:
        return None
    dated = (other.published for other in others if other.published != UNDATED)
    return min((abs((article.published - other).days) for other in dated), default=None)


def _joined(table: _Table) -> list[list[int]]:
    """The groups that are left when no two are alike enough, each with its numbers in order.

    Two stories that are there are never joined: their likeness is not even known.
    """
    groups: dict[int, list[int]] = {at: [at] for at in range(len(table.sizes))}
    sums = [dict(row) for row in table.sums]
    sizes = list(table.sizes)
    fixed = [at >= table.count for at in groups]
    heap = [
        (-total / (sizes[a] * sizes[b]), a, b)
        for a, row in enumerate(sums)
        for b, total in row.items()
        if a < b
    ]
    heap = [entry for entry in heap if -entry[0] >= ENOUGH]
    heapq.heapify(heap)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        new = len(sums)
        groups[new] = sorted(groups.pop(a) + groups.pop(b))
        sizes.append(sizes[a] + sizes[b])
        fixed.append(fixed[a] or fixed[b])
        row = {
            other: sums[a].get(other, 0.0) + sums[b].get(other, 0.0)
            for other in sorted(sums[a].keys() | sums[b].keys())
            if other in groups and not (fixed[new] and fixed[other])
        }
        sums.append(row)
        for other, total in row.items():
            sums[other][new] = total
            alike = total / (sizes[new] * sizes[other])
            if alike >= ENOUGH:
                heapq.heappush(heap, (-alike, other, new))
    return sorted(groups.values())


def _cluster(table: _Table, group: list[int], groups: Sequence[list[int]]) -> Cluster:
    """One group as it is told, with its reasons."""
    new = [at for at in group if at < table.count]
    own = [table.articles[at] for at in new]
    story = table.story(group)
    joined = [_reason(table, at, group, groups) for at in new]
    joined.sort(key=lambda one: (table.dates[one.key], one.key))
    near = []
    if not story:
        there = ((name, table.alike(new, [at])) for at, name in enumerate(table.stories, table.count))
        near = [Near(name, "", round(alike, 3)) for name, alike in there if alike >= SLIGHT]
    near.sort(key=lambda one: (-one.alike, one.story))
    return Cluster(story, "" if story else headline(own), tuple(joined), tuple(near))


def _reason(table: _Table, at: int, group: Sequence[int], groups: Sequence[list[int]]) -> Joined:
    """Why an article is in its group, and where it would be otherwise."""
    rest = [other for other in group if other != at]
    best: Near | None = None
    for other in groups:
        alike = 0.0 if other == group else round(table.alike([at], other), 3)
        if alike and (best is None or alike > best.alike):
            story = table.story(other)
            first = "" if story else min(table.articles[one].key for one in other)
            best = Near(story, first, alike)
    article = table.articles[at]
    if not rest:
        return Joined(article.key, 0.0, (), None, best)
    terms, days = table.reasons(at, rest)
    return Joined(article.key, round(table.alike([at], rest), 3), terms, days, best)
