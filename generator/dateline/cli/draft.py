"""`dateline draft`: a folder of articles as a story.md, and what new articles add to one that is there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edge import (
    EXIT_PROBLEMS,
    JSON,
    SITE,
    Reporting,
    fail,
    finish_json,
    moment,
    print_problems,
    print_text,
    printable,
    shown,
    site_root,
    stream_to,
)
from dateline.cli.naming import one_story

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.compose.disputes import DateConflict
    from dateline.compose.drafted import Drafted
    from dateline.compose.updating import Proposal
    from dateline.model.draft import StoryFolder


@click.command(
    epilog="\b\nExamples:\n  dateline draft world/talks -n\n  dateline draft world/talks\n"
    "  dateline draft world/talks --update\n  dateline draft world/talks --update --yes\n"
    "  dateline draft world/talks --keep"
)
@click.argument("story")
@SITE
@click.option("--update", is_flag=True, help="Show what new articles add to the story.md that is there.")
@click.option("-n", "--dry-run", is_flag=True, help="Print the draft; write nothing.")
@click.option("-y", "--yes", is_flag=True, help="With --update: make these changes in story.md.")
@click.option("--keep", is_flag=True, help="Keep and mark sentences of a model that the audit finds wrong.")
@JSON
def draft(
    story: str, folder: str | None, update: bool, dry_run: bool, yes: bool, keep: bool, as_json: bool
) -> None:
    """Write a story.md from a story's articles, for a writer to go on with.

    STORY is its folder or its id. Every sentence of a draft is one of its articles', with its citations; or
    a model's, where site.toml names one, held to the articles that it cites. A story.md that is there is
    never overwritten: --update shows what articles that it does not cite yet add to it, and with --yes puts
    that in between what its writer wrote.
    """
    begun = time.monotonic()
    if yes and (dry_run or not update):
        raise click.UsageError("--yes goes with --update, and not with --dry-run")
    if keep and update:
        raise click.UsageError("--keep goes with a new draft: --update asks no model")
    from dateline.build import plan_site
    from dateline.request import Request

    root = site_root(folder)
    with Reporting("draft", root, as_json, begun):
        now = moment(click.get_current_context(), click.Option(["--now"]), None)
        planned = plan_site(root, Request(now, drafts=True, future=True, expired=True))
        name = one_story(planned, story)
        _demand_order(planned, name, begun, update=update, as_json=as_json)
        if update:
            details = _updated(planned, name, write=yes, as_json=as_json)
        else:
            details = _drafted(planned, name, write=not dry_run, keep=keep, as_json=as_json)
    if as_json:
        finish_json("draft", (), 0, time.monotonic() - begun, {"story": name, **details})


def _demand_order(planned: Planned, name: str, begun: float, *, update: bool, as_json: bool) -> None:
    """Exit where the story's files have errors; raises OutputError for a story.md too many, or too few."""
    from dateline.problems import OutputError, Place, has_errors
    from dateline.report import problems_of
    from dateline.rules import problem

    file = _file(name)
    is_there = os.path.lexists(planned.root / file)
    if is_there and not update:
        hint = "--update shows what new articles add to it"
        raise OutputError(problem("output", Place(file), "this is there, and is never overwritten", hint))
    if update and not is_there:
        hint = "without --update it is written"
        raise OutputError(problem("output", Place(file), "there is no story.md to be updated", hint))
    problems = problems_of(planned, name)
    if has_errors(problems):
        if as_json:
            finish_json("draft", problems, EXIT_PROBLEMS, time.monotonic() - begun, {"story": name})
        print_problems(problems, planned.root)
        fail(f"{name} has errors: nothing was written")


def _file(name: str) -> str:
    from dateline.files.names import STORY
    from dateline.files.walk import CONTENT

    return f"{CONTENT}/{name}/{STORY}"


# ── a new story.md ───────────────────────────────────────────────────────────────────────────────


def _drafted(planned: Planned, name: str, *, write: bool, keep: bool, as_json: bool) -> dict[str, Any]:
    """Write or print the draft; what it holds, for machines."""
    made = planned.desk.examined(name).told.drafted
    if made is None:
        raise ValueError(f"{name} has a briefing")
    from dateline.cli.model import model_draft
    from dateline.editing.ownfiles import create

    drafted = model_draft(planned, name, made, keep=keep)
    file = _file(name)
    if write:
        create(planned.root, file, drafted.text.encode())
    if not as_json:
        if write:
            stream_to(sys.stdout).line(f"created  {shown(planned.root / file)}")
        else:
            print_text(drafted.text.rstrip("\n"))
        notes = stream_to(sys.stdout if write else sys.stderr)
        for line in (*drafted.notes, *_left_out(made), *map(_dispute, made.disputed)):
            notes.line(line)
    return {
        "file": file,
        "created": write,
        "text": drafted.text,
        **drafted.details,
        "left_out": [{"key": key, "why": why} for key, why in made.draft.left_out],
        "apart": [{"key": key, "language": name} for key, name in made.draft.apart],
        "disputed": [_conflict(one) for one in made.disputed],
    }


def _left_out(made: Drafted) -> Iterator[str]:
    for key, why in made.draft.left_out:
        yield f"left out  {key}: {printable(why)}"
    for key, name in made.draft.apart:
        yield f"in {name}  {key}: in a section of its own"


def _dispute(conflict: DateConflict) -> str:
    from dateline.compose.written import dated

    sides = zip(conflict.lines, conflict.dates, strict=True)
    said = "; ".join(f"{line.keys[0]} says {dated(date)}: “{line.text}”" for line, date in sides)
    return printable(f"disputed  {said}")


def _conflict(conflict: DateConflict) -> list[dict[str, str]]:
    sides = zip(conflict.lines, conflict.dates, strict=True)
    return [{"key": line.keys[0], "date": date.edtf, "text": line.text} for line, date in sides]


# ── a story.md that is there ─────────────────────────────────────────────────────────────────────


def _updated(planned: Planned, name: str, *, write: bool, as_json: bool) -> dict[str, Any]:
    """Show what new articles add, and put it in if asked to; what that is, for machines."""
    from dateline.cli.fix import show_diff
    from dateline.compose.drafted import drafted
    from dateline.compose.inserting import inserted
    from dateline.compose.updating import proposal
    from dateline.editing.ownfiles import change
    from dateline.evidence.examine import articles_of

    folder, root, file = planned.content.folder(name), planned.root, _file(name)
    articles = articles_of(folder.sources, planned.content.texts(name))
    newsroom = planned.config.newsroom
    before = _read(planned, folder)
    made = drafted(folder, articles, newsroom)
    found = proposal(folder, articles, made.draft, newsroom)
    after, left = inserted(file, before, found)
    after, unlisted = _with_sources(after, found.listed)
    notes = [f"has no safe place  {words}" for words in left]
    notes += [f"add {key} to `sources:` by hand: it cannot be edited safely" for key in unlisted]
    left_out = [(key, why) for key, why in made.draft.left_out if key in found.fresh]
    notes += [f"left out  {key}: {why}" for key, why in left_out]
    disputed = [one for one in made.disputed if any(line.keys[0] in found.fresh for line in one.lines)]
    if write and after != before:
        change(root, file, before, after)
    if not as_json:
        out, err = stream_to(sys.stdout), stream_to(sys.stderr)
        if after != before:
            show_diff(out, file, before, after)
        for line in (*map(printable, notes), *map(_dispute, disputed)):
            err.line(line)
        if after == before:
            out.line(f"{name}: nothing new" if not notes else f"{name}: nothing that could be put in")
        else:
            err.line(f"{_counts(found)}: {'put in' if write else 'nothing was written, --yes puts it in'}")
    return {
        "file": file,
        "changed": write and after != before,
        **_details(found),
        "notes": notes,
        "disputed": [_conflict(one) for one in disputed],
        "text": after.decode(),
    }


def _read(planned: Planned, folder: StoryFolder) -> bytes:
    """The bytes of the story.md that was read; raises OutputError when it has changed since."""
    from dateline.files import parse
    from dateline.problems import OutputError, Place
    from dateline.rules import problem

    file = _file(folder.path)
    data = (planned.root / file).read_bytes()
    if parse.story(file, data)[0] != folder.story:
        raise OutputError(
            problem("output", Place(file), "this file changed while it was read", "run it again")
        )
    return data


def _with_sources(data: bytes, keys: Sequence[str]) -> tuple[bytes, list[str]]:
    """The bytes with these keys at the end of `sources:`, and the keys that could not be put there."""
    from dateline.editing.sourceedit import with_source

    left = []
    for key in keys:
        longer = with_source(data, key)
        if longer is None:
            left.append(key)
        data = longer or data
    return data, left


def _counts(found: Proposal) -> str:
    from dateline.console import counted

    parts = [
        counted(len(found.listed), "source") if found.listed else "",
        counted(len(found.additions), "claim") if found.additions else "",
        counted(len(found.events), "event") if found.events else "",
        f"{counted(len(found.gains), 'claim')} with a further source" if found.gains else "",
    ]
    return ", ".join(part for part in parts if part)


def _details(found: Proposal) -> dict[str, Any]:
    return {
        "sources": list(found.listed),
        "claims": [{"text": one.line.text, "keys": list(one.line.keys)} for one in found.additions],
        "events": [
            {"date": event.date.edtf, "text": line.text, "keys": list(line.keys)}
            for event in found.events
            for line in event.lines
        ],
        "supported": [{"text": gain.text, "keys": list(gain.keys)} for gain in found.gains],
    }
