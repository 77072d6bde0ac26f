"""Again: what pure functions gave the last time, given once more while what they are given is the same.

A process that plans one site many times holds one of these. Nothing is listed by hand: the key of a
result is the arguments themselves, so what a function does not see cannot be forgotten. Values are frozen,
so the same object is the same value; a value that was made anew counts as another, and costs time only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import is_
from typing import Any, TypeVar

_T = TypeVar("_T")


class Again:
    """The last result of each function that was called through it."""

    def __init__(self) -> None:
        self._calls: dict[Callable[..., Any], tuple[tuple[object, ...], Any]] = {}
        self._below: dict[str, Again] = {}
        self._rows: dict[str, dict[str, tuple[tuple[object, ...], Any]]] = {}

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
        self, name: str, rows: Iterable[tuple[str, tuple[object, ...]]], make: Callable[..., _T]
    ) -> list[_T]:
        """What `make` gives for each row of the table of this name: a key, and the arguments.

        A row that had the same arguments the last time has the result of that time, so what is made must
        follow from them.
        """
        before, after = self._rows.get(name, {}), {}
        made: list[_T] = []
        for key, given in rows:
            known = before.get(key)
            if known is None or not (all(map(is_, known[0], given)) or _same(known[0], given)):
                known = (given, make(*given))
            after[key] = known
            made.append(known[1])
        self._rows[name] = after
        return made


def _same(one: object, other: object) -> bool:
    """True when nobody can tell the two apart."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(_same, one, other)))
    return isinstance(one, str) and one == other
