"""The memory's file: whatever became of it, a build goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.build import open_memory, rebuild
from dateline.dates import parse_moment
from dateline.memory.memoryfile import FILE
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
@pytest.mark.parametrize("table", ["views", "twins"])
def test_a_view_that_is_none_is_made_anew(root: Path, table: str, value: object) -> None:
    with closing(sqlite3.connect(root / STATE / FILE)) as base, base:
        base.execute(f"UPDATE {table} SET value = ?", (value,))  # noqa: S608  (our own words)
    page = root / "public/city/ferry/index.html"
    before = page.read_bytes()
    (root / "public/city/ferry/index.json").unlink()
    page.unlink()
    rebuild(root, NOW)
    assert page.read_bytes() == before
