"""A site in a git repository whose commits have fixed dates, for tests of histories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from dateline.dates import parse_moment
from dateline.outcome import Outcome
from dateline.press import press
from dateline.request import Request
from dateline.stamps import RACY, present, stamp_of
from dateline.verify import Verdict, verify
from harness import write_files
from previewing import until

NOW = Request(now=parse_moment("2026-01-20T12:00:00+00:00"))
_WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_CONFIG_GLOBAL": os.devnull}
_WHO |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example", "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str, when: str = "2026-01-02T08:00:00Z") -> str:
    """What git prints in a folder; a commit has the date `when`."""
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=kept | _WHO | dates, capture_output=True, text=True, check=True
    )
    return done.stdout


class Newsroom:
    """A site under git, and its builds by new processes."""

    def __init__(self, root: Path, top: Path | None = None) -> None:
        self.root, self.top = root, top or root
        git(self.top, "init", "-q", "-b", "main")
        (self.top / ".gitignore").write_text(".dateline\npublic\n")
        self.commit("2026-01-02T08:00:00Z")

    def commit(self, when: str, files: dict[str, str] | None = None, message: str = "Secret words") -> None:
        """Write files, and commit all that there is."""
        write_files(self.root, files or {})
        git(self.top, "add", "-A")
        git(self.top, "commit", "-q", "-m", message, when=when)

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit a file in its place."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text
        (self.root / file).write_text(text.replace(old, new), encoding="utf-8")

    def build(self) -> Outcome:
        """What a build by a new process comes to, once all stamps can be believed."""
        stamps = [stamp_of(file.lstat()) for file in self.top.rglob("*")]
        newest = max(max(stamp.modified, stamp.changed) for stamp in stamps)
        until(lambda: present() > newest + RACY)
        return press.run(self.root, NOW)

    def verdict(self) -> Verdict:
        """How the output differs from a clean build."""
        return verify(self.root, NOW)

    def page(self, path: str) -> str:
        """A page of the output."""
        return (self.root / "public" / path).read_text(encoding="utf-8")

    def versions(self, story: str) -> list[str]:
        """The ids of the versions of a story that have pages."""
        return sorted(page.name for page in (self.root / "public" / story / "versions").glob("*"))
