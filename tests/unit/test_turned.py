"""What a claim says the other way round than its source, and what only sounds so."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.figures import figures
from dateline.evidence.support import support
from dateline.evidence.values import Asked


def doubted(claim: str, text: str) -> list[tuple[str, str]]:
    """The rules of the findings, each with the words that it names."""
    told = f"It rained in the town. {text} The sun set over it."
    source = Article("wire", "Wire", "A report", dt.date(2026, 3, 12), told)
    found = audit(Asked(claim), [source], [], [support(claim, source)])
    return [(one.rule, claim[slice(*one.span)]) for one in found]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Chelsea beat Rangers 1-0 at Loftus Road.", "Rangers lost 1-0 to Chelsea at Loftus Road."),
        ("Rangers lost 1-0 to Chelsea at Loftus Road.", "Chelsea beat Rangers 1-0 at Loftus Road."),
        ("Lund bought the old yard from Marl for $4m.", "Marl sold the old yard to Lund for $4m."),
        ("The bank lent the city 4m crowns.", "The city borrowed 4m crowns from the bank."),
        (
            "The Bank voted 7-2 to hold its rate in May.",
            "The Bank voted by seven to two to hold its rate in May.",
        ),
        ("Half of the patients were not vaccinated.", "Half of the patients were unvaccinated."),
        ("Half of the patients were unvaccinated.", "Half of the patients were not vaccinated."),
        ("Just over 41 percent of voters backed the party.", "The party was backed by 41.2% of voters."),
        ("Just under 42 percent of voters backed the party.", "The party was backed by 41.8% of voters."),
        ("Less than three seconds parted the two runners.", "The two runners were parted by 2.7 seconds."),
        ("The team led the league in 2025, he recalled.", "He recalled the team. He led the league in 2025."),
        (
            "Prices rose by 4.8%, less than the 5.9% of May.",
            "In June prices rose by 4.8%, down from 5.9% in May.",
        ),
        (
            "It took over 200 firefighters nine hours to put out the blaze.",
            "More than 200 firefighters took nine hours to bring the blaze under control.",
        ),
        (
            "Of the patients 37 died; most of them, 29, were old.",
            "Of the patients 37 died, and 29 of them were old.",
        ),
        (
            "Its leader, Pavel Orsini, said the SDU's members would vote.",
            "The Seamen's Dock Union (SDU) was angry. Its leader, Pavel Orsini, said members would vote.",
        ),
        (
            "The SDU's leader, Pavel Orsini, said the cuts were wrong.",
            "The Seamen's Dock Union (SDU) said so. Its leader, Pavel Orsini, said the cuts were wrong.",
        ),
        (
            "The mayor is to sign before the Oslo climate summit, which begins on March 21.",
            "The mayor is expected to sign before the climate summit opens in Oslo on March 21.",
        ),
        (
            "Theo Vance, Lumen's chairman, said the deal was not about costs.",
            "The deal is not about costs, said Lumen's chairman, Theo Vance III. Still, jobs may go.",
        ),
        ("Shares in Nordlys closed 6.4 percent lower.", "The shares of Nordlys slid 6.4%."),
        ("Imports were 5% higher in June.", "Exports fell 5% in June, imports rose 5%."),
        ("Prices were up to 5% higher.", "Prices did not fall by 5%, they rose by up to 5%."),
    ],
)
def test_what_is_told_from_the_other_side_is_none_to_doubt(claim: str, text: str) -> None:
    assert doubted(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "rule", "said"),
    [
        (
            "Chelsea beat Rangers 1-0 at Loftus Road.",
            "Chelsea lost 1-0 to Rangers at Loftus Road.",
            "polarity-differs",
            "beat",
        ),
        (
            "Lund bought the old yard from Marl for $4m.",
            "Lund sold the old yard to Marl for $4m.",
            "polarity-differs",
            "bought",
        ),
        (
            "Just under 41 percent of voters backed the party.",
            "The party was backed by 41.2% of voters.",
            "bound-differs",
            "under 41 percent",
        ),
        (
            "More than three seconds parted the two runners.",
            "The two runners were parted by 2.7 seconds.",
            "bound-differs",
            "More than three",
        ),
        (
            "Brent crude fell sharply by 3.1 percent in London.",
            "Brent crude rose by 3.1 percent in London.",
            "comparative-differs",
            "fell",
        ),
        (
            "The Bank voted 5-4 to hold its rate in May.",
            "The Bank held its rate in May by seven votes to two. Five firms failed; of 12 more, four did.",
            "outside-passage",
            "5-4",
        ),
        ("The guards were armed.", "The guards were unarmed.", "polarity-differs", "armed"),
        (
            "Half of the patients were unvaccinated.",
            "Half of the patients were vaccinated.",
            "polarity-differs",
            "unvaccinated",
        ),
        ("The strike was legal.", "The strike was illegal.", "polarity-differs", "legal"),
        (
            "The court upheld the ban on Monday.",
            "The court struck down the ban on Monday.",
            "polarity-differs",
            "upheld",
        ),
        (
            "Shares in Nordlys closed 6.4 percent higher.",
            "The shares of Nordlys slid 6.4%.",
            "comparative-differs",
            "6.4 percent higher",
        ),
        (
            "The offer is 28% below the price on Friday.",
            "It is a premium of 28 per cent to the price on Friday.",
            "comparative-differs",
            "28% below",
        ),
        (
            "Energy cost 2.2 percent more than a year before.",
            "Energy was 2.2 percent cheaper than a year before.",
            "comparative-differs",
            "2.2 percent more",
        ),
        (
            "Cases almost tripled in July, to 1,284 from 655.",
            "There were 1,284 cases in July, nearly double the 655 of last year.",
            "comparative-differs",
            "tripled",
        ),
        (
            "The mayor is expected to veto the bill in May.",
            "The mayor is expected to sign the bill in May.",
            "polarity-differs",
            "veto",
        ),
        (
            "Eleven died in the town; Norway said nobody did.",
            "Eleven died in the town; Sweden said nobody did. Norway was silent.",
            "order-differs",
            "Norway",
        ),
        (
            "He was given a suspended sentence of 18 years.",
            "The developer received a suspended sentence of 18 months.",
            "outside-passage",
            "18",
        ),
    ],
)
def test_what_is_told_the_other_way_round_is_doubted(claim: str, text: str, rule: str, said: str) -> None:
    assert (rule, said) in doubted(claim, text)


def test_seconds_are_no_part_of_their_number() -> None:
    found = figures("She won by three seconds, and by two thirds of a lap.")
    assert (found[0].words, found[0].values) == ("three", (3,))
