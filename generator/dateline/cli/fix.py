"""`dateline check --fix`: reads a site's files, shows what `fixes` makes of them, and writes that."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from dateline.cli.edge import stream_to
from dateline.console import counted
from dateline.editing import fixes
from dateline.editing.ownfiles import change
from dateline.files import parse
from dateline.files.addresses import original_id
from dateline.files.walk import FoundStory, walk
from dateline.model.draft import StoryFolder
from dateline.problems import has_errors

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.console import Stream
    from dateline.selection import Selection

_STYLES = {"---": "bold", "+++": "bold", "@": "cyan", "-": "red", "+": "green"}


def fix_files(planned: Planned, selection: Selection, *, dry_run: bool, quiet: bool) -> None:
    """Fix the files that are asked about, and print how they differ; nothing when all is well.

    Files with errors, or that cannot be read, are left as they are, and named. Raises OutputError when a
    file cannot be written.
    """
    out, root = stream_to(sys.stdout), planned.root
    zone = planned.config.zone
    done = 0
    for file, before, after in _fixed(root, selection, zone):
        done += 1
        if not quiet:
            show_diff(out, file, before, after)
        if not dry_run:
            change(root, file, before, after)
    if done and not quiet:
        out.line(f"{'would change' if dry_run else 'changed'} {counted(done, 'file')}", "bold")


def _fixed(root: Path, selection: Selection, zone: ZoneInfo) -> Iterator[tuple[str, bytes, bytes]]:
    """The files that fixing changes, in the order of their names, as they are and as they will be."""
    found = walk(root)
    for story in found.stories:
        if selection.holds(original_id(story.path)):
            yield from (_fixed_translation if story.original else _fixed_story)(root, story, zone)
    for page in found.pages if selection.is_whole else ():
        data = _read(root, page.file)
        if data is not None and (fixed := fixes.fixed_page(page.file, page.path, data)) != data:
            yield page.file, data, fixed


def _fixed_story(root: Path, story: FoundStory, zone: ZoneInfo) -> Iterator[tuple[str, bytes, bytes]]:
    """The same of the files of one story."""
    texts = {file.file: _read(root, file.file) for file in story.files}
    known = [(file, data) for file, data in texts.items() if data is not None]
    if len(known) < len(texts):  # what a number means is known with all of them
        return
    briefing, sources = (known[0], known[1:]) if story.briefing else (None, known)
    folder, problems = parse.folder(story.path, briefing, sources)
    wrong = {p.place.file for p in problems if has_errors([p])}
    for file in sorted(wrong):
        _leave(file)
    if briefing and folder:
        file, data = briefing
        folder = msgspec.structs.replace(folder, broken=(*folder.broken, *story.uncitable))
        fixed = fixes.fixed_briefing(folder, data, zone)
        if fixed != data:
            yield file, data, fixed
    for file, data in sources:
        key = file.rpartition("/")[2].removesuffix(".md")
        fixed = fixes.fixed_article(file, key, data)
        if fixed != data:
            yield file, data, fixed


def _fixed_translation(root: Path, story: FoundStory, zone: ZoneInfo) -> Iterator[tuple[str, bytes, bytes]]:
    """The same of a translation alone; its original and its sources are fixed where they are stories."""
    file, original, *sources = (each.file for each in story.files)
    data = _read(root, file)
    others = {each: _bytes(root, each) for each in (original, *sources)}
    texts = {each: text for each, text in others.items() if text is not None}
    if data is None or len(texts) < len(others):
        return  # what is wrong with the others is said where they are a story
    whole, known = (original, texts.pop(original)), tuple(texts.items())

    def parsed(data: bytes) -> tuple[StoryFolder | None, parse.Problems]:
        return parse.translation(story.path, (file, data), whole, known)

    folder, problems = parsed(data)
    if has_errors(problems):
        _leave(file)
    elif folder:
        folder = msgspec.structs.replace(folder, broken=(*folder.broken, *story.uncitable))
        fixed = fixes.fixed_translation(folder, data, lambda longer: parsed(longer)[0], zone)
        if fixed != data:
            yield file, data, fixed


def _leave(file: str) -> None:
    """Say of a file with errors that nothing is changed in it."""
    stream_to(sys.stderr).line(f"{file}: left as it is, for it has errors: see dateline check", "warning")


def _bytes(root: Path, file: str) -> bytes | None:
    """The bytes of a file; None when it cannot be read."""
    try:
        return (root / file).read_bytes()
    except OSError:
        return None


def _read(root: Path, file: str) -> bytes | None:
    """The bytes of a file; None, and a word about it, when it cannot be read."""
    try:
        return (root / file).read_bytes()
    except OSError as error:
        why = f"it cannot be read: {error.strerror}"
        stream_to(sys.stderr).line(f"{file}: left as it is, for {why}", "warning")
        return None


def show_diff(out: Stream, file: str, before: bytes, after: bytes) -> None:
    """Print a unified diff."""
    old, new = (_lines(data) for data in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm=""):
        style = next((style for begin, style in _STYLES.items() if line.startswith(begin)), "")
        out.line(
            "".join(char if char.isprintable() or char == "\t" else " " for char in line).rstrip(), style
        )


def _lines(data: bytes) -> list[str]:
    lines = re.split(r"\r\n|\r|\n", data.decode())
    return lines if lines[-1] else lines[:-1]
