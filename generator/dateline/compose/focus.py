"""What each source adds that the others lack, in its own words: its focus line.

Responsible for one sentence of each source, or the front of one up to where a clause ends. What a newsroom
wrote in a source's `focus:` goes before it; that is the caller's matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.compose.boilerplate import reads_whole, why_not
from dateline.compose.salience import elsewhere, groups, middle, shown
from dateline.compose.vectors import cosine
from dateline.evidence.articles import Article

MOST: Final = 30
"""Words of a focus line."""
_FEWEST: Final = 9
_OTHERS: Final = 0.9  # of the best cosine in another source that a sentence loses
_FRONT: Final = 0.4  # of the worth that the place in the article decides
_PLACES: Final = 12  # sentences after which the place is worth half
_SEEN: Final = 250  # sentences of an article that are looked at
_BORDER: Final = re.compile(
    r"(?:,|;| —| –)(?= (?:and|but|which|who|while|after|as|because|although|though|when|where|before|with|"
    r"saying|"
    r"adding|so|or|according to|in a|since)\b)|;|(?<=\w) (?=(?:because|although|while|after|before|unless|"
    r"whereas) )|:(?= )"
)


_HANGS: Final = re.compile(r", \w+ing\Z|\b(?:that|as|said|says)\Z")  # what no front of a sentence ends in


def focus(articles: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    """By key, in the order given: the line of each source, 30 words at most; sources without one are left
    out.

    Every line stands word for word in its source. Copies of one text are not held against each other.
    """
    ordered = sorted(articles, key=lambda article: (article.published, article.key))
    copies = groups(ordered)
    seen = [
        (number, place, own)
        for number, article in enumerate(ordered)
        for place, own in shown(article)[:_SEEN]
    ]
    near = elsewhere([own for _, _, own in seen], [copies[number] for number, _, _ in seen])
    middles = [middle(article) for article in ordered]
    found: dict[str, str] = {}
    best: dict[int, float] = {}
    for (number, place, own), close in zip(seen, near, strict=True):
        if place.needs or place.goes_on or place.words < _FEWEST:
            continue
        front = 1 - _FRONT + _FRONT * _PLACES / (_PLACES + place.number)
        worth = cosine(own, middles[number]) * (1 - _OTHERS * max(close.values(), default=0.0)) * front
        if worth > best.get(number, 0.0):
            article = ordered[number]
            whole = article.text[place.start : place.end]
            words = shortened(whole)
            if words and words not in found.values() and reads_whole(article, words, sure=words != whole):
                best[number], found[article.key] = worth, words
    return tuple((article.key, found[article.key]) for article in articles if article.key in found)


def shortened(words: str) -> str:
    """The sentence, or its front up to the last clause border within 30 words; "" if there is none."""
    if len(words.split()) <= MOST:
        return words
    best = ""
    for border in _BORDER.finditer(words):
        front = words[: border.start()]
        if len(front.split()) > MOST:
            break
        if len(front.split()) >= _FEWEST and not _HANGS.search(front) and not why_not(front + "."):
            best = front
    return best
