"""Moving articles out of the inbox into stories' folders, so that a crash at any point loses none.

Responsible for the order of the steps on the disk: an article has its new name, safely, before it loses its
old one. It overwrites nothing; the one file that it edits is a story.md whose `sources:` get one more key.
Where articles belong is said in `sorting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline import digest
from dateline.compose.clusters import Joined
from dateline.editing.sourceedit import with_source
from dateline.files.names import STORY
from dateline.output import disk


class Move(msgspec.Struct, frozen=True):
    """One article on its way: files from the site's root, its key, and why it goes there."""

    file: str
    target: str
    key: str
    digest: str
    reason: Joined
    runner_up: tuple[str, float] | None
    """The story in which it would be otherwise, and how like that it is: perhaps too little to join it."""
    listed: bool
    """Whether the key goes to the end of the `sources:` of story.md."""
    notes: tuple[str, ...]
    """What a person should know of it."""


class Left(msgspec.Struct, frozen=True):
    """A file of the inbox that stays there, and why."""

    file: str
    why: str


class Done(msgspec.Struct, frozen=True):
    """What was moved, what was not for a reason that came up only then, and what is to be done by hand."""

    moved: tuple[Move, ...]
    left: tuple[Left, ...]
    notes: tuple[str, ...]


def carry_out(root: Path, moves: Iterable[Move]) -> Done:
    """Move the articles as planned; what changed since, or cannot be moved, stays in the inbox and is named.

    At every step the article has at least one of its two names. Raises nothing of the operating system.
    """
    moved: list[Move] = []
    left: list[Left] = []
    notes: list[str] = []
    for move in moves:
        try:
            why = _moved(root, move)
        except OSError as error:
            why = f"cannot be moved: {error.strerror or error}"
        if why:
            left.append(Left(move.file, why))
            _tidy(root / move.target)
            continue
        moved.append(move)
        note = _listed(root, move) if move.listed else ""
        notes += [note] if note else []
    return Done(tuple(moved), tuple(left), tuple(notes))


def _moved(root: Path, move: Move) -> str:
    """Move one article; why that was not done, or ""."""
    source, target = root / move.file, root / move.target
    if digest.of_bytes(source.read_bytes()) != move.digest:
        return "it changed after it was read: run this again"
    disk.make_folder(target.parent)
    try:
        disk.adopt(source, target)
    except FileExistsError:
        return f"something lies at {move.target} now: run this again"
    disk.settle(target)
    for folder in (target.parent, *target.parent.parents[:3]):
        disk.settle(folder)
    if source.read_bytes() != target.read_bytes():
        return f"it changed while it was moved: {move.target} is what it was"
    disk.remove(source)
    disk.settle(source.parent)
    return ""


def _tidy(target: Path) -> None:
    """Remove the folders that were made for an article that did not come."""
    for folder in (target.parent, target.parent.parent):
        try:
            if not disk.remove_if_empty(folder):
                return
        except OSError:
            return


def _listed(root: Path, move: Move) -> str:
    """Add the key to the `sources:` of story.md; what to do by hand when that cannot be done, or ""."""
    story = (root / move.target).parent.parent / STORY
    try:
        longer = with_source(story.read_bytes(), move.key)
        if longer is not None:
            disk.rewrite(story, longer)
            return ""
        why = "it cannot be edited safely"
    except OSError as error:
        why = error.strerror or str(error)
    return f"add {move.key} to `sources:` of {story.relative_to(root).as_posix()}: {why}"
