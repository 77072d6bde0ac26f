"""What stages of planning came to, kept for the next process under the digest of all that they were given."""

from __future__ import annotations

from collections.abc import Callable


class KeptStages:
    """The last result of each stage by name: those of this process, and behind them those on the disk."""

    def __init__(self, fetch: Callable[[str, str], bytes | None]) -> None:
        """`fetch` has what the disk has, as JSON, by name and digest."""
        self._fetch = fetch
        self.made: dict[str, tuple[str, object]] = {}
        """What the disk does not have yet, each with its digest."""
        self.asked: set[str] = set()
        """The names that were asked for: what else the disk has is of no use any more."""

    def find(self, name: str, key: str) -> bytes | None:
        """What the disk has under this name, if it was made from what has this digest."""
        self.asked.add(name)
        return self._fetch(name, key)

    def put(self, name: str, key: str, value: object) -> None:
        """Keep plain data; it is encoded when it is written."""
        self.made[name] = key, value
