"""A site in Arabic, every page of it, in both themes: axe-core finds nothing, and nothing sticks out.

It has what a site can have: a topic, versions, disagreements, corrections, a search, plain pages.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import in_each_way, violations
from committing import git
from harness import REPOSITORY, run_dateline
from hosting import hosted
from validate.test_pages import shown

ARABIC = REPOSITORY / "tests/sites/arabic"
KINDS = ("/", "/city/", "/city/ferry/", "/city/ferry/timeline/", "/tags/", "/publishers/the-courier/")
MORE = ("/archive/2026/01/", "/corrections/", "/search/", "/about/", "/404.html")


@pytest.fixture(scope="module", params=["default", "wire"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built in a theme from a repository with two commits."""
    folder = tmp_path_factory.mktemp("arabic") / "site"
    shutil.copytree(ARABIC, folder, ignore=shutil.ignore_patterns("expected"))
    settings = (folder / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(f'theme = "{request.param}"\n{settings}', encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    story = folder / "content/city/ferry-cause/story.md"
    for when, days in (("2026-01-06", 9), ("2026-01-07", 10)):
        story.write_text(
            story.read_text(encoding="utf-8").replace("9 أيام", f"{days} أيام"), encoding="utf-8"
        )
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Words", when=f"{when}T08:00:00Z")
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    return folder / "public"


@pytest.mark.timeout(300)
def test_axe_finds_nothing_on_any_page_from_right_to_left(browser: Browser, site: Path) -> None:
    files = sorted(site.rglob("*.html"))
    pages = ["/" + path.relative_to(site).as_posix().removesuffix("index.html") for path in files]
    assert {*KINDS, *MORE} <= {*pages}
    assert any("/versions/" in page for page in pages)
    found = {}
    page = shown(browser)
    with hosted(site) as host:
        for address in pages:
            page.goto(host + address)
            assert page.evaluate("document.documentElement.dir") == "rtl", address
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            for way in in_each_way(page):
                wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                if wrong := violations(page) + ["it is wider than the window"] * wide:
                    found[f"{way} {address}"] = wrong
    page.context.close()
    assert found == {}
