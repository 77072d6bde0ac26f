"""Licences: how many words of an article a page may print, by what its `license:` says.

A name stands either in `[evidence.licenses]` of site.toml, or is one of the well-known licences here, or is
unknown and changes nothing. Whether a licence holds is for the newsroom to know: this room reads names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.evidence.values import Limits
from dateline.patterns import deferred
from dateline.settings.tables.evidence import Evidence

FORBIDDEN = "none"
"""The value that forbids excerpts."""
NAMES = (FORBIDDEN, "CC0", "CC BY", "CC BY 4.0", "CC BY-SA", "CC BY-SA 4.0", "OGL", "public domain")
"""Some of the names that are known, as they are written most often."""

_OPEN = deferred(
    r"cc0|cc zero|cc by(?: sa)?|creative commons attribution(?: share ?alike)?"
    r"|pddl|odc by|ogl|open government licen[cs]e|licence ouverte|etalab|dl de (?:by|zero)"
    r"|public domain(?: mark)?|pdm|us government work"
)
"""What lets anybody print all of a text, whole or in part, if its author is named at most."""
_RESERVED = deferred(
    r"cc by (?:nc|nd|nc sa|nc nd)|creative commons attribution non ?commercial.{0,40}"
    r"|creative commons attribution no ?deriv.{0,40}|all rights reserved|proprietary|copyright(?:ed)?"
)
"""Known, and no reason to print more: the limits of the site stay."""
_ADDRESS = deferred(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]{1,12})(?:/.{0,40})?", re.IGNORECASE
)
_ENDING = deferred(r" (?:v ?)?\d(?: \d)?(?: (?:international|generic|unported|igo|[a-z]{2}))?\Z")


def limits_of(licence: str, settings: Evidence) -> Limits:
    """How many words of an article under `licence` a page may print; "" for one that names none."""
    own = settings.licenses.get(licence.strip())
    if own is not None:
        return Limits(own.excerpt_words, own.source_words)
    name = _plain(licence)
    if name == FORBIDDEN:
        return Limits(0, 0)
    return Limits(settings.excerpt_words, None if _OPEN.fullmatch(name) else settings.source_words)


def is_known(licence: str, settings: Evidence) -> bool:
    """True when the name says how much may be printed, or when there is none."""
    if not licence.strip() or licence.strip() in settings.licenses:
        return True
    name = _plain(licence)
    return name == FORBIDDEN or bool(_OPEN.fullmatch(name) or _RESERVED.fullmatch(name))


@lru_cache(256)
def _plain(licence: str) -> str:
    """The name without its version and its country: "CC BY-SA 4.0" is "cc by sa". Kept: newsrooms use few."""
    name = licence.strip()[:200].casefold()
    if address := _ADDRESS.fullmatch(name):
        kind = address[1]
        name = {"zero": "cc0", "mark": "public domain mark"}.get(kind, f"cc {kind}")
    name = re.sub(r"[^a-z0-9]+", " ", name).strip().removeprefix("the ")
    name = re.sub(r"^uk (?=o)|^cc(?=by)", lambda found: "cc " if found[0] == "cc" else "", name)
    return _ENDING.sub("", name) or name
