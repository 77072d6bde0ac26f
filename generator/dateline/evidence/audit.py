"""The audit of a claim: what it says that no source it cites holds, or that its passage says in another way.

Responsible for the findings of levels 1 and 2 and for keeping them apart. Level 1 (`…-not-in-source`, `quote-…`)
is provable: the words stand in none of the cited sources, text or title. An article that cannot be read proves
nothing, so a claim that cites one has no fact findings of level 1. Level 2 compares with the passages and only
says where to look. Must not know: stories, Markdown, rules' weights, the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from dateline.dates import FuzzyDate
from dateline.dates.mentions import Anchor, Grain, Mention
from dateline.evidence import contrast, facts
from dateline.evidence.articles import Article
from dateline.evidence.facts import Claim, Fact
from dateline.evidence.figures import Figure, Kind, nearest
from dateline.evidence.names import Name, similar
from dateline.evidence.values import Finding, Passage, Span, Standing, Support


class Asked(msgspec.Struct, frozen=True):
    """A claim to be audited."""

    text: str
    quotes: tuple[tuple[str, str], ...] = ()
    """The key and the words of every `[@key, "…"]`."""
    opened: str = ""
    """The mark of a quotation that the claim before left open."""
    event: FuzzyDate | None = None
    """The date of the timeline entry in which the claim stands."""
    written: date | None = None
    """The day on which it was written; without it the day when the newest cited source was published."""


def audit(
    asked: Asked,
    cited: Sequence[Article],
    others: Sequence[Article],
    supports: Sequence[Support],
    declared: Mapping[str, Sequence[FuzzyDate]] = {},
) -> tuple[Finding, ...]:
    """What is to be looked at in a claim: level 1 first, each level in the order of the words.

    `cited` are the articles that it cites and `supports` what they do for it, one for each; `others` are the
    story's other articles, and `declared` the dates in the front matter of the sources, by key.
    """
    if not cited:
        return ()
    unread = {support.key for support in supports if support.standing is Standing.NOT_CHECKED}
    read = [article for article in cited if article.key not in unread]
    passages = _passages(read, supports)
    found: list[Finding] = []
    claim = Claim(asked.text, asked.written or max(article.published for article in cited))
    verbatim = any(asked.text in article.text for article in read)
    if not verbatim and read:
        missing = [] if unread else list(_missing(claim, read))
        found += [_not_in_source(fact, read, claim) for fact in missing]
        if passages and claim.is_english:
            found += _against_passages(claim, missing, passages, proved=not unread)
    if asked.event and not unread:
        found += _event(asked.event, cited, declared)
    found += _standing(asked, cited, supports)
    found += _disagreement(claim, passages)
    return tuple(found)


_Passages = list[tuple[Article, Passage]]


def _passages(read: Sequence[Article], supports: Sequence[Support]) -> _Passages:
    """The best passage of every article that could be read."""
    by_key = {support.key: support.passage for support in supports}
    return [(article, passage) for article in read if (passage := by_key.get(article.key))]


def _missing(claim: Claim, read: Sequence[Article]) -> Iterator[Fact]:
    """The facts that none of the articles holds."""
    said: list[Fact] = [*claim.figures, *claim.claimed_dates, *claim.names]
    for fact in said:
        if facts.is_level_one(fact) and not any(facts.gives(article, fact) for article in read):
            yield fact


def _not_in_source(fact: Fact, read: Sequence[Article], claim: Claim) -> Finding:
    """The finding for a fact that no cited source holds."""
    span = fact.start, fact.end
    message = f"“{fact.words}” is in {_neither(read)}"
    if isinstance(fact, Name):
        like = similar(fact, (name for article in read for name in article.names))
        hint = f"the source has “{like.words}”" if like else "check the name, or cite the source that has it"
        return Finding("name-not-in-source", message, hint, span)
    if isinstance(fact, Mention):
        given = _nearest_date(fact, read)
        hint = (
            f"the source has “{given.words}”" if given else "check the date, or cite the source that gives it"
        )
        return Finding("date-not-in-source", message, hint, span)
    figure = nearest(fact, [given for article in read for given in article.figures])
    hint = (
        f"the source has “{figure.words}”" if figure else "check the figure, or cite the source that has it"
    )
    return Finding("figure-not-in-source", message, hint, span)


def _nearest_date(claimed: Mention, read: Sequence[Article]) -> Mention | None:
    """The date of the same width that is nearest to the claimed one."""
    given = [named for article in read for named in article.mentions if named.grain is claimed.grain]
    return min(given, key=lambda named: abs((named.earliest - claimed.earliest).days), default=None)


def _neither(read: Sequence[Article]) -> str:
    """ "not “ap”"; "neither “ap” nor “courier”"; "none of “ap”, “courier” and “herald”"."""
    keys = [f"“{article.key}”" for article in read]
    if len(keys) == 1:
        return f"no part of {keys[0]}"
    if len(keys) == 2:
        return f"neither {keys[0]} nor {keys[1]}"
    return f"none of {', '.join(keys[:-1])} and {keys[-1]}"


def _against_passages(
    claim: Claim, missing: Sequence[Fact], passages: _Passages, *, proved: bool
) -> Iterator[Finding]:
    """What the passages say in another way."""
    keys = _listed(passages)
    gone = {(fact.start, fact.end) for fact in missing} if proved else set()
    said: list[Fact] = [*claim.figures, *claim.claimed_dates, *claim.names]
    for fact in said:
        if (fact.start, fact.end) in gone:
            continue
        if not any(facts.in_passage(article, passage, fact) for article, passage in passages):
            gone.add((fact.start, fact.end))
            yield Finding(
                "outside-passage",
                f"“{fact.words}” is not in the passage of {keys} that supports the claim",
                'check it against the source, or cite the words: [@key, "…"]',
                (fact.start, fact.end),
            )
    starts, ends, _ = claim.words
    clear = [
        place
        for place in claim.places
        if not any(start < ends[place[1] - 1] and starts[place[0]] < end for start, end in gone)
    ]
    yield from _swapped(claim, clear, passages)
    yield from _clashing(claim, passages)


def _swapped(claim: Claim, places: Iterable[contrast.Range], passages: _Passages) -> Iterator[Finding]:
    """The facts that stand where an article has another, and in no article where the claim has them."""
    for place in places:
        own, best, where, instead = -1, 0, passages[0][0], (0, 0)
        for article, _ in passages:
            there, score, slot = contrast.order(claim.keys, place, article.row)
            own = max(own, there)
            if score > best and not facts.is_same(claim, place, article, slot):
                best, where, instead = score, article, slot
        if best < 2 or best <= own:
            continue
        starts, ends, _ = where.columns
        span = claim.words.starts[place[0]], claim.words.ends[place[1] - 1]
        words = (
            where.text[starts[instead[0]] : ends[instead[1] - 1]] if instead[1] > instead[0] else "nothing"
        )
        message = f"“{claim.text[span[0] : span[1]]}” stands where “{where.key}” has “{words}”"
        yield Finding("order-differs", message, "check which of them the source speaks of here", span)


def _clashing(claim: Claim, passages: _Passages) -> Iterator[Finding]:
    """The words by which the claim says the opposite of every passage."""
    clashes: list[tuple[contrast.Clash | None, contrast.Clash | None]] = []
    words = claim.words.texts
    for article, passage in passages:
        low, high = facts.word_range(article, passage)
        texts = article.columns.texts[low:high]
        sentence = _nearest_sentence(claim, article, low, high)
        clashes.append((contrast.polarity(words, texts, sentence), contrast.comparatives(words, texts)))
    keys = _listed(passages)
    for number, rule in enumerate(("polarity-differs", "comparative-differs")):
        pairs = [pair[number] for pair in clashes]
        first = pairs[0]
        if first is None or not all(pairs):
            continue
        low, high = facts.word_range(*passages[0])
        span = claim.words.starts[first.claim], claim.words.ends[first.claim]
        word = claim.text[span[0] : span[1]]
        message = _clash(word, first, passages[0][0].columns.texts[low:high], keys)
        yield Finding(rule, message, "check that the claim says what the source says", span)


def _clash(word: str, clash: contrast.Clash, texts: Sequence[str], keys: str) -> str:
    if clash.passage < 0 or clash.passage >= len(texts):
        return f"“{word}” negates what the passage of {keys} says"
    return f"“{word}” is said where the passage of {keys} has “{texts[clash.passage]}”"


def _nearest_sentence(claim: Claim, article: Article, low: int, high: int) -> Sequence[str]:
    """The words of the sentence of a passage that shares most with the claim."""
    said = set(claim.words.texts)
    texts = article.columns.texts
    ranges = [(a, b) for a, b in article.sentence_words if a >= low and b <= high]
    best = max(ranges, key=lambda pair: len(said.intersection(texts[pair[0] : pair[1]])), default=(low, high))
    return texts[best[0] : best[1]]


def _listed(passages: _Passages) -> str:
    keys = [f"“{article.key}”" for article, _ in passages]
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"


def _event(
    event: FuzzyDate, cited: Sequence[Article], declared: Mapping[str, Sequence[FuzzyDate]]
) -> Iterator[Finding]:
    """Whether a source gives the day of a timeline entry, and whether one could know of it."""
    given = any(
        _is_within(event, article.published, article.published)
        or any(_is_within(event, day.earliest, day.latest) for day in declared.get(article.key, ()))
        or any(
            _is_within(event, named.earliest, named.latest)
            for named in article.mentions
            if named.grain is not Grain.VAGUE
        )
        for article in cited
    )
    if not given:
        yield Finding(
            "event-date-not-in-source",
            f"the date of this entry, {event.edtf}, is in {_neither(cited)}",
            "check the date, or cite the source that gives it",
            (0, 0),
        )


def _is_within(event: FuzzyDate, earliest: date, latest: date | None) -> bool:
    """Whether the days given are among those of the event, or are one end of it."""
    if earliest == event.earliest and latest == event.latest:
        return True
    if latest is None:
        return False
    if event.earliest <= earliest and (event.latest is None or latest <= event.latest):
        return True
    return earliest == latest and earliest in (event.earliest, event.latest)


def _standing(asked: Asked, cited: Sequence[Article], supports: Sequence[Support]) -> Iterator[Finding]:
    """The sources whose words do little for the claim, or that were published before it happened."""
    whole = 0, len(asked.text)
    for support in supports:
        if support.standing is Standing.UNSUPPORTED:
            message = f"no passage of “{support.key}” shares enough words with this claim"
            yield Finding(
                "low-support", message, "check that it is the source that says so", whole, support.key
            )
    if asked.event and all(article.published < asked.event.earliest for article in cited):
        newest = max(cited, key=lambda article: article.published)
        message = f"“{newest.key}” was published on {newest.published.isoformat()}, before this happened"
        yield Finding(
            "passage-before-event",
            message,
            "say that it was planned, or cite a later source",
            whole,
            newest.key,
        )


def _disagreement(claim: Claim, passages: _Passages) -> Iterator[Finding]:
    """Two passages that give different figures for the same thing."""
    return iter(())


__all__ = ["Anchor", "Asked", "Figure", "Kind", "Span", "audit"]
