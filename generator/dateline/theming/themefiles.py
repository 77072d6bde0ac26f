"""Theme folders: theme.toml, templates, static files and words as read, a child before its parents.

Finds a theme and what it extends, reads each whole, and lays a child's files and options over its
parents'. It must know no Jinja: a template is bytes here. What is wrong is raised as ThemeError.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from dateline.pictures.cards import COLOUR, Colours
from dateline.policy import DIRECTIVES, is_source
from dateline.problems import Place, Problem, ThemeError, did_you_mean
from dateline.settings.located import locate_setting
from dateline.theming.assets import StaticFile
from dateline.theming.shipped import builtin_themes
from dateline.words import Catalogue

_PARTS = ("theme.toml", "templates", "static", "words")
_ASTRAY = "this is a link that leads out of the site, or to a hidden file"


class ThemeSettings(msgspec.Struct, frozen=True):
    """theme.toml: what the theme is, which theme it builds upon, and its options' defaults."""

    description: str = ""
    version: str = ""
    extends: str = ""
    options: dict[str, str | bool | int | float | list[str]] = {}
    policy: dict[str, list[str]] = {}
    """What its pages load beyond files of the site, by directive of the content security policy."""
    card: dict[str, str] = {}
    """The colours of cards and icons, by their names in `Colours`."""


class ThemeFolder(msgspec.Struct, frozen=True):
    """One theme folder as read: how problems name it, its settings, its files by path."""

    name: str
    shown: str
    settings: ThemeSettings
    files: dict[str, bytes]


def overlay(chain: Iterable[ThemeFolder], prefix: str) -> dict[str, StaticFile]:
    """The files under `prefix` by the path below it, a child's over its parents'."""
    return {
        path.removeprefix(prefix): StaticFile(f"{folder.shown}/{path}", content)
        for folder in reversed(tuple(chain))
        for path, content in folder.files.items()
        if path.startswith(prefix)
    }


def read_chain(name: str, site_themes: Path) -> tuple[ThemeFolder, ...]:
    """The theme and its ancestors, child first."""
    chain = [_folder(name, site_themes, partial(locate_setting, site_themes.parent, "theme", key=False))]
    while parent := chain[-1].settings.extends:
        names = [folder.name for folder in chain]
        toml = f"{chain[-1].shown}/theme.toml"
        locate = partial(_key_place, toml, chain[-1].files["theme.toml"].decode(), "extends")
        if parent in names:
            circle = " → ".join((*names, parent))
            raise ThemeError(Problem(locate(), "theme", f"themes extend each other: {circle}"))
        chain.append(_folder(parent, site_themes, locate))
    return tuple(chain)


def _folder(name: str, site_themes: Path, locate: Callable[[], Place]) -> ThemeFolder:
    """The theme's folder, read whole; `locate` finds what asked for it."""
    for root in (site_themes, builtin_themes()):
        path = root / name
        if PurePosixPath(name).name == name and (path / "theme.toml").is_file():
            shown = f"{root.name}/{name}" if root == site_themes else path.as_posix()
            files = _files(path, shown, linked_within=(path, root.parent) if root == site_themes else ())
            return ThemeFolder(name, shown, _settings(f"{shown}/theme.toml", files["theme.toml"]), files)
    known = sorted(
        path.parent.name for root in (site_themes, builtin_themes()) for path in root.glob("*/theme.toml")
    )
    hint = did_you_mean(name, known) or f"themes found: {', '.join(dict.fromkeys(known)) or 'none'}"
    searched = f"{site_themes.name}/{name}/theme.toml and the built-in themes"
    raise ThemeError(Problem(locate(), "theme", f"there is no theme “{name}” (searched {searched})", hint))


def _files(root: Path, shown: str, linked_within: tuple[Path, ...]) -> dict[str, bytes]:
    """What a theme is made of, by path: its settings, templates, static files and words; no hidden files.

    Links may lead to what is not hidden in these folders; without any they are not looked at.
    """
    files: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        hidden = any(part.startswith(".") or part.endswith("~") for part in relative.parts)
        if hidden or relative.parts[0] not in _PARTS or not path.is_file():
            continue
        place = Place(f"{shown}/{relative.as_posix()}")
        if linked_within and _is_astray(path, linked_within):
            raise ThemeError(Problem(place, "theme", _ASTRAY))
        try:
            files[relative.as_posix()] = path.read_bytes()
        except OSError as error:
            raise ThemeError(Problem(place, "theme", f"cannot be read: {error.strerror}")) from error
    return files


def _is_astray(path: Path, folders: Iterable[Path]) -> bool:
    """True for a link that leads out of all these folders, or to a hidden file."""
    if not path.is_symlink():
        return False
    target = path.resolve()
    inside = (target.relative_to(home) for home in map(Path.resolve, folders) if target.is_relative_to(home))
    return all(any(part.startswith(".") for part in below.parts) for below in inside)


def site_words(folder: Path) -> Catalogue | None:
    """The site's own words, in the folder beside its themes; None when there is none."""
    if not folder.is_dir():
        return None
    files: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith("~") or not path.is_file():
            continue
        place = Place(f"{folder.name}/{path.name}")
        if _is_astray(path, (folder, folder.parent)):
            raise ThemeError(Problem(place, "theme", _ASTRAY))
        try:
            files[path.name] = path.read_bytes()
        except OSError as error:
            raise ThemeError(Problem(place, "theme", f"cannot be read: {error.strerror}")) from error
    return Catalogue(folder.name, files)


def catalogues(chain: Iterable[ThemeFolder]) -> tuple[Catalogue, ...]:
    """The words of themes, a child's before its parents'."""
    return tuple(
        Catalogue(
            f"{folder.shown}/words",
            {
                path.removeprefix("words/"): content
                for path, content in folder.files.items()
                if path.startswith("words/")
            },
        )
        for folder in chain
    )


def _settings(shown: str, content: bytes) -> ThemeSettings:
    """theme.toml as a value; raises ThemeError with the line of what is wrong."""
    try:
        text = content.decode()
        table = tomllib.loads(text)
    except ValueError as error:  # not UTF-8, or not TOML
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        place = Place(shown, int(found[1]), int(found[2])) if found else Place(shown)
        raise ThemeError(Problem(place, "theme", f"theme.toml is malformed: {error}")) from error
    keys = ThemeSettings.__struct_fields__
    for key in table.keys() - set(keys):
        place = _key_place(shown, text, key)
        raise ThemeError(Problem(place, "theme", f"unknown key “{key}”", did_you_mean(key, keys)))
    try:
        return msgspec.convert(table, ThemeSettings)
    except msgspec.ValidationError as error:
        found = re.search(r"`\$\.(\w+)", str(error))
        place = _key_place(shown, text, found[1]) if found else Place(shown)
        raise ThemeError(Problem(place, "theme", str(error))) from error


def _key_place(shown: str, text: str, key: str) -> Place:
    """Where `key` is set in a TOML text; the whole file when it cannot be told."""
    found = re.search(rf"^\s*\[?\s*(?P<key>{re.escape(key)})\s*[=\].]", text, re.MULTILINE)
    if not found:
        return Place(shown)
    start = found.start("key")
    return Place(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(key))


def merged_options(chain: tuple[ThemeFolder, ...], given: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """The defaults with those of the site at `root` over them; each must exist, with the default's type."""
    options: dict[str, Any] = {}
    for folder in reversed(chain):
        options |= folder.settings.options
    problems = []
    for key, value in given.items():
        if key not in options:
            message = f"theme “{chain[0].name}” has no option “{key}”"
            hint = did_you_mean(key, options) or f"its options: {', '.join(sorted(options)) or 'none'}"
            place = locate_setting(root, "theme_options", key)
            problems.append(Problem(place, "theme", message, hint))
        elif type(value) is not type(options[key]):
            message = f"theme option “{key}” must be a {_kind(options[key])}, not a {_kind(value)}"
            place = locate_setting(root, "theme_options", key, key=False)
            problems.append(Problem(place, "theme", message))
    if problems:
        raise ThemeError(*problems)
    return options | dict(given)


def templates(chain: tuple[ThemeFolder, ...]) -> dict[str, StaticFile]:
    """All templates by name: "story.html" is the nearest theme's, "default/story.html" that theme's own."""
    named = {
        f"{folder.name}/{name}": file
        for depth, folder in enumerate(chain)
        for name, file in overlay(chain[depth:], "templates/").items()
    }
    found = named | overlay(chain, "templates/")
    for file in found.values():
        try:
            file.content.decode()
        except UnicodeDecodeError as error:
            line = file.content.count(b"\n", 0, error.start) + 1
            problem = Problem(Place(file.shown, line, 1), "theme", "the template is not UTF-8")
            raise ThemeError(problem) from None
    return found


def merged_policy(chain: tuple[ThemeFolder, ...]) -> dict[str, list[str]]:
    """What the pages of a theme and its parents load beyond files of the site, by directive."""
    merged: dict[str, list[str]] = {}
    for folder in reversed(chain):
        toml = f"{folder.shown}/theme.toml"
        for name, sources in folder.settings.policy.items():
            if name not in DIRECTIVES or not all(map(is_source, sources)):
                place = _key_place(toml, folder.files["theme.toml"].decode(), name)
                message = f"the policy has no directive “{name}”"
                if name in DIRECTIVES:
                    message = f"a source of “{name}” holds a character that no source has"
                raise ThemeError(Problem(place, "theme", message, did_you_mean(name, DIRECTIVES)))
            merged[name] = [*merged.get(name, ()), *sources]
    return merged


def card_colours(chain: tuple[ThemeFolder, ...], options: Mapping[str, Any]) -> Colours:
    """The colours of the theme's cards, children's over parents', with the site's accent where it has one."""
    colours: dict[str, str] = {}
    for folder in reversed(chain):
        toml = f"{folder.shown}/theme.toml"
        for name, colour in folder.settings.card.items():
            place = _key_place(toml, folder.files["theme.toml"].decode(), name)
            if name not in Colours.__struct_fields__:
                hint = did_you_mean(name, Colours.__struct_fields__)
                raise ThemeError(Problem(place, "theme", f"a card has no colour “{name}”", hint))
            if not COLOUR.fullmatch(colour):
                raise ThemeError(Problem(place, "theme", f"“{colour}” is no colour", "write it as #rrggbb"))
        colours |= folder.settings.card
    accent = str(options.get("accent", ""))
    return Colours(**(colours | ({"accent": accent} if COLOUR.fullmatch(accent) else {})))


def _kind(value: object) -> str:
    """The name of a TOML value's type."""
    return {str: "string", bool: "boolean", int: "whole number", float: "number", list: "list"}.get(
        type(value), "table"
    )
