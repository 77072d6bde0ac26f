"""Commits: which files each story had at each commit of its site, told from git's log.

A story's log is that of its folder, oldest first; it goes along when the folder moves, and ends when the
story is taken away. A translation has a log of its own, of its file and what it takes from the original.
Merged work counts when it was merged: that is when it reached this branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from dateline import digest
from dateline.files.addresses import language_of, original_id, story_folder, translation_id
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
    translations: tuple[tuple[str, str], ...] = ()
    """Names and blobs of the translations in its folder now; of a translation none."""


Logs = dict[str, Log]
"""The log of each story, and of each translation, by its id."""


class FileChange(NamedTuple):
    """What a commit did to one file."""

    status: str
    """Git's letter for it, such as M; a renamed file's R has a number behind it."""
    former: str
    """Its path before, from the top of the work tree."""
    path: str
    blob: str
    """Its content now."""


class Commit(msgspec.Struct, frozen=True, array_like=True):
    """One commit, with what it changed in the content folder."""

    when: int
    """In seconds since 1970."""
    changes: tuple[FileChange, ...]


def logs_of(repository: Repository, head: str) -> Logs:
    """The log of every story at the commit `head`; raises GitError."""
    return continued({}, _asked(repository, head), repository.prefix)


def commits_after(repository: Repository, before: str, head: str) -> tuple[Commit, ...] | None:
    """The commits that led from the commit `before` to `head`; None if they did not. Raises GitError."""
    if not repository.follows(before, head):
        return None
    return tuple(_asked(repository, f"{before}..{head}"))


def folders_of(commits: Iterable[Commit], prefix: str) -> set[str]:
    """The folders of the stories of which these commits changed a file; `prefix` is the repository's."""
    paths = {path for commit in commits for change in commit.changes for path in (change.former, change.path)}
    return {place.story for path in paths if (place := _place(prefix, path))}


def continued(logs: Mapping[str, Log], commits: Iterable[Commit], prefix: str) -> Logs:
    """The logs after more commits; `logs` has those before of all stories that these touch, and of others."""
    reader = _Reader(prefix, logs)
    for commit in commits:
        reader.read(commit)
    return {story: reader.log_of(story) for story in reader.stories}


def _asked(repository: Repository, commits: str) -> Iterator[Commit]:
    said = repository.ask(*_LOG, commits, "--", ".").decode(errors="surrogateescape")
    return _commits(said)


def state_id(files: tuple[tuple[str, str], ...]) -> str:
    """The id of a story's files, by their names and blobs."""
    return digest.of_value(files)[:10]


class _Place(NamedTuple):
    """Where a file is: the folder of its story, and its name below that."""

    story: str
    name: str


def _place(prefix: str, path: str) -> _Place | None:
    """The place of a file by its path in the repository; None if it is no story's."""
    if not path.startswith(prefix) or not path.endswith(".md"):
        return None
    inside = path.removeprefix(prefix)
    folder = story_folder(inside)
    return _Place(folder, inside.removeprefix(f"{folder}/")) if folder else None


class _Reader:
    """Follows the stories' folders from commit to commit."""

    def __init__(self, prefix: str, known: Mapping[str, Log]) -> None:
        """`known` has the logs up to the first of these commits."""
        self._prefix = prefix
        self._files: dict[str, dict[str, str]] = {}
        self._tags: dict[str, set[str]] = {}
        """The languages into which each story is translated."""
        self._known = dict(known)
        self._logs = {story: list(log.states) for story, log in known.items()}
        self._moves = {story: list(log.moves) for story, log in known.items() if log.moves}
        for story, log in known.items():
            if tag := language_of(story):
                self._tags.setdefault(original_id(story), set()).add(tag)
            else:
                self._files[story] = dict(log.states[-1].files) | dict(log.translations)

    @property
    def stories(self) -> tuple[str, ...]:
        """The ids of the stories and translations that there are now."""
        return tuple(self._logs)

    def log_of(self, story: str) -> Log:
        """The log of a story or a translation; the very one that was known, if it is the same."""
        known, states, moves = self._known.get(story), tuple(self._logs[story]), self._moves.get(story, ())
        files = {} if language_of(story) else self._files[story]
        translations = tuple((name, blob) for name, blob in sorted(files.items()) if _tag_of(name))
        key = known.key if known and known.states == states else digest.of_value(story, states)
        log = Log(key, states, tuple(moves), translations)
        return known if known == log else log

    def read(self, commit: Commit) -> None:
        """Take over one commit."""
        touched: dict[str, None] = {}
        for status, former, path, blob in commit.changes:
            before, after = _place(self._prefix, former), _place(self._prefix, path)
            if status[0] == "R" and before and after and before.name == after.name == STORY:
                self._move(before.story, after.story, commit.when)
            if before and status[0] in "DR":
                self._files.get(before.story, {}).pop(before.name, None)
                touched[before.story] = None
            if after and status[0] != "D":
                self._files.setdefault(after.story, {})[after.name] = blob
                touched[after.story] = None
        for story in touched:
            self._note(story, commit.when)

    def _move(self, before: str, after: str, when: int) -> None:
        if before == after or before not in self._logs or after in self._logs:
            return
        briefing = self._files[before].get(STORY, "")
        self._moves[after] = [*self._moves.pop(before, ()), Move(before, when, briefing)]
        self._tags[after] = self._tags.pop(before, set())
        for tag in ("", *self._tags[after]):
            one, other = (translation_id(story, tag) if tag else story for story in (before, after))
            self._logs[other] = self._logs.pop(one)

    def _note(self, story: str, when: int) -> None:
        """What a commit left of a story and of its translations."""
        files = self._files.get(story, {})
        tags = {tag for name in files if STORY in files and (tag := _tag_of(name))}
        for tag in self._tags.get(story, set()) - tags:
            self._logs.pop(translation_id(story, tag))
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
        self._logs.pop(story, None)
        self._moves.pop(story, None)

    def _state(self, story: str, files: Mapping[str, str], when: int) -> None:
        log = self._logs.setdefault(story, [])
        named = tuple(sorted(files.items()))
        name = state_id(named)
        if log and when < log[-1].when:  # by another clock: later than it, so that both were public
            when = log[-1].when + 1
        if not log or log[-1].id != name:
            log.append(State(name, when, named))


def _tag_of(name: str) -> str:
    """The language of a translation, by its name below the story's folder; "" for all other files."""
    return tag_of(name) if is_translation(name) else ""


def _commits(said: str) -> Iterator[Commit]:
    """The commits in what git printed."""
    _, *parts = re.split(rf"{_COMMIT}(\d+)\0", said)
    for when, changes in zip(parts[::2], parts[1::2], strict=True):
        yield Commit(int(when), tuple(_changes(changes.split("\0"))))


def _changes(fields: list[str]) -> Iterator[FileChange]:
    at = 0
    while at + 1 < len(fields):
        head = fields[at].lstrip("\n")
        if not head.startswith(":"):
            at += 1
            continue
        _, _, _, blob, status = head.split(" ")
        moved = status[0] in "RC"
        former, path = fields[at + 1], fields[at + 2 if moved else at + 1]
        yield FileChange(status, former, path, blob)
        at += 3 if moved else 2
