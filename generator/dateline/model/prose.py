"""Prose: a writer's text after parsing, as HTML pieces with the marks and links still to be resolved.

A parsed body is a flat run of pieces. Plain strings are finished HTML; a `Sentence` is a claim in the
making; a `Mark` cites, a `Href` points somewhere. Nothing here was looked up: linking turns marks into
numbers and targets into addresses. This room knows no Markdown and no files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dateline.dates import FuzzyDate
from dateline.problems import Place, Turn, Weights

_Piece = TypeVar("_Piece")


class Cite(msgspec.Struct, frozen=True):
    """One citation inside a mark: by key, or by number when `key` is empty.

    `quote` holds the words relied on, `locator` where to find them ("para. 4").
    """

    place: Place
    key: str = ""
    number: int = 0
    quote: str = ""
    locator: str = ""


class Mark(msgspec.Struct, frozen=True, tag=True):
    """One bracket of citations, `[@ap; @bbc]` or `[1]`; `unsourced` for `[@none]`."""

    cites: tuple[Cite, ...]
    unsourced: bool = False


class Href(msgspec.Struct, frozen=True, tag=True):
    """The address of a link as the writer gave it; it stands inside an attribute."""

    target: str
    place: Place
    weights: Weights = ()
    """What its paragraph's comments say of rules, where it stands in no sentence that knows them."""


class Picture(msgspec.Struct, frozen=True, tag=True):
    """A picture in a text: its address as the writer gave it, what it shows, and who made it."""

    target: str
    place: Place
    alt: str
    credit: str
    alone: bool = False
    """True when it is a paragraph of its own, with nothing beside it."""
    weights: Weights = ()
    """As of `Href`."""


Inline = str | Mark | Href | Picture
"""What a sentence, a heading or a table cell is made of."""


class Sentence(msgspec.Struct, frozen=True, tag=True):
    """A sentence: its words without marks, and its pieces with them."""

    text: str
    parts: tuple[Inline, ...]
    place: Place
    weights: Weights = ()
    """What its paragraph's comments say of rules."""
    turns: tuple[Turn, ...] = ()
    """Where its words and the file part; () when they stand there as they are."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The citation marks in the sentence, in order."""
        return tuple(part for part in self.parts if isinstance(part, Mark))


Piece = str | Mark | Href | Picture | Sentence
Prose = tuple[Piece, ...]


class Part(msgspec.Struct, frozen=True):
    """A thematic section of a briefing as parsed: its heading and what stands below it."""

    title: str
    prose: Prose
    place: Place
    language: str = ""
    """The tag of its language, where its heading names one; "" for that of the file."""


class Entry(msgspec.Struct, frozen=True):
    """A timeline entry as parsed: its date and its sentences."""

    date: FuzzyDate
    prose: Prose
    place: Place


class Body(msgspec.Struct, frozen=True):
    """The body of story.md: an optional summary, thematic sections, and the timeline."""

    summary: Prose = ()
    sections: tuple[Part, ...] = ()
    timeline: tuple[Entry, ...] = ()


def joined(pieces: Iterable[_Piece]) -> tuple[_Piece | str, ...]:
    """The pieces with neighbouring strings made one, and empty ones gone."""
    found: list[_Piece | str] = []
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if text := "".join(texts):
            found.append(text)
        texts.clear()
        found.append(piece)
    if text := "".join(texts):
        found.append(text)
    return tuple(found)


def sentences(prose: Prose) -> tuple[Sentence, ...]:
    """The sentences of a text, in order."""
    return tuple(piece for piece in prose if isinstance(piece, Sentence))
