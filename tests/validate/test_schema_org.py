"""Each page's JSON-LD fits schema.org's vocabulary: every type and property exists, where it stands.

The vocabulary is that of `schema-dts`, which is made from schema.org's own definitions; the TypeScript
compiler holds the data to it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hosting import Place
from html_page import read
from validators import NODE_MODULES, run_node

STRICT = ("--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext")


def documents(public: Path) -> dict[str, object]:
    """The JSON-LD documents of all pages, by page and position."""
    found: dict[str, object] = {}
    for path in sorted(public.rglob("*.html")):
        for at, script in enumerate(read(path).all("script", type="application/ld+json")):
            name = f"{path.relative_to(public).as_posix()}#{at}"
            found[name] = json.loads("".join(part for part in script.inside if isinstance(part, str)))
    return found


def typed(name: str, document: object) -> str:
    """A document as TypeScript that must be a node of schema.org's graph."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"// {name}\nexport const _ = {text} satisfies WithContext<Thing> | Graph;\n"


def compiled(folder: Path, made: dict[str, object]) -> str:
    """What the compiler says of the documents; "" when they fit."""
    files = []
    (folder / "node_modules").symlink_to(NODE_MODULES)
    for at, (name, document) in enumerate(made.items()):
        file = folder / f"page{at}.ts"
        head = 'import type { Graph, Thing, WithContext } from "schema-dts";\n'
        file.write_text(head + typed(name, document), encoding="utf-8")
        files.append(file.name)
    return run_node("typescript/lib/tsc.js", *STRICT, *files, cwd=folder)


@pytest.mark.usefixtures("tools")
@pytest.mark.timeout(180)
def test_json_ld_fits_the_vocabulary(place: Place, tmp_path: Path) -> None:
    made = documents(place.public)
    assert made, "no page has any"
    assert compiled(tmp_path, made) == ""


@pytest.mark.usefixtures("tools")
@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "NewsArtikel", "headline": "Ferry stops"},
        {"@type": "NewsArticle", "headlines": "Ferry stops"},
        {"@type": "NewsArticle", "headline": "Ferry stops", "birthDate": "2026-01-02"},
    ],
    ids=["type", "property", "domain"],
)
def test_the_vocabulary_is_held_to(wrong: dict[str, str], tmp_path: Path) -> None:
    assert "error TS" in compiled(tmp_path, {"wrong": {"@context": "https://schema.org", **wrong}})
