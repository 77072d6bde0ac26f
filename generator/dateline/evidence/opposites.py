"""Words that turn a sentence around: negations, denials, and pairs that say the opposite. English tables.

Responsible for the tables alone; `contrast` asks them. Keys are those of `words`, bare as `names.BARE` makes them.
"""

from __future__ import annotations

from typing import Final

Sides = dict[str, tuple[int, int]]
"""Every word with the number of its pair and its side, 0 or 1."""


def _table(keys: str) -> frozenset[str]:
    return frozenset(keys.split())


def _pairs(lines: str) -> Sides:
    """The words of lines "one side / other side"; a line that ends in "+" goes on in the next."""
    found: Sides = {}
    for number, line in enumerate(lines.replace("+\n", " ").splitlines()):
        for side, keys in enumerate(line.split("/")):
            found |= dict.fromkeys(keys.split(), (number, side))
    return found


NEGATIONS: Final = _table(
    """not no never without none nobody nothing nor neither cannot can't don't doesn't didn't won't wouldn't
    shouldn't couldn't isn't aren't wasn't weren't hasn't haven't hadn't mustn't needn't ain't"""
)
"""Words that negate, and do nothing else."""
DENIALS: Final = NEGATIONS | _table(
    """fail failed fails failing refuse refused refuses refusing deny denied denies denying reject rejected
    rejects rejecting decline declined declines declining unable lack lacks lacked lacking avoid avoided
    unlikely hardly barely scarcely rarely seldom nowhere prevent prevented prevents impossible stop stopped
    ban banned rule ruled little few yet instead"""
)
"""Words behind which a thing may be as good as negated."""
DIRECTIONS: Final = _pairs(
    """rose rise rises risen rising increase increased increases increasing grew grow grown grows growing +
    climbed climb climbs climbing jumped jump soared surged gained gains expanded expand widened doubled +
    strengthened up / fell fall falls fallen falling decrease decreased decreases decreasing decline declined +
    declines declining dropped drop drops dropping shrank shrink shrunk slumped slump plunged plunge sank slid +
    slipped slip lost loses narrowed weakened halved down tumbled dipped
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
    early / late
    first / last
    maximum / minimum
    majority / minority
    raised raise raises lifted / cut cuts lowered reduced reduce reduces slashed trimmed"""
)
"""Comparatives and changes."""
CONTRARIES: Final = _pairs(
    """confirmed confirm confirms admitted admit admits acknowledged acknowledges affirmed / denied deny denies +
    denying
    accepted accept accepts approved approve approves backed endorsed welcomed agreed adopted passed / rejected +
    reject rejects refused refuse refuses opposed opposes oppose vetoed declined criticised criticized condemned
    won win wins winning victory beat beats / lost lose loses losing defeat
    allowed allow allows permitted permits authorised authorized / banned ban bans barred forbade prohibited blocked
    succeeded succeed succeeds / failed fail fails
    guilty convicted / innocent acquitted cleared
    legal lawful / illegal unlawful
    possible likely / impossible unlikely
    opened opens / closed closes
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
