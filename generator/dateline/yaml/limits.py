"""How large a text file may be, and what is said of one that is larger."""

from __future__ import annotations

from dateline.problems import Place, Problem
from dateline.rules import problem

LARGEST = 10_000_000
"""Bytes that a text file may have: 10 MB."""


def too_large(file: str, size: int) -> Problem:
    """The problem of a text file of that many bytes, which are too many."""
    message = f"the file has {size / 1_000_000:.1f} MB; a text file may have {LARGEST // 1_000_000}"
    return problem("too-large", Place(file), message)
