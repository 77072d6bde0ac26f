"""Whether a claim says the opposite of its passage: “denied” for “confirmed”, “rose” for “fell”.

Responsible for two questions about two runs of words: does only one of them negate, do they point in opposite
directions. It compares words and does not understand them. Must not know: articles, support, findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.evidence.contrast import Range, Side, is_numeric
from dateline.evidence.negations import Clash, negation, told_from
from dateline.evidence.roles import are_converse
from dateline.evidence.turning import (
    CONTRARIES,
    CONVERSE,
    DIRECTIONS,
    NEGATING,
    SORTS,
    UNDONE,
    VOTED,
    VOTING,
    Opposites,
    denied_by,
    is_negated,
)

_VOTE = 6
"""Words from "voted" to "for": "voted on Monday, by 12 to 7, for"."""
_BOUNDING = frozenset(("over", "under", "above", "below"))
_BOUNDED = 2
"""Words among which the figure stands that they bound: "over 200" says nothing of "under control"."""
_AGES = frozenset(("year", "years", "month", "months", "week", "weeks", "day", "days"))


def polarity(
    claim: Side, passage: Side, sentences: Sequence[Range], *, denials: bool = True, undone: bool = True
) -> Clash | None:
    """Where one of the two negates what the other says, or says its opposite ("denied", "confirmed").

    `sentences` are the sentences of the passage, as words of it; without `denials` opposites alone count,
    and without `undone` none that begin with "un".
    """
    if denials and not (NEGATING.isdisjoint(claim.turns) and NEGATING.isdisjoint(passage.turns)):
        found = negation(claim, passage, sentences)
        if found:
            return found
    return (
        _opposite(claim, passage, sentences, CONTRARIES)
        or _sort(claim, passage, sentences)
        or _vote(claim, passage, sentences)
        or (_undone(claim, passage, sentences) if undone else None)
    )


def _undone(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where one has a word and the other the same with "un" before it: "armed", "unarmed"."""
    ours = {denied_by(key): at for at, key in enumerate(claim.keys) if key.startswith(UNDONE)}
    theirs = {denied_by(key): at for at, key in enumerate(passage.keys) if key.startswith(UNDONE)}
    if not ours and not theirs:
        return None
    places = [at for low, high in told_from(claim, passage, sentences) for at in range(low, high)]
    for at in places:
        key = passage.keys[at]
        if key in ours and f"{UNDONE}{key}" not in passage.keys and not is_negated(passage.keys, at):
            return Clash(ours[key], at, opposite=True)
    for at, key in enumerate(claim.keys):
        told = theirs.get(key, -1)
        if told not in places or f"{UNDONE}{key}" in claim.keys or key in passage.keys:
            continue
        if not is_negated(claim.keys, at):
            return Clash(at, told, opposite=True)
    return None


def _sort(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where the passage has a word of the claim behind the opposite adjective alone: "new bridge"."""
    if not SORTS.may_clash(claim.turns, passage.turns):
        return None
    near = told_from(claim, passage, sentences)
    theirs = [found for span in near for found in _sorts(passage, span)]
    for at, of, (line, side) in _sorts(claim, (0, len(claim.keys))):
        against = [there for there, *other in theirs if other == [of, (line, 1 - side)]]
        if against and len(against) == sum(passage.stems[low:high].count(of) for low, high in near):
            return Clash(at, against[0], opposite=True)
    return None


def _vote(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where one votes for what the other votes against."""
    if VOTING.isdisjoint(claim.keys) or VOTING.isdisjoint(passage.keys):
        return None
    ours = dict(_voted(claim, (0, len(claim.keys))))
    theirs = dict(found for span in told_from(claim, passage, sentences) for found in _voted(passage, span))
    if len(ours) == 1 and len(theirs) == 1 and ours.keys().isdisjoint(theirs):
        (at,), (there,) = ours.values(), theirs.values()
        return Clash(at, there, opposite=True)
    return None


def _voted(side: Side, span: Range) -> Iterator[tuple[bool, int]]:
    """Whether somebody votes for something, and the place that says it; of both ways, both."""
    low, high = span
    for at in range(low + 1, high):
        way = VOTED.get(side.keys[at])
        if way is not None and not VOTING.isdisjoint(side.keys[max(low, at - _VOTE) : at]):
            yield way != is_negated(side.keys, at), at


def _sorts(side: Side, span: Range) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """The places of adjectives, with the stem of the word behind each and every side that it takes.

    Of an age ("a 40-year-old bridge") "old" tells no sort.
    """
    low, high = span
    for at, taken in _sides(side.keys[low:high], low, SORTS):
        of = side.stems[at + 1] if at + 1 < high else ""
        if not of:  # "three weeks late", "the gate is old"
            of = next((stem for stem in side.stems[max(low, at - 3) : at][::-1] if stem), "")
        elif at and side.keys[at - 1] in _AGES:
            continue
        if of:
            yield at, of, taken


def comparatives(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where the claim says "rose" or "more" and the passage "fell" or "less", and not the same word."""
    return _opposite(claim, passage, sentences, DIRECTIONS)


def _opposite(claim: Side, passage: Side, sentences: Sequence[Range], table: Opposites) -> Clash | None:
    """The first word of the claim whose opposites, and not itself or its like, stand where it is from."""
    if not table.may_clash(claim.turns, passage.turns):
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
            there = theirs[against]
            if claim.keys[at] not in CONVERSE or not are_converse(claim, at, passage, there):
                return Clash(at, there, opposite=True)
    return None


def _sides(keys: Sequence[str], first: int, table: Opposites) -> Iterator[tuple[int, tuple[int, int]]]:
    """The places of words that take a side, counted from `first`, with each side that they take."""
    for at, key in enumerate(keys):
        if key in table.sides and not is_negated(keys, at):
            bounds = key in _BOUNDING and any(map(is_numeric, keys[at + 1 : at + 1 + _BOUNDED]))
            for line, side in table.sides[key]:
                yield first + at, (-1 - line if bounds else line, side)
