"""Rasters: what is known of a picture without showing it: its kind, its size, the digest of its bytes.

Values alone; who looks into the file is `imaging`.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec

SHOWN = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".gif", ".svg"},
)
"""The endings of the pictures that browsers show."""
RAW = frozenset(
    {".heic", ".heif", ".tif", ".tiff", ".bmp", ".jxl", ".jp2"}
    | {".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf"},
)
"""The endings of those that they do not show, as cameras write them."""
PLAIN = ("jpeg", "png", "webp", "gif")
"""The kinds that networks show where a page is shared; AVIF and SVG they do not."""


class Raster(msgspec.Struct, frozen=True):
    """A picture file that was looked into."""

    kind: str
    """"jpeg", "png", "webp", "avif", "gif" or "svg"."""
    width: int
    height: int
    """In pixels, as it is shown: turned as its camera was held. 0 when an SVG does not say."""
    digest: str
    """Of its bytes."""
    moves: bool = False
    """True for an animation."""

    @property
    def is_still(self) -> bool:
        """True when it can be made smaller: no drawing and no animation."""
        return self.kind not in ("svg", "gif") and not self.moves


def ending(path: str) -> str:
    """The ending of a file's name in small letters: ".jpg"."""
    return PurePosixPath(path).suffix.lower()
