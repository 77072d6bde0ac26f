"""`dateline build` and `clean`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

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
    invoked,
    moment_now,
    print_problems,
    print_report,
    progress,
    request_of,
    shown,
    site_root,
    stream_to,
)

if TYPE_CHECKING:
    from dateline.outcome import Outcome
    from dateline.request import Request
    from dateline.timing import Profile, Timing


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
@click.option("--profile", is_flag=True, help="Print where the time went; all work is done on one processor.")
@click.option("-w", "--watch", is_flag=True, help="Build again whenever a file is saved.")
@POLL
def build(
    folder: str | None,
    output: str | None,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    profile: bool,
    watch: bool,
    poll: bool,
    **asked: Any,
) -> None:
    """Build the site into its output folder; only what changed is written."""
    begun = time.monotonic()
    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    if watch:
        if dry_run or as_json or verbose or profile:
            raise click.UsageError("--watch goes with neither --dry-run, --json, --profile nor --verbose")
        from dateline.cli.watching import build_and_watch

        build_and_watch(root, target, asked, quiet=quiet, poll=poll)
        return
    from dateline import console
    from dateline.timing import Profile

    request = request_of(asked, output=target)
    with Reporting("build", root, as_json, begun), progress(quiet=quiet) as timing:
        measured = Profile(time.perf_counter, timing.reached) if profile else None
        outcome = (_surveyed if dry_run else _built)(root, request, measured or timing)
    seconds = time.monotonic() - begun
    if as_json:
        _finish(outcome, seconds, measured)
    print_problems(outcome.problems, root)
    if outcome.has_errors:
        fail(f"{console.tally(outcome.problems)}: nothing was written")
    if verbose or dry_run:
        _name_files(outcome, dry_run=dry_run)
    out = stream_to(sys.stdout)
    if verbose:
        out.line(console.work(outcome))
    if not quiet:
        print_report(outcome, root, seconds, dry_run=dry_run)
        if not dry_run:
            where = "" if folder is None else f" -s {shown(root)}"
            out.line(f"Look at it: {invoked()} serve{where}")
    for line in console.profile_text(measured, seconds) if measured else ():
        out.line(line)


def _finish(outcome: Outcome, seconds: float, profile: Profile | None) -> NoReturn:
    """Print what a build came to for machines, and exit."""
    from dateline import console

    details = console.build_details(outcome)
    if profile:
        details["profile"] = console.profile_details(profile, seconds)
    finish_json("build", outcome.problems, EXIT_PROBLEMS if outcome.has_errors else 0, seconds, details)


def _name_files(outcome: Outcome, *, dry_run: bool) -> None:
    """Name every file written and removed."""
    out = stream_to(sys.stdout)
    for path in outcome.written:
        out.line(f"{'would write' if dry_run else 'written'}  {path}")
    for path in outcome.removed:
        out.line(f"{'would remove' if dry_run else 'removed'}  {path}")


def _built(root: Path, request: Request, timing: Timing) -> Outcome:
    """What a build comes to."""
    gc.disable()  # a build makes many values and no circles: looking for them takes a third of its time
    from dateline.press import press

    return press.run(root, request, timing=timing)


def _surveyed(root: Path, request: Request, timing: Timing) -> Outcome:
    """What a build would come to."""
    from dateline.build import build as write_site
    from dateline.build import outcome_of, plan_site

    planned = plan_site(root, request, timing=timing)
    return outcome_of(planned, write_site(planned, dry_run=True))


@click.command(epilog="\b\nExample:\n  dateline clean")
@SITE
@OUTPUT
@QUIET
@JSON
def clean(folder: str | None, output: str | None, quiet: bool, as_json: bool) -> None:
    """Remove what builds wrote, and nothing else."""
    begun = time.monotonic()
    from dateline.output.ledger import OutputFolder
    from dateline.output.write import clean as remove
    from dateline.request import STATE
    from dateline.sitefiles import read_config

    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    with Reporting("clean", root, as_json, begun):
        config = read_config(root, request_of({"now": moment_now()}, output=target))
        removed = remove(OutputFolder(root / config.build.output, root / STATE, root))
    if as_json:
        details = {"output": config.build.output, "removed_files": removed}
        finish_json("clean", (), 0, time.monotonic() - begun, details)
    if not quiet:
        stream_to(sys.stdout).line(f"removed {removed:,} {'file' if removed == 1 else 'files'}")
