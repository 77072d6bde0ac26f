"""How many independent voices articles are: one publisher, one agency or one text is one voice.

Responsible for: telling copies of one report from reports of their own. Must not know: claims, pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.words import columns, fold

COPIED: Final = 0.5
"""Share of the shorter text's word trigrams that the other holds too, from which on they are one text.

Of 595 pairs of articles about one event (Galaxy's events, rows 1 to 50 of Multi-News) 559 share less than
0.35: names, quotations, set phrases; 23 share more than 0.8: reprints; 13 lie between, mostly reworked.
"""
_FEWEST: Final = 20  # trigrams of a text of which this can be said at all


def same_voice(one: Article, other: Article) -> bool:
    """Whether two articles count as one source: same publisher, same agency's copy, or nearly the same text.

    Names of publishers and agencies are compared without case, accents, stops and a leading "the". A paper's
    copy of an agency's report and the agency's own article are one voice too.
    """
    names, others = _names(one), _names(other)
    return not names.isdisjoint(others) or copied(one, other) >= COPIED


def copied(one: Article, other: Article) -> float:
    """The share of the shorter text's word trigrams that the longer text holds; 0 for texts of few words.

    Containment rather than resemblance (Broder 1997): a paper may print the first half of an agency's report.
    """
    short, long = sorted((one.trigrams, other.trigrams), key=len)
    return len(short & long) / len(short) if len(short) >= _FEWEST else 0.0


def voices(articles: Sequence[Article]) -> int:
    """How many independent voices these are: articles tied by `same_voice`, directly or not, are one."""
    groups: list[list[Article]] = []
    for article in articles:
        joined, apart = [article], []
        for group in groups:
            if any(same_voice(article, one) for one in group):
                joined += group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return len(groups)


def _names(article: Article) -> set[str]:
    """Who speaks in it: its publisher and its agency, by what their names have in common."""
    return {_name(name) for name in (article.publisher, article.agency)} - {""}


@lru_cache(1024)
def _name(name: str) -> str:
    keys = [fold(text) for text in columns(name).texts]
    return " ".join(keys[1:] if len(keys) > 1 and keys[0] == "the" else keys)
