"""Outputs: every file that a plan makes, each with its key, the digest of all that it is made from.

Nothing is made here: the bytes of an output are asked for only when its key, or the file on the disk, has
changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dateline import digest
from dateline.again import Again
from dateline.made.developed import file_outputs
from dateline.made.rendered import Around, around_of, data_output, form_outputs, page_output
from dateline.output.staging import Output
from dateline.pages.plan import Plan
from dateline.pages.planned import PlannedData
from dateline.pictures.album import Album
from dateline.search.index import FOLDER, index_of
from dateline.theming.theme import Theme
from dateline.timing import Timing
from dateline.version import generator_digest


class OutputRows(NamedTuple):
    """All outputs of a plan, by kind, so that `changed_pairs` finds quickly which have changed."""

    pages: tuple[Output, ...]
    twins: tuple[tuple[Output, ...], ...]
    """The forms for machines of each story."""
    rest: tuple[Output, ...]


class Outputs(dict[str, Output]):
    """The outputs by path, never changed once made; with their rows, which are quick to compare."""

    def __init__(self, files: Mapping[str, Output] | Iterable[tuple[str, Output]], rows: OutputRows) -> None:
        super().__init__(files)
        self.rows = rows


class Change(NamedTuple):
    """How the outputs of one plan differ from another's: `fresh` are new or have another key."""

    fresh: dict[str, Output]
    gone: tuple[str, ...]


def planned_outputs(
    plan: Plan, theme: Theme, root: Path, again: Again, timing: Timing, state: str, *, keep: bool
) -> OutputRows:
    """The outputs of a plan for the site at `root`.

    Pictures that earlier builds made are taken from the folder `state`, unless that is "". With `keep`,
    those that are made now are left there.
    """
    generator = generator_digest()
    sites = {"": plan.site, **plan.others}
    around = tuple(again.below(t).call(around_of, site, generator) for t, site in sites.items())
    languages: tuple[str, ...] = again.field("pages", plan.pages, "language")
    columns = plan.pages, again.call(_spoken, languages, tuple(sites), around)
    paths: tuple[str, ...] = again.field("pages", plan.pages, "path")
    pages = again.each("outputs", paths, columns, page_output, theme, timing)
    keys = again.column("twins", plan.twins, _first)
    twins = again.each("data", keys, [plan.twins], form_outputs, generator)
    tables = again.each(
        "tables", again.field("tables", plan.tables, "path"), [plan.tables], data_output, generator
    )
    album = again.call(_album, state, keep)
    drawn = (plan.files, plan.pictures, plan.cards, plan.icons)
    templates: tuple[str, ...] = again.field("pages", plan.pages, "template")
    rest = (*tables, *again.call(file_outputs, root, album, *drawn, theme, templates))
    return OutputRows(pages, twins, rest)


def _album(state: str, keep: bool) -> Album | None:
    return Album(Path(state), keep=keep) if state else None


def by_path(rows: OutputRows, again: Again, before: Mapping[str, Output]) -> Outputs:
    """The outputs by their paths; `before` are those of another plan, from which it is quick to make them."""
    pairs = changed_pairs(before.rows, rows, again) if isinstance(before, Outputs) else None
    if pairs is None or len(before) < count(rows):  # two want one path: the last has it
        return Outputs(((output.path, output) for output in flat(rows)), rows)
    made = Outputs(before, rows)
    made.update((output.path, output) for _, output in pairs)
    return made


def flat(rows: OutputRows) -> tuple[Output, ...]:
    """All outputs in one tuple."""
    return (*rows.pages, *chain.from_iterable(rows.twins), *rows.rest)


def count(rows: OutputRows) -> int:
    """How many outputs there are."""
    return len(rows.pages) + sum(map(len, rows.twins)) + len(rows.rest)


def changed_pairs(before: OutputRows, now: OutputRows, again: Again) -> list[tuple[Output, Output]] | None:
    """Each output that has changed, as a pair of before and now; None unless both have the same paths."""
    if [*map(len, before)] != [*map(len, now)]:
        return None
    pairs: list[tuple[Output, Output]] = []
    for one, other in (before.pages, now.pages), (before.rest, now.rest):
        pairs += ((one[at], other[at]) for at in again.others(one, other))
    for at in again.others(before.twins, now.twins):
        then, twins = before.twins[at], now.twins[at]
        if len(then) != len(twins):
            return None
        pairs += zip(then, twins, strict=True)
    return pairs if all(one.path == other.path for one, other in pairs) else None


def change(before: Mapping[str, Output], now: Outputs, again: Again) -> Change:
    """How the outputs of one plan differ from those of another."""
    pairs = changed_pairs(before.rows, now.rows, again) if isinstance(before, Outputs) else None
    if pairs is not None:
        return Change({new.path: new for old, new in pairs if new.key != old.key}, ())
    fresh = {path: output for path, output in now.items() if _is_other(output, before.get(path))}
    return Change(fresh, tuple(path for path in before if path not in now))


def _is_other(output: Output, before: Output | None) -> bool:
    """True for an output that is new, or has another key than before."""
    return output is not before and (before is None or output.key != before.key)


def index_made(plan: Plan, state: Path | None, *, keep: bool) -> tuple[Output, ...]:
    """The files of the search's index, from the folder `state` if it was kept there; made anew for None."""
    if plan.search is None or not plan.search.documents:
        return ()
    key = digest.of_value(plan.search.digest, generator_digest())
    index = index_of(key, plan.search.documents, state, keep=keep)
    return tuple(
        Output(f"{FOLDER}/{path}", known, partial(bytes, content))
        for path, (known, content) in index.files.items()
    )


def _first(data: tuple[PlannedData, ...]) -> str:
    """The path of a story's first form, which tells the story from others; "" without forms."""
    return data[0].path if data else ""


def _spoken(
    languages: tuple[str, ...], tags: tuple[str, ...], around: tuple[Around, ...]
) -> tuple[Around, ...]:
    """For each page, by its language, what is around it."""
    return tuple(map(dict(zip(tags, around, strict=True)).__getitem__, languages))
