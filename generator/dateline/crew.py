"""A crew: many like pieces of work done on all processors, in the order in which they were given.

Python computes on one processor at a time, so the work is dealt to forked copies of the process, which
see everything that was made so far and send back bytes. Where forking is not safe (other threads are
running), not worth it (little work, one processor) or refused by the system, the work is done here, and the
result is the same. What a copy could not do is done here too, so an error is raised as if there were no crew.
"""

from __future__ import annotations

import os
import selectors
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")

WORTH_IT = 48
"""Pieces of work below which a crew costs more than it saves."""
_ROUNDS = 8
"""How often each copy has its turn at least: at the end none waits long for another."""
_HEAD = 8
_CHUNK = 1 << 18


def each(
    work: Callable[[_T], bytes],
    pieces: Sequence[_T],
    *,
    alone: bool = False,
    worth_it: int = WORTH_IT,
    run: int = 1,
) -> Iterator[bytes]:
    """The result of `work` for each of `pieces`, in their order; all of it done here when `alone`.

    Fewer pieces than `worth_it` are done here too: for heavy ones, that is a small number. A copy is given
    `run` pieces in a row, where neighbours have something in common that need not be found twice.
    """
    size = 1 if alone else _size(len(pieces), worth_it)
    if size < 2:
        yield from map(work, pieces)
        return
    hands: list[_Hand] = []
    run = max(1, min(run, len(pieces) // (size * _ROUNDS)))
    dealt = [[piece for at, piece in enumerate(pieces) if at // run % size == place] for place in range(size)]
    try:
        with suppress(OSError):  # no memory or no number for another process: what has no copy is done here
            for own in dealt:
                hands.append(_Hand(work, own, run))
        with selectors.DefaultSelector() as selector:
            for hand in hands:
                selector.register(hand.pipe, selectors.EVENT_READ, hand)
            for index, piece in enumerate(pieces):
                place = index // run % size
                owed = hands[place] if place < len(hands) else None
                while owed is not None and not owed.ready and not owed.done:
                    for key, _ in selector.select():
                        if not key.data.read():
                            selector.unregister(key.fileobj)
                yield owed.ready.pop(0) if owed is not None and owed.ready else work(piece)
    finally:
        # All pipes first: each copy has inherited those of the copies before it, and while one is open at
        # any end, who writes to it waits for ever.
        for hand in hands:
            os.close(hand.pipe)
        for hand in hands:
            hand.dismiss()


def _size(pieces: int, worth_it: int) -> int:
    """How many copies to make for so many pieces; fewer than two means none."""
    if pieces < worth_it or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, pieces)


class _Hand:
    """One forked copy and the pipe on which its results arrive, each after its length."""

    def __init__(self, work: Callable[[_T], bytes], pieces: Sequence[_T], run: int) -> None:
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
            _labour(work, pieces, out, run, home)
        os.close(out)
        self._buffer = bytearray()
        self.ready: list[bytes] = []
        self.done = False

    def read(self) -> bool:
        """Take what has arrived; False when there will be no more."""
        data = os.read(self.pipe, _CHUNK)
        if not data:
            self.done = True
            return False
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= _HEAD:
            end = start + _HEAD + int.from_bytes(self._buffer[start : start + _HEAD], "big")
            if len(self._buffer) < end:
                break
            self.ready.append(bytes(self._buffer[start + _HEAD : end]))
            start = end
        del self._buffer[:start]
        return True

    def dismiss(self) -> None:
        """Let the copy go, once nobody reads what it writes: so it ends."""
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _labour(work: Callable[[_T], bytes], pieces: Sequence[_T], out: int, run: int, home: int) -> None:
    """In the copy: do the work and end, without a word about an error, which is raised again at home.

    When the process at `home` is gone, which may have been killed, nobody wants the rest.
    """
    code = 1
    try:
        with os.fdopen(out, "wb", buffering=_CHUNK) as stream:
            for done, piece in enumerate(pieces, 1):
                if os.getppid() != home:
                    break
                result = work(piece)
                stream.write(len(result).to_bytes(_HEAD, "big"))
                stream.write(result)
                if done % run == 0:
                    stream.flush()
        code = 0
    finally:
        os._exit(code)
