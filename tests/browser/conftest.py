"""The site whose claims have evidence, as a static host shows it to a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evidenced import files
from harness import run_dateline, write_files
from hosting import hosted


@pytest.fixture(scope="session")
def evidenced_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site."""
    folder = tmp_path_factory.mktemp("evidenced")
    write_files(folder, files())
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    with hosted(folder / "public") as address:
        yield address
