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
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from dateline import digest
from dateline.dates import Moment
from dateline.files.listings import Look
from dateline.outcome import Outcome
from dateline.output import ledger
from dateline.output.disk import Tree
from dateline.output.ledger import Ledger
from dateline.stamps import Stamp, present, stamp_of
from dateline.theming.shipped import builtin_themes

SITE_THEMES, SITE_WORDS, CONTENT, STORY = "themes", "words", "content", "story.md"
KEPT = 8
"""How many snapshots are kept: more ways of asking for a site are rare, and another costs one whole look."""


Confirmed: TypeAlias = Callable[[], Mapping[str, Stamp] | None]
"""Tells that the output is as a build left it, by the stamps that were in doubt; None where it is not."""


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
    stamps: tuple[Stamp | None, ...]
    """The inputs' stamps in their order."""
    manifest: Stamp | None
    """The stamp of the manifest that the build left."""
    outcome: Outcome
    sheet: str = ""
    """The digest of the sheet that it left in the memory; "" for none."""

    @property
    def outputs(self) -> int:
        """How many files it left."""
        return len(self.outcome.written) + self.outcome.kept

    @property
    def unchanged(self) -> Outcome:
        """What a build comes to when nothing is another since."""
        nothing: dict[str, Any] = {"written": (), "removed": (), "read": 0, "compiled": 0, "rendered": 0}
        return msgspec.structs.replace(self.outcome, kept=self.outputs, **nothing)


class Since(msgspec.Struct, frozen=True):
    """What the last build looked at and came to, and what of that is another since."""

    snapshot: Snapshot
    look: Look
    """The stamps of its inputs as they are now."""
    changed: tuple[str, ...]
    """The inputs whose stamps are others."""

    @property
    def stories(self) -> tuple[str, ...]:
        """The folders below content/ that have a story.md, and hold something that is another."""
        inputs, found = frozenset(self.snapshot.inputs), dict[str, None]()
        for path in self.changed:
            story = next((at for at in _above(path) if f"{at}/{STORY}" in inputs), "")
            if story.startswith(f"{CONTENT}/"):
                found[story.removeprefix(f"{CONTENT}/")] = None
        return tuple(found)


def _above(path: str) -> Iterator[str]:
    """A path, and the folders around it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def snapshot_path(state: Path, version: str) -> Path:
    """Where the snapshot for one way of asking is kept."""
    return state / f"fresh-{version[:12]}.json"


def last_snapshot(state: Path, version: str, now: Moment) -> Snapshot | None:
    """What the last build that was asked the same left; None where nothing tells.

    None also when the site has changed by itself since.
    """
    try:
        snapshot = msgspec.json.decode(snapshot_path(state, version).read_bytes(), type=Snapshot)
        at = now.instant(ZoneInfo(snapshot.zone))
    except (OSError, msgspec.MsgspecError, ValueError, KeyError):  # damaged, or a zone that nobody knows
        return None
    if snapshot.version != version or at < snapshot.since or (snapshot.until and at >= snapshot.until):
        return None
    return snapshot


def since(root: Path, snapshot: Snapshot, own: Since | None = None) -> Since:
    """What is another than a build saw it; what is known of the site's `own` is not looked at again."""
    own = own or own_since(root, snapshot)
    first = len(_own(snapshot))
    known = map(own.look.stamps.__getitem__, snapshot.inputs[:first])
    return _since(snapshot, (*known, *_stamps(root, snapshot.inputs[first:])), own.look.seen)


def own_since(root: Path, snapshot: Snapshot) -> Since:
    """What of the settings, themes and words is another than a build saw it."""
    seen = present()
    return _since(snapshot, _stamps(root, _own(snapshot)), seen)


def _own(snapshot: Snapshot) -> tuple[str, ...]:
    """The inputs before all content: the settings, themes and words."""
    return tuple(takewhile(lambda path: not path.startswith(CONTENT), snapshot.inputs))


def _since(snapshot: Snapshot, stamps: tuple[Stamp | None, ...], seen: int) -> Since:
    """What is another of the first inputs, which have these stamps now."""
    now = tuple(zip(snapshot.inputs, stamps, strict=False))
    changed = tuple(path for (path, stamp), old in zip(now, snapshot.stamps, strict=False) if stamp != old)
    return Since(snapshot, Look(dict(now), seen), changed)


def remember(state: Path, snapshot: Snapshot, seen: int) -> None:
    """Keep a snapshot, unless an input changed so recently that its stamp, taken at `seen`, proves nothing.

    Where that cannot be done, the next build looks at everything once more. Of many ways of asking, and of
    generators that are gone, the snapshots that were written last are kept.
    """
    path = snapshot_path(state, snapshot.version)
    with suppress(OSError):
        if all(stamp is None or stamp.is_settled(seen) for stamp in snapshot.stamps):
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
        shown = above.removeprefix(f"{root}{os.sep}")
        yield from (f"{shown}{os.sep}{name}" for name in sorted((*folders, *files)))


def confirmed(root: Path, state: Path, snapshot: Snapshot) -> dict[str, Stamp] | None:
    """None unless all of the output is as the build of the snapshot wrote it.

    Else the stamps of files that had to be read to know it, so far as they can be believed from now on.
    """
    try:
        return _confirmed(Tree(root / snapshot.outcome.output), left_by(root, state, snapshot))
    except OSError:  # a folder or a file that may not be read: the build says so
        return None


def left_by(root: Path, state: Path, snapshot: Snapshot) -> Ledger:
    """What is known of the output from the build of the snapshot; nothing, if another build came after it.

    Raises OSError.
    """
    folder = root / snapshot.outcome.output
    known = ledger.read_ledger(folder, ledger.manifest_path(folder, state, root))
    return known if known.agreed and known.manifest == snapshot.manifest else ledger.NOTHING


def _confirmed(tree: Tree, known: Ledger) -> dict[str, Stamp] | None:
    if not known.agreed:
        return None
    seen, stamps = present(), tree.stamps(known.entries)
    doubtful = [path for path in known.entries if known.stamps.get(path) != stamps.get(path)]
    if len(stamps) != len(known.entries):
        return None
    if any(digest.of_bytes(tree.read(path) or b"") != known.entries[path][1] for path in doubtful):
        return None
    return {path: stamps[path] for path in doubtful if stamps[path].is_settled(seen)}
