"""Where the keys of a TOML text stand: the standard library's parser gives values without places.

This room reads texts that `tomllib` has already taken, so it checks nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the root: ("menu", 0, "url")."""

Span: TypeAlias = tuple[int, int]
"""Offsets of the first character and of the one after the last."""

_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
      | (?P<skip>\#[^\n]*|[ \t\r]+)
      | (?P<newline>\n)
      | (?P<sign>[][{}=.,])
      | (?P<word>[^][\s{}=.,#"']+)""",
    re.VERBOSE | re.DOTALL,
)


def spans(text: str) -> tuple[dict[Path, Span], dict[Path, Span]]:
    """The places of all keys, and of the values behind them, by path.

    A table's place is its header. Keys inside inline tables and items of arrays have no place of
    their own.
    """
    keys: dict[Path, Span] = {}
    values: dict[Path, Span] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for statement in _statements(text):
        words = [token.group() for token in statement]
        if words[0] == "[":
            repeated = words[1] == "["
            table = _resolved(_names(word for word in words if word not in "[]"), counts)
            if repeated:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            keys.setdefault(table, (statement[0].start(), statement[-1].end()))
        elif "=" in words:
            sign = words.index("=")
            path = (*table, *_names(words[:sign]))
            keys[path] = (statement[0].start(), statement[sign - 1].end())
            if statement[sign + 1 :]:
                values[path] = (statement[sign + 1].start(), statement[-1].end())
    return keys, values


def _statements(text: str) -> list[list[re.Match[str]]]:
    """The tokens of each statement; a statement ends with a line that closes all its brackets."""
    statements: list[list[re.Match[str]]] = [[]]
    depth = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "newline" and depth == 0:
            statements.append([])
        elif token.lastgroup not in ("newline", "skip"):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
            statements[-1].append(token)
    return [statement for statement in statements if statement]


def _names(words: Iterable[str]) -> tuple[str, ...]:
    """The parts of a dotted key, without dots and quotes."""
    return tuple(
        next(iter(tomllib.loads(f"{word} = 0"))) if word[0] in "\"'" else word
        for word in words
        if word != "."
    )


def _resolved(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """The path of a table header; inside `[[a]]`, `[a.b]` means the last `a`."""
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if path in counts and position < len(names) - 1:
            path = (*path, counts[path])
    return path
