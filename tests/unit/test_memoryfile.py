"""The memory's file: whatever became of it, a build goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.build import open_memory
from dateline.dates import parse_moment
from dateline.memory.memoryfile import FILE
from dateline.press.rebuilding import rebuild
from dateline.request import STATE, Request
from harness import MakeSite

NOW = Request(now=parse_moment("2026-01-15T12:00:00+00:00"))
ARTICLE = "---\ntitle: It left\npublisher: AP\npublished: 2026-01-02\n---\nIt left.\n"
FILES = {
    "content/city/ferry/story.md": "---\ntitle: Ferry\npublished: 2026-01-02\n---\nIt left [@ap].\n",
    "content/city/ferry/sources/ap.md": ARTICLE,
}


@pytest.fixture
def root(site: MakeSite) -> Path:
    folder = site(FILES)
    rebuild(folder, NOW)
    return folder


@pytest.mark.parametrize("value", [None, "text", 7, b"short"])
@pytest.mark.parametrize("table", ["records", "whole"])
def test_a_row_that_holds_anything_at_all_is_an_empty_memory(root: Path, table: str, value: object) -> None:
    with closing(sqlite3.connect(root / STATE / FILE)) as base, base:
        base.execute(f"UPDATE {table} SET value = ?", (value,))  # noqa: S608  (our own words)
    assert open_memory(root, NOW).records == {}
    assert rebuild(root, NOW).written == ()


@pytest.mark.parametrize("value", [None, "text", 7, b"short"])
@pytest.mark.parametrize("table", ["views", "twins", "stages"])
def test_a_view_that_is_none_is_made_anew(root: Path, table: str, value: object) -> None:
    with closing(sqlite3.connect(root / STATE / FILE)) as base, base:
        base.execute(f"UPDATE {table} SET value = ?", (value,))  # noqa: S608  (our own words)
    page = root / "public/city/ferry/index.html"
    before = page.read_bytes()
    (root / "public/city/ferry/index.json").unlink()
    page.unlink()
    rebuild(root, NOW)
    assert page.read_bytes() == before


def rows(root: Path, select: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(root / STATE / FILE)) as base:
        return base.execute(select).fetchall()


def test_what_stages_came_to_is_taken_from_the_same_version_alone(root: Path) -> None:
    kept = dict(rows(root, "SELECT name, key FROM stages"))
    assert {"frame", "near"} <= kept.keys()
    key = kept["frame"].split()[1]
    with closing(open_memory(root, NOW)) as memory:
        assert memory.stage("frame", key) is not None
    with closing(open_memory(root, NOW, "another generator")) as memory:
        assert memory.stage("frame", key) is None


def test_a_stage_that_nobody_asks_for_any_more_is_dropped(root: Path) -> None:
    with closing(sqlite3.connect(root / STATE / FILE)) as base, base:
        base.execute("INSERT INTO stages SELECT 'fr/frame', key, value FROM stages WHERE name = 'frame'")
    (root / "content/city/ferry/story.md").write_text("---\ntitle: Boat\npublished: 2026-01-02\n---\n")
    rebuild(root, NOW)
    assert ("fr/frame",) not in rows(root, "SELECT name FROM stages")
    assert ("frame",) in rows(root, "SELECT name FROM stages")


def test_an_edit_that_no_list_shows_plans_no_list(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    monkeypatch.setattr("dateline.pages.frame.Planner", lambda *given: drawn.append(given))
    (root / "content/city/ferry/sources/ap.md").write_text(ARTICLE.replace("It left.", "It has left."))
    assert rebuild(root, NOW).compiled == 1
    assert drawn == []
