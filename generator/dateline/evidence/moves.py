"""Which way a figure moved: up in “rose by 4 per cent” and “4 per cent higher”, down in “a fall of 4%”.

Responsible for one question about a claim: does the word beside a figure point the other way than the words
beside the same figure in its sources, however far it keeps from them. English; it looks at a word on either
side and does not understand it. Must not know: support, rules' weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from dateline.evidence import things
from dateline.evidence.articles import Article
from dateline.evidence.facts import Claim
from dateline.evidence.grounds import Ground
from dateline.evidence.readings import Figure, Kind
from dateline.evidence.turning import NEGATIONS
from dateline.evidence.values import Finding, Span
from dateline.evidence.words import KEYS, spellings, table
from dateline.patterns import deferred

_UP: Final = table(
    """rose rise rises risen rising increase increased increases increasing grew grow grown grows growing
    climbed climb climbs jumped jump jumps soared surged surge gained gain gains up premium added"""
)
_DOWN: Final = table(
    """fell fall falls fallen falling decrease decreased decreases decline declined declines dropped drop
    drops shrank shrink shrunk slumped slump plunged slid slipped slip down eased tumbled dipped dip
    weakened discount shed"""
)
_MORE: Final = table(
    "higher more above larger bigger stronger faster dearer up rise increase gain jump surge"
)
_LESS: Final = table(
    "lower less fewer below smaller weaker slower cheaper down fall drop decrease decline slump dip"
)
_WAYS: Final = _UP | _DOWN | _MORE | _LESS
_LEAD: Final = 48
"""Characters before a figure in which the word stands that moves it."""
_BEFORE: Final = deferred(
    r"([^\W\d_]+) (?:(?:by|of|to|only|just|a|an|further|about|some|around|nearly|almost|over|at least"
    r"|(?:more|less) than) ){0,4}(?:[A-Z]{1,3})?[$£€¥]?$"
)
"""That word, with what may stand between."""
_BEHIND: Final = deferred(r" (?:percentage |basis )?(?:points? )?([^\W\d_]+)")
"""The word behind a figure."""
_UNMOVED: Final = (Kind.CLOCK, Kind.ORDINAL)
_MOST: Final = 30
"""Figures of a claim that are asked for, and equal ones of an article that are looked at for each."""
_DENIED: Final = 4
"""Words before a figure among which one denies that it moved."""


def turned_round(claim: Claim, grounds: Sequence[Ground]) -> list[Finding]:
    """The finding for the first figure that moves the other way wherever the sources tell of it, if any."""
    if _WAYS.isdisjoint(claim.words.texts):
        return []
    moved = ((one, _way(claim.text, one)) for one in claim.figures if one.kind not in _UNMOVED)
    for figure, ours in islice((both for both in moved if both[1]), _MOST):
        same = ((ground, one) for ground in grounds for one in _equal(figure, ground.article))
        told = ((_way(ground.article.upheld, one), ground, one) for ground, one in islice(same, _MOST))
        given = [found for found in told if found[0] and _counts_alike(claim, figure, *found[1:])]
        if given and all(theirs == -ours for theirs, _, _ in given):
            _, ground, one = given[0]
            span, there = _told(claim.text, figure), _told(ground.article.upheld, one)
            said, instead = claim.text[slice(*span)], ground.article.upheld[slice(*there)]
            message = f"“{said}” is said where “{ground.article.key}” has “{instead}”"
            hint = "check that the claim says what the source says"
            return [Finding("comparative-differs", message, hint, span)]
    return []


def _equal(figure: Figure, article: Article) -> Iterator[Figure]:
    """The figures of an article's text that are of one value and kind with the claim's."""
    for given in article.figures:
        alike = given.kind is figure.kind and given.unit == figure.unit
        if alike and figure.values[0] in given.values and given.start >= 0:
            yield given


def _counts_alike(claim: Claim, figure: Figure, ground: Ground, given: Figure) -> bool:
    """Whether two numbers count the same things; percentages and sums need not."""
    if figure.kind is not Kind.NUMBER:
        return True
    return things.counted(claim.text, figure) == things.counted(ground.article.upheld, given)


def _way(text: str, figure: Figure) -> int:
    """1 where a figure goes up, -1 where it goes down, 0 where nothing near says so, or both."""
    before, behind = _beside(text, figure)
    way = (before in _UP) - (before in _DOWN) or (behind in _MORE) - (behind in _LESS)
    beside = {before, behind}
    if not way or not (beside.isdisjoint(_UP | _MORE) or beside.isdisjoint(_DOWN | _LESS)):
        return 0
    lead = spellings(text[max(0, figure.start - _LEAD) : figure.start])[-_DENIED:]
    return way if NEGATIONS.isdisjoint(KEYS[word] for word in lead) else 0


def _beside(text: str, figure: Figure) -> tuple[str, str]:
    """The words on both sides of a figure; "up" before "to" moves nothing."""
    found = _BEFORE.search(text, max(0, figure.start - _LEAD), figure.start)
    before = found[1].lower() if found else ""
    if found and before in ("up", "down") and text.startswith("to ", found.end(1) + 1):
        before = ""
    next_to = _BEHIND.match(text, figure.end)
    return before, next_to[1].lower() if next_to else ""


def _told(text: str, figure: Figure) -> Span:
    """Where a figure stands with the word that moves it."""
    before, _ = _beside(text, figure)
    start, end = figure.start, figure.end
    if before in _UP or before in _DOWN:
        found = _BEFORE.search(text, max(0, start - _LEAD), start)
        return (found.start(1) if found else start), end
    next_to = _BEHIND.match(text, end)
    return start, next_to.end() if next_to else end
