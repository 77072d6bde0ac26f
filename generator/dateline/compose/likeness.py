"""How like two articles are: the words that they share, weighed by how rare these are and how they stand.

Responsible for the vector of an article and the words behind a likeness. A word counts by the logarithm of
how often it stands in the first 400, half as much again where it is capitalised, twice in the title; then by
its rarity squared: the words of a beat are shared by all its stories, those of one by its articles alone.
Rarity is that of `compose.background`, and of the stories and articles at hand.
Must not know: dates, what is joined to what.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import Final

from dateline.compose.background import STORIES, rarities
from dateline.compose.vectors import Vector, unit
from dateline.evidence.articles import Article
from dateline.evidence.words import STEMS, spellings

FIRST: Final = 400  # words that are looked at: news says at its front what it is about
_CHARACTERS: Final = 8_000  # that hold them, in any language with words
_CAPITAL: Final = 1.5
_TITLE: Final = 2.0
OWN: Final = 0.05
"""What an article whose story is not known yet counts for, in stories."""

Profile = dict[str, float]


def profile(article: Article) -> Profile:
    """How much the article makes of each stem, before it is known how rare they are; {} without content."""
    counts: defaultdict[str, float] = defaultdict(float)
    for words, worth in ((spellings(article.title), _TITLE), (_front(article), 1.0)):
        for word in words:
            counts[STEMS[word]] += worth * _CAPITAL if word[0].isupper() else worth
    counts.pop("", None)
    return {stem: 1 + log(count) for stem, count in sorted(counts.items())}


def rarity(loose: Iterable[Profile], stories: Iterable[Sequence[Profile]]) -> dict[str, float]:
    """By stem, the square of the logarithm of one in how many stories use it.

    `stories` count beside those of the background, but for the first that uses a stem: one that is rare in
    news is no less telling for being that story's own. `loose` articles count for little each. The result
    has exactly the stems that these profiles have.
    """
    used: defaultdict[str, float] = defaultdict(float)
    count = float(STORIES)
    for told in stories:
        count += bool(told)
        for one in told:
            for stem in one:
                used[stem] += 1 / len(told)
    used = defaultdict(float, {stem: max(share - 1, 0.0) for stem, share in used.items()})
    for one in loose:
        count += OWN
        for stem in one:
            used[stem] += OWN
    known = rarities()
    return {
        stem: log((count + 1) / ((STORIES + 1) * exp(-known[stem]) + share)) ** 2
        for stem, share in used.items()
    }


def vector(of: Profile, rare: Mapping[str, float]) -> dict[str, float]:
    """The profile by how rare its stems are, of length 1; {} without content."""
    return unit({stem: worth * rare[stem] for stem, worth in of.items()})


def shared(one: Vector, others: Sequence[Vector], most: int) -> tuple[str, ...]:
    """The stems that make the vector like the others, those that weigh most first, `most` at most."""
    weights = {stem: weight * sum([other.get(stem, 0.0) for other in others]) for stem, weight in one.items()}
    best = sorted((stem for stem, weight in weights.items() if weight), key=lambda s: (-weights[s], s))
    return tuple(best[:most])


def written(article: Article, stems: Iterable[str]) -> tuple[str, ...]:
    """Each of the stems as the article spells it most often."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in (*_front(article), *spellings(article.title)):
        found[STEMS[word]][word] += 1
    return tuple(found[stem].most_common(1)[0][0] if found[stem] else stem for stem in stems)


def _front(article: Article) -> list[str]:
    return spellings(article.text[:_CHARACTERS])[:FIRST]
