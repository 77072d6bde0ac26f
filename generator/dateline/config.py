"""Configuration: site.toml as one frozen value, or every mistake in it at once.

The only room that knows TOML. It must not know the environment, the command line or any folder:
whether a theme or an output folder exists is for `theme` and `write` to find out. `docs/settings.md`
describes each setting.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from dateline import rules
from dateline.problems import ConfigError, Place, Problem, Severity, in_order
from dateline.settings import Check, Reading, check_base_url, check_language, check_theme, check_timezone
from dateline.tomlplaces import Path
from dateline.urls import LINKABLE, unsafe_reason


class MenuItem(msgspec.Struct, frozen=True):
    """One entry of the menu: `[[menu]]`."""

    name: str
    """The words of the link."""
    url: str
    """Where it leads: an address on the site ("/about/") or elsewhere."""


class Build(msgspec.Struct, frozen=True):
    """What is built and where: `[build]`."""

    output: str = "public"
    """The folder that the site is written into, from the site's folder."""
    feed_stories: int = 20
    """How many stories the feed holds, the newest first."""
    home_stories: int = 12
    """How many stories the home page lists below the first."""


class Terms(msgspec.Struct, frozen=True):
    """What a licence of the newsroom's allows: `"AP 2026" = { … }` in `[evidence.licenses]`."""

    excerpt_words: int
    """The most words in one excerpt; 0 for no excerpt."""
    source_words: int
    """The most words of one source on one page."""


class Evidence(msgspec.Struct, frozen=True):
    """How much of its sources a page may print: `[evidence]`."""

    excerpt_words: int = 40
    """The most words in one excerpt; 0 for no excerpt."""
    source_words: int = 150
    """The most words of one source on one page."""
    licenses: dict[str, Terms] = {}
    """What licences allow that the newsroom has bought: by the name that a source's `license:` gives."""


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
    theme_options: dict[str, Any] = {}
    """Options of the theme; its theme.toml lists them."""
    extra: dict[str, Any] = {}
    """Anything of your own: Dateline does not look at it."""

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


def _syntax(text: str, file: str, error: Exception) -> Problem:
    """The problem of a text that is no TOML, where the parser stopped."""
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
        menu=_menu(reading, data.get("menu", [])),
        check=_check(reading, data.get("check", {})),
        build=_build(reading, data.get("build", {})),
        evidence=_evidence(reading, data.get("evidence", {})),
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


def _menu(reading: Reading, value: object) -> tuple[MenuItem, ...]:
    if not isinstance(value, list):
        reading.wrong(("menu",), "`menu` is a list of tables", "write [[menu]] above each entry")
        return ()
    items = []
    for index, entry in enumerate(value):
        path: Path = ("menu", index)
        table = reading.table(entry, path, ("name", "url"))
        if isinstance(entry, dict):
            name = reading.text(table, (*path, "name"), required=True)
            url = reading.text(table, (*path, "url"), required=True)
            unsafe = unsafe_reason(url)
            if url and (unsafe or not re.match(rf"/|({'|'.join(LINKABLE)}):", url, re.IGNORECASE)):
                why = f" must not be linked: {unsafe}" if unsafe else " leads elsewhere from every page"
                hint = "write a path from the site’s root such as /about/, or a whole address"
                reading.wrong((*path, "url"), f"“{url}”{why}", hint)
            items.append(MenuItem(name, url))
    return tuple(items)


def menu_place(text: str, index: int, file: str = "site.toml") -> Place:
    """Where the address of a menu entry stands in the text of site.toml; `index` counts from 0."""
    return Reading(text, file, _TOP).place(("menu", index, "url"))


def _check(reading: Reading, value: object) -> dict[str, Severity]:
    """The severities by rule, in the order of their names."""
    severities = {}
    for name, severity in sorted(reading.table(value, ("check",), tuple(rules.BY_NAME)).items()):
        rule = rules.BY_NAME.get(name)
        if rule is None:
            continue
        if severity not in tuple(Severity):
            reading.wrong(
                ("check", name), f"`{name}` has no such severity", 'write "error", "warning" or "off"'
            )
        elif rule.fixed and severity != Severity.ERROR:
            message = f"`{name}` is always an error"
            hint = "what breaks it cannot be read without guessing, or is not safe to publish"
            reading.wrong(("check", name), message, hint)
        else:
            severities[name] = Severity(severity)
    return severities


def _build(reading: Reading, value: object) -> Build:
    default = Build()
    known = tuple(field.name for field in msgspec.structs.fields(Build))
    data = reading.table(value, ("build",), known)
    output = reading.text(data, ("build", "output"), default.output)
    if not output.isprintable():
        reading.wrong(("build", "output"), "the name of the output folder holds a character that no name has")
    return Build(
        output=output,
        feed_stories=reading.count(data, ("build", "feed_stories"), default.feed_stories),
        home_stories=reading.count(data, ("build", "home_stories"), default.home_stories),
    )


_TERMS = tuple(field.name for field in msgspec.structs.fields(Terms))


def _evidence(reading: Reading, value: object) -> Evidence:
    path: Path = ("evidence",)
    data = reading.table(value, path, (*_TERMS, "licenses"))
    limits = _terms(reading, data, path, Terms(Evidence().excerpt_words, Evidence().source_words))
    named = data.get("licenses", {})
    licenses = reading.table(named, (*path, "licenses"), tuple(named) if isinstance(named, dict) else ())
    return Evidence(
        limits.excerpt_words,
        limits.source_words,
        {
            name: _terms(
                reading,
                reading.table(terms, (*path, "licenses", name), _TERMS),
                (*path, "licenses", name),
                limits,
            )
            for name, terms in sorted(licenses.items())
        },
    )


def _terms(reading: Reading, data: Mapping[str, Any], path: Path, default: Terms) -> Terms:
    """The limits in a table; `default` has those that it does not name."""
    return Terms(
        reading.count(data, (*path, "excerpt_words"), default.excerpt_words, least=0, most=100_000),
        reading.count(data, (*path, "source_words"), default.source_words, least=0, most=100_000),
    )


def _free(reading: Reading, data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A table whose keys are not ours to know."""
    value = data.get(name, {})
    if not isinstance(value, dict):
        reading.wrong((name,), f"`{name}` is a table", f"write [{name}] and its keys below")
        return {}
    return dict(reading.plain(value, (name,)))
