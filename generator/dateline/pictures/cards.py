"""Cards: the words and colours of the picture by which a story is shown where its address is shared.

Values alone, and a name that follows from the words; `imaging` draws.
"""

from __future__ import annotations

import re

import msgspec

from dateline import digest
from dateline.pictures.variants import FOLDER

WIDTH, HEIGHT = 1200, 630
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class CardWords(msgspec.Struct, frozen=True):
    """What a card says."""

    title: str
    publishers: tuple[str, ...]
    """Of the story's sources, in the order of their numbers, each once."""
    site: str
    day: str
    """When the story was last updated, as its page says it."""

    @property
    def path(self) -> str:
        """Where the card is in the output."""
        return f"{FOLDER}/card.{digest.of_value(self)[:10]}.png"


class Colours(msgspec.Struct, frozen=True):
    """The colours of a theme's cards and icons, each as #rrggbb."""

    paper: str = "#fcfbf8"
    ink: str = "#17191c"
    soft: str = "#585c62"
    line: str = "#d8d4cb"
    accent: str = "#8c1d2f"
