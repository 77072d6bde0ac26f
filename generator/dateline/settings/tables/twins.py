"""In which forms the site is published for machines: `[twins]`."""

from __future__ import annotations

from typing import Final

import msgspec

from dateline.settings.reading import Reading

FORMATS: Final = ("json", "markdown", "csl", "bibtex", "ics", "api", "llms")


class Twins(msgspec.Struct, frozen=True):
    """In which forms the site is published for machines: `[twins]`."""

    formats: tuple[str, ...] = FORMATS
    """Of `json`, `markdown`, `csl`, `bibtex` and `ics` for each story, `api` and `llms` for the site."""


def read_twins(reading: Reading, value: object) -> Twins:
    """What the table says, with its defaults."""
    data = reading.table(value, ("twins",), Twins.__struct_fields__)
    return Twins(formats=reading.choices(data, ("twins", "formats"), FORMATS))
