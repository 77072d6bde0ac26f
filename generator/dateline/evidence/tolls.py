"""How many were killed and how many injured: figures of people whose fates a claim mixes up.

Responsible for one question: does a source tell of as many people as the claim, and of another fate. It reads
the words beside a figure and does not understand them. English. Must not know: support, rules' weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.evidence.facts import Claim
from dateline.evidence.figures import holds
from dateline.evidence.grounds import Ground
from dateline.evidence.numerals import WORDS as NUMBERS
from dateline.evidence.readings import Figure, Kind
from dateline.evidence.values import Finding
from dateline.evidence.words import Columns, table
from dateline.patterns import deferred

_FATES: Final = {
    word: number
    for number, words in enumerate(
        (
            "killed killing kills dead died dying dies death deaths fatally",
            "injured injuring injures injuries hurt hurting wounded wounding",
            "missing unaccounted",
            "rescued rescuing saved saving",
            "arrested arresting arrests detained detaining",
        )
    )
    for word in words.split()
}
"""Words that say what became of people, with the number of the fate."""
_AHEAD: Final = 6
"""Words from a figure to its fate: "three of the men on board were killed"."""
_JOINTS: Final = table("and or but while as after when with another who") | NUMBERS
"""Words with which something else begins."""
_STOP: Final = deferred(r"[.,;:!?()–—\n]")
_LEADING: Final = table("of at least about some nearly almost over than around up to an estimated as many")
"""Words between "killed" and its figure."""


def mixed(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The findings for figures that the passages have with another fate, and no article with the claim's."""
    if _FATES.keys().isdisjoint(claim.side.keys):
        return
    for figure in claim.figures:
        said = _fate(claim.text, claim.words, figure) if figure.kind is Kind.NUMBER else None
        if said is None:
            continue
        told = list(_told(figure, grounds))
        if any(said[0] == other[0] for _, other, _ in told):
            continue
        for ground, (_, words), inside in told:
            if inside:
                key = ground.article.key
                message = f"“{said[1]}” is told of “{figure.words}” where “{key}” has “{words}”"
                hint = "check how many the source tells of each"
                yield Finding("order-differs", message, hint, (figure.start, figure.end))
                break


def _told(figure: Figure, grounds: Sequence[Ground]) -> Iterator[tuple[Ground, tuple[int, str], bool]]:
    """What becomes of as many people in each article, and whether its passage is what tells it."""
    for ground in grounds:
        article = ground.article
        for one in article.figures:
            if one.start < 0 or one.kind is not Kind.NUMBER or not holds(figure, one):
                continue
            if found := _fate(article.upheld, article.columns, one):
                yield ground, found, ground.passage.start <= one.start < ground.passage.end


def _fate(text: str, words: Columns, figure: Figure) -> tuple[int, str] | None:
    """What became of so many people: the number of the fate, and its word; None unless one alone tells."""
    starts, ends, texts = words
    first = bisect_left(starts, figure.end)
    found: list[tuple[int, str]] = []
    for at in range(first, min(first + _AHEAD, len(texts))):
        word = texts[at].lower()
        if _STOP.search(text, ends[at - 1] if at else 0, starts[at]):
            break
        if word in _FATES:
            found.append((_FATES[word], texts[at]))
        elif word in _JOINTS and not (found and _FATES.keys() & map(str.lower, texts[at + 1 : at + 2])):
            break
    if found:
        return found[0] if len({number for number, _ in found}) == 1 else None
    at = bisect_left(starts, figure.start) - 1
    while at > 0 and texts[at].lower() in _LEADING:
        at -= 1
    if at < 0 or texts[at].lower() not in _FATES or _STOP.search(text, ends[at], figure.start):
        return None
    return _FATES[texts[at].lower()], texts[at]
