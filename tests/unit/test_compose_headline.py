"""The headline of a draft, and the focus line of each of its sources."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.focus import MOST, focus, shortened
from dateline.compose.headline import headline, trimmed
from dateline.evidence.articles import Article


def article(key: str, title: str, text: str, day: int = 4) -> Article:
    return Article(key, "The Quay", title, dt.date(2026, 3, day), text, language="en")


FLOOD = "The pump at Fen End failed on Tuesday and flooded 41 cellars in Ferry Lane before dawn."
OVENS = "Hilde Arno, a baker in Ferry Lane, lost two ovens and nine sacks of flour to the water."


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Pump fails at Fen End | The Quay", "Pump fails at Fen End"),
        ("Pump fails at Fen End - Quay", "Pump fails at Fen End"),
        ("Pump fails at Fen End — Northshore Post", "Pump fails at Fen End"),
        ("LIVE: Pump fails at Fen End", "Pump fails at Fen End"),
        ("Watch: Pump fails at Fen End | The Quay", "Pump fails at Fen End"),
        ("UPDATE 2-Pump fails at Fen End", "Pump fails at Fen End"),
        ("The Quay | Pump fails at Fen End", "Pump fails at Fen End"),
        ("The pump – what we know of its valve", "The pump – what we know of its valve"),
        ("Live wires at Fen End", "Live wires at Fen End"),
    ],
)
def test_labels_and_publishers_are_cut_off_titles(title: str, left: str) -> None:
    assert trimmed(title, "The Quay") == left


def test_the_headline_is_the_title_most_like_all_sources() -> None:
    told = [
        article("a", "A night to forget", FLOOD),
        article("b", "Pump at Fen End fails and floods cellars", FLOOD),
        article("c", "Ovens lost", OVENS),
    ]
    assert headline(told) == headline(told[::-1]) == "Pump at Fen End fails and floods cellars"


def test_long_titles_quotations_and_questions_come_last() -> None:
    long = "Pump at Fen End fails and floods cellars in Ferry Lane before dawn on a Tuesday in March"
    told = [
        article("a", long, FLOOD),
        article("b", "Will the pump fail?", FLOOD),
        article("c", "Ovens lost", OVENS),
    ]
    assert headline(told) == "Ovens lost"
    assert headline([told[0]]) == long
    assert headline([]) == ""
    assert headline([article("a", "", FLOOD)]) == ""


def test_what_belongs_to_a_page_makes_no_headline() -> None:
    told = [
        article("a", "Sign up for our newsletter on the pump at Fen End", FLOOD),
        article("b", "Ovens lost", OVENS),
    ]
    assert headline(told) == "Ovens lost"


def test_no_focus_is_a_line_without_a_verb() -> None:
    words = "Divers of the Board from the upper town of Marlside, while rain fell on them for hours and hours"
    whole = f"{words} and the keepers of the sluice looked on from the wall of the old mole, were lost."
    assert shortened(whole) == words.partition(",")[0]
    assert focus([article("a", "", whole)]) == ()


def test_the_front_of_a_sentence_has_a_verb_and_hangs_on_nothing() -> None:
    plurals = "Members of the old council of Marlside and keepers of the locks and sluices of the upper river"
    rest = (
        "because the wall of the mole by the steps had to be mended before the spring tides came, were asked."
    )
    assert focus([article("a", "", f"{plurals} {rest}")]) == ()
    hanging = "The council of Marlside shut the lock at noon and sent the boats home, warning"
    behind = "the wall of the mole by the old steps may give way in the spring tides of next March"
    assert shortened(f"{hanging}: {behind}.") == ""


def test_the_focus_is_what_the_others_lack() -> None:
    told = [article("a", "", FLOOD), article("b", "", f"{FLOOD} {OVENS}", 5)]
    assert dict(focus(told)) == {"a": FLOOD, "b": OVENS}
    assert [key for key, _ in focus(told[::-1])] == ["b", "a"]


def test_a_focus_is_cut_where_a_clause_ends() -> None:
    tail = "and the insurers of the bakery say that nothing at all will be paid out before the summer"
    words = f"{OVENS[:-1]}, {tail}."
    assert shortened(words) == OVENS[:-1]
    assert shortened(OVENS) == OVENS
    assert shortened("The pump " + "of the old town " * 20 + "failed.") == ""
    assert len(shortened(words).split()) <= MOST


def test_a_source_of_which_nothing_can_be_said_is_left_out() -> None:
    assert focus([article("a", "", ""), article("b", "", "What now? Nobody knows.")]) == ()
