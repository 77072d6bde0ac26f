"""The tally: how many claims there are, and what stands behind them. For summaries; it knows no story."""

from __future__ import annotations

import msgspec

from dateline.evidence.values import Standing, StoryEvidence


class Tally(msgspec.Struct, frozen=True):
    """Counts of claims. `cited` is `checked` and `unchecked` together; what cites nothing is the rest."""

    claims: int = 0
    cited: int = 0
    """Claims that cite a source."""
    checked: int = 0
    """Those of which a cited source could be compared, whatever was found."""
    corroborated: int = 0
    """Those that two or more independent voices support."""
    single: int = 0
    """Those that one voice supports."""
    unchecked: int = 0
    """Those of which no cited source could be compared."""

    @property
    def uncited(self) -> int:
        """Claims that cite no source."""
        return self.claims - self.cited

    def __add__(self, other: Tally) -> Tally:
        """Both tallies together."""
        return Tally(
            *map(sum, zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True))
        )


def tally_of(claims: int, evidence: StoryEvidence) -> Tally:
    """The tally of a story with so many claims, from what stands behind those that cite."""
    cited = [claim for claim in evidence.claims if claim.supports]
    checked = [
        claim
        for claim in cited
        if any(support.standing is not Standing.NOT_CHECKED for support in claim.supports)
    ]
    return Tally(
        claims=claims,
        cited=len(cited),
        checked=len(checked),
        corroborated=sum(claim.voices > 1 for claim in checked),
        single=sum(claim.voices == 1 for claim in checked),
        unchecked=len(cited) - len(checked),
    )
