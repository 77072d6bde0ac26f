"""The Markdown form of a twin: the whole briefing as text, its citations as the numbers of its sources.

CommonMark, with tables as GitHub's Markdown has them. What articles are called and where they stand is not
the newsroom's own word, so all text is escaped: nothing in a title becomes a link, a heading or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dateline.dates import display_day, parse_moment
from dateline.twins.prose import address, begun, escaped, inline, linked, prose
from dateline.twins.twin import Conflict, Event, Source, Twin


class Say(Protocol):
    """The words for a key, with values in their places."""

    def __call__(self, key: str, /, **values: object) -> str:
        """As plain text."""


def markdown(twin: Twin, say: Say) -> str:
    """The briefing: label, notices, summary, sections, disagreements, timeline, sources."""
    parts = [f"# {escaped(twin.title)}", *_notices(twin, say), " · ".join(_update_line(twin, say))]
    parts.append(prose(twin.summary.html, twin.url))
    for section in twin.sections:
        lang = f" {{lang={section.language}}}" if section.language else ""
        parts += [f"## {escaped(section.title)}{lang}", prose(section.html, twin.url)]
    if twin.conflicts:
        parts.append(f"## {escaped(say('conflicts'))}")
        parts += (_conflict(conflict, twin, say) for conflict in twin.conflicts)
    if twin.timeline:
        parts.append(f"## {escaped(say('timeline'))}")
        parts.append("\n".join(_event(event, twin, say) for event in twin.timeline))
    if twin.sources:
        parts.append(f"## {escaped(say('sources'))}")
        parts.append("\n".join(_source(source, twin.language, say) for source in twin.sources))
    return "\n\n".join(part for part in parts if part) + "\n"


def _notices(twin: Twin, say: Say) -> Iterator[str]:
    """The label and the notices, which stand before the text."""
    if twin.label:
        yield f"> **{escaped(twin.label)}**"
    for notice in twin.corrections:
        day = display_day(parse_moment(notice.date), twin.language)
        said = say("dated_notice", kind=say(notice.kind), date=day)
        yield f"> **{escaped(said)}** {escaped(notice.text)}"


def _update_line(twin: Twin, say: Say) -> Iterator[str]:
    day = display_day(parse_moment(twin.updated), twin.language)
    yield begun(escaped(say("updated", date=day)))
    if twin.sources:
        yield escaped(say("articles", number=len(twin.sources)))
    if twin.authors:
        yield escaped(", ".join(twin.authors))
    yield escaped(twin.publisher)
    yield address(twin.url)


def _conflict(conflict: Conflict, twin: Twin, say: Say) -> str:
    rows = (
        f"- **{escaped(said.publisher)}**{say('colon')}{inline(said.html, twin.url)}"
        for said in conflict.says
    )
    return f"{begun(escaped(conflict.about))}\n\n" + "\n".join(rows)


def _event(event: Event, twin: Twin, say: Say) -> str:
    note = f" ({escaped(event.note)})" if event.note else ""
    return f"- **{escaped(event.label)}**{note}{say('colon')}{inline(event.html, twin.url)}"


def _source(source: Source, language: str, say: Say) -> str:
    title = linked(source.title, source.url) if source.url else escaped(source.title)
    day = escaped(display_day(parse_moment(source.published), language))
    focus = f" – {escaped(source.focus)}" if source.focus else ""
    return f"{source.number}. {escaped(source.publisher)}{say('colon')}{title}, {day}{focus}"
