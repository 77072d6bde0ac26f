"""The prompt with which a model is asked for a briefing: fixed words from files, and the articles as data.

An article is untrusted. It stands between lines that hold a mark made from all the texts, so that no text can
hold it and end its own part. Must not know: servers, what a reply looks like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

import msgspec

from dateline import digest
from dateline.evidence.articles import Article

MOST: Final = 80_000
"""Characters of articles in a prompt: about 20,000 tokens. More sources have less room each."""
_FOLDER: Final = Path(__file__).with_name("prompts")


class Prompt(msgspec.Struct, frozen=True):
    """What a model is asked, and which articles it was shown."""

    system: str
    user: str
    keys: tuple[str, ...]
    """The keys that it may cite."""
    cut: tuple[str, ...] = ()
    """The keys of articles of which it was shown the beginning alone."""


def prompt(articles: Sequence[Article], events: Mapping[str, Sequence[str]] = {}) -> Prompt:
    """The prompt for these articles, in their order; raises ValueError when there are none.

    `events` has, by key, what the newsroom noted beside an article, a line each: "2026-01-02: Talks open".
    """
    if not articles:
        raise ValueError("a prompt needs articles")
    shown = _shown([article.text for article in articles])
    mark = f"ARTICLE-{digest.of_value([(one.key, one.title, one.text) for one in articles])[:16]}"
    parts = [
        _part(article, text, mark, events.get(article.key, ()))
        for article, text in zip(articles, shown, strict=True)
    ]
    keys = tuple(article.key for article in articles)
    user = Template(_read("articles.md")).substitute(
        mark=mark, articles="\n\n".join(parts), keys=", ".join(f"@{key}" for key in keys)
    )
    cut = tuple(one.key for one, text in zip(articles, shown, strict=True) if len(text) < len(one.text))
    return Prompt(_read("instructions.md"), user, keys, cut)


def _part(article: Article, text: str, mark: str, events: Sequence[str]) -> str:
    """One article with its key, between its lines."""
    title = " ".join(article.title.split())
    publisher = " ".join(article.publisher.split())
    noted = [f"Event noted by the newsroom: {' '.join(event.split())}" for event in events]
    head = [
        f"BEGIN {mark}",
        f"Key: @{article.key}",
        f"Publisher: {publisher}",
        f"Published: {article.published.isoformat()}",
        f"Title: {title}",
        *noted,
    ]
    return "\n".join([*head, "", text, f"END {mark}"])


def _shown(texts: Sequence[str]) -> list[str]:
    """The texts, the longest cut until all have `MOST` characters: what short ones leave goes to others."""
    room, left = MOST, len(texts)
    shares: dict[int, int] = {}
    for at in sorted(range(len(texts)), key=lambda at: len(texts[at])):
        shares[at] = min(len(texts[at]), room // left)
        room, left = room - shares[at], left - 1
    return [text[: shares[at]] for at, text in enumerate(texts)]


@cache
def _read(name: str) -> str:
    """The words of one of the fixed files."""
    return (_FOLDER / name).read_text(encoding="utf-8")
