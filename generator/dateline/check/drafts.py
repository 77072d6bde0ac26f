"""What a newsroom should know of a draft: dates that its articles dispute, articles that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline import rules
from dateline.dates import display
from dateline.model.draft import StoryFolder
from dateline.problems import Place, Problem

if TYPE_CHECKING:
    from dateline.compose.drafted import Drafted


def check_draft(made: Drafted, folder: StoryFolder) -> Iterator[Problem]:
    """Events that the articles date differently, at the later one; articles that are left out."""
    from dateline.compose.briefing import NO_TEXT

    left_out = made.draft.left_out
    files = {file.key: file.file for file in folder.sources}
    for conflict in made.disputed:
        said = zip(conflict.lines, conflict.dates, strict=True)
        first, second = (f"“{line.keys[0]}” has {display(date, 'en')}" for line, date in said)
        message = f"{first} and {second} for what seems one event"
        hint = "declare it under `conflicts:` in a story.md, or say there which is right"
        yield rules.problem("dates-disagree", Place(files[conflict.lines[1].keys[0]]), message, hint)
    # A folder of titles alone is a page of sources: that is as the newsroom wants it.
    if any(why != NO_TEXT for _, why in left_out) or len(left_out) < len(folder.sources):
        for key, why in left_out:
            message = f"the draft does not draw on “{key}”: {why}"
            yield rules.problem("uncited-source", Place(files[key]), message)
