"""Where settings stand in site.toml, read again for the sake of a problem that is found long after."""

from __future__ import annotations

from pathlib import Path

from dateline.problems import Place
from dateline.settings.config import menu_place, setting_place

SETTINGS = "site.toml"


def locate_menu(root: Path, index: int, tag: str = "") -> Place:
    """The place of an address in the menu of a language; `index` counts from 0."""
    text = _text(root)
    return Place(SETTINGS) if text is None else menu_place(text, index, tag)


def locate_setting(root: Path, *path: str, key: bool = True) -> Place:
    """The place of a setting's name or of a table; with `key` false that of the value."""
    text = _text(root)
    return Place(SETTINGS) if text is None else setting_place(text, *path, key=key)


def _text(root: Path) -> str | None:
    """The text of site.toml; None where it cannot be read (any more)."""
    try:
        return (root / SETTINGS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
