"""The sentences of an article that may be shown, where each begins, and which must come along with it.

Responsible for length and datelines, and for sentences that share a quotation: all of them are shown, or
none. Must not know: salience, other articles. Linear in the text; raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.compose.boilerplate import reads_whole, why_not
from dateline.compose.openings import front, points_back
from dateline.compose.quoting import quoting
from dateline.evidence.articles import Article
from dateline.evidence.languages import ENGLISH
from dateline.evidence.notices import in_notice

FEWEST: Final = 6
MOST: Final = 55
TOGETHER: Final = 3
"""Sentences that may hang together."""
_ORDINAL: Final = re.compile(r"(?<!\d)\d{1,2}\.\Z")


class Sentence(NamedTuple):
    """A sentence that may be shown: its number in its article, and where what is shown of it stands."""

    number: int
    start: int
    end: int
    words: int
    needs: bool
    """Whether the sentence before it must come along."""
    goes_on: bool = False
    """Whether a quotation in it ends in the next sentence, which must come along."""


def usable(article: Article) -> Iterator[Sentence]:
    """The sentences of an article that may go into a briefing, in order, without their datelines.

    Those that share a quotation are all among them, or none is.
    """
    shared = quoting(article).shared
    for number in range(len(article.sentences)):
        if number in shared:
            if shared[number][0] == number:
                yield from _together(article, *shared[number])
        elif (found := _whole(article, number, number)) is not None:
            yield found


def usable_at(article: Article, number: int) -> Sentence | None:
    """The sentence of this number without its dateline; None if it may not go into a briefing by itself."""
    return None if number in quoting(article).shared else _whole(article, number, number)


def _together(article: Article, first: int, last: int) -> Iterator[Sentence]:
    """The sentences from `first` to `last`, which share a quotation, where they may be shown as one could."""
    whole = _whole(article, first, last) if last - first < TOGETHER else None
    if whole is None:
        return
    cut = len(article.text[article.sentences[first][0] : whole.start].split())
    for number in range(first, last + 1):
        (start, end), (low, high) = article.sentences[number], article.sentence_words[number]
        if number == first:
            start, low = whole.start, low + cut
        yield Sentence(number, start, end, high - low, whole.needs or number > first, number < last)


def _whole(article: Article, first: int, last: int) -> Sentence | None:
    """What stands from one sentence to another, judged as if it were one; None if it may not be shown."""
    start, end = article.sentences[first][0], article.sentences[last][1]
    low, high = article.sentence_words[first][0], article.sentence_words[last][1]
    if end - start < 4 * FEWEST // 2 or end - start > 20 * MOST or high - low < FEWEST:
        return None
    words = article.text[start:end]
    if article.language_name != ENGLISH and (_is_parted(article, first) or _is_parted(article, last)):
        return None
    cut = front(words)
    shown = words[cut:]
    size = high - low - len(words[:cut].split())
    is_shown = FEWEST <= size <= MOST and not why_not(shown) and reads_whole(article, shown)
    if is_shown and not any(in_notice(article.text, article.sentences, at) for at in {first, last}):
        return Sentence(first, start + cut, end, size, points_back(shown))
    return None


def _is_parted(article: Article, number: int) -> bool:
    """Whether an ordinal in it, or before it, was taken for its end: "am 3." and "März um zwölf"."""
    sides = article.sentences[max(number - 1, 0) : number + 1]
    return any(_ORDINAL.search(article.text, max(end - 5, start), end) for start, end in sides)
