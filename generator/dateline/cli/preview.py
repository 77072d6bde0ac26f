"""`dateline serve`, and what `dateline build --watch` does: build, wait for a change, build again."""

from __future__ import annotations

import _thread
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from dateline.cli.edge import (
    EDITION,
    EXIT_BUG,
    POLL,
    SITE,
    open_in_browser,
    print_report,
    site_root,
    stream_to,
)
from dateline.cli.planner import Planner, is_fixed, seconds_until, start_watching, watchable

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.preview.preview import Preview, Shown
    from dateline.preview.serve import Stage
    from dateline.preview.watch import Watch

OWED = 5
"""After so many saves in a row the whole folder is looked at, although another one came meanwhile."""
BUSY = 0.5
"""Seconds after which `build --watch` tries again where another build was at work."""
STOPPED_SOON = 0.2
"""Seconds that a build in progress is given to end before the process ends without it."""


@click.command(
    epilog="\b\nExamples:\n  dateline serve -O\n  dateline serve -D -F --open-edited\n"
    "  dateline serve --bind 0.0.0.0 --poll      in a container"
)
@SITE
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port, or the next free one; 0 for any.")  # fmt: skip
@click.option("--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True,
              help="The address to serve at; others than this machine's own let others in.")  # fmt: skip
@click.option("-O", "--open", "opened", is_flag=True, help="Open the site in a browser.")
@EDITION
@POLL
@click.option(
    "--no-reload", is_flag=True, help="Serve the pages as they will be, without the script that reloads them."
)
@click.option("--open-edited", is_flag=True, help="Show the story, and the section, that was saved last.")
def serve(
    folder: str | None,
    port: int,
    bind: str,
    opened: bool,
    poll: bool,
    no_reload: bool,
    open_edited: bool,
    **asked: Any,
) -> None:
    """Preview the site: built in memory, and shown anew whenever a file is saved."""
    from dateline.git.repository import marks_of
    from dateline.preview.preview import Preview
    from dateline.preview.serve import Stage, listen, run
    from dateline.preview.watch import Watch

    root = watchable(site_root(folder))
    out = stream_to(sys.stdout)
    try:
        sock = listen(bind, port)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", "") or error
        raise click.UsageError(f"cannot serve at {bind}, port {port}: {why}") from error
    plan = Planner(root, asked)
    preview = Preview(root, plan, follow=open_edited)
    stage = Stage(preview, reload=not no_reload)
    watch = Watch(root, time.monotonic, poll=poll, noticed=stage.wanted, beside=partial(marks_of, root))
    taken = sock.getsockname()[1]
    if port not in (0, taken):
        out.line(f"port {port} is taken: this is port {taken}")
    builder = _Builder(preview, plan, stage, watch, root, _address(bind, taken), opened, fixed=is_fixed())
    thread = threading.Thread(target=builder.run, name="builder", daemon=True)
    run(stage, sock, bind, thread.start)
    watch.stop()
    thread.join(STOPPED_SOON)
    if builder.failed:
        sys.exit(EXIT_BUG)
    out.line("stopped")
    if thread.is_alive():
        # It is in the midst of a build, in memory: nothing is lost with it, and nobody wants to wait.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


class _Builder:
    """Builds whenever it is time to, and says so in the terminal."""

    def __init__(
        self,
        preview: Preview,
        plan: Planner,
        stage: Stage,
        watch: Watch,
        root: Path,
        address: str,
        opened: bool,
        *,
        fixed: bool,
    ) -> None:
        self._preview, self._plan, self._stage, self._watch = preview, plan, stage, watch
        self._root, self._address, self._opened, self._fixed = root, address, opened, fixed
        self._said, self._counted = "", 1
        self._owed = 0
        """How often the whole folder was not looked at since it last was."""
        self.failed = False
        """True when the builder could not go on, so that the preview must end too."""

    def run(self) -> None:
        """Build until watching ends."""
        try:
            self._run()
        except BrokenPipeError:  # nobody reads what it prints: `dateline serve | head -1`
            _thread.interrupt_main()
        except BaseException:
            self.failed = True
            _thread.interrupt_main()
            raise

    def _run(self) -> None:
        self._build(())
        url = f"{self._address}{self._preview.shown.base_path}/"
        stream_to(sys.stdout).line(f"Serving {url} (Ctrl-C stops it)", "bold")
        sys.stdout.flush()
        if self._opened:  # some are waited for until they are closed
            threading.Thread(target=open_in_browser, args=(url,), daemon=True).start()
        # To watch thousands of folders takes longer than to show the first page. What was saved in the
        # meantime is found by a second look.
        start_watching(self._watch)
        self._build(())
        stream_to(sys.stdout).line("Watching for changes")
        sys.stdout.flush()
        self._plan.rehearse()
        gc.freeze()
        while True:
            due = None if self._fixed else seconds_until(self._preview.shown.due)
            changes = self._watch.wait(due)
            if changes is None:
                return
            self._build(changes.paths)

    def _build(self, named: tuple[Path, ...]) -> None:
        begun = time.monotonic()
        wanted = self._stage.begun()
        gc.disable()  # a build makes many values and no circles: to look for them would double its time
        found = self._plan.glance(named)
        now = self._preview.rebuild(named, self._stage.open_pages(), found)
        self._stage.built(wanted)
        self._say(now, time.monotonic() - begun)
        self._owed = self._owed + 1 if found else 0
        self._look_on(wanted, begun, self._verify)
        gc.enable()
        self._look_on(wanted, begun, self._preview.prove)

    def _look_on(self, wanted: int, begun: float, look: Callable[[Callable[[], bool]], Shown]) -> None:
        """Find out more about what is shown already, until another build is wanted."""
        before = self._preview.shown
        now = look(lambda: self._stage.begun() != wanted or self._stage.stopping)
        if now is not before:
            self._say(now, time.monotonic() - begun)
            self._stage.built(wanted)

    def _verify(self, pause: Callable[[], bool]) -> Shown:
        """What is shown after the whole folder was looked at, when only the named files were."""
        from dateline.files.walk import PausedError

        if self._owed:
            with suppress(PausedError):
                found = self._plan.walk(pause if self._owed < OWED else None)
                self._owed = 0
                return self._preview.verify(found, self._stage.open_pages())
        return self._preview.shown

    def _say(self, now: Shown, seconds: float) -> None:
        """Tell what a build brought, unless nothing is new."""
        err = stream_to(sys.stderr)
        said = "\n".join((*(notice.text for notice in now.notices), now.trace))
        if said != self._said:
            for notice in now.notices:
                err.line(notice.text, notice.severity)
            if now.trace:
                err.line(f"{now.trace}\nThis is a bug in Dateline. Please report it with the lines above.")
            if not said.strip():
                stream_to(sys.stdout).line("no problems left")
            self._said = said
        if now.is_broken and not now.outputs:
            err.line("nothing can be shown until this is mended", "bold red")
        elif now.changed and now.builds > self._counted:
            clock = datetime.now().astimezone()
            files = "1 file" if now.changed == 1 else f"{now.changed:,} files"
            stream_to(sys.stdout).line(f"{clock:%H:%M:%S}  {files} changed, {seconds:.2f} s")
        self._counted = max(now.builds, self._counted)
        sys.stdout.flush()


def build_and_watch(
    root: Path, output: str | None, asked: dict[str, Any], *, quiet: bool, poll: bool
) -> None:
    """Build into the output folder now, and again after every change, until Ctrl-C."""
    from dateline.git.repository import marks_of
    from dateline.preview.watch import Watch

    fixed = is_fixed()
    plan = Planner(watchable(root), asked, output)
    watch = Watch(root, time.monotonic, poll=poll, beside=partial(marks_of, root))
    start_watching(watch)

    def interrupt(*_: object) -> NoReturn:
        watch.dismiss()  # Python drops what is raised in a destructor or a callback: the next wait ends then
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as for what a shell runs in its background
            signal.signal(number, interrupt)
    turn = _Turn()
    saved = False
    ahead: tuple[str, ...] = ()
    try:
        while True:
            gc.disable()  # a build makes many values and no circles
            turn = _build_once(root, plan, turn.said, ahead, quiet=quiet)
            gc.enable()
            sys.stdout.flush()
            if not saved:
                plan.save()
                plan.rehearse()
                gc.freeze()
                saved = True
            changes = watch.wait(BUSY if turn.is_busy else None if fixed else seconds_until(turn.due))
            if changes is None:
                raise KeyboardInterrupt
            gc.disable()
            ahead = _write_ahead(plan, changes.paths)
    except KeyboardInterrupt:
        stream_to(sys.stdout).line("stopped")
    finally:
        watch.stop()
        plan.save()


def _write_ahead(plan: Planner, named: tuple[Path, ...]) -> tuple[str, ...]:
    """Write the pages that only the named files change, before all others are looked at; their paths.

    Whatever stands in the way is told by the whole build, which follows.
    """
    from dateline.build import build_ahead
    from dateline.preview.attempts import Failure, attempt

    found = plan.glance(named)
    if found is None:
        return ()
    written = attempt(lambda: build_ahead(plan(found)))
    return () if isinstance(written, Failure) else written


class _Turn(NamedTuple):
    """One of many builds."""

    said: tuple[str, ...] = ()
    """Its problems, as they were told."""
    due: datetime | None = None
    """When the site changes by itself."""
    is_busy: bool = False
    """True when another build was in the way."""


def _build_once(
    root: Path, plan: Callable[[], Planned], said: tuple[str, ...], ahead: tuple[str, ...], *, quiet: bool
) -> _Turn:
    """Build, and say what is new against what was `said`.

    What was written `ahead` of it counts as written by it.
    """
    from dateline.build import build, outcome_of
    from dateline.console import problems_text, tally
    from dateline.output.ahead import with_ahead
    from dateline.preview.attempts import Failure, attempt

    begun = time.monotonic()
    planned = attempt(plan)
    report = planned if isinstance(planned, Failure) else attempt(lambda: build(planned))
    problems = [] if isinstance(planned, Failure) else list(planned.problems)
    if isinstance(report, Failure):
        problems += report.problems
    told = tuple(text for text, _ in problems_text(problems, root))
    err = stream_to(sys.stderr)
    if told != said:
        for text, severity in problems_text(problems, root):
            err.line(text, severity)
    if isinstance(report, Failure) and report.trace:
        err.line(f"{report.trace}\nThis is a bug in Dateline. Please report it with the lines above.")
    is_busy = isinstance(report, Failure) and report.is_busy
    if isinstance(planned, Failure) or isinstance(report, Failure) or planned.has_errors:
        if told != said or not is_busy:
            err.line(f"{tally(problems) or 'a bug'}: nothing was written", "bold red")
    elif not quiet:
        print_report(outcome_of(planned, with_ahead(report, ahead)), root, time.monotonic() - begun)
    due = None if isinstance(planned, Failure) else planned.site.next_due
    return _Turn(told, due[0] if due else None, is_busy)


def _address(bind: str, port: int) -> str:
    """Where a browser on this machine finds the preview."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(bind, f"[{bind}]" if ":" in bind else bind)  # noqa: S104  (compared, not bound)
    return f"http://{host}:{port}"
