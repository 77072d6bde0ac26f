"""What is wrong is told beside the last good page, in the console's words, and goes when it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness import MakeSite, Run
from previewing import CRANE, FERRY, SOURCE, Preview, story, two_stories, until

Start = Callable[..., Preview]
GOOD = story("Ferry stops", "The ferry stopped")
BROKEN = GOOD.replace("title:", "titel:")


def write(preview: Preview, text: str, name: str = "content/harbour/ferry/story.md") -> None:
    """Save a file, so that nobody sees it half written: that would be another problem."""
    file = preview.site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def errors(news: dict[str, Any]) -> list[str]:
    return [problem["text"] for problem in news["problems"] if problem["severity"] == "error"]


def test_error_and_fix_and_error_again(preview: Preview, run: Run) -> None:
    tab, other = preview.tab(FERRY), preview.tab(CRANE)
    for _ in range(3):
        write(preview, BROKEN)
        told = tab.hear(errors)
        assert told["do"] == "nothing"
        assert "story.md:2:1: error:" in errors(told)[0]
        assert "\n    2 | titel: Ferry stops\n      | ^^^^^\n" in errors(told)[0]
        assert errors(other.hear(errors)) == errors(told)
        assert preview.shows(FERRY, "The ferry stopped")
        console = run(preview.site, "check").stderr
        assert all(text in console for text in errors(told))
        write(preview, GOOD)
        assert tab.hear(lambda news: not errors(news))["do"] == "nothing"
        other.hear(lambda news: not errors(news))
    until(lambda: preview.console.count("no problems left") >= 3)  # what it prints comes by another way
    assert preview.console.count("no problems left") == 3
    assert preview.console.count("titel") >= 3


def test_problems_are_shown_at_once_by_rapid_saves(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    for number in range(10):
        write(preview, BROKEN if number % 2 else GOOD.replace("stopped", f"stopped {number}"))
    tab.hear(lambda news: errors(news))
    write(preview, GOOD.replace("stopped", "stopped at last"))
    tab.hear(lambda news: not errors(news) and news["do"] == "reload")
    assert preview.shows(FERRY, "stopped at last")


def test_a_page_that_nobody_had_opened_is_shown_as_it_was(preview: Preview) -> None:
    tab = preview.tab(CRANE)
    tab.next()
    for link in ("/a/", "/b/", "/c/"):
        write(preview, GOOD.replace("The ferry stopped", f"It [never sailed]({link})"))
        tab.hear(lambda news, link=link: any(link in text for text in errors(news)))
    assert preview.shows(FERRY, "The ferry stopped")
    assert not preview.shows(FERRY, "never sailed")


def test_a_site_that_was_never_good_says_so_and_recovers(site: MakeSite, start: Start) -> None:
    preview = start(
        site({**two_stories(), "content/harbour/ferry/story.md": BROKEN.replace("Ferry", "<b>&Ferry")})
    )
    assert preview.console.count("nothing can be shown until this is mended") == 1
    answered = preview.get(FERRY)
    assert answered.status == 500
    assert "titel: &lt;b&gt;&amp;Ferry stops" in answered.text
    assert "<b>" not in answered.text
    tab = preview.tab(FERRY)
    first = tab.next()
    # The page itself is what a panel would say.
    assert (first["do"], first["problems"], first["trace"]) == ("nothing", [], "")
    write(preview, GOOD.replace("published:", "publsihed:"))
    assert tab.hear(lambda news: news["do"] == "reload")["problems"] == []
    # A file that was seen when it was empty is a page too: what was heard may be of that.
    until(lambda: preview.shows(FERRY, "publsihed: 2026-01-02"))
    write(preview, GOOD)
    assert tab.hear(lambda news: news["do"] == "reload")["problems"] == []
    until(lambda: preview.get(FERRY).status == 200)


def test_settings_that_cannot_be_read(preview: Preview) -> None:
    tab = preview.tab(CRANE)
    write(preview, "title = \n", "site.toml")
    assert "site.toml:1:" in errors(tab.hear(errors))[0]
    assert preview.shows(CRANE, "The crane leans")
    write(preview, 'title = "The Quay"\nbase_url = "https://quay.example/"\n', "site.toml")
    tab.hear(lambda news: not errors(news))


def test_a_theme_that_fails_on_one_page_only(site: MakeSite, start: Start) -> None:
    theme = "themes/own/templates/story.html"
    plain = "<html><body><p>{{ page.title }}: {{ page.articles }}</p></body></html>"
    files = {"themes/own/theme.toml": 'extends = "default"\n', theme: plain}
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n'
    preview = start(site({**two_stories(), **files, "site.toml": settings}))
    tab = preview.tab(FERRY)
    assert preview.shows(CRANE, "Crane leans: 1")
    write(preview, plain.replace("page.title", "page.title if page.title[0] == 'F' else page.nothing"), theme)
    told = tab.hear(errors)
    assert "themes/own/templates/story.html:1:1: error:" in errors(told)[0]
    assert preview.shows(CRANE, "Crane leans: 1")
    assert preview.shows(FERRY, "Ferry stops: 1")
    write(preview, plain.replace("articles", "articles }} sources {{ 1"), theme)
    tab.hear(lambda news: not errors(news))
    until(lambda: preview.shows(CRANE, "Crane leans: 1 sources"))
    write(preview, "{% if %}", theme)
    assert "story.html:1:1: error:" in errors(tab.hear(errors))[0]
    assert preview.shows(CRANE, "1 sources")
    until(lambda: "Expected an expression" in preview.console)
    assert len(re.findall("files? changed", preview.console)) == 2, "each build is told once"


def test_a_bug_in_the_generator_is_shown_and_serving_goes_on(
    site: MakeSite, start: Start, tmp_path: Path
) -> None:
    # Python imports this module before any other; it breaks the planning of a site that holds bug.md.
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, threading, time\n"
        "def break_planning():\n"
        "    while not hasattr(build := sys.modules.get('dateline.build'), 'plan_site'):\n"
        "        time.sleep(0.002)\n"
        "    real = build.plan_site\n"
        "    def plan_site(root, *rest, **named):\n"
        "        if (root / 'content' / 'bug.md').exists():\n"
        "            raise RuntimeError('an <invented> bug')\n"
        "        return real(root, *rest, **named)\n"
        "    build.plan_site = plan_site\n"
        "threading.Thread(target=break_planning, daemon=True).start()\n",
        encoding="utf-8",
    )
    preview = start(site(two_stories()), env={"PYTHONPATH": str(tmp_path)})
    tab = preview.tab(FERRY)
    write(preview, "---\ntitle: A bug\n---\n", "content/bug.md")
    told = tab.hear(lambda news: news["trace"])
    assert told["trace"].startswith("Traceback")
    assert "an <invented> bug" in told["trace"]
    assert preview.shows(FERRY, "The ferry stopped")
    (preview.site / "content/bug.md").unlink()
    tab.hear(lambda news: not news["trace"])
    assert "This is a bug in Dateline" in preview.console


def test_warnings_name_their_sentence_and_no_other_page(preview: Preview) -> None:
    tab, other = preview.tab(FERRY), preview.tab(CRANE)
    write(preview, GOOD + "\nNobody knows why.\nThe ferry stopped on Friday [@courier].\n")
    told = tab.hear(lambda news: news["problems"])
    (problem,) = told["problems"]
    assert problem["severity"] == "warning"
    assert "[uncited-sentence]" in problem["text"]
    assert f'id="{problem["anchor"]}">Nobody knows why.</span>' in preview.get(FERRY).text
    assert other.hear(lambda news: news["elsewhere"])["problems"] == []
    assert told["do"] == "reload"


def test_a_page_tells_its_own_warnings_however_many_others_the_site_has(site: MakeSite, start: Start) -> None:
    """The console counts what is broken too often; a page shows what stands on it."""
    doubted = "\n\n".join(f"Nobody knows why it is {number}." for number in range(25))
    preview = start(site(two_stories()))
    tab, other = preview.tab(FERRY), preview.tab(CRANE)
    crane = story("Crane leans", "The crane leaned", more=f"\n{doubted}\n")
    write(preview, crane, "content/harbour/crane/story.md")
    write(preview, GOOD + f"\nNobody knows why.\n\n{doubted}\n")
    told = tab.hear(lambda news: len(news["problems"]) == 26 and news["elsewhere"] == 25)
    assert all("[uncited-sentence]" in problem["text"] for problem in told["problems"])
    page = preview.get(FERRY).text
    assert f'id="{told["problems"][0]["anchor"]}">Nobody knows why.</span>' in page
    assert len({problem["anchor"] for problem in told["problems"]}) == 26
    assert len(other.hear(lambda news: news["elsewhere"] == 26)["problems"]) == 25


def test_all_errors_are_counted_and_the_first_are_listed(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    wrong = "\n\n".join(f"It stopped at {number} [@nobody{number}]." for number in range(25))
    write(preview, GOOD + f"\n{wrong}\n")
    told = tab.hear(errors)
    assert (told["wrong"], len(errors(told))) == (25, 20)
    assert [each["text"] for each in told["problems"] if each["severity"] == "more"] == [
        "… and 5 more of the same [unknown-source]"
    ]


def test_a_warning_that_stays_is_told_once_on_the_console(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    doubted = GOOD + "\nNobody knows why.\n"
    write(preview, doubted)
    tab.hear(lambda news: news["problems"])
    for _ in range(2):
        write(preview, doubted.replace("title:", "titel:"))
        tab.hear(errors)
        write(preview, doubted)
        tab.hear(lambda news: not errors(news))
    until(lambda: preview.console.count("no errors left, 1 warning as before\n") == 2)
    assert preview.console.count("[uncited-sentence]") == 1
    assert preview.console.count("[unknown-key]") == 2
    write(preview, GOOD)
    until(lambda: "no problems left" in preview.console)
    write(preview, doubted)
    until(lambda: preview.console.count("[uncited-sentence]") == 2)


def test_a_warning_about_a_source_names_its_row(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    source = (preview.site / "content/harbour/ferry/sources/courier.md").read_text(encoding="utf-8")
    write(preview, source.replace("ferry\n", "ferry2\n"), "content/harbour/ferry/sources/post.md")
    write(preview, GOOD.replace("[courier]", "[courier, post]"))
    told = tab.hear(lambda news: any("uncited-source" in problem["text"] for problem in news["problems"]))
    assert [problem["anchor"] for problem in told["problems"]] == ["src-post"]
    assert 'id="src-post"' in preview.get(FERRY).text


def test_a_warning_of_a_sentence_is_not_its_neighbours(site: MakeSite, start: Start) -> None:
    """What a warning underlines may be shorter than its sentence, and end before it."""
    checked = {"site.toml": 'title = "The Quay"\nbase_url = "https://quay.example/"\n'}
    preview = start(site({**two_stories(), **checked}))
    tab = preview.tab(FERRY)
    write(preview, GOOD + "\nNobody knows why. It may sail in 2031 [@courier].\n")
    told = tab.hear(lambda news: any("uncited-sentence" in each["text"] for each in news["problems"]))
    page = preview.get(FERRY).text
    beside = {each["anchor"] for each in told["problems"] if "[uncited-sentence]" not in each["text"]}
    assert len(told["problems"]) == 3
    (anchor,) = beside
    assert re.search(rf'id="{anchor}">It may sail in 2031', page)


def test_a_story_of_articles_alone_tells_the_warnings_of_each_of_them(site: MakeSite, start: Start) -> None:
    """Its own file is the first of them."""

    def article(key: str) -> str:
        event = "events:\n  - {date: 2026-01-02, text: Pilots flew a rocket round the moon.}\n"
        return SOURCE.replace("ourier", key).replace("---\nThe ferry", f"{event}---\nThe ferry")

    sources = "content/harbour/gale/sources"
    files = {f"{sources}/{key}.md": article(key) for key in ("courier", "ledger", "post")}
    preview = start(site({**files, "site.toml": 'title = "The Quay"\n'}))
    told = preview.tab("/harbour/gale/").next()
    named = {problem["text"].split(":")[0] for problem in told["problems"]}
    assert named == set(files)
    assert told["elsewhere"] == 0
    assert {"src-ledger", "src-post"} <= {problem["anchor"] for problem in told["problems"]}
