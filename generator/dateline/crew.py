"""A crew: applies a function to many values on all processors, and gives the results in order.

Python computes on one processor at a time, so the work is dealt to forked copies of the process. A copy
sees everything that was made before the fork, and sends its results back as bytes. The pieces are cut into
turns (runs of pieces): a copy takes the next turn when it has finished one, so none is idle while there is
work left. Where forking is not safe (other threads are running), not worth it (little work, one processor)
or refused by the system, the work is done in this process, with the same result. A piece that fails in a
copy is done again here, so that its error is raised here.
"""

from __future__ import annotations

import os
import select
import selectors
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, TypeVar

_T = TypeVar("_T")

WORTH_IT = 48
"""With fewer pieces of work than this, making copies costs more than it saves."""
_ROUNDS = 8
"""The fewest turns for each copy: with many short ones, none waits long for another at the end."""
_TURNS: Final = 1024
"""The most turns: their numbers are written into a pipe at once, which holds so many on every system."""
_NUMBER: Final = 4
_HEAD: Final = 8
"""The size in bytes of a turn's or piece's number, and of the length that precedes a result."""
_FAILED: Final = (1 << 64) - 1
"""In the place of a length: the copy has no result, and the piece has to be done in the first process."""
_CHUNK = 1 << 18
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)
"""The signals by which somebody ends a build."""
_LAST: Final = 10
"""What is added to the niceness of a copy whose result is wanted last."""


def each(
    work: Callable[[_T], bytes],
    pieces: Sequence[_T],
    *,
    alone: bool = False,
    worth_it: int = WORTH_IT,
    run: int = 1,
) -> Iterator[bytes]:
    """The result of `work` for each of `pieces`, in their order.

    All of it is done in this process when `alone`, or when there are fewer pieces than `worth_it` (a small
    number, if pieces are heavy). A copy takes `run` pieces in a row, as neighbours may share what need not
    be found twice.
    """
    with begun(work, pieces, alone=alone, worth_it=worth_it, run=run) as results:
        yield from results


@contextmanager
def begun(
    work: Callable[[_T], bytes],
    pieces: Sequence[_T],
    *,
    alone: bool = False,
    worth_it: int = WORTH_IT,
    run: int = 1,
) -> Iterator[Iterator[bytes]]:
    """The same as a context: copies are at work from its beginning on, while this process does other things.

    What is done in this process is done when the result is asked for.
    """
    size = 1 if alone else _size(len(pieces), worth_it)
    if size < 2:
        yield map(work, pieces)
        return
    hands: list[_Hand] = []
    run = max(1, min(run, len(pieces) // (size * _ROUNDS)), -(-len(pieces) // _TURNS))
    try:
        with suppress(OSError):  # no memory or no number for another process: the others do its part
            _hire(hands, size, work, pieces, run)
        yield _gathered(hands, work, pieces)
    finally:
        # All pipes first: each copy has inherited those of the copies before it, and while one is open at
        # any end, who writes to it waits for ever.
        for hand in hands:
            os.close(hand.pipe)
        for hand in hands:
            hand.dismiss()


def _gathered(hands: list[_Hand], work: Callable[[_T], bytes], pieces: Sequence[_T]) -> Iterator[bytes]:
    """The results of the copies, in the order of the pieces; what no copy did is done here."""
    ready: dict[int, bytes | None] = {}
    with selectors.DefaultSelector() as selector:
        for hand in hands:
            selector.register(hand.pipe, selectors.EVENT_READ, hand)
        for index, piece in enumerate(pieces):
            while index not in ready and selector.get_map():
                for key, _ in selector.select():
                    if not key.data.read(ready):
                        selector.unregister(key.fileobj)
            result = ready.pop(index, None)
            yield work(piece) if result is None else result


class Aside:
    """One piece of work that a copy of the process does, from `begin` on, while this process goes on."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._work, self._hands = work, list[_Hand]()
        self._ready: dict[int, bytes | None] = {}

    def begin(self) -> None:
        """Make the copy, if one can be made."""
        if _size(2, 2) == 2:
            with suppress(OSError):
                _hire(self._hands, 1, lambda _: self._work(), (None,), 1)

    def __call__(self) -> bytes:
        """Wait for the result; a copy of the process that is made after `begin` may do so instead."""
        while not self._ready and self._hands and self._hands[0].read(self._ready):
            pass
        made = self._ready.setdefault(0, None)
        return self._work() if made is None else made

    def is_awaited(self) -> bool:
        """True while a copy is at work, and nothing of its result has arrived."""
        return bool(self._hands) and not self._ready and not self._hands[0].has_more()

    def last(self) -> None:
        """Give all other processes precedence over the copy, as its result is wanted last."""
        for hand in self._hands:
            hand.yield_to_others()

    def end(self) -> None:
        """Kill the copy, if it still runs. Its work must have no effect but its result."""
        for hand in self._hands:
            os.close(hand.pipe)
            hand.dismiss(at_once=True)
        self._hands.clear()


@contextmanager
def meanwhile(work: Callable[[], bytes], *, alone: bool = False) -> Iterator[Aside]:
    """Inside it a copy of the process does `work`; calling what it gives waits for the result.

    `work` must have no effect but its result. It is done in this process, when the result is asked for, if
    `alone`, where no copy can be made, or where the copy fails.
    """
    aside = Aside(work)
    try:
        if not alone:
            aside.begin()
        yield aside
    finally:
        aside.end()


def _hire(hands: list[_Hand], size: int, work: Callable[[_T], bytes], pieces: Sequence[_T], run: int) -> None:
    """Make `size` copies, which share the turns; raises OSError when one cannot be made."""
    turns, written = os.pipe()
    try:
        starts = range(0, len(pieces), run)
        os.write(written, b"".join(start.to_bytes(_NUMBER, "big") for start in starts))
    finally:
        os.close(written)  # or nobody would see that the last turn is taken
    try:
        for _ in range(size):
            with _undisturbed():
                hands.append(_Hand(work, pieces, turns, run))
    finally:
        os.close(turns)


def _size(pieces: int, worth_it: int) -> int:
    """How many copies to make for `pieces` pieces; fewer than two means none."""
    if pieces < worth_it or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, pieces)


class _Hand:
    """One forked copy and the pipe of its results: each is preceded by its piece's number and its length."""

    def __init__(self, work: Callable[[_T], bytes], pieces: Sequence[_T], turns: int, run: int) -> None:
        self.pipe, out = os.pipe()
        home = os.getpid()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self.pipe)
            os.close(out)
            raise
        if self._pid == 0:
            os.close(self.pipe)  # or it would wait for itself to read what it writes
            _labour(work, pieces, turns, run, out, home)
        os.close(out)
        self._buffer = bytearray()

    def read(self, ready: dict[int, bytes | None]) -> bool:
        """Put what has arrived into `ready`, by piece, None for a failure; False at the end of the pipe."""
        data = os.read(self.pipe, _CHUNK)
        if not data:
            return False
        self._buffer += data
        at, view = 0, self._buffer
        while len(view) - at >= _NUMBER + _HEAD:
            start = at + _NUMBER + _HEAD
            piece = int.from_bytes(view[at : at + _NUMBER], "big")
            length = int.from_bytes(view[at + _NUMBER : start], "big")
            end = start if length == _FAILED else start + length
            if len(view) < end:
                break
            ready[piece] = None if length == _FAILED else bytes(view[start:end])
            at = end
        del self._buffer[:at]
        return True

    def has_more(self) -> bool:
        """True when reading would not wait: something has arrived, or the copy has ended."""
        return bool(select.select((self.pipe,), (), (), 0)[0])

    def yield_to_others(self) -> None:
        """Lower the copy's priority, so that it takes what other processes leave of the processors."""
        with suppress(OSError):  # it has ended
            niceness = os.getpriority(os.PRIO_PROCESS, self._pid)
            os.setpriority(os.PRIO_PROCESS, self._pid, niceness + _LAST)

    def dismiss(self, *, at_once: bool = False) -> None:
        """Wait for the copy to end, as it does once its pipe is closed; `at_once` kills it."""
        if at_once:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Inside it Ctrl-C and SIGTERM are held back; a copy that is made there has to unblock them itself.

    Python calls libraries before and after a fork. What a signal's handler raises meanwhile is printed and
    dropped, so that the build would go on; and a copy that was not noted down yet would never be ended.
    """
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _labour(
    work: Callable[[_T], bytes], pieces: Sequence[_T], turns: int, run: int, out: int, home: int
) -> None:
    """In the copy: take turns while there are any, write the results to `out`, and end the process.

    An error is reported as the failure of its piece, and ends the copy. If the process `home` has ended (it
    may have been killed), the rest is not done.
    """
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        with os.fdopen(out, "wb", buffering=_CHUNK) as stream:
            while turn := os.read(turns, _NUMBER):
                start = int.from_bytes(turn, "big")
                for at in range(start, min(start + run, len(pieces))):
                    if os.getppid() != home:
                        return
                    stream.write(at.to_bytes(_NUMBER, "big"))
                    try:
                        result = work(pieces[at])
                    except BaseException:
                        stream.write(_FAILED.to_bytes(_HEAD, "big"))
                        raise
                    stream.write(len(result).to_bytes(_HEAD, "big"))
                    stream.write(result)
                stream.flush()
        code = 0
    finally:
        os._exit(code)
