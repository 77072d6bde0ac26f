"""One mistake of a beginner is told once, at its place: what follows from it is not told again."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import MakeSite, Run

STORY = """---
title: Trams stand still
published: 2026-01-03
sources: [post, radio]
---
## The walkout

“We are not machines,” said Mara Quill [@post].
Of 16 lines 14 stood still, and 340 drivers walked out [@post; @radio].

## Timeline

- Jan 2, 2026: Some 340 drivers walk out [@post; @radio]
"""
POST = """---
title: Tram drivers walk out
publisher: The Post
published: 2026-01-02
---
Some 340 tram drivers walked out on January 2, and 14 of 16 lines stood still.
“We are not machines,” said Mara Quill.
"""
RADIO = """---
title: Drivers walk out
publisher: Radio
published: 2026-01-02
---
Tram drivers walked out.
"""
HOME = "content/city/trams"


@pytest.fixture
def trams(site: MakeSite, run: Run) -> Path:
    folder = site(
        {
            "site.toml": 'title = "The Test Paper"\n\n[check]\nlow-support = "off"\n',
            f"{HOME}/story.md": STORY,
            f"{HOME}/sources/post.md": POST,
            f"{HOME}/sources/radio.md": RADIO,
        }
    )
    assert problems(folder, run) == []
    return folder


def problems(folder: Path, run: Run) -> list[str]:
    """The problems that `check` tells, each with its place and rule alone."""
    told = run(folder, "check", "-q").stderr.splitlines()
    heads = (line for line in told if line.startswith(("content/", "site.toml")))
    return [f"{line.partition(': ')[0]} {line.rpartition('[')[2].rstrip(']')}" for line in heads]


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ("", ":1:1 missing-header"),
        (POST.replace("title:", "titel:"), ":2:1 unknown-key"),
        (POST.replace("2026-01-02\n", "2026-01-02 08:30\n"), ":4:23 bad-date"),
        (POST.replace("title: ", "title: Proposal #3: "), ":2:17 yaml-trap"),
    ],
)
def test_what_an_article_that_cannot_be_read_does_not_hold_is_not_told(
    trams: Path, run: Run, broken: str, place: str
) -> None:
    (trams / HOME / "sources/post.md").write_text(broken, "utf-8")
    assert problems(trams, run) == [f"{HOME}/sources/post.md{place}"]


def test_an_article_that_is_listed_and_not_there_is_told_at_the_list(trams: Path, run: Run) -> None:
    (trams / HOME / "sources/post.md").rename(trams / HOME / "sources/post.txt")
    assert problems(trams, run) == [f"{HOME}/story.md:4:11 unknown-source"]


@pytest.mark.parametrize("name", ["Sources", "SOURCES", "source", "Source"])
def test_a_folder_of_articles_with_another_name_is_told_and_no_key_is_missing(
    trams: Path, run: Run, name: str
) -> None:
    (trams / HOME / "sources").rename(trams / HOME / "x")
    (trams / HOME / "x").rename(trams / HOME / name)
    assert problems(trams, run) == [f"{HOME}/{name} bad-file-name"]


@pytest.mark.parametrize("name", ["story.txt", "Story.docx", "story.RTF"])
def test_a_briefing_in_another_format_is_no_attachment(trams: Path, run: Run, name: str) -> None:
    (trams / HOME / "story.md").rename(trams / HOME / name)
    assert f"{HOME}/{name} bad-file-name" in problems(trams, run)


def test_an_article_beside_story_md_is_told_to_belong_into_sources_once(trams: Path, run: Run) -> None:
    more = "url: https://post.example/\nfocus: The walkout.\n---\n"
    (trams / HOME / "other.md").write_text(POST.replace("---\nSome", f"{more}Some"), "utf-8")
    ran = run(trams, "check", "-q")
    assert problems(trams, run) == [f"{HOME}/other.md:3:1 unknown-key"]
    assert "only an article has it: a file in the folder sources/ of a story" in ran.stderr


def test_a_heading_without_its_space_is_told_as_such(trams: Path, run: Run) -> None:
    (trams / HOME / "story.md").write_text(STORY.replace("## The", "The.\n\n## A\n\n##The"), "utf-8")
    assert "a heading has a space behind its signs: ## The" in run(trams, "check", "-q").stderr


def test_an_address_without_its_beginning_is_told_whole(trams: Path, run: Run) -> None:
    (trams / HOME / "sources/post.md").write_text(
        POST.replace("title:", "url: post.example/tram\ntitle:"), "utf-8"
    )
    assert "hint: write https://post.example/tram" in run(trams, "check", "-q").stderr
