"""Whether a claim says the opposite of its passage: “denied” for “confirmed”, “rose” for “fell”.

Responsible for two questions about two runs of words: does only one of them negate, do they point in opposite
directions. It compares words and does not understand them. Must not know: articles, support, findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.evidence.contrast import Range, Side
from dateline.evidence.negations import Clash, negation, told_from
from dateline.evidence.turning import CONTRARIES, DIRECTIONS, NEGATING, Sides, is_negated


def polarity(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where one of the two negates what the other says, or says its opposite ("denied", "confirmed").

    `sentences` are the sentences of the passage, as words of it.
    """
    if not (NEGATING.isdisjoint(claim.keys) and NEGATING.isdisjoint(passage.keys)):
        found = negation(claim, passage, sentences)
        if found:
            return found
    return _opposite(claim, passage, sentences, CONTRARIES)


def comparatives(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where the claim says "rose" or "more" and the passage "fell" or "less", and not the same word."""
    return _opposite(claim, passage, sentences, DIRECTIONS)


def _opposite(claim: Side, passage: Side, sentences: Sequence[Range], table: Sides) -> Clash | None:
    """The first word of the claim whose opposites, and not itself or its like, stand where it is from."""
    if table.keys().isdisjoint(claim.keys):
        return None
    ours = list(_sides(claim.keys, 0, table))
    theirs: dict[tuple[int, int], int] = {}
    for low, high in told_from(claim, passage, sentences):
        for there, taken in _sides(passage.keys[low:high], low, table):
            theirs.setdefault(taken, there)
    sides = {taken for _, taken in ours}
    for at, (line, side) in ours:
        against = line, 1 - side
        if against in theirs and (line, side) not in theirs and against not in sides:
            return Clash(at, theirs[against], opposite=True)
    return None


def _sides(keys: Sequence[str], first: int, table: Sides) -> Iterator[tuple[int, tuple[int, int]]]:
    """The places of words that take a side, counted from `first`, with each side that they take."""
    for at, key in enumerate(keys):
        if key in table and not is_negated(keys, at):
            for side in table[key]:
                yield first + at, side
