"""Origins: where in the file the words of a block's sentences stand, through markup, escapes and line ends.

A sentence's text has neither marks nor markup, and one space for each run of white space. This room gives
the place of a sentence, and the turns where its text and the file part.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dateline.files.lines import Lines
from dateline.markdown import Token
from dateline.patterns import deferred
from dateline.problems import Place, Turn

_STOPS = ".!?…”’\"')"
_WORDS = re.compile(r"\S++(?>(?:\s\S++)*)")
"""Words with one space between them, as they stand in a sentence's text."""
_WORD_AND_SPACE = deferred(r"\S++\s*+|\s++")
_AHEAD = 400
"""How many signs a word is looked for: a text of any size is read in linear time."""


def pieces(plain: str, source: str, at: int) -> Iterator[tuple[str, int]]:
    """Words with escapes or entities in pieces, each with where it stands in `source`, or -1.

    Each word is looked for from `at` on: an escape differs from what it says, the words around it do not.
    """
    piece, begin = "", -1
    for found in _WORD_AND_SPACE.finditer(plain):
        word = found[0].rstrip()
        start = source.find(word, at, at + _AHEAD)
        if piece and start >= 0 and start == begin + len(piece):
            piece += found[0]
        else:
            if piece:
                yield piece, begin
            piece, begin = found[0], start
        at = start + len(word) if start >= 0 else at
    if piece:
        yield piece, begin


class Origins:
    """Where the plain words of one block come from; they are added in order, and then asked for."""

    def __init__(self, block: Token, lines: Lines, plain: str) -> None:
        self._block, self._lines, self._plain = block, lines, plain
        self._begins: list[int] = []  # where in the plain words each run begins
        self._runs: list[tuple[int, int]] = []  # its length, and where it stands in the block, or -1

    def add(self, begin: int, length: int, at: int) -> None:
        """Note that a run of words begins at `begin`, and stands in the block at `at`; -1 for unknown."""
        self._begins.append(begin)
        self._runs.append((length, at))

    def place(self, start: int, end: int) -> Place:
        """Where a sentence stands: from its first word to its last, or to the end of the first line."""
        first, last = self._at(start), self._at(end - 1)
        if first >= 0:
            whole = self._block.content[first : last + 1 if last >= first else first + 200]
            return self._lines.place(self._block, whole.split("\n", 1)[0].rstrip(), offset=first)
        lead = self._plain[start:end].split("\n", 1)[0].split(" ", 4)[:4]
        return self._lines.place(self._block, " ".join(lead), line=self._plain.count("\n", 0, start))

    def turns(self, start: int, end: int, text: str) -> tuple[Turn, ...]:
        """Where a sentence and the file part; () when its words stand side by side in the file."""
        index = self._index(start)
        length, at = self._runs[index]
        last = start + len(self._plain[start:end].rstrip(_STOPS))  # what stands behind the last mark
        if at >= 0 and last <= self._begins[index] + length and len(text) == end - start:
            return ()
        turns: list[Turn] = []
        offset = 0
        for words in _WORDS.finditer(self._plain, start, last):
            self._add_turns(turns, words.start(), words.end(), offset)
            offset += words.end() - words.start() + 1
        return tuple(turns)

    def _add_turns(self, turns: list[Turn], start: int, end: int, offset: int) -> None:
        """Add the turns of words that stand in the sentence from `offset` on."""
        index = self._index(start)
        while start < end:
            begin, (length, at) = self._begins[index], self._runs[index]
            share = min(end, begin + length) - start
            line, column = self._lines.position(self._block, at + start - begin) if at >= 0 else (0, 0)
            before, on, last = turns[-1] if turns else (0, -1, 0)
            follows = on == line and (not line or last + offset - before == column)
            if not follows and not self._plain[start : start + share].isspace():
                turns.append((offset, line, column))
            start, offset, index = start + share, offset + share, index + 1

    def _at(self, plain: int) -> int:
        """Where the character at an offset of the plain words stands in the block; -1 when unknown."""
        index = self._index(plain)
        at = self._runs[index][1]
        return at + plain - self._begins[index] if at >= 0 else -1

    def _index(self, plain: int) -> int:
        return bisect_right(self._begins, plain) - 1
