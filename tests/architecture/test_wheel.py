"""What a user installs works: sdist, the wheel made from it, an empty environment, a new site.

Nothing reaches the network. The wheel's dependencies are links to those of this environment, and only those
that the wheel declares: a module that needs more than that fails here.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from harness import REPOSITORY, plain_environment

pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.timeout(180)]


_PURE = {"DATELINE_COMPILE": "0"}
"""Whatever the environment asks for. `make same` looks at what is compiled, which takes a minute or two."""


@dataclass(frozen=True)
class Built:
    """The two files that would be published."""

    sdist: Path
    wheel: Path


def _run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; a failure of the test when the command fails."""
    environment = plain_environment({"PYTHONWARNINGS": "", **_PURE})  # pip's and hatchling's are not ours
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist of this checkout, and the wheel made from that sdist (not from the checkout)."""
    dist = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", dist, REPOSITORY, cwd=dist)
    (sdist,), (wheel,) = dist.glob("*.tar.gz"), dist.glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def command(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `dateline` command in an environment that holds the wheel and what the wheel asks for."""
    venv = tmp_path_factory.mktemp("user") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    python = venv / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    _run(sys.executable, "-W", "ignore", "-m", "pip", "--python", python, *install, built.wheel, cwd=venv)
    site_packages = Path(
        _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv).strip()
    )
    (installed,) = metadata.distributions(path=[str(site_packages)])
    _link_what_it_needs(installed, site_packages)
    return venv / "bin" / "dateline"


def _link_what_it_needs(wanting: metadata.Distribution, site_packages: Path) -> None:
    """Every distribution that `wanting` requires, and what these require, is linked into the environment."""
    for line in wanting.requires or []:
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        needed = metadata.distribution(requirement.name)
        assert requirement.specifier.contains(needed.version, prereleases=True), (
            f"{line}: has {needed.version}"
        )
        for top in {
            file.parts[0] for file in needed.files or [] if file.parts[0] not in ("..", "__pycache__")
        }:
            if not (site_packages / top).exists():
                (site_packages / top).symlink_to(str(needed.locate_file(top)))
        _link_what_it_needs(needed, site_packages)


def test_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dateline"}
    assert {
        "dateline/py.typed",
        "dateline/cli/__init__.py",
        "dateline/preview/client/client.js",
        "dateline/themes/default/theme.toml",
    } <= set(names)
    ours = [name for name in names if not name.startswith("dateline/editing/starter/")]
    assert not [name for name in ours if {"content", "tests", "__pycache__"} & set(name.split("/"))]


def test_wheel_without_a_compiler_is_for_every_machine(built: Built) -> None:
    assert built.wheel.name.endswith("-py3-none-any.whl")


def test_sdist_holds_what_it_takes_to_build_and_read(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "themes/default/theme.toml"} <= names
    assert "hatch_build.py" in names
    assert not [
        name for name in names if name.startswith((".venv", "public", "content")) or "node_modules" in name
    ]


def test_new_site_builds_with_the_default_theme(command: Path, tmp_path: Path) -> None:
    _run(command, "new", "site", "demo", cwd=tmp_path)
    _run(command, "build", "--now", "2026-01-15T12:00:00+00:00", cwd=tmp_path / "demo")
    home = (tmp_path / "demo" / "public" / "index.html").read_text(encoding="utf-8")
    assert "<main" in home
    assert 'rel="stylesheet"' in home
    assert list((tmp_path / "demo" / "public").rglob("*.css"))


def test_installed_command_knows_its_version(command: Path, built: Built, tmp_path: Path) -> None:
    assert built.wheel.name.split("-")[1] in _run(command, "--version", cwd=tmp_path)
