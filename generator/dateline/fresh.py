"""What changed since the last build, found by comparing file stamps, without opening a file.

A build leaves a snapshot: the stamp of each file and folder that it looked at (settings, themes, content).
There is nothing to do when no stamp has changed, every output still has the stamp that the build left, no
other build (one with drafts, say) has written there since, the generator is the same, and no story has come
out or expired. Wherever any of this cannot be told for sure, the answer is None, and the site is built in
full.
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
from dateline.output.ledger import Ledger, OutputFolder
from dateline.stamps import Stamp, present, stamp_of
from dateline.theming.shipped import builtin_themes

SITE_THEMES, SITE_WORDS, CONTENT, STORY = "themes", "words", "content", "story.md"
KEPT = 8
"""How many snapshots are kept, one for each set of options; without its own, a build is a full one."""


Confirmed: TypeAlias = Callable[[], Mapping[str, Stamp] | None]
"""A call to `confirmed`, put off: None unless the output is as the last build left it."""


class Snapshot(msgspec.Struct, frozen=True):
    """What a build looked at, and its outcome."""

    version: str
    """The digest of the generator and of the options of the build (`Request.digest`)."""
    zone: str
    """The name of the site's time zone."""
    since: datetime
    """The moment for which it was built."""
    until: datetime | None
    """The moment at which the site changes by itself, as a story comes out or expires; None for never."""
    inputs: tuple[str, ...]
    """Paths of files and folders, absolute or from the site's root."""
    stamps: tuple[Stamp | None, ...]
    """The inputs' stamps in their order."""
    manifest: Stamp | None
    """The stamp of the manifest that the build left."""
    outcome: Outcome
    head: str = ""
    """The commit of git that was checked out; "" for none, or where git does not have all before it."""
    sheet: str = ""
    """The digest of the sheet (`press/sheet.py`) that it left in the memory; "" for none."""

    @property
    def outputs(self) -> int:
        """How many files it left."""
        return len(self.outcome.written) + self.outcome.kept

    @property
    def unchanged(self) -> Outcome:
        """The outcome of a build when nothing has changed since."""
        nothing: dict[str, Any] = {"written": (), "removed": (), "read": 0, "compiled": 0, "rendered": 0}
        return msgspec.structs.replace(self.outcome, kept=self.outputs, **nothing)


class Since(msgspec.Struct, frozen=True):
    """The snapshot of the last build, and which of its inputs have changed since."""

    snapshot: Snapshot
    look: Look
    """The stamps of these inputs as they are now."""
    changed: tuple[str, ...]
    """The inputs whose stamps have changed, by path."""

    @property
    def others(self) -> frozenset[str]:
        """What has changed that is not below content/."""
        return frozenset(path for path in self.changed if not f"{path}/".startswith(f"{CONTENT}/"))

    @property
    def stories(self) -> tuple[str, ...]:
        """The folders below content/ that have a story.md, and in which something has changed."""
        inputs, found = frozenset(self.snapshot.inputs), dict[str, None]()
        for path in self.changed:
            story = next((at for at in _above(path) if f"{at}/{STORY}" in inputs), "")
            if story.startswith(f"{CONTENT}/"):
                found[story.removeprefix(f"{CONTENT}/")] = None
        return tuple(found)


def _above(path: str) -> Iterator[str]:
    """A path, then each folder above it, the nearest first."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def snapshot_path(state: Path, version: str) -> Path:
    """The file of the snapshot of a version, which stands for one set of options."""
    return state / f"fresh-{version[:12]}.json"


def last_snapshot(state: Path, version: str, now: Moment) -> Snapshot | None:
    """The snapshot of the last build with the same options; None where there is none that can be read.

    None also when a story has come out or expired since, so that the site has changed by itself.
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
    """All inputs that have changed since a build; what `own_since` looked at is not looked at again."""
    own = own or own_since(root, snapshot)
    first = len(_own(snapshot))
    known = map(own.look.stamps.__getitem__, snapshot.inputs[:first])
    return _since(snapshot, (*known, *_stamps(root, snapshot.inputs[first:])), own.look.seen)


def own_since(root: Path, snapshot: Snapshot) -> Since:
    """Which of the settings, themes and words have changed since a build; content is not looked at."""
    seen = present()
    return _since(snapshot, _stamps(root, _own(snapshot)), seen)


def _own(snapshot: Snapshot) -> tuple[str, ...]:
    """The inputs that are not content, which come first: the settings, themes and words."""
    return tuple(takewhile(lambda path: not path.startswith(CONTENT), snapshot.inputs))


def _since(snapshot: Snapshot, stamps: tuple[Stamp | None, ...], seen: int) -> Since:
    """What has changed among the first inputs of a snapshot; `stamps` are their present ones, in order."""
    now = tuple(zip(snapshot.inputs, stamps, strict=False))
    changed = tuple(path for (path, stamp), old in zip(now, snapshot.stamps, strict=False) if stamp != old)
    return Since(snapshot, Look(dict(now), seen), changed)


def remember(state: Path, snapshot: Snapshot, seen: int) -> None:
    """Keep a snapshot, unless an input changed so recently that its stamp, taken at `seen`, proves nothing.

    An error of the disk is no error here: the next build then looks at everything once more. The `KEPT`
    snapshots that were written last are kept, whichever options or generator they belong to.
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
    """New stamps of the outputs that had to be read; None unless all are as the snapshot's build left them.

    A file whose stamp has changed is read and compared by digest. Only stamps that can be relied on from
    now on are among those returned.
    """
    try:
        return _confirmed(Tree(root / snapshot.outcome.output), left_by(root, state, snapshot))
    except OSError:  # a folder or a file that may not be read: the build says so
        return None


def left_by(root: Path, state: Path, snapshot: Snapshot) -> Ledger:
    """The ledger as the snapshot's build left it; empty if another build came after it. Raises OSError."""
    known = ledger.read_ledger(OutputFolder(root / snapshot.outcome.output, state, root))
    return known if known.agreed and known.manifest == snapshot.manifest else ledger.NOTHING


def _confirmed(tree: Tree, known: Ledger) -> dict[str, Stamp] | None:
    if not known.agreed:
        return None
    seen, stamps = present(), tree.stamps(known.entries)
    doubtful = [path for path in known.entries if known.stamps.get(path) != stamps.get(path)]
    if len(stamps) != len(known.entries):
        return None
    if any(digest.of_bytes(tree.read(path) or b"") != known.entries[path].digest for path in doubtful):
        return None
    return {path: stamps[path] for path in doubtful if stamps[path].is_settled(seen)}
