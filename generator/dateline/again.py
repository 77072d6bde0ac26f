"""Again: remembers the last result of pure functions, and gives it again while their arguments are the same.

A process that plans one site many times holds one `Again`. No dependencies are listed by hand: a result is
known by the arguments themselves, so none can be forgotten. Arguments are compared by identity, as all
values are frozen: an equal value that was made anew counts as another, which costs time and is never wrong.

Results that are kept for other processes are known by a digest of the arguments (`kept`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import compress, count
from operator import attrgetter, is_, is_not
from typing import Any, Final, NamedTuple, Protocol, TypeVar

import msgspec

SEEN: Final = 512
"""The most pairs of tuples for which it is kept where they differ; one plan compares far fewer."""
NAMES: Final = 8
"""The most tuples of names for which the positions of the names are kept."""

_R = TypeVar("_R")
_T = TypeVar("_T")


class Stages(Protocol):
    """Where results are kept for another process."""

    def find(self, name: str, key: str) -> bytes | None:
        """The value that is kept under a name, as JSON, if it was kept with this digest; else None."""

    def put(self, name: str, key: str, value: object) -> None:
        """Keep plain data under a name, with the digest of all that it was made from."""


class Again:
    """Keeps the last result of each function that is called through it."""

    def __init__(self, stages: Stages | None = None, path: str = "") -> None:
        """`stages` has the results of other processes, under names that begin with `path`."""
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
        """A further one of this name, for a part of the site (a language) that calls the same functions."""
        return self._below.setdefault(name, Again(self._stages, f"{self._path}{name}/"))

    def tidy(self) -> None:
        """Drop what is of use within one plan only, as freeing large tuples takes longer than making them."""
        self._seen.clear()
        for again in self._below.values():
            again.tidy()

    def call(self, make: Callable[..., _T], *given: object) -> _T:
        """The result of `make` for these arguments; that of its last call if they were the same then.

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
        """The result of `make` for these arguments, even one that another process has kept.

        `key` is the digest of the arguments, `kind` the type of the result, which is plain data.
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
        """The key with which the last result was `kept` under a name; "" for none."""
        return self._kept[name][0] if name in self._kept else ""

    def each(
        self,
        name: str,
        keys: Iterable[Hashable],
        columns: Iterable[Iterable[object]],
        make: Callable[..., _T],
        *shared: object,
    ) -> tuple[_T, ...]:
        """The result of `make` for each row of the table `name`: of its value in each column, and `shared`.

        Rows are recognised by their `keys`. A row whose values have not changed has its last result, so
        `make` must be a function of them. If no result has changed, the very tuple of the last time is
        given. Keys and columns that are the same tuples as then, or tables made from such, are not looked
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
        """The attribute `name` of each row of a table; the same tuple while all are the same."""
        return self.column(f"{table}.{name}", rows, attrgetter(name))

    def column(self, name: str, rows: tuple[_R, ...], make: Callable[[_R], _T]) -> tuple[_T, ...]:
        """The result of `make`, a pure function, for each row; the same tuple while all rows are the same."""
        known = self._columns.get(name)
        if known is not None and len(known[0]) == len(rows):
            at = self.others(known[0], rows)
            made = self.replaced(known[1], at, [make(rows[row]) for row in at])
        else:
            made = tuple(map(make, rows))
        self._columns[name] = rows, made
        return made

    def places(self, names: tuple[str, ...]) -> Mapping[str, int]:
        """The position of each name in a tuple of names; worked out once for one tuple."""
        for known, made in tuple(self._places):  # a visitor's page may ask while the next build begins
            if known is names:
                return made
        found = positions(names)
        self._places.append((names, found))
        return found

    def picked(self, name: str, places: tuple[int, ...], values: tuple[_T, ...]) -> tuple[_T, ...]:
        """The values at these places, all of them different; the same tuple while all values are the same."""
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
        """For each group the values at its places; groups none of whose values changed keep their tuple."""
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
        """The places, in order, at which two tuples of one length hold different objects."""
        if before is now:
            return ()
        for one, other, known in self._seen:
            if one is before and other is now:
                return known
        found = tuple(compress(count(), map(is_not, before, now)))
        self._seen.append((before, now, found))
        return found

    def equal(self, before: tuple[_T, ...], now: tuple[_T, ...]) -> tuple[_T, ...]:
        """The values of `now`, with the object of `before` for each that is equal to the one at its place.

        Only for values of one type, of which equal ones cannot be told apart.
        """
        if len(before) != len(now):
            return now
        rows = [at for at in self.others(before, now) if before[at] != now[at]]
        return self.replaced(before, rows, [now[at] for at in rows])

    def replaced(self, before: tuple[_T, ...], places: Sequence[int], values: Sequence[_T]) -> tuple[_T, ...]:
        """The tuple `before` with these values at these places, in order; itself if no value is new."""
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
        """The numbers of the rows that have changed, in order; `before` and `now` are columns."""
        pairs = zip(before, now, strict=True)
        found = {
            at for one, other in pairs for at in self.others(one, other) if not _same(one[at], other[at])
        }
        return sorted(found)


class _Table:
    """The rows that were given to a function, as columns, which are quicker to compare, and the results."""

    def __init__(
        self, keys: tuple[Hashable, ...], columns: tuple[tuple[object, ...], ...], shared: tuple[object, ...]
    ) -> None:
        self.keys, self.columns, self.shared = keys, columns, shared
        self.made: tuple[Any, ...] = ()


class _Picked(NamedTuple):
    """Places in a tuple of values, what stood there, and `back`: from a place to its number among them."""

    places: tuple[int, ...]
    values: tuple[Any, ...]
    made: tuple[Any, ...]
    back: Mapping[int, int]


class _Groups(NamedTuple):
    """Groups of places in a tuple of values, what stood there, and `within`: the groups of each place."""

    groups: tuple[tuple[int, ...], ...]
    values: tuple[Any, ...]
    made: tuple[Any, ...]
    within: Mapping[int, Sequence[int]]


def positions(names: tuple[str, ...]) -> Mapping[str, int]:
    """The position of each name."""
    return {name: at for at, name in enumerate(names)}


def _within(groups: tuple[tuple[int, ...], ...]) -> Mapping[int, Sequence[int]]:
    """For each place the numbers of the groups that have it."""
    within: dict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        for at in group:
            within[at].append(row)
    return within


def _same(one: object, other: object) -> bool:
    """True for one object, for equal strings, and for tuples of such."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(_same, one, other)))
    return isinstance(one, str) and one == other
