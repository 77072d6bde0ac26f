"""Ahead: reads a few stories in a copy of the process, while another loads what compiles them.

So the process that compiles need not load the parsers. A story that was read counts only if its files have
not changed meanwhile (`Content`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

import msgspec

from dateline import digest
from dateline.files import parse
from dateline.files.walk import walk_story
from dateline.loading.opened import key_of, read_file
from dateline.loading.reading import read_story
from dateline.loading.sent import Ahead

_ENCODER = msgspec.json.Encoder()


def read_ahead(root: Path, stories: Iterable[str], zone: tzinfo) -> bytes:
    """The stories in these folders of the site at `root`, as far as they can be read, encoded as `Ahead`s."""
    return _ENCODER.encode(list(_read(root, stories, zone)))


def _read(root: Path, stories: Iterable[str], zone: tzinfo) -> Iterator[Ahead]:
    for story in stories:
        found = next(iter(walk_story(root, story).stories), None)
        if found is None or found.path != story:
            continue
        read, texts = read_story(root, found, zone), dict[str, str]()
        for file in found.sources:
            data = read_file(root, file, [])
            if data is None or digest.of_bytes(data) != read.digests.get(file.file):
                break  # it changes at this moment
            texts[key_of(file)] = parse.article_text(file.file, data)
        else:
            yield Ahead(found, msgspec.Raw(_ENCODER.encode(read)), texts)
