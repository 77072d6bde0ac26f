"""The sheet: what a build of a whole site leaves for one that makes the outputs of a few stories alone.

All that these outputs show or depend on beside their stories' own files, in plain data. It holds as long as
nothing else of the site is another: what it was made from is not said here, `replate` sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """A list that has feeds: its address, title and description, and the ids of its newest stories."""

    url: str
    title: str
    about: str
    stories: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """What is around the stories of a site."""

    edition: str
    """The digest of what was asked of the build."""
    sections: dict[str, tuple[str, str]]
    """The title and the address of each section, by id."""
    top: tuple[tuple[str, str], ...]
    """Titles and addresses of the sections at the top."""
    tags: dict[str, str]
    """How each tag is shown, by the tag as a writer wrote it."""
    topics: tuple[str, ...]
    """The stories that have a place in a topic."""
    icons: tuple[str, ...]
    """Those that the site brings itself."""
    lives: dict[str, str]
    """The keys of the histories of the stories that have one."""
    near: str
    """The digest under which the memory has who stands beside whom."""
    feeds: tuple[FeedRow, ...]
    templates: dict[str, str]
    """The digest of what pages of each template in use can show of the theme."""


_ENCODER = msgspec.json.Encoder()
_SHEET = msgspec.json.Decoder(Sheet)


def encoded(sheet: Sheet) -> bytes:
    """The sheet, encoded."""
    return _ENCODER.encode(sheet)


def with_templates(sheet: Sheet, templates: Mapping[str, str]) -> bytes:
    """The sheet of a site whose templates are others, encoded."""
    return encoded(msgspec.structs.replace(sheet, templates=dict(templates)))


def read_sheet(data: bytes) -> Sheet:
    """The sheet that was encoded; raises msgspec.MsgspecError for anything else."""
    return _SHEET.decode(data)
