"""Where tests keep their files: in memory where there is room, as a disk takes half of all their time."""

from __future__ import annotations

import os
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # everything there has a name of chance
ROOM = 6 << 30
"""Bytes that must be free there; a run of all tests takes a sixth of it."""


def keep_in_memory() -> None:
    """Let this process, and those that it starts, make all temporary files in memory.

    Nothing changes where somebody has set TMPDIR, or the system has no such place, too little of it, or one
    from which no program may be run.
    """
    if "TMPDIR" not in os.environ and _is_roomy():
        os.environ["TMPDIR"] = str(MEMORY)


def _is_roomy() -> bool:
    try:
        about = os.statvfs(MEMORY)
    except (AttributeError, OSError):  # not on Linux
        return False
    is_free = about.f_bavail * about.f_frsize >= ROOM
    return is_free and not about.f_flag & os.ST_NOEXEC and os.access(MEMORY, os.W_OK)
