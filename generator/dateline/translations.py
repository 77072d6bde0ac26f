"""Translations: which stories, pages and lists there are in which languages, and where.

A translation is a story or page of its own, whose id ends in the tag of its language (`world/talks:fr`), with
an address below that of the language (`/fr/world/talks/`). The site's own language has the tag "" here. This
room knows no settings and no texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dateline import addresses
from dateline.addresses import folder_url, language_of, original_id, prefix_of
from dateline.draft import Outline
from dateline.topics import Topic
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


def versions_of(stories: Iterable[Outline], topics: Iterable[Topic] = ()) -> tuple[tuple[str, Rows], ...]:
    """The versions of stories, their topics and all that lists them, by each of their addresses: pairs."""
    stories = tuple(stories)
    if not any(language_of(outline.path) for outline in stories):
        return ()
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for outline in stories:
        tag, story = language_of(outline.path), original_id(outline.path)
        groups[story][tag] = outline.url
        for url in lists_of(outline):
            groups[url][tag] = prefix_of(tag) + url
    for topic in topics:
        first = topic.stories[0]
        groups[f"{original_id(first)}/timeline"][language_of(first)] = topic.url
    several = (tuple(sorted(group.items())) for group in groups.values() if len(group) > 1)
    return tuple((url, rows) for rows in several for _, url in rows)


def list_addresses(stories: Iterable[Outline]) -> set[str]:
    """The addresses of all lists of these stories but the page to search on, which a site may not have."""
    found = {(language_of(outline.path), url) for outline in stories for url in lists_of(outline)}
    return {prefix_of(tag) + url for tag, url in found if url != addresses.SEARCH}


def lists_of(outline: Outline) -> Iterator[str]:
    """The addresses of the lists that a story stands in, without that of its language."""
    yield from _ALWAYS
    yield from (folder_url(section) for section in sections_above(original_id(outline.path)))
    yield from (addresses.tag_url(tag) for tag in outline.tags if slugify(tag))
    names = (slugify(name) for name, _ in outline.publishers)
    yield from (addresses.publisher_url(name) for name in names if name)
    yield addresses.month_url(outline.published)


def sections_above(story: str) -> list[str]:
    """The sections in which a story lies, the nearest first."""
    parts = story.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
