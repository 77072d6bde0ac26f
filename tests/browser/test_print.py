"""A printed briefing: black on white, without what leads elsewhere, each source with its address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from evidenced import FERRY

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]


@pytest.fixture
def page(browser: Browser, evidenced_site: str) -> Iterator[Page]:
    """The story as it is printed from a dark screen."""
    context = browser.new_context(viewport={"width": 640, "height": 900}, color_scheme="dark")
    page = context.new_page()
    page.goto(evidenced_site + FERRY)
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


def test_what_leads_elsewhere_is_not_printed(page: Page) -> None:
    for gone in (".masthead-nav", ".contents", ".foot", ".backs", ".skip", ".passage >> nth=0"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()


def test_paper_is_white_and_ink_is_black_whatever_the_screen_is(page: Page) -> None:
    style = "(element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    assert page.locator("body").evaluate(style) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_source_is_printed_with_its_address_and_the_page_with_its_own(page: Page) -> None:
    link = page.locator(".source-title a").first
    shown = link.evaluate("(element) => getComputedStyle(element, '::after').content")
    assert shown.strip('"') == link.get_attribute("href")
    expect(page.locator(".page-address")).to_be_visible()
    expect(page.locator(".page-address")).to_have_text(
        page.locator("link[rel=canonical]").get_attribute("href") or "no canonical address"
    )


def test_no_row_is_torn_between_two_pages(page: Page) -> None:
    for row in (".source", ".event"):
        assert (
            page.locator(row).first.evaluate("(element) => getComputedStyle(element).breakInside") == "avoid"
        )
