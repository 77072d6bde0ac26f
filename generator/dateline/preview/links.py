"""Links: where those in a folder are, and over which other links one leads. Nothing is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

HOPS = 40
"""Links that one leads over at most, as the kernel has it: then it leads in a circle."""


def links_below(folder: Path) -> Iterator[Path]:
    """The links below a folder, none of them followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            yield Path(entry.path)
        elif entry.is_dir():
            yield from links_below(Path(entry.path))


def hops(link: Path) -> Iterator[Path]:
    """What a link leads to, and every further link on the way, each in its real folder."""
    for _ in range(HOPS):
        if not link.is_symlink():
            return
        target = link.parent / link.readlink()
        link = Path(os.path.realpath(target.parent)) / target.name
        yield link
