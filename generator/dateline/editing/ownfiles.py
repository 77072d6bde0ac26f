"""The writer's own files: new ones beside them, and other words in one that is there.

Responsible for that nothing of theirs is overwritten, half written or lost. Must not know what is in a file.
"""

from __future__ import annotations

from pathlib import Path

from dateline.output import disk
from dateline.problems import OutputError, Place
from dateline.rules import problem


def create(root: Path, file: str, data: bytes) -> str:
    """A new file of the site at `root`, whole or not at all, with the folders above it; its path.

    Raises OutputError, also when something has that name by now.
    """
    target = root / file
    fresh = disk.beside(target)
    try:
        disk.make_folder(target.parent)
        try:
            disk.put(fresh, data)
            disk.settle(fresh)
            disk.adopt(fresh, target)
        finally:
            disk.remove(fresh)
    except FileExistsError as error:
        raise refusal(file, "this is there by now, and is never overwritten") from error
    except OSError as error:
        raise refusal(file, f"this cannot be written: {error.strerror or error}") from error
    return file


def change(root: Path, file: str, before: bytes, after: bytes) -> None:
    """Put other bytes into a file that still holds what was read; raises OutputError when it does not."""
    try:
        if (root / file).read_bytes() != before:
            raise refusal(file, "this file changed while it was read: it is left as it is", "run it again")
        disk.rewrite(root / file, after)
    except OSError as error:
        raise refusal(file, f"cannot be written: {error.strerror or error}") from error


def refusal(name: str, message: str, hint: str = "") -> OutputError:
    """The error of what is not done, placed at a file, a folder or an option."""
    return OutputError(problem("output", Place(name), message, hint))
