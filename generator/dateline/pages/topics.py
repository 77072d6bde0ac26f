"""Topics: the joint timeline of stories that continue one another.

The events of all of them go through the merging by which one story's timeline is made, the stories in the
order in which they continue each other. Each event says which stories tell it; its citations lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from dateline import digest, timeline
from dateline.again import Again
from dateline.files.anchors import Anchors
from dateline.model.linked import claims
from dateline.model.site import Event, Listing, Site, Story
from dateline.model.topics import Topic
from dateline.pages.chart import chart
from dateline.pages.desks import Desk
from dateline.pages.imprint import Imprint
from dateline.pages.jsonld import series
from dateline.pages.markup import Markup
from dateline.pages.pictures import site_card
from dateline.pages.planned import PlannedPage
from dateline.pages.story import event_view
from dateline.pages.wordings import publishers_of
from dateline.urls import output_path
from dateline.views.pages import HeadView, LinkView, StoryCard
from dateline.views.stories import TopicEventView, TopicView

TEMPLATE = "topic.html"


def topic_pages(site: Site, imprint: Imprint, desk: Desk, again: Again) -> tuple[PlannedPage, ...]:
    """The page of every topic; its view is made when the page is rendered."""
    listings: Mapping[str, Listing] = {}
    if site.topics:
        listings = {story.id: story for story in site.stories}
    topics = [topic for topic in site.topics if all(story in listings for story in topic.stories)]
    shown = [_shown(topic, desk) for topic in topics]
    columns = topics, [views for views, _ in shown], [cards for _, cards in shown]
    return again.each("topics", [topic.url for topic in topics], columns, partial(_topic_page, desk), imprint)


def _shown(topic: Topic, desk: Desk) -> tuple[tuple[str, ...], tuple[StoryCard, ...]]:
    """The digests of the views of its stories' own pages, and their cards."""
    known = [desk.compiled(story) for story in topic.stories]
    return tuple(compiled.view for compiled in known), tuple(compiled.card for compiled in known)


def _topic_page(
    desk: Desk,
    topic: Topic,
    views: tuple[str, ...],
    cards: tuple[StoryCard, ...],
    imprint: Imprint,
) -> PlannedPage:
    """The page of a topic whose stories' own pages have views with these digests."""
    key = digest.of_value(topic.url, views, cards, imprint.key, imprint.languages(topic.url))
    make = partial(_topic_view, topic, cards, imprint, desk)
    return PlannedPage(output_path(topic.url), TEMPLATE, key, make, topic.file)


def _topic_view(topic: Topic, cards: tuple[StoryCard, ...], imprint: Imprint, desk: Desk) -> TopicView:
    stories = [desk.story(story) for story in topic.stories]
    about = imprint.say("topic_about", title=topic.title)
    head = HeadView(
        imprint.say("topic_title", title=topic.title),
        about,
        imprint.absolute(topic.url),
        "website",
        image=site_card(imprint),
        languages=imprint.languages(topic.url),
        json_ld=series(topic.title, about, topic.url, stories, imprint),
    )
    joint = tuple(joint_timeline(stories, imprint))
    drawing = chart([event for event, _ in joint], imprint)
    return TopicView(head, topic.title, cards, tuple(view for _, view in joint), drawing)


def joint_timeline(stories: Sequence[Story], imprint: Imprint) -> Iterator[tuple[Event, TopicEventView]]:
    """The events of the stories in one order, one that several tell only once, each with what is shown.

    A withdrawn story no longer stands as reported: its events are left out.
    """
    standing = [story for story in stories if not story.is_withdrawn]
    markups = [Markup(imprint, publishers_of(story), imprint.href(story.url)) for story in standing]
    anchors = Anchors()
    for group in timeline.merge(list(_items(standing))):
        told = [(standing[item.rank], standing[item.rank].timeline[item.index]) for item in group]
        first = told[0][1]
        event = msgspec.structs.replace(first, anchor=anchors.event(first.date.edtf, _words(first)))
        view = event_view(event, markups[group[0].rank], imprint)
        links = tuple(_told(story, told_there, imprint) for story, told_there in told)
        yield event, TopicEventView(**msgspec.structs.asdict(view), stories=links)


def _items(stories: Iterable[Story]) -> Iterator[timeline.Item]:
    for rank, story in enumerate(stories):
        for index, event in enumerate(story.timeline):
            yield timeline.Item(event.date, _words(event), rank, index)


def _words(event: Event) -> str:
    return " ".join(claim.text for claim in claims(event.text))


def _told(story: Story, event: Event, imprint: Imprint) -> LinkView:
    """Where a story tells an event."""
    return LinkView(story.title, f"{imprint.href(story.url)}#{event.anchor}")
