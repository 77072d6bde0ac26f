"""Is there anything to do at all: what is in doubt is no answer, and never the end of a build."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from dateline import fresh
from dateline.dates import parse_moment
from dateline.fresh import KEPT, confirmed, last_snapshot, since, snapshot_path
from dateline.outcome import Outcome
from dateline.output import disk
from dateline.output.disk import Tree
from dateline.press.rebuilding import rebuild
from dateline.request import STATE, Request
from dateline.stamps import RACY, present, stamp_of
from dateline.version import generator_digest
from harness import MakeSite
from previewing import until

NOW = Request(now=parse_moment("2026-01-15T12:00:00+00:00"))
FILES = {"content/about.md": "---\ntitle: About\n---\nWords.\n"}


@pytest.fixture
def root(site: MakeSite) -> Path:
    """A site that was built, and to which nothing has happened since."""
    folder = site(FILES)
    begun = present()
    until(lambda: present() > begun + 2 * RACY)
    rebuild(folder, NOW)
    assert found(folder) is not None
    return folder


def seen(root: Path, version: str) -> Outcome | None:
    """What a look at the site says that was asked for in one way."""
    snapshot = last_snapshot(root / STATE, version, NOW.now)
    if snapshot is None or since(root, snapshot).changed or confirmed(root, root / STATE, snapshot) is None:
        return None
    return snapshot.unchanged


def found(root: Path) -> Outcome | None:
    """What a look at the site says."""
    return seen(root, NOW.digest(generator_digest()))


def test_an_output_that_may_not_be_looked_at_is_no_answer(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Tree, path: str) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(Tree, "stamp", refuse)
    assert found(root) is None


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "../zone", "\\ud800"])
def test_a_note_with_a_zone_that_nobody_knows_is_no_answer(root: Path, zone: str) -> None:
    (note,) = (root / STATE).glob("fresh-*.json")
    note.write_text(note.read_text().replace('"zone":"UTC"', f'"zone":"{zone}"'))
    assert found(root) is None


def test_a_disk_that_is_full_when_all_is_written_is_no_error(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, put = site(FILES), disk.put

    def full(path: Path | str, data: bytes) -> None:
        if Path(path).name.startswith(("fresh-", "why-")):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        put(path, data)

    begun = present()
    until(lambda: present() > begun + 2 * RACY)
    monkeypatch.setattr(disk, "put", full)
    assert rebuild(folder, NOW).written
    assert found(folder) is None
    monkeypatch.undo()
    assert rebuild(folder, NOW).written == ()
    assert found(folder) is not None


def test_where_no_file_can_be_made_no_stamp_is_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    outcome = rebuild(root, NOW)
    assert not outcome.has_errors
    assert outcome.written == ()
    assert found(root) is None, "nothing was noted by a clock that does not go"


def test_nothing_is_known_before_the_moment_of_a_build_or_once_the_site_changes_by_itself(
    site: MakeSite,
) -> None:
    scheduled = "---\ntitle: Later\npublished: 2026-02-01T08:00:00Z\n---\nIt blew.\n"
    folder = site(FILES | {"content/later/story.md": scheduled})
    begun = present()
    until(lambda: present() > begun + 2 * RACY)
    rebuild(folder, NOW)
    version = NOW.digest(generator_digest())

    def is_known(moment: str) -> bool:
        return last_snapshot(folder / STATE, version, parse_moment(moment)) is not None

    assert is_known("2026-01-15T12:00:00+00:00")
    assert is_known("2026-02-01T07:59:59+00:00")
    assert not is_known("2026-02-01T08:00:00+00:00")
    assert not is_known("2026-01-15T11:59:59+00:00")


def test_a_stamp_that_may_yet_change_is_not_handed_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = last_snapshot(root / STATE, NOW.digest(generator_digest()), NOW.now)
    assert snapshot is not None
    page = root / "public/about/index.html"
    page.write_bytes(page.read_bytes())
    until(lambda: present() > stamp_of(page.stat()).changed + RACY)
    assert "about/index.html" in (confirmed(root, root / STATE, snapshot) or {})
    monkeypatch.setattr(fresh, "present", lambda: stamp_of(page.stat()).changed)
    handed_on = confirmed(root, root / STATE, snapshot)
    assert handed_on is not None
    assert "about/index.html" not in handed_on


def test_of_many_ways_of_asking_a_few_are_kept(site: MakeSite) -> None:
    folder = site(FILES)
    begun = present()
    until(lambda: present() > begun + 2 * RACY)
    asked = [Request(NOW.now, output=f"out{number}") for number in range(2 * KEPT)]
    for request in asked:
        rebuild(folder, request)
    notes = {one.name for one in (folder / STATE).glob("fresh-*.json")}
    digests = [request.digest(generator_digest()) for request in asked]
    assert notes == {snapshot_path(folder / STATE, digest).name for digest in digests[-KEPT:]}
    assert seen(folder, digests[-1]) is not None
