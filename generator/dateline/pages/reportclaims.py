"""The claims of an evidence report: each with its passages, findings and voices, as the template shows them.

Texts stay plain: the template escapes them. Nothing here is written into the output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from dateline import rules
from dateline.check.evidence import entry_dates, place_of
from dateline.evidence.articles import Article
from dateline.evidence.fragments import Landmarks, passage_url
from dateline.evidence.values import ClaimEvidence, Finding, Passage, Span, Standing, Support
from dateline.evidence.voices import copied, same_voice
from dateline.model.linked import Claim, Unsourced
from dateline.model.site import Source
from dateline.pages.examined import Examined
from dateline.problems import Place, Problem
from dateline.rules import Level
from dateline.views.report import BackingView, CiteView, ClaimView, FindingView, Run

LONGEST = 1200
"""The most characters that are shown of one passage or sentence."""
BEFORE = 200
"""How many of them stand before the first word in common."""
STANDINGS = {
    Standing.SUPPORTED: "supported",
    Standing.WEAK: "weak support",
    Standing.UNSUPPORTED: "no support found",
    Standing.NOT_CHECKED: "not checked",
}
NAMES = {Level.EDITORIAL: "house", Level.PROVABLE: "provable", Level.WARNING: "doubt"}
_RANKS = ("provable", "doubt", "shared")

Marked = tuple[int, int, str]
"""Start, end and kind of what is marked in a text."""


class ReportClaims:
    """Makes the views of one story's claims; `problems` are those of the story, weighed."""

    def __init__(self, found: Examined, problems: Iterable[Problem]) -> None:
        self._articles = found.articles
        self._sources = {source.key: source for source in found.story.sources}
        self._evidence = {claim.anchor: claim for claim in found.evidence.claims}
        self._weighed = {(p.place, p.rule, p.message): p for p in problems}
        self._dates = entry_dates(found.story)
        self._landmarks: dict[str, Landmarks] = {}
        self.anchors: dict[tuple[Place, str, str], str] = {}
        """By place, rule and message of a problem, the claim that it is about."""

    def views(self, claims: Iterable[Claim]) -> tuple[ClaimView, ...]:
        """The claims, in their order."""
        return tuple(map(self.view, claims))

    def view(self, claim: Claim) -> ClaimView:
        """One claim."""
        evidence = self._evidence.get(claim.anchor)
        findings = tuple(self._findings(claim, evidence))
        marks = [(*finding.span, NAMES[rules.BY_NAME[finding.rule].level]) for finding, _ in findings]
        supports = evidence.supports if evidence else ()
        return ClaimView(
            anchor=claim.anchor,
            runs=runs(claim.text, marks),
            cites=tuple(self._cites(claim)),
            backings=tuple(map(self._backing, supports)),
            findings=tuple(_finding(*found) for found in findings),
            tags=tuple(_tags(claim, evidence, bool(findings))),
            voices=_voices(evidence) if evidence else "",
            tied=tuple(self._tied(evidence)) if evidence else (),
            silenced=len(evidence.findings) - len(findings) if evidence else 0,
        )

    def address(self, key: str, span: Span) -> str:
        """The address of a passage in the article itself; "" where there is none."""
        if key not in self._landmarks:
            article = self._articles[key]
            self._landmarks[key] = Landmarks(article.text, article.columns)
        return passage_url(self._sources[key].url, self._landmarks[key], span)

    def _findings(self, claim: Claim, evidence: ClaimEvidence | None) -> Iterator[tuple[Finding, Problem]]:
        """The findings that no setting and no comment turns off, with what they weigh."""
        for finding in evidence.findings if evidence else ():
            place = place_of(finding, claim, self._dates.get(claim.anchor))
            name = (place, finding.rule, finding.message)
            if name in self._weighed:
                self.anchors[name] = claim.anchor
                yield finding, self._weighed[name]

    def _cites(self, claim: Claim) -> Iterator[CiteView]:
        for citation in claim.citations:
            source = self._sources[citation.key]
            yield CiteView(
                source.number, source.publisher, anchor_of(source), citation.quote, citation.locator
            )

    def _backing(self, support: Support) -> BackingView:
        source, passage = self._sources[support.key], support.passage
        span = (passage.start, passage.end) if passage else (0, 0)
        return BackingView(
            number=source.number,
            publisher=source.publisher,
            anchor=anchor_of(source),
            standing=support.standing.value,
            label=STANDINGS[support.standing],
            score="" if support.standing is Standing.NOT_CHECKED else f"{support.score:.2f}",
            runs=_shown(passage) if passage else (),
            href=self.address(support.key, span) if passage else source.url,
            why=support.why or ("" if passage else "no sentence shares enough words with the claim"),
            language=source.language,
        )

    def _tied(self, evidence: ClaimEvidence) -> Iterator[str]:
        """Who of those that support a claim is one voice with whom."""
        supported = Standing.SUPPORTED
        backing = [self._articles[found.key] for found in evidence.supports if found.standing is supported]
        for one, other, why in ties(backing):
            yield f"{one} and {other} are one voice: {why}"


def _voices(evidence: ClaimEvidence) -> str:
    """How many voices support a claim, in words."""
    return "single source" if evidence.voices == 1 else f"{evidence.voices} voices" if evidence.voices else ""


def anchor_of(source: Source) -> str:
    """The id of a source in the report; no id made from a heading has a "_"."""
    return f"r_source-{source.number}"


def ties(articles: Sequence[Article]) -> Iterator[tuple[str, str, str]]:
    """Each two of these articles that are one voice, by publisher and key, and why."""
    for one, other in combinations(articles, 2):
        if same_voice(one, other):
            yield _called(one, other), _called(other, one), _why(one, other)


def _called(article: Article, other: Article) -> str:
    """The publisher of an article; the key too, where another has the same."""
    return (
        article.publisher if article.publisher != other.publisher else f"{article.publisher} ({article.key})"
    )


def _why(one: Article, other: Article) -> str:
    """Why two articles are one voice, which they are."""
    if one.publisher == other.publisher:
        return "the same publisher"
    for agency in (one.agency, other.agency):
        if agency and agency in (one.agency or one.publisher) and agency in (other.agency or other.publisher):
            return f"the same agency, {agency}"
    share = copied(one, other)
    return f"{share:.0%} of the shorter text stands in the other" if share else "the same publisher or agency"


def _finding(finding: Finding, weighed: Problem) -> FindingView:
    name = NAMES[rules.BY_NAME[finding.rule].level]
    return FindingView(name, finding.rule, weighed.severity.value, finding.message, finding.hint)


def _tags(claim: Claim, evidence: ClaimEvidence | None, found: bool) -> Iterator[str]:
    """By what the filter knows a claim."""
    if found:
        yield "found"
    if any(isinstance(part, Unsourced) for part in claim.parts):
        yield "unsourced"
    elif not claim.citations:
        yield "uncited"
    elif evidence is None or all(s.standing is Standing.NOT_CHECKED for s in evidence.supports):
        yield "unchecked"
    elif evidence.voices == 1:
        yield "single"
    elif evidence.voices > 1:
        yield "several"


def runs(text: str, marks: Iterable[Marked]) -> tuple[Run, ...]:
    """The text in runs of one kind; where marks overlap, what weighs more is shown."""
    inside = [mark for mark in marks if 0 <= mark[0] < mark[1] <= len(text)]
    edges = sorted({0, len(text), *(at for start, end, _ in inside for at in (start, end))})
    found: list[Run] = []
    for start, end in pairwise(edges):
        kinds = {kind for low, high, kind in inside if low <= start and end <= high}
        found.append(Run(text[start:end], min(kinds, key=_RANKS.index, default="")))
    return tuple(found)


def _shown(passage: Passage) -> tuple[Run, ...]:
    """The passage with what it shares marked; of a very long one, the part around the first shared word."""
    begin = passage.marks[0][0] if passage.marks else 0
    low, high = clip(passage.text, begin)
    marks = [
        (start - low, end - low, "shared") for start, end in passage.marks if low <= start and end <= high
    ]
    return clipped_runs(passage.text, low, high, marks)


def clip(text: str, at: int) -> Span:
    """What is shown of a text: all of it, or LONGEST characters from a little before `at`."""
    if len(text) <= LONGEST:
        return 0, len(text)
    low = max(0, min(at - BEFORE, len(text) - LONGEST))
    return low, low + LONGEST


def clipped_runs(text: str, low: int, high: int, marks: Iterable[Marked]) -> tuple[Run, ...]:
    """The runs of a part of a text, with signs of what is left out."""
    before = (Run("… "),) if low else ()
    after = (Run(" …"),) if high < len(text) else ()
    return (*before, *runs(text[low:high], marks), *after)
