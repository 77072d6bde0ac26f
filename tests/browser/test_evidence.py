"""Passages beside their citations, in a real browser: keys, touch, no script, print, small windows, axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from browsing import violations
from evidenced import FERRY, FILLER, LEAD, SOUNDING, TUG

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

SUPPORTS = "(position-area: block-end)"
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, evidenced_site: str) -> Iterator[Open]:
    """Opens a page of the site in a window of its own, where no script may fail."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def begin(path: str = FERRY, width: int = 900, height: int = 700, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(evidenced_site + path)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert said == []


def button(page: Page, use: str) -> Locator:
    """The button of a citation, by the citation's id."""
    return page.locator(f"[id='ref-{use}'] > button")


def passage(page: Page) -> Locator:
    """The passage that is open."""
    return page.locator(".passage:popover-open")


def focused(page: Page) -> str:
    """What has the focus: the citation's id, or the words of a link."""
    return str(
        page.evaluate(
            "document.activeElement.closest('.cite')?.id || document.activeElement.textContent.trim()"
        )
    )


def old(page: Page) -> None:
    """Make the browser one that cannot place a popover beside its citation."""

    def without(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        assert SUPPORTS in text
        route.fulfill(response=answer, body=text.replace(SUPPORTS, "(position-area: nowhere)"))

    page.route(re.compile(r"\.css$"), without)
    # The sheet is no longer the one whose digest the page names.
    page.route(
        re.compile(r"/$"),
        lambda route: route.fulfill(body=re.sub(r' integrity="[^"]+"', "", route.fetch().text())),
    )


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_passage_is_opened_read_and_closed_by_keys(opened: Open) -> None:
    page = opened()
    button(page, "courier-2").focus()
    page.keyboard.press("Enter")
    expect(passage(page)).to_have_count(1)
    expect(passage(page)).to_contain_text("City Courier")
    expect(passage(page).locator("blockquote")).to_contain_text("Nobody was hurt")
    expect(passage(page).locator("mark").first).to_be_visible()
    assert focused(page) == "ref-courier-2"
    page.keyboard.press("Tab")
    assert focused(page) == "Read it at City Courier"
    page.keyboard.press("Tab")
    assert focused(page) == "Source 1 in the list"
    page.keyboard.press("Tab")
    assert focused(page) == "ref-wire-1"
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Source 1 in the list"
    page.keyboard.press("Escape")
    expect(passage(page)).to_have_count(0)
    assert focused(page) == "ref-courier-2"
    page.keyboard.press("Tab")
    assert focused(page) == "ref-wire-1"
    page.keyboard.press("Space")
    expect(passage(page)).to_contain_text("No text of this article is kept: not checked.")


def test_one_passage_is_open_at_a_time(opened: Open) -> None:
    page = opened()
    button(page, "courier-2").click()
    button(page, "gazette-2").click()
    expect(passage(page)).to_have_count(1)
    expect(passage(page).locator("blockquote")).to_have_text("pay back 14 crowns to every passenger")
    button(page, "gazette-2").click()
    expect(passage(page)).to_have_count(0)


def test_a_screen_reader_hears_each_citation_once(opened: Open) -> None:
    heard = opened().locator(".claim").first.aria_snapshot()
    assert heard.count('"Source 1: City Courier"') == 1
    assert 'button "Source 1: City Courier"' in heard
    assert "link" not in heard


@pytest.mark.parametrize("is_old", [False, True])
def test_the_way_back_from_the_source_list_ends_at_the_citation(opened: Open, is_old: bool) -> None:
    page = opened()
    if is_old:
        old(page)
        page.reload()
    back = page.locator("#src-courier .backs a").nth(4)
    back.focus()
    page.keyboard.press("Enter")
    mark = page.locator(":target")
    expect(mark).to_have_id("ref-courier-5")
    expect(mark).to_be_in_viewport()
    expect(mark.locator("a" if is_old else "button")).to_be_in_viewport()
    expect(mark.locator("a")).to_be_visible(visible=is_old)
    page.keyboard.press("Tab")
    assert focused(page) == "ref-courier-5"
    page.keyboard.press("Enter")
    if is_old:
        expect(page.locator("#src-courier")).to_be_in_viewport()
        assert page.url.endswith("#src-courier")
    else:
        expect(passage(page)).to_have_count(1)


# ── touch, no script, no style, print ────────────────────────────────────────────────────────────


def test_a_tap_opens_and_a_tap_outside_closes(opened: Open) -> None:
    page = opened(width=375, height=740, has_touch=True, is_mobile=True)
    button(page, "courier-2").tap()
    expect(passage(page)).to_have_count(1)
    page.locator("h1").evaluate("e => e.scrollIntoView()")
    page.locator("h1").tap(force=True)
    expect(passage(page)).to_have_count(0)


def test_nothing_needs_a_script(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    button(page, "courier-2").click()
    shown = page.locator(".passage").filter(has_text="Nobody was hurt")
    expect(shown).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def only_links(page: Page) -> None:
    """The page has links to the source list, and nothing of the passages."""
    expect(page.locator(".cite > a").first).to_be_visible()
    for hidden in (".cite > button", ".passage"):
        assert not any(page.locator(hidden).nth(at).is_visible() for at in range(5))


def test_without_the_style_sheet_there_are_links_and_no_heap_of_notes(opened: Open) -> None:
    page = opened()
    page.route(re.compile(r"\.css$"), lambda route: route.abort())
    page.reload()
    only_links(page)
    page.evaluate("document.querySelectorAll('[popover]').forEach(e => e.removeAttribute('popover'))")
    only_links(page)


def test_an_old_browser_has_links(opened: Open) -> None:
    page = opened()
    old(page)
    page.reload()
    only_links(page)
    page.locator("#ref-courier-2 > a").click()
    expect(page.locator("#src-courier")).to_be_in_viewport()


def test_print_has_links_and_no_passage(opened: Open) -> None:
    page = opened()
    button(page, "courier-2").click()
    expect(passage(page)).to_be_visible()
    page.emulate_media(media="print")
    only_links(page)


# ── where it stands ──────────────────────────────────────────────────────────────────────────────

MEASURED = """e => {
  const b = e.getBoundingClientRect(), p = document.querySelector(':popover-open').getBoundingClientRect();
  return {
    apart: p.top >= b.bottom - 1 || p.bottom <= b.top + 1 || p.left >= b.right || p.right <= b.left,
    inside: p.left >= 0 && p.right <= innerWidth && p.top >= 0 && p.bottom <= innerHeight,
    near: Math.min(Math.abs(p.top - b.bottom), Math.abs(b.top - p.bottom)),
    height: p.height,
  };
}"""


def painted(page: Page) -> None:
    """Wait until what has changed is on the screen: only then has a scrolled passage its place."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize(
    ("width", "height"), [(320, 256), (320, 568), (375, 740), (768, 1024), (1280, 800), (844, 390)]
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_passage_never_covers_its_citation(opened: Open, width: int, height: int, direction: str) -> None:
    page = opened(width=width, height=height)
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    for use in ("courier-1", "gazette-1", "courier-3", "radio-1", "wire-1", "courier-4"):
        mark = button(page, use)
        for block in ("start", "center", "end"):
            mark.evaluate(
                "(e, block) => { e.closest('.cite').style.scrollMargin = '8px';"
                " e.closest('.cite').scrollIntoView({block}); }",
                block,
            )
            mark.focus()
            page.keyboard.press("Enter")
            expect(passage(page)).to_be_visible()
            painted(page)
            found = mark.evaluate(MEASURED)
            assert found["apart"], (use, block, found)
            assert found["inside"], (use, block, found)
            assert found["near"] < 16, (use, block, found)
            assert found["height"] >= 60, (use, block, found)
            page.keyboard.press("Escape")


def test_a_passage_follows_its_citation_and_goes_with_it(opened: Open) -> None:
    page = opened(width=375, height=740)
    mark = button(page, "courier-3")
    mark.evaluate("e => e.closest('.cite').scrollIntoView({block: 'center'})")
    mark.click()
    for _ in range(4):
        page.mouse.wheel(0, 60)
        painted(page)
        found = mark.evaluate(MEASURED)
        assert found["apart"], found
        assert found["near"] < 16, found


def test_a_page_of_320_pixels_scrolls_one_way(opened: Open) -> None:
    page = opened(width=320, height=568)
    button(page, "wire-1").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_large_enough_and_apart(opened: Open) -> None:
    page = opened(width=375, height=740)
    boxes = page.locator(".cite > button").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [r.x, r.y, r.width, r.height])"
    )
    assert len(boxes) > 10
    assert all(width >= 24 and height >= 24 for _, _, width, height in boxes)
    for at, (x, y, _, height) in enumerate(boxes):
        for left, top, width, tall in boxes[:at]:
            apart = left + width <= x + 0.5 or top + tall <= y + 0.5 or y + height <= top + 0.5
            assert apart, (at, boxes)


def test_no_line_begins_with_a_citation_or_a_full_stop(opened: Open) -> None:
    page = opened(width=400, height=740)
    for width in range(320, 420, 6):
        page.set_viewport_size({"width": width, "height": 740})
        split = page.locator(".claim .cite").evaluate_all(
            """all => all.filter(cite => {
              const box = (node, at) => {
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + 1);
                return range.getBoundingClientRect();
              };
              const mark = cite.querySelector('a').getBoundingClientRect();
              const before = cite.previousSibling, after = cite.nextSibling;
              const apart = r => r.bottom < mark.top || r.top > mark.bottom;
              return (before?.nodeType === 3 && apart(box(before, before.length - 1)))
                || (after?.nodeType === 3 && apart(box(after, 0)));
            }).map(cite => cite.id)"""
        )
        assert split == [], width


# ── what is taken away ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("is_old", [False, True])
def test_a_copied_sentence_has_each_number_once(opened: Open, is_old: bool) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    if is_old:
        old(page)
        page.reload()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.summary'))")
    page.keyboard.press("Control+C")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert re.sub("[\u2060\\s]+", " ", copied).strip() == (
        "The night ferry Marigold ran aground on Tern Bank on Friday with 212 passengers on board[1][2]."
    )


# ── the way to the passage ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("use", "words"), [("courier-4", SOUNDING), ("gazette-2", "pay back 14 crowns"), ("courier-2", LEAD)]
)
def test_the_link_leads_to_the_passage_and_lights_it(opened: Open, use: str, words: str) -> None:
    page = opened(width=700, height=500)
    text = f"<p>{LEAD}</p>" + f"<p>{FILLER}</p>" * 6 + f"<p>{SOUNDING}</p><p>{TUG}</p>"
    text += (
        f"<p>{FILLER}</p>" * 6 + "<p>He will pay back 14 crowns to every passenger.</p>" + f"<p>{FILLER}</p>"
    )
    article = f"<!doctype html><style>::target-text {{ background: rgb(255, 0, 0) }}</style>{text}"
    page.route(
        re.compile(r"^https://\w+\.example/"),
        lambda route: route.fulfill(body=article, content_type="text/html; charset=utf-8"),
    )
    button(page, use).click()
    passage(page).get_by_text("Read it at").click()
    page.wait_for_url(re.compile(r"^https://\w+\.example/ferry\?id=7"))
    target = page.get_by_text(words[:18]).last
    expect(target).to_be_in_viewport()
    assert (page.evaluate("scrollY") > 100) is (words != LEAD)
    assert red_pixels(page) > 500


def red_pixels(page: Page) -> int:
    """How many pixels of the window are lit."""
    data = page.screenshot()
    blank = page.context.new_page()
    count = blank.evaluate(
        """async bytes => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: 'image/png'}));
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
          canvas.drawImage(image, 0, 0);
          const {data} = canvas.getImageData(0, 0, image.width, image.height);
          let red = 0;
          for (let at = 0; at < data.length; at += 4)
            red += data[at] > 250 && data[at + 1] < 5 && data[at + 2] < 5;
          return red;
        }""",
        list(data),
    )
    blank.close()
    return int(count)


# ── axe ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(opened: Open, scheme: str, width: int) -> None:
    page = opened(width=width, height=800, color_scheme=scheme)
    assert violations(page) == []
    for use in ("courier-2", "wire-1", "gazette-2"):
        button(page, use).click()
        expect(passage(page)).to_be_visible()
        assert violations(page) == []
    for path in ("/", "/harbour/", "/publishers/city-courier/", f"{FERRY}#src-courier"):
        page.goto(urljoin(page.url, path))
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_old_browser(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    old(page)
    page.reload()
    assert violations(page) == []


def test_axe_sees(opened: Open) -> None:
    page = opened()
    page.evaluate("document.querySelector('.cite > button').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.cite > button').textContent = ''")
    assert any(found.startswith("button-name") for found in violations(page))
