"""Feed links: by which feeds a page tells readers what it lists."""

from __future__ import annotations

from typing import Final

from dateline.files.addresses import feed_url
from dateline.pages.imprint import Imprint
from dateline.views.pages import FeedLink

TYPES: Final = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
_NAMES: Final = {"atom": "Atom", "rss": "RSS", "json": "JSON"}


def feed_links(imprint: Imprint, title: str, url: str) -> tuple[FeedLink, ...]:
    """The feeds of what the page at an address lists, in each format that the site has."""
    return tuple(
        FeedLink(f"{title} ({_NAMES[form]})", imprint.href(feed_url(url, form)), TYPES[form])
        for form in imprint.config.feeds.written
    )
