"""What validators look at, as on a static host: our own site, and one with every kind of page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from everykind import built_every_kind
from harness import REPOSITORY, run_dateline
from hosting import Place, hosted
from validators import NODE_MODULES, node

NOW = "2026-11-22T12:00:00+00:00"


def _skipped(why: str) -> None:
    """Skip, and in CI fail: there nothing may be left out."""
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def tools() -> None:
    """Skips where the validators are not installed, but never in CI."""
    if not NODE_MODULES.is_dir() or node() is None:
        _skipped("the validators are not installed: `make validate` does it")


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the repository's own site."""
    return _built(REPOSITORY, tmp_path_factory.mktemp("validate") / "public")


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the same site is served in the theme “wire”, without a slash at its end."""
    folder = tmp_path_factory.mktemp("wire")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    settings = (REPOSITORY / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(f'theme = "wire"\n{settings}', encoding="utf-8")
    with hosted(_built(folder, folder / "public")) as address:
        yield address


def _built(site: Path, output: Path) -> Path:
    ran = run_dateline(site, "build", "--output", str(output), "--now", NOW)
    assert ran.exit == 0, ran.console
    return output


@pytest.fixture(scope="session")
def own(public: Path) -> Iterator[Place]:
    """The repository's own site, served."""
    yield from _placed(public)


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The site with a page of every kind, served."""
    yield from _placed(built_every_kind(tmp_path_factory.mktemp("kinds")))


@pytest.fixture(params=["own", "kinds"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each of the two."""
    found: Place = request.getfixturevalue(request.param)
    return found


def _placed(public: Path) -> Iterator[Place]:
    pages = tuple(
        "/" + path.relative_to(public).as_posix().removesuffix("index.html")
        for path in sorted(public.rglob("*.html"))
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )
    assert len(pages) > 10, "the site has hardly a page"
    with hosted(public) as host:
        yield Place(public, host, pages)


@pytest.fixture(scope="session")
def host(own: Place) -> str:
    """Where the repository's own site is served, without a slash at its end."""
    return own.host
