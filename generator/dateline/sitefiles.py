"""What stands beside the content: site.toml and the theme, as they are on the disk now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.again import Again
from dateline.memory.memory import Memory
from dateline.pictures.imaging.encoding import can_make
from dateline.problems import ConfigError, Place
from dateline.request import Request
from dateline.rules import problem
from dateline.settings.config import Config, parse_config, with_formats, with_overrides, without_search
from dateline.settings.located import SETTINGS
from dateline.theming.themefiles import catalogues, read_chain, site_words
from dateline.words import Library

if TYPE_CHECKING:
    from dateline.theming.theme import Theme

THEMES, WORDS = "themes", "words"


def read_config(root: Path, request: Request, again: Again | None = None) -> Config:
    """The site's settings with the command line's over them; raises ConfigError."""
    return (again or Again()).call(_config, settings_text(root), request.base_url, request.output)


def _config(text: str, base_url: str | None, output: str | None) -> Config:
    config = with_overrides(parse_config(text), base_url=base_url, output=output)
    if config.search.enabled:
        from dateline.search.index import is_installed  # most sites have none

        config = config if is_installed() else without_search(config)
    formats = tuple(kind for kind in config.images.formats if can_make(kind))
    return config if formats == config.images.formats else with_formats(config, formats)


def settings_text(root: Path) -> str:
    """The text of site.toml; raises ConfigError where there is none."""
    path = root / SETTINGS
    if path.exists() and not path.is_file():  # who opens a pipe waits for ever
        raise ConfigError(problem("config", Place(SETTINGS), "cannot be read: this is no plain file"))
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        hint = "run this in a site's folder, name one with --site, or make one: dateline new site NAME"
        raise ConfigError(problem("config", Place(SETTINGS), "there is no site.toml here", hint)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(problem("config", Place(SETTINGS), f"cannot be read: {error}")) from error


def theme_words(root: Path, config: Config) -> Library:
    """What the site, its theme and its parents say, without the rest of the theme; raises ThemeError."""
    chain = read_chain(config.theme, root / THEMES)
    return Library(catalogues(chain), site_words(root / WORDS))


def site_theme(root: Path, config: Config, memory: Memory, *, glance: bool) -> Theme:
    """The site's theme, whose templates all compile; the one that is loaded already when nothing changed.

    A `glance` looks at no theme that was loaded for these settings.
    """
    last = memory.session
    if glance and last.theme and last.themed is config:
        return last.theme
    from dateline.theming.theme import load_theme  # it loads Jinja, which only who renders needs

    last.themed = config
    themes, options = root / THEMES, config.theme_options
    theme = load_theme(config.theme, themes, config.base_path, options, memory.bytecode)
    if last.theme and (last.theme.digest, last.theme.options) == (theme.digest, theme.options):
        return last.theme
    if memory.theme != theme.digest:
        theme.compile_all()
        memory.theme = theme.digest
    last.theme = theme
    return theme
