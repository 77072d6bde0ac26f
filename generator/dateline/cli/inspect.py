"""`dateline verify` and `explain`: what is right about the output, and why it is as it is."""

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
    QUIET,
    SITE,
    Reporting,
    fail,
    finish_json,
    print_problems,
    request_of,
    shown,
    site_root,
    stream_to,
)


@click.command(
    epilog="\b\nExamples:\n  dateline verify\n  dateline verify -o /srv/www -b https://news.example/"
)
@SITE
@OUTPUT
@BASE_URL
@EDITION
@QUIET
@JSON
def verify(folder: str | None, output: str | None, quiet: bool, as_json: bool, **asked: Any) -> None:
    """Compare the output folder with a clean build; change nothing.

    Give it the options of the build. Any difference is printed, and is exit code 1.
    """
    begun = time.monotonic()
    from dateline import console
    from dateline.verify import verify as compare

    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    with Reporting("verify", root, as_json, begun):
        verdict = compare(root, request_of(asked, output=target))
    code = 0 if verdict.is_right else EXIT_PROBLEMS
    if as_json:
        details = console.verify_details(verdict)
        finish_json("verify", verdict.problems, code, time.monotonic() - begun, details)
    print_problems([problem for problem in verdict.problems if problem.is_error], root)
    lines = list(console.verify_text(verdict, shown(root / verdict.output)))
    if code:
        err = stream_to(sys.stderr)
        for line in lines[:-1]:
            err.line(line)
        fail(lines[-1])
    if not quiet:
        stream_to(sys.stdout).line(lines[-1], "bold")
