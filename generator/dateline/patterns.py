"""Regular expressions that are compiled when they are first used, for rooms that have many and need few.

Compiling is what loading a room of patterns costs most: a class of signs from several scripts takes two
milliseconds, and most builds compile one story or none. Must not know what is looked for.
"""

from __future__ import annotations

import re
from typing import cast

_ASKED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub")


def deferred(source: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, not compiled yet; it has all that a compiled one has, but is no instance of it.

    A mistake in `source` is raised where it is first used (`re.error`).
    """
    return cast("re.Pattern[str]", _Uncompiled(source, flags))


class _Uncompiled:
    """Becomes what it stands for at the first question: from then on its methods are those of the pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((asked, getattr(compiled, asked)) for asked in _ASKED)
        return getattr(compiled, name)
