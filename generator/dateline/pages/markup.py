"""Markup: linked text to HTML, for the page itself and for readers far from it.

On its page a claim is a `span` with an id and a citation is a link with an id to come back to. Where the
page holds a passage for it, the citation is that link and a hidden button that opens the passage; style
sheets that can place it show the button instead of the link, and the id is that of the `span` around both.
In a feed neither has an id, because many stories share one document there, and every address is absolute.
Everything here was escaped when it was parsed, or is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from dateline.files.anchors import source_anchor, use_anchor
from dateline.model.linked import Citation, Claim, Figure, Link, Part, Text, Unsourced
from dateline.pages.imprint import Imprint
from dateline.pages.pictures import figure_html

if TYPE_CHECKING:
    from dateline.pages.passages import Passages

_BESIDE = re.compile(r'(</button></span>\s?<span class="cite)(?=")')
"""A citation right behind another: theirs are two targets side by side."""


class Markup:
    """Renders the texts of one page; `publishers` names each source key's publisher."""

    def __init__(
        self,
        imprint: Imprint,
        publishers: Mapping[str, str],
        page: str = "",
        passages: Passages | None = None,
    ) -> None:
        """`page` is the address of the story's page for what stands elsewhere, or "" on the page itself.

        A feed knows no publishers, so its marks are bare.
        """
        self._imprint, self._publishers, self._page = imprint, publishers, page
        self._passages = passages
        self._known: dict[str, tuple[str, str]] = {}
        """What citations say of their sources, of which each is cited many times, by key."""

    def html(self, text: Text, *, counted: bool = True) -> str:
        """The text as HTML; of a link that leads nowhere its words, of such a picture what it shows.

        Where it is `counted`, a claim says how many independent sources support it.
        """
        html = "".join(
            self._claim(part, counted) if isinstance(part, Claim) else self._part(part) for part in text
        )
        return html.replace('<a href=""', "<a")

    def _claim(self, claim: Claim, counted: bool) -> str:
        pieces = [self._part(part) for part in claim.parts]
        voices = self._passages.voices(claim.anchor) if self._passages and counted else 0
        if voices and claim.citations:
            last = max(at for at, part in enumerate(claim.parts) if isinstance(part, Citation))
            alone = len({citation.key for citation in claim.citations}) == voices == 1
            pieces.insert(last + 1, self._voices(voices, alone=alone))
        inner = _BESIDE.sub(r"\1 cite-next", "".join(pieces))
        return inner if self._page else f'<span class="claim" id="{claim.anchor}">{inner}</span>'

    def _part(self, part: Part) -> str:
        match part:
            case str():
                return part
            case Link():
                return escape(self._imprint.link(part, whole=bool(self._page)))
            case Figure():
                return figure_html(self._imprint, part, whole=bool(self._page))
            case Citation():
                return self._citation(part)
            case Unsourced():
                return f'<span class="unsourced" title="{escape(self._imprint.say("unsourced"))}">[–]</span>'

    def _citation(self, citation: Citation) -> str:
        """The mark `[1]`, linked to the source list (DPUB-ARIA 1.1, doc-biblioref)."""
        name, target = self._source(citation)
        popover = self._passages.name(citation) if self._passages else ""
        # The words relied on stand in the passage; of what is far from it, only a locator is no excerpt.
        is_page = not self._page and not popover
        words = (
            self._imprint.say("quoted", words=citation.quote)
            if citation.quote and is_page
            else citation.locator
        )
        title = f' title="{escape(words)}"' if words else ""
        mark = f"[{citation.number}]"
        if self._page:
            label = f' class="cite" aria-label="{name}"' if name else ""
            return f'<a href="{target}"{label}{title}>{mark}</a>'
        anchor = escape(use_anchor(citation.key, citation.use))
        link = f'href="{target}" role="doc-biblioref" aria-label="{name}"{title}'
        if not popover:
            return f'<a class="cite" id="{anchor}" {link}>{mark}</a>'
        # The mark is written once: the button that lies over it has a name and no words.
        return (
            f'<span class="cite" id="{anchor}"><a {link}><span>{mark}</span></a><button type="button" hidden '
            f'popovertarget="{popover}" aria-label="{name}"{title}></button></span>'
        )

    def _source(self, citation: Citation) -> tuple[str, str]:
        """What a citation's source is called, "" for a bare mark, and where its row is; for attributes."""
        known = self._known.get(citation.key)
        if known is None:
            publisher, name = self._publishers.get(citation.key, ""), ""
            if publisher or not self._page:
                name = self._imprint.say("source", number=citation.number, publisher=publisher)
            target = f"{self._page}#{quote(source_anchor(citation.key))}"
            known = self._known[citation.key] = (escape(name), escape(target))
        return known

    def _voices(self, number: int, *, alone: bool) -> str:
        """The mark of how many independent sources support a claim; a line may break before it, not in it.

        Where a claim cites but the one source that supports it, its number says nearly as much: style sheets
        that know this put a sign in the place of the words.
        """
        words = escape(self._imprint.say("voices", number=number)).replace(" ", "\u00a0")
        if alone:
            return f'<small class="voices lone"><span> ({words})</span></small>'
        return f'<small class="voices"> ({words})</small>'
