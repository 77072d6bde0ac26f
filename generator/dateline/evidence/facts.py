"""The facts of a claim: its figures, dates and names, and whether an article or a passage holds them.

Responsible for: which words of a claim are facts that a source must give, and asking an article for each.
Must not know: findings, messages, stories; what it means that a fact is not held.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final

from dateline.dates.mentions import Anchor, Grain, Mention, agrees, mentions
from dateline.evidence.articles import Article
from dateline.evidence.contrast import Range
from dateline.evidence.figures import Figure, Kind, figures, holds
from dateline.evidence.names import BARE, Held, Name, is_titled, names, opens, runs
from dateline.evidence.values import Passage
from dateline.evidence.words import KEYS, STOP, Columns, columns

Fact = Figure | Mention | Name

_MAY_DATE: Final = re.compile(
    r"\d|day\b|(?:Jan|Feb|March|April|\bMay\b|June|July|Aug|Sept|Oct|Nov|Dec)|Christmas|Easter|Eve\b"
)
_ENGLISH: Final = frozenset(
    """the of and to that was for with said from by has have it is on be are were which who as at had not after
    their his her will would been but they into than""".split()
)
_UNCLAIMED: Final = frozenset({Grain.VAGUE, Grain.DECADE, Grain.CENTURY})


class Claim:
    """A claim's text and the facts in it; what a claim has none of costs next to nothing."""

    def __init__(self, text: str, written: date) -> None:
        self.text = text
        self._written = written
        self.words: Columns = columns(text)

    @cached_property
    def is_english(self) -> bool:
        """Whether the words are English enough to be read for names, dates and number words."""
        texts = self.words.texts
        if len(texts) < 6 or not _ENGLISH.isdisjoint(texts):
            return True
        return 5 * sum(KEYS[word] in STOP for word in texts) >= len(texts)

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The dates that a source must give: no durations, nothing vague."""
        if not self.is_english or not _MAY_DATE.search(self.text):
            return ()
        return tuple(found for found in mentions(self.text, self._written) if found.grain is not Grain.VAGUE)

    @cached_property
    def claimed_dates(self) -> tuple[Mention, ...]:
        """The dates that name a day, a month or a year themselves."""
        return tuple(
            found
            for found in self.dates
            if found.grain not in _UNCLAIMED and found.anchor is not Anchor.WHOLE
        )

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that a source must give: none inside a date or a name, no loose words."""
        found = figures(self.text, self.words)
        if not found:
            return ()
        spans = [(named.start, named.end) for named in self.claimed_dates]
        return tuple(figure for figure in found if self._counts(figure, spans))

    def _counts(self, figure: Figure, spans: list[tuple[int, int]]) -> bool:
        if figure.loose or any(start < figure.end and figure.start < end for start, end in spans):
            return False
        if any(letter.isdigit() for letter in figure.words):
            return True
        return self.is_english and (figure.words[0].islower() or figure.start == 0)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names, without what a date has."""
        return names(self.text, self.words) if self.is_english else ()

    @cached_property
    def places(self) -> tuple[Range, ...]:
        """The words of everything that another text may have another fact for: figures and capitalised words."""
        found = {self.range(figure) for figure in self.figures}
        if not is_titled(self.text, self.words):
            for run in runs(self.text, self.words):
                if len(run) > 1 or not opens(self.text, self.words.starts[run[0]]):
                    found.add((run[0], run[-1] + 1))
        return tuple(sorted(found))

    @cached_property
    def keys(self) -> list[str]:
        """The bare keys of its words."""
        return list(map(BARE.__getitem__, self.words.texts))

    def range(self, fact: Fact) -> Range:
        """The words of a fact, as their numbers."""
        low = bisect_left(self.words.starts, fact.start)
        if low and self.words.ends[low - 1] > fact.start:
            low -= 1
        return low, max(low + 1, bisect_left(self.words.starts, fact.end))


def gives(article: Article, fact: Fact) -> bool:
    """Whether the article's text or title holds a fact, or its own data: who published it, and when."""
    if isinstance(fact, Name):
        return article.held.name(fact)
    if isinstance(fact, Mention):
        return gives_date(article, fact)
    return _gives_figure(fact, article.figures)


def gives_date(article: Article, claimed: Mention) -> bool:
    """Whether a date of the text agrees, the words stand there, or the article was published then."""
    if claimed.earliest <= article.published <= claimed.latest and claimed.anchor is not Anchor.NONE:
        return True
    if any(agrees(claimed, given) for given in article.mentions):
        return True
    return _says(article.text, claimed.words) or _says(article.title, claimed.words)


def _says(text: str, words: str) -> bool:
    """Whether the words stand in the text, as whole words."""
    at = text.find(words)
    end = at + len(words)
    return at >= 0 and not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()


def _gives_figure(claimed: Figure, given: Sequence[Figure]) -> bool:
    return any(holds(claimed, figure) for figure in given)


def in_passage(article: Article, passage: Passage, fact: Fact) -> bool:
    """Whether a passage of the article holds a fact."""
    start, end = passage.start, passage.end
    if isinstance(fact, Figure):
        return _gives_figure(fact, [figure for figure in article.figures if start <= figure.start < end])
    if isinstance(fact, Mention):
        inside = (given for given in article.mentions if start <= given.start < end)
        return _says(passage.text, fact.words) or any(agrees(fact, given) for given in inside)
    low, high = word_range(article, passage)
    keys = set(map(BARE.__getitem__, article.columns.texts[low:high]))
    if keys.issuperset(fact.parts[fact.soft :]):
        return True
    starts, ends, texts = article.columns
    return Held(Columns(starts[low:high], ends[low:high], texts[low:high])).name(fact)


def word_range(article: Article, passage: Passage) -> Range:
    """The words of a passage, as their numbers in the article."""
    starts = article.columns.starts
    return bisect_left(starts, passage.start), bisect_left(starts, passage.end)


def is_same(claim: Claim, place: Range, article: Article, there: Range) -> bool:
    """Whether the words of the claim and those of the article's place are one fact in two spellings."""
    said, given = set(claim.keys[place[0] : place[1]]), set(article.row.keys[there[0] : there[1]])
    if said <= given or given <= said:
        return True
    start, end = claim.words.starts[place[0]], claim.words.ends[place[1] - 1]
    starts, ends, texts = (column[there[0] : there[1]] for column in article.columns)
    held = Held(Columns(starts, ends, texts))
    if all(held.word(part) for part in said):
        return True
    figures = [figure for figure in claim.figures if start <= figure.end and figure.start <= end]
    inside = [
        figure
        for figure in article.figures
        if starts and starts[0] <= figure.end and figure.start <= ends[-1]
    ]
    return bool(figures) and all(_gives_figure(figure, inside) for figure in figures)


def is_level_one(fact: Fact) -> bool:
    """Whether it can be proved that a fact is in no source: not for one word that may be no name."""
    return not isinstance(fact, Name) or fact.is_full


def is_clock(fact: Fact) -> bool:
    """Whether the fact is a time of day."""
    return isinstance(fact, Figure) and fact.kind is Kind.CLOCK
