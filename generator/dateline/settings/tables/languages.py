"""The languages that stories are translated into: `[languages.fr]`, beside the site's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.settings.places import Path
from dateline.settings.reading import Reading
from dateline.settings.tables.menu import MenuItem, read_menu
from dateline.settings.tags import check_language


class Language(msgspec.Struct, frozen=True):
    """The site in one of its languages: `[languages.fr]`. What is empty is as it is on the site."""

    title: str = ""
    """The name of the publication in this language."""
    description: str = ""
    """A sentence about it."""
    sections: dict[str, str] = {}
    """The titles of sections in this language, by their folders; a section.fr.md goes before them."""
    menu: tuple[MenuItem, ...] = ()
    """The menu in this language."""


def read_languages(reading: Reading, value: object, own: str) -> dict[str, Language]:
    """The languages by tag, in the order of the file; `own` is the site's."""
    named = tuple(value) if isinstance(value, dict) else ()
    tables = reading.table(value, ("languages",), named)
    found = {}
    for tag, table in tables.items():
        path: Path = ("languages", tag)
        _, wrong = check_language(tag)
        if wrong:
            reading.wrong(path, *wrong, key=True)
        if tag.casefold() == own.casefold():
            hint = "its title and description stand above the first [table]"
            reading.wrong(path, f"“{tag}” is the site’s own language", hint, key=True)
        data = reading.table(table, path, Language.__struct_fields__)
        found[tag] = Language(
            title=reading.text(data, (*path, "title")),
            description=reading.text(data, (*path, "description")),
            sections=_sections(reading, data, (*path, "sections")),
            menu=read_menu(reading, data.get("menu", []), path),
        )
    return found


def _sections(reading: Reading, data: Mapping[str, Any], path: Path) -> dict[str, str]:
    """The titles by folder."""
    value = data.get("sections", {})
    names = tuple(value) if isinstance(value, dict) else ()
    table = reading.table(value, path, names)
    return {name.strip("/"): reading.text(table, (*path, name)) for name in table}
