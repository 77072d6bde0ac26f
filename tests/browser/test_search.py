"""The search page in a real browser, under its policy: typing, keys, choices, addresses, and no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import violations
from harness import MINIMAL_CONFIG, run_dateline, write_files
from hosting import hosted

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

Open = Callable[..., Page]


def story(number: int, section: str, words: str) -> dict[str, str]:
    day, tag = f"2026-01-{number + 1:02}", "Sea" if number % 2 else "Land"
    front = f"title: Story {number}\npublished: {day}\ntags: [{tag}]"
    source = f"title: Of it\npublisher: Paper {number % 3}\npublished: {day}"
    return {
        f"content/{section}/s{number}/story.md": f"---\n{front}\n---\n## Part {number}\n\n{words} [@ap].\n",
        f"content/{section}/s{number}/sources/ap.md": f"---\n{source}\n---\n{words}, said the xylographer.\n",
    }


FILES = {
    "site.toml": MINIMAL_CONFIG.replace("example/", "example/news/") + "[search]\nenabled = true\n",
    **story(0, "city", f"A lighthouse <b>&amp;</b> its keeper {'kept watch ' * 40} on the shore"),
    **dict(row for n in range(1, 13) for row in story(n, "port", "The ferry left the pier").items()),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, which stands below a path."""
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, FILES)
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00", "--output", "public/news")
    assert ran.exit == 0, ran.console
    (folder / "public/_headers").write_bytes((folder / "public/news/_headers").read_bytes())
    with hosted(folder / "public") as address:
        yield f"{address}/news"


@pytest.fixture
def opened(browser: Browser, sites: str) -> Iterator[Open]:
    """Opens a page of the site in a window of its own, where no script may fail and nothing is refused."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def begin(path: str = "/search/", width: int = 900, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 700}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(sites + path)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert said == []


def typed(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def test_a_story_is_found_as_one_types_and_its_row_leads_there(opened: Open, sites: str) -> None:
    page = opened()
    typed(page, "lighthouse")
    expect(page.get_by_role("status")).to_have_text("Briefings found: 1")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading"))
    expect(row).to_have_count(1)
    expect(row.locator("mark")).to_have_text("lighthouse")
    assert page.url == f"{sites}/search/?q=lighthouse"
    row.get_by_role("link", name="Story 0").click()
    expect(page).to_have_url(f"{sites}/city/s0/")


def test_an_excerpt_from_the_middle_says_that_words_stand_before_it(opened: Open) -> None:
    page = opened("/search/?q=lighthouse")
    expect(page.locator("#search-results .card-text")).to_have_text(re.compile("^Part 0"))
    typed(page, "shore")
    expect(page.locator("#search-results .card-text")).to_have_text(re.compile("^… (?!Part 0)"))


def test_the_words_of_a_source_are_not_found(opened: Open) -> None:
    page = opened("/search/?q=xylographer")
    expect(page.get_by_role("status")).to_contain_text("No briefing was found")


def test_more_are_shown_by_the_keyboard_alone(opened: Open) -> None:
    page = opened()
    page.get_by_role("searchbox").press_sequentially("ferry")
    expect(page.get_by_role("status")).to_have_text("Briefings found: 12")
    rows = page.locator("#search-results > li")
    expect(rows).to_have_count(10)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(12)
    expect(rows.nth(10).get_by_role("link").first).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_stories_are_chosen_by_section_topic_and_publisher_and_the_newest_come_first(opened: Open) -> None:
    page = opened()
    page.get_by_label("Topic").select_option("Sea")
    expect(page.get_by_role("status")).to_have_text("Briefings found: 6")
    page.get_by_label("Publisher").select_option("Paper 1")
    expect(page.get_by_role("status")).to_have_text("Briefings found: 2")
    titles = page.locator("#search-results .card-title")
    expect(titles).to_have_text(["Story 7", "Story 1"])
    page.get_by_label("Section", exact=True).select_option("City")
    expect(page.get_by_role("status")).to_contain_text("No briefing was found")
    page.get_by_label("Section", exact=True).select_option("Port")
    page.get_by_label("Order").select_option("Newest first")
    typed(page, "ferry")
    expect(titles).to_have_text(["Story 7", "Story 1"])


def test_a_search_has_an_address(opened: Open) -> None:
    page = opened("/search/?q=ferry&tag=Land&sort=date")
    expect(page.get_by_role("status")).to_have_text("Briefings found: 6")
    expect(page.get_by_label("Topic")).to_have_value("Land")
    expect(page.get_by_role("searchbox")).to_have_value("ferry")
    expect(page.locator("#search-results .card-title").first).to_have_text("Story 12")


def test_without_a_script_the_page_says_what_else_there_is(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert "Searching needs JavaScript" in page.inner_text("main")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    ways = page.get_by_role("main").get_by_role("link")
    assert [link.get_attribute("href") for link in ways.all()] == [
        "/news/archive/",
        "/news/tags/",
        "/news/publishers/",
    ]


def test_without_an_index_the_page_says_so(browser: Browser, sites: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(re.compile("/pagefind/"), lambda route: route.abort())
    page.goto(f"{sites}/search/")
    expect(page.get_by_role("main")).to_contain_text("The search is not available here.")
    expect(page.get_by_role("main").get_by_role("link", name="Archive")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    context.close()


def test_no_other_page_may_run_a_script(opened: Open) -> None:
    page = opened("/")
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy is not None
    assert "script-src" not in policy.replace("script-src 'none'", "")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(opened: Open, width: int, scheme: str) -> None:
    page = opened("/search/?q=ferry", width, color_scheme=scheme)
    expect(page.get_by_role("status")).to_have_text("Briefings found: 12")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
