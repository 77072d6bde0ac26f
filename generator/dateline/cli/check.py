"""`dateline check`: what is wrong, for people and for other tools."""

from __future__ import annotations

import os
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
    QUIET,
    SITE,
    STRICT,
    Reporting,
    fail,
    finish_json,
    print_problems,
    print_text,
    progress,
    request_of,
    site_root,
    stream_to,
)
from dateline.cli.naming import below_content
from dateline.problems import Problem, Severity

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.evidence.tally import Tally
    from dateline.selection import Checked, Selection

FORMATS = ("text", "json", "sarif", "github")


def _known(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of rules, all of which there are."""
    from dateline import rules

    for name in names:
        if name not in rules.BY_NAME:
            near = rules.nearest(name)
            raise click.BadParameter(f"there is no rule “{name}”{f': {near}' if near else ''}")
    return names


@click.command(
    epilog="""\b
Examples:
  dateline check
  dateline check --strict -D
  dateline check --changed-since main --format github
  dateline check --story harbour/crane-collapse --rule quote-altered
  dateline check --fix --dry-run"""
)
@SITE
@BASE_URL
@EDITION
@STRICT
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help="Print as text, json, sarif or github [default: text].",
)
@JSON
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="NAME",
    callback=_known,
    help="Report this rule only; repeatable.",
)
@click.option(
    "--story",
    "stories",
    multiple=True,
    metavar="PATH",
    help="Report this story or folder only, by its path or id; repeatable.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only stories of which a file differs from this git revision.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["warning", "error"]),
    default="error",
    metavar="SEVERITY",
    help="Exit with 1 on a problem that is a warning or an error [default: error].",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without asking, and show it.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be changed; change nothing.")
@QUIET
def check(
    folder: str | None,
    form: str | None,
    as_json: bool,
    rules: tuple[str, ...],
    stories: tuple[str, ...],
    changed_since: str | None,
    fail_on: str,
    fix: bool,
    dry_run: bool,
    quiet: bool,
    **asked: Any,
) -> None:
    """Report every problem in the site's files; write nothing, unless --fix asks for it."""
    begun = time.monotonic()
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json goes with --format json, not with --format {form}")
    form = "json" if as_json else form or "text"
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix: a check writes nothing")
    if fix and (form != "text" or rules):
        raise click.UsageError("--fix goes with neither --format, --json nor --rule")
    from dateline.build import plan_site
    from dateline.selection import Selection, check_of

    root = site_root(folder)
    with Reporting("check", root, form == "json", begun, _other(form, root)), progress(quiet=quiet) as timing:
        planned = plan_site(root, request_of({**asked, "checking": True}), timing=timing)
    selection = _narrowed(Selection(frozenset(rules)), planned, stories, changed_since)
    if fix:
        from dateline.cli.fix import fix_files

        with Reporting("check", root, as_json, begun):
            fix_files(planned, selection, dry_run=dry_run, quiet=quiet)
        return
    checked = check_of(planned, selection)
    code = EXIT_PROBLEMS if checked.fails(Severity(fail_on)) else 0
    if form == "json":
        from dateline.formats import counts

        details = {"stories": checked.stories, "sources": checked.sources, "claims": counts(checked.tally)}
        finish_json("check", checked.problems, code, time.monotonic() - begun, details)
    if form == "sarif":
        _print_sarif(checked.problems, checked.tally, root, code)
    if form == "github":
        _print_commands(checked.problems, root)
    else:
        print_problems(checked.problems, root)
    _conclude(checked, selection, code, quiet=quiet)


def _conclude(checked: Checked, selection: Selection, code: int, *, quiet: bool) -> None:
    """Print the counts, and exit."""
    from dateline import console

    out = stream_to(sys.stdout)
    if not quiet and checked.tally.claims:
        out.line(console.claims(checked.tally))
    found = console.tally(checked.problems)
    if code:
        fail(found, code)
    if not quiet:
        out.line(f"{console.looked_at(checked, whole=selection.is_whole)}: {found or 'no problems'}", "bold")


# ── what is asked about ──────────────────────────────────────────────────────────────────────────


def _narrowed(
    selection: Selection, planned: Planned, stories: tuple[str, ...], changed_since: str | None
) -> Selection:
    """The selection of the stories that are named, and of those that changed."""
    from dateline.selection import changed_stories, story_folders

    known = story_folders(planned.inputs) | planned.desk.shown.keys()
    if stories:
        selection = selection.within(
            below_content(planned.root, named, known, "'--story'") for named in stories
        )
    if changed_since is not None:
        from dateline.cli.changed import changed_files

        selection = selection.within(changed_stories(changed_files(planned.root, changed_since), known))
    return selection


# ── for other tools ──────────────────────────────────────────────────────────────────────────────


class _Other:
    """Prints problems with which no site can be checked in the format of another tool, and exits."""

    def __init__(self, form: str, root: Path) -> None:
        self._form, self._root = form, root

    def __call__(self, problems: tuple[Problem, ...], code: int) -> NoReturn:
        if self._form == "sarif":
            _print_sarif(problems, None, self._root, code)
        _print_commands(problems, self._root)
        sys.exit(code)


def _other(form: str, root: Path) -> _Other | None:
    return _Other(form, root) if form in ("sarif", "github") else None


def _print_sarif(problems: tuple[Problem, ...], tally: Tally | None, root: Path, code: int) -> NoReturn:
    from dateline import __version__
    from dateline.console import line_reader
    from dateline.formats import sarif

    print_text(sarif(problems, tally, line_reader(root), code, __version__))
    sys.exit(code)


def _print_commands(problems: tuple[Problem, ...], root: Path) -> None:
    from dateline.console import line_reader
    from dateline.formats import github

    def from_here(file: str) -> str:
        return os.path.relpath(root / file) if (root / file).exists() else file

    for line in github(problems, from_here, line_reader(root)):
        print_text(line)
