"""What a source says and the briefing does not: what counts as covered, as furniture, as central."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.evidence.articles import Article
from dateline.evidence.omissions import Omissions, Said, omissions

LEAD = "The night ferry Marigold ran aground on Tern Bank with 212 passengers on board."
HURT = "Two sailors were treated for cuts in the hospital at Quayside."
BAND = "A band had been playing on the upper deck until the lights went out."
FARES = "The council will pay back 14 crowns to every passenger, Bram Aldous promised."


def article(*sentences: str, key: str = "courier", publisher: str = "", **more: str) -> Article:
    text = " ".join(sentences)
    return Article(key, publisher or key.title(), "Ferry aground", date(2026, 1, 3), text, **more)


def texts(found: Omissions, source: Article) -> list[str]:
    return [source.text[left.start : left.end] for left in found.left]


def test_what_a_claim_says_is_covered_and_the_rest_is_left_out_in_its_order() -> None:
    source = article(LEAD, HURT, BAND, FARES)
    found = omissions(source, Said(["The ferry Marigold ran aground on Tern Bank with 212 on board."]))
    assert (found.sentences, found.why) == (4, "")
    assert texts(found, source) == [HURT, BAND, FARES]


def test_a_claim_covers_what_it_says_in_its_own_form() -> None:
    source = article("Five ships were closing the channel for ten days.")
    assert omissions(source, Said(["The channel was closed by 5 ships for 10 days."])).left == ()


def test_two_claims_do_not_cover_together_what_neither_says() -> None:
    source = article("Ilse Korven closed the berth after the storm broke the crane.")
    assert omissions(source, Said(["Ilse Korven spoke.", "The storm came."])).left


def test_less_is_enough_for_a_sentence_that_the_briefing_rests_on() -> None:
    source = article(LEAD, FARES)
    said = Said(["Bram Aldous promised money to every passenger."])
    span = source.sentences[1]
    assert texts(omissions(source, said, [span]), source) == [LEAD]
    assert texts(omissions(source, Said(["Bram Aldous spoke to passengers."])), source) == [LEAD, FARES]


def test_opening_figures_and_names_come_before_the_rest() -> None:
    source = article(LEAD, HURT, BAND, BAND.replace("band", "choir"), FARES)
    top = omissions(source, Said([])).top(2)
    assert [source.text[left.start : left.end] for left in top] == [LEAD, FARES]
    first = top[0]
    assert (first.opening, first.figures, first.names) == (True, True, True)


def test_top_and_rest_are_all_of_it() -> None:
    source = article(LEAD, HURT, BAND, FARES)
    found = omissions(source, Said([]))
    assert sorted((*found.top(2), *found.rest(2)), key=lambda left: left.start) == list(found.left)
    assert list(found.rest(2)) == sorted(found.rest(2), key=lambda left: left.start)


def test_what_another_source_says_too_is_named_and_counts_more() -> None:
    alone = omissions(article(LEAD, BAND, FARES), Said([]))
    other = article("Councillor Bram Aldous promised to pay back 14 crowns to each passenger.", key="gazette")
    shared = omissions(article(LEAD, BAND, FARES), Said([]), others=[other])
    assert [left.also for left in shared.left] == [(), (), ("gazette",)]
    assert shared.left[2].score > alone.left[2].score


def test_a_copy_of_the_same_voice_is_named_and_does_not_count() -> None:
    source = article(LEAD, FARES)
    copy = article(LEAD, FARES, key="paper", publisher="Courier")
    alone, both = omissions(source, Said([])), omissions(source, Said([]), others=[copy])
    assert [left.also for left in both.left] == [("paper",), ("paper",)]
    assert [left.score for left in both.left] == [left.score for left in alone.left]


@pytest.mark.parametrize(
    "line",
    [
        "Read more about the harbour and its ferries here",
        "Sign up to our newsletter for the latest news from the coast.",
        "Subscribe now for ten crowns a month and read every article.",
        "Follow us on every network for news about ferries.",
        "© 2026 Courier Media Group, Quayside, all rights reserved.",
        "Copyright 2026 Courier Media Group, Quayside.",
        "Photo: Mara Lind, harbour archive, spring 2025.",
        "This article was originally published by the Coast Wire news agency.",
        "Reporting by Ada Brandt and Tom Reyle; editing by Ilse Korven.",
        "Advertisement",
        "Related stories: crane and ferry",
        "The harbour after the storm",
        "He smiled.",
    ],
)
def test_furniture_is_dropped(line: str) -> None:
    source = article(f"{LEAD}\n\n{line}\n\n{FARES}")
    found = omissions(source, Said([]))
    assert texts(found, source) == [LEAD, FARES]
    assert found.sentences == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Terms of the deal between the port and the union were not disclosed.",
        "Copyright law protects the drawings of the old lighthouse.",
        "Related claims were filed by six owners of fishing boats in the bay.",
        "Reporting by the Ledger found that pins had been replaced without a test.",
        "Signing the paper took the council eleven minutes in open session.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(sentence: str) -> None:
    source = article(LEAD, sentence)
    assert texts(omissions(source, Said([LEAD])), source) == [sentence]


def test_a_sentence_that_is_there_twice_is_left_out_once() -> None:
    source = article(LEAD, FARES, FARES)
    assert texts(omissions(source, Said([LEAD])), source) == [FARES]


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("", "", "no text is kept of this article"),
        ("O barco encalhou na areia.", "pt", "in Portuguese"),
        ("غادرت العبارة الميناء ليلا. لم يصب أحد بأذى.", "", "in a script that is not compared"),
    ],
)
def test_what_cannot_be_compared_says_why_and_leaves_out_nothing(text: str, language: str, why: str) -> None:
    found = omissions(article(text, language=language), Said([LEAD]))
    assert found == Omissions("courier", why=why)


def test_an_article_of_five_megabytes_and_one_of_one_sentence_are_read() -> None:
    long = article(
        *(f"Ship number {n} left the harbour of Quayside at dawn on day {n}." for n in range(60_000))
    )
    found = omissions(long, Said([LEAD] * 40), others=[article(LEAD, key="gazette")])
    assert found.sentences > 50_000
    one = article("ship " * 20_000 + "left the harbour.")
    assert omissions(one, Said([LEAD])).sentences == 0  # three different words say nothing
