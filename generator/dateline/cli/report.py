"""`dateline report`: the evidence behind one story as an HTML file, for its editor."""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edge import (
    BASE_URL,
    EDITION,
    EXIT_PROBLEMS,
    JSON,
    SITE,
    Reporting,
    fail,
    finish_json,
    open_in_browser,
    print_problems,
    request_of,
    shown,
    site_root,
    stream_to,
)
from dateline.cli.naming import one_story

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.request import Request
    from dateline.views.report import ReportView

REPORTS = "reports"
"""The folder in the site's state for reports that are sent nowhere else."""


@click.command(
    epilog="\b\nExamples:\n  dateline report world/talks -O\n  dateline report content/world/talks -D\n"
    "  dateline report world/talks -o - > talks.html"
)
@click.argument("story")
@SITE
@click.option(
    "-o", "--output", metavar="FILE",
    help="Where to write it, - for standard output [default: .dateline/reports/STORY.html].",
)  # fmt: skip
@click.option("-O", "--open", "opened", is_flag=True, help="Open it in a browser.")
@BASE_URL
@EDITION
@JSON
def report(
    story: str, folder: str | None, output: str | None, opened: bool, as_json: bool, **asked: Any
) -> None:
    """Write what stands behind a story's claims as one HTML page, for its editor.

    STORY is its folder, its id, or its story.md; story.fr.md names a translation. The page holds long
    passages of other people's articles: it is never written where the site is published from.
    """
    begun = time.monotonic()
    if output == "-" and (opened or as_json):
        raise click.UsageError(f"-o - goes not with {'--open' if opened else '--json'}: name a file")
    from dateline.build import open_memory, plan_site
    from dateline.report import page_of, problems_of
    from dateline.request import STATE

    root = site_root(folder)
    with Reporting("report", root, as_json, begun):
        request = request_of(asked)
        with closing(open_memory(root, request)) as memory:
            planned = plan_site(root, request, memory=memory)
            name = one_story(planned, story)
            target = None if output == "-" else _target(planned, name, output)
            view = _view(planned, name, request)
            page = page_of(view)
        if target is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(page)
            sys.stdout.buffer.flush()
        else:
            _write(target, page, None if output else root / STATE / REPORTS)
    code = 0 if view.readable else EXIT_PROBLEMS
    if target is not None and opened:
        open_in_browser(target.as_uri())
    if as_json and target is not None:
        details = {**_details(planned, view), "report": str(target)}
        finish_json("report", problems_of(planned, name), code, time.monotonic() - begun, details)
    if not view.readable:
        print_problems(problems_of(planned, name), root)
    if target is not None:
        stream_to(sys.stdout).line(shown(target))
    if code:
        fail(f"{name} cannot be read: its report holds the problems alone", code)


def _view(planned: Planned, story: str, request: Request) -> ReportView:
    """The report; raises UsageError with the option that shows a story that is not out."""
    from dateline.loading.load import ChangedError
    from dateline.report import HiddenError, view_of

    try:
        return view_of(planned, story)
    except HiddenError as hidden:
        outline, zone = hidden.outline, planned.config.zone
        is_later = outline.published.instant(zone) > request.now.instant(zone)
        why = "is scheduled for later: add -F/--future" if is_later else "has expired: add -E/--expired"
        why = "is a draft: add -D/--drafts" if outline.draft and not request.drafts else why
        raise click.UsageError(f"{story} {why}") from hidden
    except ChangedError:
        fail("the story's files changed while they were read: run this again")


def _target(planned: Planned, story: str, output: str | None) -> Path:
    """The file to write; raises OutputError for one that would be published."""
    from dateline.output.ledger import MARKER
    from dateline.problems import OutputError, Place
    from dateline.request import STATE
    from dateline.rules import problem

    root = planned.root
    target = Path(output).absolute() if output else root / STATE / REPORTS / f"{story.replace(':', '.')}.html"
    real = Path(os.path.realpath(target))
    ours = [(planned.output.path, "the output folder")]
    ours += [(root / name, f"{name}/") for name in ("content", "themes")]
    ours += [(above, "an output folder") for above in real.parents if (above / MARKER).exists()]
    for above, called in ours:
        if real.is_relative_to(os.path.realpath(above)):
            message = f"a report must not lie in {called}: what is there is published"
            hint = "it holds long passages of other people's articles; name a file elsewhere with -o"
            raise OutputError(problem("output", Place(shown(target)), message, hint))
    if target.is_dir():
        raise OutputError(problem("output", Place(shown(target)), "this is a folder", "name a file with -o"))
    return target


def _write(target: Path, page: bytes, own: Path | None) -> None:
    """The page in its file, whole or not at all; raises OutputError. `own` is the folder to keep from git."""
    from dateline.output import disk
    from dateline.problems import OutputError, Place
    from dateline.rules import problem

    beside = target.with_name(f".{target.name}.tmp")
    try:
        disk.make_folder(target.parent)
        if own is not None:  # a site whose .gitignore does not name .dateline/
            disk.put(own / ".gitignore", b"*\n")
        disk.put(beside, page)
        disk.move(beside, target)
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        raise OutputError(problem("output", Place(shown(target)), message)) from error


def _details(planned: Planned, view: ReportView) -> dict[str, Any]:
    """What the report holds, in numbers."""
    from dateline.evidence.tally import Tally
    from dateline.formats import counts

    kept = planned.desk.shown.get(view.story)
    return {
        "story": view.story,
        "title": view.title,
        "claims": counts(kept.tally if kept else Tally()),
        "with_findings": view.found,
        "silenced": view.silenced,
        "voices": view.voices,
        "sources": [
            {
                "key": source.key,
                "cited": source.cited,
                "unchecked": source.unchecked,
                "sentences": source.sentences,
                "left_out": source.left,
            }
            for source in view.sources
        ],
    }
