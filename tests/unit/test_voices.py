"""Which articles speak with one voice."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.voices import copied, same_voice, voices

REPORT = " ".join(
    f"Inspector {name} told the inquiry that pier {number} had been unsafe since the spring."
    for number, name in enumerate(("Finch", "Moreau", "Tarn", "Okoro", "Silva", "Brandt"))
)
OTHER = (
    "A report on the piers of Port Ellery was read out on Tuesday. It names nobody, and the mayor did not "
    "say whether the harbour will open before the summer, when most of the ferries to the islands are full."
)


def article(publisher: str = "", text: str = "", agency: str = "") -> Article:
    return Article(publisher or "key", publisher, "", date(2026, 1, 2), text, agency=agency)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("The Ellery Post", REPORT), article("Ellery Post", OTHER)),
        (article("Ellery Post", REPORT, "N.W.A."), article("Tarn Gazette", OTHER, "nwa")),
        (article("Ellery Post", REPORT, "Norden"), article("Norden", OTHER)),
        (article("The", REPORT), article("the", OTHER)),
        (article("Ellery Post", REPORT), article("Tarn Gazette", REPORT)),
        (article("Ellery Post", REPORT), article("Tarn Gazette", f"{OTHER} {REPORT} {OTHER}")),
        (article("Ellery Post", REPORT), article("Tarn Gazette", REPORT.replace("unsafe", "closed"))),
    ],
)
def test_one_voice(one: Article, other: Article) -> None:
    assert same_voice(one, other)
    assert same_voice(other, one)
    assert voices([one, other]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("Ellery Post", REPORT), article("Tarn Gazette", OTHER)),
        (article("Ellery Post", REPORT, "Norden"), article("Tarn Gazette", OTHER, "Sur")),
        (article("Ellery Post"), article("Tarn Gazette")),
        (article("", REPORT), article("", OTHER)),
        (article("Ellery Post", "The pier is closed."), article("Tarn Gazette", "The pier is closed.")),
    ],
)
def test_two_voices(one: Article, other: Article) -> None:
    assert not same_voice(one, other)
    assert voices([one, other]) == 2


def test_a_copy_is_known_however_much_stands_around_it() -> None:
    assert copied(article(text=REPORT), article(text=OTHER + REPORT)) > 0.9
    assert copied(article(text=REPORT), article(text=OTHER)) < 0.1


def test_voices_are_tied_by_a_third() -> None:
    post, norden, gazette = (
        article("Ellery Post", OTHER, "Norden"),
        article("Norden", REPORT),
        article("Tarn Gazette", REPORT),
    )
    assert voices([post, gazette]) == 2
    assert voices([post, gazette, norden]) == 1
    assert voices([]) == 0


def test_whoever_is_tied_to_any_of_a_voice_is_of_it() -> None:
    post, norden, gazette, ebb = (
        article("Ellery Post", agency="Norden"),
        article("Norden"),
        article("Tarn Gazette", agency="Norden"),
        article("Ebb", agency="Ellery Post"),
    )
    assert voices([post, norden, gazette, ebb]) == 1


def test_the_same_article_twice_is_one_voice() -> None:
    assert (
        voices([article("Ellery Post", REPORT), article("Ellery Post", REPORT), article("Tarn", OTHER)]) == 2
    )
