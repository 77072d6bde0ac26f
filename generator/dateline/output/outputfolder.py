"""What must be true before the output folder is touched: it is ours, and so is what stands in the way.

When in doubt it refuses, with OutputError. This room reads folders and changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline import digest
from dateline.output import ledger
from dateline.output.disk import Tree, parents
from dateline.output.ledger import Ledger, OutputFolder
from dateline.problems import OutputError, Place
from dateline.rules import problem


def check_plan(paths: Sequence[str]) -> None:
    """Nothing, when every path is safe and none is another's or above another."""
    taken = set(paths)
    if len(taken) < len(paths):
        twice = next(path for path in paths if paths.count(path) > 1)
        raise _refuse(twice, "two outputs are planned at one path")
    folders = {path.rpartition("/")[0] for path in paths}
    folders |= {parent for folder in folders for parent in parents(folder)}
    if all(map(ledger.is_safe, paths)) and taken.isdisjoint(folders):
        return
    for path in paths:
        if not ledger.is_safe(path):
            raise _refuse(path, "this path is not inside the output folder")
        above = next((parent for parent in parents(path) if parent in taken), None)
        if above is not None:
            raise _refuse(path, f"“{above}” is planned as a file, and cannot be a folder")


def _refuse(place: str, message: str, hint: str = "") -> OutputError:
    return OutputError(problem("output", Place(place), message, hint))


_NEW_FOLDER = "name a folder of its own with `output` under [build], or with -o/--output"


def check_folder(folder: OutputFolder) -> None:
    """Nothing, when the folder can be an output folder of its site: links are followed to the end."""
    place, path = folder.name, folder.path
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(folder.site_root))
    if path.is_symlink() and not path.exists():
        raise _refuse(place, "the output folder is a link that leads nowhere", _NEW_FOLDER)
    if path.exists() and not path.is_dir():
        raise _refuse(place, "the output folder is a file", _NEW_FOLDER)
    if root.is_relative_to(real):
        raise _refuse(place, "the output folder would hold the site itself", _NEW_FOLDER)
    for kept in (folder.site_root / "content", folder.site_root / "themes", folder.state):
        kept_real = Path(os.path.realpath(kept))
        if real.is_relative_to(kept_real) or kept_real.is_relative_to(real):
            message = f"the output folder and the site’s {kept.name}/ are inside each other"
            raise _refuse(place, message, _NEW_FOLDER)


def known(folder: OutputFolder) -> Ledger:
    """What earlier builds wrote into a folder that is ours, new or empty."""
    known, place, path = ledger.read_ledger(folder), folder.name, folder.path
    if (path / "site.toml").exists() and "site.toml" not in known.owned:
        raise _refuse(place, "the output folder holds a site.toml: it is a site, not an output", _NEW_FOLDER)
    if known.marked or not path.is_dir():
        return known
    # A checkout of a branch to publish from has .git, .nojekyll and the like: those stay.
    if all(entry.name.startswith(".") for entry in path.iterdir()):
        return known
    if recognised(path, known):
        return known
    message = "the output folder holds files that Dateline did not write"
    raise _refuse(place, message, f"empty it, or {_NEW_FOLDER}")


def recognised(folder: Path, known: Ledger) -> bool:
    """True when a folder without a marker still holds a file just as the manifest has it."""
    tree = Tree(folder)
    for path, (_, written) in known.entries.items():
        data = tree.read(path)
        if data is not None and digest.of_bytes(data) == written:
            return True
    return False


def check_way(tree: Tree, path: str, owned: frozenset[str]) -> None:
    """Nothing, when only what is ours (or a link, or nothing) stands where a file will be put."""
    barrier, kind = tree.barrier(path) or (path, tree.kind(path))
    if kind == "folder":
        foreign = [found for found in _files_below(tree.root / barrier, barrier) if found not in owned]
    else:
        foreign = [barrier] if kind in ("file", "other") and barrier not in owned else []
    if foreign:
        hint = "move it away; what is to be published belongs into content/"
        raise _refuse(foreign[0], "Dateline did not write this file, and must not overwrite it", hint)


def _files_below(folder: Path, path: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        inner = f"{path}/{entry.name}"
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_below(entry, inner)
        else:
            yield inner
