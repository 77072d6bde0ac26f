"""The site as a newsroom sees it: stories with their claims, sources, events, and the pages around them.

Ids go across and objects go down: a story owns its sources and citations, and names its section by id;
what is looked up the other way (which stories cite a publisher) is an index in `Site`. There are no
cycles. All values are frozen; this room computes only what follows from one value alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from dateline.dates import FuzzyDate, Moment
from dateline.model.headers import CorrectionEntry, CorrectionKind, MadeBy
from dateline.model.linked import Claim, Text, claims
from dateline.model.rasters import Raster
from dateline.model.revisions import Revision
from dateline.model.topics import Topic
from dateline.problems import Place
from dateline.urls import normalise_article_url


class Alias(msgspec.Struct, frozen=True):
    """An old address from the site's root, and where its owner names it."""

    address: str
    place: Place


class StorySection(msgspec.Struct, frozen=True):
    """A thematic section of a briefing."""

    title: str
    anchor: str
    text: Text
    language: str = ""
    """The tag of its language, where it is another than that of the story."""


class Event(msgspec.Struct, frozen=True):
    """One entry of a story's timeline, from the writer, from sources, or from both."""

    anchor: str
    date: FuzzyDate
    note: str
    text: Text
    place: Place


class Conflict(msgspec.Struct, frozen=True):
    """A disagreement between sources that the writer declares."""

    about: str
    anchor: str
    says: tuple[Text, ...]
    """What each source says, as a claim with its citation."""


class Source(msgspec.Struct, frozen=True):
    """A source article as its story lists it."""

    key: str
    number: int
    """The position in `sources:`, from 1. It never changes its meaning."""
    title: str
    publisher: str
    publisher_id: str
    url: str
    published: Moment
    author: str
    agency: str
    focus: str
    language: str
    """The tag of its language; "" when its file does not say."""
    license: str
    """What its excerpts may be used under, as its file names it; "" when it does not say."""
    archive: str
    """The address of an archived copy, safe to be linked; "" for none."""
    file: str
    uses: int
    """How often the page cites it."""
    focus_language: str = ""
    """The tag of the language of `focus`; "" when it is in the newsroom's own words."""


class Story(msgspec.Struct, frozen=True):
    """A briefing, linked: the unit that the whole site is about."""

    id: str
    """Its folder's path below content/."""
    url: str
    section: str
    """The id of its section; "" at the top."""
    title: str
    description: str
    published: Moment
    updated: Moment
    changed: Moment
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: Text
    sections: tuple[StorySection, ...]
    timeline: tuple[Event, ...]
    sources: tuple[Source, ...]
    corrections: tuple[CorrectionEntry, ...]
    revisions: tuple[Revision, ...]
    """What became of it since it was first published, oldest first; () when nothing is known to have."""
    conflicts: tuple[Conflict, ...]
    aliases: tuple[Alias, ...]
    slug: Place | None
    """Where its file names the last part of its address; None when its folder does."""
    made_by: MadeBy
    reviewed_by: str
    compiled: bool
    image: str
    """The address of its picture from the site's root; "" when it has none."""
    image_alt: str
    image_credit: str
    raster: Raster | None
    """What is known of that picture; None when it stands elsewhere."""
    extra: dict[str, Any]
    file: str

    @property
    def is_corrected(self) -> bool:
        """True when a notice corrects the story."""
        return any(notice.kind is CorrectionKind.CORRECTION for notice in self.corrections)

    @property
    def is_withdrawn(self) -> bool:
        """True when a notice withdraws the story; its page stays."""
        return any(notice.kind is CorrectionKind.WITHDRAWN for notice in self.corrections)

    @property
    def versions(self) -> tuple[str, ...]:
        """The ids of its versions that have pages, oldest first, each once."""
        return tuple(dict.fromkeys(r.version for r in self.revisions if r.version))

    @property
    def needs_label(self) -> bool:
        """True when readers must be told that a machine wrote it and nobody reviewed it."""
        return self.made_by is MadeBy.AI and not self.reviewed_by

    @property
    def listing(self) -> Listing:
        """What lists, feeds and the sitemap show of the story."""
        return Listing(
            id=self.id,
            url=self.url,
            section=self.section,
            title=self.title,
            description=self.description,
            published=self.published,
            updated=self.updated,
            changed=self.changed,
            tags=self.tags,
            publishers=tuple(dict.fromkeys(source.publisher for source in self.sources)),
            articles=len(self.sources),
            corrected=self.is_corrected,
            withdrawn=self.is_withdrawn,
            notices=self.corrections,
            versions=self.versions,
            aliases=self.aliases,
            slug=self.slug,
            image=self.image,
            image_alt=self.image_alt,
            raster=self.raster,
            file=self.file,
            cites=tuple(source.url and normalise_article_url(source.url) for source in self.sources),
            days=self._days,
        )

    @property
    def _days(self) -> tuple[Moment, ...]:
        """The certain days and times of a timeline that still stands."""
        found = {event.date.moment for event in self.timeline if not self.is_withdrawn}
        return tuple(sorted((day for day in found if day), key=lambda day: day.iso))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the page in reading order: summary, sections, conflicts, timeline."""
        texts = [self.summary, *(section.text for section in self.sections)]
        texts += [text for conflict in self.conflicts for text in conflict.says]
        texts += [event.text for event in self.timeline]
        return tuple(claim for text in texts for claim in claims(text))


class Page(msgspec.Struct, frozen=True):
    """A plain page, linked."""

    id: str
    url: str
    section: str
    title: str
    description: str
    published: Moment | None
    text: Text
    aliases: tuple[Alias, ...]
    slug: Place | None
    image: str
    image_alt: str
    image_credit: str
    raster: Raster | None
    extra: dict[str, Any]
    file: str


class Section(msgspec.Struct, frozen=True):
    """A section of the site."""

    id: str
    url: str
    parent: str | None
    """The id of the section it lies in; None for the top."""
    title: str
    description: str
    weight: int
    text: Text
    file: str
    aliases: tuple[Alias, ...] = ()


class Term(msgspec.Struct, frozen=True):
    """A tag or a publisher, with the ids of its stories, newest first."""

    id: str
    name: str
    stories: tuple[str, ...]


class Published(msgspec.Struct, frozen=True):
    """A file that is published as it is, and where."""

    url: str
    file: str
    digest: str
    raster: Raster | None = None
    """What is known of it when it is a picture."""


class Listing(msgspec.Struct, frozen=True):
    """What lists, feeds and the sitemap know of a story."""

    id: str
    url: str
    section: str
    title: str
    description: str
    published: Moment
    updated: Moment
    changed: Moment
    """When the words of the page last changed: its update, or a later correction."""
    tags: tuple[str, ...]
    publishers: tuple[str, ...]
    """The publishers of its sources in the order of their numbers, each once."""
    articles: int
    corrected: bool
    withdrawn: bool
    notices: tuple[CorrectionEntry, ...]
    """Its corrections and their like, oldest first."""
    versions: tuple[str, ...]
    """The ids of its versions that have pages, oldest first."""
    aliases: tuple[Alias, ...]
    slug: Place | None
    image: str
    image_alt: str
    raster: Raster | None
    file: str
    cites: tuple[str, ...] = ()
    """The addresses of its articles, each in the one spelling for all; "" for an article without one."""
    names: tuple[tuple[str, str], ...] = ()
    """The names that it says most: each as names are compared, and as it spells it."""
    days: tuple[Moment, ...] = ()
    """The certain days and times in its timeline, each once, in order."""


class Site(msgspec.Struct, frozen=True):
    """The whole site, linked: what checks and pages read."""

    sections: tuple[Section, ...]
    """By weight, then by title."""
    stories: tuple[Listing, ...]
    """Updated last, first."""
    pages: tuple[Page, ...]
    files: tuple[Published, ...]
    tags: tuple[Term, ...]
    publishers: tuple[Term, ...]
    topics: tuple[Topic, ...]
    """The stories that continue one another."""
    news: tuple[str, ...]
    """The ids of the stories first published in the two days before, newest first."""
    next_due: tuple[datetime, str] | None
    """When the site next changes by itself, because a story comes out, goes or is no news any more; which."""
    upcoming: dict[str, datetime] = {}
    """When the next event of a story's timeline is over, by the story's id; not of stories without one."""
    languages: dict[str, Site] = {}
    """The site in its other languages, by tag: translated stories, and what lists them."""
