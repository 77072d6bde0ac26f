"""The lock around all changes of the output: one process at a time builds a site.

A build that changes nothing never loads this room.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dateline.output import disk
from dateline.problems import BusyError, Place
from dateline.rules import problem


@contextmanager
def held(state: Path, place: str) -> Iterator[None]:
    """Inside it, no other process builds this site; raises BusyError when one does already.

    The operating system lets go of the lock when a process dies, so a stale one is no obstacle.
    """
    disk.make_folder(state)
    lock = FileLock(state / "lock", timeout=0)
    holder = state / "lock.pid"
    try:
        lock.acquire()
    except Timeout as error:
        try:
            who = f"process {int(holder.read_text())}"
        except (OSError, ValueError):
            who = "another process"
        message = f"another build is at work ({who})"
        raise BusyError(problem("output", Place(place), message, "wait until it is done")) from error
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
