"""The story page's view, the card by which lists show it, and its entry in a feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from html import escape
from typing import TYPE_CHECKING

from dateline import addresses
from dateline.anchors import source_anchor, use_anchor
from dateline.config import Config
from dateline.dates import FuzzyDate, display, html_datetime
from dateline.draft import Outline
from dateline.evidence.values import StoryEvidence
from dateline.feedviews import FeedEntryView
from dateline.headers import CorrectionEntry
from dateline.model import Conflict, Event, Listing, Source, Story, Text, claims
from dateline.pages.imprint import Imprint
from dateline.pages.jsonld import news_article
from dateline.pages.markup import Markup
from dateline.pages.words import say
from dateline.views import (
    BackLinkView,
    ConflictView,
    CorrectionView,
    EventView,
    HeadView,
    LinkView,
    SaidView,
    SourceView,
    StoryCard,
    StorySectionView,
    StoryView,
)

if TYPE_CHECKING:
    from dateline.evidence.articles import Article

DESCRIPTION = 300
"""The most characters that a description takes from a story's own words."""


class StoryPages:
    """Makes the views of stories; `sections` has title and address by id, `tags` says how each is shown."""

    def __init__(
        self, imprint: Imprint, sections: Mapping[str, tuple[str, str]], tags: Mapping[str, str]
    ) -> None:
        self._imprint, self._tags = imprint, tags
        self._sections = {
            section: LinkView(title, imprint.href(url)) for section, (title, url) in sections.items()
        }

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        return self._imprint.zone

    @property
    def config(self) -> Config:
        """The site's settings."""
        return self._imprint.config

    def surroundings(self, outline: Outline) -> tuple[object, ...]:
        """All that a story's page shows of the site around it and of its settings, as plain data."""
        section = self._sections.get(outline.path.rpartition("/")[0])
        return (section, *(self._tags.get(tag, tag) for tag in outline.tags), self._imprint.key)

    def view(
        self, story: Story, evidence: StoryEvidence, articles: Mapping[str, Article] | None = None
    ) -> StoryView:
        """The story's own page, with what stands behind its claims.

        `articles` has the sources' texts by key: without them a link leads to an article, not to its passage.
        """
        from dateline.pages.passages import Passages  # a build that compiles nothing has no use for it

        imprint = self._imprint
        passages = Passages(imprint, story, evidence, articles or {})
        publishers = _publishers(story)
        markup = Markup(imprint, publishers, passages=passages)
        return StoryView(
            head=self._head(story),
            title=story.title,
            section=self._sections.get(story.section),
            published=imprint.day(story.published),
            updated=imprint.day(story.updated),
            articles=len(story.sources),
            authors=imprint.authors(story),
            tags=tuple(self._tag(tag) for tag in story.tags),
            summary=markup.html(story.summary),
            sections=tuple(StorySectionView(s.title, s.anchor, markup.html(s.text)) for s in story.sections),
            timeline=tuple(self._event(event, markup) for event in story.timeline),
            sources=tuple(self._source(source) for source in story.sources),
            corrections=tuple(
                CorrectionView(c.kind.value, imprint.day(c.date), c.text) for c in story.corrections
            ),
            made_by=story.made_by.value,
            reviewed_by=story.reviewed_by,
            label_ai=story.needs_label,
            compiled=story.compiled,
            withdrawn=story.is_withdrawn,
            image=imprint.image(story.image, story.image_alt),
            extra=story.extra,
            conflicts=tuple(_conflict(conflict, publishers, markup) for conflict in story.conflicts),
            evidence=passages.views,
            counted=any(claim.voices for claim in evidence.claims),
        )

    def card(self, story: Listing) -> StoryCard:
        """The story as lists show it."""
        return StoryCard(
            title=story.title,
            href=self._imprint.href(story.url),
            description=_clipped(story.description),
            updated=self._imprint.day(story.updated),
            articles=story.articles,
            section=self._sections.get(story.section),
            corrected=story.corrected,
            withdrawn=story.withdrawn,
            publishers=story.publishers,
            image=self._imprint.image(story.image, story.image_alt),
        )

    def feed_entry(self, story: Story) -> FeedEntryView:
        """The whole briefing for a feed reader."""
        imprint = self._imprint
        url = imprint.absolute(story.url)
        return FeedEntryView(
            id=self._feed_id(story),
            title=story.title,
            url=url,
            published=imprint.stamp(story.published),
            updated=imprint.stamp(story.changed),
            authors=imprint.authors(story),
            tags=story.tags,
            summary=_clipped(story.description),
            html=_feed_html(story, imprint, Markup(imprint, {}, url)),
        )

    def _feed_id(self, story: Story) -> str:
        """A tag URI (RFC 4151) that stays when a moved story keeps its first address as an alias."""
        first = story.aliases[0].address if story.aliases else story.url
        return f"tag:{self._imprint.host},{story.published.date.isoformat()}:{first}"

    def _head(self, story: Story) -> HeadView:
        imprint = self._imprint
        section = self._sections.get(story.section)
        modified = imprint.stamp(story.changed)
        return HeadView(
            title=story.title,
            description=_clipped(story.description),
            canonical=imprint.absolute(story.url),
            kind="article",
            image=imprint.image(story.image, story.image_alt),
            published=imprint.stamp(story.published),
            modified=modified,
            section=section.text if section else "",
            tags=story.tags,
            json_ld=news_article(story, imprint, modified),
        )

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
            backs=tuple(
                BackLinkView(f"#{use_anchor(source.key, use)}", _letters(use))
                for use in range(1, source.uses + 1)
            ),
        )

    def _event(self, event: Event, markup: Markup) -> EventView:
        return EventView(
            anchor=event.anchor,
            label=_beginning(display(event.date, self._imprint.config.language)),
            datetime=html_datetime(event.date) or "",
            edtf=event.date.edtf,
            note=event.note,
            html=markup.html(event.text),
            year=_year(event.date),
        )


def _publishers(story: Story) -> dict[str, str]:
    """The publisher of each source, by its key."""
    return {source.key: source.publisher for source in story.sources}


def _conflict(conflict: Conflict, publishers: Mapping[str, str], markup: Markup) -> ConflictView:
    """Who says what; that each has a single source goes without saying."""
    says = (SaidView(_speaker(text, publishers), markup.html(text, counted=False)) for text in conflict.says)
    return ConflictView(conflict.anchor, conflict.about, tuple(says))


def _speaker(text: Text, publishers: Mapping[str, str]) -> str:
    """The publisher of the first source that a text cites; "" when it cites none."""
    cited = (publishers.get(citation.key, "") for claim in claims(text) for citation in claim.citations)
    return next(cited, "")


def _year(date: FuzzyDate) -> str:
    """The year in which a date begins; where that is open, the one in which it ends."""
    known = date.latest if date.is_open_start and date.latest else date.earliest
    return f"{known.year}"


def _beginning(label: str) -> str:
    """A date as it begins a line: “Since Jan 8, 2026”; “c. 1990” stays."""
    return label if label[1:2] == "." else label[:1].upper() + label[1:]


def _letters(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _clipped(text: str) -> str:
    """The text, cut at a word when it is long."""
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _feed_html(story: Story, imprint: Imprint, markup: Markup) -> str:
    """Label, notices, summary, sections, timeline and sources as plain HTML with absolute addresses."""
    parts = [f"<p><strong>{escape(_label(story))}</strong></p>"] if story.needs_label else []
    parts += (_feed_notice(notice, imprint) for notice in story.corrections)
    parts.append(markup.html(story.summary))
    parts += [f"<h2>{escape(s.title)}</h2>\n{markup.html(s.text)}" for s in story.sections]
    if story.conflicts:
        parts.append(f"<h2>{escape(say('conflicts'))}</h2>")
        parts += [_feed_conflict(conflict, _publishers(story), markup) for conflict in story.conflicts]
    if story.timeline:
        parts.append(_feed_list("timeline", "ul", _feed_events(story.timeline, imprint, markup)))
    if story.sources:
        parts.append(_feed_list("sources", "ol", _feed_sources(story.sources)))
    return "\n".join(part for part in parts if part)


def _label(story: Story) -> str:
    """Who made a briefing that no editor reviewed."""
    if not story.compiled:
        return say("ai_label")
    count = len(story.sources)
    return say("compiled_label", articles=say("one_article") if count == 1 else say("articles", number=count))


def _feed_list(title: str, tag: str, rows: Iterable[str]) -> str:
    """A list under the word for `title`."""
    return f"<h2>{escape(say(title))}</h2>\n<{tag}>{''.join(rows)}</{tag}>"


def _feed_notice(notice: CorrectionEntry, imprint: Imprint) -> str:
    """A correction, or its like, with its day."""
    kind, day = escape(say(notice.kind.value)), imprint.day(notice.date)
    dated = f'<time datetime="{day.datetime}">{escape(day.label)}</time>'
    return f"<p><strong>{kind}, {dated}:</strong> {escape(notice.text)}</p>"


def _feed_conflict(conflict: Conflict, publishers: Mapping[str, str], markup: Markup) -> str:
    """What sources disagree about, and what each says."""
    rows = (
        f"<li><strong>{escape(_speaker(text, publishers))}:</strong> {markup.html(text)}</li>"
        for text in conflict.says
    )
    return f"<p>{escape(conflict.about)}</p>\n<ul>{''.join(rows)}</ul>"


def _feed_events(events: Iterable[Event], imprint: Imprint, markup: Markup) -> Iterable[str]:
    for event in events:
        note = f" ({escape(event.note)})" if event.note else ""
        label = escape(_beginning(display(event.date, imprint.config.language)))
        yield f"<li><strong>{label}</strong>{note}: {markup.html(event.text)}</li>"


def _feed_sources(sources: Iterable[Source]) -> Iterable[str]:
    for source in sources:
        title = escape(source.title)
        linked = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        focus = f" – {escape(source.focus)}" if source.focus else ""
        yield f'<li value="{source.number}">{escape(source.publisher)}: {linked}{focus}</li>'
