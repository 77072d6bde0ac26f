"""Ahead: a few pages put in place at once, before the whole output is compared with the disk.

For who waits for one page. The whole build follows, and is right whatever was done or left undone here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline import digest
from dateline.output import disk, ledger
from dateline.output.disk import Tree
from dateline.output.ledger import Ledger
from dateline.output.lock import held
from dateline.output.outputfolder import check_folder, shown
from dateline.output.placing import Report
from dateline.output.staging import Output, staging


def replace(
    planned: Iterable[Output], folder: Path, state: Path, site_root: Path, left: Ledger
) -> tuple[str, ...]:
    """Replace files that the last build wrote, before `write` does all that is to be done; their paths.

    `left` is what that build knew at its end. A file that is not as it was left is passed over. Nothing is
    noted: the path is known, and a build looks at the bytes of a file whose stamp is another.
    Raises as `write` does.
    """
    place = shown(folder, site_root)
    with disk.faults(place):
        check_folder(folder, state, site_root)
        with held(state, place), staging(folder, state) as stage:
            tree = Tree(folder)
            made = [
                (output.path, output.content()) for output in planned if _is_as_left(output.path, tree, left)
            ]
            changed = [(path, data) for path, data in made if digest.of_bytes(data) != left.entries[path][1]]
            for path, data in changed:
                disk.put(stage / "page", data)
                disk.move(stage / "page", folder / path)
    return tuple(path for path, _ in changed)


def _is_as_left(path: str, tree: Tree, left: Ledger) -> bool:
    """True when the file at a path has the bytes that the last build left there."""
    if path not in left.entries:
        return False
    return ledger.digest_on_disk(tree, path, tree.stamp(path), left) == left.entries[path][1]


def with_ahead(report: Report, written: Iterable[str]) -> Report:
    """The report of a build that found these files right, as they had been written ahead of it."""
    before = set(written) - set(report.written) - set(report.removed)
    both = tuple(sorted(before | set(report.written)))
    return msgspec.structs.replace(report, written=both, kept=report.kept - len(before))
