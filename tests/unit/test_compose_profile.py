"""What articles tell together, and how near texts come to it."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.profile import Nearing, Profile, words_of
from dateline.compose.salience import counts
from dateline.evidence.articles import Article

FERRY = "Divers found the ferry bell. A storm tore sails. Gulls ate bread. Rain fell on Marlside."


def article(text: str, key: str = "a", title: str = "") -> Article:
    return Article(key, key, title, dt.date(2026, 3, 2), text, language="en")


def nearing(profile: Profile, *texts: str) -> Nearing:
    return Nearing(profile, [words_of(article(text), 0, 0) for text in texts])


def test_what_was_taken_adds_less_than_what_was_not() -> None:
    profile = Profile([article(FERRY)], [1])
    near = nearing(
        profile, "Divers found the ferry bell.", "Divers found a ferry bell.", "A storm tore sails."
    )
    before = [near.gain([number]) for number in (1, 2)]
    assert before[0] > before[1], "the front of an article counts for more"
    near.take(0)
    assert near.gain([1]) < near.gain([2])


def test_all_of_it_is_nearest() -> None:
    sentences = [f"{words.rstrip('.')}." for words in FERRY.split(". ")]
    near = nearing(Profile([article(". ".join(sentences[:1]))], [1]), *sentences)
    assert near.gain([0]) == pytest.approx(1.0)


LONG = (
    "Divers found the ferry bell off Marlside on Monday. It had lain there since a storm in March tore the "
    "ferry from its mooring at the old mole. The harbour office will show the bell in its hall from June on, "
    "beside the anchor that fishermen brought up in May. A school has asked to ring it once a year."
)


def test_copies_of_a_text_share_what_it_counts() -> None:
    storm = article("A storm tore sails. Divers found rain on Marlside.", "b")
    alone, other = counts([article(LONG, "a"), storm])
    assert counts([article(LONG, "a"), article(LONG, "c"), storm]) == pytest.approx(
        [alone / 2, alone / 2, other]
    )
    assert counts([article(LONG, "a"), article(LONG, "c")]) == [0.5, 0.5]


def test_an_article_about_something_else_counts_less() -> None:
    found = counts(
        [
            article("Divers found the ferry bell. It lay off Marlside.", "a"),
            article("A ferry bell was found off Marlside by divers of the navy.", "b"),
            article("A storm tore sails. The bell of a church fell.", "c"),
        ]
    )
    assert max(found) == 1.0
    assert found[2] < min(found[:2])


@pytest.mark.parametrize("texts", [[FERRY], [FERRY, "A bell rang."], [FERRY, "Nobody came."], ["", ""]])
def test_one_text_and_two_that_are_equally_near_count_in_full(texts: list[str]) -> None:
    found = counts([article(text, str(number)) for number, text in enumerate(texts)])
    assert found == pytest.approx([1.0] * len(texts))


def test_a_word_of_many_sentences_counts_in_pairs_alone() -> None:
    text = "La digue a rompu. La digue est large. La ville dort. La nuit tombe. La pluie cesse."
    profile = Profile([article(text)], [1])
    assert "la" not in profile.grams(["la", "nuit"])
    assert profile.grams(["la", "nuit"])["la nuit"] == 1


def test_a_title_counts_as_a_first_sentence() -> None:
    text = "Divers found a bell. A storm tore sails. Gulls ate bread. Rain fell."
    titled = nearing(Profile([article(text, title="Storm tears sails")], [1]), "A storm tore sails.")
    plain = nearing(Profile([article(text)], [1]), "A storm tore sails.")
    assert titled.gain([0]) > plain.gain([0])


def test_words_begin_where_what_is_shown_begins() -> None:
    text = "PORT ELLERY — The ferry sank."
    assert words_of(article(text), 0, text.index("The")) == words_of(article("The ferry sank."), 0, 0)


def test_no_words_are_near_nothing() -> None:
    near = nearing(Profile([], []), "A storm tore sails.")
    near.take(0)
    assert near.gain([0]) == 0.0
