"""A short heading for each theme, made of words that stand side by side in the sources.

Responsible for taking the phrase (`phrases`) that says most of a theme and least of the others: it stands in
one of the theme's lines as it is, so that it promises nothing that they do not hold. Must not know: how lines
came together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Final

from dateline.compose.background import rarities
from dateline.compose.phrases import Grammar, Phrase
from dateline.evidence.articles import Article
from dateline.evidence.words import STEMS, spellings

_RAREST: Final = 4.2  # rarity above which a stem is worth no more: it is the table that does not know it
_LENGTHS: Final = {1: 0.4, 2: 1.0, 3: 1.0, 4: 0.85, 5: 0.75}
_NAME: Final = 0.62  # what a name alone is worth, beside one with a noun
_USED: Final = 0.6  # what a phrase is worth that shares a word with a heading above it
_AGAIN: Final = 1.25  # what a phrase is worth that stands in the sources more than once


class Headings:
    """Finds headings for the themes of one story; its phrases are counted once."""

    def __init__(self, articles: Sequence[Article]) -> None:
        grammar = Grammar(articles)
        self._known: dict[str, Phrase] = {}
        self._seen: Counter[str] = Counter()
        for article in articles:
            for phrase in grammar.phrases(article):
                self._known.setdefault(phrase.words.lower(), phrase)
                self._seen[phrase.words.lower()] += 1

    def of(self, themes: Sequence[Sequence[str]]) -> list[str]:
        """A heading for each theme, given the texts of its lines; "" where no phrase will do. No two are
        alike.

        The first letter is a capital; all else is as a source has it.
        """
        counts = [
            Counter(stem for line in lines for stem in {STEMS[word] for word in spellings(line)} - {""})
            for lines in themes
        ]
        total = sum(counts, Counter[str]())
        used: set[str] = set()
        found: list[str] = []
        for lines, count in zip(themes, counts, strict=True):
            best: tuple[float, Phrase] | None = None
            text = "\n".join(lines).lower()
            for words, phrase in self._known.items():
                stems = set(phrase.stems)
                if not stems <= count.keys() or 2 * len(stems & used) > len(stems):
                    continue
                if not phrase.noun and phrase.stems[-1] in used:
                    continue  # "Ada Brandt" and "Harbour chief Brandt"
                worth = self._worth(phrase, count, total, len(lines))
                worth *= _USED if not used.isdisjoint(stems) else 1.0
                worth *= _AGAIN if self._seen[words] > 1 else 1.0
                if (best is None or worth > best[0]) and _stands(words, text):
                    best = worth, phrase
            used.update(best[1].stems if best else ())
            found.append(best[1].words[0].upper() + best[1].words[1:] if best else "")
        return found

    def _worth(self, phrase: Phrase, count: Counter[str], total: Counter[str], lines: int) -> float:
        """How much a phrase says of its theme and of no other."""
        rare = rarities()
        least = min(count[stem] for stem in phrase.stems) / lines
        worth: float = (0.5 + least) * sum(
            min(rare[stem], _RAREST) * count[stem] / lines * sqrt(count[stem] / (total[stem] + 0.5))
            for stem in dict.fromkeys(phrase.stems)
        )
        worth *= _LENGTHS.get(len(phrase.words.split()), 0.65)
        return worth if phrase.noun else worth * _NAME


def _stands(words: str, text: str) -> bool:
    """Whether these words stand side by side in the text: of "British police" and "the Portuguese coast" no
    "Portuguese police" is made.
    """
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(words, end)
    return False
