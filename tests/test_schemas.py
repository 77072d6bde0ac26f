"""JSON Schemas: what fixtures and this repository hold is right by them, what they refuse is refused."""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from dateline.schemas import KINDS, WRITTEN, schema_of
from dateline.yaml import frontmatter
from harness import MINIMAL_CONFIG, REPOSITORY, MakeSite, Run, run_dateline

SITES = Path(__file__).parent / "sites"
GOOD = [REPOSITORY, *(SITES / name for name in ("minimal", "full", "brief", "languages"))]
STORY = "---\ntitle: Ferry\npublished: 2026-01-02\n---\nIt ebbs [@ap].\n"
ARTICLE = "---\ntitle: Ferry stops\npublisher: Tide\npublished: 2026-01-02\n---\nIt stopped.\n"
VALUES = (
    *("", "3", "3.5", "-1", '"3"', "true", '"true"', "x", '""', "ai", "en", "2026", "2026-01-02"),
    *("Jan 2, 2026", "2026-01-02T10:00:00Z", "[]", "[a]", "[3]", "[true]", '[""]', "[a, ]", "[[a]]", "{}"),
    *("{a: 1}", "[2026-01-02]", "[{date: 2026-01-02, text: T}]", "[{date: 2026, text: 3, note: 3}]"),
    *("[{date: 2026-01-02, text: T, note: }]", "[{date: 2026-01-02, text: T, kind: withdrawn}]"),
    *("[{date: 2026-01-02, note: T}]", "[{date: , text: T}]"),
    *("[{about: 3, says: [{source: a, text: 3}, {source: b, text: T}]}]", "[{about: A, says: }]"),
)
"""What may stand behind a key of front matter, right or wrong."""


class Loader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a date is a text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if tag != "tag:yaml.org,2002:timestamp"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def wrong(kind: str, value: object) -> list[str]:
    """What a schema says is wrong with a value."""
    return [error.message for error in jsonschema.Draft202012Validator(schema_of(kind)).iter_errors(value)]


def header(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8").split("---\n", 2)[1], Loader)  # noqa: S506  # a SafeLoader


def kind_of(file: Path) -> str:
    if file.parent.name == "sources" or "inbox" in file.parts:
        return "source"
    name, *tag = file.stem.split(".")
    kind = name if name in ("story", "section") else "page"
    return f"{kind}-translation" if tag else kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str, run: Run, site: MakeSite) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))
    printed = json.loads(run(site(), "schema", kind).stdout)
    assert printed["properties"].keys() == schema_of(kind)["properties"].keys()


def test_all_front_matter_and_settings_are_right_by_their_schemas() -> None:
    files = [file for folder in GOOD for file in sorted((folder / "content").rglob("*.md"))]
    for file in files:
        if file.read_text(encoding="utf-8").startswith("---\n"):
            assert wrong(kind_of(file), header(file)) == [], file
    assert len(files) > 50
    for folder in GOOD:
        settings = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
        assert wrong("site", settings) == [], folder


def test_what_a_site_publishes_is_right_by_the_schema_that_it_names(tmp_path: Path) -> None:
    ran = run_dateline(
        REPOSITORY, "build", "--now", "2026-11-22T12:00:00+00:00", "--output", str(tmp_path / "out")
    )
    assert ran.exit == 0, ran.console
    twins = sorted(path for path in (tmp_path / "out").rglob("index.json"))
    for path in twins:
        found = json.loads(path.read_bytes())
        schema = json.loads((tmp_path / "out/schemas" / found["$schema"].rpartition("/")[2]).read_bytes())
        jsonschema.validate(found, schema, jsonschema.Draft202012Validator)
    assert len(twins) > 5


@pytest.mark.parametrize(
    ("kind", "file", "text"),
    [
        ("story", "content/ferry/story.md", STORY.replace("title:", "titel:")),
        ("story", "content/ferry/story.md", STORY.replace("---\nIt", "tags: sea\n---\nIt")),
        ("story", "content/ferry/story.md", STORY.replace("---\nIt", "made_by: robot\n---\nIt")),
        ("story", "content/ferry/story.md", STORY.replace("---\nIt", "draft: perhaps\n---\nIt")),
        ("story", "content/ferry/story.md", STORY.replace("2026-01-02", "soon")),
        ("source", "content/ferry/sources/ap.md", ARTICLE.replace("publisher: Tide\n", "")),
        (
            "source",
            "content/ferry/sources/ap.md",
            ARTICLE.replace("---\nIt", "events: [{text: Ebb}]\n---\nIt"),
        ),
        ("page", "content/about.md", "---\ntitle: About\nweight: 3\n---\n"),
        ("section", "content/ferry/section.md", "---\ntitle: Ferry\nweight: heavy\n---\n"),
        ("story-translation", "content/ferry/story.fr.md", "---\ntitle: Bac\nfollows: quai\n---\n"),
        ("story-translation", "content/ferry/story.fr.md", "---\ntranslated: 2026-01-02\n---\n"),
        ("page-translation", "content/about.fr.md", "---\ntitle: Page\npublished: 2026-01-02\n---\n"),
        ("section-translation", "content/city/section.fr.md", "---\ntitle: Mer\nweight: 3\n---\n"),
    ],
)
def test_what_a_schema_refuses_a_build_refuses(
    kind: str, file: str, text: str, site: MakeSite, run: Run
) -> None:
    settings = f"{MINIMAL_CONFIG}[languages.fr]\n"
    beside = {"content/about.md": "---\ntitle: About\n---\n", "content/ferry/sources/ap.md": ARTICLE}
    folder = site({"site.toml": settings, "content/ferry/story.md": STORY, **beside, file: text})
    assert wrong(kind, header(folder / file)) != []
    ran = run(folder, "check")
    assert ran.exit == 1
    assert file in ran.stderr


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_schema_refuses_nothing_that_a_build_takes(kind: str) -> None:
    taken = 0
    fields = {field.name for field in msgspec.structs.fields(WRITTEN[kind])}
    whole = {"title": "T", "publisher": "P", "published": "2026-01-02"}
    if kind.endswith("translation"):
        del whole["published"]
    for name, value in itertools.product(sorted(fields), VALUES):
        lines = [f"{key}: {held}" for key, held in whole.items() if key in fields - {name}]
        text = "\n".join([*lines, f"{name}: {value}", ""])
        found, problems = frontmatter.decode(WRITTEN[kind], "file.md", text)
        if found is not None and not problems:
            taken += 1
            assert wrong(kind, yaml.load(text, Loader)) == [], text  # noqa: S506  # a SafeLoader
    assert taken > 2 * len(fields)


@pytest.mark.parametrize(
    "line", ["titel = 3", "title = 3", '[build]\noutptu = "x"', '[check]\nunknown = "off"']
)
def test_settings_that_a_schema_refuses_a_build_refuses(line: str, site: MakeSite, run: Run) -> None:
    text = line if line.startswith("title") else f'title = "Paper"\n{line}\n'
    folder = site({"site.toml": text})
    assert wrong("site", tomllib.loads(text)) != []
    assert run(folder, "check").exit == 3
