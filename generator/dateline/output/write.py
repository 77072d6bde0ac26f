"""The writer: the only room that changes the output folder.

Everything is made before anything is changed, files are put in place by renaming, bytes that are
right are never written again, and nothing is removed that a build did not write. A build that fails
or is killed leaves the old site; one that is killed among the renames is completed by the next.
`docs/decisions/0005-writing-the-output.md` has the reasons. This room knows paths and bytes; it must
not know what is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from dateline.output import disk, ledger
from dateline.output.disk import Tree, parents
from dateline.output.ledger import MARKER, Entry, Ledger, Why
from dateline.output.lock import held
from dateline.output.outputfolder import check_folder, check_plan, check_way, known, recognised, shown
from dateline.output.staging import Output, produced, staging
from dateline.stamps import Stamp, present, stamp_of


class Report(msgspec.Struct, frozen=True):
    """What a build did, or would do: paths in order, and how many files were right already."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    made: dict[str, Why]
    """What had to be made anew, by path, and why; some of it came out as it was."""


Progress = Callable[[int, int], None]
"""Told how many outputs are ready, and of how many."""


def write(
    planned: Sequence[Output],
    folder: Path,
    state: Path,
    site_root: Path,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    alone: bool = False,
    leave: Callable[[Ledger], None] | None = None,
) -> Report:
    """Make `folder` hold exactly what is planned, beside files that Dateline did not write.

    `state` is the site's folder for what builds remember; `alone` uses one processor; `leave` is told what
    is known of the folder at the end. Raises OutputError when the folder is not ours to write, another
    build is at work, or the disk refuses;
    and whatever `content` raises, with the folder untouched.
    """
    place = shown(folder, site_root)
    check_plan([output.path for output in planned])
    with disk.faults(place):
        check_folder(folder, state, site_root)
        manifest = ledger.manifest_path(folder, state, site_root)
        if dry_run:
            before = known(folder, manifest, place)
            return _survey(planned, Tree(folder), before, None, progress, alone=alone).report
        with held(state, place):
            before = known(folder, manifest, place)
            with staging(folder, state) as stage:
                survey = _survey(planned, Tree(folder), before, stage, progress, alone=alone)
                left = _commit(survey, folder, manifest, before, stage)
            if leave:
                leave(left)
            return survey.report


def amend(
    planned: Sequence[Output],
    folder: Path,
    state: Path,
    site_root: Path,
    before: Ledger,
    *,
    progress: Progress | None = None,
    alone: bool = False,
) -> tuple[Report, Ledger] | None:
    """Make some of the files of `folder` anew, all of which the last build left as `before` says.

    What was done, and what is known of the folder after it; None, with nothing done, where the last build
    left no such files, or another has written since. Raises as `write` does.
    """
    place = shown(folder, site_root)
    entries = {output.path: before.entries.get(output.path, ("", "")) for output in planned}
    with disk.faults(place):
        check_folder(folder, state, site_root)
        manifest = ledger.manifest_path(folder, state, site_root)
        with held(state, place), staging(folder, state) as stage:
            is_known = before.agreed and entries.keys() <= before.entries.keys()
            if not is_known or before.manifest != stamp_of(manifest.stat()):
                return None
            stamps = {path: before.stamps[path] for path in entries if path in before.stamps}
            own = Ledger(entries, stamps, frozenset(entries), marked=True)
            made = _survey(planned, Tree(folder), own, stage, progress, alone=alone)
            rest = {path: stamp for path, stamp in before.stamps.items() if path not in entries}
            entries, stamps = {**before.entries, **made.entries}, {**rest, **made.stamps}
            survey = msgspec.structs.replace(made, entries=entries, stamps=stamps)
            report = msgspec.structs.replace(made.report, kept=len(before.entries) - len(made.staged))
            return report, _commit(survey, folder, manifest, before, stage)


def clean(folder: Path, state: Path, site_root: Path) -> int:
    """Remove what builds wrote into `folder`, and it too when it is empty then; how many files.

    Raises OutputError as `write` does.
    """
    place = shown(folder, site_root)
    with disk.faults(place):
        check_folder(folder, state, site_root)
        manifest = ledger.manifest_path(folder, state, site_root)
        if not folder.is_dir() and not manifest.exists():
            return 0
        with held(state, place):
            before = ledger.read_ledger(folder, manifest)
            if not before.marked and not recognised(folder, before):
                return 0
            removed = _prune(Tree(folder), sorted(before.owned))
            disk.remove(folder / MARKER)
            disk.remove(manifest)
            disk.remove_if_empty(folder)
            return len(removed)


# --- making everything --------------------------------------------------------------------------


class _Survey(msgspec.Struct, frozen=True):
    """What is to be done: the new entries, the staged files by path, and what is obsolete."""

    entries: dict[str, Entry]
    stamps: dict[str, Stamp]
    staged: dict[str, Path | None]
    obsolete: tuple[str, ...]
    report: Report


def _survey(
    planned: Sequence[Output],
    tree: Tree,
    before: Ledger,
    stage: Path | None,
    progress: Progress | None,
    *,
    alone: bool,
) -> _Survey:
    """Every output compared with what is on disk; those that differ are made and staged."""
    entries: dict[str, Entry] = {}
    staged: dict[str, Path | None] = {}
    stale: list[Output] = []
    reasons: dict[str, Why] = {}
    stamps = tree.stamps(output.path for output in planned)
    for output in planned:
        path, left, stamp = output.path, before.entries.get(output.path), stamps.get(output.path)
        if left and left[0] == output.key and stamp and stamp == before.stamps.get(path):
            entries[path] = left
            continue
        entries[path] = (output.key, ledger.digest_on_disk(tree, path, stamp, before))
        reason = ledger.why(left, entries[path])
        if reason is not None:
            stale.append(output)
            reasons[path] = reason
    known = [entries[output.path][1] for output in stale]
    for done, (output, made) in enumerate(
        zip(stale, produced(stale, known, stage, alone=alone), strict=True), 1
    ):
        path = output.path
        if made.digest != entries[path][1]:
            check_way(tree, path, before.owned)
            staged[path] = made.file
            stamps.pop(path, None)
        entries[path] = (output.key, made.digest)
        if progress:
            progress(len(planned) - len(stale) + done, len(planned))
    obsolete = tuple(sorted(before.owned - entries.keys()))
    removed = tuple(path for path in obsolete if _is_there(tree, path))
    report = Report(tuple(sorted(staged)), len(planned) - len(staged), removed, reasons)
    return _Survey(entries, stamps, staged, obsolete, report)


def _is_there(tree: Tree, path: str) -> bool:
    return tree.barrier(path) is None and tree.kind(path) in ("file", "link")


# --- changing the folder ------------------------------------------------------------------------


def _commit(survey: _Survey, folder: Path, manifest: Path, before: Ledger, stage: Path) -> Ledger:
    """Put the staged files in place and remove what is obsolete; the ledger after it."""
    disk.make_folder(folder)
    is_marked = before.agreed and before.entries.keys() == survey.entries.keys()
    entries = {**before.entries, **survey.entries}
    if survey.staged or survey.obsolete:
        if not is_marked:  # else both name every path already
            both = before.owned | survey.entries.keys()
            ledger.replace_if_changed(folder / MARKER, ledger.marker_bytes(both), stage)
            ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries), manifest.parent)
        tree = Tree(folder)
        _prune(tree, _in_the_way(survey))
        # Pages last: what they refer to is there before them.
        for path in sorted(survey.staged, key=lambda path: (path.endswith((".html", ".xml")), path)):
            staged = survey.staged[path]
            if staged is not None:
                _make_way(tree, path)
                disk.move(staged, folder / path)
        _prune(tree, _really_obsolete(survey, folder))
    if not is_marked:
        entries = dict(sorted(survey.entries.items()))
        ledger.replace_if_changed(folder / MARKER, ledger.marker_bytes(entries), stage)
    stamps = _settled(survey, Tree(folder), before)
    ledger.replace_if_changed(manifest, ledger.manifest_bytes(entries, stamps), manifest.parent)
    return Ledger(entries, stamps, frozenset(entries), True, True, stamp_of(manifest.stat()))


def _settled(survey: _Survey, tree: Tree, before: Ledger) -> dict[str, Stamp]:
    """The stamps of all outputs that can be believed from now on; what could be `before` still can."""
    stamps, old, seen = survey.stamps | tree.stamps(survey.staged), before.stamps, present()
    return {path: stamp for path, stamp in stamps.items() if old.get(path) == stamp or stamp.is_settled(seen)}


def _in_the_way(survey: _Survey) -> list[str]:
    """The obsolete files where a new file needs a folder, or inside a folder where it needs a file."""
    folders = {parent for path in survey.staged for parent in parents(path)}
    return [
        path
        for path in survey.obsolete
        if path in folders or any(parent in survey.staged for parent in parents(path))
    ]


def _really_obsolete(survey: _Survey, folder: Path) -> list[str]:
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


def _make_way(tree: Tree, path: str) -> None:
    """The folders above a path, with links replaced; an empty folder at the path is removed."""
    barrier = tree.barrier(path)
    while barrier is not None:
        at, kind = barrier
        if kind == "link":
            disk.remove(tree.root / at)
        disk.make_folder(tree.root / at)
        tree.made(at)
        barrier = tree.barrier(path)
    if tree.kind(path) == "folder":
        _remove_empty(tree.root / path)
        tree.forget()


def _remove_empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            _remove_empty(entry)
    disk.remove_if_empty(folder)


def _prune(tree: Tree, paths: Iterable[str]) -> list[str]:
    """Remove these files, and folders around them that are empty then; the paths that were there."""
    removed = []
    around: set[str] = set()
    for path in paths:
        if _is_there(tree, path):
            disk.remove(tree.root / path)
            removed.append(path)
        barrier = tree.barrier(path)
        end = barrier[0] if barrier else path  # never a folder behind a link
        around.update(parent for parent in parents(path) if len(parent) < len(end))
    for parent in sorted(around, key=len, reverse=True):
        disk.remove_if_empty(tree.root / parent)
    tree.forget()
    return removed
