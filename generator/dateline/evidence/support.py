"""Which passage of an article supports a claim best, and how well: lexical support, not entailment.

Responsible for: the best window of one to three sentences, its score and its marks.
Must not know: stories, citations, other sources.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.values import Passage, Span, Standing, Support
from dateline.evidence.words import STEMS, columns

SUPPORTED: Final = 0.6
WEAK: Final = 0.35


def support(claim: str, article: Article) -> Support:
    """The passage of `article` that supports `claim` best, with its score from 0 to 1."""
    if not article.text.strip():
        return Support(article.key, Standing.NOT_CHECKED, 0.0, None, "no text is kept of this article")
    stems = frozenset(STEMS[text] for text in columns(claim).texts) - {""}
    held: dict[int, set[str]] = {}
    for stem in stems:
        for at in article.stem_places.get(stem, ()):
            held.setdefault(article.word_sentences[at], set()).add(stem)
    windows = [(i, j) for i in held for j in range(i, min(i + 3, len(article.sentences)))]
    scored = [(len(set().union(*(held.get(k, ()) for k in range(i, j + 1)))), i - j, -i) for i, j in windows]
    if not scored:
        return Support(article.key, Standing.UNSUPPORTED, 0.0, _passage(article, 0, 0, ()))
    count, width, first = max(scored)
    score = count / len(stems)
    standing = (
        Standing.SUPPORTED if score >= SUPPORTED else Standing.WEAK if score >= WEAK else Standing.UNSUPPORTED
    )
    return Support(article.key, standing, score, _passage(article, -first, -first - width, stems))


def _passage(article: Article, first: int, last: int, stems: Iterable[str]) -> Passage:
    """The sentences `first` to `last`, with the words of these stems marked."""
    start, end = article.sentences[first][0], article.sentences[last][1]
    starts, ends, texts = article.columns
    low, high = bisect_left(starts, start), bisect_left(starts, end)
    places = sorted(at for stem in stems for at in article.stem_places.get(stem, ()) if low <= at < high)
    marks: list[Span] = []
    previous = -3
    for at in places:
        near = at - previous == 1 or (at - previous == 2 and not STEMS[texts[at - 1]])
        begin = marks.pop()[0] if near else starts[at] - start
        marks.append((begin, ends[at] - start))
        previous = at
    return Passage(start, end, article.text[start:end], tuple(marks))
