"""The ledger: what earlier builds wrote, as the manifest and the marker in the output folder tell.

The manifest (`.dateline/manifest-….json`, one for each output folder) has the key and the digest of every
file, so that a build need not make or read what has not changed. The marker (`.dateline-output`) lists the
paths: it says that the folder is Dateline's, and which files in it are, even when the manifest is lost or
the folder was moved. Before a build changes anything, both are written with the old and the new paths, so
that the next build recognises the files of one that was killed. A manifest or marker that cannot be read
counts as empty.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline import digest
from dateline.output import disk
from dateline.output.disk import Tree
from dateline.stamps import Stamp, stamp_of

MARKER = ".dateline-output"
_FIRST_LINE = (
    "# Dateline writes this folder. The next build replaces or removes what is listed here, nothing else."
)


class OutputFolder(NamedTuple):
    """A folder into which a site is built; all paths are absolute."""

    path: Path
    state: Path
    """The site's folder for what builds remember."""
    site_root: Path

    @property
    def name(self) -> str:
        """What problems call it: its path, from the site's root where it is inside."""
        inside = self.path.is_relative_to(self.site_root)
        return self.path.relative_to(self.site_root).as_posix() if inside else str(self.path)

    @property
    def manifest(self) -> Path:
        """Where its manifest is kept, in a file whose name survives moving the whole site."""
        real, root = os.path.realpath(self.path), os.path.realpath(self.site_root)
        name = os.path.relpath(real, root) if real.startswith(root + os.sep) else real
        return self.state / f"manifest-{digest.short(Path(name).as_posix(), 12)}.json"


class Entry(NamedTuple):
    """What is known of one file of the output."""

    key: str
    """The digest of all that it was made from."""
    digest: str
    """The digest of its bytes; "" for no file."""


class Why(StrEnum):
    """Why an output is made anew."""

    NEW = "new"
    """No build is known to have written it."""
    CHANGED = "changed"
    """It is made from something else than when it was written."""
    MISSING = "missing"
    """It is gone from the output folder."""
    ALTERED = "altered"
    """The file is not the one that a build wrote."""


class _Manifest(msgspec.Struct):
    """The manifest's JSON."""

    version: int
    files: dict[str, Entry]
    stamps: dict[str, Stamp] = {}


class Ledger(msgspec.Struct, frozen=True):
    """What is known of an output folder from earlier builds."""

    entries: dict[str, Entry]
    """By path; each holds only while the bytes of the file have that digest."""
    stamps: dict[str, Stamp]
    """By path: while a file has this stamp, its bytes are those of its entry."""
    owned: frozenset[str]
    """Every path that a build wrote or meant to write."""
    marked: bool
    """True when the folder has a marker."""
    agreed: bool = False
    """True when marker and manifest name the same paths, as they do unless a build was killed."""
    manifest: Stamp | None = None
    """The stamp of the manifest's own file, which changes when any build changes the output."""

    def key_of(self, path: str) -> str:
        """The digest of all that the file at a path was made from; "" for a path that is not known."""
        return self.entries[path].key if path in self.entries else ""

    def believing(self, stamps: Mapping[str, Stamp]) -> Ledger:
        """The same with further stamps, of files that were read and found to be as their entries say."""
        return msgspec.structs.replace(self, stamps={**self.stamps, **stamps})


NOTHING = Ledger({}, {}, frozenset(), marked=False)


def read_ledger(folder: OutputFolder) -> Ledger:
    """What is known of a folder; damaged or missing files count as empty."""
    written: Stamp | None = None
    try:
        with folder.manifest.open("rb") as stream:
            written = stamp_of(os.fstat(stream.fileno()))
            kept = msgspec.json.decode(stream.read(), type=_Manifest)
        entries = {path: entry for path, entry in kept.files.items() if kept.version == 1 and is_safe(path)}
        stamps = kept.stamps
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        entries, stamps = {}, {}
    marker = folder.path / MARKER
    marked = marker.is_file() and not marker.is_symlink()
    listing = marker.read_bytes() if marked else b""
    if listing == marker_bytes(entries):
        return Ledger(entries, stamps, frozenset(entries), True, True, written)
    lines = listing.decode("utf-8", "replace").split("\n")
    listed = (line for line in lines if is_safe(line) and not line.startswith("# "))
    return Ledger(entries, stamps, frozenset(entries).union(listed), marked, False, written)


def digest_on_disk(tree: Tree, path: str, stamp: Stamp | None, known: Ledger) -> str:
    """The digest of the file at a path, read only if its stamp is not the known one; "" for no file."""
    if stamp is None:
        return ""
    if known.stamps.get(path) == stamp and path in known.entries:
        return known.entries[path].digest
    data = tree.read(path)
    return "" if data is None else digest.of_bytes(data)


def why(known: Entry | None, present: Entry) -> Why | None:
    """Why an output must be made anew; None if it need not be.

    `known` is its entry from earlier builds, `present` its key now with the digest of the file that is there.
    """
    if known is None:
        return Why.NEW
    if known.key != present.key:
        return Why.CHANGED
    if not present.digest:
        return Why.MISSING
    return None if known == present else Why.ALTERED


_PART = r"(?!\.\.?(?:/|$))[^/\x00-\x1f\x7f\\\ud800-\udfff]++"
_SAFE = re.compile(rf"(?![A-Za-z]:){_PART}(?>(?:/{_PART})*)")


def is_safe(path: str) -> bool:
    """True for a relative path with "/" between its parts that leads nowhere outside its folder."""
    return _SAFE.fullmatch(path) is not None and not path.startswith(MARKER)


def marker_bytes(paths: Iterable[str]) -> bytes:
    """The marker of a folder that holds these paths; the same for the same paths."""
    return "\n".join((_FIRST_LINE, *sorted(paths), "")).encode()


def manifest_bytes(entries: Mapping[str, Entry], stamps: Mapping[str, Stamp] | None = None) -> bytes:
    """The manifest that holds these entries, and the stamps that can be believed."""
    return msgspec.json.encode(_Manifest(1, dict(entries), dict(stamps or {})))


def replace_if_changed(path: Path, data: bytes, staging: Path) -> None:
    """Put these bytes at `path` in one step, unless they are there already."""
    try:
        same = not path.is_symlink() and path.read_bytes() == data
    except OSError:
        same = False
    if not same:
        staged = staging / f"{path.name}.new"
        disk.put(staged, data)
        disk.move(staged, path)
