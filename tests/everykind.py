"""A site that has a page of every kind: what validators look at, and what every output can be asked about."""

from __future__ import annotations

import shutil
from pathlib import Path

from committing import Newsroom, git
from drawing import photo
from harness import REPOSITORY, run_dateline, write_files

NOW = "2026-01-15T12:00:00+00:00"
HOME = "https://full.example/"
THEME = REPOSITORY / "themes/default/templates"
SETTINGS = """
[build]
page_stories = 1

[search]
enabled = true

[publishers."Coast Wire"]
kind = "agency"
owner = "Coast Trust"
country = "PT"
url = "https://wire.example/"

[languages.fr]
title = "Le Grand Journal"
"""
SALVAGE = """---
title: The ferry is lifted
published: 2026-01-02
follows: harbour/ferry
tags: [trains]
image: lift.jpg
image_alt: A crane lifts a ferry
image_credit: "Photo: A. Sample"
conflicts:
  - about: When the lift began
    says:
      - {source: ap, text: On Friday.}
      - {source: wire, text: On Saturday.}
---
It left the harbour [@ap; @wire].

## Timeline

- Jan 2, 2026: It left the harbour [@ap].
- Jan 5, 2026: The lift [@wire].
- Late Jan 2026: It is to come back [@wire].
- 2026-01-20: The court hears the owner [@ap].
"""
FRENCH = "---\ntitle: Le bac est levé\n---\nIl a quitté le port [@ap].\n"
RUMOUR = """---
title: A second ferry
published: 2026-01-03
corrections:
  - {kind: withdrawn, date: 2026-01-04, text: There is none.}
---
It was said to be near [@ap].
"""


def article(publisher: str, words: str) -> str:
    return (
        f"---\ntitle: Told\npublisher: {publisher}\npublished: 2026-01-01\n"
        f"url: https://{publisher.lower().replace(' ', '')}.example/told\n---\n{words}\n"
    )


def every_kind(root: Path) -> Path:
    """Make the site at an empty folder, in a repository with two commits."""
    shutil.copytree(
        REPOSITORY / "tests/sites/full", root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected")
    )
    settings = (root / "site.toml").read_text(encoding="utf-8")
    left = "It left the harbour, the crew said. The lift began on Friday."
    write_files(
        root,
        {
            "site.toml": settings + SETTINGS,
            "content/harbour/salvage/story.md": SALVAGE,
            "content/harbour/salvage/story.fr.md": FRENCH,
            "content/harbour/salvage/sources/ap.md": article("AP", left),
            "content/harbour/salvage/sources/wire.md": article("Coast Wire", left.replace("Fri", "Satur")),
            "content/harbour/salvage/lift.jpg": photo(1200, 400),
            "content/harbour/rumour/story.md": RUMOUR,
            "content/harbour/rumour/sources/ap.md": article("AP", "It was said to be near."),
        },
    )
    newsroom = Newsroom(root)
    newsroom.replace("content/harbour/salvage/story.md", "lifted\n", "lifted at last\n")
    git(root, "commit", "-q", "-a", "-m", "Second", when="2026-01-12T08:00:00Z")
    return root


def built_every_kind(root: Path) -> Path:
    """The output folder of the site, made in an empty folder for the top of a host."""
    ran = run_dateline(every_kind(root), "build", "--now", NOW, "--base-url", HOME)
    assert ran.exit == 0, ran.console
    return root / "public"


def kinds() -> set[str]:
    """The templates of all pages that the default theme has."""
    return {path.name for path in THEME.glob("*.html")} - {"base.html"}
