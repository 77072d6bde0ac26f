"""Rebuilding: builds the whole site with what earlier builds left on disk, and leaves as much to the next."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec

from dateline import digest, fresh
from dateline.build import Planned, build, open_memory, outcome_of, plan_site
from dateline.linking.linkedpages import section_links
from dateline.outcome import Outcome
from dateline.pages.feeds import Entries, FeedList, feed_lists
from dateline.pages.imprint import Imprint
from dateline.pages.register import REGISTER, register_of
from dateline.pages.siteicons import own_icons
from dateline.pages.siteindex import Catalogue
from dateline.pages.siteview import top_sections
from dateline.press.sheet import FeedRow, Sheet, encoded
from dateline.request import STATE, Request
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest

_ENCODER: Final = msgspec.json.Encoder()


def rebuild(
    root: Path,
    request: Request,
    *,
    timing: Timing = UNTIMED,
    since: fresh.Since | None = None,
) -> Outcome:
    """Build the site at `root` with all that earlier builds left, and leave as much to the next.

    `timing` is told what is being done; `since` is what was just found to have changed since the last
    build, whose stamps need not be taken again. Raises ConfigError, ThemeError and OutputError.
    """
    with timing.stage("memory"):
        generator = generator_digest()
        settings = fresh.look(root)
        memory = open_memory(root, request, generator)
    with closing(memory):
        planned = plan_site(root, request, memory, timing, look=since.look if since else None)
        report = build(planned)
        outcome = outcome_of(planned, report)
        if not planned.has_errors:
            with timing.stage("memory"):
                version, inputs = request.digest(generator), settings.joined(planned.inputs)
                sheet = _sheet(planned)
                memory.save(sheet)
                if not planned.past.is_refused:
                    snapshot = _snapshot(planned, request, version, inputs, outcome, sheet)
                    fresh.remember(root / STATE, snapshot, inputs.seen)
    return outcome


def _snapshot(
    planned: Planned,
    request: Request,
    version: str,
    inputs: fresh.Inputs,
    outcome: Outcome,
    sheet: bytes,
) -> fresh.Snapshot:
    """What the next build compares with to see that there is nothing to do."""
    return fresh.Snapshot(
        version=version,
        zone=planned.config.timezone,
        since=request.now.instant(planned.config.zone),
        until=outcome.next_due[0] if outcome.next_due else None,
        inputs=inputs.paths,
        stamps=inputs.stamps,
        manifest=planned.memory.session.left.manifest,
        outcome=outcome,
        head=planned.past.head,
        sheet=digest.of_bytes(sheet) if sheet else "",
    )


def _sheet(planned: Planned) -> bytes:
    """The sheet of a site that was planned, encoded; empty where more outputs may show an edit of one story.

    So it is on a site in several languages, and on one with a search, whose index holds all stories.
    """
    site, config, theme, again = planned.site, planned.config, planned.theme, planned.memory.again
    survey = planned.desk.survey
    if site.languages or config.search.enabled:
        return b""
    imprint = again.call(Imprint, config, theme.words, "", again.call(dict, survey.versions))
    paths, shown = planned.desk.paths, again.field("desk", planned.desk.rows, "shown")
    register = partial(_register, site, imprint, again.call(Catalogue, imprint), paths, shown)
    again.kept(REGISTER, again.key_of("near"), msgspec.Raw, register)
    lists: tuple[FeedList, ...] = again.call(feed_lists, site, again.call(Entries, imprint))
    sheet = Sheet(
        sections=section_links(survey.sections),
        top=top_sections(site),
        tags=survey.tags,
        topics=tuple(story for topic in survey.topics for story in topic.stories),
        icons=again.call(own_icons, site.files),
        near=again.key_of("near"),
        feeds=tuple(map(_row, lists)),
        templates={name: theme.digest_of(name) for name in {page.template for page in planned.plan.pages}},
    )
    return encoded(sheet)


def _row(known: FeedList) -> FeedRow:
    """A list that has feeds as the sheet has it."""
    return FeedRow(known.first, known.url, known.title, known.about, tuple(s.id for s in known.stories))


def _register(*given: Any) -> msgspec.Raw:
    """What `register_of` gives, encoded: another process may have kept it, and nobody here reads it."""
    return msgspec.Raw(_ENCODER.encode(register_of(*given)))
