"""What is remembered between builds: digests by stamp, what was parsed, and compiled stories.

Everything here is a hint that can be lost: each value is kept under the digest of what it was made
from, all of it under the version of the generator, and a damaged or foreign memory is empty. A build
in a new process reads it from one SQLite file; the preview keeps it in the process.

A file's digest is taken from its stamp only when the stamp is older than the walk that saw it:
a file that changed while it was looked at is read again next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dateline.again import Again
from dateline.files.listings import Listed
from dateline.files.walk import Found, FoundStory
from dateline.git.commits import Logs
from dateline.linking.edition import Edition
from dateline.memory.spill import Spill
from dateline.memory.stages import KeptStages
from dateline.model.draft import Attachment, Draft, Outline, PageFile, SectionFolder
from dateline.model.revisions import Life
from dateline.output.ledger import NOTHING, Ledger
from dateline.pages.compiled import Compiled
from dateline.pages.planned import PlannedPage
from dateline.pages.versions import KeptVersion
from dateline.pictures.imaging.looking import Seen
from dateline.problems import Problem
from dateline.stamps import Stamp
from dateline.twins.twin import Twin

if TYPE_CHECKING:
    from dateline.settings.config import Config
    from dateline.theming.theme import Theme

Noted = tuple[Stamp, str, int]
"""Of a file: its stamp, its digest, and when the stamp was taken (nanoseconds, the system's clock)."""


class Record(msgspec.Struct):
    """What is known of one story: its outline, and its page when it was compiled."""

    outline: Outline
    digest: str
    """Of every file that it is made from, by name."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its files, each by itself."""
    compiled: Compiled | None = None
    state: str = ""
    """The id of its files as git would know them."""
    life: Life | None = None
    """Its history, under the key of its log."""
    versions: dict[str, KeptVersion] = {}
    """The pages of its versions, by their ids."""
    files: dict[str, Noted] = {}
    """What is known of the files that it is made from."""


class Traced(msgspec.Struct, frozen=True):
    """The logs of all stories at one commit."""

    head: str
    logs: Logs


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


class Lately(msgspec.Struct, frozen=True):
    """The last plan of this process: for which edition, of which draft, and when the site next changes."""

    edition: Edition
    draft: Draft
    due: datetime | None


class Loaded(NamedTuple):
    """The paths of stories, what was found of each, and its record."""

    paths: tuple[str, ...] = ()
    stories: tuple[FoundStory, ...] = ()
    records: tuple[Record, ...] = ()


class Shelf:
    """Encoded values of stories, each under its digest, and for the preview the one before the last."""

    def __init__(self, folder: Path | None = None) -> None:
        """Values are kept on the disk in `folder`, once they are many."""
        self._kept: dict[str, str] = {}
        self._values = Spill(folder)
        self._former: dict[str, tuple[str, bytes]] = {}

    def put(self, story: str, digest: str, value: bytes) -> None:
        """Keep the value of a story."""
        if self._kept.get(story, digest) != digest:
            self._supersede(story)
        self._values.put(story, value)
        self._kept[story] = digest

    def find(self, story: str, digest: str) -> bytes | None:
        """The value of a story, if it is kept under this digest."""
        if self._kept.get(story) == digest:
            return self._values.get(story)
        former = self._former.get(story)
        return former[1] if former and former[0] == digest else None

    def last(self, story: str) -> tuple[str, bytes] | None:
        """The last value of a story with its digest; None when there is none here."""
        value = self._values.get(story) if story in self._kept else None
        return None if value is None else (self._kept[story], value)

    def drop(self, story: str) -> None:
        """A story is gone; the preview may still show it."""
        if story in self._kept:
            self._supersede(story)
            self._values.drop(story)
            del self._kept[story]

    def _supersede(self, story: str) -> None:
        last = self.last(story)
        if last:
            self._former[story] = last


class Memory:
    """One site's memory. `changed` lists the stories whose record or view is new."""

    opened: tuple[tuple[str, str], Twin] | None = None
    """The twin that was read last, with its story and its digest."""

    def __init__(self, folder: Path | None = None) -> None:
        """What is too much for the memory of a process is kept in a file in `folder` while that lives."""
        self.folder = folder
        self.stamps: dict[str, Noted] = {}
        """What is known of each file below content/."""
        self.records: dict[str, Record] = {}
        self.pages: dict[str, ParsedPage] = {}
        self.sections: dict[str, ParsedSection] = {}
        self.views, self.twins = Shelf(folder), Shelf(folder)
        """What was compiled of stories: their pages' views, and their twins."""
        self.places = Shelf(folder)
        """Where the claims and events of stories stand, by anchor; kept in the process only."""
        self.looks: dict[str, Seen] = {}
        """What looks into pictures came to, by the digests of their bytes with the endings of their names."""
        self.theme = ""
        """The digest of the theme whose templates were all found to compile."""
        self.bytecode: dict[str, bytes] = {}
        """Its compiled templates by Jinja's keys."""
        self.loaded: Theme | None = None
        """The theme itself, in the process that loaded it."""
        self.themed: Config | None = None
        """The settings for which it was loaded."""
        self.stages = KeptStages(self.stage)
        self.again = Again(self.stages)
        """What pure stages came to last time: but for `stages` in this process only, as what follows."""
        self.found: Found | None = None
        """The content folder as it was last found."""
        self.folders: dict[str, Listed] = {}
        """What is in each folder below content/, on the disk too."""
        self.sure: dict[str, FoundStory] = {}
        """Stories whose records were found to be those of these files."""
        self.doubted: set[str] = set()
        """Stories that were read, and not found sure since."""
        self.stories = Loaded()
        """All stories as they were last loaded."""
        self.attached: dict[str, Attachment] = {}
        self.lately: Lately | None = None
        self.desk: Any = None
        """The last story desk; only the desk itself knows what it is."""
        self.traced: Traced | None = None
        """What git's log told at the last commit that was looked at, on the disk too."""
        self.retraced = False
        """True when that is newer than what the disk has."""
        self.marks: Mapping[str, Stamp | None] = {}
        """The stamps by which another commit would be seen, as they were then."""
        self.lives: Mapping[str, Life] = {}
        """The histories of the last plan."""
        self.archived: dict[str, tuple[tuple[object, ...], tuple[PlannedPage, ...]]] = {}
        """The planned pages of each story's versions, with what they were planned from."""
        self.left = NOTHING
        """What the last build of this process knew of the output folder at its end."""
        self.shipped: Any = None
        """The outputs of that build, in rows; only whoever makes these knows what they are."""
        self.changed: set[str] = set()
        self.changes: dict[str, str] = {}
        """Files new, changed or gone since the output was written, each with its digest then, or ""."""
        self.before: dict[str, Compiled | None] = {}
        """What was compiled from stories that since then were read or compiled again, or are gone."""
        self.distrusted: frozenset[str] = frozenset()
        """Files to read again whatever their stamp says: where a clock is coarse, it says nothing."""

    def digest_of(self, file: str, stamp: Stamp) -> str | None:
        """The digest of a file that has not changed since it was read; None when it must be read."""
        known = self.stamps.get(file)
        if known is None or known[0] != stamp or file in self.distrusted:
            return None
        return known[1] if stamp.is_settled(known[2]) else None

    def note(self, file: str, stamp: Stamp, digest: str, seen: int) -> None:
        """Keep the digest of a file that was read; the stamp was taken at the moment `seen`."""
        known = self.stamps.get(file)
        if known is None or known[1] != digest:
            self.changes.setdefault(file, known[1] if known else "")
        self.stamps[file] = (stamp, digest, seen)

    def keep_files(self, files: Iterable[str], count: int) -> None:
        """Drop what is known of files that are gone; `files` are at least the `count` that are there."""
        if len(self.stamps) > count:
            for file in self.stamps.keys() - set(files):
                self.changes.setdefault(file, self.stamps.pop(file)[1])

    def leave(self, shipped: Any, left: Ledger) -> None:
        """Note what a build has written, and what it knew of the output folder at its end."""
        self.shipped, self.left = shipped, left

    def written(self) -> None:
        """From now on changes are those since the output that was just written."""
        self.changes.clear()
        self.before.clear()

    def view(self, story: str, digest: str) -> bytes | None:
        """The encoded view of a story, if it is kept under this digest."""
        return self.views.find(story, digest)

    def twin(self, story: str, digest: str) -> bytes | None:
        """The encoded twin of a story, if it is kept under this digest."""
        return self.twins.find(story, digest)

    def opened_twin(self, story: str, digest: str, lost: Callable[[], bytes]) -> Twin:
        """A story's twin by its digest; `lost` gives it encoded where nothing is kept of it.

        The one that was asked for last is decoded once, as the forms of a story are made one after another.
        """
        if self.opened is None or self.opened[0] != (story, digest):
            kept = self.twin(story, digest)
            made = msgspec.json.decode(lost() if kept is None else kept, type=Twin)
            self.opened = ((story, digest), made)
        return self.opened[1]

    def stage(self, name: str, digest: str) -> bytes | None:
        """What a stage of planning came to in another process, if it was given what has this digest."""
        return None

    def forget(self, stories: set[str]) -> None:
        """Drop what is known of stories that are gone."""
        for story in stories:
            record = self.records.pop(story, None)
            self.before.setdefault(story, record.compiled if record else None)
            self.sure.pop(story, None)
            self.doubted.discard(story)
            self.views.drop(story)
            self.twins.drop(story)
            self.places.drop(story)
