"""What `dateline build --watch` does: build into the output folder, wait for a change, build again."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.cli.edge import print_report, stream_to
from dateline.cli.planner import (
    Planner,
    end_on_signals,
    is_fixed,
    seconds_until,
    start_watching,
    uncollected,
    watchable,
)
from dateline.cli.told import Told, news, print_news

if TYPE_CHECKING:
    from dateline.build import Planned

BUSY = 0.5
"""Seconds after which `build --watch` tries again when another build was at work."""


def build_and_watch(
    root: Path, output: str | None, asked: dict[str, Any], *, quiet: bool, poll: bool
) -> None:
    """Build into the output folder now, and again after every change, until Ctrl-C."""
    from dateline.git.repository import marks_of
    from dateline.preview.watch import Watch

    fixed = is_fixed()
    plan = Planner(watchable(root), asked, output)
    watch = Watch(root, time.monotonic, poll=poll, beside=partial(marks_of, root))
    end_on_signals(watch.dismiss)
    paths: tuple[Path, ...] = ()
    ahead: tuple[str, ...] = ()
    try:
        with uncollected():
            turn = _build_once(root, plan, _Turn(), (), quiet=quiet, saved=False)
        plan.save()
        plan.rehearse()
        gc.freeze()
        # A process with threads builds on one processor, so they start now; what was saved in the meantime is
        # found by a second look.
        start_watching(watch)
        while True:
            with uncollected():
                turn = _build_once(root, plan, turn, ahead, quiet=quiet, saved=bool(paths))
            changes = watch.wait(BUSY if turn.is_busy else None if fixed else seconds_until(turn.due))
            if changes is None:
                raise KeyboardInterrupt
            paths = changes.paths
            with uncollected():
                ahead = _write_ahead(plan, paths)
    except KeyboardInterrupt:
        stream_to(sys.stdout).line("stopped")
    finally:
        watch.stop()
        plan.save()


def _write_ahead(plan: Planner, named: tuple[Path, ...]) -> tuple[str, ...]:
    """Write the pages that an edit of the named files changes, before all others are compared; their paths.

    Problems and errors are left to the whole build, which follows.
    """
    from dateline.build import build_ahead
    from dateline.preview.attempts import Failure, attempt

    found = plan.glance(named)
    if found is None:
        return ()
    written = attempt(lambda: build_ahead(plan(found)))
    return () if isinstance(written, Failure) else written


class _Turn(NamedTuple):
    """What one of many builds leaves for the next."""

    told: Told = Told()
    """What was printed of problems."""
    due: datetime | None = None
    """When the site changes by itself."""
    is_busy: bool = False
    """True when another build was in the way."""


def _build_once(
    root: Path, plan: Callable[[], Planned], last: _Turn, ahead: tuple[str, ...], *, quiet: bool, saved: bool
) -> _Turn:
    """Build, and print what differs from the `last` turn; after files were `saved`, print something always.

    The paths that were written `ahead` of it count as written by it.
    """
    from dateline.build import build, outcome_of
    from dateline.console import tally
    from dateline.output.ahead import with_ahead
    from dateline.preview.attempts import Failure, attempt

    begun = time.monotonic()
    planned = attempt(plan)
    report = planned if isinstance(planned, Failure) else attempt(lambda: build(planned))
    problems = [] if isinstance(planned, Failure) else list(planned.problems)
    if isinstance(report, Failure):
        problems += report.problems
    err = stream_to(sys.stderr)
    told = news(last.told, tuple(problems))
    if told is not None:
        print_news(told, root)
    if isinstance(report, Failure) and report.trace:
        err.line(f"{report.trace}\nThis is a bug in Dateline. Please report it with the lines above.")
    is_busy = isinstance(report, Failure) and report.is_busy
    if isinstance(planned, Failure) or isinstance(report, Failure) or planned.has_errors:
        if told is not None or (saved and not is_busy):
            err.line(f"{tally(problems) or 'a bug'}: nothing was written", "bold red")
    else:
        whole = with_ahead(report, ahead)
        if not quiet and (saved or told is not None or whole.written or whole.removed):
            print_report(outcome_of(planned, whole), root, time.monotonic() - begun)
    sys.stdout.flush()
    due = None if isinstance(planned, Failure) else planned.site.next_due
    return _Turn(last.told.then(tuple(problems)), due[0] if due else None, is_busy)
