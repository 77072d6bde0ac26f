"""Linked text: sentences with their citations and links, once it is known what those point at.

Responsible for what stands in a text. Must not know stories, sources or the site; see `site` for those.
"""

from __future__ import annotations

import msgspec

from dateline.model.rasters import Raster
from dateline.problems import Place, Turn, Weights, place_within


class Link(msgspec.Struct, frozen=True, tag=True):
    """An address inside HTML: of this site (from its root, without the base path) or of another.

    `text` is safe once escaped for an attribute; "" where the writer's address must not be linked.
    """

    target: str
    internal: bool
    raster: Raster | None = None
    """What is known of the picture at the address; None when it is none, or of another site."""


class Figure(msgspec.Struct, frozen=True, tag=True):
    """A picture in a text: where it is, what it shows, who made it, and whether it is a block of its own."""

    link: Link
    alt: str
    credit: str
    alone: bool


class Citation(msgspec.Struct, frozen=True, tag=True):
    """One citation on the page: which source, its number, and which use of that source this is."""

    key: str
    number: int
    use: int
    """1-based, in the order of the page; the mark's id is "ref-<key>-<use>"."""
    place: Place
    """Where the writer cites; for a citation that a source's own lines bring, where those stand."""
    quote: str = ""
    locator: str = ""


class Unsourced(msgspec.Struct, frozen=True, tag=True):
    """The mark of a sentence that the writer declares to be unsourced."""


Part = str | Link | Figure | Citation | Unsourced


class Claim(msgspec.Struct, frozen=True, tag=True):
    """A sentence with the citations that close it; `anchor` stays the same while its words do."""

    anchor: str
    text: str
    parts: tuple[Part, ...]
    place: Place
    weights: Weights = ()
    """What the comments in its paragraph say of rules."""
    turns: tuple[Turn, ...] = ()
    """Where its words and the file part; () when they stand there as they are."""

    def place_of(self, start: int, end: int) -> Place:
        """Where the characters from `start` to `end` of its text stand; the whole claim when unknown."""
        return place_within(self.place, self.turns, start, end)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The claim's citations in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Citation))

    @property
    def is_sourced(self) -> bool:
        """True when the claim cites a source, or says that it has none."""
        return any(isinstance(part, Citation | Unsourced) for part in self.parts)


Text = tuple[Part | Claim, ...]


def figures(text: Text) -> tuple[Figure, ...]:
    """The pictures in a text, in order."""
    parts = (inner for part in text for inner in (part.parts if isinstance(part, Claim) else (part,)))
    return tuple(part for part in parts if isinstance(part, Figure))


def claims(text: Text) -> tuple[Claim, ...]:
    """The claims in a text, in order."""
    return tuple(part for part in text if isinstance(part, Claim))
