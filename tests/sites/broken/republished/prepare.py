"""Gives the story another day, in a repository that has it with its first."""

import os
import subprocess
from pathlib import Path

NAME = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example"}
NAME |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}


def prepare(site: Path) -> None:
    """Two commits: the story of January 1, and that of January 3."""
    story = site / "content/harbour/boat/story.md"
    text = story.read_text(encoding="utf-8")
    git(site, "init", "-q")
    commit(site, "2026-01-01T08:00:00Z")
    story.write_text(text.replace("published: 2026-01-01", "published: 2026-01-03"), encoding="utf-8")
    commit(site, "2026-01-03T08:00:00Z")


def commit(site: Path, day: str) -> None:
    """All that there is, as of a day."""
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "A boat", day=day)


def git(site: Path, *arguments: str, day: str = "") -> None:
    """What git is to do there."""
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
    subprocess.run(["git", *arguments], cwd=site, env=os.environ | NAME | dates, check=True)
