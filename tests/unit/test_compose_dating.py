"""Of what day a sentence tells, and what gives it."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.dating import Basis, dated, named
from dateline.dates.mentions import Grain
from dateline.evidence.articles import Article

PUBLISHED = dt.date(2026, 1, 7)  # a Wednesday


def article(text: str) -> Article:
    return Article("quay", "The Quay", "", PUBLISHED, text)


def deep(sentence: str) -> Article:
    """The sentence behind a lead of three others, in a paragraph of its own."""
    return article(f"A crane fell. Two were hurt. The berth was shut.\n\n{sentence}")


def test_a_sentence_is_dated_by_what_it_names() -> None:
    (found,) = dated(article("The sluice jammed on Dec. 30."))
    assert (found.earliest, found.basis, found.aside) == (dt.date(2025, 12, 30), Basis.NAMED, False)


def test_a_lead_that_names_no_day_is_of_the_day_of_its_article() -> None:
    *lead, fourth = dated(article("A crane fell. Two were hurt. The berth was shut. The crane was old."))
    assert [one.basis for one in lead] == [Basis.DOCUMENT] * 3
    assert fourth.basis is Basis.ASSUMED
    assert {one.earliest for one in (*lead, fourth)} == {PUBLISHED}


def test_what_somebody_says_now_is_of_the_day_of_its_article() -> None:
    assert dated(deep("The Board says that the crane was old."))[3].basis is Basis.DOCUMENT


def test_a_day_is_carried_for_three_sentences_and_not_past_a_blank_line() -> None:
    text = (
        "The sluice jammed on Dec. 30. It burst. Water rose. Cellars filled. Nobody slept.\n\nThe mayor came."
    )
    found = dated(deep(text))[3:]
    assert [one.basis for one in found] == [Basis.NAMED, *[Basis.CARRIED] * 3, Basis.ASSUMED, Basis.ASSUMED]
    assert {one.earliest for one in found[:4]} == {dt.date(2025, 12, 30)}


def test_a_month_is_not_carried_and_stays_a_month() -> None:
    first, second = dated(deep("The gate was painted in late December. It shone."))[3:]
    assert (first.grain, first.earliest, first.latest) == (
        Grain.MONTH,
        dt.date(2025, 12, 21),
        dt.date(2025, 12, 31),
    )
    assert second.basis is Basis.ASSUMED


def test_in_a_lead_a_month_dates_the_sentence_only_at_its_front() -> None:
    (found,) = dated(article("The council dropped the plan that it had made in June."))
    assert found.basis is Basis.DOCUMENT
    (found,) = dated(article("In June the council dropped the plan."))
    assert (found.basis, found.grain) == (Basis.NAMED, Grain.MONTH)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("The mayor said on Monday that the gate had jammed on Dec. 30.", "Dec. 30"),
        ("Survivors of the Dec. 30 flood met on Monday.", "Monday"),
        ("Friday's vote was lost when a member left on Monday.", "Monday"),
        ("The gate, shut since Dec. 30, was opened on Monday.", "Monday"),
        ("“It broke on Friday,” Ada Brandt told the court on Monday.", "Monday"),
        ("In December the gate jammed on Monday.", "Monday"),
        ("Traders heard in June that it would be down by Christmas.", "June"),
    ],
)
def test_of_several_dates_the_sentence_s_own_comes_first(sentence: str, first: str) -> None:
    assert named(article(sentence))[0][0].words == first


@pytest.mark.parametrize(
    "sentence",
    [
        "The Dec. 30 flood filled 41 cellars.",
        "Monday’s vote was lost.",
        "The gate has been shut since Dec. 30.",
        "“It broke on Friday,” she said.",
        "Hettie Moss had spent December at sea.",
        "The plan, made in 2022, names no place.",
        "The tower has sunk nine inches since work on it began in 2005.",
        "Ada Brandt has slept little since she came from Marlside 38 days ago.",
    ],
)
def test_a_date_of_a_part_of_the_sentence_is_an_aside(sentence: str) -> None:
    assert dated(deep(sentence))[3].aside


def test_what_counts_from_another_sentence_is_an_aside() -> None:
    assert dated(deep("The gale began on Dec. 30. The ship sailed two days later."))[4].aside


def test_a_date_that_runs_over_the_end_of_its_sentence_is_left_out() -> None:
    # Whoever sets the ends of sentences may set them anywhere.
    odd = article("The gate jammed on Dec. 30, 2024 at noon.")
    odd.__dict__["sentences"] = ((0, 24), (24, 41))
    assert named(odd) == [[], []]


def test_whoever_asks_for_days_alone_may_leave_months_out() -> None:
    text = "In June the council met. It shut the gate on Dec. 30. It was old."
    asked = article(text)
    days = [[mention for mention in mentions if mention.is_day] for mentions in named(asked)]
    found = [one.earliest for one in dated(asked, days)]
    assert found == [PUBLISHED, dt.date(2025, 12, 30), PUBLISHED]
    assert dated(article("")) == ()
