"""A claim that is a sentence of its source but for one fact, which stands elsewhere in the passage."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked

QUAY = """\
The choir of the lighthouse first sang on the quay in 2002, to an audience of gulls. Its four songs \
include Lanterns, Low Tide and The Keeper's Supper. The choir sang on the ice as well, in 2003.

Keepers in 13 bays believed that the lamps were growing dim, the survey found. Almost 900 keepers in \
22 bays were asked.

The ferry will sail again from the old pier later on Friday. Pilots hammered out the timetable on \
Thursday night.

For Halvard, the toll is lower at 40 crowns. Sigrun Tveit pays 55 crowns."""


def found(claim: str, *texts: str) -> list[tuple[str, str, str]]:
    """The rule, the words and the message of every finding for a claim that cites articles of these texts."""
    cited = [
        Article(f"paper{n}", f"Paper {n}", "", dt.date(2026, 1, 9), text) for n, text in enumerate(texts)
    ]
    findings = audit(Asked(claim), cited, [], [support(claim, article) for article in cited])
    return [(one.rule, claim[slice(*one.span)], one.message.split(" stands where ")[-1]) for one in findings]


@pytest.mark.parametrize(
    ("claim", "words", "instead"),
    [
        (
            "The choir of the lighthouse first sang on the quay in 2003, to an audience of gulls.",
            "2003",
            "2002",
        ),
        ("The choir of the lighthouse first sang on the quay in 2003.", "2003", "2002"),
        ("Keepers in 22 bays believed that the lamps were growing dim, the survey found.", "22", "13"),
        ("The ferry will sail again from the old pier later on Thursday.", "Thursday", "Friday"),
        ("For Sigrun Tveit, the toll is lower at 40 crowns.", "Sigrun Tveit", "Halvard"),
    ],
)
def test_a_fact_in_the_place_of_another_is_named_though_its_neighbours_stand_elsewhere(
    claim: str, words: str, instead: str
) -> None:
    assert found(claim, QUAY) == [("order-differs", words, f"“paper0” has “{instead}”")]


@pytest.mark.parametrize(
    "claim",
    [
        "The choir of the lighthouse first sang on the quay in 2002.",
        "The choir sang on the ice in 2003.",
        "Sigrun Tveit pays 55 crowns, and Halvard 40.",
        "The survey asked almost 900 keepers in 22 bays.",
        "On Thursday night pilots hammered out the timetable.",
    ],
)
def test_what_stands_where_the_source_has_it_is_not_named(claim: str) -> None:
    assert found(claim, QUAY) == []


def test_what_one_of_two_sources_has_there_is_in_its_place() -> None:
    claim = "The choir of the lighthouse first sang on the quay in 2003."
    assert found(claim, QUAY, claim.replace("first ", "first of all ")) == []
    assert found(claim, QUAY, QUAY)[0][0] == "order-differs"


def test_another_name_for_the_same_is_in_its_place() -> None:
    text = "The Harbour Board (HB) shut the old pier in the storm. The HB said so."
    assert found("The Harbour Board said so.", text) == []
    assert (
        found(
            "The keeper of the lamps in London said so to the pilots.",
            "The keeper of the lamps in London, England, said so to the pilots.",
        )
        == []
    )


REPAIR = (
    "The repair will take 10 to 12 weeks and cost between $3 million and $4 million. "
    "Between 20 and 30 ships wait. Mira Solheim, 47, was found on Friday, and a 63-year-old man was held. "
    "The wreck lies 1.5 km off the coast, at 40 metres. "
    "St. Olave and the World Health Organization’s office in Geneva agreed, said the keeper, Per Aske."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The repair will take between 10 and 12 weeks.",
        "At least 20 ships wait.",
        "Up to 30 ships wait.",
        "The 47-year-old Mira Solheim was found on Friday.",
        "A man, 63, was held on Friday.",
        "The wreck lies 1,500 metres off the coast.",
        "The wreck lies 40 m down off the coast.",
        "The World Health Organisation in Geneva agreed, Aske said.",
    ],
)
def test_what_is_told_with_other_words_beside_it_is_in_its_place(claim: str) -> None:
    assert [one for one in found(claim, REPAIR) if one[0] == "order-differs"] == []


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The repair will take between 12 and 10 weeks.", "12"),
        ("At least 30 ships wait.", "At least 30"),
        ("Up to 20 ships wait.", "Up to 20"),
        ("The 12-year-old Mira Solheim was found on Friday.", "12"),
    ],
)
def test_another_end_or_age_is_named(claim: str, words: str) -> None:
    assert words in [one[1] for one in found(claim, REPAIR)]
