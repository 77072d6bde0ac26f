"""A site in Arabic, in a real browser: it runs from right to left and fits, and axe finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import violations
from harness import run_dateline
from hosting import hosted

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

ARABIC = Path(__file__).parents[1] / "sites/arabic"
PAGES = ("/", "/city/ferry/", "/city/", "/archive/", "/publishers/", "/404.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site."""
    made = shutil.copytree(
        ARABIC, tmp_path_factory.mktemp("arabic") / "site", ignore=shutil.ignore_patterns("expected")
    )
    ran = run_dateline(Path(made), "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    with hosted(Path(made) / "public") as address:
        yield address


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (375, "dark"), (1280, "light"), (1280, "dark")]
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path)
        assert violations(page) == [], path
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path
    context.close()


def test_the_layout_is_mirrored(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/city/ferry/")

    def box(selector: str) -> tuple[float, float]:
        found = page.locator(selector).first.bounding_box()
        assert found is not None
        return found["x"], found["x"] + found["width"]

    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert box(".contents")[0] > box(".story-text")[1]  # the ways into the story stand to the right
    assert box(".event-date")[0] > box(".event-text")[1]
    first, second = page.locator(".summary .cite").nth(0), page.locator(".summary .cite").nth(1)
    one, two = first.bounding_box(), second.bounding_box()
    assert one is not None
    assert two is not None
    assert two["x"] < one["x"]  # marks are read from the right
    title = page.locator(".source-title[lang=en]")
    assert title.evaluate("node => getComputedStyle(node).direction") == "ltr"
    assert title.evaluate("node => getComputedStyle(node).textAlign") == "right"
    context.close()
