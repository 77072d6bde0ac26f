"""The outputs of a single story: its page, those of its earlier versions, and its forms for machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Final

from dateline import digest
from dateline.files.addresses import language_of, version_url
from dateline.model.draft import Outline
from dateline.model.site import Listing
from dateline.pages.desks import Makers
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.pages.related import Beside, with_related
from dateline.pages.twinfiles import twin_files
from dateline.pages.versions import KeptVersion
from dateline.urls import output_path
from dateline.views.stories import StoryView

STORY: Final = "story.html"
"""The template of stories."""
VERSION: Final = "version.html"
"""The template of earlier versions of stories."""


def story_page(desk: Makers, story: Listing, view: str, beside: Beside) -> PlannedPage:
    """The page of a story; `view` is the digest of its view, `beside` are the related stories shown."""
    path, make = output_path(story.url), partial(view_beside, desk.maker(story.id), beside)
    key = digest.of_value(view, beside.digest)
    return PlannedPage(path, STORY, key, make, story.file, slug=story.slug, story=story.id)


def version_pages(
    outline: Outline,
    listing: Listing,
    kept: Mapping[str, KeptVersion],
    maker: Callable[[str, str], Callable[[], StoryView]],
) -> tuple[PlannedPage, ...]:
    """The pages of a story's versions, of which `kept` has those that the `listing` names, by id.

    `maker` gives what makes the view of a version, by its id and the digest of its view.
    """
    language = language_of(outline.path)
    return tuple(
        PlannedPage(
            output_path(version_url(listing.url, version)),
            VERSION,
            kept[version].view,
            maker(version, kept[version].view),
            outline.file,
            language=language,
        )
        for version in listing.versions
    )


def placed(stories: tuple[Listing, ...]) -> tuple[tuple[str, str], ...]:
    """The id of each story with the path of its page."""
    return tuple((story.id, output_path(story.url)) for story in stories)


def story_forms(
    desk: Makers, story: Listing, upcoming: datetime | None, twin: str, cited: str, imprint: Imprint
) -> tuple[PlannedData, ...]:
    """The forms of a story for machines; `twin` and `cited` are digests, of its twin and its list of sources.

    `upcoming` is the end of its next event.
    """
    return twin_files(story, upcoming, desk.twin(story.id), (twin, cited), imprint)


def view_beside(make: Callable[[], StoryView], beside: Beside) -> StoryView:
    """The view of a story's page with the related stories that are shown beside it."""
    return with_related(make(), beside.make())
