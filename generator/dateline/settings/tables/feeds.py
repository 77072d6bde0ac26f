"""Which feeds there are: `[feeds]`."""

from __future__ import annotations

from typing import Final

import msgspec

from dateline.settings.reading import Reading

FORMATS: Final = ("rss", "json")
LISTS: Final = ("sections", "tags", "publishers")


class Feeds(msgspec.Struct, frozen=True):
    """Which feeds there are: `[feeds]`."""

    formats: tuple[str, ...] = FORMATS
    """In which formats each feed is written beside Atom: `rss` (rss.xml), `json` (feed.json)."""
    lists: tuple[str, ...] = LISTS
    """Which lists have feeds beside the site: `sections`, `tags`, `publishers`."""

    @property
    def written(self) -> tuple[str, ...]:
        """All formats in which each feed is written."""
        return ("atom", *self.formats)


def read_feeds(reading: Reading, value: object) -> Feeds:
    """What the table says, with its defaults; each in the order in which it is documented."""
    data = reading.table(value, ("feeds",), Feeds.__struct_fields__)
    formats = reading.choices(data, ("feeds", "formats"), FORMATS)
    return Feeds(formats, reading.choices(data, ("feeds", "lists"), LISTS))
