"""The writer of files: what it writes, what it refuses, and what is left when it fails."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from dateline import crew
from dateline.output import disk, ledger, placing, staging, write
from dateline.output.disk import Tree
from dateline.output.ledger import MARKER, NOTHING, Ledger, OutputFolder, Why
from dateline.output.placing import Report
from dateline.output.staging import Output
from dateline.problems import OutputError

Pages = Mapping[str, str]

FIRST: Pages = {
    "index.html": "home",
    "a/index.html": "a",
    "b/c/index.html": "c",
    "css/site.1.css": "old style",
    "about": "a file that becomes a folder",
    "x/index.html": "a folder that becomes a file",
}
SECOND: Pages = {
    "index.html": "home, changed",
    "a/index.html": "a",
    "d/index.html": "new",
    "css/site.2.css": "new style",
    "about/index.html": "about",
    "x": "x",
}


class Killed(BaseException):
    """Stands for a process that dies: nothing catches it."""


class Bench:
    """A site's folder with an output folder, and what was asked to be rendered."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "public"
        self.state = root / ".dateline"
        self.rendered: list[str] = []
        (root / "content").mkdir(parents=True)
        (root / "site.toml").write_text('title = "A"\n')

    def planned(self, pages: Pages) -> list[Output]:
        """Outputs whose key is their text."""

        def make(path: str, text: str) -> Callable[[], bytes]:
            def content() -> bytes:
                self.rendered.append(path)
                return text.encode()

            return content

        return [Output(path, text, make(path, text)) for path, text in pages.items()]

    def output(self, folder: Path | None = None) -> OutputFolder:
        return OutputFolder(folder or self.folder, self.state, self.root)

    def build(self, pages: Pages, *, folder: Path | None = None, dry_run: bool = False) -> Report:
        self.rendered.clear()
        return write.write(self.planned(pages), self.output(folder), dry_run=dry_run)

    def clean(self) -> int:
        return write.clean(self.output())

    def refused(self, pages: Pages, *, folder: Path | None = None) -> str:
        with pytest.raises(OutputError) as caught:
            self.build(pages, folder=folder)
        assert [p.rule for p in caught.value.problems] == ["output"]
        return caught.value.problems[0].message


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "site")


def tree(folder: Path) -> dict[str, str]:
    """The files of a folder with their texts, without the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def everything(folder: Path) -> dict[str, bytes | None]:
    """Files with their bytes, folders with None: all of it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_ino) for p in sorted(folder.rglob("*"))}


def test_a_first_build_writes_everything(bench: Bench) -> None:
    assert bench.build(FIRST) == Report(tuple(sorted(FIRST)), 0, (), dict.fromkeys(FIRST, Why.NEW))
    assert tree(bench.folder) == FIRST


def test_a_second_build_renders_and_writes_nothing(bench: Bench) -> None:
    bench.build(FIRST)
    before = stamps(bench.folder)
    assert bench.build(FIRST) == Report((), len(FIRST), (), {})
    assert bench.rendered == []
    assert stamps(bench.folder) == before


def test_an_incremental_build_equals_a_clean_one(bench: Bench) -> None:
    bench.build(FIRST)
    report = bench.build(SECOND)
    assert report == Report(
        written=("about/index.html", "css/site.2.css", "d/index.html", "index.html", "x"),
        kept=1,
        removed=("about", "b/c/index.html", "css/site.1.css", "x/index.html"),
        made=dict.fromkeys(("about/index.html", "css/site.2.css", "d/index.html", "x"), Why.NEW)
        | {"index.html": Why.CHANGED},
    )
    incremental = everything(bench.folder)
    shutil.rmtree(bench.folder)
    shutil.rmtree(bench.state)
    bench.build(SECOND)
    assert everything(bench.folder) == incremental


def test_equal_bytes_from_another_key_are_not_written(bench: Bench) -> None:
    outputs = [Output("a.html", "one", lambda: b"same")]
    write.write(outputs, bench.output())
    before = stamps(bench.folder)
    again = [Output("a.html", "two", lambda: b"same")]
    assert write.write(again, bench.output()) == Report((), 1, (), {"a.html": Why.CHANGED})
    assert stamps(bench.folder) == before
    third = [Output("a.html", "two", lambda: pytest.fail("the key is known"))]
    assert write.write(third, bench.output()).kept == 1


def test_tampered_and_deleted_files_are_restored(bench: Bench) -> None:
    bench.build(FIRST)
    page = bench.folder / "a" / "index.html"
    stamp = page.stat()
    page.write_text("z")  # the same size, the same time
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (bench.folder / "index.html").unlink()
    shutil.rmtree(bench.folder / "b")
    assert bench.build(FIRST).written == ("a/index.html", "b/c/index.html", "index.html")
    assert tree(bench.folder) == FIRST


def test_files_of_others_stay(bench: Bench) -> None:
    bench.build(FIRST)
    (bench.folder / "CNAME").write_text("news.example")
    (bench.folder / "b" / "c" / "note.txt").write_text("mine")
    (bench.folder / "empty").mkdir()
    bench.build(SECOND)
    assert tree(bench.folder) == {**SECOND, "CNAME": "news.example", "b/c/note.txt": "mine"}
    assert (bench.folder / "empty").is_dir()
    assert bench.clean() == len(SECOND)
    assert tree(bench.folder) == {"CNAME": "news.example", "b/c/note.txt": "mine"}


def test_a_file_of_others_is_never_overwritten(bench: Bench) -> None:
    bench.build(FIRST)
    (bench.folder / "CNAME").write_text("news.example")
    (bench.folder / "d").write_text("mine")
    before = everything(bench.folder)
    assert "did not write" in bench.refused({**FIRST, "CNAME": "other"})
    assert "did not write" in bench.refused({**FIRST, "d/index.html": "other"})
    assert everything(bench.folder) == before
    assert bench.build({**FIRST, "CNAME": "news.example"}).kept == len(FIRST) + 1  # the same bytes


@pytest.mark.parametrize("lost", ["manifest", "state", "marker", "damaged manifest", "damaged marker"])
def test_what_is_ours_is_known_without_manifest_or_marker(bench: Bench, lost: str) -> None:
    bench.build(FIRST)
    (manifest,) = bench.state.glob("manifest-*.json")
    match lost:
        case "manifest":
            manifest.unlink()
        case "state":
            shutil.rmtree(bench.state)
        case "marker":
            (bench.folder / MARKER).unlink()
        case "damaged manifest":
            manifest.write_bytes(manifest.read_bytes()[:-20] + b"\xff")
        case "damaged marker":
            (bench.folder / MARKER).write_bytes(b"\xff\x00/etc/passwd\n../../site.toml\n")
    bench.build(SECOND)
    assert tree(bench.folder) == SECOND
    assert (bench.root / "site.toml").exists()


@pytest.mark.parametrize(
    "content", ["[]", '{"version": 1, "files": {"../site.toml": ["k", "d"]}}', '{"version": 9}']
)
def test_a_manifest_that_is_none_counts_as_empty(bench: Bench, content: str) -> None:
    bench.build(FIRST)
    (manifest,) = bench.state.glob("manifest-*.json")
    manifest.write_text(content)
    assert bench.build(FIRST).kept == len(FIRST)
    assert len(bench.rendered) == len(FIRST)
    assert (bench.root / "site.toml").exists()


def test_two_output_folders_do_not_mix(bench: Bench) -> None:
    other = bench.root.parent / "elsewhere" / "out"
    bench.build(FIRST)
    bench.build(SECOND, folder=other)
    assert (tree(bench.folder), tree(other)) == (FIRST, SECOND)
    assert bench.build(FIRST).written == ()
    assert bench.rendered == []


def test_a_site_that_was_moved_is_not_built_anew(bench: Bench, tmp_path: Path) -> None:
    bench.build(FIRST)
    moved = tmp_path / "moved"
    bench.root.rename(moved)
    report = write.write(bench.planned(FIRST), OutputFolder(moved / "public", moved / ".dateline", moved))
    assert report.kept == len(FIRST)


def test_a_dry_run_says_the_same_and_changes_nothing(bench: Bench) -> None:
    assert bench.build(FIRST, dry_run=True).written == tuple(sorted(FIRST))
    assert not bench.folder.exists()
    assert not bench.state.exists()
    bench.build(FIRST)
    before = everything(bench.root)
    told = bench.build(SECOND, dry_run=True)
    assert everything(bench.root) == before
    assert bench.build(SECOND) == told


def test_progress_is_told(bench: Bench) -> None:
    steps: list[tuple[int, int]] = []
    write.write(
        bench.planned({"a": "1", "b": "2"}),
        bench.output(),
        progress=lambda done, of: steps.append((done, of)),
    )
    assert steps == [(1, 2), (2, 2)]


def test_clean_removes_what_builds_wrote(bench: Bench) -> None:
    assert bench.clean() == 0
    bench.build(FIRST)
    assert bench.clean() == len(FIRST)
    assert not bench.folder.exists()
    assert bench.clean() == 0
    assert bench.build(FIRST).written == tuple(sorted(FIRST))


def test_clean_leaves_a_folder_of_others_alone(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "index.html").write_text("mine")
    assert bench.clean() == 0
    assert tree(bench.folder) == {"index.html": "mine"}


# --- links ---------------------------------------------------------------------------------------


def test_links_are_replaced_and_never_followed(bench: Bench, tmp_path: Path) -> None:
    bench.build(FIRST)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("precious")
    (outside / "kept").mkdir()
    shutil.rmtree(bench.folder / "a")
    (bench.folder / "a").symlink_to(outside, target_is_directory=True)
    (bench.folder / "index.html").unlink()
    (bench.folder / "index.html").symlink_to(outside / "index.html")
    bench.build(FIRST)
    assert tree(bench.folder) == FIRST
    assert not (bench.folder / "a").is_symlink()
    assert not (bench.folder / "index.html").is_symlink()
    assert tree(outside) == {"index.html": "precious"}
    assert (outside / "kept").is_dir()


def test_nothing_behind_a_link_is_removed(bench: Bench, tmp_path: Path) -> None:
    bench.build(FIRST)
    outside = tmp_path / "outside"
    (outside / "c").mkdir(parents=True)
    (outside / "c" / "index.html").write_text("precious")
    shutil.rmtree(bench.folder / "b")
    (bench.folder / "b").symlink_to(outside, target_is_directory=True)
    assert "b/c/index.html" not in bench.build(SECOND).removed
    (outside / "c" / "index.html").unlink()
    bench.build(FIRST)
    assert (outside / "c").is_dir()
    assert tree(bench.folder) == FIRST


def test_an_output_folder_may_be_a_link(bench: Bench, tmp_path: Path) -> None:
    target = tmp_path / "served"
    target.mkdir()
    bench.folder.symlink_to(target, target_is_directory=True)
    bench.build(FIRST)
    assert tree(target) == FIRST
    assert bench.folder.is_symlink()


# --- refusals ------------------------------------------------------------------------------------


def test_refuses_a_folder_with_files_of_others(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "index.html").write_text("mine")
    assert "did not write" in bench.refused(FIRST)
    assert tree(bench.folder) == {"index.html": "mine"}


def test_a_manifest_does_not_make_a_new_folder_of_others_ours(bench: Bench) -> None:
    bench.build(FIRST)
    shutil.rmtree(bench.folder)
    bench.folder.mkdir()
    (bench.folder / "index.html").write_text("from another generator")
    assert "did not write" in bench.refused(FIRST)


def test_dot_files_do_not_make_a_folder_foreign(bench: Bench) -> None:
    (bench.folder / ".git").mkdir(parents=True)
    (bench.folder / ".nojekyll").write_text("")
    bench.build(FIRST)
    assert tree(bench.folder) == {**FIRST, ".nojekyll": ""}


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (".", "hold the site itself"),
        ("..", "hold the site itself"),
        ("content", "content/ are inside"),
        ("content/world", "content/ are inside"),
        ("themes/x", "themes/ are inside"),
        (".dateline", ".dateline/ are inside"),
        ("site.toml", "is a file"),
        ("link-to-site", "hold the site itself"),
        ("link-to-content", "content/ are inside"),
        ("link-to-nothing", "leads nowhere"),
        ("other", "it is a site"),
    ],
)
def test_refuses_dangerous_folders(bench: Bench, where: str, message: str) -> None:
    (bench.root / "link-to-site").symlink_to(bench.root, target_is_directory=True)
    (bench.root / "link-to-content").symlink_to(bench.root / "content", target_is_directory=True)
    (bench.root / "link-to-nothing").symlink_to(bench.root / "nothing")
    (bench.root / "other").mkdir()
    (bench.root / "other" / "site.toml").write_text("")
    before = everything(bench.root / "content")
    assert message in bench.refused(FIRST, folder=bench.root / where)
    assert bench.rendered == []
    assert everything(bench.root / "content") == before


@pytest.mark.parametrize(
    "path",
    ["../a", "/a", "a/../../b", "", ".", "a//b", "a/", "a\\b", "a\nb", "a\x00b", MARKER, "C:/a", "a/."],
)
def test_refuses_paths_outside_the_folder(bench: Bench, path: str) -> None:
    assert "not inside" in bench.refused({"index.html": "x", path: "y"})
    assert not bench.folder.exists()


def test_refuses_two_outputs_in_one_place(bench: Bench) -> None:
    twice = [Output("a", "1", lambda: b"1"), Output("a", "2", lambda: b"2")]
    with pytest.raises(OutputError):
        write.write(twice, bench.output())
    assert "cannot be a folder" in bench.refused({"a": "1", "a/b": "2"})


HOLD = """
import sys
from pathlib import Path
from dateline.output.lock import held
with held(Path(sys.argv[1]), "public"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_told_at_once_and_a_dead_one_is_no_obstacle(bench: Bench) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(bench.state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        message = bench.refused(FIRST)
        assert f"process {other.pid}" in message
        assert bench.build(FIRST, dry_run=True).written
        other.kill()
        other.wait()
    bench.build(FIRST)
    assert tree(bench.folder) == FIRST


def test_a_file_system_without_locks_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "lockf", refuse)
    assert "No locks available" in bench.refused(FIRST)
    assert not bench.folder.exists()


# --- failures ------------------------------------------------------------------------------------

STEPS = ("put", "move", "remove", "make_folder", "remove_if_empty")


class Faults:
    """Fails at one of the changes to the file system, counted from 0; -1 only counts."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
        self.count = 0
        self._at, self._error = at, error
        for name in STEPS:
            patch.setattr(disk, name, self._wrap(name, getattr(disk, name)))

    def _wrap(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object) -> object:
            here, self.count = self.count, self.count + 1
            if here == self._at:
                if name == "put":  # half of the bytes are on the disk already
                    path, data = args
                    assert isinstance(path, Path | str)
                    assert isinstance(data, bytes)
                    Path(path).write_bytes(data[: len(data) // 2])
                raise self._error
            return real(*args)

        return step


def steps_of(tmp: Path) -> int:
    """How many changes the build from FIRST to SECOND makes."""
    bench = Bench(tmp)
    bench.build(FIRST)
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch, -1, Killed())
        bench.build(SECOND)
    return faults.count


@pytest.fixture(scope="module")
def step_count(tmp_path_factory: pytest.TempPathFactory) -> int:
    return steps_of(tmp_path_factory.mktemp("count") / "site")


def each_step(count: int) -> Iterator[int]:
    assert count > 20
    yield from range(count)


def ended(bench: Bench, planned: Pages, step: int) -> int | None:
    """Build, killed at a step; of how many steps the build was, if it ended before."""
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch, step, Killed())
        try:
            bench.build(planned)
        except Killed:
            return None
        return faults.count


def lose(bench: Bench, lost: str) -> None:
    """Take away what builds remember, or the marker of the output folder."""
    if lost == "state":
        shutil.rmtree(bench.state)
    elif lost == "marker":
        (bench.folder / MARKER).unlink()


@pytest.mark.parametrize("lost", ["nothing", "state", "marker"])
def test_a_build_killed_at_any_step_is_repaired_by_the_next(
    tmp_path: Path, step_count: int, lost: str
) -> None:
    clean = Bench(tmp_path / "clean")
    clean.build(SECOND)
    clean_first = Bench(tmp_path / "clean-first")
    clean_first.build(FIRST)
    for step in each_step(step_count):
        for after, expected in ((SECOND, clean), (FIRST, clean_first)):
            bench = Bench(tmp_path / f"{step}{'f' if after is FIRST else 's'}")
            bench.build(FIRST)
            assert ended(bench, SECOND, step) is None
            lose(bench, lost)
            bench.build(after)
            assert everything(bench.folder) == everything(expected.folder), step
            assert bench.build(after) == Report((), len(after), (), {})


@pytest.mark.parametrize("lost", ["nothing", "state", "marker"])
def test_a_build_of_the_same_paths_killed_at_any_step_is_repaired_by_the_next(
    tmp_path: Path, lost: str
) -> None:
    changed = {path: f"{text}, changed" if "/" in path else text for path, text in FIRST.items()}
    for step in range(1000):
        bench = Bench(tmp_path / str(step))
        bench.build(FIRST)
        steps = ended(bench, changed, step)
        if steps is not None:
            assert 10 < steps <= step  # stamps are kept, or not yet
            return
        lose(bench, lost)
        after = FIRST if step % 2 else changed
        bench.build(after)
        assert tree(bench.folder) == after
        assert bench.build(after) == Report((), len(after), (), {})
    pytest.fail("the build never ended")


def test_a_marker_that_says_something_else_is_written_again(bench: Bench) -> None:
    bench.build(FIRST)
    marker = bench.folder / MARKER
    as_it_was = marker.read_bytes()
    marker.write_bytes(as_it_was.replace(b"\n", b"\r\n") + b"notes.html\n")
    assert bench.build(FIRST) == Report((), len(FIRST), (), {})
    assert marker.read_bytes() == as_it_was


def test_a_first_build_killed_at_any_step_is_repaired_by_the_next(tmp_path: Path) -> None:
    for step in range(1000):
        bench = Bench(tmp_path / str(step))
        steps = ended(bench, FIRST, step)
        if steps is not None:
            assert steps == step > 10
            return
        bench.build(SECOND)
        assert tree(bench.folder) == SECOND
        shutil.rmtree(bench.state)
        bench.build(FIRST)
        assert tree(bench.folder) == FIRST
    pytest.fail("the build never ended")


def test_a_full_disk_is_told_with_the_path_and_repaired(tmp_path: Path, step_count: int) -> None:
    for step in each_step(step_count):
        bench = Bench(tmp_path / str(step))
        bench.build(FIRST)
        with pytest.MonkeyPatch.context() as patch:
            Faults(patch, step, OSError(28, "No space left on device", "some/path"))
            assert "No space left on device: some/path" in bench.refused(SECOND)
        assert not list(bench.root.rglob("*staging*"))
        bench.build(SECOND)
        assert tree(bench.folder) == SECOND


def test_a_failing_render_leaves_the_old_site_whole(bench: Bench) -> None:
    bench.build(FIRST)
    before = everything(bench.folder)

    def fail() -> bytes:
        raise ZeroDivisionError

    outputs = [*bench.planned(SECOND), Output("last.html", "k", fail)]
    with pytest.raises(ZeroDivisionError):
        write.write(outputs, bench.output())
    assert everything(bench.folder) == before
    assert not (bench.state / "staging").exists()
    assert bench.build(FIRST).kept == len(FIRST)


def test_a_full_disk_before_the_first_rename_leaves_the_old_site_whole(
    tmp_path: Path, step_count: int
) -> None:
    whole = 0
    for step in each_step(step_count):
        bench = Bench(tmp_path / str(step))
        bench.build(FIRST)
        with pytest.MonkeyPatch.context() as patch:
            Faults(patch, step, OSError(28, "No space left on device"))
            bench.refused(SECOND)
        if tree(bench.folder) == FIRST:
            whole += 1
        else:
            break
    assert whole >= 5 + 2  # five new files, and the marker


def test_unwritable_state_is_an_output_error(bench: Bench) -> None:
    bench.state.write_text("a file")
    bench.refused(FIRST)
    assert not bench.folder.exists()


def test_another_device_is_staged_inside_the_output_folder(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_same_device", lambda first, second: False)
    moved: list[Path] = []
    real = disk.move

    def move(source: Path | str, target: Path | str) -> None:
        moved.append(Path(source))
        real(source, target)

    monkeypatch.setattr(disk, "move", move)
    bench.build(FIRST)
    bench.build(SECOND)
    assert tree(bench.folder) == SECOND
    assert all(bench.folder in p.parents or p.suffix == ".new" for p in moved)


def test_left_over_staging_is_cleared(bench: Bench) -> None:
    bench.build(FIRST)
    for left_over in (bench.state / "staging", bench.folder / f"{MARKER}.staging"):
        left_over.mkdir()
        (left_over / "1").write_text("half")
    bench.build(FIRST)
    assert not list(bench.root.rglob("*staging*"))


def test_each_build_stages_in_a_place_of_its_own(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    scattered: list[Path] = []
    staged: list[Path] = []
    real = disk.move

    def move(source: Path | str, target: Path | str) -> None:
        staged.append(Path(source).parent)
        real(source, target)

    monkeypatch.setattr(disk, "scatter", scattered.append)
    monkeypatch.setattr(disk, "move", move)
    bench.build(FIRST)
    bench.build(SECOND)
    assert scattered == [bench.state / "staging"] * 2
    assert len({place for place in staged if place.parent == bench.state / "staging"}) == 2


def test_a_folder_keeps_its_flags_when_new_ones_are_to_be_scattered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    kept, asked = 0x80000, []  # FS_EXTENT_FL

    def ioctl(handle: int, request: int, given: bytes) -> bytes:
        asked.append((request & 0xFFFF, struct.unpack("l", given)[0]))
        return struct.pack("l", kept)

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    disk.scatter(tmp_path)
    assert asked == [(0x6601, 0), (0x6602, kept | 0x20000)]


def test_a_file_system_that_knows_no_flags_takes_files_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def ioctl(*_: object) -> bytes:
        raise OSError(errno.ENOTTY, "no such call here")

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    bench.build(FIRST)
    assert tree(bench.folder) == FIRST


# ── by copies of the process ─────────────────────────────────────────────────────────────────────

MANY: Pages = {f"p{number}/index.html": f"page {number}" for number in range(90)}


@pytest.fixture
def _copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three copies of the process make outputs, and write them."""
    monkeypatch.setattr(crew, "_size", lambda pieces, worth_it: 3 if pieces >= worth_it else 1)


@pytest.mark.usefixtures("_copies")
def test_copies_write_the_same(bench: Bench) -> None:
    assert bench.build(MANY).written == tuple(sorted(MANY))
    assert bench.rendered == []  # not here
    assert tree(bench.folder) == MANY
    again = bench.planned(MANY)
    others = [Output(output.path, "another key", output.content) for output in again]
    report = write.write(others, bench.output())
    assert (report.written, report.kept, len(report.made)) == ((), len(MANY), len(MANY))
    assert bench.build(MANY, dry_run=True).written == ()
    assert not list(bench.root.rglob("*staging*"))


def left_in(bench: Bench) -> Ledger:
    return ledger.read_ledger(bench.output())


@pytest.mark.usefixtures("_copies")
def test_files_that_are_all_another_are_begun_before_it_is_known_what_was_left(bench: Bench) -> None:
    bench.build(MANY | {"style.css": "p {}"})
    others = [
        Output(one.path, "another", one.content) for one in bench.planned({**MANY, "p7/index.html": "?"})
    ]
    done = write.renew(others, bench.output(), lambda: left_in(bench))
    assert done is not None
    assert (done[0].written, done[0].kept, len(done[0].made)) == (("p7/index.html",), len(MANY), len(MANY))
    assert done[1] == left_in(bench)
    assert tree(bench.folder) == {**MANY, "p7/index.html": "?", "style.css": "p {}"}


@pytest.mark.usefixtures("_copies")
def test_what_is_known_to_be_as_it_was_left_is_not_looked_into(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(self: Tree, path: str) -> NoReturn:
        raise AssertionError(path)

    monkeypatch.setattr(placing, "present", lambda: 0)  # so no stamp is believed that was taken here
    bench.build({"a": "one", "b": "two", "c": "three"})
    before = ledger.read_ledger(bench.output())
    assert not before.stamps
    monkeypatch.setattr(Tree, "read", read)
    same = Output("b", "made from something else", lambda: b"two")
    done = write.amend([*bench.planned({"a": "four"}), same], bench.output(), before)
    assert done is not None
    report, left = done
    assert (report.written, report.kept) == (("a",), 2)
    assert not left.stamps
    assert tree(bench.folder) == {"a": "four", "b": "two", "c": "three"}


def test_where_they_are_in_doubt_nothing_is_touched(bench: Bench) -> None:
    bench.build(MANY)
    before = everything(bench.folder), everything(bench.state)

    def doubt() -> Ledger:
        raise ZeroDivisionError

    others = bench.planned(dict.fromkeys(MANY, "other"))
    with pytest.raises(ZeroDivisionError):
        write.renew(others, bench.output(), doubt)
    assert (everything(bench.folder), everything(bench.state)) == before
    assert write.renew(others, bench.output(), lambda: NOTHING) is None
    assert (everything(bench.folder), everything(bench.state)) == before


@pytest.mark.usefixtures("_copies")
def test_what_a_copy_cannot_make_leaves_the_old_site_whole(bench: Bench) -> None:
    bench.build(FIRST)
    before = everything(bench.folder)

    def fail() -> bytes:
        raise ZeroDivisionError

    outputs = bench.planned(MANY)
    outputs[40] = Output("last.html", "k", fail)
    with pytest.raises(ZeroDivisionError):
        write.write(outputs, bench.output())
    assert everything(bench.folder) == before
    assert not (bench.state / "staging").exists()


@pytest.mark.usefixtures("_copies")
@pytest.mark.parametrize("where", ["everywhere", "in copies alone"])
def test_a_disk_that_is_full_for_copies(bench: Bench, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    bench.build(FIRST)
    before, home, real = everything(bench.folder), os.getpid(), disk.put

    def put(path: Path | str, data: bytes) -> None:
        if Path(path).name == "50" and (where == "everywhere" or os.getpid() != home):
            Path(path).write_bytes(data[:1])
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(disk, "put", put)
    if where == "everywhere":
        assert "No space left" in bench.refused(MANY)
        assert everything(bench.folder) == before
    else:  # the rest of what that copy had to do is done here
        bench.build(MANY)
        assert tree(bench.folder) == MANY


def test_pages_come_after_what_they_refer_to(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    move = disk.move

    def noted(source: str | Path, target: str | Path) -> None:
        moved.append(os.path.relpath(target, bench.folder))
        move(source, target)

    monkeypatch.setattr(disk, "move", noted)
    bench.build({"a.html": "a", "feed.xml": "f", "z.css": "z", "y/index.json": "y"})
    placed = [path for path in moved if path in ("a.html", "feed.xml", "z.css", "y/index.json")]
    assert placed == ["y/index.json", "z.css", "a.html", "feed.xml"]


def test_what_is_one_file_under_two_names_is_not_removed(bench: Bench) -> None:
    """As About.html is about.html where the file system does not tell upper from lower case."""
    bench.build({"About.html": "about", "index.html": "home"})
    bench.build({"about.html": "about", "About.html": "about", "index.html": "home"})
    (bench.folder / "about.html").unlink()
    os.link(bench.folder / "About.html", bench.folder / "about.html")
    bench.build({"about.html": "about", "index.html": "home"})
    assert (bench.folder / "About.html").exists()
    assert (bench.folder / "about.html").read_text() == "about"


def test_a_page_whose_name_changed_its_case_is_there_once(bench: Bench) -> None:
    bench.build({"About.html": "old", "index.html": "home"})
    bench.build({"about.html": "new", "index.html": "home"})
    assert sorted(tree(bench.folder).values()) == ["home", "new"]


def test_an_output_folder_that_holds_the_content_by_a_link_is_refused(bench: Bench, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "content").mkdir(parents=True)
    (bench.root / "content").rmdir()
    (bench.root / "content").symlink_to(elsewhere / "content")
    assert "content/ are inside each other" in bench.refused(FIRST, folder=elsewhere)


def test_a_manifest_of_another_form_is_not_believed(bench: Bench) -> None:
    bench.build(FIRST)
    (manifest,) = bench.state.glob("manifest-*.json")
    manifest.write_text(manifest.read_text().replace('"version":1', '"version":2'))
    assert not ledger.read_ledger(bench.output()).entries
    bench.build(FIRST)
    assert set(bench.rendered) == set(FIRST)


def test_files_are_amended_only_where_no_other_build_has_written_since(bench: Bench) -> None:
    bench.build({"a": "one", "b": "two"})
    before = ledger.read_ledger(bench.output())
    bench.build({"a": "one", "b": "three"})
    known = ledger.read_ledger(bench.output())
    assert write.amend(bench.planned({"a": "four"}), bench.output(), before) is None
    assert tree(bench.folder) == {"a": "one", "b": "three"}
    done = write.amend(bench.planned({"a": "four"}), bench.output(), known)
    assert done is not None
    assert tree(bench.folder) == {"a": "four", "b": "three"}


def test_clean_leaves_files_that_are_no_longer_as_a_build_wrote_them(bench: Bench) -> None:
    """Without its marker the folder may be somebody else's by now."""
    bench.build({"a": "one"})
    (bench.folder / MARKER).unlink()
    (bench.folder / "a").write_text("mine")
    assert bench.clean() == 0
    assert tree(bench.folder) == {"a": "mine"}
