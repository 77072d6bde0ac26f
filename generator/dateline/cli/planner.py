"""What `serve` and `build --watch` share: planning again and again, and waiting for the next time."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline.cli.edge import progress, request_of, stream_to

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.files.walk import Found
    from dateline.memory.memoryfile import StoredMemory
    from dateline.preview.watch import Watch
    from dateline.request import Request

GLANCED = 20
"""The most files for a glance; when more have changed at once, the whole folder is walked."""
LATEST_LOOK = 3600.0
"""The longest wait for a moment, in seconds, as a clock may be set, or a laptop may sleep."""


class Planner:
    """Plans the site again and again; between plans it remembers all that has not changed.

    The memory begins with what builds left on the disk, and is written only by `save`. Each plan is for the
    present moment, unless --now sets it.
    """

    def __init__(self, root: Path, asked: dict[str, Any], output: str | None = None) -> None:
        self._root, self._asked, self._output = root, asked, output
        self._fixed = is_fixed()
        self._memory: StoredMemory | None = None
        self._zone = ""
        self._is_good = False

    def glance(self, named: tuple[Path, ...]) -> Found | None:
        """The content folder, looked at only where the `named` files lie; None when that is not enough."""
        from dateline.files.glance import glance

        memory = self._memory
        if memory is None or memory.session.found is None or not named or len(named) > GLANCED:
            return None
        return glance(self._root, memory.session.found, named, memory.again)

    def walk(self, pause: Callable[[], bool] | None) -> Found:
        """All of the content folder; raises `PausedError` when `pause` says so."""
        from dateline.files.walk import walk

        return walk(self._root, pause, self._memory.folders if self._memory is not None else None)

    def __call__(self, found: Found | None = None) -> Planned:
        """The plan for the content folder as it was `found`, or is now; raises ConfigError and ThemeError."""
        from dateline.build import plan_site

        self._is_good = False
        request, first = self._request(), self._memory is None
        memory = self._remembered(request)
        if found is None or not found.is_glance:  # nobody waits
            memory.again.tidy()
        with progress(quiet=not first) as timing:
            planned = plan_site(self._root, request, memory, timing, found)
        self._is_good = not planned.has_errors
        return planned

    def rehearse(self) -> None:
        """Compile a story and drop the result, so that the first save need not wait for what this loads."""
        from dateline.preview.attempts import attempt

        if self._memory is not None and self._memory.session.desk is not None:
            attempt(self._memory.session.desk.rehearse)  # what is wrong is told by the build that needs it

    def save(self) -> None:
        """Write the memory to the disk for later builds, if the last plan had no error."""
        if self._memory is not None and self._is_good:
            self._memory.save()

    def _request(self) -> Request:
        from dateline.dates import Moment

        present = datetime.now(UTC)
        now = self._asked["now"] if self._fixed else Moment(present.date(), present)
        return request_of({**self._asked, "now": now}, self._output)

    def _remembered(self, request: Request) -> StoredMemory:
        """The memory, opened anew if the time zone has changed, on which all of it depends."""
        from dateline.memory.memoryfile import FILE, StoredMemory, memory_version
        from dateline.request import STATE
        from dateline.sitefiles import read_config
        from dateline.version import generator_digest

        again = self._memory.again if self._memory is not None else None
        zone = read_config(self._root, request, again).timezone
        if self._memory is None or zone != self._zone:
            version = memory_version(generator_digest(), zone)
            self._memory, self._zone = StoredMemory(self._root / STATE / FILE, version), zone
        return self._memory


def is_fixed() -> bool:
    """True when --now was given."""
    source = click.get_current_context().get_parameter_source("now")
    return source is click.core.ParameterSource.COMMANDLINE


def watchable(root: Path) -> Path:
    """The site's folder, which must be there: nobody could tell when another one comes."""
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}")
    return root


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside it Python's collector of cycles is off: a build makes many values, and hardly a cycle."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def end_on_signals(dismiss: Callable[[], None]) -> None:
    """Have Ctrl-C and SIGTERM call `dismiss`, and then raise `KeyboardInterrupt` in the main thread.

    Python drops what is raised in a destructor or a callback: by `dismiss` it is known even then.
    """

    def interrupt(*_: object) -> NoReturn:
        dismiss()
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as for what a shell runs in its background
            signal.signal(number, interrupt)


def start_watching(watch: Watch) -> None:
    """Begin to watch, and say so when that takes polling."""
    if not watch.start():
        stream_to(sys.stderr).line(
            "this system watches no more folders (fs.inotify.max_user_watches): polling instead", "warning"
        )


def seconds_until(due: datetime | None) -> float | None:
    """The seconds until a moment, at most `LATEST_LOOK`; None for no moment."""
    if due is None:
        return None
    return min(max((due - datetime.now(UTC)).total_seconds(), 0.0) + 0.01, LATEST_LOOK)
