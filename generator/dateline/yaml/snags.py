"""Snags: what a header must not hold, and libyaml's complaints in words for a writer.

This room knows texts and offsets; it knows no tree and no file.
"""

from __future__ import annotations

import re
from typing import Protocol

import msgspec
import yaml


class Snag(msgspec.Struct, frozen=True):
    """What a header must not hold: a rule's name, words, and the offsets where it stands."""

    rule: str
    start: int
    end: int
    message: str
    hint: str = ""
    earlier: int | None = None
    """Where the same key stood first."""


class _Mark(Protocol):
    """What both of PyYAML's parsers say of a place; lines are ours to count."""

    index: int


def offset(mark: _Mark | None) -> int:
    """The offset of a mark into the text."""
    return mark.index if mark else 0


# YAML 1.1 ends a line at these; every editor and every other tool goes on in the same line.
LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")


# XML 1.0 cannot hold these, not even escaped: a feed with one of them is broken for every reader.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def invisible(start: int, character: str) -> Snag:
    """The snag for a character that nobody sees and that must not be there."""
    name = f"U+{ord(character):04X}"
    return Snag("yaml-syntax", start, start + 1, f"an invisible character ({name}) stands here", "delete it")


def reads_as(start: int, end: int, word: str, meaning: str) -> Snag:
    """The snag for what YAML reads as one of its own signs."""
    hint = "put the value between quotes; anchors, aliases, tags and merge keys are not used here"
    return Snag("yaml-trap", start, end, f"YAML reads “{word}” as {meaning}", hint)


_FENCE_HINT = "every line is `key: value`; is the closing fence `---` missing above?"

# What libyaml says: the words for it, the hint, and whether the place is where the trouble began.
_SAYINGS: tuple[tuple[str, str, str, bool], ...] = (
    (
        "mapping values are not allowed",
        "YAML cannot place this colon",
        "put a value that contains `: ` between quotes, and check the indentation",
        False,
    ),
    ("could not find expected ':'", "this line is no `key: value`", _FENCE_HINT, True),
    (
        "unexpected end of stream",
        "this quote is never closed",
        "close it; a quote inside the text is doubled ('') or escaped (\\\")",
        True,
    ),
    (
        "unexpected document indicator",
        "this quote is never closed",
        "close it before the closing fence",
        True,
    ),
    ("tab character", "a tab stands where YAML wants spaces", "indent with spaces", False),
    (
        "expected ',' or",
        "the list or mapping that begins here is not closed, or lacks a comma",
        "close it, and put items with brackets or commas between quotes",
        True,
    ),
    (
        "expected alphabetic or numeric",
        "a value cannot begin with this character",
        "put the value between quotes",
        True,
    ),
    (
        "unknown escape character",
        "an unknown escape stands between double quotes",
        "use single quotes, or write the backslash twice",
        False,
    ),
    (
        "did not find expected key",
        "YAML expected a key here",
        "check the indentation, and that nothing follows a closing quote",
        False,
    ),
    ("did not find expected '-'", "YAML expected another `- ` here", "check the indentation", False),
)


def syntax(header: str, error: yaml.MarkedYAMLError) -> Snag:
    """The snag for what the parser could not read, in words for a writer."""
    said = error.problem or "the text is no YAML"
    here = offset(error.problem_mark)
    began = offset(error.context_mark) if error.context_mark else here
    if "cannot start any token" in said:
        return _bad_start(header, here)
    for saying, message, hint, at_start in _SAYINGS:
        if saying in said:
            start = began if at_start else here
            return Snag("yaml-syntax", start, start + 1, message, _space_hint(header, start) or hint)
    return Snag("yaml-syntax", here, here + 1, f"YAML cannot read this: {said}")


def _bad_start(header: str, here: int) -> Snag:
    character = header[here : here + 1]
    if character == "\t":
        return Snag(
            "yaml-syntax", here, here + 1, "a tab stands where YAML wants spaces", "indent with spaces"
        )
    message = f"a value cannot begin with “{character}”"
    return Snag("yaml-syntax", here, here + 1, message, "put the value between quotes")


def _space_hint(header: str, start: int) -> str:
    """A hint when the line, or the one above, is `key:value` without the space that YAML needs."""
    begin = header.rfind("\n", 0, max(header.rfind("\n", 0, start), 0)) + 1  # the line, and the one above it
    end = header.find("\n", start)
    tight = re.findall(r"^[ -]*([\w-]+):(?!//)[^\s]", header[begin : end if end >= 0 else None], re.MULTILINE)
    return f"put a space after the colon: `{tight[-1]}: …`" if tight else ""
