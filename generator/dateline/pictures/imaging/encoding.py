"""Encoding: a picture in another width or kind, as it is meant to be seen and with nothing written in it.

It is turned as its camera was held, its colours are sRGB, and everything but the picture is left behind:
the place where a photo was taken can endanger who is in it. The same bytes in give the same bytes out.
"""

from __future__ import annotations

import contextlib
import io
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from dateline.pictures.imaging.looking import KINDS, opened

if TYPE_CHECKING:
    from PIL.Image import Image

RECIPE = 1
"""To be raised when the same picture is to come out otherwise."""
_PHOTO: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
    "webp": {"quality": 78, "method": 4},
    "avif": {"quality": 58, "speed": 7, "max_threads": 1},
    "png": {"compress_level": 9},
}
_DRAWN: dict[str, dict[str, Any]] = {
    **_PHOTO,
    "webp": {"quality": 90, "method": 4},
    "avif": {"quality": 72, "speed": 7, "subsampling": "4:4:4", "max_threads": 1},
}
"""For what was a PNG: lines and letters."""
_WHOLE: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 92, "optimize": True, "progressive": True},
    "webp": {"quality": 92, "method": 4},
    "avif": {"quality": 80, "speed": 7, "max_threads": 1},
    "png": {"compress_level": 9},
}
"""For the picture in its own size and kind."""
_KEPT_IN_PNG = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})


@cache
def versions() -> tuple[str, ...]:
    """The versions of all that draws and encodes: with others, the same picture may come out otherwise."""
    from PIL import __version__, features

    names = ("libjpeg_turbo", "jpg", "zlib", "webp", "avif", "freetype2", "littlecms2")
    return (__version__, *(f"{name} {features.version(name)}" for name in names))


@cache
def can_make(kind: str) -> bool:
    """True when Pillow was built with what makes pictures of a kind, "avif" or "webp"."""
    return find_spec(f"PIL._{kind}") is not None


def encode(data: bytes, kind: str, width: int, height: int) -> bytes:
    """The picture that `data` holds, in this kind and size; raises what Pillow raises."""
    image, was = _decoded(data, max(width, height))
    if image.size != (width, height):
        from PIL.Image import Resampling

        image = image.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)
    return _saved(image, kind, (_DRAWN if was == "png" else _PHOTO)[kind])


def cleaned(data: bytes) -> bytes:
    """The picture in its own size and kind, with nothing written in it; raises what Pillow raises."""
    with opened(data) as image:
        kind = KINDS[image.format or ""]
        if kind == "png" and image.mode in _KEPT_IN_PNG and not image.info.get("icc_profile"):
            image.load()
            upright = _upright(image)
            return _saved(upright, kind, _WHOLE[kind])
    return _saved(_decoded(data, 0)[0], kind, _WHOLE[kind])


def _decoded(data: bytes, longest: int) -> tuple[Image, str]:
    """The picture upright, in sRGB, at least twice as long as `longest` (0 for whole), and its kind."""
    with opened(data) as image:
        kind = KINDS[image.format or ""]
        if longest:
            image.draft(None, (2 * longest, 2 * longest))
        image.load()
        profile = image.info.get("icc_profile")
        return _rgb(_upright(image), profile), kind


def _upright(image: Image) -> Image:
    """The picture turned as its camera was held, without anything that is written in it."""
    from PIL import ImageOps

    transparency = image.info.get("transparency")
    with contextlib.suppress(Exception):  # an Exif that cannot be read says nothing
        image = ImageOps.exif_transpose(image)
    upright = image.copy()
    upright.info = {} if transparency is None else {"transparency": transparency}
    return upright


def _rgb(image: Image, profile: bytes | None) -> Image:
    """The picture in sRGB, with its transparency if it has any."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    target = "RGBA" if clear else "RGB"
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _in_srgb(image, profile)
    return image if image.mode == target else image.convert(target)


def _in_srgb(image: Image, profile: bytes) -> Image:
    """The picture with its colours in sRGB; as it is when its profile is that, or cannot be read."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).casefold():
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if made is None:
        return image
    made.info = {}
    return made


def _saved(image: Image, kind: str, options: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind.upper(), **options)
    return stream.getvalue()
