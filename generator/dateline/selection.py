"""The selection: which stories and rules a check is asked about, and what it came to for them.

Pure: which folders there are on disk, and what git says, is found out at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.build import Planned
from dateline.evidence.tally import Tally
from dateline.files.walk import CONTENT
from dateline.problems import Problem, Severity


class Checked(msgspec.Struct, frozen=True):
    """What a check came to: what was looked at, what is wrong, and what stands behind the claims."""

    stories: int
    sources: int
    pages: int
    """Pages of the whole site."""
    tally: Tally
    problems: tuple[Problem, ...]

    def fails(self, least: Severity) -> bool:
        """True when a problem weighs `least` or more."""
        return any(problem.is_error or problem.severity is least for problem in self.problems)


class Selection(msgspec.Struct, frozen=True):
    """What a check is asked about; everything unless it says otherwise."""

    rules: frozenset[str] = frozenset()
    """The names of rules; none for all of them."""
    folders: tuple[str, ...] | None = None
    """Paths below content/ of stories, or of folders around them; None for the whole site."""

    @property
    def is_whole(self) -> bool:
        """True when every file of the site is asked about."""
        return self.folders is None

    def holds(self, path: str) -> bool:
        """True when a story, or a file, at this path below content/ is asked about."""
        if self.folders is None:
            return True
        return any(not folder or path == folder or path.startswith(f"{folder}/") for folder in self.folders)

    def takes(self, problem: Problem) -> bool:
        """True when a problem is asked about."""
        if self.rules and problem.rule not in self.rules:
            return False
        place = problem.place.file
        return self.is_whole or (place.startswith(f"{CONTENT}/") and self.holds(place[len(CONTENT) + 1 :]))

    def within(self, folders: Iterable[str]) -> Selection:
        """The same of these folders alone."""
        return msgspec.structs.replace(self, folders=tuple(path for path in folders if self.holds(path)))


def check_of(planned: Planned, selection: Selection) -> Checked:
    """What is planned, as a check of the selection tells it."""
    compiled = [kept for story, kept in planned.desk.shown.items() if selection.holds(story)]
    return Checked(
        stories=len(compiled),
        sources=sum(kept.listing.articles for kept in compiled),
        pages=planned.plan.readable,
        tally=sum((kept.tally for kept in compiled), Tally()),
        problems=tuple(problem for problem in planned.problems if selection.takes(problem)),
    )


def story_folders(files: Iterable[str]) -> frozenset[str]:
    """The paths below content/ of the stories that these files, from the site's root, belong to."""
    found = set()
    for file in files:
        folder, _, name = file.removeprefix(f"{CONTENT}/").rpartition("/")
        if file.startswith(f"{CONTENT}/") and folder:
            if name == "story.md":
                found.add(folder)
            elif folder.rpartition("/")[2] == "sources" and "/" in folder:
                found.add(folder.rpartition("/")[0])
    return frozenset(found)


def changed_stories(files: Iterable[str], stories: Iterable[str]) -> tuple[str, ...]:
    """The stories, by their paths below content/, to which one of `files` belongs, in order."""
    known = frozenset(stories)
    found = set()
    for file in files:
        path = file.removeprefix(f"{CONTENT}/") if file.startswith(f"{CONTENT}/") else ""
        while path:
            if path in known:
                found.add(path)
                break
            path = path.rpartition("/")[0]
    return tuple(sorted(found))
