"""Every page of this repository's own site is HTML that the Nu HTML checker finds no error in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidenced import files
from harness import MINIMAL_CONFIG, REPOSITORY, MakeSite, run_dateline
from html_checker import check_html, missing
from html_page import read


@pytest.fixture(scope="module")
def java() -> None:
    """Skips where Java is missing, but never in CI: there it must be found."""
    reason = missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@pytest.mark.usefixtures("java")
@pytest.mark.timeout(180)
def test_own_site_is_valid_html(tmp_path: Path) -> None:
    output = tmp_path / "public"
    ran = run_dateline(REPOSITORY, "build", "--output", str(output), "--now", "2026-11-22T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    pages = sorted(output.rglob("*.html"))
    assert len(pages) > 10, "the site has hardly a page"
    assert check_html(pages) == []


@pytest.mark.usefixtures("java")
def test_passages_of_hostile_sources_are_valid_html(site: MakeSite) -> None:
    folder = site(files())
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    page = folder / "public/harbour/ferry/index.html"
    assert "&lt;script&gt;" in page.read_text(encoding="utf-8")
    assert check_html([page]) == []


@pytest.mark.usefixtures("java")
def test_addresses_with_signs_that_none_may_hold_are_valid_html(site: MakeSite) -> None:
    odd = 'https://tide.example/a?b=\\"1\\"&c=<2>|{3}[4]#d e'
    publisher = f'[publishers.Tide]\nurl = "{odd}"\n'
    source = f'title: Ferry\npublisher: Tide\nurl: "{odd}"\narchive_url: "{odd}"\npublished: 2026-01-02'
    folder = site(
        {
            "site.toml": MINIMAL_CONFIG + publisher,
            "content/ferry/story.md": "---\ntitle: Ferry\npublished: 2026-01-02\ntags: [São, Sao]\n---\n"
            'See [this](https://x.example/?a="b"&c={d}).\n\n## One\n\nIt stopped [@tide].\n',
            "content/ferry/sources/tide.md": f"---\n{source}\n---\nIt stopped.\n",
        }
    )
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    assert check_html(sorted((folder / "public").rglob("*.html"))) == []
    page = read(folder / "public/ferry/index.html")
    assert len(page.one("ul", class_="tags").all("a")) == 1, "two spellings of a tag are one link"


@pytest.mark.usefixtures("java")
def test_evidence_reports_are_valid_html(site: MakeSite) -> None:
    folder = site(files())
    for story in ("harbour/ferry", "harbour/bank"):
        ran = run_dateline(folder, "report", story, "--now", "2026-01-15T12:00:00+00:00")
        assert ran.exit == 0, ran.console
    pages = sorted((folder / ".dateline/reports").rglob("*.html"))
    assert len(pages) == 2
    assert check_html(pages) == []


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Fine.</p>", ""),
        ('<p><time datetime="2025-12-21/2025-12-31">Late Dec</time></p>', "Bad value"),
        ("<p><div>Block in a paragraph</div></p>", "No “p” element in scope"),
        ('<p id="a">One</p><p id="a">Two</p>', "Duplicate ID"),
    ],
    ids=["valid", "time-interval", "block-in-paragraph", "duplicate-id"],
)
def test_checker_sees(tmp_path: Path, body: str, found: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><html lang="en"><title>T</title>{body}</html>', encoding="utf-8")
    errors = check_html([page])
    assert (found in errors[0]) if found else (errors == []), errors


@pytest.mark.usefixtures("java")
def test_checker_passes_over_no_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.html"):
        check_html([tmp_path / "nowhere.html"])
