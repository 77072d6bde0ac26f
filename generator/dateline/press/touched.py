"""Touched: the stories whose files are others than at the last build, when nothing else is."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain
from pathlib import Path

from dateline.files.walk import CONTENT, Found, walk_story
from dateline.fresh import Since
from dateline.memory.excerpt import Excerpt
from dateline.press.standing import BeyondError
from dateline.stamps import Stamp

MOST = 40
"""Stories that are made alone at most: of more, the whole site is planned as quickly."""


def touched(root: Path, last: Since, memory: Excerpt, others: Container[str]) -> Found:
    """The stories of the site at `root` that are others than at the last build; `memory` knows them then.

    Raises BeyondError when anything else is, for too many of them, and when one is among the `others`.
    """
    above = {path: _folders(path) for path in last.changed}
    memory.recall({folder for folders in above.values() for folder in folders})
    named = {next((f for f in folders if f in memory.records), "") for folders in above.values()}
    stories = sorted(named)
    if not stories or not stories[0] or len(stories) > MOST or any(story in others for story in stories):
        raise BeyondError
    walked = [walk_story(root, story) for story in stories]
    stamps = dict(zip(last.snapshot.inputs, last.snapshot.stamps, strict=True))
    for story, now in zip(stories, walked, strict=True):
        _check(story, now, stamps)
    return Found(
        sections=(),
        stories=tuple(now.stories[0] for now in walked),
        pages=(),
        attachments=(),
        folders=tuple(chain.from_iterable(now.folders for now in walked)),
        problems=(),
        seen=last.look.seen,
        is_glance=True,
    )


def _check(story: str, now: Found, stamps: Mapping[str, Stamp | None]) -> None:
    """Raise BeyondError unless a folder holds one story, and no files but those that had these stamps."""
    if [one.path for one in now.stories] != [story] or now.problems or now.sections or now.pages:
        raise BeyondError(story)
    below = f"{CONTENT}/{story}"
    had = {path for path in stamps if path == below or path.startswith(f"{below}/")}
    files = {file.file for file in now.stories[0].files}
    others = {file.file: file.stamp for file in now.attachments}
    if had != files | others.keys() | dict(now.folders).keys():
        raise BeyondError(story)
    if any(stamps[path] != stamp for path, stamp in others.items()):
        raise BeyondError(story)


def _folders(path: str) -> list[str]:
    """The folders, from content/ on, at or above a path below it; none for anything else."""
    if not path.startswith(f"{CONTENT}/"):
        return []
    parts = path.removeprefix(f"{CONTENT}/").split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
