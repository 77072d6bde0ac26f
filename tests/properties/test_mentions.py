from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates.mentions import Grain, agrees, mentions

WORDS = (
    *(
        "Dec.",
        "December",
        "May",
        "Feb",
        "March",
        "Thursday",
        "Sun.",
        "Tues",
        "30",
        "31st",
        "2025",
        "1998",
        "12:30",
    ),
    *("last", "next", "this", "the", "early", "late", "mid", "about", "end", "of", "in", "from", "to", "and"),
    *(
        "year",
        "years",
        "week",
        "weekend",
        "quarter",
        "third",
        "first half",
        "Q4",
        "fiscal",
        "winter",
        "1990s",
    ),
    *(
        "ago",
        "earlier",
        "later",
        "a",
        "two",
        "twenty-five",
        "Easter",
        "New Year's Eve",
        "Thanksgiving",
        "today",
    ),
    *(
        "tomorrow",
        "tonight",
        "recently",
        "now",
        "noon",
        "9 a.m.",
        "EST",
        "will",
        "said",
        "19th century",
        "’80s",
    ),
)
JOINS = (" ", " ", " ", ", ", "-", "–", ". ", "\n", "\n\n", "\u00a0", "'s ", "", "  ", "/")
PIECES = st.lists(st.sampled_from(WORDS + JOINS), max_size=40).map("".join)
SPACED = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
TEXTS = SPACED | PIECES | st.text()
DAYS = st.dates() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(TEXTS, DAYS)
def test_mentions_stand_in_order_where_they_say_and_hold_their_days(text: str, written: dt.date) -> None:
    at = 0
    for mention in mentions(text, written, vague=True):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words == mention.words.strip()
        assert mention.earliest <= mention.latest
        assert (mention.earliest == mention.latest) == mention.is_day or mention.grain is Grain.SPAN
        at = mention.end


@given(TEXTS, DAYS)
def test_every_mention_but_a_vague_one_is_a_date_of_the_same_days(text: str, written: dt.date) -> None:
    for mention in mentions(text, written):
        date = mention.fuzzy
        assert date.earliest in (mention.earliest, dt.date.min)
        assert date.latest in (mention.latest, None)


@given(TEXTS, DAYS)
def test_a_text_agrees_with_itself(text: str, written: dt.date) -> None:
    for mention in mentions(text, written, vague=True):
        if mention.grain is not Grain.VAGUE:
            assert agrees(mention, mention)


@given(TEXTS, DAYS)
def test_what_is_not_vague_is_found_whether_or_not_the_vague_is_asked_for(
    text: str, written: dt.date
) -> None:
    assert all(mention.grain is not Grain.VAGUE for mention in mentions(text, written))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "the ",
            "a year ",
            "Dec. ",
            "from Monday to ",
            "2025-",
            "1998 ",
            "early late mid ",
            "two years ago ",
        ),
        *(
            "Q4 2025 the quarter ",
            "that year ",
            "\n ",
            "\n",
            "Thursday ",
            "twenty-",
            "New Year's ",
            "April 3 and ",
        ),
        *(
            "9 a.m. ",
            "'",
            "1",
            "will said ",
            "the end of the ",
            "the year-ago quarter ",
            " ",
            "İ",
            "\u2013",
            "30",
        ),
    ],
)
def test_monotonous_text_of_two_hundred_thousand_characters_is_read_to_its_end(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + "\n\nShe left on Dec. 30, 2025."
    assert mentions(text, dt.date(2026, 1, 7))[-1].words == "Dec. 30, 2025"
