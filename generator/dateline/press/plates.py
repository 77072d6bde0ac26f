"""Plates: the stories that are made alone, before the edit and after it.

Values that pass between processes: one process reads and compiles the stories, another writes the outputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from dateline.memory.memory import Memory
from dateline.memory.records import Record, Traced, version_name
from dateline.pages.compiled import Compiled
from dateline.press.standing import BeyondError
from dateline.problems import Problem


class Kept(NamedTuple):
    """What the memory had of a story before its edited files were read."""

    record: Record
    compiled: Compiled
    problems: tuple[Problem, ...]
    """With the weights that rules have in this build."""

    @property
    def pictures(self) -> Iterator[str]:
        """The addresses of the pictures that its page and those of its versions show."""
        yield from self.compiled.pictures
        for version in self.record.versions.values():
            yield from version.pictures


class Plate(msgspec.Struct, frozen=True):
    """A story as it was read and compiled after the edit."""

    record: Record
    made: tuple[msgspec.Raw, ...] = ()
    """Its page's view and its twin, encoded; empty where the story did not have to be compiled."""
    versions: dict[str, msgspec.Raw] = {}
    """The views of the pages of its versions that were made, encoded, by their ids."""


class Cast(msgspec.Struct, frozen=True):
    """All stories that were edited, in the order in which they were found."""

    read: int
    """How many of them had to be read."""
    plates: tuple[Plate, ...]
    traced: Traced | None = None
    """What git tells of them, and of what else new commits touched."""
    retraced: tuple[str, ...] = ()
    """The stories of which git tells something new."""


_ENCODER = msgspec.json.Encoder()
_CAST = msgspec.json.Decoder(Cast)


def encoded(cast: Cast) -> bytes:
    """The stories as bytes, for `read_cast`."""
    return _ENCODER.encode(cast)


def read_cast(data: bytes) -> Cast:
    """The stories in these bytes; raises BeyondError for none, which says that the edit reaches further."""
    if not data:
        raise BeyondError
    return _CAST.decode(data)


def take(memory: Memory, cast: Cast, kept: Mapping[str, Kept]) -> dict[str, Compiled]:
    """Put the stories into the memory as they were made; what is kept of each, by id. Raises BeyondError."""
    rows: dict[str, Compiled] = {}
    memory.traced, memory.retraced = cast.traced, set(cast.retraced)
    for (story, before), plate in zip(kept.items(), cast.plates, strict=True):
        record = plate.record
        if record.compiled is None:
            raise BeyondError(story)
        for file, noted in record.files.items():
            memory.note(file, *noted)
        rows[story] = record.compiled
        memory.records[story] = record
        memory.changed.add(story)
        if plate.made:
            view, twin = plate.made
            memory.before.setdefault(story, before.compiled)
            memory.views.put(story, record.compiled.view, bytes(view))
            memory.twins.put(story, record.compiled.twin, bytes(twin))
        for version, view in plate.versions.items():
            name = version_name(story, version)
            memory.views.put(name, record.versions[version].view, bytes(view))
            memory.changed.add(name)
    return rows
