"""Watching: reads are no hints, and are not even reported."""

from __future__ import annotations

import errno
import itertools
import time
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent

from dateline.files.walk import walk
from dateline.preview import watch as watching
from dateline.preview.watch import ACTED_ON, Watch
from harness import write_files


def test_looking_at_files_makes_no_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand folders they would be more than the system keeps, and a save would be lost."""
    reported: list[FileSystemEvent] = []
    hint = Watch.hint

    def noting(watch: Watch, base: Path, event: FileSystemEvent) -> None:
        reported.append(event)
        hint(watch, base, event)

    monkeypatch.setattr(Watch, "hint", noting)
    write_files(tmp_path, {f"content/city/{name}/story.md": "---\ntitle: T\n---\n" for name in "abc"})
    watch = Watch(tmp_path, itertools.count().__next__)
    assert watch.start()
    try:
        for file in walk(tmp_path).stories:
            (tmp_path / f"content/{file.path}/story.md").read_bytes()
        saved = tmp_path / "content/city/b/story.md"
        saved.write_text("changed", encoding="utf-8")
        changes = watch.wait(50)
        assert changes is not None
        assert set(changes.paths) == {saved}
        assert {type(event) for event in reported} <= set(ACTED_ON)
        assert {str(event.src_path) for event in reported} == {str(saved)}
    finally:
        watch.stop()


def test_who_is_dismissed_waits_no_longer(tmp_path: Path) -> None:
    """An interrupt can get lost in a build: then it is this that ends the watch."""
    watch = Watch(tmp_path, time.monotonic)
    watch.dismiss()
    assert watch.wait(None) is None


def test_a_system_that_gives_no_watch_at_all_is_polled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is a limit to how many programs may watch at once (fs.inotify.max_user_instances), too."""

    def none_left() -> None:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(watching, "Observer", none_left)
    write_files(tmp_path, {"content/city/story.md": "---\ntitle: T\n---\n"})
    watch = Watch(tmp_path, time.monotonic)
    assert not watch.start()
    try:
        saved = tmp_path / "content/city/story.md"
        saved.write_text("changed", encoding="utf-8")
        changes = watch.wait(50)
        assert changes is not None
        assert saved in changes.paths
    finally:
        watch.stop()
