"""What is one fact in two spellings for a newsroom, and what is another though it looks like it."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked


def missing(claim: str, text: str) -> list[str]:
    """What of the claim is said to be in no source, as it is written; the source is of a Thursday."""
    source = Article("wire", "Wire", "A report", dt.date(2026, 3, 12), text)
    found = audit(Asked(claim), [source], [], [support(claim, source)])
    return [claim[slice(*one.span)] for one in found if one.rule.endswith("not-in-source")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The jet was an F-35 of the navy.", "The jet was an F35 of the navy."),
        ("The pilots flew Lockheed F35 jets.", "The pilots flew Lockheed F-35 jets."),
        ("The pilots took flight BA 117 on Monday.", "The pilots took flight BA117 on Monday."),
        ("On Monday they took Flight BA117.", "On Monday they took Flight BA 117."),
        ("On Monday they took Flight BA-117.", "On Monday they took Flight BA117."),
        ("The M 25 near the port was shut.", "The M25 near the port was shut."),
        ("Cases of Covid-19 rose.", "Cases of Covid19 rose."),
        ("The G-20 Summit ended.", "The G20 Summit ended."),
        ("The AK-47s were seized.", "The AK47s were seized."),
        ("An Airbus A-320neo landed.", "An Airbus A320neo landed."),
        ("Ukraine's Volodymyr Zelenskyy spoke.", "Ukraine's Volodymyr Zelensky spoke."),
        ("He fought in World War Two.", "He fought in World War II."),
        ("She drove in Formula One.", "She drove in Formula 1."),
        ("He climbed Mount Everest.", "He climbed Mt Everest."),
        ("The World Trade Center burned.", "The World Trade Centre burned."),
        ("The World Health Organisation warned.", "The World Health Organization warned."),
        ("The Defence Department sued.", "The Defense Department sued."),
        ("She won $0.92 a share.", "She won 92 cents a share."),
        ("The loaf was £0.83.", "The loaf was 83 pence."),
        ("The loaf was 83p.", "The loaf was 83 pence."),
        ("The mine lost half a million dollars.", "The mine lost $500,000."),
        ("The mine lost three quarters of a billion dollars.", "The mine lost $750m."),
        ("The share is half a per cent.", "The share is 0.5%."),
        ("Rates were cut by 50bps.", "Rates were cut by 50 basis points."),
        ("The mine lost 5 million Canadian dollars.", "The mine lost C$5m."),
        ("The dam cost 5 lakh rupees.", "The dam cost 500,000 rupees."),
        ("She won by four hundredths of a second.", "She won by 0.04 seconds."),
        ("Another 4-6cm of rain fell.", "Another 40 to 60mm of rain fell."),
        ("It takes two to three weeks.", "It takes 14-21 days."),
        ("Prices rose compared with 12 months earlier.", "Prices rose compared with a year earlier."),
        ("The trial lasted 90 minutes.", "The trial lasted an hour and a half."),
        ("He is in his 20s.", "He is in his twenties."),
        ("The fund holds 1,250,000 crowns.", "The fund holds 1 250 000 crowns."),
        ("The dam cost £53million.", "The dam cost £53 million."),
        ("The dam cost £4.9million.", "The dam cost £4.9m."),
        ("Some 22million people came.", "Some 22 million people came."),
        ("Prices rose 10per cent.", "Prices rose 10 per cent."),
        ("The fund holds 48,300 crowns.", "The fund holds 48\u202f300 crowns."),
        ("The fund holds 12,500 crowns.", "The fund holds 12’500 crowns."),
        ("In all 300 people came on May 5.", "On May 5 300 people came."),
        ("The town marks its 150th anniversary.", "The town marks its hundred and fiftieth anniversary."),
        ("It was the 105th try.", "It was the hundred and fifth try."),
        ("It was the 70th try.", "It was the seventieth try."),
        ("Wages total SEK 1.1bn.", "Wages total 1.1 billion kronor."),
        ("Trains start at five in the morning.", "Trains start at 5 a.m."),
        ("Trains stop at 23:00.", "Trains stop at eleven in the evening."),
        ("On Monday Ase Norgaard spoke.", "Åse Nørgård spoke on Monday."),
        ("The talks were led by JK Marlow.", "J. K. Marlow led the talks."),
        ("Then the Security Council of the United Nations met.", "The U.N. Security Council met."),
    ],
)
def test_either_spelling_is_held_by_the_other(one: str, other: str) -> None:
    assert missing(one, other) == []
    assert missing(other, one) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The blast came shortly before 4pm.", "The blast came at 3.40pm."),
        ("The blast came just after 3.30pm.", "The blast came at 15:40."),
        ("The blast came at about four o'clock.", "The blast came at 3.50pm."),
        ("Then Ada Finch spoke.", "FERRIES STOP AS ANGRY FINCH CALLS FOR CALM\n\nThe mayor spoke."),
        ("MAYOR ADA FINCH CALLS FOR CALM AS FERRIES STOP.", "Ferries stop. Mayor Ada Finch calls for calm."),
        ("The World Health Organization warned.", "The WHO warned."),
        ("The British Medical Association struck.", "The BMA struck."),
        ("The Dutch Football Federation agreed.", "The DFF agreed."),
        ("The US Geological Survey said so.", "The USGS said so."),
        ("The Food and Drug Administration agreed.", "The FDA agreed."),
        ("The Centers for Disease Control and Prevention said so.", "The CDC said so."),
        ("The Department of Health and Human Services said so.", "HHS said so."),
        ("The Department for Environment, Food and Rural Affairs said so.", "Defra said so."),
        ("The Organisation for Economic Co-operation and Development said so.", "The OECD said so."),
        ("They fled to New York City.", "They fled to New York."),
        ("Profit beat the hopes of Wall Street.", "Profit beat the hopes of analysts."),
        ("Nearly a tenth of its value went.", "9.6% of its value went."),
        ("More than a third of voters agreed.", "38% of voters agreed."),
        ("Almost two-thirds of voters agreed.", "64% of voters agreed."),
        ("Nearly four in 10 voters agreed.", "39% of voters agreed."),
        ("Just over six in ten voters agreed.", "62.1% of voters agreed."),
        ("Its share fell from 19.5 percent in 2022.", "Its share fell from 19.5% in 2022 to 4%."),
        ("She is in her 40s.", "She is 47."),
        ("Sales fell by 50 per cent.", "Sales were halved."),
        ("The firm paid A$5m.", "The firm in Perth paid $5m."),
        ("The strike is on March 18.", "The strike begins on Wednesday."),
        ("The funeral is on Friday.", "The funeral is to be held on March 13."),
        ("He won a six-figure sum.", "He won £120,000."),
        ("The 9/11 attacks killed thousands.", "The September 11 attacks killed thousands."),
        ("He left nearly two weeks after the fall.", "He left 12 days after the fall."),
        (
            "The crew was at sea for more than a day and for over 2 hours.",
            "It was at sea for 31 hours and 145 minutes.",
        ),
        ("More than 1,000 jobs are at risk.", "About 1,100 jobs are at risk."),
        ("More than 1,000 jobs are at risk.", "More than 1,100 jobs are at risk."),
        ("He goes to Kenya in early July.", "He goes to Kenya in the first week of July."),
        ("The gale came at 10 p.m. Wednesday.", "The gale came on Wednesday at 10 p.m."),
    ],
)
def test_what_is_said_in_another_way_is_held(claim: str, text: str) -> None:
    assert missing(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("The jet was an F-35 of the navy.", "The jet was an F-36 of the navy.", "35"),
        ("The pilots flew Lockheed F35 jets.", "The pilots flew Lockheed F-36 jets.", "Lockheed F35"),
        ("The pilots flew Lockheed F35 jets.", "The pilots flew 35 Lockheed jets.", "Lockheed F35"),
        ("On Monday they took flight BA 117.", "On Monday they took flight BA171.", "117"),
        ("The plant makes 12 MW.", "The MW12 plant makes power.", "12"),
        ("The share cost $92.", "The share cost 92 cents.", "$92"),
        ("The loaf was £0.83.", "The loaf was 83 cents.", "£0.83"),
        ("The firm paid A$5m.", "The firm paid US$5m.", "A$5m"),
        ("Almost a third of voters agreed.", "47% of voters agreed.", "third"),
        ("More than a third of voters agreed.", "28% of voters agreed.", "third"),
        ("A third of voters agreed.", "Half of voters in the third town agreed.", "third"),
        ("Six in ten voters agreed.", "51% of voters agreed.", "Six"),
        ("One in 100 voters agreed.", "3% of voters agreed.", "100"),
        ("She is in her 40s.", "She is 53.", "40s"),
        ("She is in her late forties.", "She is in her thirties.", "forties"),
        ("The fund holds 1,205,000 crowns.", "The fund holds 1 250 000 crowns.", "1,205,000"),
        ("It was the 150th try.", "It was the hundred and fifth try.", "150th"),
        ("Trains start at six in the morning.", "Trains start at 5 a.m. or 6 p.m.", "six in the morning"),
        ("The blast came shortly before 4pm.", "The blast came at 3.10pm.", "4pm"),
        ("The blast came shortly after 4pm.", "The blast came at 3.50pm.", "4pm"),
        ("The talks were led by JK Marlow.", "J. K. Brandt led the talks.", "JK Marlow"),
        ("Then Jean-Paul de la Croix spoke.", "Jean-Luc de la Croix spoke.", "Jean-Paul de la Croix"),
        (
            "Then the United Nations Security Board met.",
            "The U.N. Security Council met.",
            "United Nations Security Board",
        ),
        ("She won by 0.04 seconds.", "She won by five hundredths of a second.", "0.04"),
        ("On Monday Anna Snell of the union spoke.", "As before, the union spoke.", "Anna Snell"),
        ("The British Medical Association struck.", "The BMC struck.", "British Medical Association"),
        ("The strike began on March 18.", "The strike began on Wednesday.", "March 18"),
        ("The gale came at 9 p.m. Wednesday.", "The gale came at 7 p.m. Wednesday.", "9 p.m"),
        ("The sale ends at 8am on Tuesday 3 March.", "The sale ends at 6am on Tuesday 3 March.", "8am"),
        (
            "It sank at 9:50 p.m. EDT, Friday, Jan. 9, 2026.",
            "It sank at 9:30 p.m. EDT, Friday, Jan. 9, 2026.",
            "9:50 p.m",
        ),
        (
            "It sank at 9:30 p.m. EDT, Monday, Jan. 5, 2025.",
            "It sank at 9:30 p.m. EDT, Sunday, Jan. 5, 2025.",
            "9:30 p.m. EDT, Monday, Jan. 5, 2025",
        ),
        ("He left nearly three weeks after the fall.", "He left 12 days after the fall.", "three"),
        ("He left 2 weeks after the fall.", "He left 12 days after the fall.", "2"),
        ("More than 1,000 jobs are at risk.", "Up to 1,100 jobs are at risk.", "1,000"),
        ("He goes to Kenya in late July.", "He goes to Kenya in the first week of July.", "late July"),
    ],
)
def test_what_is_another_fact_is_named(claim: str, text: str, said: str) -> None:
    assert said in missing(claim, text)


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_there_need_be_no_week_before_or_behind_a_day(day: dt.date) -> None:
    source = Article("wire", "Wire", "A report", day, "The strike begins on Monday at the port.")
    claim = "The strike at the port began on Tuesday."
    assert audit(Asked(claim), [source], [], [support(claim, source)])
