"""Linking: a `Draft` to a `Site`. Addresses first, then stories and pages, then what follows from them.

Pure: what is out is said by an `Edition`, which holds the only clock. This room reads no file.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType

import msgspec

from dateline.files import addresses
from dateline.files.addressbook import AddressBook
from dateline.files.addresses import at_language, file_url, folder_url, language_of, original_id
from dateline.linking.edition import Edition, Scheduled, next_change, upcoming
from dateline.linking.linkedpages import (
    in_order,
    linked_page,
    linked_section,
    page_url,
    translated_pages,
    translated_sections,
)
from dateline.linking.offered import NOTHING, Offered, beside, whole
from dateline.linking.terms import names_shown, terms_of
from dateline.linking.translations import (
    Rows,
    list_addresses,
    sections_above,
    sections_around,
    tags_in,
    versions_of,
)
from dateline.linking.untimely import Untimely
from dateline.model.draft import Attachment, Draft, Outline, PageFile, SectionFolder
from dateline.model.site import Listing, Page, Published, Section, Site
from dateline.model.topics import Topic, topics_of
from dateline.problems import Problem
from dateline.settings.tables.languages import Language

MOST_NEWS = 1000
"""The most stories that a news sitemap may name (Google)."""


class Survey(msgspec.Struct, frozen=True):
    """The stories, pages, sections and files that are out, and all addresses, before any text is linked."""

    stories: tuple[Outline, ...]
    pages: tuple[PageFile, ...]
    sections: tuple[SectionFolder, ...]
    files: tuple[Published, ...]
    book: AddressBook
    tags: dict[str, str]
    """How each tag is shown, by each way in which writers wrote it."""
    topics: tuple[Topic, ...]
    """The stories that continue one another, in each language."""
    translated: tuple[SectionFolder, ...]
    """The translations of the sections, into other languages."""
    versions: tuple[tuple[str, Rows], ...]
    """Pairs of an address that exists in several languages, and its addresses in all of them."""


def survey_of(draft: Draft, edition: Edition, offered: Offered = NOTHING) -> Survey:
    """What of a draft is out in an `edition`; its address book knows the outputs that settings offer, too."""
    hidden = {outline.path: outline for outline in draft.stories if not edition.shows(outline)}
    out = tuple(outline for outline in draft.stories if outline.path not in hidden)
    pages = tuple(
        page
        for page in translated_pages(draft.pages)
        if edition.shows(page.header) and not _story_above(page.path, hidden)
    )
    sections = tuple(_sections_shown(draft, out, pages))
    files = tuple(_published(draft.attachments, out, hidden))
    topics = topics_of(out, hidden)
    known = {section.path for section in sections}
    translated = tuple(folder for folder in draft.translated if original_id(folder.path) in known)
    book = _address_book(draft, out, pages, files, sections, topics, translated, offered)
    rows = [(page.path, page_url(page)) for page in pages]
    versions = versions_of(out, topics, rows, (folder.path for folder in translated))
    return Survey(out, pages, sections, files, book, tags_of(out, ""), topics, translated, versions)


def link(
    draft: Draft,
    edition: Edition,
    survey: Survey,
    stories: Iterable[Listing],
    languages: Mapping[str, Language] = MappingProxyType({}),
    late: Iterable[Untimely] = (),
) -> tuple[Site, tuple[Problem, ...]]:
    """The site that is out, from the listings of its stories, and the problems of its pages and sections.

    `late` is what of the stories lies ahead: the site changes when it is there.
    """
    problems: list[Problem] = []
    every = tuple(sorted(stories, key=lambda story: _newest_first(story, edition.zone)))
    newest_first = tuple(story for story in every if not language_of(story.id))
    unsorted = [linked_section(folder, survey.sections, survey.book, problems) for folder in survey.sections]
    sections = in_order(unsorted)
    pages = tuple(linked_page(page, survey.book, problems) for page in survey.pages)
    news, ends = _news(every, edition), upcoming(every, edition)
    told = ((one.story, one.until) for one in late)

    def translated(tag: str) -> Site:
        words = {original_id(f.path): f for f in survey.translated if language_of(f.path) == tag}
        spoken = translated_sections(tag, sections, languages.get(tag), words, survey.book, problems)
        here = tuple(page for page in pages if language_of(page.id) == tag)
        mine = tuple(story for story in every if language_of(story.id) == tag)
        return _translated(in_order(spoken), words, mine, here, _topics_in(tag, survey.topics), ends)

    site = Site(
        sections=sections,
        stories=newest_first,
        pages=tuple(page for page in pages if not language_of(page.id)),
        files=survey.files,
        tags=terms_of(newest_first, lambda story: story.tags),
        publishers=terms_of(newest_first, lambda story: story.publishers),
        topics=_topics_in("", survey.topics),
        news=tuple(story.id for story in news),
        next_due=next_change(edition, _dated(draft), ((story.id, story.published) for story in news), told),
        upcoming=ends,
        languages={
            tag: translated(tag)
            for tag in sorted(tags_in((story.id for story in every), (page.id for page in pages)))
        },
    )
    return site, tuple(problems)


def _translated(
    sections: tuple[Section, ...],
    words: Container[str],
    stories: tuple[Listing, ...],
    pages: tuple[Page, ...],
    topics: tuple[Topic, ...],
    ends: dict[str, datetime],
) -> Site:
    """The site in a language that these stories, newest first, and pages are translated into.

    It has the sections in which they lie, and those that have `words` in it.
    """
    filled = {section for story in stories for section in sections_above(original_id(story.id))}
    filled |= {section for page in pages for section in sections_around(page.id)}
    shown = {section.id for section in sections if section.id in filled or section.id in words}
    return Site(
        sections=tuple(
            section if section.parent in shown else msgspec.structs.replace(section, parent=None)
            for section in sections
            if section.id in shown
        ),
        stories=stories,
        pages=pages,
        files=(),
        tags=terms_of(stories, lambda story: story.tags),
        publishers=terms_of(stories, lambda story: story.publishers),
        topics=topics,
        news=(),
        next_due=None,
        upcoming=ends,
    )


def _topics_in(tag: str, topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple(topic for topic in topics if language_of(topic.stories[0]) == tag)


def tags_of(stories: Iterable[Outline], language: str) -> dict[str, str]:
    """How each tag of the stories in a language is shown, by the tag as a writer wrote it."""
    return names_shown({tag for o in stories if language_of(o.path) == language for tag in o.tags})


def _newest_first(story: Listing, zone: tzinfo) -> tuple[float, str]:
    return (-story.updated.instant(zone).timestamp(), story.id)


def _dated(draft: Draft) -> Iterator[tuple[str, Scheduled]]:
    for outline in draft.stories:
        if outline.is_whole:
            yield outline.path, outline
    for page in draft.pages:
        yield page.path, page.header


def _story_above(path: str, stories: Mapping[str, Outline]) -> Outline | None:
    """The story, of those given by their folder, in whose folder something lies."""
    while path and stories:
        path = path.rpartition("/")[0]
        if path in stories:
            return stories[path]
    return None


def _published(
    attachments: Iterable[Attachment], out: Iterable[Outline], hidden: Mapping[str, Outline]
) -> Iterator[Published]:
    """The files that are out, each beside the page of its folder; those of a hidden story are not."""
    stories = {outline.path: outline for outline in out}
    for file in attachments:
        if _story_above(file.path, hidden):
            continue
        story = _story_above(file.path, stories)
        url = file_url(file.path)
        if story:
            url = story.url + file_url(file.path.removeprefix(f"{story.path}/")).removeprefix("/")
        yield Published(url, file.file, file.digest, file.raster)


def _sections_shown(
    draft: Draft, stories: Iterable[Outline], pages: Iterable[PageFile]
) -> list[SectionFolder]:
    """The sections that have a section.md, or hold something that is out.

    A folder whose index.md is its page needs no other.
    """
    filled = {""}
    for path in (*(s.path for s in stories), *(original_id(p.path).removesuffix("/index") for p in pages)):
        parent = path.rpartition("/")[0]
        while parent and parent not in filled:
            filled.add(parent)
            parent = parent.rpartition("/")[0]
    return [
        section for section in draft.sections if section.path and (section.file or section.path in filled)
    ]


def _address_book(
    draft: Draft,
    stories: tuple[Outline, ...],
    pages: tuple[PageFile, ...],
    files: tuple[Published, ...],
    sections: tuple[SectionFolder, ...],
    topics: tuple[Topic, ...],
    translated: tuple[SectionFolder, ...],
    offered: Offered,
) -> AddressBook:
    """Every address that the site will have, before any text is linked."""
    by_file: dict[str, str] = {}
    tongues = {"", *tags_in((outline.path for outline in stories), (page.path for page in pages))}
    others = {
        *addresses.ALWAYS,
        *whole(offered, tongues),
        *(folder_url(section.path) for section in sections),
    }
    for outline in stories:
        if language_of(outline.path):
            by_file[outline.file] = outline.url
            continue
        by_file[f"content/{outline.path}/story.md"] = outline.url
        by_file[f"content/{outline.path}"] = outline.url
    others |= {topic.url for topic in topics}
    rows = [(page.path, page_url(page)) for page in pages]
    others |= list_addresses(stories, rows, (folder.path for folder in translated))
    by_file |= {page.file: page_url(page) for page in pages}
    by_file |= {f.file: at_language(language_of(f.path), folder_url(original_id(f.path))) for f in translated}
    by_file |= {section.file: folder_url(section.path) for section in sections if section.file}
    by_file |= {file.file: file.url for file in files}
    every = {outline.file: outline.url for outline in draft.stories if outline.has_briefing}
    every |= {f"content/{o.path}": o.url for o in draft.stories if not language_of(o.path)}
    every |= {page.file: page_url(page) for page in draft.pages}
    every |= {file.file: file_url(file.path) for file in draft.attachments}
    hidden = [name for file, url in every.items() if file not in by_file for name in (file, url)]
    aliases = [*(outline.aliases for outline in stories), *(page.header.aliases for page in pages)]
    others |= {addresses.alias_url(alias) for owned in aliases for alias in owned}
    others |= {url for section in sections for url in _former(section, tongues, others)}
    rasters = {file.url: file.raster for file in files if file.raster}
    folders = [section.path for section in sections]
    return AddressBook(
        by_file,
        others,
        hidden,
        folders,
        broken=draft.broken,
        rasters=rasters,
        beside=dict(beside(offered, stories, sections)),
        pictures=offered.pictures,
        awaits=True,
    )


def _former(section: SectionFolder, tongues: Iterable[str], known: Container[str]) -> Iterator[str]:
    """The old addresses of a section in each of these languages in which its own address is `known`."""
    for alias in section.header.aliases if section.header else ():
        if addresses.is_alias(alias):
            old = addresses.alias_url(alias)
            yield from (
                at_language(t, old) for t in tongues if at_language(t, folder_url(section.path)) in known
            )


def _news(stories: Iterable[Listing], edition: Edition) -> list[Listing]:
    """The stories that are news in an edition, the latest first; one that was withdrawn is no news."""
    news = (story for story in stories if not story.withdrawn and edition.is_news(story.published))
    return sorted(news, key=lambda s: (-s.published.instant(edition.zone).timestamp(), s.id))[:MOST_NEWS]
