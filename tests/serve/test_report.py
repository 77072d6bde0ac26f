"""The evidence reports in a preview: live, behind the same doors, and never part of the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness import MakeSite
from previewing import CRANE, FERRY, SOURCE, Preview, story, two_stories, until

Start = Callable[..., Preview]
REPORT = "/_dateline/story/harbour/ferry/"
LIST = "/_dateline/story/"
CONTENT = "content/harbour/ferry"


def write(preview: Preview, text: str, name: str = f"{CONTENT}/story.md") -> None:
    (preview.site / name).write_text(text, encoding="utf-8")


def test_the_list_leads_to_every_report(preview: Preview) -> None:
    answered = preview.get(LIST)
    assert answered.status == 200
    assert 'href="harbour/ferry/"' in answered.text
    assert 'href="harbour/crane/"' in answered.text
    assert "1 claim: 1 cited" in answered.text
    for address in (LIST, REPORT):
        moved = preview.get(address.removesuffix("/"))
        assert (moved.status, moved.headers["location"]) == (307, address)


def test_a_saved_article_or_briefing_reloads_the_report_and_no_other(preview: Preview) -> None:
    assert preview.shows(REPORT, "</mark> on Friday.")
    tab, other = preview.tab(REPORT), preview.tab("/_dateline/story/harbour/crane/")
    assert tab.next()["do"] == other.next()["do"] == "nothing"
    article = SOURCE.replace("on Friday.", "on Friday. Nobody on the quay at Tern Bank was hurt.")
    write(preview, article, f"{CONTENT}/sources/courier.md")
    assert tab.hear(lambda news: news["do"] != "nothing")["do"] == "reload"
    assert preview.shows(REPORT, "Nobody on the quay at Tern Bank was hurt.")
    write(preview, story("Ferry stops", "Nobody was hurt on the quay at Tern Bank"))
    assert tab.hear(lambda news: news["do"] != "nothing")["do"] == "reload"
    assert "left out" in preview.get(REPORT).text
    write(preview, story("Crane falls", "The crane fell"), "content/harbour/crane/story.md")
    assert other.hear(lambda news: news["do"] != "nothing")["builds"] > 2


def test_a_report_shows_the_errors_of_now_and_the_page_the_last_good_form(preview: Preview) -> None:
    tab = preview.tab(REPORT)
    tab.next()
    write(preview, story("Ferry stops", "The ferry sank [@curier]"))
    news = tab.hear(lambda news: news["do"] == "reload")
    assert (news["problems"], news["elsewhere"]) == ([], 0)
    assert preview.shows(REPORT, "unknown-source")
    assert preview.shows(REPORT, "The ferry sank")
    assert preview.shows(FERRY, "The ferry stopped")
    write(preview, "---\ntitel: x\n---\n")
    until(lambda: preview.shows(REPORT, "cannot be read yet"))
    assert preview.shows(LIST, "cannot be read yet")
    write(preview, story("Ferry stops", "The ferry stopped"))
    until(lambda: preview.shows(REPORT, "lexical support"))


def test_broken_settings_are_told_to_a_report_that_is_older(preview: Preview) -> None:
    tab = preview.tab(REPORT)
    tab.next()
    write(preview, "title = 1\n", "site.toml")
    assert tab.hear(lambda news: news["problems"])["problems"][0]["severity"] == "error"
    assert preview.shows(REPORT, "lexical support")


@pytest.mark.parametrize(
    "path", [f"{LIST}harbour/", f"{LIST}nowhere/", f"{LIST}../../site.toml/", f"{LIST}%2e%2e/"]
)
def test_there_is_no_report_of_what_is_no_story(preview: Preview, path: str) -> None:
    answered = preview.get(path)
    assert answered.status == 404
    assert "lexical support" not in answered.text


def test_drafts_have_a_report_where_they_are_shown(site: MakeSite, start: Start) -> None:
    files = two_stories()
    files[f"{CONTENT}/story.md"] = story("Ferry stops", "The ferry stopped", header="draft: true\n")
    folder = site(files)
    without, with_drafts = start(folder), start(folder, "-D")
    assert without.get(REPORT).status == 404
    assert "harbour/ferry" not in without.get(LIST).text
    assert "<strong>draft</strong>" in with_drafts.get(REPORT).text


def test_doors_hold_for_reports(preview: Preview) -> None:
    for path in (LIST, REPORT):
        assert preview.get(path, headers={"Host": "evil.example"}).status == 421
        assert preview.get(path, method="POST").status == 405
        answered = preview.get(path)
        assert answered.headers["cache-control"] == "no-store"
        assert answered.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert answered.text.count("<script") == 1


def test_a_story_page_leads_to_its_report_in_the_preview_alone(site: MakeSite, start: Start) -> None:
    files = {**two_stories(), "site.toml": 'title = "The Quay"\nbase_url = "https://quay.example/news/"\n'}
    folder = site(files)
    preview = start(folder)
    assert f'data-report="{REPORT}"' in preview.get(f"/news{FERRY}").text
    assert "data-report" not in preview.get("/news/").text
    assert 'href="/news/harbour/ferry/"' in preview.get(REPORT).text
    assert "data-report" not in start(folder, "--no-reload").get(f"/news{CRANE}").text
