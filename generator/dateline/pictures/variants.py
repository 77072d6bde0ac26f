"""Variants: in which widths and kinds a picture is published, and under which names.

Pure: a picture's name follows from its bytes and the settings, so pages can name it before anything is
made. This room knows no file and draws nothing; `imaging` makes what is planned here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from dateline.model.rasters import Raster
from dateline.patterns import deferred
from dateline.settings.tables.images import Images

FOLDER = "assets"
"""The folder of the output for files whose names follow from their contents."""
MIDDLE = 960
"""The least width of the picture that a browser shows which knows nothing newer than `img`."""
TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
ALSO = {"gif": "image/gif", "svg": "image/svg+xml"}
"""The same for what is published in one form alone."""
_ENDINGS = {"jpeg": "jpg"}
_NEARLY = 0.87
"""A width is left out when the widest is so near to it that nobody gains."""
_UNFIT = deferred(r"[^A-Za-z0-9_-]+")


class Variant(msgspec.Struct, frozen=True):
    """A picture in one width and one kind."""

    path: str
    """In the output."""
    kind: str
    width: int
    height: int


def widths(raster: Raster, images: Images) -> tuple[int, ...]:
    """The widths in which a picture is published, the smallest first; never wider than it is."""
    widest = min(raster.width, images.widths[-1])
    return (*(width for width in images.widths if width < widest * _NEARLY), widest)


def plainest(raster: Raster, images: Images) -> str:
    """Of the kinds in which a picture is published, the one that most programs show: its own but for AVIF."""
    as_webp = raster.kind == "avif" and raster.is_still and "webp" in images.formats
    return "webp" if as_webp else raster.kind


def variants(raster: Raster, name: str, images: Images) -> tuple[Variant, ...]:
    """A still picture in all its forms, kind by kind, the plainest last; `name` is its file's."""
    if not raster.is_still:
        return ()
    last = plainest(raster, images)
    kinds = dict.fromkeys(kind for kind in (*images.formats, raster.kind) if kind != last)
    return tuple(_variants(raster, name, (*kinds, last), images))


def _variants(raster: Raster, name: str, kinds: tuple[str, ...], images: Images) -> Iterator[Variant]:
    letters = normalize("NFKD", unquote(PurePosixPath(name).stem)).encode("ascii", "ignore").decode()
    stem = _UNFIT.sub("-", letters).strip("-") or "picture"
    for kind in kinds:
        for width in widths(raster, images):
            path = f"{FOLDER}/{stem}.{raster.digest[:10]}-{width}.{_ENDINGS.get(kind, kind)}"
            yield Variant(path, kind, width, max(1, round(raster.height * width / raster.width)))


def of_kind(found: tuple[Variant, ...], kind: str) -> tuple[Variant, ...]:
    """Those of one kind, the smallest first."""
    return tuple(variant for variant in found if variant.kind == kind)


def middle(found: tuple[Variant, ...]) -> Variant:
    """The one for a browser that cannot choose."""
    return next((variant for variant in found if variant.width >= MIDDLE), found[-1])
