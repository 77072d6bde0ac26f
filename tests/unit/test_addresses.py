"""Where things live, and what a writer's link turns out to be."""

from __future__ import annotations

import pytest

from dateline.dates import parse_moment
from dateline.files.addressbook import AddressBook
from dateline.files.addresses import file_url, folder_url, month_url, publisher_url, tag_url

STORY = "content/world/ferry/story.md"
BOOK = AddressBook(
    {
        STORY: "/world/ferry/",
        "content/world/ferry": "/world/ferry/",
        "content/world/toll/story.md": "/world/the-toll/",
        "content/world/toll": "/world/the-toll/",
        "content/world/section.md": "/world/",
        "content/world/ferry/boat.jpg": "/world/ferry/boat.jpg",
        "content/world/ferry/the map.pdf": "/world/ferry/the%20map.pdf",
        "content/about.md": "/about/",
    },
    ["/", "/feed.xml", "/archive/", "/tags/sea/", "/world/"],
    ["content/world/secret/story.md", "content/world/secret"],
    ["world"],
)


@pytest.mark.parametrize(
    ("path", "slug", "url"),
    [
        ("world/ferry", "", "/world/ferry/"),
        ("World News/Ferry leaves!", "", "/world-news/ferry-leaves/"),
        ("world/ferry", "boat", "/world/boat/"),
        ("ferry", "boat", "/boat/"),
        ("", "", "/"),
    ],
)
def test_the_address_of_a_folder(path: str, slug: str, url: str) -> None:
    assert folder_url(path, slug) == url


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("boat.jpg", "/boat.jpg"),
        ("World News/Ferry/The Boat.JPG", "/world-news/ferry/The%20Boat.JPG"),
        ("world/a#b?.pdf", "/world/a%23b%3F.pdf"),
    ],
)
def test_a_file_keeps_its_name_beside_its_page(path: str, url: str) -> None:
    assert file_url(path) == url


def test_the_addresses_of_lists() -> None:
    assert tag_url("São Tomé") == "/tags/sao-tome/"
    assert publisher_url("the-tide") == "/publishers/the-tide/"
    assert month_url(parse_moment("2026-01-02T23:30:00-05:00")) == "/archive/2026/01/"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        # files, from the file that links
        ("../toll/story.md", "/world/the-toll/"),
        ("./../toll/story.md", "/world/the-toll/"),
        ("../../about.md", "/about/"),
        ("../section.md", "/world/"),
        # folders
        ("../toll/", "/world/the-toll/"),
        ("../toll", "/world/the-toll/"),
        ("..", "/world/"),
        ("../", "/world/"),
        # files beside the page
        ("boat.jpg", "/world/ferry/boat.jpg"),
        ("the%20map.pdf", "/world/ferry/the%20map.pdf"),
        # from the site's root
        ("/", "/"),
        ("/about/", "/about/"),
        ("/about", "/about/"),
        ("/about/index.html", "/about/"),
        ("/world/ferry/boat.jpg", "/world/ferry/boat.jpg"),
        ("/world/ferry/the%20map.pdf", "/world/ferry/the%20map.pdf"),
        ("/tags/sea/", "/tags/sea/"),
        ("/feed.xml", "/feed.xml"),
        # from the page
        ("../the-toll/", "/world/the-toll/"),
        ("../../tags/sea/", "/tags/sea/"),
        # with what follows the path
        ("../toll/story.md#sources", "/world/the-toll/#sources"),
        ("/archive/?year=2026#top", "/archive/?year=2026#top"),
        ("boat.jpg?v=1", "/world/ferry/boat.jpg?v=1"),
    ],
)
def test_what_is_on_this_site(target: str, address: str) -> None:
    found = BOOK.resolve(target, STORY, "/world/ferry/")
    assert (found.rule, found.link.target, found.link.internal) == ("", address, True)


@pytest.mark.parametrize(
    "target",
    [
        "https://a.example/b?c#d",
        "HTTP://A.example",
        "mailto:desk@a.example",
        "tel:+4912",
        "#sources",
        "?page=2",
        "",
    ],
)
def test_what_is_left_as_it_is(target: str) -> None:
    found = BOOK.resolve(target, STORY, "/world/ferry/")
    assert (found.rule, found.link.target, found.link.internal) == ("", target, False)


@pytest.mark.parametrize(
    "target",
    [
        "../tolls/story.md",
        "/nowhere/",
        "boat.png",
        "Boat.jpg",
        "../../../../etc/passwd",
        "sources/ap.md",
        "/world/ferry/story.md",
        "story.md/x",
        "%2e%2e/%2e%2e/nowhere",
    ],
)
def test_what_leads_nowhere_is_told_and_not_linked(target: str) -> None:
    found = BOOK.resolve(target, STORY, "/world/ferry/")
    assert (found.rule, found.link.target, found.link.internal) == ("broken-link", "", False)
    assert target in found.message


def test_a_near_miss_names_what_was_meant() -> None:
    assert "/about/" in BOOK.resolve("/abuot/", STORY, "/world/ferry/").hint


@pytest.mark.parametrize(
    "target", ["../secret/story.md", "../secret/", "../secret", "../secret/story.md#top"]
)
def test_what_is_not_published_yet_is_told_apart(target: str) -> None:
    found = BOOK.resolve(target, STORY, "/world/ferry/")
    assert found.rule == "broken-link"
    assert "not published" in found.message


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example/",
        "https://user:word@a.example/",
        "\\\\a.example",
        "/a\\b",
    ],
)
def test_an_unsafe_address_is_told_and_not_linked(target: str) -> None:
    found = BOOK.resolve(target, STORY, "/world/ferry/")
    assert (found.rule, found.link.target) == ("unsafe-url", "")


def test_a_hint_names_an_address_that_can_be_linked() -> None:
    book = AddressBook({"content/a/plan #2.png": "/a/plan%20%232.png"}, ["/"], [], [])
    assert book.picture("plan #2.png", "content/a/story.md", "/a/").hint == "did you mean “/a/plan %232.png”?"
    assert book.picture("/a/plan %232.png", "content/a/story.md", "/a/").rule == ""


def test_a_page_is_no_picture() -> None:
    book = AddressBook({"content/a/story.md": "/a/", "content/a/boat.jpg": "/a/boat.jpg"}, ["/"], [], [])
    assert book.picture("boat.jpg", "content/a/story.md", "/a/").rule == ""
    assert [book.picture(target, "content/a/story.md", "/a/").rule for target in ("story.md", "/")] == [
        "broken-link",
        "broken-link",
    ]


def test_what_the_site_writes_beside_its_pages_can_be_linked() -> None:
    book = AddressBook(
        {STORY: "/world/ferry/"},
        ["/", "/world/"],
        [],
        ["world"],
        beside={"/world/ferry/": frozenset({"index.json"}), "/world/": frozenset({"feed.xml", "rss.xml"})},
    )

    def rule(target: str, file: str = "content/about.md", base: str = "/about/") -> str:
        return book.resolve(target, file, base).rule

    for target in ("/world/feed.xml", "/world/rss.xml#top", "/world/ferry/index.json"):
        assert rule(target) == ""
    assert rule("index.json", STORY, "/world/ferry/") == ""
    for target in ("/world/index.json", "/world/ferry/feed.xml", "/feed.xml"):
        assert rule(target) == "broken-link"
