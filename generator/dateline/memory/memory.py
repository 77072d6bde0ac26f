"""The memory: what is remembered between builds: digests of files by stamp, parsed files, compiled stories.

All of it can be lost without harm. Each value is kept under the digest of what it was made from, all of it
under the version of the generator; a memory that is damaged, or of another version, counts as empty. A
build in a new process reads it from one SQLite file (`memoryfile`), the preview keeps it in the process.

A file's digest is known by its stamp only if the stamp was older than the moment at which it was taken: a
file that changed while it was looked at is read again next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from dateline.again import Again
from dateline.files.listings import Listed
from dateline.memory.records import KnownFile, ParsedPage, ParsedSection, Record, Traced
from dateline.memory.session import Session
from dateline.memory.spill import Spill
from dateline.memory.stages import KeptStages
from dateline.pages.compiled import Compiled
from dateline.pictures.imaging.looking import Seen
from dateline.stamps import Stamp
from dateline.twins.twin import Twin


class Shelf:
    """One encoded value for each story, known by its digest, and the one before it, for the preview."""

    def __init__(self, folder: Path | None = None) -> None:
        """Once values are many, they are kept in a file in `folder`."""
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
        """The value of a story with this digest, the last or the one before it; None if it is neither."""
        if self._kept.get(story) == digest:
            return self._values.get(story)
        former = self._former.get(story)
        return former[1] if former and former[0] == digest else None

    def last(self, story: str) -> tuple[str, bytes] | None:
        """The digest and the last value of a story; None when there is none here."""
        value = self._values.get(story) if story in self._kept else None
        return None if value is None else (self._kept[story], value)

    def drop(self, story: str) -> None:
        """Let a story go; its value stays as the one before, as the preview may still show it."""
        if story in self._kept:
            self._supersede(story)
            self._values.drop(story)
            del self._kept[story]

    def _supersede(self, story: str) -> None:
        last = self.last(story)
        if last:
            self._former[story] = last


class Memory:
    """One site's memory. `changed` has the stories whose record, view or twin is not on the disk yet."""

    opened: tuple[tuple[str, str], Twin] | None = None
    """The twin that was decoded last, with its story and its digest."""

    def __init__(self, folder: Path | None = None) -> None:
        """What is too large for the memory of the process is kept in a nameless file in `folder`."""
        self.folder = folder
        self.stamps: dict[str, KnownFile] = {}
        """What is known of each file below content/."""
        self.records: dict[str, Record] = {}
        self.pages: dict[str, ParsedPage] = {}
        self.sections: dict[str, ParsedSection] = {}
        self.views, self.twins = Shelf(folder), Shelf(folder)
        """The views of stories' pages, and their twins."""
        self.places = Shelf(folder)
        """Where the claims and events of stories stand in their files, by anchor; in this process only."""
        self.looks: dict[str, Seen] = {}
        """What is known of pictures, by the digest of the bytes with the ending of the name."""
        self.theme = ""
        """The digest of the last theme of which all templates compile."""
        self.bytecode: dict[str, bytes] = {}
        """Its compiled templates by Jinja's keys."""
        self.stages = KeptStages(self.stage)
        self.again = Again(self.stages)
        """The last results of pure functions, in this process only."""
        self.session = Session()
        """What else is known of the last plan, in this process only."""
        self.folders: dict[str, Listed] = {}
        """What is in each folder below content/."""
        self.traced: Traced | None = None
        """The logs of stories at the last commit that was looked at."""
        self.retraced: set[str] = set()
        """The stories whose logs are not on the disk yet, or are gone."""
        self.changed: set[str] = set()
        self.changes: dict[str, str] = {}
        """Files added, changed or gone since the output was written, with their digests then ("" if new)."""
        self.before: dict[str, Compiled | None] = {}
        """What had been compiled of each story that was read or compiled again since then, or is gone."""
        self.distrusted: frozenset[str] = frozenset()
        """Files to be read whatever their stamp is: they changed while a site was planned."""

    def digest_of(self, file: str, stamp: Stamp) -> str | None:
        """The digest of a file whose stamp proves that it has not changed since it was read; else None."""
        known = self.stamps.get(file)
        if known is None or known.stamp != stamp or file in self.distrusted:
            return None
        return known.digest if stamp.is_settled(known.seen) else None

    def note(self, file: str, stamp: Stamp, digest: str, seen: int) -> None:
        """Keep the digest of a file that was read; the stamp was taken at the moment `seen`."""
        known = self.stamps.get(file)
        if known is None or known.digest != digest:
            self.changes.setdefault(file, known.digest if known else "")
        self.stamps[file] = KnownFile(stamp, digest, seen)

    def keep_files(self, files: Iterable[str], count: int) -> None:
        """Drop what is known of files that are gone; `files` are the `count` that are there, perhaps more."""
        if len(self.stamps) > count:
            for file in self.stamps.keys() - set(files):
                self.changes.setdefault(file, self.stamps.pop(file).digest)

    def written(self) -> None:
        """Begin to note changes anew, as the output has just been written."""
        self.changes.clear()
        self.before.clear()

    def view(self, story: str, digest: str) -> bytes | None:
        """The view of a story with this digest, encoded; None if it is not kept."""
        return self.views.find(story, digest)

    def twin(self, story: str, digest: str) -> bytes | None:
        """The twin of a story with this digest, encoded; None if it is not kept."""
        return self.twins.find(story, digest)

    def opened_twin(self, story: str, digest: str, lost: Callable[[], bytes]) -> Twin:
        """A story's twin by its digest; `lost` is called for it, encoded, where it is not kept.

        The last one is kept decoded, as the forms of a story are made one after another.
        """
        if self.opened is None or self.opened[0] != (story, digest):
            kept = self.twin(story, digest)
            made = msgspec.json.decode(lost() if kept is None else kept, type=Twin)
            self.opened = ((story, digest), made)
        return self.opened[1]

    def stage(self, name: str, digest: str) -> bytes | None:
        """The result of a stage of planning in another process, as JSON, if it was kept with this digest."""
        return None

    def forget(self, stories: set[str]) -> None:
        """Drop what is known of these stories, which are gone."""
        for story in stories:
            record = self.records.pop(story, None)
            self.before.setdefault(story, record.compiled if record else None)
            self.session.forget(story)
            self.views.drop(story)
            self.twins.drop(story)
            self.places.drop(story)
