"""Ranges: which bytes are sent for which `Range` (RFC 9110 §14)."""

from __future__ import annotations

import pytest

from dateline.preview.ranges import ranged

BODY = b"0123456789"


@pytest.mark.parametrize(
    ("asked", "said", "body"),
    [
        ("bytes=0-3", "bytes 0-3/10", b"0123"),
        ("bytes=4-", "bytes 4-9/10", b"456789"),
        ("bytes=9-9", "bytes 9-9/10", b"9"),
        ("bytes=8-99", "bytes 8-9/10", b"89"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=-99", "bytes 0-9/10", BODY),
    ],
)
def test_a_range_is_sent(asked: str, said: str, body: bytes) -> None:
    status, sent, headers = ranged(BODY, asked)
    assert (status, sent, headers["Content-Range"]) == (206, body, said)


@pytest.mark.parametrize(
    "asked", ["", "bytes=-", "bytes=5-4", "bytes=20-15", "bytes=1-2,4-5", "items=0-1", "bytes=a-b"]
)
def test_what_is_no_range_is_passed_over(asked: str) -> None:
    status, sent, headers = ranged(BODY, asked)
    assert (status, sent, "Content-Range" in headers) == (200, BODY, False)


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(asked: str) -> None:
    status, sent, headers = ranged(BODY, asked)
    assert (status, sent, headers["Content-Range"]) == (416, b"", "bytes */10")
