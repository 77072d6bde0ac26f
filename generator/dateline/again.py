"""Again: what pure functions gave the last time, given once more while what they are given is the same.

A process that plans one site many times holds one of these. Nothing is listed by hand: the key of a
result is the arguments themselves, so what a function does not see cannot be forgotten. Values are frozen,
so the same object is the same value; a value that was made anew counts as another, and costs time only.

What another process made is known by a digest of all that the function is given (`kept`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import compress, count
from operator import attrgetter, is_, is_not
from typing import Any, Final, NamedTuple, Protocol, TypeVar

import msgspec

SEEN: Final = 512
"""The most pairs of tuples of which it is kept where they differ: many times what one plan compares."""
NAMES: Final = 8
"""Tuples of names of which it is kept where each stands."""

_R = TypeVar("_R")
_T = TypeVar("_T")


class Stages(Protocol):
    """Where results are kept for another process."""

    def find(self, name: str, key: str) -> bytes | None:
        """What is kept under this name, as JSON, if it was made from what has this digest."""

    def put(self, name: str, key: str, value: object) -> None:
        """Keep plain data under this name, with the digest of all that it was made from."""


class Again:
    """The last result of each function that was called through it."""

    def __init__(self, stages: Stages | None = None, path: str = "") -> None:
        """Results of other processes are in `stages`; `path` goes before their names there."""
        self._stages, self._path = stages, path
        self._kept: dict[str, tuple[str, Any]] = {}
        self._calls: dict[Callable[..., Any], tuple[tuple[object, ...], Any]] = {}
        self._below: dict[str, Again] = {}
        self._tables: dict[str, _Table] = {}
        self._columns: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {}
        self._places: deque[tuple[tuple[str, ...], Mapping[str, int]]] = deque(maxlen=NAMES)
        self._picked: dict[str, _Picked] = {}
        self._groups: dict[str, _Groups] = {}
        self._seen: deque[tuple[tuple[object, ...], tuple[object, ...], Sequence[int]]] = deque(maxlen=SEEN)

    def below(self, name: str) -> Again:
        """Another one, for a part of the site that goes through the same functions."""
        return self._below.setdefault(name, Again(self._stages, f"{self._path}{name}/"))

    def tidy(self) -> None:
        """Let go of what spares time in one plan: of large tuples that takes longer than to make them."""
        self._seen.clear()
        for again in self._below.values():
            again.tidy()

    def call(self, make: Callable[..., _T], *given: object) -> _T:
        """What `make` gives for these arguments; that of its last call when they were the same.

        Arguments are the same when they are one object, equal strings, or tuples of such.
        """
        known = self._calls.get(make)
        made: _T
        if known is not None and len(known[0]) == len(given) and all(map(_same, known[0], given)):
            made = known[1]
        else:
            made = make(*given)
            self._calls[make] = (given, made)
        return made

    def kept(self, name: str, key: str, kind: type[_T], make: Callable[..., _T], *given: object) -> _T:
        """What `make` gives for these arguments, also if that was in another process.

        `key` is the digest of all that they say, `kind` the type of the result: plain data.
        """
        known, path = self._kept.get(name), self._path + name
        made: _T
        if known is not None and known[0] == key:
            made = known[1]
        elif self._stages is None:
            made = make(*given)
        elif (found := self._stages.find(path, key)) is not None:
            made = msgspec.json.decode(found, type=kind)
        else:
            made = make(*given)
            self._stages.put(path, key, made)
        self._kept[name] = key, made
        return made

    def key_of(self, name: str) -> str:
        """The digest of what the last result that was `kept` under a name was made from; "" for none."""
        return self._kept[name][0] if name in self._kept else ""

    def each(
        self,
        name: str,
        keys: Iterable[Hashable],
        columns: Iterable[Iterable[object]],
        make: Callable[..., _T],
        *shared: object,
    ) -> tuple[_T, ...]:
        """What `make` gives for each row of the table of this name: its value of each column, and `shared`.

        The keys tell the rows apart. One that had the same values the last time has the result of that time,
        so what is made must follow from them; where all results are the same, it is the same tuple. Keys and
        columns that are the tuples of the last time, or that another table made from such, are not looked
        through.
        """
        now = _Table(tuple(keys), tuple(map(tuple, columns)), shared)
        before = self._tables.get(name)
        if before is None or not _same(before.shared, shared):
            now.made = tuple(make(*row, *shared) for row in zip(*now.columns, strict=True))
        elif before.keys is now.keys or before.keys == now.keys:
            rows = self._stale(before.columns, now.columns)
            fresh = [make(*(column[at] for column in now.columns), *shared) for at in rows]
            now.made = self.replaced(before.made, rows, fresh)
        else:
            last = {key: at for at, key in enumerate(before.keys)}
            former = tuple(zip(*before.columns, strict=True))
            now.made = tuple(
                before.made[last[key]]
                if key in last and _same(former[last[key]], row)
                else make(*row, *shared)
                for key, row in zip(now.keys, zip(*now.columns, strict=True), strict=True)
            )
        self._tables[name] = now
        return now.made

    def field(self, table: str, rows: tuple[object, ...], name: str) -> tuple[Any, ...]:
        """An attribute of each row of a table, which never changes; the same tuple while all are the same."""
        return self.column(f"{table}.{name}", rows, attrgetter(name))

    def column(self, name: str, rows: tuple[_R, ...], make: Callable[[_R], _T]) -> tuple[_T, ...]:
        """What `make`, which sees nothing else, gives for each row; the same tuple while all are the same."""
        known = self._columns.get(name)
        if known is not None and len(known[0]) == len(rows):
            at = self.others(known[0], rows)
            made = self.replaced(known[1], at, [make(rows[row]) for row in at])
        else:
            made = tuple(map(make, rows))
        self._columns[name] = rows, made
        return made

    def places(self, names: tuple[str, ...]) -> Mapping[str, int]:
        """Where each name stands; found once for one tuple of names."""
        for known, made in tuple(self._places):  # a visitor's page may ask while the next build begins
            if known is names:
                return made
        found = positions(names)
        self._places.append((names, found))
        return found

    def picked(self, name: str, places: tuple[int, ...], values: tuple[_T, ...]) -> tuple[_T, ...]:
        """The values at these places, each of which occurs once; the same tuple while all are the same."""
        known = self._picked.get(name)
        if known is not None and known.places is places and len(known.values) == len(values):
            back = known.back
            rows = sorted(back[at] for at in self.others(known.values, values) if at in back)
            made = self.replaced(known.made, rows, [values[places[row]] for row in rows])
        else:
            made = tuple(map(values.__getitem__, places))
            back = {at: row for row, at in enumerate(places)}
        self._picked[name] = _Picked(places, values, made, back)
        return made

    def gathered(
        self, table: str, groups: tuple[tuple[int, ...], ...], values: tuple[_T, ...]
    ) -> tuple[tuple[_T, ...], ...]:
        """Of each group the values at its places; for the groups of the last time only those that changed."""
        known = self._groups.get(table)
        if known is not None and known.groups is groups and len(known.values) == len(values):
            rows = sorted(
                {row for at in self.others(known.values, values) for row in known.within.get(at, ())}
            )
            made = self.replaced(known.made, rows, [tuple(values[at] for at in groups[row]) for row in rows])
            within = known.within
        else:
            made = tuple(tuple(values[at] for at in group) for group in groups)
            within = _within(groups)
        self._groups[table] = _Groups(groups, values, made, within)
        return made

    def others(self, before: tuple[object, ...], now: tuple[object, ...]) -> Sequence[int]:
        """The places at which two tuples of one length hold other objects, in order."""
        if before is now:
            return ()
        for one, other, known in self._seen:
            if one is before and other is now:
                return known
        found = tuple(compress(count(), map(is_not, before, now)))
        self._seen.append((before, now, found))
        return found

    def equal(self, before: tuple[_T, ...], now: tuple[_T, ...]) -> tuple[_T, ...]:
        """The values of now, but for equal ones at the same places the objects of before.

        For values of one type whose equality tells all.
        """
        if len(before) != len(now):
            return now
        rows = [at for at in self.others(before, now) if before[at] != now[at]]
        return self.replaced(before, rows, [now[at] for at in rows])

    def replaced(self, before: tuple[_T, ...], places: Sequence[int], values: Sequence[_T]) -> tuple[_T, ...]:
        """The tuple with these values at these places, in order: itself where all are the same."""
        new = [(at, value) for at, value in zip(places, values, strict=True) if not _same(before[at], value)]
        if not new:
            return before
        rows = list(before)
        for at, value in new:
            rows[at] = value
        now = tuple(rows)
        self._seen.append((before, now, tuple(at for at, _ in new)))
        return now

    def _stale(
        self, before: tuple[tuple[object, ...], ...], now: tuple[tuple[object, ...], ...]
    ) -> Sequence[int]:
        """The rows, by number, that are others than before."""
        pairs = zip(before, now, strict=True)
        found = {
            at for one, other in pairs for at in self.others(one, other) if not _same(one[at], other[at])
        }
        return sorted(found)


class _Table:
    """The rows that went through a function, by columns, which are quicker to compare, and what it gave."""

    def __init__(
        self, keys: tuple[Hashable, ...], columns: tuple[tuple[object, ...], ...], shared: tuple[object, ...]
    ) -> None:
        self.keys, self.columns, self.shared = keys, columns, shared
        self.made: tuple[Any, ...] = ()


class _Picked(NamedTuple):
    """Places in a tuple of values, what was there, and which of the places each is."""

    places: tuple[int, ...]
    values: tuple[Any, ...]
    made: tuple[Any, ...]
    back: Mapping[int, int]


class _Groups(NamedTuple):
    """Groups of places in a tuple of values, what these came to, and in which groups each place is."""

    groups: tuple[tuple[int, ...], ...]
    values: tuple[Any, ...]
    made: tuple[Any, ...]
    within: Mapping[int, Sequence[int]]


def positions(names: tuple[str, ...]) -> Mapping[str, int]:
    """Where each name stands."""
    return {name: at for at, name in enumerate(names)}


def _within(groups: tuple[tuple[int, ...], ...]) -> Mapping[int, Sequence[int]]:
    """The groups, by number, that each place is in."""
    within: dict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        for at in group:
            within[at].append(row)
    return within


def _same(one: object, other: object) -> bool:
    """True when nobody can tell the two apart."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(_same, one, other)))
    return isinstance(one, str) and one == other
