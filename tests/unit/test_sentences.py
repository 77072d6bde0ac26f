from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.sentences import split

FIXTURES = Path(__file__).parents[1] / "text" / "sentences.md"


def cases() -> list[tuple[str, tuple[str, ...]]]:
    """Each case of the text fixture: the text, and the sentences expected of it."""
    found = []
    for line in FIXTURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            marked = line[2:].replace("⏎", "\n")
            text = re.sub(r" +‖ +", lambda gap: gap[0].replace(" ‖ ", " "), marked).replace("‖", "")
            found.append((text, tuple(part.strip() for part in marked.split("‖"))))
    return found


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda value: value[:40] if value else "")
def test_sentences_end_where_a_reader_ends_them(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in split(text)) == expected


def test_offsets_point_into_the_text_and_leave_out_the_space_around() -> None:
    assert split("  The tide fell.\n The mud shone.  ") == ((2, 16), (18, 32))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2029"])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert split(text) == ()


@pytest.mark.parametrize("text", [".", "?!", "* * *", "…"])
def test_marks_alone_are_one_sentence(text: str) -> None:
    assert split(text) == ((0, len(text)),)


def test_hundred_thousand_characters_without_an_end_are_one_sentence() -> None:
    assert split("tide " * 20_000) == ((0, 99_999),)


@pytest.mark.parametrize(
    "piece", [". ", "A. ", "?", "(", "z (A?) ", "[@", '." ', " ", "\n ", "1. ", "… ", ".\u00a0"]
)
def test_monotonous_text_of_half_a_megabyte_is_read_to_its_end(piece: str) -> None:
    text = piece * (500_000 // len(piece)) + "end"
    assert split(text)[-1][1] == len(text)
