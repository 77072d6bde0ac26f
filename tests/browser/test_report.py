"""The evidence report in a real browser: its filter without a script, keys, small windows, print, axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import violations
from evidenced import files
from harness import run_dateline, write_files
from previewing import Preview

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

STORY = "content/harbour/ferry/story.md"
Open = Callable[..., Page]


def site_files() -> dict[str, str]:
    """The site with a claim of each kind: one with a wrong figure, one that cites nothing."""
    made = files()
    made[STORY] = made[STORY].replace(
        "## Timeline", "Nobody knows why. The fare was 91 crowns [@courier].\n\n## Timeline"
    )
    return made


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report on the disk."""
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, site_files())
    ran = run_dateline(folder, "report", "harbour/ferry", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    return (folder / ".dateline/reports/harbour/ferry.html").as_uri()


@pytest.fixture
def opened(browser: Browser, report: str) -> Iterator[Open]:
    """Opens the report in a window of its own, in which the policy may refuse nothing."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def begin(width: int = 1280, height: int = 800, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if request.url != report else None)
        page.goto(report)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert said == []


def shown(page: Page) -> int:
    return page.locator(".claim:visible").count()


def test_the_filter_needs_no_script(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    every = shown(page)
    page.get_by_label("with findings").check()
    found = shown(page)
    assert 0 < found < every
    expect(page.locator(".claim:visible:not(.is-found)")).to_have_count(0)
    page.get_by_label("uncited or not checked").check()
    assert page.get_by_text("Nobody knows why.").is_visible()
    assert page.locator(".part:visible").count() < page.locator(".part").count()
    page.get_by_label("single source").check()
    expect(page.locator(".claim:visible:not(.is-single)")).to_have_count(0)
    page.get_by_label("all claims").check()
    assert shown(page) == every


def test_the_filter_and_the_folds_are_worked_by_keys(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("all claims")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("with findings")).to_be_checked()
    fold = page.locator("summary").last
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").last).to_have_attribute("open", "")


@pytest.mark.parametrize("width", [320, 375, 900, 1280])
def test_nothing_is_wider_than_the_window(opened: Open, width: int) -> None:
    page = opened(width=width)
    for fold in page.locator("summary").all():
        if fold.is_visible():
            fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_claim_stands_beside_its_passage_on_a_desk_and_above_it_on_a_phone(opened: Open) -> None:
    for width, beside in ((1280, True), (375, False)):
        page = opened(width=width)
        said = page.locator(".said").first.bounding_box()
        behind = page.locator(".behind").first.bounding_box()
        assert said
        assert behind
        assert (behind["x"] > said["x"] + said["width"]) is beside
        assert (behind["y"] > said["y"] + said["height"] - 1) is not beside


def test_print_shows_every_claim_without_the_filter(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator(".filter")).to_be_hidden()
    assert shown(page) == page.locator(".claim").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(opened: Open, scheme: str, width: int) -> None:
    page = opened(width=width, color_scheme=scheme)
    for fold in page.locator("summary").all():
        if not fold.evaluate("fold => fold.parentElement.open"):
            fold.click()
    assert violations(page) == []


def test_a_live_report_keeps_its_filter_and_takes_what_is_saved(browser: Browser, tmp_path: Path) -> None:
    write_files(tmp_path, site_files())
    preview = Preview(tmp_path, "--now", "2026-01-15T12:00:00+00:00")
    try:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"{preview.url}/harbour/ferry/")
        page.locator("dateline-report a").click()
        expect(page).to_have_url(f"{preview.url}/_dateline/story/harbour/ferry/")
        page.get_by_label("with findings").check()
        story = tmp_path / STORY
        story.write_text(
            story.read_text(encoding="utf-8").replace("91 crowns", "92 crowns"), encoding="utf-8"
        )
        expect(page.locator("mark.provable", has_text="92")).to_be_visible()
        expect(page.get_by_label("with findings")).to_be_checked()
        expect(page.locator("dateline-pill, dateline-panel")).to_have_count(0)
        page.close()
        assert said == []
    finally:
        preview.stop()
