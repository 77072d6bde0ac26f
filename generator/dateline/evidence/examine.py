"""A whole story against its sources: every claim with what each source that it cites does for it.

This is where claims meet articles. A sentence inside a quotation that goes on rests on the citation that
closes it; of a sentence that cites nothing only the quotations are checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateline.dates import FuzzyDate
from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.languages import assumed
from dateline.evidence.plain import plain
from dateline.evidence.quotes import quoted_in
from dateline.evidence.readings import Quote
from dateline.evidence.support import support
from dateline.evidence.values import Asked, ClaimEvidence, Finding, Standing, StoryEvidence, Support
from dateline.evidence.voices import voices
from dateline.files.addresses import language_of
from dateline.model.draft import SourceFile
from dateline.model.linked import Claim, Text, Unsourced, claims
from dateline.model.site import Story

_OPENING = ("“", '"', "„", "«")
"""Marks by which a paragraph takes up the quotation that the one before left open."""
ARTICLES = 32
"""The most articles that are kept as they were read: enough for the stories that somebody is writing."""
CLAIMS = 256
"""The most claims whose evidence is kept: those of a few stories."""
Dates = Mapping[str, Sequence[FuzzyDate]]
"""The dates of the events that each source's file declares, by the source's key."""


def articles_of(files: Sequence[SourceFile], texts: Mapping[str, str]) -> dict[str, Article]:
    """The sources as evidence, by key; `texts` has what is kept of each article, as Markdown."""
    return {
        file.key: _article(
            file.key,
            file.header.publisher,
            file.header.title,
            file.header.published.date,
            texts.get(file.key, ""),
            file.header.agency,
            file.header.language,
            file.header.author,
        )
        for file in files
    }


@lru_cache(ARTICLES)
def _article(
    key: str,
    publisher: str,
    title: str,
    published: date,
    markdown: str,
    agency: str,
    language: str,
    author: str,
) -> Article:
    """An article; the same object as when its story was examined last, with all that was found in it."""
    return Article(key, publisher, title, published, plain(markdown), agency, language, author)


def examine(story: Story, articles: Mapping[str, Article], declared: Dates, home: str = "") -> StoryEvidence:
    """The evidence for each claim of the story that cites a source or quotes somebody.

    `home` is the tag of the site's language, which is assumed of a claim too short to tell.
    """
    desk = _Desk(articles, declared, language_of(story.id), home)
    found = [claim for text, tag in _texts(story) for claim in desk.text(text, language=tag)]
    found += [claim for event in story.timeline for claim in desk.text(event.text, event.date)]
    return StoryEvidence(tuple(found), tuple(_lone(story, desk)))


def _lone(story: Story, desk: _Desk) -> Iterator[tuple[str, str]]:
    """Sections of at least two cited claims whose sources are one voice."""
    for section in story.sections:
        cited = [claim.citations for claim in claims(section.text) if claim.citations]
        keys = dict.fromkeys(citation.key for citations in cited for citation in citations)
        if len(cited) > 1 and desk.voices(keys) == 1:
            yield section.anchor, next(iter(keys))


def _texts(story: Story) -> Iterator[tuple[Text, str]]:
    """The story's texts in reading order, without the timeline, with the language that a section names."""
    yield story.summary, ""
    yield from ((section.text, section.language) for section in story.sections)
    yield from ((text, "") for conflict in story.conflicts for text in conflict.says)


class _Told(NamedTuple):
    """A claim of a text, with its quotations."""

    claim: Claim
    said: tuple[Quote, ...]
    runs_on: bool
    """Whether a quotation that is open at its end goes on: in the paragraph, or into the next one."""


class _Desk:
    """Examines the claims of one story."""

    def __init__(self, articles: Mapping[str, Article], declared: Dates, language: str, home: str) -> None:
        """`language` is the tag of the language that the claims are in, "" where nothing says it."""
        self._articles, self._declared, self._language, self._home = articles, declared, language, home
        self._voices: dict[frozenset[str], int] = {}

    def voices(self, keys: Iterable[str]) -> int:
        """How many independent voices these sources are; worked out once for the same sources."""
        known = frozenset(keys)
        if known not in self._voices:
            cited = [article for key, article in self._articles.items() if key in known]
            self._voices[known] = voices(cited)
        return self._voices[known]

    def text(self, text: Text, event: FuzzyDate | None = None, language: str = "") -> Iterator[ClaimEvidence]:
        """The claims of a text; `event` is the date of the timeline entry that it is.

        `language` is the tag of its own language, "" when it is that of the story.
        """
        told: list[_Told] = []
        paragraphs = list(_paragraphs(text))
        for number, paragraph in enumerate(paragraphs, 1):
            goes_on = number < len(paragraphs) and paragraphs[number][0].text.startswith(_OPENING)
            said = quoted_in([claim.text for claim in paragraph], goes_on=goes_on)
            last = len(paragraph) - 1
            told += [_Told(claim, said[at], at < last or goes_on) for at, claim in enumerate(paragraph)]
        for at, (claim, quotes, _) in enumerate(told):
            tag = language or self._language or assumed(claim.text, self._home)
            found = self._claim(claim, _cited(told, at), quotes, event, tag)
            if found is not None:
                yield found

    def _claim(
        self,
        claim: Claim,
        keys: Sequence[str],
        said: tuple[Quote, ...],
        event: FuzzyDate | None,
        language: str,
    ) -> ClaimEvidence | None:
        """The evidence for one claim; None for one that cites nothing and has no finding."""
        if not claim.citations and any(isinstance(part, Unsourced) for part in claim.parts):
            return None
        cited = tuple(self._articles[key] for key in keys if key in self._articles)
        others = tuple(article for key, article in self._articles.items() if key not in keys)
        dates = tuple(tuple(self._declared.get(article.key, ())) for article in cited)
        quotes = tuple((c.key, c.quote) for c in claim.citations if c.quote)
        asked = Asked(claim.text, quotes, event=event, said=said, language=language)
        supports, findings = _behind(asked, cited, others, dates)
        if not cited and not findings:
            return None
        backing = [found.key for found in supports if found.standing is Standing.SUPPORTED]
        return ClaimEvidence(claim.anchor, supports, self.voices(backing), findings)


@lru_cache(CLAIMS)
def _behind(
    asked: Asked,
    cited: tuple[Article, ...],
    others: tuple[Article, ...],
    dates: tuple[tuple[FuzzyDate, ...], ...],
) -> tuple[tuple[Support, ...], tuple[Finding, ...]]:
    """How each cited article supports a claim, and the findings; `dates` are those that each declares.

    Results are kept, as most edits leave most claims alone.
    """
    supports = tuple(support(asked.text, article, asked.language) for article in cited)
    declared = {article.key: days for article, days in zip(cited, dates, strict=True)}
    return supports, audit(asked, cited, others, supports, declared)


def _paragraphs(text: Text) -> Iterator[list[Claim]]:
    """The claims of a text by paragraph: only a space stands between two of one."""
    claims: list[Claim] = []
    for part in text:
        if isinstance(part, Claim):
            claims.append(part)
        elif part != " " and claims:
            yield claims
            claims = []
    if claims:
        yield claims


def _cited(told: Sequence[_Told], at: int) -> tuple[str, ...]:
    """The keys on which the claim at `at` rests, each once: within a quotation, those that close it."""
    while told[at].runs_on and not told[at].claim.is_sourced and _goes_on(told[at].claim, told[at].said):
        at += 1
    return tuple(dict.fromkeys(citation.key for citation in told[at].claim.citations))


def _goes_on(claim: Claim, said: Sequence[Quote]) -> bool:
    """Whether the claim ends within a quotation."""
    return bool(said) and said[-1].end == len(claim.text.rstrip())
