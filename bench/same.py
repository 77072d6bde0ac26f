"""Whether the generators wrote the same paper: the words in the `<main>` of their pages, compared.

Run after builds, on the output folders. This room measures nothing and builds nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
OWN = {"backs", "voices", "how-counted", "related", "chart", "event-number", "page-address", "reading-time"}
"""What only Dateline has: the links from a source back to the sentences that cite it, how many voices these
rest on, related stories, the timeline drawn to scale with its numbers, how long one reads, and what is for
paper. What is hidden at first (the passages behind sentences) does not count."""


class _Words(HTMLParser):
    """Collects the words inside `<main>`, without elements of Dateline's own."""

    def __init__(self) -> None:
        super().__init__()
        self.words: Counter[str] = Counter()
        self._open: list[bool] = []
        """For each open element inside `<main>`: whether its words count."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or (not self._open and tag != "main"):
            return
        classes = set((dict(attrs).get("class") or "").split())
        hidden = any(name == "hidden" for name, _ in attrs)
        counts = (not self._open or self._open[-1]) and not hidden and not classes & OWN
        self._open.append(counts)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.words.update(re.findall(r"\w+", data))


def words(page: Path) -> Counter[str]:
    """How often each word stands in the page's `<main>`."""
    reader = _Words()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.words


def differences(one: Path, other: Path, pages: list[str]) -> list[str]:
    """The pages of two output folders that differ, each with the first words that do."""
    found = []
    for page in pages:
        mine, yours = _find(one, page), _find(other, page)
        if mine is None or yours is None:
            found.append(f"{page}: missing")
            continue
        ours, theirs = words(mine), words(yours)
        if ours != theirs:
            more, fewer = list((theirs - ours).elements())[:5], list((ours - theirs).elements())[:5]
            found.append(f"{page}: more {more}, fewer {fewer}")
    return found


def comparable(output: Path) -> list[str]:
    """Every HTML page but the home page, whose choice of stories is the theme's own."""
    pages = sorted(page.relative_to(output).as_posix() for page in output.rglob("*.html"))
    return [page for page in pages if page != "index.html"]


def _find(output: Path, page: str) -> Path | None:
    return next((found for found in (output / page, output / _flat(page)) if found.is_file()), None)


def _flat(page: str) -> str:
    """Where the others keep a month of the archive: "archive/2026-01/" for "archive/2026/01/"."""
    return re.sub(r"^archive/(\d{4})/(\d\d)/", r"archive/\1-\2/", page)
