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
from zoneinfo import ZoneInfo

import msgspec

from dateline import crew, fresh
from dateline.outcome import Outcome
from dateline.request import STATE, Request
from dateline.stamps import Stamp
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest

MANY: Final = 1000
"""Outputs that are looked at beside all else, as that takes longer than to make a copy of the process."""
FEW: Final = 4
"""Stories that are read ahead at most: of more, who compiles them reads them on all processors."""
_LOOK: Final = msgspec.json.Decoder(dict[str, Stamp] | None)


def run(
    root: Path,
    request: Request,
    *,
    timing: Timing = UNTIMED,
) -> Outcome:
    """Build the site at `root`; arguments and errors are those of `rebuilding.rebuild`."""
    with timing.stage("look for changes"):
        snapshot = fresh.last_snapshot(root / STATE, request.digest(generator_digest()), request.now)
    outcome = last = None
    if snapshot is not None:
        with timing.stage("look for changes"):
            own = fresh.own_since(root, snapshot)
        if own.changed and all(map(_is_of_theme, own.changed)):
            outcome = _restyled(root, request, own, timing)
            if outcome is None:
                with timing.stage("look for changes"):
                    last = fresh.since(root, snapshot, own)
        else:
            with _beside(partial(_look, root, snapshot), snapshot, timing) as looked:
                with timing.stage("look for changes"):
                    last = fresh.since(root, snapshot, own)
                    if not last.changed and _LOOK.decode(looked()) is not None:
                        return snapshot.unchanged
                looked.last()
                outcome = _replated(root, request, last, lambda: _LOOK.decode(looked()), timing)
    if outcome is None:
        with timing.stage("load the generator"):
            from dateline.press.rebuilding import rebuild
        outcome = rebuild(root, request, timing=timing, last=last)
    return outcome


def _restyled(
    root: Path,
    request: Request,
    own: fresh.Since,
    timing: Timing,
) -> Outcome | None:
    """What a build after an edit of the theme came to; None where the whole site has to be planned.

    That nothing else is another is found out while the pages are begun.
    """
    with _beside(partial(_look_on, root, own), own.snapshot, timing) as looked:
        with timing.stage("load the generator"):
            from dateline.press.restyle import restyle
        return restyle(root, request, own, lambda: _LOOK.decode(looked()), timing)


def _replated(
    root: Path,
    request: Request,
    last: fresh.Since,
    confirmed: fresh.Confirmed,
    timing: Timing,
) -> Outcome | None:
    """What a build after an edit of stories came to; None where the whole site has to be planned."""
    with _read_ahead(root, last, timing) as ahead:
        with timing.stage("load the generator"):
            from dateline.press.replate import replate
        return replate(root, request, last, confirmed, ahead, timing)


def _read_ahead(root: Path, last: fresh.Since, timing: Timing) -> AbstractContextManager[Callable[[], bytes]]:
    """The stories whose files are others, if they are few, read while what makes their outputs is loaded."""
    stories = last.stories
    if timing.alone or not 0 < len(stories) <= FEW:
        return nullcontext(lambda: b"[]")

    def read() -> bytes:
        from dateline.loading.ahead import read_ahead  # in a copy: nobody else needs Markdown and YAML

        return read_ahead(root, stories, ZoneInfo(last.snapshot.zone))

    return crew.meanwhile(read)


def _beside(
    look: Callable[[], bytes], snapshot: fresh.Snapshot, timing: Timing
) -> AbstractContextManager[crew.Aside]:
    """What is looked at, found out while the rest goes on where the output is large."""
    return crew.meanwhile(look, alone=timing.alone or snapshot.outputs < MANY)


def _look(root: Path, snapshot: fresh.Snapshot) -> bytes:
    """The stamps that confirm the output, encoded."""
    return msgspec.json.encode(fresh.confirmed(root, root / STATE, snapshot))


def _look_on(root: Path, own: fresh.Since) -> bytes:
    """The same, where of the inputs too nothing is another that is not the theme's."""
    changed = fresh.since(root, own.snapshot, own).changed
    return _look(root, own.snapshot) if all(map(_is_of_theme, changed)) else msgspec.json.encode(None)


def _is_of_theme(path: str) -> bool:
    return Path(path).parts[0] == fresh.SITE_THEMES
