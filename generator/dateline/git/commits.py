"""Commits: which files each story had at each commit of its site, told from git's log.

A story's log is that of its folder, oldest first; it goes along when the folder moves, and ends when the
story is taken away. A translation has a log of its own, of its file and what it takes from the original.
Merged work counts when it was merged: that is when it reached this branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from dateline import digest
from dateline.files.addresses import story_folder, translation_id
from dateline.files.translated import is_translation, tag_of
from dateline.git.repository import Repository

STORY = "story.md"
_COMMIT = "\x02"
_LOG = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "diff.renameLimit=4000"),
    *("log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "--no-abbrev", "-z"),
    *("-M75%", "--no-relative", "--encoding=UTF-8", "--no-ext-diff", "--no-textconv", "--no-color"),
    *("--no-notes", f"--format={_COMMIT}%ct"),
)


class State(msgspec.Struct, frozen=True):
    """What a commit made of a story's folder."""

    id: str
    when: int
    """When it was committed, in seconds since 1970; after the state before it, where clocks differ."""
    files: tuple[tuple[str, str], ...]
    """Names below the story's folder, with their blobs, in order."""


class Move(msgspec.Struct, frozen=True):
    """A story's folder got another name or place."""

    folder: str
    """Where it was until then, below content/."""
    when: int
    """When that was committed, in seconds since 1970."""
    briefing: str
    """The blob of its story.md as it was before."""


class Log(msgspec.Struct, frozen=True):
    """What commits made of one story, oldest first."""

    key: str
    """The digest of its states."""
    states: tuple[State, ...]
    moves: tuple[Move, ...] = ()
    """The moves of its folder; of a translation none, for its original has them."""


Logs = dict[str, Log]
"""The log of each story, and of each translation, by its id."""


def logs_of(repository: Repository, head: str) -> Logs:
    """The log of every story at the commit `head`; raises GitError."""
    said = repository.ask(*_LOG, head, "--", ".").decode(errors="surrogateescape")
    reader = _Reader(repository.prefix)
    for when, changes in _commits(said):
        reader.read(when, changes)
    return {
        story: Log(digest.of_value(story, states), tuple(states), tuple(reader.moves.get(story, ())))
        for story, states in reader.logs.items()
    }


def state_id(files: tuple[tuple[str, str], ...]) -> str:
    """The id of a story's files, by their names and blobs."""
    return digest.of_value(files)[:10]


class _Reader:
    """Follows the stories' folders from commit to commit."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._files: dict[str, dict[str, str]] = {}
        self._tags: dict[str, set[str]] = {}
        """The languages into which each story is translated."""
        self.logs: dict[str, list[State]] = {}
        self.moves: dict[str, list[Move]] = {}

    def read(self, when: int, changes: Iterator[tuple[str, str, str, str]]) -> None:
        """Take over one commit: what it did to which path, from which, with which blob."""
        touched: dict[str, None] = {}
        for status, former, path, blob in changes:
            before, after = self._place(former), self._place(path)
            if status == "R" and before and after and before[1] == after[1] == "story.md":
                self._move(before[0], after[0], when)
            if before and status in "DR":
                self._files.get(before[0], {}).pop(before[1], None)
                touched[before[0]] = None
            if after and status != "D":
                self._files.setdefault(after[0], {})[after[1]] = blob
                touched[after[0]] = None
        for story in touched:
            self._note(story, when)

    def _place(self, path: str) -> tuple[str, str] | None:
        """The story that a file belongs to, and its name below the story's folder."""
        if not path.startswith(self._base) or not path.endswith(".md"):
            return None
        inside = path.removeprefix(self._base)
        folder = story_folder(inside)
        return (folder, inside.removeprefix(f"{folder}/")) if folder else None

    def _move(self, before: str, after: str, when: int) -> None:
        if before == after or before not in self.logs or after in self.logs:
            return
        briefing = self._files[before].get(STORY, "")
        self.moves[after] = [*self.moves.pop(before, ()), Move(before, when, briefing)]
        self._tags[after] = self._tags.pop(before, set())
        for tag in ("", *self._tags[after]):
            one, other = (translation_id(story, tag) if tag else story for story in (before, after))
            self.logs[other] = self.logs.pop(one)

    def _note(self, story: str, when: int) -> None:
        """What a commit left of a story and of its translations."""
        files = self._files.get(story, {})
        tags = {tag for name in files if STORY in files and (tag := _tag_of(name))}
        for tag in self._tags.get(story, set()) - tags:
            self.logs.pop(translation_id(story, tag))
        self._tags[story] = tags
        own = {name: blob for name, blob in files.items() if not _tag_of(name)}
        for tag in tags:
            name = f"story.{tag}.md"
            self._state(translation_id(story, tag), own | {name: files[name]}, when)
        if own:
            self._state(story, own, when)
            return
        self._files.pop(story, None)
        self._tags.pop(story)
        self.logs.pop(story, None)
        self.moves.pop(story, None)

    def _state(self, story: str, files: Mapping[str, str], when: int) -> None:
        log = self.logs.setdefault(story, [])
        named = tuple(sorted(files.items()))
        name = state_id(named)
        if log and when < log[-1].when:  # by another clock: later than it, so that both were public
            when = log[-1].when + 1
        if not log or log[-1].id != name:
            log.append(State(name, when, named))


def _tag_of(name: str) -> str:
    """The language of a translation, by its name below the story's folder; "" for all other files."""
    return tag_of(name) if is_translation(name) else ""


def _commits(said: str) -> Iterator[tuple[int, Iterator[tuple[str, str, str, str]]]]:
    """Each commit's time, and its changes: status, former path, path, blob."""
    _, *parts = re.split(rf"{_COMMIT}(\d+)\0", said)
    for when, changes in zip(parts[::2], parts[1::2], strict=True):
        yield int(when), _changes(changes.split("\0"))


def _changes(fields: list[str]) -> Iterator[tuple[str, str, str, str]]:
    at = 0
    while at + 1 < len(fields):
        head = fields[at].lstrip("\n")
        if not head.startswith(":"):
            at += 1
            continue
        _, _, _, blob, status = head.split(" ")
        moved = status[0] in "RC"
        former, path = fields[at + 1], fields[at + 2 if moved else at + 1]
        yield status[0], former, path, blob
        at += 3 if moved else 2
