"""Anchors: the ids on a story's page, each made from words, so that it stays while they do.

Equal words are told apart by their order on the page.
"""

from __future__ import annotations

from collections import Counter

from dateline import digest
from dateline.urls import slugify

RESERVED = frozenset(
    {"sources", "timeline", "summary", "main", "corrections", "conflicts", "contents", "evidence", "top"}
)
"""Ids that the story page itself uses; a section of that name gets another one."""
_KINDS = ("src-", "ref-", "c-", "e-", "conflict-", "evidence-")
"""How the other ids of a page begin."""


def source_anchor(key: str) -> str:
    """The id of a source in the list."""
    return f"src-{key}"


def use_anchor(key: str, use: int) -> str:
    """The id of one citation mark."""
    return f"ref-{key}-{use}"


class Anchors:
    """The ids that one page has so far."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def claim(self, text: str) -> str:
        """The id of the claim with these words."""
        return self._once(f"c-{digest.short(text.casefold())}")

    def event(self, edtf: str, words: str) -> str:
        """The id of the event on a date."""
        return self._once(f"e-{digest.short(f'{edtf} {words.casefold()}')}")

    def section(self, title: str) -> str:
        """The id of a thematic section, from its heading."""
        anchor = slugify(title) or "section"
        is_taken = anchor in RESERVED or anchor.startswith(_KINDS)
        return self._once(f"section-{anchor}" if is_taken else anchor)

    def conflict(self, about: str) -> str:
        """The id of a declared conflict, from what it is about."""
        return self._once(f"conflict-{slugify(about) or 'about'}")

    def _once(self, anchor: str) -> str:
        """The anchor, with a number when the page has it already."""
        self._taken[anchor] += 1
        return anchor if self._taken[anchor] == 1 else f"{anchor}-{self._taken[anchor]}"
