"""What git says of a site's content: which files differ from a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click

from dateline.files.addresses import CONTENT
from dateline.git.repository import GitError, run, words_of


def changed_files(root: Path, revision: str) -> tuple[str, ...]:
    """The files of the content that differ from `revision`, or that git does not know yet; paths from `root`.

    Asked is the repository that has the content, which may be one of its own. Compared is with the commit at
    which this branch and the revision went apart, or with the revision itself when they have none in common;
    what is not committed counts. Raises click.UsageError when git is not installed, the content lies in no
    repository, or the revision is none.
    """
    folder = root / CONTENT if (root / CONTENT).is_dir() else root
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != b"true":
        raise click.UsageError(f"--changed-since: {root} lies in no git repository ({words_of(inside)})")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        raise click.UsageError(
            f"--changed-since: git knows no revision “{revision}”"
            " (in CI, fetch the history: a shallow clone lacks it)"
        )
    base = _git(folder, "merge-base", commit, "HEAD").stdout.decode().strip() or commit
    diff = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z")
    changed = _listed(folder, *diff, base, "--", ".")
    changed += _listed(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return tuple(sorted({(folder / path).relative_to(root).as_posix() for path in changed}))


def _listed(folder: Path, *arguments: str) -> list[str]:
    """The paths that a command of git lists; raises click.UsageError with git's words when it fails."""
    done = _git(folder, *arguments)
    if done.returncode:
        raise click.UsageError(f"--changed-since: {words_of(done)}")
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return run(folder, *arguments)
    except GitError as error:
        raise click.UsageError(f"--changed-since: {error}") from error
