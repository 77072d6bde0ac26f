"""Twin files: what a story's twin is published as, beside its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from dateline import addresses
from dateline.model import Listing
from dateline.pages.planned import PlannedData
from dateline.twin import Twin
from dateline.urls import output_path

_ENCODER = msgspec.json.Encoder()


def twin_output(story: Listing, key: str, twin: Callable[[], Twin]) -> PlannedData:
    """`index.json` of a story whose twin has this digest."""
    path = output_path(addresses.twin_url(story.url))
    return PlannedData(path, key, partial(_json, twin), story.file, story.id)


def _json(twin: Callable[[], Twin]) -> bytes:
    """The twin with a line for each thing in it: short, and easy to compare with another version."""
    made = twin()
    fields = (
        b" " + _ENCODER.encode(field.encode_name) + b": " + _lines(getattr(made, field.name))
        for field in msgspec.structs.fields(Twin)
    )
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


def _lines(value: object) -> bytes:
    """A value of a field; a list of more than words has a line for each element."""
    if not isinstance(value, tuple) or not value or isinstance(value[0], str):
        return _ENCODER.encode(value)
    return b"[\n  " + b",\n  ".join(map(_ENCODER.encode, value)) + b"\n ]"
