"""Placing: staged files are put in their places, and what is obsolete is removed.

Each by one renaming, pages last, after the ledger says whose all of it is. What is to be done is known
by then, and allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.output import disk, ledger
from dateline.output.disk import Tree, parents
from dateline.output.ledger import MARKER, Entry, Ledger, Why
from dateline.stamps import Stamp, present, stamp_of


class Report(msgspec.Struct, frozen=True):
    """What a build did, or would do: paths in order, and how many files were right already."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    made: dict[str, Why]
    """What had to be made anew, by path, and why; some of it came out as it was."""


class Survey(msgspec.Struct, frozen=True):
    """What is to be done: the new entries, the staged files by path, and what is obsolete."""

    entries: dict[str, Entry]
    stamps: dict[str, Stamp]
    staged: dict[str, str | None]
    obsolete: tuple[str, ...]
    report: Report


def put_in_place(survey: Survey, folder: Path, manifest: Path, before: Ledger, stage: Path) -> Ledger:
    """Put the staged files in place and remove what is obsolete; the ledger after it."""
    disk.make_folder(folder)
    is_marked = before.agreed and before.entries.keys() == survey.entries.keys()
    entries = {**before.entries, **survey.entries}
    tree = Tree(folder)
    if survey.staged or survey.obsolete:
        if not is_marked:  # else both name every path already
            both = before.owned | survey.entries.keys()
            ledger.replace_if_changed(folder / MARKER, ledger.marker_bytes(both), stage)
            ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries), manifest.parent)
        prune(tree, _in_the_way(survey))
        # Pages last: what they refer to is there before them.
        for path in sorted(survey.staged, key=lambda path: (path.endswith((".html", ".xml")), path)):
            staged = survey.staged[path]
            if staged is not None:
                _put(tree, staged, path)
        prune(tree, _really_obsolete(survey, folder))
    if not is_marked:
        entries = dict(sorted(survey.entries.items()))
        ledger.replace_if_changed(folder / MARKER, ledger.marker_bytes(entries), stage)
    stamps = _settled(survey, tree, before)
    ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries, stamps), manifest.parent)
    return Ledger(entries, stamps, frozenset(entries), True, True, stamp_of(manifest.stat()))


def _settled(survey: Survey, tree: Tree, before: Ledger) -> dict[str, Stamp]:
    """The stamps of all outputs that can be believed from now on; what could be `before` still can."""
    stamps, old, seen = survey.stamps | tree.stamps(survey.staged), before.stamps, present()
    return {path: stamp for path, stamp in stamps.items() if old.get(path) == stamp or stamp.is_settled(seen)}


def _in_the_way(survey: Survey) -> list[str]:
    """The obsolete files where a new file needs a folder, or inside a folder where it needs a file."""
    folders = {parent for path in survey.staged for parent in parents(path)}
    return [
        path
        for path in survey.obsolete
        if path in folders or any(parent in survey.staged for parent in parents(path))
    ]


def _really_obsolete(survey: Survey, folder: Path) -> list[str]:
    """The obsolete files, without those that are a new file under another name.

    Where upper and lower case are the same to the file system, About.html may be the new about.html.
    """
    if not survey.obsolete:
        return []
    folded = {path.casefold(): path for path in survey.entries}
    return [
        path
        for path in survey.obsolete
        if (same := folded.get(path.casefold())) is None
        or not (folder / path).exists()
        or not (folder / path).samefile(folder / same)
    ]


def _put(tree: Tree, staged: str, path: str) -> None:
    """Put a staged file at a path; folders above it are made, and an empty folder in its place is removed."""
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
    """The folders above a path, with links replaced."""
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
    """Remove these files, and folders around them that are empty then; the paths that were there."""
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
    """True where a file or a link stands that can be removed."""
    return tree.barrier(path) is None and tree.kind(path) in ("file", "link")
