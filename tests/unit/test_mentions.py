"""What dates are found in a text, what they are resolved to, and when two of them agree."""

from __future__ import annotations

import datetime as dt

from dateline.dates.mentions import Grain, agrees, mentions

WRITTEN = dt.date(2026, 1, 7)  # a Wednesday


def test_a_mention_keeps_its_words_place_and_days() -> None:
    text = "The ferry sank in late December."
    (found,) = mentions(text, WRITTEN)
    assert text[found.start : found.end] == found.words == "late December"
    assert (found.earliest, found.latest) == (dt.date(2025, 12, 21), dt.date(2025, 12, 31))
    assert (found.grain, found.value, found.modifier) == (Grain.MONTH, "2025-12", "late")
    assert found.fuzzy.label == "Late Dec 2025"


def test_a_month_agrees_with_a_day_of_it_and_not_the_other_way() -> None:
    (month,) = mentions("It happened in December 2025.", WRITTEN)
    (day,) = mentions("It happened on Dec. 30, 2025.", WRITTEN)
    assert agrees(month, day)
    assert not agrees(day, month)
