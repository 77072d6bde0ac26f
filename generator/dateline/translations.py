"""Translations: which stories and lists there are in which languages, and where.

A translation is a story of its own, whose id ends in the tag of its language (`world/talks:fr`), with an
address below that of the language (`/fr/world/talks/`). The site's own language has the tag "" here. This
room knows no settings and no texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.addresses import HOME, folder_url, language_of, original_id, prefix_of
from dateline.draft import Outline

Rows = tuple[tuple[str, str], ...]
"""The addresses of one thing by tag, the site's own language first."""
Versions = Mapping[str, Rows]
"""For each address that exists in several languages: all of them."""


def versions_of(stories: Iterable[Outline]) -> tuple[tuple[str, Rows], ...]:
    """The versions of the home page, of sections and of stories, by each of their addresses: pairs."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    tags: set[str] = set()
    for outline in stories:
        tag, story = language_of(outline.path), original_id(outline.path)
        groups[story][tag] = outline.url
        tags.add(tag)
        for section in sections_above(story) if tag else ():
            groups[f"{section}/"] |= {"": folder_url(section), tag: prefix_of(tag) + folder_url(section)}
    groups["/"] = {tag: prefix_of(tag) + HOME for tag in tags | {""}}
    several = (tuple(sorted(group.items())) for group in groups.values() if len(group) > 1 and "" in group)
    return tuple((url, rows) for rows in several for _, url in rows)


def sections_above(story: str) -> list[str]:
    """The sections in which a story lies, the nearest first."""
    parts = story.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]
