"""A claim, prepared to be looked for in articles: its words, their stems, the names and numbers among them.

Responsible for reading each claim once, however many sources it cites. Must not know: passages, scores, what
is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.languages import language
from dateline.evidence.words import KEYS, STEMS, Columns, columns

CLAIMS: Final = 512
"""The most claims that are kept as they were read."""
_NOTHING: Final = frozenset({""})
_DIGIT: Final = re.compile(r"\d")


class Asked(NamedTuple):
    """A claim, prepared to be looked for in articles."""

    text: str
    tag: str
    """Of its language; "" where nothing says it."""

    stems: frozenset[str]
    """What has content."""
    names: frozenset[str]
    numbers: frozenset[str]
    trigrams: frozenset[tuple[str, str, str]]
    """Empty where the claim stands in the article as it is."""
    language: str


@lru_cache(CLAIMS)
def words_of(claim: str) -> Columns:
    """The words of a claim. Kept, as it is asked of each source that it cites and then audited."""
    return columns(claim)


@lru_cache(CLAIMS)
def asked(claim: str, tag: str = "") -> Asked:
    """The claim as it is looked for. Kept like its words.

    `tag` is that of its language, "" where nothing says it.
    """
    texts = words_of(claim).texts
    keys = list(map(KEYS.__getitem__, texts))
    trigrams = frozenset(zip(keys, keys[1:], keys[2:], strict=False))
    return _asked(claim, tag, texts, list(map(STEMS.__getitem__, texts)), trigrams)


def asked_of(article: Article, claim: str, tag: str) -> Asked:
    """The claim as it is looked for in an article: where it stands there as it is, its words are known."""
    start = article.upheld.find(claim)
    end = start + len(claim)
    if start < 0 or not _is_apart(article.upheld, start, end):
        return asked(claim, tag)
    starts, _, texts = article.columns
    own = slice(bisect_left(starts, start), bisect_left(starts, end))
    return _asked(claim, tag, texts[own], article.stems[own], frozenset())


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text has words of its own: white space before, and none that goes on behind."""
    if start and not text[start - 1].isspace():
        return False
    behind = text[end : end + 2]
    return behind[:1].isspace() or not any(sign.isalnum() or sign == "_" for sign in behind)


def _asked(
    claim: str, tag: str, texts: list[str], stems: list[str], trigrams: frozenset[tuple[str, str, str]]
) -> Asked:
    """The claim of these words."""
    content = frozenset(stems) - _NOTHING
    numbers = frozenset([stem for stem in content if not stem.isalpha() and _DIGIT.search(stem)])
    names = frozenset([stem for stem, text in zip(stems[1:], texts[1:], strict=True) if text[0].isupper()])
    named = names - numbers - _NOTHING
    return Asked(claim, tag, content, named, numbers, trigrams, language(claim, texts, tag, stems=stems))
