"""Lettering: which words the fonts of cards can show, how wide they are, and where their lines break.

Two faces of Noto, cut down to the alphabets of Europe, come with Dateline; `fonts/README.md` says how.
Lines are laid out by Pillow's own simple engine: another one may be missing on the next machine, and the
same words must give the same bytes.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import digest
from dateline.pictures.cards import CardWords

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FOLDER = Path(__file__).parent / "fonts"
SERIF, SANS = "NotoSerif-Bold.ttf", "NotoSans-Regular.ttf"
_COVERED = """
0020-007E 00A0-024F 0259 02BB-02BC 02C6-02C7 02D8-02DD 0370-0377 037A-037F 0384-038A 038C 038E-03A1
03A3-03E1 03F0-045F 0490-0493 049A-049B 04A2-04A3 04AE-04B1 04BA-04BB 04D8-04D9 04E8-04E9 1E80-1EF9
2010-2015 2018-2022 2026 2030 2032-2033 2039-203A 2044 20A0-20BF 2116 2122
"""
ELLIPSIS = "…"


@cache
def _covered() -> frozenset[int]:
    bounds = [part.split("-") for part in _COVERED.split()]
    return frozenset(at for ends in bounds for at in range(int(ends[0], 16), int(ends[-1], 16) + 1))


@cache
def design() -> str:
    """The digest of all that says how cards look: the code beside this, and the fonts."""
    parts = [
        Path(__file__),
        Path(__file__).with_name("card.py"),
        Path(__file__).with_name("icon.py"),
        Path(__file__).parents[1] / "icons.py",
        FOLDER / SERIF,
        FOLDER / SANS,
    ]
    return digest.of_value([digest.of_bytes(part.read_bytes()) for part in parts])


@cache
def face(name: str, size: int) -> FreeTypeFont:
    """A font in a size."""
    from PIL import ImageFont

    return ImageFont.truetype(FOLDER / name, size, layout_engine=ImageFont.Layout.BASIC)


def shown(text: str) -> str:
    """The text as the fonts can show it, without signs that they lack; "" when they lack a letter of it."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    lacking = {char for char in plain if ord(char) not in _covered()}
    if any(unicodedata.category(char)[0] in "LMN" for char in lacking):
        return ""
    return " ".join("".join(char for char in plain if char not in lacking).split())


def can_show(words: CardWords) -> bool:
    """True when a card can say what it is about, or at least whose it is."""
    return bool(shown(words.title) or shown(words.site))


def clipped(text: str, font: FreeTypeFont, width: int) -> str:
    """The text, cut with an ellipsis when it is wider than that."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip(" ,;:–—-") + ELLIPSIS


def fitted(
    text: str, name: str, sizes: tuple[int, ...], width: int, height: int, leading: float
) -> tuple[FreeTypeFont, tuple[str, ...]]:
    """The text in the greatest of some sizes in which it fits into a box, line by line; cut at last."""
    for size in sizes:
        font = face(name, size)
        most = int(height // (size * leading))
        lines = _balanced(text, font, width, most)
        if lines:
            return font, lines
    font, most = face(name, sizes[-1]), int(height // (sizes[-1] * leading))
    broken = _lines(text, font, width)
    rest = " ".join(broken[most - 1 :])
    return font, (*broken[: most - 1], clipped(rest, font, width))


def _balanced(text: str, font: FreeTypeFont, width: int, most: int) -> tuple[str, ...]:
    """The lines of a text, none much shorter than the others; () when there are too many."""
    lines = _lines(text, font, width)
    if not lines or len(lines) > most or any(font.getlength(line) > width for line in lines):
        return ()
    low, high = width // 2, width
    while high - low > 8:  # the least width that needs no line more
        middle = (low + high) // 2
        tried = _lines(text, font, middle)
        if len(tried) > len(lines) or any(font.getlength(line) > middle for line in tried):
            low = middle
        else:
            high = middle
    return tuple(_lines(text, font, high))


def _lines(text: str, font: FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in (part for whole in text.split() for part in _parts(whole, font, width)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parts(word: str, font: FreeTypeFont, width: int) -> list[str]:
    """A word, in pieces where it is longer than a line."""
    parts = [word]
    while font.getlength(parts[-1]) > width:
        last = parts.pop()
        fits = next(at for at in range(len(last), 0, -1) if at == 1 or font.getlength(last[:at]) <= width)
        if fits == len(last):
            return [*parts, last]
        parts += [last[:fits], last[fits:]]
    return parts
