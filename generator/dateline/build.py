"""The build, as prose: settings, content, links, checks, theme, plan, and then the output.

Everything before `write` is a function of the files and an edition; any error among the problems means
that nothing is written. The clock and the command line are handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import msgspec

from dateline.check.across import check_across, is_wrong_across
from dateline.check.future import check_future
from dateline.check.menu import check_menus
from dateline.check.publishers import check_publishers
from dateline.check.search import check_search
from dateline.check.translations import check_languages
from dateline.desk import StoryDesk
from dateline.faults import faults, standing
from dateline.files.listings import Look
from dateline.files.walk import Found
from dateline.history.archive import Archive
from dateline.history.history import Histories, histories
from dateline.linking.edition import Edition
from dateline.linking.link import link, survey
from dateline.linking.untimely import untimely
from dateline.loading.load import ChangedError, Content
from dateline.loading.reading import place_of
from dateline.made.described import Things
from dateline.made.developed import album_keys
from dateline.made.made import OutputRows, count, flat, index_made, made_of, others
from dateline.made.reasons import Ground, ground_of, note, notes_path
from dateline.memory.memory import Lately, Memory
from dateline.memory.memoryfile import FILE, StoredMemory, memory_version
from dateline.model.site import Site
from dateline.outcome import Outcome
from dateline.output import ahead
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
"""Pages that are written ahead of a whole build; more are not worth it."""


class Planned(msgspec.Struct, frozen=True):
    """A site that is ready to be written, or the problems why not."""

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
    def ground(self) -> Ground:
        """What all pages stand on."""
        return ground_of(self.config, self.theme, self.plan.site, generator_digest())

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.root / self.config.build.output


def open_memory(root: Path, request: Request, generator: str = "") -> StoredMemory:
    """What earlier builds of the site at `root` left; raises ConfigError.

    `generator` is the digest of the generator, when the caller has it.
    """
    zone = read_config(root, request).timezone
    return StoredMemory(root / STATE / FILE, memory_version(generator or generator_digest(), zone))


def outcome_of(planned: Planned, report: Report | None = None) -> Outcome:
    """What a plan came to, and what was written when it was built."""
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

    With a `memory` only what it does not know is parsed and linked; the result is the same. What was `found`
    already is not looked for again, and what was seen at a `look` is not looked at again.
    """
    remembered = memory if memory is not None else Memory()
    with timing.stage("settings"):
        config = read_config(root, request, remembered.again)
    with timing.stage("theme"):
        theme = site_theme(root, config, remembered, glance=found is not None and found.is_glance)
    edition = edition_of(config, request)
    while True:
        try:
            with timing.stage("read and parse"):
                content = Content(root, remembered, edition.zone, timing, found, look)
            with timing.stage("plan"):
                planned = _plan(root, config, edition, theme, remembered, request, content, timing)
        except ChangedError as error:
            found = look = None
            remembered.distrusted = content.files_of(error.story)
        else:
            remembered.distrusted = frozenset()
            return planned


def _plan(
    root: Path,
    config: Config,
    edition: Edition,
    theme: Theme,
    memory: Memory,
    request: Request,
    content: Content,
    timing: Timing,
) -> Planned:
    """The plan for the content as it was read; raises `ChangedError` when it has changed since."""
    again, draft = memory.again, content.draft
    lately = memory.lately
    if lately and lately.draft is draft and edition.follows(lately.edition, lately.due):
        edition = lately.edition  # nothing has come out or gone since
    seen = again.call(survey, draft, edition, again.call(offered, config, theme.policy))
    pages = again.call(story_pages, config, theme.words, seen)
    with timing.stage("history"):
        past = histories(root, config, seen.stories, memory, edition.zone, timing)
    desk = StoryDesk(content, memory, seen, pages, timing, past.lives, content.records)
    with timing.stage("compile"):
        listings = again.field("compiled", desk.compile_all(), "listing")
    site, unlinked = again.call(link, draft, edition, seen, listings, config.languages)
    site = again.call(with_calendars, site, config)
    memory.lately = Lately(edition, draft, site.next_due[0] if site.next_due else None)
    with timing.stage("history"):
        versions = Archive(past, memory, seen, pages, timing).pages(desk.shown)
    told = (theme.options, desk, again, theme.words, theme.policy, versions)
    planned, collisions = plan(site, config, *told, again.call(dict, seen.versions))
    # Where a name stands can change although the draft does not.
    across = check_across(draft, partial(place_of, root)) if again.call(is_wrong_across, draft) else ()
    menu = check_menus(config.menus, seen.book, SETTINGS, partial(locate_menu, root))
    known = check_publishers(
        config.publishers, site.publishers, draft, partial(locate_setting, root, "publishers")
    )
    search = check_search(config.search, partial(locate_setting, root, "search", "enabled"))
    tags = check_languages(draft, config, site.languages)
    late = check_future(again.call(untimely, listings, draft.stories, edition), content.folder)
    others = (*unlinked, *across, *menu, *known, *search, *past.problems, *collisions, *tags, *late)
    found = faults(config, request, content, desk, memory, others)
    problems = again.call(standing, found, planned.pages, planned.twins)
    wrong = again.call(has_errors, problems)
    return Planned(root, config, site, planned, theme, problems, desk, content, timing, memory, past, wrong)


def build(planned: Planned, *, dry_run: bool = False) -> Report:
    """Write what is planned; nothing when any problem is an error. Raises OutputError and ThemeError."""
    if planned.has_errors:
        return Report((), 0, (), {})
    with planned.timing.stage("write"):
        rows = output_rows(planned, keep=not dry_run)
        report = write(
            (*flat(rows), *_index(planned, keep=not dry_run)),
            planned.output,
            planned.root / STATE,
            planned.root,
            dry_run=dry_run,
            progress=partial(planned.timing.reached, "write"),
            alone=planned.timing.alone,
            leave=partial(planned.memory.leave, rows),
        )
        if not dry_run:
            notes = notes_path(planned.output, planned.root / STATE, planned.root)
            things = Things(planned.plan, planned.theme)
            note(notes, planned.memory, planned.desk.shown, planned.ground, things, report)
            planned.memory.written()
            Album(planned.root / STATE).keep_only(album_keys(planned.plan, planned.theme))
    return report


def build_ahead(planned: Planned) -> tuple[str, ...]:
    """Write the few pages that are others than the last build of this process left, when that is all; which.

    A whole build has to follow, and is right whatever was done here. Raises as `build` does.
    """
    memory, left, rows = planned.memory, planned.memory.left, output_rows(planned)
    index = sum(map(is_index, left.entries)) if planned.plan.search else 0  # nobody waits for the index
    pairs = others(memory.shipped, rows, memory.again) if memory.shipped else None
    if pairs is None or planned.has_errors or count(rows) + index != len(left.entries):
        return ()
    changed = [output for _, output in pairs if left.entries.get(output.path, ("",))[0] != output.key]
    many = len(changed) > AHEAD
    return () if many else ahead.replace(changed, planned.output, planned.root / STATE, planned.root, left)


def everything(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    """All outputs and the index of the search, for which all of the stories are read; raises OutputError."""
    return (*outputs(planned, anew=anew, keep=keep), *_index(planned, anew=anew, keep=keep))


def _index(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    with planned.timing.stage("search"):
        return index_made(planned.plan, None if anew else planned.root / STATE, keep=keep)


def outputs(planned: Planned, *, anew: bool = False, keep: bool = True) -> tuple[Output, ...]:
    """Every file but the index, each with the key of all that it is made from; pictures `anew`, or kept."""
    return flat(output_rows(planned, anew=anew, keep=keep))


def output_rows(planned: Planned, *, anew: bool = False, keep: bool = True) -> OutputRows:
    """The same in rows, by which what is new is found."""
    told = planned.memory.again, planned.timing, "" if anew else str(planned.root / STATE)
    return made_of(planned.plan, planned.theme, planned.root, *told, keep=keep)


def edition_of(config: Config, request: Request) -> Edition:
    """What of the site is to be shown."""
    zone, shown = config.zone, (request.drafts, request.future, request.expired)
    return Edition(request.now.instant(zone), zone, *shown)
