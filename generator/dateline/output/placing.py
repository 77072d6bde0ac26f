"""Placing: moves staged files to their places in the output folder, and removes obsolete ones.

Each file is moved by one renaming, pages last, after the ledger on the disk has both the old and the new
paths. This room decides nothing: `write` has worked out what is to be done, and checked that it may be.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.output import disk, ledger
from dateline.output.disk import Tree, parents
from dateline.output.ledger import MARKER, Entry, Ledger, OutputFolder, Why
from dateline.stamps import Stamp, present, stamp_of


class Report(msgspec.Struct, frozen=True):
    """What a build did, or would do: paths in order, and the number of files that were right already."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    made: dict[str, Why]
    """What had to be made anew, by path, and why; a file whose bytes came out the same is in `kept`."""


class Work(msgspec.Struct, frozen=True):
    """What is to be done in the output folder."""

    entries: dict[str, Entry]
    """What the ledger is to say afterwards."""
    stamps: dict[str, Stamp]
    staged: dict[str, str | None]
    """By path, the file to be moved there; None in a dry run, which stages nothing."""
    obsolete: tuple[str, ...]
    """The paths of files that earlier builds wrote, and that are no longer planned."""
    report: Report


def put_in_place(work: Work, folder: OutputFolder, before: Ledger, stage: Path) -> Ledger:
    """Move the staged files to their places and remove obsolete ones; the ledger after it."""
    path, manifest = folder.path, folder.manifest
    disk.make_folder(path)
    is_marked = before.agreed and before.entries.keys() == work.entries.keys()
    entries = {**before.entries, **work.entries}
    tree = Tree(path)
    if work.staged or work.obsolete:
        if not is_marked:  # else both name every path already
            both = before.owned | work.entries.keys()
            ledger.replace_if_changed(path / MARKER, ledger.marker_bytes(both), stage)
            ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries), manifest.parent)
        prune(tree, _in_the_way(work))
        # Pages last: what they refer to is there before them.
        for name in sorted(work.staged, key=lambda name: (name.endswith((".html", ".xml")), name)):
            staged = work.staged[name]
            if staged is not None:
                _put(tree, staged, name)
        prune(tree, _really_obsolete(work, path))
    if not is_marked:
        entries = dict(sorted(work.entries.items()))
        ledger.replace_if_changed(path / MARKER, ledger.marker_bytes(entries), stage)
    stamps = _settled(work, tree, before)
    ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries, stamps), manifest.parent)
    return Ledger(entries, stamps, frozenset(entries), True, True, stamp_of(manifest.stat()))


def _settled(work: Work, tree: Tree, before: Ledger) -> dict[str, Stamp]:
    """The stamps of outputs that can be relied on from now on, as those unchanged since `before` can."""
    stamps, old, seen = work.stamps | tree.stamps(work.staged), before.stamps, present()
    return {path: stamp for path, stamp in stamps.items() if old.get(path) == stamp or stamp.is_settled(seen)}


def _in_the_way(work: Work) -> list[str]:
    """The obsolete files that stand where a folder is to be, or in a folder where a file is to be."""
    folders = {parent for path in work.staged for parent in parents(path)}
    return [
        path
        for path in work.obsolete
        if path in folders or any(parent in work.staged for parent in parents(path))
    ]


def _really_obsolete(work: Work, folder: Path) -> list[str]:
    """The obsolete files, without those that are the same file as a new one.

    Where upper and lower case are the same to the file system, About.html may be the new about.html.
    """
    if not work.obsolete:
        return []
    folded = {path.casefold(): path for path in work.entries}
    return [
        path
        for path in work.obsolete
        if (same := folded.get(path.casefold())) is None
        or not (folder / path).exists()
        or not (folder / path).samefile(folder / same)
    ]


def _put(tree: Tree, staged: str, path: str) -> None:
    """Move a staged file to its path; folders above it are made, and empty folders in its place removed."""
    _make_way(tree, path)
    target = f"{tree.root}/{path}"
    try:
        disk.move(staged, target)
    except (IsADirectoryError, PermissionError):  # so Windows calls it
        if tree.kind(path) != "folder":
            raise
        _remove_empty(Path(target))
        tree.forget()
        disk.move(staged, target)


def _make_way(tree: Tree, path: str) -> None:
    """Make the folders above a path; a link in the place of one is replaced."""
    barrier = tree.barrier(path)
    while barrier is not None:
        at, kind = barrier
        if kind == "link":
            disk.remove(tree.root / at)
        disk.make_folder(tree.root / at)
        tree.made(at)
        barrier = tree.barrier(path)


def _remove_empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            _remove_empty(entry)
    disk.remove_if_empty(folder)


def prune(tree: Tree, paths: Iterable[str]) -> list[str]:
    """Remove these files, and the folders that this leaves empty; the paths of those that were there."""
    removed = []
    around: set[str] = set()
    for path in paths:
        if is_there(tree, path):
            disk.remove(tree.root / path)
            removed.append(path)
        barrier = tree.barrier(path)
        end = barrier[0] if barrier else path  # never a folder behind a link
        around.update(parent for parent in parents(path) if len(parent) < len(end))
    for parent in sorted(around, key=len, reverse=True):
        disk.remove_if_empty(tree.root / parent)
        tree.forget()
    return removed


def is_there(tree: Tree, path: str) -> bool:
    """True if a file or a link stands at a path, with no link among the folders above it."""
    return tree.barrier(path) is None and tree.kind(path) in ("file", "link")
