"""Pages written ahead of a whole build: only what is as the last build left it, and nothing is noted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dateline.output import ahead, disk, write
from dateline.output.ledger import MARKER, NOTHING, Ledger, OutputFolder
from dateline.output.placing import Report
from dateline.output.staging import Output


class Site:
    """A folder with pages that a build wrote."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder, self.state = root, root / "public", root / ".dateline"
        self.output = OutputFolder(self.folder, self.state, root)
        (root / "content").mkdir()
        self.left = NOTHING
        self.build({"a/index.html": "a", "b/index.html": "b"})
        self.noted = self.notes()

    def build(self, pages: dict[str, str]) -> Report:
        return write.write(outputs(pages), self.output, leave=self.leave)

    def leave(self, left: Ledger) -> None:
        self.left = left

    def ahead(self, pages: dict[str, str]) -> tuple[str, ...]:
        return ahead.replace(outputs(pages), self.output, self.left)

    def notes(self) -> tuple[bytes, list[bytes]]:
        manifests = sorted(self.state.glob("manifest-*.json"))
        return (self.folder / MARKER).read_bytes(), [path.read_bytes() for path in manifests]

    def pages(self) -> dict[str, str]:
        files = sorted(self.folder.rglob("*.html"))
        return {file.relative_to(self.folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def outputs(pages: dict[str, str]) -> list[Output]:
    def make(text: str) -> Callable[[], bytes]:
        return lambda: text.encode()

    return [Output(path, text, make(text)) for path, text in pages.items()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_page_is_replaced_and_nothing_is_noted(site: Site) -> None:
    assert site.ahead({"a/index.html": "new"}) == ("a/index.html",)
    assert site.pages() == {"a/index.html": "new", "b/index.html": "b"}
    assert site.notes() == site.noted
    assert not (site.state / "staging").exists()


def test_the_whole_build_finds_it_right(site: Site) -> None:
    written = site.ahead({"a/index.html": "new"})
    report = site.build({"a/index.html": "new", "b/index.html": "b"})
    assert (report.written, report.kept) == ((), 2)
    told = ahead.with_ahead(report, written)
    assert (told.written, told.kept, told.removed) == (("a/index.html",), 1, ())
    assert site.build({"a/index.html": "new", "b/index.html": "b"}).made == {}


def test_a_whole_build_with_other_words_has_the_last_one(site: Site) -> None:
    written = site.ahead({"a/index.html": "new"})
    report = site.build({"a/index.html": "newer", "c/index.html": "c"})
    assert site.pages() == {"a/index.html": "newer", "c/index.html": "c"}
    told = ahead.with_ahead(report, written)
    assert (told.written, told.kept, told.removed) == (
        ("a/index.html", "c/index.html"),
        0,
        ("b/index.html",),
    )


def test_what_is_not_as_it_was_left_is_passed_over(site: Site) -> None:
    outside = site.root / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("b", encoding="utf-8")
    (site.folder / "a/index.html").write_text("by somebody else", encoding="utf-8")
    (site.folder / "b/index.html").unlink()
    (site.folder / "b").rmdir()
    (site.folder / "b").symlink_to(outside)
    assert site.ahead({"a/index.html": "new", "b/index.html": "new", "c/index.html": "new"}) == ()
    assert (site.folder / "a/index.html").read_text(encoding="utf-8") == "by somebody else"
    assert (outside / "index.html").read_text(encoding="utf-8") == "b"
    assert not (site.folder / "c").exists()


def test_nothing_is_replaced_when_one_page_cannot_be_made(site: Site) -> None:
    def broken() -> bytes:
        raise ValueError("it cannot be made")

    planned = [*outputs({"a/index.html": "new"}), Output("b/index.html", "key", broken)]
    with pytest.raises(ValueError, match="cannot be made"):
        ahead.replace(planned, site.output, site.left)
    assert site.pages() == {"a/index.html": "a", "b/index.html": "b"}


@pytest.mark.parametrize("step", range(6))
def test_a_build_after_a_crash_is_whole(site: Site, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = iter(range(100))

    def failing(change: Callable[..., object]) -> Callable[..., object]:
        def act(*args: object) -> object:
            if next(steps) == step:
                raise KeyboardInterrupt
            return change(*args)

        return act

    pages = {"a/index.html": "new", "b/index.html": "new too"}
    with monkeypatch.context() as patch:
        for name in ("put", "move", "make_folder"):
            patch.setattr(disk, name, failing(getattr(disk, name)))
        with suppress(KeyboardInterrupt):
            site.ahead(pages)
    assert set(site.pages()) == {"a/index.html", "b/index.html"}
    assert set(site.pages().values()) <= {"a", "b", "new", "new too"}
    site.build(pages)
    assert site.pages() == pages
