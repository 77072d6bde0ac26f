"""The album: pictures that were made once, kept by the digest of all that they are made from.

A folder of the site's `.dateline/`. Each file begins with the digest of the rest, so one that is damaged
counts as missing; losing the album costs time only. Several processes may put things into it at once.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path

NAME = "pictures"
_SIZE = 16


class Album:
    """The album of one site, in the folder `state`; a dry run takes from it and puts nothing in."""

    def __init__(self, state: Path, *, keep: bool = True) -> None:
        self._folder, self._keep = state / NAME, keep

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, else what `make` gives, which is kept from then on."""
        path = self._folder / key[:2] / key
        with contextlib.suppress(OSError):
            sealed = path.read_bytes()
            if _seal(sealed[_SIZE:]) == sealed[:_SIZE]:
                return sealed[_SIZE:]
        data = make()
        if not self._keep:
            return data
        with contextlib.suppress(OSError):  # a full disk, a folder that is not ours: it is made again then
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{key}.{os.getpid()}")
            fresh.write_bytes(_seal(data) + data)
            fresh.replace(path)
        return data

    def keep_only(self, keys: Iterable[str]) -> None:
        """Take away what no page shows any longer."""
        if not self._folder.is_dir():
            return
        kept = frozenset(keys)
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*/*"):
                if path.name not in kept:
                    path.unlink(missing_ok=True)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()
