"""JSON Schemas of what a newsroom writes and of what a site publishes, made from the types themselves.

They are for editors, which complete and check with them, and for whoever reads what a site publishes. A
schema refuses nothing that a build accepts; a build refuses more, for much cannot be said in a schema. What
a field means is taken from the text below it in its type. Nothing else is known here of headers or settings.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Final

import msgspec

from dateline import rules
from dateline.dates import FuzzyDate, Moment
from dateline.model.headers import (
    PageHeader,
    PageTranslationHeader,
    SectionHeader,
    SectionTranslationHeader,
    SourceHeader,
    StoryHeader,
    TranslationHeader,
)
from dateline.settings.config import Config
from dateline.settings.tables.evidence import Terms
from dateline.twins.siteindex import SiteIndex
from dateline.twins.twin import Twin

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

WRITTEN: Final[dict[str, type[msgspec.Struct]]] = {
    "story": StoryHeader,
    "source": SourceHeader,
    "page": PageHeader,
    "section": SectionHeader,
    "story-translation": TranslationHeader,
    "page-translation": PageTranslationHeader,
    "section-translation": SectionTranslationHeader,
}
"""Front matter, by the kind of file."""
PUBLISHED: Final[dict[str, type[msgspec.Struct]]] = {"twin": Twin, "api": SiteIndex}
KINDS: Final[dict[str, type[msgspec.Struct]]] = {**WRITTEN, "site": Config, **PUBLISHED}
"""All that there is a schema of, by name."""

_DATES: Final[dict[str, Any]] = {
    FuzzyDate.__name__: {
        "title": "Date",
        "description": "A date as exact as it is known: EDTF (ISO 8601-2), or as the newsroom writes it.",
        "type": ["string", "integer"],
        "examples": ["2026-01-02", "2026-01", "2025-12-21/2025-12-31", "Late Dec 2025", "Q4 2025"],
    },
    Moment.__name__: {
        "title": "Moment",
        "description": "A day, or a time of day with its offset from UTC.",
        "type": "string",
        "pattern": "[0-9]",
        "examples": ["2026-01-02", "2026-01-02T10:15:00-04:00"],
    },
}


@cache
def schema_text(name: str) -> str:
    """The schema of this name as text; see `KINDS`."""
    return json.dumps(schema_of(name), indent=1) + "\n"


def schema_of(name: str) -> dict[str, Any]:
    """The schema of this name; KeyError for another."""
    kind = KINDS[name]
    _, parts = msgspec.json.schema_components((kind,), ref_template="#/$defs/{name}")
    kinds = {found.__name__: found for found in _structs(kind)}
    for part in parts.keys() - kinds.keys():
        parts[part].pop("description", None)  # of a choice: what it is called says enough
    for part, found in kinds.items():
        if part in _DATES:
            parts[part] = _DATES[part]
        else:
            _describe(parts[part], found)
            _open(parts[part]) if name in PUBLISHED else _close(parts[part], found, yaml=name in WRITTEN)
    top, text = parts.pop(kind.__name__), json.dumps(parts)
    text += json.dumps(top)
    used = {part: schema for part, schema in parts.items() if f'"#/$defs/{part}"' in text}
    if name == "site":
        top["properties"]["check"] |= {"propertyNames": {"enum": sorted(rules.BY_NAME)}}
    return {"$schema": DIALECT, **top, **({"$defs": used} if used else {})}


def _structs(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """The type and those of its fields, as far as they are ours; dates are not looked into."""
    seen: set[type] = set()
    waiting: list[Any] = [msgspec.inspect.type_info(kind)]
    while waiting:
        info = waiting.pop()
        if isinstance(info, msgspec.inspect.StructType) and info.cls not in seen:
            seen.add(info.cls)
            yield info.cls
            if info.cls.__name__ not in _DATES:
                waiting += (field.type for field in info.fields)
        for name in ("item_type", "value_type"):
            waiting += [getattr(info, name)] if hasattr(info, name) else []
        waiting += getattr(info, "types", ())


def _describe(part: dict[str, Any], kind: type[msgspec.Struct]) -> None:
    """Say of the whole and of each field what its type says, also where Python keeps no docstrings."""
    about, told = _told(kind)
    part.pop("description", None)  # where it stands depends on whether Python kept it
    part["description"] = about
    for field in msgspec.structs.fields(kind):
        if field.name in told:
            part["properties"][field.encode_name]["description"] = told[field.name]


def _open(part: dict[str, Any]) -> None:
    """What is published may have more fields in time; a reader must let them be."""
    part["additionalProperties"] = True


def _close(part: dict[str, Any], kind: type[msgspec.Struct], *, yaml: bool) -> None:
    """What is written has no other keys; in YAML a number is a text too, and an empty value often none."""
    part["additionalProperties"] = False
    if kind is Terms:
        del part["required"]  # a licence has the limits of the table above it
    for field in msgspec.structs.fields(kind) if yaml else ():
        schema = part["properties"][field.encode_name]
        schema.pop("default", None)
        if "anyOf" in schema:
            schema |= next(choice for choice in schema.pop("anyOf") if choice != {"type": "null"})
        _as_yaml(schema)
        if field.default in ("", ()) or field.default_factory is dict:
            schema["type"] = [
                *([schema["type"]] if isinstance(schema["type"], str) else schema["type"]),
                "null",
            ]


def _as_yaml(schema: dict[str, Any]) -> None:
    """Take a number for a text, in lists too, and a whole number between quotes for one."""
    if schema.get("type") == "integer":
        schema |= {"type": ["integer", "string"], "pattern": "^[-+]?[0-9]+$"}
    if schema.get("type") == "string" and "enum" not in schema:
        schema["type"] = ["string", "number"]
    if isinstance(schema.get("items"), dict):
        _as_yaml(schema["items"])


@cache
def _told(kind: type[msgspec.Struct]) -> tuple[str, dict[str, str]]:
    """What a type says of itself, and what stands below each field, by the field's name."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    if not isinstance(tree, ast.ClassDef):
        return "", {}
    told = {}
    for node, after in pairwise(tree.body):
        if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            told[node.target.id] = " ".join(str(after.value.value).split())
    return " ".join((ast.get_docstring(tree) or "").split()), told
