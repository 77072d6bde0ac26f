"""An excerpt of the memory: what is known of a few stories, read one by one from its file.

For a build that makes the outputs of those stories alone. What is new of them is written back, unless another
build has saved meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import msgspec

from dateline.memory.memoryfile import (
    LOG,
    RECORD,
    TRACE,
    DamagedError,
    StoredMemory,
    number,
    sealed,
    unsealed,
)

_NAMED = "SELECT value FROM whole WHERE story = ?"
_STAGE = "SELECT key, value FROM stages WHERE name = ?"
_RECORD = "SELECT value FROM records WHERE story = ?"
_LOGS = "SELECT story, value FROM logs WHERE story = ? OR story > ? AND story < ?"
"""With a translation's id, a colon stands behind the story's; the next character is a semicolon."""
_VIEWED = "SELECT story, key FROM views"


class Excerpt(StoredMemory):
    """The memory of a few stories."""

    sheet = b""
    """The sheet that the last full build left (`press/sheet.py`), encoded; empty when it left none."""

    def __init__(self, path: Path, version: str) -> None:
        self._home = os.getpid()
        super().__init__(path, version)

    def _opened(self) -> sqlite3.Connection:
        """A connection; in a copy of the process it keeps its lock on the file until the copy ends."""
        base = super()._opened()
        if os.getpid() != self._home:
            base.execute("PRAGMA locking_mode = EXCLUSIVE")  # of one for reading: others read too
        return base

    def recall(self, stories: Iterable[str]) -> None:
        """Read what is known of these stories; one that is not known, or damaged, is left out."""
        try:
            for story in stories:
                row = self._reader().execute(_RECORD, (story,)).fetchone()
                if row and story not in self.records:
                    record = self.records[story] = RECORD.decode(unsealed(row[0]))
                    self.stamps.update(record.files)
        except (sqlite3.Error, DamagedError, msgspec.MsgspecError):
            return

    def view_digests(self) -> dict[str, str]:
        """The digests of the views that are kept, by the names of stories and of their versions.

        Raises DamagedError.
        """
        try:
            return dict(self._reader().execute(_VIEWED))
        except sqlite3.Error as error:
            raise DamagedError from error

    def last_stage(self, name: str) -> bytes | None:
        """The result of a stage of planning as the last build left it, as JSON; None where that is lost."""
        try:
            row = self._reader().execute(_STAGE, (name,)).fetchone()
            return unsealed(row[1]) if row and row[0].startswith(self._stage_key("")) else None
        except (sqlite3.Error, DamagedError):
            return None

    def recall_logs(self, stories: Iterable[str]) -> None:
        """Read git's logs of these stories and of their translations, as the last build left them."""
        try:
            kept = self._named("traced")
            if kept is None:
                return
            logs = self.traced.logs if self.traced else {}
            for story in stories:
                rows = self._reader().execute(_LOGS, (story, f"{story}:", f"{story};"))
                logs |= {name: LOG.decode(unsealed(value)) for name, value in rows}
            self.traced = TRACE.decode(unsealed(kept)).with_logs(logs)
        except (sqlite3.Error, DamagedError, msgspec.MsgspecError):
            return

    def _read(self) -> None:
        if not self._path.is_file():
            return
        if self._reader().execute("PRAGMA user_version").fetchone()[0] == number(self._version):
            self._take_theme(self._named("theme"))
            self.sheet = unsealed(self._named("sheet"))

    def _named(self, name: str) -> object:
        """The value of a row that is not of a story; None where there is none."""
        return next(iter(self._reader().execute(_NAMED, (name,)).fetchone() or (None,)))

    def _write(self, sheet: bytes) -> None:
        with closing(self._connect()) as base, base:
            is_ours = base.execute("PRAGMA user_version").fetchone()[0] == number(self._version)
            if is_ours and base.execute(_NAMED, ("sheet",)).fetchone() == (sealed(self.sheet),):
                self._put_stories(base)
                self._put_logs(base)
                self._put_stages(base)
                if sheet != self.sheet:
                    self._put_theme(base)
                    self._put_sheet(base, sheet)
