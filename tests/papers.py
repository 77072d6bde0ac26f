"""A small site that tests edit and build by new processes, for builds that make only some of its outputs."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest

from committing import git
from dateline.build import plan_site
from dateline.dates import parse_moment
from dateline.outcome import Outcome
from dateline.output import disk
from dateline.press import press
from dateline.problems import OutputError
from dateline.request import Request
from dateline.stamps import RACY, present, stamp_of
from dateline.verify import verify
from drawing import png
from harness import MINIMAL_CONFIG
from previewing import until

NOW = parse_moment("2026-01-15T12:00:00+00:00")
TALKS, FERRY = "content/world/talks/story.md", "content/city/ferry/story.md"
ARTICLE = """---
title: Talks open
publisher: {publisher}
url: https://{key}.example/a
published: 2026-01-02T10:00:00Z
---
The envoy said on Friday that five ships had left the harbour. “We are ready to sail at dawn,” she said.
Nobody was hurt. The harbour opened again in the evening.
"""
STORY = """---
title: Envoy says the harbour is open
description: What happened in the harbour.
published: 2026-01-02
tags: [ships, Harbour]
sources: [ap, tide]
{more}---
The harbour opened again in the evening [@ap].

## Ships

Five ships had left the harbour [@ap; @tide]. See [the ferry](../../city/ferry/).

{body}

## Timeline

- Jan 2, 2026: Five ships leave the harbour [@ap]
- Jan 20, 2026: They are to return [@tide]
"""
STORM = "---\ntitle: Storm\ndescription: A storm.\npublished: 2026-01-04\n---\nIt blew [@ap].\n"
FILES: dict[str, str | bytes] = {
    TALKS: STORY.format(more="", body="The envoy spoke on Friday [@tide]."),
    "content/world/talks/sources/ap.md": ARTICLE.format(publisher="AP", key="ap"),
    "content/world/talks/sources/tide.md": ARTICLE.format(publisher="Tide", key="tide"),
    "content/world/talks/boat.png": png(40, 30),
    FERRY: "---\ntitle: Ferry\npublished: 2026-01-03\ntags: [ships]\n---\nFive ships left [@ap].\n",
    "content/city/ferry/sources/ap.md": ARTICLE.format(publisher="AP", key="ap"),
    "content/city/storm/story.md": STORM,
    "content/city/storm/sources/ap.md": ARTICLE.format(publisher="AP", key="ap"),
    "content/about.md": "---\ntitle: About\n---\nSee [the talks](world/talks/).\n",
    "site.toml": MINIMAL_CONFIG + "[images]\ncards = false\n",
}


class Paper:
    """A site and its builds by new processes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.alone: list[Outcome | None] = []
        """What each try to make stories alone came to; None where all was made (`note`)."""

    def settle(self) -> None:
        """Wait until all stamps can be believed."""
        parts = ("content", "public", "themes", ".git")
        files = (file for part in parts for file in (self.root / part).rglob("*"))
        stamps = [stamp_of(file.lstat()) for file in (self.root / "site.toml", *files)]
        newest = max(max(stamp.modified, stamp.changed) for stamp in stamps)
        until(lambda: present() > newest + RACY)

    def build(self, request: Request | None = None) -> Outcome:
        """What a build comes to, once all stamps can be believed."""
        self.settle()
        return press.run(self.root, request or Request(now=NOW))

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit a file in its place."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def note(self, room: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on `alone` has what each try of `replate.replate`, or its like, came to."""
        name = room.__name__.rpartition(".")[2]
        whole = getattr(room, name)

        def noted(*given: object) -> Outcome | None:
            self.alone.append(whole(*given))
            return self.alone[-1]

        monkeypatch.setattr(room, name, noted)

    def build_and_die(self, moves: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """A build in which the disk refuses to put one more file in place, after so many."""
        left, move = moves, disk.move

        def refuse(source: str, target: str) -> None:
            nonlocal left
            if left == 0:
                raise OSError(28, os.strerror(28), target)
            left -= 1
            move(source, target)

        with monkeypatch.context() as dying:
            dying.setattr(disk, "move", refuse)
            with pytest.raises(OutputError):
                self.build()

    def check_whole(self) -> None:
        """What has changed is planned with the whole site, and is right."""
        outcome = self.build()
        assert not any(self.alone)
        self.check(outcome)

    def check(self, outcome: Outcome, request: Request | None = None) -> None:
        """The output is a clean build's, and so is what is said."""
        request = request or Request(now=NOW)
        assert verify(self.root, request).is_right
        assert outcome.problems == plan_site(self.root, request).problems
        assert press.run(self.root, request).written == ()


class Committed(Paper):
    """A site under git."""

    day = 3

    def commit(self, *files: str) -> None:
        """Commit these files, or all that has changed, a day later than the last time."""
        git(self.root, "add", "-A", *files)
        git(self.root, "commit", "-q", "-m", "x", when=f"2026-01-{self.day:02}T09:00:00Z")
        self.day += 1

    def edit(self, *files: str) -> None:
        """Change a word that readers see in each of these stories."""
        for file in files or (TALKS,):
            path = self.root / file
            path.write_text(path.read_text() + f"\n\n## On day {self.day}\n\nIt was so [@none].\n")

    def versions(self, story: str) -> int:
        """How many versions of a story have pages."""
        return len(list((self.root / "public" / story / "versions").glob("*/index.html")))
