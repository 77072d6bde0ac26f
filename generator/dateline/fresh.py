"""Is the output still what a build would make? Asked of the file system's stamps alone.

After a build everything that it looked at is remembered by its stamp: settings, themes, content
folders and files. When no stamp has changed, every output has its own, no other build (one with drafts,
say) has written there since, the generator is the same, and the time has not come at which the site
changes by itself, there is nothing to do. Whatever is in doubt is no answer, and the build goes its
ordinary way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from dateline import digest
from dateline.dates import Moment
from dateline.files.listings import Look
from dateline.outcome import Outcome
from dateline.output import ledger
from dateline.output.disk import Tree
from dateline.stamps import Stamp, present, stamp_of
from dateline.theming.shipped import builtin_themes

SITE_THEMES, SITE_WORDS = "themes", "words"
KEPT = 8
"""How many snapshots are kept: more ways of asking for a site are rare, and another costs one whole look."""


class Snapshot(msgspec.Struct, frozen=True):
    """What a build looked at, and what it came to."""

    version: str
    """The digest of the generator and of what was asked of it."""
    zone: str
    since: datetime
    """The moment that was built for."""
    until: datetime | None
    """The moment at which the site changes by itself; None for never."""
    inputs: tuple[str, ...]
    """Paths of files and folders, absolute or from the site's root."""
    stamps: str
    """The digest of the inputs' stamps in their order."""
    manifest: Stamp | None
    """The stamp of the manifest that the build left."""
    outcome: Outcome


def snapshot_path(state: Path, version: str) -> Path:
    """Where the snapshot for one way of asking is kept."""
    return state / f"fresh-{version[:12]}.json"


def unchanged(
    root: Path, state: Path, version: str, now: Moment, keep: Callable[[Look], None] | None = None
) -> Outcome | None:
    """What the last build came to, if another would come to the same and write nothing.

    `keep` is told the stamps that were taken to see that.
    """
    try:
        snapshot = msgspec.json.decode(snapshot_path(state, version).read_bytes(), type=Snapshot)
        at = now.instant(ZoneInfo(snapshot.zone))
    except (OSError, msgspec.MsgspecError, ValueError, KeyError):  # damaged, or a zone that nobody knows
        return None
    if snapshot.version != version or at < snapshot.since or (snapshot.until and at >= snapshot.until):
        return None
    seen = present()
    stamps = _stamps(root, snapshot.inputs)
    if keep:
        keep(Look(dict(zip(snapshot.inputs, stamps, strict=True)), seen))
    if digest_of(stamps) != snapshot.stamps:
        return None
    kept = _kept(root / snapshot.outcome.output, state, root, snapshot.manifest)
    if kept is None:
        return None
    return msgspec.structs.replace(
        snapshot.outcome, written=(), kept=kept, removed=(), read=0, compiled=0, rendered=0
    )


def remember(root: Path, state: Path, snapshot: Snapshot, inputs: Inputs) -> None:
    """Keep a snapshot, unless an input changed so recently that its stamp proves nothing.

    Where that cannot be done, the next build looks at everything once more. Of many ways of asking, and of
    generators that are gone, the snapshots that were written last are kept.
    """
    path = snapshot_path(state, snapshot.version)
    with suppress(OSError):
        if all(stamp is None or stamp.is_settled(inputs.seen) for stamp in inputs.stamps):
            ledger.replace_if_changed(path, msgspec.json.encode(snapshot), state)
        else:
            path.unlink(missing_ok=True)
        written = sorted(state.glob("fresh-*.json"), key=lambda one: (one == path, one.stat().st_mtime_ns))
        for old in written[:-KEPT]:
            old.unlink(missing_ok=True)


class Inputs(msgspec.Struct, frozen=True):
    """Files and folders by path, with their stamps from before they were read."""

    paths: tuple[str, ...]
    stamps: tuple[Stamp | None, ...]
    seen: int
    """When the first stamp was taken."""

    def joined(self, others: Mapping[str, Stamp | None]) -> Inputs:
        """These inputs and others that were looked at later."""
        return Inputs((*self.paths, *others), (*self.stamps, *others.values()), self.seen)


def look(root: Path) -> Inputs:
    """The settings, themes and words as they are now, before they are read."""
    seen = present()
    own = (path for name in (SITE_THEMES, SITE_WORDS) for path in (name, *_below(root / name, root)))
    paths = ("site.toml", *own, *_below(builtin_themes(), root))
    return Inputs(paths, _stamps(root, paths), seen)


def digest_of(stamps: Iterable[Stamp | None]) -> str:
    """The digest of stamps in their order."""
    return digest.of_value(list(stamps))


def _stamps(root: Path, paths: Iterable[str]) -> tuple[Stamp | None, ...]:
    above = f"{root}{os.sep}"  # to join paths one by one takes as long as to look at the files
    return tuple(_stamp(path if os.path.isabs(path) else above + path) for path in paths)


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return None


def _below(folder: Path, root: Path) -> Iterator[str]:
    """Every folder and file below a folder, from the site's root where it lies inside."""
    for above, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted((*folders, *files)):
            path = Path(above) / name
            yield str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _kept(folder: Path, state: Path, root: Path, manifest: Stamp | None) -> int | None:
    """How many outputs there are, all as the build wrote them that left this manifest; None otherwise."""
    try:
        return _held(folder, ledger.read_ledger(folder, ledger.manifest_path(folder, state, root)), manifest)
    except OSError:  # a folder or a file that may not be read: the build says so
        return None


def _held(folder: Path, known: ledger.Ledger, manifest: Stamp | None) -> int | None:
    tree = Tree(folder)
    if known.manifest != manifest or not known.agreed:
        return None
    stamps = tree.stamps(known.entries)
    doubtful = [
        path for path, (_, written) in known.entries.items() if known.stamps.get(path) != stamps.get(path)
    ]
    if len(stamps) < len(known.entries) or any(
        digest.of_bytes(tree.read(path) or b"") != known.entries[path][1] for path in doubtful
    ):
        return None
    return len(known.entries)
