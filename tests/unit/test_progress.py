"""The progress bar of a terminal: which stage is on, how far it is, and nothing for what is quick."""

from __future__ import annotations

import io
import re

import pytest

from dateline.console import Progress
from dateline.timing import Profile, Timing


class Terminal(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> list[str]:
        """What was shown, without the signs that steer the terminal, line by line."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "\n", self.getvalue()).split("\n")


class Bar:
    """A bar on a terminal, and the seconds that have passed."""

    def __init__(self) -> None:
        self.now, self.terminal = 0.0, Terminal()
        self.progress = Progress(self.terminal, lambda: self.now)

    def reached(self, after: float, stage: str, done: int, total: int) -> None:
        self.now += after
        Timing(self.progress.reached).reached(stage, done, total)


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    monkeypatch.setenv("TERM", "xterm-256color")
    return Bar()


def test_each_stage_that_takes_long_says_how_far_it_is(bar: Bar) -> None:
    bar.reached(1, "read and parse", 40, 4000)
    bar.reached(1, "compile", 12, 1000)
    bar.reached(1, "write", 5, 1122)
    bar.progress.stop()
    text = "\n".join(bar.terminal.shown)
    found = re.findall(r"(Files read|Stories compiled|Pages).*?(\d+/\d+)", text, re.DOTALL)
    assert list(dict.fromkeys(found)) == [
        ("Files read", "40/4000"),
        ("Stories compiled", "12/1000"),
        ("Pages", "5/1122"),
    ]


def test_what_is_quick_shows_nothing(bar: Bar) -> None:
    bar.reached(0.1, "read and parse", 40, 4000)
    bar.reached(0.1, "compile", 12, 1000)
    bar.progress.stop()
    assert bar.terminal.getvalue() == ""


def test_a_stage_that_is_done_is_not_drawn_once_more(bar: Bar) -> None:
    bar.reached(1, "compile", 1000, 1000)
    bar.progress.stop()
    assert bar.terminal.getvalue() == ""


def test_a_profile_tells_how_far_it_is_too() -> None:
    told: list[tuple[str, int, int]] = []
    profile = Profile(lambda: 0.0, lambda *row: told.append(row))
    profile.reached("compile", 1, 2)
    Timing().reached("compile", 2, 2)
    assert told == [("compile", 1, 2)]
