"""`dateline serve`: build in memory, show it, wait for a change, build again."""

from __future__ import annotations

import _thread
import gc
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edge import (
    EDITION,
    EXIT_BUG,
    POLL,
    SITE,
    open_in_browser,
    site_root,
    stream_to,
)
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
    from dateline.preview.preview import Preview
    from dateline.preview.serve import Stage
    from dateline.preview.shown import Shown
    from dateline.preview.watch import Watch

OWED = 5
"""After so many saves in a row the whole folder is walked, even if another save is waiting."""
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
    from dateline.preview.listening import listen
    from dateline.preview.preview import Preview
    from dateline.preview.serve import Stage, run
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
    with sock, suppress(KeyboardInterrupt):  # while the server does not see to signals itself
        end_on_signals(stage.stop)
        builder.first()
        if not stage.stopping:
            run(stage, sock, bind, thread.start)
    watch.stop()
    if thread.is_alive():
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
    """Builds at the beginning and after each change, and reports on it in the terminal."""

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
        self._told, self._trace, self._counted = Told(()), "", 1
        self._owed = 0
        """How many builds in a row looked only at the files that were named."""
        self.failed = False
        """True when the builder could not go on, so that the preview must end too."""

    def first(self) -> None:
        """The first build, on all processors, as there are no threads yet; requests wait for it."""
        self._build(())

    def run(self) -> None:
        """Show what was built first, and build until watching ends."""
        try:
            self._run()
        except BrokenPipeError:  # nobody reads what it prints: `dateline serve | head -1`
            _thread.interrupt_main()
        except BaseException:
            self.failed = True
            _thread.interrupt_main()
            raise

    def _run(self) -> None:
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
        with uncollected():  # to look for circles would double its time
            found = self._plan.glance(named)
            now = self._preview.rebuild(named, self._stage.open_pages(), found)
            self._stage.built(wanted)
            self._say(now, time.monotonic() - begun)
            self._owed = self._owed + 1 if found else 0
            self._look_on(wanted, begun, self._verify)
        self._look_on(wanted, begun, self._preview.prove)

    def _look_on(self, wanted: int, begun: float, look: Callable[[Callable[[], bool]], Shown]) -> None:
        """Run a further check of what is shown already; it pauses when another build is wanted."""
        before = self._preview.shown
        now = look(lambda: self._stage.begun() != wanted or self._stage.stopping)
        if now is not before:
            self._say(now, time.monotonic() - begun)
            self._stage.built(wanted)

    def _verify(self, pause: Callable[[], bool]) -> Shown:
        """What is to be shown once the whole folder is walked, if the build looked only at named files."""
        from dateline.files.walk import PausedError

        if self._owed:
            with suppress(PausedError):
                found = self._plan.walk(pause if self._owed < OWED else None)
                self._owed = 0
                return self._preview.verify(found, self._stage.open_pages())
        return self._preview.shown

    def _say(self, now: Shown, seconds: float) -> None:
        """Report the problems and changes of a build, unless there is nothing new."""
        err = stream_to(sys.stderr)
        is_nothing = now.is_broken and not now.outputs
        told = news(self._told, now.problems)
        if told is not None:
            print_news(told, self._root)
        if now.trace and now.trace != self._trace:
            err.line(f"{now.trace}\nThis is a bug in Dateline. Please report it with the lines above.")
        if told is not None or now.trace != self._trace:
            if not now.problems and not now.trace:
                stream_to(sys.stdout).line("no problems left")
            if is_nothing:
                err.line("nothing can be shown until this is mended", "bold red")
        self._told, self._trace = self._told.then(now.problems), now.trace
        if not is_nothing and now.changed and now.builds > self._counted:
            clock = datetime.now().astimezone()
            files = "1 file" if now.changed == 1 else f"{now.changed:,} files"
            stream_to(sys.stdout).line(f"{clock:%H:%M:%S}  {files} changed, {seconds:.2f} s")
        self._counted = max(now.builds, self._counted)
        sys.stdout.flush()


def _address(bind: str, port: int) -> str:
    """Where a browser on this machine finds the preview."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(bind, f"[{bind}]" if ":" in bind else bind)  # noqa: S104  (compared, not bound)
    return f"http://{host}:{port}"
