"""Which paths an output, or what a marker or a manifest says of one, may have."""

from __future__ import annotations

import pytest

from dateline.output.ledger import MARKER, is_safe


@pytest.mark.parametrize(
    "path", ["a", "a/b.html", ".well-known/x", "a/.b", "...", "a/..b/c..", "C/d", "é/語 x"]
)
def test_a_path_within_the_folder_is_safe(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize("path", ["", "/", "/a", "a/", "a//b", "a//", "C:", "C:a", "c:/a", MARKER])
def test_a_path_that_is_none_within_the_folder_is_not_safe(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize(
    "part", [".", "..", "a\\b", "a\nb", "a\n", "..\n", "\0", "\x1f", "\x7f", "\ud800", "a\udfff"]
)
def test_a_part_that_leads_elsewhere_or_holds_what_no_name_may_is_not_safe(part: str) -> None:
    assert not any(map(is_safe, (part, f"{part}/a", f"a/{part}", f"a/{part}/b")))
