"""Forms: which files a story's twin is published as, and of which media type each is."""

from __future__ import annotations

from typing import Final

import msgspec


class Form(msgspec.Struct, frozen=True):
    """One form of a twin."""

    name: str
    """As `[twins] formats` names it."""
    file: str
    """The file's name, beside the page's."""
    type: str
    """Its media type."""
    sourced: bool = False
    """True when it lists sources: a story without any has none."""
    dated: bool = False
    """True when it lists what is to come: a story without any has none, and in time none has."""


FORMS: Final = (
    Form("json", "index.json", "application/json"),
    Form("markdown", "index.md", "text/markdown"),
    Form("csl", "sources.csl.json", "application/vnd.citationstyles.csl+json", sourced=True),
    Form("bibtex", "sources.bib", "application/x-bibtex", sourced=True),
    Form("ics", "timeline.ics", "text/calendar", dated=True),
)
