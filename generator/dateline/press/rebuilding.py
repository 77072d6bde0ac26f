"""Rebuilding: the whole site with all that earlier builds left on the disk, and as much left to the next."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from dateline import digest, fresh
from dateline.again import Again
from dateline.build import Planned, build, open_memory, outcome_of, plan_site
from dateline.linking.link import Survey
from dateline.linking.linkedpages import section_links
from dateline.memory.memoryfile import StoredMemory
from dateline.model.revisions import Life
from dateline.model.site import Site
from dateline.outcome import Outcome
from dateline.pages.feeds import Entries, FeedList, feed_lists
from dateline.pages.imprint import Imprint
from dateline.pages.siteicons import own_icons
from dateline.pages.siteview import top_sections
from dateline.press.sheet import FeedRow, Sheet, encoded
from dateline.request import STATE, Request
from dateline.settings.config import Config
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest
from dateline.words import Library


def rebuild(
    root: Path,
    request: Request,
    *,
    timing: Timing = UNTIMED,
    last: fresh.Since | None = None,
) -> Outcome:
    """Build the site at `root` with all that earlier builds left, and leave as much to the next.

    `timing` is told what is being done; `last` is what was just seen to be another since the last build.
    Raises ConfigError, ThemeError and OutputError.
    """
    with timing.stage("memory"):
        generator = generator_digest()
        settings = fresh.look(root)
        memory = open_memory(root, request, generator)
    with closing(memory):
        planned = plan_site(root, request, memory, timing, look=last.look if last else None)
        report = build(planned)
        outcome = outcome_of(planned, report)
        if not planned.has_errors:
            with timing.stage("memory"):
                _leave(planned, memory, request, generator, settings, outcome)
    return outcome


def _leave(
    planned: Planned,
    memory: StoredMemory,
    request: Request,
    generator: str,
    settings: fresh.Inputs,
    outcome: Outcome,
) -> None:
    """Keep what the next build can use."""
    root = planned.root
    site, theme, seen = planned.site, planned.theme, planned.desk.survey
    templates = {name: theme.digest_of(name) for name in {page.template for page in planned.plan.pages}}
    told = site, planned.config, theme.words, seen, planned.past.lives, memory.again, templates
    sheet = _sheet(request.digest(generator), *told)
    memory.save(sheet)
    inputs = settings.joined(planned.inputs)
    snapshot = _snapshot(planned, request, generator, inputs, outcome, sheet)
    if not planned.past.is_refused:
        fresh.remember(root / STATE, snapshot, inputs.seen)


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


def _sheet(
    edition: str,
    site: Site,
    config: Config,
    words: Library,
    seen: Survey,
    lives: Mapping[str, Life],
    again: Again,
    templates: Mapping[str, str],
) -> bytes:
    """The sheet of a site that was planned, encoded; empty where an edit of a story reaches further.

    That is on a site in several languages, and on one with a search, whose index holds all stories.
    `templates` has the digest of what pages of each template that is in use can show of the theme.
    """
    if site.languages or config.search.enabled:
        return b""
    imprint = again.call(Imprint, config, words, "", again.call(dict, seen.versions))
    lists: tuple[FeedList, ...] = again.call(feed_lists, site, again.call(Entries, imprint))
    sheet = Sheet(
        edition=edition,
        sections=section_links(seen.sections),
        top=top_sections(site),
        tags=seen.tags,
        topics=tuple(story for topic in seen.topics for story in topic.stories),
        icons=again.call(own_icons, site.files),
        lives={story: life.key for story, life in lives.items()},
        near=again.key_of("near"),
        feeds=tuple(FeedRow(f.url, f.title, f.about, tuple(s.id for s in f.stories)) for f in lists),
        templates=dict(templates),
    )
    return encoded(sheet)
