"""A commit changes pages without a save: the preview watches where a repository says what is checked out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from committing import Newsroom, git
from harness import MakeSite
from previewing import FERRY, Preview, story, two_stories, until

Start = Callable[..., Preview]
FILE = "content/harbour/ferry/story.md"
COMMITTED = 2
"""How many versions the page names: a save has none, and waits for its commit."""


def committed(folder: Path) -> None:
    """A repository with one commit of all that is in the folder."""
    (folder / ".gitignore").write_text(".dateline\npublic\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")


def as_it_is(folder: Path) -> Path:
    committed(folder)
    return folder


def further_work_tree(folder: Path) -> Path:
    committed(folder)
    other = folder.parent / "desk"
    git(folder, "worktree", "add", "-q", "-b", "desk/night", str(other))
    return other


def packed(folder: Path) -> Path:
    committed(folder)
    git(folder, "checkout", "-q", "-b", "desk/night")
    git(folder, "pack-refs", "--all", "--prune")
    assert not (folder / ".git/refs/heads/desk/night").exists()
    return folder


def detached(folder: Path) -> Path:
    committed(folder)
    git(folder, "checkout", "-q", "--detach")
    return folder


def below_the_top(folder: Path) -> Path:
    top = folder.parent
    committed(top)
    return folder


def versions(preview: Preview) -> int:
    return preview.get(FERRY).text.count("/versions/")


WAYS = [as_it_is, further_work_tree, packed, detached, below_the_top]


def commit(folder: Path) -> None:
    git(folder, "commit", "-q", "-a", "-m", "Second", when="2026-01-03T08:00:00Z")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_commit_is_noticed(way: Callable[[Path], Path], site: MakeSite, start: Start) -> None:
    folder = way(site(two_stories()))
    preview = start(folder)
    (folder / FILE).write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    until(lambda: preview.shows(FERRY, "It sails again"))
    assert versions(preview) == COMMITTED - 1
    commit(folder)
    until(lambda: versions(preview) == COMMITTED)
    git(folder, "reset", "-q", "--soft", "HEAD~")
    until(lambda: versions(preview) == COMMITTED - 1)


def test_a_commit_is_noticed_by_polling(site: MakeSite, start: Start) -> None:
    folder = as_it_is(site(two_stories()))
    preview = start(folder, "--poll")
    (folder / FILE).write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    until(lambda: preview.shows(FERRY, "It sails again"))
    commit(folder)
    until(lambda: versions(preview) == COMMITTED)


def test_another_branch_is_followed(site: MakeSite, start: Start) -> None:
    folder = site(two_stories())
    Newsroom(folder)
    preview = start(folder)
    git(folder, "checkout", "-q", "-b", "desk/night")
    for day, words in enumerate(("It sails again", "It sails at noon"), 1):
        (folder / FILE).write_text(story("Ferry stops", words), encoding="utf-8")
        git(folder, "commit", "-q", "-a", "-m", "Second", when=f"2026-01-0{day + 2}T08:00:00Z")
    until(lambda: versions(preview) == COMMITTED + 1)
    git(folder, "checkout", "-q", "main")
    until(lambda: versions(preview) == 0)


def test_a_repository_that_is_made_meanwhile(site: MakeSite, start: Start) -> None:
    folder = site(two_stories())
    preview = start(folder)
    committed(folder)
    (folder / FILE).write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    commit(folder)
    until(lambda: versions(preview) == COMMITTED)


def test_what_git_does_besides_builds_nothing(site: MakeSite, start: Start) -> None:
    folder = as_it_is(site(two_stories()))
    preview = start(folder)
    tab = preview.tab(FERRY)
    before = tab.next()["builds"]
    git(folder, "status")
    git(folder, "tag", "night")
    git(folder, "add", "-A")
    # What is built next shows that nothing was built before it: hints come in their order.
    (folder / FILE).write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    assert tab.hear(lambda news: news["do"] == "reload")["builds"] == before + 1
