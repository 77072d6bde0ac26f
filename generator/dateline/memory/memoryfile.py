"""The memory's file: one SQLite database in the site's `.dateline/` folder, read whole and fast.

Every value is stored with the digest of its bytes, everything under one version; what is damaged, of
another version, or locked by another process counts as empty. So losing the file costs time only.
Views, twins and what stages of planning came to are read one by one, when they are asked for.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.digest import of_value
from dateline.files.listings import Listed
from dateline.git.commits import Log
from dateline.memory.memory import Memory, Shelf
from dateline.memory.records import KnownFile, ParsedPage, ParsedSection, Record, Traced
from dateline.pictures.imaging.looking import Seen
from dateline.stamps import Stamp

FILE = "memory.sqlite"
_T = TypeVar("_T")
_DROP = """
DROP TABLE IF EXISTS records;
DROP TABLE IF EXISTS views;
DROP TABLE IF EXISTS twins;
DROP TABLE IF EXISTS stages;
DROP TABLE IF EXISTS logs;
DROP TABLE IF EXISTS whole;
"""
_CREATE = """
CREATE TABLE IF NOT EXISTS records (story TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS views (story TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS twins (story TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS stages (name TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS logs (story TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS whole (story TEXT PRIMARY KEY, key TEXT, value BLOB);
CREATE INDEX IF NOT EXISTS viewed ON views (story, key);
"""
_REMOVE = (
    "DELETE FROM records WHERE story = ?",
    "DELETE FROM views WHERE story = ?",
    "DELETE FROM twins WHERE story = ?",
)
_VIEW = "SELECT key, value FROM views WHERE story = ?"
_TWIN = "SELECT key, value FROM twins WHERE story = ?"
_STAGE = "SELECT key, value FROM stages WHERE name = ?"
_VERSIONS = "SELECT story FROM views WHERE instr(story, char(10))"
_PUT_RECORD = "INSERT OR REPLACE INTO records VALUES (?, ?, ?)"
_PUT_VIEW = "INSERT OR REPLACE INTO views VALUES (?, ?, ?)"
_PUT_TWIN = "INSERT OR REPLACE INTO twins VALUES (?, ?, ?)"
_PUT_STAGE = "INSERT OR REPLACE INTO stages VALUES (?, ?, ?)"
_PUT_LOG = "INSERT OR REPLACE INTO logs VALUES (?, ?, ?)"
_REMOVE_LOG = "DELETE FROM logs WHERE story = ?"
_PUT_WHOLE = "INSERT OR REPLACE INTO whole VALUES (?, ?, ?)"
_ENCODER = msgspec.json.Encoder()
RECORD = msgspec.json.Decoder(Record)
LOG = msgspec.json.Decoder(Log)
_SIZE = 16


class _Whole(msgspec.Struct):
    """What is small enough to be written whole each time."""

    stamps: dict[str, KnownFile]
    """Of the files that no story is made from: what is known of the others is kept with the stories."""
    folders: dict[str, Listed]
    pages: dict[str, ParsedPage]
    sections: dict[str, ParsedSection]
    looks: dict[str, Seen]


class Trace(msgspec.Struct):
    """What `Traced` has beside the logs."""

    head: str
    stood: dict[str, tuple[str, ...]]
    marks: dict[str, Stamp | None]

    def with_logs(self, logs: dict[str, Log]) -> Traced:
        """The same with these logs."""
        return Traced(self.head, logs, self.stood, self.marks)


TRACE = msgspec.json.Decoder(Trace)


class _Compiled(msgspec.Struct):
    """The theme's templates."""

    theme: str
    bytecode: dict[str, bytes]


def memory_version(generator: str, zone: str) -> str:
    """The version of a memory: the digest of the generator, with the name of the site's time zone."""
    return of_value(generator, zone)


class DamagedError(Exception):
    """A stored value is not what was stored."""


class StoredMemory(Memory):
    """A memory that was read from a file; views, twins and stages are fetched from it on demand."""

    def __init__(self, path: Path, version: str) -> None:
        self._path, self._version = path.absolute(), version
        super().__init__(self._path.parent)
        self._reading: tuple[tuple[int, int], sqlite3.Connection] | None = None
        try:
            self._read()
        except (sqlite3.Error, msgspec.MsgspecError, DamagedError, OSError, KeyError):
            super().__init__(self._path.parent)

    def view(self, story: str, digest: str) -> bytes | None:
        """The encoded view of a story, if it is kept under this digest."""
        return super().view(story, digest) or self._fetched(_VIEW, story, digest)

    def twin(self, story: str, digest: str) -> bytes | None:
        """The encoded twin of a story, if it is kept under this digest."""
        return super().twin(story, digest) or self._fetched(_TWIN, story, digest)

    def stage(self, name: str, digest: str) -> bytes | None:
        """The result of a stage of planning, as JSON, if it was kept with this digest."""
        return self._fetched(_STAGE, name, self._stage_key(digest))

    def _stage_key(self, digest: str) -> str:
        """The key of a stage in the file, where another version may have left its own."""
        return f"{self._version} {digest}"

    def _fetched(self, select: str, name: str, digest: str) -> bytes | None:
        if self._reading is None and not self._path.is_file():
            return None
        try:
            row = self._reader().execute(select, (name,)).fetchone()
            return unsealed(row[1]) if row and row[0] == digest else None
        except (sqlite3.Error, DamagedError):
            return None

    def _reader(self) -> sqlite3.Connection:
        """A connection for reading, one for each process and thread, as none may be used after a fork."""
        if self._reading is None or self._reading[0] != _here():
            self._reading = (_here(), self._opened())
        return self._reading[1]

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Close the file; it is opened again when more of it is asked for."""
        if self._reading is not None and self._reading[0] == _here():
            self._reading[1].close()
            self._reading = None

    def save(self, sheet: bytes = b"") -> None:
        """Write what is new; if that fails, nothing is raised, and the next build has more to do.

        `sheet` is what the next build finds as `Excerpt.sheet`, unless another build saves meanwhile.
        """
        self.close()
        with contextlib.suppress(sqlite3.Error, OSError):
            try:
                self._write(sheet)
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
                self.changed = set(self.records)
                self.retraced = set(self.traced.logs) if self.traced else set()
                self._write(sheet)

    def _read(self) -> None:
        if not self._path.is_file():
            return
        with closing(self._connect()) as base:
            if base.execute("PRAGMA user_version").fetchone()[0] != number(self._version):
                return
            kept = dict(base.execute("SELECT story, value FROM whole WHERE story <> 'sheet'"))
            if "traced" in kept:
                logs = base.execute("SELECT story, value FROM logs")
                known = {story: LOG.decode(unsealed(value)) for story, value in logs}
                self.traced = TRACE.decode(unsealed(kept["traced"])).with_logs(known)
            whole = msgspec.json.decode(unsealed(kept["whole"]), type=_Whole)
            rows = base.execute("SELECT story, value FROM records")
            self.records = {story: RECORD.decode(unsealed(value)) for story, value in rows}
            self.stamps, self.pages, self.sections = whole.stamps, whole.pages, whole.sections
            self.folders, self.looks = whole.folders, whole.looks
            for record in self.records.values():
                self.stamps.update(record.files)
            self._take_theme(kept["theme"])

    def _take_theme(self, value: object) -> None:
        kept = msgspec.json.decode(unsealed(value), type=_Compiled)
        self.theme, self.bytecode = kept.theme, kept.bytecode

    def _write(self, sheet: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as base, base:
            if base.execute("PRAGMA user_version").fetchone()[0] != number(self._version):
                base.executescript(_DROP)
                base.execute(f"PRAGMA user_version = {number(self._version)}")
            base.executescript(_CREATE)
            kept = [story for (story,) in base.execute("SELECT story FROM records")]
            gone = [(story,) for story in kept if story not in self.records]
            for remove in _REMOVE:
                base.executemany(remove, gone)
            shown = {name for record in self.records.values() for name in record.shown_versions}
            kept = [name for (name,) in base.execute(_VERSIONS) if name not in shown]
            base.executemany("DELETE FROM views WHERE story = ?", [(name,) for name in kept])
            self._put_stories(base)
            self._put_stages(base)
            kept = [name for (name,) in base.execute("SELECT name FROM stages")]
            old = [(name,) for name in kept if name not in self.stages.asked]
            base.executemany("DELETE FROM stages WHERE name = ?", old)
            stories = {file for record in self.records.values() for file in record.files}
            stamps = {file: known for file, known in self.stamps.items() if file not in stories}
            whole = _Whole(stamps, self.folders, self.pages, self.sections, self.looks)
            _put(base, _PUT_WHOLE, [("whole", "", whole)])
            self._put_theme(base)
            self._put_logs(base)
            self._put_sheet(base, sheet)
        self.stages.made.clear()

    def _put_theme(self, base: sqlite3.Connection) -> None:
        _put(base, _PUT_WHOLE, [("theme", "", _Compiled(self.theme, self.bytecode))])

    def _put_sheet(self, base: sqlite3.Connection, sheet: bytes) -> None:
        base.execute(_PUT_WHOLE, ("sheet", "", sealed(sheet)))

    def _put_stages(self, base: sqlite3.Connection) -> None:
        """Write what is new of stages of planning."""
        made = self.stages.made
        _put(base, _PUT_STAGE, ((name, self._stage_key(key), value) for name, (key, value) in made.items()))

    def _put_stories(self, base: sqlite3.Connection) -> None:
        """Write what is new of stories."""
        changed = (story for story in self.changed if story in self.records)
        _put(base, _PUT_RECORD, ((story, "", self.records[story]) for story in changed))
        base.executemany(_PUT_VIEW, self._encoded(self.views))
        base.executemany(_PUT_TWIN, self._encoded(self.twins))

    def _put_logs(self, base: sqlite3.Connection) -> None:
        """Write what is new of git's logs."""
        if self.traced is None:
            return
        now = self.traced
        _put(base, _PUT_WHOLE, [("traced", "", Trace(now.head, now.stood, now.marks))])
        new = {story: log for story in self.retraced if (log := now.logs.get(story))}
        _put(base, _PUT_LOG, ((story, "", log) for story, log in new.items()))
        base.executemany(_REMOVE_LOG, [(story,) for story in self.retraced - new.keys()])
        self.retraced = set()

    def _encoded(self, shelf: Shelf) -> Iterator[tuple[str, str, bytes]]:
        """The rows of what is new on a shelf."""
        for story in self.changed:
            if last := shelf.last(story):
                yield story, last[0], sealed(last[1])

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, timeout=5)
        base.execute("PRAGMA synchronous = OFF")
        return base


def _here() -> tuple[int, int]:
    """Which process and thread asks."""
    return os.getpid(), threading.get_ident()


def _put(base: sqlite3.Connection, statement: str, rows: Iterable[tuple[str, str, object]]) -> None:
    base.executemany(statement, ((story, key, sealed(_ENCODER.encode(value))) for story, key, value in rows))


def sealed(data: bytes) -> bytes:
    """The bytes with their digest before them."""
    return blake2b(data, digest_size=_SIZE).digest() + data


def unsealed(value: object) -> bytes:
    """The bytes that were sealed; raises DamagedError when they are not what they were."""
    if not isinstance(value, bytes):  # a damaged row can hold any value
        raise DamagedError
    data = value[_SIZE:]
    if blake2b(data, digest_size=_SIZE).digest() != value[:_SIZE]:
        raise DamagedError
    return data


def number(version: str) -> int:
    """A version as SQLite keeps it: a positive 31-bit number."""
    return int(version[:8], 16) & 0x7FFFFFFF or 1
