"""Units of time, length, weight, area and volume: how each is spelled, and what it is worth. A table.

Miles and ounces are converted by rounding, so they are worth nothing here. "Ton" and "foot" have other
senses. English. Must not know: figures, texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.evidence.readings import Size


class Unit(NamedTuple):
    """A unit, however it is spelled."""

    measures: str
    """What it is a unit of: "time", "length"."""
    name: str
    worth: Size | None
    """How many of the smallest unit of its row it is; a month has no number of days: another row."""


_LINES: Final = (
    "time minutes minute=1 hour=60 day=1440 week=10080 fortnight=20160",
    "time months month=1 year=12 decade=120 century:centuries=1200",
    "time - second=0",
    "length millimetres millimetre:millimeter:mm=1 centimetre:centimeter:cm=10 metre:meter:m=1000",
    "length millimetres kilometre:kilometer:km=1000000",
    "length - mile=0 yard=0 inch:inches=0",
    "weight grams gram=1 kilogram:kilo:kg=1000 tonne=1000000",
    "weight - ounce=0",
    "area - hectare=0 acre=0",
    "volume millilitres millilitre:milliliter:ml=1 litre:liter=1000",
    "volume - gallon=0",
)
"""What is measured, the row, and the units with their spellings and what they are worth."""


def _read() -> Iterator[tuple[str, Unit]]:
    """Every spelling with its unit, and its plural with an "s"."""
    for line in _LINES:
        measures, row, *entries = line.split()
        for spellings, worth in (entry.split("=") for entry in entries):
            words = spellings.split(":")
            unit = Unit(measures, words[0], (row, int(worth)) if row != "-" else None)
            yield from ((spelling, unit) for word in words for spelling in (word, f"{word}s"))


UNITS: Final = dict(_read())
"""The units by every spelling, in small letters."""
