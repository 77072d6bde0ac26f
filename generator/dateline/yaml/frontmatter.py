"""Front matter: from a file's bytes to its header's values and its body, each mistake with its place.

Nothing is guessed: a file without its closing fence, with a doubled key or with a key that nobody
knows has problems and is never published. This room knows how files are cut and where things stand;
`nodes` knows YAML, `values` how nodes become values, `headers` which keys there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Items
from typing import TypeVar

import msgspec
from frontmatter.default_handlers import YAMLHandler

from dateline.patterns import deferred
from dateline.problems import Place, Problem, in_order
from dateline.rules import problem
from dateline.yaml.limits import LARGEST, too_large
from dateline.yaml.nodes import Mapping, Node, Scalar, compose
from dateline.yaml.snags import Snag
from dateline.yaml.values import read_struct

T = TypeVar("T", bound=msgspec.Struct)

_HANDLER = YAMLHandler()


class Parts(msgspec.Struct, frozen=True):
    """A text cut at its fences."""

    header: str
    """The YAML between the fences, verbatim; its first line is line 2 of the file."""
    body: str
    body_line: int
    """The line of the file, from 1, where the body begins."""


def read_text(file: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The bytes of a file as text with LF at the line ends, or None and why it cannot be read.

    Only UTF-8 without a byte-order mark is text; CRLF and CR are read as LF.
    """
    if len(data) > LARGEST:
        return None, (too_large(file, len(data)),)
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        hint = "save it as “UTF-8” (without “BOM” or “signature”)"
        if data[0] == 0xEF:
            message = "the file begins with a byte-order mark"
            return None, (problem("byte-order-mark", Place(file, 1, 1), message, hint),)
        message = "the file begins with a byte-order mark: it is UTF-16"
        return None, (problem("byte-order-mark", Place(file), message, hint),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = _with_lf(data[: error.start].decode("utf-8"))
        message = f"the byte 0x{data[error.start]:02X} is no UTF-8"
        return None, (problem("not-utf8", _at(file, good, len(good)), message, "save the file as UTF-8"),)
    return _with_lf(text), ()


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split(file: str, text: str) -> tuple[Parts | None, tuple[Problem, ...]]:
    """The header and the body of a text, or None and which fence is missing.

    A fence is a line of three or more dashes; the first must be the file's first line. Later fences
    belong to the body.
    """
    if not _HANDLER.detect(text):
        return None, (_missing_header(file, text),)
    try:
        _, body = _HANDLER.split(text)
    except ValueError:  # the handler found one fence only
        return None, (_unclosed_header(file, text),)
    # The handler's fence takes blank lines with it: what is verbatim is found from the ends.
    body_start = len(text) - len(body)
    header = text[text.index("\n") + 1 : text[:body_start].rstrip().rfind("\n") + 1]
    if body.startswith("\n"):
        body_start += 1
    return Parts(header, text[body_start:], text.count("\n", 0, body_start) + 1), ()


def _missing_header(file: str, text: str) -> Problem:
    message = "the file does not begin with front matter" if text.strip() else "the file is empty"
    hint = "begin it with a line `---`, the keys, and another line `---`"
    begin = text.lstrip()
    if text.startswith(("+++", "{", ";;;")):
        hint = "front matter is YAML between two lines `---`; TOML and JSON are not read"
    elif begin != text and _HANDLER.detect(begin):
        hint = "the line `---` must be the very first: take away what stands above it"
    return problem("missing-header", Place(file, 1, 1), message, hint)


_ALMOST_FENCE = deferred(r"^[ \t]*(?:-{2,}|[–—]+|\.\.\.|\+\+\+|={3,}|(?:- ){2,}-)\s*$", re.MULTILINE)


def _unclosed_header(file: str, text: str) -> Problem:
    hint = "end the front matter with a line `---`"
    almost = _ALMOST_FENCE.search(text, text.find("\n") + 1) if "\n" in text else None
    if almost:
        hint += (
            f"; line {_at(file, text, almost.start(), almost.end()).line} looks as if it was meant to be it"
        )
    return problem("unclosed-header", Place(file, 1, 1, 3), "the front matter has no closing fence", hint)


def decode(kind: type[T], file: str, header: str) -> tuple[T | None, tuple[Problem, ...]]:
    """The header as a value of one of the types of `headers`, and everything that is wrong with it.

    The value is None when a required key has no usable value. A value beside problems holds defaults
    where it could not be read: good enough to look for more problems, never to publish.
    """
    root, found = compose(header)
    snags = list(found)
    value = None
    if root is None and not snags:
        root = Mapping(0, 0, [])
    if isinstance(root, Mapping):
        value = read_struct(kind, root, "", snags.append)
    elif root is not None:
        snags.append(_no_mapping(header, root))
    told = [snag for snag in snags if snag.rule not in _LACKS or not _CUT.match(header, max(snag.start, 0))]
    return value, in_order(_problem(file, header, snag) for snag in told) if told else ()


# What is said to be a comment is not said to be missing, too: `title: #MeToo`.
_LACKS = ("missing-key", "bad-value")
_CUT = deferred(r"[\w-]*:?[ \t]+#\S")


def _no_mapping(header: str, root: Node) -> Snag:
    hint = "write `key: value` lines"
    tight = re.match(r"\s*([\w-]+):\S", header)
    if tight and isinstance(root, Scalar):
        hint = f"put a space after the colon: `{tight[1]}: …`"
    return Snag("header-not-mapping", root.start, root.end, "the front matter is no list of keys", hint)


def _problem(file: str, header: str, snag: Snag) -> Problem:
    message = snag.message
    if snag.earlier is not None:
        message += f", first in line {_header_place(file, header, snag.earlier).line}"
    return problem(snag.rule, _header_place(file, header, snag.start, snag.end), message, snag.hint)


def place(file: str, header: str, path: str) -> Place:
    """Where a value stands in a file: "title", "sources.1", "events.0.date" (from 0).

    Falls back to the nearest thing around it, then to the first line. Reads the header again, so it
    is for those who have a problem to place.
    """
    node, _ = compose(header)
    start = end = -1
    for step in path.split("."):
        inner = _step(node, step)
        if inner is None:
            break
        key, node = inner
        shown = key if key is not None and isinstance(node, Scalar) and node.is_empty else node
        start, end = shown.start, shown.end
    return _header_place(file, header, start, end)


def _step(node: Node | None, step: str) -> tuple[Scalar | None, Node] | None:
    """The key (None in a list) and the value that `step` names inside a node."""
    if isinstance(node, Mapping):
        return node.get(step)
    items: Items[Node] = () if node is None or isinstance(node, Scalar) else node.items
    if step.isdecimal() and int(step) < len(items):
        return None, items[int(step)]
    return None


def _header_place(file: str, header: str, start: int, end: int = 0) -> Place:
    """The place of an offset into the header; an offset below 0 is the header as a whole."""
    if start < 0:
        return Place(file, 1, 1, 3)
    inside = _at(file, header, min(start, len(header)), end)
    return msgspec.structs.replace(inside, line=inside.line + 1)


def _at(file: str, text: str, start: int, end: int = 0) -> Place:
    """The place of an offset into a text, underlined up to `end` or the end of the line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    length = min(end, line_end if line_end >= 0 else len(text)) - start
    return Place(file, text.count("\n", 0, start) + 1, start - line_start + 1, max(length, 1))
