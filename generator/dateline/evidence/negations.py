"""Whether only one of two runs of words denies what both say: a “not” more, “refused to”, “without”.

Responsible for where a word that negates stands, how far it reaches, and whether the other side says it too.
It compares words and does not understand them. Must not know: opposites, articles, support, findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from dateline.evidence.contrast import Range, Side, is_numeric
from dateline.evidence.turning import DENIALS, NEGATING, NEGATIONS, UNDOING, UNDONE, WITHHOLDING, is_negated
from dateline.evidence.words import STOP, table

_ENDING: Final = table("said says told added asked because but although though")
"""Words behind which nothing is negated any more."""
_MOST: Final = 60
"""Words that negate in one sentence and are compared, each with a whole passage; most have one."""
_CARRIED: Final = 0.8
"""Share of a claim's words of content in one sentence that by itself says what the claim says."""


class Clash(NamedTuple):
    """A word of the claim, and the word of the passage that says the opposite; -1 where there is none."""

    claim: int
    passage: int
    opposite: bool = False
    """Whether the two are opposites; else the passage's word negates the claim's."""


def negation(claim: Side, passage: Side, sentences: Sequence[Range]) -> Clash | None:
    """Where one negates and the other does not; what both negate in the same words is left out."""
    near = told_from(claim, passage, sentences)
    negating = islice(_negations(claim.keys, range(len(claim.keys))), _MOST)
    ours = [at for at in negating if not _is_undone(claim, at, passage)]
    more = len(ours) > sum(1 for _ in _negations(passage.keys, range(len(passage.keys))))
    fresh = [at for at in ours if more or not _is_told(claim, at, passage)]
    theirs = [
        at
        for low, high in near
        for at in islice(_negations(passage.keys, range(low, high)), _MOST)
        if not _is_told(passage, at, claim) and not _is_undone(passage, at, claim)
    ]
    for at in fresh:
        if _goes_on(claim.keys, at, passage.keys) is not None:
            return Clash(at, -1)
    for at in theirs:
        if (place := _goes_on(passage.keys, at, claim.keys)) is not None:
            return Clash(place, at)
    for at in fresh:
        if _denied_alone(at, claim, passage):
            return Clash(at, -1)
    for at in theirs:
        end = next(high for low, high in near if low <= at < high)
        if (place := _denies_alone(at, end, passage, claim)) is not None:
            return Clash(place, at)
    if fresh and len(ours) > _denials_of_nearest(claim, passage, sentences):
        return Clash(fresh[0], -1)
    return None


def _negations(keys: Sequence[str], places: Iterable[int]) -> Iterator[int]:
    """The places of words that negate; who did not refuse to pay would.

    "No. 10" is a number, and "no more than ten" is one.
    """
    for at in places:
        if keys[at] not in NEGATING:
            continue
        behind = keys[at + 1] if at + 1 < len(keys) else ""
        if keys[at] in WITHHOLDING:
            if behind == "to" and not is_negated(keys, at):
                yield at
        elif not (keys[at] == "no" and behind.isdigit()) and not _is_bound(keys, at):
            yield at


def _is_bound(keys: Sequence[str], at: int) -> bool:
    """Whether a word that negates is part of a bound: "no more than ten", "not less than 300"."""
    if keys[at] not in ("no", "not") or at + 3 >= len(keys) or keys[at + 2] != "than":
        return False
    return keys[at + 1] in ("more", "fewer", "less") and is_numeric(keys[at + 3])


def told_from(claim: Side, passage: Side, sentences: Sequence[Range]) -> Sequence[Range]:
    """The sentence of the passage that holds nearly all of the claim, or else those that it is made from.

    It is made from the one that shares most with it, and from those that share two words more, or half of
    their own. What is denied in another one is denied of something else.
    """
    if len(sentences) < 2:
        return sentences
    said = set(claim.stems) - {""}
    given = [set(passage.stems[low:high]) - {""} for low, high in sentences]
    best = max((said & stems for stems in given), key=len, default=said)
    carries = len(best) >= _CARRIED * len(said)
    return [
        span
        for span, stems in zip(sentences, given, strict=True)
        if best <= stems
        or (not carries and (len(said & stems - best) > 1 or 2 * len(said & stems) >= len(stems)))
    ]


def _is_undone(side: Side, at: int, other: Side) -> bool:
    """Whether the other side says by one word what a negation and the word behind it say: "unarmed"."""
    return any(f"{UNDONE}{key}" in other.keys for key in side.keys[at + 1 : at + 3])


def _is_told(side: Side, at: int, other: Side) -> bool:
    """Whether a negation stands on the other side too, with the same words or before the same word.

    Of two close to each other ("not never", "has not made no secret") none is: they may cancel out.
    """
    word, keys, stems = side.keys[at], side.keys, side.stems
    if not NEGATIONS.isdisjoint((*keys[max(0, at - 3) : at], *keys[at + 1 : at + 4])):
        return False
    if word in WITHHOLDING and word in other.keys:
        return True
    around = {tuple(keys[low : low + 3]) for low in range(max(0, at - 2), at + 1)}
    around = {three for three in around if len(three) == 3}
    if not around.isdisjoint(zip(other.keys, other.keys[1:], other.keys[2:], strict=False)):
        return True
    scope = next((stem for stem in stems[at + 1 : at + 4] if stem), "")
    if not scope or scope not in other.stems:
        return False
    beside = [(word, stems[at + 1])] if at + 1 < len(keys) and stems[at + 1] else []
    for place, stem in enumerate(other.stems):
        if stem != scope:
            continue
        if place and (other.keys[place - 1], stem) in beside:
            return True
        if not NEGATIONS.isdisjoint(other.keys[max(0, place - 2) : place]):
            return True
    return False


def _denials_of_nearest(claim: Side, passage: Side, sentences: Iterable[Range]) -> int:
    """How many words deny in the sentence of the passage that shares most with the claim."""
    said = frozenset(claim.keys)
    keys = (passage.keys[low:high] for low, high in sentences)
    nearest = max(keys, key=lambda sentence: len(said.intersection(sentence)), default=passage.keys)
    return sum(key in DENIALS for key in nearest)


def _goes_on(said: Sequence[str], at: int, given: Sequence[str]) -> int | None:
    """Where the words on both sides of a negation stand together without it, up to one of content behind."""
    if not 0 < at < len(said) - 1:
        return None
    behind = next((near for near in range(at + 1, min(len(said), at + 7)) if said[near] not in STOP), at + 1)
    pair, rest = (said[at - 1], said[at + 1]), list(said[at + 1 : behind + 1])
    places = (place for place, two in enumerate(pairwise(given)) if two == pair)
    return next((at for at in places if given[at + 1 : at + 1 + len(rest)] == rest), None)


def _scope(side: Side, at: int, end: int) -> list[str]:
    """The next three words of content behind a negation, no further than six words.

    What is said of who says so, or of why, is not negated, nor what somebody did not stop. "Without" goes
    no further than one.
    """
    end = min(end, at + 7)
    end = next((place for place in range(at + 2, end) if side.keys[place] in _ENDING), end)
    end = next((place + 1 for place in range(at + 1, end) if side.keys[place] in UNDOING), end)
    return [stem for stem in side.stems[at + 1 : end] if stem][: 1 if side.keys[at] == "without" else 3]


def _denied_alone(at: int, claim: Side, passage: Side) -> bool:
    """Whether the passage has the words behind this negation, and none of them is negated there."""
    scope = _scope(claim, at, len(claim.keys))
    shared = [place for place, stem in enumerate(passage.stems) if stem and stem in scope]
    return bool(shared) and not any(_negated(passage.keys, place) for place in shared)


def _denies_alone(at: int, end: int, passage: Side, claim: Side) -> int | None:
    """The word of the claim that this negation of the passage negates, where the claim does not.

    `end` is where the passage's sentence ends.
    """
    scope = _scope(passage, at, end)
    shared = [place for place, stem in enumerate(claim.stems) if stem and stem in scope]
    if not scope or len({claim.stems[place] for place in shared}) < min(2, len(scope)):
        return None
    if any(_negated(claim.keys, place) for place in shared):
        return None
    return next((place for place in shared if _may_be_denied(claim.texts[place], place)), None)


def _may_be_denied(text: str, place: int) -> bool:
    """Whether a word may be what a negation denies: no figure, and no name."""
    return text[0].islower() or (place == 0 and text.isalpha())


def _negated(keys: Sequence[str], place: int) -> bool:
    """Whether a word that denies stands up to six words before this one, or right behind it."""
    return not DENIALS.isdisjoint(keys[max(0, place - 6) : place + 2])
