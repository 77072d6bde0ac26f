"""What is to be looked at in a claim: facts outside its passage, another order, a denial, too few shared
words.

Responsible for the findings of level 2. They compare with the passages and prove nothing; a good paraphrase
may have some. Must not know: rules' weights, stories, Markdown, quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.dates import FuzzyDate
from dateline.evidence import contrast, opposites, quotes
from dateline.evidence.articles import Article
from dateline.evidence.facts import Claim, Fact, Ground
from dateline.evidence.figures import Figure, holds
from dateline.evidence.quantities import Kind
from dateline.evidence.quotes import Quote
from dateline.evidence.values import Finding, Span, Standing, Support
from dateline.evidence.words import STEMS, columns

_STOPPED = re.compile(r"[.,;:!?()\n]")
_SHORTEST = 12  # characters of a quotation of few words
_CHECK = "check that the claim says what the source says"


def outside(claim: Claim, gone: Sequence[Fact], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that none of the passages holds; `gone` are those that not even the articles hold."""
    keys = _listed(grounds)
    for fact in claim.all:
        if fact not in gone and not any(ground.holds(fact) for ground in grounds):
            message = f"“{fact.words}” is not in the passage of {keys} that supports this claim"
            hint = 'check it against the source, or cite the words: [@key, "…"]'
            yield Finding("outside-passage", message, hint, (fact.start, fact.end))


def swapped(claim: Claim, flagged: Sequence[Span], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that stand where an article has another, and in no article where the claim has them."""
    for place in claim.places:
        span = claim.span(place)
        if any(start < span[1] and span[0] < end for start, end in flagged):
            continue
        if any(claim.around(place) in ground.article.text for ground in grounds):
            continue
        own, best, where, there = -1, 1, grounds[0], (0, 0)
        for ground in grounds:
            placed = contrast.order(claim.side, place, ground.article.row, ground.words)
            own = max(own, placed.own)
            if placed.other > max(best, own) and not ground.is_same(claim, place, placed.there):
                best, where, there = placed.other, ground, placed.there
        if best > max(1, own):
            said, key = claim.text[span[0] : span[1]], where.article.key
            instead = _words(where.article, there)
            message = f"“{said}” stands where “{key}” has {instead}"
            yield Finding("order-differs", message, "check which of them the source speaks of here", span)


def _words(article: Article, there: contrast.Range) -> str:
    starts, ends, _ = article.columns
    return f"“{article.text[starts[there[0]] : ends[there[1] - 1]]}”" if there[1] > there[0] else "nothing"


def clashing(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The words by which the claim says the opposite of every passage."""
    turns = not opposites.TURNING.isdisjoint(claim.side.keys)
    if not turns and not all(ground.negates for ground in grounds):
        return
    polarity = [opposites.polarity(claim.side, ground.side, ground.sentences) for ground in grounds]
    yield from _clash("polarity-differs", claim, grounds, polarity)
    comparatives = [opposites.comparatives(claim.side, ground.side) for ground in grounds]
    yield from _clash("comparative-differs", claim, grounds, comparatives)


def _clash(
    rule: str, claim: Claim, grounds: Sequence[Ground], clashes: Sequence[opposites.Clash | None]
) -> Iterator[Finding]:
    """One finding if every passage clashes: another may say it as the claim does."""
    first = clashes[0]
    if first is None or not all(clashes):
        return
    span = claim.span((first.claim, first.claim + 1))
    word, key = claim.text[span[0] : span[1]], grounds[0].article.key
    if first.passage < 0:
        message = f"“{word}” negates what “{key}” says"
    else:
        message = f"“{word}” is said where “{key}” has “{grounds[0].columns.texts[first.passage]}”"
    yield Finding(rule, message, _CHECK, span)


def _listed(grounds: Sequence[Ground]) -> str:
    return _listed_keys([ground.article for ground in grounds])


def _listed_keys(articles: Sequence[Article]) -> str:
    keys = [f"“{article.key}”" for article in articles]
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} or {keys[-1]}"


def short_quotations(said: Sequence[Quote], cited: Sequence[Article]) -> Iterator[Finding]:
    """The quotations of two or three words, too short to prove much, that stand in no cited article."""
    for quote in said:
        if len(quote.text) < _SHORTEST or quotes.is_checked(quote) or " " not in quote.text:
            continue
        if not any(_says(article, quote.text) for article in cited):
            message = f"“{quote.text}” is quoted, and {_listed_keys(cited)} does not have these words"
            yield Finding("outside-passage", message, _CHECK, (quote.start, quote.end))


def _says(article: Article, words: str) -> bool:
    return bool(quotes.find(words, article.read_text) or quotes.find(words, article.read_title))


def standing(text: str, supports: Sequence[Support]) -> Iterator[Finding]:
    """The cited sources whose words do little for the claim."""
    for support in supports:
        if support.standing is Standing.UNSUPPORTED:
            yield _low(text, support.key)


def untied(claim: Claim, supports: Sequence[Support], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The cited sources with weak support whose passage holds no fact of the claim, or not half its words."""
    weak = {support.key for support in supports if support.standing is Standing.WEAK}
    for ground in grounds:
        if ground.article.key not in weak:
            continue
        if not ground.is_near(claim) or not any(ground.holds(fact) for fact in claim.all):
            yield _low(claim.text, ground.article.key)


def _low(text: str, key: str) -> Finding:
    message = f"no passage of “{key}” shares enough words with this claim"
    return Finding("low-support", message, "check that it is the source that says so", (0, len(text)), key)


def before_event(text: str, event: FuzzyDate, cited: Sequence[Article]) -> Iterator[Finding]:
    """The finding for an entry whose cited sources were all published before its date."""
    newest = max(cited, key=lambda article: article.published)
    if newest.published < event.earliest:
        message = (
            f"“{newest.key}” was published on {newest.published.isoformat()}, before the date of this entry"
        )
        hint = "say that it was planned, or cite a later source"
        yield Finding("passage-before-event", message, hint, (0, len(text)), newest.key)


def disagreeing(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """Figures of the claim for which the passages of two sources give different ones for the same thing."""
    near = [ground for ground in grounds if ground.is_near(claim)] if claim.figures else []
    for figure in claim.figures if len(near) > 1 else ():
        if all(ground.holds(figure) for ground in near):
            continue
        thing = _thing(claim.text, figure)
        speaking = [ground for ground in near if thing and thing in ground.side.stems]
        for one, other in combinations(speaking, 2):
            a, b = _of_thing(one, figure, thing), _of_thing(other, figure, thing)
            if not a or not b or any(holds(x, y) or holds(y, x) for x in a for y in b):
                continue
            said = f"“{one.article.key}” has “{a[0].words}” and “{other.article.key}” has “{b[0].words}”"
            hint = "say whose figure it is, or declare the two under `conflicts:` in story.md"
            yield Finding("figures-disagree", said, hint, (figure.start, figure.end))
            break


def _of_thing(ground: Ground, claimed: Figure, thing: str) -> list[Figure]:
    """The figures of the same kind, unit and noun in a passage."""
    start, end = ground.passage.start, ground.passage.end
    return [
        figure
        for figure in ground.article.figures
        if start <= figure.start < end
        and (figure.kind, figure.unit) == (claimed.kind, claimed.unit)
        and not figure.loose
        and _thing(ground.article.text, figure) == thing
    ]


def _thing(text: str, figure: Figure) -> str:
    """The stem of the noun that a figure counts; "" if there is none."""
    if figure.kind in (Kind.CLOCK, Kind.ORDINAL):
        return ""
    return _noun(text[figure.end : figure.end + 60])


def _noun(behind: str) -> str:
    """The stem of the first word of content, no further than the third; "" if a stop comes first."""
    for word in columns(_STOPPED.split(behind, maxsplit=1)[0]).texts[:3]:
        if STEMS[word] and word.isalpha():
            return STEMS[word]
    return ""
