"""Visible: texts without the signs that nobody sees, and that change what is shown around them.

A sign that turns the writing direction (U+202A to U+202E, U+2066 to U+2069) in the headline of an article
turns the page's own words too ("Trojan Source", CVE-2021-42574; Unicode TR 36); controls are no text in HTML
and XML; tag characters carry words that machines read and people do not. Marks that joined or mixed scripts
need (U+200C to U+200F, U+061C) and the soft hyphen stay, and so do the flags that are made of tags.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.patterns import deferred

_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
_HIDDEN: Final = deferred(
    f"({_FLAG})|[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text without them; what parts words is a space."""
    return text if text.isprintable() else _HIDDEN.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return found[1] or (" " if found[0].isspace() else "")
