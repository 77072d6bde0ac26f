"""The audit of a claim: what it says that no source it cites holds, or that its passage says in another way.

Responsible for the order of the checks, and for keeping their two levels apart. Level 1 (`provable`)
compares a claim with whole articles. An article that cannot be read (no text, or a language other than the
claim's) may hold anything, so a claim that cites one has no finding of level 1. Level 2 (`doubts`) compares
with the passages. Of a claim in a language other than English only quotations and digits are checked; of
one that stands in its source word for word, only its date and its quotations. Must not know: stories,
Markdown, rules' weights, the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from dateline.dates import FuzzyDate
from dateline.evidence import backing, doubts, provable, quotes, shares
from dateline.evidence.articles import Article
from dateline.evidence.events import before_event
from dateline.evidence.exchanged import exchanged
from dateline.evidence.facts import Claim, Fact
from dateline.evidence.grounds import Ground
from dateline.evidence.moves import turned_round
from dateline.evidence.names import is_titled
from dateline.evidence.readings import Quote
from dateline.evidence.scores import untold
from dateline.evidence.tolls import mixed
from dateline.evidence.turning import NEGATING
from dateline.evidence.values import Asked, Finding, Span, Standing, Support
from dateline.evidence.words import columns
from dateline.patterns import deferred

_MARK = deferred("[\"“”„‟＂«»‹›「」『』]|(?<![^\\W_])['‘’‚‛]")
"""A mark that may open a quotation; an apostrophe inside a word is none."""
_EXPLAINING = frozenset(
    ("figure-not-in-source", "date-not-in-source", "name-not-in-source", "figures-disagree")
)
"""Rules whose findings say why a passage that is near supports a claim little."""


def audit(
    asked: Asked,
    cited: Sequence[Article],
    others: Sequence[Article],
    supports: Sequence[Support],
    declared: Mapping[str, Sequence[FuzzyDate]] = {},
) -> tuple[Finding, ...]:
    """The findings in a claim: level 1 first, each level in the order of its checks.

    `cited` are the articles that it cites and `supports` what they do for it, one for each; `others` are
    the story's other articles, and `declared` the dates in the front matter of the sources, by key. Of a
    claim that cites nothing only the quotations are checked.
    """
    said = _said(asked)
    verbatim = any(asked.text in article.upheld for article in cited)
    alone = verbatim and len(cited) == 1
    if alone and not (said or asked.quotes or asked.event):
        return ()
    claim = Claim(
        asked.text,
        asked.written or max((article.published for article in cited), default=date.min),
        asked.language,
    )
    readable = all(article.sentences and article.language_name == claim.language for article in cited)
    found = list(_quotations(asked, said, cited, others)) if readable else []
    if not cited:
        return tuple(found)
    grounds = [] if alone else _grounds(cited, supports)
    if not verbatim:
        found += _facts(claim, cited, supports, grounds, proves=readable)
    if len(grounds) > 1 and claim.is_english:
        found += doubts.disagreeing(claim, grounds)
    undated = None
    if asked.event and readable and claim.is_english:  # the dates of other languages are not read
        undated = provable.event_date(asked.event, cited, declared)
    if undated:
        found.append(undated)
    if readable:
        found += doubts.short_quotations(said, cited)
    if not alone:
        explained = any(finding.rule in _EXPLAINING for finding in found)
        found += backing.low(claim, supports, grounds, explained=explained)
    if asked.event:
        announced = readable and undated is None
        found += before_event(asked.text, asked.event, cited, announced=announced)
    return tuple(found)


def _facts(
    claim: Claim,
    cited: Sequence[Article],
    supports: Sequence[Support],
    grounds: Sequence[Ground],
    *,
    proves: bool,
) -> Iterator[Finding]:
    """The findings about figures, dates and names, and about the passages."""
    given = cited
    if len(cited) > 1:  # what supports a claim best is asked first
        scores = {support.key: support.score for support in supports}
        cited = sorted(cited, key=lambda article: -scores.get(article.key, 0))
    missing: list[Fact] = provable.missing(claim, cited, grounds) if proves else []
    yield from (provable.not_in_source(fact, given) for fact in missing)
    if not grounds or not claim.is_english:
        return
    yield from doubts.renamed(claim, cited)
    bounded = doubts.bounded(claim, grounds)
    yield from bounded
    near = [ground for ground in grounds if ground.is_near(claim)]
    shared = list(shares.otherwise(claim, near))
    yield from shared
    if claim.figures:
        yield from doubts.measured(claim, near)
        yield from () if missing else untold(claim, cited)
    followed = [ground for ground in near if ground.is_followed(claim)]
    if followed:
        outside = list(doubts.outside(claim, missing, grounds))
        yield from outside
        flagged = [finding.span for finding in outside] + [(fact.start, fact.end) for fact in missing]
        swapped = list(doubts.swapped(claim, flagged, followed))
        yield from swapped or list(exchanged(claim, followed)) or mixed(claim, followed)
        kept = [ground for ground in followed if ground.is_kept(claim)]
        told = [finding.span for finding in (*bounded, *shared)]
        clashes = list(doubts.clashing(claim, kept))
        if not clashes and len(kept) < len(followed) and not claim.side.turns <= NEGATING:
            clashes = list(doubts.clashing(claim, followed, denials=False))
        clashes = clashes or turned_round(claim, near)
        yield from (finding for finding in clashes if not _is_inside(finding.span, told))
    elif near:
        yield from turned_round(claim, near)
        yield from doubts.replaced(claim, [(fact.start, fact.end) for fact in missing], near)


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _grounds(cited: Sequence[Article], supports: Sequence[Support]) -> list[Ground]:
    """The best passage of every article that was checked and has one, the best supporting first."""
    by_key = {article.key: article for article in cited}
    checked = [support for support in supports if support.standing is not Standing.NOT_CHECKED]
    checked.sort(key=lambda support: -support.score)
    return [Ground(by_key[support.key], support.passage) for support in checked if support.passage]


def _quotations(
    asked: Asked, said: Sequence[Quote], cited: Sequence[Article], others: Sequence[Article]
) -> Iterator[Finding]:
    """The findings about the quotations in the claim and in its citations."""
    for quote in said:
        if any(quotes.stands(quote.text, article.upheld) for article in cited):
            continue
        if quotes.is_checked(quote) and not _is_title(quote.text):
            found = provable.quotation(quote, (quote.start, quote.end), cited, others)
            yield from [found] if found else []
    for number, (key, words) in enumerate(asked.quotes):
        named = [article for article in cited if article.key == key]
        rest = [article for article in (*cited, *others) if article.key != key]
        at = asked.text.find(words)
        span = (at, at + len(words)) if at >= 0 else (0, len(asked.text))
        if named and (found := provable.quotation(Quote(0, len(words), words), span, named, rest)):
            yield msgspec.structs.replace(found, quoting=number)


def _is_title(words: str) -> bool:
    """Whether a quotation is the title of a work rather than what somebody said."""
    return is_titled(words, columns(words))


def _said(asked: Asked) -> Sequence[Quote]:
    """The quotations in the claim."""
    if asked.said is not None:
        return asked.said
    return quotes.quoted(asked.text) if _MARK.search(asked.text) else ()
