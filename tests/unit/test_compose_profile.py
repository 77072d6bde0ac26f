"""What articles tell together, and how near texts come to it."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.profile import Nearing, Profile, words_of
from dateline.evidence.articles import Article

FERRY = "Divers found the ferry bell. A storm tore sails. Gulls ate bread. Rain fell on Marlside."


def article(text: str, key: str = "a", title: str = "") -> Article:
    return Article(key, key, title, dt.date(2026, 3, 2), text, language="en")


def nearing(profile: Profile, *texts: str) -> Nearing:
    return Nearing(profile, [words_of(article(text), 0, 0) for text in texts])


def test_what_was_taken_adds_less_than_what_was_not() -> None:
    profile = Profile([article(FERRY)], [0])
    near = nearing(
        profile, "Divers found the ferry bell.", "Divers found a ferry bell.", "A storm tore sails."
    )
    before = [near.gain([number]) for number in (1, 2)]
    assert before[0] > before[1], "the front of an article counts for more"
    near.take(0)
    assert near.gain([1]) < near.gain([2])


def test_all_of_it_is_nearest() -> None:
    sentences = [f"{words.rstrip('.')}." for words in FERRY.split(". ")]
    near = nearing(Profile([article(". ".join(sentences[:1]))], [0]), *sentences)
    assert near.gain([0]) == pytest.approx(1.0)


def test_copies_of_a_text_count_once() -> None:
    storm = article("A storm tore sails. Rain fell on Marlside. Gulls ate bread.", "b")
    twice = [article(FERRY, "a"), article(FERRY, "c"), storm]
    once = [article(FERRY, "a"), storm]
    texts = ("Divers found the ferry bell.", "A storm tore sails.")
    gains = [
        [near.gain([number]) for number in (0, 1)]
        for near in (
            nearing(Profile(twice, [0, 0, 2]), *texts),
            nearing(Profile(once, [0, 1]), *texts),
        )
    ]
    assert gains[0] == pytest.approx(gains[1])


def test_a_word_of_many_sentences_counts_in_pairs_alone() -> None:
    text = "La digue a rompu. La digue est large. La ville dort. La nuit tombe. La pluie cesse."
    profile = Profile([article(text)], [0])
    assert "la" not in profile.grams(["la", "nuit"])
    assert profile.grams(["la", "nuit"])["la nuit"] == 1


def test_a_title_counts_as_a_first_sentence() -> None:
    text = "Divers found a bell. A storm tore sails. Gulls ate bread. Rain fell."
    titled = nearing(Profile([article(text, title="Storm tears sails")], [0]), "A storm tore sails.")
    plain = nearing(Profile([article(text)], [0]), "A storm tore sails.")
    assert titled.gain([0]) > plain.gain([0])


def test_words_begin_where_what_is_shown_begins() -> None:
    text = "PORT ELLERY — The ferry sank."
    assert words_of(article(text), 0, text.index("The")) == words_of(article("The ferry sank."), 0, 0)


def test_no_words_are_near_nothing() -> None:
    near = nearing(Profile([], []), "A storm tore sails.")
    near.take(0)
    assert near.gain([0]) == 0.0
