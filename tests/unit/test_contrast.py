from __future__ import annotations

import datetime as dt

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.contrast import Side, order
from dateline.evidence.opposites import comparatives, polarity
from dateline.evidence.words import columns


def placed(claim: str, fact: str, text: str) -> tuple[int, int, str]:
    """The neighbours of a fact where it stands, those that it shares with another, and that other."""
    article = Article("ap", "AP", "", dt.date(2026, 1, 2), text)
    texts = columns(claim).texts
    first = texts.index(fact.split()[0])
    found = order(
        Side(texts), (first, first + len(fact.split())), article.row, (0, len(article.columns.texts))
    )
    low, high = found.there
    return found.own, found.other, " ".join(article.columns.texts[low:high])


def side(text: str) -> Side:
    return Side(columns(text).texts)


def sentences_of(passage: str) -> list[tuple[int, int]]:
    """The sentences of a passage, as words of it."""
    return list(Article("ap", "AP", "", dt.date(2026, 1, 2), passage).sentence_words)


def clash(claim: str, passage: str) -> tuple[str, str] | None:
    """The words by which two sentences clash."""
    one, two = side(claim), side(passage)
    told = sentences_of(passage)
    found = polarity(one, two, told) or comparatives(one, two, told)
    if found is None:
        return None
    return one.texts[found.claim], two.texts[found.passage] if found.passage >= 0 else ""


TEXT = "Ada Finch told Tom Reed that 40 boats had left. The harbour paid $3 million for 12 cranes."


def test_a_fact_between_its_own_words_is_well_placed() -> None:
    assert placed("Ada Finch told Tom Reed so", "Ada Finch", TEXT)[:2] == (4, 0)


def test_two_names_exchanged_stand_where_the_other_does() -> None:
    own, other, there = placed("Tom Reed told Ada Finch that 40 boats had left", "Ada Finch", TEXT)
    assert other > own
    assert there == "Tom Reed"


def test_a_number_of_the_same_article_stands_where_another_does() -> None:
    own, other, there = placed("The harbour paid $3 million for 40 cranes.", "40", TEXT)
    assert other > own
    assert there == "12"


def test_a_name_put_where_no_name_is_stands_where_nothing_does() -> None:
    own, other, there = placed("She heard that Tom Reed 40 boats had left", "Tom Reed", TEXT)
    assert other > own
    assert there == ""


@pytest.mark.parametrize(
    ("claim", "passage", "words"),
    [
        ("The crane will not fall.", "The crane will fall.", ("not", "")),
        ("The crane will fall.", "The crane will not fall.", ("will", "not")),
        ("She didn't sell the boats.", "She sold some nets and will sell the boats.", ("didn't", "")),
        ("Finch denied the sale.", "Finch confirmed the sale.", ("denied", "confirmed")),
        ("The union lost the vote.", "The union won the vote.", ("lost", "won")),
        ("Fares rose by a tenth.", "Fares fell by a tenth.", ("rose", "fell")),
        ("More boats came.", "Fewer boats came.", ("More", "Fewer")),
        ("Prices are above the mean.", "Prices are below the mean.", ("above", "below")),
        ("It was approved a vote.", "It was approved without a vote.", ("approved", "without")),
        ("The crane did not not fall.", "The crane did not fall.", ("not", "")),
        ("It has not been sold and has not been let.", "It has not been sold and has been let.", ("not", "")),
        ("The lock passed the inspection.", "The lock failed the inspection.", ("passed", "failed")),
        ("The board passed the budget.", "The board rejected the budget.", ("passed", "rejected")),
        ("The yard would pay the fine.", "The yard refused to pay the fine.", ("pay", "refused")),
        ("The yard refused to pay the fine.", "The yard would pay the fine.", ("refused", "")),
        (
            "The board met on Monday and shut the gate.",
            "The board met on Monday. It did not shut the gate.",
            ("shut", "not"),
        ),
        ("Three men died in the lock.", "Three men were hurt in the lock.", ("died", "hurt")),
        ("Three men were hurt in the lock.", "Three men were killed in the lock.", ("hurt", "killed")),
        ("The board opened the new bridge.", "The board opened the old bridge.", ("new", "old")),
        ("The first crane fell.", "The last crane fell.", ("first", "last")),
        ("The board shut the northern gate.", "The board shut the southern gate.", ("northern", "southern")),
        ("The lock opens three weeks early.", "The lock opens three weeks late.", ("early", "late")),
        ("The gate is new.", "The gate is old.", ("new", "old")),
        ("It has not more than a roof.", "It has more than a roof.", ("not", "")),
    ],
)
def test_the_opposite_clashes(claim: str, passage: str, words: tuple[str, str]) -> None:
    assert clash(claim, passage) == words


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The crane will not fall.", "The crane will not fall, she said."),
        ("She refused to sell.", "She would not sell."),
        ("The harbour did not open.", "The harbour failed to open."),
        ("Fares rose.", "Fares fell in May and rose in June."),
        ("Finch denied the sale.", "Finch denied what others confirmed."),
        ("The boats left.", "The boats left. Nobody was hurt."),
        ("It was switched off without ceremony.", "It was switched off. There was no ceremony."),
        ("Reed never received the letter.", "Reed said that he had never received it."),
        (
            "“I knew who paid and who did not,” said Finch.",
            "“I knew who paid and who did not,” said Ms Finch.",
        ),
        (
            "It has not said whether it holds.",
            "It was made. She has not said whether it holds.",
        ),
        ("The council agreed to order the review.", "The council agreed without a vote to order the review."),
        ("The cabinet decides in May.", "“Mind what lunch cannot do”, she said. Her cabinet decides in May."),
        ("The list was signed by Ekholm, a clerk.", "The list was signed by Ekholm without a word."),
        ("Nine growers lost 40 boats.", "Nine growers lost 40 boats. None of the nine growers left."),
        (
            "At a meeting, Ada Finch put it in these words: “Nets rot”, say the minutes.",
            "A meeting heard Ada Finch say: “Nets rot.” It is not the first time that "
            "boats have been counted without a word to Ada Finch.",
        ),
        ("The boats of Ada Finch sank.", "Nets were saved, but none for Ada Finch. Her boats sank."),
        ("He hid his size, and left.", "He shouldn’t go out because of his size, and left."),
        ("The wind will let the boats leave.", "The wind will not stop the boats, which leave."),
        ("The yard would pay the fine.", "The yard did not refuse to pay the fine."),
        ("The yard refused to pay the fine.", "The yard failed to pay the fine."),
        (
            "The yard refused to name her, and sold.",
            "The yard refused to say more. It will name her, and sold.",
        ),
        ("The baths opened in May.", "The baths, closed since June, reopened in May."),
        ("Three men died in the lock.", "Three men were fatally injured in the lock."),
        ("Three men died in the lock.", "Three men died of their injuries in the lock."),
        ("The board opened the new bridge.", "The board opened the bridge that replaces the old bridge."),
        ("The board opened the new bridge.", "The board opened the 40-year-old bridge."),
        ("The board opened the new bridge.", "The board left the old ferry and opened the bridge."),
        ("No more than five boats left.", "Five boats left."),
    ],
)
def test_the_same_said_in_other_words_does_not_clash(claim: str, passage: str) -> None:
    assert clash(claim, passage) is None
