"""The plan: a pure list of everything that would be written, each page with its template and view.

Collisions are found here, `--dry-run` prints it, tests assert on it. This room renders nothing and
knows no theme beyond its options.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import msgspec

from dateline import addresses, digest, rules
from dateline.config import Config
from dateline.feedviews import FeedEntryView, FeedView, LocationView, RobotsView, SitemapView
from dateline.model import Listing, Page, Site
from dateline.pages.compiled import Compiled
from dateline.pages.imprint import Imprint
from dateline.pages.lists import ListPages
from dateline.pages.markup import Markup
from dateline.pages.words import say
from dateline.problems import Place, Problem
from dateline.urls import output_path
from dateline.views import AliasView, HeadView, LinkView, PageView, SiteView, StoryView, View

NEVER = "1970-01-01T00:00:00+00:00"
"""The `updated` of a feed without entries, which Atom requires."""


@dataclass(frozen=True)
class PlannedPage:
    """A page to render: its output path, the template, the view, and the file that asked for it.

    `alias` is where that file names the address, when the page is a redirect; `slug` is where it names the
    last part of its own.
    """

    path: str
    template: str
    digest: str
    """Of the view, which need not be made to know it."""
    view: Callable[[], View]
    file: str = ""
    alias: Place | None = None
    slug: Place | None = None
    story: str = ""
    """The id of the story whose own page this is."""


class PlannedFile(msgspec.Struct, frozen=True):
    """A file to copy as it is: its output path, the file, and the digest of its bytes."""

    path: str
    file: str
    digest: str


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

    def view(self, story: str) -> StoryView:
        """A story's page."""

    def feed_entry(self, story: str) -> FeedEntryView:
        """A story in a feed."""


def plan(site: Site, config: Config, options: dict[str, Any], desk: Desk) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan for a site with these theme options, and the addresses that two things want."""
    planner = _Planner(site, Imprint(config), desk)
    pages = tuple(planner.pages())
    files = tuple(PlannedFile(output_path(file.url), file.file, file.digest) for file in site.files)
    return Plan(planner.site_view(options), pages, files), tuple(_collisions(pages, files))


class _Planner:
    """Plans the pages of one site."""

    def __init__(self, site: Site, imprint: Imprint, desk: Desk) -> None:
        self._site, self._imprint, self._desk = site, imprint, desk
        self._lists = ListPages(site, imprint, {s.id: desk.compiled(s.id).card for s in site.stories})

    def pages(self) -> Iterator[PlannedPage]:
        """Every page, in a fixed order."""
        site, lists = self._site, self._lists
        yield _planned(addresses.HOME, "home.html", lists.home())
        for story in site.stories:
            make = partial(self._desk.view, story.id)
            compiled = self._desk.compiled(story.id)
            path = output_path(story.url)
            yield PlannedPage(
                path, "story.html", compiled.view, make, story.file, slug=story.slug, story=story.id
            )
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
        yield PlannedPage(output_path(addresses.FEED), "feed.xml", self._feed_digest(), self._feed)
        yield _planned(addresses.SITEMAP, "sitemap.xml", self._sitemap())
        yield _planned(addresses.ROBOTS, "robots.txt", RobotsView(self._imprint.absolute(addresses.SITEMAP)))

    def site_view(self, options: dict[str, Any]) -> SiteView:
        """What every page knows of the site."""
        config, href = self._imprint.config, self._imprint.href
        top = [section for section in self._site.sections if section.parent is None]
        return SiteView(
            title=config.title,
            description=config.description,
            language=config.language,
            home=href(addresses.HOME),
            feed=href(addresses.FEED),
            archive=href(addresses.ARCHIVE),
            tags=href(addresses.TAGS),
            publishers=href(addresses.PUBLISHERS),
            sections=tuple(LinkView(section.title, href(section.url)) for section in top),
            menu=tuple(LinkView(item.name, self._menu_href(item.url)) for item in config.menu),
            options=options,
        )

    def _menu_href(self, url: str) -> str:
        return self._imprint.href(url) if url.startswith("/") and not url.startswith("//") else url

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

    def _in_feed(self) -> tuple[Listing, ...]:
        return self._site.stories[: self._imprint.config.build.feed_stories]

    def _feed_digest(self) -> str:
        """The digest of all that the feed is made from: its entries show what the pages show."""
        stories = [
            (self._desk.compiled(story.id).view, [alias.address for alias in story.aliases])
            for story in self._in_feed()
        ]
        return digest.of_value(stories, self._imprint.key, self._imprint.config.description)

    def _feed(self) -> FeedView:
        config, stories = self._imprint.config, self._in_feed()
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


def _planned(url: str, template: str, view: View, file: str = "", slug: Place | None = None) -> PlannedPage:
    key, make = digest.of_value(view), partial(_same, view)
    return PlannedPage(output_path(url), template, key, make, file, slug=slug)


def _same(view: View) -> View:
    return view


_Output = PlannedPage | PlannedFile


def _collisions(pages: Iterable[PlannedPage], files: Iterable[PlannedFile]) -> Iterator[Problem]:
    """Outputs that want one path, also on file systems that fold case, or a path below a file."""
    taken: dict[str, _Output] = {}
    outputs: list[_Output] = [*pages, *files]
    for output in outputs:
        folded = unicodedata.normalize("NFC", output.path).casefold()
        if folded in taken:
            yield _collision(output, taken[folded], output.path)
        taken.setdefault(folded, output)
    for output in outputs:
        parent = unicodedata.normalize("NFC", output.path).casefold()
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            if parent in taken:
                yield _collision(output, taken[parent], parent)


def _collision(one: _Output, other: _Output, path: str) -> Problem:
    """The problem of two outputs at one path, placed where a writer can do something about it."""
    mine, theirs = (one, other) if one.file else (other, one)
    if _slug(theirs) and not _slug(mine) and not _alias(mine):
        mine, theirs = theirs, mine
    address = "/" + path.removesuffix("index.html")
    alias = _alias(mine)
    message = f"the {'alias' if alias else 'address'} {address} is taken by {_owner(theirs)}"
    hint = "rename one of them, or give one a `slug`"
    if alias:
        hint = "take the alias away"
    elif _slug(mine):
        hint = "choose another `slug`"
    elif isinstance(mine, PlannedFile) or not theirs.file:
        hint = "rename it"
    place = alias or _slug(mine) or Place(mine.file or "site.toml")
    return rules.problem("address-taken", place, message, hint)


def _alias(output: _Output) -> Place | None:
    return output.alias if isinstance(output, PlannedPage) else None


def _slug(output: _Output) -> Place | None:
    return output.slug if isinstance(output, PlannedPage) else None


def _owner(output: _Output) -> str:
    """Who wants an output, in words."""
    owner = output.file or "a page that Dateline makes itself"
    return f"an alias of {owner}" if _alias(output) else owner
