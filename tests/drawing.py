"""Pictures for tests: a small true PNG without any library, and photos as cameras write them."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def png(shade: int = 128, width: int = 4, height: int = 3) -> bytes:
    """A grey PNG; another shade is another picture."""
    rows = b"".join(b"\0" + bytes([shade % 256]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def photo(width: int = 1200, height: int = 800, *, turned: int = 1, kind: str = "JPEG") -> bytes:
    """A photo with a red corner at its top left, that says where and by whom it was taken.

    `turned` is Exif's word for how the camera was held.
    """
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=(230, 20, 20))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = turned, "The camera of A. Name"
    exif[GPS] = {1: "N", 2: (51.0, 28.0, 40.0), 3: "W", 4: (0.0, 0.0, 5.0)}
    stream = io.BytesIO()
    comment = {"comment": b"Taken at the safe house"} if kind == "JPEG" else {}
    image.save(stream, kind, exif=exif, **comment)
    return stream.getvalue()
