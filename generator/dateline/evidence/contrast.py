"""How a claim differs from its passage though it uses the same words: order, polarity, comparatives.

Responsible for three questions about two runs of words: does a name or a figure stand where the passage has
another, does only one of them negate, do they point in opposite directions. It compares words; it does not
understand them. Must not know: articles, support, findings. The tables are English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from dateline.evidence.names import BARE
from dateline.evidence.numerals import WORDS as NUMBER_WORDS
from dateline.evidence.words import KEYS, STEMS, STOP

Range = tuple[int, int]
"""The first word and the one behind the last."""


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


class Row:
    """The words of an article in their order, and where each of them, and each two together, stand."""

    def __init__(self, texts: Sequence[str], openings: Iterable[int]) -> None:
        self.texts = texts
        self.keys = list(map(BARE.__getitem__, texts))
        self._openings = openings

    @cached_property
    def openings(self) -> frozenset[int]:
        """The words that open a sentence, and the end."""
        return frozenset((*self._openings, len(self.keys)))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each key stands."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            found.setdefault(key, []).append(at)
        return found

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where each two keys stand together, by the first of them."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, pair in enumerate(zip(self.keys, self.keys[1:], strict=False)):
            found.setdefault(pair, []).append(at)
        return found


def order(said: Sequence[str], fact: Range, row: Row) -> tuple[int, int, Range]:
    """How many neighbours a fact of a claim has where it stands in an article, how many in another fact's place,
    and that place; -1 where it stands nowhere.

    `said` are the bare keys of the claim's words. Neighbours are the two words on each side, from the fact
    outwards, and the ends of a sentence.
    """
    own = _best_own(said, fact, row)
    score, slot = (0, (0, 0)) if own == _MOST else _best_slot(said, fact, row)
    return own, score, slot


_MOST: Final = 4
_TRIED: Final = 12  # places that are looked at for one pair of words
_FEW: Final = 4  # and for one word
_LONGEST: Final = 5  # words of a fact


def _neighbours(said: Sequence[str], fact: Range, row: Row, start: int, end: int) -> int:
    """How many of the neighbours of a fact are those of a place; `_MOST` at most."""
    keys = row.keys
    count = 0
    for near, there, step in ((fact[0] - 1, start - 1, -1), (fact[1], end, 1)):
        for _ in range(2):
            if not 0 <= near < len(said):
                edge = there + 1 if step < 0 else there
                count += 2 if edge in row.openings else 0
                break
            if not (0 <= there < len(keys) and said[near] == keys[there]):
                break
            count, near, there = count + 1, near + step, there + step
    return min(count, _MOST)


def _best_own(said: Sequence[str], fact: Range, row: Row) -> int:
    """The most neighbours that the fact has where it stands; -1 if it stands nowhere."""
    words = list(said[fact[0] : fact[1]])
    best = -1
    for at in row.places.get(words[0], ())[: 4 * _TRIED]:
        if row.keys[at : at + len(words)] == words:
            best = max(best, _neighbours(said, fact, row, at, at + len(words)))
    return best


def _best_slot(said: Sequence[str], fact: Range, row: Row) -> tuple[int, Range]:
    """The place, filled by another fact or by nothing, that has most of the fact's neighbours."""
    start, end = fact
    numeric = is_numeric(said[start])
    own = list(said[start:end])
    best: tuple[int, Range] = (0, (0, 0))
    for low, high in _slots(said, fact, row):
        if high == low:
            if numeric:
                continue
        elif not _is_fact(row, low, high, numeric) or row.keys[low:high] == own:
            continue
        score = _neighbours(said, fact, row, low, high) - (high == low)
        if score > best[0]:
            best = score, (low, high)
    return best


def _slots(said: Sequence[str], fact: Range, row: Row) -> set[Range]:
    """The places between the fact's neighbours, or beside those of one side; of no more than five words."""
    lefts, rights = _lefts(said, fact[0], row), _rights(said, fact[1], row)
    found = {(low, high) for low in lefts for high in rights if 0 <= high - low <= _LONGEST}
    found |= {(low, _run(row, low, 1)) for low in lefts}
    return found | {(_run(row, high - 1, -1) + 1, high) for high in rights}


def _lefts(said: Sequence[str], start: int, row: Row) -> list[int]:
    """Where a place begins behind the words that stand before the fact."""
    if start == 0:
        return []
    if start == 1:
        return [at + 1 for at in row.places.get(said[0], ()) if at in row.openings][:_TRIED]
    found = [at + 2 for at in row.pairs.get((said[start - 2], said[start - 1]), ())[:_TRIED]]
    return found or [at + 1 for at in row.places.get(said[start - 1], ())[:_FEW]]


def _rights(said: Sequence[str], end: int, row: Row) -> list[int]:
    """Where a place ends before the words that stand behind the fact."""
    if end == len(said):
        return []
    if end == len(said) - 1:
        return [at for at in row.places.get(said[end], ()) if at + 1 in row.openings][:_TRIED]
    found = row.pairs.get((said[end], said[end + 1]), ())[:_TRIED]
    return list(found or row.places.get(said[end], ())[:_FEW])


def _run(row: Row, at: int, step: int) -> int:
    """The first word from `at` on, in steps, that is no part of the name or figure there."""
    for _ in range(_LONGEST):
        if not 0 <= at < len(row.keys) or not (row.texts[at][0].isupper() or is_numeric(row.keys[at])):
            break
        at += step
    return at


def _is_fact(row: Row, low: int, high: int, numeric: bool) -> bool:
    """Whether the words of a place are a name, or a figure."""
    first, last = row.texts[low], row.texts[high - 1]
    if numeric:
        return is_numeric(row.keys[low]) and (high - low == 1 or is_numeric(row.keys[high - 1]))
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
        for at in ours:
            if _goes_on(said, at, given) is not None:
                return Clash(at, -1)
        for at in theirs:
            if (place := _goes_on(given, at, said)) is not None:
                return Clash(place, at)
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


def _goes_on(said: Sequence[str], at: int, given: Sequence[str]) -> int | None:
    """Where the words on both sides of a negation stand together without it."""
    if not 0 < at < len(said) - 1:
        return None
    pair = said[at - 1], said[at + 1]
    return next((place for place, two in enumerate(zip(given, given[1:], strict=False)) if two == pair), None)


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
