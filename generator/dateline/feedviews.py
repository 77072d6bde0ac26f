"""The views of what is no page for people: feeds, the sitemap, robots.txt. Every address is absolute."""

from __future__ import annotations

from dateline.views import LanguageLink, View


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
    languages: tuple[LanguageLink, ...] = ()
    """The same in every language that it is in; empty where that is one."""


class SitemapView(View, frozen=True):
    """sitemap.xml, or one of its parts."""

    locations: tuple[LocationView, ...]


class SitemapIndexView(View, frozen=True):
    """sitemap.xml of a site whose addresses do not fit into one: sitemap-index.xml."""

    parts: tuple[LocationView, ...]
    """The sitemaps, each with the last change of what it lists."""


class NewsView(View, frozen=True):
    """A story in the news sitemap."""

    url: str
    published: str
    """Its first publication, RFC 3339."""
    title: str


class NewsSitemapView(View, frozen=True):
    """news-sitemap.xml: what was first published in the last two days."""

    name: str
    """The publication's, as Google News knows it."""
    language: str
    """ISO 639: "en"; "zh-cn" and "zh-tw" for Chinese."""
    home: str
    """The front page: what the map lists when there is no news, for an empty one is not valid."""
    stories: tuple[NewsView, ...]


class RobotsGroup(View, frozen=True):
    """What some crawlers may read (RFC 9309)."""

    agents: tuple[str, ...]
    allow: tuple[str, ...]
    disallow: tuple[str, ...]


class RobotsView(View, frozen=True):
    """robots.txt."""

    groups: tuple[RobotsGroup, ...]
    sitemaps: tuple[str, ...]


class TrustLine(View, frozen=True):
    """One attribute in trust.txt."""

    name: str
    value: str


class TrustView(View, frozen=True):
    """trust.txt."""

    lines: tuple[TrustLine, ...]
