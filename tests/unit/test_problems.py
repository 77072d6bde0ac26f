"""How a problem looks on the console, and what is said once."""

from __future__ import annotations

from pathlib import Path

from dateline.console import problems_text
from dateline.problems import Place, Problem, render

GENERAL = "accepted: " + " · ".join(["Dec 30, 2025"] * 12)


def _shown(*problems: Problem) -> list[str]:
    return [text for text, _ in problems_text(problems, Path("nowhere"))]


def test_the_second_line_of_a_hint_is_shown_once() -> None:
    first = Problem(Place("a.md", 3, 1), "bad-date", "no date", f"add the year\n{GENERAL}")
    second = Problem(Place("a.md", 4, 1), "bad-date", "no date", f"write the day\n{GENERAL}")
    one, two = _shown(first, second)
    assert "hint: add the year\n      accepted: " in one
    assert two.endswith("hint: write the day")


def test_a_hint_that_is_alike_is_shown_with_each_problem() -> None:
    problems = [Problem(Place("a.md", line, 1), "bad-date", "no date", "add the year") for line in (1, 2)]
    assert all(text.endswith("hint: add the year") for text in _shown(*problems))


def test_long_hints_are_folded() -> None:
    shown = render(Problem(Place("a.md"), "bad-date", "no date", GENERAL), lambda file, line: None)
    assert max(len(line) for line in shown.splitlines()) <= 100
    assert shown.splitlines()[1].startswith("      hint: accepted: Dec 30, 2025 · ")


def test_the_caret_stands_under_the_place_in_a_long_line() -> None:
    line = "a" * 150 + "HERE" + "b" * 150
    shown = render(Problem(Place("a.md", 7, 151, 4), "bad-date", "no date"), lambda file, number: line)
    _, text, carets = shown.splitlines()
    assert [char for char, mark in zip(text, carets, strict=False) if mark == "^"] == list("HERE")
