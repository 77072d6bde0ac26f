"""The plan: a pure list of everything that would be written, each page with its template and view.

Collisions are found here, `--dry-run` prints it, tests assert on it. This room renders nothing and
knows no theme beyond its options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import msgspec

from dateline import addresses, digest
from dateline.again import Again
from dateline.config import Config
from dateline.feedviews import FeedEntryView, FeedView, LocationView, RobotsView, SitemapView
from dateline.model import Listing, Page, Site
from dateline.pages.compiled import Compiled
from dateline.pages.imprint import Imprint
from dateline.pages.lists import ListPages
from dateline.pages.markup import Markup
from dateline.pages.planned import PlannedFile, PlannedPage, collisions
from dateline.pages.words import say
from dateline.problems import Place, Problem
from dateline.urls import output_path
from dateline.views import AliasView, HeadView, LinkView, PageView, SiteView, StoryCard, StoryView, View

__all__ = ["Desk", "Plan", "PlannedFile", "PlannedPage", "plan"]

NEVER = "1970-01-01T00:00:00+00:00"
"""The `updated` of a feed without entries, which Atom requires."""


@dataclass(frozen=True)
class Plan:
    """All that a build writes, apart from the theme's own files."""

    site: SiteView
    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]


class Desk(Protocol):
    """Where the plan gets stories from: what is kept of each, and its texts when they are wanted."""

    def compiled(self, story: str) -> Compiled:
        """What is kept of a story's page."""

    def maker(self, story: str) -> Callable[[], StoryView]:
        """Makes a story's page."""

    def feed_entry(self, story: str) -> FeedEntryView:
        """A story in a feed."""


def plan(
    site: Site, config: Config, options: dict[str, Any], desk: Desk, again: Again | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan for a site with these theme options, and the addresses that two things want.

    What shows nothing new is taken over from the last plan that was made with the same `again`.
    """
    again = again or Again()
    compiled = tuple(desk.compiled(story.id) for story in site.stories)
    frame = again.call(_frame, site, config, tuple(known.card for known in compiled))
    rows = ((s.id, (s, known.view)) for s, known in zip(site.stories, compiled, strict=True))
    stories = again.each("story pages", rows, partial(_story_page, desk))
    pages = (*frame.first, *stories, *frame.middle, _feed_page(site, config, desk), *frame.last)
    view = again.call(_site_view, _top(site), config, options)
    return Plan(view, pages, frame.files), again.call(_collisions, site, frame)


class _Frame(msgspec.Struct, frozen=True):
    """What a plan holds besides the stories' own pages and the feed: it shows nothing but their cards."""

    first: tuple[PlannedPage, ...]
    middle: tuple[PlannedPage, ...]
    """What stands between the stories' pages and the feed."""
    last: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]


def _frame(site: Site, config: Config, cards: tuple[StoryCard, ...]) -> _Frame:
    planner = _Planner(site, Imprint(config), cards)
    files = tuple(PlannedFile(output_path(file.url), file.file, file.digest) for file in site.files)
    return _Frame(tuple(planner.first()), tuple(planner.middle()), tuple(planner.last()), files)


def _story_page(desk: Desk, story: Listing, view: str) -> PlannedPage:
    """The page of a story whose view has this digest."""
    path, make = output_path(story.url), desk.maker(story.id)
    return PlannedPage(path, "story.html", view, make, story.file, slug=story.slug, story=story.id)


def _feed_page(site: Site, config: Config, desk: Desk) -> PlannedPage:
    """The feed, which shows whole stories."""
    feed = _Feed(site, Imprint(config), desk)
    return PlannedPage(output_path(addresses.FEED), "feed.xml", feed.digest(), feed.view)


def _collisions(site: Site, frame: _Frame) -> tuple[Problem, ...]:
    """The paths that two outputs want. They follow from the site alone, whatever its pages show."""
    stories = [
        PlannedPage(output_path(story.url), "story.html", "", _none, story.file, slug=story.slug)
        for story in site.stories
    ]
    feed = PlannedPage(output_path(addresses.FEED), "feed.xml", "", _none)
    return tuple(collisions((*frame.first, *stories, *frame.middle, feed, *frame.last), frame.files))


def _none() -> View:
    raise NotImplementedError


def _top(site: Site) -> tuple[tuple[str, str], ...]:
    """The titles and addresses of the sections at the top."""
    return tuple((section.title, section.url) for section in site.sections if section.parent is None)


def _site_view(top: tuple[tuple[str, str], ...], config: Config, options: dict[str, Any]) -> SiteView:
    """What every page knows of the site."""
    imprint = Imprint(config)
    href = imprint.href
    return SiteView(
        title=config.title,
        description=config.description,
        language=config.language,
        home=href(addresses.HOME),
        feed=href(addresses.FEED),
        archive=href(addresses.ARCHIVE),
        tags=href(addresses.TAGS),
        publishers=href(addresses.PUBLISHERS),
        sections=tuple(LinkView(title, href(url)) for title, url in top),
        menu=tuple(LinkView(item.name, _menu_href(imprint, item.url)) for item in config.menu),
        options=options,
    )


def _menu_href(imprint: Imprint, url: str) -> str:
    return imprint.href(url) if url.startswith("/") and not url.startswith("//") else url


class _Planner:
    """Plans the pages of one site that are no story's own."""

    def __init__(self, site: Site, imprint: Imprint, cards: Iterable[StoryCard]) -> None:
        self._site, self._imprint = site, imprint
        ids = (story.id for story in site.stories)
        self._lists = ListPages(site, imprint, dict(zip(ids, cards, strict=True)))

    def first(self) -> Iterator[PlannedPage]:
        """The home page."""
        yield _planned(addresses.HOME, "home.html", self._lists.home())

    def middle(self) -> Iterator[PlannedPage]:
        """Plain pages, lists and redirects, in a fixed order."""
        site, lists = self._site, self._lists
        for page in site.pages:
            yield _planned(page.url, "page.html", self._page(page), page.file, page.slug)
        for url, template, view, file in (
            *lists.sections(),
            *lists.tags(),
            *lists.publishers(),
            *lists.months(),
        ):
            yield _planned(url, template, view, file)
        yield _planned(addresses.ARCHIVE, "archive.html", lists.archive())
        tags = lists.overview(say("tags"), addresses.TAGS, site.tags)
        yield _planned(addresses.TAGS, "tags.html", tags)
        publishers = lists.overview(say("publishers"), addresses.PUBLISHERS, site.publishers)
        yield _planned(addresses.PUBLISHERS, "publishers.html", publishers)
        yield _planned(addresses.NOT_FOUND, "404.html", lists.not_found())
        yield from self._aliases()

    def last(self) -> Iterator[PlannedPage]:
        """What only machines read."""
        yield _planned(addresses.SITEMAP, "sitemap.xml", self._sitemap())
        yield _planned(addresses.ROBOTS, "robots.txt", RobotsView(self._imprint.absolute(addresses.SITEMAP)))

    def _page(self, page: Page) -> PageView:
        imprint = self._imprint
        head = HeadView(
            page.title,
            page.description,
            imprint.absolute(page.url),
            "website",
            image=imprint.image(page.image, page.image_alt),
        )
        return PageView(head, page.title, Markup(imprint, {}).html(page.text), page.extra)

    def _aliases(self) -> Iterator[PlannedPage]:
        """A redirect page for every old address."""
        owners: tuple[Listing | Page, ...] = (*self._site.stories, *self._site.pages)
        for owner in owners:
            for alias in owner.aliases:
                head = HeadView(owner.title, "", self._imprint.absolute(owner.url), "website", index=False)
                view = AliasView(head, self._imprint.href(owner.url))
                path = output_path(addresses.alias_url(alias.address))
                key = digest.of_value(view)
                yield PlannedPage(path, "alias.html", key, partial(_same, view), owner.file, alias.place)

    def _sitemap(self) -> SitemapView:
        """The addresses of stories with the day of their last change, and of the other pages without."""
        imprint = self._imprint
        locations = [LocationView(imprint.absolute(addresses.HOME), "")]
        locations += [
            LocationView(imprint.absolute(story.url), imprint.stamp(story.changed))
            for story in self._site.stories
        ]
        others = [page.url for page in self._site.pages] + [section.url for section in self._site.sections]
        others += [addresses.tag_url(term.id) for term in self._site.tags]
        others += [addresses.publisher_url(term.id) for term in self._site.publishers]
        others += sorted({addresses.month_url(story.published) for story in self._site.stories}, reverse=True)
        locations += [LocationView(imprint.absolute(url), "") for url in others]
        return SitemapView(tuple(locations))


class _Feed:
    """The feed of the newest stories."""

    def __init__(self, site: Site, imprint: Imprint, desk: Desk) -> None:
        self._imprint, self._desk = imprint, desk
        self._stories = site.stories[: imprint.config.build.feed_stories]

    def digest(self) -> str:
        """The digest of all that the feed is made from: its entries show what the pages show."""
        stories = [
            (self._desk.compiled(story.id).view, [alias.address for alias in story.aliases])
            for story in self._stories
        ]
        return digest.of_value(stories, self._imprint.key, self._imprint.config.description)

    def view(self) -> FeedView:
        """The feed itself."""
        config, stories = self._imprint.config, self._stories
        newest = max(stories, key=lambda s: s.changed.instant(self._imprint.zone), default=None)
        return FeedView(
            id=config.base_url,
            title=config.title,
            subtitle=config.description,
            url=self._imprint.absolute(addresses.FEED),
            home=config.base_url,
            updated=self._imprint.stamp(newest.changed) if newest else NEVER,
            entries=tuple(self._desk.feed_entry(story.id) for story in stories),
        )


def _planned(url: str, template: str, view: View, file: str = "", slug: Place | None = None) -> PlannedPage:
    key, make = digest.of_value(view), partial(_same, view)
    return PlannedPage(output_path(url), template, key, make, file, slug=slug)


def _same(view: View) -> View:
    return view
