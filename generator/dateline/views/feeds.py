"""The views of what is no page for people: feeds, the sitemap, robots.txt. Every address is absolute."""

from __future__ import annotations

from dateline.views.pages import LanguageLink, View


class FeedSource(View, frozen=True):
    """A source of a story, as data."""

    number: int
    title: str
    publisher: str
    url: str
    """The article; "" when it has no address."""
    published: str
    """ISO 8601: a day, or a time with its offset."""
    focus: str
    row: str
    """Its row on the story's page."""


class FeedClaim(View, frozen=True):
    """A sentence of a story with the numbers of the sources that it cites."""

    url: str
    text: str
    sources: tuple[int, ...]
    unsourced: bool
    """True when the newsroom declares that it names no source for it."""


class FeedEvent(View, frozen=True):
    """An entry of a story's timeline, with the numbers of the sources that it cites."""

    url: str
    date: str
    """EDTF (ISO 8601-2)."""
    label: str
    note: str
    text: str
    sources: tuple[int, ...]


class FeedNotice(View, frozen=True):
    """A correction, clarification or withdrawal."""

    kind: str
    date: str
    text: str


class FeedData(View, frozen=True):
    """What a JSON Feed says of a story under `_dateline`."""

    version: int
    twin: str
    """The address of the story's index.json, which has all of it; "" where the settings leave it out."""
    made_by: str
    reviewed_by: str
    compiled: bool
    withdrawn: bool
    corrections: tuple[FeedNotice, ...]
    sources: tuple[FeedSource, ...]
    claims: tuple[FeedClaim, ...]
    timeline: tuple[FeedEvent, ...]


class FeedPictureView(View, frozen=True):
    """The picture of a story in a feed."""

    url: str
    type: str
    """Its media type; "" when that is not known."""
    alt: str
    credit: str
    width: int
    height: int
    """In pixels; 0 when they are not known."""


class FeedEntryView(View, frozen=True):
    """A story in a feed; every address in it is absolute."""

    id: str
    """It stays when the story moves and names its old address as an alias."""
    title: str
    url: str
    published: str
    """Its first publication, RFC 3339, as is `updated`."""
    published_rfc822: str
    updated: str
    """When its visible words last changed."""
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    html: str
    """The whole briefing: summary, sections, timeline, sources, with citation links."""
    language: str
    image: FeedPictureView | None
    data: FeedData


class FeedView(View, frozen=True):
    """A feed: feed.xml (Atom), rss.xml, feed.json."""

    id: str
    title: str
    subtitle: str
    url: str
    home: str
    updated: str
    updated_rfc822: str
    """The same for RSS; "" for a feed without entries."""
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
    name: str
    """The publication's in the story's language, as Google News knows it."""
    language: str
    """ISO 639: "en"; "zh-cn" and "zh-tw" for Chinese."""


class NewsSitemapView(View, frozen=True):
    """news-sitemap.xml: what was first published in the last two days, in all languages."""

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
