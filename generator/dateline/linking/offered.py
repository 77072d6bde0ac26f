"""Offered: the outputs that a site has because of its settings, besides those of its content.

They are known before anything is linked, so that writers can link to them. What comes and goes by itself,
as the calendar of a story does, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.files.addresses import at_language, folder_url, original_id, publisher_url, tag_url
from dateline.linking.translations import sections_above
from dateline.model.draft import Outline, SectionFolder
from dateline.urls import slugify


class Offered(msgspec.Struct, frozen=True):
    """What the settings of a site offer."""

    addresses: tuple[str, ...] = ()
    """Pages and files of the whole site, from its root."""
    spoken: tuple[str, ...] = ()
    """Those that are there in each language: a translation's stand below "/fr/"."""
    feeds: tuple[str, ...] = ()
    """The names of the feeds of each list."""
    lists: tuple[str, ...] = ()
    """Which lists have feeds: `sections`, `tags`, `publishers`."""
    forms: tuple[str, ...] = ()
    """The names of the files beside every story."""
    sourced: tuple[str, ...] = ()
    """Those beside a story with sources."""
    pictures: tuple[str, ...] | None = None
    """Whose pictures pages may load, as sources of a policy; None where nobody asks."""


NOTHING = Offered()


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
        spoken = {
            (one.language, section)
            for one in stories
            if one.language
            for section in sections_above(original_id(one.path))
        }
        yield from ((at_language(language, folder_url(section)), feeds) for language, section in spoken)
    if "tags" in offered.lists:
        tags = {(one.language, tag) for one in stories for tag in one.tags}
        yield from ((at_language(language, tag_url(tag)), feeds) for language, tag in tags)
    if "publishers" in offered.lists:
        names = {(one.language, name) for one in stories for name, _ in one.publishers}
        yield from ((at_language(language, publisher_url(slugify(name))), feeds) for language, name in names)


def whole(offered: Offered, languages: Iterable[str]) -> Iterator[str]:
    """The addresses of what is offered once, and once in each language, of which "" is the site's own."""
    yield from offered.addresses
    yield from (at_language(language, url) for language in languages for url in offered.spoken)
