"""Markup: linked text to HTML, for the page itself and for readers far from it.

On its page a claim is a `span` with an id and a citation is a link with an id to come back to. In a
feed neither has an id, because many stories share one document there, and every address is absolute.
Everything here was escaped when it was parsed, or is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from dateline.model import Citation, Claim, Link, Part, Text, Unsourced
from dateline.pages.imprint import Imprint
from dateline.pages.words import say

UNSOURCED = f'<span class="unsourced" title="{escape(say("unsourced"))}">[–]</span>'

_DEAD_PICTURE = re.compile(r'<img src="" alt="([^"]*)"[^>]*>')


class Markup:
    """Renders the texts of one page; `publishers` names each source key's publisher."""

    def __init__(self, imprint: Imprint, publishers: Mapping[str, str], page: str = "") -> None:
        """`page` is the page's absolute address for a feed, or "" on the page itself."""
        self._imprint, self._publishers, self._page = imprint, publishers, page

    def html(self, text: Text) -> str:
        """The text as HTML; of a link that leads nowhere its words, of such a picture what it shows."""
        html = "".join(self._claim(part) if isinstance(part, Claim) else self._part(part) for part in text)
        return _DEAD_PICTURE.sub(r"\1", html.replace('<a href=""', "<a"))

    def _claim(self, claim: Claim) -> str:
        inner = "".join(self._part(part) for part in claim.parts)
        return inner if self._page else f'<span class="claim" id="{claim.anchor}">{inner}</span>'

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return part
            case Link():
                return escape(self._imprint.link(part, whole=bool(self._page)))
            case Citation():
                return self._citation(part)
            case Unsourced():
                return UNSOURCED

    def _citation(self, citation: Citation) -> str:
        """The mark `[1]`, linked to the source list (DPUB-ARIA 1.1, doc-biblioref)."""
        publisher = self._publishers.get(citation.key, "")
        name = escape(say("source", number=citation.number, publisher=publisher))
        words = f"“{citation.quote}”" if citation.quote else citation.locator
        title = f' title="{escape(words)}"' if words else ""
        target = f"{self._page}#{quote(source_anchor(citation.key))}"
        if self._page:
            return f'<a href="{escape(target)}"{title}>[{citation.number}]</a>'
        return (
            f'<a class="cite" id="{escape(use_anchor(citation.key, citation.use))}" href="{escape(target)}" '
            f'role="doc-biblioref" aria-label="{name}"{title}>[{citation.number}]</a>'
        )


def source_anchor(key: str) -> str:
    """The id of a source in the list."""
    return f"src-{key}"


def use_anchor(key: str, use: int) -> str:
    """The id of one citation mark."""
    return f"ref-{key}-{use}"
