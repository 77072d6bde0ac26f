"""Small drafts for tests: files as they would be parsed, without a disk.

Texts are made of few words, so that a test shows only what it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.desk import StoryDesk
from dateline.evidence.examine import examine
from dateline.files import parse
from dateline.files.addressbook import AddressBook
from dateline.linking.edition import Edition
from dateline.linking.link import link, survey_of
from dateline.linking.linkedpages import section_links
from dateline.loading.reading import outline_of
from dateline.memory.memory import Memory
from dateline.memory.records import Record
from dateline.model.draft import (
    Attachment,
    Draft,
    PageFile,
    SectionFolder,
    SourceFile,
    StoryFile,
    StoryFolder,
)
from dateline.model.site import Site, Story
from dateline.pages.compiled import declared_in
from dateline.pages.examined import Examined, Told, tell_story
from dateline.pages.imprint import Imprint
from dateline.pages.story import StoryPages
from dateline.problems import Problem
from dateline.settings.config import parse_config
from dateline.settings.newsroom import Newsroom

NOON = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
EDITORIAL = ("uncited-sentence", "late-event", "unfinished")
TODAY = Edition(NOON, dt.UTC)


def article(
    title: str = "Ferry leaves",
    published: str = "2026-01-02",
    publisher: str = "Tide",
    more: str = "",
    text: str = "Words.",
) -> str:
    """A source article's file; `more` is further front matter."""
    return f"---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\n{more}\n---\n{text}\n"


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


def told(text: str | None = None, **sources: str) -> Told:
    """One story by itself, with its articles."""
    url = "/world/ferry/"
    book = AddressBook({"content/world/ferry/story.md": url}, ["/"], [], [])
    texts = {key: parse.article_text(f"{key}.md", file.encode()) for key, file in sources.items()}
    return tell_story(url, folder(text, **sources), texts, book, Newsroom())


def linked(text: str | None = None, **sources: str) -> tuple[Story, tuple[Problem, ...]]:
    """One story, linked by itself, and its problems."""
    found = told(text, **sources).linked
    return found.story, found.problems


def examined(text: str | None = None, **sources: str) -> Examined:
    """One story and what stands behind its claims."""
    found, declared = told(text, **sources), declared_in(folder(text, **sources))
    return Examined(found, declared, examine(found.linked.story, found.articles, declared))


class Folders:
    """Story folders in place of a disk, as the story desk wants them."""

    def __init__(self, folders: Iterable[StoryFolder]) -> None:
        self._folders = {folder.path: folder for folder in folders}

    def folder(self, story: str) -> StoryFolder:
        return self._folders[story]

    def texts(self, story: str) -> dict[str, str]:
        return {}

    def release(self, story: str) -> None:
        pass


class News(NamedTuple):
    """A site made of folders, with all that a plan wants."""

    site: Site
    desk: StoryDesk
    problems: tuple[Problem, ...]

    @property
    def stories(self) -> list[Story]:
        """The linked stories, in the order of the site."""
        return [self.desk.story(story.id) for story in self.site.stories]


class Files(NamedTuple):
    """The files of a site, parsed and not linked."""

    sections: tuple[SectionFolder, ...] = ()
    stories: tuple[StoryFolder, ...] = ()
    pages: tuple[PageFile, ...] = ()
    attachments: tuple[Attachment, ...] = ()


PAPER = 'title = "The Paper"\nbase_url = "https://paper.example/"\n'


def news(files: Files, edition: Edition = TODAY, config: str = PAPER) -> News:
    """The site of these files, whatever is wrong with it."""
    memory = Memory()
    for found in files.stories:
        memory.records[found.path] = Record(outline_of(found, edition.zone), found.path)
    outlines = tuple(memory.records[found.path].outline for found in files.stories)
    draft = Draft(files.sections, outlines, files.pages, files.attachments)
    seen = survey_of(draft, edition)
    story_pages = StoryPages(Imprint(parse_config(config)), section_links(seen.sections), seen.tags)
    desk = StoryDesk(Folders(files.stories), memory, seen, story_pages)
    listings = [compiled.listing for compiled in desk.compile_all()]
    site, problems = link(draft, edition, seen, listings)
    return News(site, desk, (*desk.problems(), *problems))


def site_of(files: Files, edition: Edition = TODAY) -> Site:
    """The site of files that link without a problem, apart from what editors are warned of."""
    made = news(files, edition)
    assert [problem for problem in made.problems if problem.rule not in EDITORIAL] == []
    return made.site


def rules_of(problems: tuple[Problem, ...]) -> list[str]:
    """The rules of problems, in order."""
    return [problem.rule for problem in problems]


def by_key(story: Story) -> Mapping[str, int]:
    """The numbers of a story's sources by key."""
    return {source.key: source.number for source in story.sources}
