"""The rule on what is dated after the moment that the site is built for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline import rules
from dateline.linking.untimely import Untimely, What
from dateline.model.draft import StoryFolder
from dateline.problems import Place, Problem
from dateline.yaml import spots

_HINT = "correct the date: feeds and lists believe it, and the story stays on top until then"
_WAITING_HINT = "correct the date, or write a story.md that says when the story is published"


def check_future(found: Iterable[Untimely], folder_of: Callable[[str], StoryFolder]) -> Iterator[Problem]:
    """A problem for each article, notice and note on a change that lies ahead.

    `folder_of` gives a story's files by its id, and is asked only for these.
    """
    for one in found:
        place = _place(one, folder_of(one.story))
        if place is not None:
            hint = _WAITING_HINT if one.what is What.WAITING else _HINT
            yield rules.problem("future-date", place, _message(one), hint)


def _message(one: Untimely) -> str:
    match one.what:
        case What.ARTICLE:
            return f"this article is dated {one.moment.iso}, which is still to come"
        case What.WAITING:
            return f"this article is dated {one.moment.iso}, and its story does not come out before that"
        case What.NOTICE:
            return f"this notice is dated {one.moment.iso}, which is still to come"
        case What.CHANGE:
            return f"this change is dated {one.moment.iso}, which is still to come"


def _place(one: Untimely, folder: StoryFolder) -> Place | None:
    """Where the date stands; None where nobody wrote it."""
    if one.what in (What.ARTICLE, What.WAITING):
        dated = (file for file in folder.sources if file.header.published == one.moment)
        return next((spots.place(file.file, file.yaml, "published") for file in dated), None)
    if folder.story is None:
        return None
    header = folder.story.header
    key = "corrections" if one.what is What.NOTICE else "revisions"
    dates = [entry.date for entry in (header.corrections if key == "corrections" else header.revisions)]
    if one.moment not in dates:
        return None
    return spots.place(folder.story.file, folder.story.yaml, f"{key}.{dates.index(one.moment)}.date")
