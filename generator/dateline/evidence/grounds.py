"""The passage of an article that a claim rests on: what of the claim it holds, how near the claim is to it.

Must not know: findings, messages; which sources a claim cites.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.dates.mentions import Grain, Mention, agrees
from dateline.evidence.articles import Article
from dateline.evidence.contrast import Range, Side, part
from dateline.evidence.facts import Claim, Fact, is_part, stands
from dateline.evidence.figures import figures, holds
from dateline.evidence.held import SPELT_OUT, Held, is_akin
from dateline.evidence.languages import ENGLISH
from dateline.evidence.names import BARE
from dateline.evidence.readings import Figure, Name
from dateline.evidence.rounding import is_size
from dateline.evidence.turning import CONTRARIES, DIRECTIONS, NEGATING, SORTS, UNDONE
from dateline.evidence.values import Passage, Span
from dateline.evidence.words import STOP, Columns, stem
from dateline.once import keeping, once

FOLLOWED: Final = 2 / 3
"""Share of a claim's words of content that stand in a passage which it follows.

On the injected errors of `eval/errors.py` 0.5 finds no more than this, and 0.8 loses 7 % of exchanged names.
"""

KEPT: Final = 0.8
"""Share of a claim's words of content that stand in a passage of whose words it is made."""

_ALIKE: Final = frozenset((Grain.DAY, Grain.YEAR))
"""Grains of dates that are written in many ways."""
_TITLES: Final = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "rev": "reverend",
    "prof": "professor",
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "adm": "admiral",
}
"""Titles as newspapers shorten them."""
_JOINT: Final = 2
"""Words between the parts of a name that is told apart: "of the"."""
_READ: Final = 400
"""Words of a passage whose figures are compared; three sentences have fewer."""
_NAMED: Final = 80
"""Characters of a name in full, and the brackets behind it."""
_WHOLE: Final = [
    (stem(short), frozenset(map(stem, words))) for short, names in SPELT_OUT.items() for words in names
]
_TURNS: Final = frozenset(map(stem, (*CONTRARIES.sides, *DIRECTIONS.sides, *SORTS.sides)))
_SPELT_OUT: Final = frozenset(part for short, whole in _WHOLE for part in (short, *whole))


@keeping
class Ground:
    """An article with the passage of it that a claim rests on."""

    def __init__(self, article: Article, passage: Passage) -> None:
        self.article, self.passage = article, passage
        starts = article.columns.starts
        self.words: Range = bisect_left(starts, passage.start), bisect_left(starts, passage.end)
        self._held: dict[int, tuple[Fact, bool]] = {}
        self._asked: tuple[Claim, float] | None = None

    @once
    def columns(self) -> Columns:
        """The words of the passage, with their offsets in the article."""
        return part(self.article.columns, self.words)

    @once
    def side(self) -> Side:
        """The words of the passage, as they are compared with those of a claim."""
        return Side(self.article.columns.texts[slice(*self.words)], self.article.keys[slice(*self.words)])

    @once
    def keys(self) -> frozenset[str]:
        """The keys of the words of the passage."""
        return frozenset(self.side.keys)

    @once
    def negates(self) -> bool:
        """Whether the passage has a word that negates."""
        return not NEGATING.isdisjoint(self.article.keys[slice(*self.words)])

    @once
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the passage, with their offsets in the article; of an endless one, the first."""
        low, high = self.words
        return figures(self.article.upheld, part(self.article.columns, (low, min(high, low + _READ))))

    def shared(self, claim: Claim) -> float:
        """The share of the claim's words of content that stand in the passage."""
        if self._asked is None or self._asked[0] is not claim:
            said = claim.stems
            given = self.article.stems[slice(*self.words)]
            shared = said.intersection(given)
            if not _SPELT_OUT.isdisjoint(said):
                shared = shared.union(_same_names(said, frozenset(given)))
            self._asked = claim, len(shared) / len(said) if said else 0.0
        return self._asked[1]

    def is_near(self, claim: Claim) -> bool:
        """Whether half of the claim's words of content stand in the passage."""
        return self.shared(claim) >= 0.5

    def is_followed(self, claim: Claim) -> bool:
        """Whether the claim keeps so near to the passage that a word which differs tells something.

        Of what is told in other words nearly everything differs, and most of it is right.
        """
        return self.shared(claim) >= FOLLOWED or (self.is_near(claim) and self._lacks_a_turn_alone(claim))

    def is_kept(self, claim: Claim) -> bool:
        """Whether nearly all of the claim is in the passage's words, so that a denial in one alone tells.

        Of a short claim the word that says the opposite may be a third: "Shares rose 4.5%".
        """
        return self.shared(claim) >= KEPT or self._lacks_a_turn_alone(claim)

    def _lacks_a_turn_alone(self, claim: Claim) -> bool:
        """Whether all of the claim stands in the passage but one word, which turns what it says."""
        given = self.article.stems[slice(*self.words)]
        lacking = claim.stems.difference(given)
        if len(lacking) != 1:
            return False
        (stem,) = lacking
        return stem in _TURNS or f"{UNDONE}{stem}" in given or stem.removeprefix(UNDONE) in given

    def tells_of(self, fact: Fact) -> bool:
        """Whether a name is that of who tells: the publisher, the agency, the author."""
        return isinstance(fact, Name) and self.article.told_by.issuperset(fact.parts[fact.soft :])

    @once
    def sentences(self) -> tuple[Range, ...]:
        """The sentences of the passage, as words of it."""
        low, high = self.words
        return tuple((a - low, b - low) for a, b in self.article.sentence_words if low <= a and b <= high)

    def shows(self, fact: Fact) -> bool:
        """Whether the passage alone shows that the article gives a fact; of a span it does not."""
        return self.holds(fact) and not (isinstance(fact, Mention) and fact.grain is Grain.SPAN)

    def tells(self, fact: Fact) -> bool:
        """Whether the passage holds a fact, or the fact is the name of who tells it."""
        return self.holds(fact) or self.tells_of(fact)

    def holds(self, fact: Fact) -> bool:
        """Whether the passage holds a fact."""
        known = self._held.get(id(fact))
        if known is None:
            known = self._held[id(fact)] = fact, self._holds(fact)
        return known[1]

    def _holds(self, fact: Fact) -> bool:
        start, end = self.passage.start, self.passage.end
        if isinstance(fact, Name):
            parts = fact.parts[fact.soft :]
            return self.keys.issuperset(parts) or Held(self.columns).name(fact)
        if isinstance(fact, Mention):
            if stands(fact.words, self.article.upheld[start:end]):
                return True
            dates = *self.article.mentions, *self.article.unclear
            return any(agrees(fact, given) for given in dates if start <= given.start < end)
        english = self.article.language_name == ENGLISH
        if english and not is_part(fact) and stands(fact.words, self.article.upheld[start:end]):
            return True
        if any(holds(fact, figure) for figure in self.article.figures if start <= figure.start < end):
            return True
        return fact.size is not None and any(
            start <= at < end and is_size(fact, size) for at, size in self.article.sizes
        )

    def is_same(self, claim: Claim, place: Range, there: Range) -> bool:
        """Whether the words of a claim and those at a place of the article are one fact in two spellings."""
        low, high = there
        columns = part(self.article.columns, there)
        said, given = claim.side.keys[slice(*place)], list(map(BARE.__getitem__, columns.texts))
        said, given = [_TITLES.get(key, key) for key in said], [_TITLES.get(key, key) for key in given]
        if set(said) == set(given):
            return said == given
        if set(said) < set(given) or (said[-1] in given and set(given) < set(said)):
            return True
        if self._is_wider(said, there) or self._is_wrapped(said, given, there) or _is_initialled(said, given):
            return True
        if _initials(said) in map(_plain, given) or _initials(given) in map(_plain, said):
            return True
        if len(said) == 1 and self._is_abbreviated(claim.words.texts[place[0]], there):
            return True
        held = Held(columns)
        if all(held.word(part) for part in said):
            return True
        start, end = claim.span(place)
        if low < high and self._is_same_date(claim, (start, end), (columns.starts[0], columns.ends[-1])):
            return True
        dates = [day for day in claim.dates if day.start < end and start < day.end]
        claimed = [figure for figure in claim.figures if start <= figure.end and figure.start <= end]
        claimed = [one for one in claimed if not any(day.start <= one.start < day.end for day in dates)]
        if not claimed or low == high:
            return False
        first, last = columns.starts[0], columns.ends[-1]
        inside = [figure for figure in self.article.figures if first <= figure.end and figure.start <= last]
        return all(any(holds(figure, other) for other in inside) for figure in claimed)

    def _is_wider(self, said: Sequence[str], there: Range) -> bool:
        """Whether the name at a place goes on behind the point of its first word: "U.S. Coast Guard"."""
        low, high = there
        row = self.article.row
        if high - low != 1 or "." not in row.keys[low] or high >= len(row.keys):
            return False
        whole = row.fact(high)
        if whole is None or row.words.starts[high] - row.words.ends[low] > 2:
            return False
        given = row.keys[low : whole[1]]
        spelt = [part for pair in SPELT_OUT.get(given[0], ()) for part in pair]
        return set(said) <= {*given, *spelt}

    def _is_abbreviated(self, short: str, there: Range) -> bool:
        """Whether initials stand in brackets behind the name that they shorten: "Dockers' Union (DU)"."""
        short = short.removesuffix("'s").removesuffix("’s")
        if not (short.isupper() and len(short) > 1):
            return False
        at = self.article.columns.starts[there[0]]
        return f"({short})" in self.article.upheld[at : at + _NAMED]

    def _is_wrapped(self, said: Sequence[str], given: Sequence[str], there: Range) -> bool:
        """Whether a name stands around the place in another order: "Prime Minister Ash of Norway"."""
        if not given or not all(any(is_akin(one, other) for other in said) for one in given):
            return False
        rest = [one for one in said if not any(is_akin(one, other) for other in given)]
        reach = len(rest) + _JOINT
        return bool(rest) and set(rest) <= set(self.article.keys[max(0, there[0] - reach) : there[1] + reach])

    def _is_same_date(self, claim: Claim, said: Span, there: Span) -> bool:
        """Whether a date of the claim is the one at a place there: "1987", "'87"; "Jan. 1", "Thursday"."""
        dates = [one for one in claim.dates if one.start < said[1] and said[0] < one.end]
        dates = [one for one in dates if one.grain in _ALIKE]
        given = [m for m in self.article.mentions if m.start < there[1] and there[0] < m.end] if dates else []
        return any(agrees(one, other) for one in dates for other in given if one.grain is other.grain)


def _same_names(said: frozenset[str], given: frozenset[str]) -> Iterator[str]:
    """The stems of a name that one side spells out and the other does not: "U.S." and "United States"."""
    for short, whole in _WHOLE:
        if short in said and whole <= given:
            yield short
        elif short in given and whole <= said:
            yield from whole


def _is_initialled(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one name has an initial for the first name of the other: "J. R. Ash" and "John Ash"."""
    if len(one) < 2 or len(two) < 2 or one[-1] != two[-1] or one[0][0] != two[0][0]:
        return False
    return len(one[0]) == 1 or len(two[0]) == 1


def _plain(key: str) -> str:
    """A key without its points: "us" for "u.s"."""
    return key.replace(".", "")


def _initials(keys: Sequence[str]) -> str:
    """The first letters of a name of several words; "" for one word."""
    return "".join(key[0] for key in keys if key not in STOP) if len(keys) > 1 else ""
