"""Where words stand verbatim in an article, whatever its quotation marks, dashes and spaces.

Responsible for: a text prepared once for many searches, and the search, which is exact: typography aside,
each letter, figure and point counts. Must not know: claims, their quotation marks, what a miss means.

Not compared are the kinds of quotation marks, dashes, apostrophes and spaces, quotation marks themselves, the
space beside a dash, invisible signs, and how accents are encoded. All else counts, capitals too, but for the
first letter, and the first behind an ellipsis or a bracket.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.evidence.values import Span
from dateline.patterns import deferred

ELLIPSIS_GAP: Final = 2000
"""Characters that an ellipsis may leave out: a few paragraphs, not half an article."""
BRACKET_GAP: Final = 80
"""Characters that a bracketed insertion may stand for, if it is not longer itself."""

_QUOTES: Final = '"“”„‟‘’‚‛«»‹›「」『』〝〞＂＇`´′″ʼ'
_DOUBLE: Final = '"“”„‟«»‹›「」『』〝〞＂″'
"""Those of them that are no apostrophe, though a letter follow at once where spaces part no words."""
_DASHES: Final = "‐‑‒–—―−﹘﹣－"
_SPACES: Final = "\t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNSEEN: Final = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SAME: Final = {
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_UNSEEN, "\u00ad"),
}
_OTHER: Final = deferred(f"[{''.join(sorted({*_SAME} - {chr(39), chr(173)}))}]")
"""A sign that is compared as another one: all but the apostrophe and the soft hyphen."""
_ODD: Final = (
    r" [ '\u00ad-]++|-[ '\u00ad-]++|\u00ad[ '\u00ad-]*+"
    r"|'(?:[ '\u00ad-]++|(?<![^\W_]')|(?![^\W_]))"
)
"""What is made shorter: runs of spaces, dashes and marks, and the marks that are no apostrophes."""
_IS_ODD: Final = deferred(_ODD)
_ACCENTS: Final = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1100-\u11ff\u3099\u309a"
_IS_ODD_OR_ACCENTED: Final = deferred(rf"{_ODD}|[^\W_]?[{_ACCENTS}]++")
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
"""The signs, as ranges, of scripts that part words by no space."""
_IS_UNSPACED: Final = deferred(f"[{UNSPACED}]")

_GAP: Final = deferred(
    r"(?P<ellipsis>[\[(]?(?:…|\.(?>(?:[ ]?\.){2,99}))(?>(?:[ ]?[.…]){0,99})[\])]?)"
    r"|(?P<ending>(?<=[^\W_])\[[^\[\]]{0,40}+\][^\W_]*+)"
    r"|(?P<initial>\[[^\W_]{1,3}+\](?=[^\W_]))"
    r"|(?P<insertion>\[[^\[\]]{0,500}+\])"
)
_LETTERS: Final = deferred(r"[^\W_]{0,12}+")
"""What a bracket at the end of a word may stand for: “walk[ed]”."""
_PLAINLY_BEHIND: Final = frozenset('.,;!?”"')
"""What parts a quotation from the words around it, whatever they are."""
_TRIMMED: Final = " .,;:-"
_BRACKET: Final = 500
"""Characters in the longest insertion."""
_TRIES: Final = 20_000
"""Places looked at before a search gives up: only a text that says one word all the time comes near."""
MOST_PARTS: Final = 20
"""Ellipses and insertions in a quotation that can be followed."""


@dataclass(frozen=True)
class ReadText:
    """An article's text, prepared to be searched: as it is, and as it is compared, with the way back.

    `starts` are the offsets in `words` behind each place that was made shorter, in order; `shifts` are what
    is added there to come to the offset in `text`.
    """

    text: str
    words: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where a part of `words`, not empty, stands in `text`."""
        return self._at(start), self._at(end - 1) + 1

    def is_aside(self, at: int) -> bool:
        """Whether the dash at an offset of `words` parts an aside, as in “40 — 12 of them”, and no range."""
        before, dash, behind = self.text[self._at(at) : self._at(at + 1)].partition("—")
        return bool(dash) and any(map(str.isspace, before)) and any(map(str.isspace, behind))

    def is_mark(self, at: int) -> bool:
        """Whether the mark at an offset of `words` is one of a quotation and no apostrophe: “「来る」と”."""
        return self.text[self._at(at)] in _DOUBLE

    def _at(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]


class Part(NamedTuple):
    """Words of a quotation that stand together, as they are compared.

    `gap` is how many characters may lie between them and the part before; `open` says that the last word may
    go on with other letters. `left` and `right` are the bracketed insertions that stand beside.
    """

    words: str
    gap: int = 0
    open: bool = False
    left: str = ""
    right: str = ""


def read(text: str) -> ReadText:
    """The text prepared for searches: one pass; to be kept and used for all quotations."""
    same = text
    for sign in set(_OTHER.findall(text)):  # few kinds; to translate a text is to ask for each letter
        same = same.replace(sign, _SAME[sign])
    pattern = _IS_ODD if unicodedata.is_normalized("NFC", same) else _IS_ODD_OR_ACCENTED
    pieces: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for found in pattern.finditer(same):
        begin, end = found.span()
        short = _shortened(found[0])
        pieces += (same[at:begin], short)
        length += begin - at + len(short)
        at = end
        starts.append(length)
        shifts.append(end - length)
    pieces.append(same[at:])
    return ReadText(text, "".join(pieces), tuple(starts), tuple(shifts))


def _shortened(run: str) -> str:
    """What a run of odd signs is compared as."""
    if run[0] not in " '-\u00ad":
        return unicodedata.normalize("NFC", run)
    return "-" if "-" in run else " " if " " in run else ""


def normal(words: str) -> str:
    """Words as they are compared: with one kind of dash, apostrophe and space, and no quotation marks."""
    return read(words).words.strip(" ")


def find(words: str, text: ReadText) -> Span | None:
    """Where a quotation stands verbatim, as offsets in the article's text; None when it does not.

    The first place is given, from the first to the last of its words. Its last comma or full stop may be the
    writer's. The parts around an ellipsis stand in order, at most `ELLIPSIS_GAP` characters apart; what is in
    square brackets may stand for other words or for none.
    """
    whole = normal(words).strip(_TRIMMED)
    if not whole:
        return None
    place = next(_places(Part(whole), text), None) or _chain(parts(words), text)
    return text.span(*place) if place else None


def stands(words: str, text: str) -> bool:
    """Whether a quotation plainly stands in a text as it is, so that nothing need be prepared to find it.

    False says nothing: `find` knows better.
    """
    size = len(words)
    if not size or not (words[0].isalnum() and words[-1].isalpha()):
        return False
    at = text.find(words)
    if at < 0 or not (at == 0 or text[at - 1] in " \n" or _opens(text, at - 1)):
        return False
    behind = text[at + size : at + size + 2]
    return not behind or behind[0] in " \n" or (behind[0] in _PLAINLY_BEHIND and not behind[1:].isalnum())


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens a quotation: no word, no figure stands before it."""
    return text[at] in '“"' and not text[at - 1 : at].isalnum()


def parts(words: str) -> tuple[Part, ...]:
    """The parts of a quotation between its ellipses and its bracketed insertions; () when it has no words."""
    text = normal(words)
    found: list[Part] = []
    at = gap = 0
    lead = left = ""
    for mark in (*_GAP.finditer(text), None):
        end = mark.start() if mark else len(text)
        right = (mark and mark["insertion"]) or ""
        is_open = mark is not None and mark["ending"] is not None
        part = Part((lead + text[at:end]).strip(_TRIMMED), gap, is_open, left, right)
        if any(map(str.isalnum, part.words)):
            found.append(part)
            gap = 0
        if mark:
            lead = (mark["initial"] or "").strip("[]")
            gap, left, at = max(gap, _gap(mark)), right, mark.end()
    return tuple(found)


def _gap(mark: re.Match[str]) -> int:
    """How many characters a mark may stand for, with the space and the comma around it."""
    if mark["ellipsis"]:
        return ELLIPSIS_GAP
    return max(BRACKET_GAP, len(mark[0]) + 2) if mark["insertion"] else 3


def _chain(wanted: tuple[Part, ...], article: ReadText) -> Span | None:
    """The first place where all parts stand in order, each near enough behind the one before."""
    if not wanted or len(wanted) > MOST_PARTS:
        return None
    text = article.words
    chains = [
        place
        for place in _places(wanted[0], article)
        if _keeps(wanted[0].left, _bracket_before(text, place[0]))
    ]
    for part in wanted[1:]:
        longer: list[Span] = []
        at = 0
        for start, end in _places(part, article) if chains else ():
            while at + 1 < len(chains) and chains[at + 1][1] <= start:
                at += 1
            between = start - chains[at][1]
            if 0 <= between <= part.gap and _keeps(part.left, text[chains[at][1] : start].strip(_TRIMMED)):
                longer.append((chains[at][0], end))
        chains = longer
    right = wanted[-1].right
    return next((place for place in chains if _keeps(right, _bracket_behind(text, place[1]))), None)


def _keeps(insertion: str, own: str) -> bool:
    """Whether an insertion is the writer's or, where the article has one of its own, that one."""
    return not insertion or own == insertion or own[:1] != "[" or own[-1:] != "]"


def _bracket_before(text: str, at: int) -> str:
    """The bracketed words that end before `at`, if any."""
    near = text[max(at - _BRACKET, 0) : at].rstrip(_TRIMMED)
    return near[near.rfind("[") :] if near.endswith("]") and "[" in near else ""


def _bracket_behind(text: str, at: int) -> str:
    """The bracketed words that begin behind `at`, if any."""
    near = text[at : at + _BRACKET].lstrip(_TRIMMED)
    return near[: near.find("]") + 1] if near.startswith("[") else ""


def _places(part: Part, article: ReadText) -> Iterator[Span]:
    """Every place where a part stands as whole words; its first letter may be of the other case."""
    text, first, rest = article.words, part.words[0], part.words[1:]
    firsts = {first, first.lower(), first.upper()}
    at = text.find(rest, 1)
    for _ in range(_TRIES if len(part.words) < 1000 else 1000):
        if at < 0 or at > len(text):
            return
        end = at + len(rest)
        if text[at - 1] in firsts and not _splits(article, at - 1):
            if part.open:
                end = _end_of_word(text, end)
            if not _splits(article, end):
                yield at - 1, end
        at = text.find(rest, at + 1)


def _end_of_word(text: str, at: int) -> int:
    """Where the letters end that follow `at`."""
    found = _LETTERS.match(text, at)
    return found.end() if found else at


def _splits(article: ReadText, at: int) -> bool:
    """Whether a cut at `at` goes through a word or a number: wo|rd, boat|'s, 3|.5, 10-|15, 7|%."""
    text = article.words
    before, behind = text[at - 1 : at], text[at : at + 1]
    if before.isalnum() and behind.isalnum():
        return not (_IS_UNSPACED.match(before) or _IS_UNSPACED.match(behind))
    if behind and unicodedata.combining(behind):
        return True
    if before.isalnum():
        after = text[at + 1 : at + 2]
        if before.isdigit() and (behind in ("%", "‰") or (behind in (".", ",", "-") and after.isdigit())):
            return behind != "-" or not article.is_aside(at)
        return behind == "'" and after.isalnum() and not article.is_mark(at)
    earlier = text[max(at - 2, 0) : max(at - 1, 0)]
    if behind.isdigit() and before in (".", ",", "-"):
        return earlier.isdigit() and not (before == "-" and article.is_aside(at - 1))
    return before == "'" and behind.isalnum() and earlier.isalnum() and not article.is_mark(at - 1)
