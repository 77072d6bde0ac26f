"""One process, measured: seconds by the clock and of processors, and the most memory that it held."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

SAMPLE = 0.01
"""Seconds between two looks at the memory of a tree of processes."""


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    processor: float
    """Seconds of processor time, its children's included: steadier than the clock on a busy machine."""


class FailedError(Exception):
    """The process ended with an error; its last lines are the message."""


def run(command: tuple[str, ...], folder: Path, env: dict[str, str]) -> Run:
    """Run the command to its end; raises FailedError."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = _start(command, folder, env, said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        _judge(process, said)
    return Run(seconds, usage.ru_utime + usage.ru_stime)


def peak(command: tuple[str, ...], folder: Path, env: dict[str, str]) -> int:
    """The most bytes that the command and all its children held together; raises FailedError.

    The sum of the proportional set sizes of the living processes, looked at every 10 ms, or the largest
    single process where that is more (or where the system does not tell). Not to be timed: looking costs.
    """
    most = 0
    with tempfile.TemporaryFile() as said:
        process = _start(command, folder, env, said)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            most = max(most, sum(map(_held, _tree(process.pid))))
            time.sleep(SAMPLE)  # memory is sampled: nobody tells when it peaks
        process.returncode = os.waitstatus_to_exitcode(status)
        _judge(process, said)
    return max(most, usage.ru_maxrss * 1024)


def processor_time(pid: int) -> float:
    """The seconds of processor time that a process and its living children have taken; 0 where unknown."""
    ticks = 0
    for one in _tree(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _start(
    command: tuple[str, ...], folder: Path, env: dict[str, str], said: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
    )


def _judge(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.returncode:
        said.seek(0)
        raise FailedError(said.read().decode(errors="replace")[-2000:])


def _tree(pid: int) -> Iterator[int]:
    """The process and all that descend from it."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # it has gone
        return
    for task in tasks:
        try:
            below = (task / "children").read_text().split()
        except OSError:
            continue
        for child in below:
            yield from _tree(int(child))


def _held(pid: int) -> int:
    """The proportional set size of a process in bytes; 0 when it has gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
