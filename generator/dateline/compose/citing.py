"""Which sources hold a sentence that was taken from one of them.

A source is cited beside the first when a passage of it covers the sentence, holds all its figures, dates and
names, and the audit finds nothing there that differs. Copies of one report hold it word for word, and are
cited too. Must not know: how sentences are chosen or arranged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline import rules
from dateline.compose.showing import Sentence
from dateline.compose.values import Line
from dateline.evidence.articles import Article
from dateline.evidence.asking import asked
from dateline.evidence.audit import audit
from dateline.evidence.facts import Claim
from dateline.evidence.grounds import Ground
from dateline.evidence.languages import ENGLISH
from dateline.evidence.support import best_window, support
from dateline.evidence.values import Asked

COVERED: Final = 0.75
"""The share of a sentence's stems that a passage of another source must hold."""


def line(place: Sentence, articles: Sequence[Article], first: int) -> Line | None:
    """The sentence as a line, with the first article's key and every other that holds it; None if the audit
    proves something against it.
    """
    article = articles[first]
    words = article.text[place.start : place.end]
    others = [other for other in articles if other.key != article.key]
    cited = [article, *(other for other in others if holds(other, words, article))]
    supports = [support(words, one) for one in cited]
    found = audit(Asked(words, written=article.published), cited, (), supports)
    if any(finding.rule in PROVABLE for finding in found):
        return None
    return Line(words, tuple(one.key for one in cited), (place.start, place.end), goes_on=place.goes_on)


PROVABLE: Final = frozenset(
    name for name, rule in rules.BY_NAME.items() if rule.level is rules.Level.PROVABLE
)
"""The rules of level 1."""


def holds(other: Article, words: str, first: Article) -> bool:
    """Whether another article says what these words of the first one say."""
    if words in other.text:
        return True
    ask = asked(words)
    if other.language_name != ENGLISH or not ask.stems or not other.sentences:
        return False
    if len(ask.stems & other.known_stems) < COVERED * len(ask.stems):
        return False
    window = best_window(ask, other)
    if len(window.held) < COVERED * len(ask.stems):
        return False
    found = support(words, other)
    if found.passage is None:
        return False
    ground = Ground(other, found.passage)
    if not all(ground.holds(fact) for fact in Claim(words, first.published).all):
        return False
    return not audit(Asked(words, written=first.published), [other], (), [found])
