"""Ahead: writes a few pages at once, before the whole output is compared with the disk.

For a writer who waits for one page. A whole build follows, which is right whatever was written here.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline import digest
from dateline.output import disk, ledger
from dateline.output.disk import Tree
from dateline.output.ledger import Ledger, OutputFolder
from dateline.output.lock import held
from dateline.output.outputfolder import check_folder
from dateline.output.placing import Report
from dateline.output.staging import Output, staging


def replace(planned: Iterable[Output], folder: OutputFolder, left: Ledger) -> tuple[str, ...]:
    """Replace those of these files that the last build wrote, and that differ now; their paths.

    `left` is the ledger as that build left it. A file that is no longer as it was left is passed over. The
    ledger on the disk is not changed: it has the path, and the next build reads a file whose stamp is not
    the known one. Raises as `write` does.
    """
    with disk.reporting(folder.name):
        check_folder(folder)
        with held(folder.state, folder.name), staging(folder) as stage:
            tree = Tree(folder.path)
            made = [
                (output.path, output.content()) for output in planned if _is_as_left(output.path, tree, left)
            ]
            changed = [
                (path, data) for path, data in made if digest.of_bytes(data) != left.entries[path].digest
            ]
            for path, data in changed:
                disk.put(stage / "page", data)
                disk.move(stage / "page", folder.path / path)
    return tuple(path for path, _ in changed)


def _is_as_left(path: str, tree: Tree, left: Ledger) -> bool:
    """True when the file at a path has the bytes that the last build left there."""
    if path not in left.entries:
        return False
    return ledger.digest_on_disk(tree, path, tree.stamp(path), left) == left.entries[path].digest


def with_ahead(report: Report, written: Iterable[str]) -> Report:
    """The report of a build, with these files, which were written ahead of it, as written and not as kept."""
    before = set(written) - set(report.written) - set(report.removed)
    both = tuple(sorted(before | set(report.written)))
    return msgspec.structs.replace(report, written=both, kept=report.kept - len(before))
