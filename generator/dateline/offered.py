"""Offered: what a site writes beside what its content asks for, as far as settings alone say it.

Known before anything is linked, so that a writer can link to it. What comes and goes by itself, as the
calendar of a story does, is not among it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.addresses import folder_url, publisher_url, tag_url
from dateline.draft import Outline, SectionFolder
from dateline.urls import slugify


class Offered(msgspec.Struct, frozen=True):
    """What the settings of a site offer."""

    addresses: tuple[str, ...] = ()
    """Pages and files of the whole site, from its root."""
    feeds: tuple[str, ...] = ()
    """The names of the feeds of each list."""
    lists: tuple[str, ...] = ()
    """Which lists have feeds: `sections`, `tags`, `publishers`."""
    forms: tuple[str, ...] = ()
    """The names of the files beside every story."""
    sourced: tuple[str, ...] = ()
    """Those beside a story with sources."""


def beside(
    offered: Offered, stories: Iterable[Outline], sections: Iterable[SectionFolder]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The addresses of the pages beside which files are offered, with the names of these."""
    stories = tuple(stories)
    if offered.forms or offered.sourced:
        plain, whole = frozenset(offered.forms), frozenset((*offered.forms, *offered.sourced))
        yield from ((outline.url, whole if outline.publishers else plain) for outline in stories)
    feeds = frozenset(offered.feeds)
    if "sections" in offered.lists:
        yield from ((folder_url(section.path), feeds) for section in sections)
    if "tags" in offered.lists:
        yield from ((tag_url(tag), feeds) for tag in {tag for outline in stories for tag in outline.tags})
    if "publishers" in offered.lists:
        names = {name for outline in stories for name, _ in outline.publishers}
        yield from ((publisher_url(slugify(name)), feeds) for name in names)
