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


@click.command(
    epilog="\b\nExamples:\n  dateline explain world/talks/index.html\n"
    "  dateline explain /tags/boats/\n  dateline explain content/world/talks/story.md"
)
@click.argument("path")
@SITE
@OUTPUT
@BASE_URL
@EDITION
@JSON
def explain(path: str, folder: str | None, output: str | None, as_json: bool, **asked: Any) -> None:
    """Say why a page was made anew or kept by the last build, and whether the next will make it.

    PATH is a file of the output, an address of the site, or a file of content/. Give it the options of the
    build.
    """
    begun = time.monotonic()
    import msgspec

    from dateline.explain import Unknown
    from dateline.explain import explain as ask

    root = site_root(folder)
    target = None if output is None else str(Path(output).absolute())
    with Reporting("explain", root, as_json, begun):
        found = ask(root, request_of(asked, output=target), _from_root(path, root))
    if isinstance(found, Unknown):
        raise click.UsageError(f"the site has no page and no file “{path}”. {found.hint}".strip())
    if as_json:
        finish_json("explain", (), 0, time.monotonic() - begun, msgspec.to_builtins(found))
    out = stream_to(sys.stdout)
    out.line(f"{found.path or path}: {found.what}", "bold")
    for told, reasons in ((found.last, found.last_reasons), (found.next, found.next_reasons)):
        out.line(told)
        for reason in reasons:
            out.line(f"  {reason}")


def _from_root(path: str, root: Path) -> str:
    """A path as the site has it: a file that exists is named from the site's root."""
    here = Path(path).absolute()
    if here.exists() and here.is_relative_to(root):
        return here.relative_to(root).as_posix()
    return path
