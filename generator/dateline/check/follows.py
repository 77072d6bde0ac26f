"""The rules on `follows:`: it names a story of this site, and no story continues itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline import rules
from dateline.model.draft import Draft
from dateline.model.topics import circle_of
from dateline.problems import Place, Problem, did_you_mean

Locate = Callable[[str, str], Place]
"""Gives the place of a key in a file's front matter; asked only for a problem."""


def check_follows(draft: Draft, locate: Locate) -> Iterator[Problem]:
    """Stories that continue none of this site, and circles; each circle is told once."""
    follows = {s.path: s.follows for s in draft.stories if s.follows and not s.language}
    files = {story.path: story.file for story in draft.stories if not story.language}
    known = files.keys() | {name.removeprefix("content/") for name in draft.broken}
    told: set[str] = set()
    for path, earlier in follows.items():
        if earlier not in known:
            hint = did_you_mean(earlier, files) or "name a story's folder by its path below content/"
            message = f"there is no story “{earlier}”"
            yield rules.problem("unknown-story", locate(files[path], "follows"), message, hint)
        elif path not in told and (circle := circle_of(path, follows)):
            told.update(circle)
            around = " follows ".join((*circle, path))
            message = "this story follows itself" if len(circle) == 1 else f"a circle: {around}"
            hint = "take `follows` away from the oldest of them"
            yield rules.problem("circular-follows", locate(files[path], "follows"), message, hint)
