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


QUOTES = "'\""
"""The signs that put a value between quotes."""


def invisible(start: int, character: str) -> Snag:
    """The snag for a character that nobody sees and that must not be there."""
    name = f"U+{ord(character):04X}"
    return Snag("yaml-syntax", start, start + 1, f"an invisible character ({name}) stands here", "delete it")


def reads_as(start: int, end: int, word: str, meaning: str) -> Snag:
    """The snag for what YAML reads as one of its own signs."""
    hint = "put the value between quotes; anchors, aliases, tags and merge keys are not used here"
    return Snag("yaml-trap", start, end, f"YAML reads “{word}” as {meaning}", hint)


_FENCE_HINT = "every line is `key: value`; is the closing fence `---` missing above?"
_QUOTE_HINT = "put the whole value between quotes: double ones around single ones, or the reverse"

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
    ("did not find expected key", "YAML expected a key here", "check the indentation", False),
    ("did not find expected '-'", "YAML expected another `- ` here", "check the indentation", False),
    (
        "block sequence entries are not allowed",
        "a value cannot begin with “- ”",
        "put the value between quotes; the entries of a list stand in lines of their own",
        False,
    ),
)


def syntax(header: str, error: yaml.MarkedYAMLError) -> Snag:
    """The snag for what the parser could not read, in words for a writer."""
    said = error.problem or "the text is no YAML"
    here = offset(error.problem_mark)
    began = offset(error.context_mark) if error.context_mark else here
    if "cannot start any token" in said:
        return _bad_start(header, here)
    found = _unclosed(header, here) if "expected key" in said else None
    if found := found or _bad_key(header, here, said) or _too_long(header, here, said):
        return found
    for saying, message, hint, at_start in _SAYINGS:
        if saying in said:
            start = began if at_start else here
            hint = _colon_hint(header, start, said) or hint
            return Snag("yaml-syntax", start, start + 1, message, hint)
    return Snag("yaml-syntax", here, here + 1, f"YAML cannot read this: {said}")


def _bad_start(header: str, here: int) -> Snag:
    character = header[here : here + 1]
    if character == "\t":
        return Snag(
            "yaml-syntax", here, here + 1, "a tab stands where YAML wants spaces", "indent with spaces"
        )
    message = f"a value cannot begin with “{character}”"
    return Snag("yaml-syntax", here, here + 1, message, "put the value between quotes")


_QUOTED = r"^[ ]*(?:-[ ]+)?(?:[\w-]+:[ ]+)?"


def _too_long(header: str, here: int, said: str) -> Snag | None:
    """Text where a value has ended: behind a quote, a bracket, or the sign of a text in lines of its own."""
    before = header[header.rfind("\n", 0, here) + 1 : here].rstrip()
    if "expected comment or line break" in said and before.endswith(("|", ">")):
        message = f"text follows the sign “{before[-1]}”"
        return Snag("yaml-syntax", here, here + 1, message, "put the value between quotes")
    if "expected key" in said and before.endswith(("'", '"', "]", "}")):
        message = f"text follows the closing {'quote' if before[-1] in QUOTES else 'bracket'}"
        return Snag("yaml-syntax", here, here + 1, message, _QUOTE_HINT)
    return None


def _unclosed(header: str, here: int) -> Snag | None:
    """A quote in a line above, which only the one before `here` closes."""
    line = header.rfind("\n", 0, here) + 1
    closing = header[line:here].rstrip()[-1:]
    if not closing or closing not in QUOTES:
        return None
    opened = [*re.finditer(rf"{_QUOTED}{closing}(?=[^{closing}\n]*$)", header[:line], re.MULTILINE)]
    if not opened or header.count(closing, opened[-1].end(), here) != 1:
        return None
    start = opened[-1].end() - 1
    hint = "close it in its line; a quote inside the text is doubled ('') or escaped (\\\")"
    return Snag("yaml-syntax", start, start + 1, "this quote is not closed", hint)


def _bad_key(header: str, here: int, said: str) -> Snag | None:
    """A line without its `key: `, where another stood: the one at `here`, or the one above it."""
    if "mapping values" not in said and "expected ':'" not in said:
        return None
    end = header.find("\n", here)
    for line in reversed([*re.finditer(r"^[^\n]*\S[^\n]*$", header[: None if end < 0 else end], re.M)][-2:]):
        odd = re.match(r"(\w[\w-]*)(?::(?=[^\s:/])|:(?=\xa0)|[ \xa0]*[=：])", line[0])
        if odd:
            tight = odd[0].endswith(":") and not line[0][odd.end() :].startswith("\xa0")
            hint = f"write `{odd[1]}: …`, with a plain colon and a plain space"
            hint = f"put a space after the colon: `{odd[1]}: …`" if tight else hint
            return Snag("yaml-syntax", line.start(), line.start() + 1, "this line is no `key: value`", hint)
    return None


def _colon_hint(header: str, start: int, said: str) -> str:
    """A hint for a colon that stands in a line that is indented too far, or between typographic quotes."""
    if "mapping values" not in said:
        return ""
    begin = header.rfind("\n", 0, start) + 1
    indented = re.fullmatch(r"[ ]+([\w-]+)", header[begin:start])
    if indented:
        return f"take away the spaces before `{indented[1]}`, or put the value above it between quotes"
    if re.match(r"[ ]*(?:-[ ]+)?[\w-]+:[ ]+[“”„«»‘’]", header[begin:start]):
        return "YAML knows straight quotes only: put one of them before the value, and one behind it"
    return ""
