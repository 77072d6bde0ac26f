"""The build, as prose: settings, theme, content, links, plan, checks, and then the output.

`plan_site` reads the site and plans its output; `build` writes what was planned, unless a problem is an
error. Everything before `write` is a function of the files and the request, in which the clock and the
command line are values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.check.across import check_across, is_wrong_across
from dateline.check.future import check_future
from dateline.check.menu import check_menus
from dateline.check.publishers import check_publishers
from dateline.check.search import check_search
from dateline.check.translations import check_languages
from dateline.desk import StoryDesk
from dateline.faults import all_problems, without_undone
from dateline.files.listings import Look
from dateline.files.walk import Found
from dateline.history.archive import Archive
from dateline.history.history import Histories, histories
from dateline.linking.edition import Edition
from dateline.linking.link import Survey, link, survey_of
from dateline.linking.untimely import untimely
from dateline.loading.load import ChangedError, Content
from dateline.loading.reading import place_of
from dateline.made.described import Descriptions
from dateline.made.developed import album_keys
from dateline.made.outputs import OutputRows, changed_pairs, count, flat, index_made, planned_outputs
from dateline.made.reasons import CommonInputs, common_inputs, note, notes_path
from dateline.memory.memory import Memory
from dateline.memory.memoryfile import FILE, StoredMemory, memory_version
from dateline.memory.session import Lately
from dateline.model.draft import Draft
from dateline.model.site import Site
from dateline.outcome import Outcome
from dateline.output import ahead
from dateline.output.ledger import OutputFolder
from dateline.output.placing import Report
from dateline.output.staging import Output
from dateline.output.write import write
from dateline.pages.offering import offered
from dateline.pages.plan import Plan
from dateline.pages.planning import plan
from dateline.pages.storypages import story_pages
from dateline.pages.twinfiles import with_calendars
from dateline.pictures.album import Album
from dateline.problems import Problem, has_errors
from dateline.request import STATE, Request
from dateline.search.index import is_index
from dateline.settings.config import Config
from dateline.settings.located import SETTINGS, locate_menu, locate_setting
from dateline.sitefiles import read_config, site_theme
from dateline.stamps import Stamp
from dateline.theming.theme import Theme
from dateline.timing import UNTIMED, Timing
from dateline.version import generator_digest

AHEAD = 40
"""The most pages that are written ahead of a whole build; with more, that would save nothing."""


class Planned(msgspec.Struct, frozen=True):
    """A site that is ready to be written, or the problems that prevent it."""

    root: Path
    config: Config
    site: Site
    plan: Plan
    theme: Theme
    problems: tuple[Problem, ...]
    desk: StoryDesk
    content: Content
    timing: Timing
    memory: Memory
    past: Histories
    """What git tells of the stories."""
    has_errors: bool
    """True when nothing may be written."""

    @property
    def inputs(self) -> Mapping[str, Stamp | None]:
        """The files and folders that were looked at, with their stamps from before."""
        return {**self.content.inputs, **self.past.inputs}

    @property
    def read(self) -> int:
        """How many stories and other files had to be read, because they were not known."""
        return self.content.read

    @property
    def common(self) -> CommonInputs:
        """All that every page is made from, besides its own view."""
        return common_inputs(self.config, self.theme, self.plan.site, generator_digest())

    @property
    def output(self) -> OutputFolder:
        """The output folder."""
        return OutputFolder(self.root / self.config.build.output, self.root / STATE, self.root)


class _Basis(NamedTuple):
    """What a site is planned from, besides its content."""

    root: Path
    request: Request
    config: Config
    theme: Theme
    memory: Memory
    timing: Timing


def open_memory(root: Path, request: Request, generator: str = "") -> StoredMemory:
    """What earlier builds of the site at `root` remembered; raises ConfigError.

    `generator` is the digest of the generator, if the caller has it already.
    """
    zone = read_config(root, request).timezone
    return StoredMemory(root / STATE / FILE, memory_version(generator or generator_digest(), zone))


def outcome_of(planned: Planned, report: Report | None = None) -> Outcome:
    """The outcome of a plan; `report` says what was written, if it was built."""
    return Outcome(
        output=planned.config.build.output,
        stories=len(planned.site.stories),
        sources=sum(story.articles for story in planned.site.stories),
        pages=planned.plan.readable,
        written=report.written if report else (),
        kept=report.kept if report else 0,
        removed=report.removed if report else (),
        read=planned.read,
        compiled=len(planned.desk.made),
        rendered=sum(page.path in report.made for page in planned.plan.pages) if report else 0,
        next_due=planned.site.next_due,
        problems=planned.problems,
    )


def plan_site(
    root: Path,
    request: Request,
    memory: Memory | None = None,
    timing: Timing = UNTIMED,
    found: Found | None = None,
    look: Look | None = None,
) -> Planned:
    """Everything that would be written for the site at `root`; raises ConfigError and ThemeError.

    With a `memory` only what it does not know is parsed and linked; the result is the same. `found` is the
    content folder as it was walked already, `look` the stamps that were taken already; neither is done
    again. If a file changes while the site is planned, planning begins again.
    """
    remembered = memory if memory is not None else Memory()
    with timing.stage("settings"):
        config = read_config(root, request, remembered.again)
    with timing.stage("theme"):
        theme = site_theme(root, config, remembered, glance=found is not None and found.is_glance)
    basis = _Basis(root, request, config, theme, remembered, timing)
    while True:
        try:
            with timing.stage("read and parse"):
                content = Content(root, remembered, config.zone, timing, found, look)
            with timing.stage("plan"):
                planned = _plan(basis, content)
        except ChangedError as error:
            found = look = None
            remembered.distrusted = content.files_of(error.story)
        else:
            remembered.distrusted = frozenset()
            return planned


def _plan(basis: _Basis, content: Content) -> Planned:
    """The plan for the content as it was read; raises `ChangedError` when it has changed since."""
    root, request, config, theme, memory, timing = basis
    again, draft = memory.again, content.draft
    edition, lately = edition_of(config, request), memory.session.lately
    if lately and lately.draft is draft and edition.follows(lately.edition, lately.due):
        edition = lately.edition  # nothing has come out or gone since
    survey = again.call(survey_of, draft, edition, again.call(offered, config, theme.policy))
    pages = again.call(story_pages, config, theme.words, survey)
    with timing.stage("history"):
        past = histories(root, config, survey.stories, memory, edition.zone, timing)
    desk = StoryDesk(content, memory, survey, pages, timing, past.lives, content.records)
    with timing.stage("compile"):
        listings = again.field("compiled", desk.compile_all(), "listing")
    late = again.call(untimely, listings, draft.stories, edition)
    site, unlinked = again.call(link, draft, edition, survey, listings, config.languages, late)
    site = again.call(with_calendars, site, config)
    memory.session.lately = Lately(edition, draft, site.next_due[0] if site.next_due else None)
    with timing.stage("history"):
        versions = Archive(past, memory, survey, pages, timing).pages(desk.shown)
    planned, collisions = plan(
        site,
        config,
        theme.options,
        desk,
        again,
        words=theme.words,
        needs=theme.policy,
        versions=versions,
        languages=again.call(dict, survey.versions),
    )
    checked = _check(basis, draft, survey, site)
    others = (*unlinked, *checked, *past.problems, *collisions, *check_future(late, content.folder))
    found = all_problems(config, request, content, desk, memory, others)
    problems = again.call(without_undone, found, planned.pages, planned.twins)
    wrong = again.call(has_errors, problems)
    return Planned(root, config, site, planned, theme, problems, desk, content, timing, memory, past, wrong)


def _check(basis: _Basis, draft: Draft, survey: Survey, site: Site) -> Iterator[Problem]:
    """What is wrong between files, and between settings and content."""
    root, config, again = basis.root, basis.config, basis.memory.again
    if again.call(is_wrong_across, draft):  # where a name stands can change although the draft does not
        yield from check_across(draft, partial(place_of, root))
    yield from check_menus(config.menus, survey.book, SETTINGS, partial(locate_menu, root))
    at_publisher = partial(locate_setting, root, "publishers")
    yield from check_publishers(config.publishers, site.publishers, draft, at_publisher)
    yield from check_search(config.search, partial(locate_setting, root, "search", "enabled"))
    yield from check_languages(draft, config, site.languages)


def build(planned: Planned, *, dry_run: bool = False) -> Report:
    """Write what is planned; nothing when any problem is an error. Raises OutputError and ThemeError."""
    if planned.has_errors:
        return Report((), 0, (), {})
    with planned.timing.stage("write"):
        rows = output_rows(planned, keep=not dry_run)
        report = write(
            (*flat(rows), *_index(planned, keep=not dry_run)),
            planned.output,
            dry_run=dry_run,
            progress=partial(planned.timing.reached, "write"),
            alone=planned.timing.alone,
            leave=partial(planned.memory.session.leave, rows),
        )
        if not dry_run:
            notes = notes_path(planned.output)
            descriptions = Descriptions(planned.plan, planned.theme)
            note(notes, planned.memory, planned.desk.shown, planned.common, descriptions, report)
            planned.memory.written()
            Album(planned.root / STATE).keep_only(album_keys(planned.plan, planned.theme))
    return report


def build_ahead(planned: Planned) -> tuple[str, ...]:
    """Write the pages that differ from those of the last build in this process, if they are few; their paths.

    Nothing is written if any output was added or removed. A whole build has to follow, and is right whatever
    was done here. Raises as `build` does.
    """
    memory, left, rows = planned.memory, planned.memory.session.left, output_rows(planned)
    index = sum(map(is_index, left.entries)) if planned.plan.search else 0  # nobody waits for the index
    pairs = changed_pairs(memory.session.shipped, rows, memory.again) if memory.session.shipped else None
    if pairs is None or planned.has_errors or count(rows) + index != len(left.entries):
        return ()
    changed = [output for _, output in pairs if left.key_of(output.path) != output.key]
    many = len(changed) > AHEAD
    return () if many else ahead.replace(changed, planned.output, left)


def everything(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    """All outputs with the search's index, for which all stories' twins are read; raises OutputError."""
    return (*outputs(planned, anew=anew, keep=keep), *_index(planned, anew=anew, keep=keep))


def _index(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    """The files of the search's index; none on a site without search."""
    with planned.timing.stage("search"):
        return index_made(planned.plan, None if anew else planned.root / STATE, keep=keep)


def outputs(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    """All outputs but the search's index; with `anew`, pictures that earlier builds made are made again."""
    return flat(output_rows(planned, anew=anew, keep=keep))


def output_rows(planned: Planned, *, anew: bool = False, keep: bool = True) -> OutputRows:
    """The same by kind, so that those that have changed are found quickly."""
    again, state = planned.memory.again, "" if anew else str(planned.root / STATE)
    return planned_outputs(planned.plan, planned.theme, planned.root, again, planned.timing, state, keep=keep)


def edition_of(config: Config, request: Request) -> Edition:
    """The moment to build for, and which stories are shown besides those that are out."""
    zone = config.zone
    return Edition(
        request.now.instant(zone),
        zone,
        drafts=request.drafts,
        future=request.future,
        expired=request.expired,
    )
