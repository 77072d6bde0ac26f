"""What the articles tell together, as weights of words and of pairs of them, and how near texts come to it.

A text is as good as the cosine of its words and pairs with those of the articles, in which the front of each
counts for more, and an article for less that is unlike the others. So what chosen sentences have said counts
for less by itself (centroid optimisation, Gholipour Ghalandari 2017, here with pairs of neighbours, and with
places). A word that stands in many of the sentences counts in pairs alone: no list of function words is
needed, in any language. Must not know: which sentences may be shown, what else makes a choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.words import KEYS, STEMS, spellings

_HALF: Final = 16  # the sentence of an article that counts half as much as its first
_COMMON: Final = 0.22  # of the sentences: a word that stands in more of them counts in pairs alone
_FEW: Final = 2  # sentences beyond that: of a few sentences, a quarter says nothing of a word

_PAIR: Final = " ".join  # strings, and no tuples, which the garbage collector would have to walk


def front(place: int) -> float:
    """The weight of a sentence by its place in the article: 1 at place 0, and less the later it stands."""
    return _HALF / (_HALF + place)


class Profile:
    """How often some articles use each word and pair of words."""

    def __init__(self, articles: Sequence[Article], counts: Sequence[float]) -> None:
        """`counts` says for each article how much it counts, from 0 on."""
        self._weights: defaultdict[str, float] = defaultdict(float)
        weights = self._weights
        held, count = Counter[str](), 0
        for article, counting in zip(articles, counts, strict=True):
            title = [STEMS[word] or KEYS[word] for word in spellings(article.title)]
            words = _words(article, 0, len(article.stems))
            told = [words[low:high] for low, high in article.sentence_words]
            count += len(told)
            held.update(word for sentence in told for word in set(sentence))
            for place, sentence in ((0, title), *enumerate(told)):
                weight = front(place) * counting
                for word in sentence:
                    weights[word] += weight
                for pair in map(_PAIR, pairwise(sentence)):
                    weights[pair] += weight
        for word, sentences in held.items():
            if sentences > _COMMON * count + _FEW:
                del weights[word]
        self._length = sqrt(sum([weight * weight for weight in weights.values()])) or 1.0

    def grams(self, words: Sequence[str]) -> Counter[str]:
        """How often each word, and each two with a space between, stand there that the profile knows."""
        known = self._weights
        return Counter([gram for gram in (*words, *map(_PAIR, pairwise(words))) if gram in known])

    def product(self, grams: Counter[str]) -> float:
        """The scalar product with the profile, which has length 1."""
        return sum(map(self._weights.__getitem__, grams.elements())) / self._length


class Nearing:
    """The cosine of a profile and the texts that were taken so far, for choosing the next of many."""

    def __init__(self, profile: Profile, texts: Sequence[Sequence[str]]) -> None:
        """`texts` are the words of each."""
        self._grams = [profile.grams(words) for words in texts]
        self._holding: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, grams in enumerate(self._grams):
            for gram, count in grams.items():
                self._holding[gram].append((number, count))
        self._products = list(map(profile.product, self._grams))
        self._squares = [sum([count * count for count in grams.values()]) for grams in self._grams]
        self._shared = [0] * len(self._grams)
        self._product, self._square = 0.0, 0

    def gain(self, numbers: Sequence[int]) -> float:
        """How much nearer these texts bring those that are taken, as if they shared nothing themselves."""
        product = self._product + sum([self._products[one] for one in numbers])
        square = self._square + sum([self._squares[one] + 2 * self._shared[one] for one in numbers])
        return _quotient(product, square) - _quotient(self._product, self._square)

    def take(self, number: int) -> None:
        """Take the text of this number."""
        self._product += self._products[number]
        self._square += self._squares[number] + 2 * self._shared[number]
        for gram, count in self._grams[number].items():
            for other, theirs in self._holding[gram]:
                self._shared[other] += count * theirs


def _quotient(product: float, square: int) -> float:
    return product / sqrt(square) if square else 0.0


def words_of(article: Article, number: int, start: int) -> list[str]:
    """The words of a sentence of an article from the offset `start` on, as they are counted."""
    low, high = article.sentence_words[number]
    starts = article.columns.starts
    while low < high and starts[low] < start:
        low += 1
    return _words(article, low, high)


def _words(article: Article, low: int, high: int) -> list[str]:
    return [stem or key for stem, key in zip(article.stems[low:high], article.keys[low:high], strict=True)]
