"""Tabs: what is at an address, when two pages are the same to a reader, what a tab is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import digest
from dateline.output.staging import Output
from dateline.preview.attempts import Failure
from dateline.preview.preview import Preview
from dateline.preview.shown import Notice, Shown
from dateline.preview.tabs import answer, href, mark, news, page_path, with_script
from dateline.problems import Place, Problem

SHEET = '<link rel="stylesheet" href="/assets/site.{}.css" integrity="sha384-{}">'
PAGE = "<html><head>" + SHEET.format("0" * 10, "old") + '</head><body>{}<img src="boat.png"></body></html>'


def constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def shown(files: dict[str, bytes], copied: dict[str, bytes] | None = None, **more: Any) -> Shown:
    outputs = {path: Output(path, f"key of {data!r}", constant(data)) for path, data in files.items()}
    copies = {
        path: Output(path, digest.of_bytes(data), constant(data)) for path, data in (copied or {}).items()
    }
    return Shown(builds=1, outputs={**outputs, **copies}, copied=frozenset(copies), **more)


def preview() -> Preview:
    def no_plan() -> Any:
        raise AssertionError("nothing is planned here")

    return Preview(Path(), no_plan)


FILES = {
    "index.html": b"home",
    "404.html": b"nothing",
    "a/index.html": b"a",
    "a/b.txt": b"b",
    "été/index.html": b"summer",
}


@pytest.mark.parametrize(
    ("address", "status", "body"),
    [
        ("/", 200, b"home"),
        ("", 200, b"home"),
        ("/index.html", 200, b"home"),
        ("/a/", 200, b"a"),
        ("/a/b.txt", 200, b"b"),
        ("/été/", 200, b"summer"),
        ("/a/b.txt/", 404, b"nothing"),
        ("/c", 404, b"nothing"),
        ("/a/../index.html", 404, b"nothing"),
        ("//a/", 404, b"nothing"),
        ("/A/", 404, b"nothing"),
    ],
)
def test_an_address_is_looked_up(address: str, status: int, body: bytes) -> None:
    found = answer(preview(), shown(FILES), address)
    assert (found.status, found.body) == (status, body)


@given(st.text(alphabet="/.a%\\\0é"))
def test_no_address_leads_to_what_is_not_planned(address: str) -> None:
    found = answer(preview(), shown(FILES), address)
    assert found.body in (b"", *FILES.values())
    assert not found.location.startswith("//")


def test_a_folder_without_its_slash_is_sent_on() -> None:
    assert answer(preview(), shown(FILES), "/a").location == "/a/"
    assert answer(preview(), shown(FILES), "/été").location == "/%C3%A9t%C3%A9/"
    assert answer(preview(), shown(FILES, base_path="/news"), "/news/a").location == "/news/a/"
    assert answer(preview(), shown(FILES, base_path="/news"), "/").location == "/news/"
    beside = shown(FILES | {"room/index.html": b"room"}, base_path="/news")
    assert answer(preview(), beside, "/news/room/").status == 200
    assert answer(preview(), beside, "/newsroom/").status == 404


def test_a_copied_file_is_sent_only_as_it_was_planned() -> None:
    site = shown(FILES, {"boat.png": b"boat"})
    assert answer(preview(), site, "/boat.png").body == b"boat"
    changed = Output("boat.png", site.outputs["boat.png"].key, constant(b"a secret"))
    swapped = shown(FILES)
    swapped = Shown(
        builds=1, outputs={**swapped.outputs, "boat.png": changed}, copied=frozenset({"boat.png"})
    )
    assert answer(preview(), swapped, "/boat.png").status == 404


def seen(page: str, boat: bytes = b"boat", address: str = "/a/") -> str:
    site = shown({"a/index.html": page.encode(), "404.html": b""}, {"a/boat.png": boat})
    return mark(site, answer(preview(), site, address), address).text


def test_equal_pages_have_equal_marks() -> None:
    assert seen(PAGE.format("words")) == seen(PAGE.format("words"))


def test_words_and_pictures_make_another_mark() -> None:
    words = seen(PAGE.format("words")).split(".")[0]
    assert seen(PAGE.format("other")).split(".")[0] != words
    assert seen(PAGE.format("words"), b"other boat").split(".")[0] != words
    assert seen(PAGE.format("words"), address="/b/").split(".")[0] != words


@pytest.mark.parametrize(
    "written", ["r&amp;d.png", "it&#39;s.png", "r%26d.png?v=1", "../a/r&amp;d.png#x", "/a/it%27s.png"]
)
def test_a_picture_is_known_however_its_address_is_written(written: str) -> None:
    def marked(data: bytes) -> str:
        page = {"a/index.html": f'<img src="{written}">'.encode()}
        site = shown(page, {"a/r&d.png": data, "a/it's.png": data})
        return mark(site, answer(preview(), site, "/a/"), "/a/").text

    assert marked(b"boat") == marked(b"boat")
    assert marked(b"boat") != marked(b"other boat")


@pytest.mark.parametrize("written", ["//[x", "http://[::1", "&#x0;", "http://a\ufffd&#x2F;b"])
def test_an_address_that_is_none_shows_no_picture(written: str) -> None:
    assert seen(f'<img src="{written}">') == seen(f'<img src="{written}">')


def test_a_style_sheet_changes_only_its_half_of_the_mark() -> None:
    old, new = (
        seen(PAGE.format("words")),
        seen(PAGE.format("words").replace("0" * 10, "1" * 10).replace("old", "new")),
    )
    assert old.split(".")[0] == new.split(".")[0]
    assert old != new


def told(before: str, after: str, beside: tuple[Notice, ...] = (), **more: Any) -> dict[str, Any]:
    site = shown({"a/index.html": after.encode()}, {"a/boat.png": b"boat"}, **more)
    answered = answer(preview(), site, "/a/")
    return news(site, answered, mark(site, answered, "/a/"), seen(before), beside, go=False)


def test_a_tab_is_told_what_to_do() -> None:
    page = PAGE.format("words")
    assert told(page, page)["do"] == "nothing"
    assert told(page, PAGE.format("other"))["do"] == "reload"
    restyled = told(page, page.replace("0" * 10, "1" * 10).replace("old", "new"))
    assert restyled["do"] == "restyle"
    assert restyled["sheets"] == [["/assets/site.1111111111.css", "sha384-new"]]


def test_a_tab_is_told_all_errors_and_its_own_warnings() -> None:
    wrong = Problem(Place("content/b/story.md", 2, 1), "unknown-key", "no such key")
    beside = (Notice("here", "warning", "c-1"),)
    found = {"problems": (wrong,), "errors": (Notice("everywhere", "error"),), "warnings": 3}
    message = told(PAGE, PAGE, beside, **found)
    assert [problem["text"] for problem in message["problems"]] == ["everywhere", "here"]
    assert message["problems"][1]["anchor"] == "c-1"
    assert (message["wrong"], message["elsewhere"]) == (1, 2)


def test_the_script_stands_before_the_end_of_the_body() -> None:
    site = shown({})
    made = mark(site, answer(preview(), site, "/"), "/")
    assert with_script(b"<body>a</BODY ></html>", site, made).startswith(b"<body>a<script src=")
    assert with_script(b"<body>a</BODY ></html>", site, made).endswith(b"</script></BODY ></html>")
    assert with_script(b"<p>no body", site, made).startswith(b"<p>no body<script")
    twice = with_script(b"<pre>&lt;/body></pre></body><!-- </body> -->", site, made)
    assert twice.count(b"<script") == 1


def test_addresses_of_pages_and_back() -> None:
    site = shown(FILES, base_path="/news")
    for path in ("index.html", "a/index.html", "a/b.txt", "été/index.html", "a b/100%.html"):
        assert page_path(site, href(site, path)) == path
    assert page_path(site, "/news/../x") == ""


def test_a_site_that_was_never_good_has_no_pages() -> None:
    assert answer(preview(), Shown(builds=1), "/").failure == Failure()
