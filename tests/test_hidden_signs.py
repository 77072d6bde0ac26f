"""Signs that nobody sees, in what articles and writers say, change nothing that others are shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.visible import visible
from harness import MINIMAL_CONFIG, MakeSite, Run

TURNS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
HIDDEN = f"{TURNS}\u200b\u2060\ufeff\U000e0041\U000e0042"
ANY = re.compile(f"[{HIDDEN}\x00-\x08\x0e-\x1f\x7f-\x9f]")
STORY = f"""---
title: Ferry{HIDDEN} stops
description: It{TURNS} stops
published: 2026-01-02
tags: ["sea\\u202e"]
corrections:
  - {{date: 2026-01-03, text: It was{TURNS} berth 2.}}
conflicts:
  - about: Which{TURNS} berth
    says:
      - {{source: ap, text: Two}}
      - {{source: tide, text: Three{TURNS}}}
---
It lay{TURNS} at the quay &#x202e;by the\x1b[31m lock, and “the crew had gone home{TURNS} before noon” [@ap].

## The{TURNS} berth

It lay at *berth{TURNS} two* [@ap, "lay at{TURNS} berth two"], `co{TURNS}de` and [a link](/about/ "so\u202e").

    pre\x1b{TURNS}formatted

## Timeline

- Jan 30, 2026 (a{TURNS} note): It sails{TURNS} again [@tide].
"""
AP = f"""---
title: "Ferry {HIDDEN}stops"
publisher: "AP\\u202e"
author: "A{HIDDEN}nn"
focus: It says{HIDDEN} why.
agency: "News{TURNS}"
url: https://ap.example/a
published: 2026-01-01
events:
  - date: 2026-01-30
    note: "so{TURNS}"
    text: The ferry{TURNS} sails again.
---
She lay at{TURNS} berth two. It lay at the quay by the lock, and “the crew had{TURNS} gone home before noon”.
"""


@pytest.fixture
def root(site: MakeSite) -> Path:
    return site(
        {
            "site.toml": f"{MINIMAL_CONFIG}[search]\nenabled = true\n",
            "content/about.md": f"---\ntitle: About{TURNS} us\n---\n# We{TURNS} are\n\n- here{TURNS}\n",
            "content/city/section.md": f"---\ntitle: City{TURNS}\ndescription: D{TURNS}\n---\n",
            "content/city/ferry/story.md": STORY,
            "content/city/ferry/sources/ap.md": AP,
            "content/city/ferry/sources/tide.md": AP.replace("AP", "The Tide").replace("ap.ex", "tide.ex"),
            "content/city/tram/sources/ap.md": AP.replace("Ferry", "Tram"),
        }
    )


def test_no_output_has_any(root: Path, run: Run) -> None:
    ran = run(root, "build", "--now", "2026-01-15")
    assert ran.exit == 0, ran.console
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "public").rglob("*")
        if "schemas" not in path.parts
        and path.suffix in {".html", ".xml", ".json", ".md", ".bib", ".ics", ".txt", ".svg"}
    }
    assert {path: found[0] for path, text in texts.items() if (found := ANY.search(text))} == {}
    assert {path for path, text in texts.items() if re.search(r"\\\\?u(202|206|001b)", text)} == set()
    assert "<h1>Ferry stops</h1>" in texts["public/city/ferry/index.html"]
    assert "quay by the" in texts["public/city/ferry/index.md"]
    assert "<code>code</code>" in texts["public/city/ferry/index.html"]


def test_the_report_and_the_console_have_none(root: Path, run: Run) -> None:
    report = run(root, "report", "city/ferry", "--output", "report.html")
    assert report.exit == 0, report.console
    assert ANY.search((root / "report.html").read_text(encoding="utf-8")) is None
    checked = run(root, "check", "--now", "2026-01-15")
    assert ANY.search(checked.console) is None


def test_quotations_are_checked_as_if_there_were_none(root: Path, run: Run) -> None:
    assert "quote-" not in run(root, "check", "--now", "2026-01-15").console
    story = root / "content/city/ferry/story.md"
    story.write_text(STORY.replace("gone home", "gone out"), encoding="utf-8")
    ran = run(root, "check", "--now", "2026-01-15")
    assert "[quote-altered]" in ran.console


def test_what_is_wrong_behind_them_is_shown_in_its_place(root: Path, run: Run) -> None:
    story = root / "content/city/ferry/story.md"
    line = f"It lay{TURNS} there, see [this](../nowhere/story.md), and the crew numbered 77 [@ap].\n"
    story.write_text(f"---\ntitle: Ferry\npublished: 2026-01-02\n---\n{line}", encoding="utf-8")
    ran = run(root, "check", "--now", "2026-01-15")
    assert f"story.md:5:{line.index('..') + 1}: error:" in ran.console
    assert f"story.md:5:{line.index('77') + 1}: " in ran.console


def test_an_address_with_one_is_still_refused(root: Path, run: Run) -> None:
    source = root / "content/city/ferry/sources/ap.md"
    source.write_text(AP.replace("ap.example/a", "ap.example/a\u202eb").replace("Ferry", "Tram"))
    ran = run(root, "build", "--now", "2026-01-15")
    assert (ran.exit, ran.console.count("[unsafe-url]")) == (1, 1), ran.console


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("می\u200cخواهم \u200fא\u200e", "می\u200cخواهم \u200fא\u200e"),
        ("👩\u200d🚀 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("🏴\U000e0067\U000e0062 x", "🏴 x"),
        ("hy\u00adphen", "hy\u00adphen"),
        ("two\u2028lines\x85more", "two lines more"),
        ("a\tb\nc", "a\tb\nc"),
        (f"{HIDDEN}so{HIDDEN}{HIDDEN}\x1b[1m", "so[1m"),
    ],
)
def test_what_scripts_and_pictures_need_stays(text: str, shown: str | None) -> None:
    assert visible(text) == (text if shown is None else shown)
