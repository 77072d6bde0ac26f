"""Words: all that the generator itself says in pages and feeds, beside what themes say.

English, by keys that a catalogue of another language would have too. Themes have their own words
(`parts/words.html`); what the default theme says as well, it says in the same words. This room knows no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "timeline": "Timeline",
        "sources": "Sources",
        "correction": "Correction",
        "clarification": "Clarification",
        "withdrawn": "Withdrawn",
        "ai_label": "Written by AI, not reviewed by an editor",
        "compiled_label": "Compiled automatically from {articles}, not reviewed by an editor",
        "one_article": "1 article",
        "articles": "{number} articles",
        "source": "Source {number}: {publisher}",
        "voices": "{number} sources",
        "single_voice": "single source",
        "conflicts": "Where the sources disagree",
        "unsourced": "The newsroom names no source for this sentence",
        "archive": "Archive",
        "tags": "Topics",
        "publishers": "Publishers",
        "citing": "Briefings that cite {publisher}.",
        "page_title": "{title} – page {number}",
        "not_found": "Page not found",
    }
)


def say(key: str, **values: object) -> str:
    """The words for `key` as plain text, with `values` in their places; KeyError for an unknown one."""
    return WORDS[key].format(**values)
