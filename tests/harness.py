"""What tests use to make a small site and to run the real command line on it.

It knows the command as a user does: arguments in; exit code, text and files out.
It imports nothing of Dateline.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

REPOSITORY = Path(__file__).parents[1]
MINIMAL_CONFIG = 'title = "The Test Paper"\nbase_url = "https://paper.example/"\n'
# What differs from run to run in honest output: how long it took.
_SECONDS = re.compile(r"\b\d+\.\d+ ?(s|seconds)\b")


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and texts, with the site's folder written as [SITE]."""

    exit: int
    stdout: str
    stderr: str

    @property
    def console(self) -> str:
        """All that was printed: problems (stderr), then results (stdout)."""
        return self.stderr + self.stdout


class MakeSite(Protocol):
    """The `site` fixture: files in, the folder of a new site out."""

    def __call__(self, files: Mapping[str, str | bytes] | None = None, /) -> Path: ...


class Run(Protocol):
    """The `run` fixture: a site's folder and arguments in, what the command left out."""

    def __call__(self, site: Path, /, *args: str, env: Mapping[str, str] | None = None) -> Ran: ...


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Each file is written below `folder`, byte for byte; its folders are made."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def plain_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a plain terminal, 100 columns wide and without colour."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "DATELINE", "COVERAGE"))}
    fixed = {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}
    return {**kept, **fixed, **(extra or {})}


def run_dateline(site: Path, *args: str, env: Mapping[str, str] | None = None) -> Ran:
    """What `dateline ARGS` gives when run inside `site`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *args],
        cwd=site,
        env=plain_environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=50,
    )
    return Ran(done.returncode, _steady(done.stdout, site), _steady(done.stderr, site))


def _steady(text: str, site: Path) -> str:
    """The text with what differs between two equal runs replaced: the folder and the seconds."""
    return _SECONDS.sub("[TIME] s", text.replace(str(site), "[SITE]"))


_HOLD = """
import sys
from pathlib import Path
from dateline.output.lock import held
from dateline.problems import BusyError
while True:
    try:
        with held(Path(".dateline"), "public"):
            print("held", flush=True)
            sys.stdin.read()
            break
    except BusyError:  # a build of the test's own is at its end
        pass
"""


@contextmanager
def another_build_in(site: Path) -> Iterator[int]:
    """Inside it, another process holds the lock of this site; its id."""
    command = [sys.executable, "-c", _HOLD]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=site, env=plain_environment(), **pipes) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process.pid
        finally:
            process.communicate("")
