"""Plain pages and sections, linked: their texts with every link resolved, their titles and addresses.

Pure: what is out, and in which languages, is for `link` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dateline.files import addresses
from dateline.files.addressbook import AddressBook
from dateline.files.addresses import at_language, folder_url, language_of, original_id
from dateline.linking.briefing import missing_words
from dateline.model.draft import PageFile, SectionFolder
from dateline.model.headers import PageHeader
from dateline.model.linked import Citation, Figure, Link, Text, Unsourced
from dateline.model.prose import Href, Picture, Prose
from dateline.model.site import Alias, Page, Section
from dateline.problems import Problem
from dateline.settings.tables.languages import Language
from dateline.yaml import spots


def section_links(
    sections: Iterable[SectionFolder],
    language: Language | None = None,
    translated: Iterable[SectionFolder] = (),
) -> dict[str, tuple[str, str]]:
    """The title and the address of every section, by id; in a language, into which some are `translated`."""
    titles = dict(language.sections) if language else {}
    titles |= {original_id(folder.path): section_title(folder) for folder in translated}
    return {
        folder.path: (titles.get(folder.path, section_title(folder)), folder_url(folder.path))
        for folder in sections
    }


def section_title(folder: SectionFolder) -> str:
    """The section's title; its folder's name when it has no section.md."""
    return folder.header.title if folder.header else _titled(folder.path.rpartition("/")[2])


def _titled(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections by weight, then by title."""
    return tuple(sorted(sections, key=lambda section: (section.weight, section.title, section.id)))


def translated_sections(
    tag: str,
    sections: Iterable[Section],
    language: Language | None,
    translated: Mapping[str, SectionFolder],
    book: AddressBook,
    problems: list[Problem],
) -> Iterator[Section]:
    """The sections in a language: those `translated`, by id, with words of their own."""
    titles = language.sections if language else {}
    for original in sections:
        section = msgspec.structs.replace(original, aliases=_moved_along(original, tag))
        folder = translated.get(section.id)
        title = titles.get(section.id, section.title)
        if folder is None or folder.header is None:
            yield msgspec.structs.replace(section, title=title, description="", text=())
            continue
        url = at_language(language_of(folder.path), section.url)
        yield msgspec.structs.replace(
            section,
            title=folder.header.title,
            description=folder.header.description,
            text=_text(folder.prose, folder.file, url, book, problems),
            file=folder.file,
        )


def translated_pages(pages: Iterable[PageFile]) -> Iterator[PageFile]:
    """The pages, each translation with what it takes from its original; without one it is no page."""
    pages = tuple(pages)
    originals = {page.path: page.header for page in pages}
    for page in pages:
        if not language_of(page.path):
            yield page
        elif original := originals.get(original_id(page.path)):
            own, tag = page.header, language_of(page.path)
            made = msgspec.structs.replace(page, header=_over(own, original))
            old = addresses.moved_along(own.aliases, original.aliases, tag, own.slug, page_url(made))
            header = msgspec.structs.replace(made.header, aliases=old)
            yield msgspec.structs.replace(made, header=header)


def _over(header: PageHeader, original: PageHeader) -> PageHeader:
    return msgspec.structs.replace(
        original,
        title=header.title,
        description=header.description,
        draft=header.draft or original.draft,
        slug=header.slug or original.slug,
        aliases=header.aliases,
        image_alt=header.image_alt or original.image_alt,
        extra={**original.extra, **header.extra},
    )


def page_url(page: PageFile) -> str:
    """The address of a plain page; that of its folder for index.md."""
    tag, path = language_of(page.path), original_id(page.path)
    if path.rsplit("/", 1)[-1] == "index" and not page.header.slug:
        return at_language(tag, folder_url(path.removesuffix("index").rstrip("/")))
    return at_language(tag, folder_url(path, page.header.slug))


def linked_page(page: PageFile, book: AddressBook, problems: list[Problem]) -> Page:
    """The plain page with its links resolved."""
    url = page_url(page)
    header, image = page.header, Link("", internal=False)
    if header.image:
        place = spots.place(page.file, page.yaml, "image")
        wrong = [*missing_words(header, place)]
        picture = Picture(header.image, place, header.image_alt, header.image_credit)
        image = _resolved(picture, page.file, url, book, wrong)
        problems += [] if language_of(page.path) else wrong  # a translation has its original's picture
    return Page(
        id=page.path,
        url=url,
        section=page.path.rpartition("/")[0],
        title=page.header.title,
        description=page.header.description,
        published=page.header.published,
        text=_text(page.prose, page.file, url, book, problems),
        aliases=addresses.aliases_of(page),
        slug=addresses.slug_place(page),
        image=image.target,
        image_alt=page.header.image_alt,
        image_credit=page.header.image_credit,
        raster=image.raster,
        extra=page.header.extra,
        file=page.file,
    )


def linked_section(
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
        title=section_title(folder),
        description=header.description if header else "",
        weight=header.weight if header else 0,
        text=_text(folder.prose, folder.file, url, book, problems),
        file=folder.file,
        aliases=addresses.aliases_of(folder),
    )


def _moved_along(section: Section, tag: str) -> tuple[Alias, ...]:
    """The aliases of a section in a language: where it stood there while it stood at its own."""
    now = at_language(tag, section.url)
    return tuple(
        Alias(old, alias.place)
        for alias in section.aliases
        for old in addresses.moved_along((), (alias.address,), tag, "", now)
    )


def _text(prose: Prose, file: str, url: str, book: AddressBook, problems: list[Problem]) -> Text:
    """The text of a plain page, its links resolved."""
    parts: list[str | Link | Figure | Citation | Unsourced] = []
    for piece in prose:
        if isinstance(piece, Href):
            parts.append(_resolved(piece, file, url, book, problems))
        elif isinstance(piece, Picture):
            link = _resolved(piece, file, url, book, problems)
            parts.append(Figure(link, piece.alt, piece.credit, piece.alone))
        elif isinstance(piece, str):
            parts.append(piece)
    return tuple(parts)


def _resolved(href: Href | Picture, file: str, url: str, book: AddressBook, problems: list[Problem]) -> Link:
    resolved = book.look_up(href.target, file, url, picture=isinstance(href, Picture))
    if resolved.rule:
        problems.append(resolved.problem(href.place).within(href.weights))
    return resolved.link
