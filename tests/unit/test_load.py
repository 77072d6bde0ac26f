"""Loading: what a broken file leaves behind."""

from __future__ import annotations

import os
from datetime import UTC
from pathlib import Path

import msgspec
import pytest

from dateline.build import plan_site
from dateline.cli.edge import Reporting
from dateline.dates import parse_moment
from dateline.files import listings, walk
from dateline.loading.load import ChangedError, Content
from dateline.memory.memory import Memory
from dateline.request import Request
from dateline.stamps import Stamp
from harness import MINIMAL_CONFIG, MakeSite


@pytest.mark.parametrize("target", ["world/talks/story.md", "world/talks/", "world/talks", "notes.md"])
def test_a_link_to_what_cannot_be_read_is_no_second_problem(site: MakeSite, target: str) -> None:
    root = site(
        {
            "content/world/talks/story.md": "---\ntitle: Talks\n",
            "content/notes.md": "---\ntitle: Notes\n",
            "content/about.md": f"---\ntitle: About\n---\n[x]({target})\n",
        }
    )
    problems = plan_site(root, Request(now=parse_moment("2026-01-02"))).problems
    assert [p.rule for p in problems] == ["unclosed-header", "unclosed-header"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("file", ["story.md", "sources/ap.md"])
def test_a_change_that_no_stamp_tells_is_seen_when_the_file_is_read(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Of file systems that count whole seconds, or two: words of the same length, saved in the same tick."""

    def coarse(found: os.stat_result) -> Stamp:
        return Stamp(found.st_size, 0, 0, 0)

    for room in (walk, listings):
        monkeypatch.setattr(room, "stamp_of", coarse)
    article = "---\ntitle: It left\npublisher: AP\npublished: 2026-01-02\n---\nThe ferry left at noon.\n"
    files = {
        "story.md": "---\ntitle: Ferry\npublished: 2026-01-02\n---\nThe ferry left at noon [@ap].\n",
        "sources/ap.md": article,
    }
    root = site({f"content/city/ferry/{name}": text for name, text in files.items()})
    memory, request = Memory(), Request(now=parse_moment("2026-01-03"))
    plan_site(root, request, memory=memory)
    (root / "content/city/ferry" / file).write_text(files[file].replace("noon", "nine"))
    (root / "site.toml").write_text(MINIMAL_CONFIG.replace("Test", "Other"))
    planned = plan_site(root, request, memory=memory)
    assert b"nine" in msgspec.json.encode(planned.desk.view("city/ferry"))
    assert not memory.distrusted


def test_a_change_while_a_command_reads_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped, Reporting("draft", tmp_path, False, 0.0):
        raise ChangedError("city/ferry")
    assert stopped.value.code == 6
    assert "content/city/ferry: error: a file changed while it was read [output]" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["story.md", "sources/ap.md"])
def test_what_changed_after_it_was_read_is_never_taken_for_what_was(site: MakeSite, file: str) -> None:
    files = {
        "story.md": "---\ntitle: Ferry\npublished: 2026-01-02\n---\nThe ferry left at noon [@ap].\n",
        "sources/ap.md": "---\ntitle: It left\npublisher: AP\npublished: 2026-01-02\n---\nIt left at noon.\n",
    }
    root = site({f"content/city/ferry/{name}": text for name, text in files.items()})
    content = Content(root, Memory(), UTC)
    content.release("city/ferry")
    assert content.folder("city/ferry").story is not None
    (root / "content/city/ferry" / file).write_text(files[file].replace("noon", "nine"))
    with pytest.raises(ChangedError):
        content.folder("city/ferry")
    if file.startswith("sources/"):
        with pytest.raises(ChangedError):
            content.texts("city/ferry")


ARTICLE = "---\ntitle: It left\npublisher: AP\npublished: 2026-01-02\n---\nIt left at noon.\n"
BRIEF = "---\ntitle: Ferry\npublished: 2026-01-02\n---\nThe ferry left at noon [@ap].\n"


@pytest.fixture
def earlier(site: MakeSite) -> tuple[Path, Memory, Content]:
    """A site, a memory of it, and what was found there: a preview still shows the last good plan."""
    root = site({"content/city/ferry/story.md": BRIEF, "content/city/ferry/sources/ap.md": ARTICLE})
    memory = Memory()
    content = Content(root, memory, UTC)
    content.release("city/ferry")
    return root, memory, content


@pytest.mark.parametrize("file", ["story.md", "sources/ap.md"])
def test_what_was_found_since_is_not_what_was(earlier: tuple[Path, Memory, Content], file: str) -> None:
    root, memory, content = earlier
    path = root / "content/city/ferry" / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("noon", "nine"), encoding="utf-8")
    Content(root, memory, UTC).release("city/ferry")
    with pytest.raises(ChangedError):
        content.folder("city/ferry")
    if file.startswith("sources/"):
        with pytest.raises(ChangedError):
            content.texts("city/ferry")
    path.write_text(before, encoding="utf-8")
    assert content.folder("city/ferry").story is not None
    assert "noon" in content.texts("city/ferry")["ap"]


@pytest.mark.parametrize("is_back", [False, True])
def test_a_story_that_went_meanwhile_has_changed(
    earlier: tuple[Path, Memory, Content], tmp_path: Path, is_back: bool
) -> None:
    root, memory, content = earlier
    (root / "content/city/ferry").rename(tmp_path / "away")
    Content(root, memory, UTC)
    if is_back:
        (tmp_path / "away").rename(root / "content/city/ferry")
        assert content.folder("city/ferry").story is not None
        assert "noon" in content.texts("city/ferry")["ap"]
    else:
        with pytest.raises(ChangedError):
            content.folder("city/ferry")


def test_an_article_that_is_away_as_a_story_is_compiled_has_changed(
    earlier: tuple[Path, Memory, Content], tmp_path: Path
) -> None:
    """What is compiled without it would be kept as what the story says with it."""
    root, memory, content = earlier
    article = root / "content/city/ferry/sources/ap.md"
    article.rename(tmp_path / "away")
    with pytest.raises(ChangedError):
        content.texts("city/ferry")
    Content(root, memory, UTC)
    (tmp_path / "away").rename(article)
    assert "noon" in content.texts("city/ferry")["ap"]
