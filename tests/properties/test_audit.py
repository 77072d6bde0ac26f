"""The audit holds for every text: what is cut out of an article is in it, and what is changed is not."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.facts import Claim, read_names
from dateline.evidence.figures import figures
from dateline.evidence.names import names
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Finding
from steps import steps_of

DAY = dt.date(2026, 1, 2)
NAMES = ("Ada Finch", "Tom Reed", "the Harbour Union", "Port Ellery", "Olga Lund", "Dr. Ida Blom", "the U.S.")
FIGURES = (
    "12 boats",
    "$3.2m",
    "42 per cent",
    "three nets",
    "1,500 men",
    "2.5 metres",
    "half of it",
    "two-thirds",
)
DATES = ("on Thursday", "on 3 March", "in May 2024", "in 2019", "last year", "on Dec. 30, 2025", "")
VERBS = (
    "sold",
    "did not sell",
    "denied",
    "confirmed",
    "raised",
    "cut",
    "told the mayor of",
    "said “we will not go” about",
)
LEVEL_TWO = {
    *("outside-passage", "order-differs", "polarity-differs", "comparative-differs", "bound-differs"),
    *("passage-before-event", "low-support", "figures-disagree"),
}
SENTENCE = st.tuples(*(st.sampled_from(some) for some in (NAMES, VERBS, FIGURES, DATES))).map(
    lambda parts: (
        " ".join(part for part in parts if part).replace("the H", "The H", 1)[:1].upper()
        + " ".join(part for part in parts if part)[1:]
        + "."
    )
)
ARTICLE = st.lists(SENTENCE, min_size=3, max_size=12, unique=True)
PIECES = st.sampled_from(
    [
        *NAMES,
        *FIGURES,
        *DATES,
        *VERBS,
        "“",
        "”",
        '"',
        "'",
        ".",
        "\n\n",
        "%",
        "$",
        "½",
        "10:30",
        "not",
        "«",
        "9" * 50,
        "١٢",
        "走",
        "é",
    ]
)
ANY = st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200)


def article(text: str, key: str = "ap") -> Article:
    """An article that says that it is in English: invented ones may have too few words to tell it by."""
    return Article(key, "AP", "A title", DAY, text, language="en")


def asked(claim: str, *cited: Article) -> tuple[Finding, ...]:
    return audit(Asked(claim), cited, (), [support(claim, one) for one in cited])


def provable(found: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in found if finding.rule not in LEVEL_TWO]


@given(ARTICLE, st.data())
def test_a_sentence_of_an_article_has_no_finding(sentences: list[str], data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(sentences))
    assert asked(claim, article(" ".join(sentences))) == ()


@given(ARTICLE, st.data())
def test_words_left_out_of_a_sentence_prove_nothing(sentences: list[str], data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(sentences))
    shorter = claim.removesuffix(".") + " there."
    assert provable(asked(shorter, article(" ".join(sentences)))) == []


@given(ARTICLE, st.data(), st.integers(7_001, 9_999))
def test_a_number_that_the_article_lacks_is_found(
    sentences: list[str], data: st.DataObject, number: int
) -> None:
    claim = data.draw(st.sampled_from(sentences))
    changed = claim.removesuffix(".") + f" for {number:,} hours."
    assert "figure-not-in-source" in provable(asked(changed, article(" ".join(sentences))))


@given(ARTICLE, st.sampled_from(["Nils Holm", "the Tidal Board", "Cape Morrow"]))
def test_a_name_that_the_article_lacks_is_found(sentences: list[str], name: str) -> None:
    claim = f"They saw {name} there, and {sentences[0]}"
    assert "name-not-in-source" in provable(asked(claim, article(" ".join(sentences))))


@given(ARTICLE, ARTICLE)
def test_an_article_without_text_leaves_nothing_to_be_proved(sentences: list[str], others: list[str]) -> None:
    found = asked(sentences[0], article(" ".join(others)), article("", "empty"))
    assert provable(found) == []


@given(ANY, ANY, ANY)
def test_nothing_is_raised_and_spans_lie_in_the_claim(claim: str, one: str, two: str) -> None:
    for finding in asked(claim, article(one), article(two, "bbc")):
        assert 0 <= finding.span[0] <= finding.span[1] <= len(claim)
        assert finding.message


TURNS = (
    *("all of the members", "half of them", "none of the boats", "the mayor", "voted for", "voted against"),
    *(
        "more than",
        "nearly",
        "doubled",
        "rose by",
        "5% lower",
        "in the first week of July",
        "7 p.m. Wednesday",
    ),
    *(
        ".\n\n((((\n\n— !!!\n\n",
        "[[[[",
        ". ",
        ";",
        "unarmed",
        "no",
        "of",
        "two weeks",
        "12 days",
        "(HU)",
        "III.",
    ),
)


@given(st.lists(PIECES | st.sampled_from(TURNS), min_size=4, max_size=40), st.data())
def test_nothing_is_raised_where_a_claim_is_made_of_its_article(
    pieces: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.integers(0, len(pieces) - 1), min_size=1, max_size=12))
    claim = " ".join(pieces[at] for at in (kept if data.draw(st.booleans()) else sorted(kept)))
    for finding in asked(claim, article(" ".join(pieces))):
        assert 0 <= finding.span[0] <= finding.span[1] <= len(claim)


@given(ANY)
def test_figures_and_names_are_in_order_and_do_not_overlap(text: str) -> None:
    for found in (figures(text), names(text)):
        at = 0
        for one in found:
            assert at <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.words
            at = one.end


CHANCE = random.Random(7)  # noqa: S311  # no secret: the same draws each time
HOSTILE = {
    "5 MB of news": " ".join(CHANCE.choice([*NAMES, *FIGURES, *VERBS]) + "." for _ in range(400_000))[
        :5_000_000
    ],
    "one sentence of 100,000 words": " ".join(
        CHANCE.choice(["Ada", "12", "the", "sold"]) for _ in range(100_000)
    ),
    "one word": "x" * 5_000_000,
    "one name": "Ada " * 250_000,
    "digits": "7" * 1_000_000,
    "thousands": "1,000" * 200_000,
    "commas in digits": ",000" * 250_000,
    "points in digits": "1.1" * 300_000,
    "numbers in words": "twenty and hundred " * 60_000,
    "ranges": "1-2-" * 250_000,
    "dates": "May 3 May " * 100_000,
    "months": "January " * 100_000,
    "quotation marks": "“" * 200_000,
    "Arabic": "قال الاتحاد إن العمال سيضربون يوم الخميس. " * 20_000,
    "Chinese": "工会星期四说，297名码头工人将罢工。" * 20_000,
    "spaces": " " * 1_000_000 + "Ada Finch sold 12 boats.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_is_linear_for_any_article_and_claim(name: str) -> None:
    """Within the minute that every test has: the texts have up to five million characters."""
    text = HOSTILE[name]
    plain = (
        "Ada Finch did not sell 13 boats to Tom Reed on 3 March, “as we have said all the time”, she said."
    )
    asked(plain, article(text))
    asked(text[:200_000], article(text[:200_000] + "Tom Reed."))


@given(
    st.lists(
        st.sampled_from(
            (
                *NAMES,
                *FIGURES,
                "EUR 3.2 billion",
                "3.2 billion Canadian dollars",
                "five American dollars",
                "Four degrees Celsius below zero",
                "Minus 4 Fahrenheit",
                "A$3m",
                "Three Hundred Men",
                "10 percentage Points",
                "Half past Ten",
                "Room 12",
                "said",
                "and",
                ", Pounds",
            )
        ),
        min_size=1,
        max_size=6,
    )
)
def test_names_are_without_those_in_a_figure_wherever_numbers_stand(words: list[str]) -> None:
    claim = Claim(f"The {' '.join(words)} of the harbour.", DAY)
    inside = {(one.start, one.end) for one in claim.figures}
    whole = read_names(claim.text)[1]
    assert claim.names == tuple(
        name for name in whole if not any(low <= name.start and name.end <= high for low, high in inside)
    )


ENDLESS = {
    "decades": "the 1990s ",
    "dates and sums": "the 1990s $3.2bn ",
    "figures that move": "rose 1.000 none of most - ",
    "denials": "first quarter half past no ",
}


def steps(claim: str) -> int:
    """How many steps the audit of a claim takes."""
    source = article(claim[: len(claim) // 2] + " Ada Finch sold 12 boats.")
    return steps_of(lambda: asked(claim, source))


@pytest.mark.parametrize("name", ENDLESS)
def test_a_claim_of_twice_the_length_takes_twice_the_steps(name: str) -> None:
    few, more, many = (ENDLESS[name] * times for times in (299, 300, 600))
    steps(few)  # what is compiled and kept for the first one
    assert steps(many) < 2.7 * steps(more)
