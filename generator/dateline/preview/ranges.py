"""Ranges: which bytes of a file are asked for. Browsers ask for films so; some show none otherwise. Pure.

Starlette answers ranges of files on the disk alone, and a preview writes none.
"""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def ranged(body: bytes, asked: str) -> tuple[int, bytes, dict[str, str]]:
    """A status, bytes and headers for a `Range` that was asked for: one range, else all (RFC 9110 §14.2)."""
    said = {"Accept-Ranges": "bytes"}
    found, size = _RANGE.fullmatch(asked), len(body)
    if found is None or found.groups() == ("", ""):
        return 200, body, said
    if found[1]:
        first, last = int(found[1]), int(found[2] or size)
    else:  # so many at the end
        first, last = size - min(int(found[2]), size), size
    if found[1] and found[2] and last < first:  # no range at all: passed over
        return 200, body, said
    if first >= size:
        return 416, b"", {**said, "Content-Range": f"bytes */{size}"}
    last = min(last, size - 1)
    return 206, body[first : last + 1], {**said, "Content-Range": f"bytes {first}-{last}/{size}"}
