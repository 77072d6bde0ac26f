"""Spill: bytes by name, kept on the disk once they are many, in a file without a name.

What is made of every story is wanted once more, when its outputs are written; held in memory it would be most
of what a build holds. Copies of the process read what was kept before they were made; what they keep
themselves stays with them. A disk that refuses costs memory, or the time to make a value again, and nothing
else. The file ends with the process. This room must not know what the bytes are.
"""

from __future__ import annotations

import os
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Final

LIMIT: Final = 1 << 20
"""Bytes that are held in memory before they are written, in one go."""


class Spill:
    """Bytes by name; those that were kept last are in memory, all others in the file."""

    def __init__(self, folder: Path | None = None, limit: int = LIMIT) -> None:
        """The file stands in `folder` or what there is around it, or where the system keeps its own."""
        self._folder, self._limit, self._home = folder, limit, os.getpid()
        self._near: dict[str, bytes] = {}
        self._far: dict[str, tuple[int, int]] = {}
        self._held = self._end = 0
        self._file: int | None = None
        self._lock = threading.Lock()

    def put(self, name: str, value: bytes) -> None:
        """Keep a value, in the place of the one that was kept under this name."""
        with self._lock:
            self._forget(name)
            self._near[name] = value
            self._held += len(value)
            if self._held > self._limit and os.getpid() == self._home:
                with suppress(OSError):
                    self._write()

    def get(self, name: str) -> bytes | None:
        """The value that is kept under a name; None when there is none, or it cannot be read again."""
        value = self._near.get(name)
        known = self._far.get(name) if value is None else None
        if known is None or self._file is None:
            return value
        with suppress(OSError):
            value = self._read(self._file, *known)
        return value if value is not None and len(value) == known[1] else None

    def drop(self, name: str) -> None:
        """Keep nothing under this name."""
        with self._lock:
            self._forget(name)

    def _forget(self, name: str) -> None:
        self._held -= len(self._near.pop(name, b""))
        self._far.pop(name, None)

    def _write(self) -> None:
        """Move all that is in memory to the end of the file; raises OSError, with nothing lost."""
        if self._file is None:
            self._file = _nameless(self._folder)
            weakref.finalize(self, os.close, self._file)
        data, at, places = b"".join(self._near.values()), self._end, {}
        for name, value in self._near.items():
            places[name] = (at, len(value))
            at += len(value)
        self._append(self._file, data)
        self._end = at
        self._far |= places
        self._near, self._held = {}, 0

    def _append(self, file: int, data: bytes) -> None:
        os.lseek(file, self._end, os.SEEK_SET)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]

    def _read(self, file: int, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # copies of the process share the place in the file at which they would read
            return os.pread(file, size, offset)
        with self._lock:
            os.lseek(file, offset, os.SEEK_SET)
            return os.read(file, size)


def _nameless(folder: Path | None) -> int:
    """A new file that no folder lists; raises OSError."""
    import tempfile  # small sites need none

    near = next((str(one) for one in (folder, *folder.parents) if one.is_dir()), None) if folder else None
    with tempfile.TemporaryFile(buffering=0, dir=near) as file:
        return os.dup(file.fileno())
