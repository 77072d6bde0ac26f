"""Replate: builds only the outputs of the stories that were edited, if no other output shows the edit.

A copy of the process reads and compiles the edited stories, with the sheet of the last full build in place
of the rest of the site (`recast`). Meanwhile this process gets ready what else stands in their outputs
(`impose`). When other pages show the same of these stories as before, no other output can have changed, so
their pages, their forms for machines and the feeds that hold them are all that is written. Wherever that is
not certain, the answer is None, and the whole site is built. A newspaper, too, changes one plate while the
press runs on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline import crew
from dateline.faults import of_story
from dateline.fresh import Confirmed, Since
from dateline.memory.records import Record
from dateline.outcome import Outcome
from dateline.pages.compiled import Compiled
from dateline.press.newcommits import read_commits
from dateline.press.plates import Cast, Kept, read_cast, take
from dateline.press.standing import BeyondError, Standing
from dateline.press.touched import touched
from dateline.problems import Problem, has_errors, in_order
from dateline.request import Request
from dateline.stamps import Stamp
from dateline.timing import UNTIMED, Timing


class Asides(NamedTuple):
    """What copies of the process find out meanwhile; each is called for its result."""

    confirmed: Confirmed
    """Checks that the output is as the last build left it."""
    ahead: Callable[[], bytes]
    """Gives the stories that were read already, encoded (`loading/ahead.py`)."""
    commits: Callable[[], bytes]
    """Gives the commits since the last build, encoded (`newcommits`)."""


def replate(
    root: Path, request: Request, since: Since, asides: Asides, timing: Timing = UNTIMED
) -> Outcome | None:
    """Build the site at `root` if only a few stories have changed `since` the last build.

    The outcome; None, with nothing written, when the whole site has to be built. Raises OutputError and
    ThemeError as a build does.
    """
    try:
        with closing(Standing(root, request, since, timing)) as standing:
            return _replated(standing, asides)
    except (BeyondError, OSError, msgspec.MsgspecError):
        return None


def _replated(standing: Standing, asides: Asides) -> Outcome:
    """The outcome of such a build; raises BeyondError with nothing written."""
    timing, memory, since = standing.timing, standing.memory, standing.since
    with timing.stage("history"):
        new = read_commits(asides.commits())
    with timing.stage("walk"):
        found = touched(standing.root, since, memory, standing.sheet.topics, new)
    kept = _known(standing, [story.path for story in found.stories])

    def made() -> bytes:
        with timing.stage("load the generator"):
            from dateline.press.recast import recast  # in a copy: nothing else here needs what compiles
        return recast(standing, found, kept, new, asides.ahead)

    with crew.meanwhile(made, alone=timing.alone) as recast:
        with timing.stage("load the generator"):
            from dateline.press.impose import Forme
        with timing.stage("plan"):
            forme = Forme(standing, tuple(kept))
            forme.rehearse(recast.is_awaited)
        cast = read_cast(recast())
    rows = take(memory, cast, kept)
    problems = _problems(standing, kept, cast)
    done = forme.put(rows, asides.confirmed)
    outcome = standing.came_to(
        written=done.report.written,
        kept=done.report.kept,
        read=cast.read,
        compiled=sum(bool(plate.made) for plate in cast.plates),
        pages=since.snapshot.outcome.pages + done.added,
        rendered=done.rendered,
        problems=problems,
    )
    with timing.stage("memory"):
        stamps: dict[str, Stamp | None] = dict(found.folders)
        stamps |= {file.file: file.stamp for story in found.stories for file in story.files}
        stamps |= {mark: since.look.stamps[mark] for mark in (new.marks if new else ())}
        standing.leave(outcome, stamps, done.manifest, head=new.head if new else since.snapshot.head)
    return outcome


def _known(standing: Standing, stories: Sequence[str]) -> dict[str, Kept]:
    """What the memory has of these stories, by id.

    Raises BeyondError when the last build reported problems of their files that are not among those kept
    here: they were found in other files, and an edit can move or mend them.
    """
    kept: dict[str, Kept] = {}
    for story in stories:
        record = standing.memory.records[story]
        if record.compiled is None:
            raise BeyondError(story)
        problems = _weighed(standing, record, record.compiled)
        kept[story] = Kept(msgspec.structs.replace(record), record.compiled, problems)
    files = {file for one in kept.values() for file in one.record.files}
    said = [p for p in standing.since.snapshot.outcome.problems if p.place.file in files]
    own = list(in_order(chain.from_iterable(one.problems for one in kept.values())))
    if said != own:
        raise BeyondError
    return kept


def _weighed(standing: Standing, record: Record, compiled: Compiled) -> tuple[Problem, ...]:
    """The problems of a story, with the weights that rules have in this build."""
    request = standing.request
    found = record.problems, (compiled.problems,)
    return of_story(*found, standing.config, request.strict, request.checking)


def _problems(standing: Standing, kept: Mapping[str, Kept], cast: Cast) -> tuple[Problem, ...]:
    """All problems of the site after the edit; raises BeyondError for an error, or where a plan decides."""
    records = [(plate.record, plate.record.compiled) for plate in cast.plates]
    made = [_weighed(standing, record, compiled) for record, compiled in records if compiled]
    new = tuple(chain.from_iterable(made))
    if has_errors(new) or any(problem.unless for problem in new):
        raise BeyondError
    before = standing.since.snapshot.outcome.problems
    if new == tuple(chain.from_iterable(one.problems for one in kept.values())):
        return before
    files = {file for one in kept.values() for file in one.record.files}
    return in_order((*(problem for problem in before if problem.place.file not in files), *new))
