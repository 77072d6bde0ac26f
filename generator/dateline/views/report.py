"""What the templates of the evidence report see: plain frozen data, made for an editor and no reader.

No theme has these: the report belongs to the generator. It knows no model and makes nothing.
"""

from __future__ import annotations

import msgspec


class Run(msgspec.Struct, frozen=True):
    """Words of a text that are shown alike."""

    text: str
    kind: str = ""
    """"" for plain words, "shared", "provable" or "doubt"."""


class CountView(msgspec.Struct, frozen=True):
    """A number with its label."""

    label: str
    number: int
    hint: str = ""


class LineView(msgspec.Struct, frozen=True):
    """A problem in the list at the top."""

    severity: str
    rule: str
    message: str
    hint: str
    where: str
    """File, line and column."""
    anchor: str
    """The id of the claim that it is about; "" for none."""


class LevelView(msgspec.Struct, frozen=True):
    """The problems of one level."""

    title: str
    name: str
    """ "provable", "doubt" or "house"."""
    lines: tuple[LineView, ...]


class CiteView(msgspec.Struct, frozen=True):
    """A citation of a claim: the number of its source, its publisher, and the words relied on."""

    number: int
    publisher: str
    anchor: str
    quote: str
    locator: str


class FindingView(msgspec.Struct, frozen=True):
    """Something in a claim to be looked at."""

    name: str
    """ "provable" or "doubt"."""
    rule: str
    severity: str
    message: str
    hint: str


class BackingView(msgspec.Struct, frozen=True):
    """What one cited source does for a claim."""

    number: int
    publisher: str
    anchor: str
    """The id of the source in this page."""
    standing: str
    label: str
    """The standing in words."""
    score: str
    """ "0.82"; "" when it was not checked."""
    runs: tuple[Run, ...]
    """The passage; () for none."""
    href: str
    """The passage in the article itself; "" where there is no address."""
    why: str
    language: str


class ClaimView(msgspec.Struct, frozen=True):
    """A claim with all that stands behind it."""

    anchor: str
    runs: tuple[Run, ...]
    cites: tuple[CiteView, ...]
    backings: tuple[BackingView, ...]
    findings: tuple[FindingView, ...]
    tags: tuple[str, ...]
    """For the filter: "found", "single", "several", "uncited", "unchecked"."""
    voices: str
    """How many voices support it; "" for none."""
    tied: tuple[str, ...]
    """Which of its sources are one voice, and why."""
    silenced: int
    """How many findings a setting or a comment turns off."""


class PartView(msgspec.Struct, frozen=True):
    """A part of the briefing: the summary or a section."""

    anchor: str
    title: str
    note: str
    claims: tuple[ClaimView, ...]


class DisputeView(msgspec.Struct, frozen=True):
    """A declared conflict."""

    anchor: str
    about: str
    claims: tuple[ClaimView, ...]


class GivenView(msgspec.Struct, frozen=True):
    """What one source says of an event's date."""

    publisher: str
    words: tuple[str, ...]
    """Each date that it gives for these days, as it says it; () when it gives none."""


class EntryView(msgspec.Struct, frozen=True):
    """An entry of the timeline."""

    anchor: str
    label: str
    note: str
    claims: tuple[ClaimView, ...]
    given: tuple[GivenView, ...]
    tags: tuple[str, ...]
    """Those of its claims together."""


class TieView(msgspec.Struct, frozen=True):
    """Two sources that are one voice, and why."""

    one: str
    other: str
    why: str


class LeftView(msgspec.Struct, frozen=True):
    """A sentence that the briefing leaves out, and what speaks for it."""

    text: str
    notes: tuple[str, ...]


class SourceReport(msgspec.Struct, frozen=True):
    """A source: how it is used, and what of it is not."""

    key: str
    number: int
    anchor: str
    title: str
    publisher: str
    agency: str
    published: str
    published_iso: str
    href: str
    file: str
    language: str
    cited: int
    standings: tuple[CountView, ...]
    """How many claims it supports, and how well."""
    unchecked: str
    """Why it could not be checked; "" when it was."""
    sentences: int
    """How many sentences of it say something."""
    left: int
    """How many of them the briefing leaves out."""
    top: tuple[LeftView, ...]
    rest: tuple[LeftView, ...]
    more: int
    """How many are left out here too, after `rest`."""


class ReportView(msgspec.Struct, frozen=True):
    """The evidence report of one story."""

    story: str
    """Its id."""
    title: str
    file: str
    language: str
    updated: str
    updated_iso: str
    page: str
    """The address of its page in a preview; "" outside one."""
    state: str
    """ "draft" and the like, in words; "" for a story that is simply out."""
    counts: tuple[CountView, ...]
    found: int
    """How many claims have findings."""
    single: int
    """How many claims one voice supports."""
    uncited: int
    """How many claims cite nothing, or nothing that could be checked."""
    silenced: int
    levels: tuple[LevelView, ...]
    parts: tuple[PartView, ...]
    disputes: tuple[DisputeView, ...]
    timeline: tuple[EntryView, ...]
    voices: int
    ties: tuple[TieView, ...]
    sources: tuple[SourceReport, ...]
    readable: bool = True
    """False when the files of the story cannot be read, so that there is nothing but problems."""


class RowView(msgspec.Struct, frozen=True):
    """A story in the list of reports."""

    href: str
    title: str
    story: str
    updated: str
    updated_iso: str
    claims: int
    cited: int
    corroborated: int
    single: int
    unchecked: int
    provable: int
    """How many problems it has of each level."""
    doubts: int
    house: int


class RowsView(msgspec.Struct, frozen=True):
    """The list of reports in a preview."""

    title: str
    home: str
    rows: tuple[RowView, ...]
