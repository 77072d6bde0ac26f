"""Faults: all that is wrong with a site, weighed and in order.

A site of thousands of stories may have thousands of warnings; those of a story are weighed and put in order
again only when they changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.config import Config
from dateline.desk import StoryDesk
from dateline.load import Content
from dateline.memory import Memory
from dateline.problems import Place, Problem, in_order
from dateline.request import Request
from dateline.rules import weigh


def faults(
    config: Config,
    request: Request,
    content: Content,
    desk: StoryDesk,
    memory: Memory,
    others: Iterable[Problem],
) -> tuple[Problem, ...]:
    """The problems of all stories, of the other content and `others`, as they weigh here, in order."""
    asked = (config, request.strict, request.checking)
    rows = list(_rows(content, desk, memory))
    columns = [own for _, own, _ in rows], [found for _, _, found in rows]
    groups = memory.again.each("problems", [path for path, _, _ in rows], columns, _weighed, *asked)
    rest = _weighed(tuple(content.problems), tuple(others), *asked)
    if rest:  # they may lie among those of a story
        return in_order((*chain.from_iterable(groups), *rest))
    # No two stories share a file, and their files lie together in the order of names.
    filled = [group for group in groups if group]
    filled.sort(key=_place)
    return tuple(chain.from_iterable(filled))


def _place(group: tuple[Problem, ...]) -> Place:
    return group[0].place


def _rows(
    content: Content, desk: StoryDesk, memory: Memory
) -> Iterator[tuple[str, tuple[Problem, ...], tuple[Problem, ...]]]:
    """Every story with problems: those of its files, and those of what was compiled from them."""
    shown, records = desk.shown, memory.records
    for story in content.found.stories:
        path = story.path
        own, compiled = records[path].problems, shown.get(path)
        found = compiled.problems if compiled else ()
        if own or found:
            yield path, own, found


def _weighed(
    own: tuple[Problem, ...], found: tuple[Problem, ...], config: Config, strict: bool, checking: bool
) -> tuple[Problem, ...]:
    return weigh((*own, *found), config.check, strict=strict, checking=checking)
