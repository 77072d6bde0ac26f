"""Every page in a real browser: axe-core finds nothing, no policy is broken, no JavaScript is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browsing import violations
from hosting import Place

WAYS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 700}, "color_scheme": "light"},
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_on_any_page(browser: Browser, place: Place, way: str) -> None:
    # axe-core is put into the page, which a strict policy would not let in.
    page = browser.new_context(**WAYS[way], bypass_csp=True, reduced_motion="reduce").new_page()  # type: ignore[arg-type]  # the values of WAYS
    found = {}
    for address in place.pages:
        page.goto(place.host + address)
        found[address] = violations(page)
        if way == "narrow":
            assert _fits(page), f"{address} is wider than the window"
    page.context.close()
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_in_the_wire(browser: Browser, wire: str, way: str) -> None:
    page = browser.new_context(**WAYS[way], bypass_csp=True, reduced_motion="reduce").new_page()  # type: ignore[arg-type]  # the values of WAYS
    for address in ("/", "/city/", "/city/tram-budget/", "/archive/", "/publishers/"):
        page.goto(wire + address)
        assert violations(page) == [], address
        assert _fits(page), f"{address} is wider than the window"
    page.context.close()


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
