"""The house has one direction: a room imports only from rooms below it, and each library has its own room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from harness import REPOSITORY
from rooms import Module, imported, modules

# From the ground up; a room may import from the rows below and from what stands before it in its own row.
LAYERS: dict[str, tuple[str, ...]] = {
    "ground": (
        *(
            "problems",
            "rules",
            "elsewhere",
            "urls",
            "digest",
            "stamps",
            "crew",
            "spill",
            "again",
            "once",
            "timing",
        ),
        *("patterns", "policy", "shipped", "dates"),
        *("sentences", "citations", "timeline"),
    ),
    "text": (
        *(
            "words",
            "markdown",
            "yamlsnags",
            "yamlnodes",
            "yamlplain",
            "yamltext",
            "yamlvalues",
            "frontmatter",
        ),
        *("tomlplaces", "settings", "tables", "newsroom", "config"),
    ),
    "values": (
        *("headers", "prose", "rasters", "draft", "linked", "topics", "revisions", "model"),
        *("twin", "siteindex", "schemas", "views", "listviews", "storyviews", "feedviews", "reportviews"),
    ),
    "content": (
        *("addresses", "lines", "origins", "comments", "claims", "anchors", "body", "parse"),
        *("listings", "translated", "found", "walk", "glance"),
        *("edition", "sourcelist", "changes", "terms", "briefing", "translations"),
        *("linkedpages", "offered", "link"),
    ),
    "evidence": ("evidence",),
    "compose": ("compose",),
    "check": ("check",),
    "pictures": ("variants", "timescale", "cards", "icons", "imaging", "album"),
    "output": (
        "search",
        "twins",
        "pages",
        "assets",
        "themefiles",
        "templating",
        "theme",
        "disk",
        "ledger",
        "outputfolder",
        "staging",
        "write",
        "ahead",
    ),
    "pipeline": (
        *("repository", "commits"),
        "memory",
        "memoryfile",
        "reading",
        "attached",
        "load",
        "desk",
        "lives",
        "version",
        "request",
        "sitefiles",
        "history",
        "archive",
        "faults",
        "outcome",
        "fresh",
        "described",
        "reasons",
        "developed",
        "made",
        "build",
        "verify",
        "explain",
        "report",
    ),
    "edge": (
        *(
            "ownfiles",
            "sourceedit",
            "fixes",
            "scaffold",
            "ejecting",
            "moving",
            "sorting",
            "selection",
            "formats",
            "console",
        ),
        "modelserver",
        *("watch", "whereabouts", "attempts", "preview", "tabs", "guard", "serve"),
        *("cli", "__main__"),
    ),
}
ORDER = tuple(room for rooms in LAYERS.values() for room in rooms)

# Who may import what: a library that is not here is anybody's.
OWNERS: dict[str, set[str]] = {
    "jinja2": {"templating", "theme"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "frontmatter": {"frontmatter"},
    "Stemmer": {"evidence"},
    "yaml": {"yamlnodes", "yamlsnags"},
    "tomllib": {"tomlplaces", "config", "themefiles", "words"},  # theme.toml and catalogues are no settings
    "babel": {"dates", "settings", "words"},
    "filelock": {"disk"},
    "rich": {"console"},
    "click": {"cli"},
    "PIL": {"imaging"},
    "openai": {"modelserver"},
    "watchdog": {"watch"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "time": {"cli"},
    "sys": {"cli"},
    "logging": set(),
    "random": set(),
    "locale": set(),
    "pickle": set(),
}
# Calls and attributes that are the clock, the environment, the working directory, the terminal.
EDGE_NAMES = {"print", "input"}
EDGE_ATTRIBUTES = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "os.environ", "os.getenv"),
    *("Path.cwd", "Path.home", "os.getcwd", "os.chdir"),
}


def _edge_uses(module: Module) -> Iterator[str]:
    """What of the edge a module uses, with its line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EDGE_NAMES:
            yield f"{node.lineno}: {node.func.id}()"
        elif isinstance(node, ast.Attribute):
            dotted = ".".join(ast.unparse(node).split(".")[-2:])
            if dotted in EDGE_ATTRIBUTES:
                yield f"{node.lineno}: {dotted}"


def test_every_room_has_its_layer() -> None:
    rooms = {module.room for module in modules()} - {""}
    assert set(ORDER) == rooms
    assert len(ORDER) == len(set(ORDER))


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_imports_point_downwards(module: Module) -> None:
    below = set(ORDER[: ORDER.index(module.room)]) if module.room else set()
    rooms = {name.split(".")[1] for name in imported(module) if name.startswith("dateline.")}
    assert rooms - below - {module.room} == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_every_library_has_its_room(module: Module) -> None:
    for name in imported(module):
        owners = OWNERS.get(name.partition(".")[0], {module.room})
        assert module.room in owners, f"{module.name} imports {name}: that is for {owners or 'nobody'}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_clock_environment_and_terminal_are_at_the_edge(module: Module) -> None:
    if module.room != "cli":
        assert list(_edge_uses(module)) == []


def test_the_search_for_the_edge_finds_it() -> None:
    uses = [use for module in modules() if module.room == "cli" for use in _edge_uses(module)]
    assert any("datetime.now" in use for use in uses)
    assert any("os.environ" in use for use in uses)


def test_no_room_has_an_empty_name() -> None:
    empty = {"utils", "helpers", "helper", "base", "manager", "common", "misc", "core"}
    parts = {part for module in modules() for part in module.name.split(".")}
    assert parts & empty == set()


def test_architecture_page_lists_the_same_layers() -> None:
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    shown: dict[str, tuple[str, ...]] = {}
    layer = ""
    for name, rooms in re.findall(r"^\| *(?:\*\*(\w+)\*\*)? *\|([^|]*)\|", page, re.MULTILINE):
        layer = name or layer
        shown[layer] = (*shown.get(layer, ()), *re.findall(r"`(\w+)`", rooms))
    assert shown == LAYERS
