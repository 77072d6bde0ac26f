"""A whole draft of a story from its articles: text, timeline, headline and focus lines put together.

It decides nothing by itself; each part can be used alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.compose.briefing import themes
from dateline.compose.disputes import DateConflict
from dateline.compose.focus import focus
from dateline.compose.headline import headline
from dateline.compose.timeline import Declared, timeline
from dateline.compose.values import Draft
from dateline.evidence.articles import Article


def draft(
    articles: Sequence[Article], declared: Sequence[Declared] = ()
) -> tuple[Draft, tuple[DateConflict, ...]]:
    """The draft of a story and the dates on which its articles disagree; an empty draft when none has a text.

    `declared` are the events that the newsroom wrote beside the articles; their order does not matter.
    """
    text = themes(articles)
    chronicle = timeline(articles, declared)
    made = Draft(
        headline(articles), text.summary, text.themes, chronicle.events, focus(articles), text.left_out
    )
    return made, chronicle.conflicts
