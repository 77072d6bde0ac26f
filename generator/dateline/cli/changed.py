"""What git says of a site's files: which differ from a revision. It is run as a process, never by a shell."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click

_QUIET = ("-c", "core.fsmonitor=false")
_SECONDS = 60


def changed_files(root: Path, revision: str) -> tuple[str, ...]:
    """The files below `root` that differ from `revision`, or that git does not know yet; paths from `root`.

    Compared is with the commit at which this branch and the revision went apart, or with the revision itself
    when they have none in common; what is not committed counts. Raises click.UsageError when git is not
    installed, `root` lies in no repository, or the revision is none.
    """
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        raise click.UsageError(f"--changed-since: {root} lies in no git repository ({_words(inside)})")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        raise click.UsageError(
            f"--changed-since: git knows no revision “{revision}”"
            " (in CI, fetch the history: a shallow clone lacks it)"
        )
    base = _git(root, "merge-base", commit, "HEAD").stdout.decode().strip() or commit
    diff = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z")
    changed = _listed(root, *diff, base, "--", ".")
    return tuple(sorted({*changed, *_listed(root, "ls-files", "--others", "--exclude-standard", "-z")}))


def _listed(root: Path, *arguments: str) -> list[str]:
    """The paths that a command of git lists; raises click.UsageError with git's words when it fails."""
    done = _git(root, *arguments)
    if done.returncode:
        raise click.UsageError(f"--changed-since: {_words(done)}")
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git said last, for people."""
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return f"git says “{said[0]}”" if said else "git says nothing"


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603  no shell, and the revision stands behind --end-of-options
            ["git", *_QUIET, *arguments],  # noqa: S607  the git of whoever runs this
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError as error:
        raise click.UsageError("--changed-since: git is not installed, or not on the path") from error
    except subprocess.TimeoutExpired as error:
        raise click.UsageError(f"--changed-since: git did not answer within {_SECONDS} seconds") from error
