"""Pictures that an upload cut short, that are none, that are empty, and that unpack to a whole memory."""

import io
import struct
import zlib
from pathlib import Path

from PIL import Image


def prepare(site: Path) -> None:
    story = site / "content/harbour/ferry"
    stream = io.BytesIO()
    Image.effect_noise((640, 480), 50).save(stream, "JPEG")
    (story / "cut.jpg").write_bytes(stream.getvalue()[: len(stream.getvalue()) // 2])
    (story / "words.png").write_bytes(b"These are words.")
    (story / "empty.webp").write_bytes(b"")
    (story / "squeezed.svg").write_bytes(b"\x1f\x8b\x08\x00")
    (story / "bomb.png").write_bytes(bomb(60_000, 60_000))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says that it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 9)), (b"IEND", b""))
    parts = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
