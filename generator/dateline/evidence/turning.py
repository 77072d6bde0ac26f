"""The words that turn what a sentence says: negations, denials, opposites. English tables.

Must not know: sentences, articles, claims; what stands where (`negations`, `opposites`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.evidence.words import table


class Opposites:
    """A table of opposites: which side of which pairs each word takes, and which words say the reverse."""

    def __init__(self, lines: str) -> None:
        """`lines` are "one side / other side"; one that ends in "+" goes on in the next."""
        self.sides: dict[str, list[tuple[int, int]]] = {}
        """Every word with the numbers of its pairs and its side in each, 0 or 1."""
        self.against: dict[str, frozenset[str]] = {}
        """Every word with those that say the opposite."""
        for number, line in enumerate(lines.replace("+\n", " ").splitlines()):
            pair = [frozenset(keys.split()) for keys in line.split("/")]
            for side, keys in enumerate(pair):
                for key in keys:
                    self.sides.setdefault(key, []).append((number, side))
                    self.against[key] = self.against.get(key, frozenset()) | pair[1 - side]

    def may_clash(self, claim: Iterable[str], passage: Iterable[str]) -> bool:
        """Whether a word of one says the opposite of one of the other, wherever both stand."""
        return any(key in self.against and not self.against[key].isdisjoint(passage) for key in claim)


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
DIRECTIONS: Final = Opposites(
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
    strongest / weakest
    faster quicker / slower
    fastest quickest / slowest
    longer / shorter
    longest / shortest
    richer / poorer
    richest / poorest
    heavier / lighter
    heaviest / lightest
    older elder oldest eldest / younger youngest
    maximum / minimum
    majority / minority
    halved halves / doubled doubles doubling double tripled triples trebled quadrupled
    doubled doubles doubling double / tripled triples tripling triple trebled trebles treble quadrupled
    tripled triples tripling triple trebled trebles treble / quadrupled quadruples quadruple
    raised raise raises lifted / cut cuts lowered reduced reduce reduces slashed trimmed"""
)
"""Comparatives and changes."""
CONTRARIES: Final = Opposites(
    """confirmed confirm confirms admitted admit admits acknowledged acknowledges affirmed / denied deny +
    denies +
    denying
    accepted accept accepts approved approve approves backed endorsed welcomed agreed adopted passed / +
    rejected +
    reject rejects refused refuse refuses opposed opposes oppose vetoed declined criticised condemned
    won win wins winning victory beat beats / lost lose loses losing
    allowed allow allows permitted permits authorised authorized / banned ban bans barred forbade +
    prohibited blocked
    succeeded succeed succeeds passed passes pass / failed fail fails
    guilty convicted / innocent acquitted cleared
    legal lawful / illegal unlawful
    possible likely / impossible unlikely
    opened opens reopened reopens / closed closes shut shuts
    included includes including / excluded excludes excluding
    alive survived / dead died killed
    hurt injured wounded injuries / dead died dies dying killed kills killing death deaths fatal fatally +
    deadly
    true / false
    safe / unsafe dangerous
    able / unable
    arrived arrives / left departed
    bought buys acquired / sold sells
    joined joins / quit resigned
    hired hires appointed / fired sacked dismissed
    arrested detained jailed / freed released
    supported supports / opposed opposes oppose rejected rejects
    lent lends / borrowed borrows borrow
    married marries / divorced divorces
    imported imports import / exported exports export
    profit profits / loss losses
    surplus / deficit
    public / private
    permanent permanently / temporary temporarily
    mandatory compulsory obligatory / voluntary optional
    signed sign signs signing / vetoed veto vetoes vetoing
    upheld upholds uphold / overturned overturns overturn quashed struck
    met meets beat beats exceeded / missed misses
    charged / cleared acquitted exonerated
    built builds rebuilt / demolished demolishes demolish razed
    praised praises praise hailed / criticised criticized criticises criticizes condemned denounced slammed
    lifted lifts lift / imposed imposes impose
    present / absent
    empty / full
    upstream / downstream
    indoors inside / outdoors outside
    northern / southern
    eastern / western
    husband husbands / wife wives
    brother brothers / sister sisters
    son sons / daughter daughters
    father fathers / mother mothers
    boy boys / girl girls
    morning mornings / evening evenings
    began begin started starts launched / ended ends finished stopped halted collapsed"""
)
"""Words of which one denies the other, wherever they stand in a sentence."""
SORTS: Final = Opposites(
    """new newest latest / old oldest former previous
    first / last final
    big large huge / small little tiny
    high / low
    long / short
    strong / weak
    fast quick / slow
    early / late
    hot warm / cold cool
    rich wealthy / poor
    heavy / light
    good / bad
    cheap / expensive costly
    wide broad / narrow
    deep / shallow
    left / right
    upper / lower
    north / south
    east / west
    front / rear back
    male / female
    young / old elderly
    domestic / foreign
    rural / urban
    annual yearly / monthly weekly daily
    major / minor"""
)
"""Adjectives of which one denies the other where both stand before the same word."""

CONVERSE: Final = table(
    """won win wins winning victory beat beats lost lose loses losing bought buys acquired sold sells lent
    lends borrowed borrows borrow"""
)
"""Those of them that tell one thing from either side: "A beat B" and "B lost to A"."""
UNDONE: Final = "un"
"""What a word begins with that denies the rest of it: "unarmed"."""
_REST: Final = 4
"""Letters of the rest: "unit" denies nothing."""
_APART: Final = table("cover covered covers folded fold folds rest veiled earthed earth like less seated")
"""Words that "un" makes others of than opposites."""


def denied_by(key: str) -> str:
    """The word that one with "un" before it denies; "" where it denies none."""
    rest = key.removeprefix(UNDONE)
    return rest if len(key) > len(rest) >= _REST and rest not in _APART else ""


VOTING: Final = table("vote votes voted voting campaigned campaign ruled argued spoke")
"""Words behind which "for" and "against" take a side."""
VOTED: Final = {"for": True, "favour": True, "favor": True, "against": False}

TURNING: Final = NEGATING.union(DIRECTIONS.sides, CONTRARIES.sides, SORTS.sides, VOTING)
"""All of these: words without which a claim says the opposite of nothing that does not negate."""


def is_negated(keys: Sequence[str], at: int) -> bool:
    """Whether a word is negated by one of the three before it, and so says its opposite."""
    return not NEGATIONS.isdisjoint(keys[max(0, at - 3) : at])
