"""The plan: a pure list of everything that would be written, each page with its template and view.

Collisions are found here, `--dry-run` prints it, tests assert on it. This room renders nothing and
knows no theme beyond its options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from dateline import addresses, digest
from dateline.again import Again
from dateline.cards import CardWords
from dateline.config import Config
from dateline.model import Listing, Site
from dateline.pages.desks import Desk
from dateline.pages.feeds import feed_pages
from dateline.pages.frame import clashes, frame_of
from dateline.pages.hosts import host_files, site_policy
from dateline.pages.imprint import Imprint
from dateline.pages.languages import crossing, in_language
from dateline.pages.pictures import planned_pictures, shown_around, site_words
from dateline.pages.planned import (
    NO_VERSIONS,
    PlannedCard,
    PlannedData,
    PlannedFile,
    PlannedIcon,
    PlannedPage,
    PlannedPicture,
    PlannedVersions,
    planned,
)
from dateline.pages.related import related, with_related
from dateline.pages.searching import NEEDS, PlannedSearch, planned_search, search_view
from dateline.pages.siteicons import manifest, own_icons, planned_icons
from dateline.pages.siteindex import listed, rows_of, site_data
from dateline.pages.siteview import site_view, top_sections
from dateline.pages.topics import topic_pages
from dateline.pages.twinfiles import twin_files
from dateline.policy import STRICT, Policy
from dateline.problems import Problem
from dateline.storyviews import RelatedView, StoryView
from dateline.translations import Versions
from dateline.urls import output_path
from dateline.views import SiteView
from dateline.words import OWN, Library

__all__ = [
    "Desk",
    "Plan",
    "PlannedCard",
    "PlannedData",
    "PlannedFile",
    "PlannedPage",
    "PlannedPicture",
    "plan",
]


@dataclass(frozen=True)
class Plan:
    """All that a build writes, apart from the theme's own files."""

    site: SiteView
    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]
    data: tuple[PlannedData, ...] = ()
    pictures: tuple[PlannedPicture, ...] = ()
    cards: tuple[PlannedCard, ...] = ()
    icons: tuple[PlannedIcon, ...] = ()
    policy: Policy = STRICT
    """What the pages may load."""
    others: Mapping[str, SiteView] = field(default_factory=dict)
    """The site as pages in its other languages see it, by tag."""
    search: PlannedSearch | None = None

    @property
    def readable(self) -> int:
        """How many pages there are for people: feeds, maps and the like are none."""
        return sum(page.path.endswith(".html") for page in self.pages)


class Part(NamedTuple):
    """What of a plan is in one language."""

    site: SiteView
    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]
    data: tuple[PlannedData, ...]
    card: CardWords | None
    """The site's own card in this language."""


def plan(
    site: Site,
    config: Config,
    options: dict[str, Any],
    desk: Desk,
    again: Again | None = None,
    words: Library = OWN,
    needs: Mapping[str, Iterable[str]] = MappingProxyType({}),
    versions: PlannedVersions = NO_VERSIONS,
    languages: Versions = MappingProxyType({}),
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan for a site with these theme options, and the addresses that two things want.

    What shows nothing new is taken over from the last plan that was made with the same `again`. `needs` is
    what the theme's pages load beyond what all may, `versions` are the pages of stories as they stood.
    """
    again = again or Again()
    policy = again.call(site_policy, config, needs)
    widest = policy.allowing(NEEDS) if config.search.enabled else policy  # each page says its own too
    hosts = again.call(host_files, site, config, widest)
    own = again.call(own_icons, site.files)
    asked = (config, options, desk, words, policy, languages, own)
    beyond: list[PlannedPage | PlannedData] = [*versions.pages, *hosts]
    whole, found = _in_language("", site, again, *asked, others=tuple((d.path, d.file) for d in beyond))
    pages, data, others, cards = (
        (*whole.pages, *versions.pages),
        (*whole.data, *hosts, *again.call(manifest, own, config)),
        {},
        [whole.card],
    )
    for tag in (tag for tag in site.languages if tag in config.languages):
        part, _ = _in_language(tag, site.languages[tag], again.below(tag), *asked)
        pages += in_language(part.pages, tag)
        data += part.data
        others[tag] = part.site
        cards.append(part.card)
    if others:
        paths = (*((page.path, page.file) for page in pages), *((one.path, one.file) for one in data))
        found = found or again.call(crossing, paths)
    spoken = (site, *site.languages.values())
    pages_shown = tuple(page for one in spoken for page in one.pages)
    around = again.call(shown_around, pages_shown, tuple(s for one in spoken for s in one.sections))
    listed = tuple(story for one in spoken for story in one.stories)
    known = [desk.compiled(story.id) for story in listed]
    held = (address for one in known for address in one.pictures)
    shown = tuple(dict.fromkeys((*around, *held, *versions.pictures)))
    pictures = again.call(planned_pictures, site.files, shown, config.images)
    drawn = dict.fromkeys((*cards, *(one.drawn for one in known)))
    drawings = tuple(PlannedCard(said.path, said) for said in drawn if said)
    search = planned_search(config, desk, {"": site, **site.languages})
    icons = planned_icons(own, config)
    return Plan(
        whole.site, pages, whole.files, data, pictures, drawings, icons, widest, others, search
    ), found


def _in_language(
    tag: str,
    site: Site,
    again: Again,
    config: Config,
    options: dict[str, Any],
    desk: Desk,
    words: Library,
    policy: Policy,
    languages: Versions,
    own: tuple[str, ...],
    others: tuple[tuple[str, str], ...] = (),
) -> tuple[Part, tuple[Problem, ...]]:
    """The plan for the site in one language, "" for its own, and the addresses that two things in it want.

    The site brings the icons in `own` itself. `others` are outputs that it has beside this: their paths, and
    the files that ask for them.
    """
    imprint = again.call(Imprint, config, words, tag, languages)
    ids = tuple(story.id for story in site.stories)
    compiled = tuple(map(desk.compiled, ids))
    cards = tuple(known.card for known in compiled)
    frame = again.call(frame_of, site, imprint, cards)
    beside = again.call(related, again, site.stories, cards)
    columns = site.stories, [known.view for known in compiled], map(beside.__getitem__, ids)
    stories = again.each("story pages", ids, columns, partial(_story_page, desk))
    topics = topic_pages(site, imprint, desk, again)
    searched = again.call(_search_page, imprint, policy)
    feeds = feed_pages(site, imprint, desk, again)
    pages = (*frame.first, *stories, *topics, *frame.middle, *searched, *feeds, *frame.last)
    view = again.call(site_view, top_sections(site), imprint, options, policy, own)
    data = _data(site, imprint, ids, desk, again)
    beyond = (*((page.path, page.file) for page in (*topics, *searched, *feeds)), *others)
    made = Part(view, pages, frame.files, data, again.call(site_words, imprint))
    return made, again.call(clashes, site, frame, imprint, beyond)


def _data(
    site: Site, imprint: Imprint, ids: tuple[str, ...], desk: Desk, again: Again
) -> tuple[PlannedData, ...]:
    """What is published for machines: the twins of stories, and what there is to know of the whole site."""
    ends = tuple(map(site.upcoming.get, ids))
    known = tuple(map(desk.compiled, ids))
    columns = site.stories, ends, [made.twin for made in known], [made.cited for made in known]
    files = again.each("twins", ids, columns, partial(_twin_files, desk), imprint)
    stories = again.each("index", ids, (site.stories, ends), listed, imprint)
    return (*chain.from_iterable(files), *again.call(site_data, stories, *rows_of(site), imprint))


def _twin_files(
    desk: Desk, story: Listing, upcoming: datetime | None, twin: str, cited: str, imprint: Imprint
) -> tuple[PlannedData, ...]:
    """The forms of a story whose twin, and list of sources, have these digests."""
    return twin_files(story, upcoming, desk.twin(story.id), (twin, cited), imprint)


def _search_page(imprint: Imprint, policy: Policy) -> tuple[PlannedPage, ...]:
    """The page to search on, on a site with search."""
    if not imprint.config.search.enabled:
        return ()
    return (planned(addresses.SEARCH, "search.html", search_view(imprint, policy)),)


def _story_page(desk: Desk, story: Listing, view: str, beside: tuple[RelatedView, ...]) -> PlannedPage:
    """The page of a story whose own view has this digest, with the stories beside it."""
    path, make = output_path(story.url), partial(_beside, desk.maker(story.id), beside)
    key = digest.of_value(view, beside)
    return PlannedPage(path, "story.html", key, make, story.file, slug=story.slug, story=story.id)


def _beside(make: Callable[[], StoryView], beside: tuple[RelatedView, ...]) -> StoryView:
    return with_related(make(), beside)
