"""What can be proved against a claim: a quotation, a figure, a date or a full name that no cited source
holds.

Responsible for the findings of level 1. They are made only of whole texts and titles, never of passages, and
by no measure of likeness. Must not know: support, rules' weights, stories, Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from dateline.dates import FuzzyDate, Precision
from dateline.dates.cues import tense
from dateline.dates.mentions import Anchor, Grain, Mention
from dateline.evidence import quotes
from dateline.evidence.aliases import is_known
from dateline.evidence.articles import Article
from dateline.evidence.facts import Claim, Fact, gives, is_provable, stands
from dateline.evidence.figures import nearest
from dateline.evidence.grounds import Ground
from dateline.evidence.held import similar
from dateline.evidence.quotes import Kind, Verdict
from dateline.evidence.readings import Name, Quote
from dateline.evidence.values import Finding, Span
from dateline.patterns import deferred

_SHOWN: Final = 90  # characters of a quotation in a message
_WEEK: Final = timedelta(days=7)
_AROUND: Final = 200
"""Characters beside a day that are looked through for words that tell its tense."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_JOINED: Final = deferred(r"(?:[^\W_]|[-–—/.:'’+&$#]|(?:\b(?:to|through|and|or|of)|[-–—/&,]) )$")
"""What before a day says that it is part of something else."""


def neither(read: Sequence[Article]) -> str:
    """The sources that lack something, in words: neither “ap” nor “courier”."""
    keys = [f"“{article.key}”" for article in read]
    if len(keys) == 1:
        return f"no part of {keys[0]}"
    if len(keys) == 2:
        return f"neither {keys[0]} nor {keys[1]}"
    return f"none of {', '.join(keys[:-1])} and {keys[-1]}"


def missing(claim: Claim, read: Sequence[Article], grounds: Sequence[Ground] = ()) -> list[Fact]:
    """The facts of the claim that none of the articles holds.

    Most stand in the passages of these articles (`grounds`), which are looked at before whole articles are.
    """
    gone: list[Fact] = [
        fact
        for fact in claim.all
        if is_provable(fact)
        and not (grounds and grounds[0].shows(fact))
        and not any(ground.shows(fact) for ground in grounds[1:])
        and not any(gives(article, fact) for article in read)
        and not _is_otherwise(claim, fact, read)
    ]
    gone += (both[0] for both in claim.unclear if not any(gives(one, day) for one in read for day in both))
    return gone


def _is_otherwise(claim: Claim, fact: Fact, read: Sequence[Article]) -> bool:
    """Whether an article holds a fact in a way that the words around it in the claim show."""
    if isinstance(fact, Mention):
        return fact.is_day and any(_is_next_week(claim, fact, article) for article in read)
    return any(is_known(claim, fact, article.held) for article in read)


def _is_next_week(claim: Claim, fact: Mention, article: Article) -> bool:
    """Whether a day is a week off one that a weekday names whose sentence does not say which is meant.

    "The strike begins on Wednesday"; or, in the claim, "The funeral is on Friday".
    """
    days = (given for given in article.mentions if given.is_day)
    near = [given for given in days if abs(given.earliest - fact.earliest) == _WEEK]
    if near and fact.anchor is Anchor.WEEK and not _has_tense(claim.text, fact):
        return True
    return any(
        given.anchor is Anchor.WEEK and given.start >= 0 and not _has_tense(article.upheld, given)
        for given in near
    )


def _has_tense(text: str, day: Mention) -> bool:
    """Whether the words around a day say that it is past, or to come."""
    low = max(0, day.start - _AROUND)
    return tense(text[low : day.end + _AROUND].lower(), day.start - low, day.end - low) != 0


def not_in_source(fact: Fact, read: Sequence[Article]) -> Finding:
    """The finding for a fact that none of the cited articles holds, with what they have instead."""
    span = fact.start, fact.end
    message = f"“{fact.words}” is in {neither(read)}"
    if taken_back := [article for article in read if stands(fact.words, article.text)]:
        message = f"“{fact.words}” is in “{taken_back[0].key}” only as what its correction takes back"
    instead: Name | Mention | None = None
    if isinstance(fact, Name):
        rule, kind = "name-not-in-source", "name"
        instead = similar(fact, (name for article in read for name in article.names))
    elif isinstance(fact, Mention):
        rule, kind = "date-not-in-source", "date"
        instead = _nearest_date(fact, read)
    else:
        figure = nearest(fact, [given for article in read for given in article.figures])
        hint = (
            f"the source has “{figure.words}”"
            if figure
            else "check the figure, or cite the source that has it"
        )
        return Finding("figure-not-in-source", message, hint, span)
    hint = (
        f"the source has “{instead.words}”"
        if instead
        else f"check the {kind}, or cite the source that has it"
    )
    return Finding(rule, message, hint, span)


def _nearest_date(claimed: Mention, read: Sequence[Article]) -> Mention | None:
    """The date of the same width that is nearest to the claimed one."""
    given = [named for article in read for named in article.mentions if named.grain is claimed.grain]
    return min(given, key=lambda named: abs((named.earliest - claimed.earliest).days), default=None)


def event_date(
    event: FuzzyDate, cited: Sequence[Article], declared: Mapping[str, Sequence[FuzzyDate]]
) -> Finding | None:
    """The finding for the date of a timeline entry that no cited source gives.

    A source gives it by its text, by its declared events, or as the day on which it was published.
    """
    for article in cited:
        if _is_within(event, article.published, article.published):
            return None
        if any(_is_within(event, day.earliest, day.latest) for day in declared.get(article.key, ())):
            return None
        if event.precision is Precision.DAY and _names_day(event.earliest, article.upheld):
            return None
        dates = (*article.mentions, *article.unclear)
        given = (named for named in dates if named.grain is not Grain.VAGUE)
        if any(_is_within(event, named.earliest, named.latest) for named in given):
            return None
    message = f"the date of this entry, {event.label or event.edtf}, is in {neither(cited)}"
    return Finding(
        "event-date-not-in-source", message, "check the date, or cite the source that gives it", (0, 0)
    )


def _names_day(day: date, text: str) -> bool:
    """Whether a text names the day in full, as most sources of an entry do: nobody need read all its dates.

    What is one end of a range is left to those who read it.
    """
    month = _MONTHS[day.month - 1]
    spellings = f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"
    places = ((text.find(words), len(words)) for words in spellings)
    return any(
        at >= 0
        and not text[at + size : at + size + 1].isalnum()
        and not _JOINED.search(text[max(0, at - 8) : at])
        for at, size in places
    )


def _is_within(event: FuzzyDate, earliest: date, latest: date | None) -> bool:
    """Whether the days given are among those of the event, or are one end of it."""
    if (earliest, latest) == (event.earliest, event.latest):
        return True
    if latest is None:
        return False
    if event.earliest <= earliest and (event.latest is None or latest <= event.latest):
        return True
    return earliest == latest and earliest in (event.earliest, event.latest)


def quotation(
    quote: Quote, span: Span, cited: Sequence[Article], others: Sequence[Article]
) -> Finding | None:
    """The finding for a quotation that does not stand, verbatim, in a cited article or its title."""
    if any(quotes.find(quote.text, article.read_text) for article in cited):
        return None
    if any(quotes.find(quote.text, article.read_title) for article in cited):
        return None
    if any(quotes.find(quote.text, whole) for article in cited for whole in article.read_whole):
        return None
    verdict = quotes.judge(
        quote,
        [(article.key, article.read_text) for article in cited],
        [(article.key, article.read_text) for article in others],
    )
    words = f"“{_short(quote.text)}”"
    if verdict.kind is Kind.ELSEWHERE:
        message = f"{words} stands in “{verdict.key}”, which is not cited for it"
        return Finding("quote-elsewhere", message, f"cite [@{verdict.key}]", span, verdict.key)
    if verdict.kind is Kind.ALTERED:
        return _altered(quote, verdict, span)
    if verdict.kind is Kind.NOWHERE:
        message = f"{words} stands in no source of this story"
        return Finding("quote-nowhere", message, "quote the source's own words, or take the marks away", span)
    return None


def _altered(quote: Quote, verdict: Verdict, span: Span) -> Finding:
    """Both wordings, with what differs between ‹ and ›."""
    found = verdict.altered
    if found is None:  # no verdict of this kind comes without
        return Finding("quote-altered", f"“{_short(quote.text)}” is not verbatim", "", span, verdict.key)
    said, given = _marked(quote.text, found.differs), _marked(found.text, found.source_differs)
    return Finding(
        "quote-altered",
        f"“{said}” differs from the words of “{verdict.key}”",
        f"the source has “{given}”",
        span,
        verdict.key,
    )


def _marked(words: str, differs: Sequence[Span]) -> str:
    """The words with what differs marked, from some words before the first to some behind the last."""
    if not differs:
        return _short(words)
    low, high = max(0, differs[0][0] - 40), min(len(words), differs[-1][1] + 40)
    high = min(high, low + 3 * _SHOWN)
    shown, at = ["…" if low else ""], low
    for start, end in differs:
        if end > high:
            break
        shown += [words[at:start], "‹", words[start:end], "›"]
        at = end
    return "".join([*shown, words[at:high], "…" if high < len(words) else ""])


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
