"""Which language each article is in, as a draft is written in one after the other.

Must not know: sentences, what is taken of an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from dateline.evidence.articles import Article
from dateline.evidence.languages import tag_of


class Tongue(msgspec.Struct, frozen=True):
    """The articles in one language."""

    tag: str
    """Its BCP 47 tag; "" where neither their files nor their words tell it."""
    name: str
    """Its English name, or what can be said of it: "French", "another language"."""
    articles: tuple[Article, ...]

    def is_foreign(self, home: str) -> bool:
        """Whether it is known to be another language than that of the tag `home`; "" says nothing."""
        return bool(home and self.tag) and self.tag != _primary(home)


def tongues(articles: Sequence[Article], home: str = "") -> tuple[Tongue, ...]:
    """The articles by language, in their order: those in `home` first, then the language of most.

    `home` is the tag of the language that the draft is for; "" for that of most articles. Articles without a
    text are left out. Regions of a language ("pt-BR") are one.
    """
    named = [(article, *_language(article)) for article in articles if article.sentences]
    count = Counter((tag, name) for _, tag, name in named)
    words: Counter[tuple[str, str]] = Counter()
    for article, tag, name in named:
        words[tag, name] += len(article.columns.texts)
    own = _primary(home)
    ranked = sorted(count, key=lambda one: (count[one], words[one], one), reverse=True)
    ranked.sort(key=lambda one: not own or one[0] != own)
    return tuple(
        Tongue(tag, name, tuple(article for article, *other in named if tuple(other) == (tag, name)))
        for tag, name in ranked
    )


def _language(article: Article) -> tuple[str, str]:
    """The tag and the name of an article's language: by its words where they tell, else by its file."""
    name = article.language_name
    return tag_of(name) or _primary(article.language), name


def _primary(tag: str) -> str:
    """The language of a tag without its region: "pt" of "pt-BR"."""
    return tag.replace("_", "-").partition("-")[0].lower()
