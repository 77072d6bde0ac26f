"""Feeds and maps held to schemas: what is wrong with a text, by XML Schema, RELAX NG or JSON Schema.

The schemas are in tests/tools/schemas/, each written from the specification that it names.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree  # type: ignore[import-untyped]  # it brings no types

FOLDER = Path(__file__).parent / "tools" / "schemas"


def wrong_in_map(text: bytes) -> list[str]:
    """What is wrong with a sitemap, an index of sitemaps, or a news sitemap."""
    return _wrong("sitemap.xsd", text)


def wrong_in_atom(text: bytes) -> list[str]:
    """What is wrong with an Atom feed."""
    return _wrong("atom.rng", text)


def wrong_in_rss(text: bytes) -> list[str]:
    """What is wrong with an RSS feed."""
    return _wrong("rss.rng", text)


def wrong_in_json_feed(text: bytes) -> list[str]:
    """What is wrong with a JSON Feed."""
    errors = _json_schema("jsonfeed-1.1.json").iter_errors(json.loads(text))
    return [f"{error.json_path}: {error.message}" for error in errors]


def wrong_in_csl(text: bytes) -> list[str]:
    """What is wrong with CSL-JSON: its form, or a type or variable that the language has not."""
    errors = _csl_schema().iter_errors(json.loads(text))
    return [f"{error.json_path}: {error.message}" for error in errors]


def _wrong(schema: str, text: bytes) -> list[str]:
    known = _xml_schema(schema)
    try:
        document = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [str(error)]
    known.validate(document)
    return [f"line {error.line}: {error.message}" for error in known.error_log]


@cache
def _xml_schema(name: str) -> Any:
    document = etree.parse(str(FOLDER / name))
    return etree.XMLSchema(document) if name.endswith(".xsd") else etree.RelaxNG(document)


@cache
def _json_schema(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


@cache
def _csl_schema() -> Draft202012Validator:
    """The forms of CSL-JSON, for the types and variables of CSL's own schema, which citeproc-py brings."""
    own = files("citeproc") / "data/schema/schemas/styles"
    types, variables = ((own / f"csl-{name}.rnc").read_text("utf-8") for name in ("types", "variables"))
    frame = json.loads((FOLDER / "csl-data-1.0.2.json").read_text(encoding="utf-8"))
    item = frame["items"]
    item["properties"]["type"]["enum"] = re.findall(r'"([^"]+)"', types)
    for kind, named in re.findall(r"variables\.(\w+) =((?:[^=](?!variables\.\w+ =))*)", variables):
        if kind in frame["$defs"]:
            item["properties"] |= {
                name: {"$ref": f"#/$defs/{kind}"} for name in re.findall(r'"([^"]+)"', named)
            }
    return Draft202012Validator(frame)
