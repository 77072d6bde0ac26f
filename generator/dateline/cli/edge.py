"""What the commands share: options, the clock, the environment, printing, exit codes.

Nothing outside `dateline.cli` has any of these. Imports are lazy: naming an option loads no room.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from dateline.problems import ConfigError, OutputError, Problem, SiteError, ThemeError

if TYPE_CHECKING:
    from dateline.console import Stream
    from dateline.dates import Moment
    from dateline.outcome import Outcome
    from dateline.request import Request
    from dateline.timing import Timing

EXIT_PROBLEMS = 1
EXIT_CODES: dict[type[SiteError], int] = {ConfigError: 3, ThemeError: 4, OutputError: 6}
EXIT_BUG = 70
EXIT_STOPPED = 130

_Command = TypeVar("_Command", bound=Callable[..., Any])


def moment(context: click.Context, parameter: click.Parameter, value: str | None) -> Moment:
    """The moment that `--now` names, or the present one."""
    from dateline.dates import DateError, Moment, parse_moment

    if value is None:
        present = datetime.now(UTC)
        return Moment(present.date(), present)
    try:
        return parse_moment(value)
    except DateError as error:
        raise click.BadParameter(f"{error.message}. {error.hint}".strip()) from error


def options(*several: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """One decorator that adds all of these options, in their order."""

    def add(command: _Command) -> _Command:
        for option in reversed(several):
            command = option(command)
        return command

    return add


SITE = click.option(
    "-s", "--site", "folder", metavar="DIR", help="The site's folder [default: here, or the nearest above]."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result and all problems as JSON.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
STRICT = click.option(
    "--strict", is_flag=True, help="Treat warnings as errors, save those that may be right."
)
POLL = click.option(
    "--poll",
    is_flag=True,
    help="Look at the files twice a second, where a system tells of no changes (Docker).",
)
BASE_URL = click.option(
    "-b", "--base-url", metavar="URL", help="The address of the site, in place of site.toml's."
)
OUTPUT = click.option(
    "-o", "--output", metavar="DIR", help="The output folder, in place of site.toml's (public)."
)
EDITION = options(
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include stories that are scheduled for later."),
    click.option("-E", "--expired", is_flag=True, help="Include stories that have expired."),
    click.option(
        "--now",
        callback=moment,
        metavar="TIME",
        help="Build for this moment, e.g. 2026-01-02T08:00:00+00:00.",
    ),
)


def site_root(folder: str | None) -> Path:
    """The site's folder: the one named, else the nearest that holds site.toml, from here upwards."""
    if folder is not None:
        return Path(folder).absolute()
    here = Path.cwd()
    return next((path for path in (here, *here.parents) if (path / "site.toml").is_file()), here)


def moment_now() -> Moment:
    """The present day here, without a time."""
    from dateline.dates import Moment

    return Moment(datetime.now().astimezone().date(), None)


def request_of(asked: dict[str, Any], output: str | None = None) -> Request:
    """What the options of a command ask of a build."""
    from dateline.request import Request

    return Request(output=output, **asked)


class Reporting:
    """Turns a `SiteError`, or an error of the system, into printed problems and an exit code."""

    def __init__(
        self,
        command: str,
        root: Path,
        as_json: bool,
        begun: float,
        finish: Callable[[tuple[Problem, ...], int], NoReturn] | None = None,
    ) -> None:
        """`finish` prints the problems in another way, and exits."""
        self._command, self._root, self._as_json, self._begun = command, root, as_json, begun
        self._finish = finish

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, SiteError):
            error = _refused(error)
        if not isinstance(error, SiteError):
            return
        code = next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
        if self._finish:
            self._finish(error.problems, code)
        if self._as_json:
            finish_json(self._command, error.problems, code, time.monotonic() - self._begun, {})
        print_problems(error.problems, self._root)
        from dateline.console import tally

        undone = ": nothing was written" if self._command == "build" else ""
        fail(f"{tally(error.problems)}{undone}", code)


def _refused(error: Exception) -> OutputError | None:
    """The error of a command that the system stopped, or a file that changed; None for a bug."""
    from dateline.loading.load import ChangedError
    from dateline.problems import Place
    from dateline.rules import problem

    if isinstance(error, ChangedError):
        place = Place(f"content/{error.story}")
        return OutputError(problem("output", place, "a file changed while it was read", "run this again"))
    if isinstance(error, OSError) and error.filename is not None:
        message = f"the system refuses this: {error.strerror or error}"
        return OutputError(problem("output", Place(printable(os.fsdecode(error.filename))), message))
    return None


def stream_to(stream: Any) -> Stream:
    """A terminal with colour when it wants it (https://no-color.org), else plain text."""
    from dateline.console import Colour, Plain

    return Colour(stream) if stream.isatty() and not os.environ.get("NO_COLOR") else Plain(stream)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Timing]:
    """Inside it, the progress that a build reports to its timing is shown as a bar, on a terminal.

    Without a terminal it is one and the same timing always, as outputs keep the one by which they are timed.
    """
    from dateline.timing import UNTIMED, Timing

    if quiet or not sys.stderr.isatty():
        yield UNTIMED
        return
    from dateline.console import Progress

    bar = Progress(sys.stderr, time.monotonic)
    try:
        yield Timing(bar.reached)
    finally:
        bar.stop()


def print_problems(problems: Iterable[Problem], root: Path) -> None:
    """Print problems where problems go."""
    from dateline.console import problems_text

    stream = stream_to(sys.stderr)
    for text, severity in problems_text(problems, root):
        stream.line(text, severity)


def open_in_browser(url: str) -> None:
    """Open the browser of whoever runs this, or say that there is none; some return when it is closed."""
    import webbrowser  # when it is asked for

    if not webbrowser.open(url):
        stream_to(sys.stderr).line("no browser could be opened", "yellow")


def fail(text: str, code: int = EXIT_PROBLEMS) -> NoReturn:
    """Say why, and exit."""
    stream_to(sys.stderr).line(text, "bold red")
    sys.exit(code)


def finish_json(
    command: str, problems: Iterable[Problem], code: int, seconds: float, details: dict[str, Any]
) -> NoReturn:
    """Print the result as JSON, and exit."""
    from dateline.console import as_json

    print_text(as_json(command, problems, code, seconds, details))
    sys.exit(code)


def print_text(text: str) -> None:
    """Print a text for machines: in UTF-8 (RFC 8259), whatever the terminal's encoding.

    A name that is no text stays an escape.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def created_files(
    command: str, paths: Iterable[str], root: Path, begun: float, *, as_json: bool = False
) -> None:
    """Name the files that a command made in the site at `root`; for machines, and exit, if `as_json`."""
    if as_json:
        details = {"site": str(root.resolve()), "created": list(paths)}
        finish_json(command, (), 0, time.monotonic() - begun, details)
    out = stream_to(sys.stdout)
    for path in paths:
        out.line(f"created  {shown(root / path)}")


def invoked() -> str:
    """The command as a person here would type it: by its name when that is on the path."""
    started = Path(sys.argv[0])
    found = shutil.which("dateline")
    if found and Path(found).resolve() == started.resolve():
        return "dateline"
    return "python -m dateline" if started.name == "__main__.py" else shown(started.absolute())


def printable(text: str) -> str:
    """The text without what would steer a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


def shown(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def print_report(outcome: Outcome, root: Path, seconds: float, *, dry_run: bool = False) -> None:
    """Print the summary that every build ends with."""
    from dateline import console

    out = stream_to(sys.stdout)
    summary = console.summary(outcome, seconds, dry_run=dry_run)
    out.line(f"{summary} → {shown(root / outcome.output)}", "bold")
    if console.next_due(outcome):
        out.line(console.next_due(outcome))
