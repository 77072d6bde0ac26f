"""What is known of the evidence behind a story: passages, support, findings, excerpts.

Offsets are counted in characters. A claim's are those of `Claim.text`, an article's those of `Article.text`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from dateline.dates import FuzzyDate
from dateline.evidence.readings import Quote

Span = tuple[int, int]
"""Start and end."""


class Standing(StrEnum):
    """What a source's text does for a claim, by its words alone."""

    SUPPORTED = "supported"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
    NOT_CHECKED = "not-checked"
    """There is no text, or none that can be compared. It never counts as support."""


class Passage(msgspec.Struct, frozen=True):
    """One to three consecutive sentences of an article."""

    start: int
    end: int
    text: str
    """The article's text from `start` to `end`."""
    marks: tuple[Span, ...]
    """The words that the claim shares, as offsets in `text`, in order and without overlap."""


class Support(msgspec.Struct, frozen=True):
    """What one cited source does for one claim."""

    key: str
    standing: Standing
    score: float
    """Lexical support from 0 to 1; 0 when it was not checked."""
    passage: Passage | None
    """The passage that supports the claim best; None when there is no text."""
    why: str = ""
    """Why it was not checked, in words; "" when it was."""


class Asked(msgspec.Struct, frozen=True):
    """A claim to be audited."""

    text: str
    quotes: tuple[tuple[str, str], ...] = ()
    """The key and the words of every `[@key, "…"]`."""
    event: FuzzyDate | None = None
    """The date of the timeline entry in which the claim stands."""
    written: date | None = None
    """The day on which it was written; without it the day when the newest cited source was published."""
    said: tuple[Quote, ...] | None = None
    """The quotations in it, where its paragraph was read as a whole (`quotes.quoted_in`)."""
    language: str = ""
    """The tag of the language that it is in; "" where nothing says it."""


class Finding(msgspec.Struct, frozen=True):
    """Something in a claim to be looked at: by which rule, in words, and where in the claim's text."""

    rule: str
    message: str
    hint: str
    span: Span
    key: str = ""
    """The source that it is about; "" when it is about all that the claim cites."""
    quoting: int = -1
    """Which of the claim's citations with words of their own it is about, from 0; -1 for none of them."""
    sides: tuple[tuple[str, str], ...] = ()
    """The sources that disagree, each with its figure."""


class ClaimEvidence(msgspec.Struct, frozen=True):
    """What stands behind one claim."""

    anchor: str
    """The claim's own."""
    supports: tuple[Support, ...]
    """One for each source that it cites, in the order of the citations."""
    voices: int
    """How many independent sources support it; 0 when none was checked."""
    findings: tuple[Finding, ...] = ()


class StoryEvidence(msgspec.Struct, frozen=True):
    """What stands behind a story's claims, in reading order; claims that cite nothing are left out."""

    claims: tuple[ClaimEvidence, ...] = ()
    lone: tuple[tuple[str, str], ...] = ()
    """Sections of several claims that rest on one voice: their anchors, each with a source of that voice."""


class Limits(msgspec.Struct, frozen=True):
    """How many words of a source a page may print."""

    excerpt_words: int
    """In one excerpt; 0 for no excerpt at all."""
    source_words: int | None
    """In all excerpts together; None for any number."""


class Wanted(msgspec.Struct, frozen=True):
    """A passage that the page would like to print."""

    text: str
    marks: tuple[Span, ...] = ()
    """The words that matter, as offsets in `text`, in order and without overlap."""
    rank: int = 0
    """The lower is served first where not all can be."""


class Excerpt(msgspec.Struct, frozen=True):
    """What may be printed of a passage, with “…” where it is cut inside a sentence."""

    text: str
    marks: tuple[Span, ...]
