"""A glance: looks at the content folder only where files are said to have changed, to show one page soon.

What is said may be wrong or incomplete, so a walk has to follow.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from pathlib import Path

import msgspec

from dateline.again import Again
from dateline.files.walk import CONTENT, Found, walk_story
from dateline.stamps import present


def glance(root: Path, before: Found, named: Iterable[Path], again: Again | None = None) -> Found | None:
    """What a walk would find if only the files `named` (absolute paths) had changed since `before`.

    Only the stories in which they lie are looked at. None when that is not enough to tell.
    """
    again = again or Again()
    content = Path(os.path.realpath(root / CONTENT))
    places = again.places(again.field("found", before.stories, "path"))
    named = tuple(named)
    if before.problems or not all(path.is_relative_to(content) for path in named):
        return None
    within = {_story_above(path.relative_to(content), places) for path in named}
    if "" in within:
        return None
    seen, stories = present(), []
    for path in within:
        now = walk_story(root, path)
        files = tuple(file for file in before.attachments if file.path.startswith(f"{path}/"))
        is_story = [story.path for story in now.stories] == [path]
        if not is_story or now.problems or now.sections or now.pages or now.attachments != files:
            return None
        stories.append(now.stories[0])
    found = again.replaced(before.stories, [places[path] for path in within], stories)
    return msgspec.structs.replace(before, stories=found, seen=seen, is_glance=True)


def _story_above(path: Path, stories: Container[str]) -> str:
    """The story in whose folder something lies; "" for none."""
    above = (parent.as_posix() for parent in path.parents)
    return next((parent for parent in above if parent in stories), "")
