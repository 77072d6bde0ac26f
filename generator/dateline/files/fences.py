"""Fences: blocks of code that nothing closes, which take in all of the text below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline import rules
from dateline.files.lines import Lines
from dateline.markdown import Token
from dateline.problems import Problem


def unclosed_fences(tokens: Sequence[Token], lines: Lines) -> Iterator[Problem]:
    """A problem for each block of code without the line that ends it."""
    for token in tokens:
        if token.type == "fence" and not _is_closed(token, lines):
            message = f"this block of code is never closed with “{token.markup}”"
            hint = "the text below it is shown as code"
            yield rules.problem("unclosed-code", lines.place(token, token.markup), message, hint)


def _is_closed(token: Token, lines: Lines) -> bool:
    """Whether the last line of a block of code is its fence, which may be longer than the first."""
    last = lines.last(token).strip(" \t>")
    return (
        token.map is not None
        and token.map[1] - token.map[0] > 1
        and last.startswith(token.markup)
        and (not last.strip(token.markup[0]))
    )
