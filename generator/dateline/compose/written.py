"""A draft written as a story.md: what a page is compiled from, and what a writer goes on with.

The page of a folder without story.md is made from this very text, so that what `dateline draft` writes builds
into the same page. Every line stands in it word for word, so that reading it gives the line back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.compose.values import Draft, DraftedEvent, Line, Theme
from dateline.dates import DateError, FuzzyDate, Moment, display, parse_date
from dateline.yaml import texts

HEADING: Final = "## Timeline"
FEW: Final = 4
"""How many focus lines make a paragraph; more are a list."""
_MARKUP: Final = re.compile(r"[\\`*_\[\]<]|&(?=#?\w{1,31};)|~(?=~)")
_BLOCK: Final = re.compile(r"(?=[-+>#=|])|(\d{1,9})(?=[.)])")  # what a line must not begin with


def written(draft: Draft, published: Moment, sources: Sequence[str], more: Iterable[str] = ()) -> str:
    """The draft as the text of a story.md whose sources have the numbers of their order.

    `more` are further lines of front matter.
    """
    parts = head(draft.title, published, sources, more)
    if len(draft.summary) > FEW and all(line.declared for line in draft.summary):
        parts += [*(f"- {sentence(line)}" for line in draft.summary), ""]
    elif draft.summary:
        parts += [_paragraph(draft.summary), ""]
    for theme in draft.themes:
        parts += [f"## {headed(theme)}", "", _paragraph(theme.lines), ""]
    events = [event for event in draft.timeline if not _is_declared(event)]
    if events:
        parts += [HEADING, "", *map(entry, events), ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def headed(theme: Theme) -> str:
    """The heading of a theme as it is written, with its language where that is another."""
    lang = f" {{lang={theme.language}}}" if theme.language else ""
    return f"{escaped(theme.heading)}{lang}"


def head(title: str, published: Moment, sources: Sequence[str], more: Iterable[str] = ()) -> list[str]:
    """The lines of a draft's front matter, with its fences."""
    listed = ", ".join(texts.plain(key) for key in sources)
    return [
        "---",
        f"title: {texts.quoted(title)}",
        f"published: {published.iso}",
        f"sources: [{listed}]",
        "made_by: ai",
        *more,
        "---",
    ]


def _is_declared(event: DraftedEvent) -> bool:
    """Whether a source's file declares the event and no other source tells it: it is on the page anyway."""
    return all(line.declared and len(line.keys) == 1 for line in event.lines)


def entry(event: DraftedEvent) -> str:
    """An event as an entry of the timeline."""
    note = f" ({event.date.note})" if event.date.note else ""
    return f"- {dated(event.date)}{note}: {' '.join(map(sentence, event.lines))}"


def dated(date: FuzzyDate) -> str:
    """The date as a newsroom writes it, where that reads back the same; else as EDTF."""
    for words in (display(date, "en"), date.edtf):
        try:
            found = parse_date(words)
        except DateError:
            continue
        if (found.edtf, found.label or "") == (date.edtf, date.label or ""):
            return words
    return date.edtf


def sentence(line: Line) -> str:
    """The line with its citations: before its full stop, or behind what else closes it."""
    mark = f"[{'; '.join(f'@{key}' for key in line.keys)}]"
    words = escaped(line.text)
    if words.endswith(".") and not words.endswith(("..", "\\.")):
        return f"{words[:-1]} {mark}."
    return f"{words} {mark}"


def escaped(text: str) -> str:
    """The text on one line, so that Markdown reads its words as they are."""
    words = _MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _BLOCK.sub(lambda found: f"{found[1] or ''}\\", words, count=1) if _BLOCK.match(words) else words


def _paragraph(lines: Sequence[Line]) -> str:
    return " ".join(map(sentence, lines))
