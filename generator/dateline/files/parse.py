"""Parsing: the bytes of one file to the value it holds, and the problems in it.

Each function is pure and looks at one file alone, so its result can be kept by the file's content.
Where files lie and how they are found is said in `load`; what they say of each other, in `link`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec

from dateline import rules
from dateline.dates import Moment
from dateline.elsewhere import ONLY_ARTICLES
from dateline.files import body
from dateline.files.addresses import language_of, moved_along, story_url
from dateline.model.draft import PageFile, SectionFolder, SourceFile, StoryFile, StoryFolder
from dateline.model.headers import (
    PageHeader,
    PageTranslationHeader,
    SectionHeader,
    SectionTranslationHeader,
    SourceHeader,
    StoryHeader,
    TranslationHeader,
)
from dateline.problems import Problem
from dateline.yaml import frontmatter

_Header = TypeVar("_Header", bound=msgspec.Struct)
Problems = tuple[Problem, ...]
NEVER = Moment(date.min, None)
"""The day of what has none: a story that cannot be read."""


def story(file: str, data: bytes) -> tuple[StoryFile | None, Problems]:
    """The briefing in story.md, or None when its front matter cannot be used."""
    parts, header, problems = _read(StoryHeader, file, data)
    if parts is None:
        return None, problems
    text, found = body.read_story(file, parts.body, parts.body_line)
    if header is None:
        return None, (*problems, *found)
    return StoryFile(file, header, text, parts.header), (*problems, *found)


def source(file: str, key: str, data: bytes) -> tuple[SourceFile | None, Problems]:
    """The source article's front matter, or None when it cannot be used; its text is not kept."""
    parts, header, problems = _read(SourceHeader, file, data)
    if parts is None or header is None:
        return None, problems
    return SourceFile(file, key, header, parts.header), problems


def article_text(file: str, data: bytes) -> str:
    """The text of a source article, as Markdown; "" when the file cannot be read."""
    text, _ = frontmatter.read_text(file, data)
    parts = frontmatter.split(file, text)[0] if text is not None else None
    return parts.body if parts else ""


def page(file: str, path: str, data: bytes) -> tuple[PageFile | None, Problems]:
    """The plain page in a Markdown file, or None when its front matter cannot be used.

    Of a translation, whose `path` ends in its language, nothing is taken from its original yet.
    """
    header: PageHeader | None
    if language_of(path):
        parts, translation, problems = _read(PageTranslationHeader, file, data)
        header = translation.alone if translation else None
    else:
        parts, header, problems = _read(PageHeader, file, data)
        problems = _astray(problems)
    if parts is None:
        return None, problems
    prose, found = body.read_page(file, parts.body, parts.body_line)
    if header is None:
        return None, (*problems, *found)
    return PageFile(file, path, header, prose, parts.header), (*problems, *found)


_ADDRESS = "there is no key `url` here"


def _astray(problems: Problems) -> Problems:
    """The problems of a page; of an article that lies outside sources/ its keys are one."""
    told = [problem for problem in problems if problem.hint == ONLY_ARTICLES]
    also = [problem for problem in problems if told and problem.message == _ADDRESS]
    return tuple(problem for problem in problems if problem not in (*told[1:], *also))


def section(file: str, path: str, data: bytes) -> tuple[SectionFolder, Problems]:
    """The section that section.md describes; without a header when that cannot be used.

    The `path` of a translation ends in its language.
    """
    header: SectionHeader | None
    if language_of(path):
        parts, translation, problems = _read(SectionTranslationHeader, file, data)
        header = SectionHeader(translation.title, translation.description) if translation else None
    else:
        parts, header, problems = _read(SectionHeader, file, data)
    if parts is None:
        return SectionFolder(path, file, None, ()), problems
    prose, found = body.read_page(file, parts.body, parts.body_line)
    return SectionFolder(path, file, header, prose, parts.header), (*problems, *found)


def _read(
    kind: type[_Header], file: str, data: bytes
) -> tuple[frontmatter.Parts | None, _Header | None, Problems]:
    """The file's parts and decoded front matter, each as far as it could be read."""
    text, problems = frontmatter.read_text(file, data)
    if text is None:
        return None, None, problems
    parts, found = frontmatter.split(file, text)
    if parts is None:
        return None, None, (*problems, *found)
    header, wrong = frontmatter.decode(kind, file, parts.header)
    return parts, header, (*problems, *found, *wrong)


def translation(
    path: str, briefing: tuple[str, bytes], original: tuple[str, bytes], sources: Iterable[tuple[str, bytes]]
) -> tuple[StoryFolder | None, Problems]:
    """A translation with its original and its sources; problems of these are told where they are stories.

    What sources declare in the newsroom's own language (`focus`, `events`) is no part of it.
    """
    file, data = briefing
    whole, _ = folder(path, original, sources)
    parts, header, problems = _read(TranslationHeader, file, data)
    if parts is None:
        return None, problems
    text, found = body.read_story(file, parts.body, parts.body_line)
    problems = (*problems, *found)
    if header is None or whole is None or whole.story is None:
        return None, problems
    told, tag = whole.story.header, language_of(path)
    over = header.over(told)
    old = moved_along(header.aliases, told.aliases, tag, header.slug, story_url(path, over.slug))
    written = StoryFile(file, msgspec.structs.replace(over, aliases=old), text, parts.header)
    plain = tuple(
        msgspec.structs.replace(s, header=msgspec.structs.replace(s.header, focus="", events=()))
        for s in whole.sources
    )
    made = StoryFolder(path, written, plain, whole.broken, whole.story, header.translated)
    return made, (*problems, *_differing(header, whole.story.header, written))


def _differing(header: TranslationHeader, original: StoryHeader, file: StoryFile) -> Iterator[Problem]:
    """What a translation says otherwise, and cannot: its numbers and its day are those of the original."""
    pairs = (
        ("sources", header.sources, original.sources),
        ("published", header.published, original.published),
    )
    for key, mine, theirs in pairs:
        if mine is not None and mine != theirs:
            place = frontmatter.place(file.file, file.yaml, key)
            message = f"`{key}` is not what story.md says"
            yield rules.problem("translation-differs", place, message, "leave it out: it is taken from there")


def folder(
    path: str, briefing: tuple[str, bytes] | None, sources: Iterable[tuple[str, bytes]]
) -> tuple[StoryFolder | None, Problems]:
    """The story in a folder from its files' names and bytes; None when nothing of it can be shown."""
    problems: list[Problem] = []
    written: StoryFile | None = None
    if briefing:
        written, found = story(*briefing)
        problems += found
    parsed: list[SourceFile] = []
    broken: list[str] = []
    for file, data in sources:
        key = file.rpartition("/")[2].removesuffix(".md")
        article, found = source(file, key, data)
        problems += found
        parsed.append(article) if article else broken.append(key)
    if (briefing and written is None) or not (written or parsed):
        return None, tuple(problems)
    return StoryFolder(path, written, tuple(parsed), tuple(broken)), tuple(problems)
