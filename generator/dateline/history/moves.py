"""Moves: where stories were public before they moved, and the rule that something leads on from there.

A story's id in feeds is of its first address, so one that moves without a word is another story for their
readers, and its links are dead. Git knows where it stood, as far as it sees that a folder moved, and by
which `slug`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from dateline import rules
from dateline.files.addresses import (
    alias_url,
    language_of,
    original_id,
    prefix_of,
    story_url,
    translation_id,
)
from dateline.files.walk import INBOX
from dateline.git.commits import Log, Move
from dateline.git.repository import Repository
from dateline.linking.edition import Edition
from dateline.model.draft import Outline
from dateline.model.revisions import Life
from dateline.problems import Place, Problem


def stood(repository: Repository, logs: Mapping[str, Log], zone: tzinfo) -> dict[str, tuple[str, ...]]:
    """The addresses at which each story that moved was public when it did, oldest first. Raises GitError."""
    moved = {story: log.moves for story, log in logs.items() if log.moves}
    if not moved:
        return {}
    blobs = repository.blobs(move.briefing for moves in moved.values() for move in moves if move.briefing)
    found = {story: tuple(_addresses(moves, blobs, zone)) for story, moves in moved.items()}
    return {story: addresses for story, addresses in found.items() if addresses}


def former_addresses(
    stories: Iterable[Outline],
    lives: Mapping[str, Life],
    logs: Mapping[str, Log],
    before: Mapping[str, tuple[str, ...]],
) -> dict[str, dict[str, str]]:
    """The addresses at which stories were public and that they do not name, each with what changed it.

    Oldest first. `before` are those of folders that moved, as `stood` finds them.
    """
    every: dict[str, dict[str, str]] = {}
    for outline in sorted(stories, key=lambda outline: language_of(outline.path) != ""):
        life, moves = lives.get(outline.path), logs.get(original_id(outline.path))
        found = dict.fromkeys(before.get(outline.path, ()), "it moved")
        if life is not None:
            for url in _under_slugs(outline.path, life, moves.moves if moves else ()):
                found.setdefault(url, "its slug changed")
        known = {outline.url, *map(alias_url, outline.aliases)}
        for url in every.get(original_id(outline.path), ()):  # once that names them, they lead on here too
            known |= set(_translated(url, outline))
        if named := {url: what for url, what in found.items() if url not in known}:
            every[outline.path] = named
    return every


def check_moves(
    stories: Iterable[Outline], before: Mapping[str, Mapping[str, str]], locate: Callable[[str, str], Place]
) -> Iterator[Problem]:
    """A problem for each address of `before` (`former_addresses`) from which nothing leads on.

    `locate` gives the place of a key in a file, and is asked only for these.
    """
    for outline in stories:
        for url, what in before.get(outline.path, {}).items():
            message = f"this story was public at {url} before {what}, and nothing leads on from there"
            hint = f"write aliases: [{url}], or feeds show it twice"
            if outline.aliases:
                hint = f"write {url} into `aliases:` too, the oldest first, or feeds show it twice"
            place = locate(outline.file, "aliases" if outline.aliases else "title")
            yield rules.problem("moved-story", place, message, hint, unless=url)


def _translated(url: str, outline: Outline) -> Iterator[str]:
    """Where a translation stood while its original stood at `url`, by its slug or one of its own."""
    here = prefix_of(language_of(outline.path)) + url
    yield here
    yield f"{here.rstrip('/').rpartition('/')[0]}/{outline.url.rstrip('/').rpartition('/')[2]}/"


def _under_slugs(path: str, life: Life, moves: tuple[Move, ...]) -> Iterator[str]:
    """The addresses of a story by the slugs that it had, each below the folder in which it lay then."""
    tag, here = language_of(path), original_id(path)
    ends = [*((move.folder, move.when) for move in moves), (here, None)]
    for slug, begun, until in life.slugs:
        since = 0
        for folder, end in ends:
            if (until is None or since < until) and (end is None or begun < end):
                yield story_url(translation_id(folder, tag) if tag else folder, slug)
            since = end or since


def _addresses(moves: Iterable[Move], blobs: Mapping[str, bytes], zone: tzinfo) -> Iterator[str]:
    from dateline.files import parse  # few stories move

    for move in moves:
        if move.folder.startswith(f"{INBOX}/") or move.briefing not in blobs:
            continue
        story, _ = parse.story(f"{move.folder}/story.md", blobs[move.briefing])
        if story and Edition(datetime.fromtimestamp(move.when, zone), zone).shows(story.header):
            yield story_url(move.folder, story.header.slug)
