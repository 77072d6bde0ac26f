"""A folder of source articles with the briefing that is drafted from them, as if a writer had saved it.

The draft is written as a story.md and read like one, so that the page is that of the file which
`dateline draft` would write. Where no article has a text, the focus lines of the sources lead the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dateline.compose.disputes import DateConflict
from dateline.compose.drafting import draft
from dateline.compose.headline import trimmed
from dateline.compose.timeline import Declared
from dateline.compose.values import Draft, Line
from dateline.compose.written import written
from dateline.evidence.articles import Article
from dateline.evidence.licenses import limits_of
from dateline.files import parse
from dateline.model.draft import SourceFile, StoryFolder
from dateline.settings.newsroom import Newsroom
from dateline.settings.tables.evidence import Evidence


class Drafted(msgspec.Struct, frozen=True):
    """A folder with a briefing that nobody wrote, and how it came to be."""

    folder: StoryFolder
    text: str
    """The briefing as the text of a story.md."""
    draft: Draft
    disputed: tuple[DateConflict, ...]
    """Events that the articles date differently."""


def drafted(folder: StoryFolder, articles: Mapping[str, Article], newsroom: Newsroom) -> Drafted:
    """The folder with a drafted briefing and focus lines, whether or not it has a story.md already.

    It takes no more of a source than the newsroom's terms let a page print of it. What articles in other
    languages than its own tell stands in sections of their own.
    """
    by_age = sorted(folder.sources, key=lambda file: (file.header.published.instant(newsroom.zone), file.key))
    made, disputed = draft(
        [articles[file.key] for file in by_age],
        [event for file in by_age for event in _declared(file)],
        room_of(by_age, newsroom.terms),
        newsroom.language,
    )
    told = bool(made.summary or made.themes)
    if not told:
        newest = by_age[-1].header
        title = trimmed(newest.title, newest.publisher) or newest.title
        made = msgspec.structs.replace(made, title=title, summary=tuple(_focus_lines(by_age)))
    text = written(made, by_age[0].header.published, [file.key for file in by_age])
    story, _ = parse.story(f"content/{folder.path}/story.md", text.encode())
    focus = dict(made.focus)
    # Focus lines that lead the page are not said again in the source list.
    sources = tuple(_focused(file, focus.get(file.key, "") if told else None) for file in folder.sources)
    whole = msgspec.structs.replace(folder, story=story, sources=sources, drafted=True)
    return Drafted(whole, text, made, disputed)


def room_of(files: Iterable[SourceFile], terms: Evidence) -> dict[str, int | None]:
    """By key, how many words of a source a page may print; None for any number."""
    limits = {file.key: limits_of(file.header.license, terms) for file in files}
    return {key: one.source_words if one.excerpt_words else 0 for key, one in limits.items()}


def _focused(file: SourceFile, focus: str | None) -> SourceFile:
    """The source with what it adds to the story, unless its file says that; None for without any."""
    said = "" if focus is None else file.header.focus or focus
    language = file.header.language if said and not file.header.focus else ""
    header = msgspec.structs.replace(file.header, focus=said)
    return msgspec.structs.replace(file, header=header, focus_language=language)


def _focus_lines(files: list[SourceFile]) -> list[Line]:
    """What the newsroom wrote of each source, each line citing its own."""
    return [
        Line(file.header.focus, (file.key,), (0, 0), declared=True) for file in files if file.header.focus
    ]


def _declared(file: SourceFile) -> list[Declared]:
    """The events that a source's file declares."""
    return [Declared(event.date, event.text, (file.key,)) for event in file.header.events]
