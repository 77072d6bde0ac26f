"""Excerpts: the two limits, who is shortened, and where the cut falls."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.excerpts import _SPACED, USEFUL, fit, words
from dateline.evidence.values import Excerpt, Limits, Wanted

LETTERS = st.text(st.sampled_from("ab. —“”\n船ท"), max_size=400)


def counted(text: str) -> str:
    """So many words, each with its number."""
    return " ".join(f"w{number}" for number in range(int(text)))


def sizes(fitted: tuple[Excerpt | None, ...]) -> list[int]:
    return [len(words(excerpt.text.strip("…"))) if excerpt else 0 for excerpt in fitted]


def lines(*lengths: int) -> list[Wanted]:
    return [Wanted(counted(str(length))) for length in lengths]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        (" \n ", 0),
        ("The ferry stopped.", 3),
        ("a well-known 3.5 per cent didn’t", 6),
        ("one—two – three", 4),
        ("今天的船停了。", 6),
        ("a" * 81, 3),
        ("ท" * 13, 3),
    ],
)
def test_what_a_word_is(text: str, number: int) -> None:
    assert len(words(text)) == number


def test_what_parts_words_in_scripts_with_spaces_is_what_parts_them_beside_others() -> None:
    for sign in filter(_SPACED.fullmatch, map(chr, range(0x110000))):
        text = f"one{sign}two {sign}{sign} —{sign}– three"
        assert words(text) == words(f"{text} 船")[:-1], ascii(sign)


@given(LETTERS)
def test_a_word_is_the_same_whatever_spaces_stand_behind_it(text: str) -> None:
    assert words(text) == words(f"{text}  ")


def test_what_fits_is_whole() -> None:
    [excerpt] = fit([Wanted("The ferry stopped at noon.", ((4, 9),))], Limits(40, 150))
    assert excerpt == Excerpt("The ferry stopped at noon.", ((4, 9),))


@pytest.mark.parametrize(
    ("lengths", "limits", "given"),
    [
        ([60], Limits(40, 150), [40]),
        ([60, 60, 60], Limits(40, 150), [40, 40, 40]),
        ([60, 60, 60, 60], Limits(40, 150), [37, 37, 38, 38]),
        ([60, 10, 60, 60, 60, 60], Limits(40, 150), [28, 10, 28, 28, 28, 28]),
        ([60] * 20, Limits(40, 150), [8] * 12 + [9] * 6 + [0] * 2),
        ([60] * 20 + [3], Limits(40, 150), [8] * 15 + [9] * 3 + [0] * 2 + [3]),
        ([60, 60], Limits(40, 7), [0, 0]),
        ([60, 5], Limits(40, 7), [0, 5]),
        ([60] * 6, Limits(40, None), [40] * 6),
        ([60, 5], Limits(4, 150), [4, 4]),
        ([60, 5], Limits(0, 0), [0, 0]),
        ([0, 5], Limits(40, 150), [0, 5]),
        ([], Limits(40, 150), []),
    ],
)
def test_the_room_is_shared_like_water(lengths: list[int], limits: Limits, given: list[int]) -> None:
    assert sizes(fit(lines(*lengths), limits)) == given


def test_where_not_all_can_be_served_the_better_support_is() -> None:
    wanted = [Wanted(counted("20"), rank=2), Wanted(counted("20"), rank=0), Wanted(counted("20"), rank=1)]
    assert sizes(fit(wanted, Limits(40, 16))) == [0, 8, 8]


@pytest.mark.parametrize(
    ("text", "marked", "size", "shown"),
    [
        ("one two three four five six", "four", 2, "…three four…"),
        ("one two three four five six", "", 2, "one two…"),
        ("one two three four five six", "six", 2, "…five six"),
        ("Ebb came, then flow. The ferry left at noon, full.", "ferry", 3, "The ferry left…"),
        ("Ebb came, then flow. The ferry left at noon, full.", "noon", 4, "…left at noon, full."),
        ("Ebb came. Flow went. Tide turned.", "Flow", 2, "Flow went."),
        ("He said: “Never again.” Then he left us.", "Never", 4, "He said: “Never again.”"),
    ],
)
def test_a_cut_keeps_the_marked_words_and_shows_itself(text: str, marked: str, size: int, shown: str) -> None:
    at = text.find(marked)
    marks = ((at, at + len(marked)),) if marked else ()
    [excerpt] = fit([Wanted(text, marks)], Limits(size, 150))
    assert excerpt is not None
    assert excerpt.text == shown
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ([marked] if marked else [])


@given(
    st.lists(st.tuples(LETTERS, st.lists(st.integers(0, 400), max_size=6), st.integers(0, 2)), max_size=8),
    st.integers(0, 12),
    st.none() | st.integers(0, 40),
)
def test_no_limit_is_ever_passed(
    passages: list[tuple[str, list[int], int]], each: int, together: int | None
) -> None:
    wanted = []
    for text, ends, rank in passages:
        cuts = sorted({end for end in ends if end <= len(text)})
        wanted.append(Wanted(text, tuple(zip(cuts[::2], cuts[1::2], strict=False)), rank))
    limits = Limits(each, together)
    fitted = fit(wanted, limits)
    assert fitted == fit(wanted, limits)
    printed = sizes(fitted)
    assert max(printed, default=0) <= each
    assert together is None or sum(printed) <= together
    for want, excerpt, size in zip(wanted, fitted, printed, strict=True):
        if excerpt is not None:
            assert "—" in want.text or size >= min(USEFUL, each, len(words(want.text)))
            assert len(excerpt.text.split()) <= each
            assert excerpt.text.removeprefix("…").removesuffix("…") in want.text
            assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.marks)


def test_one_endless_sentence_takes_no_endless_time() -> None:
    text = "word " * 40_000
    marks = tuple((at, at + 4) for at in range(0, len(text), 50))
    [excerpt] = fit([Wanted(text, marks)], Limits(40, 150))
    assert excerpt is not None
    assert re.fullmatch(r"…?(word ?){40}…?", excerpt.text)
