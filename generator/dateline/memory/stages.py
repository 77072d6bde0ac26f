"""The results of planning's stages, kept for the next process under the digest of their arguments."""

from __future__ import annotations

from collections.abc import Callable


class KeptStages:
    """The last result of each stage by name: those that this process put here, else those on the disk."""

    def __init__(self, fetch: Callable[[str, str], bytes | None]) -> None:
        """`fetch(name, digest)` gives what the disk has, as JSON."""
        self._fetch = fetch
        self.made: dict[str, tuple[str, object]] = {}
        """What the disk does not have yet, each with its digest."""
        self.asked: set[str] = set()
        """The names that were asked for: what else the disk has is of no use any more."""

    def find(self, name: str, key: str) -> bytes | None:
        """What the disk has under a name, as JSON, if it was kept with this digest; else None."""
        self.asked.add(name)
        return self._fetch(name, key)

    def put(self, name: str, key: str, value: object) -> None:
        """Keep plain data under a name, with the digest of the arguments; it is encoded on writing."""
        self.made[name] = key, value
