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


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is mounted from the device around it, as by a container."""
    folder, rename = tmp_path / "out", os.replace
    folder.mkdir()

    def replace(source: Path, target: Path) -> None:
        if source.is_relative_to(folder) != target.is_relative_to(folder):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(source), None, str(target))
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return folder


def test_a_file_moves_into_a_folder_that_is_mounted(mounted: Path, tmp_path: Path) -> None:
    staged, page = tmp_path / "1", mounted / "page.html"
    for words in (b"one", b"two"):
        staged.write_bytes(words)
        disk.move(staged, page)
        assert page.read_bytes() == words
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "page.html"]


def test_a_move_that_fails_leaves_nothing_behind(mounted: Path, tmp_path: Path) -> None:
    staged = tmp_path / "1"
    staged.write_bytes(b"one")
    (mounted / "page.html").mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        disk.move(staged, mounted / "page.html")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["1", "out", "page.html"]


def test_a_folder_that_is_mounted_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> NoReturn:
        raise OSError(errno.EBUSY, "Device or resource busy", str(folder))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rmdir", refuse)
        assert not disk.remove_if_empty(tmp_path)
    assert disk.remove_if_empty(tmp_path)
    assert not tmp_path.exists()


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
