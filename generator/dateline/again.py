"""Again: what pure functions gave the last time, given once more while what they are given is the same.

A process that plans one site many times holds one of these. Nothing is listed by hand: the key of a
result is the arguments themselves, so what a function does not see cannot be forgotten. Values are frozen,
so the same object is the same value; a value that was made anew counts as another, and costs time only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress, count
from operator import is_, is_not
from typing import Any, TypeVar

_T = TypeVar("_T")


class Again:
    """The last result of each function that was called through it."""

    def __init__(self) -> None:
        self._calls: dict[Callable[..., Any], tuple[tuple[object, ...], Any]] = {}
        self._below: dict[str, Again] = {}
        self._tables: dict[str, _Table] = {}

    def below(self, name: str) -> Again:
        """Another one, for a part of the site that goes through the same functions."""
        return self._below.setdefault(name, Again())

    def call(self, make: Callable[..., _T], *given: object) -> _T:
        """What `make` gives for these arguments; that of its last call when they were the same.

        Arguments are the same when they are one object, equal strings, or tuples of such.
        """
        known = self._calls.get(make)
        if known is not None and len(known[0]) == len(given) and all(map(_same, known[0], given)):
            return known[1]  # type: ignore[no-any-return]  # it is what `make` gave
        made = make(*given)
        self._calls[make] = (given, made)
        return made

    def each(
        self,
        name: str,
        keys: Iterable[str],
        columns: Iterable[Iterable[object]],
        make: Callable[..., _T],
        *shared: object,
    ) -> tuple[_T, ...]:
        """What `make` gives for each row of the table of this name: its value of each column, and `shared`.

        The keys tell the rows apart. One that had the same values the last time has the result of that time,
        so what is made must follow from them; where all have, it is the same tuple.
        """
        now = _Table(tuple(keys), tuple(map(tuple, columns)), shared)
        before = self._tables.get(name)
        if before is None or not _same(before.shared, shared):
            now.made = tuple(make(*row, *shared) for row in zip(*now.columns, strict=True))
        elif before.keys == now.keys:
            now.made = before.made
            if stale := _stale(before.columns, now.columns):
                made = list(before.made)
                for at in stale:
                    made[at] = make(*(column[at] for column in now.columns), *shared)
                now.made = tuple(made)
        else:
            last = {key: at for at, key in enumerate(before.keys)}
            rows = tuple(zip(*before.columns, strict=True))
            now.made = tuple(
                before.made[last[key]] if key in last and _same(rows[last[key]], row) else make(*row, *shared)
                for key, row in zip(now.keys, zip(*now.columns, strict=True), strict=True)
            )
        self._tables[name] = now
        return now.made  # type: ignore[return-value]  # they are what `make` gave


class _Table:
    """The rows that went through a function, by columns, which are quicker to compare, and what it gave."""

    def __init__(
        self, keys: tuple[str, ...], columns: tuple[tuple[object, ...], ...], shared: tuple[object, ...]
    ) -> None:
        self.keys, self.columns, self.shared = keys, columns, shared
        self.made: tuple[object, ...] = ()


def _stale(before: tuple[tuple[object, ...], ...], now: tuple[tuple[object, ...], ...]) -> Iterable[int]:
    """The rows, by number, that are others than before."""
    return sorted(
        {
            at
            for one, other in zip(before, now, strict=True)
            for at in compress(count(), map(is_not, one, other))
            if not _same(one[at], other[at])
        }
    )


def _same(one: object, other: object) -> bool:
    """True when nobody can tell the two apart."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(_same, one, other)))
    return isinstance(one, str) and one == other
