"""The facts of a claim: its figures, dates and names, and whether an article or a passage holds them.

Responsible for: which words of a claim are facts that a source must give, and asking an article for each.
Must not know: findings, messages, stories; what it means that a fact is not held.

Most claims use their source's own words, so the words themselves are looked for first; figures and dates of
an article are read only for a claim that says one in another way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from dateline.dates.mentions import Anchor, Grain, Mention, agrees, mentions, unclear
from dateline.evidence.articles import Article
from dateline.evidence.asking import CLAIMS, asked, words_of
from dateline.evidence.codes import is_no_figure
from dateline.evidence.contrast import Range, Side
from dateline.evidence.digits import digits
from dateline.evidence.figures import figures, holds
from dateline.evidence.languages import ENGLISH
from dateline.evidence.names import is_titled, names, opens, runs
from dateline.evidence.numerals import WORDS as NUMBERS
from dateline.evidence.overlaps import Spans
from dateline.evidence.quantities import BELOW, MINUS
from dateline.evidence.readings import Figure, Kind, Name
from dateline.evidence.rounding import is_size
from dateline.evidence.sizes import sized
from dateline.evidence.values import Span
from dateline.evidence.words import KEYS, STOP, Columns, columns, table
from dateline.once import keeping, once

Fact = Figure | Mention | Name

_DATE_WORDS: Final = frozenset(
    word + ending
    for word in table(
        """January February March April May June July August September October November December Jan
    Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon
    Tue Tues Wed Thu Thur Thurs Fri Sat Sun Day Eve Year Christmas Easter Thanksgiving Halloween Ramadan
    Passover spring summer autumn winter fall quarter Spring Summer Autumn Winter Fall"""
    )
    for ending in ("", "s", "'s", "’s")
).union(
    table("twenties thirties forties fifties sixties seventies eighties nineties"),
    table("20s 30s 40s 50s 60s 70s 80s 90s"),
)
_ENGLISH: Final = frozenset(("the", "The", "and", "that", "with", "from"))
"""Words by which a sentence in plain letters is English, unless it is so by chance."""
_YEAR: Final = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)|['’]\d\d(?!\d)")
_HOUSES: Final = frozenset(
    tuple(line.split())
    for line in ("wall street", "white house", "downing street", "capitol hill", "scotland yard")
)
"""Places that stand for who works there, and whom a source may name instead."""
_UNCLAIMED: Final = frozenset({Grain.VAGUE, Grain.CENTURY})
_NEAR: Final = 16
"""Characters from the digits of a figure to a name in it: "10 percentage Points", "3bn Canadian dollars"."""
_NEXT: Final = 4
"""And from the name to digits: "EUR 3"."""
_DIGIT: Final = re.compile(r"\d")
_MORE: Final = re.compile(
    r"[.,/:]?\d|[ \u00a0-]?(?:hundred|thousand|million|billion|trillion|dozen|mn|bn|tn|per ?cent|pct|%)",
    re.IGNORECASE,
)
_LESS: Final = re.compile(r"(?:\d[.,/:]|[$£€¥])$")


@keeping
class Claim:
    """A claim's text and the facts in it; what a claim has none of costs next to nothing."""

    def __init__(self, text: str, written: date, tag: str = "") -> None:
        """`tag` is that of its language, "" where nothing says it."""
        self.text, self._tag = text, tag
        self._written = written

    @once
    def words(self) -> Columns:
        """Its words."""
        return words_of(self.text)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words of content."""
        return asked(self.text, self._tag).stems

    @once
    def language(self) -> str:
        """The name of the language that it is in; what is too short to tell is English."""
        if not self._tag and self.text.isascii():
            plain = not _ENGLISH.isdisjoint(self.text.split())  # most have one that stands between two spaces
            if plain or not _ENGLISH.isdisjoint(self.words.texts):
                return ENGLISH
        return asked(self.text, self._tag).language

    @once
    def is_english(self) -> bool:
        """Whether it is read for names, dates and number words."""
        return self.language == ENGLISH

    @once
    def dates(self) -> tuple[Mention, ...]:
        """The dates that a source must give: those that name a day, a month or a year themselves."""
        if not self.is_english:
            return ()
        if _DATE_WORDS.isdisjoint(self.words.texts) and not _YEAR.search(self.text):
            return ()
        return tuple(
            found
            for found in mentions(self.text, self._written)
            if found.grain not in _UNCLAIMED and found.anchor is not Anchor.WHOLE and not _may_be_none(found)
        )

    @once
    def unclear(self) -> tuple[tuple[Mention, Mention], ...]:
        """The dates in figures whose order nobody says, each as the two days that it may mean."""
        return unclear(self.text) if self.is_english else ()

    @once
    def figures(self) -> tuple[Figure, ...]:
        """The figures that a source must give: none inside a date or a name, no loose words."""
        if not self.is_english:
            return digits(self.text)
        found = figures(self.text, self.words)
        return tuple(filter(self._counts, sized(self.text, found))) if found else ()

    @once
    def _dated(self) -> Spans:
        days = (*self.dates, *(day for day, _ in self.unclear)) if "/" in self.text else self.dates
        return Spans((day.start, day.end) for day in days)

    def _counts(self, figure: Figure) -> bool:
        if figure.loose:
            return False
        if figure.kind is Kind.CLOCK:  # "7 p.m. Wednesday" is a date, and a time that may be another
            return True
        if (self.dates or "/" in self.text) and self._dated.meets(figure.start, figure.end):
            return False
        if ("-" in self.text or "/" in self.text) and is_no_figure(self.text, figure):
            return False
        if figure.words[0].isdigit() or any(letter.isdigit() for letter in figure.words):
            return True
        return figure.words[0].islower() or figure.start == 0

    @once
    def runs(self) -> list[list[int]]:
        """The runs of capitalised words; none where all words are, as in a headline."""
        return read_names(self.text)[0]

    @once
    def names(self) -> tuple[Name, ...]:
        """The names, without months and weekdays, and without what a figure is in: "EUR 3.2 billion"."""
        found = read_names(self.text)[1] if self.is_english else ()
        if not found or not self._may_be_figures(found) or not self.figures:
            return found
        figures = Spans((figure.start, figure.end) for figure in self.figures)
        return tuple(name for name in found if not figures.surround(name.start, name.end))

    def _may_be_figures(self, found: tuple[Name, ...]) -> bool:
        """Whether a number stands so near to one of the names that both may be of one figure."""
        if not NUMBERS.isdisjoint(map(str.lower, self.words.texts)):
            return True
        return any(_DIGIT.search(self.text, max(0, one.start - _NEAR), one.end + _NEXT) for one in found)

    @once
    def all(self) -> tuple[Fact, ...]:
        """Figures, dates and names, in this order."""
        return (*self.figures, *self.dates, *self.names)

    @once
    def places(self) -> tuple[Range, ...]:
        """The words of all that a source may have something else for: figures, dates, capitalised words."""
        found = {
            self.range((fact.start, fact.end)) for fact in self.all[: len(self.figures) + len(self.dates)]
        }
        found |= set(self._capitals())
        return tuple(sorted(found))

    def _capitals(self) -> Iterable[Range]:
        """Runs of capitalised words, without an ordinary word that opens the sentence."""
        starts, _, texts = self.words
        for run in self.runs:
            plain = KEYS[texts[run[0]]] in STOP or len(run) == 1
            kept = run[1:] if plain and opens(self.text, starts[run[0]]) else run
            if kept:
                yield kept[0], kept[-1] + 1

    @once
    def side(self) -> Side:
        """Its words as they are compared with those of a passage."""
        return Side(self.words.texts)

    def range(self, span: Span) -> Range:
        """The words between two offsets, as their numbers."""
        starts, ends, _ = self.words
        low = bisect_left(starts, span[0])
        if low and ends[low - 1] > span[0]:
            low -= 1
        return low, max(low + 1, bisect_left(starts, span[1]))

    def around(self, words: Range) -> str:
        """Some words with the one before and the one behind them, as they are written."""
        starts, ends, _ = self.words
        return self.text[starts[max(0, words[0] - 1)] : ends[min(len(ends), words[1] + 1) - 1]]

    def span(self, words: Range) -> Span:
        """The offsets of some words."""
        return self.words.starts[words[0]], self.words.ends[words[1] - 1]


@lru_cache(CLAIMS)
def read_names(claim: str) -> tuple[list[list[int]], tuple[Name, ...]]:
    """The runs of capitalised words of a claim, and the names in them.

    Kept, as a story is audited for them, and then asked for the names that it is about.
    """
    words = words_of(claim)
    found = [] if is_titled(claim, words) else list(runs(claim, words))
    return found, names(claim, words, found)


def _may_be_none(found: Mention) -> bool:
    """Whether the words may be no season at all: "the fall" of a cliff, "a spring" in a clock."""
    return found.grain is Grain.SEASON and found.words.lower().split()[-1] in ("fall", "spring")


def gives(article: Article, fact: Fact) -> bool:
    """Whether the article's text or title holds a fact, or its own data: who published it, and when."""
    if isinstance(fact, Name):
        return article.held.name(fact)
    if isinstance(fact, Figure) and article.language_name != ENGLISH:
        # "200" stands in "1 200", and is not it
        return any(holds(fact, figure) for figure in article.figures)
    if not is_part(fact) and (stands(fact.words, article.upheld) or stands(fact.words, article.title)):
        return not isinstance(fact, Mention) or fact.grain is not Grain.SPAN or _has_ends(fact, article)
    if isinstance(fact, Mention):
        return _gives_date(article, fact)
    if any(holds(fact, figure) for figure in article.figures):
        return True
    return fact.size is not None and any(is_size(fact, size) for _, size in article.sizes)


def _gives_date(article: Article, claimed: Mention) -> bool:
    """Whether a date of the text agrees, or the article was published then."""
    if claimed.earliest <= article.published <= claimed.latest and claimed.anchor is not Anchor.NONE:
        return True
    if any(agrees(claimed, given) for given in article.unclear):
        return True
    if any(agrees(claimed, given) for given in article.mentions):
        return claimed.grain is not Grain.SPAN or _has_ends(claimed, article)
    return claimed.is_day and claimed.anchor is Anchor.NONE and _in_parts(claimed, article)


def _has_ends(claimed: Mention, article: Article) -> bool:
    """Whether the numbers of a range ("2001-2004", "2001–04") stand in the text."""
    digits = [word for word in columns(claimed.words).texts if word.isdigit()]
    century = str(claimed.earliest.year)[:2]
    return all(word in article.held.keys or century + word in article.held.keys for word in digits)


def _in_parts(claimed: Mention, article: Article) -> bool:
    """Whether the day stands there without a year, and the year elsewhere."""
    day = claimed.earliest.month, claimed.earliest.day
    return str(claimed.earliest.year) in article.held.keys and any(
        given.is_day and given.anchor is Anchor.YEAR and (given.earliest.month, given.earliest.day) == day
        for given in article.mentions
    )


def is_part(fact: Fact) -> bool:
    """Whether a word is a part of one ("a third of them"), which may stand elsewhere for a place in a row."""
    return isinstance(fact, Figure) and fact.values[0] < 1 and fact.words.isalpha() and len(fact.values) == 1


def stands(words: str, text: str) -> bool:
    """Whether the words stand in the text as they are: "5" does not in "3.5", "5 million" or "$5"."""
    at = text.find(words)
    for _ in range(20):
        if at < 0:
            return False
        end = at + len(words)
        before, behind = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or behind.isalnum() or _is_part(words, text, at, end)):
            return True
        at = text.find(words, at + 1)
    return False


def _is_part(words: str, text: str, start: int, end: int) -> bool:
    """Whether the words are but a part of the figure that stands there: its digits, or all but its sign."""
    before = text[max(0, start - 7) : start]
    if before.endswith(("inus ", "-", "\u2212")) and MINUS.search(before):
        return True
    if text.startswith((" deg", "°", " below", " °"), end) and BELOW.match(text, end):
        return True
    if not words[-1].isdigit():
        return False
    return bool(_MORE.match(text, end) or _LESS.search(text[max(0, start - 2) : start]))


def is_date(texts: Iterable[str]) -> bool:
    """Whether one of the words names a day, a month or a season."""
    return not _DATE_WORDS.isdisjoint(texts)


def is_provable(fact: Fact) -> bool:
    """Whether it can be proved that a fact is in no source: not for one word that may be no name."""
    return not isinstance(fact, Name) or (fact.is_full and fact.parts not in _HOUSES)
