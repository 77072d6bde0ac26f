"""A site with search: its index is an output like others, and made anew only when a story is another."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from dateline.build import build, build_ahead, outputs, plan_site
from dateline.dates import parse_moment
from dateline.outcome import Outcome
from dateline.press.rebuilding import rebuild
from dateline.request import Request
from dateline.search import index, service
from dateline.verify import verify
from harness import MINIMAL_CONFIG, MakeSite, write_files

NOW = Request(now=parse_moment("2026-01-15T12:00:00+00:00"))
SEARCH = "[search]\nenabled = true\n"


def story(number: int, words: str, more: str = "") -> dict[str, str]:
    front = f"title: Story {number}\npublished: 2026-01-0{number}\ntags: [Sea, Tag {number}]\n{more}"
    source = (
        f"title: Article\npublisher: Paper {number}\npublished: 2026-01-01\nurl: https://p.example/{number}"
    )
    return {
        f"content/city/s{number}/story.md": f"---\n{front}---\n{words} [@ap].\n",
        f"content/city/s{number}/sources/ap.md": f"---\n{source}\n---\n{words}, said xylographer {number}.\n",
    }


FILES = {
    "site.toml": MINIMAL_CONFIG + SEARCH,
    "content/about.md": "---\ntitle: About\n---\nWho we are.\n",
    **story(1, "The ferry left the pier"),
    **story(2, "The crane fell on the quay"),
    **story(3, "The lamp went out"),
}


def static_files(root: Path) -> set[str]:
    return {path.name.partition(".")[0] for path in (root / "public/assets").iterdir()}


@pytest.fixture
def root(site: MakeSite) -> Path:
    return site(FILES)


def built(root: Path) -> Outcome:
    outcome = rebuild(root, NOW)
    assert not outcome.has_errors, outcome.problems
    return outcome


def index_files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "public/pagefind").rglob("*")
        if path.is_file()
    }


def found(root: Path) -> dict[str, dict[str, object]]:
    """What can be found, by address: each fragment of the index."""
    read = [
        json.loads(gzip.decompress(data)[len(b"pagefind_dcd") :])
        for path, data in index_files(root).items()
        if path.endswith(".pf_fragment")
    ]
    return {page["url"]: page for page in read}


def replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents were given to Pagefind each time."""
    seen: list[int] = []
    make = service.made_index

    def counted(documents: Iterable[tuple[str, str]], longest: float) -> dict[str, bytes]:
        given = list(documents)
        seen.append(len(given))
        return make(given, longest)

    monkeypatch.setattr(service, "made_index", counted)
    return seen


def test_stories_can_be_found_and_sources_cannot(root: Path) -> None:
    built(root)
    pages = found(root)
    assert set(pages) == {"/city/s1/", "/city/s2/", "/city/s3/"}
    assert pages["/city/s1/"]["filters"] == {
        "section": ["City"],
        "tag": ["Sea", "Tag 1"],
        "publisher": ["Paper 1"],
    }
    assert pages["/city/s1/"]["meta"] == {
        "title": "Story 1",
        "section": "City",
        "updated": "Jan 1, 2026",
        "datetime": "2026-01-01",
        "articles": "1",
    }
    for path, data in index_files(root).items():
        text = gzip.decompress(data) if path.endswith((".pf_fragment", ".pf_index", ".pf_meta")) else data
        assert b"xylograph" not in text, path


def test_the_index_is_made_again_only_when_a_story_is_another(root: Path, runs: list[int]) -> None:
    built(root)
    assert len(runs) == 1
    replace(root, "content/about.md", "Who we are", "Who we were")
    assert built(root).written == ("about/index.html",)
    replace(root, "site.toml", SEARCH, SEARCH + "[build]\nhome_stories = 1\n")
    built(root)
    assert len(runs) == 1
    before = index_files(root)
    replace(root, "content/city/s2/story.md", "crane", "hoist")
    outcome = built(root)
    assert len(runs) == 2
    changed = {path for path in outcome.written if path.startswith("pagefind/")}
    assert sum(path.endswith(".pf_fragment") for path in changed) == 1
    assert "public/pagefind/pagefind.js" in before
    assert "pagefind/pagefind.js" not in changed
    assert {path.removeprefix("public/") for path in before.keys() - index_files(root).keys()} <= set(
        outcome.removed
    )


def test_incremental_is_clean(root: Path, site: MakeSite) -> None:
    built(root)
    replace(root, "content/city/s2/story.md", "crane", "hoist")
    write_files(root, story(4, "The bridge is shut"))
    built(root)
    verdict = verify(root, NOW)
    assert verdict.is_right, verdict
    assert verdict.equal == len([path for path in (root / "public").rglob("*") if path.is_file()]) - 1


def test_a_file_of_the_index_that_is_gone_or_damaged_is_put_back(root: Path, runs: list[int]) -> None:
    built(root)
    before = index_files(root)
    (root / "public/pagefind/pagefind.js").write_text("no", encoding="utf-8")
    next((root / "public/pagefind/fragment").iterdir()).unlink()
    assert not verify(root, NOW).is_right
    built(root)
    assert index_files(root) == before
    assert len(runs) == 2  # by the first build, and by the comparison, which trusts nothing that is kept


def test_a_withdrawn_story_is_not_found(root: Path) -> None:
    write_files(
        root,
        story(2, "The crane fell", "corrections: [{kind: withdrawn, date: 2026-01-05, text: No ground.}]\n"),
    )
    built(root)
    assert set(found(root)) == {"/city/s1/", "/city/s3/"}
    assert (root / "public/city/s2/index.html").is_file()


def test_without_the_setting_there_is_no_trace(root: Path) -> None:
    built(root)
    write_files(root, {"site.toml": MINIMAL_CONFIG})
    outcome = built(root)
    assert not (root / "public/pagefind").exists()
    assert "search/index.html" in outcome.removed
    assert "/search/" not in (root / "public/index.html").read_text(encoding="utf-8")


def test_asked_for_and_not_installed_is_told_and_all_else_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.search.index.is_installed", lambda: False)
    outcome = built(root)
    assert [(p.rule, p.place.line) for p in outcome.problems] == [("no-search", 4)]
    assert not (root / "public/pagefind").exists()
    assert not (root / "public/search").exists()
    assert (root / "public/city/s1/index.html").is_file()


def test_a_dry_run_and_a_check_leave_nothing_behind(root: Path) -> None:
    planned = plan_site(root, NOW)
    report = build(planned, dry_run=True)
    assert any(path.startswith("pagefind/fragment/") for path in report.written)
    assert not (root / ".dateline" / index.NAME).exists()
    assert not (root / "public").exists()


def test_a_preview_and_a_page_written_ahead_make_no_index(root: Path, runs: list[int]) -> None:
    planned = plan_site(root, NOW)
    build(planned)
    assert not [output for output in outputs(planned) if output.path.startswith("pagefind/")]
    replace(root, "content/city/s2/story.md", "crane", "hoist")
    again = plan_site(root, NOW, memory=planned.memory)
    assert "city/s2/index.html" in build_ahead(again)
    assert len(runs) == 1


def test_a_site_with_nothing_to_find_has_no_index(site: MakeSite) -> None:
    root = site({"site.toml": MINIMAL_CONFIG + SEARCH})
    built(root)
    assert not (root / "public/pagefind").exists()
    page = (root / "public/search/index.html").read_text(encoding="utf-8")
    assert "pagefind" not in page
    assert "<script" not in page
    assert "No briefing has been published yet." in page
    write_files(root, story(1, "The ferry left the pier"))
    built(root)
    assert "pagefind" in (root / "public/search/index.html").read_text(encoding="utf-8")


def test_a_site_without_search_has_no_file_of_it(root: Path) -> None:
    built(root)
    assert {"site", "search"} <= static_files(root)
    replace(root, "site.toml", SEARCH, "")
    built(root)
    assert "search" not in static_files(root)
    assert "site" in static_files(root)
    assert verify(root, NOW).is_right
