"""What is read in a text, as values: its quotations, its figures, its names.

Offsets are counted in characters. Must not know how they are found (`marks`, `figures`, `names`): values
stand apart from the rooms that make them, as only those are compiled (`hatch_build.py`).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from dateline.evidence.numerals import Value

Size = tuple[str, Value]
"""How many of the smallest unit of a row: of "minutes", "months", "grams"."""


class Quote(msgspec.Struct, frozen=True):
    """A quotation: the words between two marks, with where they stand in the text that holds them."""

    start: int
    end: int
    text: str


class Kind(StrEnum):
    """What a figure is a figure of."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    CLOCK = "clock"


class Bound(StrEnum):
    """What the words before a figure make of it."""

    EXACT = ""
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


class Figure(msgspec.Struct, frozen=True):
    """A figure and where it stands: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    kind: Kind
    values: tuple[Value, ...]
    """What it may be worth: "100m" is 100 (metres) or 100 million. A clock time is minutes since midnight."""
    unit: str = ""
    """A currency's code; "points" for percentage points; "am", "pm" or "" for a clock time; else ""."""
    bound: Bound = Bound.EXACT
    step: Value = 1
    """What its last digit is worth: 100,000 in "3.2 million"."""
    loose: bool = False
    """True for words that count without being a figure ("one of", "twice", "first"): they hold others."""
    size: Size | None = None
    """Of a figure of a claim with a unit behind it: how long, far or heavy that is."""
    rough: Value = 0
    """How many points a percentage may differ that a size in parts rounds: 3 of "six in ten"."""


class Name(msgspec.Struct, frozen=True):
    """A name and where it stands: `text[start:end] == words`."""

    start: int
    end: int
    words: str
    parts: tuple[str, ...]
    """The keys of its words, without titles, particles and possessives."""
    soft: bool = False
    """True when the first part opens a sentence and may be an ordinary word."""

    @property
    def is_full(self) -> bool:
        """Whether it is a full name rather than one word."""
        return len(self.parts) - self.soft > 1 or (self.soft and len(self.parts) > 1)
