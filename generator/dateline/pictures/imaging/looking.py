"""Looking into pictures: what kind and size one is, or in words why it cannot be shown.

A picture is decoded once here, so that a broken one is a problem of its file before anything is made
from it. What is written in it besides the picture is not looked at, but for how the camera was held.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import msgspec

from dateline.model.rasters import Raster, ending

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 100 * 2**20
"""Bytes of a file beyond which it is not read."""
MOST_PIXELS = 120_000_000
"""Beyond these a picture is not decoded: it would fill the memory."""
KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_GLANCE = 256
_ORIENTATION = 0x0112
_LYING = range(5, 9)
"""The values of Exif's orientation for a camera that was held upright."""
_ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_VIEWBOX = re.compile(rb"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']""")
_LENGTH = rb"""\s%s\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']"""
_HEAD = 64_000


class Seen(msgspec.Struct, frozen=True):
    """What a look came to: a raster, or why there is none and what helps."""

    raster: Raster | None
    message: str = ""
    hint: str = ""


def look(name: str, data: bytes, digest: str) -> Seen:
    """What is known of a picture after a look into it; `digest` is that of its bytes."""
    if ending(name) == ".svg":
        return _drawing(data, digest)
    if not data:
        return Seen(None, "this picture is empty", "export it again, or take it out of the folder")
    try:
        return _raster(data, digest)
    except Exception:  # noqa: BLE001  # a decoder of anybody's bytes may raise anything: none of it is ours
        hint = "open it in a picture editor and export it again as JPEG or PNG"
        return Seen(None, "this picture cannot be read: it is broken, or of another kind than its name", hint)


def too_large(size: int) -> Seen:
    """What is said of a file that is too large to be read."""
    message = f"this picture has {size // 2**20} MB; up to {LARGEST // 2**20} are read"
    return Seen(None, message, "export it smaller: 3000 pixels are wide enough for any page")


def opened(data: bytes) -> Image:
    """The picture that some bytes hold, not decoded yet; raises what Pillow raises."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the count is taken below, without a warning between
    return Image.open(io.BytesIO(data), formats=_READ)


def _raster(data: bytes, digest: str) -> Seen:
    with opened(data) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            message = f"this picture has {width} × {height} pixels: too many to be decoded"
            return Seen(None, message, "export it smaller: 3000 pixels are wide enough for any page")
        kind = KINDS[image.format or ""]
        moves = kind != "jpeg" and bool(getattr(image, "is_animated", False))
        if _orientation(image) in _LYING:
            width, height = height, width
        image.draft("RGB", (_GLANCE, _GLANCE))
        image.load()
    return Seen(Raster(kind, width, height, digest, moves))


def _orientation(image: Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  # likewise: what cannot be read says nothing
        return 1


def _drawing(data: bytes, digest: str) -> Seen:
    """An SVG: its size as its root says it; 0 where it does not."""
    root = _ROOT.search(data[:_HEAD])
    if root is None:
        hint = "an SVG begins with an <svg> element; it must not be compressed"
        return Seen(None, "this picture is no SVG", hint)
    sides = [re.search(_LENGTH % name, root[0]) for name in (b"width", b"height")]
    box = _VIEWBOX.search(root[0])
    try:
        found = [float(side[1]) for side in sides if side] if all(sides) else []
        size = found or ([float(box[1]), float(box[2])] if box else [0.0, 0.0])
    except ValueError:
        size = [0.0, 0.0]
    width, height = (round(side) for side in size)
    fits = 0 < width < MOST_PIXELS and 0 < height < MOST_PIXELS
    return Seen(Raster("svg", width if fits else 0, height if fits else 0, digest))
