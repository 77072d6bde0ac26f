"""Problems: what is wrong with the writer's files, as values with a place, a rule and a hint.

Content mistakes are collected over the whole site and never raised. What is raised is `SiteError`,
where a build cannot go on at all:

    SiteError
    ├── ConfigError    site.toml cannot be used               (exit 3)
    ├── ThemeError     a theme cannot be used                 (exit 4)
    └── OutputError    the output folder cannot be written    (exit 6)
        └── BusyError  another build is at work there

This room knows no YAML, no Markdown, no terminal; it only holds and renders places and problems.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning is printed, `off` is dropped."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


Weights = tuple[tuple[str, Severity], ...]
"""What a paragraph's comments say of rules, in their order: of two about one rule, the last holds."""


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands in a file: the path from the site's root, and 1-based line and column.

    `line` 0 means the file as a whole; `length` is the number of characters to underline.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


Turn = tuple[int, int, int]
"""From which offset in a text on its characters stand side by side in the file, from which line and column.

Line 0 says that nobody knows where they stand.
"""


def place_within(whole: Place, turns: tuple[Turn, ...], start: int, end: int) -> Place:
    """The place of the characters from `start` to `end` of a text that stands at `whole`.

    `turns` say where the text and the file part; without them the text stands there as it is. A span over
    several lines is marked up to the end of its first; where the file differs, that is `whole` itself.
    """
    if not whole.line:
        return whole
    known = turns or ((0, whole.line, whole.column),)
    at = bisect_right(known, start, key=lambda turn: turn[0]) - 1
    offset, line, column = known[max(at, 0)]
    if at < 0 or not line:
        return whole
    begin = last = column + start - offset
    ends = (*known[at + 1 :], (end, 0, 0))
    for (offset, on, column), (until, following, _) in zip(known[at:], ends, strict=True):
        if offset >= end or (on and on != line):
            break
        if on:
            breaks = until < end and following > line  # the end of the line is a space in the text
            last = column + min(end, until) - 1 - offset - breaks
    return Place(whole.file, line, begin, max(last - begin + 1, 1))


class Problem(msgspec.Struct, frozen=True):
    """One mistake, or one thing to look at: where, by which rule, in words, and how to mend it.

    A second line of the hint says what holds for every problem of its kind.
    """

    place: Place
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    """How much its rule weighs, until it is weighed."""
    own: Severity | None = None
    """What a comment in its paragraph says; that wins over site.toml."""
    unless: str = ""
    """The address at which an output, when the site has one, makes this no problem."""

    def within(self, weights: Weights) -> Problem:
        """The problem in a paragraph whose comments say `weights`."""
        own = dict(weights).get(self.rule) if weights else None
        return self if own is None else msgspec.structs.replace(self, own=own)

    @property
    def is_error(self) -> bool:
        """True when this problem stops a build."""
        return self.severity is Severity.ERROR


class SiteError(Exception):
    """The build cannot go on; `problems` says why, with places.

    The base of `ConfigError`, `ThemeError` and `OutputError`; never raised itself.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class ConfigError(SiteError):
    """site.toml is missing, malformed, or holds a value that cannot be used."""


class ThemeError(SiteError):
    """A theme is missing, or one of its templates cannot be compiled or rendered."""


class OutputError(SiteError):
    """The output folder is not ours to write, is locked by another build, or cannot be written."""


class BusyError(OutputError):
    """Another build is at work in the output folder: once it is done, the same can be tried again."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of `known`, or "" when none is near; capitals make no difference."""
    import difflib  # only mistakes need it

    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f"did you mean “{names[near[0]]}”?" if near else ""


OFTEN = 20
"""The most problems of one rule that are shown one by one where all of a site are."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line, column and rule, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place, p.rule, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when any of `problems` is an error."""
    return any(problem.is_error for problem in problems)


def grouped(problems: Iterable[Problem], limit: int) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """At most `limit` problems of each rule, and how many more each cut rule has."""
    shown: list[Problem] = []
    seen: dict[str, int] = {}
    for problem in problems:
        seen[problem.rule] = seen.get(problem.rule, 0) + 1
        if seen[problem.rule] <= limit:
            shown.append(problem)
    return tuple(shown), {rule: count - limit for rule, count in seen.items() if count > limit}


def render(problem: Problem, line_of: Callable[[str, int], str | None]) -> str:
    """The problem as the console shows it: one headline, the line with a caret, the hint.

    `line_of(file, line)` gives a file's line without its end, or None when it cannot be read.
    """
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    lines = [_printable(f"{where}: {problem.severity}: {problem.message} [{problem.rule}]")]
    text = line_of(place.file, place.line) if place.line else None
    if text is not None:
        lines += _excerpt(text, place)
    for line in map(_printable, problem.hint.splitlines()):
        words = f"hint: {line}" if line == problem.hint or problem.hint.startswith(f"{line}\n") else line
        lines += textwrap.wrap(words, 100, initial_indent="      ", subsequent_indent="      ")
    return "\n".join(lines)


def _printable(text: str) -> str:
    """The text on one line, without what would steer a terminal."""
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def _excerpt(text: str, place: Place, width: int = 100) -> list[str]:
    """The line, cut to `width` around the column, and the caret line below it."""
    column = max(place.column - 1, 0)
    start = max(0, min(column - width // 3, len(text) - width)) if len(text) > width else 0
    shown = _printable(text[start : start + width])
    marks = max(1, min(place.length, len(shown) - (column - start)))
    return [
        f"{place.line:>5} | {'…' if start else ''}{shown}{'…' if start + width < len(text) else ''}",
        f"      | {' ' * (column - start + bool(start))}{'^' * marks}",
    ]
