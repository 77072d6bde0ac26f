"""`dateline build`, `check` and `clean`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edge import (
    BASE_URL,
    EDITION,
    EXIT_PROBLEMS,
    JSON,
    OUTPUT,
    POLL,
    QUIET,
    SITE,
    STRICT,
    Reporting,
    fail,
    finish_json,
    moment_now,
    print_problems,
    print_report,
    request_of,
    site_root,
    stream_to,
)

if TYPE_CHECKING:
    from dateline.console import Progress
    from dateline.outcome import Outcome
    from dateline.request import Request


@click.command(
    epilog="\b\nExamples:\n  dateline build\n  dateline build -o /srv/www -b https://news.example/"
)
@SITE
@OUTPUT
@BASE_URL
@EDITION
@STRICT
@click.option("--dry-run", is_flag=True, help="Print what would be written and removed; write nothing.")
@QUIET
@click.option("-v", "--verbose", is_flag=True, help="Name every file written and removed.")
@JSON
@click.option("-w", "--watch", is_flag=True, help="Build again whenever a file is saved.")
@POLL
def build(
    folder: str | None,
    output: str | None,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    watch: bool,
    poll: bool,
    **asked: Any,
) -> None:
    """Build the site into its output folder; only what changed is written."""
    begun = time.monotonic()
    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    if watch:
        if dry_run or as_json or verbose:
            raise click.UsageError("--watch goes with neither --dry-run, --json nor --verbose")
        from dateline.cli.preview import build_and_watch

        build_and_watch(root, target, asked, quiet=quiet, poll=poll)
        return
    from dateline import console

    request = request_of(asked, output=target)
    with Reporting("build", root, as_json, begun):
        progress = console.Progress(sys.stderr, time.monotonic) if sys.stderr.isatty() and not quiet else None
        try:
            outcome = _surveyed(root, request) if dry_run else _built(root, request, progress)
        finally:
            if progress:
                progress.stop()
    code = EXIT_PROBLEMS if outcome.has_errors else 0
    seconds = time.monotonic() - begun
    if as_json:
        finish_json("build", outcome.problems, code, seconds, console.build_details(outcome))
    print_problems(outcome.problems, root)
    if outcome.has_errors:
        fail(f"{console.tally(outcome.problems)}: nothing was written")
    out = stream_to(sys.stdout)
    if verbose or dry_run:
        for path in outcome.written:
            out.line(f"{'would write' if dry_run else 'written'}  {path}")
        for path in outcome.removed:
            out.line(f"{'would remove' if dry_run else 'removed'}  {path}")
        if verbose:
            out.line(console.work(outcome))
    if not quiet:
        print_report(outcome, root, seconds, dry_run=dry_run)
        if not dry_run:
            out.line("Look at it: dateline serve")


def _built(root: Path, request: Request, progress: Progress | None) -> Outcome:
    """What a build comes to: nothing is loaded when a look at the files shows that nothing changed."""
    from dateline.fresh import unchanged
    from dateline.request import STATE
    from dateline.version import generator_digest

    version = request.digest(generator_digest())
    outcome = unchanged(root, root / STATE, version, request.now)
    if outcome is not None:
        return outcome
    from dateline.build import rebuild

    gc.disable()  # a build makes many values and no circles: looking for them takes a third of its time
    reading = progress.reading if progress else None
    return rebuild(root, request, read=reading, written=progress.writing if progress else None)


def _surveyed(root: Path, request: Request) -> Outcome:
    """What a build would come to."""
    from dateline.build import build as write_site
    from dateline.build import outcome_of, plan_site

    planned = plan_site(root, request)
    return outcome_of(planned, write_site(planned, dry_run=True))


@click.command(epilog="\b\nExamples:\n  dateline check\n  dateline check --strict -D")
@SITE
@BASE_URL
@EDITION
@STRICT
@QUIET
@JSON
def check(folder: str | None, quiet: bool, as_json: bool, **asked: Any) -> None:
    """Report every problem in the site's files; write nothing."""
    begun = time.monotonic()
    from dateline import console
    from dateline.build import outcome_of, plan_site

    root = site_root(folder)
    with Reporting("check", root, as_json, begun):
        outcome = outcome_of(plan_site(root, request_of(asked)))
    code = EXIT_PROBLEMS if outcome.has_errors else 0
    if as_json:
        seconds = time.monotonic() - begun
        finish_json("check", outcome.problems, code, seconds, {"stories": outcome.stories})
    print_problems(outcome.problems, root)
    if outcome.has_errors:
        fail(console.tally(outcome.problems))
    if not quiet:
        found = console.tally(outcome.problems) or "no problems"
        stream_to(sys.stdout).line(f"{console.content(outcome)}: {found}", "bold")


@click.command(epilog="\b\nExample:\n  dateline clean")
@SITE
@OUTPUT
@QUIET
@JSON
def clean(folder: str | None, output: str | None, quiet: bool, as_json: bool) -> None:
    """Remove what builds wrote, and nothing else."""
    begun = time.monotonic()
    from dateline.build import read_config
    from dateline.request import STATE
    from dateline.write import clean as remove

    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    with Reporting("clean", root, as_json, begun):
        config = read_config(root, request_of({"now": moment_now()}, output=target))
        removed = remove(root / config.build.output, root / STATE, root)
    if as_json:
        details = {"output": config.build.output, "removed_files": removed}
        finish_json("clean", (), 0, time.monotonic() - begun, details)
    if not quiet:
        stream_to(sys.stdout).line(f"removed {removed:,} {'file' if removed == 1 else 'files'}")
