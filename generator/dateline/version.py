"""The version of the generator, by content: a change of its code or of a library makes all pages anew."""

from __future__ import annotations

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
    package = Path(__file__).parent
    files = sorted((*package.rglob("*.py"), *package.glob("words/*.toml")))
    modules = [(path.relative_to(package).as_posix(), digest.of_bytes(path.read_bytes())) for path in files]
    return digest.of_value(modules, _installed())


def _installed() -> list[str]:
    """The names of the libraries' `.dist-info` folders, which say their versions (PEP 376)."""
    spec = find_spec("jinja2")
    if spec is None or spec.origin is None:
        return []
    beside = Path(spec.origin).parents[1]
    names = (path.name.lower().replace("-", "_", 1) for path in beside.glob("*.dist-info"))
    return sorted(name for name in names if name.startswith(_LIBRARIES))
