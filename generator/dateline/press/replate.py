"""Replate: the outputs of a few stories made alone, after an edit that nothing else of the site shows.

As a newspaper changes one plate while the press runs on. The stories whose files are others are read and
compiled as ever, by a copy of the process, with what the last build of the whole site left on its sheet; this
one gets ready what else stands in their outputs. When all that the site shows of them is what it was, every
other output is too: their pages, their forms for machines and the feeds that hold them are put in place.
Whatever is in doubt is no answer, and the site is planned whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import msgspec

from dateline import crew
from dateline.faults import of_story
from dateline.fresh import Confirmed, Since
from dateline.memory.memory import Record
from dateline.outcome import Outcome
from dateline.pages.compiled import Compiled
from dateline.press.plates import Cast, Kept, read_cast, take
from dateline.press.standing import BeyondError, Standing
from dateline.press.touched import touched
from dateline.problems import Problem, has_errors, in_order
from dateline.request import Request
from dateline.timing import UNTIMED, Timing


def replate(
    root: Path,
    request: Request,
    last: Since,
    confirmed: Confirmed,
    ahead: Callable[[], bytes],
    timing: Timing = UNTIMED,
) -> Outcome | None:
    """Build the site at `root` when, of what it was at the `last` build, only a few stories are others.

    What it came to; None, with nothing written, when the site has to be planned whole. `confirmed`
    tells whether the output is as that build left it, `ahead` gives the stories that were read already.
    Raises OutputError and ThemeError as a build does.
    """
    try:
        with closing(Standing(root, request, last, timing)) as standing:
            return _replated(standing, confirmed, ahead)
    except (BeyondError, OSError, msgspec.MsgspecError):
        return None


def _replated(standing: Standing, confirmed: Confirmed, ahead: Callable[[], bytes]) -> Outcome:
    """Make what has to be made; raises BeyondError with nothing written."""
    timing, memory = standing.timing, standing.memory
    with timing.stage("walk"):
        found = touched(standing.root, standing.last, memory, standing.sheet.topics)
    kept = _known(standing, [story.path for story in found.stories])

    def made() -> bytes:
        with timing.stage("load the generator"):
            from dateline.press.recast import recast  # in a copy: nothing else here needs what compiles
        return recast(standing, found, kept, ahead)

    with crew.meanwhile(made, alone=timing.alone) as recast:
        with timing.stage("load the generator"):
            from dateline.press.impose import Forme
        with timing.stage("plan"):
            forme = Forme(standing, tuple(kept))
            forme.rehearse(recast.is_awaited)
        cast = read_cast(recast())
    rows = take(memory, cast, kept)
    problems = _problems(standing, kept, cast)
    done = forme.put(rows, confirmed)
    outcome = standing.came_to(
        written=done.report.written,
        kept=done.report.kept,
        read=cast.read,
        compiled=sum(bool(plate.made) for plate in cast.plates),
        rendered=done.rendered,
        problems=problems,
    )
    with timing.stage("memory"):
        stamps = dict(found.folders)
        stamps |= {file.file: file.stamp for story in found.stories for file in story.files}
        standing.leave(outcome, stamps, done.manifest)
    return outcome


def _known(standing: Standing, stories: Sequence[str]) -> dict[str, Kept]:
    """What is known of stories, which is all that the last build had to say of their files."""
    kept: dict[str, Kept] = {}
    for story in stories:
        record = standing.memory.records[story]
        if record.compiled is None:
            raise BeyondError(story)
        problems = _weighed(standing, record, record.compiled)
        kept[story] = Kept(msgspec.structs.replace(record), record.compiled, problems)
    files = {file for one in kept.values() for file in one.record.files}
    said = [p for p in standing.last.snapshot.outcome.problems if p.place.file in files]
    own = list(in_order(chain.from_iterable(one.problems for one in kept.values())))
    if said != own or any(problem.unless for problem in own):
        raise BeyondError  # what others say of a file can stand elsewhere in it now
    return kept


def _weighed(standing: Standing, record: Record, compiled: Compiled) -> tuple[Problem, ...]:
    asked = standing.config, standing.request.strict, standing.request.checking
    return of_story(record.problems, (compiled.problems,), *asked)


def _problems(standing: Standing, kept: Mapping[str, Kept], cast: Cast) -> tuple[Problem, ...]:
    """What is wrong with the site; raises BeyondError when that stops a build, or waits for a plan."""
    records = [(plate.record, plate.record.compiled) for plate in cast.plates]
    made = [_weighed(standing, record, compiled) for record, compiled in records if compiled]
    new = tuple(chain.from_iterable(made))
    if has_errors(new) or any(problem.unless for problem in new):
        raise BeyondError
    before = standing.last.snapshot.outcome.problems
    if new == tuple(chain.from_iterable(one.problems for one in kept.values())):
        return before
    files = {file for one in kept.values() for file in one.record.files}
    return in_order((*(problem for problem in before if problem.place.file not in files), *new))
