"""Which sentences may be shown, and where they begin."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.boilerplate import balanced, usable, why_not
from dateline.compose.openings import front, points_back
from dateline.evidence.articles import Article


def shown(text: str) -> list[str]:
    article = Article("quay", "The Quay", "Pump", dt.date(2026, 3, 2), text, language="en")
    return [text[place.start : place.end] for place in usable(article)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("By Mara Lindqvist and Joao Petty, of our harbour staff.", "not part of the report"),
        ("Photo: Samira Okafor for the Northshore Post, from the mole.", "not part of the report"),
        ("Sign up for our newsletter to get the tide tables first.", "not part of the report"),
        ("© 2026 Tidewater Radio and its partners in Port Ellery.", "not part of the report"),
        ("Read more about the harbour dues in our long report.", "not part of the report"),
        ("This story has been updated with a word from the mayor.", "not part of the report"),
        ("Follow the Post on Whistle for all that the council does.", "not part of the report"),
        ("The two ferries are seen at the old quay before the test.", "not part of the report"),
        ("Crews lift the boom from berth 4 on Sunday, Sept. 27, 2026.", "a caption"),
        ("PUMP FAILS AT FEN END AND NOBODY KNOWS WHY IT FAILED.", "in capitals"),
        ("The council voted on Tuesday to put another forty", "cut off"),
        ("the council voted on Tuesday for another pump.", "cut off"),
        ("The pump failed at noon.Engineers came within the hour to look.", "run together"),
        ("“The pump failed at noon and nobody heard it.", "a mark that is not closed"),
        ("Berths 2, 3, 4, 5, 6 were 40 60 80 90 full.", "a table"),
        ("The pump failed at noon, I was told by the keeper.", "speaks of the reporter or to the reader"),
        ("The pump failed at noon, as you may have heard by now.", "speaks of the reporter or to the reader"),
        ("What did the pump cost the town in the end?", "a question"),
        ("“The pump failed at noon and nobody heard it.”", "a quotation alone"),
        ("“The pump failed at noon and nobody heard it,” he said.", "a quotation without a speaker"),
    ],
)
def test_what_is_no_part_of_a_briefing_is_told_with_its_reason(words: str, why: str) -> None:
    assert why_not(words) == why


@pytest.mark.parametrize(
    "words",
    [
        "The pump at Fen End failed at noon on Tuesday.",
        "“The pump failed at noon and nobody heard it,” said Ada Brandt, the harbour master.",
        "The study, published on Thursday, found that the pump had failed twice.",
        "The annex was written by Jonas Terrell, a hydrologist in Port Ellery.",
        "Crane 3 has 24 pins.",
        "The light is seen across the water from the steps at Old Quay.",
        "A spokesman said that “the pump will not be mended before May”.",
    ],
)
def test_sentences_of_the_report_are_kept(words: str) -> None:
    assert why_not(words) == ""


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("PORT ELLERY (AP) — The pump failed.", "The pump failed."),
        ("PORT ELLERY: The pump failed.", "The pump failed."),
        ("PORT ELLERY, March 2 – The pump failed.", "The pump failed."),
        ("Port Ellery (Coast Wire) - The pump failed.", "The pump failed."),
        ("(Coast Wire) The pump failed.", "The pump failed."),
        ("But Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("Meanwhile, Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("But the harbour master closed the berth.", "But the harbour master closed the berth."),
        ("The pump failed.", "The pump failed."),
    ],
)
def test_datelines_and_connectives_are_cut_off(words: str, rest: str) -> None:
    assert words[front(words) :] == rest


@pytest.mark.parametrize(
    "words",
    [
        "He closed the berth.",
        "But the harbour master closed the berth.",
        "That vote was close.",
        "The latter was closed.",
        "Two days later the berth was closed.",
        "In March, they closed the berth.",
        "At the top it says Crane 3.",
        "Of its panels, four were missing.",
        "There were years in which it did not move.",
        "On Friday evening he closed the berth.",
        "Meanwhile the berth was closed.",
        "“He closed the berth at noon,” said Ada Brandt.",
        "The Harbour Board’s is 2 million crowns.",
        "Before the diggers came to Chandler Street her shop was full.",
        "A statement from the company said that he was asleep.",
    ],
)
def test_words_that_point_back_are_noticed(words: str) -> None:
    assert points_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ada Brandt said she would close the berth.",
        "The harbour master said she would close the berth.",
        "There are two berths in Marlside.",
        "It is not clear when the berth will open.",
        "In her speech, Ada Brandt closed the berth.",
        "This week the berth was closed.",
        "“It failed at noon,” said Ada Brandt.",
        "Because of the storm the berth was closed.",
        "Police said they had closed the berth.",
    ],
)
def test_sentences_that_stand_alone_may(words: str) -> None:
    assert not points_back(words)


def test_what_is_shown_begins_behind_the_dateline_and_has_its_length() -> None:
    text = (
        "PORT ELLERY (Coast Wire) — The pump at Fen End failed at noon on Tuesday.\n\n"
        "By Mara Lindqvist\n\n"
        "It was mended. Engineers from Marlside took nine hours to find the fault in a valve."
    )
    assert shown(text) == [
        "The pump at Fen End failed at noon on Tuesday.",
        "Engineers from Marlside took nine hours to find the fault in a valve.",
    ]


def test_sentences_too_short_and_too_long_are_left_out() -> None:
    assert shown("The pump has failed.") == []
    assert shown("The pump " + "at the very end " * 20 + "failed.") == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("“One” and “two”.", True),
        ("“One and two.", False),
        ("One” and two.", False),
        ('"One" and "two.', False),
        ("One (and two.", False),
        ("‘One’ and two’s.", True),
        ("‘One and two.", False),
    ],
)
def test_marks_that_open_must_close(words: str, right: bool) -> None:
    assert balanced(words) is right
