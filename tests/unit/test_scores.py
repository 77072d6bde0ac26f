"""Scores and votes: two figures of a claim that stand together in no source."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked

APART = "It rained and rained for hours in Port Ellery while the band was playing"


def rules(claim: str, *texts: str) -> list[str]:
    cited = [Article(f"a{n}", f"Paper {n}", "Gulls", date(2026, 1, 2), text) for n, text in enumerate(texts)]
    return [finding.rule for finding in audit(Asked(claim), cited, [], [support(claim, a) for a in cited])]


@pytest.mark.parametrize(
    "claim",
    [
        "The Gulls won 4-2 on Sunday.",
        "The Gulls won the game 4–2 on Sunday.",
        "On Sunday the board ruled 4-2 for the Gulls.",
    ],
)
def test_a_score_whose_figures_stand_apart_is_doubted(claim: str) -> None:
    told = (
        f"The Gulls had 4 corners on Sunday. {APART}, and 2 of them were hurt. The board and the Gulls won."
    )
    assert "outside-passage" in rules(claim, told)
    assert "outside-passage" not in rules(claim, told, "The Gulls won on Sunday with 4 goals to 2.")


@pytest.mark.parametrize(
    "told",
    [
        "The Gulls won 4-2 on Sunday, in the rain.",
        "The Gulls won on Sunday: there were 2 goals against them, and 4 for them.",
    ],
)
def test_a_score_may_be_told_in_either_order_and_in_words(told: str) -> None:
    assert "outside-passage" not in rules("The Gulls won 4-2 on Sunday.", told)


def test_a_score_of_which_a_figure_is_missing_is_told_once() -> None:
    told = f"The Gulls had 4 corners on Sunday. {APART}. The Gulls won the game."
    assert rules("The Gulls won 4-2 on Sunday.", told) == ["figure-not-in-source"]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "The yard lost 500-600 jobs.",
            f"The yard lost 500 jobs in May. {APART} on. It lost 600 jobs in all.",
        ),
        ("The yard has 30-40 boats.", f"The yard has 30 boats in May. {APART} on. It has 40 boats in all."),
        (
            "The well-run yard lost 30 jobs, then 40.",
            f"The well-run yard lost 30 jobs. {APART} on. Then it lost 40.",
        ),
    ],
)
def test_a_range_is_no_score(claim: str, told: str) -> None:
    assert rules(claim, told) == []
