"""Faults: all problems of a site, with the weights that rules have in this build, and in order.

A site of thousands of stories may have thousands of warnings, so the problems of a story are weighed and
sorted again only when they have changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from dateline.again import positions
from dateline.memory.memory import Memory
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.problems import Place, Problem, in_order
from dateline.request import Request
from dateline.rules import weigh
from dateline.settings.config import Config
from dateline.urls import output_path

if TYPE_CHECKING:
    from dateline.desk import StoryDesk
    from dateline.loading.load import Content


def all_problems(
    config: Config,
    request: Request,
    content: Content,
    desk: StoryDesk,
    memory: Memory,
    others: Iterable[Problem],
) -> tuple[Problem, ...]:
    """The problems of all stories, of the rest of the content, and `others`: weighed, and in order."""
    again, weights = memory.again, (config, request.strict, request.checking)
    paths: tuple[str, ...] = again.field("found", content.found.stories, "path")
    places = again.call(_places, paths, desk.paths)
    found = again.gathered("found", places, again.field("compiled", desk.rows, "problems"))
    columns = again.field("records", content.records, "problems"), found
    groups = again.each("problems", paths, columns, of_story, *weights)
    rest = _weighed(tuple(content.problems), tuple(others), *weights)
    return again.call(_ordered, groups, rest)


def without_undone(
    problems: tuple[Problem, ...],
    pages: tuple[PlannedPage, ...],
    twins: tuple[tuple[PlannedData, ...], ...],
) -> tuple[Problem, ...]:
    """The problems without those that one of these outputs makes no problem (`Problem.unless`)."""
    if not any(problem.unless for problem in problems):
        return problems
    planned = {page.path for page in pages} | {form.path for form in chain.from_iterable(twins)}
    return tuple(p for p in problems if not p.unless or output_path(p.unless) not in planned)


def _places(paths: tuple[str, ...], out: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """For each story the position of its path in `out`, the stories that are out; () for one that is not."""
    known = positions(out)
    return tuple((known[path],) if path in known else () for path in paths)


def _ordered(groups: tuple[tuple[Problem, ...], ...], rest: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """All problems in one order; those of each group, which is a story's, are in order already."""
    if rest:  # they may lie among those of a story
        return in_order((*chain.from_iterable(groups), *rest))
    # No two stories share a file, and their files lie together in the order of names.
    filled = [group for group in groups if group]
    filled.sort(key=_place)
    return tuple(chain.from_iterable(filled))


def _place(group: tuple[Problem, ...]) -> Place:
    """Where the first problem of a group stands."""
    return group[0].place


def of_story(
    own: tuple[Problem, ...],
    found: tuple[tuple[Problem, ...], ...],
    config: Config,
    strict: bool,
    checking: bool,
) -> tuple[Problem, ...]:
    """The problems of a story's files, and those `found` when it was compiled: weighed, and in order."""
    if not own and not any(found):
        return ()
    return _weighed(own, tuple(chain.from_iterable(found)), config, strict, checking)


def _weighed(
    own: tuple[Problem, ...], found: tuple[Problem, ...], config: Config, strict: bool, checking: bool
) -> tuple[Problem, ...]:
    return weigh((*own, *found), config.check, strict=strict, checking=checking)
