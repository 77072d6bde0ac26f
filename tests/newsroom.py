"""Small drafts for tests: files as they would be parsed, without a disk.

Texts are made of few words, so that a test shows only what it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dateline import parse
from dateline.addresses import AddressBook
from dateline.briefing import link_story
from dateline.edition import Edition
from dateline.link import link
from dateline.model import (
    Attachment,
    Draft,
    PageFile,
    SectionFolder,
    Site,
    SourceFile,
    Story,
    StoryFile,
    StoryFolder,
)
from dateline.problems import Problem

NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
TODAY = Edition(NOON, dt.UTC)


def article(
    title: str = "Ferry leaves", published: str = "2026-01-02", publisher: str = "Tide", more: str = ""
) -> str:
    """A source article's file; `more` is further front matter."""
    return f"---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\n{more}\n---\nWords.\n"


def briefing(body: str = "", more: str = "", title: str = "Ferry", published: str = "2026-01-01") -> str:
    """A story.md; `more` is further front matter."""
    return f"---\ntitle: {title}\npublished: {published}\n{more}\n---\n{body}\n"


def source(file: str, text: str) -> SourceFile:
    """The source article in a file that has no problem."""
    key = file.rpartition("/")[2].removesuffix(".md")
    found, problems = parse.source(file, key, text.encode())
    assert found is not None, problems
    return found


def story(file: str, text: str) -> StoryFile:
    """The briefing in a file whose front matter has no problem."""
    found, problems = parse.story(file, text.encode())
    assert found is not None, problems
    return found


def folder(text: str | None = None, path: str = "world/ferry", **sources: str) -> StoryFolder:
    """A story's folder: its story.md and its sources by key."""
    files = tuple(source(f"content/{path}/sources/{key}.md", sources[key]) for key in sorted(sources))
    return StoryFolder(path, story(f"content/{path}/story.md", text) if text is not None else None, files)


def plain_page(path: str, text: str = "", more: str = "") -> PageFile:
    """A plain page at a path below content/ without its ending."""
    found, problems = parse.page(
        f"content/{path}.md", path, f"---\ntitle: {path}\n{more}\n---\n{text}\n".encode()
    )
    assert found is not None, problems
    return found


def section(path: str, text: str = "") -> SectionFolder:
    """A section, with a section.md when there is text for it."""
    if not text:
        return SectionFolder(path, "", None, ())
    return parse.section(f"content/{path}/section.md", path, text.encode())[0]


def attachment(path: str) -> Attachment:
    """A file at a path below content/."""
    return Attachment(f"content/{path}", path, "0" * 8)


def linked(text: str | None = None, **sources: str) -> tuple[Story, tuple[Problem, ...]]:
    """One story, linked by itself, and its problems."""
    url = "/world/ferry/"
    book = AddressBook({"content/world/ferry/story.md": url}, ["/"], [], [])
    return link_story(folder(text, **sources), url, book, dt.UTC)


def site_of(draft: Draft, edition: Edition = TODAY) -> Site:
    """The site of a draft that links without a problem."""
    site, problems = link(draft, edition)
    assert problems == ()
    return site


def rules_of(problems: tuple[Problem, ...]) -> list[str]:
    """The rules of problems, in order."""
    return [problem.rule for problem in problems]


def by_key(story: Story) -> Mapping[str, int]:
    """The numbers of a story's sources by key."""
    return {source.key: source.number for source in story.sources}
