"""What holds for all of a newsroom's stories, whatever is in them.

Whoever links, examines or drafts a story needs it, and nothing else of the settings.
"""

from __future__ import annotations

from datetime import UTC, tzinfo

import msgspec

from dateline.settings.tables.evidence import Evidence


class Newsroom(msgspec.Struct, frozen=True):
    """Where a newsroom stands, what it writes in, and how much of an article it prints."""

    zone: tzinfo = UTC
    """Its time zone: when a day without a time begins."""
    language: str = ""
    """The tag of the language of its pages; "" where that is not known."""
    terms: Evidence = Evidence()
    """How many words of a source a page may print."""
