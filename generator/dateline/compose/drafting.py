"""A whole draft of a story from its articles: text, timeline, headline and focus lines put together.

It decides nothing by itself; each part can be used alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dateline.compose.briefing import themes
from dateline.compose.disputes import DateConflict
from dateline.compose.focus import focus
from dateline.compose.headline import headline
from dateline.compose.timeline import Declared, timeline
from dateline.compose.values import Draft, DraftedEvent, Line, Theme
from dateline.evidence.articles import Article

MOST_OF_ONE: Final = 150
"""Words that a draft takes from one source: as many as the excerpts of one source on a page may have."""


def draft(
    articles: Sequence[Article], declared: Sequence[Declared] = ()
) -> tuple[Draft, tuple[DateConflict, ...]]:
    """The draft of a story and the dates on which its articles disagree; an empty draft when none has a text.

    `declared` are the events that the newsroom wrote beside the articles; their order does not matter.
    """
    text, budget = themes(articles), _Budget()
    above = (*text.summary, *(line for theme in text.themes for line in theme.lines))
    chronicle = timeline(articles, declared, said=above)
    summary = budget.within(text.summary)
    told = tuple(Theme(theme.heading, budget.within(theme.lines)) for theme in text.themes)
    events = tuple(DraftedEvent(event.date, budget.within(event.lines)) for event in chronicle.events)
    made = Draft(
        headline(articles),
        summary,
        tuple(theme for theme in told if theme.lines),
        tuple(event for event in events if event.lines),
        focus(articles),
        text.left_out,
    )
    return made, chronicle.conflicts


class _Budget:
    """Counts the words that a draft takes from each source, in reading order."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def within(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines without those by which too much would be taken from one source."""
        return tuple(line for line in lines if self._has_room(line))

    def _has_room(self, line: Line) -> bool:
        if line.span == (0, 0):  # declared: the newsroom's own words
            return True
        words = len(line.text.split())
        if self._taken[line.keys[0]] + words > MOST_OF_ONE:
            return False
        self._taken[line.keys[0]] += words
        return True
