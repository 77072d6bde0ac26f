"""The same files give the same bytes, by the real command: wherever, whenever and however it runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.build import Request, build, plan_site
from dateline.dates import parse_moment
from harness import Ran, another_build_in, plain_environment, run_dateline

FULL = Path(__file__).parent / "sites/full"
NOW = "2026-01-15T12:00:00+00:00"


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def copy_of_full(target: Path, *, backwards: bool = False) -> Path:
    """A copy of the fixture site with one of everything, its files made in this order."""
    files = sorted(
        path for path in FULL.rglob("*") if path.is_file() and FULL / "expected" not in path.parents
    )
    for file in reversed(files) if backwards else files:
        copy = target / file.relative_to(FULL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    return target


def built(site: Path, now: str = NOW, **env: str) -> dict[str, bytes]:
    """The output that the command makes of a site in this environment."""
    ran = run_dateline(site, "build", "--now", now, env=env)
    assert ran.exit == 0, ran.console
    return tree_of(site / "public")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The output that all others must equal."""
    output = built(copy_of_full(tmp_path_factory.mktemp("first") / "site"))
    assert len(output) > 20
    return output


def installed_locales() -> list[str]:
    """Up to four locales of this machine, the plain one first."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return ["C", *[name for name in listed if name not in ("C", "POSIX")]][:4]


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles"},
        {"PYTHONHASHSEED": "random", "TZ": "No/Such_Zone", "HOME": "/nonexistent", "LANGUAGE": "de:fr"},
        *({"LC_ALL": name, "LANG": name, "TZ": "UTC"} for name in installed_locales()),
        {"LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "1", "PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda env: ",".join(env.values()),
)
def test_the_environment_changes_nothing(
    env: dict[str, str], first: dict[str, bytes], tmp_path: Path
) -> None:
    assert built(copy_of_full(tmp_path / "site"), **env) == first


def test_neither_the_place_nor_the_order_of_files_changes_anything(
    first: dict[str, bytes], tmp_path: Path
) -> None:
    site = copy_of_full(tmp_path / "Überall, 100% & <da>" / "the 'site'", backwards=True)
    assert built(site) == first


def test_folders_may_be_listed_in_any_order(
    first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir, listdir = os.scandir, os.listdir

    class Backwards:
        """What `os.scandir` gives, from the last name on."""

        def __init__(self, *args: Any) -> None:
            with scandir(*args) as entries:
                self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return self._entries

        def __exit__(self, *raised: object) -> None:
            """There is nothing open."""

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return self._entries

        def __next__(self) -> os.DirEntry[str]:
            return next(self._entries)

    listed: Callable[..., list[str]] = lambda *args: sorted(listdir(*args), reverse=True)  # noqa: E731  # one expression beside its use
    site = copy_of_full(tmp_path / "site")
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", Backwards)
        patch.setattr(os, "listdir", listed)
        build(plan_site(site, Request(now=parse_moment(NOW))))
    assert tree_of(site / "public") == first


def test_no_moment_of_building_is_in_any_file(first: dict[str, bytes], tmp_path: Path) -> None:
    site = copy_of_full(tmp_path / "site")
    assert built(site, now="2026-01-15T12:00:01+00:00") == first
    always = copy_of_full(tmp_path / "always")
    for story in ("scheduled", "expired"):
        shutil.rmtree(always / "content/harbour" / story)
    later = built(always, now="2087-06-05T04:03:02+00:00")
    assert built(always) == later
    assert [path for path, content in later.items() if b"2087" in content] == []


def test_the_clock_of_the_machine_is_in_no_file(first: dict[str, bytes], tmp_path: Path) -> None:
    """File times are the present; nothing of them may be read."""
    site = copy_of_full(tmp_path / "site")
    for number, path in enumerate(sorted(site.rglob("*"))):
        os.utime(path, (number * 1e8, number * 1e8))
    assert built(site) == first


# ── two builds at once ───────────────────────────────────────────────────────────────────────────


def test_a_second_build_at_the_same_time_is_refused(first: dict[str, bytes], tmp_path: Path) -> None:
    site = copy_of_full(tmp_path / "site")
    assert built(site) == first
    (site / "content/about.md").write_text("---\ntitle: New\n---\nNew.\n", encoding="utf-8")
    with another_build_in(site) as process:
        ran = run_dateline(site, "build", "--now", NOW)
        cleaned = run_dateline(site, "clean")
    assert ran.exit == cleaned.exit == 6
    assert ran.stderr == (
        f"public: error: another build is at work (process {process}) [output]\n"
        "      hint: wait until it is done\n"
        "1 error: nothing was written\n"
    )
    assert tree_of(site / "public") == first
    assert built(site) != first


def test_builds_that_run_at_once_leave_a_whole_tree(first: dict[str, bytes], tmp_path: Path) -> None:
    site = copy_of_full(tmp_path / "site")
    command = [sys.executable, "-m", "dateline", "build", "--now", NOW]
    processes = [
        subprocess.Popen(
            command,
            cwd=site,
            env=plain_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ends = [Ran(process.wait(timeout=50), "", process.communicate()[1]) for process in processes]
    assert {ran.exit for ran in ends} <= {0, 6}, ends
    assert any(ran.exit == 0 for ran in ends)
    assert tree_of(site / "public") == first
