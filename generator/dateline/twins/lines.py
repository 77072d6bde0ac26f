"""Lines: a value as JSON that is short and easy to compare with another version of it."""

from __future__ import annotations

import msgspec

_ENCODER = msgspec.json.Encoder()


def as_lines(value: msgspec.Struct) -> bytes:
    """The value with a line for each field, and in a list of values one for each of them."""
    fields = (
        b" " + _ENCODER.encode(field.encode_name) + b": " + _lines(getattr(value, field.name))
        for field in msgspec.structs.fields(value)
    )
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


def _lines(value: object) -> bytes:
    if not isinstance(value, tuple) or not value or isinstance(value[0], str):
        return _ENCODER.encode(value)
    return b"[\n  " + b",\n  ".join(map(_ENCODER.encode, value)) + b"\n ]"
