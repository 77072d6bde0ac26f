"""Prose: the HTML that Dateline makes of a writer's text, as Markdown again; and plain text, escaped.

Only what `markdown` lets through is known here; of any other element its words are kept. A link into the
page's own list of sources is a citation, and stays as its number: "[1]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import quote

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|!(?=\[)")
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
"""A tag as Dateline writes it: a sign of HTML in a text or an attribute is always escaped."""
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_SPACE: Final = re.compile(r"\s+")
_TICKS: Final = re.compile(r"`+")
_CITATION: Final = re.compile(r"\[\d+\]")
_BLOCK_START: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)|([#+=-])")
_MARKS: Final = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~"}
_BLOCKS: Final = frozenset({"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "div"})
_RULES: Final = {"align-left": ":---", "align-center": ":---:", "align-right": "---:"}
"""What stands below the head of a table's column, by the class of its cells."""


def escaped(text: str) -> str:
    """Plain text on one line, of which Markdown makes nothing else."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def begun(text: str) -> str:
    """Escaped text that begins a block."""
    found = _BLOCK_START.match(text)
    if not found:
        return text
    return f"{found[1]}\\{text[len(found[1]) :]}" if found[1] else f"\\{text}"


def address(url: str) -> str:
    """An address that is a link by itself."""
    return f"<{target(url)}>"


def target(url: str) -> str:
    """An address as a link leads to it, without what could end the link."""
    return quote(url, safe=":/?#[]@!$&'*+,;=%~-._")


def linked(text: str, url: str) -> str:
    """Words that lead to an address."""
    return f"[{escaped(text)}]({target(url)})"


def prose(html: str, page: str) -> str:
    """Blocks of HTML as Markdown; `page` is the address of the page whose sources are cited."""
    reader = _Reader(page)
    for kind, name, attributes in pieces(html):
        if kind == "start":
            reader.start(name, attributes)
        elif kind == "end":
            reader.end(name)
        else:
            reader.words(name)
    return reader.text()


def pieces(html: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What HTML as Dateline writes it is made of: "start" and "end" with a tag, "words" with these."""
    found = _TAG.split(html)
    for at in range(0, len(found), 4):
        if at:
            closing, tag, attributes = found[at - 3 : at]
            if closing:
                yield "end", tag, {}
            else:
                yield "start", tag, {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
        if found[at]:
            yield "words", unescape(found[at]), {}


def inline(html: str, page: str) -> str:
    """The HTML of one line as Markdown on one line."""
    return " ".join(prose(html, page).split())


def _span(text: str, *, in_table: bool) -> str:
    """Code within a line, between more backticks in a row than there are in it."""
    mark = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    space = " " if "`" in (text[:1], text[-1:]) else ""
    plain = _SPACE.sub(" ", text)
    if in_table:
        plain = plain.replace("|", "\\|")
    return f"{mark}{space}{plain}{space}{mark}"


class _Reader:
    """Collects blocks of Markdown, each with the mark of the list item or quotation that it stands in."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._blocks: list[str] = []
        self._line = ""
        self._links: list[str] = []
        self._lists: list[int | None] = []
        self._indent: list[str] = []
        """What each line of a block begins with, for every list item and quotation around it."""
        self._mark = ""
        """What the first line of the next block begins with instead of its last indent."""
        self._heading = ""
        """What the line begins with that is a heading's."""
        self._code = 0
        self._spanned = False
        """True inside of code that is a part of a line."""
        self._cited = False
        self._rows: list[list[str]] = []
        """The rows of the table that is read, cell by cell."""
        self._rules: list[str] = []
        """What stands below the head of each of its columns."""

    def text(self) -> str:
        """All blocks."""
        self._end_block()
        return "\n\n".join(self._blocks)

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins, with these attributes."""
        if tag in _BLOCKS:
            self._end_block()
            self._code += tag == "pre"
            self._heading = f"{'#' * int(tag[1])} " if tag[0] == "h" else ""
        elif tag in ("ul", "ol"):
            self._end_block()
            start = given.get("start", "1")
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li":
            self._end_block()
            self._begin_row()
        elif tag == "blockquote":
            self._end_block()
            self._indent.append("> ")
        elif tag in ("table", "tr"):
            self._end_block()
            self._rows += [[]] if tag == "tr" else []
        elif tag == "th" and len(self._rows) == 1:
            self._rules.append(_RULES.get(given.get("class", ""), "---"))
        elif tag == "a":
            self._begin_link(given.get("href", ""))
        elif tag in _MARKS:
            self._line += _MARKS[tag]
        elif tag == "code":
            self._spanned = not self._code
        elif tag == "br":
            self._line += " "
        elif tag == "img":
            self._add(given.get("alt", ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS:
            self._end_block()
            self._code -= tag == "pre"
        elif tag in ("ul", "ol"):
            self._end_block()
            del self._lists[-1:]
        elif tag in ("li", "blockquote"):
            self._end_block()
            del self._indent[-1:]
        elif tag in ("td", "th"):
            self._rows[-1].append(self._line.strip())
            self._line, self._cited = "", False
        elif tag == "table":
            self._end_table()
        elif tag == "a":
            self._end_link()
        elif tag in _MARKS:
            self._line += _MARKS[tag]
        elif tag == "code":
            self._spanned = False

    def words(self, text: str) -> None:
        """Words between tags."""
        if self._code:
            self._end_block()
            rows = text.rstrip("\n").split("\n")
            self._keep([f"    {row}" for row in rows])
        elif self._spanned:
            self._line += _span(text, in_table=bool(self._rows))
            self._cited = False
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        """Words of a line, with the white space around them."""
        if self._links and self._links[-1].startswith(f"{self._page}#src-"):
            return self._cite(text)
        plain = _SPACE.sub(" ", text)
        made = _SPECIAL.sub(r"\\\g<0>", plain)
        if self._cited and made[:1] in ("(", ":"):
            made = f"\\{made}"
        self._cited = self._cited and not made
        self._line += made
        return None

    def _cite(self, mark: str) -> None:
        self._line += mark if _CITATION.fullmatch(mark) else escaped(mark)
        self._cited = True

    def _begin_link(self, href: str) -> None:
        self._links.append(href)
        if href and not href.startswith(f"{self._page}#src-"):
            self._line += "["

    def _end_link(self) -> None:
        href = self._links.pop() if self._links else ""
        if href and not href.startswith(f"{self._page}#src-"):
            self._line += f"]({target(href)})"

    def _begin_row(self) -> None:
        number = self._lists[-1] if self._lists else None
        self._mark = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        self._indent.append(" " * len(self._mark))

    def _end_block(self) -> None:
        line, self._line, self._cited = self._line.strip(), "", False
        heading, self._heading = self._heading, ""
        if line and heading and line.endswith("#"):
            line = f"{line[:-1]}\\#"  # at the end it would close the heading
        if line:
            self._keep([heading + begun(line)])

    def _end_table(self) -> None:
        rows, self._rows, rules, self._rules = self._rows, [], self._rules, []
        if rules:
            self._keep([f"| {' | '.join(cells)} |" for cells in (rows[0], rules, *rows[1:])])

    def _keep(self, rows: list[str]) -> None:
        around = "".join(self._indent)
        first = "".join(self._indent[:-1]) + self._mark if self._mark else around
        self._mark = ""
        lines = [first + rows[0], *(around + row for row in rows[1:])]
        self._blocks.append("\n".join(lines))
