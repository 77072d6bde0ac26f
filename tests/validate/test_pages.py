"""Every page in a real browser: axe-core finds nothing, no policy is broken, no JavaScript is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browsing import in_each_way, violations
from hosting import Place


@pytest.mark.timeout(300)
def test_axe_finds_nothing_on_any_page(browser: Browser, place: Place) -> None:
    page = shown(browser)
    found = {}
    for address in place.pages:
        page.goto(place.host + address)
        for way in in_each_way(page):
            found[address, way] = violations(page)
            assert _fits(page), f"{address} is wider than the window, {way}"
    page.context.close()
    assert {look: wrong for look, wrong in found.items() if wrong} == {}


@pytest.mark.timeout(180)
def test_axe_finds_nothing_in_the_wire(browser: Browser, wire: str) -> None:
    page = shown(browser)
    for address in ("/", "/city/", "/city/tram-budget/", "/archive/", "/publishers/"):
        page.goto(wire + address)
        for way in in_each_way(page):
            assert violations(page) == [], (address, way)
            assert _fits(page), f"{address} is wider than the window, {way}"
    page.context.close()


def shown(browser: Browser) -> Page:
    """A page into which axe-core may be put: a strict policy would not let it in."""
    return browser.new_context(bypass_csp=True).new_page()


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.timeout(180)
def test_no_page_breaks_the_policy_or_asks_elsewhere(browser: Browser, place: Place) -> None:
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: said.append(request.url) if _is_elsewhere(request.url, place.host) else None,
    )
    for address in place.pages:
        page.goto(place.host + address)
    page.context.close()
    assert said == []


def _is_elsewhere(url: str, host: str) -> bool:
    return not url.startswith((f"{host}/", "data:"))


@pytest.mark.timeout(180)
def test_pages_say_the_same_without_javascript(browser: Browser, place: Place) -> None:
    with_script, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    one, other = with_script.new_page(), without.new_page()
    for address in place.pages:
        if address.endswith("/search/"):
            continue  # it says in words what to do without
        one.goto(place.host + address)
        other.goto(place.host + address)
        words = [page.locator("main").inner_text() for page in (one, other)]
        assert words[0] == words[1], address
    with_script.close()
    without.close()
