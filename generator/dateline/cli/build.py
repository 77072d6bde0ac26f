"""`dateline build`, `check` and `clean`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

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
    from dateline import console
    from dateline.build import build as write_site
    from dateline.build import open_memory, plan_site

    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    if watch:
        if dry_run or as_json or verbose:
            raise click.UsageError("--watch goes with neither --dry-run, --json nor --verbose")
        from dateline.cli.preview import build_and_watch

        build_and_watch(root, target, asked, quiet=quiet, poll=poll)
        return
    with Reporting("build", root, as_json, begun):
        progress = console.Progress(sys.stderr, time.monotonic) if sys.stderr.isatty() and not quiet else None
        try:
            request = request_of(asked, output=target)
            memory = open_memory(root, request)
            planned = plan_site(root, request, progress.reading if progress else None, memory)
            report = write_site(planned, dry_run=dry_run, progress=progress.writing if progress else None)
        finally:
            if progress:
                progress.stop()
    if not dry_run and not planned.has_errors:
        memory.save()
    code = EXIT_PROBLEMS if planned.has_errors else 0
    seconds = time.monotonic() - begun
    if as_json:
        finish_json("build", planned.problems, code, seconds, console.build_details(planned, report))
    print_problems(planned.problems, root)
    if planned.has_errors:
        fail(f"{console.tally(planned.problems)}: nothing was written")
    out = stream_to(sys.stdout)
    if verbose or dry_run:
        for path in report.written:
            out.line(f"{'would write' if dry_run else 'written'}  {path}")
        for path in report.removed:
            out.line(f"{'would remove' if dry_run else 'removed'}  {path}")
    if not quiet:
        print_report(planned, report, seconds, dry_run=dry_run)
        if not dry_run:
            out.line("Look at it: dateline serve")


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
    from dateline.build import plan_site

    root = site_root(folder)
    with Reporting("check", root, as_json, begun):
        planned = plan_site(root, request_of(asked))
    code = EXIT_PROBLEMS if planned.has_errors else 0
    if as_json:
        finish_json(
            "check", planned.problems, code, time.monotonic() - begun, {"stories": len(planned.site.stories)}
        )
    print_problems(planned.problems, root)
    if planned.has_errors:
        fail(console.tally(planned.problems))
    if not quiet:
        found = console.tally(planned.problems) or "no problems"
        stream_to(sys.stdout).line(f"{console.content(planned)}: {found}", "bold")


@click.command(epilog="\b\nExample:\n  dateline clean")
@SITE
@OUTPUT
@QUIET
@JSON
def clean(folder: str | None, output: str | None, quiet: bool, as_json: bool) -> None:
    """Remove what builds wrote, and nothing else."""
    begun = time.monotonic()
    from dateline.build import STATE, read_config
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
