"""What new sources add to a briefing that somebody wrote: claims, events, and second sources of its claims.

A source is new while the briefing does not cite it. What is proposed comes from the draft of the whole folder
(and, of a source that adds no line to this draft, from its own lead), less what the briefing says already and
what a source that it cites says too: the writer had that, and left it out. Must not know: where in the file
anything goes, which `inserting` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from dateline.compose.briefing import themes
from dateline.compose.citing import holds
from dateline.compose.headline import headline
from dateline.compose.openings import points_back
from dateline.compose.salience import vector
from dateline.compose.timeline import SAID, overlap, share
from dateline.compose.tongues import tongues
from dateline.compose.values import Draft, DraftedEvent, Line, Theme, bound
from dateline.compose.vectors import cosine
from dateline.dates import FuzzyDate, same_span
from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.facts import Claim
from dateline.evidence.grounds import Ground
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Standing
from dateline.evidence.words import STEMS, spellings
from dateline.linking.sourcelist import SourceList, number_sources
from dateline.model.draft import StoryFile, StoryFolder
from dateline.model.prose import Mark, Prose, Sentence, sentences
from dateline.problems import Place
from dateline.settings.newsroom import Newsroom

NEAR: Final = 0.1
"""The cosine from which on a line belongs to a section that is there."""
_LEAD: Final = 3  # lines of a source that adds none to the whole draft


class Gain(msgspec.Struct, frozen=True):
    """A claim of the briefing that new sources support, too."""

    text: str
    keys: tuple[str, ...]
    cite: Place
    """The last of its citations."""


class Addition(msgspec.Struct, frozen=True):
    """A new claim, for the end of a section."""

    line: Line
    section: int
    """The section's place among those of the briefing, from 0; -1 for a new one."""
    heading: str
    """What a new section may be called; "" for nothing in particular."""
    language: str = ""
    """The tag of its language, where that is another than the briefing's: then a new section says it."""


class Proposal(msgspec.Struct, frozen=True):
    """All that new sources add."""

    fresh: tuple[str, ...] = ()
    """The new sources' keys, in the order of their dates."""
    listed: tuple[str, ...] = ()
    """Those of them that go to the end of `sources:`; none where the briefing has no such list."""
    gains: tuple[Gain, ...] = ()
    additions: tuple[Addition, ...] = ()
    events: tuple[DraftedEvent, ...] = ()
    """In the order of their dates."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not (self.listed or self.gains or self.additions or self.events)


def proposal(
    folder: StoryFolder, articles: Mapping[str, Article], made: Draft, newsroom: Newsroom
) -> Proposal:
    """What the new sources add to the briefing in `folder`; raises ValueError when it has none.

    `articles` has every source of the folder by key, `made` is the draft of all of it; what is in another
    language than the newsroom's has sections of its own. Once a proposal is taken up, its sources are cited,
    and nothing of them is proposed again.
    """
    story = folder.story
    if story is None:
        raise ValueError(f"{folder.path} has no briefing")
    numbered = number_sources(folder, newsroom.zone)
    cited = {key for prose in _texts(story) for key in _keys(prose, numbered)}
    cited |= {say.source for conflict in story.header.conflicts for say in conflict.says}
    by_age = sorted(folder.sources, key=lambda file: (file.header.published.instant(newsroom.zone), file.key))
    fresh = [articles[file.key] for file in by_age if file.key not in cited]
    if not fresh:
        return Proposal()
    listed = story.header.sources
    unlisted = () if listed is None else tuple(one.key for one in fresh if one.key not in listed)
    known = [articles[file.key] for file in by_age if file.key in cited]
    dates = {file.key: tuple(event.date for event in file.header.events) for file in by_age}
    desk = _Desk(story, numbered, fresh, known, dates, newsroom.language)
    gains = tuple(desk.gains(articles))
    return Proposal(
        tuple(one.key for one in fresh),
        unlisted,
        gains,
        tuple(desk.additions(made)),
        tuple(desk.events(made)),
    )


class _Desk:
    """Holds a draft, and what new sources say, against one briefing."""

    def __init__(
        self,
        story: StoryFile,
        numbered: SourceList,
        fresh: Sequence[Article],
        known: Sequence[Article],
        dates: Mapping[str, Sequence[FuzzyDate]],
        language: str,
    ) -> None:
        self._language = language
        self._story, self._numbered, self._dates = story, numbered, dates
        self._fresh = {article.key: article for article in fresh}
        self._known = known
        self._said = [one.text for prose in _texts(story) for one in sentences(prose)]
        self._sections = [
            vector(_stems(" ".join([part.title, *(one.text for one in sentences(part.prose))])))
            for part in story.body.sections
        ]

    # ── claims that are there ────────────────────────────────────────────────────────────────────

    def gains(self, articles: Mapping[str, Article]) -> Iterator[Gain]:
        """The claims that gain a source, in reading order."""
        body = self._story.body
        texts: list[tuple[Prose, FuzzyDate | None]] = [(body.summary, None)]
        texts += [(part.prose, None) for part in body.sections]
        texts += [(entry.prose, entry.date) for entry in body.timeline]
        for prose, event in texts:
            for claim in sentences(prose):
                cites = [cite for mark in claim.marks for cite in mark.cites]
                keys = list(_keys((claim,), self._numbered))
                first = next((articles[key] for key in keys if key in articles), None)
                if first is None:
                    continue
                more = tuple(
                    key for key, one in self._fresh.items() if self._backs(one, claim.text, first, event)
                )
                if more:
                    yield Gain(claim.text, more, cites[-1].place)

    def _backs(self, article: Article, words: str, first: Article, event: FuzzyDate | None) -> bool:
        """Whether a new source supports a claim with all its figures and names, and dates it the same."""
        found = support(words, article)
        if found.standing is not Standing.SUPPORTED or not holds(article, words, first):
            return False
        asked = Asked(words, event=event, written=first.published)
        return event is None or not audit(asked, [article], (), [found], self._dates)

    # ── claims that are new ──────────────────────────────────────────────────────────────────────

    def additions(self, made: Draft) -> Iterator[Addition]:
        """The lines that are new, in the order of the draft; then those of sources that add none to it."""
        headed = [(Theme("", ()), together) for together in bound(made.summary)]
        headed += [(theme, together) for theme in made.themes for together in bound(theme.lines)]
        used = {line.keys[0] for _, together in headed for line in together if self._is_new(line)}
        for article in self._fresh.values():
            if article.key not in used:
                theme, own = self._apart(article), list(bound(themes([article]).lines))[:_LEAD]
                headed += [(theme, tuple(map(self._shared, together))) for together in own]
        last: int | None = None  # the section of the line before; None where that is not proposed
        for theme, together in headed:
            text = " ".join(line.text for line in together)
            is_led = points_back(text)  # it speaks of what only the line before it names
            is_new = all(map(self._is_new, together)) and not all(map(self._is_said, together))
            if (is_led and last is None) or not is_new:
                last = None
                continue
            self._said.append(text)
            at = last if is_led and last is not None else self._nearest(text, theme.language)
            # A theme's heading was made for lines that may not be new.
            fits = theme.language or set(_stems(theme.heading)) <= {*_stems(text), ""}
            heading = theme.heading if at < 0 and fits else ""
            yield from (Addition(line, at, heading, theme.language) for line in together)
            last = at

    def _apart(self, article: Article) -> Theme:
        """A theme for the lines of one article: with its headline, where it is in another language."""
        foreign = [one for one in tongues([article]) if one.is_foreign(self._language)]
        return Theme(headline([article]), (), foreign[0].tag) if foreign else Theme("", ())

    def _shared(self, line: Line) -> Line:
        """A line of one source with the other new ones that hold it."""
        first = self._fresh[line.keys[0]]
        more = (key for key, one in self._fresh.items() if one is not first and holds(one, line.text, first))
        return msgspec.structs.replace(line, keys=(first.key, *more))

    def _is_new(self, line: Line) -> bool:
        """Whether a line rests on new sources, and no source that the briefing cites says it, too."""
        if line.declared or not self._fresh.keys() >= set(line.keys):
            return False
        return not any(holds(one, line.text, self._fresh[line.keys[0]]) for one in self._known)

    def _is_said(self, line: Line) -> bool:
        """Whether the briefing, or what is proposed already, says it: in other words, but with its facts."""
        first = self._fresh[line.keys[0]]
        own = Article("", "", "", first.published, "\n\n".join(self._said), language=first.language)
        found = support(line.text, own)
        if found.standing is not Standing.SUPPORTED or found.passage is None:
            return False
        ground = Ground(own, found.passage)
        return all(ground.holds(fact) for fact in Claim(line.text, first.published).all)

    def _nearest(self, text: str, language: str) -> int:
        """The section in its language that a line is most like; -1 when it is like none."""
        own = vector(_stems(text))
        alike = [
            cosine(own, section) if part.language == language else 0.0
            for section, part in zip(self._sections, self._story.body.sections, strict=True)
        ]
        best = max(alike, default=0.0)
        return alike.index(best) if best >= NEAR else -1

    # ── events ───────────────────────────────────────────────────────────────────────────────────

    def events(self, made: Draft) -> Iterator[DraftedEvent]:
        """The entries of the drafted timeline that are new."""
        for event in made.timeline:
            if all(self._is_new(line) and not self._is_told(event.date, line) for line in event.lines):
                yield event

    def _is_told(self, date: FuzzyDate, line: Line) -> bool:
        """Whether an entry of the briefing tells the same; of one day mostly the same is told again."""
        own = vector(_stems(line.text))
        for entry in self._story.body.timeline:
            enough = SAID / 2 if same_span(entry.date, date) else SAID
            text = " ".join(one.text for one in sentences(entry.prose))
            if overlap(entry.date, date) and share(own, text) >= enough:
                return True
        return False


def _stems(text: str) -> list[str]:
    return [STEMS[word] for word in spellings(text)]


def _texts(story: StoryFile) -> list[Prose]:
    """All that a briefing says, in reading order."""
    body = story.body
    return [body.summary, *(part.prose for part in body.sections), *(entry.prose for entry in body.timeline)]


def _keys(prose: Prose, numbered: SourceList) -> Iterator[str]:
    """The keys that a text cites, by key or by number."""
    for piece in prose:
        marks = piece.marks if isinstance(piece, Sentence) else [piece] if isinstance(piece, Mark) else []
        for mark in marks:
            found = (numbered.find(cite)[0] for cite in mark.cites)
            yield from (known[0] for known in found if known is not None)
