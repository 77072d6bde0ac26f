"""One canonical digest over plain data: the key by which pages, files and themes are known again.

Values are frozen msgspec structs, tuples, strings, numbers, dates, and `extra` mappings, so their JSON
form (with mappings in key order) is canonical; BLAKE2b (RFC 7693) is taken over it. Not MessagePack,
which forgets the zone of a time; never pickle, never `repr`, never the hash seed.
"""

from __future__ import annotations

from hashlib import blake2b

import msgspec

_ENCODER = msgspec.json.Encoder(order="deterministic")

SIZE = 16
"""Bytes in a digest: 128 bits, written as 32 hexadecimal characters."""


def of_bytes(data: bytes) -> str:
    """The digest of some bytes, as 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def of_value(*values: object) -> str:
    """The digest of plain data; raises TypeError for anything that has no canonical form."""
    return of_bytes(_ENCODER.encode(values))


def short(text: str, length: int = 8) -> str:
    """A short name made from a text, for anchors: `length` hexadecimal characters."""
    return blake2b(text.encode(), digest_size=SIZE).hexdigest()[:length]
