"""The story page's view, and the card by which lists show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.dates import FuzzyDate, display, html_datetime, parse_date
from dateline.evidence.values import StoryEvidence
from dateline.files import addresses
from dateline.files.anchors import source_anchor, use_anchor
from dateline.model.draft import Outline
from dateline.model.headers import CorrectionEntry
from dateline.model.revisions import Change
from dateline.model.site import Conflict, Event, Listing, Source, Story, StorySection
from dateline.model.topics import Follow, Thread
from dateline.pages.chart import chart
from dateline.pages.imprint import Imprint
from dateline.pages.jsonld import news_article
from dateline.pages.markup import Markup
from dateline.pages.pace import Pace, pace_of
from dateline.pages.pictures import card_view, image_view, is_shared
from dateline.pages.twinfiles import forms_of
from dateline.pages.wordings import beginning, clipped, distinct_days, letters, publishers_of, speaker
from dateline.pictures.cards import CardWords
from dateline.pictures.imaging.lettering import can_show
from dateline.settings.config import Config
from dateline.settings.newsroom import Newsroom
from dateline.twins.twin import Twin
from dateline.views.pages import FeedLink, HeadView, ImageView, LinkView, StoryCard
from dateline.views.stories import (
    BackLinkView,
    ChangeView,
    ConflictView,
    CorrectionView,
    EventView,
    RevisionView,
    SaidView,
    SourceView,
    StorySectionView,
    StoryView,
    ThreadView,
)
from dateline.words.speech import exonym

if TYPE_CHECKING:
    from dateline.evidence.articles import Article
    from dateline.pages.passages import Passages


class StoryPages:
    """Makes the views of stories; `sections` has title and address by id, `tags` says how each is shown."""

    def __init__(
        self,
        imprint: Imprint,
        sections: Mapping[str, tuple[str, str]],
        tags: Mapping[str, str],
        threads: Mapping[str, Thread] = MappingProxyType({}),
    ) -> None:
        """`threads` has the place of each story that has one in a topic, by id."""
        self._imprint, self._tags, self._places, self._threads = imprint, tags, sections, threads
        self._sections = {
            section: LinkView(title, imprint.href(url)) for section, (title, url) in sections.items()
        }
        self._others: Mapping[str, StoryPages] = {}

    def beside(self, others: Mapping[str, StoryPages]) -> StoryPages:
        """Add what makes the pages of stories in other languages, by tag; returns itself."""
        self._others = others
        return self

    def of(self, story: str) -> StoryPages:
        """What makes the pages of the story with this id, in its language."""
        return self._others.get(addresses.language_of(story), self)

    @property
    def imprint(self) -> Imprint:
        """How this site writes addresses and days."""
        return self._imprint

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        return self._imprint.zone

    @property
    def newsroom(self) -> Newsroom:
        """The settings that hold for every story."""
        return self.config.newsroom

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self._imprint.config

    def surroundings(self, outline: Outline) -> tuple[object, ...]:
        """All that a story's page shows of the site around it and of its settings, as plain data."""
        section = self._sections.get(outline.path.rpartition("/")[0])
        return (
            section,
            *(self._tags.get(tag, tag) for tag in outline.tags),
            self._threads.get(outline.path),
            self._imprint.languages(outline.url),
            self._imprint.key,
        )

    def both(
        self, story: Story, evidence: StoryEvidence, articles: Mapping[str, Article]
    ) -> tuple[StoryView, Twin]:
        """The view of the story's page, and the story's twin; `articles` has its sources by key.

        Without the article of a source a link leads to the article itself, and not to the passage in it.
        """
        from dateline.pages.twinning import Twinning  # a build that compiles nothing has no use for it

        passages = self._passages(story, evidence, articles)
        twin = Twinning(story, evidence, passages, self._imprint).made(self._places.get(story.section))
        return self._view(story, evidence, passages), twin

    def plain(self, story: Story) -> StoryView:
        """The story's page without the passages behind its citations."""
        nothing = StoryEvidence()
        return self._view(story, nothing, self._passages(story, nothing, {}))

    def _passages(self, story: Story, evidence: StoryEvidence, articles: Mapping[str, Article]) -> Passages:
        from dateline.pages.passages import Passages  # as with the twin

        return Passages(self._imprint, story, evidence, articles)

    def _part(self, section: StorySection, markup: Markup) -> StorySectionView:
        language = self._imprint.foreign(section.language) if section.language else ""
        name = exonym(language, self._imprint.config.language) if language else ""
        return StorySectionView(section.title, section.anchor, markup.html(section.text), language, name)

    def _view(self, story: Story, evidence: StoryEvidence, passages: Passages) -> StoryView:
        imprint = self._imprint
        publishers = publishers_of(story)
        markup = Markup(imprint, publishers, passages=passages)
        pace = pace_of(story, imprint.config.language)
        return StoryView(
            head=self._head(story, pace),
            title=story.title,
            section=self._sections.get(story.section),
            published=imprint.day(story.published),
            updated=imprint.day(story.updated),
            articles=len(story.sources),
            words=pace.words,
            minutes=pace.minutes,
            authors=imprint.authors(story),
            tags=tuple(self._tag(tag) for tag in story.tags),
            summary=markup.html(story.summary),
            sections=tuple(self._part(section, markup) for section in story.sections),
            timeline=tuple(event_view(event, markup, imprint) for event in story.timeline),
            chart=chart(story.timeline, imprint),
            sources=tuple(self._source(source) for source in story.sources),
            corrections=tuple(map(self.notice, story.corrections)),
            made_by=story.made_by.value,
            reviewed_by=story.reviewed_by,
            label_ai=story.needs_label,
            compiled=story.compiled,
            withdrawn=story.is_withdrawn,
            image=self._image(story),
            extra=story.extra,
            conflicts=tuple(_conflict(conflict, publishers, markup) for conflict in story.conflicts),
            evidence=passages.views,
            counted=any(claim.voices for claim in evidence.claims),
            thread=self._thread(story),
            revisions=tuple(self._revisions(story)),
        )

    def card(self, story: Listing) -> StoryCard:
        """The story as lists show it."""
        return StoryCard(
            title=story.title,
            href=self._imprint.href(story.url),
            description=clipped(story.description),
            updated=self._imprint.day(story.updated),
            articles=story.articles,
            section=self._sections.get(story.section),
            corrected=story.corrected,
            withdrawn=story.withdrawn,
            publishers=story.publishers,
            image=image_view(self._imprint, story.image, story.image_alt, raster=story.raster),
        )

    def notice(self, notice: CorrectionEntry) -> CorrectionView:
        """A correction or its like."""
        return CorrectionView(notice.kind.value, self._imprint.day(notice.date), self._imprint.told(notice))

    def _revisions(self, story: Story) -> Iterator[RevisionView]:
        """The changes since the first publication, the newest first."""
        href, days = self._imprint.href, distinct_days((r.when for r in story.revisions), self._imprint)
        for revision, day in reversed(list(zip(story.revisions, days, strict=True))):
            changes = tuple(ChangeView(c.kind, tuple(self._names(c))) for c in revision.changes)
            page = href(addresses.version_url(story.url, revision.version)) if revision.version else ""
            yield RevisionView(day, changes, revision.note, page)

    def _names(self, change: Change) -> Iterator[str]:
        """What a change is about, as readers know it."""
        for name in change.names:
            if change.kind.startswith("sections"):
                yield self._imprint.say("quoted", words=name)
            elif change.kind.startswith("events"):
                yield display(parse_date(name), self._imprint.config.language)
            else:
                yield self._imprint.say(name) if change.kind.startswith("notices") else name

    def _head(self, story: Story, pace: Pace) -> HeadView:
        imprint = self._imprint
        section = self._sections.get(story.section)
        modified, image = imprint.stamp(story.changed), self._shared(story)
        return HeadView(
            title=imprint.headline(story.listing),
            description=clipped(story.description),
            canonical=imprint.absolute(story.url),
            languages=imprint.languages(story.url),
            kind="article",
            image=image,
            published=imprint.stamp(story.published),
            modified=modified,
            section=section.text if section else "",
            tags=story.tags,
            forms=tuple(
                FeedLink(story.title, imprint.href(story.url + form.file), form.type)
                for form in forms_of(story.listing, imprint.config.twins.formats, None)
            ),
            json_ld=news_article(story, imprint, modified, pace, self._threads.get(story.id), image),
        )

    def drawn(self, story: Story) -> CardWords | None:
        """What the social card says that is drawn for the story; None when none is."""
        images = self.config.images
        if not images.cards or is_shared(story.image, story.raster, images):
            return None
        listing, day = story.listing, self._imprint.day(story.updated).label
        words = CardWords(self._imprint.headline(listing), listing.publishers, self.config.title, day)
        return words if can_show(words) else None

    def _shared(self, story: Story) -> ImageView | None:
        """The picture by which the story is shown where it is shared: its own, or its card."""
        words = self.drawn(story)
        return card_view(self._imprint, words) if words else self._image(story)

    def _image(self, story: Story) -> ImageView | None:
        return image_view(self._imprint, story.image, story.image_alt, story.image_credit, story.raster)

    def _thread(self, story: Story) -> ThreadView | None:
        """The story's place in its topic."""
        thread = self._threads.get(story.id)
        if thread is None:
            return None
        return ThreadView(
            follows=self._named(thread.follows) if thread.follows else None,
            continued=tuple(map(self._named, thread.continued)),
            topic=self._named(thread.topic),
            stories=thread.stories,
        )

    def _named(self, story: Follow) -> LinkView:
        return LinkView(self._imprint.headline(story), self._imprint.href(story.url))

    def _tag(self, tag: str) -> LinkView:
        return LinkView(self._tags.get(tag, tag), self._imprint.href(addresses.tag_url(tag)))

    def _source(self, source: Source) -> SourceView:
        return SourceView(
            number=source.number,
            anchor=source_anchor(source.key),
            title=source.title,
            url=source.url,
            archive=source.archive,
            language=self._imprint.foreign(source.language),
            publisher=LinkView(
                source.publisher, self._imprint.href(addresses.publisher_url(source.publisher_id))
            ),
            published=self._imprint.day(source.published),
            author=source.author,
            agency=source.agency,
            focus=source.focus,
            focus_language=self._imprint.foreign(source.focus_language),
            backs=tuple(
                BackLinkView(f"#{use_anchor(source.key, use)}", letters(use))
                for use in range(1, source.uses + 1)
            ),
        )


def event_view(event: Event, markup: Markup, imprint: Imprint) -> EventView:
    """An entry of a timeline."""
    return EventView(
        anchor=event.anchor,
        label=beginning(display(event.date, imprint.config.language)),
        datetime=html_datetime(event.date) or "",
        edtf=event.date.edtf,
        note=event.note,
        html=markup.html(event.text),
        year=_year(event.date),
    )


def _conflict(conflict: Conflict, publishers: Mapping[str, str], markup: Markup) -> ConflictView:
    """Who says what; that each has a single source goes without saying."""
    says = (SaidView(speaker(text, publishers), markup.html(text, counted=False)) for text in conflict.says)
    return ConflictView(conflict.anchor, conflict.about, tuple(says))


def _year(date: FuzzyDate) -> str:
    """The year in which a date begins; where that is open, the one in which it ends."""
    known = date.latest if date.is_open_start and date.latest else date.earliest
    return f"{known.year}"
