"""Touched: which stories were edited since the last build, provided that nothing else was."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain
from pathlib import Path

from dateline.files.walk import CONTENT, Found, walk_story
from dateline.fresh import Since
from dateline.memory.excerpt import Excerpt
from dateline.press.newcommits import NewCommits
from dateline.press.standing import BeyondError
from dateline.stamps import Stamp

MOST = 40
"""The most stories that are made alone: with more, planning the whole site takes no longer."""


def touched(
    root: Path, since: Since, memory: Excerpt, topics: Container[str], new: NewCommits | None
) -> Found:
    """The stories of the site at `root` that were edited, or committed with the `new` commits.

    What `memory` has of them is recalled. Raises BeyondError when anything else has changed, when there are
    too many, and when one is among the stories of `topics`, which are shown on each other's pages.
    """
    marks = new.marks if new else ()
    above = {path: _folders(path) for path in since.changed if path not in marks}
    committed = new.folders if new else set()
    memory.recall({*committed, *(folder for folders in above.values() for folder in folders)})
    named = {next((f for f in folders if f in memory.records), "") for folders in above.values()}
    stories = sorted(named | committed & memory.records.keys())
    if not (stories or new) or "" in named or len(stories) > MOST or any(s in topics for s in stories):
        raise BeyondError
    walked = [walk_story(root, story) for story in stories]
    stamps = dict(zip(since.snapshot.inputs, since.snapshot.stamps, strict=True))
    for story, now in zip(stories, walked, strict=True):
        _check(story, now, stamps)
    return Found(
        sections=(),
        stories=tuple(now.stories[0] for now in walked),
        pages=(),
        attachments=(),
        folders=tuple(chain.from_iterable(now.folders for now in walked)),
        problems=(),
        seen=since.look.seen,
        is_glance=True,
    )


def _check(story: str, now: Found, stamps: Mapping[str, Stamp | None]) -> None:
    """Raise BeyondError unless the folder still holds one story and the same files.

    The story's own files may have changed. All others must have the `stamps` of the last build.
    """
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
    """A path of content/ and each folder above it, from the top down and without `content/`; else nothing."""
    if not path.startswith(f"{CONTENT}/"):
        return []
    parts = path.removeprefix(f"{CONTENT}/").split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
