"""Shares of something that a claim tells otherwise than its source."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked


def doubted(claim: str, text: str) -> list[str]:
    source = Article("wire", "Wire", "A report", dt.date(2026, 3, 12), f"It rained. {text} The sun set.")
    found = audit(Asked(claim), [source], [], [support(claim, source)])
    return [one.message for one in found if one.rule == "bound-differs"]


@pytest.mark.parametrize(
    ("claim", "text", "said", "given"),
    [
        ("The Greens lost all of their seats.", "The Greens lost half of their 22 seats.", "all", "half"),
        ("The Greens lost half of their seats.", "The Greens lost a third of their seats.", "half", "third"),
        ("Half of the seats were lost.", "Only 12% of the seats were lost.", "Half", "12%"),
        (
            "More than half of voters stayed away.",
            "At the last count 49.6% of voters stayed away.",
            "half",
            "49.6%",
        ),
        ("All flights were late on Monday.", "Some flights were late on Monday.", "All", "Some"),
        ("All of the boats sank in the storm.", "One of the boats sank in the storm.", "All", "One"),
        ("All of the boats sank in the storm.", "None of the boats sank in the storm.", "All", "None"),
        ("Some of the boats sank in the storm.", "None of the boats sank in the storm.", "Some", "None"),
        ("None of the boats sank in the storm.", "All of the boats sank in the storm.", "None", "All"),
        (
            "Half of them move to the central branch.",
            "All of them move to the central branch.",
            "Half",
            "All",
        ),
        ("Most of the boats sank in the storm.", "Few of the boats sank in the storm.", "Most", "Few"),
        (
            "Three out of five pools close in May.",
            "Two of the city's five pools close in May.",
            "Three out of five",
            "Two of the city's five",
        ),
        (
            "More than half of voters agreed to it.",
            "Almost half of voters agreed to it.",
            "half",
            "half",
        ),
    ],
)
def test_another_share_is_doubted(claim: str, text: str, said: str, given: str) -> None:
    assert f"“{said}” is said where “wire” has “{given}”" in doubted(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Most of the boats sank in the storm.", "Two thirds of the boats sank in the storm."),
        ("Some of the boats sank in the storm.", "Half of the boats sank in the storm."),
        ("Half of the boats sank in the storm.", "One in two of the boats sank in the storm."),
        ("Half of voters agreed to it.", "About 49% of voters agreed to it."),
        ("Two out of five pools close in May.", "Two of the city's five swimming pools close in May."),
        ("Nearly all flights were late on Monday.", "Some 95% of flights were late on Monday."),
        ("Almost half of voters agreed to it.", "Just under half of voters agreed to it."),
        ("All of the crew were saved.", "All of the crew were saved; some of the passengers were not."),
        ("All of the crew were saved on Monday.", "Some of the crew were hurt. All were saved on Monday."),
        ("In all, 12 boats sank in the storm.", "Some boats sank in the storm, 12 in all."),
        ("Not all of the boats sank in the storm.", "Some of the boats sank in the storm."),
        ("At half time the boats led the race.", "All the boats led the race at half time."),
        (
            "Before May, 31 per cent of the pupils had a free lunch.",
            "Before May, 1,190 of the pupils, or 31 per cent, had a free lunch.",
        ),
        (
            "23 of the 311 container ships that called last year were higher.",
            "It is enough for most ships. Of the 311 container ships that called last year, 23 were higher.",
        ),
    ],
)
def test_what_a_source_may_mean_is_not(claim: str, text: str) -> None:
    assert doubted(claim, text) == []


def test_a_sentence_without_a_word_tells_no_share() -> None:
    text = "The mayor of the town spoke.\n\n((((\n\n— !!!\n\nHalf of the members voted to strike on the quay."
    source = Article("wire", "Wire", "A report", dt.date(2026, 3, 12), text)
    claim = "All of the members of the town voted for a mayor and a strike and a boat."
    found = audit(Asked(claim), [source], [], [support(claim, source)])
    assert "“All” is said where “wire” has “Half”" in [one.message for one in found]
