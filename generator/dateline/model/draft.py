"""The draft: what the content folder holds, each file as it was parsed, with nothing looked up.

A story stands here by its `Outline`, which is small; its texts are read when its page is made. All
values are frozen; what they say of each other is found out in `link`.
"""

from __future__ import annotations

import msgspec

from dateline.dates import Moment
from dateline.model.headers import PageHeader, SectionHeader, SourceHeader, StoryHeader
from dateline.model.prose import Body, Prose
from dateline.model.rasters import Raster


class SourceFile(msgspec.Struct, frozen=True):
    """sources/<key>.md: its front matter. The article's text is evidence and is not kept here."""

    file: str
    key: str
    header: SourceHeader
    yaml: str
    """The front matter as written, so that a problem found later can be placed."""
    focus_language: str = ""
    """The language of a focus line that is in the article's own words; "" for one of the newsroom's."""


class StoryFile(msgspec.Struct, frozen=True):
    """story.md: its front matter and its parsed body."""

    file: str
    header: StoryHeader
    body: Body
    yaml: str


class StoryFolder(msgspec.Struct, frozen=True):
    """A story's folder below content/: "world/maduro-us-talks"."""

    path: str
    story: StoryFile | None
    sources: tuple[SourceFile, ...]
    broken: tuple[str, ...] = ()
    """The keys of source files that could not be read: citing one is no second problem."""
    original: StoryFile | None = None
    """story.md, when this is a translation of it."""
    translated: Moment | None = None
    """The day whose original was translated, when the translation says so."""
    drafted: bool = False
    """True when there is no story.md, and `story` was drafted from the sources."""


class Outline(msgspec.Struct, frozen=True):
    """What the rest of the site must know of a story's folder before anything is linked.

    Most edits leave it as it was. The texts stay on disk.
    """

    path: str
    file: str
    """story.md, or the first source article of a folder without one."""
    url: str
    is_whole: bool
    """False when it cannot be shown, because story.md or every source cannot be read."""
    has_briefing: bool
    published: Moment
    expires: Moment | None
    draft: bool
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    publishers: tuple[tuple[str, str], ...]
    """The publisher's name and the file of each source that the page lists, in the order of numbers."""
    title: str = ""
    """What other stories call it that continue it; "" without a story.md."""
    follows: str = ""
    """The path of the story that it continues, as its writer names it."""
    withdrawn: bool = False
    """True when a notice withdraws it."""

    @property
    def language(self) -> str:
        """The tag of the language that it is translated into; "" for an original."""
        return self.path.partition(":")[2]

    def alike(self, story: str) -> str:
        """The id that another story, named by its folder, has in the language of this one."""
        return f"{story}:{self.language}" if self.language else story


class PageFile(msgspec.Struct, frozen=True):
    """A plain page: content/about.md."""

    file: str
    path: str
    """The file's path below content/ without its ending: "about"; of a translation "about:fr"."""
    header: PageHeader
    prose: Prose
    yaml: str


class SectionFolder(msgspec.Struct, frozen=True):
    """A section: a folder that is no story, with its section.md when it has one.

    In a translation, section.fr.md, its path ends in the language: "world:fr".
    """

    path: str
    file: str
    """The path of section.md from the site's root; "" when there is none."""
    header: SectionHeader | None
    prose: Prose
    yaml: str = ""
    """Its front matter as written."""


class Attachment(msgspec.Struct, frozen=True):
    """A file that is published as it is, beside the page of its folder."""

    file: str
    """From the site's root: "content/world/talks/boat.jpg"."""
    path: str
    """Below content/: "world/talks/boat.jpg"."""
    digest: str
    raster: Raster | None = None
    """What is known of it when it is a picture."""


class Draft(msgspec.Struct, frozen=True):
    """Everything that was read, in the order of paths; nothing is looked up yet."""

    sections: tuple[SectionFolder, ...] = ()
    stories: tuple[Outline, ...] = ()
    pages: tuple[PageFile, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    broken: tuple[str, ...] = ()
    """Files that exist and could not be read, so that a link to one is no second problem."""
    translated: tuple[SectionFolder, ...] = ()
    """Sections in other languages: those that have a section.fr.md that can be used."""
