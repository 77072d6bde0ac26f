"""The theme “wire” in a real browser: a site in several languages, and a story that has changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import violations
from harness import MINIMAL_CONFIG, run_dateline, write_files
from hosting import hosted

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

STORY = "title: Ferry\npublished: 2026-01-02\nrevisions: [{date: 2026-01-03, note: The hour is mended.}]"
TEXT = "\n---\n## It ebbs\n\nThe ferry stopped on Friday [@tide1; @tide2; @tide3; @tide4].\n"
ARTICLE = (
    "---\ntitle: Ferry stops\npublisher: Tide {0}\npublished: 2026-01-02\n---\nIt stopped on Friday, {0}.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site."""
    folder = tmp_path_factory.mktemp("wire")
    write_files(
        folder,
        {
            "site.toml": f'theme = "wire"\n{MINIMAL_CONFIG}[languages.fr]\n[languages.ar]\n',
            "content/ferry/story.md": f"---\n{STORY}{TEXT}",
            "content/ferry/story.fr.md": f"---\ntitle: Bac{TEXT}",
            "content/ferry/story.ar.md": f"---\ntitle: العبارة{TEXT}",
            **{f"content/ferry/sources/tide{n}.md": ARTICLE.format(n) for n in range(1, 5)},
        },
    )
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    with hosted(folder / "public") as address:
        yield address


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_several_languages(browser: Browser, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    for path in ("/", "/ferry/", "/ar/", "/ar/ferry/"):
        page.goto(site + path)
        assert page.locator(".languages").is_visible()
        assert violations(page) == [], path
    context.close()


def test_what_changed_stands_right_below_the_sources(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site}/ferry/")
    sources, history = (page.locator(name).bounding_box() for name in ("#sources", ".story > .history"))
    assert sources
    assert history
    assert history["x"] == sources["x"], "it is in the same column"
    assert 0 <= history["y"] - sources["y"] - sources["height"] < 60
    page.close()
