"""Lengths of time and what recurs, found in running text where they are asked for."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates.mentions import Grain, mentions

WRITTEN = dt.date(2026, 1, 7)


def found(text: str) -> list[tuple[str, str]]:
    """The words and values of what is no date."""
    return [
        (one.words, one.value) for one in mentions(text, WRITTEN, durations=True) if one.grain is Grain.VAGUE
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The repair took three weeks.", "three weeks", "P3W"),
        ("Sales rose in the first nine months.", "the first nine months", "P9M"),
        ("She has a two-year contract.", "a two-year", "P2Y"),
        ("The debate lasted 2 1/2 hours.", "2 1/2 hours", "PT2H30M"),
        ("It stood for nearly two decades.", "for nearly two decades", "P20Y"),
        ("The lock was shut for several days.", "for several days", "PXD"),
        ("He waited twenty-five minutes.", "twenty-five minutes", "PT25M"),
        ("It rained for weeks.", "for weeks", "PXW"),
        ("The ferry sails daily.", "daily", "P1D"),
        ("The council meets every Wednesday.", "every Wednesday", "XXXX-WXX-3"),
        ("The dues are paid each month.", "each month", "P1M"),
    ],
)
def test_a_length_has_its_value(text: str, words: str, value: str) -> None:
    assert found(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It sank three weeks ago.",
        "The bell is two years old.",
        "A 14-year-old boy swam ashore.",
        "Three quarters of the members left.",
        "Wait a second.",
        "It was the third of 40 boats.",
    ],
)
def test_a_date_an_age_or_a_part_is_no_length(text: str) -> None:
    assert found(text) == []


def test_lengths_are_asked_for() -> None:
    text = "The repair took three weeks, until Dec. 30."
    assert [one.words for one in mentions(text, WRITTEN)] == ["Dec. 30"]
    assert [one.words for one in mentions(text, WRITTEN, durations=True)] == ["three weeks", "Dec. 30"]


WORDS = st.sampled_from(
    (
        *("the", "first", "nine", "months", "two-year", "of", "a", "few", "days", "every", "Monday", "daily"),
        *(
            "ago",
            "1/2",
            "3.5",
            "hours",
            "and",
            "half",
            "more than",
            "Dec. 30",
            "quarters",
            "next",
            "\n\n",
            "—",
        ),
    )
)


@given(st.one_of(st.lists(WORDS, max_size=20).map(" ".join), st.text(max_size=80)))
def test_nothing_overlaps_and_dates_stay_as_they_are(text: str) -> None:
    both = mentions(text, WRITTEN, vague=True, durations=True)
    assert all(one.end <= other.start for one, other in pairwise(both))
    assert all(text[one.start : one.end] == one.words for one in both)
    assert set(mentions(text, WRITTEN, vague=True)) <= set(both)
