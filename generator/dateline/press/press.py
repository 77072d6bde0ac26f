"""The press: brings the output up to date by the least work that is sure to be enough.

- Nothing has changed since the last build: nothing is done.
- Only files of themes have changed: story pages are rendered anew (`restyle`), if that is enough.
- Anything else has changed: only the outputs of the edited stories are made (`replate`), if that is enough.
- Otherwise the whole site is built, with all that earlier builds left (`rebuilding`).

Each of these is imported only when it is needed, so that a build with nothing to do starts fast.
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
"""From so many outputs on, a copy of the process checks them: fewer are checked faster than it is made."""
FEW: Final = 4
"""The most stories that are read ahead; more are read where they are compiled, on all processors."""
_STAMPS: Final = msgspec.json.Decoder(dict[str, Stamp] | None)


def run(
    root: Path,
    request: Request,
    *,
    timing: Timing = UNTIMED,
) -> Outcome:
    """Build the site at `root`; arguments and errors are those of `rebuilding.rebuild`."""
    with timing.stage("look for changes"):
        snapshot = fresh.last_snapshot(root / STATE, request.digest(generator_digest()), request.now)
    outcome = since = None
    if snapshot is not None:
        with timing.stage("look for changes"):
            own = fresh.own_since(root, snapshot)
        if own.changed and all(map(_is_of_theme, own.changed)):
            outcome = _restyled(root, request, own, timing)
            if outcome is None:
                with timing.stage("look for changes"):
                    since = fresh.since(root, snapshot, own)
        else:
            with _meanwhile(partial(_check_output, root, snapshot), snapshot, timing) as checked:
                with timing.stage("look for changes"):
                    since = fresh.since(root, snapshot, own)
                    if not since.changed and _STAMPS.decode(checked()) is not None:
                        return snapshot.unchanged
                checked.last()
                outcome = _replated(root, request, since, lambda: _STAMPS.decode(checked()), timing)
    if outcome is None:
        with timing.stage("load the generator"):
            from dateline.press.rebuilding import rebuild
        outcome = rebuild(root, request, timing=timing, since=since)
    return outcome


def _restyled(
    root: Path,
    request: Request,
    own: fresh.Since,
    timing: Timing,
) -> Outcome | None:
    """The outcome of a build after an edit of the theme; None where the whole site has to be built.

    Content has not been looked at yet: that nothing else has changed is found out while pages are rendered.
    """
    with _meanwhile(partial(_check_the_rest, root, own), own.snapshot, timing) as checked:
        with timing.stage("load the generator"):
            from dateline.press.restyle import restyle
        return restyle(root, request, own, lambda: _STAMPS.decode(checked()), timing)


def _replated(
    root: Path,
    request: Request,
    since: fresh.Since,
    confirmed: fresh.Confirmed,
    timing: Timing,
) -> Outcome | None:
    """The outcome of a build after an edit of stories; None where the whole site has to be built."""
    with _ask_git(root, since, timing) as commits, _read_ahead(root, since, timing) as ahead:
        with timing.stage("load the generator"):
            from dateline.press.replate import Asides, replate
        return replate(root, request, since, Asides(confirmed, ahead, commits), timing)


def _ask_git(root: Path, since: fresh.Since, timing: Timing) -> AbstractContextManager[Callable[[], bytes]]:
    """Inside it a copy of the process asks git for the commits since the last build, if there may be some."""
    if not since.others:
        return nullcontext(lambda: b"null")

    def ask() -> bytes:
        from dateline.press.newcommits import asked  # in a copy: most builds ask nothing

        return asked(root, since)

    return crew.meanwhile(ask, alone=timing.alone)


def _read_ahead(
    root: Path, since: fresh.Since, timing: Timing
) -> AbstractContextManager[Callable[[], bytes]]:
    """Inside it a copy of the process reads the edited stories, if they are few; called, it gives them."""
    stories = since.stories
    if timing.alone or not 0 < len(stories) <= FEW:
        return nullcontext(lambda: b"[]")

    def read() -> bytes:
        from dateline.loading.ahead import read_ahead  # in a copy: nobody else needs Markdown and YAML

        return read_ahead(root, stories, ZoneInfo(since.snapshot.zone))

    return crew.meanwhile(read)


def _meanwhile(
    check: Callable[[], bytes], snapshot: fresh.Snapshot, timing: Timing
) -> AbstractContextManager[crew.Aside]:
    """Inside it a copy of the process does the `check`, where the output is large enough to be worth one."""
    return crew.meanwhile(check, alone=timing.alone or snapshot.outputs < MANY)


def _check_output(root: Path, snapshot: fresh.Snapshot) -> bytes:
    """What `fresh.confirmed` says of the output, encoded."""
    return msgspec.json.encode(fresh.confirmed(root, root / STATE, snapshot))


def _check_the_rest(root: Path, own: fresh.Since) -> bytes:
    """The same; None, encoded, if any input has changed that is no file of a theme."""
    changed = fresh.since(root, own.snapshot, own).changed
    return _check_output(root, own.snapshot) if all(map(_is_of_theme, changed)) else msgspec.json.encode(None)


def _is_of_theme(path: str) -> bool:
    """True for a file or folder in the themes of the site; those of Dateline itself are no part of it."""
    return Path(path).parts[0] == fresh.SITE_THEMES
