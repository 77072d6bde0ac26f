"""What a designer looks for, in a real browser: broken lines, tables and headings on paper, bars."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import violations
from harness import MINIMAL_CONFIG, run_dateline, write_files
from hosting import hosted

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

HEADS = ("The Provincial Assembly", "Elbe", "Oder", "Neisse", "Weser", "Trave", "Warnow", "Peene", "Havel")
TABLE = (
    f"| {' | '.join(HEADS)} |\n|{' - |' * len(HEADS)}\n| {' | '.join('Hafenmeisterei' for _ in HEADS)} |\n"
)
LIFT = f"""---
title: The council pays for the lift of the ferry
published: 2026-01-03
follows: harbour/sinks
sources: [ap]
tags: [ships]
authors: [Ann Sample, Bert Example]
corrections: [{{kind: correction, date: 2026-01-05, text: It took 14 hours.}}]
revisions: [{{date: 2026-01-05, note: The hours are mended.}}]
---
The lift took 14 hours [@ap].

## What it cost

{TABLE}

## Timeline

- Jan 2, 2026: The lift begins [@ap]
- Jan 3, 2026: The lift ends [@ap]
- Dec 27–28, 2026: The court hears the owner [@ap]
"""
SINKS = """---
title: The ferry sinks
published: 2026-01-01
sources: [ap]
---
It sank [@ap].

## Timeline

- Jan 2, 2026: The lift begins [@ap]
"""
ARTICLE = (
    "---\ntitle: Told\npublisher: AP\npublished: 2026-01-03\nurl: https://ap.example/told/\n---\n"
    "It sank on Jan 2, 2026. The lift took 14 hours, until Jan 3, 2026.\n"
)


def made(folder: Path, settings: str = "") -> Path:
    """The output of a site with all of it."""
    stories = {"lift": LIFT, "sinks": SINKS}
    files = {f"content/harbour/{name}/story.md": text for name, text in stories.items()}
    files |= {f"content/harbour/{name}/sources/ap.md": ARTICLE for name in stories}
    files |= {
        f"content/{name}/section.md": f"---\ntitle: {name}\n---\n" for name in ("universities", "councillors")
    }
    write_files(folder, {"site.toml": settings + MINIMAL_CONFIG, **files})
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    return folder / "public"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in the default theme."""
    with hosted(made(tmp_path_factory.mktemp("looks"))) as address:
        yield address


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in the theme “wire”."""
    with hosted(made(tmp_path_factory.mktemp("wired"), 'theme = "wire"\n')) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A narrow window, into which axe-core may be put."""
    context = browser.new_context(viewport={"width": 375, "height": 800}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/harbour/lift/", "/harbour/", "/", "/harbour/sinks/timeline/"])
def test_no_line_begins_with_a_dot(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    dotted = ":is(.update-line, .meta):has(.dot)"
    assert page.locator(dotted).count()
    broken = 0
    for width in range(240, 480, 8):
        page.set_viewport_size({"width": width, "height": 800})
        for line in page.locator(dotted).all():
            broken += line.evaluate("line => line.getClientRects()[0].height > 30")
            lines = line.evaluate(LINES)
            assert not [words for words in lines if words.startswith("·")], (width, lines)
    assert broken, "no line was ever too long"


LINES = """line => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let bottom = -Infinity;
  while (walk.nextNode())
    for (let at = 0; at < walk.currentNode.length; at++) {
      range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + 1);
      const sign = range.toString(), box = range.getBoundingClientRect();
      if (!sign.trim() || !box.height) continue;
      if (box.top > bottom - 4) { found.push(""); bottom = box.bottom; }
      found[found.length - 1] += sign;
    }
  return found;
}"""
"""The text of a block as it is broken into lines."""


def test_a_table_that_is_too_wide_is_scrolled_by_keys(page: Page, site: str) -> None:
    page.goto(f"{site}/harbour/lift/")
    table = page.locator("table")
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert violations(page) == []
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('table').scrollLeft > 0")


def test_a_table_is_whole_on_paper(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    page.goto(f"{site}/harbour/lift/")
    page.emulate_media(media="print")
    right = page.locator("table").evaluate(
        "t => Math.max(...[...t.querySelectorAll('td')].map(cell => cell.getBoundingClientRect().right))"
    )
    assert right <= page.locator("main").evaluate("main => main.getBoundingClientRect().right") + 1


def test_no_heading_is_printed_without_what_stands_below_it(page: Page, site: str) -> None:
    page.goto(f"{site}/harbour/lift/")
    page.emulate_media(media="print")
    expect(page.locator(".history")).to_be_hidden()
    expect(page.locator(".thread-topic")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator(".history summary").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("The hours are mended.")).to_be_visible()


def test_forced_colours_leave_an_exact_date_its_full_mark(page: Page, site: str) -> None:
    page.goto(f"{site}/harbour/lift/")
    page.emulate_media(forced_colors="active")
    style = (
        "event => (mark => [mark.backgroundColor, mark.borderTopColor])(getComputedStyle(event, '::after'))"
    )
    filled = page.locator(".event:not(.event-span) >> nth=0").evaluate(style)
    assert filled[0] == filled[1]
    hollow = page.locator(".event-span").evaluate(style)
    assert hollow[0] != hollow[1]


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_date_beside_its_event_stands_on_one_line(
    page: Page, site: str, media: Literal["screen", "print"]
) -> None:
    page.set_viewport_size({"width": 760, "height": 900})
    page.goto(f"{site}/harbour/lift/")
    page.emulate_media(media=media)
    for date in page.locator(".event-date").all():
        assert date.evaluate("date => date.getBoundingClientRect().height < 30"), date.inner_text()


def test_what_stories_tell_an_event_is_said_in_the_letters_of_all_notes(page: Page, site: str) -> None:
    page.goto(f"{site}/harbour/sinks/timeline/")
    fonts = [
        page.locator(f"{one} >> nth=0").evaluate("e => getComputedStyle(e).fontFamily")
        for one in (".event-told", ".topic-stories .meta")
    ]
    assert fonts[0] == fonts[1]
    assert violations(page) == []


def test_the_lead_of_the_corrections_stands_below_their_heading(page: Page, site: str) -> None:
    page.goto(f"{site}/corrections/")
    heading, lead = (page.locator(f".list-head > {one}").bounding_box() for one in ("h1", "p"))
    style = "lead => parseFloat(getComputedStyle(lead).paddingTop)"
    assert heading
    assert lead
    assert page.locator(".list-head > p").evaluate(style) > 8


def test_the_bar_of_the_wire_begins_at_one_edge(page: Page, wire: str) -> None:
    page.goto(f"{wire}/")
    name, first = page.locator(".masthead-name a"), page.locator(".masthead-nav a >> nth=0")
    edges = [box["x"] for box in (name.bounding_box(), first.bounding_box()) if box]
    assert edges[0] == edges[1]


@pytest.mark.parametrize("path", ["/", "/harbour/lift/"])
def test_the_bar_of_the_wire_is_no_bar_on_paper(page: Page, wire: str, path: str) -> None:
    page.goto(wire + path)
    page.emulate_media(media="print")
    style = "bar => (style => [style.backgroundColor, style.color, style.boxShadow])(getComputedStyle(bar))"
    assert page.locator(".masthead").evaluate(style) == ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "none"]


def test_an_address_is_printed_from_left_to_right_in_arabic_too(browser: Browser, tmp_path: Path) -> None:
    public = made(tmp_path, 'language = "ar"\n')
    with hosted(public) as address:
        page = browser.new_page()
        page.goto(f"{address}/harbour/lift/")
        page.emulate_media(media="print")
        edges = page.locator(".page-address").evaluate(SIGNS)
        page.close()
    assert all(one <= other for one, other in pairwise(edges))


SIGNS = """line => {
  const text = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  return [...text.data].map((_, at) => {
    range.setStart(text, at); range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""
"""Where each sign of a line stands."""
