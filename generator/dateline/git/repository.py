"""The repository: what git says of a site, asked as a process, never by a shell.

Knows git and nothing of stories. Where there is no git, or it does not answer, is for the caller to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.files.addresses import CONTENT

if TYPE_CHECKING:
    import subprocess

_QUIET = ("--no-optional-locks", "-c", "core.fsmonitor=false")
SECONDS = 60
"""How long git may take over one question."""


class GitError(Exception):
    """Git said no; its words, for people."""


class NoGitError(GitError):
    """There is no git on the path."""


class Repository(msgspec.Struct, frozen=True):
    """The git repository that has a site's content: the site's, or one of its own (a submodule)."""

    folder: Path
    """The content folder."""
    prefix: str
    """That folder from the top of the work tree, with "/" at its end; "" for the top itself."""
    state: Path
    """The folder of what belongs to this work tree alone (HEAD)."""
    common: Path
    """The folder of what all work trees of the repository share (refs)."""

    @property
    def is_shallow(self) -> bool:
        """True for a clone that lacks the older commits."""
        return (self.common / "shallow").exists()

    def marks(self) -> tuple[str, ...]:
        """The files of which one changes with every new commit, and when another is checked out."""
        files = [self.state / "HEAD", self.common / "packed-refs", self.common / "shallow"]
        files.append(self.common / "reftable" / "tables.list")
        try:
            head = (self.state / "HEAD").read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            head = ""
        if head.startswith("ref: ") and ".." not in head:
            files.append(self.common / head.removeprefix("ref: "))
        return tuple(map(str, files))

    def head(self) -> str:
        """The commit that is checked out; "" before the first one. Raises GitError."""
        done = run(self.folder, "rev-parse", "--verify", "--quiet", "HEAD")
        if done.returncode and done.stderr:
            raise GitError(words_of(done))
        return done.stdout.decode().strip()

    def follows(self, before: str, head: str) -> bool:
        """Whether the first parents of `head` lead back to the commit `before`. Raises GitError."""
        if before == head:
            return True
        done = run(self.folder, "rev-list", "--first-parent", "--parents", f"{before}..{head}")
        if done.returncode:  # a commit that is gone is followed by none
            return False
        *_, oldest = (b"", *done.stdout.splitlines())
        return oldest.decode().split(" ")[1:2] == [before]

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """What a command of git prints, with `given` to read; raises GitError."""
        done = run(self.folder, *arguments, given=given)
        if done.returncode:
            raise GitError(words_of(done))
        return done.stdout

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The contents of these blobs, by id; one that is missing is left out. Raises GitError."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        asked = "".join(f"{blob}\n" for blob in wanted).encode()
        return dict(_contents(self.ask("cat-file", "--batch", "--buffer", given=asked)))


def find(root: Path) -> Repository | None:
    """The repository that has the content of the site at `root`; None when there is none."""
    folder = (root / CONTENT).resolve()
    for top in (folder, *folder.parents):
        state = _state(top / ".git")
        if state is not None:
            inside = folder.relative_to(top).as_posix()
            return Repository(folder, "" if inside == "." else f"{inside}/", state, _common(state))
    return None


def marks_of(root: Path) -> tuple[str, ...]:
    """The `Repository.marks` of the site at `root`; of what `git init` makes there, where there is none."""
    found = find(root)
    return found.marks() if found else (str(root / ".git" / "HEAD"),)


def run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What git does, asked in `root`; raises GitError when it cannot be asked."""
    import subprocess  # a build that asks nothing does not load it

    try:
        return subprocess.run(  # noqa: S603  no shell; the arguments are ours, or stand behind --end-of-options
            ["git", *_QUIET, *arguments],  # noqa: S607  the git of whoever runs this
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except FileNotFoundError as error:
        raise NoGitError("git is not installed, or not on the path") from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git did not answer within {SECONDS} seconds") from error
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from error


def words_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git said first when it failed, for people."""
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return f"git says “{said[0]}”" if said else "git says nothing"


def _state(mark: Path) -> Path | None:
    """The folder behind .git, which is a file in a further work tree or a submodule; None for none."""
    if os.path.isdir(mark):  # noqa: PTH112  no error where nobody may look, as of a folder without rights
        return mark if os.path.exists(mark / "HEAD") else None  # noqa: PTH110  likewise
    try:
        text = mark.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return (mark.parent / text.removeprefix("gitdir: ")).resolve() if text.startswith("gitdir: ") else None


def _common(state: Path) -> Path:
    try:
        return (state / (state / "commondir").read_text(encoding="utf-8").strip()).resolve()
    except (OSError, UnicodeDecodeError):
        return state


def _contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` printed: a line "id type size" and the content for each, or "id missing"."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        name, *facts = os.fsdecode(data[at:end]).split(" ")
        at = end + 1
        if len(facts) == 2 and facts[1].isdigit():
            size = int(facts[1])
            yield name, data[at : at + size]
            at += size + 1
