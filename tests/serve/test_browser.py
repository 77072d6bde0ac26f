"""The preview in a real browser: Debian's Chromium, driven by Playwright's Python package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from browsing import violations
from harness import MakeSite
from previewing import CRANE, DEADLINE, FERRY, SOURCE, UNCHECKED, Preview, story, two_stories, until

Start = Callable[..., Preview]
LONG = "".join(f"\n## Part {n}\n\nParagraph {n} has words [@courier].\n" for n in range(60))
GOOD = story("Ferry stops", "The ferry stopped", more=LONG)

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]
expect.set_options(timeout=DEADLINE * 1000)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window in which no script may fail and nothing may be refused by the policy."""
    context = browser.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [line for line in said if not line.startswith("Failed to load resource")] == []


def write(preview: Preview, text: str, name: str = "content/harbour/ferry/story.md") -> None:
    (preview.site / name).write_text(text, encoding="utf-8")


def sentence(page: Page, words: str) -> Locator:
    """A claim on the page; the passages behind it may have the same words."""
    return page.locator(".claim", has_text=words)


def marked(page: Page) -> bool:
    """True while the page is the one that was marked, so not loaded again."""
    return bool(asked(page, "window.__x === 1"))


def asked(page: Page, question: str) -> object:
    """What the page answers; one that is left for another in that moment is asked again."""
    for _ in range(5):
        try:
            return page.evaluate(question)
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()
    return page.evaluate(question)


def mark(page: Page) -> None:
    page.evaluate("window.__x = 1")


def connected(preview: Preview, page: Page, path: str) -> None:
    """Open a page, and wait until its script has heard of the preview."""
    with page.expect_response(lambda response: "/_dateline/events" in response.url):
        page.goto(preview.url + path)


def test_a_save_is_shown_and_other_tabs_stay(preview: Preview, page: Page) -> None:
    other = page.context.new_page()
    connected(preview, page, FERRY)
    connected(preview, other, CRANE)
    mark(page)
    mark(other)
    write(preview, story("Ferry stops", "The ferry sails again"))
    expect(sentence(page, "The ferry sails again")).to_be_visible()
    assert not marked(page)
    write(preview, story("Ferry stops", "The ferry sails on"))
    expect(sentence(page, "The ferry sails on")).to_be_visible()
    assert marked(other)
    expect(sentence(other, "The crane leans")).to_be_visible()


def test_problems_come_and_go_with_their_causes(preview: Preview, page: Page) -> None:
    connected(preview, page, FERRY)
    mark(page)
    panel = page.locator("dateline-panel")
    for _ in range(2):
        write(
            preview,
            story("Ferry stops", "x").replace("title: Ferry", "titel: <img src=x onerror=alert(1)> Ferry"),
        )
        expect(panel.get_by_role("alert")).to_be_visible()
        expect(panel.locator(".head").first).to_contain_text("content/harbour/ferry/story.md:2:1: error:")
        expect(panel.locator(".rest").first).to_contain_text("2 | titel: <img src=x onerror=alert(1)> Ferry")
        expect(panel.locator(".rest").first).to_contain_text("hint: did you mean “title”?")
        expect(sentence(page, "The ferry stopped")).to_be_visible()
        assert panel.locator("img").count() == 0
        write(preview, story("Ferry stops", "The ferry stopped"))
        expect(panel).to_have_count(0)
    assert marked(page)
    write(preview, story("Ferry stops", "The ferry went on"))
    expect(sentence(page, "The ferry went on")).to_be_visible()


def test_a_citation_more_above_moves_nothing_of_what_is_read(
    site: MakeSite, start: Start, page: Page
) -> None:
    """Citations are counted, so those below have other ids from then on."""
    parts = [f"\n## Part {number}\n\nThe ferry made trip {number} [@courier].\n" for number in range(40)]
    told = story("Ferry stops", "The ferry stopped", more="".join(parts))
    preview = start(site({**two_stories(), "content/harbour/ferry/story.md": told}))
    connected(preview, page, FERRY)
    page.evaluate("document.getElementById('part-26').scrollIntoView()")
    target = page.locator("#part-26")
    before = target.bounding_box()
    assert before
    parts[3] += "\nIt made one more [@courier].\n"
    write(preview, story("Ferry stops", "The ferry stopped", more="".join(parts)))
    expect(sentence(page, "It made one more")).to_have_count(1)
    until(lambda: abs((target.bounding_box() or {"y": 0})["y"] - before["y"]) < 3, "the scroll position")


@pytest.mark.parametrize("fragment", ["", "#part-10"])
def test_scroll_and_open_parts_are_kept(site: MakeSite, start: Start, page: Page, fragment: str) -> None:
    files = two_stories()
    files["content/harbour/ferry/story.md"] = GOOD
    theme = (
        '{% extends "default/story.html" %}{% block how_made %}<details id="d"><summary>More</summary>open'
        '</details><div popover id="p">popped</div>{% endblock %}'
    )
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n' + UNCHECKED
    own = {"themes/own/theme.toml": 'extends = "default"\n', "themes/own/templates/story.html": theme}
    preview = start(site({**files, **own, "site.toml": settings}))
    connected(preview, page, FERRY + fragment)
    page.evaluate("document.getElementById('d').open = true; document.getElementById('p').showPopover()")
    target = page.locator("#part-30")
    page.evaluate("document.getElementById('part-30').scrollIntoView()")
    before = target.bounding_box()
    assert before
    assert page.evaluate("scrollY") > 500
    mark(page)
    # A paragraph more above what is read: what is read stays where it is.
    write(
        preview,
        GOOD.replace("Paragraph 3 has words", "Paragraph 3 has many more words. " * 30 + "So it has words"),
    )
    expect(page.get_by_text("many more words").first).to_be_attached()
    assert not marked(page)
    until(lambda: abs((target.bounding_box() or before)["y"] - before["y"]) < 3, "the scroll position")
    assert asked(page, "document.getElementById('d').open")
    assert asked(page, "document.getElementById('p').matches(':popover-open')")


def test_a_passage_that_is_open_stays_beside_its_citation(preview: Preview, page: Page) -> None:
    connected(preview, page, FERRY)
    page.locator(".cite > button").first.click()
    shown = page.locator(".passage:popover-open")
    expect(shown).to_contain_text("The Courier")
    mark(page)
    write(preview, story("Ferry stops", "The ferry stopped again"))
    expect(sentence(page, "The ferry stopped again")).to_be_visible()
    assert not marked(page)
    expect(shown).to_be_in_viewport()
    cite, place = page.locator(".cite > button").first.bounding_box(), shown.bounding_box()
    assert cite
    assert place
    assert 0 <= place["y"] - cite["y"] - cite["height"] < 16


def test_the_same_passage_stays_open_when_another_comes_before_it(
    site: MakeSite, start: Start, page: Page
) -> None:
    """Passages are counted, so that it has another id from then on."""
    tug = "\nA tug came on Sunday at noon [@other].\n"
    other = (
        SOURCE.replace("Courier", "Other")
        .replace("/ferry", "/tug")
        .replace("The ferry stopped", "A tug came")
    )
    told = story("Ferry stops", "The ferry stopped", more=tug).replace("[courier]", "[courier, other]")
    file = "content/harbour/ferry/story.md"
    preview = start(site({**two_stories(), file: told, "content/harbour/ferry/sources/other.md": other}))
    connected(preview, page, FERRY)
    page.locator(".cite > button").last.click()
    shown = page.locator(".passage:popover-open")
    expect(shown).to_contain_text("The Other")
    before = shown.get_attribute("id")
    more = f"\nA tug came on Friday, and the ferry stopped [@courier; @other].\n{tug}"
    write(preview, told.replace(tug, more))
    expect(page.locator(".cite > button")).to_have_count(4)
    expect(shown).to_contain_text("The Other")
    assert shown.get_attribute("id") != before


def parts(*names: str) -> str:
    """A template of stories with such parts to open."""
    opens = "".join(f"<details><summary>{name}</summary>All of it: {name}.</details>" for name in names)
    return f'{{% extends "default/story.html" %}}{{% block how_made %}}{opens}{{% endblock %}}'


def test_what_is_open_stays_open_where_others_come_and_go(site: MakeSite, start: Start, page: Page) -> None:
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n' + UNCHECKED
    template = "themes/own/templates/story.html"
    own = {"themes/own/theme.toml": 'extends = "default"\n', template: parts("One", "Two", "Two")}
    preview = start(site({**two_stories(), **own, "site.toml": settings}))
    connected(preview, page, FERRY)
    page.evaluate("[1, 2].forEach(at => document.querySelectorAll('details')[at].open = true)")
    for names, stay in (
        (("Zero", "One", "Two", "Two"), [2, 3]),
        (("Two", "Zero", "Two", "One"), [0, 2]),
        (("Zero", "Two"), [1]),
    ):
        write(preview, parts(*names), template)
        expect(page.locator("summary")).to_have_text(names)
        isopen = "[...document.querySelectorAll('details')].flatMap((part, at) => part.open ? [at] : [])"
        until(lambda isopen=isopen, stay=stay: asked(page, isopen) == stay, "what was open")


def test_a_warning_that_is_unfolded_stays_so(preview: Preview, page: Page) -> None:
    """Over a reload, and when warnings of other pages come."""
    connected(preview, page, FERRY)
    doubted = "\nNobody knows why. Nobody knows how. It may sail [@courier].\n"
    write(preview, story("Ferry stops", "The ferry stopped", more=doubted))
    notes, pill = page.locator("dateline-note details"), page.locator("dateline-pill details")
    expect(notes).to_have_count(2)
    notes.nth(1).locator("summary").click()
    pill.locator("summary").click()

    def is_so(tally: str) -> None:
        expect(pill.locator("summary")).to_have_text(tally)
        expect(notes.nth(0)).not_to_have_attribute("open", "")
        expect(notes.nth(1)).to_have_attribute("open", "")
        expect(pill).to_have_attribute("open", "")

    write(preview, story("Ferry stops", "It stopped", more=f"\nA new line [@none].\n{doubted}"))
    expect(sentence(page, "A new line")).to_be_visible()
    is_so("2 warnings on this page")
    mark(page)
    crane = story("Crane leans", "The crane leans", more="\nNobody knows that.\n")
    write(preview, crane, "content/harbour/crane/story.md")
    is_so("2 warnings on this page, 1 elsewhere")
    write(preview, crane.replace("title:", "titel:"), "content/harbour/crane/story.md")
    expect(page.locator("dateline-panel")).to_have_count(1)
    write(preview, crane, "content/harbour/crane/story.md")
    is_so("2 warnings on this page, 1 elsewhere")
    assert marked(page)


def test_a_style_sheet_is_swapped_without_a_reload(site: MakeSite, start: Start, page: Page) -> None:
    theme = {
        "themes/own/theme.toml": 'extends = "default"\n',
        "themes/own/static/css/site.css": "h1 { color: rgb(200, 0, 0) }",
    }
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n' + UNCHECKED
    preview = start(site({**two_stories(), **theme, "site.toml": settings}))
    connected(preview, page, FERRY)
    mark(page)
    title = page.locator("h1")
    expect(title).to_have_css("color", "rgb(200, 0, 0)")
    for colour in ("rgb(0, 0, 200)", "rgb(0, 200, 0)"):
        write(preview, f"h1 {{ color: {colour} }}", "themes/own/static/css/site.css")
        expect(title).to_have_css("color", colour)
    assert marked(page)
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)


def test_style_sheets_saved_while_others_load_are_swapped_too(
    site: MakeSite, start: Start, page: Page
) -> None:
    sheet = "themes/own/static/css/site.css"
    theme = {"themes/own/theme.toml": 'extends = "default"\n', sheet: "h1 { order: 0 }"}
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n' + UNCHECKED
    preview = start(site({**two_stories(), **theme, "site.toml": settings}))
    connected(preview, page, FERRY)
    mark(page)
    held: list[Route] = []
    page.route("**/assets/site.*.css", lambda route: held.append(route))
    for number in range(1, 4):
        with page.expect_request("**/assets/site.*.css"):
            write(preview, f"h1 {{ order: {number} }}", sheet)
    for stale in held[:-1]:  # nobody is served these any more
        stale.abort()
    held[-1].continue_()
    expect(page.locator("h1")).to_have_css("order", "3")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    assert marked(page)


def test_a_warning_stands_beside_its_sentence(preview: Preview, page: Page) -> None:
    connected(preview, page, FERRY)
    write(
        preview,
        story("Ferry stops", "The ferry stopped", more="\nNobody knows why. It may sail [@courier].\n"),
    )
    note = page.locator("dateline-note")
    expect(note).to_have_count(1)
    expect(note.locator("summary")).to_contain_text("this sentence cites no source")
    assert note.evaluate("e => e.previousElementSibling.textContent") == "Nobody knows why."
    expect(page.locator("dateline-pill")).to_contain_text("1 warning on this page")
    write(preview, story("Ferry stops", "The ferry stopped"))
    expect(note).to_have_count(0)
    expect(page.locator("dateline-pill")).to_have_count(0)


def test_warnings_stand_in_their_order_and_can_be_reached_on_a_phone(
    site: MakeSite, start: Start, browser: Browser
) -> None:
    checked = {"site.toml": 'title = "The Quay"\nbase_url = "https://quay.example/"\n'}
    more = "\nIt may sail in 2031 or in 2032 [@courier]. Nobody knows why the pier at the far end was left.\n"
    told = story("Ferry stops", "The ferry stopped", more=more)
    preview = start(site({**two_stories(), **checked, "content/harbour/ferry/story.md": told}))
    page = browser.new_page(viewport={"width": 375, "height": 700}, color_scheme="dark")
    page.goto(preview.url + FERRY)
    notes = page.locator("dateline-note summary")
    expect(notes).to_have_count(4)
    assert [re.sub(r"[^\d]", "", text) for text in notes.all_inner_texts()] == ["", "2031", "2032", ""]
    assert all(box["height"] >= 24 for note in notes.all() if (box := note.bounding_box()))
    page.get_by_role("link", name="Evidence report").click(trial=True)
    page.locator("dateline-pill summary").click()
    page.locator("dateline-pill pre").first.focus()
    assert violations(page) == []
    write(preview, told.replace("title:", "titel:"))
    expect(page.locator("dateline-panel")).to_contain_text("there is no key `titel` here")
    assert violations(page) == []
    page.close()


def test_the_tab_follows_the_writer(site: MakeSite, start: Start, page: Page) -> None:
    preview = start(site({**two_stories(), "content/harbour/ferry/story.md": GOOD}), "--open-edited")
    connected(preview, page, CRANE)
    write(preview, GOOD.replace("Paragraph 40 has", "Paragraph 40 now has"))
    page.wait_for_url(f"**{FERRY}#part-40")
    expect(sentence(page, "Paragraph 40 now has")).to_be_in_viewport()
    write(preview, GOOD.replace("Paragraph 50 has", "Paragraph 50 now has").replace("40 has", "40 now has"))
    expect(sentence(page, "Paragraph 50 now has")).to_be_in_viewport()
    write(preview, story("Crane leans", "The crane fell"), "content/harbour/crane/story.md")
    page.wait_for_url(f"**{CRANE}#what-is-known")
    expect(sentence(page, "The crane fell")).to_be_visible()


def test_a_page_that_was_never_good_appears_by_itself(site: MakeSite, start: Start, page: Page) -> None:
    files = two_stories()
    preview = start(site({**files, "content/harbour/ferry/story.md": "---\ntitel: x\n---\n"}))
    connected(preview, page, FERRY)
    expect(page.get_by_role("heading", name="This page cannot be built yet")).to_be_visible()
    expect(page.locator("dateline-panel")).to_have_count(0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    write(preview, GOOD)
    expect(page.get_by_role("heading", name="Ferry stops")).to_be_visible()


def test_a_deleted_story_comes_back_in_the_same_tab(preview: Preview, page: Page) -> None:
    connected(preview, page, FERRY)
    folder, away = preview.site / "content/harbour/ferry", preview.site / "away"
    folder.rename(away)
    expect(sentence(page, "The ferry stopped")).to_have_count(0)
    away.rename(folder)
    expect(sentence(page, "The ferry stopped")).to_be_visible()


def test_a_restarted_preview_is_found_again(site: MakeSite, start: Start, page: Page) -> None:
    folder: Path = site(two_stories())
    first = start(folder)
    connected(first, page, FERRY)
    assert first.signal() == 0
    write(first, story("Ferry stops", "Written while nobody looked"))
    start(folder, "--port", str(first.port))
    expect(sentence(page, "Written while nobody looked")).to_be_visible()


def test_a_theme_that_breaks_the_policy_is_refused_while_it_is_made(
    site: MakeSite, start: Start, browser: Browser
) -> None:
    """Styles in the page, a picture from elsewhere, a script that its theme.toml does not name."""
    template = (
        '{% extends "default/page.html" %}{% block main %}<style>h1 { color: red }</style>'
        '<p style="top:0">Hello</p><img src="https://elsewhere.example/a.png" alt="">'
        '<script src="{{ asset("own.js").href }}"></script>{% endblock %}'
    )
    files = {
        "content/about.md": "---\ntitle: About\n---\n",
        "themes/own/theme.toml": 'extends = "default"\n',
        "themes/own/templates/page.html": template,
        "themes/own/static/own.js": "document.title = 'It ran';\n",
        "site.toml": 'title = "The Quay"\ntheme = "own"\n',
    }
    preview = start(site({**two_stories(), **files}))
    page = browser.new_page()
    page.add_init_script(
        "window.refused = [];"
        "document.addEventListener('securitypolicyviolation', e => window.refused.push(e.effectiveDirective))"
    )
    connected(preview, page, "/about/")
    assert set(page.evaluate("window.refused")) == {
        *("style-src-elem", "style-src-attr", "img-src", "script-src-elem"),
    }
    assert page.title() != "It ran"
    write(preview, 'extends = "default"\n[policy]\nscript-src = ["\'self\'"]\n', "themes/own/theme.toml")
    expect(page).to_have_title("It ran")
    page.close()
