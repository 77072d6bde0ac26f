"""Spaced: links and pictures that Markdown takes for words, because there is a space in their address.

Pure: tokens in, places in their text out. What is shown in their place is what the writer typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.markdown import Token
from dateline.patterns import deferred

_SPACED = deferred(
    r"\]\([ \t]*(?P<address>(?:https?://|\.{0,2}/)[^()<>\n]*|"
    r"[^()<>\n]*\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|heic|md|pdf|html?))"
    r"(?:[ \t]+[\"'“][^()\n]*)?[ \t]*\)",
)
"""What follows the words of a link: an address that can only be meant as one, and perhaps a title."""


def spaced_addresses(block: Token) -> Iterator[tuple[int, str]]:
    """Each such address with where it stands in the block's text; none that was escaped on purpose."""
    at = 0
    for child in block.children or []:
        if child.type != "text" or "](" not in child.content:
            continue
        for found in _SPACED.finditer(child.content):
            address = found["address"].partition(' "')[0].strip()
            start = block.content.find(found[0], at)
            if " " not in address or start < 1 or block.content[start - 1] == "\\":
                continue
            opening = block.content.rfind("[", 0, start)
            if opening > 0 and block.content[opening - 1] == "\\":
                continue
            at = start + len(found[0])
            yield start + found[0].index(address), address
