"""Configuration: site.toml as one frozen value, or every mistake in it at once.

Each table has a room in `tables`; `places` finds where a key stands. This room must not know the environment,
the command line or any folder: whether a theme or an output folder exists is for `theme` and `write`
to find out. `docs/settings.md` describes each setting.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from dateline import rules
from dateline.problems import ConfigError, Place, Problem, Severity, in_order
from dateline.settings.newsroom import Newsroom
from dateline.settings.reading import (
    Check,
    Reading,
    check_base_url,
    check_theme,
    check_timezone,
)
from dateline.settings.tables.build import Build, read_build
from dateline.settings.tables.check import read_check
from dateline.settings.tables.compose import Compose, read_compose
from dateline.settings.tables.crawlers import Crawlers, read_crawlers
from dateline.settings.tables.evidence import Evidence, read_evidence
from dateline.settings.tables.feeds import Feeds, read_feeds
from dateline.settings.tables.history import History, read_history
from dateline.settings.tables.hosting import Hosting, read_hosting
from dateline.settings.tables.images import Images, read_images
from dateline.settings.tables.languages import Language, read_languages
from dateline.settings.tables.menu import MenuItem, read_menu
from dateline.settings.tables.publishers import Publisher, read_publishers
from dateline.settings.tables.search import Search, read_search
from dateline.settings.tables.trust import Trust, read_trust
from dateline.settings.tables.twins import Twins, read_twins
from dateline.settings.tags import check_language


class Config(msgspec.Struct, frozen=True):
    """All settings of a site, checked and with their defaults."""

    title: str
    """The name of the publication. Required."""
    base_url: str = "http://localhost:8000/"
    """Where the site will stand, with its path; always ends with "/"."""
    language: str = "en"
    """The language of the site as a BCP 47 tag: dates and numbers are written in it."""
    timezone: str = "UTC"
    """The IANA time zone of the newsroom: when a day without a time begins."""
    theme: str = "default"
    """The theme's name: a folder in themes/, or one that comes with Dateline."""
    description: str = ""
    """A sentence about the publication, for search engines and the feed."""
    authors: tuple[str, ...] = ()
    """Who writes where a story names no authors."""
    publisher: str = ""
    """The organisation behind the publication; the title, unless given."""
    menu: tuple[MenuItem, ...] = ()
    """Links that stand beside the sections in the menu."""
    check: dict[str, Severity] = {}
    """How much the rules weigh: a rule's name and `error`, `warning` or `off`."""
    build: Build = Build()
    """What is built and where."""
    evidence: Evidence = Evidence()
    """How much of its sources a page may print."""
    compose: Compose = Compose()
    """Who drafts a story."""
    images: Images = Images()
    """How pictures are published."""
    publishers: dict[str, Publisher] = {}
    """What is known of those who are cited, by their names."""
    feeds: Feeds = Feeds()
    """Which feeds there are."""
    crawlers: Crawlers = Crawlers()
    """What crawlers are asked."""
    trust: Trust = Trust()
    """Whom the publication belongs to and what belongs to it."""
    hosting: Hosting = Hosting()
    """What the host of the site is told."""
    history: History = History()
    """Where the history of stories is kept."""
    languages: dict[str, Language] = {}
    """The languages beside the site's own, by tag: stories are translated into them."""
    twins: Twins = Twins()
    """In which forms the site is published for machines."""
    search: Search = Search()
    """Whether readers can search."""
    theme_options: dict[str, Any] = {}
    """Options of the theme; its theme.toml lists them."""
    extra: dict[str, Any] = {}
    """Anything of your own: Dateline does not look at it."""

    def in_language(self, tag: str) -> Config:
        """The settings of the site in one of its languages; as they are for any other."""
        other = self.languages.get(tag)
        if other is None:
            return self
        return msgspec.structs.replace(
            self,
            language=tag,
            title=other.title or self.title,
            description=other.description or self.description,
            menu=other.menu or self.menu,
        )

    @property
    def menus(self) -> dict[str, tuple[MenuItem, ...]]:
        """The menus by the tags of languages, "" for the site's own."""
        return {"": self.menu} | {tag: language.menu for tag, language in self.languages.items()}

    @property
    def newsroom(self) -> Newsroom:
        """What of the settings holds for each story, whatever is in it."""
        return Newsroom(self.zone, self.language, self.evidence)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the newsroom."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of the base URL without its last slash: "" or "/news"."""
        return urlsplit(self.base_url).path.rstrip("/")


def parse_config(text: str, file: str = "site.toml") -> Config:
    """The settings that the text of site.toml gives; raises ConfigError with all its problems."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, numbers of 5,000 digits, [[[[[…
        raise ConfigError(_syntax(text, file, error)) from error
    reading = Reading(text, file, _TOP)
    config = _config(reading, data)
    if reading.problems:
        raise ConfigError(*in_order(reading.problems))
    return config


def with_overrides(config: Config, *, base_url: str | None = None, output: str | None = None) -> Config:
    """The config with what the command line says instead; raises ConfigError when that is no use."""
    if base_url is not None:
        address, wrong = check_base_url(base_url)
        if wrong:
            raise ConfigError(rules.problem("config", Place("--base-url"), *wrong))
        config = msgspec.structs.replace(config, base_url=address)
    if output is not None:
        if not output.strip():
            raise ConfigError(rules.problem("config", Place("--output"), "the output folder has no name"))
        config = msgspec.structs.replace(config, build=msgspec.structs.replace(config.build, output=output))
    return config


def with_formats(config: Config, formats: tuple[str, ...]) -> Config:
    """The config with these kinds of pictures alone: what cannot be made here is not promised."""
    images = msgspec.structs.replace(config.images, formats=formats)
    return msgspec.structs.replace(config, images=images)


def without_search(config: Config) -> Config:
    """The config of a site that asks for a search which cannot be made here."""
    return msgspec.structs.replace(config, search=Search(enabled=None))


def _syntax(text: str, file: str, error: Exception) -> Problem:
    """The problem of a text that is no TOML, where the parser stopped."""
    if text.startswith("\ufeff"):
        hint = "save it as “UTF-8” (without “BOM” or “signature”)"
        return rules.problem("config", Place(file, 1, 1), "the file begins with a byte-order mark", hint)
    said = "lists stand too deep in each other" if isinstance(error, RecursionError) else str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    message = re.sub(r" \(at [^)]*\)$", "", said)
    hint = "texts stand between double quotes" if "Invalid value" in message else ""
    return rules.problem("config", Place(file, line, column), f"site.toml is no valid TOML: {message}", hint)


_TOP = tuple(field.name for field in msgspec.structs.fields(Config))


def _config(reading: Reading, data: Mapping[str, Any]) -> Config:
    """The config, with defaults where `reading` has noted a problem."""
    reading.table(data, (), _TOP)
    title = reading.text(data, ("title",), required=True)
    return Config(
        title=title,
        base_url=_checked(reading, data, "base_url", check_base_url),
        language=_checked(reading, data, "language", check_language),
        timezone=_checked(reading, data, "timezone", check_timezone),
        theme=_checked(reading, data, "theme", check_theme),
        description=reading.text(data, ("description",)),
        authors=_authors(reading, data.get("authors", [])),
        publisher=reading.text(data, ("publisher",), title),
        menu=read_menu(reading, data.get("menu", [])),
        check=read_check(reading, data.get("check", {})),
        build=read_build(reading, data.get("build", {})),
        evidence=read_evidence(reading, data.get("evidence", {})),
        compose=read_compose(reading, data.get("compose", {})),
        images=read_images(reading, data.get("images", {})),
        publishers=read_publishers(reading, data.get("publishers", {})),
        feeds=read_feeds(reading, data.get("feeds", {})),
        crawlers=read_crawlers(reading, data.get("crawlers", {})),
        trust=read_trust(reading, data.get("trust", {})),
        hosting=read_hosting(reading, data.get("hosting", {})),
        history=read_history(reading, data.get("history", {})),
        languages=read_languages(reading, data.get("languages", {}), str(data.get("language", "en"))),
        twins=read_twins(reading, data.get("twins", {})),
        search=read_search(reading, data.get("search", {})),
        theme_options=_free(reading, data, "theme_options"),
        extra=_free(reading, data, "extra"),
    )


def _checked(reading: Reading, data: Mapping[str, Any], name: str, check: Check) -> str:
    """A text setting of the whole site that passes its own check, or its default."""
    default = str(_DEFAULTS[name])
    value, wrong = check(reading.text(data, (name,), default))
    if wrong:
        reading.wrong((name,), *wrong)
    return str(value)


_DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(Config)}


def _authors(reading: Reading, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        reading.wrong(("authors",), "`authors` is a list of names", 'write authors = ["A. Name"]')
        return ()
    return tuple(name.strip() for name in value)


def menu_place(text: str, index: int, tag: str = "", file: str = "site.toml") -> Place:
    """Where the address of a menu entry stands in the text of site.toml; `index` counts from 0.

    The menu is that of the language with this tag.
    """
    above = ("languages", tag) if tag else ()
    return Reading(text, file, _TOP).place((*above, "menu", index, "url"))


def setting_place(text: str, *path: str, key: bool = True, file: str = "site.toml") -> Place:
    """Where a setting's name or a table stands in the text of site.toml; with `key` false its value."""
    return Reading(text, file, _TOP).place(path, key=key)


def _free(reading: Reading, data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A table whose keys are not ours to know."""
    value = data.get(name, {})
    if not isinstance(value, dict):
        reading.wrong((name,), f"`{name}` is a table", f"write [{name}] and its keys below")
        return {}
    return dict(reading.plain(value, (name,)))
