"""The build, as prose: settings, content, links, checks, theme, plan, and then the output.

Everything before `write` is a function of the files and an edition; any error among the problems means
that nothing is written. The clock and the command line are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from dateline import digest, disk, fresh, frontmatter
from dateline.check.headers import check_names
from dateline.check.menu import check_menu
from dateline.config import Config, menu_place, parse_config, with_overrides
from dateline.desk import StoryDesk
from dateline.edition import Edition
from dateline.link import link, section_links, survey
from dateline.load import ChangedError, Content
from dateline.memory import Memory
from dateline.memoryfile import FILE, StoredMemory
from dateline.model import Site
from dateline.outcome import Outcome
from dateline.pages import Plan, PlannedPage, plan
from dateline.pages.imprint import Imprint
from dateline.pages.story import StoryPages
from dateline.problems import ConfigError, Place, Problem, has_errors
from dateline.reasons import Ground, ground_of, note, notes_path
from dateline.request import STATE, Request
from dateline.rules import problem, weigh
from dateline.stamps import Stamp
from dateline.theme import Theme, load_theme
from dateline.timing import Timing
from dateline.version import generator_digest
from dateline.views import SiteView
from dateline.write import Output, Report, write

SETTINGS = "site.toml"


class Planned(msgspec.Struct, frozen=True):
    """A site that is ready to be written, or the problems why not."""

    root: Path
    config: Config
    site: Site
    plan: Plan
    theme: Theme
    problems: tuple[Problem, ...]
    desk: StoryDesk
    inputs: Mapping[str, Stamp]
    """The content files and folders that were looked at, with their stamps from before."""
    read: int
    """How many stories and other files had to be read, because they were not known."""
    timing: Timing
    memory: Memory

    @property
    def ground(self) -> Ground:
        """What all pages stand on."""
        return ground_of(self.config, self.theme, self.plan.site, generator_digest())

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.root / self.config.build.output

    @property
    def has_errors(self) -> bool:
        """True when nothing may be written."""
        return has_errors(self.problems)


def read_config(root: Path, request: Request) -> Config:
    """The site's settings with the command line's over them; raises ConfigError."""
    try:
        text = (root / SETTINGS).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        hint = "run this in a site's folder, name one with --site, or make one: dateline new site NAME"
        raise ConfigError(problem("config", Place(SETTINGS), "there is no site.toml here", hint)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(problem("config", Place(SETTINGS), f"cannot be read: {error}")) from error
    config = parse_config(text)
    return with_overrides(config, base_url=request.base_url, output=request.output)


def open_memory(root: Path, request: Request, generator: str = "") -> StoredMemory:
    """What earlier builds of the site at `root` left; raises ConfigError.

    `generator` is the digest of the generator, when the caller has it.
    """
    zone = read_config(root, request).timezone
    return StoredMemory(root / STATE / FILE, digest.of_value(generator or generator_digest(), zone))


def rebuild(
    root: Path,
    request: Request,
    *,
    read: Callable[[int], None] | None = None,
    written: Callable[[int, int], None] | None = None,
    timing: Timing | None = None,
) -> Outcome:
    """Build the site at `root` with all that earlier builds left, and leave as much to the next.

    `read` is told how many files have been read, `written` how many outputs are done, and of how many,
    `timing` what is being done. Raises ConfigError, ThemeError and OutputError.
    """
    timing = timing or Timing()
    with timing.stage("memory"):
        generator = generator_digest()
        settings = fresh.look(root)
        memory = open_memory(root, request, generator)
    planned = plan_site(root, request, read, memory, timing)
    report = build(planned, progress=written)
    outcome = outcome_of(planned, report)
    if not planned.has_errors:
        with timing.stage("memory"):
            memory.save()
            inputs = settings.joined(planned.inputs)
            snapshot = _snapshot(planned, request, generator, inputs, outcome)
            fresh.remember(root, root / STATE, snapshot, inputs)
    return outcome


def outcome_of(planned: Planned, report: Report | None = None) -> Outcome:
    """What a plan came to, and what was written when it was built."""
    due = planned.site.next_due
    return Outcome(
        output=planned.config.build.output,
        stories=len(planned.site.stories),
        sources=sum(story.articles for story in planned.site.stories),
        pages=len(planned.plan.pages),
        written=report.written if report else (),
        kept=report.kept if report else 0,
        removed=report.removed if report else (),
        read=planned.read,
        compiled=len(planned.desk.made),
        rendered=sum(page.path in report.made for page in planned.plan.pages) if report else 0,
        next_due=due,
        problems=planned.problems,
    )


def _snapshot(
    planned: Planned, request: Request, generator: str, inputs: fresh.Inputs, outcome: Outcome
) -> fresh.Snapshot:
    """What the next build compares with to see that there is nothing to do."""
    return fresh.Snapshot(
        version=request.digest(generator),
        zone=planned.config.timezone,
        since=request.now.instant(ZoneInfo(planned.config.timezone)),
        until=outcome.next_due[0] if outcome.next_due else None,
        inputs=inputs.paths,
        stamps=fresh.digest_of(inputs.stamps),
        outcome=outcome,
    )


def plan_site(
    root: Path,
    request: Request,
    read: Callable[[int], None] | None = None,
    memory: Memory | None = None,
    timing: Timing | None = None,
) -> Planned:
    """Everything that would be written for the site at `root`; raises ConfigError and ThemeError.

    `read` is told how many files have been read so far. With a `memory` only what it does not know is
    parsed and linked; the result is the same.
    """
    timing = timing or Timing()
    remembered = memory if memory is not None else Memory()
    with timing.stage("settings"):
        config = read_config(root, request)
    with timing.stage("theme"):
        theme = _theme(root, config, remembered)
    edition = _edition(config, request)
    while True:
        try:
            with timing.stage("read and parse"):
                content = Content(root, remembered, edition.zone, read, timing)
            with timing.stage("plan"):
                return _plan(root, config, edition, theme, remembered, request, content, timing)
        except ChangedError:
            continue


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
    seen = survey(content.draft, edition)
    pages = StoryPages(Imprint(config), section_links(seen), seen.tags)
    desk = StoryDesk(content, memory, seen, pages, timing)
    with timing.stage("compile"):
        listings = [compiled.listing for compiled in desk.compile_all()]
    site, unlinked = link(content.draft, edition, seen, listings)
    planned, collisions = plan(site, config, theme.options, desk)
    names = check_names(content.draft, partial(_locate, root))
    menu = check_menu(config.menu, seen.book, SETTINGS, partial(_locate_menu, root))
    found = (*content.problems, *unlinked, *desk.problems(), *names, *menu, *collisions)
    problems = weigh(found, config.check, strict=request.strict, checking=request.checking)
    inputs = _inputs(content)
    memory.keep_files(inputs, len(inputs) - len(content.found.folders))
    return Planned(root, config, site, planned, theme, problems, desk, inputs, content.read, timing, memory)


def _theme(root: Path, config: Config, memory: Memory) -> Theme:
    """The site's theme, whose templates all compile; the one that is loaded already when nothing changed."""
    themes, options = root / "themes", config.theme_options
    theme = load_theme(config.theme, themes, config.base_path, options, memory.bytecode)
    if memory.loaded and (memory.loaded.digest, memory.loaded.options) == (theme.digest, theme.options):
        return memory.loaded
    if memory.theme != theme.digest:
        memory.bytecode.clear()
        theme.compile_all()
        memory.theme = theme.digest
    memory.loaded = theme
    return theme


def _inputs(content: Content) -> dict[str, Stamp]:
    """The files and folders below content/ and their stamps."""
    found = content.found
    files = [*found.pages, *found.attachments, *(s.header for s in found.sections if s.header)]
    files += [file for story in found.stories for file in story.files]
    return dict(found.folders) | {file.file: file.stamp for file in files}


def _locate(root: Path, file: str, path: str) -> Place:
    """The place of a key in a file's front matter, read again for the sake of a problem."""
    try:
        text, _ = frontmatter.read_text(file, (root / file).read_bytes())
    except OSError:
        return Place(file)
    parts = frontmatter.split(file, text)[0] if text is not None else None
    return frontmatter.place(file, parts.header, path) if parts else Place(file)


def _locate_menu(root: Path, index: int) -> Place:
    """The place of a menu entry's address, read again for the sake of a problem."""
    try:
        return menu_place((root / SETTINGS).read_text(encoding="utf-8"), index)
    except (OSError, UnicodeDecodeError):
        return Place(SETTINGS)


def build(
    planned: Planned, *, dry_run: bool = False, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Write what is planned; nothing when any problem is an error. Raises OutputError and ThemeError."""
    if planned.has_errors:
        return Report((), 0, (), {})
    with planned.timing.stage("write"):
        report = write(
            outputs(planned),
            planned.output,
            planned.root / STATE,
            planned.root,
            dry_run=dry_run,
            progress=progress,
            alone=planned.timing.alone,
        )
        if not dry_run:
            notes = notes_path(planned.output, planned.root / STATE, planned.root)
            note(notes, planned.memory, planned.desk, planned.ground, planned.plan, report)
            planned.memory.written()
    return report


def outputs(planned: Planned) -> tuple[Output, ...]:
    """Every file of the output, each with the key of all that it is made from."""
    theme, site = planned.theme, planned.plan.site
    common = digest.of_value(site, theme.digest, generator_digest())
    made = [
        Output(p.path, _page_key(p, common), partial(_render, theme, p, site, planned.timing))
        for p in planned.plan.pages
    ]
    made += [
        Output(f.path, f.digest, partial(disk.copied, planned.root, f.file, f.digest))
        for f in planned.plan.files
    ]
    made += [
        Output(asset.path, digest.of_bytes(asset.content), partial(bytes, asset.content))
        for asset in theme.assets
    ]
    return tuple(made)


def _page_key(page: PlannedPage, common: str) -> str:
    return digest.of_value(page.template, page.digest, common)


def _render(theme: Theme, page: PlannedPage, site: SiteView, timing: Timing) -> bytes:
    with timing.stage("render", template=page.template, story=page.story):
        return theme.render(page.template, page.view(), site)


def _edition(config: Config, request: Request) -> Edition:
    zone = ZoneInfo(config.timezone)
    now = request.now.instant(zone)
    return Edition(now, zone, drafts=request.drafts, future=request.future, expired=request.expired)
