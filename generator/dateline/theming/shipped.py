"""Shipped: where the themes are that come with the generator. Must not know: what is in them."""

from __future__ import annotations

from pathlib import Path


def builtin_themes() -> Path:
    """Themes that come with the generator: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "themes"
    return packaged if packaged.is_dir() else package.parents[1] / "themes"
