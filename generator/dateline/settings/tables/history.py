"""Where the history of stories is kept: `[history]`."""

from __future__ import annotations

from typing import Final

import msgspec

from dateline.problems import did_you_mean
from dateline.settings.reading import Reading, Wrong

GIT: Final = "git"
OFF: Final = "off"
_PLACES: Final = (GIT, "front-matter", OFF)


class History(msgspec.Struct, frozen=True):
    """Where the history of stories is kept: `[history]`."""

    kept_in: str = GIT
    """`git`, `front-matter` or `off`."""
    versions: bool = True
    """Whether earlier versions of a story have pages."""


def read_history(reading: Reading, value: object) -> History:
    """What the table says, with its defaults."""
    default = History()
    data = reading.table(value, ("history",), History.__struct_fields__)
    return History(
        kept_in=reading.checked(data, ("history", "kept_in"), _place, default.kept_in),
        versions=reading.switch(data, ("history", "versions"), default.versions),
    )


def _place(value: str) -> tuple[str, Wrong | None]:
    """Where histories are kept, and what is wrong when that is no such place."""
    if value in _PLACES:
        return value, None
    hint = did_you_mean(value, _PLACES) or 'write "git", "front-matter" or "off"'
    return value, (f"no history is kept in “{value}”", hint)
