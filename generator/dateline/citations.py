"""Citation marks in a line of text: Pandoc's `[@key]`, its suffixes, and literal `[1][2]`.

The grammar follows Pandoc's citation syntax, narrowed: a key starts with a letter, a digit or `_` and
goes on with those, or single internal `.`, `:` and `-` (Pandoc allows more). After a comma stands
either the verbatim words relied on, in quotes, or a locator. `[@none]` declares a sentence unsourced.

This room reads one mark at a time from a string; it knows no Markdown and no sources.
"""

from __future__ import annotations

import re

import msgspec

from dateline.patterns import deferred

KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[.:-](?=[A-Za-z0-9_]))*"
_CITE = deferred(rf"\s*@(?P<key>{KEY})\s*(?:,\s*(?P<suffix>.*?)\s*)?\Z", re.DOTALL)
_LATE_KEY = deferred(rf"\[(?:-|[^\[\]@\n]{{0,200}}(?<![^\s;,(]))@{KEY}[^\[\]\n]{{0,200}}\](?![(:\[])")
"""A key behind words, or behind the hyphen by which Pandoc leaves out an author."""
_AT = re.compile(rf"@({KEY})")
_PLAIN = re.compile(rf"\[@{KEY}(?:; ?@{KEY})*\]")
"""A mark without suffixes, which most are."""
_NUMBERS = deferred(r"(?:\[\d{1,4}\])+(?!\()")
_CLOSES = {'"': '"', "“": "”", "„": "“", "«": "»", "»": "«", "「": "」", "『": "』"}
"""Which quotation mark closes which: »so« in German, 「so」 in Japanese."""
_OPENING, _CLOSING = "'‘‚‹›”" + "".join(_CLOSES), "'’‘›‹" + "".join(_CLOSES.values())
NONE = "none"
LONGEST = 2000
"""Characters in the longest mark: a bracket that is never closed is not searched for ever."""
DEEPEST = 8
"""Brackets that may be open at once in a mark: more of them are marks that were never closed."""


class CiteText(msgspec.Struct, frozen=True):
    """One citation as written, with where it starts in the line of text that was read."""

    start: int
    length: int
    key: str = ""
    number: int = 0
    quote: str = ""
    locator: str = ""


class MarkText(msgspec.Struct, frozen=True):
    """One mark as written: its end in the text, its citations, or what is wrong with it."""

    end: int
    cites: tuple[CiteText, ...] = ()
    error: str = ""


def read(text: str, start: int) -> MarkText | None:
    """The citation mark that starts at `start` (a `[`), or None when it is something else."""
    if text.startswith("[@", start):
        return _keys(text, start)
    late = _LATE_KEY.match(text, start)
    if late is not None:
        return MarkText(late.end(), error="a citation begins with “[@”: nothing stands before its first key")
    numbers = _NUMBERS.match(text, start)
    if numbers is None:
        return None
    cites = tuple(
        CiteText(m.start(), len(m[0]), number=int(m[1]))
        for m in re.finditer(r"\[(\d+)\]", text[: numbers.end()])
        if m.start() >= start
    )
    return MarkText(numbers.end(), cites)


def _keys(text: str, start: int) -> MarkText:
    """The mark of keys at `start`; an error when it is not closed or not understood."""
    plain = _PLAIN.match(text, start)
    if plain and f"@{NONE}" not in plain[0]:
        marks = _AT.finditer(text, start, plain.end())
        return MarkText(plain.end(), tuple(CiteText(m.start(), len(m[0]), m[1]) for m in marks))
    end = _closing_bracket(text, start)
    if end is None:
        return MarkText(start + 2, error="this citation is not closed with “]”")
    cites: list[CiteText] = []
    at = start + 1
    for part in _split_outside_quotes(text[start + 1 : end]):
        match = _CITE.match(part)
        if match is None:
            return MarkText(end + 1, error=f"“{part.strip()}” is no citation")
        quote, locator = _suffix(match["suffix"] or "")
        if re.match(r"@\w", locator):
            return MarkText(end + 1, error="citations in one bracket are parted by “;”, not by a comma")
        begin = at + part.index("@")
        cites.append(CiteText(begin, 1 + len(match["key"]), match["key"], 0, quote, locator))
        at += len(part) + 1
    if any(cite.key == NONE for cite in cites) and len(cites) > 1:
        return MarkText(end + 1, error="“@none” stands alone: a sentence is sourced or it is not")
    return MarkText(end + 1, tuple(cites))


def _suffix(suffix: str) -> tuple[str, str]:
    """The (quote, locator) after a key's comma."""
    if len(suffix) >= 2 and suffix[0] in _OPENING and suffix[-1] in _CLOSING:
        return suffix[1:-1].strip(), ""
    return "", " ".join(suffix.split())


def _closing_bracket(text: str, start: int) -> int | None:
    """Where the mark opened at `start` closes; brackets inside quotes, or in pairs, do not close it."""
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + LONGEST)):
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in _CLOSES:
            quote = _CLOSES[char]
        elif char == "[":
            depth += 1
            if depth > DEEPEST:
                return None
        elif char == "]":
            depth -= 1
            if depth == 0:
                return at
    return None if not quote else _plain_close(text, start)


def _plain_close(text: str, start: int) -> int | None:
    """The first `]` after `start`, for a mark whose quote is never closed."""
    at = text.find("]", start, start + LONGEST)
    return at if at >= 0 else None


def _split_outside_quotes(text: str) -> list[str]:
    """The parts between semicolons that stand outside quotes."""
    parts, begin, quote = [], 0, ""
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in _CLOSES:
            quote = _CLOSES[char]
        elif char == ";":
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]
