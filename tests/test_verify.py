"""`dateline verify`: the output folder beside a clean build, by the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from harness import MakeSite, Ran, Run

ARTICLE = "---\ntitle: Ferry stops\npublisher: Tide\npublished: 2026-01-02\n---\nIt stopped.\n"
STORY = "---\ntitle: Ferry\npublished: 2026-01-01\n---\nIt stopped [@ap].\n"
FILES = {
    "content/world/ferry/story.md": STORY,
    "content/world/ferry/sources/ap.md": ARTICLE,
    "content/about.md": "---\ntitle: About\n---\nWords.\n",
}
NOW = ("--now", "2026-01-15T12:00:00+00:00")


@pytest.fixture
def built(site: MakeSite, run: Run) -> Path:
    folder = site(FILES)
    assert run(folder, "build", *NOW).exit == 0
    return folder


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a site, with its bytes and the time of its last change."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def said(ran: Ran) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(ran.stdout.replace("[TIME] s", "0"))
    assert document["exit"] == ran.exit
    return document


def test_a_good_output_is_right_and_nothing_is_touched(built: Path, run: Run) -> None:
    (built / "public/CNAME").write_text("not ours", encoding="utf-8")
    before = everything(built)
    ran = run(built, "verify", *NOW)
    assert (ran.exit, ran.stderr) == (0, "")
    assert ran.stdout.startswith("public is what a clean build makes: ")
    assert everything(built) == before
    assert run(built, "verify", "-q", *NOW).console == ""
    document = said(run(built, "verify", "--json", *NOW))
    assert (document["missing"], document["different"], document["extra"]) == ([], [], [])
    assert document["equal"] > 10


def test_what_a_killed_one_left_is_taken_away(built: Path, run: Run) -> None:
    left = built / ".dateline/verify-k1lled/output"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half a site", encoding="utf-8")
    assert run(built, "verify", *NOW).exit == 0
    assert not left.parent.exists()


def test_each_difference_is_named(built: Path, run: Run) -> None:
    (built / "public/about/index.html").unlink()
    (built / "public/world/index.html").write_text("altered", encoding="utf-8")
    (built / "public/zz.html").write_text("of an older build", encoding="utf-8")
    with (built / "public/.dateline-output").open("a", encoding="utf-8") as marker:
        marker.write("zz.html\n")
    before = everything(built)
    ran = run(built, "verify", *NOW)
    assert ran.exit == 1
    assert ran.stderr.splitlines()[:3] == [
        "missing    about/index.html",
        "different  world/index.html",
        "extra      zz.html",
    ]
    assert "not what a clean build makes: 1 missing, 1 different, 1 extra" in ran.stderr
    assert everything(built) == before
    document = said(run(built, "verify", "--json", *NOW))
    assert document["missing"] == ["about/index.html"]
    assert document["different"] == ["world/index.html"]
    assert document["extra"] == ["zz.html"]
    assert run(built, "build", *NOW).exit == 0
    assert run(built, "verify", *NOW).exit == 0


def test_a_manifest_that_lies_is_found_out(built: Path, run: Run) -> None:
    """As after a restored cache that belongs to another tree: builds believe it."""
    page = built / "public/about/index.html"
    (manifest,) = (built / ".dateline").glob("manifest-*.json")
    kept = json.loads(manifest.read_text())
    page.write_bytes(b"stale")
    stamp = page.stat()
    kept["stamps"]["about/index.html"] = [stamp.st_size, stamp.st_mtime_ns, stamp.st_ctime_ns, stamp.st_ino]
    manifest.write_text(json.dumps(kept))
    assert run(built, "build", *NOW).exit == 0
    assert page.read_bytes() == b"stale"
    ran = run(built, "verify", *NOW)
    assert ran.exit == 1
    assert "different  about/index.html" in ran.stderr


def test_an_edit_and_the_options_of_the_build_count(built: Path, run: Run) -> None:
    (built / "content/about.md").write_text("---\ntitle: Us\n---\nWords.\n", encoding="utf-8")
    assert "different  about/index.html" in run(built, "verify", *NOW).stderr
    elsewhere = ("-o", "other", "-b", "https://x.example/", *NOW)
    assert run(built, "build", *elsewhere).exit == 0
    assert run(built, "verify", *elsewhere).exit == 0
    assert run(built, "verify", "-o", "other", *NOW).exit == 1


def test_a_site_with_errors_or_without_an_output_is_not_right(built: Path, run: Run) -> None:
    shutil.rmtree(built / "public")
    assert "missing    about/index.html" in run(built, "verify", *NOW).stderr
    assert not (built / "public").exists()
    (built / "content/about.md").write_text("no front matter", encoding="utf-8")
    ran = run(built, "verify", *NOW)
    assert ran.exit == 1
    assert "nothing can be compared" in ran.stderr
    assert not list((built / ".dateline").glob("verify-*"))


@pytest.mark.parametrize("day", ["2026-01-20", "2026-01-25"])
def test_what_articles_of_another_day_do_is_done_on_that_day(site: MakeSite, run: Run, day: str) -> None:
    compiled, dated = "content/world/dock/sources/ap.md", "content/world/ferry/sources/tide.md"
    files = {compiled: ARTICLE.replace("-01-02", "-01-20"), dated: ARTICLE.replace("-01-02", "-01-25")}
    folder = site({**FILES, **files})
    ran = run(folder, "build", *NOW)
    assert ran.console.count("[future-date]") == 2
    assert "next due 2026-01-20 00:00, world/dock" in ran.console
    later = ("--now", f"{day}T00:00:00+00:00")
    ran = run(folder, "build", *later)
    assert ran.console.count("[future-date]") == (day == "2026-01-20")
    assert (folder / "public/world/dock/index.html").is_file()
    assert run(folder, "verify", *later).exit == 0
