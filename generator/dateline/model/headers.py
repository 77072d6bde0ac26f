"""The front matter of every kind of file, as types: what a writer may write, and what it means.

A field without a default is required; a key that is no field is an error. Values hold what the file
says and nothing that was looked up. `frontmatter.decode` reads these types; `docs/content.md`
describes them for writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, ClassVar

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
    """When the notice was added."""
    text: str
    """What was wrong, and what is right; "" in a translation that was withdrawn with its original alone."""
    kind: CorrectionKind = CorrectionKind.CORRECTION
    """correction, clarification or withdrawn."""


class RevisionEntry(msgspec.Struct, frozen=True):
    """What the writer says of one change, under `revisions:`."""

    date: Moment
    note: str


class EventEntry(msgspec.Struct, frozen=True):
    """One dated event under a source's `events:`."""

    date: FuzzyDate
    """When it happened, as exactly as it is known."""
    text: str
    """What happened, in a sentence."""
    note: str = ""
    """What day it was, in a few words."""


class SayEntry(msgspec.Struct, frozen=True):
    """What one source says, under `says:` of a conflict."""

    source: str
    """Its citation key."""
    text: str
    """What it says, in a sentence."""


class ConflictEntry(msgspec.Struct, frozen=True):
    """One disagreement between sources, under `conflicts:`."""

    about: str
    """What the sources disagree about."""
    says: tuple[SayEntry, ...]
    """What each of them says."""


class StoryHeader(msgspec.Struct, frozen=True):
    """The front matter of story.md."""

    ADDRESSES: ClassVar = ("aliases", "image")

    title: str
    """The headline."""
    published: Moment
    """When the story comes out; before that moment it has no page."""
    description: str = ""
    """A sentence for lists, feeds and search engines; else the summary's first words."""
    sources: tuple[str, ...] | None = None
    """Citation keys in the order of their numbers; None when the file does not say."""
    tags: tuple[str, ...] = ()
    """What the story is about."""
    authors: tuple[str, ...] = ()
    """Who wrote the briefing; else the site's authors."""
    slug: str = ""
    """The last part of its address, in place of the folder's name."""
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead to it."""
    follows: str = ""
    """The path below content/ of the story that this one continues."""
    draft: bool = False
    """True keeps it out of the site."""
    expires: Moment | None = None
    """When it goes from the site again."""
    image: str = ""
    """A picture beside story.md."""
    image_alt: str = ""
    """What the picture shows, for those who cannot see it."""
    image_credit: str = ""
    """Who made the picture, or holds the rights in it."""
    corrections: tuple[CorrectionEntry, ...] = ()
    """Notices on the story: what was wrong and is right now."""
    revisions: tuple[RevisionEntry, ...] = ()
    """What the writer says of changes."""
    history: bool = True
    """False for a story whose earlier versions must not be shown."""
    conflicts: tuple[ConflictEntry, ...] = ()
    """What its sources disagree about."""
    made_by: MadeBy = MadeBy.HUMAN
    """human, ai-assisted or ai."""
    reviewed_by: str = ""
    """The editor who reviewed what a machine wrote."""
    extra: dict[str, Any] = {}
    """Keys of your own; the theme may use them."""


class TranslationHeader(msgspec.Struct, frozen=True):
    """The front matter of story.fr.md: what it does not say is as in story.md."""

    ADDRESSES: ClassVar = ("aliases",)

    title: str
    """The headline, in this language."""
    published: Moment | None = None
    """That of story.md, if it is written at all; as are `sources`."""
    sources: tuple[str, ...] | None = None
    """Those of story.md, if they are written at all: a number means one source in all languages."""
    description: str = ""
    """A sentence for lists, feeds and search engines; else the summary's first words."""
    tags: tuple[str, ...] | None = None
    """What the story is about; else as in story.md."""
    authors: tuple[str, ...] | None = None
    """Who wrote it; else as in story.md."""
    slug: str = ""
    """The last part of its address; else as in story.md."""
    aliases: tuple[str, ...] = ()
    """Its own old addresses, which lead to it, before those that it has by those of story.md."""
    draft: bool = False
    """True keeps it out of the site; it is out, too, while story.md is."""
    image_alt: str = ""
    """What the picture shows; else as in story.md."""
    corrections: tuple[CorrectionEntry, ...] = ()
    """Notices on the story, in this language."""
    revisions: tuple[RevisionEntry, ...] = ()
    """What the writer says of changes, in this language."""
    conflicts: tuple[ConflictEntry, ...] = ()
    """What its sources disagree about, in this language."""
    made_by: MadeBy | None = None
    """human, ai-assisted or ai; else as in story.md."""
    reviewed_by: str = ""
    """The editor who reviewed what a machine wrote."""
    translated: Moment | None = None
    """The day whose original was translated."""
    extra: dict[str, Any] = {}
    """Keys of your own, beside those of story.md."""

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
            draft=original.draft or self.draft,
            image_alt=self.image_alt or original.image_alt,
            corrections=(*self.corrections, *self._inherited(original)),
            revisions=self.revisions,
            conflicts=self.conflicts,
            made_by=self.made_by or original.made_by,
            reviewed_by=reviewed_by,
            extra={**original.extra, **self.extra},
        )

    def _inherited(self, original: StoryHeader) -> Iterator[CorrectionEntry]:
        """The withdrawal of the original where the translation has none: it stands no longer than that does.

        Without its words, which are in another language.
        """
        if not any(notice.kind is CorrectionKind.WITHDRAWN for notice in self.corrections):
            for notice in original.corrections:
                if notice.kind is CorrectionKind.WITHDRAWN:
                    yield msgspec.structs.replace(notice, text="")


class SourceHeader(msgspec.Struct, frozen=True):
    """The front matter of a source article."""

    ADDRESSES: ClassVar = ("url", "archive_url")

    title: str
    """The article's headline."""
    publisher: str
    """Who published it."""
    published: Moment
    """When it was published."""
    url: str = ""
    """Its address."""
    author: str = ""
    """Who wrote it."""
    focus: str = ""
    """What it adds to the story, in the newsroom's words."""
    agency: str = ""
    """The agency whose report it is a copy of: such articles count as one voice."""
    language: str = ""
    """The tag of its language (BCP 47)."""
    license: str = ""
    """What its excerpts are used under."""
    archive_url: str = ""
    """The address of an archived copy."""
    events: tuple[EventEntry, ...] = ()
    """What it reports to have happened, and when: for the timeline."""
    extra: dict[str, Any] = {}
    """Keys of your own."""


class PageHeader(msgspec.Struct, frozen=True):
    """The front matter of a plain page."""

    ADDRESSES: ClassVar = ("aliases", "image")

    title: str
    """The title of the page."""
    description: str = ""
    """A sentence for search engines."""
    published: Moment | None = None
    """When it comes out; before that moment there is no page."""
    draft: bool = False
    """True keeps it out of the site."""
    expires: Moment | None = None
    """When it goes from the site again."""
    slug: str = ""
    """The last part of its address, in place of the file's name."""
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead to it."""
    image: str = ""
    """A picture beside the file."""
    image_alt: str = ""
    """What the picture shows, for those who cannot see it."""
    image_credit: str = ""
    """Who made the picture, or holds the rights in it."""
    extra: dict[str, Any] = {}
    """Keys of your own; the theme may use them."""


class PageTranslationHeader(msgspec.Struct, frozen=True):
    """The front matter of about.fr.md: what it cannot say is as in about.md."""

    ADDRESSES: ClassVar = ("aliases",)

    title: str
    """The title of the page, in this language."""
    description: str = ""
    """A sentence for search engines."""
    draft: bool = False
    """True keeps it out of the site; it is out, too, while its original is."""
    slug: str = ""
    """The last part of its address; else that of its original."""
    aliases: tuple[str, ...] = ()
    """Its own old addresses, which lead to it."""
    image_alt: str = ""
    """What the picture shows; else as in its original."""
    extra: dict[str, Any] = {}
    """Keys of your own."""

    @property
    def alone(self) -> PageHeader:
        """The same as a page's own, before anything is taken from the original."""
        return PageHeader(**msgspec.structs.asdict(self))


class SectionHeader(msgspec.Struct, frozen=True):
    """The front matter of section.md."""

    ADDRESSES: ClassVar = ("aliases",)

    title: str
    """The name of the section."""
    description: str = ""
    """A sentence about it, for its page and search engines."""
    weight: int = 0
    """Sections are listed by weight, then by title."""
    aliases: tuple[str, ...] = ()
    """Old addresses, which lead to it; so do those of its feeds."""
    extra: dict[str, Any] = {}
    """Keys of your own."""


class SectionTranslationHeader(msgspec.Struct, frozen=True):
    """The front matter of section.fr.md."""

    title: str
    """The name of the section, in this language."""
    description: str = ""
    """A sentence about it, for its page and search engines."""
