from __future__ import annotations

from fractions import Fraction

import pytest

from dateline.evidence.figures import figures, holds, nearest
from dateline.evidence.readings import Bound, Figure, Kind


def only(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("five boats", Kind.NUMBER, 5),
        ("1,000 boats", Kind.NUMBER, 1000),
        ("one thousand boats", Kind.NUMBER, 1000),
        ("3.0 metres", Kind.NUMBER, 3),
        ("1.5 million nets", Kind.NUMBER, 1_500_000),
        ("1,500,000 nets", Kind.NUMBER, 1_500_000),
        ("twenty-five thousand three hundred and six", Kind.NUMBER, 25_306),
        ("two dozen", Kind.NUMBER, 24),
        ("two and a half million", Kind.NUMBER, 2_500_000),
        ("2½ hours", Kind.NUMBER, Fraction(5, 2)),
        ("two-thirds of it", Kind.NUMBER, Fraction(2, 3)),
        ("a 45-year-old", Kind.NUMBER, 45),
        ("the 1990s", Kind.NUMBER, 1990),
        ("42 per cent", Kind.PERCENT, 42),
        ("42%", Kind.PERCENT, 42),
        ("five percentage points", Kind.PERCENT, 5),
        ("$3.2bn", Kind.MONEY, 3_200_000_000),
        ("3.2 billion dollars", Kind.MONEY, 3_200_000_000),
        ("US$4m", Kind.MONEY, 4_000_000),
        ("£600", Kind.MONEY, 600),
        ("the third boat", Kind.ORDINAL, 3),
        ("the 23rd boat", Kind.ORDINAL, 23),
        ("at 10 a.m. sharp", Kind.CLOCK, 600),
        ("at 22:30", Kind.CLOCK, 1350),
        ("by 1000 GMT", Kind.CLOCK, 600),
        ("at half past ten", Kind.CLOCK, 630),
        ("at a quarter to 11", Kind.CLOCK, 645),
        ("at twenty past nine", Kind.CLOCK, 560),
        ("at ten minutes to nine", Kind.CLOCK, 530),
        ("at ten o’clock", Kind.CLOCK, 600),
        ("at midday", Kind.CLOCK, 720),
        ("minus 4 degrees", Kind.NUMBER, -4),
        ("at -4", Kind.NUMBER, -4),
        ("minus twenty-five metres", Kind.NUMBER, -25),
        ("four degrees below zero", Kind.NUMBER, -4),
        ("4°C below freezing", Kind.NUMBER, -4),
        ("down -4%", Kind.PERCENT, 4),
        ("the north-east 4", Kind.NUMBER, 4),
    ],
)
def test_a_figure_is_read_by_value_and_kind(text: str, kind: Kind, value: int | Fraction) -> None:
    found = only(text)
    assert (found.kind, found.values[0]) == (kind, value)
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text", ["G8", "A380", "4x4", "Henry VIII", "3 March", "March 3", "May 3rd", "12-14 June"]
)
def test_names_and_days_of_a_month_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_a_day_that_no_month_has_is_a_figure() -> None:
    assert only("30 February").values == (30,)


@pytest.mark.parametrize(
    "text", ["10–12 per cent", "10 to 12 percent", "$10–12 million", "six and eight dollars"]
)
def test_both_ends_of_a_range_have_its_unit(text: str) -> None:
    one, two = figures(text)
    assert (one.kind, one.unit) == (two.kind, two.unit)
    assert one.kind in (Kind.PERCENT, Kind.MONEY)


def test_a_score_is_two_figures() -> None:
    assert [figure.values for figure in figures("They won 3-2.")] == [(3,), (2,)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 300", Bound.ABOUT),
        ("an estimated 300", Bound.ABOUT),
        ("more than 300", Bound.ABOVE),
        ("nearly 300", Bound.BELOW),
        ("as many as 300", Bound.BELOW),
        ("no more than 300", Bound.BELOW),
        ("not fewer than 300", Bound.ABOVE),
        ("just short of 300", Bound.BELOW),
        ("surpassed 300", Bound.ABOVE),
        ("the 300", Bound.EXACT),
    ],
)
def test_the_words_before_a_figure_bound_it(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        ("five", "5"),
        ("1k", "1,000"),
        ("a thousand", "1,000"),
        ("3.0", "3"),
        ("$3.2bn", "3.2 billion dollars"),
        ("half", "50%"),
        ("50 per cent", "half"),
        ("about 300", "297"),
        ("nearly 300", "290"),
        ("more than 300", "310"),
        ("76%", "75.6%"),
        ("3.2 million", "3,214,000"),
        ("third", "3rd"),
        ("10 a.m.", "10:00"),
        ("10:30", "10:30 p.m."),
        ("12", "a dozen"),
        ("two", "a couple"),
        ("a fifth", "fifth"),
        ("100m", "100 million"),
        ("half past ten", "10:30"),
        ("10.30", "10:30"),
        ("22:30", "10:30 p.m."),
        ("12:00", "noon"),
        ("minus 4", "4 degrees below zero"),
        ("-4%", "4%"),
        ("5 percentage points", "five percentage points"),
        ("5 percentage points", "5 points"),
    ],
)
def test_one_figure_holds_another(claimed: str, given: str) -> None:
    assert holds(only(claimed), only(given))


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        ("5", "6"),
        ("300", "297"),
        ("42%", "42"),
        ("$5", "£5"),
        ("about 300", "200"),
        ("more than 300", "290"),
        ("more than 300", "900"),
        ("up to 75", "up to 70"),
        ("some 287", "280"),
        ("$3.5 million", "$3.2 million"),
        ("10 a.m.", "10 p.m."),
        ("10:00", "10"),
        ("4.3", "4"),
        ("half past ten", "10:15"),
        ("10:30", "10.35"),
        ("minus 4", "4"),
        ("4", "-4"),
        ("5 percentage points", "5 per cent"),
        ("5%", "5 percentage points"),
    ],
)
def test_one_figure_does_not_hold_another(claimed: str, given: str) -> None:
    assert not holds(only(claimed), only(given))


def test_words_that_count_are_loose() -> None:
    found = figures("One of them came first, twice, with a couple of nets and a single oar.")
    assert [figure.words for figure in found] == ["One", "first", "twice", "couple", "single"]
    assert all(figure.loose for figure in found)


def test_the_nearest_figure_has_the_same_kind() -> None:
    given = figures("It cost $3.2m, 35 men and 3.4% of the budget.")
    claimed = only("$3.5 million")
    found = nearest(claimed, given)
    assert found is not None
    assert found.words == "$3.2m"


def test_a_run_of_ten_thousand_digits_is_read() -> None:
    assert holds(only("9" * 10_000), only("9" * 10_000))
