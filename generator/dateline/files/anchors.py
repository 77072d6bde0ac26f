"""Anchors: the ids on a story's page, each made from words, so that it stays while they do.

Equal words are told apart by their order on the page.
"""

from __future__ import annotations

from collections import Counter

from dateline import digest
from dateline.patterns import deferred
from dateline.urls import slugify

RESERVED = frozenset(
    {
        *("sources", "timeline", "summary", "main", "corrections", "conflicts", "contents", "evidence"),
        *("top", "history", "related", "chart-soft"),
    }
)
"""Ids that the story page itself uses; a section of that name gets another one."""
_NOTE = deferred(r"main|fn(?:ref)?[0-9]+")
"""Ids that a plain page itself uses, for its body and its footnotes."""
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
        self._asked: Counter[str] = Counter()
        self._taken: set[str] = set()

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

    def heading(self, words: str) -> str:
        """The id of a heading on a plain page; "" where its words make none."""
        anchor = slugify(words)
        return self._once(f"section-{anchor}" if _NOTE.fullmatch(anchor) else anchor) if anchor else ""

    def conflict(self, about: str) -> str:
        """The id of a declared conflict, from what it is about."""
        return self._once(f"conflict-{slugify(about) or 'about'}")

    def _once(self, anchor: str) -> str:
        """The anchor, with a number when the page has it already."""
        while True:
            self._asked[anchor] += 1
            number = self._asked[anchor]
            found = anchor if number == 1 else f"{anchor}-{number}"
            if found not in self._taken:  # "Talks", "Talks" and then "Talks 2"
                self._taken.add(found)
                return found
