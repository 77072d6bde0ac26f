"""The press: brings the output up to date by the least work that is sure to be enough.

Nothing when nothing is another since the last build; a few stories alone when only their files are, and
nothing else shows it; else the whole site, with all that earlier builds left. What each needs is loaded then.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final

from dateline import crew, fresh
from dateline.outcome import Outcome
from dateline.request import STATE, Request
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest

MANY: Final = 1000
"""Outputs that are looked at beside all else, as that takes longer than to make a copy of the process."""
_LEFT, _OTHER = b"as left", b"another"


def run(
    root: Path,
    request: Request,
    *,
    read: Callable[[int], None] | None = None,
    written: Callable[[int, int], None] | None = None,
    timing: Timing | None = None,
) -> Outcome:
    """Build the site at `root`; arguments and errors are those of `rebuilding.rebuild`."""
    spent = timing or UNTIMED
    with spent.stage("look for changes"):
        snapshot = fresh.last_snapshot(root / STATE, request.digest(generator_digest()), request.now)
    outcome = last = None
    if snapshot is not None:
        with _looked_at(root, snapshot, spent) as looked:
            with spent.stage("look for changes"):
                last = fresh.since(root, snapshot)
                if not last.changed and looked() == _LEFT:
                    return snapshot.unchanged
            outcome = _alone(root, request, last, lambda: looked() == _LEFT, written, timing)
    if outcome is None:
        with spent.stage("load the generator"):
            from dateline.rebuilding import rebuild
        outcome = rebuild(root, request, read=read, written=written, timing=timing, last=last)
    return outcome


def _alone(
    root: Path,
    request: Request,
    last: fresh.Since,
    is_left: Callable[[], bool],
    written: Callable[[int, int], None] | None,
    timing: Timing | None,
) -> Outcome | None:
    """What a build of some outputs alone came to; None where the whole site has to be planned."""
    spent = timing or UNTIMED
    if all(Path(path).parts[0] == fresh.SITE_THEMES for path in last.changed):
        with spent.stage("load the generator"):
            from dateline.restyle import restyle
        return restyle(root, request, last, is_left, written, timing)
    with spent.stage("load the generator"):
        from dateline.replate import replate
    return replate(root, request, last, is_left, timing)


def _looked_at(
    root: Path, snapshot: fresh.Snapshot, timing: Timing
) -> AbstractContextManager[Callable[[], bytes]]:
    """Whether the output is as it was left, found out while the rest goes on where it is large."""
    look = partial(_look, root, snapshot)
    if snapshot.outputs < MANY:
        return nullcontext(look)
    return crew.meanwhile(look, alone=timing.alone)


def _look(root: Path, snapshot: fresh.Snapshot) -> bytes:
    return _LEFT if fresh.is_as_left(root, root / STATE, snapshot) else _OTHER
