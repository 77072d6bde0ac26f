"""Attributes that are found once."""

from __future__ import annotations

from dateline.once import keeping, once


@keeping
class Counting:
    def __init__(self) -> None:
        self.asked = 0

    @once
    def found(self) -> int:
        """How often it was asked."""
        self.asked += 1
        return self.asked

    @once
    def nothing(self) -> None:
        self.asked += 1


def test_what_was_found_is_kept_for_each_instance() -> None:
    one, other = Counting(), Counting()
    assert (one.found, one.found, one.asked) == (1, 1, 1)
    assert other.asked == 0
    assert other.found == 1


def test_nothing_is_an_answer_too() -> None:
    one = Counting()
    assert one.nothing is None
    assert one.nothing is None
    assert one.asked == 1
