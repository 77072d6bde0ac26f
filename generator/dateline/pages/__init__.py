"""The plan: a pure list of everything that would be written, each page with its template and view.

Collisions are found here, `--dry-run` prints it, tests assert on it. This room renders nothing and
knows no theme beyond its options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from dateline import digest
from dateline.again import Again
from dateline.config import Config
from dateline.model import Listing, Site
from dateline.pages.desks import Desk
from dateline.pages.feeds import feed_page
from dateline.pages.frame import clashes, frame_of
from dateline.pages.hosts import host_files, site_policy
from dateline.pages.pictures import planned_pictures, shown_around
from dateline.pages.planned import (
    NO_VERSIONS,
    PlannedCard,
    PlannedData,
    PlannedFile,
    PlannedPage,
    PlannedPicture,
    PlannedVersions,
)
from dateline.pages.related import related, with_related
from dateline.pages.siteview import site_view, top_sections
from dateline.pages.topics import topic_pages
from dateline.pages.twinfiles import twin_output
from dateline.policy import STRICT, Policy
from dateline.problems import Problem
from dateline.storyviews import RelatedView, StoryView
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
    policy: Policy = STRICT
    """What the pages may load."""

    @property
    def readable(self) -> int:
        """How many pages there are for people: feeds, maps and the like are none."""
        return sum(page.path.endswith(".html") for page in self.pages)


def plan(
    site: Site,
    config: Config,
    options: dict[str, Any],
    desk: Desk,
    again: Again | None = None,
    words: Library = OWN,
    needs: Mapping[str, Iterable[str]] = MappingProxyType({}),
    versions: PlannedVersions = NO_VERSIONS,
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan for a site with these theme options, and the addresses that two things want.

    What shows nothing new is taken over from the last plan that was made with the same `again`. `needs` is
    what the theme's pages load beyond what all may, `versions` are the pages of stories as they stood.
    """
    again = again or Again()
    compiled = tuple(desk.compiled(story.id) for story in site.stories)
    frame = again.call(frame_of, site, config, words, tuple(known.card for known in compiled))
    beside = again.call(related, again, site.stories, tuple(known.card for known in compiled))
    rows = ((s.id, (s, known.view, beside[s.id])) for s, known in zip(site.stories, compiled, strict=True))
    stories = again.each("story pages", rows, partial(_story_page, desk))
    twin_rows = ((s.id, (s, known.twin)) for s, known in zip(site.stories, compiled, strict=True))
    topics = topic_pages(site, config, words, desk, again)
    feed = feed_page(site, config, words, desk)
    pages = (*frame.first, *stories, *topics, *versions.pages, *frame.middle, feed, *frame.last)
    policy = again.call(site_policy, config, needs)
    hosts = again.call(host_files, site, config, policy)
    view = again.call(site_view, top_sections(site), config, options, policy)
    data = (*again.each("twins", twin_rows, partial(_twin, desk)), *hosts)
    around = again.call(shown_around, site.pages, site.sections)
    held = (address for known in compiled for address in known.pictures)
    shown = tuple(dict.fromkeys((*around, *held, *versions.pictures)))
    pictures = again.call(planned_pictures, site.files, shown, config.images)
    drawn = dict.fromkeys(known.drawn for known in compiled if known.drawn)
    cards = tuple(PlannedCard(words.path, words) for words in drawn)
    more: list[PlannedPage | PlannedData] = [*topics, *versions.pages, *hosts]
    others = tuple((output.path, output.file) for output in more)
    made = Plan(view, pages, frame.files, data, pictures, cards, policy)
    return made, again.call(clashes, site, frame, others)


def _twin(desk: Desk, story: Listing, twin: str) -> PlannedData:
    """The twin of a story, which has this digest."""
    return twin_output(story, twin, desk.twin(story.id))


def _story_page(desk: Desk, story: Listing, view: str, beside: tuple[RelatedView, ...]) -> PlannedPage:
    """The page of a story whose own view has this digest, with the stories beside it."""
    path, make = output_path(story.url), partial(_beside, desk.maker(story.id), beside)
    key = digest.of_value(view, beside)
    return PlannedPage(path, "story.html", key, make, story.file, slug=story.slug, story=story.id)


def _beside(make: Callable[[], StoryView], beside: tuple[RelatedView, ...]) -> StoryView:
    return with_related(make(), beside)
