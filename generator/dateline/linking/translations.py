"""Translations: which stories, pages and lists there are in which languages, and where.

A translation is a story or page of its own, whose id ends in the tag of its language (`world/talks:fr`),
with an address below that of the language (`/fr/world/talks/`). The site's own language has the tag "" here.
This room knows no settings and no texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.files import addresses
from dateline.files.addresses import folder_url, language_of, original_id, prefix_of
from dateline.model.draft import Outline
from dateline.model.topics import Topic
from dateline.urls import slugify

Rows = tuple[tuple[str, str], ...]
"""The addresses of one thing by tag, the site's own language first."""
Versions = Mapping[str, Rows]
"""For each address that exists in several languages: all of them."""

_ALWAYS = (
    *(addresses.HOME, addresses.ARCHIVE, addresses.TAGS, addresses.PUBLISHERS),
    *(addresses.CORRECTIONS, addresses.SEARCH),
)
"""What there is in every language that has anything."""


def versions_of(
    stories: Iterable[Outline],
    topics: Iterable[Topic] = (),
    pages: Iterable[tuple[str, str]] = (),
    sections: Iterable[str] = (),
) -> tuple[tuple[str, Rows], ...]:
    """The versions of all that there is in several languages, by each of their addresses: pairs.

    `pages` are the ids of plain pages with their addresses, `sections` those of translated section texts.
    """
    stories, pages = tuple(stories), tuple(pages)
    if not tags_in((outline.path for outline in stories), (page for page, _ in pages)):
        return ()
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for outline in stories:
        groups[original_id(outline.path)][outline.language] = outline.url
    for page, url in pages:
        groups[f"{original_id(page)}.md"][language_of(page)] = url
    for topic in topics:
        first = topic.stories[0]
        groups[f"{original_id(first)}/timeline"][language_of(first)] = topic.url
    for tag, url in _lists(stories, pages, sections):
        groups[url] |= {tag: prefix_of(tag) + url}
    several = (tuple(sorted(group.items())) for group in groups.values() if len(group) > 1)
    return tuple(sorted({(url, rows) for rows in several for _, url in rows}))


def tags_in(*ids: Iterable[str]) -> frozenset[str]:
    """The tags of the languages that these are translated into."""
    return frozenset(language_of(one) for some in ids for one in some) - {""}


def list_addresses(
    stories: Iterable[Outline], pages: Iterable[tuple[str, str]] = (), sections: Iterable[str] = ()
) -> set[str]:
    """The addresses of all lists of these but the page to search on, which a site may not have."""
    found = set(_lists(stories, pages, sections))
    return {prefix_of(tag) + url for tag, url in found if url != addresses.SEARCH}


def _lists(
    stories: Iterable[Outline], pages: Iterable[tuple[str, str]], sections: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The lists in which stories and pages stand: the tag of the language, and the address without it."""
    spoken: dict[str, list[Outline]] = defaultdict(list)
    inside: dict[str, set[str]] = defaultdict(set)
    for outline in stories:
        spoken[outline.language].append(outline)
    for page, _ in pages:
        inside[language_of(page)].update(sections_around(page))
    tags = {"", *spoken, *inside}
    for section in sections:
        if (tag := language_of(section)) in tags:
            inside[tag].add(original_id(section))
            inside[""].add(original_id(section))
    for tag in tags:
        yield from ((tag, url) for url in _ALWAYS)
        yield from ((tag, folder_url(section)) for section in inside[tag])
        yield from ((tag, url) for url in _lists_of(spoken[tag]))


def _lists_of(stories: Sequence[Outline]) -> Iterator[str]:
    """The addresses of the lists in which stories of one language stand, without that of the language."""
    folders: set[str] = set()
    tags: set[str] = set()
    publishers: set[str] = set()
    for outline in stories:
        folders.add(original_id(outline.path).rpartition("/")[0])
        tags.update(outline.tags)
        publishers.update(name for name, _ in outline.publishers)
    above = {section for folder in folders for section in sections_above(f"{folder}/")}
    yield from map(folder_url, above - {""})
    yield from (addresses.tag_url(tag) for tag in tags if slugify(tag))
    yield from (addresses.publisher_url(name) for name in map(slugify, publishers) if name)
    yield from {addresses.month_url(outline.published) for outline in stories}


def sections_around(page: str) -> list[str]:
    """The sections that have to be there for a plain page; index.md is the page of its folder itself."""
    return sections_above(original_id(page).removesuffix("/index"))


def sections_above(story: str) -> list[str]:
    """The sections in which a story lies, the nearest first."""
    parts = story.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
