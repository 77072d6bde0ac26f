"""How much a rounded or bounded figure leaves open: “nearly 300” for 290, “nearly two weeks” for 12 days.

Must not know where figures stand, how they are read, texts.
"""

from __future__ import annotations

from dateline.evidence.numerals import Value
from dateline.evidence.readings import Bound, Figure, Size


def is_size(claimed: Figure, size: Size) -> bool:
    """Whether a size is what a figure with a unit says, or bounds: "nearly two weeks" says 12 days.

    A bound is borne as by figures of one unit; one with more than a digit to it is meant more closely.
    """
    if claimed.size is None or claimed.size[0] != size[0]:
        return False
    said, value = claimed.size[1], size[1]
    if said == value:
        return True
    if claimed.bound is Bound.EXACT or size[0] == "percent" or length(claimed.values[0]) > 1:
        return False
    return is_within(claimed.bound, said, value)


def is_within(bound: Bound, said: Value, value: Value) -> bool:
    """Whether a bounded value leaves room for another: a tenth around it, a fifth below, a quarter above."""
    gap: Value = said - value if said > value else value - said
    if bound is Bound.ABOUT:
        return 10 * gap <= value
    if bound is Bound.ABOVE:
        return said < value and 4 * gap <= value
    return value < said and 5 * gap <= said


def may_bound(claimed: Bound, given: Bound) -> bool:
    """Whether a bound may round what is bounded itself: "more than 1,000" says "about 1,100"."""
    if claimed is Bound.EXACT or given is Bound.BELOW:
        return False
    return given is not Bound.ABOVE or claimed is Bound.ABOVE


def length(value: Value) -> int:
    """How many digits of a value count: 1 of 300 and of 1/2, 3 of 297 and of 2.97."""
    value = max(value, -value)
    if value.denominator != 1 and value < 1:
        return 1 if value.numerator == 1 else 2
    return len(str(value.numerator * 1000 // value.denominator).rstrip("0"))
