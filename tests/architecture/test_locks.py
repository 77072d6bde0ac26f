"""The locks pin what pyproject.toml asks for, with hashes, and name no registry."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from harness import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {"runtime": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}
EXTRAS = [asked for extra in PROJECT["project"]["optional-dependencies"].values() for asked in extra]
EVERYTHING = [*GROUPS["runtime"], *GROUPS["build"], *GROUPS["dev"], *EXTRAS]


def _lock(name: str) -> str:
    return (REPOSITORY / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def _pins(lock: str) -> dict[str, str]:
    """Name → version of every pinned package."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.MULTILINE))


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("runtime", GROUPS["runtime"]),
        ("build", GROUPS["build"]),
        ("node", GROUPS["node"]),
        ("dev", EVERYTHING),
    ],
)
def test_lock_pins_what_is_asked_for(name: str, asked: list[str]) -> None:
    pins = _pins(_lock(name))
    for requirement in map(Requirement, asked):
        version = pins.get(requirement.name.lower().replace("_", "-"))
        assert version, f"{requirement.name} is not in {name}.lock: run scripts/lock"
        assert requirement.specifier.contains(version), (
            f"{requirement} but {version} in {name}.lock: run scripts/lock"
        )


@pytest.mark.parametrize("name", ["runtime", "build", "node", "dev"])
def test_lock_has_hashes_and_names_no_registry(name: str) -> None:
    lock = _lock(name)
    pinned = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]
    assert pinned
    assert all("--hash=sha256:" in pin for pin in pinned)
    assert "://" not in lock


def test_locks_agree_with_each_other() -> None:
    everything = _pins(_lock("dev"))
    for name in ("runtime", "build"):
        assert _pins(_lock(name)).items() <= everything.items(), (
            f"{name}.lock and dev.lock differ: run scripts/lock"
        )


def test_lock_of_the_html_checker_names_no_registry() -> None:
    lock = (REPOSITORY / "tests" / "tools" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"integrity": "sha512-' in lock
