"""How rare a stem is in news at large, so that five articles need not tell by themselves which words matter.

Responsible for the table `background.txt`: stems by the share of news stories that use them. It was counted
by `eval/background.py` on ECB+ (topics 1-22) and Wikinews (GUM, SemEval-2015 task 4), all CC BY; it holds
figures and no text. Must not know: articles, what rarity is used for.
"""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path
from typing import Final

STORIES: Final = 65
"""Stories that were counted; `eval/background.py` prints it."""
_TABLE: Final = Path(__file__).with_name("background.txt")


class Rarities(dict[str, float]):
    """By stem, the logarithm of one in how many stories use it; for every other stem, that of the rarest.

    The stems are those of `dateline.evidence.words.STEMS`. "" (a word without content) is 0.
    """

    rarest: float = 1.0

    def __missing__(self, stem: str) -> float:
        return self.rarest


def rarity(per_mille: int) -> float:
    """How rare a stem is that so many of a thousand stories use: 0 for one in all of them."""
    return log((STORIES + 1) / (per_mille * STORIES / 1000 + 0.5))


@cache
def rarities() -> Rarities:
    """How rare every stem is. Read once; about a millisecond."""
    found = Rarities()
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        share, *stems = line.split()
        found.update(dict.fromkeys(stems, round(rarity(int(share)), 3)))
    found.rarest = round(rarity(0), 3)
    found[""] = 0.0
    return found
