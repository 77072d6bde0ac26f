"""The words that turn what a sentence says: negations, denials, opposites. English tables.

Must not know: sentences, articles, claims; what stands where (`negations`, `opposites`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.evidence.words import table

Sides = dict[str, list[tuple[int, int]]]
"""Every word with the numbers of its pairs and its side in each, 0 or 1."""


def _pairs(lines: str) -> Sides:
    """The words of lines "one side / other side"; a line that ends in "+" goes on in the next."""
    found: Sides = {}
    for number, line in enumerate(lines.replace("+\n", " ").splitlines()):
        for side, keys in enumerate(line.split("/")):
            for key in keys.split():
                found.setdefault(key, []).append((number, side))
    return found


NEGATIONS: Final = table(
    """not no never without none nobody nothing nor neither cannot can't don't doesn't didn't won't wouldn't
    shouldn't couldn't isn't aren't wasn't weren't hasn't haven't hadn't mustn't needn't ain't"""
)
"""Words that negate, and do nothing else."""
WITHHOLDING: Final = table(
    """refuse refused refuses refusing decline declined declines declining fail failed fails failing unable"""
)
"""Words that negate what they are to do: "refused to pay"."""
NEGATING: Final = NEGATIONS | WITHHOLDING
"""Words of which a text without any negates nothing."""
UNDOING: Final = WITHHOLDING | table(
    """deny denied denies denying reject rejected rejects rejecting lack lacks lacked lacking avoid avoided
    prevent prevented prevents stop stopped ban banned"""
)
"""Verbs that deny by themselves: who does not stop a thing lets it be."""
DENIALS: Final = NEGATIONS.union(
    UNDOING,
    table("unlikely hardly barely scarcely rarely seldom nowhere impossible"),
    table("rule ruled little few yet instead"),
)
"""Words behind which a thing may be as good as negated."""
DIRECTIONS: Final = _pairs(
    """rose rise rises risen rising increase increased increases increasing grew grow grown grows growing +
    climbed climb climbs climbing jumped jump soared surged gained gains expanded expand widened doubled +
    strengthened up / fell fall falls fallen falling decrease decreased decreases decreasing decline +
    declined +
    declines declining dropped drop drops dropping shrank shrink shrunk slumped slump plunged plunge sank +
    slid slipped slip lost loses narrowed weakened halved down tumbled dipped
    more / less fewer
    most / least fewest
    above over exceeding / below under beneath
    higher / lower
    highest / lowest
    larger bigger greater / smaller
    largest biggest greatest / smallest
    better / worse
    best / worst
    before earlier ahead / after later following
    stronger / weaker
    faster quicker / slower
    longer / shorter
    older elder oldest eldest / younger youngest
    maximum / minimum
    majority / minority
    raised raise raises lifted / cut cuts lowered reduced reduce reduces slashed trimmed"""
)
"""Comparatives and changes."""
CONTRARIES: Final = _pairs(
    """confirmed confirm confirms admitted admit admits acknowledged acknowledges affirmed / denied deny +
    denies +
    denying
    accepted accept accepts approved approve approves backed endorsed welcomed agreed adopted passed / +
    rejected +
    reject rejects refused refuse refuses opposed opposes oppose vetoed declined criticised condemned
    won win wins winning victory beat beats / lost lose loses losing defeat
    allowed allow allows permitted permits authorised authorized / banned ban bans barred forbade +
    prohibited blocked
    succeeded succeed succeeds passed passes pass / failed fail fails
    guilty convicted / innocent acquitted cleared
    legal lawful / illegal unlawful
    possible likely / impossible unlikely
    opened opens reopened reopens / closed closes
    included includes including / excluded excludes excluding
    alive survived / dead died killed
    true / false
    safe / unsafe dangerous
    able / unable
    arrived arrives / left departed
    bought buys acquired / sold sells
    joined joins / quit resigned
    began begin started starts launched / ended ends finished stopped halted"""
)
"""Verbs and adjectives of which one denies the other."""


TURNING: Final = NEGATING.union(DIRECTIONS, CONTRARIES)
"""Words without which a claim says the opposite of nothing that does not negate."""


def is_negated(keys: Sequence[str], at: int) -> bool:
    """Whether a word is negated by one of the three before it, and so says its opposite."""
    return not NEGATIONS.isdisjoint(keys[max(0, at - 3) : at])
