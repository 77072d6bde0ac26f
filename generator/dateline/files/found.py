"""Found: what a walk over content/ finds, as values: files, stories, sections, bad names."""

from __future__ import annotations

import msgspec

from dateline.problems import Problem
from dateline.stamps import Stamp


class FoundFile(msgspec.Struct, frozen=True):
    """A file: from the site's root ("content/about.md"), and below content/ ("about.md")."""

    file: str
    path: str
    stamp: Stamp


class FoundStory(msgspec.Struct, frozen=True):
    """A story: its id, which is its folder's path below content/, story.md, and its source articles.

    A translation is a story of its own with the same sources: `world/talks:fr`.
    """

    path: str
    briefing: FoundFile | None
    sources: tuple[FoundFile, ...]
    uncitable: tuple[str, ...] = ()
    """The keys of source files whose names cannot be cited."""
    original: FoundFile | None = None
    """story.md, when this is a translation of it."""

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """All files that the story is made from."""
        own = (self.briefing, self.original)
        return (*(file for file in own if file), *self.sources)


class FoundSection(msgspec.Struct, frozen=True):
    """A section's folder, its section.md when it has one, and the translations of that."""

    path: str
    header: FoundFile | None
    translated: tuple[FoundFile, ...] = ()

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """All files that the section is made from."""
        return (*((self.header,) if self.header else ()), *self.translated)


class Found(msgspec.Struct, frozen=True):
    """Everything below content/, in the order of names, and what is wrong with names and folders."""

    sections: tuple[FoundSection, ...]
    stories: tuple[FoundStory, ...]
    pages: tuple[FoundFile, ...]
    attachments: tuple[FoundFile, ...]
    folders: tuple[tuple[str, Stamp], ...]
    """Every folder that was looked into, with its stamp from before."""
    problems: tuple[Problem, ...]
    seen: int
    """When the look began, in nanoseconds by the clock of the file system."""
    is_glance: bool = False
    """True when most of it was taken over from a look before."""
