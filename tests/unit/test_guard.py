"""The guard: which names are ours, whatever a browser may put into Host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.preview.guard import POLICY, refusal

HERE = "127.0.0.1"


@pytest.mark.parametrize(
    "host", ["localhost", "Localhost:80", "127.0.0.1", "127.1.2.3:9", "[::1]", "localhost."]
)
def test_loopback_is_ours(host: str) -> None:
    assert refusal("GET", host, HERE) is None


@pytest.mark.parametrize(
    ("host", "bound"),
    [
        ("paper.lan:8000", "paper.lan"),
        ("PAPER.lan", "paper.LAN"),
        ("10.0.0.5:8000", "10.0.0.5"),
        ("10.0.0.5:8000", "0.0.0.0"),  # noqa: S104  (compared, not bound)
        ("[fe80::1]", "::"),
        ("localhost", "10.0.0.5"),
    ],
)
def test_the_bound_address_is_ours(host: str, bound: str) -> None:
    assert refusal("GET", host, bound) is None


@pytest.mark.parametrize("bound", [HERE, "10.0.0.5", "0.0.0.0", "::"])  # noqa: S104  (compared, not bound)
@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "localhost:80:80",
        "localhost/x",
        "a@localhost",
        " localhost",
        "localhost, evil.example",
        "0x7f.1",
        "2130706433",
        "[::1",
        "::1]",
        "localhost:",
        "localhost:123456",
    ],
)
def test_every_other_name_is_a_stranger(host: str, bound: str) -> None:
    refused = refusal("GET", host, bound)
    assert refused is not None
    assert refused[0] == 421


@given(st.text(), st.sampled_from([HERE, "0.0.0.0"]))  # noqa: S104  (compared, not bound)
def test_a_name_with_letters_is_never_ours(name: str, bound: str) -> None:
    assert refusal("GET", f"{name}.example", bound) is not None


def test_policy_allows_no_inline_script() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["script-src"] == "'self'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe-eval" not in POLICY


@pytest.mark.parametrize("host", ["10.0.0.9", "10.0.0.9:8000", "[fe80::2]", "192.0.2.7"])
@pytest.mark.parametrize("bound", [HERE, "10.0.0.5", "localhost"])
def test_another_address_is_a_stranger(host: str, bound: str) -> None:
    refused = refusal("GET", host, bound)
    assert refused is not None
    assert refused[0] == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", ""])
def test_only_reading_is_allowed(method: str) -> None:
    refused = refusal(method, "localhost", HERE)
    assert refused is not None
    assert refused[0] == 405
    assert refusal("HEAD", "localhost", HERE) is None
