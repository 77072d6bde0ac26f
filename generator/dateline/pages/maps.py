"""Maps: which addresses of the site search engines are told of, and what is news among them.

All follows from listings: no story is opened for a map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from typing import Final

from dateline.files import addresses
from dateline.model.site import Listing, Site
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedPage, planned
from dateline.views.feeds import LocationView, NewsSitemapView, NewsView, SitemapIndexView, SitemapView

MOST: Final = 50_000
"""The most addresses in one sitemap (sitemaps.org)."""
MOST_BYTES: Final = 50_000_000
"""The most bytes in one, of which the protocol allows 52,428,800."""
_AROUND: Final = 160
"""More bytes than a theme writes around an address and its day."""


def sitemaps(site: Site, imprint: Imprint, most: int = MOST) -> Iterator[PlannedPage]:
    """The sitemap; of a site that has too many addresses for one, an index of its parts, and these."""
    translated = (story for other in site.languages.values() for story in other.stories)
    stories = [(_location(imprint, s.url, imprint.stamp(s.changed)), s) for s in (*site.stories, *translated)]
    others = [_location(imprint, url) for url in other_urls(site)]
    home = _location(imprint, addresses.HOME)
    locations = [home, *(location for location, _ in stories), *others]
    if (single := _single(locations, most)) is not None:
        yield single
        return
    # By first publication, so that a new story changes the last part alone.
    stories.sort(key=lambda row: (row[1].published.instant(imprint.zone).timestamp(), row[1].id))
    locations = [home, *others, *(location for location, _ in stories)]
    parts = list(_parts(locations, most))
    numbered = [(addresses.sitemap_part(number), part) for number, part in enumerate(parts, 1)]
    index = (LocationView(imprint.absolute(url), _newest(part)) for url, part in numbered)
    yield planned(addresses.SITEMAP, "sitemap-index.xml", SitemapIndexView(tuple(index)))
    for url, part in numbered:
        yield planned(url, "sitemap.xml", SitemapView(part))


def single_sitemap(
    stories: Iterable[tuple[str, str]], others: Iterable[str], imprint: Imprint
) -> PlannedPage | None:
    """The sitemap of a site in one language; None where its addresses need more than one.

    `stories` are the addresses of stories with the days of their last changes, `others` are `other_urls`.
    """
    home = _location(imprint, addresses.HOME)
    changed = (LocationView(url, day, ()) for url, day in stories)
    return _single([home, *changed, *(_location(imprint, url) for url in others)], MOST)


def _single(locations: list[LocationView], most: int) -> PlannedPage | None:
    if len(list(_parts(locations, most))) > 1:
        return None
    return planned(addresses.SITEMAP, "sitemap.xml", SitemapView(tuple(locations)))


def _location(imprint: Imprint, url: str, changed: str = "") -> LocationView:
    """An address with the day of its last change, and the same in other languages."""
    return LocationView(imprint.absolute(url), changed, imprint.languages(url))


def other_urls(site: Site) -> Iterator[str]:
    """The addresses of all pages but the front page and the stories'."""
    yield from (page.url for page in site.pages)
    yield from (section.url for section in site.sections)
    yield from (addresses.tag_url(term.id) for term in site.tags)
    yield from (addresses.publisher_url(term.id) for term in site.publishers)
    listed = {story.id for story in site.stories}
    yield from (topic.url for topic in site.topics if listed.issuperset(topic.stories))
    yield from (addresses.CORRECTIONS, addresses.ARCHIVE, addresses.TAGS, addresses.PUBLISHERS)
    yield from sorted({addresses.month_url(story.published) for story in site.stories}, reverse=True)
    for tag, other in site.languages.items():
        yield from (addresses.at_language(tag, url) for url in (addresses.HOME, *other_urls(other)))


def _parts(locations: Iterable[LocationView], most: int) -> Iterator[tuple[LocationView, ...]]:
    """The addresses in their order, in as few maps as hold them."""
    part: list[LocationView] = []
    size = _AROUND
    for location in locations:
        needed = _AROUND + len(escape(location.url).encode())
        needed += sum(_AROUND + len(escape(link.url).encode()) for link in location.languages)
        if part and (len(part) == most or size + needed > MOST_BYTES):
            yield tuple(part)
            part, size = [], _AROUND
        part.append(location)
        size += needed
    yield tuple(part)


def _newest(part: Iterable[LocationView]) -> str:
    """The last change in a part; "" when none is known."""
    return max((one.lastmod for one in part if one.lastmod), key=datetime.fromisoformat, default="")


def news_sitemap(site: Site, imprint: Imprint) -> NewsSitemapView:
    """What was first published in the last two days, newest first."""
    translated = (story for other in site.languages.values() for story in other.stories)
    listed = {story.id: story for story in (*site.stories, *translated)}
    return NewsSitemapView(
        home=imprint.absolute(addresses.HOME),
        stories=tuple(_news(listed[story], imprint) for story in site.news),
    )


def _news(story: Listing, imprint: Imprint) -> NewsView:
    """A story that is news, under the publication's name in the story's language."""
    config = imprint.config.in_language(addresses.language_of(story.id))
    return NewsView(
        url=imprint.absolute(story.url),
        published=imprint.stamp(story.published),
        title=story.title,
        name=config.title,
        language=_language(config.language),
    )


def _language(tag: str) -> str:
    """A language as Google News wants it: ISO 639, and for Chinese with the script that it implies."""
    parts = tag.lower().split("-")
    if parts[0] != "zh":
        return parts[0]
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-cn"
