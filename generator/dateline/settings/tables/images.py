"""How pictures are published: `[images]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.settings.reading import Reading

FORMATS = ("avif", "webp")
_NARROWEST, _WIDEST, _MOST = 64, 4096, 8


class Images(msgspec.Struct, frozen=True):
    """How pictures are published: `[images]`."""

    cards: bool = True
    """Whether a card is drawn for each story that has no picture, for those who share it."""
    widths: tuple[int, ...] = (480, 960, 1600)
    """The widths in pixels in which pictures are published, the smallest first."""
    formats: tuple[str, ...] = FORMATS
    """The kinds in which they are published beside their own."""


def read_images(reading: Reading, value: object) -> Images:
    """What the table says, with its defaults."""
    default = Images()
    data = reading.table(value, ("images",), Images.__struct_fields__)
    return Images(
        cards=_cards(reading, data, default.cards),
        widths=_widths(reading, data, default.widths),
        formats=_formats(reading, data, default.formats),
    )


def _cards(reading: Reading, data: Mapping[str, Any], default: bool) -> bool:
    value = data.get("cards", default)
    if not isinstance(value, bool):
        reading.wrong(("images", "cards"), "`images.cards` is true or false", "write cards = true")
        return default
    return value


def _widths(reading: Reading, data: Mapping[str, Any], default: tuple[int, ...]) -> tuple[int, ...]:
    value = data.get("widths", list(default))
    fits = isinstance(value, list) and 0 < len(value) <= _MOST and all(map(_is_width, value))
    if not fits:
        message = f"`images.widths` is a list of up to {_MOST} whole numbers from {_NARROWEST} to {_WIDEST}"
        reading.wrong(("images", "widths"), message, "write widths = [480, 960, 1600]")
        return default
    return tuple(sorted(set(value)))


def _is_width(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and _NARROWEST <= value <= _WIDEST


def _formats(reading: Reading, data: Mapping[str, Any], default: tuple[str, ...]) -> tuple[str, ...]:
    value = data.get("formats", list(default))
    if not isinstance(value, list) or not all(kind in FORMATS for kind in value):
        message = "`images.formats` is a list of “avif” and “webp”"
        reading.wrong(("images", "formats"), message, 'write formats = ["avif", "webp"]')
        return default
    return tuple(kind for kind in FORMATS if kind in value)
