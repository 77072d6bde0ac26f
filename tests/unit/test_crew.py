"""The crew: results in the order of the work, errors raised at home, and nobody left behind."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
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


def test_there_are_no_more_turns_than_a_pipe_holds() -> None:
    pieces = range(5000)
    assert list(crew.each(lambda piece: piece.to_bytes(2, "big"), pieces)) == [
        piece.to_bytes(2, "big") for piece in pieces
    ]


@pytest.mark.parametrize("pieces", [48, 199, 200])
@pytest.mark.parametrize("run", [1, 5, 12])
def test_results_come_in_the_order_of_the_work(run: int, pieces: int) -> None:
    assert list(crew.each(lambda piece: bytes([piece]) * piece, range(pieces), run=run)) == [
        bytes([piece]) * piece for piece in range(pieces)
    ]
    assert not copies()


@pytest.mark.timeout(20)
def test_neighbours_are_done_by_one_copy() -> None:
    begun: set[int] = set()
    (heard, told), (gate, opened) = os.pipe(), os.pipe()

    def work(piece: int) -> bytes:
        if os.getpid() not in begun:  # so that no copy is done with all before the others have begun
            begun.add(os.getpid())
            os.write(told, b".")
            if piece == 0:
                assert os.read(heard, 1) + os.read(heard, 1) + os.read(heard, 1) == b"..."
                os.write(opened, b"...")
            os.read(gate, 1)
        return str(os.getpid()).encode()

    who = list(crew.each(work, range(120), run=4))
    assert all(len(set(who[at : at + 4])) == 1 for at in range(0, 120, 4))
    assert len(set(who)) == 3
    for end in (heard, told, gate, opened):
        os.close(end)


@pytest.mark.timeout(20)
def test_a_copy_that_is_held_up_keeps_no_work_from_the_others() -> None:
    heard, told = os.pipe()

    def work(piece: int) -> bytes:
        if piece:
            os.write(told, b".")
        else:  # the first is done when all others are, which end without it
            assert all(select.select([heard], [], [], 10)[0] and os.read(heard, 1) for _ in range(59))
        return bytes([piece])

    assert list(crew.each(work, range(60))) == [bytes([piece]) for piece in range(60)]
    os.close(heard)
    os.close(told)


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


GATED = """
import os, sys
from dateline import crew
crew._size = lambda pieces, worth_it: 3
told, gate = map(int, sys.argv[1:])

def work(piece):
    os.write(told, b".")
    os.read(gate, 1)
    return b""

list(crew.each(work, range(300), run=12))
"""


@pytest.mark.timeout(20)
def test_copies_end_when_their_process_is_killed() -> None:
    """Each tells of every piece, and finishes none before its process is dead."""
    (heard, told), (gate, opened) = os.pipe(), os.pipe()
    command = [sys.executable, "-c", GATED, str(told), str(gate)]
    process = subprocess.Popen(command, pass_fds=[told, gate])
    os.close(told)
    os.close(gate)
    with os.fdopen(heard, "rb") as stream:
        assert stream.read(3) == b"..."
        process.kill()
        process.wait()
        os.close(opened)
        assert stream.read() == b""  # until the last copy has ended


@pytest.mark.timeout(20)
def test_copies_begin_before_a_result_is_asked_for() -> None:
    heard, told = os.pipe()

    def work(piece: int) -> bytes:
        os.write(told, b".")
        return bytes([piece])

    with crew.begun(work, range(60)) as results:
        seen = b""
        while len(seen) < 60:
            seen += os.read(heard, 60)
        assert b"".join(results) == bytes(range(60))
    assert not copies()
    os.close(heard)
    os.close(told)


@pytest.mark.timeout(20)
def test_copies_whose_results_nobody_wants_are_gone() -> None:
    with pytest.raises(ZeroDivisionError), crew.begun(lambda _: BIG, range(60)):
        raise ZeroDivisionError
    assert not copies()


@pytest.mark.timeout(20)
def test_a_copy_whose_result_is_wanted_last_lets_all_else_go_first() -> None:
    told, tell = os.pipe()

    def work() -> bytes:
        os.read(told, 1)
        return str(os.nice(0)).encode()

    with crew.meanwhile(work) as result:
        result.last()
        os.write(tell, b"!")
        assert int(result()) == min(os.nice(0) + 10, 19)


@pytest.mark.timeout(20)
def test_meanwhile_a_copy_works_and_is_gone_afterwards() -> None:
    with crew.meanwhile(lambda: str(os.getpid()).encode()) as result:
        assert int(result()) != os.getpid()
        assert result() == result()
    assert not copies()


@pytest.mark.timeout(20)
def test_a_result_is_awaited_until_it_begins_to_arrive() -> None:
    told, tell = os.pipe()

    def work() -> bytes:
        os.read(told, 1)
        return b"done"

    with crew.meanwhile(work) as result:
        assert result.is_awaited()
        os.write(tell, b"!")
        while result.is_awaited():
            select.select((), (), (), 0.001)
        assert result() == b"done"
        assert not result.is_awaited()


def test_what_no_copy_does_is_awaited_from_nobody() -> None:
    with crew.meanwhile(lambda: b"done", alone=True) as result:
        assert not result.is_awaited()


@pytest.mark.timeout(20)
def test_a_copy_that_nobody_asks_is_stopped() -> None:
    with crew.meanwhile(signal.pause):  # type: ignore[arg-type]  # it never answers
        assert copies()
    assert not copies()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("alone", [False, True])
def test_what_no_copy_could_do_is_done_here(alone: bool) -> None:
    home = os.getpid()

    def work() -> bytes:
        if os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done"

    with crew.meanwhile(work, alone=alone) as result:
        assert result() == b"done"
    assert not copies()
