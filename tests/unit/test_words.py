"""Words of a text: where they stand, which spellings are one word, and what has content."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.words import _INSIDE, STEMS, columns, fold, is_content, spellings, stem


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry won't sail.", ["The", "ferry", "won't", "sail"]),
        ("Ruiz’s firm owes $1,000.50, he said.", ["Ruiz’s", "firm", "owes", "1,000.50", "he", "said"]),
        ("The U.S. fleet left at 9 a.m. today", ["The", "U.S", "fleet", "left", "at", "9", "a.m", "today"]),
        ("It ended.Then it rained,hard", ["It", "ended", "Then", "it", "rained", "hard"]),
        ("a well-known _pier_", ["a", "well", "known", "pier"]),
        ("'quoted' words'", ["quoted", "words"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_are_found(text: str, found: list[str]) -> None:
    assert columns(text).texts == found == spellings(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Señor", "senor"), ("ruiz’s", "Ruiz's"), ("1,000", "1000"), ("US", "U.S"), ("Straße", "STRASSE")],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_may_stand_inside_a_word_is_what_is_not_ascii_and_three_signs() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert re.findall(_INSIDE, every) == re.findall("[.,'\x80-\U0010ffff]", every)


def test_a_country_is_no_pronoun_and_a_month_no_verb() -> None:
    assert fold("US") != fold("us")
    assert STEMS["US"]
    assert STEMS["May"]
    assert not STEMS["us"]
    assert not STEMS["may"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("closing", "closed"), ("five", "5"), ("5.0", "5"), ("sept", "september"), ("harbour's", "harbours")],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_other_numbers_have_other_stems() -> None:
    assert len({stem(key) for key in ("5", "50", "5.5", "15")}) == 4


def test_function_words_have_no_content() -> None:
    assert [is_content(key) for key in ("the", "said", "x", "7", "harbour")] == [
        False,
        False,
        False,
        True,
        True,
    ]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    found = list(zip(*columns(text), strict=True))
    assert all(text[start:end] == word for start, end, word in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_a_word_as_long_as_a_book_is_one_word() -> None:
    assert len(spellings("x" * 5_000_000)) == 1
    assert len(spellings("1," * 2_000_000)) == 1
