"""Lines: where the inline text of a file's blocks stands in that file.

Turns an offset into a block's text into a place. This room knows tokens and where their lines are; it knows
nothing of what they say.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.markdown import Token
from dateline.problems import Place

_NEAR = 20
"""How many lines are searched for a text of unknown offset: a block of any size is read in linear time."""


class Lines:
    """The lines of one file's body; gives places in it."""

    def __init__(self, file: str, body: str, body_line: int) -> None:
        """`body` begins in line `body_line` of `file`, counted from 1."""
        self.file = file
        self._lines = body.replace("\0", "\ufffd").split("\n")  # as CommonMark reads it
        self._first = body_line
        self._block: Token | None = None  # the block that was asked for last, and what is known of it
        self._starts: list[int] = []
        self._indents: dict[int, int] = {}

    def place(self, block: Token, text: str, *, offset: int | None = None, line: int = 0) -> Place:
        """Where `text` stands in `block`: by its offset in the content, else by looking from `line`."""
        first = block.map[0] if block.map else 0
        if offset is not None:
            number, column = self._line_and_column(block, first, offset)
            return Place(self.file, self._first + number, column + 1, len(text))
        last = max(block.map[1] if block.map else 0, first + line + 1)
        for number in range(first + line, min(last, first + line + _NEAR)):
            column = self._raw(number).find(text)
            if text and column >= 0:
                return Place(self.file, self._first + number, column + 1, len(text))
        return Place(self.file, self._first + first + line, 1, max(len(self._raw(first + line)), 1))

    def first(self, block: Token) -> str:
        """The first line of a block, as it stands in the file."""
        return self._raw(block.map[0]) if block.map else ""

    def last(self, block: Token) -> str:
        """The last line of a block, as it stands in the file."""
        return self._raw(block.map[1] - 1) if block.map else ""

    def position(self, block: Token, offset: int) -> tuple[int, int]:
        """The line and column in the file of an offset into the block's content, both from 1."""
        line, column = self._line_and_column(block, block.map[0] if block.map else 0, offset)
        return self._first + line, column + 1

    def _line_and_column(self, block: Token, first: int, offset: int) -> tuple[int, int]:
        """The line of the body and the column, from 0, of an offset into the block's content."""
        if block is not self._block:
            self._block, self._indents = block, {}
            self._starts = [0, *(found.end() for found in re.finditer("\n", block.content))]
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if line not in self._indents:  # what stands before it in the file: "> ", "- ", spaces
            own = block.content[start:].partition("\n")[0]
            self._indents[line] = max(self._raw(first + line).rfind(own), 0)
        return first + line, self._indents[line] + offset - start

    def _raw(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""
