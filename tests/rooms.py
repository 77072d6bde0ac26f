"""The package's modules as the architecture tests read them: their names, files and syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness import REPOSITORY

PACKAGE = REPOSITORY / "generator" / "dateline"


@dataclass(frozen=True)
class Module:
    """A module: its name without the package's ("dates.edtf", "" for the package itself) and its code."""

    name: str
    path: Path
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, by name."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path))))
    return tuple(found)


def imported(module: Module) -> Iterator[str]:
    """The full names of the modules that a module imports, wherever in it: "dateline.rules", "os"."""
    names = {f"dateline.{other.name}" for other in modules()}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path.name}: imports are written with their whole name"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in names else str(node.module)
