"""Stamps: what the file system says of a file without opening it, and when that can be believed.

A file whose stamp is unchanged has not been written since, if the stamp was already older than the
moment it was taken: two writes within one tick of the clock of the file system look like one. The
change time (ctime) is part of it, so a time set back by `cp -p`, `rsync` or `touch` does not deceive.
"""

from __future__ import annotations

import os
import tempfile

import msgspec

RACY = 20_000_000
"""Nanoseconds: more than a tick of the clocks that Linux, macOS and Windows stamp local files with."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A file's size in bytes, its times in nanoseconds, and its inode."""

    size: int
    modified: int
    changed: int
    inode: int

    def is_settled(self, seen: int) -> bool:
        """True when a write after the moment `seen` could not have left the same stamp."""
        return max(self.modified, self.changed) + RACY < seen


def stamp_of(stat: os.stat_result) -> Stamp:
    """The stamp in what the operating system told of a file."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def present() -> int:
    """The present in nanoseconds by the file system's own clock: when a file made now was made.

    Where no file can be made, as on a full disk, it is 0: no stamp is older, so none is believed.
    """
    try:
        with tempfile.TemporaryFile() as fresh:
            return os.fstat(fresh.fileno()).st_mtime_ns
    except OSError:
        return 0
