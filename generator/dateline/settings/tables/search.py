"""The search of the site: `[search]`."""

from __future__ import annotations

import msgspec

from dateline.settings.reading import Reading


class Search(msgspec.Struct, frozen=True):
    """The search of the site: `[search]`."""

    enabled: bool | None = False
    """Whether readers can search; None where that is asked for and Pagefind is not installed."""


def read_search(reading: Reading, value: object) -> Search:
    """What the table says, with its defaults."""
    data = reading.table(value, ("search",), Search.__struct_fields__)
    enabled = data.get("enabled", False)
    if not isinstance(enabled, bool):
        reading.wrong(("search", "enabled"), "`search.enabled` is true or false", "write enabled = true")
        return Search()
    return Search(enabled)
