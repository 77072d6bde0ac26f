"""Values from YAML nodes, as the types of a struct's fields ask for them.

Each type of a field has one reader: a function from a node to a value, which tells what is wrong
with the node and never stops at the first mistake. A struct's readers are made once and kept.
This room knows no file, no fence, and no particular header: `frontmatter` gives it all of these.
"""

from __future__ import annotations

import enum
import functools
import re
import types
import typing
from collections.abc import Callable, Container
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

import msgspec

from dateline.dates import DateError, FuzzyDate, Moment, parse_date, parse_moment
from dateline.elsewhere import key_hint
from dateline.problems import did_you_mean
from dateline.visible import visible
from dateline.yaml.nodes import Mapping, Node, Scalar, Sequence
from dateline.yaml.plain import BOOLEANS, FLAGS, WHOLE, Tell, plain_data, trap, trapped
from dateline.yaml.snags import Snag

T = TypeVar("T", bound=msgspec.Struct)


class _Missing(enum.Enum):
    """What a reader gives where there is no usable value."""

    BAD = "bad"


BAD = _Missing.BAD

Reader: TypeAlias = Callable[[Node, str, Tell], Any]
"""Takes the node, the name of its key and where to tell what is wrong; gives the value or BAD."""


class _Field(msgspec.Struct, frozen=True):
    """A field of a struct as a plan: how to read it, and what to make of an empty value."""

    name: str
    read: Reader
    required: bool
    may_be_empty: bool


def read_struct(kind: type[T], node: Mapping, name: str, tell: Tell) -> T | None:
    """The struct that a mapping describes; None when a required field is missing or unusable.

    Other unusable fields have their default. `name` is the key that holds the mapping, "" for the
    header itself; `tell` gets a snag for everything that is wrong.
    """
    plan = _plan(kind)
    values: dict[str, Any] = {}
    whole = True
    meant = ""  # the hints for unknown keys: a key that one of them names is not missing, but misspelt
    for key, value in node.pairs:
        field = plan.get(key.text)
        if field is None:
            unknown = _unknown(key, tuple(plan))
            meant += unknown.hint
            tell(unknown)
        elif isinstance(value, Scalar) and value.is_empty and not field.required:
            if not field.may_be_empty:
                tell(Snag("bad-value", key.start, key.end, f"`{key.text}` has no value", _EMPTY_HINT))
        else:
            read = _required(field, key, value, tell) if field.required else field.read(value, key.text, tell)
            if read is not BAD:
                values[key.text] = read
    for field in plan.values():
        if field.required and field.name not in values:
            whole = False
            if node.get(field.name) is None and not re.search(f"[`“]{field.name}[`”]", meant):
                tell(_absent(field.name, node, name))
    return kind(**values) if whole else None


_EMPTY_HINT = "write a value, or take the line away"


def _required(field: _Field, key: Scalar, value: Node, tell: Tell) -> Any:
    if isinstance(value, Scalar) and not value.text.strip():
        tell(
            Snag(
                "missing-key", key.start, key.end, f"`{field.name}` is empty", "it is required: write a value"
            )
        )
        return BAD
    return field.read(value, field.name, tell)


def _absent(field: str, node: Mapping, name: str) -> Snag:
    if not name:
        return Snag("missing-key", -1, -1, f"the key `{field}` is missing", f"add a line `{field}: …`")
    message = f"this entry of `{name}` has no `{field}`"
    return Snag("missing-key", node.start, node.end, message, f"add a line `{field}: …` to it")


@functools.cache
def _plan(kind: type[msgspec.Struct]) -> dict[str, _Field]:
    """The fields of a struct by name, each with its reader; those that it calls ADDRESSES as written."""
    addresses: Container[str] = getattr(kind, "ADDRESSES", ())
    return {
        field.name: _Field(
            field.name,
            _reader(field.type, _as_written if field.name in addresses else _text),
            field.required,
            field.default in ("", ()) or field.default_factory is dict,
        )
        for field in msgspec.structs.fields(kind)
    }


def _reader(kind: Any, text: Reader) -> Reader:
    """The reader for a field's type, `text` for words; TypeError for a type that no header may have."""
    if kind is str:
        return text
    if kind in _READERS:
        return _READERS[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _reader(next(arg for arg in args if arg is not types.NoneType), text)
    if origin is tuple:
        return functools.partial(_list, _reader(args[0], text))
    if origin is dict:
        return _extra
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return functools.partial(_choice, kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return functools.partial(_entry, kind)
    raise TypeError(f"front matter cannot hold a {kind!r}")


def _unknown(key: Scalar, fields: tuple[str, ...]) -> Snag:
    message = f"there is no key `{key.text}` here"
    hint = key_hint(key.text, fields)
    if not hint:
        own = "keys of your own stand under `extra:`"
        hint = own if "extra" in fields else f"the keys here are {', '.join(fields)}"
    return Snag("unknown-key", key.start, key.end, message, hint)


def _bad(node: Node, message: str, hint: str = "") -> Snag:
    return Snag("bad-value", node.start, node.end, message, hint)


def _scalar(node: Node, name: str, tell: Tell) -> Scalar | None:
    """The node, when it is a single value that YAML reads as itself."""
    if not isinstance(node, Scalar):
        shape = "a list" if isinstance(node, Sequence) else "a mapping of keys"
        tell(
            _bad(
                node, f"`{name}` takes a single value, not {shape}", "put a text with brackets between quotes"
            )
        )
        return None
    if node.is_empty:
        tell(_bad(node, f"an entry of `{name}` is empty", _EMPTY_HINT))
        return None
    return node


def _text(node: Node, name: str, tell: Tell) -> Any:
    scalar = _scalar(node, name, tell)
    if scalar is None:
        return BAD
    if scalar.plain:
        meaning = trap(scalar.text) or BOOLEANS.get(scalar.text.lower(), "")
        if meaning:
            tell(trapped(scalar, meaning))
            return BAD
    return visible(scalar.text).strip()


def _as_written(node: Node, name: str, tell: Tell) -> Any:
    """A text whose hidden signs are for others to judge, as those of an address."""
    value = _text(node, name, tell)
    return value if value is BAD or not isinstance(node, Scalar) else node.text.strip()


def _flag(node: Node, name: str, tell: Tell) -> Any:
    scalar = _scalar(node, name, tell)
    if scalar is None:
        return BAD
    if scalar.plain and scalar.text in FLAGS:
        return FLAGS[scalar.text]
    hint = f"write `{name}: true` or `{name}: false`"
    meaning = trap(scalar.text) if scalar.plain else ""
    tell(
        trapped(scalar, meaning.split(",")[0], hint)
        if meaning
        else _bad(scalar, f"`{name}` is true or false, not “{scalar.text}”", hint)
    )
    return BAD


def _whole(node: Node, name: str, tell: Tell) -> Any:
    scalar = _scalar(node, name, tell)
    if scalar is None:
        return BAD
    if WHOLE.fullmatch(scalar.text):
        return int(scalar.text)
    meaning = trap(scalar.text) if scalar.plain else ""
    tell(
        trapped(scalar, meaning, "write a whole number without leading zeros")
        if meaning
        else _bad(scalar, f"`{name}` is a whole number, not “{scalar.text}”")
    )
    return BAD


def _date(parse: Callable[[str], Any], node: Node, name: str, tell: Tell) -> Any:
    scalar = _scalar(node, name, tell)
    if scalar is None:
        return BAD
    if scalar.plain and scalar.text.lower() in ("null", "~"):
        tell(trapped(scalar, trap("~"), _EMPTY_HINT))
        return BAD
    try:
        return parse(scalar.text)
    except DateError as error:
        start = scalar.start
        if scalar.end - start in (len(scalar.text), len(scalar.text) + 2):  # else: folded, or with escapes
            start += (error.offset or 0) + (0 if scalar.plain else 1)
        tell(Snag("bad-date", start, scalar.end - (not scalar.plain), error.message, error.hint))
        return BAD


def _choice(kind: type[StrEnum], node: Node, name: str, tell: Tell) -> Any:
    scalar = _scalar(node, name, tell)
    if scalar is None:
        return BAD
    names = tuple(member.value for member in kind)
    if scalar.text in names:
        return kind(scalar.text)
    hint = did_you_mean(scalar.text.lower(), names) or f"one of: {', '.join(names)}"
    tell(_bad(scalar, f"`{name}` cannot be “{scalar.text}”", hint))
    return BAD


def _list(read: Reader, node: Node, name: str, tell: Tell) -> Any:
    if isinstance(node, Scalar):
        items = ", ".join(part.strip() for part in node.text.split(",") if part.strip())
        hint = f"write `{name}: [{items}]`" if len(items) < 60 else "begin each entry with `- `"
        tell(_bad(node, f"`{name}` takes a list", hint))
        return BAD
    if isinstance(node, Mapping):
        tell(_bad(node, f"`{name}` takes a list", "begin each entry with `- `"))
        return BAD
    values = [read(item, name, tell) for item in node.items]
    return tuple(value for value in values if value is not BAD)


def _entry(kind: type[msgspec.Struct], node: Node, name: str, tell: Tell) -> Any:
    if not isinstance(node, Mapping):
        keys = " and ".join(f"`{field.name}:`" for field in _plan(kind).values() if field.required)
        tell(_bad(node, f"an entry of `{name}` is a mapping with {keys}"))
        return BAD
    value = read_struct(kind, node, name, tell)
    return BAD if value is None else value


def _extra(node: Node, name: str, tell: Tell) -> Any:
    if not isinstance(node, Mapping):
        tell(
            _bad(
                node,
                f"`{name}` takes keys and values of your own",
                f"write `key: value` lines under `{name}:`",
            )
        )
        return BAD
    return plain_data(node, tell)


_READERS: dict[Any, Reader] = {
    bool: _flag,
    int: _whole,
    FuzzyDate: functools.partial(_date, parse_date),
    Moment: functools.partial(_date, parse_moment),
}
