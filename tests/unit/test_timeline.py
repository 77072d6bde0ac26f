"""Which entries are one event, and in which order a timeline stands."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import parse_date
from dateline.timeline import Item, merge, similar


def item(date: str, words: str = "Ferry leaves Marl", rank: int = 0, index: int = 0) -> Item:
    return Item(parse_date(date), words, rank, index)


def groups(*items: Item) -> list[list[tuple[int, int]]]:
    """The merged groups, each item as (rank, index)."""
    return [[(one.rank, one.index) for one in group] for group in merge(items)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ferry leaves Marl", "Ferry leaves Marl"),
        ("Ferry leaves Marl", "The ferry leaves Marl."),
        ("The ferry left Marl at dawn", "Ferry left from Marl at dawn"),
        ("Council approves harbour plan", "The council approved the harbour plan"),
        ("Council approves harbour plan", "Council approves the harbour plan after a long night of talks"),
        ("Toll rises to 4.50 pounds", "Toll rises to 4.50 pounds."),
        ("FERRY LEAVES MARL", "ferry leaves marl"),
    ],
)
def test_nearly_the_same_words_are_similar(first: str, second: str) -> None:
    assert similar(first, second)
    assert similar(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ferry leaves Marl", "Council approves harbour plan"),
        ("Storm kills 3 in Marl", "Storm kills 4 in Marl"),
        ("Storm kills 3 in Marl", "Storm kills in Marl"),
        ("Toll rises to 4.50 pounds", "Toll rises to 4.05 pounds"),
        ("Bank lends 1,200 crowns", "Bank lends 1,300 crowns"),
        ("Ferry leaves", "Ferry leaves Marl for the north coast at dawn"),
        ("", ""),
        ("the of and", "the of and"),
        ("Ferry leaves Marl", ""),
    ],
)
def test_other_words_or_figures_are_not(first: str, second: str) -> None:
    assert not similar(first, second)
    assert not similar(second, first)


def test_the_writers_words_come_before_a_source_s_and_an_earlier_source_s_before_a_later_one_s() -> None:
    same = [item("2025-12-30", rank=2), item("2025-12-30", rank=1), item("2025-12-30", rank=0)]
    assert groups(*same) == [[(0, 0), (1, 0), (2, 0)]]
    assert groups(*same[:2]) == [[(1, 0), (2, 0)]]


def test_two_entries_of_one_hand_are_two_events() -> None:
    assert groups(item("2025-12-30", index=0), item("2025-12-30", index=1)) == [[(0, 0)], [(0, 1)]]
    assert groups(item("2025-12-30", rank=1), item("2025-12-30", rank=1, index=1)) == [[(1, 0)], [(1, 1)]]


def test_only_the_same_span_is_merged() -> None:
    assert groups(item("2025-12-30"), item("2025-12-31", rank=1)) == [[(0, 0)], [(1, 0)]]
    assert groups(item("2025-12"), item("2025-12-30", rank=1)) == [[(0, 0)], [(1, 0)]]
    assert groups(item("Dec 2025"), item("2025-12", rank=1)) == [[(0, 0), (1, 0)]]
    assert groups(item("Late Dec 2025"), item("2025-12-21/2025-12-31", rank=1)) == [[(0, 0), (1, 0)]]


def test_one_hand_tells_an_event_once_whoever_told_it_first() -> None:
    later = [item("2025-12-30", rank=2, index=at) for at in (0, 1)]
    assert groups(item("2025-12-30", rank=1), *later) == [[(1, 0), (2, 0)], [(2, 1)]]


def test_clock_times_must_agree_where_both_are_known() -> None:
    six, seven = "2025-12-30T06:00:00+00:00", "2025-12-30T07:00:00+00:00"
    assert groups(item(six), item(seven, rank=1)) == [[(0, 0)], [(1, 0)]]
    assert groups(item(six), item(six, rank=1)) == [[(0, 0), (1, 0)]]
    assert groups(item("2025-12-30"), item(six, rank=1)) == [[(0, 0), (1, 0)]]
    entries = [item("2025-12-30"), item(six, rank=1), item(seven, rank=2)]
    assert groups(*entries) == [[(2, 0)], [(0, 0), (1, 0)]]


def test_every_precision_has_its_place() -> None:
    dates = [
        "2024",
        "2025",
        "Oct 2025",
        "Q4 2025",
        "Early Dec 2025",
        "Dec 2025",
        "2025-12-30T08:00:00+00:00",
        "2025-12-30",
        "2025-12-30/2025-12-31",
        "2025-12-30/..",
        "2025-12-31",
        "2026-01-01",
        "2026",
    ]
    items = [item(date, "ferry" + "x" * at, index=at) for at, date in enumerate(dates)]
    assert [dates[group[0].index] for group in merge(list(reversed(items)))] == dates


def test_entries_of_one_date_keep_the_order_of_their_files() -> None:
    items = [
        item("2025-12-30", "Rain falls", 1, 1),
        item("2025-12-30", "Ebb", 1, 0),
        item("2025-12-30", "Wind", 0, 0),
    ]
    assert groups(*items) == [[(0, 0)], [(1, 0)], [(1, 1)]]


words = st.lists(st.sampled_from(["ferry", "leaves", "marl", "3", "4", "storm", "the"]), max_size=5).map(
    " ".join
)
dates = st.sampled_from(["2025-12-30", "2025-12", "Late Dec 2025", "2025-12-30T06:00:00+00:00"])
items = st.lists(
    st.builds(item, dates, words, st.integers(0, 3), st.integers(0, 9)),
    max_size=12,
    unique_by=lambda one: (one.rank, one.index),
)


@given(items, st.randoms(use_true_random=False))
def test_nothing_is_lost_and_the_order_of_reading_does_not_matter(
    entries: list[Item], random: Random
) -> None:
    merged = groups(*entries)
    assert sorted(one for group in merged for one in group) == sorted((e.rank, e.index) for e in entries)
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert groups(*shuffled) == merged
    assert all(len({rank for rank, _ in group}) == len(group) for group in merged)
