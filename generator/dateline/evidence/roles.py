"""Who does something to whom, where one side tells it in the passive: “was sued by the city”.

Responsible for two runs of words with one verb: do both make the same one the doer. It looks at the words
beside the verb and does not understand them. English. Must not know: articles, support, findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from dateline.evidence.contrast import Range, Side
from dateline.evidence.turning import CONTRARIES, CONVERSE
from dateline.evidence.words import table

REACH: Final = 8
"""Words on each side of a verb among which doer and done-to stand."""
_NEAREST: Final = 3
"""Words of content, of those, that name them."""
_BEING: Final = table("was were is are be been being get gets got getting")
_WHEN: Final = table("later earlier first last today yesterday tomorrow twice recently")
"""Words beside those on "-ly" that may stand between "was" and its participle."""
_PAST: Final = dict(
    pair.split(":")
    for pair in table(
        """written:wrote taken:took beaten:beat given:gave chosen:chose driven:drove stolen:stole seen:saw
        thrown:threw drawn:drew bitten:bit hidden:hid broken:broke overtaken:overtook withdrawn:withdrew
        forgiven:forgave overthrown:overthrew ridden:rode shaken:shook sunk:sank sung:sang done:did
        """
    )
) | {
    key: key
    for key in table(
        """bought brought built caught found held hit hurt kept led left lost made met paid put sent set shot
        sold spent struck taught told won fed fought heard laid lent shut sought swept cut beat"""
    )
}
"""Participles that do not end in "-ed", with the past tense."""


class Roles(Enum):
    """What a passive of one side makes of a sentence of the other."""

    SAME = 1
    """The same one does it."""
    EXCHANGED = 2
    """Who does it there has it done to them here."""


class Turned(NamedTuple):
    """A verb that is passive on one side alone."""

    roles: Roles
    verb: int
    """The word of the claim."""


def turned(claim: Side, passage: Side, sentences: Sequence[Range]) -> Iterator[Turned]:
    """The verbs that are passive on one side and active on the other, with what that makes of their roles.

    Those of which the words do not say it are left out.
    """
    whole = ((0, len(claim.keys)),)
    for places, roles in _passives(claim, whole, passage, sentences):
        yield Turned(roles, places[0])
    for places, roles in _passives(passage, sentences, claim, whole):
        yield Turned(roles, places[1])


def _passives(
    side: Side, spans: Sequence[Range], other: Side, others: Sequence[Range]
) -> Iterator[tuple[Range, Roles]]:
    """Each verb that is passive in `side` and active in `other`: its place in both, and the roles."""
    if "by" not in side.keys:
        return
    places = [at for at, key in enumerate(side.keys) if key == "by"]
    for low, high in spans:
        for by in places:
            verb = by - 1
            if not low < verb < high - 2 or not _is_participle(side.keys[verb]):
                continue
            full = _is_told_of(side, verb, low)
            doer, done = _behind(side, by, high), _before(side, verb, low)
            for at, (first, last) in _active(other, others, side.keys[verb]):
                roles = _roles(doer, done, _before(other, at, first), _behind(other, at, last))
                if roles and (full or roles is Roles.SAME):
                    yield (verb, at), roles


def are_converse(claim: Side, at: int, passage: Side, there: int) -> bool:
    """Whether who stands before a word of the claim stands behind that of the passage, and the reverse.

    "A beat B" is "B lost to A".
    """
    doer, done = set(claim.stems[max(0, at - REACH) : at]), set(claim.stems[at + 1 : at + 1 + REACH])
    before = set(passage.stems[max(0, there - REACH) : there])
    behind = set(passage.stems[there + 1 : there + 1 + REACH])
    return bool(doer & behind - {""}) and bool(done & before - {""}) and not doer & before - {""}


def converse(claim: Side, passage: Side) -> Iterator[int]:
    """The verbs of a claim by which it tells from one side what the passage tells from the other."""
    if CONVERSE.isdisjoint(claim.turns) or CONVERSE.isdisjoint(passage.turns):
        return
    for at, key in enumerate(claim.keys):
        if key in CONVERSE:
            against = CONTRARIES.against[key] & CONVERSE
            places = (there for there, other in enumerate(passage.keys) if other in against)
            if any(are_converse(claim, at, passage, there) for there in places):
                yield at


def _is_told_of(side: Side, verb: int, low: int) -> bool:
    """Whether a participle is the verb of its clause: "was later sued", not "was the most allowed"."""
    for at in range(verb - 1, max(low, verb - 4) - 1, -1):
        if side.keys[at] in _BEING:
            return True
        if side.stems[at] and not side.keys[at].endswith("ly") and side.keys[at] not in _WHEN:
            return False
    return False


def _is_participle(key: str) -> bool:
    return key.endswith("ed") or key in _PAST


def _active(side: Side, spans: Sequence[Range], key: str) -> Iterator[tuple[int, Range]]:
    """Where a verb stands in the active, with the sentence."""
    past = _PAST.get(key, key)
    forms = past, past.removesuffix("ed") + "s", past.removesuffix("d") + "s"
    for low, high in spans:
        for at in range(low + 1, high - 1):
            if side.keys[at] not in forms or side.keys[at + 1] == "by":
                continue
            if _BEING.isdisjoint(side.keys[max(low, at - 3) : at]):
                yield at, (low, high)


def _before(side: Side, at: int, low: int) -> frozenset[str]:
    """The nearest words of content before a word."""
    return frozenset([stem for stem in side.stems[max(low, at - REACH) : at] if stem][-_NEAREST:])


def _behind(side: Side, at: int, high: int) -> frozenset[str]:
    """The nearest words of content behind a word."""
    return frozenset([stem for stem in side.stems[at + 1 : min(high, at + 1 + REACH)] if stem][:_NEAREST])


def _roles(
    doer: frozenset[str], done: frozenset[str], before: frozenset[str], behind: frozenset[str]
) -> Roles | None:
    """Whether those before and behind an active verb are the doer and the done-to, or the reverse."""
    doer, done = doer - done, done - doer
    same = len(doer & before), len(done & behind)
    other = len(doer & behind), len(done & before)
    if all(same) and sum(other) < min(same):
        return Roles.SAME
    if all(other) and sum(same) < min(other):
        return Roles.EXCHANGED
    return None
