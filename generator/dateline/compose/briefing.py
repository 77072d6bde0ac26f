"""The text of a draft: a summary and its themes, from nothing but the sentences of the sources.

Responsible for the language that a draft is in, how long it is, which of the chosen sentences lead, which
belong together and in what order they read. Must not know: timelines, headlines, how a story.md is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from math import log, sqrt
from typing import Final

from dateline.compose.choice import Unit, choose
from dateline.compose.citing import line
from dateline.compose.headings import Headings
from dateline.compose.headline import headline
from dateline.compose.salience import Weighed, shown, weighed
from dateline.compose.tongues import tongues
from dateline.compose.values import Briefing, Line, Theme
from dateline.compose.vectors import cosine, unit
from dateline.evidence.articles import Article

LEAST: Final = 80
MOST: Final = 600
_USUAL: Final = 230  # words of a draft from 1,800 words of articles
_OF: Final = 1_800
NO_TEXT: Final = "no text is kept of it"
"""Why a source is left out of which only the title and the like are known."""
NONE_SHOWN: Final = "no sentence of it can be shown"
_THEMES: Final = 5
_LINES: Final = 2.8  # lines of a theme
_FEW: Final = 5  # lines that make no themes
_NEAR: Final = 0.12  # what two sentences gain that stand near one another in an article
_RECENT: Final = timedelta(days=45)


def budget(articles: Sequence[Article]) -> int:
    """How many words a draft of these articles has: 230 for 1,800, and twice that for four times as many."""
    words = sum(len(article.columns.texts) for article in articles)
    return max(min(LEAST, words // 2), min(MOST, round(_USUAL * sqrt(words / _OF))))


def themes(articles: Sequence[Article], budget_words: int | None = None) -> Briefing:
    """A summary and two to five themes from the articles' own sentences; an empty one when none will do.

    The order of the articles does not matter. Of several languages that of most articles is taken;
    `left_out` says which articles are in another, have no text, or no sentence that can be shown. Few lines
    make a summary alone. Raises nothing.
    """
    ordered = sorted(articles, key=lambda article: (article.published, article.key))
    found = tongues(ordered)
    mute = {article.key: f"in {tongue.name}" for tongue in found[1:] for article in tongue.articles}
    mute.update((article.key, NO_TEXT) for article in ordered if not article.sentences)
    left_out = tuple((article.key, mute[article.key]) for article in ordered if article.key in mute)
    if not found:
        return Briefing(left_out=left_out)
    told = found[0].articles
    words = budget(told) if budget_words is None else budget_words
    units = choose(weighed(told), told, words, headline(told))
    made = {one.at: cited for unit in units for one in unit if (cited := line(one.place, told, one.article))}
    kept = [unit for unit in units if all(one.at in made for one in unit)]
    lead, rest = _lead(kept, told)
    groups = _grouped(rest)
    sorted_groups = sorted((_in_order(group, told) for group in groups), key=lambda group: _when(group, told))
    lines = [[made[one.at] for unit in group for one in unit] for group in sorted_groups]
    headings = Headings(told).of([[one.text for one in group] for group in lines])
    summary = [made[one.at] for unit in lead for one in unit]
    named: list[Theme] = []
    loose: list[Line] = []
    for heading, group in zip(headings, lines, strict=True):
        if heading:
            named.append(Theme(heading, (*loose, *group)))
            loose = []
        elif named:
            named[-1] = Theme(named[-1].heading, (*named[-1].lines, *group))
        else:
            loose += group
    summary += loose
    held = {key for one in made.values() for key in one.keys}
    unshown = [(one.key, NONE_SHOWN) for one in told if one.key not in held and not shown(one)]
    return Briefing(tuple(summary), tuple(named), (*left_out, *unshown))


def _lead(units: Sequence[Unit], articles: Sequence[Article]) -> tuple[list[Unit], list[Unit]]:
    """The sentence that was chosen first leads, and the others do not; all lead when they are few."""
    if sum(map(len, units)) <= _FEW:
        return sorted(units, key=lambda unit: (articles[unit[0].article].published, unit[0].at)), []
    return [units[0]], list(units[1:])


def _grouped(units: Sequence[Unit]) -> list[list[Unit]]:
    """The units in two to five groups of those that speak of the same: average linkage, no group of one
    line.
    """
    if not units:
        return []
    count = sum(map(len, units))
    goal = max(2, min(_THEMES, round(count / _LINES)))
    most = -(-count // goal) + 2
    near = _nearness(units)
    groups = [[at] for at in range(len(units))]
    lines = [len(unit) for unit in units]

    def size(group: Sequence[int]) -> int:
        return sum(lines[at] for at in group)

    def tied(one: Sequence[int], other: Sequence[int]) -> float:
        return sum(near[a][b] for a in one for b in other) / (len(one) * len(other))

    while len(groups) > goal or (len(groups) > 2 and min(map(size, groups)) < 2):
        small = len(groups) <= goal
        pairs = [
            (tied(groups[one], groups[other]), -one, -other)
            for one in range(len(groups))
            for other in range(one + 1, len(groups))
            if (min(size(groups[one]), size(groups[other])) == 1 if small else True)
            and size(groups[one]) + size(groups[other]) <= most
        ]
        if not pairs:
            most += 1
            continue
        _, one, other = max(pairs)
        groups[-one] += groups.pop(-other)
    groups.sort(key=size)
    if len(groups) == 2 and size(groups[0]) < 2 and len(groups[1]) > 2:
        moved = max(groups[1], key=lambda at: (tied([at], groups[0]), -at))
        groups[1].remove(moved)
        groups[0].append(moved)
    return [[units[at] for at in group] for group in groups]


def _nearness(units: Sequence[Unit]) -> list[list[float]]:
    """The similarity of each pair of units: by their distinctive words, and by how near they stand."""
    held: Counter[str] = Counter()
    for together in units:
        held.update({stem for one in together for stem in one.vector})
    vectors = []
    for together in units:
        total: defaultdict[str, float] = defaultdict(float)
        for one in together:
            for stem, weight in one.vector.items():
                total[stem] += weight * log((len(units) + 1) / held[stem])
        vectors.append(unit(total))
    return [
        [
            cosine(vectors[one], vectors[other]) + _beside(units[one], units[other])
            for other in range(len(units))
        ]
        for one in range(len(units))
    ]


def _beside(one: Unit, other: Unit) -> float:
    """The bonus for two units that stand near one another in one article; 0 for two articles."""
    if one[0].article != other[0].article:
        return 0.0
    gap = abs(one[0].place.number - other[0].place.number)
    return _NEAR * 3 / (2 + gap)


def _in_order(group: Sequence[Unit], articles: Sequence[Article]) -> list[Unit]:
    """The units of a theme in reading order: by the dates of their articles, then by their places."""
    return sorted(group, key=lambda unit: (articles[unit[0].article].published, unit[0].at))


def _when(group: Sequence[Unit], articles: Sequence[Article]) -> tuple[date, float]:
    """The sort key of a theme: the earliest recent day that it speaks of, then its weight."""
    days = [_day(one, articles[one.article]) for unit in group for one in unit]
    return min(days), -sum(one.weight for unit in group for one in unit)


def _day(one: Weighed, article: Article) -> date:
    """The first day that a sentence names, if it is a recent one, else that of its article."""
    for named in article.mentions:
        inside = one.place.start <= named.start < one.place.end
        if inside and named.is_day and abs(named.earliest - article.published) <= _RECENT:
            return named.earliest
    return article.published
