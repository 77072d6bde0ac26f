"""Where the time of a build goes: by stage, by template, by story.

The pipeline says what it is about to do, and how far it is; a `Timing` passes on the latter alone, a
`Profile` reads the clock that it was given. A stage inside another is not counted twice. Copies of the
process cannot be listened to, so a build that is measured works alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import msgspec

_NOTHING: AbstractContextManager[None] = nullcontext()
Tell = Callable[[str, int, int], None]
"""Told of a stage how many of its pieces are done, and of how many."""


class Timing:
    """Measures nothing."""

    alone = False
    """True when all work is to be done in this process."""

    def __init__(self, tell: Tell | None = None) -> None:
        """`tell` is told how far the stages are that take long."""
        self._tell = tell

    def stage(self, name: str, *, template: str = "", story: str = "") -> AbstractContextManager[None]:
        """Inside it is the stage of this name, for a page of this template and of this story, if any."""
        return _NOTHING

    def reached(self, stage: str, done: int, total: int) -> None:
        """So many of a stage's pieces are done, of so many."""
        if self._tell is not None:
            self._tell(stage, done, total)


UNTIMED = Timing()


class Spent(msgspec.Struct):
    """How often something was done, and the seconds that it took in all."""

    count: int = 0
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """Count once more."""
        self.count += 1
        self.seconds += seconds


class Profile(Timing):
    """Measures by a clock that gives seconds."""

    alone = True

    def __init__(self, clock: Callable[[], float], tell: Tell | None = None) -> None:
        super().__init__(tell)
        self._clock = clock
        self._inner = [0.0]
        self.stages: dict[str, Spent] = {}
        """By name, in the order in which they first ended; without the time of the stages inside them."""
        self.templates: dict[str, Spent] = {}
        self.stories: dict[str, Spent] = {}
        """By id: reading, compiling and rendering together."""

    @contextmanager
    def stage(self, name: str, *, template: str = "", story: str = "") -> Iterator[None]:
        """Measure what is inside it."""
        begun = self._clock()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = self._clock() - begun
            own = whole - self._inner.pop()
            self._inner[-1] += whole
            for kept, key in ((self.stages, name), (self.templates, template), (self.stories, story)):
                if key:
                    kept.setdefault(key, Spent()).add(own)
