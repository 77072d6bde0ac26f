"""The rule that a story keeps the day of its first publication, as git knows it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline import rules
from dateline.model.draft import StoryFolder
from dateline.model.revisions import Life
from dateline.problems import Problem
from dateline.yaml import spots

_HINT = "write that day again, or feeds show the story twice: “Updated” is computed"


def check_republished(folder: StoryFolder, life: Life) -> Iterator[Problem]:
    """A `published:` of another day than the first version that was public had; a translation has none."""
    story = folder.story
    if story is None or folder.original is not None or folder.drafted or not life.revisions:
        return
    first = life.revisions[0].when
    if first.date != story.header.published.date:
        place = spots.place(story.file, story.yaml, "published")
        message = f"this story was first published on {first.date.isoformat()}"
        yield rules.problem("republished", place, message, _HINT)
