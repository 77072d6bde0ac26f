"""Fixtures for every test: `site` makes a small site, `run` runs the real command on it."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import scratch
from harness import MINIMAL_CONFIG, MakeSite, Ran, Run, run_dateline, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A shell starts what runs in its background with Ctrl-C ignored, and every child would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
scratch.keep_in_memory()
# No test asserts a time: what an example takes is the machine's affair.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite golden files with what came out")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the validators unless they are named, as `make validate` does: they want the machine."""
    is_named = any(Path(arg.partition("::")[0]).is_relative_to("tests/validate") for arg in config.args)
    return True if collection_path.name == "validate" and not is_named else None


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Makes a site of the files given; a minimal site.toml is added when there is none among them."""
    made = 0

    def make(files: Mapping[str, str | bytes] | None = None, /) -> Path:
        nonlocal made
        made += 1
        folder = tmp_path / (f"site{made}" if made > 1 else "site")
        write_files(folder, {"site.toml": MINIMAL_CONFIG, **(files or {})})
        (folder / "content").mkdir(exist_ok=True)
        return folder

    return make


@pytest.fixture
def run() -> Run:
    """Runs `dateline` with the arguments given inside a site's folder, in a process of its own."""

    def run_in(site: Path, /, *args: str, env: Mapping[str, str] | None = None) -> Ran:
        return run_dateline(site, *args, env=env)

    return run_in


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    from browsing import launched  # most tests need none

    with launched() as found:
        yield found
