"""The writer: makes the output folder hold what is planned. `placing` and `ahead` move the files.

Everything is made before anything is changed, files are put in place by renaming, bytes that are
right are never written again, and nothing is removed that a build did not write. A build that fails
or is killed leaves the old site; one that is killed among the renames is completed by the next.
`docs/decisions/0005-writing-the-output.md` has the reasons. This room knows paths and bytes; it must
not know what is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from dateline.output import disk, ledger
from dateline.output.disk import Tree
from dateline.output.ledger import MARKER, Entry, Ledger, OutputFolder, Why
from dateline.output.lock import held
from dateline.output.outputfolder import check_folder, check_plan, check_way, known, recognised
from dateline.output.placing import Report, Work, is_there, prune, put_in_place
from dateline.output.staging import Output, Produced, produced, producing, staging
from dateline.stamps import Stamp, stamp_of

Progress = Callable[[int, int], None]
"""Is called with the number of outputs that are ready, and the number of all."""
_Make = Callable[[Sequence[Output], Sequence[str]], Iterator[Produced]]
"""Makes outputs, given these and the digests of the files that are there now ("" for none)."""


def write(
    planned: Sequence[Output],
    folder: OutputFolder,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    alone: bool = False,
    leave: Callable[[Ledger], None] | None = None,
) -> Report:
    """Make `folder` hold exactly what is planned, beside files that Dateline did not write.

    `alone` uses one processor, `leave` is called with the ledger at the end. Raises OutputError when the
    folder is not ours to write, another build is at work, or the disk refuses, and whatever the `content`
    of an output raises, with the folder untouched.
    """
    tree, paths = Tree(folder.path), [output.path for output in planned]
    check_plan(paths)
    with disk.reporting(folder.name):
        check_folder(folder)
        if dry_run:
            before = known(folder)
            make = partial(produced, stage=None, alone=alone)
            return _work(planned, tree, tree.stamps(paths), before, make, progress).report
        with held(folder.state, folder.name):
            before = known(folder)
            with staging(folder) as stage:
                make = partial(produced, stage=stage, alone=alone)
                work = _work(planned, tree, tree.stamps(paths), before, make, progress)
                left = put_in_place(work, folder, before, stage)
            if leave:
                leave(left)
            return work.report


def amend(
    planned: Sequence[Output],
    folder: OutputFolder,
    before: Ledger,
    *,
    added: Collection[str] = (),
    progress: Progress | None = None,
    alone: bool = False,
) -> tuple[Report, Ledger] | None:
    """Make some files of `folder` anew, and leave all others; `before` is the ledger of the last build.

    The report, and the ledger after it; None, with nothing written, where `before` lacks one of these
    files that is not among those `added`, or another build has written since. Raises as `write` does.
    """
    check_plan(tuple(added))
    with _held(folder) as stage:
        make = partial(produced, stage=stage, alone=alone)
        return _amended(planned, folder, stage, before, make, progress, added)


def renew(
    planned: Sequence[Output],
    folder: OutputFolder,
    before: Callable[[], Ledger],
    *,
    progress: Progress | None = None,
    alone: bool = False,
) -> tuple[Report, Ledger] | None:
    """The same for files of which the caller knows that all have to be made: that begins at once.

    `before` is called while they are made. What it raises is raised, with nothing written.
    """
    with _held(folder) as stage:
        unknown = [""] * len(planned)
        with producing(planned, unknown, stage, alone=alone) as made:
            make = partial(_those_of, zip(planned, made, strict=True))
            return _amended(planned, folder, stage, before(), make, progress)


def _those_of(
    made: Iterable[tuple[Output, Produced]], stale: Sequence[Output], _: Sequence[str]
) -> Iterator[Produced]:
    """A `_Make` for outputs that are being made already: those of the `stale` ones, in their order."""
    paths = {output.path for output in stale}
    return (one for output, one in made if output.path in paths)


@contextmanager
def _held(folder: OutputFolder) -> Iterator[Path]:
    """Inside it no other build changes the folder; gives an empty folder to stage files in."""
    with disk.reporting(folder.name):
        check_folder(folder)
        with held(folder.state, folder.name), staging(folder) as stage:
            yield stage


def _amended(
    planned: Sequence[Output],
    folder: OutputFolder,
    stage: Path,
    before: Ledger,
    make: _Make,
    progress: Progress | None,
    added: Collection[str] = (),
) -> tuple[Report, Ledger] | None:
    """What `amend` does, inside the lock; `make` makes the outputs."""
    paths = {output.path for output in planned}
    is_known = before.agreed and paths - set(added) <= before.entries.keys()
    if not is_known or before.manifest != stamp_of(folder.manifest.stat()):
        return None
    tree = Tree(folder.path)
    there = tree.stamps(paths)
    entries = {path: before.entries[path] for path in paths & before.entries.keys()}
    as_left = {path: stamp for path, stamp in there.items() if path in entries}
    own = Ledger(entries, as_left, frozenset(entries), marked=True)
    made = _work(planned, tree, there, own, make, progress)
    rest = {path: stamp for path, stamp in before.stamps.items() if path not in entries}
    entries, stamps = {**before.entries, **made.entries}, {**rest, **made.stamps}
    work = msgspec.structs.replace(made, entries=entries, stamps=stamps)
    report = msgspec.structs.replace(made.report, kept=len(entries) - len(made.staged))
    return report, put_in_place(work, folder, before, stage)


def clean(folder: OutputFolder) -> int:
    """Remove what builds wrote into `folder`, and the folder if that leaves it empty; the number of files.

    Raises OutputError as `write` does.
    """
    with disk.reporting(folder.name):
        check_folder(folder)
        path, manifest = folder.path, folder.manifest
        if not path.is_dir() and not manifest.exists():
            return 0
        with held(folder.state, folder.name):
            before = ledger.read_ledger(folder)
            if not before.marked and not recognised(path, before):
                return 0
            removed = prune(Tree(path), sorted(before.owned))
            disk.remove(path / MARKER)
            disk.remove(manifest)
            disk.remove_if_empty(path)
            return len(removed)


def _work(
    planned: Sequence[Output],
    tree: Tree,
    stamps: dict[str, Stamp],
    before: Ledger,
    make: _Make,
    progress: Progress | None,
) -> Work:
    """What is to be done: all outputs are compared with the disk, and those that differ made and staged.

    `stamps` are those of the files on the disk; those of files that are to be replaced are taken out of it.
    """
    entries: dict[str, Entry] = {}
    staged: dict[str, str | None] = {}
    stale: list[Output] = []
    reasons: dict[str, Why] = {}
    for output in planned:
        path, left, stamp = output.path, before.entries.get(output.path), stamps.get(output.path)
        if left and left.key == output.key and stamp and stamp == before.stamps.get(path):
            entries[path] = left
            continue
        entries[path] = Entry(output.key, ledger.digest_on_disk(tree, path, stamp, before))
        reason = ledger.why(left, entries[path])
        if reason is not None:
            stale.append(output)
            reasons[path] = reason
    known = [entries[output.path].digest for output in stale]
    for done, (output, made) in enumerate(zip(stale, make(stale, known), strict=True), 1):
        path = output.path
        if made.digest != entries[path].digest:
            if stamps.pop(path, None) is None or path not in before.owned:
                check_way(tree, path, before.owned)  # else a plain file of ours was there
            staged[path] = made.file
        entries[path] = Entry(output.key, made.digest)
        if progress:
            progress(len(planned) - len(stale) + done, len(planned))
    obsolete = tuple(sorted(before.owned - entries.keys()))
    removed = tuple(path for path in obsolete if is_there(tree, path))
    report = Report(tuple(sorted(staged)), len(planned) - len(staged), removed, reasons)
    return Work(entries, stamps, staged, obsolete, report)
