"""What an article's own corrections take back."""

from __future__ import annotations

import pytest

from dateline.evidence.notices import upheld
from dateline.sentences import split


def left(text: str) -> str:
    """What is left of a text, without the spaces that stand for the rest."""
    kept = upheld(text, split(text))
    assert len(kept) == len(text)
    return " ".join(kept.split())


@pytest.mark.parametrize(
    ("notice", "kept"),
    [
        (
            "An earlier version of this article said that 13 boats sank.",
            "An earlier version of this article .",
        ),
        (
            "The first version of this article said 13; it was 14.",
            "The first version of this article ; it was 14.",
        ),
        (
            "An earlier version of this story said $1,300.50. It is 4.",
            "An earlier version of this story . It is 4.",
        ),
        (
            "Correction: The boats sank on Monday, not on Tuesday.",
            "Correction: The boats sank on Monday, not .",
        ),
        (
            "This article was amended to say 14 rather than 13.",
            "This article was amended to say 14 rather than .",
        ),
        ("Clarification: It originally gave 13 boats.", "Clarification: It originally ."),
        ("This story misstated the number of boats as 13.", "This story misstated ."),
        ("CORRECTION: We wrongly wrote 13, but it was 14.", "CORRECTION: We wrongly , but it was 14."),
        ("Clarification: The boats (not the nets) sank.", "Clarification: The boats (not ) sank."),
    ],
)
def test_a_notice_takes_back(notice: str, kept: str) -> None:
    assert left(f"Boats sank.\n\n{notice}") == f"Boats sank. {kept}"


@pytest.mark.parametrize(
    "text",
    [
        "The board said 14 boats sank, not 13.",
        "An earlier version of the plan had 13 boats.",
        "The original figure was 13. An error, the board said.",
        "Correction: 14 boats sank.",
        "This article was amended on 5 May.\n\nThe yard has 14 boats, not 13.",
    ],
)
def test_what_is_told_of_the_world_is_taken_back_by_nobody(text: str) -> None:
    assert upheld(text, split(text)) == text
