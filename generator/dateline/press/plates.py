"""Plates: stories that are made alone, as they were known and as they are made anew.

Values alone, which pass between processes: who reads and compiles stories need not be who shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from dateline.memory.memory import Memory, Record
from dateline.pages.compiled import Compiled
from dateline.press.standing import BeyondError
from dateline.problems import Problem


class Kept(NamedTuple):
    """What was known of a story before its files were read."""

    record: Record
    compiled: Compiled
    problems: tuple[Problem, ...]
    """As they weigh here."""


class Plate(msgspec.Struct, frozen=True):
    """A story that was read, and compiled with what was known around it."""

    record: Record
    made: tuple[msgspec.Raw, ...] = ()
    """Its page's view and its twin, encoded; nothing where it was as it had been compiled."""


class Cast(msgspec.Struct, frozen=True):
    """The stories whose files are others, in the order in which they were found."""

    read: int
    """How many of them were read."""
    plates: tuple[Plate, ...]


_ENCODER = msgspec.json.Encoder()
_CAST = msgspec.json.Decoder(Cast)


def encoded(cast: Cast) -> bytes:
    """The stories, encoded."""
    return _ENCODER.encode(cast)


def read_cast(data: bytes) -> Cast:
    """The stories that were encoded; raises BeyondError where there is nothing, as more may show them."""
    if not data:
        raise BeyondError
    return _CAST.decode(data)


def take(memory: Memory, cast: Cast, kept: Mapping[str, Kept]) -> dict[str, Compiled]:
    """Have the memory know stories as they were made; what is kept of each. Raises BeyondError."""
    rows: dict[str, Compiled] = {}
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
    return rows
