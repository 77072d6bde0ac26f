"""A story's entry in a feed, from its twin: the whole briefing as plain HTML, with absolute addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from dateline.dates import parse_moment
from dateline.pages.imprint import Imprint
from dateline.twins.twin import Conflict, Correction, Event, Picture, Section, Source, Twin
from dateline.views.feeds import (
    FeedClaim,
    FeedData,
    FeedEntryView,
    FeedEvent,
    FeedNotice,
    FeedPictureView,
    FeedSource,
)


def feed_entry(twin: Twin, imprint: Imprint) -> FeedEntryView:
    """The whole briefing for a feed reader."""
    return FeedEntryView(
        id=twin.id,
        title=imprint.headline(twin),
        url=twin.url,
        published=twin.published,
        updated=twin.changed,
        authors=twin.authors,
        tags=twin.tags,
        summary=twin.description,
        html=_feed_html(twin, imprint),
        published_rfc822=format_datetime(datetime.fromisoformat(twin.published)),
        language=twin.language,
        image=_picture(twin.image) if twin.image else None,
        data=_data(twin, imprint),
    )


def _data(twin: Twin, imprint: Imprint) -> FeedData:
    """Sources, citations and timeline as data; what is known of passages is in the twin alone."""
    numbers = {c.anchor: tuple(dict.fromkeys(mark.number for mark in c.citations)) for c in twin.claims}
    return FeedData(
        version=twin.version,
        twin=f"{twin.url}index.json" if "json" in imprint.config.twins.formats else "",
        made_by=twin.made_by,
        reviewed_by=twin.reviewed_by,
        compiled=twin.compiled,
        withdrawn=twin.withdrawn,
        corrections=tuple(FeedNotice(one.kind, one.date, one.text) for one in twin.corrections),
        sources=tuple(
            FeedSource(s.number, s.title, s.publisher, s.url, s.published, s.focus, _at(twin, s.anchor))
            for s in twin.sources
        ),
        claims=tuple(
            FeedClaim(_at(twin, claim.anchor), claim.text, numbers[claim.anchor], claim.unsourced)
            for claim in twin.claims
        ),
        timeline=tuple(_event_data(twin, event, numbers) for event in twin.timeline),
    )


def _event_data(twin: Twin, event: Event, numbers: Mapping[str, tuple[int, ...]]) -> FeedEvent:
    cited = dict.fromkeys(number for claim in event.claims for number in numbers[claim])
    return FeedEvent(_at(twin, event.anchor), event.date, event.label, event.note, event.text, tuple(cited))


def _picture(picture: Picture) -> FeedPictureView:
    return FeedPictureView(
        picture.url, picture.type, picture.alt, picture.credit, picture.width, picture.height
    )


def _at(twin: Twin, anchor: str) -> str:
    """The address of an element of the story's page."""
    return f"{twin.url}#{quote(anchor)}"


def _feed_html(twin: Twin, imprint: Imprint) -> str:
    """Label, notices, summary, sections, timeline and sources as plain HTML with absolute addresses."""
    parts = [f"<p><strong>{escape(twin.label)}</strong></p>"] if twin.label else []
    parts += (_feed_notice(notice, imprint) for notice in twin.corrections)
    parts.append(twin.summary.html)
    parts += map(_feed_section, twin.sections)
    if twin.conflicts:
        parts.append(f"<h2>{escape(imprint.say('conflicts'))}</h2>")
        parts += (_feed_conflict(conflict, imprint) for conflict in twin.conflicts)
    if twin.timeline:
        rows = (_feed_event(event, imprint) for event in twin.timeline)
        parts.append(_feed_list(imprint.say("timeline"), "ul", rows))
    if twin.sources:
        parts.append(_feed_list(imprint.say("sources"), "ol", _feed_sources(twin.sources, imprint)))
    return "\n".join(part for part in parts if part)


def _feed_section(section: Section) -> str:
    """A section with its heading; one in another language says so."""
    html = f"<h2>{escape(section.title)}</h2>\n{section.html}"
    return f'<div lang="{section.language}" dir="auto">{html}</div>' if section.language else html


def _feed_list(title: str, tag: str, rows: Iterable[str]) -> str:
    """A list under a title."""
    return f"<h2>{escape(title)}</h2>\n<{tag}>{''.join(rows)}</{tag}>"


def _feed_notice(notice: Correction, imprint: Imprint) -> str:
    """A correction, or its like, with its day."""
    day, kind = imprint.day(parse_moment(notice.date)), imprint.say(notice.kind)
    said = escape(imprint.say("dated_notice", kind=kind, date="\0"))
    said = said.replace("\0", f'<time datetime="{day.datetime}">{escape(day.label)}</time>')
    return f"<p><strong>{said}</strong> {escape(notice.text)}</p>"


def _feed_conflict(conflict: Conflict, imprint: Imprint) -> str:
    """What sources disagree about, and what each says."""
    colon = escape(imprint.say("colon"))
    rows = (f"<li><strong>{escape(said.publisher)}</strong>{colon}{said.html}</li>" for said in conflict.says)
    return f"<p>{escape(conflict.about)}</p>\n<ul>{''.join(rows)}</ul>"


def _feed_event(event: Event, imprint: Imprint) -> str:
    note = f" ({escape(event.note)})" if event.note else ""
    return f"<li><strong>{escape(event.label)}</strong>{note}{escape(imprint.say('colon'))}{event.html}</li>"


def _feed_sources(sources: Iterable[Source], imprint: Imprint) -> Iterable[str]:
    colon = escape(imprint.say("colon"))
    for source in sources:
        title = escape(source.title)
        linked = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        focus = f" – {escape(source.focus)}" if source.focus else ""
        yield f'<li value="{source.number}">{escape(source.publisher)}{colon}{linked}{focus}</li>'
