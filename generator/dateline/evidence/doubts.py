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
from dateline.evidence import contrast, disagreements, negations, opposites, quotes, things, turning
from dateline.evidence.articles import Article
from dateline.evidence.facts import Claim, Fact, gives, is_date
from dateline.evidence.figures import holds
from dateline.evidence.grounds import Ground
from dateline.evidence.numerals import WORDS as NUMBERS
from dateline.evidence.readings import Kind, Quote
from dateline.evidence.values import Finding, Span, Standing, Support
from dateline.evidence.words import KEYS, STOP

_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])++")
_BOTH_SIDES = 3  # neighbours, of which two are on one side
_SHOWN = 90  # characters of a passage in a hint
_SHORTEST = 12  # characters of a quotation of few words
_DONE = re.compile(
    r"\b(?:was|were|had|did|has|have|[a-z]{3,}ed|began|came|went|took|held|met|won|lost|left|fell|rose)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to|may|might|could|due|plan(?:s|ned)?|expect(?:s|ed)|scheduled|intend(?:s|ed)"
    r"|until|set|agreed|fixed|earliest|deadline|next)\b"
)
_CHECK = "check that the claim says what the source says"


def outside(claim: Claim, gone: Sequence[Fact], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that none of the passages holds; `gone` are those that not even the articles hold."""
    keys = _listed(grounds)
    for fact in claim.all:
        if fact in gone or any(ground.tells(fact) for ground in grounds):
            continue
        if not any(things.is_elsewhere(claim, fact, ground) for ground in grounds):
            message = f"“{fact.words}” is not in the passage of {keys} that supports this claim"
            hint = 'check it against the source, or cite the words: [@key, "…"]'
            yield Finding("outside-passage", message, hint, (fact.start, fact.end))


def swapped(claim: Claim, flagged: Sequence[Span], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that stand where an article has another, and in no article where the claim has them."""
    for place in claim.places:
        around = claim.around(place)
        if any(around in ground.article.upheld for ground in grounds):
            continue
        span = claim.span(place)
        if any(start < span[1] and span[0] < end for start, end in flagged):
            continue
        own, best, where, there = -1, 1, grounds[0], (0, 0)
        for ground in grounds:
            placed = contrast.order(claim.side, place, ground.article.row, ground.words)
            own = max(own, placed.own)
            if placed.other <= max(best, own) or ground.is_same(claim, place, placed.there):
                continue
            if _is_like(claim, place, ground.article, placed):
                best, where, there = placed.other, ground, placed.there
        if best > max(1, own) and not (own < 0 and _is_respelt(claim, span, grounds)):
            said, key = claim.text[span[0] : span[1]], where.article.key
            instead = _words(where.article, there)
            message = f"“{said}” stands where “{key}” has {instead}"
            yield Finding("order-differs", message, "check which of them the source speaks of here", span)


def _is_respelt(claim: Claim, span: Span, grounds: Sequence[Ground]) -> bool:
    """Whether the words are of a name that an article has with its initials in another spelling."""
    if _INITIALS.fullmatch(claim.text, *span):
        return True
    names = [name for name in claim.names if name.start < span[1] and span[0] < name.end]
    names = [name for name in names if any(len(part) == 1 for part in name.parts)]
    return any(gives(ground.article, name) for name in names for ground in grounds)


def _is_like(claim: Claim, place: contrast.Range, article: Article, placed: contrast.Placed) -> bool:
    """Whether what stands there may be mistaken for the claim's fact.

    A pronoun that opens a sentence is no name, a percentage is not taken for a number of things, and a date
    for a name only where the words on both sides are the same.
    """
    texts = article.columns.texts[slice(*placed.there)]
    if not texts:
        return True
    said = claim.words.texts[slice(*place)]
    if not contrast.is_numeric(texts[0]):
        if _is_bare(said) or _is_bare(texts):
            return False
        if placed.other < _BOTH_SIDES and is_date(said) != is_date(texts):
            return False
    (low, high), (first, last) = claim.span(place), _span(article, placed.there)
    ours = {figure.kind is Kind.PERCENT for figure in claim.figures if low <= figure.start < high}
    around = [figure for figure in article.figures if figure.start < last and first < figure.end]
    theirs = {figure.kind is Kind.PERCENT for figure in around}
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_bare(texts: Sequence[str]) -> bool:
    """Whether the words are capitalised by their place alone: "She", "Both", "Two"."""
    return all(KEYS[word] in STOP or word.lower() in NUMBERS for word in texts)


def _span(article: Article, there: contrast.Range) -> Span:
    starts, ends, _ = article.columns
    return starts[there[0]], ends[there[1] - 1]


def _words(article: Article, there: contrast.Range) -> str:
    starts, ends, _ = article.columns
    return f"“{article.text[starts[there[0]] : ends[there[1] - 1]]}”" if there[1] > there[0] else "nothing"


def clashing(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The words by which the claim says the opposite of every passage."""
    turns = not turning.TURNING.isdisjoint(claim.side.keys)
    if not grounds or (not turns and not all(ground.negates for ground in grounds)):
        return
    polarity = [opposites.polarity(claim.side, ground.side, ground.sentences) for ground in grounds]
    yield from _clash("polarity-differs", claim, grounds, polarity)
    comparatives = [opposites.comparatives(claim.side, ground.side, ground.sentences) for ground in grounds]
    yield from _clash("comparative-differs", claim, grounds, comparatives)


def _clash(
    rule: str, claim: Claim, grounds: Sequence[Ground], clashes: Sequence[negations.Clash | None]
) -> Iterator[Finding]:
    """One finding if every passage clashes: another may say it as the claim does."""
    first = clashes[0]
    if first is None or not all(clashes):
        return
    span = claim.span((first.claim, first.claim + 1))
    if _is_quoted(claim, span, grounds):
        return
    word, key = claim.text[span[0] : span[1]], grounds[0].article.key
    other = grounds[0].columns.texts[first.passage]
    if first.passage < 0:
        message = f"“{word}” negates what “{key}” says"
    elif first.opposite:
        message = f"“{word}” is said where “{key}” has “{other}”"
    else:
        message = f"“{word}” is said without the “{other}” that “{key}” has"
    yield Finding(rule, message, _CHECK, span)


def _is_quoted(claim: Claim, span: Span, grounds: Sequence[Ground]) -> bool:
    """Whether a word stands in a quotation that an article has, even outside the passage."""
    around = [quote for quote in quotes.quoted(claim.text) if quote.start <= span[0] < quote.end]
    return any(quotes.find(quote.text, ground.article.read_text) for quote in around for ground in grounds)


def _listed(grounds: Sequence[Ground]) -> str:
    return _listed_keys([ground.article for ground in grounds])


def _listed_keys(articles: Sequence[Article]) -> str:
    return _named([article.key for article in articles])


def _named(keys: Sequence[str]) -> str:
    shown = [f"“{key}”" for key in keys]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def short_quotations(said: Sequence[Quote], cited: Sequence[Article]) -> Iterator[Finding]:
    """The quotations of two or three words, too short to prove much, that stand in no cited article."""
    for quote in said:
        if len(quote.text) < _SHORTEST or " " not in quote.text:
            continue
        if any(quotes.stands(quote.text, article.upheld) for article in cited) or quotes.is_checked(quote):
            continue
        if not any(_says(article, quote.text) for article in cited):
            message = f"“{quote.text}” is quoted, and {_listed_keys(cited)} does not have these words"
            yield Finding("outside-passage", message, _CHECK, (quote.start, quote.end))


def _says(article: Article, words: str) -> bool:
    return bool(quotes.find(words, article.read_text) or quotes.find(words, article.read_title))


def low(
    claim: Claim, supports: Sequence[Support], grounds: Sequence[Ground], *, explained: bool
) -> Iterator[Finding]:
    """The finding that names the cited sources whose words do little for the claim.

    One that holds a fact of a claim which another source supports, or which the passages hold together,
    stands for a part of it: it is passed over. So is one near to the claim whose passage holds all of its
    facts, or that lacks but what another finding tells (`explained`). Of one with weak support the passage
    must hold a fact of the claim and half of its words.
    """
    standing = {support.key: support.standing for support in supports}
    by_key = {ground.article.key: ground for ground in grounds}
    backed = any(found in (Standing.SUPPORTED, Standing.WEAK) for found in standing.values())
    backed = backed or _is_carried(claim, grounds)
    keys = []
    if claim.is_english and not any(claim.side.stems):  # "I like it": a source has just this, or not
        keys = [support.key for support in supports if support.why.startswith("the claim")]
    for key, found in standing.items():
        ground = by_key.get(key)
        if ground and ground.is_near(claim) and (explained or _holds_all(ground, claim)):
            continue
        if found is Standing.UNSUPPORTED:
            keys += [] if backed and ground and _holds_any(ground, claim) else [key]
        elif found is Standing.WEAK and ground and claim.is_english:
            held = _holds_any(ground, claim) or (len(supports) > 1 and not claim.all)
            keys += [] if held and ground.is_near(claim) else [key]
    if keys:
        message = f"no passage of {_named(keys)} shares enough words with this claim"
        hint = "check that it is the source that says so"
        if len(keys) == 1 and keys[0] in by_key:
            hint = f"the nearest is “{_begun(by_key[keys[0]].passage.text)}”: {hint}"
        yield Finding("low-support", message, hint, (0, len(claim.text)), keys[0] if len(keys) == 1 else "")


def _begun(passage: str) -> str:
    """The beginning of a passage, on one line."""
    words = " ".join(passage[: 2 * _SHOWN].split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _is_carried(claim: Claim, grounds: Sequence[Ground]) -> bool:
    """Whether the passages together hold all facts and half of the words, without those for who tells it."""
    if len(grounds) < 2 or not all(any(ground.tells(fact) for ground in grounds) for fact in claim.all):
        return False
    told_by = [name for name in claim.names if any(ground.tells_of(name) for ground in grounds)]
    tellers = {
        stem for name in told_by for stem in claim.side.stems[slice(*claim.range((name.start, name.end)))]
    }
    said = set(claim.side.stems) - {""} - tellers
    given = {stem for ground in grounds for stem in ground.side.stems}
    return 2 * len(said & given) >= len(said)


def _holds_any(ground: Ground, claim: Claim) -> bool:
    return any(ground.tells(fact) for fact in claim.all)


def _holds_all(ground: Ground, claim: Claim) -> bool:
    return bool(claim.all) and all(ground.tells(fact) for fact in claim.all)


def before_event(
    text: str, event: FuzzyDate, cited: Sequence[Article], *, announced: bool
) -> Iterator[Finding]:
    """The finding for an entry that tells what its sources, all older than its date, cannot have seen.

    What a source announces may stand in a timeline, as long as it is not told as done.
    """
    newest = max(cited, key=lambda article: article.published)
    if newest.published >= event.earliest or _TO_COME.search(text):
        return
    if not announced or _DONE.search(text):
        message = (
            f"“{newest.key}” was published on {newest.published.isoformat()}, before the date of this entry"
        )
        hint = "say that it was planned, or cite a later source"
        yield Finding("passage-before-event", message, hint, (0, len(text)), newest.key)


def disagreeing(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """Where the passages of two sources give different figures for one thing that the claim tells of.

    A claim that gives both, and names who tells it, says whose they are.
    """
    near = [ground for ground in grounds if ground.is_near(claim)]
    spans: set[Span] = set()
    for one, other in combinations(near, 2):
        for told in disagreements.between(claim.stems, one, other):
            span = _told_at(claim, told)
            if span in spans or _says_whose(claim, told, (one, other)):
                continue
            spans.add(span)
            sides = (one.article.key, told[0].figure.words), (other.article.key, told[1].figure.words)
            said = (
                f"“{one.article.key}” has “{told[0].words}” and “{other.article.key}” has “{told[1].words}”"
            )
            hint = "say whose figure it is, or declare the two under `conflicts:` in story.md"
            yield Finding("figures-disagree", said, hint, span, sides=sides)


def _says_whose(claim: Claim, told: Sequence[disagreements.Told], grounds: Sequence[Ground]) -> bool:
    """Whether a claim gives both figures and names a source that tells one."""
    if not all(any(holds(figure, one.figure) for figure in claim.figures) for one in told):
        return False
    return any(ground.tells_of(name) for name in claim.names for ground in grounds)


def _told_at(claim: Claim, told: Sequence[disagreements.Told]) -> Span:
    """Where a claim tells of what figures count: its own figure, else the word for it, else all of it."""
    for figure in claim.figures:
        if any(holds(figure, end) for one in told for end in one.ends):
            return figure.start, figure.end
    for at, stem in enumerate(claim.side.stems):
        if stem and stem == told[0].thing:
            return claim.span((at, at + 1))
    return 0, len(claim.text)
