"""Which passage supports a claim, how well, and when that cannot be said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.articles import Article
from dateline.evidence.support import support
from dateline.evidence.values import Passage, Standing

TEXT = (
    "The harbour of Port Ellery was closed on Monday after the tanker Brisa lost oil. "
    "Mayor Ada Finch said the clean-up would take nine days. "
    "She did not name the owner. "
    "Fishermen from three villages asked for 400,000 crowns in damages.\n\n"
    "The Brisa had been inspected in May. Its captain is being questioned."
)


def article(text: str = TEXT, title: str = "", language: str = "") -> Article:
    return Article("brisa", "The Ellery Post", title, date(2026, 1, 2), text, language=language)


def passage(claim: str, text: str = TEXT) -> Passage:
    found = support(claim, article(text)).passage
    assert found
    return found


def marked(found: Passage) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


def test_a_sentence_of_the_article_is_its_own_passage() -> None:
    source = article()
    for start, end in source.sentences:
        found = support(TEXT[start:end], source)
        assert found.standing is Standing.SUPPORTED
        assert found.score > 0.9
        assert found.passage
        assert (found.passage.start, found.passage.end) == (start, end)


def test_a_paraphrase_finds_its_sentence() -> None:
    found = support("Ada Finch, the mayor, expects cleaning up to take 9 days.", article())
    assert found.standing is Standing.SUPPORTED
    assert found.passage
    assert found.passage.text == "Mayor Ada Finch said the clean-up would take nine days."


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        (
            "Fishermen from three villages asked for 400 thousand crowns.",
            "Fishermen from three villages asked for 450 thousand crowns.",
        ),
        (
            "Port Ellery's harbour was closed on Monday, December 29.",
            "Port Ellery's harbour was closed on Monday, December 22.",
        ),
    ],
)
def test_a_fact_in_another_spelling_is_worth_more_than_one_that_is_missing(held: str, missing: str) -> None:
    source = article()
    one, other = support(held, source), support(missing, source)
    assert one.score > other.score + 0.1
    assert one.passage == other.passage


def test_a_claim_may_rest_on_neighbouring_sentences() -> None:
    found = passage("Finch said the clean-up takes nine days and fishermen asked for 400,000 crowns.")
    assert found.text.startswith("Mayor Ada Finch")
    assert found.text.endswith("in damages.")


def test_of_equal_sentences_the_first_is_taken() -> None:
    assert passage("The pier burned.", "It rained. The pier burned. It snowed. The pier burned.").start == 11


def test_another_number_weighs_more_than_another_word() -> None:
    right = support("Fishermen from three villages asked for 400,000 crowns in damages.", article())
    word = support("Fishermen from three villages begged for 400,000 crowns in damages.", article())
    number = support("Fishermen from three villages asked for 700,000 crowns in damages.", article())
    assert right.score > word.score > number.score


def test_what_is_about_something_else_is_unsupported() -> None:
    found = support("The orchestra of Tarn Valley plays Sibelius on Friday.", article())
    assert found.standing is Standing.UNSUPPORTED
    assert support("Zebras graze.", article()).passage is None


def test_words_of_the_claim_are_marked_and_joined_over_function_words() -> None:
    assert marked(passage("The captain is questioned.")) == ["captain", "questioned"]
    assert marked(passage("Closing the harbour at Port Ellery")) == ["harbour of Port Ellery was closed"]
    assert marked(passage("The Brisa was inspected")) == ["Brisa", "inspected"]


def test_the_title_counts_but_is_no_passage() -> None:
    claim = "Mayor Ada Finch of Ellery Bay said the clean-up would take nine days."
    bare, titled = support(claim, article()), support(claim, article(title="Nine days for Ellery Bay"))
    assert titled.score > bare.score
    assert titled.passage
    assert titled.passage.text in TEXT


@pytest.mark.parametrize("text", ["", " \n "])
def test_without_a_text_nothing_is_checked(text: str) -> None:
    found = support("The harbour was closed.", article(text))
    assert (found.standing, found.score, found.passage) == (Standing.NOT_CHECKED, 0.0, None)
    assert found.why == "no text is kept of this article"


FRENCH = (
    "Le port de Port Ellery a été fermé lundi, selon la mairie, pour une durée de neuf jours avec la police."
)
ARABIC = "أغلق ميناء بورت إليري يوم الاثنين بعد تسرب النفط"
CHINESE = "埃勒里港周一关闭。市长说清理需要九天。"


@pytest.mark.parametrize(
    ("text", "tag", "why"),
    [
        (FRENCH, "", "in French"),
        (FRENCH, "fr-CA", "in French"),
        (TEXT, "fr", "in French"),
        (TEXT, "xx", "in another language"),
        (ARABIC, "", "in a script that is not compared"),
        (ARABIC, "en", "in a script that is not compared"),
        (CHINESE, "", "in a script that is not compared"),
    ],
)
def test_across_languages_nothing_is_checked(text: str, tag: str, why: str) -> None:
    found = support("The harbour of Port Ellery was closed on Monday.", article(text, language=tag))
    assert (found.standing, found.score, found.passage, found.why) == (Standing.NOT_CHECKED, 0.0, None, why)


def test_in_one_other_language_the_passage_is_given_but_nothing_is_checked() -> None:
    found = support("Le port a été fermé pour neuf jours, selon la police.", article(FRENCH))
    assert (found.standing, found.score, found.why) == (Standing.NOT_CHECKED, 0.0, "in French")
    assert found.passage
    assert found.passage.text == FRENCH


@pytest.mark.parametrize("claim", [FRENCH, CHINESE, "", "It was.", "…"])
def test_a_claim_that_cannot_be_looked_for_is_not_checked(claim: str) -> None:
    found = support(claim, article())
    assert found.standing is Standing.NOT_CHECKED
    assert found.why


def test_an_english_text_with_foreign_names_is_english() -> None:
    text = (
        "José de la Vega and Jürgen von der Aue met in Le Havre, and the mayor spoke of a good day for both."
    )
    assert support("José de la Vega met Jürgen von der Aue.", article(text)).standing is Standing.SUPPORTED


WORDS = st.sampled_from([*TEXT.split(), "été", "\n\n", "«Non»", "7", "港"])
SAID = st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join))


@given(SAID, SAID)
def test_whatever_the_texts_the_passage_is_of_the_article(claim: str, text: str) -> None:
    found = support(claim, article(text))
    assert 0 <= found.score <= 1
    assert (found.standing is Standing.NOT_CHECKED) == bool(found.why)
    if found.passage:
        start, end, excerpt, marks = (
            getattr(found.passage, name) for name in ("start", "end", "text", "marks")
        )
        assert excerpt == text[start:end]
        assert excerpt
        edges = [edge for mark in marks for edge in mark]
        assert edges == sorted(set(edges))
        assert not edges or 0 <= edges[0] < edges[-1] <= len(excerpt)
    else:
        assert found.score == 0


def test_a_quotation_of_function_words_is_supported_where_it_stands() -> None:
    told = article("It rained. He was angry. “I am done,” he said. It snowed.")
    found = support("He said “I am done.”", told)
    assert (found.standing, found.score) == (Standing.SUPPORTED, 1.0)
    assert found.passage is not None
    ((start, end),) = found.passage.marks
    assert found.passage.text[start:end] == "I am done"
    assert support("He said “I am not.”", told).standing is Standing.NOT_CHECKED
    assert support("He said “I am.”", told).standing is Standing.NOT_CHECKED


@given(st.lists(st.sampled_from(re.findall(r"\w+", TEXT)), min_size=3, max_size=40).map(" ".join))
def test_any_sentence_is_supported_by_itself(claim: str) -> None:
    found = support(claim, article(f"It rained. {claim}. It snowed."))
    assert found.standing is Standing.SUPPORTED or found.why == "the claim has no words to look for"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The harbour was closed on Monday. " * 150_000, id="5 MB of one sentence again and again"
        ),
        pytest.param("harbour closed Monday " * 230_000, id="5 MB without a full stop"),
        pytest.param("".join(f"Pier {n} closed. " for n in range(300_000)), id="5 MB of other numbers"),
        pytest.param("the " * 1_250_000, id="5 MB without content"),
        pytest.param("港" * 1_700_000, id="5 MB of Chinese"),
    ],
)
def test_a_text_of_five_megabytes_is_read(text: str) -> None:
    source = article(text)
    for claim in ("The harbour closed on Monday.", "Pier 77 closed.", "No 14 was the harbour's last pier."):
        assert 0 <= support(claim, source).score <= 1


def test_a_sentence_of_a_hundred_thousand_characters_is_claimed_of_itself() -> None:
    text = (
        "The harbour, " + ", ".join(f"pier {n} of {n * 7}" for n in range(5_500)) + " and a boat were closed."
    )
    assert len(text) > 100_000
    found = support(text, article(f"It rained. {text} It snowed."))
    assert found.standing is Standing.SUPPORTED
    assert found.passage
    assert found.passage.text == text


SAID = st.sampled_from([*TEXT.split(), "U.S.", "3.2", "won’t", "It’s", "“We", "go,”", "\n\n"])


@given(st.lists(SAID, min_size=1))
def test_words_that_stand_in_the_article_count_like_words_that_are_read(parts: list[str]) -> None:
    claim = " ".join(parts)
    source = article(f"It rained. {claim} And then it snowed.")
    unseen = "\u200b"  # with it the claim stands nowhere, and has the same words
    assert support(claim, source) == support(f"{claim}{unseen}", source)
