"""What is compiled into wheels (`hatch_build.py`) may be: no room loses anything by it.

That both forms write the same is for `make same`, which takes the time to compile.
"""

from __future__ import annotations

import ast
import sys

import pytest

from harness import REPOSITORY

sys.path.insert(0, str(REPOSITORY))  # of the hook that hatchling loads by its path
import hatch_build

PACKAGES = REPOSITORY / "generator"


def _classes(room: str) -> list[ast.ClassDef]:
    tree = ast.parse((PACKAGES / room).read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def _names(nodes: list[ast.expr]) -> set[str]:
    return {ast.unparse(node).rpartition(".")[2] for node in nodes}


@pytest.mark.parametrize("room", hatch_build.rooms())
def test_compiled_room_defines_no_value_that_would_lose_its_kind(room: str) -> None:
    for found in _classes(room):
        assert "Struct" not in _names(found.bases), f"{found.name}: compiled, it is no longer frozen"


@pytest.mark.parametrize("room", hatch_build.rooms())
def test_what_a_compiled_room_keeps_is_kept(room: str) -> None:
    for found in _classes(room):
        methods = [node for node in found.body if isinstance(node, ast.FunctionDef)]
        said = set[str]().union(*(_names(method.decorator_list) for method in methods))
        assert "cached_property" not in said, f"{found.name}: compiled, it finds anew each time: use once"
        assert "once" not in said or "keeping" in _names(found.decorator_list), f"{found.name}: add keeping"


@pytest.mark.parametrize(("said", "wanted"), [("", False), ("0", False), ("1", True)])
def test_only_what_is_asked_for_is_compiled(monkeypatch: pytest.MonkeyPatch, said: str, wanted: bool) -> None:
    monkeypatch.setenv("DATELINE_COMPILE", said)
    assert hatch_build.is_wanted() is wanted
