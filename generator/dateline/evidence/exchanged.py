"""Two words of a claim that stand in each other's place in its source: “the city sued the firm”.

Responsible for one question about a claim that is made of the words of one sentence of a passage: are two of
them exchanged, and all others where they were. It compares the order of words and does not understand them.
English. Must not know: support, rules' weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.contrast import Range
from dateline.evidence.facts import Claim
from dateline.evidence.grounds import Ground
from dateline.evidence.values import Finding
from dateline.evidence.words import Columns, stem, table
from dateline.patterns import deferred

_FEWEST: Final = 3
_MOST: Final = 40
"""Words of content of a claim; of more, two that changed places tell nothing."""
_MUTUAL: Final = frozenset(
    map(
        stem,
        table(
            """met meet meets meeting talked talk talks talking spoke agreed agree agrees merged merge merges
            married marry marries divorced border borders bordered faces faced joined join played play plays
            clashed collided resembles matched equals shared debated negotiated wed differ differs differed
            signed exchanged linked connects connected links separates separated divides tied drew versus"""
        ),
    )
)
"""Stems of what two do to each other: whoever is named first."""
_LISTED: Final = deferred(
    r"(?:,|,? (?:and|or|nor|but|&))(?: (?:the|an?|its|their|his|her|of|in|to|from|for))* ?"
)
"""What stands between the parts of a list, whose order says nothing."""


_OF: Final = deferred(r" (?:of|in|for|at|from|on|to)\b")

_EXPLAINED: Final = deferred(r",| (?:of|at|from|for|with) | \(")
"""What stands behind a name of which more is said."""


def exchanged(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The finding for two words of a claim that its sources have in each other's place.

    None where any sentence of them has them in the claim's order, or the passive may turn them round.
    """
    whole = [ground for ground in grounds if ground.shared(claim) == 1.0]
    if not whole or "by" in claim.side.keys:
        return
    ours = [at for at, stem in enumerate(claim.side.stems) if stem]
    if not _FEWEST <= len(ours) <= _MOST:
        return
    said = [claim.side.stems[at] for at in ours]
    for ground in whole:
        for low, high in ground.sentences:
            first = ground.words[0]
            theirs = _same_words(said, ground.article.stems, (first + low, first + high))
            differ = [n for n, at in enumerate(theirs) if said[n] != ground.article.stems[at]]
            if len(differ) != 2 or "by" in ground.side.keys[low:high]:
                continue
            if not _tells(claim, ours, ground.article, theirs, (differ[0], differ[1])):
                continue
            if any(_has_in_order(said, one.article) for one in grounds):
                return
            start, end = claim.span((ours[differ[0]], ours[differ[0]] + 1))
            instead = ground.article.columns.texts[theirs[differ[0]]]
            message = f"“{claim.text[start:end]}” stands where “{ground.article.key}” has “{instead}”"
            hint = "check which of them the source speaks of here"
            yield Finding("order-differs", message, hint, (start, end))
            return


def explains(claim: Claim, place: Range, article: Article, there: Range) -> bool:
    """Whether what stands at a place of an article only says more of the fact that the claim has there.

    So does "Evening Bell" in "told Ada Finch of the Evening Bell that", of "told Ada Finch that".
    """
    others, own = article.keys[slice(*there)], claim.side.keys[slice(*place)]
    if not others or not frozenset(others).isdisjoint(claim.side.keys):
        return False
    before = claim.side.keys[place[0] - 1] if place[0] else ""
    opens = max((low for low, _ in article.sentence_words if low <= there[0]), default=0)
    return any(
        _EXPLAINED.match(article.upheld, article.columns.ends[at + len(own) - 1])
        for at in range(opens, there[0] - len(own) + 1)
        if article.keys[at : at + len(own)] == own and (not before or article.keys[max(0, at - 1)] == before)
    )


def _same_words(said: Sequence[str], stems: Sequence[str], span: Range) -> list[int]:
    """Where a sentence has the claim's words of content, each as often as the claim; else nothing."""
    known = frozenset(said)
    theirs = [at for at in range(*span) if stems[at] in known]
    if len(theirs) != len(said) or sorted(said) != sorted(stems[at] for at in theirs):
        return []
    return theirs


def _has_in_order(said: Sequence[str], article: Article) -> bool:
    """Whether any sentence of an article has the claim's words as the claim has them."""
    for span in article.sentence_words:
        theirs = _same_words(said, article.stems, span)
        if theirs and all(article.stems[at] == stem for at, stem in zip(theirs, said, strict=True)):
            return True
    return False


def _tells(claim: Claim, ours: Sequence[int], article: Article, theirs: Sequence[int], differ: Range) -> bool:
    """Whether it says something else that two words are exchanged.

    Not of neighbours, in a list, of what is mutual; nor of "prices of fish in the market" for "market fish
    prices".
    """
    first, last = differ
    if last == first + 1:
        return False
    between = (claim.side.stems[at] for at in ours[first + 1 : last])
    if not _MUTUAL.isdisjoint(between):
        return False
    joints = _joints(claim.text, claim.words, ours[first : last + 1])
    if all(map(_LISTED.fullmatch, joints)):
        return False
    others = _joints(article.upheld, article.columns, theirs[first : last + 1])
    return not (_is_compound(joints, others) or _is_compound(others, joints))


def _joints(text: str, words: Columns, places: Sequence[int]) -> list[str]:
    """What stands between words."""
    starts, ends, _ = words
    return [text[ends[one] : starts[two]] for one, two in pairwise(places)]


def _is_compound(joints: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words stand side by side that have an "of" between them elsewhere."""
    return all(len(joint) == 1 for joint in joints) and any(map(_OF.match, others))
