"""Lines: a value as JSON that is short and easy to compare with another version of it."""

from __future__ import annotations

from functools import cache

import msgspec

_ENCODER = msgspec.json.Encoder()


def as_lines(value: msgspec.Struct) -> bytes:
    """The value with a line for each field, and in a list of values one for each of them."""
    fields = (name + _lines(getattr(value, field)) for field, name in _fields(type(value)))
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, bytes], ...]:
    """The fields of such values, each with its name as JSON before its value."""
    fields = msgspec.structs.fields(kind)
    return tuple((field.name, b" " + _ENCODER.encode(field.encode_name) + b": ") for field in fields)


def _lines(value: object) -> bytes:
    if not isinstance(value, tuple) or not value or isinstance(value[0], str):
        return _ENCODER.encode(value)
    return b"[\n  " + b",\n  ".join(map(_ENCODER.encode, value)) + b"\n ]"
