"""Whereabouts: on which page, and where on it, stands what a place in a file speaks of.

Pure but for the lines of files, which it is handed a way to read. It must know no server and no browser.
"""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from dateline.build import Planned
from dateline.console import line_reader
from dateline.files.addresses import CONTENT, translation_id
from dateline.files.anchors import source_anchor
from dateline.files.translated import is_translation, tag_of
from dateline.loading.load import ChangedError
from dateline.model.site import Listing
from dateline.problems import Place, Problem
from dateline.urls import output_path
from dateline.views.stories import StoryView


class Spot(msgspec.Struct, frozen=True):
    """A page by its output path, and the id of an element on it; both "" for nowhere."""

    page: str = ""
    anchor: str = ""


def beside(root: Path, planned: Planned, path: str) -> tuple[tuple[Problem, str], ...]:
    """The problems of the files that the page at an output path shows, each with its anchor there."""
    story = next((page.story for page in planned.plan.pages if page.path == path and page.story), "")
    if not story:
        files = [file for file, page in _pages(planned).items() if page == path]
        return tuple((problem, "") for file in files for problem in _of(planned, file))
    file, line_of = planned.desk.shown[story].listing.file, line_reader(root)
    marks = _marks(planned, story, file)
    own = [(problem, _claim_at(marks, problem.place, line_of)) for problem in _of(planned, file)]
    folder = posixpath.dirname(file)
    if posixpath.dirname(folder) == f"{CONTENT}/{story}":  # without story.md its file is an article
        folder = posixpath.dirname(folder)
    articles = [problem for problem in _of(planned, f"{folder}/sources/") if problem.place.file != file]
    return (*own, *((problem, _source_anchor(problem.place.file)) for problem in articles))


def edited_spot(
    root: Path,
    before: Planned,
    view: Callable[[str], StoryView | None],
    now: Planned,
    named: tuple[Path, ...],
    changed: Collection[str],
) -> Spot:
    """The page and the part of it that was edited: of the paths named, the last whose page changed.

    `view` gives a story's page as it was `before`; None where nobody knows that any longer.
    """
    real, content = Path(os.path.realpath(root)), Path(os.path.realpath(root / CONTENT))
    for path in reversed(named):
        file = path.relative_to(real).as_posix() if path.is_relative_to(real) else ""
        if path.is_relative_to(content):  # which may be a link
            file = f"{CONTENT}/{path.relative_to(content).as_posix()}"
        for story in _stories(now, file):
            page = output_path(story.url)
            if page in changed:
                if not any(old.id == story.id for old in _stories(before, file)):
                    return Spot(page)
                return Spot(page, _edited_part(view(story.id), now.desk.view(story.id), file))
        page = _pages(now).get(file, "")
        if page in changed:
            return Spot(page)
    return Spot()


def _of(planned: Planned, path: str) -> tuple[Problem, ...]:
    """The problems of a file, or of those below a path that ends in "/"; all are in order of their files."""
    problems = planned.problems
    begin = bisect_left(problems, path, key=_file)
    if path.endswith("/"):
        return problems[begin : bisect_left(problems, f"{path[:-1]}0", begin, key=_file)]  # "0" follows "/"
    return problems[begin : bisect_right(problems, path, begin, key=_file)]


def _file(problem: Problem) -> str:
    return problem.place.file


def _marks(planned: Planned, story: str, file: str) -> list[tuple[str, Place]]:
    """The claims and events of a story that stand in a file; none while its files are changing."""
    try:
        return [(anchor, place) for anchor, place in planned.desk.places(story) if place.file == file]
    except ChangedError:
        return []


def _pages(planned: Planned) -> dict[str, str]:
    """The output paths of plain pages and sections by the files that they are written in."""
    pages = {page.file: output_path(page.url) for page in planned.site.pages}
    return pages | {
        section.file: output_path(section.url) for section in planned.site.sections if section.file
    }


def _stories(planned: Planned, file: str) -> list[Listing]:
    """The stories that a file belongs to; the one that is written in it first."""
    folder, name = posixpath.split(file.removeprefix(f"{CONTENT}/"))
    ids = [translation_id(folder, tag_of(name))] if is_translation(name) else []
    ids.append(folder)
    if posixpath.basename(folder) == "sources":
        ids.append(posixpath.dirname(folder))
    known = planned.desk.shown
    return [known[story].listing for story in ids if story in known]


def _claim_at(marks: list[tuple[str, Place]], place: Place, line_of: Callable[[str, int], str | None]) -> str:
    """The anchor of the event or sentence that a place lies in; "" when it lies in none."""
    for anchor, stands in reversed(marks):
        if stands == place:
            return anchor
    here = place.line, place.column  # what a problem underlines may be shorter than the sentence
    before = [mark for mark in marks if (mark[1].line, mark[1].column) <= here]
    if not before:
        return next((anchor for anchor, stands in marks if stands.line == place.line), "")
    anchor, stands = max(before, key=lambda mark: (mark[1].line, mark[1].column))
    between = range(stands.line, place.line)
    return "" if any(not (line_of(place.file, line) or "").strip() for line in between) else anchor


def _source_anchor(file: str) -> str:
    return source_anchor(posixpath.basename(file).removesuffix(".md"))


def _edited_part(old: StoryView | None, new: StoryView, file: str) -> str:
    """The anchor of the first part in which two forms of a page differ; "" for its head."""
    if posixpath.basename(posixpath.dirname(file)) == "sources":
        anchor = _source_anchor(file)
        return anchor if any(source.anchor == anchor for source in new.sources) else ""
    if old is None or old.summary != new.summary:
        return ""
    sections = {(section.title, section.html) for section in old.sections}
    for section in new.sections:
        if (section.title, section.html) not in sections:
            return section.anchor
    events = {event.anchor for event in old.timeline}
    return next((event.anchor for event in new.timeline if event.anchor not in events), "")
