"""The crew: results in the order of the work, errors raised at home, and nobody left behind."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from dateline import crew

BIG = bytes(300_000)
"""More than a pipe holds: a copy that nobody reads from has to wait."""


@pytest.fixture(autouse=True)
def _three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_size", lambda pieces, worth_it: min(3, pieces))


def copies() -> bool:
    """Whether this process has a child that it has not waited for."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_results_come_in_the_order_of_the_work() -> None:
    assert list(crew.each(lambda piece: bytes([piece]) * piece, range(200))) == [
        bytes([piece]) * piece for piece in range(200)
    ]
    assert not copies()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("taken", [0, 1, 2, 7])
def test_work_that_is_given_up_ends(taken: int) -> None:
    """As at Ctrl-C, or when a template is wrong: the copies are in the middle of writing."""
    results = crew.each(lambda piece: BIG, range(60))
    for _ in range(taken):
        assert next(results) == BIG
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not copies()


@pytest.mark.timeout(20)
def test_an_error_is_raised_at_home_and_the_others_stop() -> None:
    def work(piece: int) -> bytes:
        if piece == 4:
            raise LookupError(piece)
        return BIG

    with pytest.raises(LookupError):
        list(crew.each(work, range(60)))
    assert not copies()


@pytest.mark.timeout(20)
def test_what_a_copy_that_was_killed_owed_is_done_here() -> None:
    """As by a system that is out of memory."""
    home = os.getpid()

    def work(piece: int) -> bytes:
        if piece == 31 and os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
        return BIG + bytes([piece])

    assert list(crew.each(work, range(60))) == [BIG + bytes([piece]) for piece in range(60)]
    assert not copies()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("allowed", [0, 1, 2])
def test_where_no_more_copies_can_be_made_the_work_is_done_here(
    allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, fork = [], os.fork

    def scarce() -> int:
        if len(made) == allowed:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        made.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", scarce)
    files = len(list(Path("/dev/fd").iterdir()))
    assert list(crew.each(lambda piece: bytes([piece]), range(60))) == [bytes([n]) for n in range(60)]
    assert not copies()
    assert len(list(Path("/dev/fd").iterdir())) == files, "no pipe is left open"
