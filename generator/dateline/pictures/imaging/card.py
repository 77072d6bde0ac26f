"""The card of a story: 1200 × 630 pixels with its headline, its day, and whom it is told from.

A headline in letters that the fonts lack is left out, and the name of the site stands in its place.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from dateline.pictures.cards import HEIGHT, WIDTH, CardWords, Colours
from dateline.pictures.imaging.lettering import SANS, SERIF, clipped, face, fitted, shown

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

_EDGE = 76
_INNER = WIDTH - 2 * _EDGE
_SIZES = (84, 76, 68, 62, 56, 50, 44)
_LEADING = 1.18
_TOP, _BOTTOM = 176, 502
_DOT = "  ·  "
_HEAD, _FOOT = 118, 586
"""The baselines of what stands above and below the headline."""


def draw(words: CardWords, colours: Colours) -> bytes:
    """The card as a PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), colours.paper)
    pen = ImageDraw.Draw(image)
    site, title = shown(words.site), shown(words.title)
    pen.rectangle((0, 0, WIDTH, 15), fill=colours.accent)
    if title:
        _head(pen, site, shown(words.day), colours)
    _headline(pen, title or site, colours)
    _foot(pen, words.publishers, colours)
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


def _head(pen: ImageDraw, site: str, day: str, colours: Colours) -> None:
    """The site's name and the day, on one line over a rule."""
    small = face(SANS, 30)
    begin = WIDTH - _EDGE - (small.getlength(day) if day else 0)
    pen.text((begin, _HEAD), day, colours.soft, small, "ls")
    name = face(SERIF, 36)
    pen.text((_EDGE, _HEAD), clipped(site, name, int(begin - _EDGE - 40)), colours.ink, name, "ls")
    pen.rectangle((_EDGE, _HEAD + 24, WIDTH - _EDGE, _HEAD + 26), fill=colours.line)


def _headline(pen: ImageDraw, title: str, colours: Colours) -> None:
    """The headline as large as it fits, halfway between head and foot."""
    if not title:
        return
    font, lines = fitted(title, SERIF, _SIZES, _INNER, _BOTTOM - _TOP, _LEADING)
    step = font.size * _LEADING
    begin = _TOP + (_BOTTOM - _TOP - step * len(lines)) / 2
    for index, line in enumerate(lines):
        pen.text((_EDGE - 2, round(begin + step * index + font.size)), line, colours.ink, font, "ls")


def _foot(pen: ImageDraw, publishers: tuple[str, ...], colours: Colours) -> None:
    """The publishers, as many as there is room for, and how many more there are."""
    font, at = face(SANS, 30), float(_EDGE)
    pen.rectangle((_EDGE, _FOOT - 58, _EDGE + 71, _FOOT - 53), fill=colours.accent)
    names = [name for name in map(shown, publishers) if name]
    for index, name in enumerate(names):
        left = len(publishers) - index
        rest = font.getlength(f"{_DOT}+ {left - 1}") if left > 1 else 0
        if index and at + font.getlength(_DOT + name) + rest > WIDTH - _EDGE:
            pen.text((at, _FOOT), f"{_DOT}+ {left}", colours.soft, font, "ls")
            return
        if index:
            pen.text((at, _FOOT), _DOT, colours.accent, font, "ls")
            at += font.getlength(_DOT)
        name = clipped(name, font, int(WIDTH - _EDGE - at - rest))
        pen.text((at, _FOOT), name, colours.soft, font, "ls")
        at += font.getlength(name)
