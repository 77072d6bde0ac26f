"""What of a model's reply may stand: sentences that cite known sources, in which the audit proves no mistake.

Every sentence is held against the articles that it cites, as a page's claims are, with the quotations of its
paragraph read as a whole. What cannot be checked is not kept. Must not know: how a reply is written, how it
was asked for, how a story.md is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import msgspec

from dateline.compose.citing import PROVABLE
from dateline.compose.drafting import Room
from dateline.compose.headings import Headings
from dateline.compose.headline import headline
from dateline.compose.inserting import UNTITLED
from dateline.compose.replied import Dropped, Paragraph, Reply, Told, ToldEvent, ToldSection
from dateline.dates import FuzzyDate
from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.facts import Claim
from dateline.evidence.quotes import quoted_in
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Finding

Dates = Mapping[str, Sequence[FuzzyDate]]
"""By source key, the dates of the events that its file declares."""


def audited(
    reply: Reply,
    articles: Mapping[str, Article],
    declared: Dates,
    *,
    room: Room = MappingProxyType({}),
    keep: bool = False,
) -> Reply:
    """The reply with what may stand, and all that was dropped with the reasons.

    A sentence that cites nothing, or a key that is not in `articles`, is dropped, and so is one that cannot
    be checked against each article that it cites, or takes more words of one than there is `room` for. One in
    which the audit proves a mistake (level 1) is dropped, or with `keep` kept with its `checks`. A heading
    with one is replaced by words of the articles.
    """
    desk = _Desk(articles, declared, room, keep=keep)
    title = desk.title(reply.title)
    summary = tuple(desk.paragraphs(reply.summary))
    sections = tuple(desk.sections(reply.sections))
    events = tuple(desk.events(reply.timeline))
    return Reply(title, summary, sections, events, (*reply.dropped, *desk.dropped))


def proven(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The messages of the findings of level 1."""
    return tuple(one.message for one in findings if one.rule in PROVABLE)


class _Desk:
    """Judges one reply, in reading order."""

    def __init__(self, articles: Mapping[str, Article], declared: Dates, room: Room, *, keep: bool) -> None:
        self._room = room
        self._articles, self._declared, self._keep = articles, declared, keep
        self._taken: Counter[str] = Counter()
        self.dropped: list[Dropped] = []

    def title(self, words: str) -> str:
        """The headline, or one of the articles' where it says what they do not."""
        why = self._wrong_heading(words, tuple(self._articles)) if words else ""
        if words and not why:
            return words
        found = headline(list(self._articles.values()))
        if words:
            self._drop(words, f"{why}; the headline is now “{found}”")
        return found

    def sections(self, sections: Sequence[ToldSection]) -> Iterator[ToldSection]:
        """The sections of which anything is left."""
        for section in sections:
            paragraphs = tuple(self.paragraphs(section.paragraphs))
            if paragraphs:
                yield ToldSection(self._heading(section.heading, paragraphs), paragraphs)

    def events(self, events: Sequence[ToldEvent]) -> Iterator[ToldEvent]:
        """The entries of which anything is left."""
        for event in events:
            sentences = self._paragraph(event.sentences, event.date)
            if sentences:
                yield ToldEvent(event.date, sentences)

    def paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """The paragraphs of which anything is left."""
        yield from filter(None, map(self._paragraph, paragraphs))

    def _paragraph(self, sentences: Paragraph, event: FuzzyDate | None = None) -> Paragraph:
        """The sentences that may stand. Without one, a quotation may read otherwise: all are asked again."""
        left = tuple(told for told in sentences if not self._drops(told, self._unfit(told)))
        while True:
            said = quoted_in([told.text for told in left])
            judged = [
                (told, self._proven(told, Asked(told.text, told.quotes, event=event, said=quotes)))
                for told, quotes in zip(left, said, strict=True)
            ]
            kept = tuple(
                msgspec.structs.replace(told, checks=found)
                for told, found in judged
                if self._keep or not self._drops(told, "; ".join(found))
            )
            if len(kept) == len(left):
                break
            left = kept
        return tuple(told for told in kept if not self._drops(told, self._copied(told)))

    def _drops(self, told: Told, why: str) -> bool:
        """Whether there is a reason to drop the sentence; it is noted."""
        if why:
            self._drop(told.text, why)
        return bool(why)

    def _drop(self, text: str, why: str) -> None:
        self.dropped.append(Dropped(text, why))

    def _unfit(self, told: Told) -> str:
        """Why a sentence is not even audited; "" when it is."""
        if "[@" in told.text:
            return "its citation cannot be read"
        if not any(char.isalnum() for char in told.text):
            return "it has no words"
        if not told.keys:
            return "it cites no source"
        unknown = [key for key in told.keys if key not in self._articles]
        if unknown:
            named = ", ".join(f"“@{key}”" if key else "a number" for key in unknown)
            return f"it cites {named}, and no source with this key was sent"
        language = Claim(told.text, date.min).language
        for key in told.keys:
            article = self._articles[key]
            if not article.sentences or article.language_name != language:
                return f"it cannot be checked: it is in {language}, and {key} in {article.language_name}"
        return ""

    def _proven(self, told: Told, asked: Asked) -> tuple[str, ...]:
        """What the audit proves of a sentence."""
        cited = [self._articles[key] for key in told.keys]
        others = [article for key, article in self._articles.items() if key not in told.keys]
        supports = tuple(support(told.text, article) for article in cited)
        return proven(audit(asked, cited, others, supports, self._declared))

    def _copied(self, told: Told) -> str:
        """Why a sentence of an article is one too many; what is kept is counted."""
        key = next((key for key in told.keys if told.text in self._articles[key].text), "")
        words = len(told.text.split()) if key else 0
        most = self._room.get(key)
        if most is not None and self._taken[key] + words > most:
            return f"more than {most} words of {key} would stand here word for word"
        self._taken[key] += words
        return ""

    def _heading(self, words: str, paragraphs: Sequence[Paragraph]) -> str:
        """The heading, or one of the sources' words where it says what they do not."""
        sentences = [told for paragraph in paragraphs for told in paragraph]
        keys = tuple(dict.fromkeys(key for told in sentences for key in told.keys))
        why = self._wrong_heading(words, keys)
        if not why:
            return words
        cited = [self._articles[key] for key in keys]
        found = Headings(cited).of([[told.text for told in sentences]])[0] or UNTITLED
        self._drop(words, f"{why}; the heading is now “{found}”")
        return found

    def _wrong_heading(self, words: str, keys: Sequence[str]) -> str:
        """What the audit proves of a heading; "" when nothing."""
        if not any(char.isalnum() for char in words):
            return "it has no words"
        return "; ".join(self._proven(Told(words, tuple(keys)), Asked(words)))
