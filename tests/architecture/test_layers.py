"""The house has one direction: a room imports only from rooms below it, and each library has its own room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from harness import REPOSITORY
from rooms import Module, imported, modules


def _wing(name: str, *rooms: str) -> tuple[str, ...]:
    """The rooms of a wing: a folder in which each room has its place."""
    return tuple(f"{name}.{room}" for room in rooms)


# From the ground up; a room may import from the rows below and from what stands before it in its own row.
LAYERS: dict[str, tuple[str, ...]] = {
    "ground": (
        *("problems", "rules", "elsewhere", "urls", "digest", "stamps", "crew", "again", "once", "timing"),
        *("patterns", "visible", "policy", "dates", "sentences", "citations", "timeline"),
    ),
    "text": (
        "words",
        "markdown",
        *_wing("yaml", "limits", "snags", "nodes", "plain", "texts", "values", "frontmatter", "spots"),
        *_wing("settings", "tags", "places", "reading", "tables", "newsroom", "config", "located"),
    ),
    "values": (
        *_wing("model", "headers", "prose", "rasters", "draft", "linked", "topics", "revisions", "site"),
        *_wing("views", "pages", "lists", "stories", "feeds", "report"),
        "twins",
        "schemas",
    ),
    "content": (
        *_wing(
            "files",
            "anchors",
            "addresses",
            "addressbook",
            "lines",
            "origins",
            "comments",
            "spaced",
            "fences",
            "headings",
            "claims",
            "body",
            "parse",
        ),
        *_wing("files", "listings", "translated", "found", "names", "walk", "glance"),
        *_wing("linking", "edition", "untimely", "sourcelist", "changes", "terms", "briefing"),
        *_wing("linking", "translations", "linkedpages", "offered", "link"),
    ),
    "evidence": ("evidence",),
    "compose": ("compose",),
    "check": ("check",),
    "pictures": ("timescale", *_wing("pictures", "variants", "cards", "icons", "imaging", "album")),
    "output": (
        *("search", "pages"),
        *_wing("theming", "shipped", "assets", "themefiles", "quickcode", "templating", "theme"),
        *_wing("output", "disk", "lock", "ledger", "outputfolder", "staging", "placing", "write", "ahead"),
    ),
    "pipeline": (
        *_wing("git", "repository", "commits"),
        *_wing("memory", "spill", "stages", "records", "session", "memory", "memoryfile", "excerpt"),
        *_wing("loading", "opened", "reading", "attached", "sent", "load", "ahead"),
        *("desk", "version", "request", "sitefiles"),
        *_wing("history", "lives", "moves", "history", "archive"),
        *("faults", "outcome", "fresh"),
        *_wing("made", "described", "reasons", "developed", "rendered", "outputs"),
        "build",
        *_wing("press", "sheet", "standing", "newcommits", "touched", "plates", "recast", "impose"),
        *_wing("press", "replate", "restyle", "rebuilding", "press"),
        *("verify", "explain", "report"),
    ),
    "edge": (
        *_wing("editing", "ownfiles", "sourceedit", "fixes", "scaffold", "ejecting", "moving", "sorting"),
        *("selection", "formats", "console", "modelserver"),
        *_wing(
            "preview",
            "links",
            "watch",
            "whereabouts",
            "attempts",
            "shown",
            "preview",
            "tabs",
            "guard",
            "ranges",
            "listening",
            "serve",
        ),
        *("cli", "__main__"),
    ),
}
ORDER = tuple(room for rooms in LAYERS.values() for room in rooms)
WINGS = {room.partition(".")[0] for room in ORDER if "." in room}

# Who may import what: a library that is not here is anybody's.
OWNERS: dict[str, set[str]] = {
    "jinja2": {"theming.quickcode", "theming.templating", "theming.theme"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "frontmatter": {"yaml.frontmatter"},
    "Stemmer": {"evidence"},
    "yaml": {"yaml.nodes", "yaml.snags"},
    # theme.toml and catalogues are no settings
    "tomllib": {"settings.places", "settings.config", "theming.themefiles", "words"},
    "babel": {"dates", "settings.tags", "settings.reading", "words"},
    "fasteners": {"output.lock"},
    "rich": {"console"},
    "click": {"cli"},
    "PIL": {"pictures.imaging"},
    "openai": {"modelserver"},
    "watchdog": {"preview.watch"},
    "starlette": {"preview.serve"},
    "uvicorn": {"preview.serve"},
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


def _room(name: str) -> str:
    """The room of a module, by its name without the package's; "" for the package, and for a wing itself."""
    top, _, rest = name.partition(".")
    if top not in WINGS:
        return top
    return f"{top}.{rest.partition('.')[0]}" if rest else ""


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
    rooms = {_room(module.name) for module in modules()} - {""}
    assert set(ORDER) == rooms
    assert len(ORDER) == len(set(ORDER))


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_imports_point_downwards(module: Module) -> None:
    room = _room(module.name)
    below = set(ORDER[: ORDER.index(room)]) if room else set()
    ours = (name.partition(".")[2] for name in imported(module) if name.startswith("dateline."))
    assert {_room(name) for name in ours} - below - {room} == set()


def test_a_wing_stands_in_one_piece() -> None:
    places = {wing: [at for at, room in enumerate(ORDER) if room.startswith(f"{wing}.")] for wing in WINGS}
    assert {wing for wing, at in places.items() if at != list(range(at[0], at[0] + len(at)))} == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_every_library_has_its_room(module: Module) -> None:
    for name in imported(module):
        owners = OWNERS.get(name.partition(".")[0], {_room(module.name)})
        assert _room(module.name) in owners, f"{module.name} imports {name}: that is for {owners or 'nobody'}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_clock_environment_and_terminal_are_at_the_edge(module: Module) -> None:
    if _room(module.name) != "cli":
        assert list(_edge_uses(module)) == []


def test_the_search_for_the_edge_finds_it() -> None:
    uses = [use for module in modules() if _room(module.name) == "cli" for use in _edge_uses(module)]
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
        wing = ""
        for room, is_wing in re.findall(r"`(\w+)(/?)`", rooms):
            wing = f"{room}." if is_wing else wing
            shown[layer] = (*shown.get(layer, ()), *(() if is_wing else (wing + room,)))
    assert shown == LAYERS
