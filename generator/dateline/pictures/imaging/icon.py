"""The icon of a site in pixels: its letter on the accent colour, or three lines where the fonts lack it."""

from __future__ import annotations

import io

from dateline.pictures.cards import Colours
from dateline.pictures.imaging.lettering import SERIF, face, shown

_FINER = 4
"""How much larger an icon with round corners is drawn than it is."""


def draw(letter: str, kind: str, size: int, colours: Colours) -> bytes:
    """The icon as a PNG, or as an ICO that holds one."""
    from PIL import Image, ImageDraw

    whole = size * _FINER if kind == "ico" else size
    image = Image.new("RGBA" if kind == "ico" else "RGB", (whole, whole), colours.accent)
    pen = ImageDraw.Draw(image)
    if shown(letter):
        font = face(SERIF, round(whole * 0.66))
        left, top, right, bottom = font.getbbox(letter)
        at = ((whole - left - right) / 2, (whole - top - bottom) / 2)
        pen.text(at, letter, colours.paper, font)
    else:
        for row, end in ((0.32, 0.78), (0.5, 0.78), (0.68, 0.56)):
            box = (whole * 0.22, whole * (row - 0.045), whole * end, whole * (row + 0.045))
            pen.rectangle(box, fill=colours.paper)
    if kind == "ico":
        corners = Image.new("L", (whole, whole), 0)
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, whole - 1, whole - 1), whole // 6, fill=255)
        image.putalpha(corners)
    stream = io.BytesIO()
    made = image.resize((size, size), Image.Resampling.LANCZOS)
    made.save(stream, kind.upper(), **({"sizes": [(size, size)]} if kind == "ico" else {"compress_level": 9}))
    return stream.getvalue()
