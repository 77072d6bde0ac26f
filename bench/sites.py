"""One tool's site on disk during a run: made cold, edited, and looked at afterwards."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generate import generate, story_file
from measure import FailedError
from stories import Story
from tools import OUTPUT, Tool, environment


class Site:
    """A generated site of one tool, with the story that is edited; the one in the middle of the paper."""

    def __init__(self, tool: Tool, folder: Path, paper: list[Story]) -> None:
        self.tool, self.folder, self._paper = tool, folder, paper
        generate(tool.layout, folder, paper)
        self.env = environment(folder)
        self.output = folder / OUTPUT
        self._edited = paper[len(paper) // 2]
        self._edits = 0
        self._themes = 0
        self._commits = 0
        self.is_built = False
        if tool.commits:
            ignored = "".join(f"{name}\n" for name in (OUTPUT, *tool.caches, ".cache"))
            (folder / ".gitignore").write_text(ignored, encoding="utf-8")
            self._git("init", "-q")
            self._commit()

    @property
    def address(self) -> str:
        """Where the edited story is served."""
        return f"/{self._edited.id}/"

    @property
    def page(self) -> Path:
        """The page of the edited story on disk."""
        return self._page(self._edited)

    def make_cold(self) -> None:
        """Remove the output, and all that the tool keeps between builds."""
        for name in (OUTPUT, *self.tool.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        Path(self.env["HOME"]).mkdir(exist_ok=True)
        self.is_built = False

    def save_story(self) -> bytes:
        """Save the story with a new mark in its text, in place as editors do; the mark to look for."""
        self._edits += 1
        mark = _mark(self._edits)
        _replace(self.folder / story_file(self.tool.layout, self._edited), r"mark-[a-j]+", mark)
        return mark.encode()

    def edit_story(self) -> None:
        """Save the story, and commit it where the tool's site is under git."""
        self.save_story()
        if self.tool.commits:
            self._commit()

    def edit_template(self) -> None:
        """Save the template of story pages with another attribute on the story."""
        self._themes += 1
        _replace(self.folder / self.tool.template, r'data-theme="\d+"', f'data-theme="{self._themes}"')

    def verify(self) -> None:
        """Raise FailedError unless story pages are there, and hold the last edits."""
        for story in (self._paper[0], self._edited, self._paper[-1]):
            page = self._page(story)
            text = page.read_text(encoding="utf-8") if page.is_file() else ""
            mark = _mark(self._edits if story is self._edited else 0)
            if mark not in text or f'data-theme="{self._themes}"' not in text:
                raise FailedError(f"{self.tool.name}: {story.id} is missing, or lacks the last edit")

    def written(self) -> tuple[int, int]:
        """How many files the output holds, and how many bytes."""
        sizes = [file.stat().st_size for file in self.output.rglob("*") if file.is_file()]
        return len(sizes), sum(sizes)

    def _commit(self) -> None:
        """Commit all that has changed, an hour after the last time."""
        self._commits += 1
        when = (datetime(2026, 2, 1, tzinfo=UTC) + timedelta(hours=self._commits)).isoformat()
        self._git("add", "-A")
        self._git("commit", "-q", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)

    def _git(self, *words: str, **more: str) -> None:
        who = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
        subprocess.run(["git", *who, *words], cwd=self.folder, env=self.env | more, check=True)

    def _page(self, story: Story) -> Path:
        return self.output / story.id / "index.html"


def _mark(edits: int) -> str:
    """The mark after so many edits: its number, with the letters from a to j for its digits."""
    return "mark-" + "".join("abcdefghij"[int(digit)] for digit in f"{edits:04}")


def _replace(file: Path, pattern: str, by: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed, count = re.subn(pattern, by, text)
    if count != 1:
        raise SystemExit(f"bench: {file.name} should hold {pattern} once, and holds it {count} times")
    file.write_text(changed, encoding="utf-8")
