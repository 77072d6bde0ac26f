"""The views of what is no page for people: feeds, the sitemap, robots.txt. Every address is absolute."""

from __future__ import annotations

from dateline.views import View


class FeedEntryView(View, frozen=True):
    """A story in a feed; every address in it is absolute."""

    id: str
    title: str
    url: str
    published: str
    """RFC 3339, as is `updated`."""
    updated: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    html: str
    """The whole briefing: summary, sections, timeline, sources, with citation links."""


class FeedView(View, frozen=True):
    """An Atom feed: feed.xml."""

    id: str
    title: str
    subtitle: str
    url: str
    home: str
    updated: str
    entries: tuple[FeedEntryView, ...]


class LocationView(View, frozen=True):
    """One address in the sitemap."""

    url: str
    lastmod: str
    """The day or instant of the last change of content; "" when the site cannot know it."""


class SitemapView(View, frozen=True):
    """sitemap.xml."""

    locations: tuple[LocationView, ...]


class RobotsView(View, frozen=True):
    """robots.txt."""

    sitemap: str
