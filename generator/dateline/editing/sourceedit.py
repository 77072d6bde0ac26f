"""The one edit that Dateline makes in a writer's file: a citation key at the end of `sources:`.

Bytes in, bytes out: every other byte stays, also comments, quotes and line ends, and what cannot be edited
with certainty is not edited. It must not know any folder.
"""

from __future__ import annotations

import re

from dateline.model.headers import StoryHeader
from dateline.yaml import frontmatter
from dateline.yaml.nodes import Mapping, Sequence, compose

STORY = "story.md"
SOURCES = "sources"


def with_source(data: bytes, key: str) -> bytes | None:
    """The bytes of a story.md with the key at the end of its list; None when that cannot be done safely."""
    before = _sources(data)
    if before is None or key in before[1]:
        return None
    header, keys = before
    raw = data.decode()
    line_end = "\r\n" if "\r\n" in raw else "\n"
    start = raw.find("\n") + 1
    for written in (key, f'"{key}"'):  # quotes for a key that YAML reads as something else, such as `no`
        at, insert = _insertion(header, written)
        offset = start + _in_raw(raw[start:], at)
        longer = (raw[:offset] + insert.replace("\n", line_end) + raw[offset:]).encode()
        after = _sources(longer)
        if after is not None and after[1] == (*keys, key):
            return longer
    return None


def _sources(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The front matter of a story.md and the keys that it lists; None without a list or with a problem."""
    text, _ = frontmatter.read_text(STORY, data)
    parts = frontmatter.split(STORY, text)[0] if text is not None else None
    if parts is None:
        return None
    header, _ = frontmatter.decode(StoryHeader, STORY, parts.header)
    return None if header is None or header.sources is None else (parts.header, header.sources)


def _insertion(header: str, key: str) -> tuple[int, str]:
    """Where in the front matter the key goes, and with what around it, in the style of the list."""
    root, _ = compose(header)
    found = root.get(SOURCES) if isinstance(root, Mapping) else None
    if found is None or not isinstance(found[1], Sequence):
        raise ValueError("this front matter lists no sources")
    node = found[1]
    if header[node.start] == "[":
        return (node.items[-1].end, f", {key}") if node.items else (node.start + 1, key)
    last = node.items[-1].start
    line_start = header.rfind("\n", 0, last) + 1
    line_end = header.find("\n", last)
    dash = header[line_start:last]
    return line_end if line_end >= 0 else len(header), f"\n{dash}{key}"


def _in_raw(raw: str, offset: int) -> int:
    """An offset into a text with LF line ends, as one into the text with its own."""
    for found in re.finditer("\r\n", raw):
        if found.start() >= offset:
            break
        offset += 1
    return offset
