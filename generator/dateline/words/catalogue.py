"""Catalogues: the TOML file of one language as messages by key, or what is wrong with it.

A value is a text, or a table with one text for each plural category of the language (CLDR: zero, one, two,
few, many, other; `other` is required). Any other table is a group: `made_by.ai`. `{name}` in a text is a
place for a value. This room must not know what the words are for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from dateline.dates.tongues import TONGUES
from dateline.problems import Place, Problem, ThemeError

CATEGORIES: Final = frozenset({"zero", "one", "two", "few", "many", "other"})

Texts = dict[str, str]
"""The texts of a message by plural category; a message that counts nothing has `other` alone."""


class Catalogue(msgspec.Struct, frozen=True):
    """A folder of catalogues as read: how problems name it, and its files by name ("fr.toml")."""

    shown: str
    files: dict[str, bytes]

    def read(self, tag: str) -> dict[str, Texts]:
        """The messages of one language by key, {} when it has none; raises ThemeError."""
        return next((_messages(self.file(name), content) for name, content in self.files.items()
                     if name.casefold() == f"{tag.casefold()}.toml"), {})  # fmt: skip

    def file(self, name: str) -> str:
        """How problems name one of its files."""
        return f"{self.shown}/{name}"

    def misnamed(self) -> Iterator[Problem]:
        """The files that no language would ever read."""
        for name in sorted(self.files):
            tag, dot, ending = name.partition(".")
            if (dot + ending).casefold() != ".toml" or not is_language(tag):
                hint = "a catalogue is named by its language: fr.toml, pt-BR.toml"
                yield Problem(Place(self.file(name)), "theme", f"“{name}” is no language’s catalogue", hint)


def is_language(tag: str) -> bool:
    """True for a tag of a language that CLDR knows: "fr", "pt-BR"."""
    if tag in TONGUES:
        return True
    from babel.core import Locale, UnknownLocaleError  # few sites have another language

    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


def tags_of(language: str) -> tuple[str, ...]:
    """The tags under which words are looked up, the nearest first: "pt-BR", "pt", "en"."""
    parts = language.replace("_", "-").split("-")
    tags = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys((*tags, "en")))


def _messages(shown: str, content: bytes) -> dict[str, Texts]:
    """The messages of one file; raises ThemeError with the line of what is wrong."""
    try:
        text = content.decode()
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        place = Place(shown, int(found[1]), int(found[2])) if found else Place(shown)
        raise ThemeError(Problem(place, "theme", f"the catalogue is malformed: {error}")) from error
    return dict(_walk(table, "", shown, text))


def _walk(table: Mapping[str, Any], above: str, shown: str, text: str) -> Iterator[tuple[str, Texts]]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, str):
            yield key, {"other": value}
        elif isinstance(value, dict) and value and value.keys() <= CATEGORIES:
            if "other" not in value or not all(isinstance(words, str) for words in value.values()):
                hint = f"write {key}.other = “…” beside the other forms"
                raise ThemeError(
                    Problem(place_of(key, shown, text), "theme", f"`{key}` has no form `other`", hint)
                )
            yield key, value
        elif isinstance(value, dict):
            yield from _walk(value, f"{key}.", shown, text)
        else:
            raise ThemeError(Problem(place_of(key, shown, text), "theme", f"`{key}` is no text"))


def place_of(key: str, shown: str, text: str) -> Place:
    """Where a key stands in a catalogue, as far as that is easily told."""
    last = re.escape(key.rpartition(".")[2])
    found = re.search(rf"^[\w.\[-]*?\b(?P<key>{last})\b", text, re.MULTILINE)
    if not found:
        return Place(shown)
    return Place(shown, text.count("\n", 0, found.start("key")) + 1, 1)
