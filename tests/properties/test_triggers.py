"""Passing over words that lead to no date loses none: the places found are those of the whole pattern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import mentions as entrance
from dateline.dates import triggers
from dateline.dates.holidays import HOLIDAYS

WORDS = [
    *"""the a an of in on and or to from about nearly early late mid end beginning very half dozen couple
    few one two three nine twelve thirteen nineteen twenty forty several many day days week weeks
    weekend month months quarter quarters year years decade decades century ago earlier later now hence
    current recently this last next past previous following same that latest first second third fourth
    final 1st 3rd q2 h1 3q spring summer fall winter season fiscal fy fy2024 twenties nineties today
    tomorrow tonight yesterday before after noon midnight Monday Tues. Wednesday Sat January Feb. March
    May june Sept. Dec. 3 12 25 30th 100 1990s '90s 2019 2025 2025-12-30 12/30/2025 19th 9 a.m. EST
    coming near future present at right these days sixty-two year-end year-ago year's ended pier harbour
    vote don't £5 $12 3.5 2,000""".split(),  # noqa: SIM905  # words read best as words
    *HOLIDAYS,
]
JOINTS = (" ", " ", " ", " ", "-", ", ", ". ", "\n\n", "'")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=40).map(
    lambda pairs: "".join(word + joint for word, joint in pairs)
)


def everywhere(plain: str) -> Iterator[object]:
    """Every place that the pattern of first words has, looked for letter by letter."""
    return triggers._TRIGGER.finditer(plain)


@settings(max_examples=400)
@given(TEXTS)
def test_passing_over_words_loses_no_date(text: str) -> None:
    written = dt.date(2026, 1, 7)
    found = entrance.mentions(text, written, vague=True)
    with patch.object(entrance, "triggers", everywhere):
        assert entrance.mentions(text, written, vague=True) == found
