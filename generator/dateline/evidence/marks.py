"""Where quotations stand in a writer's text: the words between quotation marks.

Responsible for: the spans, in one pass and linear time, whatever the marks. “ ” „ “ ‟ " ‘ ’ ‚ ' « » » « ‹ ›
「 」 『 』 are known, straight marks by what stands beside them, and an apostrophe is none. A mark that is
never closed opens nothing, but for two: one that a claim begins with quotes all of the claim, and one behind
which another opens in the same sentence shares its end. Must not know: sources, or what becomes of a
quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from dateline.evidence.readings import Quote
from dateline.evidence.values import Span
from dateline.evidence.verbatim import UNSPACED
from dateline.patterns import deferred

_MARK: Final = deferred("[\"“”„‟＂'‘’‚‛«»‹›「」『』\n](?:(?<!\n)|[ \t]*+\n)")
"""A mark, or a blank line; all first signs are in one class, which is what makes the search quick."""
_FAMILY: Final = {
    **dict.fromkeys('"“”„‟＂', "double"),
    **dict.fromkeys("'‘’‚‛", "single"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "small angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_ALWAYS_OPEN: Final = frozenset("„‚‟‛「『")
_ALWAYS_CLOSE: Final = frozenset("」』")
_SIGNS: Final = "".join(_FAMILY)
_BEFORE: Final = frozenset("([{¿¡—–-/")
"""What may stand right before a quotation, beside white space."""
_BEHIND: Final = frozenset(".,;:!?…)]}—–-/")
_ELIDED: Final = deferred(
    r"\d|(?:tis|twas|twere|em|til|n|cause|bout|round|cos|neath|gainst)\b", re.IGNORECASE
)
"""What an apostrophe leaves out something before: ’90s, ’em."""
_MOST_UNCLOSED: Final = 20
"""Marks of one block that are never closed and still asked what they quote."""
_SENTENCE_END: Final = deferred(r"[.!?…。！？][^\w\s]*+\s")
_HAS_WORD: Final = deferred(r"[^\W_]")
_IS_UNSPACED: Final = deferred(f"[{UNSPACED}]")
_FIRST_UNSPACED: Final = min(UNSPACED.replace("-", ""))


@dataclass
class _Open:
    """A mark that was opened: its sign and family, where the words begin, and where they may end.

    `maybe` is set by an apostrophe that may as well close: “the boys’ boat”.
    """

    sign: str
    family: str
    start: int
    maybe: int = -1


def quoted(text: str) -> tuple[Quote, ...]:
    """The quotations in `text`, in order; what is quoted within a quotation is part of it.

    “We go,” she said, “and we stay.” holds two. A blank line ends what is open. Raises nothing, for any text.
    """
    if not _MARK.search(text):
        return ()
    return tuple(
        _quote(text, start, end)
        for start, end in _Reader(text, ((0, len(text)),)).spans()
        if _HAS_WORD.search(text, start, end)
    )


def quoted_in(claims: Sequence[str], *, goes_on: bool = False) -> tuple[tuple[Quote, ...], ...]:
    """The quotations of each claim of one paragraph, also of claims that begin or end within one.

    A quotation opened in one claim and closed in a later one is a part in each, to be judged by that claim's
    citations. With `goes_on` the next paragraph begins with an opening mark: by custom the mark that stays
    open in this one then runs to its end.
    """
    text = " ".join(claims)
    if not _MARK.search(text):
        return ((),) * len(claims)
    starts: list[int] = []
    at = 0
    for claim in claims:
        starts.append(at)
        at += len(claim) + 1
    found: list[list[Quote]] = [[] for _ in claims]
    bounds = [(start, start + len(claim)) for start, claim in zip(starts, claims, strict=True)]
    for start, end in _Reader(text, bounds).spans(goes_on=goes_on):
        index = bisect_right(starts, start) - 1
        while index < len(claims) and starts[index] < end:
            begin, stop = max(start - starts[index], 0), min(end - starts[index], len(claims[index]))
            if _HAS_WORD.search(claims[index], begin, stop):
                found[index].append(_quote(claims[index], begin, stop))
            index += 1
    return tuple(map(tuple, found))


def _quote(text: str, start: int, end: int) -> Quote:
    """The quotation from `start` to `end`, without the space inside its marks."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Quote(start, start + len(words), words)


class _Reader:
    """Reads the marks of one text from left to right; what is still open lies on a stack."""

    def __init__(self, text: str, claims: Sequence[Span]) -> None:
        self._text, self._claims = text, claims
        self._open: list[_Open] = []
        self._count = dict.fromkeys(_FAMILY.values(), 0)
        self._found: list[tuple[int, int]] = []

    def spans(self, *, goes_on: bool = False) -> list[tuple[int, int]]:
        """Start and end of the words of each outermost quotation."""
        for found in _MARK.finditer(self._text):
            if len(found[0]) > 1:
                self._forget(found.start())
            else:
                self._take(found[0], found.start())
        if goes_on:
            self._close_first(len(self._text))
        self._forget(len(self._text))
        return self._found

    def _take(self, sign: str, at: int) -> None:
        """Open or close a quotation, or pass over an apostrophe."""
        before, behind = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        family = _FAMILY[sign]
        if _is_wordish(before) and _is_wordish(behind) and sign not in "“”„":
            return  # an apostrophe, or the Hebrew sign inside a word
        before = self._text[max(at - 3, 0) : at].rstrip(_SIGNS)[-1:]
        behind = self._text[at + 1 : at + 4].lstrip(_SIGNS)[:1]
        left = not before or before.isspace() or before in _BEFORE or _is_unspaced(before)
        right = not behind or behind.isspace() or behind in _BEHIND or _is_unspaced(behind)
        if family == "single":
            self._take_single(sign, at, left=left, right=right)
        elif self._opens(sign, family, left=left, right=right):
            self._push(sign, family, at)
        elif self._count[family] and not (sign == '"' and left and not right):
            self._close(family, at)

    def _opens(self, sign: str, family: str, *, left: bool, right: bool) -> bool:
        """Whether a mark that is no single one opens a quotation, rather than closes one."""
        if sign in _ALWAYS_OPEN or sign in _ALWAYS_CLOSE:
            return sign in _ALWAYS_OPEN
        inner = self._inner(family)
        if sign in "“«‹":  # “ closes „, « closes »
            return (
                inner is None
                or inner.sign not in {"“": "„", "«": "»", "‹": "›"}[sign]
                or (left and not right)
            )
        if sign in "”»›":  # which open as well in Sweden, and » in Germany
            return inner is None and left and not right
        return (left and not right) or (inner is None and not (right and not left))

    def _inner(self, family: str) -> _Open | None:
        """The innermost quotation that is open with marks of a family."""
        if not self._count[family]:
            return None
        return next(entry for entry in reversed(self._open) if entry.family == family)

    def _take_single(self, sign: str, at: int, *, left: bool, right: bool) -> None:
        """Open or close by a single mark; most of them are apostrophes."""
        top = self._open[-1] if self._open and self._open[-1].family == "single" else None
        low = top is not None and top.sign == "‚"
        if sign in "‚‛" or (left and sign in "‘'" and not (right and (low or sign == "'"))):
            if not _ELIDED.match(self._text, at + 1):
                self._settle()
                self._push(sign, "single", at)
        elif top and right and not self._text[at - 1].isspace() and (low or sign != "‘"):
            if not self._may_own(at):
                self._close("single", at)
            elif top.maybe < 0:
                top.maybe = at

    def _may_own(self, at: int) -> bool:
        """Whether a mark may be the apostrophe of a plural: “the boys’ boat”."""
        after = self._text[at + 1 : at + 3]
        return self._text[at - 1] in "sS" and after[:1] == " " and after[1:].islower()

    def _push(self, sign: str, family: str, at: int) -> None:
        self._open.append(_Open(sign, family, at + 1))
        self._count[family] += 1

    def _close(self, family: str, at: int) -> None:
        """End the innermost quotation of a family; what is still open within it is forgotten."""
        while True:
            entry = self._open.pop()
            self._count[entry.family] -= 1
            if entry.family == family:
                self._keep(entry.start, at)
                return

    def _keep(self, start: int, end: int) -> None:
        """Note a quotation, in place of those within it."""
        while self._found and self._found[-1][0] >= start:
            self._found.pop()
        self._found.append((start, end))

    def _settle(self) -> None:
        """End the single quotation on top where it may have ended."""
        if self._open and self._open[-1].maybe >= 0:
            self._close("single", self._open[-1].maybe)

    def _close_first(self, at: int) -> None:
        """End the outermost quotation that is still open, unless its mark is single."""
        first = next((entry for entry in self._open if entry.family != "single"), None)
        if first:
            while self._open[-1] is not first:
                self._count[self._open.pop().family] -= 1
            self._close(first.family, at)

    def _forget(self, stop: int) -> None:
        """Forget what is open, at the end of a block. Single quotations that may have ended have."""
        unclosed = [entry.start for entry in self._open[:_MOST_UNCLOSED] if entry.family != "single"]
        while self._open:
            if self._open[-1].maybe >= 0:
                self._close("single", self._open[-1].maybe)
            else:
                self._count[self._open.pop().family] -= 1
        for start in unclosed:
            self._end_unclosed(start, stop)

    def _end_unclosed(self, start: int, stop: int) -> None:
        """Keep what a mark that was never closed quotes all the same, if anything."""
        claim = self._claims[bisect_right(self._claims, start, key=itemgetter(0)) - 1]
        if not _HAS_WORD.search(self._text, claim[0], start):
            self._put(start, min(claim[1], stop))
            return
        at = bisect_left(self._found, (start, start))
        inner = self._found[at] if at < len(self._found) else None
        if inner and not _SENTENCE_END.search(self._text, start, inner[0]):
            self._put(start, inner[1])

    def _put(self, start: int, end: int) -> None:
        """Note a quotation among those that are known, in place of those within it."""
        low, high = bisect_left(self._found, (start, start)), bisect_left(self._found, (end, end))
        before, last = self._found[low - 1 : low], self._found[high - 1 : high]
        if all(span[1] <= start for span in before) and all(span[1] <= end for span in last):
            self._found[low:high] = [(start, end)]


def _is_wordish(sign: str) -> bool:
    """Whether a sign is part of a word, in a script that parts words by spaces."""
    return sign.isalnum() and not _is_unspaced(sign)


def _is_unspaced(sign: str) -> bool:
    """Whether a sign is of a script that parts no words by spaces; "" is of none."""
    return sign >= _FIRST_UNSPACED and _IS_UNSPACED.match(sign) is not None
