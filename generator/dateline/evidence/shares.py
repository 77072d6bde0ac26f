"""How much of something is told: “all seats”, “half of the seats”, “none of them”, “two of its five pools”.

Responsible for one question about a claim: does it tell another share of the same things than the passages
that it is made from. What a source tells more closely passes: “most” for “two thirds”, “some” for “half”.
English; it looks at the words and does not understand them. Must not know: support, rules' weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from dateline.evidence.contrast import part
from dateline.evidence.facts import Claim
from dateline.evidence.figures import holds
from dateline.evidence.grounds import Ground
from dateline.evidence.negations import told_from
from dateline.evidence.numerals import Value
from dateline.evidence.readings import Bound, Figure, Kind
from dateline.evidence.values import Finding
from dateline.evidence.words import KEYS, STEMS, Columns, table
from dateline.patterns import deferred

_SHARES: Final[dict[str, tuple[int, int]]] = {
    "all": (100, 100),
    "every": (100, 100),
    "both": (100, 100),
    "most": (51, 99),
    "half": (47, 53),
    "some": (1, 99),
    "several": (1, 99),
    "many": (1, 99),
    "few": (1, 40),
    "none": (0, 0),
    "neither": (0, 0),
}
"""Words that tell a share, with the least and the most per cent of it."""
WORDS: Final = frozenset(_SHARES)
_SPELT: Final = WORDS.union(map(str.capitalize, WORDS))
_OF_ONLY: Final = frozenset(("none", "neither", "half"))
"""Those of them that tell one before "of" alone, or before "the"."""
_PARTLY: Final = (1, 99)
"""Of "one of", "three of": some, and not all."""
_NEARLY: Final = table("almost nearly virtually practically about roughly around")
_MORE: Final = ("more than ", "over ", "at least ", "least ")
_LESS: Final = ("less than ", "fewer than ", "under ", "below ", "at most ", "up to ")
_NOT: Final = ("not ", "n't ", "n’t ")
_MARGIN: Final = 20
"""Percentage points that "almost all" leaves out."""
_NEAR: Final = 10
"""And "more than half"."""
_HALF: Final = 50
_EXACT: Final = 2
"""Percentage points between two ways to write one part."""
_SKIPPED: Final = table("of the a an its their his her our your these those this that all other such")
_PRONOUNS: Final = table("them us you whom those these")
_HEADS: Final = 2
"""Words of content that may name the things."""
_REACH: Final = 7
"""Words behind a share among which they stand."""
_BEFORE: Final = 12
_SAME: Final = 12
"""Characters behind a share that tell what it is a share of."""
_WHOLE: Final = deferred(
    r" (?:out )?(?:of|in)(?: (?:every|the|its|their|his|her|our|all|these|those|nearly|almost|about|some|only"
    r"|\w+['’]s?)){0,3} $"
)
"""What stands between a part and the whole in figures: "two of the city's five pools"."""
_JOINTS: Final = (" of ", " in ", " out of ")
"""What such a part begins with behind its figure."""
_APART: Final = 40
_OF: Final = deferred(r" (?:out )?of ")


class Share(NamedTuple):
    """A share of something, and where it stands."""

    start: int
    end: int
    low: Value
    high: Value
    heads: frozenset[str]
    """What it is a share of: the next stems, or a pronoun."""
    key: str = ""
    """The word for it."""
    way: int = 0
    """1 where it is more than it says, -1 where it is less."""
    figures: tuple[Figure, ...] = ()
    """The figures that tell it."""


def otherwise(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The findings for shares that a claim tells, of which no ground tells one that they may mean."""
    parts = " of " in claim.text and any(claim.text.startswith(_JOINTS, one.end) for one in claim.figures)
    if not parts and _SPELT.isdisjoint(claim.words.texts):
        return
    ours = [
        share for share in _shares(claim.text, claim.words, claim.figures) if _is_new(claim, share, grounds)
    ]
    if not ours:
        return
    told = [(ground, share) for ground in grounds for share in _told(claim, ground)]
    for share in ours:
        same = [(ground, other) for ground, other in told if share.heads & other.heads]
        if not same or any(_fits(share, other) or _is_given(claim, other) for _, other in same):
            continue
        if share.key in WORDS and any(
            share.key in one.side.keys and share.key != same[0][1].key for one in grounds
        ):
            continue  # told of something else, or of the same in other words
        ground, other = same[0]
        given = ground.article.upheld[other.start : other.end]
        message = (
            f"“{claim.text[share.start : share.end]}” is said where “{ground.article.key}” has “{given}”"
        )
        hint = "check that the claim says what the source says"
        yield Finding("bound-differs", message, hint, (share.start, share.end))


def _is_given(claim: Claim, told: Share) -> bool:
    """Whether the claim gives the figure of a share too: "most of them, 29," for "29 of them"."""
    return bool(told.figures) and all(
        any(holds(one, given) for one in claim.figures) for given in told.figures
    )


def _is_new(claim: Claim, share: Share, grounds: Sequence[Ground]) -> bool:
    """Whether no passage tells a share in the words of the claim, and one tells of the same things."""
    words = claim.text[share.start : share.end + _SAME]
    if share.figures and any(_has(ground, share.figures) for ground in grounds):
        return False  # in other words: "1,190 of the pupils, or 31 per cent"
    if not share.way and any(words in ground.passage.text for ground in grounds):
        return False
    return any(
        not share.heads.isdisjoint(ground.article.stems[slice(*ground.words)]) or share.heads <= _PRONOUNS
        for ground in grounds
    )


def _has(ground: Ground, wanted: Sequence[Figure]) -> bool:
    """Whether a passage has all of these figures, none of which may be a mere word ("one")."""
    return all(not one.loose and any(holds(one, given) for given in ground.figures) for one in wanted)


def _told(claim: Claim, ground: Ground) -> Iterator[Share]:
    """The shares in the sentences of a ground that the claim is made from."""
    first = ground.words[0]
    for low, high in told_from(claim.side, ground.side, ground.sentences):
        words = part(ground.article.columns, (first + low, first + high))
        if not words.texts:  # "— !!!" is a sentence
            continue
        start, end = words.starts[0], words.ends[-1]
        inside = [one for one in ground.figures if start <= one.start < end]
        yield from _shares(ground.article.upheld, words, inside)


def _fits(said: Share, told: Share) -> bool:
    """Whether what is told lies within what is said; of "more than half", whether it may."""
    if said.low > 0 == told.high or (said.high < 100 == told.low):
        return False
    low, high = (0 if said.way < 0 else said.low), (100 if said.way > 0 else said.high)
    if said.way == -told.way != 0 and said.key == told.key:
        return False
    if said.key == "half" and told.figures and not told.way and _is_beside_half(said.way, told):
        return False
    if told.way:
        far = told.high + _NEAR * told.way
        return low - _EXACT < max(told.high, far) and min(told.low, far) < high + _EXACT
    return low - _EXACT < told.low and told.high < high + _EXACT


def _is_beside_half(way: int, told: Share) -> bool:
    """Whether what is told lies on the other side of a half than "more than" or "less than" says."""
    return (way > 0 and told.high < _HALF) or (way < 0 and told.low > _HALF)


def _shares(text: str, words: Columns, found: Sequence[Figure]) -> Iterator[Share]:
    """The shares of some words, in words and then in figures."""
    if not _SPELT.isdisjoint(words.texts):
        for at, word in enumerate(words.texts):
            key = KEYS[word]
            if key in _SHARES and (share := _in_words(text, words, at, key)):
                yield share
    for number, figure in enumerate(found):
        if share := _in_figures(text, words, figure, found[number + 1] if number + 1 < len(found) else None):
            yield share


def _in_words(text: str, words: Columns, at: int, key: str) -> Share | None:
    """The share of "all", "none of", "almost half of"; None where the word tells none."""
    starts, ends, texts = words
    behind = KEYS[texts[at + 1]] if at + 1 < len(texts) else ""
    if not behind or text[ends[at] : starts[at + 1]] != " ":
        return None
    if key in _OF_ONLY and behind not in _SKIPPED:
        return None
    if key == "half" and behind in ("a", "an"):
        return None
    before = KEYS[texts[at - 1]] if at else ""
    if before in ("at", "in", "after", "above", "the", "first", "second", "other", "last") or behind == "but":
        return None
    low, high = _SHARES[key]
    lead = text[max(0, starts[at] - _BEFORE) : starts[at]].lower()
    if before in _NEARLY:
        low, high = max(0, low - _MARGIN), min(100, high + _MARGIN)
    way = 1 if lead.endswith(_MORE) else -1 if lead.endswith(_LESS) or before in ("almost", "nearly") else 0
    if lead.endswith(_NOT):
        low, high = 0, 99
    heads = _heads(words, at + 1)
    return Share(starts[at], ends[at], low, high, heads, key, way) if heads else None


def _in_figures(text: str, words: Columns, figure: Figure, whole: Figure | None) -> Share | None:
    """The share of "two of its five pools", "one of the pools", "40% of the pools"; None of other figures."""
    if not text.startswith(_JOINTS, figure.end):
        return None
    end, value = figure.end, figure.values[0]
    low: Value
    high: Value
    if figure.kind is Kind.PERCENT and not figure.unit and text.startswith(" of ", end):
        low = high = value
    elif figure.kind is not Kind.NUMBER:
        return None
    elif 0 < value < 1 and len(figure.values) == 1 and text.startswith(" of ", end):
        low = high = 100 * value
    elif (
        whole
        and whole.kind is Kind.NUMBER
        and 0 < whole.start - end < _APART
        and 0 < value <= whole.values[0]
        and _WHOLE.fullmatch(text, end, whole.start)
    ):
        low = high = Fraction(100 * value) / whole.values[0]
        end = whole.end
    elif value >= 1 and _OF.match(text, end):
        low, high = _PARTLY
    else:
        return None
    heads = _heads(words, bisect_left(words.starts, end))
    way = {Bound.ABOVE: 1, Bound.BELOW: -1}.get(figure.bound, 0)
    told = (figure, whole) if whole and whole.end == end else (figure,)
    return Share(figure.start, end, low, high, heads, figure.words, way, told) if heads else None


def _heads(words: Columns, at: int) -> frozenset[str]:
    """What a share that ends before this word is one of."""
    found: list[str] = []
    for near in range(at, min(len(words.texts), at + _REACH)):
        key, stem = KEYS[words.texts[near]], STEMS[words.texts[near]]
        if key in _PRONOUNS and not found and near and KEYS[words.texts[near - 1]] == "of":
            return frozenset((key,))
        if stem and not stem[0].isdigit():
            found.append(stem)
        elif not stem and (found or key not in _SKIPPED):
            break
        if len(found) == _HEADS:
            break
    return frozenset(found)
