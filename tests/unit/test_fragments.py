"""Text fragments: encoded, on word bounds, and naming one place."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.evidence.fragments import LONG, Landmarks, passage_url
from dateline.evidence.words import columns

PAGE = "https://tide.example/ferry"
TEXT = (
    "The ferry stopped at noon. Nobody knew why, said Ann-Marie Voss.\n\n"
    "The ferry stopped at noon. It cost 3.5 million, & more than the council had wished for in that year.\n\n"
    "The ferry stopped at noon. It cost the town nothing.\n\nEnd."
)
LETTERS = st.text(st.sampled_from("ab-,& .“”\n船é"), max_size=60)


def directive(passage: str, text: str = TEXT, last: bool = False) -> str:
    start = text.rindex(passage) if last else text.index(passage)
    return Landmarks(text).directive(start, start + len(passage))


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("Nobody knew why, said Ann-Marie Voss.", "text=Nobody%20knew%20why%2C%20said%20Ann%2DMarie%20Voss"),
        (
            "It cost 3.5 million, & more than the council had wished for in that year.",
            "text=It%20cost%203.5%20million,for%20in%20that%20year",
        ),
        ("million, & more than", "text=million%2C%20%26%20more%20than"),
        ("End.", "text=End"),
        ("The ferry stopped at noon.", "text=The%20ferry%20stopped%20at%20noon"),
    ],
)
def test_a_passage_is_named_by_a_few_words(passage: str, found: str) -> None:
    assert directive(passage) == found


def test_a_passage_that_stands_twice_has_its_prefix() -> None:
    passage = "The ferry stopped at noon."
    text = f"{passage} {passage} Then it left."
    start = text.rindex(passage)
    assert Landmarks(text).directive(start, start + len(passage)) == (
        "text=noon.-,The%20ferry%20stopped%20at%20noon"
    )
    assert directive(passage, last=True) == "text=year.-,The%20ferry%20stopped%20at%20noon"


def test_a_start_that_stands_twice_is_made_longer() -> None:
    text = "We saw the boat leave at dawn in rain. We saw the boat leave the quay at noon in great haste."
    assert directive("We saw the boat leave the quay at noon in great haste.", text) == (
        "text=We%20saw%20the%20boat%20leave%20the,noon%20in%20great%20haste"
    )


def test_no_part_crosses_a_paragraph() -> None:
    text = "One two three four five six.\n\nSeven eight.\n\nNine ten."
    assert directive("four five six.\n\nSeven eight.\n\nNine", text) == "text=four%20five%20six,Nine"
    assert directive("six.\n\nSeven", text) == "text=six,Seven"


@pytest.mark.parametrize(
    ("url", "start", "led"),
    [
        (PAGE, 0, f"{PAGE}#:~:text=The%20ferry"),
        (f"{PAGE}#top", 0, f"{PAGE}#top:~:text=The%20ferry"),
        (f"{PAGE}#top:~:text=old", 0, f"{PAGE}#top:~:text=The%20ferry"),
        (f"{PAGE}?a=1&b=2#", 0, f"{PAGE}?a=1&b=2#:~:text=The%20ferry"),
        (PAGE, len(TEXT), PAGE),
        ("mailto:desk@tide.example", 0, "mailto:desk@tide.example"),
        ("", 0, ""),
        ("javascript:alert(1)", 0, ""),
        ("data:text/html,x", 0, ""),
    ],
)
def test_the_address_of_a_passage(url: str, start: int, led: str) -> None:
    assert passage_url(url, Landmarks(TEXT), (start, start + 9)) == led


def test_a_part_that_is_too_long_names_nothing() -> None:
    text = "a" * (LONG + 1)
    assert Landmarks(text).directive(0, len(text)) == ""


def test_words_are_found_whatever_stands_between_them() -> None:
    marks = Landmarks("He said: “We will sail, come rain or shine.”")
    assert marks.find("we will sail come rain") == (10, 33)
    assert marks.find("will sail come snow") is None
    assert marks.find("e will") is None
    assert marks.find(" … ") is None


@given(st.text(st.sampled_from("abS1.,'’:@&/-_ \nñß²\u0301İ"), max_size=40))
@example("a-" * 600 + "a")
def test_words_that_are_known_lead_to_the_same_place(text: str) -> None:
    one, other = Landmarks(text), Landmarks(text, columns(text))
    for start in range(0, min(len(text), 40), 3):
        assert one.directive(start, len(text)) == other.directive(start, len(text))
        assert one.find(text[start:]) == other.find(text[start:])


@given(LETTERS, st.integers(0, 60), st.integers(0, 60))
def test_what_is_named_stands_in_the_article(text: str, start: int, end: int) -> None:
    found = Landmarks(text).directive(start, end)
    if not found:
        return
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyzABCDEF0123456789%=,-.")
    parts = [part.removesuffix("-") for part in found.removeprefix("text=").split(",")]
    assert all(unquote(part) and unquote(part) in " ".join(text.split()) for part in parts)
