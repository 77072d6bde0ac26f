"""What is drafted from source articles: lines, themes, events, and the whole draft.

Must not know: how any of it is chosen, how it is written into a story.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.dates import FuzzyDate
from dateline.evidence.values import Span


class Line(msgspec.Struct, frozen=True):
    """A sentence taken from a source, word for word, with every source that it rests on."""

    text: str
    """Its words as they are shown: the text of the first source, from `span[0]` to `span[1]`."""
    keys: tuple[str, ...]
    """The source that it was taken from, then every other source that supports it, in the order of their
    dates.
    """
    span: Span
    """Where it stands in the text of the first source, in characters."""
    declared: bool = False
    """Whether the newsroom wrote it: then it stands in no text, and the span is empty."""
    goes_on: bool = False
    """Whether a quotation in it ends in the next line, from which it is never parted."""


def bound(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines in their order, those that share a quotation together, every other by itself."""
    held: tuple[Line, ...] = ()
    for line in lines:
        held = (*held, line)
        if not line.goes_on:
            yield held
            held = ()
    if held:
        yield held


class Theme(msgspec.Struct, frozen=True):
    """Lines about one part of the story, under a heading made of their own words."""

    heading: str
    lines: tuple[Line, ...]
    language: str = ""
    """The BCP 47 tag of its language, where it is another than that of the draft."""


class DraftedEvent(msgspec.Struct, frozen=True):
    """An entry of the timeline."""

    date: FuzzyDate
    lines: tuple[Line, ...]


class Briefing(msgspec.Struct, frozen=True):
    """The text of a draft: what leads it, its themes, and the sources that it could not use."""

    summary: tuple[Line, ...] = ()
    themes: tuple[Theme, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    """Keys of sources that gave nothing, each with the reason in words: "in French", "no text is kept of
    it".
    """

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order."""
        return self.summary + tuple(line for theme in self.themes for line in theme.lines)


class Draft(msgspec.Struct, frozen=True):
    """A whole drafted story."""

    title: str
    summary: tuple[Line, ...] = ()
    themes: tuple[Theme, ...] = ()
    timeline: tuple[DraftedEvent, ...] = ()
    focus: tuple[tuple[str, str], ...] = ()
    """By key, what this source adds: its own words, 30 at most. Sources of which nothing can be said are
    left out.
    """
    left_out: tuple[tuple[str, str], ...] = ()
    """Keys of sources that the text does not draw on, each with the reason in words."""
    apart: tuple[tuple[str, str], ...] = ()
    """Keys of sources that are told in themes of another language, each with its English name."""
