"""Moves: where stories were public before their folders moved, and the rule that something leads on from it.

A story's id in feeds is of its first address, so one that moves without a word is another story for their
readers, and its links are dead. Git knows where it stood, as far as it sees that a folder moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from dateline import rules
from dateline.files.addresses import story_url
from dateline.files.walk import INBOX
from dateline.git.commits import Log, Move
from dateline.git.repository import Repository
from dateline.linking.edition import Edition
from dateline.model.draft import Outline
from dateline.problems import Place, Problem


def stood(repository: Repository, logs: Mapping[str, Log], zone: tzinfo) -> dict[str, tuple[str, ...]]:
    """The addresses at which each story that moved was public when it did, oldest first. Raises GitError."""
    moved = {story: log.moves for story, log in logs.items() if log.moves}
    if not moved:
        return {}
    blobs = repository.blobs(move.briefing for moves in moved.values() for move in moves if move.briefing)
    found = {story: tuple(_addresses(moves, blobs, zone)) for story, moves in moved.items()}
    return {story: addresses for story, addresses in found.items() if addresses}


def check_moves(
    stories: Iterable[Outline], before: Mapping[str, tuple[str, ...]], locate: Callable[[str, str], Place]
) -> Iterator[Problem]:
    """A problem for each address of `before` from which nothing leads on.

    `locate` gives the place of a key in a file, and is asked only for these.
    """
    for outline in stories:
        for url in before.get(outline.path, ()):
            message = f"this story was public at {url} before it moved, and nothing leads on from there"
            hint = f"write aliases: [{url}], or feeds show it twice"
            if outline.aliases:
                hint = f"write {url} into `aliases:` too, the oldest first, or feeds show it twice"
            place = locate(outline.file, "aliases" if outline.aliases else "title")
            yield rules.problem("moved-story", place, message, hint, unless=url)


def _addresses(moves: Iterable[Move], blobs: Mapping[str, bytes], zone: tzinfo) -> Iterator[str]:
    from dateline.files import parse  # few stories move

    for move in moves:
        if move.folder.startswith(f"{INBOX}/") or move.briefing not in blobs:
            continue
        story, _ = parse.story(f"{move.folder}/story.md", blobs[move.briefing])
        if story and Edition(datetime.fromtimestamp(move.when, zone), zone).shows(story.header):
            yield story_url(move.folder, story.header.slug)
