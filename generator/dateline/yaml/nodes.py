"""YAML as a tree of nodes that know where they stand. Only `snags`, too, knows PyYAML: its errors.

The tree is built from parser events, in a loop, so deep nesting cannot overflow the stack; scalars
stay the text that was typed. What YAML allows and a header must not hold (anchors, aliases, tags,
merge keys, doubled keys, a second document) is a `Snag`. This room knows no file and no field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

import msgspec
import yaml

from dateline.yaml.snags import CONTROLS, LINE_SEPARATORS, Snag, invisible, offset, reads_as, syntax

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is seven times as fast, where it is there

_SIGN = re.compile(r"[ \t]#")
_COMMENT = re.compile(r"[ \t]#[^\s]")

DEPTH = 16
"""How many lists and mappings may stand inside each other."""


class Scalar(msgspec.Struct, gc=False):
    """A text; `plain` when it stands without quotes; `start` and `end` are offsets into the header."""

    text: str
    plain: bool
    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        """True for a key with nothing behind its colon, and for a bare dash."""
        return self.plain and not self.text


class Sequence(msgspec.Struct):
    """A list of nodes."""

    start: int
    end: int
    items: list[Node]


class Mapping(msgspec.Struct):
    """Keys and values in the order of the file; `pending` is a key that still waits for its value."""

    start: int
    end: int
    pairs: list[tuple[Scalar, Node]]
    pending: Scalar | None = None

    def get(self, name: str) -> tuple[Scalar, Node] | None:
        """The first pair with that key, or None."""
        return next((pair for pair in self.pairs if pair[0].text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


class _StopError(Exception):
    """Raised inside this room when reading on makes no sense; holds the snag that says why."""

    def __init__(self, snag: Snag) -> None:
        super().__init__(snag.message)
        self.snag = snag


def compose(header: str) -> tuple[Node | None, tuple[Snag, ...]]:
    """The header's tree (None when it is empty or no YAML) and everything that must not stand in it.

    Never raises, whatever the text. YAML 1.1 as libyaml reads it.
    """
    separator = LINE_SEPARATORS.search(header)
    if separator:
        return None, (invisible(separator.start(), separator.group()),)
    builder = _Builder(header)
    try:
        for event in iter(_LOADER(header).get_event, None):  # as yaml.parse(), without asking twice
            builder.take(event)
    except _StopError as stop:
        return None, (*builder.snags, stop.snag)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.snags, syntax(header, error))
    except yaml.reader.ReaderError as error:
        character = error.character if isinstance(error.character, str) else chr(error.character)
        return None, (invisible(max(header.find(character), 0), character),)
    except UnicodeEncodeError as error:  # a lone surrogate: only a text that was never a file can hold it
        return None, (invisible(error.start, header[error.start]),)
    if builder.root is not None and _COMMENT.search(header):
        builder.snags += _commented(header, builder.root)
    return builder.root, tuple(builder.snags)


class _Builder:
    """Takes parser events one by one and keeps the tree that they make."""

    def __init__(self, header: str) -> None:
        self._header = header
        self.root: Node | None = None
        self.snags: list[Snag] = []
        self._open: list[Sequence | Mapping] = []

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree; raises _StopError where it makes no sense to go on."""
        start, end = offset(event.start_mark), offset(event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            odd = (event.anchor is not None or event.tag is not None) and self._refuse(event)
            control = CONTROLS.search(event.value)
            if control:
                self.snags.append(invisible(start, control.group()))
            self._put(Scalar(event.value, not event.style and not odd, start, end))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse(event)
            self._begin(
                Mapping(start, end, [])
                if isinstance(event, yaml.MappingStartEvent)
                else Sequence(start, end, [])
            )
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._end(end)
        elif isinstance(event, yaml.AliasEvent):
            self.snags.append(reads_as(start, end, f"*{event.anchor}", "a reference to another value"))
            self._put(Scalar(f"*{event.anchor}", False, start, end))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "a second YAML document begins here"
            raise _StopError(
                Snag("yaml-syntax", start, end, message, "front matter ends with a line of only `---`")
            )

    def _begin(self, node: Sequence | Mapping) -> None:
        if len(self._open) >= DEPTH:
            message = f"lists and keys stand more than {DEPTH} deep in each other here"
            raise _StopError(Snag("yaml-syntax", node.start, node.start + 1, message))
        self._put(node)
        self._open.append(node)

    def _end(self, end: int) -> None:
        node = self._open.pop()
        node.end = end
        if isinstance(node, Mapping) and len({key.text for key, _ in node.pairs}) < len(node.pairs):
            self.snags.extend(_doubled(node))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent.pending is not None:
            parent.pairs.append((parent.pending, node))
            parent.pending = None
        else:
            parent.pending = self._key(node)

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            message = "a list or mapping cannot be a key"
            raise _StopError(
                Snag("yaml-syntax", node.start, node.start + 1, message, "put the key between quotes")
            )
        if node.plain and node.text == "<<":
            self.snags.append(reads_as(node.start, node.end, "<<", "“merge the keys of another mapping”"))
        return node

    def _refuse(self, event: yaml.NodeEvent) -> bool:
        """True, with a snag, when the node has an anchor or a tag."""
        tag = getattr(event, "tag", None)
        if event.anchor is None and tag is None:
            return False
        start = offset(event.start_mark)
        word = self._header[start : start + 80].split()[0]
        meaning = "a name for a value" if event.anchor is not None else "a tag that sets the value’s type"
        self.snags.append(reads_as(start, start + len(word), word, meaning))
        return True


def _commented(header: str, root: Node) -> Iterator[Snag]:
    """One snag for each text that YAML takes for a comment behind a value: `title: Proposal #3`."""
    scalars = sorted(_scalars(root), key=lambda scalar: (scalar.start, scalar.end))
    starts = [scalar.start for scalar in scalars]
    seen = -2
    for found in _SIGN.finditer(header):
        sign = found.end() - 1
        line, end = header.rfind("\n", 0, sign), header.find("\n", sign)
        value = line + 1 + len(header[line + 1 : sign].rstrip())
        before = bisect_right(starts, sign)
        if line == seen or value <= line + 1 or (before and scalars[before - 1].end > sign):
            continue  # in a comment already, a line of its own, or in quotes
        seen = line
        beside = scalars[max(0, bisect_right(starts, value) - 2) : bisect_right(starts, value)]
        cut = any(s.plain and value in (s.end, s.start) for s in beside)
        if cut and not header[sign + 1 : sign + 2].isspace():
            words = header[sign : end if end >= 0 else None].rstrip()
            hint = "put the value between quotes; a comment has a space behind its “#”"
            yield Snag("yaml-trap", sign, sign + len(words), f"YAML reads “{words}” as a comment", hint)


def _scalars(root: Node) -> Iterator[Scalar]:
    """The scalars of a tree, keys among them, in no order."""
    left: list[Node] = [root]
    while left:
        node = left.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Sequence):
            left += node.items
        else:
            left += (inner for pair in node.pairs for inner in pair)


def _doubled(node: Mapping) -> list[Snag]:
    """One snag for each key that stood before."""
    first: dict[str, Scalar] = {}
    snags = []
    for key, _ in node.pairs:
        before = first.setdefault(key.text, key)
        if before is not key:
            message = f"the key “{key.text}” stands twice"
            snags.append(
                Snag("duplicate-key", key.start, key.end, message, "keep one of the two", before.start)
            )
    return snags
