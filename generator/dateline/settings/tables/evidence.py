"""How much of its sources a page may print: `[evidence]`, with what licences allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.settings.places import Path
from dateline.settings.reading import Reading


class Terms(msgspec.Struct, frozen=True):
    """What a licence of the newsroom's allows: `"AP 2026" = { … }` in `[evidence.licenses]`."""

    excerpt_words: int
    """The most words in one excerpt; 0 for no excerpt."""
    source_words: int
    """The most words of one source on one page."""


class Evidence(msgspec.Struct, frozen=True):
    """How much of its sources a page may print: `[evidence]`."""

    excerpt_words: int = 40
    """The most words in one excerpt; 0 for no excerpt."""
    source_words: int = 150
    """The most words of one source on one page."""
    licenses: dict[str, Terms] = {}
    """What licences allow that the newsroom has bought: by the name that a source's `license:` gives."""


_TERMS = Terms.__struct_fields__


def read_evidence(reading: Reading, value: object) -> Evidence:
    """What the table says, with its defaults; a licence has those of the table."""
    path: Path = ("evidence",)
    data = reading.table(value, path, (*_TERMS, "licenses"))
    limits = _terms(reading, data, path, Terms(Evidence().excerpt_words, Evidence().source_words))
    named = data.get("licenses", {})
    licenses = reading.table(named, (*path, "licenses"), tuple(named) if isinstance(named, dict) else ())
    return Evidence(
        limits.excerpt_words,
        limits.source_words,
        {
            name: _terms(
                reading,
                reading.table(terms, (*path, "licenses", name), _TERMS),
                (*path, "licenses", name),
                limits,
            )
            for name, terms in sorted(licenses.items())
        },
    )


def _terms(reading: Reading, data: Mapping[str, Any], path: Path, default: Terms) -> Terms:
    """The limits in a table; `default` has those that it does not name."""
    return Terms(
        reading.count(data, (*path, "excerpt_words"), default.excerpt_words, least=0, most=100_000),
        reading.count(data, (*path, "source_words"), default.source_words, least=0, most=100_000),
    )
