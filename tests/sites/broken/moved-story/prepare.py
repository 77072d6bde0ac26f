"""Moves the story, in a repository that has it at its old place."""

import os
import subprocess
from pathlib import Path

NAME = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example"}
NAME |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}
DAY = {"GIT_AUTHOR_DATE": "2026-01-02T08:00:00Z", "GIT_COMMITTER_DATE": "2026-01-02T08:00:00Z"}


def prepare(site: Path) -> None:
    """Two commits: the story at /harbour/ferry/, and the story where it is."""
    now, old = site / "content/harbour/boat", site / "content/harbour/ferry"
    git(site, "init", "-q")
    now.rename(old)
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "A ferry")
    old.rename(now)
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "A boat")


def git(site: Path, *arguments: str) -> None:
    """What git is to do there."""
    subprocess.run(["git", *arguments], cwd=site, env=os.environ | NAME | DAY, check=True)
