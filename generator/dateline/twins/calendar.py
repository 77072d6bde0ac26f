"""A calendar of what a timeline says is to come (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from unicodedata import category
from urllib.parse import urlsplit

from dateline import digest
from dateline.dates import Moment, parse_date
from dateline.twins.twin import Event, Twin

_LONGEST = 75
"""Bytes in a line, without its end."""


def calendar(twin: Twin, until: Callable[[Moment], datetime], since: datetime | None) -> str:
    """The events of a certain day or time that are over at `since` or later; `until` says when one is."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(twin.title)}",
    ]
    for event, moment, uid in _dated(twin):
        if since is None or until(moment) >= since:
            lines += _event(event, moment, uid, twin)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _dated(twin: Twin) -> Iterator[tuple[Event, Moment, str]]:
    """The events of a certain day or time, each with a name that it keeps when its words change."""
    host = urlsplit(twin.url).hostname or "localhost"
    story, seen = digest.short(twin.id, 16), Counter[str]()
    for event in twin.timeline:
        moment = parse_date(event.date).moment
        if moment is not None:
            seen[event.date] += 1
            day = "".join(filter(str.isalnum, event.date))
            yield event, moment, f"{story}-{day}-{seen[event.date]}@{host}"


def _event(event: Event, moment: Moment, uid: str, twin: Twin) -> Iterator[str]:
    changed = _utc(datetime.fromisoformat(twin.changed))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    if moment.time:
        yield f"DTSTART:{_utc(moment.time)}"
    else:
        yield f"DTSTART;VALUE=DATE:{moment.date:%Y%m%d}"
        if moment.date < date.max:  # without it, an event takes its day
            yield f"DTEND;VALUE=DATE:{moment.date + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.text)}"
    yield f"DESCRIPTION:{_text(' – '.join(filter(None, (event.note, twin.title))))}"
    yield f"URL:{twin.url}#{event.anchor}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _utc(time: datetime) -> str:
    """The time in UTC; as near as the calendar comes to it on its last day."""
    try:
        return f"{time.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    except OverflowError:
        return f"{datetime.max.replace(tzinfo=UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text as a value: on one line, its commas, semicolons and backslashes escaped."""
    # Joiners and direction marks stay: scripts need them, and str.isprintable() says no to them.
    plain = " ".join("".join(" " if category(char) == "Cc" else char for char in text).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces that are short enough, none of them cut inside a character."""
    if len(line.encode()) <= _LONGEST:
        yield line
        return
    start, size = 0, 0
    for at, char in enumerate(line):
        width = len(char.encode())
        if size + width > _LONGEST:
            yield f"{' ' if start else ''}{line[start:at]}"
            start, size = at, 1
        size += width
    yield f"{' ' if start else ''}{line[start:]}"
