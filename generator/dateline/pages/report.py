"""The evidence report of a story, for its editor: everything that the audit saw, as the template shows it.

It holds long passages of other people's articles, so it is no part of the plan and never in the output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dateline import rules
from dateline.dates import DateError, FuzzyDate, display, display_day
from dateline.evidence.articles import Article
from dateline.evidence.omissions import Left, Omissions, Said, omissions
from dateline.evidence.tally import Tally, tally_of
from dateline.evidence.values import Standing, Support
from dateline.evidence.voices import voices
from dateline.model.linked import claims
from dateline.model.site import Event, Source, Story
from dateline.pages.examined import Examined
from dateline.pages.imprint import Imprint
from dateline.pages.reportclaims import STANDINGS, ReportClaims, anchor_of, clip, ties
from dateline.problems import Place, Problem
from dateline.rules import Level
from dateline.views.report import (
    ClaimView,
    CountView,
    DisputeView,
    EntryView,
    GivenView,
    LeftView,
    LevelView,
    LineView,
    PartView,
    ReportView,
    SourceReport,
    TieView,
)

TOP = 5
"""How many of the sentences that are left out of a source are shown at once."""
REST = 60
"""How many more are shown when they are asked for."""
GIVEN = 3
"""How many dates of one source are shown beside an event."""
_LEVELS = (
    (Level.PROVABLE, "provable", "Provable: the sources do not hold these words"),
    (Level.WARNING, "doubt", "To be looked at: these may well be right"),
    (Level.EDITORIAL, "house", "Rules of the house"),
)


def report_view(
    imprint: Imprint, found: Examined, problems: Sequence[Problem], *, page: str = "", state: str = ""
) -> ReportView:
    """The report of a story; `problems` are those of its files, weighed.

    `page` is the address of its page in a preview, `state` says why readers do not see it yet.
    """
    story, evidence = found.story, found.evidence
    desk = ReportClaims(found, problems)
    parts = tuple(_parts(found, desk))
    disputes = tuple(
        DisputeView(c.anchor, c.about, desk.views(claim for text in c.says for claim in claims(text)))
        for c in story.conflicts
    )
    timeline = tuple(_entry(event, found, desk, imprint) for event in story.timeline)
    lists = [*(p.claims for p in parts), *(d.claims for d in disputes), *(e.claims for e in timeline)]
    shown = [claim for listed in lists for claim in listed]
    articles = list(found.articles.values())
    return ReportView(
        story=story.id,
        title=story.title,
        file=story.file,
        language=imprint.config.language,
        updated=imprint.day(story.updated).label,
        updated_iso=imprint.day(story.updated).datetime,
        page=page,
        state=state,
        counts=tuple(_counts(tally_of(len(story.claims), evidence))),
        found=_tagged(shown, "found"),
        single=_tagged(shown, "single"),
        uncited=_tagged(shown, "uncited", "unsourced", "unchecked"),
        silenced=sum(claim.silenced for claim in shown),
        levels=levels(problems, desk.anchors),
        parts=parts,
        disputes=disputes,
        timeline=timeline,
        voices=voices(articles),
        ties=tuple(TieView(*tie) for tie in ties(articles)),
        sources=tuple(_sources(found, desk, imprint)),
    )


def unreadable_view(story: str, file: str, language: str, problems: Sequence[Problem]) -> ReportView:
    """The report of a story whose files cannot be read: what is wrong with them."""
    return ReportView(
        story=story,
        title=story,
        file=file,
        language=language,
        updated="",
        updated_iso="",
        page="",
        state="",
        counts=(),
        found=0,
        single=0,
        uncited=0,
        silenced=0,
        levels=levels(problems, {}),
        parts=(),
        disputes=(),
        timeline=(),
        voices=0,
        ties=(),
        sources=(),
        readable=False,
    )


def levels(problems: Sequence[Problem], anchors: dict[tuple[Place, str, str], str]) -> tuple[LevelView, ...]:
    """The problems by level, the worst level first and in each the errors first."""
    found = []
    for level, name, title in _LEVELS:
        own = [problem for problem in problems if rules.BY_NAME[problem.rule].level is level]
        own.sort(key=lambda problem: not problem.is_error)
        lines = tuple(_line(problem, anchors) for problem in own)
        if lines:
            found.append(LevelView(title, name, lines))
    return tuple(found)


def _line(problem: Problem, anchors: dict[tuple[Place, str, str], str]) -> LineView:
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    anchor = anchors.get((place, problem.rule, problem.message), "")
    return LineView(problem.severity.value, problem.rule, problem.message, problem.hint, where, anchor)


def _tagged(shown: Iterable[ClaimView], *tags: str) -> int:
    return sum(any(tag in claim.tags for tag in tags) for claim in shown)


def _counts(tally: Tally) -> Iterator[CountView]:
    """The tally in words."""
    yield CountView("claims", tally.claims)
    yield CountView("cited", tally.cited)
    yield CountView("checked", tally.checked, "compared with at least one source")
    yield CountView("two or more voices", tally.corroborated)
    yield CountView("single source", tally.single)
    yield CountView("not checked", tally.unchecked, "no source that they cite could be compared")
    yield CountView("cite nothing", tally.uncited)


def _parts(found: Examined, desk: ReportClaims) -> Iterator[PartView]:
    """The summary and the sections, without those that say nothing."""
    lone = dict(found.evidence.lone)
    names = {source.key: source.publisher for source in found.story.sources}
    texts = [("r_summary", "Summary", found.story.summary)]
    texts += [(section.anchor, section.title, section.text) for section in found.story.sections]
    for anchor, title, text in texts:
        shown = desk.views(claims(text))
        note = f"All of this rests on one voice, that of {names[lone[anchor]]}." if anchor in lone else ""
        if shown:
            yield PartView(anchor, title, note, shown)


# ── the timeline ─────────────────────────────────────────────────────────────────────────────────


def _entry(event: Event, found: Examined, desk: ReportClaims, imprint: Imprint) -> EntryView:
    """An entry of the timeline, with what each source that it cites says of its days."""
    stated = claims(event.text)
    keys = dict.fromkeys(citation.key for claim in stated for citation in claim.citations)
    shown = desk.views(stated)
    language = imprint.config.language
    given = tuple(
        GivenView(article.publisher, tuple(islice(_given(event.date, article, found, language), GIVEN)))
        for article in map(found.articles.get, keys)
        if article
    )
    tags = tuple(dict.fromkeys(tag for claim in shown for tag in claim.tags))
    return EntryView(event.anchor, display(event.date, language), event.note, shown, given, tags)


def _given(event: FuzzyDate, article: Article, found: Examined, language: str) -> Iterator[str]:
    """The dates that a source gives for these days, each as it says it and as it is read."""
    for declared in found.declared.get(article.key, ()):
        if _meet(event, declared):
            yield f"declared: {display(declared, language)}"
    seen = set()
    for mention in article.mentions:
        if mention.words.casefold() in seen:
            continue
        try:
            date = mention.fuzzy
        except DateError:  # "recently" is no date
            continue
        if _meet(event, date):
            seen.add(mention.words.casefold())
            read = display(date, language)
            yield f"“{mention.words}”" + (f" ({read})" if read != mention.words else "")
    if event.earliest <= article.published <= (event.latest or article.published):
        yield "its day of publication"


def _meet(one: FuzzyDate, other: FuzzyDate) -> bool:
    """True when two dates share a day; a far wider one says nothing of the other."""
    if one.latest is None or other.latest is None:
        return one.earliest == other.earliest
    if one.earliest > other.latest or other.earliest > one.latest:
        return False
    return (other.latest - other.earliest).days <= max(31, 2 * (one.latest - one.earliest).days)


# ── the sources ──────────────────────────────────────────────────────────────────────────────────


def _sources(found: Examined, desk: ReportClaims, imprint: Imprint) -> Iterator[SourceReport]:
    """Each source with how it is used and what of it is not."""
    said = Said(claim.text for claim in found.story.claims)
    for source in found.story.sources:
        article = found.articles[source.key]
        supports = [s for claim in found.evidence.claims for s in claim.supports if s.key == source.key]
        passages = [
            (s.passage.start, s.passage.end)
            for s in supports
            if s.passage and s.standing is Standing.SUPPORTED
        ]
        others = [other for key, other in found.articles.items() if key != source.key]
        left = omissions(article, said, passages, others)
        yield _source(source, article, supports, left, found.story, imprint)


def _source(
    source: Source,
    article: Article,
    supports: Sequence[Support],
    left: Omissions,
    story: Story,
    imprint: Imprint,
) -> SourceReport:
    names = {other.key: other.publisher for other in story.sources}
    rest = left.rest(TOP)
    return SourceReport(
        key=source.key,
        number=source.number,
        anchor=anchor_of(source),
        title=source.title,
        publisher=source.publisher,
        agency=source.agency,
        published=display_day(source.published, imprint.config.language),
        published_iso=source.published.iso,
        href=source.url,
        file=source.file,
        language=source.language,
        cited=source.uses,
        standings=tuple(_standings(supports)),
        unchecked=left.why,
        sentences=left.sentences,
        left=len(left.left),
        top=tuple(_left(sentence, article, names) for sentence in left.top(TOP)),
        rest=tuple(_left(sentence, article, names) for sentence in rest[:REST]),
        more=max(0, len(rest) - REST),
    )


def _standings(supports: Sequence[Support]) -> Iterator[CountView]:
    """How many claims a source supports, and how well; what there is none of is left out."""
    for standing, label in STANDINGS.items():
        count = sum(support.standing is standing for support in supports)
        if count:
            yield CountView(label, count)


def _left(sentence: Left, article: Article, names: dict[str, str]) -> LeftView:
    """A sentence that is left out, with what speaks for it."""
    text = article.text[sentence.start : sentence.end]
    low, high = clip(text, 0)
    notes = ["opening"] if sentence.opening else []
    notes += ["figures"] if sentence.figures else []
    notes += ["names"] if sentence.names else []
    notes += [f"also in {names[key]}" for key in sentence.also]
    return LeftView(text[low:high] + (" …" if high < len(text) else ""), tuple(notes))
