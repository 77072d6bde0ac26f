"""Which dates a set of articles tells of, how much they make of each, and which sentences tell of it.

Responsible for gathering and ranking. A date counts by the articles that name it, once more for each that
does so at its front, and half for each that comes back to it later. (Tran et al. 2013 and Gholipour
Ghalandari & Ifrim 2020 rank by mentions too.) Must not know: which sentence is taken. Linear in the texts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dateline.compose import dating
from dateline.compose.dating import Basis
from dateline.dates.mentions import Anchor, Grain, Mention
from dateline.evidence.articles import Article

TOLD: Final = frozenset(
    {Grain.DAY, Grain.WEEKEND, Grain.SPAN, Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.YEAR}
)
"""How wide the date of an entry may be; "last week" and "the 1990s" make none."""
NEAR: Final = 5
"""Sentences at the front of an article that say what its day, and the day before, were about."""
AGAIN: Final = 2
"""Days after which a date that is still named is one that the press comes back to."""
_BEFORE: Final = 0.5  # what an article weighs that only was published on the day
_COARSE: Final = {Grain.DAY: 1.0, Grain.WEEKEND: 0.8, Grain.SPAN: 0.8, Grain.MONTH: 0.6, Grain.YEAR: 0.3}
_WIDE: Final = 0.4  # any other
_MANY: Final = 3
_DEEP: Final = 100
_MORE: Final = dt.timedelta(days=1)


class Teller(NamedTuple):
    """A sentence that tells of a date."""

    article: int
    """The place of its article in the sequence that was given."""
    number: int
    """Its place in the article."""
    main: bool
    """Whether the date is the sentence's own, and not one that it mentions besides."""
    mention: Mention | None
    """What names the date; None where it is the article's."""


Days = tuple[dt.date, dt.date, str]
"""The first and the last day, and what is made of them: "day", "month" … or "early", "mid", "late"."""


class Occasion(NamedTuple):
    """A date with what is told of it."""

    days: Days
    weight: float
    texts: int
    """How many texts name it, or are of that day and tell at their front what happened."""
    tellers: tuple[Teller, ...]
    near: tuple[tuple[int, int], ...]
    """Sentences at the front of articles of the day and the day after, as (article, number)."""


class _Counted(NamedTuple):
    """What is counted for one date; texts are counted by their numbers."""

    naming: set[int]
    """The texts that name it."""
    leading: set[int]
    """Those of them that name it at their front."""
    again: set[int]
    """Those of them that were published more than `AGAIN` days after it."""
    published: set[int]
    """Those that were published then."""
    tellers: list[Teller]


def occasions(
    articles: Sequence[Article],
    copies: Sequence[int],
    grains: Collection[Grain] = TOLD,
    within: tuple[dt.date, dt.date] | None = None,
) -> list[Occasion]:
    """The dates that these articles tell of, the weightiest first; of equals the earlier.

    `copies` has a number for each article, the same for copies of one text, which count once. With `within`
    nothing before the first or after the last day is told.
    """
    found: defaultdict[Days, _Counted] = defaultdict(lambda: _Counted(set(), set(), set(), set(), []))
    near: defaultdict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    for number, article in enumerate(articles):
        for days, teller in _told(number, article, grains, near):
            counted = found[days]
            counted.tellers.append(teller)
            text = copies[number]
            if teller.mention is None:
                counted.published.add(text)
                continue
            counted.naming.add(text)
            if teller.number < dating.LEAD:
                counted.leading.add(text)
            if (article.published - days[1]).days > AGAIN:
                counted.again.add(text)
    ranked = [
        Occasion(
            days,
            _weight(days, counted),
            len(counted.naming | counted.published),
            tuple(counted.tellers),
            tuple(near.get(days[0], ())),
        )
        for days, counted in found.items()
        if within is None or within[0] <= days[0] <= days[1] <= within[1]
    ]
    return sorted(ranked, key=lambda one: (-one.weight, one.days))


def _told(
    number: int,
    article: Article,
    grains: Collection[Grain],
    near: defaultdict[dt.date, list[tuple[int, int]]],
) -> Iterator[tuple[Days, Teller]]:
    """The dates of an article's sentences; what is at its front goes to `near` if no day is named there."""
    names = dating.named(article)
    for one in dating.dated(article, names):
        seen: set[Days] = set()
        for mention in names[one.number]:
            days = spanned(mention)
            if mention.grain in grains and days not in seen and not _is_loose(mention):
                seen.add(days)
                main = mention is one.mention and not one.aside
                main = main and not dating.is_spoken(article, one.number, mention)
                if main and not mention.is_day:
                    # The reports "for April, May and June" are of none of them.
                    main = len(names[one.number]) < _MANY and dating.is_news(article, one.number)
                    main = main and dating.is_promised(article, one.number, mention)
                yield days, Teller(number, one.number, main, mention)
        if one.number < NEAR and not any(mention.is_day for mention in names[one.number]):
            near[article.published].append((number, one.number))
            if article.published > dt.date.min:
                near[article.published - _MORE].append((number, one.number))
        if one.basis is Basis.DOCUMENT and one.number < dating.LEAD and dating.is_news(article, one.number):
            yield (
                (article.published, article.published, Grain.DAY.value),
                Teller(number, one.number, True, None),
            )


def _is_loose(mention: Mention) -> bool:
    """Whether a mention makes no entry: "last year", "since Thursday"."""
    return mention.modifier in ("since", "until") or (
        mention.grain is Grain.YEAR and mention.anchor is not Anchor.NONE
    )


def spanned(mention: Mention) -> Days:
    """The days of a mention, with its grain or the part of it."""
    part = mention.modifier in ("early", "mid", "late") and mention.grain is not Grain.DAY
    return mention.earliest, mention.latest, mention.modifier if part else mention.grain.value


def _weight(days: Days, counted: _Counted) -> float:
    """The weight of a date: how many texts tell of it. Months and years weigh less than days."""
    only = len(counted.published - counted.naming)
    whole = len(counted.naming) + len(counted.leading) + 0.5 * len(counted.again) + _BEFORE * only
    # Of dates that weigh the same, that which the reports come to first.
    first = min((teller.number for teller in counted.tellers if teller.main), default=_DEEP)
    whole += 0.5 / (1 + first / dating.LEAD)
    grain = Grain.MONTH if days[2] in ("early", "mid", "late") else Grain(days[2])
    return whole * _COARSE.get(grain, _WIDE)


def elbow(weights: Sequence[float], least: int, most: int) -> int:
    """How many of these falling weights to keep: up to the one farthest below the line from first to last.

    The point of diminishing return (Satopaa et al. 2011); not fewer than `least`, not more than `most`.
    """
    count = min(len(weights), most)
    if count <= least or weights[0] <= weights[count - 1]:
        return count
    drop = (weights[0] - weights[count - 1]) / (count - 1)
    below: Iterable[tuple[float, int]] = (
        (weights[0] - drop * at - weight, -at) for at, weight in enumerate(weights[:count])
    )
    return max(least, -max(below)[1])
