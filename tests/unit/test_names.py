from __future__ import annotations

import pytest

from dateline.evidence.held import Held, similar
from dateline.evidence.names import names
from dateline.evidence.words import columns


def words(text: str) -> list[str]:
    return [name.words for name in names(text)]


def held(name: str, text: str) -> bool:
    """Whether the text holds a name, as a claim would say it within a sentence."""
    (found,) = names(f"they met {name} there")
    return Held(columns(text)).name(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met Ada Finch on Friday in March.", ["Ada Finch"]),
        ("They asked Dr. Tom Reed and President Ida B. Lund.", ["Tom Reed", "Ida B. Lund"]),
        ("They went to the University of Port Ellery.", ["University of Port Ellery"]),
        ("They saw Jan van der Meer and Abdul al-Rashid.", ["Jan van der Meer", "Abdul al-Rashid"]),
        ("They heard that Ada Finch's Harbour Union won.", ["Ada Finch's", "Harbour Union"]),
        ("Nets were sold in the U.S. and by the EU.", ["U.S", "EU"]),
        ("In May they met Theresa May.", ["Theresa May"]),
        ("They bought the G8 and a 4x4.", ["G8", "4x4"]),
    ],
)
def test_names_are_runs_of_capitalised_words_without_titles_and_dates(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_that_opens_a_sentence_is_soft() -> None:
    (found,) = names("Ferry Captain Finch left.")
    assert found.soft
    assert words("Ferries left. Nets sank.") == []


def test_a_headline_has_no_names_that_can_be_told() -> None:
    assert words("Ferry Workers Strike Over Pay In Port Ellery") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Finch", "The union's Ada Finch spoke."),
        ("Finch", "The union's Ada Finch spoke."),
        ("Ada Finch", "Ms Finch spoke."),
        ("Ada Finch", "A. Finch spoke."),
        ("A. Finch", "Ada Finch spoke."),
        ("Señor Peña", "They saw Senor Pena."),
        ("HWU", "The Harbour Workers' Union spoke."),
        ("Harbour Workers' Union", "The HWU spoke."),
        ("United States", "A ship from the U.S. came."),
        ("the US", "A ship from the United States came."),
        ("the UK", "A British ship came."),
        ("Venezuelan", "A ship from Venezuela came."),
        ("French", "A ship from France came."),
        ("University of Ellery", "The Ellery University closed."),
    ],
)
def test_a_text_holds_a_name_in_another_form(name: str, text: str) -> None:
    assert held(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Finch", "The union's Tom Reed spoke."),
        ("Ada Finch", "Tom Finch spoke, and Tom Finch left."),
        ("Ada Finch", "Ada Reed spoke."),
        ("Harbour Bank", "The bank closed the harbour office."[:9] + " closed."),
        ("HWU", "The Harbour Board spoke."),
        ("France", "A ship from Spain came."),
    ],
)
def test_a_text_does_not_hold_another_name(name: str, text: str) -> None:
    assert not held(name, text)


def test_the_similar_name_shares_a_part_or_most_letters() -> None:
    (claimed,) = names("they met Tom Read there")
    given = names("The mayor, Tom Reed, met Ada Finch.")
    found = similar(claimed, given)
    assert found is not None
    assert found.words == "Tom Reed"
    (other,) = names("they met Olga Xu there")
    assert similar(other, given) is None
