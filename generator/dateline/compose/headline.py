"""The headline of a draft: the title of the source that is most like all of them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.compose.boilerplate import is_furniture
from dateline.compose.salience import centroid, groups, vector
from dateline.compose.vectors import cosine
from dateline.evidence.articles import Article
from dateline.evidence.words import STEMS, fold, spellings

MOST: Final = 12
"""Words of a headline."""
_TAIL: Final = re.compile(r"(?:\s[|·•»:–—-]|\s?[|»])\s([^|·•»]{1,60})$")
_LABEL: Final = re.compile(
    r"(?:\[?(?:live|watch|video|photos?|pictures|in pictures|listen|audio|breaking|breaking news|exclusive|"
    r"just in|"
    r"update(?:d| \d)?|updates?|developing|opinion|analysis|explainer|podcast|gallery|read|recap|alert|"
    r"news alert|"
    r"live updates|rpt|wrapup \d|factbox|timeline)\]?(?:\s?[:|]|\s[–—-]|-(?=[A-Z]))|\[(?:video|photos?|"
    r"watch|update)\])\s{0,3}",
    re.IGNORECASE,
)
_MEDIA: Final = re.compile(
    r"(?:the )?(?:[\w.&’' ]{0,40}\b(?:news|times|post|herald|journal|guardian|bbc|cnn|npr|reuters|ap|afp|"
    r"tribune|gazette|"
    r"courier|telegraph|independent|radio|tv|wire|press|today|magazine|online|world|politics|mail|star|sun)|"
    r"[\w-]+\.\w{2,4})",
    re.IGNORECASE,
)


def headline(articles: Sequence[Article]) -> str:
    """The title, of 12 words at most, that is most like the articles together; "" when there is none.

    Labels ("LIVE:") and the publisher's name are cut off its ends; of longer titles the shortest is taken,
    whole.
    """
    ordered = sorted(articles, key=lambda article: (article.published, article.key))
    titles = [(trimmed(article.title, article.publisher), article) for article in ordered]
    titles = [(title, article) for title, article in titles if title]
    short = [title for title, _ in titles if len(title.split()) <= MOST]
    if not short:
        return min((title for title, _ in titles), key=lambda title: len(title.split()), default="")
    middle = centroid(ordered, groups(ordered))
    near = [cosine(vector(map(STEMS.__getitem__, spellings(title))), middle) for title in short]
    loud = [
        title.isupper() or title.endswith("?") or title[0] in "\"'“‘" or is_furniture(title)
        for title in short
    ]
    return short[max(range(len(short)), key=lambda at: (not loud[at], near[at], -at))]


def trimmed(title: str, publisher: str) -> str:
    """The title without labels at its front and the publisher's name at either end."""
    found = " ".join(title.split())
    for _ in range(3):
        before = found
        if (label := _LABEL.match(found)) and label.end() < len(found):
            found = found[label.end() :]
        if (tail := _TAIL.search(found)) and tail.start() and _is_publisher(tail[1], publisher):
            found = found[: tail.start()].rstrip()
        head, mark, rest = found.partition(" | ")
        if mark and _same(head, publisher):
            found = rest
        if found == before:
            break
    return found


def _is_publisher(words: str, publisher: str) -> bool:
    return _same(words, publisher) or bool(_MEDIA.fullmatch(words.strip()))


def _same(words: str, publisher: str) -> bool:
    """Whether two spellings are one name, without case and a leading article."""
    one, other = ([fold(word) for word in spellings(name)] for name in (words, publisher))
    return bool(one) and one[one[0] == "the" :] == other[other[:1] == ["the"] :]
