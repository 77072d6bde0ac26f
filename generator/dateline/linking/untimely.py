"""Untimely: what of a site is dated after the moment that it is built for, though it is out.

An article, a notice or a note on a change that lies ahead is a slip of the pen, and feeds, maps and lists
believe it: the story stays on top until that day. A story that is scheduled itself is none of these. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

import msgspec

from dateline.dates import Moment
from dateline.files.addresses import language_of
from dateline.linking.edition import Edition
from dateline.model.draft import Outline
from dateline.model.site import Listing

_EASTERNMOST: Final = timezone(timedelta(hours=14))


class What(StrEnum):
    """What lies ahead."""

    ARTICLE = "article"
    """The newest of the story's articles."""
    WAITING = "waiting"
    """The oldest article of a story without a story.md, which is out on that day."""
    NOTICE = "notice"
    CHANGE = "change"
    """The last of the writer's notes on changes."""


class Untimely(msgspec.Struct, frozen=True):
    """Something that lies ahead: in which story, its date, and when it will be there."""

    story: str
    what: What
    moment: Moment
    until: datetime


def untimely(
    stories: Iterable[Listing], outlines: Iterable[Outline], edition: Edition
) -> tuple[Untimely, ...]:
    """What lies ahead in the stories that are out, and in those that only their articles keep from it."""
    return (*_in_stories(stories, edition), *_waiting(outlines, edition))


def _in_stories(stories: Iterable[Listing], edition: Edition) -> Iterator[Untimely]:
    today = edition.now.date() - timedelta(days=1)  # by any clock
    for story in stories:
        if story.changed.date < today and story.updated.date < today:
            continue
        if story.published.instant(edition.zone) > edition.now:
            continue
        if not language_of(story.id) and (until := _begun(story.updated)) > edition.now:
            yield Untimely(story.id, What.ARTICLE, story.updated, until)
        for notice in story.notices:
            if notice.text and (until := notice.date.instant(edition.zone)) > edition.now:
                yield Untimely(story.id, What.NOTICE, notice.date, until)
        told = {story.updated, *(notice.date for notice in story.notices)}
        if story.changed not in told and (until := story.changed.instant(edition.zone)) > edition.now:
            yield Untimely(story.id, What.CHANGE, story.changed, until)


def _waiting(outlines: Iterable[Outline], edition: Edition) -> Iterator[Untimely]:
    for outline in outlines:
        if outline.is_whole and not outline.has_briefing and not edition.shows(outline):
            until = outline.published.instant(edition.zone)
            yield Untimely(outline.path, What.WAITING, outline.published, until)


def _begun(moment: Moment) -> datetime:
    """When an article's moment is there: of a day, when it begins in the first of all time zones."""
    return moment.instant(_EASTERNMOST)
