"""Whether other words stand beside a fact of a claim though its source tells it of the same thing.

Responsible for: another spelling (“1,500 metres” for “1.5 km”), a range in other words (“between 10 and 12”
for “10 to 12”) or one end of it, an age (“the 47-year-old Mira Lund” for “Mira Lund, 47,”). What stands so is
not in the wrong place. English. Must not know: findings, support.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.evidence.contrast import Range
from dateline.evidence.facts import Claim, gives
from dateline.evidence.grounds import Ground
from dateline.evidence.readings import Bound, Figure, Name
from dateline.evidence.things import counted
from dateline.evidence.values import Span
from dateline.evidence.words import Columns
from dateline.patterns import deferred

_INITIALS: Final = deferred(r"[A-Z](?>(?:\.[A-Z]){1,9})")
_JOINT: Final = deferred(r" ?[-–—] ?| (?:to|and) ")
"""What stands between the ends of a range."""
_BESIDE: Final = 4
"""Words on each side of an age that may say whose it is."""
_OLD: Final = deferred(r"[ -]years?[ -]olds?\b")
_AGED: Final = deferred(r"\b(?:aged|who (?:is|was)|age) $|, $")


def is_respelt(claim: Claim, span: Span, grounds: Sequence[Ground]) -> bool:
    """Whether words that stand in no article are of a fact that a passage holds in another spelling.

    A name of which all words stand there may be another one, put together of them.
    """
    if _INITIALS.fullmatch(claim.text, *span):
        return True
    every: tuple[Figure | Name, ...] = (*claim.figures, *claim.names)
    facts = [fact for fact in every if fact.start < span[1] and span[0] < fact.end]
    return any(_is_spelt(fact, ground) for fact in facts for ground in grounds)


def _is_spelt(fact: Figure | Name, ground: Ground) -> bool:
    """Whether a passage has a fact in other words: a name of several, or a figure with its unit."""
    if isinstance(fact, Figure):
        return fact.size is not None and fact.size[0] != "percent" and ground.holds(fact)
    if any(len(part) == 1 for part in fact.parts) and gives(ground.article, fact):
        return True
    is_short = len(fact.parts) == 1 and not fact.words.isupper()
    return not (fact.soft or is_short) and not ground.keys.issuperset(fact.parts) and ground.holds(fact)


def is_reworded(claim: Claim, span: Span, grounds: Sequence[Ground]) -> bool:
    """Whether a figure has another unit, ends a range, or is an age, which a passage tells in other words."""
    for at, figure in enumerate(claim.figures):
        if figure.start <= span[0] < figure.end:
            stands = any(figure.words in ground.article.upheld for ground in grounds)
            if not stands and any(_is_spelt(figure, ground) for ground in grounds):
                return True
            return any(_in_range(claim, at, one) or _is_age(claim, figure, one) for one in grounds)
    return False


def _in_range(claim: Claim, at: int, ground: Ground) -> bool:
    """Whether a figure with the one beside it, or with a bound, is from a range of a passage."""
    text, figure = ground.article.upheld, claim.figures[at]
    ours = [
        pair for pair in _ranges(claim.text, claim.figures[max(0, at - 1) : at + 2]) if figure in pair[:2]
    ]
    for low, high, joint in _ranges(text, ground.figures):
        ends = low.values[0], high.values[0]
        if any(ends == (one.values[0], two.values[0]) and joint != other for one, two, other in ours):
            return True
        if (figure.bound, figure.values[0]) in ((Bound.ABOVE, ends[0]), (Bound.BELOW, ends[1])):
            return counted(claim.text, figure) == counted(text, high) != ""
    return False


def _ranges(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, str]]:
    """The ends of each range, with what stands between them."""
    for low, high in pairwise(figures):
        joint = text[low.end : high.start]
        if low.end < high.start and low.values[0] < high.values[0] and _JOINT.fullmatch(joint):
            yield low, high, joint


def _is_age(claim: Claim, figure: Figure, ground: Ground) -> bool:
    """Whether a passage tells an age of whom the claim tells it of, in another form."""
    if not _tells_age(claim.text, figure):
        return False
    beside = _beside(claim.words, claim.side.stems, figure)
    article = ground.article
    return any(
        given.values == figure.values
        and _tells_age(article.upheld, given)
        and not beside.isdisjoint(_beside(article.columns, article.stems, given))
        for given in ground.figures
    )


def _tells_age(text: str, figure: Figure) -> bool:
    return bool(_OLD.match(text, figure.end) or _AGED.search(text, max(0, figure.start - 8), figure.start))


def _beside(words: Columns, stems: Sequence[str], figure: Figure) -> frozenset[str]:
    """The stems of the words beside an age, without those that tell that it is one."""
    at = bisect_left(words.starts, figure.start)
    near: Range = max(0, at - _BESIDE), at + 1 + _BESIDE
    return frozenset([*stems[near[0] : at], *stems[at + 1 : near[1]]]) - {"", "year", "old", "age"}
