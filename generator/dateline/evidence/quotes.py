"""Quotations against their sources: verbatim, altered, in another source, or nowhere.

Responsible for: the verdict on one quotation. How it is found in a claim is in `marks`, how in an article in
`verbatim`, and what comes nearest in `altered`; all that others need of them can be had from here. Must not
know: rules, severities, messages; which claim cites what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from dateline.evidence.altered import Altered, nearest
from dateline.evidence.marks import quoted, quoted_in
from dateline.evidence.readings import Quote
from dateline.evidence.values import Span
from dateline.evidence.verbatim import ReadText, find, parts, read, stands
from dateline.patterns import deferred

__all__ = [
    "Altered",
    "Kind",
    "ReadText",
    "Verdict",
    "find",
    "is_checked",
    "judge",
    "nearest",
    "quoted",
    "quoted_in",
    "read",
    "stands",
]

FEWEST_WORDS: Final = 4
_HAN_OR_KANA: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OTHER_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SIGN: Final = deferred(f"[{_HAN_OR_KANA}]")
_LETTER: Final = deferred(f"[{_OTHER_UNSPACED}]")
_WORD: Final = deferred(rf"[^\W_{_HAN_OR_KANA}{_OTHER_UNSPACED}]++(?>(?:['.,-][^\W_]++){{0,99}})")


class Kind(StrEnum):
    """What becomes of a quotation in its sources."""

    VERBATIM = "verbatim"
    ELSEWHERE = "elsewhere"
    """Verbatim in another source of the story, and in none that is cited."""
    ALTERED = "altered"
    NOWHERE = "nowhere"
    NOT_CHECKED = "not-checked"
    """It stands in no text that is there, but a cited source has none: it may stand in that."""


class Verdict(msgspec.Struct, frozen=True):
    """What was found of a quotation, and in which source: `key` is "" when in none.

    `span` is where it stands verbatim, `altered` what comes nearest.
    """

    kind: Kind
    key: str = ""
    span: Span = (0, 0)
    altered: Altered | None = None


def is_checked(quote: Quote) -> bool:
    """Whether a quotation is long enough to be judged by itself: four words or more, brackets left out.

    In scripts that part words by no space, two Han or kana signs count as a word, or four letters of Thai,
    Lao, Khmer or Burmese: about the length of their words. Shorter ones are names, titles, and words that a
    writer holds at a distance.
    """
    words = 0.0
    for part in parts(quote.text):
        words += sum(1 for _ in _WORD.finditer(part.words))
        words += len(_SIGN.findall(part.words)) / 2 + len(_LETTER.findall(part.words)) / 4
    return words >= FEWEST_WORDS


def judge(
    quote: Quote, cited: Sequence[tuple[str, ReadText]], others: Iterable[tuple[str, ReadText]] = ()
) -> Verdict:
    """The verdict on a quotation, of any length, by the sources that its claim cites and the story's others.

    Each source comes with its key. One that holds it verbatim goes before one that comes near, a cited one
    before another.
    """
    others = tuple(others)
    for kind, sources in ((Kind.VERBATIM, cited), (Kind.ELSEWHERE, others)):
        for key, text in sources:
            span = find(quote.text, text)
            if span:
                return Verdict(kind, key, span)
    near = next(
        ((key, found) for key, text in (*cited, *others) if (found := nearest(quote.text, text))), ("", None)
    )
    if any(not text.text for _, text in cited):
        return Verdict(Kind.NOT_CHECKED, near[0], altered=near[1])
    return Verdict(Kind.ALTERED if near[1] else Kind.NOWHERE, near[0], altered=near[1])
