"""The lock around all changes of the output: one process at a time builds a site.

A build that changes nothing never loads this room.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import ThreadError

from fasteners import InterProcessLock

from dateline.output import disk
from dateline.problems import BusyError, Place
from dateline.rules import problem


@contextmanager
def held(state: Path, place: str) -> Iterator[None]:
    """Inside it, no other process builds this site; raises BusyError when one does already.

    The operating system lets go of the lock when a process dies, so a stale one is no obstacle.
    """
    disk.make_folder(state)
    lock = InterProcessLock(state / "lock")
    holder = state / "lock.pid"
    if not _acquired(lock):
        try:
            who = f"process {int(holder.read_text())}"
        except (OSError, ValueError):
            who = "another process"
        message = f"another build is at work ({who})"
        raise BusyError(problem("output", Place(place), message, "wait until it is done"))
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _acquired(lock: InterProcessLock) -> bool:
    """Take the lock, if nobody has it; raises OSError where the file system knows no locks."""
    is_ours = False
    try:
        is_ours = bool(lock.acquire(blocking=False))
    except ThreadError as error:
        raise error.__context__ or error from None
    finally:
        if not is_ours and lock.lockfile:  # which the library leaves open
            lock.lockfile.close()
    return is_ours
