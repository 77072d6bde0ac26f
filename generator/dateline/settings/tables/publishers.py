"""What a newsroom knows of those it cites: `[publishers]`, a table for each by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from dateline.problems import did_you_mean
from dateline.settings.places import Path
from dateline.settings.reading import Reading, Wrong, check_country
from dateline.urls import slugify, unsafe_reason, valid

KINDS: Final = ("agency", "newspaper", "magazine", "broadcaster", "website", "blog", "official")


class Publisher(msgspec.Struct, frozen=True):
    """What is known of a publisher: `[publishers.NAME]`."""

    owner: str = ""
    """Who owns it."""
    country: str = ""
    """The ISO 3166 code of the country that it publishes from, such as "GB"."""
    kind: str = ""
    """One of `KINDS`."""
    url: str = ""
    """The address of its own site."""
    note: str = ""
    """A sentence or two on it."""


_KEYS: Final = Publisher.__struct_fields__


def read_publishers(reading: Reading, value: object) -> dict[str, Publisher]:
    """The publishers by the names of their tables."""
    path: Path = ("publishers",)
    tables = reading.table(value, path, tuple(value) if isinstance(value, dict) else ())
    publishers: dict[str, Publisher] = {}
    found: dict[str, str] = {}
    for name, table in sorted(tables.items()):
        at = (*path, name)
        known = slugify(name)
        if not known:
            reading.wrong(at, f"“{name}” makes no address of a publisher", key=True)
        elif known in found:
            reading.wrong(at, f"“{name}” and “{found[known]}” are one publisher", key=True)
        else:
            found[known] = name
            publishers[name] = _publisher(reading, reading.table(table, at, _KEYS), at)
    return publishers


def by_address(publishers: Mapping[str, Publisher]) -> dict[str, tuple[str, Publisher]]:
    """Name and publisher by the last part of its address, which a name and its spellings share."""
    return {slugify(name): (name, known) for name, known in publishers.items()}


def _publisher(reading: Reading, data: Mapping[str, Any], path: Path) -> Publisher:
    return Publisher(
        owner=reading.text(data, (*path, "owner")),
        country=reading.checked(data, (*path, "country"), check_country),
        kind=reading.checked(data, (*path, "kind"), _check_kind),
        url=reading.checked(data, (*path, "url"), _check_url),
        note=reading.text(data, (*path, "note")),
    )


def _check_kind(value: str) -> tuple[str, Wrong | None]:
    if not value or value in KINDS:
        return value, None
    return value, (
        f"“{value}” is no kind of publisher",
        did_you_mean(value, KINDS) or f"one of {', '.join(KINDS)}",
    )


def _check_url(value: str) -> tuple[str, Wrong | None]:
    if not value:
        return value, None
    unsafe = unsafe_reason(value)
    if unsafe:
        return value, (f"“{value}” must not be linked: {unsafe}", "")
    if not re.match("https?://[^/]", value, re.IGNORECASE):
        return value, (f"“{value}” is no whole address", "write it like https://courier.example/")
    return valid(value), None
