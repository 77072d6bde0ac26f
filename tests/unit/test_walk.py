"""Names: what the walk takes for a story, an article, a page or a file, and which names it refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.files.glance import glance
from dateline.files.walk import PausedError, walk
from harness import MakeSite, write_files

DRAFT = "---\ntitle: Secret\npublished: 2026-01-01\ndraft: true\n---\nNot yet.\n"


def found(root: Path, *names: str) -> tuple[list[str], list[str], dict[str, str]]:
    """The pages, the files that would be published raw, and the hints by the files that were refused."""
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DRAFT, encoding="utf-8")
    walked = walk(root)
    assert {problem.rule for problem in walked.problems} <= {"bad-file-name"}
    return (
        [file.path for file in walked.pages],
        [file.path for file in walked.attachments],
        {problem.place.file.removeprefix("content/"): problem.hint for problem in walked.problems},
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("harbour/ferry/story.MD", "story.md"),
        ("harbour/ferry/Story.md", "story.md"),
        ("harbour/ferry/STORY.Md", "story.md"),
        ("harbour/ferry/story.markdown", "story.md"),
        ("harbour/Section.md", "section.md"),
        ("harbour/section.MD", "section.md"),
        ("about.MD", "about.md"),
        ("About us.markdown", "About us.md"),
        ("about.mdown", "about.md"),
        ("about.mkd", "about.md"),
        ("harbour/ferry/sources/ap.MD", "ap.md"),
        ("harbour/ferry/sources/ap.Markdown", "ap.md"),
    ],
)
def test_another_spelling_of_a_markdown_file_is_refused(name: str, meant: str, tmp_path: Path) -> None:
    pages, raw, refused = found(tmp_path, name)
    assert (pages, raw) == ([], [])
    assert refused == {name: f"rename it to {meant}"}


@pytest.mark.parametrize(
    "name", ["story.md.bak", "story.md.txt", "story.MD.orig", "story.md (old)", "about.markdown.1"]
)
def test_a_copy_of_a_markdown_file_is_not_published_raw(name: str, tmp_path: Path) -> None:
    pages, raw, refused = found(tmp_path, f"harbour/ferry/{name}")
    assert (pages, raw) == ([], [])
    assert list(refused) == [f"harbour/ferry/{name}"]


@pytest.mark.parametrize(
    ("folder", "meant"), [("harbour/ferry/Sources", "sources"), ("Inbox", "inbox"), ("INBOX", "inbox")]
)
def test_a_folder_that_must_not_be_published_has_one_spelling(
    folder: str, meant: str, tmp_path: Path
) -> None:
    pages, raw, refused = found(tmp_path, f"{folder}/ap.md", f"{folder}/scan.pdf")
    assert (pages, raw) == ([], [])
    assert refused == {folder: f"rename it to {meant}"}


@pytest.mark.parametrize("name", ["story.md", "sources"])
def test_a_story_has_a_folder_of_its_own(name: str, tmp_path: Path) -> None:
    """At the top of content/ story.md would be a page, and all articles would be published."""
    inside = ("sources/ap.md", "sources/scan.pdf") if name == "sources" else ("story.md",)
    pages, raw, refused = found(tmp_path, *inside)
    assert (pages, raw) == ([], [])
    assert list(refused) == [name]


def test_other_names_are_left_alone(tmp_path: Path) -> None:
    names = ["harbour/mdx.txt", "harbour/cmd.exe", "harbour/a.mdb", "harbour/inbox/b.pdf", "story/x.png"]
    pages, raw, refused = found(tmp_path, "harbour/storyteller.md", "harbour/a.md.md", *names)
    assert pages == ["harbour/a.md.md", "harbour/storyteller.md"]
    assert sorted(raw) == sorted(names)
    assert refused == {}


def test_citing_an_article_of_a_refused_name_is_no_second_problem(tmp_path: Path) -> None:
    found(tmp_path, "harbour/ferry/story.md", "harbour/ferry/sources/ap.MD")
    assert walk(tmp_path).stories[0].uncitable == ("ap",)


def test_a_pipe_is_no_file_and_nobody_waits_for_it(site: MakeSite) -> None:
    root = site({"content/about.md": "---\ntitle: About\n---\n"})
    os.mkfifo(root / "content" / "pipe.md")
    found = walk(root)
    assert [file.path for file in found.pages] == ["about.md"]
    assert [(p.rule, p.place.file) for p in found.problems] == [("unreadable-file", "content/pipe.md")]


def test_links_in_a_circle_end(site: MakeSite) -> None:
    root = site({"content/world/note.md": "---\ntitle: Note\n---\n"})
    (root / "content" / "world" / "again").symlink_to(root / "content")
    assert [file.path for file in walk(root).pages] == ["world/note.md"]


ARTICLE = "---\ntitle: Tide\npublisher: AP\npublished: 2026-01-01\n---\n"


@pytest.fixture
def port(tmp_path: Path) -> Path:
    write_files(
        tmp_path,
        {
            "content/about.md": DRAFT,
            "content/harbour/crane/story.md": DRAFT,
            "content/harbour/ferry/story.md": DRAFT,
            "content/harbour/ferry/sources/ap.md": ARTICLE,
            "content/harbour/ferry/boat.jpg": "a picture",
        },
    )
    return tmp_path


def test_a_glance_finds_what_a_walk_finds_when_only_stories_changed(port: Path) -> None:
    before = walk(port)
    ferry = port / "content/harbour/ferry"
    (ferry / "story.md").write_text(f"{DRAFT}More.\n", encoding="utf-8")
    (ferry / "sources/tide.md").write_text(ARTICLE, encoding="utf-8")
    (ferry / "sources/ap.md").unlink()
    named = [ferry / "story.md", ferry / "sources/tide.md", ferry / "sources/ap.md"]
    seen, whole = glance(port, before, named), walk(port)
    assert seen is not None
    assert seen.stories == whole.stories != before.stories
    assert (seen.pages, seen.attachments, seen.sections) == (whole.pages, whole.attachments, whole.sections)
    assert seen.stories[0] is before.stories[0], "the other story was not looked at"


@pytest.mark.parametrize(
    "name",
    [
        "about.md",
        "harbour",
        "harbour/ferry",
        "harbour/ferry/boat.jpg",
        "harbour/new/story.md",
        "../site.toml",
    ],
)
def test_what_is_more_than_a_story_takes_a_walk(port: Path, name: str) -> None:
    before = walk(port)
    path = (port / "content" / name).resolve()
    if path.is_dir():
        (path / "left.csv").write_text("left", encoding="utf-8")
    else:
        write_files(path.parent, {path.name: "changed"})
    assert glance(port, before, [path, port / "content/harbour/crane/story.md"]) is None


def test_a_story_that_is_gone_takes_a_walk(port: Path) -> None:
    before = walk(port)
    story = port / "content/harbour/crane/story.md"
    story.unlink()
    assert glance(port, before, [story]) is None
    story.parent.rmdir()
    assert glance(port, before, [story]) is None


def test_a_name_that_is_refused_takes_a_walk(port: Path) -> None:
    before = walk(port)
    copy = port / "content/harbour/crane/story.md.bak"
    copy.write_text(DRAFT, encoding="utf-8")
    assert glance(port, before, [copy]) is None
    refused = walk(port)
    assert glance(port, refused, [port / "content/harbour/crane/story.md"]) is None


def test_a_walk_can_be_paused(port: Path) -> None:
    asked = []

    def pause() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(PausedError):
        walk(port, pause)
    assert len(asked) == 3
