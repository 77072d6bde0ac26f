"""Vectors of words: how much of each stem, and how near two of them point.

Responsible for length and cosine. Must not know: what a word weighs, sentences, articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

Vector = Mapping[str, float]


def unit(weights: Vector) -> dict[str, float]:
    """A vector scaled to length 1; {} for one of length 0."""
    length = sqrt(sum([weight * weight for weight in weights.values()]))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[stem] for stem, weight in one.items() if stem in other])
