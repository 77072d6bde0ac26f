"""The command line: arguments, the clock, the environment, printing, exit codes. Nothing else has them.

Exit codes: 0 good, 1 problems in content, 2 usage, 3 site.toml, 4 theme, 6 output, 70 a bug.
Imports are lazy: `dateline --version` loads neither templates nor Markdown.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from dateline import __version__
from dateline.problems import ConfigError, OutputError, Problem, SiteError, ThemeError

if TYPE_CHECKING:
    from dateline.build import Request
    from dateline.console import Stream
    from dateline.dates import Moment

EXIT_PROBLEMS = 1
EXIT_CODES: dict[type[SiteError], int] = {ConfigError: 3, ThemeError: 4, OutputError: 6}
EXIT_BUG = 70

_Command = TypeVar("_Command", bound=Callable[..., Any])


def main() -> NoReturn:
    """Run the command line and exit."""
    try:
        cli.main(prog_name="dateline", standalone_mode=True)
    except Exception:  # noqa: BLE001  # the last resort: a bug is shown whole, with a request to report it
        traceback.print_exc()
        sys.stderr.write(
            f"\nThis is a bug in Dateline {__version__}. Please report it with the lines above.\n"
        )
        sys.exit(EXIT_BUG)
    sys.exit(0)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  dateline new site harbour        a new site in the folder harbour
  dateline build                   write the site into public/
  dateline build -D -F             with drafts and scheduled stories
  dateline check --strict          every warning is an error, nothing is written""",
)
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
def cli() -> None:
    """Compile briefings and the articles behind them into a static site."""


# ── options that several commands share ──────────────────────────────────────────────────────────


def _moment(context: click.Context, parameter: click.Parameter, value: str | None) -> Moment:
    """The moment that `--now` names, or the present one."""
    from dateline.dates import DateError, Moment, parse_moment

    if value is None:
        present = datetime.now(UTC)
        return Moment(present.date(), present)
    try:
        return parse_moment(value)
    except DateError as error:
        raise click.BadParameter(f"{error.message}. {error.hint}".strip()) from error


def _options(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def add(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_SITE = click.option(
    "-s", "--site", "folder", metavar="DIR", help="The site's folder [default: here, or the nearest above]."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result and all problems as JSON.")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
_STRICT = click.option("--strict", is_flag=True, help="Treat every warning as an error.")
_EDITION = _options(
    click.option("-b", "--base-url", metavar="URL", help="The address of the site, in place of site.toml's."),
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include stories that are scheduled for later."),
    click.option("-E", "--expired", is_flag=True, help="Include stories that have expired."),
    click.option(
        "--now",
        callback=_moment,
        metavar="TIME",
        help="Build for this moment, e.g. 2026-01-02T08:00:00+00:00.",
    ),
)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────


@cli.command(epilog="\b\nExamples:\n  dateline build\n  dateline build -o /srv/www -b https://news.example/")
@_SITE
@click.option("-o", "--output", metavar="DIR", help="The output folder, in place of site.toml's (public).")
@_EDITION
@_STRICT
@click.option("--dry-run", is_flag=True, help="Print what would be written and removed; write nothing.")
@_QUIET
@click.option("-v", "--verbose", is_flag=True, help="Name every file written and removed.")
@_JSON
def build(
    folder: str | None,
    output: str | None,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Build the site into its output folder; only what changed is written."""
    begun = time.monotonic()
    from dateline import console
    from dateline.build import build as write_site
    from dateline.build import open_memory, plan_site

    root = _root(folder)
    target = None if output is None else str(Path(output).absolute())
    with _Reporting("build", root, as_json, begun):
        progress = console.Progress(sys.stderr, time.monotonic) if sys.stderr.isatty() and not quiet else None
        try:
            request = _request(asked, output=target)
            memory = open_memory(root, request)
            planned = plan_site(root, request, progress.reading if progress else None, memory)
            report = write_site(planned, dry_run=dry_run, progress=progress.writing if progress else None)
        finally:
            if progress:
                progress.stop()
    code = EXIT_PROBLEMS if planned.has_errors else 0
    if not dry_run and not planned.has_errors:
        memory.save()
    seconds = time.monotonic() - begun
    if as_json:
        _finish_json("build", planned.problems, code, seconds, console.build_details(planned, report))
    _print_problems(planned.problems, root)
    if planned.has_errors:
        _fail(f"{console.tally(planned.problems)}: nothing was written")
    out = _stream(sys.stdout)
    if verbose or dry_run:
        for path in report.written:
            out.line(f"{'would write' if dry_run else 'written'}  {path}")
        for path in report.removed:
            out.line(f"{'would remove' if dry_run else 'removed'}  {path}")
    if not quiet:
        shown = _shown(planned.output)
        out.line(f"{console.summary(planned, report, seconds, dry_run=dry_run)} → {shown}", "bold")
        if console.next_due(planned):
            out.line(console.next_due(planned))
        if not dry_run:
            out.line(
                f"Look at it: python3 -m http.server -d {shown} 8000, then {_local(planned.config.base_path)}"
            )


@cli.command(epilog="\b\nExamples:\n  dateline check\n  dateline check --strict -D")
@_SITE
@_EDITION
@_STRICT
@_QUIET
@_JSON
def check(folder: str | None, quiet: bool, as_json: bool, **asked: Any) -> None:
    """Report every problem in the site's files; write nothing."""
    begun = time.monotonic()
    from dateline import console
    from dateline.build import plan_site

    root = _root(folder)
    with _Reporting("check", root, as_json, begun):
        planned = plan_site(root, _request(asked))
    code = EXIT_PROBLEMS if planned.has_errors else 0
    if as_json:
        _finish_json(
            "check", planned.problems, code, time.monotonic() - begun, {"stories": len(planned.site.stories)}
        )
    _print_problems(planned.problems, root)
    if planned.has_errors:
        _fail(console.tally(planned.problems))
    if not quiet:
        found = console.tally(planned.problems) or "no problems"
        _stream(sys.stdout).line(f"{console.content(planned)}: {found}", "bold")


@cli.command(epilog="\b\nExample:\n  dateline clean")
@_SITE
@click.option("-o", "--output", metavar="DIR", help="The output folder, in place of site.toml's (public).")
@_QUIET
def clean(folder: str | None, output: str | None, quiet: bool) -> None:
    """Remove what builds wrote, and nothing else."""
    from dateline.build import STATE, read_config
    from dateline.write import clean as remove

    root = _root(folder)
    target = None if output is None else str(Path(output).absolute())
    with _Reporting("clean", root, False, time.monotonic()):
        config = read_config(root, _request({"now": _moment_now()}, output=target))
        removed = remove(root / config.build.output, root / STATE, root)
    if not quiet:
        _stream(sys.stdout).line(f"removed {removed:,} {'file' if removed == 1 else 'files'}")


@cli.group(
    epilog="\b\nExamples:\n"
    "  dateline new site harbour\n  dateline new story world/talks\n  dateline new source world/talks ap"
)
def new() -> None:
    """Start a site, a story or a source article."""


@new.command("site", epilog="\b\nExample:\n  dateline new site harbour && dateline build -s harbour")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The site's title [default: from the folder's name].")
def new_site(path: Path, title: str | None) -> None:
    """Make a new site in the folder PATH."""
    from dateline import scaffold

    with _Reporting("new", path, False, time.monotonic()):
        name = title or path.resolve().name.replace("-", " ").replace("_", " ").strip().title()
        created = scaffold.new_site(path, name)
    _created(created, path)
    _stream(sys.stdout).line(f"Next: cd {path} && dateline build")


@new.command("story", epilog='\b\nExample:\n  dateline new story world/talks --title "Talks resume"')
@click.argument("story_id", metavar="SECTION/NAME")
@click.option("--title", metavar="TEXT", help="The headline [default: from NAME].")
@_SITE
def new_story(story_id: str, title: str | None, folder: str | None) -> None:
    """Make a story's folder with a story.md to fill in."""
    from dateline import scaffold

    root = _root(folder)
    with _Reporting("new", root, False, time.monotonic()):
        name = title or story_id.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()
        created = scaffold.new_story(root, story_id, name, _moment_now().date.isoformat())
    _created(created, root)


@new.command(
    "source",
    epilog="\b\nExample:\n  dateline new source world/talks ap --publisher AP --url https://apnews.example/talks",
)
@click.argument("story_id", metavar="SECTION/NAME")
@click.argument("key")
@click.option("--title", metavar="TEXT", default="", help="The article's headline.")
@click.option("--publisher", metavar="TEXT", default="", help="Who published it [default: from KEY].")
@click.option("--url", metavar="URL", default="", help="The article's address.")
@click.option("--published", metavar="TIME", default="", help="When it was published [default: today].")
@_SITE
def new_source(
    story_id: str, key: str, title: str, publisher: str, url: str, published: str, folder: str | None
) -> None:
    """Make a source article's file in a story: its KEY is how [@key] cites it."""
    from dateline import scaffold

    root = _root(folder)
    with _Reporting("new", root, False, time.monotonic()):
        created = scaffold.new_source(
            root,
            story_id,
            key,
            title=title or "Headline of the article",
            publisher=publisher or key.upper(),
            url=url,
            published=published or _moment_now().date.isoformat(),
        )
    _created(created, root)


# ── the edge ─────────────────────────────────────────────────────────────────────────────────────


def _root(folder: str | None) -> Path:
    """The site's folder: the one named, else the nearest that holds site.toml, from here upwards."""
    if folder is not None:
        return Path(folder).absolute()
    here = Path.cwd()
    return next((path for path in (here, *here.parents) if (path / "site.toml").is_file()), here)


def _moment_now() -> Moment:
    from dateline.dates import Moment

    return Moment(datetime.now().astimezone().date(), None)


def _request(asked: dict[str, Any], output: str | None = None) -> Request:
    from dateline.build import Request

    return Request(output=output, **asked)


class _Reporting:
    """Turns a `SiteError` into printed problems and its exit code."""

    def __init__(self, command: str, root: Path, as_json: bool, begun: float) -> None:
        self._command, self._root, self._as_json, self._begun = command, root, as_json, begun

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, SiteError):
            return
        code = next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
        if self._as_json:
            _finish_json(self._command, error.problems, code, time.monotonic() - self._begun, {})
        _print_problems(error.problems, self._root)
        sys.exit(code)


def _stream(stream: Any) -> Stream:
    """A terminal with colour when it wants it (https://no-color.org), else plain text."""
    from dateline.console import Colour, Plain

    return Colour(stream) if stream.isatty() and not os.environ.get("NO_COLOR") else Plain(stream)


def _print_problems(problems: Iterable[Problem], root: Path) -> None:
    from dateline.console import problems_text

    stream = _stream(sys.stderr)
    for text, severity in problems_text(problems, root):
        stream.line(text, severity)


def _fail(text: str) -> NoReturn:
    _stream(sys.stderr).line(text, "bold red")
    sys.exit(EXIT_PROBLEMS)


def _finish_json(
    command: str, problems: Iterable[Problem], code: int, seconds: float, details: dict[str, Any]
) -> NoReturn:
    from dateline.console import as_json

    sys.stdout.write(as_json(command, problems, code, seconds, details) + "\n")
    sys.exit(code)


def _created(paths: Iterable[str], root: Path) -> None:
    out = _stream(sys.stdout)
    for path in paths:
        out.line(f"created  {_shown(root / path)}")


def _shown(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def _local(base_path: str) -> str:
    note = f" (its links need the base path {base_path})" if base_path else ""
    return f"http://localhost:8000/{note}"
