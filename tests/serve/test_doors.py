"""Nothing leaves the house that is not part of the site, and no stranger's page may ask."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.preview.listening import listen
from harness import write_files
from hosting import headers_for
from previewing import DEADLINE, FERRY, Preview, two_stories, until

WORDS = "the combination is 4711"


PATHS = (
    "/../secret.txt",
    "/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/harbour/..\\..\\secret.txt",
    "/harbour/ferry/../../../../secret.txt",
    "/....//secret.txt",
    "//secret.txt",
    "/{tmp}/secret.txt",
    "{tmp}/secret.txt",
    "/%2f{tmp}/secret.txt",
    "/file:///{tmp}/secret.txt",
    "/.env",
    "/%2eenv",
    "/site.toml",
    "/content/harbour/ferry/story.md",
    "/harbour/ferry/story.md",
    "/harbour/ferry/sources/courier.md",
    "/harbour/ferry/sources/courier.pdf",
    "/inbox/",
    "/inbox/leak/",
    "/inbox/note.txt",
    "/.hidden.txt",
    "/harbour/.git/config",
    "/harbour/draft/",
    "/harbour/draft/photo.txt",
    "/.dateline/manifest.json",
    "/_dateline/../serve.py",
    "/_dateline/..%2fserve.py",
    "/_dateline/%2e%2e%2fserve.py",
    "/_dateline/",
    "/harbour/ferry/%00",
    "/harbour/ferry/%ff",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(house_once: Preview, path: str) -> None:
    answered = house_once.get(path.replace("{tmp}", str(house_once.site.parent)))
    assert answered.status == 404
    assert WORDS not in answered.text
    assert "Ferry stops\npublisher" not in answered.text


@pytest.fixture(scope="module")
def house_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One house for all paths."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "secret.txt").write_text(WORDS, encoding="utf-8")
    hidden: dict[str, str | bytes] = {
        ".env": WORDS,
        "content/.hidden.txt": WORDS,
        "content/harbour/.git/config": WORDS,
        "content/inbox/note.txt": WORDS,
        "content/harbour/ferry/plan.txt": "The plan of the ferry",
        "content/harbour/ferry/sources/courier.pdf": WORDS,
        "content/harbour/draft/story.md": (
            "---\ntitle: Draft\ndraft: true\npublished: 2026-01-02\nsources: [courier]\n---\n"
            f"{WORDS} [@courier].\n"
        ),
        "content/harbour/draft/sources/courier.md": two_stories()["content/harbour/ferry/sources/courier.md"],
        "content/harbour/draft/photo.txt": WORDS,
    }
    write_files(folder / "site", {**two_stories(), **hidden})
    preview = Preview(folder / "site")
    yield preview
    preview.stop()


def test_a_file_that_becomes_a_link_is_not_followed(preview: Preview, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_text(WORDS, encoding="utf-8")
    shown = preview.get("/harbour/ferry/boat.png")
    assert shown.body.startswith(b"\x89PNG")
    assert b"boat" not in shown.body
    boat = preview.site / "content/harbour/ferry/boat.png"
    boat.unlink()
    boat.symlink_to(secret)
    until(lambda: "leads out of the site" in preview.console)
    # The last good site is still shown, with the picture that was made of the file.
    answered = preview.get("/harbour/ferry/boat.png")
    assert (answered.status, answered.body) == (200, shown.body)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "localhost@evil.example",
        "192.168.0.7",
        "[::2]",
        "0.0.0.0",  # noqa: S104  (asked for, not bound)
    ],
)
def test_other_hosts_are_refused(house_once: Preview, host: str) -> None:
    for path in ("/", FERRY, "/_dateline/events?page=/", "/_dateline/client.js"):
        answered = house_once.get(path, headers={"Host": host})
        assert answered.status in (400, 421)
        assert "ferry" not in answered.text.lower()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:8000", "localhost."])
def test_names_of_this_machine_are_answered(house_once: Preview, host: str) -> None:
    assert house_once.get("/", headers={"Host": host}).status == 200


def test_every_answer_has_the_headers(house_once: Preview) -> None:
    for path in (
        "/",
        FERRY,
        "/harbour/ferry/boat.png",
        "/nothing/",
        "/_dateline/client.js",
        "/harbour/ferry",
    ):
        headers = house_once.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] in ("'self'", f"{house_once.url}/_dateline/")
        assert "unsafe" not in headers["content-security-policy"]
        assert policy["frame-ancestors"] == "'none'"
        assert "access-control-allow-origin" not in headers


def test_a_page_has_the_policy_that_will_be_published_and_the_previews_own_script(
    house_once: Preview,
) -> None:
    published = headers_for(house_once.get("/_headers").text, "/index.html")["Content-Security-Policy"]
    said = house_once.get(FERRY).headers["content-security-policy"]
    ours = f"{house_once.url}/_dateline/"
    both = [set(policy.split("; ")) for policy in (published, said)]
    assert both[0] < both[1]
    assert both[1] - both[0] == {f"script-src {ours}"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_pages_can_only_be_read(house_once: Preview, method: str) -> None:
    assert house_once.get("/", method=method).status == 405


def test_a_number_that_is_too_long_is_none(house_once: Preview) -> None:
    path = f"/_dateline/events?page=/&builds={'9' * 5000}"
    assert house_once.get(path, method="HEAD").status == 200


def test_head_has_no_body(house_once: Preview) -> None:
    answered = house_once.get(FERRY, method="HEAD")
    assert (answered.status, answered.body) == (200, b"")


def test_asked_for_the_head_of_a_stream_it_answers_and_goes_on(house_once: Preview) -> None:
    connection = http.client.HTTPConnection(house_once.host, house_once.port, timeout=DEADLINE)
    connection.request("HEAD", "/_dateline/events?page=/&mark=&builds=0")
    assert connection.getresponse().read() == b""
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.parametrize(
    ("asked", "status", "part", "said"),
    [
        ("bytes=0-1", 206, slice(0, 2), "bytes 0-1/{}"),
        ("bytes=5-", 206, slice(5, None), "bytes 5-{last}/{}"),
        ("bytes=-4", 206, slice(-4, None), "bytes {four}-{last}/{}"),
        ("bytes=-99999999", 206, slice(None), "bytes 0-{last}/{}"),
        ("bytes=3-99999999", 206, slice(3, None), "bytes 3-{last}/{}"),
        ("bytes=99999999-", 416, slice(0), "bytes */{}"),
        ("bytes=-0", 416, slice(0), "bytes */{}"),
        ("bytes=4-3", 200, slice(None), ""),
        ("bytes=-", 200, slice(None), ""),
        ("bytes=0-1,3-4", 200, slice(None), ""),
        ("lines=0-1", 200, slice(None), ""),
        (f"bytes={'9' * 5000}-", 200, slice(None), ""),
    ],
)
def test_a_part_of_a_file_is_answered(
    house_once: Preview, asked: str, status: int, part: slice, said: str
) -> None:
    """A film is asked for in parts, and by some browsers not shown without them."""
    whole = house_once.get("/harbour/ferry/plan.txt")
    assert whole.headers["accept-ranges"] == "bytes"
    size = len(whole.body)
    found = house_once.get("/harbour/ferry/plan.txt", headers={"Range": asked})
    assert (found.status, found.body) == (status, whole.body[part])
    told = said.format(size, last=size - 1, four=size - 4)
    assert found.headers.get("content-range", "") == told
    assert found.headers["x-content-type-options"] == "nosniff"


def test_a_part_of_another_form_is_no_part(house_once: Preview) -> None:
    asked = {"Range": "bytes=0-1", "If-Range": "Sat, 01 Jan 2022 00:00:00 GMT"}
    assert house_once.get("/harbour/ferry/plan.txt", headers=asked).status == 200


def test_what_is_no_request_is_not_told(house_once: Preview) -> None:
    """As of a browser that begins with TLS."""
    before = house_once.console
    with socket.create_connection(("127.0.0.1", house_once.port)) as other:
        other.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        assert other.recv(100).startswith(b"HTTP/1.1 400")
    house_once.get("/", headers={"Connection": "Upgrade", "Upgrade": "websocket"})
    assert house_once.console == before


def test_only_this_machine_can_connect(house_once: Preview) -> None:
    with socket.socket() as other:
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", house_once.port)) != 0


def test_a_redirect_stays_on_the_site(house_once: Preview) -> None:
    answered = house_once.get("/harbour/ferry")
    assert (answered.status, answered.headers["location"]) == (307, FERRY)
    assert house_once.get("//evil.example/harbour/ferry").status == 404


def test_types_of_files(house_once: Preview) -> None:
    types = {
        path: house_once.get(path).headers["content-type"]
        for path in ("/", "/harbour/ferry/boat.png", "/feed.xml", "/robots.txt")
    }
    assert types == {
        "/": "text/html; charset=utf-8",
        "/harbour/ferry/boat.png": "image/png",
        "/feed.xml": "application/xml",
        "/robots.txt": "text/plain; charset=utf-8",
    }


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_does_not_wait_for_the_browser_to_acknowledge_its_headers(host: str) -> None:
    """asyncio switches Nagle's algorithm off only where the socket itself says that it is TCP's."""
    with listen(host, 0) as sock:
        assert sock.proto == socket.IPPROTO_TCP
        with socket.create_connection(sock.getsockname()[:2]):
            accepted, _ = sock.accept()
            with accepted:
                assert accepted.proto == socket.IPPROTO_TCP
