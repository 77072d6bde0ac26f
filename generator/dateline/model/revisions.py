"""Revisions: what became of a story since it was first published, as values.

Responsible for what a history says. Must not know git, files or pages; `changes` finds out what changed.
"""

from __future__ import annotations

import msgspec

from dateline.dates import Moment


class Form(msgspec.Struct, frozen=True):
    """All visible words of a story, each part by the digest of its words."""

    title: str
    summary: str
    sections: tuple[tuple[str, str], ...]
    """Headings, each with the digest of what stands below it."""
    sources: tuple[tuple[str, str, str], ...]
    """Citation keys, each with its publisher and the digest of its row in the list."""
    events: tuple[tuple[str, str], ...]
    """Dates (EDTF), each with the digest of what happened."""
    conflicts: str
    notices: tuple[tuple[str, str], ...]
    """The kinds of notices, each with the digest of its day and text."""


class Change(msgspec.Struct, frozen=True):
    """One thing that changed: its kind ("sources-added"), and what it is about."""

    kind: str
    names: tuple[str, ...] = ()
    """Headings, publishers, dates (EDTF) or kinds of notices."""


class Version(msgspec.Struct, frozen=True):
    """A public state of a story whose visible words differ from those of the public state before."""

    id: str
    """Made from the content of its files: the same files have the same id for ever."""
    when: Moment
    files: tuple[tuple[str, str], ...]
    """The names below the story's folder and the blobs (git) of its files."""


class Revision(msgspec.Struct, frozen=True):
    """One change of a story that its readers can see."""

    when: Moment
    changes: tuple[Change, ...] = ()
    """None for the first publication."""
    note: str = ""
    """The writer's words, where the history is kept in front matter."""
    version: str = ""
    """The id of the version that it made; "" when that has no page."""


class Begun(msgspec.Struct, frozen=True):
    """The part of a story's history that no later commit can change: all that its last state followed."""

    key: str
    """The digest of the states that it was made from, and of the next one."""
    states: int
    versions: int
    """How many of the versions are of these states."""
    last: Form | None
    """The words of the last of them."""
    slugs: tuple[tuple[str, int, int | None], ...]
    """The `Life.slugs` of these states."""
    skipped: int


NOT_BEGUN = Begun("", 0, 0, None, (), 0)
"""Of no state anything is known yet."""


class Life(msgspec.Struct, frozen=True):
    """A story's history as git tells it."""

    key: str
    """The digest of all that it was made from."""
    versions: tuple[Version, ...]
    """Oldest first; the last is that of the last commit."""
    revisions: tuple[Revision, ...]
    """One for each version: the first publication, and what changed since."""
    last: Form | None
    """The words of the last version."""
    skipped: int = 0
    """States that cannot be read today."""
    slugs: tuple[tuple[str, int, int | None], ...] = ()
    """The last parts of addresses that public states named, "" for the folder's name, oldest first.

    Each with when it was committed, and when another state was, in seconds since 1970; None while it stands.
    """
    begun: Begun | None = None
    """The part from which a longer log goes on; None where all of it has to be read again."""


UNKNOWN = Life("", (), (), None)
"""The life of a story of which git tells nothing: its writer's notes stand."""
UNTOLD = Life("untold", (), (), None)
"""The life of a story on a site that tells of none."""
