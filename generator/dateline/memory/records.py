"""Records: the values that the memory keeps of stories, pages, sections and git's logs.

Plain data alone: each is written to the disk as it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dateline.git.commits import Logs
from dateline.model.draft import Outline, PageFile, SectionFolder
from dateline.model.revisions import Life
from dateline.pages.compiled import Compiled
from dateline.pages.versions import KeptVersion
from dateline.problems import Problem
from dateline.stamps import Stamp


def version_name(story: str, version: str) -> str:
    """The name under which the memory keeps the page of a version; no story has such a name."""
    return f"{story}\n{version}"


def version_named(name: str) -> tuple[str, str]:
    """The story and the version that `version_name` made the name of; the version is "" for a story's own."""
    story, _, version = name.partition("\n")
    return story, version


class KnownFile(NamedTuple):
    """What is known of a file of content/ since it was read."""

    stamp: Stamp
    digest: str
    seen: int
    """When the stamp was taken, in nanoseconds by the clock of the file system."""


class Record(msgspec.Struct):
    """What is known of one story: its outline, and what was compiled of it."""

    outline: Outline
    digest: str
    """The digest of all files that it is made from, with their names."""
    problems: tuple[Problem, ...] = ()
    """The problems that its files have, each by itself."""
    compiled: Compiled | None = None
    state: str = ""
    """The id of this state of its files, as `commits.state_id` makes it."""
    life: Life | None = None
    """Its history, under the key of its log."""
    versions: dict[str, KeptVersion] = {}
    """The pages of its earlier versions, by their ids."""
    files: dict[str, KnownFile] = {}
    """What is known of the files that it is made from, by name from the site's root."""

    @property
    def shown_versions(self) -> Iterator[str]:
        """The names under which the memory keeps the pages of its versions that are out."""
        if self.compiled is not None:
            for version in self.compiled.listing.versions:
                yield version_name(self.outline.path, version)


class Traced(msgspec.Struct, frozen=True):
    """The logs of all stories at one commit; in an excerpt, of a few."""

    head: str
    """The id of the commit; "" for none, or where git does not have all before it."""
    logs: Logs
    stood: dict[str, tuple[str, ...]] = {}
    """The addresses at which stories that moved were public before, oldest first."""
    marks: dict[str, Stamp | None] = {}
    """The stamps, as they were then, of git's files that change with a commit; none if they prove nothing."""


class ParsedPage(msgspec.Struct):
    """A plain page as parsed, under its file's digest; None when its front matter cannot be used."""

    digest: str
    page: PageFile | None
    problems: tuple[Problem, ...]


class ParsedSection(msgspec.Struct):
    """A section as parsed, under its file's digest."""

    digest: str
    section: SectionFolder
    problems: tuple[Problem, ...]
