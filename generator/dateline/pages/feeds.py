"""Feeds of the site, its sections, tags and publishers: the stories in each, and the digest of what it shows.

Which feeds there are follows from listings. What a feed shows of its stories is in their twins, so a feed is
made anew exactly when the twin of one of its stories has changed, or a story has come or gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Final

import msgspec

from dateline import digest
from dateline.again import Again
from dateline.files import addresses
from dateline.model.site import Listing, Section, Site
from dateline.pages.desks import Desk, Makers
from dateline.pages.feedentry import feed_entry
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedPage
from dateline.twins.twin import Twin
from dateline.urls import output_path
from dateline.views.feeds import FeedEntryView, FeedView

NEVER = "1970-01-01T00:00:00+00:00"
"""The `updated` of a feed without entries, which Atom requires."""
KEPT: Final = 512
"""The most entries that are kept, as several feeds show the same."""


class FeedList(msgspec.Struct, frozen=True):
    """A list of stories that has feeds: its addresses, title and description, and its newest stories."""

    first: str
    """Its first address, which is the feeds' id."""
    url: str
    title: str
    about: str
    stories: tuple[Listing, ...]


def feed_pages(
    site: Site, imprint: Imprint, desk: Desk, again: Again, twins: tuple[str, ...]
) -> tuple[PlannedPage, ...]:
    """Every feed in each format, with views made on rendering; `twins` are the digests of stories' twins."""
    entries = again.call(Entries, imprint)
    lists = again.call(feed_lists, site, entries)
    digests = again.gathered("feeds", again.call(_places, lists, site.stories), twins)
    urls: tuple[str, ...] = again.field("lists", lists, "url")
    columns = (again.field("lists", lists, name) for name in FeedList.__struct_fields__)
    made = again.each("feeds", urls, (*columns, digests), partial(pages_of_list, desk), entries)
    return tuple(chain.from_iterable(made))


class Entries:
    """Makes the entries of feeds, each once although several feeds show it."""

    def __init__(self, imprint: Imprint) -> None:
        self.imprint = imprint
        self._kept: dict[str, tuple[str, FeedEntryView]] = {}

    def entry(self, story: str, key: str, twin: Callable[[], Twin]) -> FeedEntryView:
        """The entry of a story whose twin has this digest."""
        kept = self._kept.get(story)
        if kept is None or kept[0] != key:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = self._kept[story] = (key, feed_entry(twin(), self.imprint))
        return kept[1]


def feed_lists(site: Site, entries: Entries) -> tuple[FeedList, ...]:
    """The lists that have feeds: that of the whole site, then those that the settings name."""
    config, imprint, names = entries.imprint.config, entries.imprint, entries.imprint.config.feeds.lists
    most = config.build.feed_stories
    home = addresses.HOME
    lists = [FeedList(home, home, config.title, config.description, site.stories[:most])]
    listed = {story.id: story for story in site.stories}
    if "sections" in names:
        below = _below(site, most)
        lists += [
            FeedList(_first(s), s.url, s.title, s.description, tuple(below[s.id])) for s in site.sections
        ]
    if "tags" in names:
        lists += [
            FeedList(url, url, t.name, "", tuple(listed[s] for s in t.stories[:most]))
            for t in site.tags
            for url in (addresses.tag_url(t.id),)
        ]
    if "publishers" in names:
        lists += [
            FeedList(
                url,
                url,
                t.name,
                imprint.say("citing", publisher=t.name),
                tuple(listed[story] for story in t.stories[:most]),
            )
            for t in site.publishers
            for url in (addresses.publisher_url(t.id),)
        ]
    return tuple(lists)


def _first(section: Section) -> str:
    """The address at which a section stood first, as far as it names it."""
    return addresses.alias_url(section.aliases[0].address) if section.aliases else section.url


def _below(site: Site, most: int) -> dict[str, list[Listing]]:
    """The newest stories in each section and the sections inside it, at most `most`, by the section's id."""
    below: dict[str, list[Listing]] = defaultdict(list)
    for story in site.stories:
        section = story.section
        while section:
            if len(below[section]) < most:
                below[section].append(story)
            section = section.rpartition("/")[0]
    return below


def _places(lists: tuple[FeedList, ...], stories: tuple[Listing, ...]) -> tuple[tuple[int, ...], ...]:
    """For each list the positions of its stories in `stories`."""
    places = {story.id: at for at, story in enumerate(stories)}
    return tuple(tuple(places[story.id] for story in known.stories) for known in lists)


def pages_of_list(
    desk: Makers,
    first: str,
    url: str,
    title: str,
    about: str,
    stories: tuple[Listing, ...],
    twins: tuple[str, ...],
    entries: Entries,
) -> tuple[PlannedPage, ...]:
    """The feeds of one list, one page a format; `twins` has the digests of its stories' twins."""
    imprint = entries.imprint
    key = digest.of_value(first, url, title, about, twins, imprint.key)
    makers = tuple(
        partial(entries.entry, story.id, twin, desk.twin(story.id))
        for story, twin in zip(stories, twins, strict=True)
    )
    known = FeedList(first, url, title, about, stories)
    pages = []
    for form in imprint.config.feeds.written:
        at = addresses.feed_url(url, form)
        make = partial(_view, imprint, known, makers, at)
        pages.append(PlannedPage(output_path(at), addresses.FEEDS[form], key, make))
    return tuple(pages)


def _view(
    imprint: Imprint, known: FeedList, makers: tuple[Callable[[], FeedEntryView], ...], at: str
) -> FeedView:
    """The view of a feed at the address `at`, whose entries `makers` make."""
    from email.utils import format_datetime  # it loads what speaks to networks: only where a feed is made

    config = imprint.config
    newest = max((s.changed.instant(imprint.zone) for s in known.stories), default=None)
    is_whole = known.url == addresses.HOME
    return FeedView(
        id=imprint.absolute(known.first),
        title=config.title if is_whole else f"{known.title} · {config.title}",
        subtitle=known.about,
        url=imprint.absolute(at),
        home=imprint.absolute(known.url),
        updated=newest.isoformat(timespec="seconds") if newest else NEVER,
        updated_rfc822=format_datetime(newest) if newest else "",
        entries=tuple(make() for make in makers),
    )
