"""The frame of a plan: all pages but those of single stories, as far as they show only stories' cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain, count, islice
from typing import Any

import msgspec

from dateline import digest
from dateline.again import Again
from dateline.files import addresses
from dateline.model.site import Listing, Page, Section, Site
from dateline.pages.imprint import Imprint
from dateline.pages.lists import ListPages
from dateline.pages.maps import news_sitemap, sitemaps
from dateline.pages.markup import Markup
from dateline.pages.pictures import image_view, is_shared, site_card
from dateline.pages.planned import (
    Claimed,
    PageRow,
    PlannedData,
    PlannedFile,
    PlannedPage,
    collisions,
    planned,
    row_of,
    same,
    with_view,
)
from dateline.pages.robots import robots_page, trust_page
from dateline.pages.twinfiles import data_paths
from dateline.problems import Problem
from dateline.urls import output_path
from dateline.views.pages import AliasView, HeadView, PageView, StoryCard, View


class Frame(msgspec.Struct, frozen=True):
    """The pages of a plan that show nothing of stories but their cards, and the files beside them."""

    first: tuple[PlannedPage, ...]
    middle: tuple[PlannedPage, ...]
    """The pages that come between the stories' own and the feeds."""
    last: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]


class FrameRows(msgspec.Struct, frozen=True):
    """A frame without the views of its pages, as it is kept for another process."""

    first: tuple[PageRow, ...]
    middle: tuple[PageRow, ...]
    last: tuple[PageRow, ...]


def frame_of(again: Again, key: str, site: Site, imprint: Imprint, cards: tuple[StoryCard, ...]) -> Frame:
    """The frame of a site, whose stories have these `cards`; `key` is the digest of all that (`site_key`)."""
    drawing = _Drawing(site, imprint, cards)
    rows = again.kept("frame", key, FrameRows, drawing.rows)
    number = count()
    first, middle, last = (
        tuple(with_view(row, partial(drawing.view, next(number))) for row in part)
        for part in (rows.first, rows.middle, rows.last)
    )
    files = tuple(
        PlannedFile(output_path(f.url), f.file, f.digest, bool(f.raster and f.raster.is_still))
        for f in site.files
    )
    return Frame(first, middle, last, files)


class _Drawing:
    """The pages of a frame, planned on demand: when a view is asked for, or nothing was kept."""

    def __init__(self, site: Site, imprint: Imprint, cards: tuple[StoryCard, ...]) -> None:
        self._given = site, imprint, cards

    @cached_property
    def _parts(self) -> tuple[tuple[PlannedPage, ...], ...]:
        planner = Planner(*self._given)
        return tuple(planner.first()), tuple(planner.middle()), tuple(planner.last())

    def rows(self) -> FrameRows:
        """The pages as they are kept."""
        return FrameRows(*(tuple(map(row_of, part)) for part in self._parts))

    def view(self, at: int) -> View:
        """The view of the page with this number."""
        return next(islice(chain(*self._parts), at, None)).view()


def clashes(site: Site, frame: Frame, imprint: Imprint, others: tuple[Claimed, ...]) -> tuple[Problem, ...]:
    """A problem for each path that two outputs claim; it follows from the site alone, whatever pages show.

    `others` are outputs that are planned elsewhere.
    """
    stories = [
        PlannedPage(output_path(story.url), "story.html", "", _none, story.file, slug=story.slug)
        for story in site.stories
    ]
    data = [PlannedData(path, "", _none, *whose) for path, *whose in data_paths(site, imprint)]
    rows = chain.from_iterable(zip(*claimed, strict=True) for claimed in others)
    more = [PlannedPage(path, "", "", _none, file) for path, file in rows]
    outputs: list[PlannedPage | PlannedData] = [
        *frame.first,
        *stories,
        *more,
        *frame.middle,
        *frame.last,
        *data,
    ]
    return tuple(collisions(outputs, frame.files))


def _none() -> Any:
    raise NotImplementedError


class Planner:
    """Plans the pages of one site that are no story's own."""

    def __init__(self, site: Site, imprint: Imprint, cards: Iterable[StoryCard]) -> None:
        self._site, self._imprint = site, imprint
        ids = (story.id for story in site.stories)
        self._lists = ListPages(site, imprint, dict(zip(ids, cards, strict=True)))

    def first(self) -> Iterator[PlannedPage]:
        """The home page."""
        yield planned(addresses.HOME, "home.html", self._lists.home())

    def middle(self) -> Iterator[PlannedPage]:
        """Plain pages, lists and redirects, in a fixed order."""
        site, lists = self._site, self._lists
        for page in site.pages:
            yield planned(page.url, "page.html", self._page(page), page.file, page.slug)
        for url, template, view, file in (
            *lists.sections(),
            *lists.tags(),
            *lists.publishers(),
            *lists.months(),
        ):
            yield planned(url, template, view, file)
        yield planned(addresses.ARCHIVE, "archive.html", lists.archive())
        tags = lists.overview(self._imprint.say("tags"), addresses.TAGS, site.tags)
        yield planned(addresses.TAGS, "tags.html", tags)
        publishers = lists.overview(self._imprint.say("publishers"), addresses.PUBLISHERS, site.publishers)
        yield planned(addresses.PUBLISHERS, "publishers.html", publishers)
        notices = lists.notices()
        if all(
            page.url != self._imprint.at(addresses.CORRECTIONS) for page in site.pages
        ):  # a site may have a page of its own
            yield planned(addresses.CORRECTIONS, "corrections.html", notices)
        yield planned(addresses.NOT_FOUND, "404.html", lists.not_found())
        yield from self._aliases()

    def last(self) -> Iterator[PlannedPage]:
        """The pages that only machines read."""
        yield from sitemaps(self._site, self._imprint)
        yield planned(addresses.NEWS_SITEMAP, "news-sitemap.xml", news_sitemap(self._site, self._imprint))
        yield robots_page(self._imprint)
        yield from trust_page(self._imprint)

    def _page(self, page: Page) -> PageView:
        imprint = self._imprint
        image = image_view(imprint, page.image, page.image_alt, page.image_credit, page.raster)
        own = image if is_shared(page.image, page.raster, imprint.config.images) else None
        shared, url = own or site_card(imprint) or image, imprint.absolute(page.url)
        head = HeadView(
            *(page.title, page.description, url, "website"),
            image=shared,
            languages=imprint.languages(page.url),
        )
        return PageView(head, page.title, Markup(imprint, {}).html(page.text), page.extra, image)

    def _aliases(self) -> Iterator[PlannedPage]:
        """A redirect page for every old address."""
        site = self._site
        owners: tuple[Listing | Page | Section, ...] = (*site.stories, *site.pages, *site.sections)
        for owner in owners:
            for alias in owner.aliases:
                versions = owner.versions if isinstance(owner, Listing) else ()
                for old, now in addresses.former(alias.address, owner.url, versions):
                    head = HeadView(owner.title, "", self._imprint.absolute(now), "website", index=False)
                    view = AliasView(head, self._imprint.href(now))
                    path, make = output_path(old), partial(same, view)
                    yield PlannedPage(
                        path, "alias.html", digest.of_value(view), make, owner.file, alias.place
                    )
