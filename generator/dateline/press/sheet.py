"""The sheet: what a full build records so that a later build can make the outputs of a few stories alone.

It holds, as plain data, all that these outputs show or depend on beside the stories' own files. It is valid
as long as nothing but those files has changed, which `replate` makes sure of; the sheet itself cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """A list that has feeds: its addresses, title and description, and the ids of its newest stories."""

    first: str
    url: str
    title: str
    about: str
    stories: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """What the outputs of a story show of the rest of the site."""

    sections: dict[str, tuple[str, str]]
    """The title and the address of each section, by id."""
    top: tuple[tuple[str, str], ...]
    """Titles and addresses of the sections at the top."""
    tags: dict[str, str]
    """How each tag is shown, by the tag as a writer wrote it."""
    topics: tuple[str, ...]
    """The stories that have a place in a topic."""
    icons: tuple[str, ...]
    """The icons that are files of the site, and so are not drawn."""
    near: str
    """The digest under which the memory keeps which related stories are shown beside each story."""
    feeds: tuple[FeedRow, ...]
    templates: dict[str, str]
    """For each template in use, the digest of all of the theme that its pages can show."""


_ENCODER = msgspec.json.Encoder()
_SHEET = msgspec.json.Decoder(Sheet)


def encoded(sheet: Sheet) -> bytes:
    """The sheet, encoded."""
    return _ENCODER.encode(sheet)


def with_templates(sheet: Sheet, templates: Mapping[str, str]) -> bytes:
    """The sheet with these template digests in place of its own, encoded."""
    return encoded(msgspec.structs.replace(sheet, templates=dict(templates)))


def read_sheet(data: bytes) -> Sheet:
    """The sheet in these bytes; raises msgspec.MsgspecError where they are not one."""
    return _SHEET.decode(data)
