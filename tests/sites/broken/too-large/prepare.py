"""A source article of 11 MB: a scan that was pasted into it."""

from pathlib import Path

HEADER = "---\ntitle: Ferry stops\npublisher: Harbour Ledger\npublished: 2026-01-09\n---\n"


def prepare(site: Path) -> None:
    file = site / "content/harbour/ferry/sources/ledger.md"
    file.parent.mkdir()
    file.write_text(HEADER + "The ferry stopped. " * 580_000, encoding="utf-8")
