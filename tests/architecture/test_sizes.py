"""Everything fits on a page or two, and says what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from statistics import median

import pytest

from rooms import Module, modules

LONGEST_MODULE = 320
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 9


def _functions(module: Module) -> Iterator[tuple[str, int]]:
    """The name and the number of lines of every function and method."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{module.name}.{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_module_is_short_and_says_what_it_is_for(module: Module) -> None:
    assert len(module.path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(module.tree), "a module begins with what it is responsible for"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name or "dateline")
def test_function_is_short(module: Module) -> None:
    assert [found for found in _functions(module) if found[1] > LONGEST_FUNCTION] == []


def test_most_functions_are_very_short() -> None:
    assert median(lines for module in modules() for _, lines in _functions(module)) <= MEDIAN_FUNCTION
