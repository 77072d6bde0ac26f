"""What the terminal is told of problems from build to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cli.told import News, Told, news, print_news
from dateline.problems import Place, Problem, Severity, in_order


def warning(file: str, line: int, message: str = "no citation") -> Problem:
    return Problem(Place(file, line, 1), "uncited-sentence", message, severity=Severity.WARNING)


def error(file: str, line: int) -> Problem:
    return Problem(Place(file, line, 1), "unknown-key", "no such key")


A, B, C = warning("a.md", 3), warning("b.md", 5), warning("c.md", 7)


def told(*builds: tuple[Problem, ...]) -> Told:
    """What is told after these builds, one after the other."""
    seen = Told(())
    for problems in builds:
        seen = seen.then(in_order(problems))
    return seen


def test_the_first_build_tells_all() -> None:
    assert news(Told(), (A, B)) == News((A, B), 0, is_mended=False)
    assert news(Told(), ()) == News((), 0, is_mended=False)


def test_the_same_problems_are_no_news() -> None:
    assert news(told((A, B)), (A, B)) is None
    assert news(told(()), ()) is None


def test_only_what_is_new_is_told() -> None:
    assert news(told((A, C)), (A, B, C)) == News((B,), 2, is_mended=False)
    assert news(told((A, B, C)), (A, C)) == News((), 2, is_mended=False)
    assert news(told((A, B, C)), ()) == News((), 0, is_mended=False)


def test_lines_that_move_are_no_news() -> None:
    before = A, warning("b.md", 5), warning("b.md", 9, "another"), C
    after = A, warning("b.md", 6), warning("b.md", 10, "another"), C
    assert news(told(before), after) == News((), 4, is_mended=False)


def test_what_cannot_be_told_apart_is_told_again() -> None:
    """A sentence more without a citation: any of the two may be the new one."""
    after = A, warning("b.md", 4), warning("b.md", 6), C
    assert news(told((A, B, C)), after) == News(after[1:3], 2, is_mended=False)


def test_errors_are_always_told_and_warnings_come_back_unsaid() -> None:
    wrong = error("b.md", 1)
    seen = told((A, B, C), (A, wrong))
    assert news(told((A, B, C)), (A, wrong)) == News((wrong,), 1, is_mended=False)
    assert news(seen, (A, wrong, C)) == News((wrong,), 2, is_mended=False)
    assert news(seen, (A, B, C)) == News((), 3, is_mended=True)


def test_a_warning_that_came_with_an_error_is_told_when_that_is_mended() -> None:
    assert news(told((A,), (A, B, error("c.md", 1))), (A, B)) == News((B,), 1, is_mended=True)


def test_errors_are_printed_first_and_what_stands_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_news(News((A, error("b.md", 2)), 2, is_mended=False), tmp_path)
    print_news(News((), 1, is_mended=True), tmp_path)
    said = capsys.readouterr()
    assert said.err == (
        "b.md:2:1: error: no such key [unknown-key]\na.md:3:1: warning: no citation [uncited-sentence]\n"
    )
    assert said.out == "2 warnings as before\nno errors left, 1 warning as before\n"
