"""What the terminal was told of problems, build after build: a warning that stays is not told again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.cli.edge import print_problems, stream_to
from dateline.problems import Problem, has_errors


class Told(NamedTuple):
    """What builds have told so far."""

    said: tuple[Problem, ...] | None = None
    """The problems of the last build; None before the first."""
    standing: tuple[Problem, ...] = ()
    """The warnings of the last build that had no errors: a build that has some may not get to all of them."""

    def then(self, problems: tuple[Problem, ...]) -> Told:
        """What is told after a build that found these."""
        return Told(problems, self.standing if has_errors(problems) else problems)


class News(NamedTuple):
    """What to tell of a build."""

    problems: tuple[Problem, ...]
    """The errors, all of them, and the warnings that are new."""
    standing: int
    """How many warnings were told before."""
    is_mended: bool
    """True when the last build had errors, and this one has none."""


def news(told: Told, problems: tuple[Problem, ...]) -> News | None:
    """What a build that found `problems`, in their order, has to tell; None when they are those of the last.

    A warning is new unless a warning of the same words about the same file stood before, wherever its lines
    have moved. Where a file has more of the same words than before, all of these are told.
    """
    if problems == told.said:
        return None
    begin, end = _window(told.standing, problems)
    window, former = problems[begin : len(problems) - end], told.standing[begin : len(told.standing) - end]
    counts, before = Counter(map(_words, window)), Counter(map(_words, former))
    fresh = tuple(p for p in window if p.is_error or counts[_words(p)] > before[_words(p)])
    is_mended = has_errors(told.said or ()) and not has_errors(problems)
    return News(fresh, len(problems) - len(fresh), is_mended)


def print_news(told: News, root: Path) -> None:
    """Print problems, errors first, where problems go, and then how many warnings are as they were."""
    from dateline.console import counted  # loaded by the build that had problems

    print_problems(sorted(told.problems, key=lambda problem: not problem.is_error), root)
    if told.standing:
        mended = "no errors left, " if told.is_mended else ""
        stream_to(sys.stdout).line(f"{mended}{counted(told.standing, 'warning')} as before")


def _window(before: Sequence[Problem], now: Sequence[Problem]) -> tuple[int, int]:
    """How many problems both begin with, and how many of the others both end with."""
    begin = next((at for at, (old, new) in enumerate(zip(before, now, strict=False)) if old != new), None)
    if begin is None:
        begin = min(len(before), len(now))
    rest = min(len(before), len(now)) - begin
    pairs = zip(reversed(before), reversed(now), strict=False)
    end = next((at for at, (old, new) in enumerate(pairs) if at == rest or old != new), rest)
    return begin, end


def _words(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from others, but for its line."""
    return problem.place.file, problem.rule, problem.message
