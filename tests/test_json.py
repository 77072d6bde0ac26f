"""`--json`: every command but the preview says to machines what it did, and what was wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness import MakeSite, Ran, Run

ARTICLE = (
    "---\ntitle: Ferry stops\npublisher: Tide\npublished: 2026-01-02\n---\n"
    "The ferry stopped at noon on Friday, and its crew went home.\n"
)
STORY = "content/world/ferry"


def said(ran: Ran) -> dict[str, Any]:
    """The one document that was printed, which ends with the problems and names the exit code."""
    assert ran.stderr == ""
    document: dict[str, Any] = json.loads(ran.stdout.replace("[TIME] s", "0.1 s"))
    assert document["exit"] == ran.exit
    assert list(document)[:3] == ["command", "exit", "seconds"]
    assert list(document)[-1] == "problems"
    return document


def test_a_build_names_what_it_wrote(site: MakeSite, run: Run) -> None:
    folder = site({f"{STORY}/sources/ap.md": ARTICLE})
    built = said(run(folder, "build", "--json"))
    assert (built["command"], built["exit"], built["problems"]) == ("build", 0, [])
    assert "world/ferry/index.html" in built["written"]
    assert said(run(folder, "check", "--json"))["stories"] == 1


def test_clean_says_how_many_files_are_gone(site: MakeSite, run: Run) -> None:
    folder = site({f"{STORY}/sources/ap.md": ARTICLE})
    written = said(run(folder, "build", "--json"))["written"]
    cleaned = said(run(folder, "clean", "--json"))
    assert (cleaned["command"], cleaned["output"]) == ("clean", "public")
    assert cleaned["removed_files"] == len(written)
    assert said(run(folder, "clean", "--json"))["removed_files"] == 0


def test_new_names_what_it_made(site: MakeSite, run: Run) -> None:
    folder = site({"content/world/section.md": "---\ntitle: World\n---\n"})
    made = said(run(folder, "new", "site", "demo", "--json"))
    assert made["command"] == "new site"
    assert Path(made["site"]).name == "demo"
    assert "site.toml" in made["created"]
    made = said(run(folder, "new", "story", "world/ferry", "--json"))
    assert (made["command"], made["created"]) == ("new story", [f"{STORY}/story.md"])
    made = said(run(folder, "new", "source", "world/ferry", "ap", "--json"))
    assert (made["command"], made["created"]) == ("new source", [f"{STORY}/sources/ap.md"])
    assert all((folder / name).is_file() for name in made["created"])


@pytest.mark.parametrize(
    ("command", "code", "rule"),
    [
        ("build", 1, "unknown-source"),
        ("check", 1, "unknown-source"),
        ("clean -o content", 6, "output"),
        ("new site content", 6, "output"),
        ("new story world/ferry", 6, "output"),
        ("new source world/ferry ap", 6, "output"),
        ("new source world/fery ap", 6, "output"),
    ],
)
def test_what_is_wrong_is_in_the_document(
    command: str, code: int, rule: str, site: MakeSite, run: Run
) -> None:
    story = "---\ntitle: Ferry\npublished: 2026-01-01\n---\nIt stopped [@bbc].\n"
    folder = site({f"{STORY}/story.md": story, f"{STORY}/sources/ap.md": ARTICLE})
    document = said(run(folder, *command.split(), "--json"))
    assert document["exit"] == code
    assert document["command"] == " ".join(command.split()[: 2 if command.startswith("new") else 1])
    assert rule in [problem["rule"] for problem in document["problems"]]
