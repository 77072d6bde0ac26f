"""A story's twin: what its page says, as data for machines. This module is the published schema.

`index.json` beside a story's page holds a `Twin`, and all other forms of the story that are no page (feed
entries, Markdown, lists of sources, calendars) are functions of it. So a field that changes its meaning or
goes away is a new `VERSION`; one that is added is not. Every address in it is absolute. It never holds more
of a source than the page shows. This room knows no model and no settings.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

VERSION: Final = 1


class Named(msgspec.Struct, frozen=True):
    """Something of this site that has a name and a page."""

    name: str
    url: str


class Picture(msgspec.Struct, frozen=True):
    """The story's picture."""

    url: str
    alt: str
    """What it shows, in words."""
    credit: str = ""
    """Who made it."""
    type: str = ""
    """Its media type; "" when that is not known."""
    width: int = 0
    height: int = 0
    """In pixels; 0 when they are not known."""


class Correction(msgspec.Struct, frozen=True):
    """A notice that the newsroom put on the story after it was published."""

    kind: str
    """"correction", "clarification" or "withdrawn"."""
    date: str
    """The day, or the time with its offset, of the notice: ISO 8601."""
    text: str


class Text(msgspec.Struct, frozen=True):
    """A piece of the briefing."""

    html: str
    """As HTML; citations are links to the source list of the page."""
    claims: tuple[str, ...]
    """The anchors of the claims in it, in order."""


class Section(msgspec.Struct, frozen=True):
    """A thematic section of the briefing."""

    title: str
    anchor: str
    """The id of its element on the page."""
    html: str
    """As HTML; citations are links to the source list of the page."""
    claims: tuple[str, ...]
    """The anchors of the claims in it, in order."""
    language: str = ""
    """The BCP 47 tag of its language; "" when it is that of the story."""


class Citation(msgspec.Struct, frozen=True):
    """One mark in the text, which names a source for a claim."""

    source: str
    """The key of the source."""
    number: int
    """The number of the source: what the mark shows."""
    anchor: str
    """The id of the mark on the page."""
    passage: str
    """The anchor of the passage that the mark opens, among those of the source; "" for none."""
    quote: str
    """The words relied on, where the page shows them with the mark itself and not in a passage."""
    locator: str
    """Where in the source, as the writer put it."""
    score: float | None
    """How much of the claim's wording its best passage in the source has, from 0 to 1; null when that was not
    checked. It compares words and does not judge what is true."""


class Claim(msgspec.Struct, frozen=True):
    """A sentence of the briefing with the citations that close it."""

    anchor: str
    """The id of its element on the page; it stays the same while its words do."""
    text: str
    citations: tuple[Citation, ...]
    checked: bool
    """True when the text of a cited source was there to be compared with it."""
    voices: int | None
    """How many independent sources support it; copies of one agency's report count once. Null when none was
    found to, which for a claim that was not checked says nothing."""
    unsourced: bool
    """True when the newsroom declares that it names no source for it."""


class Passage(msgspec.Struct, frozen=True):
    """What a source says behind citations: an excerpt, no longer than the page prints it."""

    anchor: str
    """The id of its element on the page."""
    text: str
    """The excerpt, with "…" where it is cut; "" when none is shown."""
    marks: tuple[tuple[int, int], ...]
    """The words that the claims share with it: start and end, counted in characters of `text`."""
    standing: str
    """Why there is no excerpt ("limit", "license", "no-text", "not-found"), or that nobody compared it
    ("not-compared"); "" when there is nothing to say."""
    url: str
    """The passage in the article, as a text fragment where it can be linked; "" for none."""


class Source(msgspec.Struct, frozen=True):
    """An article that the story lists."""

    key: str
    """What citations name it by."""
    number: int
    """Its number on the page, from 1. It never changes its meaning."""
    anchor: str
    """The id of its row on the page."""
    title: str
    publisher: str
    url: str
    """The article; "" when it has no address."""
    published: str
    """The day, or the time with its offset: ISO 8601."""
    author: str
    agency: str
    """The agency whose report it is a copy of."""
    focus: str
    """What it adds to the story, in the newsroom's words."""
    language: str
    """The BCP 47 tag of its language; "" when it is not said."""
    license: str
    """What its excerpts are used under; "" when it is not said."""
    archive: str
    """The address of an archived copy; "" for none."""
    uses: int
    """How often the page cites it."""
    passages: tuple[Passage, ...]
    """What the page shows of it."""


class Event(msgspec.Struct, frozen=True):
    """One entry of the timeline."""

    anchor: str
    """The id of its element on the page."""
    date: str
    """When: Extended Date/Time Format (ISO 8601-2), such as "2025-12-21/2025-12-31" or "2026-01~"."""
    label: str
    """The date as the page shows it: "Late Dec 2025"."""
    note: str
    """What day it was, in a few words: "New Year's Eve"."""
    text: str
    """What happened, as plain text."""
    html: str
    """The same as HTML, with its citations."""
    claims: tuple[str, ...]
    """The anchors of the claims in it, in order."""


class Said(msgspec.Struct, frozen=True):
    """What one source says in a disagreement."""

    publisher: str
    html: str
    claims: tuple[str, ...]
    """The anchors of the claims in it, in order."""


class Conflict(msgspec.Struct, frozen=True):
    """Something that the sources disagree about."""

    anchor: str
    """The id of its element on the page."""
    about: str
    says: tuple[Said, ...]


class Twin(msgspec.Struct, frozen=True):
    """A briefing: everything that its page says, for machines. An empty text means that there is none."""

    schema: str = msgspec.field(name="$schema")
    """The address of the schema that this document follows."""
    version: Literal[1]
    """The version of the schema. Fields may be added to it; none changes its meaning or goes away."""
    id: str
    """A tag URI (RFC 4151), the same as in the site's feeds. It stays when the story moves."""
    url: str
    """The story's page."""
    title: str
    description: str
    language: str
    """The BCP 47 tag of the language it is written in."""
    published: str
    """When it was first published: RFC 3339, as are `updated` and `changed`."""
    updated: str
    """When the newest of its own text and its sources was published."""
    changed: str
    """When its words last changed: its update, or a later correction."""
    authors: tuple[str, ...]
    publisher: str
    """Who publishes the briefing."""
    section: Named | None
    """The section of the site that it stands in."""
    tags: tuple[str, ...]
    image: Picture | None
    made_by: str
    """Who wrote it: "human", "ai-assisted" or "ai"."""
    reviewed_by: str
    """The editor who reviewed it."""
    compiled: bool
    """True when it consists of sentences of its sources that were put together by a program."""
    label: str
    """What readers must be told of its making before they read; "" for nothing."""
    withdrawn: bool
    """True when the newsroom has withdrawn it: its words no longer stand."""
    corrections: tuple[Correction, ...]
    summary: Text
    sections: tuple[Section, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[Event, ...]
    sources: tuple[Source, ...]
    """By number."""
    claims: tuple[Claim, ...]
    """Every claim of the page in reading order: summary, sections, conflicts, timeline."""
