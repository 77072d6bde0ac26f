"""What the figures of a text count: the noun behind each.

Responsible for: telling figures of the same things from others. English; it looks at the next words and does
not understand them. Must not know: findings, support.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.evidence.facts import Claim, Fact
from dateline.evidence.figures import holds
from dateline.evidence.grounds import Ground
from dateline.evidence.readings import Figure, Kind
from dateline.evidence.turning import DIRECTIONS
from dateline.evidence.units import UNITS
from dateline.evidence.words import STEMS, columns, table
from dateline.patterns import deferred

_BETWEEN: Final = frozenset(("of", "the", "its", "their", "his", "her", "other", "more"))
MEASURES: Final = table(
    """metr meter kilometr mile km feet foot inch hectar acr ton tonn kilo kilogram gram pound litr watt
    kilowatt megawatt volt degre knot second minut hour day week month year crown dollar euro peso rubl yuan
    yen cent point per percent peopl person time"""
)
"""Stems of nouns that say nothing of what is measured."""
_STOPPED: Final = deferred(r"[.,;:!?()/\n]")
_UNIT: Final = re.compile(r"[ \u00a0-](\w+)")
"""The word behind a figure."""
_MOVED: Final = deferred(r"(\w+) (\w+)(?: by)?(?: about| nearly| almost)? ?$")
"""What went up or down, and the verb, before the figure by which it did."""


def counted(text: str, figure: Figure) -> str:
    """The stem of the noun that a figure counts: "ship" for "38 of its ships"; "" if there is none.

    A percentage counts what it is told of: "traffic" for "traffic rose by 12%" as for "12% more traffic".
    """
    return noun(text, figure)[0]


def noun(text: str, figure: Figure) -> tuple[str, int]:
    """The stem of the noun that a figure counts, as in `counted`, and where the noun ends if it is behind."""
    if figure.kind in (Kind.CLOCK, Kind.ORDINAL):
        return "", figure.end
    if figure.kind is Kind.PERCENT and (moved := _moved(text, figure.start)):
        return moved, figure.end
    behind = columns(_STOPPED.split(text[figure.end : figure.end + 60], maxsplit=1)[0])
    for end, word in zip(behind.ends[:3], behind.texts, strict=False):
        if STEMS[word] and word.isalpha():
            return STEMS[word], figure.end + end
        if word not in _BETWEEN:
            break
    return "", figure.end


def _moved(text: str, end: int) -> str:
    """The stem of what rose or fell, where the words before this place tell of that; else ""."""
    found = _MOVED.search(text, max(0, end - 60), end)
    return STEMS[found[1]] if found and found[2].lower() in DIRECTIONS.sides else ""


def other_unit(claim: Claim, figure: Figure, grounds: Sequence[Ground]) -> tuple[str, str] | None:
    """A figure as a source has it with another unit, and the source: "three weeks" for "three months".

    None where a source has the claim's unit with it, or none has another of its kind.
    """
    behind = _UNIT.match(claim.text, figure.end)
    unit = UNITS.get(behind[1]) if behind else None
    if unit is None:
        return None
    words = claim.text[figure.start : behind.end()] if behind else ""
    if any(words in ground.article.upheld for ground in grounds):
        return None
    others: list[tuple[str, str]] = []
    for ground in grounds:
        text = ground.article.upheld
        for one in ground.article.figures:
            if one.kind is figure.kind and one.values == figure.values:
                found = _UNIT.match(text, one.end)
                told = UNITS.get(found[1]) if found else None
                if not found or told == unit:
                    return None
                inside = ground.passage.start <= one.start < ground.passage.end
                if told and told.measures == unit.measures and inside:
                    others.append((text[one.start : found.end()], ground.article.key))
    return others[0] if others else None


def is_elsewhere(claim: Claim, fact: Fact, ground: Ground) -> bool:
    """Whether the article has a figure outside the passage, and of the same things.

    "168 tonnes" may be the weight of anything: measures are not things.
    """
    if not isinstance(fact, Figure):
        return False
    thing = counted(claim.text, fact)
    if not thing or thing in MEASURES:
        return False
    return any(
        holds(fact, figure) and counted(ground.article.upheld, figure) == thing
        for figure in ground.article.figures
    )
