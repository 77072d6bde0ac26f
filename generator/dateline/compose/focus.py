"""What each source adds that the others lack, in its own words: its focus line.

Responsible for one sentence of each source, or the front of one up to where a clause ends. What a newsroom wrote in a
source's `focus:` goes before it; that is the caller's matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.compose.boilerplate import usable, why_not
from dateline.compose.salience import centroid, cosine, groups, vector
from dateline.evidence.articles import Article

MOST: Final = 30
"""Words of a focus line."""
_FEWEST: Final = 7
_OTHERS: Final = 0.8  # of the best cosine in another source that a sentence loses
_PLACES: Final = 12  # sentences after which the place is worth half
_SEEN: Final = 250  # sentences of an article that are looked at
_BORDER: Final = re.compile(
    r"(?:,|;| —| –)(?= (?:and|but|which|who|while|after|as|because|although|though|when|where|before|with|saying|"
    r"adding|so|or|according to|in a|since)\b)|;|(?<=\w) (?=(?:because|although|while|after|before|unless|whereas) )|:(?= )"
)


def focus(articles: Sequence[Article]) -> tuple[tuple[str, str], ...]:
    """By key, in the order given: the line of each source, 30 words at most; sources without one are left out.

    Every line stands word for word in its source. Copies of one text are not held against each other.
    """
    ordered = sorted(range(len(articles)), key=lambda at: (articles[at].published, articles[at].key))
    told = [articles[at] for at in ordered]
    copies = groups(told)
    found: dict[str, str] = {}
    seen = [list(usable(article))[:_SEEN] for article in told]
    vectors = [
        [vector(article.stems[slice(*article.sentence_words[place.number])]) for place in places]
        for article, places in zip(told, seen, strict=True)
    ]
    for number, article in enumerate(told):
        others = [
            one
            for at, of in enumerate(vectors)
            if copies[at] != copies[number] and told[at].language_name == article.language_name
            for one in of
        ]
        own = centroid([article], [0])
        best: tuple[float, str] | None = None
        for place, stems in zip(seen[number], vectors[number], strict=True):
            if place.needs or not stems:
                continue
            near = max((cosine(stems, other) for other in others), default=0.0)
            worth = (cosine(stems, own) - _OTHERS * near) + 0.25 * _PLACES / (_PLACES + place.number)
            if best is None or worth > best[0]:
                words = shortened(article.text[place.start : place.end])
                if words and words not in found.values():
                    best = worth, words
        if best:
            found[article.key] = best[1]
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
        if len(front.split()) >= _FEWEST and not why_not(front + "."):
            best = front
    return best
