"""Which repository has the content of a site."""

from __future__ import annotations

from pathlib import Path

from dateline.git.repository import find


def test_where_nobody_may_look_there_is_none(tmp_path: Path) -> None:
    """A folder without rights refuses a look into it, and so does, to whoever may all, a name too long."""
    assert find(tmp_path / ("x" * 300)) is None
