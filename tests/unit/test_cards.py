"""The cards of stories: what fits, what is left out, and that they are the same each time."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dateline.pictures.cards import HEIGHT, WIDTH, CardWords, Colours
from dateline.pictures.imaging.card import draw
from dateline.pictures.imaging.lettering import SERIF, can_show, face, fitted, shown

WORDS = CardWords(
    "The ferry stops at noon", ("Harbour Ledger", "Quay Times"), "The Test Paper", "Jan 10, 2026"
)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_card_has_its_size_and_says_nothing_of_when_it_was_drawn() -> None:
    data = draw(WORDS, Colours())
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT)
    assert draw(WORDS, Colours()) == data
    assert b"tIME" not in data
    assert b"tEXt" not in data
    assert len(data) < 60_000


def test_a_card_shows_its_words_and_colours() -> None:
    card = opened(draw(WORDS, Colours(accent="#0b5394", paper="#ffffff")))
    assert card.getpixel((600, 5)) == (0x0B, 0x53, 0x94)
    assert card.getpixel((20, 300)) == (255, 255, 255)
    others = (
        CardWords("The ferry sails at noon", *(WORDS.publishers, WORDS.site, WORDS.day)),
        CardWords(WORDS.title, ("Quay Times",), WORDS.site, WORDS.day),
        CardWords(WORDS.title, WORDS.publishers, WORDS.site, "Jan 11, 2026"),
    )
    assert all(opened(draw(other, Colours())).tobytes() != card.tobytes() for other in others)
    assert len({other.path for other in (*others, WORDS)}) == 4


@pytest.mark.parametrize(
    "title", ["Ferry", "So it is " * 5, "A word and another " * 12, "Ab" * 200, "no " * 400]
)
def test_a_headline_stays_within_its_box(title: str) -> None:
    font, lines = fitted(title.strip(), SERIF, (84, 60, 44), 1048, 326, 1.18)
    assert 0 < len(lines) * font.size * 1.18 <= 326
    assert all(font.getlength(line) <= 1048 for line in lines)
    whole = "".join(title.split())
    assert "".join(lines).replace(" ", "") == whole or (lines[-1].endswith("…") and font.size == 44)


def test_lines_are_about_as_long_as_each_other() -> None:
    font, lines = fitted("Port Ellery chooses the dearer gates for it", SERIF, (84,), 1048, 326, 1.18)
    lengths = [font.getlength(line) for line in lines]
    assert len(lines) == 2
    assert min(lengths) > max(lengths) * 0.6


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Übergröße in Łódź", "Übergröße in Łódź"),
        ("Αθήνα, Київ", "Αθήνα, Київ"),
        ("U\u0308ber", "Über"),
        ("Tickets \U0001f3ab on sale", "Tickets on sale"),
        ("港の渡し船", ""),
        ("مرفأ", ""),
        ("A ferry, 港", ""),
    ],
)
def test_letters_that_the_fonts_lack_are_not_drawn_as_boxes(text: str, plain: str) -> None:
    assert shown(text) == plain


def test_a_headline_in_other_letters_leaves_the_name_of_the_site() -> None:
    foreign = CardWords("港の渡し船", ("Harbour Ledger",), "The Test Paper", "2026年1月10日")
    assert can_show(foreign)
    assert opened(draw(foreign, Colours())).getcolors(9999) != [(WIDTH * HEIGHT, (0xFC, 0xFB, 0xF8))]
    assert not can_show(CardWords("港の渡し船", ("Harbour Ledger",), "エレリー通信", ""))


def test_kerning_is_read_without_the_help_of_other_libraries() -> None:
    font = face(SERIF, 80)
    assert font.getlength("AV") < font.getlength("A") + font.getlength("V")


def test_many_publishers_are_counted() -> None:
    few = draw(WORDS, Colours())
    many = draw(
        CardWords(WORDS.title, tuple(f"The Paper Number {n}" for n in range(30)), WORDS.site, ""), Colours()
    )
    assert few != many
    edge = opened(many).crop((WIDTH - 70, 540, WIDTH, HEIGHT))
    assert edge.getcolors() == [(70 * 90, (0xFC, 0xFB, 0xF8))]
