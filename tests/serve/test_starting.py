"""The first build of who watches: all processors take part, a signal ends it, nothing after it is missed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import MakeSite, plain_environment
from previewing import CRANE, DEADLINE, FERRY, story, two_stories, until

SERVE, WATCH = ("serve", "--port", "0"), ("build", "--watch")
TELLS_OF_COPIES = """
import os
os.sched_getaffinity = lambda pid: {0, 1}
fork = os.fork
def told():
    pid = fork()
    if pid:
        os.write(1, b"a copy\\n")
    return pid
os.fork = told
"""
SAVES_BEFORE_WATCHING = """
import sys
from pathlib import Path
class Saves:
    def __init__(self, start):
        self.start = start
    def __call__(self, watch):
        for file in Path("later").rglob("*.md"):
            file.replace(Path(*file.parts[1:]))
        sys.stdout.write("now it watches\\n")
        sys.stdout.flush()
        self.start(watch)
import dateline.cli.planner as planner
planner.start_watching = Saves(planner.start_watching)
"""

TELLS_OF_OUTPUTS = """
import os
import dateline.made.outputs as made
page_output = made.page_output
def told(page, *more):
    os.write(1, f"an output: {page.path}\\n".encode())
    return page_output(page, *more)
made.page_output = told
"""


class Running:
    """A command that does not end by itself, and the lines it prints."""

    def __init__(self, site: Path, command: tuple[str, ...], hook: str) -> None:
        (site / "sitecustomize.py").write_text(hook, encoding="utf-8")
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dateline", *command],
            cwd=site,
            env=plain_environment({"PYTHONPATH": str(site)}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        self.lines.extend(iter(self._process.stdout.readline, ""))

    def prints(self, words: str) -> None:
        """Wait until a line holds these words."""
        until(lambda: any(words in line for line in self.lines), words)

    def ended_by(self, number: int) -> int:
        """The exit code after a signal, once all was read."""
        self._process.send_signal(number)
        code = self._process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        return code

    def stop(self) -> None:
        """End it, however it is."""
        self._process.kill()
        self._process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        if self._process.stdout:
            self._process.stdout.close()


Begin = Callable[[Path, tuple[str, ...], str], Running]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Runs commands, and ends them all."""
    running: list[Running] = []

    def one(site: Path, command: tuple[str, ...], hook: str) -> Running:
        running.append(Running(site, command, hook))
        return running[-1]

    yield one
    for command in running:
        command.stop()


def many_stories(count: int) -> dict[str, str | bytes]:
    """A site of so many stories beside the two."""
    files = dict(two_stories())
    for name, text in two_stories().items():
        if "/ferry/" in name:
            files |= {name.replace("/ferry/", f"/ferry-{number}/"): text for number in range(count)}
    return files


@pytest.mark.parametrize(("command", "ready"), [(SERVE, "Serving"), (WATCH, "written")])
def test_all_processors_take_part_in_the_first_build(
    site: MakeSite, begin: Begin, command: tuple[str, ...], ready: str
) -> None:
    running = begin(site(many_stories(60)), command, TELLS_OF_COPIES)
    running.prints(ready)
    assert running.lines.count("a copy\n") >= 4  # two to read and two to compile, at least


@pytest.mark.parametrize(
    ("command", "number", "code"),
    [
        *((command, number, 0) for command in (SERVE, WATCH) for number in (signal.SIGINT, signal.SIGTERM)),
        (("build",), signal.SIGINT, 130),
    ],
)
def test_a_build_is_ended_in_the_midst_of_making_copies(
    site: MakeSite, begin: Begin, command: tuple[str, ...], number: int, code: int
) -> None:
    folder = site(many_stories(200))
    running = begin(folder, command, TELLS_OF_COPIES)
    running.prints("a copy")
    assert running.ended_by(number) == code
    assert [line for line in running.lines if line != "a copy\n"] == ["stopped\n"]
    assert not (folder / "public").exists()


def test_what_is_saved_before_it_watches_is_written(site: MakeSite, begin: Begin) -> None:
    file = "content/harbour/ferry/story.md"
    folder = site({**two_stories(), f"later/{file}": story("Ferry stops", "It sails again")})
    begin(folder, WATCH, SAVES_BEFORE_WATCHING)
    page = folder / f"public{FERRY}index.html"
    until(lambda: page.is_file() and "It sails again" in page.read_text(encoding="utf-8"))


def test_where_nothing_was_saved_nothing_is_said_again(site: MakeSite, begin: Begin) -> None:
    folder = site(two_stories())
    running = begin(folder, WATCH, SAVES_BEFORE_WATCHING)
    running.prints("now it watches")
    (folder / "content/harbour/crane/story.md").write_text(story("Crane", "It turns again"), encoding="utf-8")
    page = folder / f"public{CRANE}index.html"
    until(lambda: "It turns again" in page.read_text(encoding="utf-8"))
    assert running.ended_by(signal.SIGINT) == 0
    said = [line.split(" in ")[0].split(":")[-1].strip() for line in running.lines]
    assert said[0].endswith("written, 0 kept, 0 removed")
    assert [line for line in said if line.startswith("0 written")] == []


def test_a_save_makes_the_outputs_that_it_changes(site: MakeSite, begin: Begin) -> None:
    folder = site(many_stories(60))
    running = begin(folder, SERVE, TELLS_OF_OUTPUTS)
    running.prints("Watching for changes")
    before = len(running.lines)
    file = folder / "content/harbour/crane/story.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nIt turns again [@courier].\n", encoding="utf-8")
    running.prints("changed, ")
    assert running.ended_by(signal.SIGINT) == 0
    made = [line for line in running.lines[before:] if line.startswith("an output") and ".html" in line]
    assert made == [f"an output: {CRANE[1:]}index.html\n"]
