"""A story's entry in a feed: the whole briefing as plain HTML, with absolute addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from dateline.dates import display
from dateline.feedviews import FeedEntryView
from dateline.headers import CorrectionEntry
from dateline.model import Conflict, Event, Source, Story
from dateline.pages.imprint import Imprint
from dateline.pages.markup import Markup
from dateline.pages.wordings import beginning, clipped, publishers_of, speaker


def feed_entry(story: Story, imprint: Imprint) -> FeedEntryView:
    """The whole briefing for a feed reader."""
    url = imprint.absolute(story.url)
    return FeedEntryView(
        id=_feed_id(story, imprint),
        title=story.title,
        url=url,
        published=imprint.stamp(story.published),
        updated=imprint.stamp(story.changed),
        authors=imprint.authors(story),
        tags=story.tags,
        summary=clipped(story.description),
        html=_feed_html(story, imprint, Markup(imprint, {}, url)),
    )


def _feed_id(story: Story, imprint: Imprint) -> str:
    """A tag URI (RFC 4151) that stays when a moved story keeps its first address as an alias."""
    first = story.aliases[0].address if story.aliases else story.url
    return f"tag:{imprint.host},{story.published.date.isoformat()}:{first}"


def _feed_html(story: Story, imprint: Imprint, markup: Markup) -> str:
    """Label, notices, summary, sections, timeline and sources as plain HTML with absolute addresses."""
    parts = [f"<p><strong>{escape(_label(story, imprint))}</strong></p>"] if story.needs_label else []
    parts += (_feed_notice(notice, imprint) for notice in story.corrections)
    parts.append(markup.html(story.summary))
    parts += [f"<h2>{escape(s.title)}</h2>\n{markup.html(s.text)}" for s in story.sections]
    if story.conflicts:
        parts.append(f"<h2>{escape(imprint.say('conflicts'))}</h2>")
        parts += [_feed_conflict(conflict, publishers_of(story), markup) for conflict in story.conflicts]
    if story.timeline:
        parts.append(_feed_list(imprint.say("timeline"), "ul", _feed_events(story.timeline, imprint, markup)))
    if story.sources:
        parts.append(_feed_list(imprint.say("sources"), "ol", _feed_sources(story.sources, imprint)))
    return "\n".join(part for part in parts if part)


def _label(story: Story, imprint: Imprint) -> str:
    """Who made a briefing that no editor reviewed."""
    if not story.compiled:
        return imprint.say("ai_label")
    return imprint.say("compiled_label", number=len(story.sources))


def _feed_list(title: str, tag: str, rows: Iterable[str]) -> str:
    """A list under a title."""
    return f"<h2>{escape(title)}</h2>\n<{tag}>{''.join(rows)}</{tag}>"


def _feed_notice(notice: CorrectionEntry, imprint: Imprint) -> str:
    """A correction, or its like, with its day."""
    day, kind = imprint.day(notice.date), imprint.say(notice.kind.value)
    said = escape(imprint.say("dated_notice", kind=kind, date="\0"))
    said = said.replace("\0", f'<time datetime="{day.datetime}">{escape(day.label)}</time>')
    return f"<p><strong>{said}</strong> {escape(notice.text)}</p>"


def _feed_conflict(conflict: Conflict, publishers: Mapping[str, str], markup: Markup) -> str:
    """What sources disagree about, and what each says."""
    rows = (
        f"<li><strong>{escape(speaker(text, publishers))}:</strong> {markup.html(text)}</li>"
        for text in conflict.says
    )
    return f"<p>{escape(conflict.about)}</p>\n<ul>{''.join(rows)}</ul>"


def _feed_events(events: Iterable[Event], imprint: Imprint, markup: Markup) -> Iterable[str]:
    for event in events:
        note = f" ({escape(event.note)})" if event.note else ""
        label = escape(beginning(display(event.date, imprint.config.language)))
        yield f"<li><strong>{label}</strong>{note}: {markup.html(event.text)}</li>"


def _feed_sources(sources: Iterable[Source], imprint: Imprint) -> Iterable[str]:
    colon = escape(imprint.say("colon"))
    for source in sources:
        title = escape(source.title)
        linked = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        focus = f" – {escape(source.focus)}" if source.focus else ""
        yield f'<li value="{source.number}">{escape(source.publisher)}{colon}{linked}{focus}</li>'
