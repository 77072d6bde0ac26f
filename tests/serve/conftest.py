"""Fixtures for previews: `preview` runs one on a site, `page` opens it in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness import MakeSite
from previewing import Preview, two_stories

Start = Callable[..., Preview]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts previews, and ends them all."""
    running: list[Preview] = []

    def begin(site: Path, *args: str, env: dict[str, str] | None = None) -> Preview:
        running.append(Preview(site, *args, env=env))
        return running[-1]

    yield begin
    for preview in running:
        preview.stop()


@pytest.fixture
def preview(site: MakeSite, start: Start) -> Preview:
    """A preview of the site with two stories."""
    return start(site(two_stories()))
