"""Sent: stories that were read, in the form in which copies of the process send them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

import msgspec

from dateline.files.walk import FoundStory
from dateline.model.draft import Outline, StoryFolder
from dateline.problems import Problem
from dateline.timing import Timing

_ENCODER = msgspec.json.Encoder()


class Sent(msgspec.Struct, frozen=True):
    """A `ReadStory` as it came from a copy; its folder is decoded where the story is compiled."""

    outline: Outline
    digest: str
    problems: tuple[Problem, ...]
    folder: msgspec.Raw
    digests: dict[str, str]
    state: str


class Ahead(msgspec.Struct, frozen=True):
    """A story that was read before anybody asked for it."""

    found: FoundStory
    """What was found of its files before they were read."""
    read: msgspec.Raw
    """A `ReadStory`."""
    texts: dict[str, str]
    """Its articles, by key, as Markdown."""


SENT = msgspec.json.Decoder(Sent)
FOLDER: msgspec.json.Decoder[StoryFolder | None] = msgspec.json.Decoder(StoryFolder | None)


def read_bytes(
    root: Path, zone: tzinfo, timing: Timing, ahead: Mapping[str, Ahead], found: FoundStory
) -> bytes:
    """A story as it was read, encoded."""
    if found.path in ahead and ahead[found.path].found == found:
        return bytes(ahead[found.path].read)
    from dateline.loading.reading import read_story

    with timing.stage("read and parse", story=found.path):
        return _ENCODER.encode(read_story(root, found, zone))
