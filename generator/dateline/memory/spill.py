"""Spill: a mapping of names to bytes that moves to the disk once it is large, into a file without a name.

What is compiled of a story is wanted once more, when its outputs are written. Held in memory, that would be
most of what a build needs. Copies of the process can read what was kept before they were made; what a copy
keeps is its own. When the disk fails, values stay in memory, or have to be made again. The file goes with
the process. This room must not know what the bytes are.
"""

from __future__ import annotations

import errno
import os
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

LIMIT: Final = 1 << 20
"""How many bytes are held in memory before they are written at once."""


class Spill:
    """Bytes by name: the newest are in memory, all others in the file.

    Once most of the file is taken by values that were dropped, it is written anew without them.
    """

    def __init__(self, folder: Path | None = None, limit: int = LIMIT) -> None:
        """The file is made in `folder`, or the nearest one above that exists; else in the system's own."""
        self._folder, self._limit, self._home = folder, limit, os.getpid()
        self._near: dict[str, bytes] = {}
        self._held = 0
        self._far: _Far | None = None
        self._lock = threading.Lock()

    def put(self, name: str, value: bytes) -> None:
        """Keep a value under a name, in place of the former one."""
        with self._lock:
            self._forget(name)
            self._near[name] = value
            self._held += len(value)
            if self._held > self._limit and os.getpid() == self._home:
                with suppress(OSError):
                    self._write()

    def get(self, name: str) -> bytes | None:
        """The value that is kept under a name; None when there is none, or it cannot be read again."""
        value, far = self._near.get(name), self._far
        place = far.places.get(name) if value is None and far is not None else None
        if far is None or place is None:
            return value
        with suppress(OSError):
            value = far.read(place)
        return value if value is not None and len(value) == place[1] else None

    def drop(self, name: str) -> None:
        """Keep nothing under this name."""
        with self._lock:
            self._forget(name)

    def _forget(self, name: str) -> None:
        self._held -= len(self._near.pop(name, b""))
        if self._far is not None:
            self._far.forget(name)

    def _write(self) -> None:
        """Move all that is in memory to the file; raises OSError, with nothing lost."""
        if self._far is None:
            self._far = _Far(self._folder)
        self._far.append(self._near)
        self._near, self._held = {}, 0
        if self._far.end > 2 * self._far.live + self._limit:
            self._far = self._far.anew(self._folder, self._limit)


class _Far:
    """A file of values that only grows; it can still be read after `anew` has made its successor."""

    def __init__(self, folder: Path | None) -> None:
        """A new and empty one; raises OSError."""
        self._file = _nameless(folder)
        weakref.finalize(self, os.close, self._file)
        self._lock = threading.Lock()
        self.places: dict[str, tuple[int, int]] = {}
        """Where each value begins, and how many bytes it has."""
        self.end = self.live = 0
        """How many bytes there are, and how many of these are still wanted."""

    def append(self, values: Mapping[str, bytes]) -> None:
        """Keep values that are not among its own; raises OSError, with nothing changed."""
        at, places = self.end, {}
        for name, value in values.items():
            places[name] = (at, len(value))
            at += len(value)
        with self._lock:
            os.lseek(self._file, self.end, os.SEEK_SET)
            rest = memoryview(b"".join(values.values()))
            while rest:
                rest = rest[os.write(self._file, rest) :]
        self.live += at - self.end
        self.end = at
        self.places |= places

    def forget(self, name: str) -> None:
        """Drop a name; its bytes stay in the file, as somebody may be reading them."""
        self.live -= self.places.pop(name, (0, 0))[1]

    def read(self, place: tuple[int, int]) -> bytes:
        """The bytes at a place; raises OSError."""
        if hasattr(os, "pread"):  # copies of the process share the place in the file at which they would read
            return os.pread(self._file, place[1], place[0])
        with self._lock:
            os.lseek(self._file, place[0], os.SEEK_SET)
            return os.read(self._file, place[1])

    def anew(self, folder: Path | None, limit: int) -> _Far:
        """A new file with the values that were not dropped, copied `limit` bytes at once; raises OSError."""
        made, part, size = _Far(folder), dict[str, bytes](), 0
        for name, place in self.places.items():
            part[name] = self.read(place)
            if len(part[name]) < place[1]:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            size += place[1]
            if size > limit:
                made.append(part)
                part, size = {}, 0
        made.append(part)
        return made


def _nameless(folder: Path | None) -> int:
    """A new file that no folder lists; raises OSError."""
    import tempfile  # small sites need none

    near = next((str(one) for one in (folder, *folder.parents) if one.is_dir()), None) if folder else None
    with tempfile.TemporaryFile(buffering=0, dir=near) as file:
        return os.dup(file.fileno())
