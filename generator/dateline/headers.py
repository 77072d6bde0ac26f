"""The front matter of every kind of file, as types: what a writer may write, and what it means.

A field without a default is required; a key that is no field is an error. Values hold what the file
says and nothing that was looked up. `frontmatter.decode` reads these types; `docs/content.md`
describes them for writers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from dateline.dates import FuzzyDate, Moment


class MadeBy(StrEnum):
    """Who wrote a briefing; the EU AI Act, Art. 50(4), asks for a label on unreviewed AI text."""

    HUMAN = "human"
    ASSISTED = "ai-assisted"
    AI = "ai"


class CorrectionKind(StrEnum):
    """The trade's three kinds of notice."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    WITHDRAWN = "withdrawn"


class CorrectionEntry(msgspec.Struct, frozen=True):
    """One notice under `corrections:`."""

    date: Moment
    text: str
    kind: CorrectionKind = CorrectionKind.CORRECTION


class RevisionEntry(msgspec.Struct, frozen=True):
    """What the writer says of one change, under `revisions:`."""

    date: Moment
    note: str


class EventEntry(msgspec.Struct, frozen=True):
    """One dated event under a source's `events:`."""

    date: FuzzyDate
    text: str
    note: str = ""


class SayEntry(msgspec.Struct, frozen=True):
    """What one source says, under `says:` of a conflict."""

    source: str
    """Its citation key."""
    text: str


class ConflictEntry(msgspec.Struct, frozen=True):
    """One disagreement between sources, under `conflicts:`."""

    about: str
    says: tuple[SayEntry, ...]


class StoryHeader(msgspec.Struct, frozen=True):
    """The front matter of story.md."""

    title: str
    published: Moment
    description: str = ""
    sources: tuple[str, ...] | None = None
    """Citation keys in the order of their numbers; None when the file does not say."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slug: str = ""
    aliases: tuple[str, ...] = ()
    follows: str = ""
    """The path below content/ of the story that this one continues."""
    draft: bool = False
    expires: Moment | None = None
    image: str = ""
    image_alt: str = ""
    image_credit: str = ""
    corrections: tuple[CorrectionEntry, ...] = ()
    revisions: tuple[RevisionEntry, ...] = ()
    history: bool = True
    """False for a story whose earlier versions must not be shown."""
    conflicts: tuple[ConflictEntry, ...] = ()
    made_by: MadeBy = MadeBy.HUMAN
    reviewed_by: str = ""
    extra: dict[str, Any] = {}


class TranslationHeader(msgspec.Struct, frozen=True):
    """The front matter of story.fr.md: what it does not say is as in story.md."""

    title: str
    published: Moment | None = None
    """That of story.md, if it is written at all; as are `sources`."""
    sources: tuple[str, ...] | None = None
    description: str = ""
    tags: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    image_alt: str = ""
    corrections: tuple[CorrectionEntry, ...] = ()
    conflicts: tuple[ConflictEntry, ...] = ()
    made_by: MadeBy | None = None
    reviewed_by: str = ""
    translated: Moment | None = None
    """The day whose original was translated."""
    extra: dict[str, Any] = {}

    def over(self, original: StoryHeader) -> StoryHeader:
        """The front matter of the translation as a story's own."""
        reviewed_by = self.reviewed_by or ("" if self.made_by else original.reviewed_by)
        return msgspec.structs.replace(
            original,
            title=self.title,
            description=self.description,
            tags=original.tags if self.tags is None else self.tags,
            authors=original.authors if self.authors is None else self.authors,
            slug=self.slug or original.slug,
            aliases=self.aliases,
            follows="",
            draft=original.draft or self.draft,
            image_alt=self.image_alt or original.image_alt,
            corrections=self.corrections,
            conflicts=self.conflicts,
            made_by=self.made_by or original.made_by,
            reviewed_by=reviewed_by,
            extra={**original.extra, **self.extra},
        )


class SourceHeader(msgspec.Struct, frozen=True):
    """The front matter of a source article."""

    title: str
    publisher: str
    published: Moment
    url: str = ""
    author: str = ""
    focus: str = ""
    agency: str = ""
    language: str = ""
    license: str = ""
    archive_url: str = ""
    events: tuple[EventEntry, ...] = ()
    extra: dict[str, Any] = {}


class PageHeader(msgspec.Struct, frozen=True):
    """The front matter of a plain page."""

    title: str
    description: str = ""
    published: Moment | None = None
    draft: bool = False
    expires: Moment | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""
    image_credit: str = ""
    extra: dict[str, Any] = {}


class SectionHeader(msgspec.Struct, frozen=True):
    """The front matter of section.md."""

    title: str
    description: str = ""
    weight: int = 0
    """Sections are listed by weight, then by title."""
    extra: dict[str, Any] = {}
