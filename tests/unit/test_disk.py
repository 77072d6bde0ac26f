"""Single changes on disk: the longest names, file systems that cannot do all, and a loss of power."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from dateline.editing.ownfiles import create
from dateline.output import disk

LONGEST = f"{'x' * 252}.md"
"""A name of 255 bytes: no system takes more."""


def test_a_file_with_the_longest_name_is_made_rewritten_and_adopted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert create(tmp_path, LONGEST, b"one") == LONGEST
    disk.rewrite(tmp_path / LONGEST, b"two")
    assert (tmp_path / LONGEST).read_bytes() == b"two"

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "in").mkdir()
    disk.adopt(tmp_path / LONGEST, tmp_path / "in" / LONGEST)
    assert (tmp_path / "in" / LONGEST).read_bytes() == b"two"
    assert create(tmp_path, "\U0001f6a2" * 60 + ".md", b"ships").endswith(".md")
    assert len(list(tmp_path.rglob("*.md"))) == len([file for file in tmp_path.rglob("*") if file.is_file()])


def test_other_bytes_are_safe_before_they_have_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tmp_path / "story.md"
    story.write_bytes(b"old")
    settled: list[tuple[bytes, bytes]] = []
    monkeypatch.setattr(disk, "settle", lambda path: settled.append((path.read_bytes(), story.read_bytes())))
    disk.rewrite(story, b"new")
    assert settled == [(b"new", b"old")]
    assert story.read_bytes() == b"new"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EIO])
def test_a_folder_that_cannot_be_settled_is_no_error_and_a_bad_disk_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    if code == errno.EIO:
        with pytest.raises(OSError, match="error"):
            disk.settle(tmp_path)
    else:
        disk.settle(tmp_path)
