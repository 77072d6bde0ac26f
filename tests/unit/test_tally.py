"""What is counted of claims, and that counts add up."""

from __future__ import annotations

from dateline.evidence.tally import Tally, tally_of
from dateline.evidence.values import ClaimEvidence, Standing, StoryEvidence, Support


def claim(voices: int, *standings: Standing) -> ClaimEvidence:
    supports = tuple(Support(f"s{at}", standing, 0.5, None) for at, standing in enumerate(standings))
    return ClaimEvidence("c-1", supports, voices)


def test_a_claim_is_checked_when_one_of_its_sources_could_be_compared() -> None:
    evidence = StoryEvidence(
        (
            claim(2, Standing.SUPPORTED, Standing.SUPPORTED),
            claim(1, Standing.SUPPORTED, Standing.NOT_CHECKED),
            claim(0, Standing.UNSUPPORTED),
            claim(0, Standing.NOT_CHECKED, Standing.NOT_CHECKED),
            claim(0),  # it cites nothing, and quotes somebody
        )
    )
    found = tally_of(6, evidence)
    assert found == Tally(claims=6, cited=4, checked=3, corroborated=1, single=1, unchecked=1)
    assert found.uncited == 2


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3, 4, 5, 6) + Tally(10, 20, 30, 40, 50, 60) == Tally(11, 22, 33, 44, 55, 66)
    assert sum([Tally(1), Tally(2)], Tally()) == Tally(3)
