"""Which sentences of an article quote somebody, and which of them share a quotation: “It broke. Nobody saw
it,” she said.

Those are shown together or not at all: one from the middle would read as the briefing's own words. Must not
know: which sentences may be shown, what makes a choice.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.marks import quoted
from dateline.evidence.values import Span


class Quoting(NamedTuple):
    """What the sentences of an article quote, by their numbers."""

    holding: frozenset[int]
    """Those in which words of a quotation stand."""
    shared: dict[int, Span]
    """For each that shares a quotation with another, the first and the last of all that hang together so."""


@lru_cache(64)
def quoting(article: Article) -> Quoting:
    """Which sentences quote, and which together; a blank line ends a quotation. Kept: more than one part
    asks.
    """
    sentences = article.sentences
    holding: set[int] = set()
    shared: dict[int, Span] = {}
    number = 0
    for quote in quoted(article.text):
        while number + 1 < len(sentences) and sentences[number][1] <= quote.start:
            number += 1
        first = last = number
        while last + 1 < len(sentences) and sentences[last + 1][0] < quote.end:
            last += 1
        holding.update(range(first, last + 1))
        if last > first:
            first = shared.get(first, (first, first))[0]
            shared.update((one, (first, last)) for one in range(first, last + 1))
    return Quoting(frozenset(holding), shared)
