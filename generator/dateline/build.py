"""The build, as prose: settings, content, links, checks, theme, plan, and then the output.

Everything before `write` is a function of the files and an edition; any error among the problems means
that nothing is written. The clock and the command line are handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from dateline import digest
from dateline.check import check
from dateline.config import Config, parse_config, with_overrides
from dateline.dates import Moment
from dateline.edition import Edition
from dateline.link import link
from dateline.load import load
from dateline.model import Site
from dateline.pages import Plan, PlannedPage, plan
from dateline.problems import ConfigError, Place, Problem, has_errors, in_order, weigh
from dateline.rules import problem
from dateline.theme import Theme, load_theme
from dateline.write import Output, Report, write

SETTINGS = "site.toml"
STATE = ".dateline"
"""The git-ignored folder in the site for what Dateline remembers between builds."""


class Request(msgspec.Struct, frozen=True):
    """What the command line asks of a build."""

    now: Moment
    drafts: bool = False
    future: bool = False
    expired: bool = False
    strict: bool = False
    base_url: str | None = None
    output: str | None = None
    """A folder in place of the site's own, absolute or from the site's root."""


class Planned(msgspec.Struct, frozen=True):
    """A site that is ready to be written, or the problems why not."""

    root: Path
    config: Config
    site: Site
    plan: Plan
    theme: Theme
    problems: tuple[Problem, ...]

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


def plan_site(root: Path, request: Request, read: Callable[[int], None] | None = None) -> Planned:
    """Everything that would be written for the site at `root`; raises ConfigError and ThemeError.

    `read` is told how many files have been read so far.
    """
    config = read_config(root, request)
    edition = _edition(config, request)
    draft, unreadable = load(root, read)
    site, unlinked = link(draft, edition)
    findings = check(draft, site, edition)
    theme = load_theme(config.theme, root / "themes", config.base_path, config.theme_options)
    theme.compile_all()
    planned, collisions = plan(site, config, theme.options)
    problems = weigh(
        in_order((*unreadable, *unlinked, *findings, *collisions)), config.check, strict=request.strict
    )
    return Planned(root, config, site, planned, theme, problems)


def build(
    planned: Planned, *, dry_run: bool = False, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Write what is planned; nothing when any problem is an error. Raises OutputError and ThemeError."""
    if planned.has_errors:
        return Report((), 0, ())
    return write(
        outputs(planned),
        planned.output,
        planned.root / STATE,
        planned.root,
        dry_run=dry_run,
        progress=progress,
    )


def outputs(planned: Planned) -> tuple[Output, ...]:
    """Every file of the output, each with the key of all that it is made from."""
    theme, site = planned.theme, planned.plan.site
    common = digest.of_value(site, theme.digest, generator_digest())
    made = [
        Output(p.path, _page_key(p, common), partial(theme.render, p.template, p.view, site))
        for p in planned.plan.pages
    ]
    made += [
        Output(file.path, file.digest, (planned.root / file.file).read_bytes) for file in planned.plan.files
    ]
    made += [
        Output(asset.path, digest.of_bytes(asset.content), partial(bytes, asset.content))
        for asset in theme.assets
    ]
    return tuple(made)


def generator_digest() -> str:
    """The digest of the generator itself, so that a new version never leaves stale pages."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*.py"))
    sources = [(path.relative_to(package).as_posix(), path.read_bytes()) for path in files]
    return digest.of_value(sources, version("jinja2"), version("markupsafe"))


def _page_key(page: PlannedPage, common: str) -> str:
    return digest.of_value(page.template, type(page.view).__name__, page.view, common)


def _edition(config: Config, request: Request) -> Edition:
    zone = ZoneInfo(config.timezone)
    now: datetime = request.now.instant(zone)
    return Edition(now, zone, drafts=request.drafts, future=request.future, expired=request.expired)
