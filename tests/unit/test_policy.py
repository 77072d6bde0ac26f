"""The content security policy: strict to begin with, and added to by directive."""

from __future__ import annotations

import pytest

from dateline.policy import DIRECTIVES, STRICT, is_source, loads
from dateline.preview.guard import page_policy


def rules(said: str) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in said.split("; "))


def test_nothing_is_allowed_that_is_not_named() -> None:
    said = rules(STRICT.header)
    assert said["default-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert {name for name, sources in said.items() if sources == "'self'"} == {
        *("style-src", "img-src", "font-src", "media-src", "manifest-src", "connect-src", "form-action"),
    }
    assert "script-src" not in said, "it falls back to nothing"


def test_what_is_added_takes_the_place_of_nothing_and_keeps_the_rest() -> None:
    more = STRICT.allowing({"script-src": ["'self'"], "img-src": ["https://a.example", "'self'"]})
    said = rules(more.allowing({"script-src": ["'wasm-unsafe-eval'"]}).header)
    assert said["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert said["img-src"] == "'self' https://a.example"
    assert rules(STRICT.header).items() - said.items() == {("img-src", "'self'")}
    assert STRICT.allowing({}) == STRICT


def test_a_page_says_of_itself_all_but_what_only_a_header_can() -> None:
    assert rules(STRICT.header).keys() - rules(STRICT.meta).keys() == {"frame-ancestors"}
    assert rules(STRICT.meta).items() <= rules(STRICT.header).items()


def test_a_directive_that_is_not_known_cannot_be_added_to() -> None:
    with pytest.raises(KeyError):
        STRICT.allowing({"scirpt-src": ["'self'"]})
    assert "script-src" in DIRECTIVES


@pytest.mark.parametrize(
    ("text", "whether"),
    [("'self'", True), ("https://a.example:8443/x", True), ("data:", True), ("*", True)]
    + [(text, False) for text in ("", "a b", "'self';", "a,b", "é", "a\nb")],
)
def test_a_source_is_one_word_that_ends_no_directive(text: str, whether: bool) -> None:
    assert is_source(text) is whether


@pytest.mark.parametrize(
    ("host", "script"), [("localhost:8000", "http://localhost:8000/_dateline/"), ("[::1]:8000", "'self'")]
)
def test_the_preview_allows_its_own_script_and_no_other(host: str, script: str) -> None:
    said = rules(page_policy(STRICT, host, "/_dateline/"))
    assert (said["script-src"], said["connect-src"]) == (script, "'self'")
    assert said["style-src"] == "'self'"


@pytest.mark.parametrize(
    ("source", "url", "may"),
    [
        ("https://a.example", "https://a.example/boat.jpg", True),
        ("https://A.example", "https://a.example/boat.jpg", True),
        ("http://a.example", "https://a.example/boat.jpg", True),
        ("https://a.example", "http://a.example/boat.jpg", False),
        ("a.example", "https://a.example/boat.jpg", True),
        ("https://a.example", "https://b.a.example/boat.jpg", False),
        ("https://*.a.example", "https://b.a.example/boat.jpg", True),
        ("https://*.a.example", "https://a.example/boat.jpg", False),
        ("https://a.example:8443", "https://a.example/boat.jpg", False),
        ("https://a.example:443", "https://a.example/boat.jpg", True),
        ("https://a.example", "https://a.example:8443/boat.jpg", False),
        ("https://a.example:*", "https://a.example:8443/boat.jpg", True),
        ("https://a.example/pictures/", "https://a.example/pictures/boat.jpg", True),
        ("https://a.example/pictures/", "https://a.example/boat.jpg", False),
        ("https:", "https://a.example/boat.jpg", True),
        ("*", "https://a.example/boat.jpg", True),
        ("'self'", "https://a.example/boat.jpg", False),
    ],
)
def test_what_a_source_lets_a_page_load(source: str, url: str, may: bool) -> None:
    assert loads([source], url) is may
