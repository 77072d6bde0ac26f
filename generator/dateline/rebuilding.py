"""Rebuilding: the whole site with all that earlier builds left on the disk, and as much left to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dateline import digest, fresh
from dateline.build import Planned, build, open_memory, outcome_of, plan_site
from dateline.outcome import Outcome
from dateline.request import STATE, Request
from dateline.sheet import sheet_of
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest


def rebuild(
    root: Path,
    request: Request,
    *,
    read: Callable[[int], None] | None = None,
    written: Callable[[int, int], None] | None = None,
    timing: Timing | None = None,
    last: fresh.Since | None = None,
) -> Outcome:
    """Build the site at `root` with all that earlier builds left, and leave as much to the next.

    `read` is told how many files have been read, `written` how many outputs are done, and of how many,
    `timing` what is being done; `last` is what was just seen to be another since the last build.
    Raises ConfigError, ThemeError and OutputError.
    """
    timing = timing or UNTIMED
    with timing.stage("memory"):
        generator = generator_digest()
        settings = fresh.look(root)
        memory = open_memory(root, request, generator)
    planned = plan_site(root, request, read, memory, timing, look=last.look if last else None)
    report = build(planned, progress=written)
    outcome = outcome_of(planned, report)
    if not planned.has_errors:
        with timing.stage("memory"):
            site, theme, seen = planned.site, planned.theme, planned.desk.survey
            templates = {
                name: theme.digest_of(name) for name in {page.template for page in planned.plan.pages}
            }
            told = site, planned.config, theme.words, seen, planned.past.lives, memory.again, templates
            sheet = sheet_of(request.digest(generator), *told)
            memory.save(sheet)
            inputs = settings.joined(planned.inputs)
            snapshot = _snapshot(planned, request, generator, inputs, outcome, sheet)
            if not planned.past.is_refused:
                fresh.remember(root / STATE, snapshot, inputs.seen)
    return outcome


def _snapshot(
    planned: Planned,
    request: Request,
    generator: str,
    inputs: fresh.Inputs,
    outcome: Outcome,
    sheet: bytes,
) -> fresh.Snapshot:
    """What the next build compares with to see that there is nothing to do."""
    return fresh.Snapshot(
        version=request.digest(generator),
        zone=planned.config.timezone,
        since=request.now.instant(planned.config.zone),
        until=outcome.next_due[0] if outcome.next_due else None,
        inputs=inputs.paths,
        stamps=inputs.stamps,
        manifest=planned.memory.left.manifest,
        outcome=outcome,
        sheet=digest.of_bytes(sheet) if sheet else "",
    )
