"""A whole draft of a story from its articles: text, timeline, headline and focus lines put together.

It decides nothing by itself; each part can be used alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from dateline.compose.briefing import NO_TEXT, themes
from dateline.compose.disputes import DateConflict
from dateline.compose.focus import focus
from dateline.compose.headline import headline
from dateline.compose.timeline import Declared, timeline
from dateline.compose.tongues import tongues
from dateline.compose.values import Briefing, Draft, DraftedEvent, Line, Theme, bound
from dateline.evidence.articles import Article
from dateline.evidence.values import Span

Room = Mapping[str, int | None]
"""By key, how many words a page may take from a source; None for any number. A key that it lacks has any."""
FORBIDDEN: Final = "its licence lets no word of it be printed"
"""Why a source is left out of which nothing may be taken."""


def draft(
    articles: Sequence[Article],
    declared: Sequence[Declared] = (),
    room: Room = MappingProxyType({}),
    language: str = "",
) -> tuple[Draft, tuple[DateConflict, ...]]:
    """The draft of a story and the dates on which its articles disagree; an empty draft when none has a text.

    `declared` are the events that the newsroom wrote beside the articles; their order does not matter. `room`
    is how much may be taken from each article: of one with none not a word is, and it is not cited.
    `language` is the tag of the language that the draft is for: articles in it lead, and each other language
    has themes of its own. Without it the language of most articles leads.
    """
    shut = tuple((one.key, FORBIDDEN) for one in articles if one.sentences and room.get(one.key) == 0)
    leads = tongues(articles, language)[:1]
    title = headline(leads[0].articles if leads else articles)
    articles = [one for one in articles if (one.key, FORBIDDEN) not in shut]
    text, apart = _by_language(articles, language)
    budget = _Budget(room)
    above = (*text.summary, *(line for theme in text.themes for line in theme.lines))
    chronicle = timeline(articles, declared, said=above)
    summary = budget.within(text.summary)
    told = tuple(Theme(theme.heading, budget.within(theme.lines), theme.language) for theme in text.themes)
    events = tuple(DraftedEvent(event.date, budget.within(event.lines)) for event in chronicle.events)
    made = Draft(
        title,
        summary,
        tuple(theme for theme in told if theme.lines),
        tuple(event for event in events if event.lines),
        focus(articles),
        (*text.left_out, *shut),
        apart,
    )
    return made, chronicle.conflicts


def _by_language(articles: Sequence[Article], home: str) -> tuple[Briefing, tuple[tuple[str, str], ...]]:
    """The text of the first language with the themes of the others behind it, and the keys of these articles.

    Each language is told from its own articles alone. One that cannot be named is left out. When the first
    language is not that of the draft, all are told in themes, so that each says its language.
    """
    found = tongues(articles, home)
    if not found:
        return themes(articles), ()
    first = None if found[0].is_foreign(home) else found[0]
    text = themes(first.articles) if first else Briefing()
    left_out, told = list(text.left_out), list(text.themes)
    left_out += [(article.key, NO_TEXT) for article in articles if not article.sentences]
    apart: list[tuple[str, str]] = []
    for tongue in (one for one in found if one is not first):
        if not tongue.tag:
            left_out += [(article.key, f"in {tongue.name}") for article in tongue.articles]
            continue
        other = themes(tongue.articles)
        left_out += other.left_out
        mute = dict(other.left_out)
        apart += [(one.key, tongue.name) for one in tongue.articles if one.key not in mute]
        told += _told_apart(other, headline(tongue.articles) or tongue.name, tongue.tag)
    return Briefing(text.summary, tuple(told), tuple(left_out)), tuple(apart)


def _told_apart(text: Briefing, title: str, tag: str) -> Iterator[Theme]:
    """The text of another language as themes: its summary under its own headline, then its themes."""
    if text.summary:
        yield Theme(title, text.summary, tag)
    for theme in text.themes:
        yield Theme(theme.heading, theme.lines, tag)


class _Budget:
    """Counts the words that a draft takes from each source, in reading order; a repeated line counts once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lines: set[tuple[str, Span]] = set()
        self._taken: Counter[str] = Counter()

    def within(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines without those by which too much would be taken from one source."""
        return tuple(line for together in bound(lines) if self._has_room(together) for line in together)

    def _has_room(self, together: Sequence[Line]) -> bool:
        """Whether lines of one source may stand, of which none is shown without the others."""
        key, most = together[0].keys[0], self._room.get(together[0].keys[0])
        if together[0].declared or most is None:
            return True
        new = [line for line in together if (key, line.span) not in self._lines]
        words = sum(len(line.text.split()) for line in new)
        if new and self._taken[key] + words > most:
            return False
        self._taken[key] += words
        self._lines.update((key, line.span) for line in new)
        return True
