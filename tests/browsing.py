"""What tests in a real browser share: Debian's Chromium, driven by Playwright's Python package."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from harness import REPOSITORY

AXE = REPOSITORY / "tests/tools/node_modules/axe-core/axe.min.js"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-dev-shm-usage"),
)


def chromium() -> str:
    """The browser's path; without one the tests are skipped, and where CI=true they fail."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI tests pages in a browser, and there is none: scripts/browser installs one")
    if found is None:
        print("SKIPPED LOUDLY: no Chromium here; scripts/browser installs one")
        pytest.skip("no Chromium here: scripts/browser installs one")
    return found


WAYS: dict[str, tuple[int, Literal["light", "dark"]]] = {
    "light": (1280, "light"),
    "dark": (1280, "dark"),
    "narrow": (320, "light"),
}
"""How wide a page is looked at, in pixels, and in what colours."""


def in_each_way(page: Page) -> Iterator[str]:
    """Shows a page that is loaded in each of the ways, one after another."""
    for way, (width, colours) in WAYS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        yield way


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is shown; best practices and small targets included."""
    if not AXE.is_file():
        pytest.fail(f"{AXE} is not there: `make test` installs it")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
    found = page.evaluate(f"axe.run(document, {asked}).then(found => found.violations)")
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
