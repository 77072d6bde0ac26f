"""Settings one by one: reads the values of a TOML text and says what is wrong with each, and where.

`config` knows which settings there are; this room knows what a text, a number, an address, a
language, a time zone look like.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from dateline import rules
from dateline.elsewhere import setting_hint
from dateline.problems import Place, Problem, did_you_mean
from dateline.settings.places import Path, spans

DEPTH = 16
"""How deep lists and tables may stand in each other: as in front matter."""

Wrong: TypeAlias = tuple[str, str]
"""A message and a hint."""

Check: TypeAlias = Callable[[str], tuple[str, Wrong | None]]
"""Takes a text; gives it in its normal form, and what is wrong with it, if anything."""


class Reading:
    """Reads the tables of one text, value by value, and keeps what is wrong with them."""

    def __init__(self, text: str, file: str, top: tuple[str, ...]) -> None:
        self.problems: list[Problem] = []
        self._meant: set[Path] = set()  # settings that a misspelt one means: they are not missing too
        self._text = text
        self._file = file
        self._top = top
        self._keys, self._values = spans(text)

    def wrong(self, path: Path, message: str, hint: str = "", *, key: bool = False) -> None:
        """Keep a problem of the value at `path`, or of its key."""
        self.problems.append(rules.problem("config", self.place(path, key=key), message, hint))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at `path` stands, or its key; the table around it when it has no place."""
        first, second = (self._keys, self._values) if key else (self._values, self._keys)
        while path and path not in first and path not in second:
            path = path[:-1]
        start, end = first.get(path) or second.get(path) or (0, 1)
        line_start = self._text.rfind("\n", 0, start) + 1
        line_end = self._text.find("\n", start)
        length = min(end, line_end if line_end >= 0 else len(self._text)) - start
        line = self._text.count("\n", 0, start) + 1
        return Place(self._file, line, start - line_start + 1, max(length, 1))

    def table(self, data: object, path: Path, known: tuple[str, ...]) -> Mapping[str, Any]:
        """A table whose keys are all known; {} when it is no table."""
        if not isinstance(data, dict):
            self.wrong(path, f"{_name(path)} is a table", f"write [{_dotted(path)}] and its keys below")
            return {}
        for key in data:
            if key not in known:
                hint = setting_hint(key, known) or "settings of your own stand under [extra]"
                if path and key in self._top:
                    hint = f"`{key}` is a setting of the whole site: it stands above the first [table]"
                inside = f" in [{_dotted(path)}]" if path else ""
                self.wrong((*path, key), f"there is no setting `{key}`{inside}", hint, key=True)
                self._meant.add((*path, *re.findall("[`“](.+?)[`”]", hint)[:1]))
        return data

    def text(self, data: Mapping[str, Any], path: Path, default: str = "", *, required: bool = False) -> str:
        """A text; the default when it is missing or wrong."""
        value = data.get(str(path[-1]))
        if value is None:
            if required and path not in self._meant:
                self.wrong(path[:-1], f"{_name(path)} is missing", f'write {path[-1]} = "…"', key=True)
            return default
        if not isinstance(value, str):
            self.wrong(path, f"{_name(path)} is a text", f'put it between quotes: {path[-1]} = "…"')
            return default
        if required and not value.strip():
            self.wrong(path, f"{_name(path)} is empty")
        return value.strip() or default

    def count(
        self, data: Mapping[str, Any], path: Path, default: int, *, least: int = 1, most: int = 1000
    ) -> int:
        """A number of things, from `least` to `most`."""
        value = data.get(str(path[-1]), default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(path, f"{_name(path)} is a whole number from {least} to {most}")
            return default
        return value

    def switch(self, data: Mapping[str, Any], path: Path, default: bool) -> bool:
        """True or false; the default when it is missing or neither."""
        value = data.get(str(path[-1]), default)
        if not isinstance(value, bool):
            self.wrong(path, f"`{_dotted(path)}` is true or false", "write true or false, without quotes")
            return default
        return value

    def checked(self, data: Mapping[str, Any], path: Path, check: Check, default: str = "") -> str:
        """A text in its normal form; the default when it is missing or wrong."""
        value, wrong = check(self.text(data, path, default))
        if wrong:
            self.wrong(path, *wrong)
        return default if wrong else value

    def texts(self, data: Mapping[str, Any], path: Path, check: Check) -> tuple[str, ...]:
        """A list of texts in their normal form, each once; what is wrong in it is left out."""
        value = data.get(str(path[-1]), [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self.wrong(path, f"{_name(path)} is a list of texts", f'write {path[-1]} = ["…"]')
            return ()
        found: dict[str, None] = {}
        for text in value:
            normal, wrong = check(text.strip())
            if wrong:
                self.wrong(path, *wrong)
            else:
                found[normal] = None
        return tuple(found)

    def choices(self, data: Mapping[str, Any], path: Path, known: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the known texts that a list names, in their own order; all of them without a list."""

        def check(text: str) -> tuple[str, Wrong | None]:
            hint = did_you_mean(text, known) or f"write any of {', '.join(known)}"
            return text, None if text in known else (f"“{text}” cannot stand in {_name(path)}", hint)

        named = self.texts(data, path, check) if str(path[-1]) in data else known
        return tuple(text for text in known if text in named)

    def plain(self, value: object, path: Path) -> Any:
        """Any value as plain data in a canonical form: keys in order, tuples, dates as text."""
        if len(path) > DEPTH:
            self.wrong(path[:1], f"lists and tables stand more than {DEPTH} deep in each other here")
            return None
        if isinstance(value, dict):
            return {key: self.plain(value[key], (*path, key)) for key in sorted(value)}
        if isinstance(value, list):
            return tuple(self.plain(item, (*path, index)) for index, item in enumerate(value))
        if isinstance(value, bool | str):
            return value
        if isinstance(value, int | float):
            if not -(2**53) <= value <= 2**53:  # also for nan
                self.wrong(path, "this number is too large to be kept exactly", "put it between quotes")
            return value
        return str(value)  # a date, a time, or both: as ISO 8601


def _name(path: Path) -> str:
    return f"`{_dotted(path)}`"


def _dotted(path: Path) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def check_base_url(value: str) -> tuple[str, Wrong | None]:
    """The address with a slash at its end, or what is wrong with it (RFC 3986)."""
    example = "write it like https://news.example/ or https://paper.example/news/"
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return value, (f"“{value}” is no address", example)
    if parts.scheme not in ("http", "https") or not host:
        return value, (f"“{value}” is no address of a site", example)
    if parts.query or parts.fragment or "@" in parts.netloc or value.endswith(("?", "#")):
        return value, ("the base URL has a user, a query or a fragment", example)
    if not re.fullmatch(r"[A-Za-z0-9.:\[\]-]+", parts.netloc):
        return value, (f"“{parts.netloc}” is no host name", "an international name is written as xn--…")
    path = parts.path.rstrip("/")
    if path != quote(path, safe="/%!$&()*+,;=:@~-._") or re.search(
        r"//|/\.\.?(/|$)|%(?![0-9A-Fa-f]{2})", path
    ):
        return value, (
            f"the path “{parts.path}” cannot be used",
            "use letters, digits and hyphens",
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{path}/", None


def check_timezone(value: str) -> tuple[str, Wrong | None]:
    """The name of a time zone, and what is wrong with it when there is none of that name."""
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError, OSError):
        hint = did_you_mean(value, zoneinfo.available_timezones()) or "write a name such as Europe/Lisbon"
        return value, (f"“{value}” is no time zone", hint)
    return value, None


def check_theme(value: str) -> tuple[str, Wrong | None]:
    """The name of a theme, and what is wrong with it when no folder can have it."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        return value, None
    return value, (f"“{value}” is no name of a theme", "it is the name of a folder in themes/")


def check_country(value: str) -> tuple[str, Wrong | None]:
    """The code of a country, and what is wrong with it when there is none of it."""
    if not value:
        return value, None
    code = value.upper()
    if re.fullmatch("[A-Z]{2}", code) and code in country_names("en"):
        return code, None
    named = {name.casefold(): known for known, name in country_names("en").items()}
    meant = "GB" if code == "UK" else named.get(value.casefold(), "")
    hint = f"did you mean “{meant}”?" if meant else "write its ISO 3166 code of two letters, such as GB"
    return value, (f"“{value}” is no code of a country", hint)


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The names of countries in a language, by their codes (CLDR)."""
    from babel.core import Locale  # most sites name no country

    return {
        code: name
        for code, name in Locale.parse(language, sep="-").territories.items()
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
    }


_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"))
