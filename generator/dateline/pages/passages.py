"""Passages on a page: for every citation what its source says, within what may be printed of it.

Citations of one source that rest on the same words share one passage, which is printed once. What the
audit thinks of a claim is not shown to readers, apart from how many independent sources support it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

import msgspec

from dateline.evidence.articles import Article
from dateline.evidence.excerpts import fit, words
from dateline.evidence.fragments import Landmarks, passage_url
from dateline.evidence.licenses import limits_of
from dateline.evidence.values import (
    ClaimEvidence,
    Excerpt,
    Limits,
    Passage,
    Span,
    Standing,
    StoryEvidence,
    Support,
    Wanted,
)
from dateline.files.anchors import source_anchor
from dateline.model.linked import Citation
from dateline.model.site import Story
from dateline.pages.imprint import Imprint
from dateline.patterns import deferred
from dateline.views.stories import EvidenceView

_TELLING = 3
"""So many words a passage that supports nothing must share with the claim to be shown: readers may judge."""
_LEFT_OUT = deferred(r"…|\.{3}|\[[^\]\n]{0,200}\]")
"""Where a quotation is no longer its source's words."""
_SPACE = deferred(r"[\s\x00-\x1f\x7f-\x9f]")
_RANKS = {Standing.SUPPORTED: 0, Standing.WEAK: 1, Standing.UNSUPPORTED: 2, Standing.NOT_CHECKED: 2}


class _Said(msgspec.Struct, frozen=True):
    """What citations rest on: words of a source, and where they stand in it."""

    key: str
    text: str = ""
    span: Span = (0, 0)
    standing: str = ""
    """Why there are no words, or why nobody looked them up: as in EvidenceView."""


class _Use(NamedTuple):
    """A citation, with the words that matter to its claim."""

    citation: Citation
    marks: tuple[Span, ...]
    rank: int
    voices: int = 0
    """How many independent sources support the claim."""


class Passages:
    """The passages of one page, and which of them each citation shows."""

    def __init__(
        self, imprint: Imprint, story: Story, evidence: StoryEvidence, articles: Mapping[str, Article]
    ) -> None:
        """`articles` has the text of each source by its key, for the links into it."""
        self._imprint, self._articles = imprint, articles
        self._sources = {source.key: source for source in story.sources}
        self._days = {source.key: imprint.day(source.published) for source in story.sources}
        self._claims = {claim.anchor: claim for claim in evidence.claims}
        self._landmarks: dict[str, Landmarks] = {}
        self._names: dict[tuple[str, int], str] = {}
        self._excerpts: dict[str, Excerpt | None] = {}
        groups: dict[_Said, list[_Use]] = {}
        for said, use in self._cited(story):
            groups.setdefault(said, []).append(use)
        self.views = tuple(self._views(groups))
        """Every passage that the page holds, in the order in which they are first cited."""

    def name(self, citation: Citation) -> str:
        """The id of the passage that a citation shows; "" when nothing is known of it."""
        return self._names.get((citation.key, citation.use), "")

    def excerpt(self, anchor: str) -> Excerpt | None:
        """What a passage prints of its source; None when it prints nothing."""
        return self._excerpts[anchor]

    def voices(self, anchor: str) -> int:
        """How many independent sources support a claim; 0 where that is not known."""
        claim = self._claims.get(anchor)
        return claim.voices if claim else 0

    def _cited(self, story: Story) -> Iterator[tuple[_Said, _Use]]:
        """The story's citations in reading order, with what each rests on."""
        for claim in story.claims:
            evidence = self._claims.get(claim.anchor)
            for citation in claim.citations:
                support = _support(evidence, citation.key)
                if support is not None and citation.key in self._sources:
                    said, use = self._said(citation, support)
                    yield said, use._replace(voices=evidence.voices if evidence else 0)

    def _said(self, citation: Citation, support: Support) -> tuple[_Said, _Use]:
        """What one citation rests on: the words that the writer names, if the source has them."""
        key, quote, passage = citation.key, citation.quote, support.passage
        article = self._articles.get(key)
        if passage is None and not (article and article.text.strip()):
            return _Said(key, quote, standing="no-text"), _Use(citation, (), 0)
        if quote and (span := _located(quote, self._landmarks_of(key))):
            return _Said(key, quote, span), _Use(citation, (), 0)
        checked = support.standing is not Standing.NOT_CHECKED
        if passage is None or not _is_telling(support, passage):
            return _Said(key, standing="not-found" if checked else "not-compared"), _Use(citation, (), 0)
        standing = "" if checked else "not-compared"
        said = _Said(key, passage.text, (passage.start, passage.end), standing)
        return said, _Use(citation, passage.marks, _RANKS[support.standing])

    def _views(self, groups: Mapping[_Said, list[_Use]]) -> Iterator[EvidenceView]:
        """Every passage once, fitted into what may be printed of its source."""
        printed = self._fitted(groups)
        for number, (said, uses) in enumerate(groups.items(), 1):
            name = f"evidence-{number}"
            self._names.update(((use.citation.key, use.citation.use), name) for use in uses)
            self._excerpts[name] = printed.get(said)
            counts = {use.voices for use in uses}
            yield self._view(name, said, self._excerpts[name], counts.pop() if len(counts) == 1 else 0)

    def _fitted(self, groups: Mapping[_Said, list[_Use]]) -> dict[_Said, Excerpt | None]:
        """What is printed of each passage."""
        printed: dict[_Said, Excerpt | None] = {}
        for key in dict.fromkeys(said.key for said in groups):
            own = [said for said in groups if said.key == key and said.text]
            wanted = [_wanted(said.text, groups[said]) for said in own]
            printed.update(zip(own, fit(wanted, self._limits(key)), strict=True))
        return printed

    def _view(self, name: str, said: _Said, excerpt: Excerpt | None, voices: int) -> EvidenceView:
        source = self._sources[said.key]
        is_open = self._limits(said.key).excerpt_words > 0
        span = said.span if is_open else (0, 0)  # not even the words of a text fragment
        return EvidenceView(
            anchor=name,
            number=source.number,
            publisher=source.publisher,
            title=source.title,
            published=self._days[source.key],
            html=_marked(excerpt) if excerpt else "",
            standing=said.standing or ("" if excerpt else "limit" if is_open else "license"),
            url=passage_url(source.url, self._landmarks_of(said.key), span),
            href=f"#{source_anchor(source.key)}",
            language=self._imprint.foreign(source.language),
            voices=self._imprint.say("voices", number=voices) if voices else "",
        )

    def _limits(self, key: str) -> Limits:
        return limits_of(self._sources[key].license, self._imprint.config.evidence)

    def _landmarks_of(self, key: str) -> Landmarks:
        if key not in self._landmarks:
            article = self._articles.get(key)
            self._landmarks[key] = Landmarks(article.text, article.columns) if article else Landmarks("")
        return self._landmarks[key]


def _support(claim: ClaimEvidence | None, key: str) -> Support | None:
    """What a source does for a claim; None when that was not asked."""
    found = claim.supports if claim else ()
    return next((support for support in found if support.key == key), None)


def _is_telling(support: Support, passage: Passage) -> bool:
    """True when a passage is worth a reader's time, and its words."""
    if support.standing is not Standing.UNSUPPORTED:
        return True
    return sum(len(words(passage.text[start:end])) for start, end in passage.marks) >= _TELLING


def _located(quote: str, landmarks: Landmarks) -> Span | None:
    """Where the words of a quotation stand, from its first part to its last; None where they do not."""
    parts = [part for part in _LEFT_OUT.split(quote) if part.strip()]
    spans = [landmarks.find(part) for part in parts]
    found = [span for span in spans if span]
    if len(found) < len(spans) or not found or sorted(found) != found:
        return None
    return found[0][0], found[-1][1]


def _wanted(text: str, uses: Iterable[_Use]) -> Wanted:
    """A passage with the marks of all claims that rest on it."""
    merged: list[Span] = []
    for start, end in sorted({mark for use in uses for mark in use.marks}):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    printed = text if text.isprintable() else _SPACE.sub(" ", text)  # of white space only " " is printable
    return Wanted(printed, tuple(merged), min(use.rank for use in uses))


def _marked(excerpt: Excerpt) -> str:
    """The excerpt as safe HTML, with its marks as `mark` elements."""
    pieces, last = [], 0
    for start, end in excerpt.marks:
        pieces += [escape(excerpt.text[last:start]), f"<mark>{escape(excerpt.text[start:end])}</mark>"]
        last = end
    return "".join((*pieces, escape(excerpt.text[last:])))
