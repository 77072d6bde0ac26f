"""The edition: which stories and pages are out at a given moment.

Time is an input: the clock is read once, at the edge, and handed in. This room knows dates and
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final, Protocol

import msgspec

from dateline.dates import Moment

NEWS_AGE: Final = timedelta(days=2)
"""How long a story is news to Google's news sitemap, from its first publication on."""


class Scheduled(Protocol):
    """Anything that says when it is out: front matter, or an outline made from it."""

    @property
    def published(self) -> Moment | None:
        """When it comes out."""

    @property
    def expires(self) -> Moment | None:
        """When it is no longer out."""

    @property
    def draft(self) -> bool:
        """True while it is not to be shown."""


class Timed(Protocol):
    """Anything that has events on certain days."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def days(self) -> tuple[Moment, ...]:
        """The days, or times, of its events."""


class Edition(msgspec.Struct, frozen=True):
    """Which edition of the site is built: that of a moment, and whether what is not out then is shown too."""

    now: datetime
    """The moment to build for, with its offset."""
    zone: tzinfo
    """The time zone of the site, in which a day without a time begins."""
    drafts: bool = False
    future: bool = False
    expired: bool = False

    def follows(self, former: Edition, due: datetime | None) -> bool:
        """True when it shows the same as a `former` one, after which the site next changes at `due`."""
        asked = (self.zone, self.drafts, self.future, self.expired)
        if asked != (former.zone, former.drafts, former.future, former.expired):
            return False
        return former.now <= self.now and (due is None or self.now < due)

    def shows(self, header: Scheduled) -> bool:
        """True when what the header describes is out."""
        if header.draft and not self.drafts:
            return False
        if header.published and not self.future and header.published.instant(self.zone) > self.now:
            return False
        return self.expired or header.expires is None or header.expires.instant(self.zone) > self.now

    def is_news(self, published: Moment) -> bool:
        """True for what was first published in the last two days."""
        return _news_until(published, self.zone) > self.now

    def changes(self, header: Scheduled) -> tuple[datetime, ...]:
        """The moments after now at which what the header describes comes out or goes."""
        if header.draft and not self.drafts:
            return ()
        moments: list[datetime] = []
        if header.published and not self.future:
            moments.append(header.published.instant(self.zone))
        if header.expires and not self.expired:
            moments.append(header.expires.instant(self.zone))
        return tuple(moment for moment in moments if moment > self.now)


def local(instant: datetime, zone: tzinfo) -> datetime:
    """An instant by the newsroom's clock; as it is where the calendar ends before it."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant


def over(moment: Moment, zone: tzinfo) -> datetime:
    """When what happens at a moment is over: a day at its end, an instant at once."""
    if moment.time or moment.date == date.max:  # no calendar has the day after
        return moment.instant(zone)
    return datetime.combine(moment.date + timedelta(days=1), time.min, tzinfo=zone)


def _news_until(published: Moment, zone: tzinfo) -> datetime:
    """When a story is no news any more; at the end of the calendar, when it comes out."""
    instant = published.instant(zone)
    return instant if published.date > date.max - NEWS_AGE else instant + NEWS_AGE


def upcoming(stories: Iterable[Timed], edition: Edition) -> dict[str, datetime]:
    """When the next event of each story is over, by its id; what is over says nothing any more."""
    past = edition.now.toordinal() - 2  # by then it is over in every zone
    ends = {
        story.id: [
            end
            for day in story.days
            if day.date.toordinal() > past and (end := over(day, edition.zone)) > edition.now
        ]
        for story in stories
    }
    return {story: min(found) for story, found in ends.items() if found}


def next_change(
    edition: Edition,
    headers: Iterable[tuple[str, Scheduled]],
    news: Iterable[tuple[str, Moment]] = (),
    late: Iterable[tuple[str, datetime]] = (),
) -> tuple[datetime, str] | None:
    """When the site next changes by itself, in its zone, and the id of what changes; None if it never does.

    `news` are the ids of stories that are news, with their first publication, `late` those of which
    something lies ahead, with the moment until which that is told.
    """
    moments = [(at, name) for name, header in headers for at in edition.changes(header)]
    moments += [(_news_until(published, edition.zone), name) for name, published in news]
    moments += [(at, name) for name, at in late]
    at, name = min(moments, default=(None, ""))
    return (local(at, edition.zone), name) if at else None
