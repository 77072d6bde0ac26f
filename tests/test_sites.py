"""Small whole sites with golden output: `sites/<name>/expected/`, and `sites/broken/<rule>/problems.txt`.

`pytest tests/test_sites.py --update` rewrites the golden files; read the difference before it is committed.
The rules of comparison are in tests/README.md.
"""

from __future__ import annotations

import fnmatch
import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from dateline import rules
from harness import Ran, run_dateline

SITES = Path(__file__).parent / "sites"
BROKEN = SITES / "broken"
HARNESS_FILES = ("expected", "problems.txt", "command.txt", "prepare.py", "sitecustomize.py")
LONGEST_GOLDEN = 200
NOW = "2026-01-15T12:00:00+00:00"

_MAIN = re.compile(rb"<main\b.*?</main>", re.DOTALL)


def _folders(parent: Path) -> list[Path]:
    return sorted(p for p in parent.iterdir() if p.is_dir() and p != BROKEN) if parent.is_dir() else []


@pytest.mark.parametrize("fixture", _folders(SITES), ids=lambda p: p.name)
def test_the_output_is_the_golden_output(
    fixture: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ran, site = _run(fixture, tmp_path, f"build --now {NOW}")
    assert ran.exit == 0, ran.console
    golden = fixture / "expected"
    built = _golden_form(_tree(site / "public"), _tree(golden))
    if request.config.getoption("--update"):
        _rewrite(golden, built)
    assert _readable(built) == _readable(_tree(golden))
    assert not _too_long(built)


@pytest.mark.parametrize("fixture", _folders(BROKEN), ids=lambda p: p.name)
def test_mistake_is_reported_exactly(fixture: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    ran, _ = _run(fixture, tmp_path, f"check --now {NOW}")
    report = f"exit: {ran.exit}\n{ran.console}"
    golden = fixture / "problems.txt"
    if request.config.getoption("--update"):
        golden.write_bytes(report.encode())
    assert report == (golden.read_bytes().decode() if golden.exists() else "")
    assert f"[{fixture.name}]" in report, "the folder has the name of a rule that its site does not break"


def test_every_rule_has_a_broken_site() -> None:
    assert {rule.name for rule in rules.ALL} == {folder.name for folder in _folders(BROKEN)}


def _run(fixture: Path, tmp_path: Path, default_command: str) -> tuple[Ran, Path]:
    """What the fixture's command gives on a copy of its site, and where that copy is."""
    site = tmp_path / "site"
    shutil.copytree(fixture, site, ignore=shutil.ignore_patterns(*HARNESS_FILES))
    if (fixture / "prepare.py").exists():  # for what git cannot keep: a huge or an unreadable file
        runpy.run_path(str(fixture / "prepare.py"))["prepare"](site)
    command = fixture / "command.txt"
    words = shlex.split(command.read_text(encoding="utf-8") if command.exists() else default_command)
    # Python runs it first: for what is not installed.
    env = {"PYTHONPATH": str(fixture)} if (fixture / "sitecustomize.py").exists() else None
    return run_dateline(site, *words, env=env), site


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path with slashes; nothing when there is no such folder."""
    files = sorted(p for p in folder.rglob("*") if p.is_file()) if folder.is_dir() else []
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def _golden_form(built: dict[str, bytes], golden: dict[str, bytes]) -> dict[str, bytes]:
    """The built files as a golden tree keeps them: those it watches, and of an HTML page its `<main>`."""
    form = {}
    if ".partial" in golden:
        form[".partial"] = golden[".partial"]
        watched = golden[".partial"].decode().split()
        built = {n: b for n, b in built.items() if n in golden or any(fnmatch.fnmatch(n, p) for p in watched)}
    for name, content in built.items():
        whole = golden.get(name, b"").lower().startswith(b"<!doctype")
        main = None if whole or not name.endswith(".html") else _MAIN.search(content)
        form[name] = main.group() + b"\n" if main else content
    return form


def _rewrite(golden: Path, built: dict[str, bytes]) -> None:
    shutil.rmtree(golden, ignore_errors=True)
    for name, content in built.items():
        (golden / name).parent.mkdir(parents=True, exist_ok=True)
        (golden / name).write_bytes(content)


def _readable(tree: dict[str, bytes]) -> dict[str, list[str]]:
    """The tree as lines of text, so that a failed comparison can be read."""
    return {name: content.decode("utf-8", "backslashreplace").splitlines() for name, content in tree.items()}


def _too_long(tree: dict[str, bytes]) -> list[str]:
    """Golden files that nobody would review: over 200 lines."""
    return [name for name, content in tree.items() if content.count(b"\n") > LONGEST_GOLDEN]
