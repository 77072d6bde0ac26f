"""Feeds: which stories they hold, and the digest of all that they show of them."""

from __future__ import annotations

from dateline import addresses, digest
from dateline.feedviews import FeedView
from dateline.model import Site
from dateline.pages.desks import Desk
from dateline.pages.feedentry import feed_entry
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedPage
from dateline.urls import output_path

NEVER = "1970-01-01T00:00:00+00:00"
"""The `updated` of a feed without entries, which Atom requires."""


def feed_page(site: Site, imprint: Imprint, desk: Desk) -> PlannedPage:
    """The feed, which shows whole stories."""
    feed = Feed(site, imprint, desk)
    return PlannedPage(output_path(addresses.FEED), "feed.xml", feed.digest(), feed.view)


class Feed:
    """The feed of the newest stories."""

    def __init__(self, site: Site, imprint: Imprint, desk: Desk) -> None:
        self._imprint, self._desk = imprint, desk
        self._stories = site.stories[: imprint.config.build.feed_stories]

    def digest(self) -> str:
        """The digest of all that the feed is made from: its entries show what the twins hold."""
        stories = [self._desk.compiled(story.id).twin for story in self._stories]
        return digest.of_value(stories, self._imprint.key, self._imprint.config.description)

    def view(self) -> FeedView:
        """The feed itself."""
        config, stories = self._imprint.config, self._stories
        newest = max(stories, key=lambda s: s.changed.instant(self._imprint.zone), default=None)
        return FeedView(
            id=self._imprint.absolute(addresses.HOME),
            title=config.title,
            subtitle=config.description,
            url=self._imprint.absolute(addresses.FEED),
            home=self._imprint.absolute(addresses.HOME),
            updated=self._imprint.stamp(newest.changed) if newest else NEVER,
            entries=tuple(feed_entry(self._desk.twin(story.id)(), self._imprint) for story in stories),
        )
