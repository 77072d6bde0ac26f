"""New commits: what git has gained since the last build, and the logs of stories that go on with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from dateline.fresh import Since
from dateline.git.commits import Commit, Move, commits_after, continued, folders_of
from dateline.git.repository import GitError, find
from dateline.memory.excerpt import Excerpt
from dateline.memory.records import Traced
from dateline.press.standing import BeyondError


class NewCommits(msgspec.Struct, frozen=True):
    """The commits since the last build."""

    head: str
    """The commit that is checked out."""
    marks: tuple[str, ...]
    """The files of git that change with each commit."""
    commits: tuple[Commit, ...]
    prefix: str
    """The content folder from the top of the work tree (`Repository.prefix`)."""

    @property
    def folders(self) -> set[str]:
        """The folders of the stories that the commits touch."""
        return folders_of(self.commits, self.prefix)


NONE: Final = b"null"
"""Says that nothing is known of new commits."""
_ENCODER: Final = msgspec.json.Encoder()
_COMMITS: Final = msgspec.json.Decoder(NewCommits | None)


def asked(root: Path, since: Since) -> bytes:
    """The commits that led on from that of the last build, encoded.

    `NONE` where something other than content has changed too, or the commit checked out does not follow that.
    """
    repository, before = find(root), since.snapshot.head
    if repository is None or not before:
        return NONE
    marks = repository.marks()
    if (
        not since.others.issubset(marks)
        or not since.look.stamps.keys() >= set(marks)
        or repository.is_shallow
    ):
        return NONE
    try:
        head = repository.head()
        commits = commits_after(repository, before, head)
    except GitError:
        return NONE
    if commits is None:
        return NONE
    return _ENCODER.encode(NewCommits(head, marks, commits, repository.prefix))


def read_commits(data: bytes) -> NewCommits | None:
    """What `asked` gave."""
    new: NewCommits | None = _COMMITS.decode(data)
    return new


def _moves(traced: Traced, story: str) -> tuple[Move, ...]:
    """The moves of a story as they were known."""
    return traced.logs[story].moves if story in traced.logs else ()


def follow(memory: Excerpt, since: Since, new: NewCommits | None, stories: Iterable[str]) -> Traced:
    """The logs of these stories at the present commit, which the memory has from now on.

    `new` are the commits since the last build; None for none. Raises BeyondError where the memory has the
    logs of another commit, and where a story has moved.
    """
    memory.recall_logs({*stories, *(new.folders if new else ())})
    known = memory.traced
    if known is None or known.head != since.snapshot.head:
        raise BeyondError
    if new is None:
        return known
    logs = continued(known.logs, new.commits, new.prefix)
    changed = {story for story in logs.keys() | known.logs.keys() if logs.get(story) != known.logs.get(story)}
    if any(story not in logs or logs[story].moves != _moves(known, story) for story in changed):
        raise BeyondError
    stamps = {mark: since.look.stamps[mark] for mark in new.marks}
    is_settled = all(stamp is None or stamp.is_settled(since.look.seen) for stamp in stamps.values())
    memory.retraced |= changed
    memory.traced = Traced(new.head, logs, known.stood, stamps if is_settled else {})
    return memory.traced
