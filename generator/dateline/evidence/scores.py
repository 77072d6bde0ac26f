"""Scores and votes: “won 4-2” where a source has a 4 and a 2, and nowhere side by side.

Responsible for one question about two figures of a claim with a hyphen between them that words around them
call a score: does any source have the two together. English. Must not know: support, rules' weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.backing import named
from dateline.evidence.facts import Claim
from dateline.evidence.readings import Figure, Kind
from dateline.evidence.values import Finding
from dateline.patterns import deferred

_CUE: Final = deferred(
    r"\b(?:w[io]n|wins|winning|beat|beats|beaten|beating|lost|lose|loses|losing|defeat|defeats|defeated|draw|drew"
    r"|victory|victories|vote|votes|voted|ruled|ruling|decision|majority|score|scores|lead|leads|led|trail|trails"
    r"|trailed|thrashed|edged|overcame|aggregate)\b",
    re.IGNORECASE,
)
"""Words of which one stands beside a score."""
_AROUND: Final = 40
"""Characters on either side of a score among which one does."""
_HYPHENS: Final = frozenset("-–")
_HIGHEST: Final = 400
"""What no side scores more than."""
_APART: Final = 60
"""Characters between the two figures of a score in words: "seven judges were for it and two against"."""


def untold(claim: Claim, cited: Sequence[Article]) -> Iterator[Finding]:
    """The findings for scores whose figures stand beside each other in none of the articles."""
    if len(claim.figures) < 2 or _HYPHENS.isdisjoint(claim.text):
        return
    for one, two in pairwise(claim.figures):
        if not _is_score(claim.text, one, two):
            continue
        if not any(_have(article, one, two) for article in cited):
            words = claim.text[one.start : two.end]
            keys = named([article.key for article in cited])
            message = f"“{words}” is a score that {keys} does not have, as its figures stand apart there"
            yield Finding("outside-passage", message, "check it against the source", (one.start, two.end))


def _is_score(text: str, one: Figure, two: Figure) -> bool:
    """Whether two figures are a score, and no range."""
    if two.start != one.end + 1 or text[one.end] not in _HYPHENS or {one.kind, two.kind} != {Kind.NUMBER}:
        return False
    if not (one.words.isdigit() and two.words.isdigit() and max(one.values[0], two.values[0]) < _HIGHEST):
        return False
    return bool(_CUE.search(text, max(0, one.start - _AROUND), two.end + _AROUND))


def _have(article: Article, one: Figure, two: Figure) -> bool:
    """Whether an article has two values side by side, in either order."""
    wanted = {one.values[0], two.values[0]}
    return any(
        {first.values[0], second.values[0]} == wanted and second.start - first.end < _APART
        for first, second in pairwise(article.figures)
    )
