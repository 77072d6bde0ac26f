"""Starting, waiting, ending; and what is served is what is built."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from committing import Newsroom, git
from drawing import png
from harness import MakeSite, Run, another_build_in, plain_environment
from previewing import CRANE, FERRY, Preview, story, two_stories, until

Start = Callable[..., Preview]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
SCRIPT = re.compile(r'<script src="/_dateline/client.js"[^>]*></script>')


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_with_tabs_open(preview: Preview, number: int) -> None:
    tabs = [preview.tab(FERRY), preview.tab(CRANE)]
    for tab in tabs:
        tab.next()
    assert preview.signal(number) == 0
    assert all(tab.heard_end() for tab in tabs)
    until(lambda: preview.console.endswith("stopped\n"))
    assert "Traceback" not in preview.console


OPENING = """#!/bin/sh
echo "$1" > "{told}"
{then}
"""


def browser_in(folder: Path, then: str) -> dict[str, str]:
    """An environment whose browser writes down what it is to open, in told.txt, and then does this."""
    program = folder / "a-browser"
    program.write_text(OPENING.format(told=folder / "told.txt", then=then), encoding="utf-8")
    program.chmod(0o755)
    return {"BROWSER": str(program)}


def test_a_browser_is_opened_and_not_waited_for(site: MakeSite, start: Start, tmp_path: Path) -> None:
    preview = start(site(two_stories()), "-O", env=browser_in(tmp_path, "exec sleep 50 >/dev/null 2>&1"))
    told = tmp_path / "told.txt"
    assert until(lambda: told.exists() and told.read_text(encoding="utf-8")) == f"{preview.url}/\n"
    (preview.site / "content/harbour/ferry/story.md").write_text(
        story("Ferry stops", "It sails"), encoding="utf-8"
    )
    until(lambda: preview.shows(FERRY, "It sails"))


def test_a_browser_that_cannot_be_opened_is_told(site: MakeSite, start: Start, tmp_path: Path) -> None:
    preview = start(site(two_stories()), "--open", env=browser_in(tmp_path, "exit 1") | {"PATH": "/nowhere"})
    until(lambda: "no browser could be opened\n" in preview.console)


def test_it_writes_nothing(site: MakeSite, start: Start) -> None:
    folder = site(two_stories())
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    preview = start(folder)
    (folder / "content/harbour/ferry/story.md").write_text(story("Ferry stops", "It sails"), encoding="utf-8")
    until(lambda: preview.shows(FERRY, "It sails"))
    assert preview.get(f"{FERRY}boat.png").status == 200
    icons = re.findall(r'<link rel="[^"]*icon[^"]*" href="([^"]+)"', preview.get(FERRY).text)
    assert {preview.get(icon).status for icon in icons} == {200}
    assert preview.signal() == 0
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


@pytest.mark.parametrize("extra", [(), ("--no-reload",)])
def test_what_is_served_is_what_is_built(
    site: MakeSite, start: Start, run: Run, extra: tuple[str, ...]
) -> None:
    folder = site(two_stories())
    preview = start(folder, *extra)
    assert run(folder, "build").exit == 0
    public = folder / "public"
    files = [file for file in sorted(public.rglob("*")) if file.is_file() and not file.name.startswith(".")]
    assert len(files) > 12
    for file in files:
        address = "/" + file.relative_to(public).as_posix().removesuffix("index.html")
        served = preview.get(address).body
        if file.suffix == ".html" and not extra:
            assert SCRIPT.search(served.decode())
            served = SCRIPT.sub("", served.decode()).encode()
            # The policy comes as a header, with the preview's own script in it.
            built, policies = POLICY.subn("", file.read_text(encoding="utf-8"))
            assert (served.decode(), policies) == (built, 0 if "refresh" in built else 1)
        else:
            assert served == file.read_bytes()


def test_a_base_path_is_served_where_links_lead(site: MakeSite, start: Start) -> None:
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/news/"\n'
    preview = start(site({**two_stories(), "site.toml": settings}))
    assert preview.base == "/news/"
    assert preview.get("/").headers["location"] == "/news/"
    page = preview.get(f"/news{FERRY}")
    assert page.status == 200
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)
    assert sheet
    assert preview.get(sheet[1]).status == 200
    assert preview.get(FERRY).status == 404
    assert preview.get("/newspaper/").status == 404


def test_a_taken_port_gives_the_next(site: MakeSite) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline", "serve", "-p", str(port)],
            cwd=site(two_stories()),
            env=plain_environment(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout
        first, second = process.stdout.readline(), process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=25)
    found = re.search(r"Serving http://127\.0\.0\.1:(\d+)/", second)
    assert found
    assert int(found[1]) > port
    assert first == f"port {port} is taken: this is port {found[1]}\n"


def test_an_address_that_is_not_ours_is_a_usage_error(site: MakeSite, run: Run) -> None:
    ran = run(site(two_stories()), "serve", "--bind", "192.0.2.1", "--port", "0")
    assert ran.exit == 2
    assert "cannot serve at 192.0.2.1" in ran.stderr


@pytest.mark.parametrize("name", ["a" * 70, "a..b"])
def test_what_can_be_no_name_of_a_host_is_a_usage_error(name: str, site: MakeSite, run: Run) -> None:
    ran = run(site(two_stories()), "serve", "--bind", name, "--port", "0")
    assert ran.exit == 2
    assert f"cannot serve at {name}" in ran.stderr


def test_a_request_waits_for_the_build_that_its_save_began(preview: Preview) -> None:
    """Asked after a save was noticed, a page never shows the words from before it."""
    file = preview.site / "content/harbour/ferry/story.md"
    tab = preview.tab(CRANE)
    tab.next()
    for number in range(8):
        file.write_text(story("Ferry stops", f"Trip {number}"), encoding="utf-8")
        tab.next()
        assert preview.shows(FERRY, f"Trip {number}")


def test_requests_during_many_saves_see_whole_sites_only(preview: Preview) -> None:
    """A story's page and the home page never disagree for longer than it takes to ask for both."""
    file = preview.site / "content/harbour/ferry/story.md"
    done = threading.Event()

    def write() -> None:
        for number in range(15):
            file.write_text(story(f"Ferry, form {number}", "The ferry stopped"), encoding="utf-8")
            time.sleep(0.03)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while not done.is_set():
        page = preview.get(FERRY).text
        found = re.search(r"Ferry(?:, form (\d+)| stops)", page)
        assert found, page
        seen.append(int(found[1] or -1))
    writer.join()
    assert seen == sorted(seen)
    until(lambda: preview.shows("/", "Ferry, form 14"))


def test_only_the_tab_of_a_changed_page_reloads(preview: Preview) -> None:
    ferry, crane = preview.tab(FERRY), preview.tab(CRANE)
    assert (ferry.next()["do"], crane.next()["do"]) == ("nothing", "nothing")
    (preview.site / "content/harbour/ferry/story.md").write_text(
        story("Ferry stops", "It sails"), encoding="utf-8"
    )
    assert ferry.next()["do"] == "reload"
    assert crane.next()["do"] == "nothing"


def test_a_tab_that_missed_a_build_learns_of_it(preview: Preview) -> None:
    page = preview.get(FERRY).text
    (preview.site / "content/harbour/ferry/story.md").write_text(
        story("Ferry stops", "It sails"), encoding="utf-8"
    )
    until(lambda: preview.shows(FERRY, "It sails"))
    mark = re.search(r'data-mark="([^"]*)"', page)
    assert mark
    assert preview.tab(f"{FERRY}&mark={mark[1]}&again=").next()["do"] == "reload"


def test_a_picture_reloads_the_page_that_shows_it(site: MakeSite, start: Start) -> None:
    files = two_stories()
    files["content/harbour/ferry/story.md"] = story(
        "Ferry stops",
        "It stopped",
        header="image: boat.png\nimage_alt: A boat\nimage_credit: A. Name\n",
    )
    preview = start(site(files))
    ferry, crane = preview.tab(FERRY), preview.tab(CRANE)
    ferry.next(), crane.next()
    (preview.site / "content/harbour/ferry/boat.png").write_bytes(png(90))
    assert ferry.next()["do"] == "reload"
    assert crane.next()["do"] == "nothing"


def test_a_style_sheet_is_swapped(site: MakeSite, start: Start) -> None:
    theme = {
        "themes/own/theme.toml": 'extends = "default"\n',
        "themes/own/static/css/site.css": "body { color: red }",
    }
    settings = 'title = "The Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n'
    preview = start(site({**two_stories(), **theme, "site.toml": settings}))
    tab = preview.tab(FERRY)
    tab.next()
    (preview.site / "themes/own/static/css/site.css").write_text("body { color: blue }", encoding="utf-8")
    told = tab.hear(lambda news: news["do"] != "nothing")
    assert told["do"] == "restyle"
    ((href, integrity),) = told["sheets"]
    assert preview.get(href).text == "body { color: blue }"
    assert f'href="{href}" integrity="{integrity}"' in preview.get(FERRY).text


def test_a_scheduled_story_appears_by_itself(site: MakeSite, start: Start) -> None:
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=5)
    text = story("Ferry stops", "It stopped").replace("2026-01-02", soon.isoformat(timespec="seconds"), 1)
    preview = start(site({**two_stories(), "content/harbour/ferry/story.md": text}))
    before = preview.get(FERRY).status
    until(lambda: preview.get(FERRY).status == 200, "the scheduled story")
    assert before == 404 or datetime.now(UTC) >= soon


def test_open_edited_names_the_story_and_the_part(site: MakeSite, start: Start) -> None:
    preview = start(site(two_stories()), "--open-edited")
    home = preview.tab("/")
    assert "go" not in home.next()
    more = "\n## What comes next\n\nA tug is on its way [@courier].\n"
    file = preview.site / "content/harbour/ferry/story.md"
    file.write_text(story("Ferry stops", "The ferry stopped", more=more), encoding="utf-8")
    told = home.hear(lambda news: news.get("go"))
    assert (told["go"], told["anchor"]) == (FERRY, "what-comes-next")
    home.close()
    there, elsewhere = preview.tab(FERRY), preview.tab(CRANE)
    there.next(), elsewhere.next()
    file.write_text(story("Ferry stops", "The ferry has stopped", more=more), encoding="utf-8")
    told = there.hear(lambda news: news.get("go"))
    assert (told["go"], told["anchor"]) == (FERRY, "what-is-known")
    assert "go" not in elsewhere.next()
    source = preview.site / "content/harbour/ferry/sources/courier.md"
    source.write_text(
        source.read_text(encoding="utf-8").replace("Ferry stops", "Ferry at rest"), encoding="utf-8"
    )
    assert there.hear(lambda news: news.get("go"))["anchor"] == "src-courier"


def test_open_edited_takes_the_same_tab_on(site: MakeSite, start: Start) -> None:
    """A tab that loads again opens a stream anew: it is not the one that follows because of that."""
    preview = start(site(two_stories()), "--open-edited")
    ferry, crane = (preview.site / f"content/harbour/{name}/story.md" for name in ("ferry", "crane"))
    home, follower = preview.tab("/"), preview.tab("/archive/")
    home.next(), follower.next()
    ferry.write_text(story("Ferry at rest", "The ferry stopped"), encoding="utf-8")
    assert follower.hear(lambda news: news.get("go"))["go"] == FERRY
    assert home.hear(lambda news: news["do"] == "reload").get("go") is None
    follower.close(), home.close()
    follower = preview.tab(FERRY)
    follower.next()
    home = preview.tab("/")
    home.next()
    crane.write_text(story("Crane at rest", "The crane leans"), encoding="utf-8")
    assert follower.hear(lambda news: news.get("go"))["go"] == CRANE
    assert home.hear(lambda news: news["do"] == "reload").get("go") is None


def test_open_edited_shows_the_translation_that_was_saved(site: MakeSite, start: Start) -> None:
    settings = f'{two_stories()["site.toml"]}[languages.fr]\ntitle = "Le quai"\n'
    french = "---\ntitle: Le bac\n---\n## Un\n\nLe bac [@courier].\n\n## Deux\n\nIl part [@courier].\n"
    file = "content/harbour/ferry/story.fr.md"
    preview = start(site({**two_stories(), "site.toml": settings, file: french}), "--open-edited")
    tab = preview.tab("/")
    tab.next()
    (preview.site / file).write_text(french.replace("Il part", "Il est parti"), encoding="utf-8")
    told = tab.hear(lambda news: news.get("go"))
    assert (told["go"], told["anchor"]) == ("/fr/harbour/ferry/", "deux")


def test_open_edited_follows_where_content_is_a_link(site: MakeSite, start: Start, tmp_path: Path) -> None:
    folder = site(two_stories())
    (folder / "content").rename(tmp_path / "desk")
    (folder / "content").symlink_to(tmp_path / "desk")
    preview = start(folder, "--open-edited")
    tab = preview.tab("/")
    file = tmp_path / "desk/harbour/ferry/story.md"
    file.write_text(story("Ferry stops", "The ferry has stopped"), encoding="utf-8")
    told = tab.hear(lambda news: news.get("go"))
    assert (told["go"], told["anchor"]) == (FERRY, "what-is-known")


# ── build --watch ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def watching(site: MakeSite) -> Iterator[tuple[Path, list[str], subprocess.Popen[str]]]:
    """A running `dateline build --watch`: its folder, what it prints, its process."""
    folder = site(two_stories())
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "build", "--watch"],
        cwd=folder,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")))  # type: ignore[union-attr]  # checked above
    reader.start()
    yield folder, lines, process
    if process.poll() is None:
        process.kill()
    process.wait(25)
    reader.join(25)
    process.stdout.close()


def test_build_watch_writes_what_changes(watching: tuple[Path, list[str], subprocess.Popen[str]]) -> None:
    folder, lines, process = watching
    page = folder / "public/harbour/ferry/index.html"
    file = folder / "content/harbour/ferry/story.md"
    until(lambda: any("written" in line for line in lines))
    file.write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    until(lambda: "It sails again" in page.read_text(encoding="utf-8"))
    until(
        lambda: any(re.search(r": [1-9]\d* written, \d+ kept, 0 removed in .* s", line) for line in lines[1:])
    )
    file.write_text("---\ntitel: x\n---\n", encoding="utf-8")
    until(lambda: any("nothing was written" in line for line in lines))
    assert "It sails again" in page.read_text(encoding="utf-8")
    file.write_text(story("Ferry stops", "All is well"), encoding="utf-8")
    until(lambda: "All is well" in page.read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    assert process.wait(25) == 0
    until(lambda: lines and lines[-1] == "stopped\n")


def test_build_watch_tells_a_warning_once(watching: tuple[Path, list[str], subprocess.Popen[str]]) -> None:
    folder, lines, _ = watching
    file = folder / "content/harbour/ferry/story.md"
    doubted = story("Ferry stops", "It sails again", more="\nNobody knows why.\n")
    until(lambda: any("written" in line for line in lines))
    file.write_text(doubted, encoding="utf-8")
    until(lambda: any("[uncited-sentence]" in line for line in lines))
    file.write_text(doubted.replace("title:", "titel:"), encoding="utf-8")
    until(lambda: any("[unknown-key]" in line for line in lines))
    file.write_text(doubted, encoding="utf-8")
    until(lambda: "no errors left, 1 warning as before\n" in lines)
    assert sum("[uncited-sentence]" in line for line in lines) == 1


def test_build_watch_notices_a_commit(watching: tuple[Path, list[str], subprocess.Popen[str]]) -> None:
    folder, lines, _ = watching
    page = folder / "public/harbour/ferry/index.html"
    file = folder / "content/harbour/ferry/story.md"
    until(lambda: any("written" in line for line in lines))
    Newsroom(folder)
    file.write_text(story("Ferry stops", "It sails again"), encoding="utf-8")
    until(lambda: "It sails again" in page.read_text(encoding="utf-8"))
    assert page.read_text(encoding="utf-8").count("/versions/") == 1
    git(folder, "commit", "-q", "-a", "-m", "Second", when="2026-01-03T08:00:00Z")
    until(lambda: page.read_text(encoding="utf-8").count("/versions/") == 2)


def test_build_watch_tries_again_when_another_build_is_done(
    watching: tuple[Path, list[str], subprocess.Popen[str]],
) -> None:
    folder, lines, process = watching
    page = folder / "public/harbour/ferry/index.html"
    until(lambda: any("written" in line for line in lines))
    with another_build_in(folder):
        (folder / "content/harbour/ferry/story.md").write_text(story("Ferry stops", "It sails again"))
        until(lambda: any("nothing was written" in line for line in lines))
        assert "It sails again" not in page.read_text(encoding="utf-8")
    until(lambda: "It sails again" in page.read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    assert process.wait(25) == 0
    assert sum("nothing was written" in line for line in lines) == 1


@pytest.mark.parametrize("command", [("serve", "-p", "0"), ("build", "--watch")])
def test_a_folder_that_is_not_there_cannot_be_watched(
    command: tuple[str, ...], site: MakeSite, run: Run
) -> None:
    ran = run(site({}), *command, "--site", "nowhere")
    assert (ran.exit, ran.stdout) == (2, "")
    assert "there is no folder" in ran.stderr


def test_build_watch_is_not_for_machines(site: MakeSite, run: Run) -> None:
    ran = run(site(two_stories()), "build", "--watch", "--json")
    assert ran.exit == 2
