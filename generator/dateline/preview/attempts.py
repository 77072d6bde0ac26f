"""Attempts: work of a preview that may fail, with the failure as a value; and the pages that were rendered.

A bug must not end the preview, so here it is a value, as a writer's mistake is.
"""

from __future__ import annotations

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from dateline.loading.load import ChangedError
from dateline.output.staging import Output
from dateline.problems import BusyError, Problem, SiteError

KEPT = 256
"""The most rendered pages that are kept in memory."""
SHOWN_BYTES = 64_000_000
"""The most bytes of pictures that are kept in memory."""

_T = TypeVar("_T")


class Failure(msgspec.Struct, frozen=True):
    """Why something could not be made: the writer's problems, or a bug with its traceback."""

    problems: tuple[Problem, ...] = ()
    trace: str = ""
    is_busy: bool = False
    """True when another build was in the way."""


def attempt(make: Callable[[], _T]) -> _T | Failure:
    """The result of `make`, or its failure as a value."""
    try:
        return make()
    except SiteError as error:
        return Failure(error.problems, is_busy=isinstance(error, BusyError))
    except ChangedError:  # a file changed between planning and now: the next build is on its way
        return Failure()
    except Exception:  # noqa: BLE001  # a bug must not end the preview: it is shown whole, and serving goes on
        return Failure(trace=traceback.format_exc())


class Bodies:
    """Rendered pages by key, the last ones asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._held: dict[tuple[str, str], bytes] = {}

    def hold(self, output: Output) -> None:
        """Keep a page until `release`."""
        body = self.of(output)
        if not isinstance(body, Failure):
            self._held[(output.path, output.key)] = body

    def release(self, lasting: Iterable[Output] = ()) -> None:
        """Drop the pages that `hold` keeps, but for these."""
        still = {(output.path, output.key) for output in lasting}
        self._held = {name: body for name, body in self._held.items() if name in still}

    def holds(self, output: Output) -> bool:
        """True when `hold` keeps a page."""
        return (output.path, output.key) in self._held

    def of(self, output: Output) -> bytes | Failure:
        """The page, rendered unless it is kept."""
        name = (output.path, output.key)
        if name in self._held:
            return self._held[name]
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        body = attempt(output.content)
        if not isinstance(body, Failure):
            self._kept[name] = body
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return body


class Pictures:
    """Pictures by key, the last ones asked for: what takes long to make, and is asked for by many threads."""

    def __init__(self, most: int = SHOWN_BYTES) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._most, self._size = most, 0
        self._lock = threading.Lock()

    def of(self, output: Output) -> bytes | Failure:
        """The picture, made unless it is kept."""
        with self._lock:
            if output.key in self._kept:
                self._kept.move_to_end(output.key)
                return self._kept[output.key]
        data = attempt(output.content)
        if isinstance(data, Failure):
            return data
        with self._lock:
            self._size += len(data) - len(self._kept.pop(output.key, b""))
            self._kept[output.key] = data
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])
        return data
