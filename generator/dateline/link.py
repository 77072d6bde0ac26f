"""Linking: a `Draft` to a `Site`. Addresses first, then stories and pages, then what follows from them.

Pure: what is out is said by an `Edition`, which holds the only clock. This room reads no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo

from dateline import addresses, frontmatter, rules
from dateline.addresses import AddressBook, file_url, folder_url
from dateline.briefing import link_story, missing_alt
from dateline.edition import Edition, next_change
from dateline.headers import PageHeader, StoryHeader
from dateline.model import (
    Attachment,
    Citation,
    Draft,
    Link,
    Page,
    PageFile,
    Published,
    Section,
    SectionFolder,
    Site,
    Story,
    StoryFile,
    StoryFolder,
    Term,
    Text,
    Unsourced,
)
from dateline.problems import Problem
from dateline.prose import Href, Prose
from dateline.sourcelist import number_sources
from dateline.urls import slugify


def link(draft: Draft, edition: Edition) -> tuple[Site, tuple[Problem, ...]]:
    """The site that is out in `edition`, and every problem found by putting files together."""
    hidden = {f.path: f for f in draft.stories if f.story and not edition.shows(f.story.header)}
    out = [folder for folder in draft.stories if folder.path not in hidden]
    pages = [
        page for page in draft.pages if edition.shows(page.header) and not _story_above(page.path, hidden)
    ]
    files = tuple(_published(draft.attachments, out, hidden))
    sections = _sections_shown(draft, out, pages)
    book = _address_book(draft, out, pages, files, sections, edition.zone)
    problems: list[Problem] = []

    stories: list[Story] = []
    for folder in out:
        story, found = link_story(folder, _story_url(folder), book, edition.zone)
        stories.append(story)
        problems += found
    newest_first = tuple(sorted(stories, key=lambda story: _newest_first(story, edition.zone)))
    linked_pages = tuple(_page(page, book, problems) for page in pages)
    tags = _terms(newest_first, lambda story: story.tags)
    publishers = _terms(newest_first, lambda story: tuple(source.publisher for source in story.sources))

    site = Site(
        sections=tuple(
            sorted(
                (_section(s, sections, book, problems) for s in sections),
                key=lambda s: (s.weight, s.title, s.id),
            )
        ),
        stories=newest_first,
        pages=linked_pages,
        files=files,
        tags=tags,
        publishers=publishers,
        next_due=next_change(edition, _dated(draft)),
    )
    return site, tuple(problems)


def _story_url(folder: StoryFolder) -> str:
    return folder_url(folder.path, folder.story.header.slug if folder.story else "")


def _page_url(page: PageFile) -> str:
    if page.path.rsplit("/", 1)[-1] == "index" and not page.header.slug:
        return folder_url(page.path.removesuffix("index").rstrip("/"))
    return folder_url(page.path, page.header.slug)


def _newest_first(story: Story, zone: tzinfo) -> tuple[float, str]:
    return (-story.updated.instant(zone).timestamp(), story.id)


def _dated(draft: Draft) -> Iterator[tuple[str, StoryHeader | PageHeader]]:
    for folder in draft.stories:
        if folder.story:
            yield folder.path, folder.story.header
    for page in draft.pages:
        yield page.path, page.header


def _story_above(path: str, stories: Mapping[str, StoryFolder]) -> StoryFolder | None:
    """The story, of those given by their folder, in whose folder something lies."""
    while path:
        path = path.rpartition("/")[0]
        if path in stories:
            return stories[path]
    return None


def _published(
    attachments: Iterable[Attachment], out: Iterable[StoryFolder], hidden: Mapping[str, StoryFolder]
) -> Iterator[Published]:
    """The files that are out, each beside the page of its folder; those of a hidden story are not."""
    stories = {folder.path: folder for folder in out}
    for file in attachments:
        if _story_above(file.path, hidden):
            continue
        story = _story_above(file.path, stories)
        url = file_url(file.path)
        if story:
            url = _story_url(story) + file_url(file.path.removeprefix(f"{story.path}/")).removeprefix("/")
        yield Published(url, file.file, file.digest)


def _sections_shown(
    draft: Draft, stories: Iterable[StoryFolder], pages: Iterable[PageFile]
) -> list[SectionFolder]:
    """The sections that have a section.md, or hold something that is out.

    A folder whose index.md is its page needs no other.
    """
    filled = {""}
    for path in (*(s.path for s in stories), *(p.path.removesuffix("/index") for p in pages)):
        parent = path.rpartition("/")[0]
        while parent and parent not in filled:
            filled.add(parent)
            parent = parent.rpartition("/")[0]
    return [
        section for section in draft.sections if section.path and (section.file or section.path in filled)
    ]


def _address_book(
    draft: Draft,
    stories: list[StoryFolder],
    pages: list[PageFile],
    files: tuple[Published, ...],
    sections: list[SectionFolder],
    zone: tzinfo,
) -> AddressBook:
    """Every address that the site will have, before any text is linked."""
    by_file: dict[str, str] = {}
    others = {*addresses.ALWAYS, *(folder_url(section.path) for section in sections)}
    for folder in stories:
        url = _story_url(folder)
        by_file[folder.story.file if folder.story else f"content/{folder.path}/story.md"] = url
        by_file[f"content/{folder.path}"] = url
        if folder.story:
            others |= {addresses.tag_url(tag) for tag in folder.story.header.tags}
            others.add(addresses.month_url(folder.story.header.published))
        elif folder.sources:
            oldest = min(folder.sources, key=lambda s: (s.header.published.instant(zone), s.key))
            others.add(addresses.month_url(oldest.header.published))
        listed = number_sources(folder, zone)[0]
        publishers = {listed.files[key].header.publisher for key in listed.numbers}
        others |= {addresses.publisher_url(slugify(publisher)) for publisher in publishers}
    by_file |= {page.file: _page_url(page) for page in pages}
    by_file |= {section.file: folder_url(section.path) for section in sections if section.file}
    by_file |= {file.file: file.url for file in files}
    every = {f.story.file: _story_url(f) for f in draft.stories if f.story}
    every |= {f"content/{folder.path}": _story_url(folder) for folder in draft.stories}
    every |= {page.file: _page_url(page) for page in draft.pages}
    every |= {file.file: file_url(file.path) for file in draft.attachments}
    hidden = [name for file, url in every.items() if file not in by_file for name in (file, url)]
    owners: list[StoryFile | PageFile] = [*(folder.story for folder in stories if folder.story), *pages]
    others |= {addresses.alias_url(alias) for owner in owners for alias in owner.header.aliases}
    folders = [section.path for section in sections]
    return AddressBook(by_file, others, [*hidden, *draft.broken], folders)


def _page(page: PageFile, book: AddressBook, problems: list[Problem]) -> Page:
    """The plain page with its links resolved."""
    url = _page_url(page)
    image = ""
    if page.header.image:
        place = frontmatter.place(page.file, page.yaml, "image")
        problems += missing_alt(page.header, place)
        image = _resolved(Href(page.header.image, place, picture=True), page.file, url, book, problems).target
    return Page(
        id=page.path,
        url=url,
        section=page.path.rpartition("/")[0],
        title=page.header.title,
        description=page.header.description,
        published=page.header.published,
        text=_text(page.prose, page.file, url, book, problems),
        aliases=addresses.aliases_of(page),
        image=image,
        image_alt=page.header.image_alt,
        extra=page.header.extra,
        file=page.file,
    )


def _section(
    folder: SectionFolder, shown: Iterable[SectionFolder], book: AddressBook, problems: list[Problem]
) -> Section:
    """The section with its links resolved; named after its folder when it has no section.md."""
    url = folder_url(folder.path)
    parent = folder.path.rpartition("/")[0]
    header = folder.header
    return Section(
        id=folder.path,
        url=url,
        parent=parent if any(other.path == parent for other in shown) else None,
        title=header.title if header else _titled(folder.path.rpartition("/")[2]),
        description=header.description if header else "",
        weight=header.weight if header else 0,
        text=_text(folder.prose, folder.file, url, book, problems),
        file=folder.file,
    )


def _titled(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _text(prose: Prose, file: str, url: str, book: AddressBook, problems: list[Problem]) -> Text:
    """The text of a plain page, its links resolved."""
    parts: list[str | Link | Citation | Unsourced] = []
    for piece in prose:
        if isinstance(piece, Href):
            parts.append(_resolved(piece, file, url, book, problems))
        elif isinstance(piece, str):
            parts.append(piece)
    return tuple(parts)


def _resolved(href: Href, file: str, url: str, book: AddressBook, problems: list[Problem]) -> Link:
    resolved = book.resolve(href.target, file, url)
    if resolved.rule:
        problems.append(rules.problem(resolved.rule, href.place, resolved.message, resolved.hint))
    return resolved.link


def _terms(stories: Iterable[Story], names_of: Callable[[Story], tuple[str, ...]]) -> tuple[Term, ...]:
    """The tags or publishers of the stories, by name; two names with one address are one term."""
    names: dict[str, str] = {}
    members: dict[str, list[str]] = defaultdict(list)
    for story in stories:
        for name in dict.fromkeys(names_of(story)):
            term = slugify(name)
            if not term:
                continue  # a problem of its own
            names[term] = min(names.get(term, name), name)
            if story.id not in members[term]:
                members[term].append(story.id)
    terms = (Term(term, name, tuple(members[term])) for term, name in names.items())
    return tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
