"""`dateline sort`: where the articles of the inbox belong, and why; with --yes they go there."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.edge import (
    EXIT_PROBLEMS,
    JSON,
    SITE,
    Reporting,
    fail,
    finish_json,
    print_problems,
    printable,
    site_root,
    stream_to,
)

if TYPE_CHECKING:
    from dateline.editing.moving import Done, Left, Move
    from dateline.editing.sorting import Destination, Sorting


@click.command(
    epilog="\b\nExamples:\n  dateline sort\n  dateline sort --yes\n"
    "  dateline sort content/inbox/bridge.md --section city --yes"
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@SITE
@click.option(
    "--section",
    metavar="NAME",
    help="The section for new stories [default: that of the stories nearest to them].",
)
@click.option("-y", "--yes", is_flag=True, help="Move the articles; without it the plan is shown.")
@JSON
def sort(files: tuple[Path, ...], folder: str | None, section: str | None, yes: bool, as_json: bool) -> None:
    """Sort the articles in content/inbox into stories: those that are there, and new ones.

    Each FILE is an article in the inbox; without any, all are sorted. Nothing is overwritten: what cannot be
    moved stays in the inbox.
    """
    begun = time.monotonic()
    root = site_root(folder)
    from dateline.editing.moving import carry_out
    from dateline.editing.sorting import plan_sorting

    done = None
    with Reporting("sort", root, as_json, begun):
        if section is not None:
            section = section.strip("/").removeprefix("content/").removeprefix("content")
        plan = plan_sorting(root, _names(root, files), section)
        if not as_json:
            _show(plan)
        if yes:
            done = carry_out(root, plan.moves)
    code = EXIT_PROBLEMS if plan.problems or (done and done.left) else 0
    if as_json:
        finish_json("sort", plan.problems, code, time.monotonic() - begun, _details(root, plan, done))
    print_problems(plan.problems, root)
    out = stream_to(sys.stdout)
    for line in _result(plan, done):
        out.line(line)
    if code:
        fail("some files are still in the inbox")


def _names(root: Path, files: Sequence[Path]) -> list[str]:
    """The names of the files in the inbox; raises BadParameter for another file."""
    from dateline.editing.sorting import FOLDER

    inbox = (root / FOLDER).resolve()
    for file in files:
        if file.absolute().parent.resolve() != inbox or not file.exists():
            why = "lies not in content/inbox" if file.exists() else "is no file"
            raise click.BadParameter(f"“{file}” {why}", param_hint="'FILE'")
    return [file.name for file in files]


def _show(plan: Sorting) -> None:
    """Print the plan, story by story, with its reasons."""
    out = stream_to(sys.stdout)
    for story in plan.stories:
        new = f"New story {story.story}: “{printable(story.title)}”"
        out.line(new if story.founded else f"Into {story.story}", "bold")
        for move in story.moves:
            for line in _lines(story, move):
                out.line(printable(line))
    if plan.left:
        out.line("Left in the inbox", "bold")
        for left in plan.left:
            out.line(printable(_left(left)))


def _lines(story: Destination, move: Move) -> Iterator[str]:
    """One article of the plan, and below it why it goes there."""
    file, target = (name.rpartition("/")[2] for name in (move.file, move.target))
    yield f"  {file} → sources/{target}"
    yield f"      {'; '.join(_why(story, move))}"
    yield from (f"      {note}" for note in move.notes)


def _why(story: Destination, move: Move) -> Iterator[str]:
    from dateline.compose.clusters import ENOUGH, SLIGHT

    reason, other = move.reason, move.runner_up
    if reason.terms:
        others = "the others" if story.founded else "its articles"
        yield f"{reason.alike:.2f} like {others}: {', '.join(reason.terms)}"
        if reason.days is not None:
            apart = "a day" if reason.days == 1 else f"{reason.days} days"
            yield "of the same day as the nearest" if reason.days == 0 else f"{apart} from the nearest"
    else:
        yield f"alone: nothing else is {ENOUGH:.2f} like it, and one article is enough for a story"
    if other and other[1] >= SLIGHT:
        yield f"next: {other[0]} ({other[1]:.2f})"


def _result(plan: Sorting, done: Done | None) -> Iterator[str]:
    """What the command came to."""
    from dateline.console import counted

    new = sum(story.founded for story in plan.stories)
    old = len(plan.stories) - new
    into = counted(new, "new story", "new stories") if new else ""
    into += ", " * bool(new and old) + (f"{old} that {'is' if old == 1 else 'are'} there" if old else "")
    if not plan.moves:
        yield "nothing to sort in content/inbox"
    elif done is None:
        yield f"{counted(len(plan.moves), 'article')} for {into}: nothing was moved, --yes moves them"
    else:
        yield from (printable(_left(left)) for left in done.left)
        yield from (printable(note) for note in done.notes)
        yield f"moved {counted(len(done.moved), 'article')}, for {into}"


def _left(left: Left) -> str:
    return f"  {left.file.rpartition('/')[2]}: {left.why}"


def _details(root: Path, plan: Sorting, done: Done | None) -> dict[str, Any]:
    """The plan and what was done of it, for machines."""
    moved = {move.file for move in done.moved} if done else set()
    stories = [
        {
            "id": story.story,
            "new": story.founded,
            "title": story.title,
            "articles": [_article(move, moved=move.file in moved) for move in story.moves],
        }
        for story in plan.stories
    ]
    left = [{"file": left.file, "why": left.why} for left in (*plan.left, *(done.left if done else ()))]
    return {
        "site": str(root.resolve()),
        "stories": stories,
        "left": left,
        "notes": list(done.notes if done else ()),
    }


def _article(move: Move, *, moved: bool) -> dict[str, Any]:
    other = move.runner_up
    return {
        "file": move.file,
        "target": move.target,
        "key": move.key,
        "moved": moved,
        "alike": move.reason.alike,
        "terms": list(move.reason.terms),
        "days": move.reason.days,
        "next": {"id": other[0], "alike": other[1]} if other else None,
        "notes": list(move.notes),
    }
