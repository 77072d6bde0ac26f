"""How a claim differs from its passage though it uses the same words: order, polarity, comparatives.

Responsible for three questions about two runs of words: does a name or a figure stand where the passage has
another, does only one of them negate, do they point in opposite directions. It compares words; it does not
understand them. Must not know: articles, support, findings. The tables are English.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dateline.evidence.numerals import WORDS as NUMBER_WORDS
from dateline.evidence.words import KEYS, STEMS, STOP

Range = tuple[int, int]
"""The first word and the one behind the last."""


class Swap(NamedTuple):
    """A fact of the claim that stands where the passage has another."""

    fact: Range
    instead: Range
    """What the passage has there, as words of the passage; empty when its words are only not together."""


class Clash(NamedTuple):
    """A word of the claim, and the word of the passage that says the opposite; -1 where there is none."""

    claim: int
    passage: int


def _table(keys: str) -> frozenset[str]:
    return frozenset(keys.split())


NEGATIONS: Final = _table(
    """not no never without none nobody nothing nor neither cannot can't don't doesn't didn't won't wouldn't shouldn't
    couldn't isn't aren't wasn't weren't hasn't haven't hadn't mustn't needn't ain't dont cant wont"""
)
_REFUSALS: Final = _table(
    """fail failed fails failing refuse refused refuses refusing deny denied denies denying reject rejected rejects
    rejecting decline declined declines declining unable lack lacks lacked lacking avoid avoided unlikely hardly
    barely scarcely rarely seldom nowhere prevent prevented prevents impossible stop stopped ban banned rule ruled
    little few yet instead neither"""
)
_DENIALS: Final = NEGATIONS | _REFUSALS


def _pairs(lines: str) -> dict[str, tuple[int, int]]:
    """Every word of the lines "up … / down …" with the number of its line and its side."""
    found: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(lines.splitlines()):
        for side, keys in enumerate(line.split("/")):
            found |= {key: (number, side) for key in keys.split()}
    return found


_OPPOSITES: Final = _pairs(
    """rose rise rises risen rising increase increased increases increasing grew grow grown grows growing climbed climb climbs climbing jumped jump soared surged gained gains expanded expand widened strengthened doubled up / fell fall falls fallen falling decrease decreased decreases decreasing decline declined declines declining dropped drop drops dropping shrank shrink shrunk slumped slump plunged plunge sank slid slipped slip lost loses narrowed weakened halved down tumbled dipped
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
    cheaper cheapest / dearer costlier costliest
    increase raised raise raises lifted / cut cuts lowered reduced reduce reduces slashed trimmed"""
)
_DENYING: Final = _pairs(
    """confirmed confirm confirms admitted admit admits acknowledged acknowledges affirmed / denied deny denies denying
    accepted accept accepts approved approve approves backed endorsed welcomed agreed adopted passed / rejected reject rejects refused refuse refuses opposed opposes oppose vetoed declined criticised criticized condemned
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


def order(claim: Sequence[str], facts: Iterable[Range], passage: Sequence[str]) -> tuple[Swap, ...]:
    """The facts of the claim whose neighbours have another fact between them in the passage.

    `claim` and `passage` are spellings. A fact is compared where the words on both sides of it, or two on one
    side, stand in the passage; it is well placed if it has at least as many of these neighbours there itself.
    """
    said = [KEYS[word] for word in claim]
    given = [KEYS[word] for word in passage]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(given):
        places[key].append(at)
    found = []
    for fact in facts:
        own = _best_own(said, fact, given, places)
        if own == 4:
            continue
        score, slot = _best_slot(said, fact, given, passage, places)
        if score > own and score >= (2 if own >= 0 else 1):
            found.append(Swap(fact, slot))
    return tuple(found)


_Places = defaultdict[str, list[int]]


def _neighbours(said: Sequence[str], fact: Range, given: Sequence[str], start: int, end: int) -> int:
    """How many of the two words on each side are the same, from the fact outwards; 4 at most."""
    count = 0
    for near, there in ((fact[0] - 1, start - 1), (fact[1], end)):
        step = -1 if there < start else 1
        if not 0 <= near < len(said):
            count += 1 if not 0 <= there < len(given) else 0
            continue
        for _ in range(2):
            if not (0 <= near < len(said) and 0 <= there < len(given) and said[near] == given[there]):
                break
            count, near, there = count + 1, near + step, there + step
    return count


def _best_own(said: Sequence[str], fact: Range, given: Sequence[str], places: _Places) -> int:
    """The most neighbours that the fact has where it stands in the passage; -1 if it stands nowhere."""
    words = list(said[fact[0] : fact[1]])
    best = -1
    for at in places.get(words[0], ())[:20]:
        if list(given[at : at + len(words)]) == words:
            best = max(best, _neighbours(said, fact, given, at, at + len(words)))
    return best


def _best_slot(
    said: Sequence[str], fact: Range, given: Sequence[str], passage: Sequence[str], places: _Places
) -> tuple[int, Range]:
    """The place of the passage, filled by another fact, that has most of the fact's neighbours."""
    start, end = fact
    numeric = is_numeric(said[start])
    best: tuple[int, Range] = (0, (0, 0))
    edges: set[Range] = set()
    if start:
        for at in places.get(said[start - 1], ())[:20]:
            edges |= {(at + 1, at + 1 + size) for size in range(1, 5)}
    if end < len(said):
        for at in places.get(said[end], ())[:20]:
            edges |= {(at - size, at) for size in range(1, 5)}
    own = list(said[start:end])
    for low, high in sorted(edges):
        if (
            low < 0
            or high > len(given)
            or not _is_fact(passage, low, high, numeric)
            or list(given[low:high]) == own
        ):
            continue
        score = _neighbours(said, fact, given, low, high)
        if score > best[0]:
            best = score, (low, high)
    return best


def _is_fact(passage: Sequence[str], low: int, high: int, numeric: bool) -> bool:
    """Whether the words are all of a name, or of a figure."""
    first, last = passage[low], passage[high - 1]
    if numeric:
        return is_numeric(first.lower()) and (high - low == 1 or is_numeric(last.lower()))
    return first[0].isupper() and last[0].isupper() and KEYS[first] not in STOP


def is_numeric(key: str) -> bool:
    """Whether the word is a number, in digits or not."""
    return key[0].isdigit() or key in NUMBER_WORDS


def polarity(claim: Sequence[str], passage: Sequence[str], sentence: Sequence[str]) -> Clash | None:
    """Where one of the two negates what the other says, or says its opposite ("denied", "confirmed").

    `sentence` is the sentence of the passage that is nearest to the claim.
    """
    said, given = [KEYS[word] for word in claim], [KEYS[word] for word in passage]
    ours = [at for at, key in enumerate(said) if key in NEGATIONS]
    theirs = [at for at, key in enumerate(given) if key in NEGATIONS]
    if ours or theirs:
        mine, other = [STEMS[word] for word in claim], [STEMS[word] for word in passage]
        for at in ours:
            if _denied_alone(at, said, mine, given, other):
                return Clash(at, -1)
        for at in theirs:
            clash = _denies_alone(at, given, other, said, mine)
            if clash is not None:
                return Clash(clash, at)
        if len(ours) > sum(KEYS[word] in _DENIALS for word in sentence):
            return Clash(ours[0], -1)
    return _opposite(said, given, _DENYING) if len(ours) == len(theirs) == 0 else None


def _scope(stems: Sequence[str], at: int) -> list[str]:
    """The next three words of content behind a negation, no further than six words."""
    return [stem for stem in stems[at + 1 : at + 7] if stem][:3]


def _denied_alone(
    at: int, said: Sequence[str], mine: Sequence[str], given: Sequence[str], other: Sequence[str]
) -> bool:
    """Whether the passage has the words behind this negation of the claim, and none of them is negated there."""
    scope = _scope(mine, at)
    shared = [place for place, stem in enumerate(other) if stem and stem in scope]
    return bool(shared) and not any(_negated(given, place) for place in shared)


def _denies_alone(
    at: int, given: Sequence[str], other: Sequence[str], said: Sequence[str], mine: Sequence[str]
) -> int | None:
    """The word of the claim that this negation of the passage negates, where the claim does not."""
    scope = _scope(other, at)
    shared = [place for place, stem in enumerate(mine) if stem and stem in scope]
    if len({mine[place] for place in shared}) < min(2, len(scope)) or not scope:
        return None
    return None if any(_negated(said, place) for place in shared) else shared[0]


def _negated(keys: Sequence[str], place: int) -> bool:
    """Whether a word that denies stands up to six words before this one, or right behind it."""
    return not _DENIALS.isdisjoint(keys[max(0, place - 6) : place + 2])


def comparatives(claim: Sequence[str], passage: Sequence[str]) -> Clash | None:
    """Where the claim says "rose" or "more" and the passage "fell" or "less", and not the same word."""
    return _opposite([KEYS[word] for word in claim], [KEYS[word] for word in passage], _OPPOSITES)


def _opposite(said: Sequence[str], given: Sequence[str], table: dict[str, tuple[int, int]]) -> Clash | None:
    """The first word of the claim whose opposites, and not itself or its like, stand in the passage."""
    ours: dict[tuple[int, int], int] = {}
    for at, key in reversed(list(enumerate(said))):
        if key in table:
            ours[table[key]] = at
    if not ours:
        return None
    theirs: dict[tuple[int, int], int] = {}
    for at, key in enumerate(given):
        if key in table:
            theirs.setdefault(table[key], at)
    for (line, side), at in ours.items():
        against = line, 1 - side
        if against in theirs and (line, side) not in theirs and against not in ours:
            return Clash(at, theirs[against])
    return None
