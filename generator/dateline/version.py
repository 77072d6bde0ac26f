"""The version of the generator, by content: a change of its code or of a library makes all pages anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dateline import digest

_LIBRARIES = (
    "babel",
    "jinja2",
    "markdown_it_py",
    "markupsafe",
    "mdit_py_plugins",
    "msgspec",
    "pagefind",
    "pillow",
    "pyyaml",
)


@cache
def generator_digest() -> str:
    """The digest of the generator's own modules and words, and of the versions of what makes its pages."""
    return digest.of_value(sorted(_modules(str(Path(__file__).parent))), _installed())


def _modules(package: str) -> Iterator[tuple[str, str]]:
    """The files of the package that pages are made by, each with the digest of what is in it."""
    words = f"{package}/words"
    for folder, inside, names in os.walk(package):
        inside[:] = [name for name in inside if name != "__pycache__"]
        for name in names:
            if name.endswith(".py") or (folder == words and name.endswith(".toml")):
                with open(f"{folder}/{name}", "rb", buffering=0) as file:
                    yield f"{folder[len(package) :]}/{name}", digest.of_bytes(file.read())


def _installed() -> list[str]:
    """The names of the libraries' `.dist-info` folders, which say their versions (PEP 376)."""
    spec = find_spec("jinja2")
    if spec is None or spec.origin is None:
        return []
    beside = Path(spec.origin).parents[1]
    names = (path.name.lower().replace("-", "_", 1) for path in beside.glob("*.dist-info"))
    return sorted(name for name in names if name.startswith(_LIBRARIES))
