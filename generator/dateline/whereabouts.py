"""Whereabouts: on which page, and where on it, stands what a place in a file speaks of.

Pure but for the lines of files, which it is handed a way to read. It must know no server and no browser.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from dateline.build import Planned
from dateline.console import line_reader
from dateline.model import Claim, Story, Text
from dateline.pages.markup import source_anchor
from dateline.problems import Place, Problem
from dateline.urls import output_path


class Spot(msgspec.Struct, frozen=True):
    """A page by its output path, and the id of an element on it; both "" for nowhere."""

    page: str = ""
    anchor: str = ""


def spots_of(root: Path, planned: Planned, problems: Iterable[Problem]) -> Mapping[Place, Spot]:
    """Where on the pages each problem's place is, for those that a page shows."""
    places = {problem.place for problem in problems}
    files = {place.file for place in places}
    line_of = line_reader(root)
    spots: dict[Place, Spot] = {}
    for story in _stories(planned, files):
        page = output_path(story.url)
        sources = {source.file: source_anchor(source.key) for source in story.sources}
        for place in places:
            if place.file == story.file:
                spots[place] = Spot(page, _claim_at(story, place, line_of))
            elif place.file in sources:
                spots[place] = Spot(page, sources[place.file])
    pages = _pages(planned)
    return spots | {place: Spot(pages[place.file]) for place in places if place.file in pages}


def edited_spot(
    root: Path, before: Planned, now: Planned, named: tuple[Path, ...], changed: Collection[str]
) -> Spot:
    """The page and the part of it that was edited: of the paths named, the last whose page changed."""
    real = Path(os.path.realpath(root))
    for path in reversed(named):
        file = path.relative_to(real).as_posix() if path.is_relative_to(real) else ""
        for story in _stories(now, {file}):
            page = output_path(story.url)
            if page in changed:
                old = next((old for old in _stories(before, {file}) if old.id == story.id), None)
                return Spot(page, _edited_part(old, story, file))
        page = _pages(now).get(file, "")
        if page in changed:
            return Spot(page)
    return Spot()


def _pages(planned: Planned) -> dict[str, str]:
    """The output paths of plain pages and sections by the files that they are written in."""
    pages = {page.file: output_path(page.url) for page in planned.site.pages}
    return pages | {
        section.file: output_path(section.url) for section in planned.site.sections if section.file
    }


def _stories(planned: Planned, files: Collection[str]) -> list[Story]:
    """The stories that any of these files belongs to."""
    folders = {posixpath.dirname(file) for file in files}
    folders |= {posixpath.dirname(folder) for folder in folders if posixpath.basename(folder) == "sources"}
    return [story for story in planned.site.stories if f"content/{story.id}" in folders]


def _claim_at(story: Story, place: Place, line_of: Callable[[str, int], str | None]) -> str:
    """The anchor of the event or sentence that a place lies in; "" when it lies in none."""
    for event in story.timeline:
        if event.place == place:
            return event.anchor
    claims = [claim for claim in story.claims if claim.place.file == place.file]
    before = [claim for claim in claims if claim.place <= place]
    if not before:
        return next((claim.anchor for claim in claims if claim.place.line == place.line), "")
    claim = max(before, key=lambda claim: (claim.place.line, claim.place.column))
    between = range(claim.place.line, place.line)
    ended = any(not (line_of(place.file, line) or "").strip() for line in between)
    return "" if ended else claim.anchor


def _edited_part(old: Story | None, new: Story, file: str) -> str:
    """The anchor of the first part in which two forms of a story differ; "" for its head."""
    for source in new.sources:
        if source.file == file:
            return source_anchor(source.key)
    if old is None or _words(old.summary) != _words(new.summary):
        return ""
    sections = {(section.title, _words(section.text)) for section in old.sections}
    for section in new.sections:
        if (section.title, _words(section.text)) not in sections:
            return section.anchor
    events = {event.anchor for event in old.timeline}
    return next((event.anchor for event in new.timeline if event.anchor not in events), "")


def _words(text: Text) -> tuple[object, ...]:
    """The text without the places where it stands, which move with every line above."""
    return tuple((part.anchor, part.parts) if isinstance(part, Claim) else part for part in text)
