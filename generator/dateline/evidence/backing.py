"""Which of the sources that a claim cites do little for it: few of its words stand in any of their passages.

Responsible for that finding of level 2. Must not know: rules' weights, stories, Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.evidence.facts import Claim, Fact
from dateline.evidence.grounds import Ground
from dateline.evidence.values import Finding, Standing, Support

_SHOWN = 90  # characters of a passage in a hint


def low(
    claim: Claim, supports: Sequence[Support], grounds: Sequence[Ground], *, explained: bool
) -> Iterator[Finding]:
    """The finding that names the cited sources whose words do little for the claim.

    One that holds a fact of a claim which another source supports, or which the passages hold together,
    stands for a part of it: it is passed over. So is one near to the claim whose passage holds all of its
    facts, or that lacks but what another finding tells (`explained`). Of one with weak support the passage
    must hold a fact of the claim and half of its words.
    """
    standing = {support.key: support.standing for support in supports}
    by_key = {ground.article.key: ground for ground in grounds}
    backed = any(found in (Standing.SUPPORTED, Standing.WEAK) for found in standing.values())
    backed = backed or _is_carried(claim, grounds)
    keys = []
    if claim.is_english and not any(claim.side.stems):  # "I like it": a source has just this, or not
        keys = [support.key for support in supports if support.why.startswith("the claim")]
    for key, found in standing.items():
        ground = by_key.get(key)
        if ground and ((explained and ground.is_near(claim)) or _holds_all(ground, claim)):
            continue
        if found is Standing.UNSUPPORTED:
            keys += [] if backed and ground and _holds_any(ground, claim) else [key]
        elif found is Standing.WEAK and ground and claim.is_english:
            held = _holds_any(ground, claim) or (len(supports) > 1 and not claim.all)
            keys += [] if held and ground.is_near(claim) else [key]
    if keys:
        message = f"no passage of {named(keys)} shares enough words with this claim"
        hint = "check that it is the source that says so"
        if len(keys) == 1 and keys[0] in by_key:
            hint = f"the nearest is “{_begun(by_key[keys[0]].passage.text)}”: {hint}"
        yield Finding("low-support", message, hint, (0, len(claim.text)), keys[0] if len(keys) == 1 else "")


def _begun(passage: str) -> str:
    """The beginning of a passage, on one line."""
    words = " ".join(passage[: 2 * _SHOWN].split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _is_carried(claim: Claim, grounds: Sequence[Ground]) -> bool:
    """Whether the passages together hold all facts and half of the words, without those for who tells it."""
    if len(grounds) < 2 or not all(any(ground.tells(fact) for ground in grounds) for fact in claim.all):
        return False
    told_by = [name for name in claim.names if any(ground.tells_of(name) for ground in grounds)]
    tellers = {
        stem for name in told_by for stem in claim.side.stems[slice(*claim.range((name.start, name.end)))]
    }
    said = set(claim.side.stems) - {""} - tellers
    given = {stem for ground in grounds for stem in ground.side.stems}
    return 2 * len(said & given) >= len(said)


def _holds_any(ground: Ground, claim: Claim) -> bool:
    return any(ground.tells(fact) for fact in claim.all)


def _holds_all(ground: Ground, claim: Claim) -> bool:
    """Whether a passage holds all facts of a claim, also in other spellings, and half of its other words.

    Half of all words will do as well.
    """
    if not claim.all or not all(ground.tells(fact) for fact in claim.all):
        return False
    if ground.is_near(claim):
        return True
    facts: tuple[Fact, ...] = (*claim.figures, *claim.dates)
    inside = {at for fact in facts for at in range(*claim.range((fact.start, fact.end)))}
    said = {stem for at, stem in enumerate(claim.side.stems) if stem and at not in inside}
    return bool(said) and 2 * len(said.intersection(ground.side.stems)) >= len(said)


def named(keys: Sequence[str]) -> str:
    """Sources in words: “ap”, “ledger” or “quay”."""
    shown = [f"“{key}”" for key in keys]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
