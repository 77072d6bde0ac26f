"""What is to be looked at in a claim: facts outside its passage, another order, a denial, another bound.

Responsible for the findings of level 2. They compare with the passages and prove nothing; a good paraphrase
may have some. Must not know: rules' weights, stories, Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dateline.evidence import contrast, disagreements, negations, opposites, quotes, things
from dateline.evidence.aliases import is_known
from dateline.evidence.articles import Article
from dateline.evidence.backing import named
from dateline.evidence.bounds import otherwise
from dateline.evidence.exchanged import explains
from dateline.evidence.facts import Claim, Fact
from dateline.evidence.figures import holds
from dateline.evidence.firstnames import another
from dateline.evidence.grounds import Ground
from dateline.evidence.overlaps import Spans
from dateline.evidence.readings import Figure, Name, Quote
from dateline.evidence.replaced import bases, instead, is_like, words_at
from dateline.evidence.reworded import is_respelt, is_reworded
from dateline.evidence.roles import REACH, Roles, converse, turned
from dateline.evidence.values import Finding, Span

_SHORTEST = 12  # characters of a quotation of few words
_UN = " un"
"""What stands in a text that has an "unarmed"."""
_CHECK = "check that the claim says what the source says"


def outside(claim: Claim, gone: Sequence[Fact], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that none of the passages holds; `gone` are those that not even the articles hold."""
    keys = named([ground.article.key for ground in grounds])
    for fact in claim.all:
        if grounds[0].tells(fact) or fact in gone or any(ground.tells(fact) for ground in grounds[1:]):
            continue
        if isinstance(fact, (Name, Figure)) and any(
            is_known(claim, fact, one.article.held) for one in grounds
        ):
            continue
        if not any(things.is_elsewhere(claim, fact, ground) for ground in grounds):
            message = f"“{fact.words}” is not in the passage of {keys} that supports this claim"
            hint = 'check it against the source, or cite the words: [@key, "…"]'
            yield Finding("outside-passage", message, hint, (fact.start, fact.end))


def measured(claim: Claim, grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The figures that every source has in another unit: "three months" for "three weeks"."""
    for figure in claim.figures:
        if found := things.other_unit(claim, figure, grounds):
            given, key = found
            message = f"“{figure.words}” is told of another unit where “{key}” has “{given}”"
            yield Finding("outside-passage", message, _CHECK, (figure.start, figure.end))


def swapped(claim: Claim, flagged: Sequence[Span], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that stand where an article has another, and in no article where the claim has them.

    What the passive turns round is where it should be, unless who does it and to whom are exchanged by it.
    """
    found, turned = False, _turned(claim, grounds)
    kept = [verb for roles, verb, _ in turned if roles is Roles.SAME]
    kept += [verb for ground in grounds for verb in converse(claim.side, ground.side)]
    days = _held_dates(claim, grounds) if claim.dates else []
    days += [(one.start, one.end) for one in claim.figures if one.words[0].isupper()]  # "SEK 1.1bn"
    named, dated = Spans(flagged), Spans(days)
    made_of = bases(claim, grounds)
    for place in claim.places:
        span = claim.span(place)
        if named.meets(*span):
            continue
        if kept and any(place[0] - REACH <= verb < place[1] + REACH for verb in kept):
            continue
        if dated.exceed(*span):
            continue
        around = claim.around(place)
        stands = ""
        if not any(around in one.article.upheld for one in grounds):
            stands = _stands_instead(claim, place, span, grounds)
        if stands := stands or instead(claim, place, made_of):
            if is_reworded(claim, span, grounds):
                continue
            found = True
            yield _exchanged(span, f"“{claim.text[slice(*span)]}” stands where {stands}")
    for roles, verb, key in turned:
        if roles is Roles.EXCHANGED and not kept and not found:
            span = claim.span((verb, verb + 1))
            yield _exchanged(
                span, f"“{claim.text[slice(*span)]}”: “{key}” has it done by who has it done here"
            )
            return


def replaced(claim: Claim, flagged: Sequence[Span], grounds: Sequence[Ground]) -> Iterator[Finding]:
    """The facts that alone set a claim apart from a sentence of a passage, in which another stands."""
    made_of, named = bases(claim, grounds), Spans(flagged)
    for place in claim.places:
        span = claim.span(place)
        if not named.meets(*span) and (stands := instead(claim, place, made_of)):
            yield _exchanged(span, f"“{claim.text[slice(*span)]}” stands where {stands}")


def _held_dates(claim: Claim, grounds: Sequence[Ground]) -> list[Span]:
    """Where the dates stand that a passage has, of whose parts none is out of order: "March 4", "4 March"."""
    return [(day.start, day.end) for day in claim.dates if any(ground.holds(day) for ground in grounds)]


def _stands_instead(claim: Claim, place: contrast.Range, span: Span, grounds: Sequence[Ground]) -> str:
    """What an article has where a claim has a fact, in words; "" where nothing else stands there."""
    own, best, where, there = -1, 1, grounds[0], (0, 0)
    for ground in grounds:
        placed = contrast.order(claim.side, place, ground.article.row, ground.words)
        own = max(own, placed.own)
        if placed.other <= max(best, own) or ground.is_same(claim, place, placed.there):
            continue
        if explains(claim, place, ground.article, placed.there):
            continue
        if is_like(claim, place, ground.article, placed):
            best, where, there = placed.other, ground, placed.there
    if best <= max(1, own) or (own < 0 and is_respelt(claim, span, grounds)):
        return ""
    return f"“{where.article.key}” has {words_at(where.article, there)}"


def _turned(claim: Claim, grounds: Sequence[Ground]) -> list[tuple[Roles, int, str]]:
    """The verbs that are passive in the claim or a passage alone, with what that makes of the roles."""
    told_by = " by " in claim.text
    return [
        (roles, verb, ground.article.key)
        for ground in grounds
        if told_by or " by " in ground.passage.text
        for roles, verb in turned(claim.side, ground.side, ground.sentences)
    ]


def bounded(claim: Claim, grounds: Sequence[Ground]) -> list[Finding]:
    """The figures that the claim bounds otherwise than the sources that it is near to do."""
    found: list[Finding] = []
    for figure in claim.figures:
        if figure.bound or " than " in grounds[0].passage.text:
            near = [ground for ground in grounds if ground.is_near(claim)]
            if other := otherwise(claim, figure, near):
                span, given, key = other
                message = f"“{claim.text[slice(*span)]}” is said where “{key}” has “{given}”"
                found.append(Finding("bound-differs", message, _CHECK, span))
    return found


def renamed(claim: Claim, cited: Sequence[Article]) -> Iterator[Finding]:
    """The names at the start of a sentence whose first name is another one in the sources."""
    for name in claim.names:
        if not name.soft or (name.start and not claim.text[name.start - 1].isspace()):
            continue
        if found := another(name, cited):
            article, words = found
            yield _exchanged(
                (name.start, name.end), f"“{name.words}” stands where “{article.key}” has “{words}”"
            )


def _exchanged(span: Span, message: str) -> Finding:
    return Finding("order-differs", message, "check which of them the source speaks of here", span)


def clashing(claim: Claim, grounds: Sequence[Ground], *, denials: bool = True) -> Iterator[Finding]:
    """The words by which the claim says the opposite of every passage.

    A “not” may stand beside the claim as well: without `denials` only words are looked at that have an
    opposite.
    """
    undone = bool(grounds) and (_UN in claim.text or _UN in grounds[0].passage.text)
    if not grounds or not (undone or claim.side.turns or all(ground.negates for ground in grounds)):
        return
    polarity = [
        opposites.polarity(claim.side, ground.side, ground.sentences, denials=denials, undone=undone)
        for ground in grounds
    ]
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
    """Whether a word stands in a quotation that an article has, even outside the passage.

    One with words left out may have lost its “never”.
    """
    around = [quote for quote in quotes.quoted(claim.text) if quote.start <= span[0] < quote.end]
    around = [quote for quote in around if "…" not in quote.text and "..." not in quote.text]
    return any(quotes.find(quote.text, ground.article.read_text) for quote in around for ground in grounds)


def short_quotations(said: Sequence[Quote], cited: Sequence[Article]) -> Iterator[Finding]:
    """The quotations of two or three words, too short to prove much, that stand in no cited article."""
    for quote in said:
        if len(quote.text) < _SHORTEST or " " not in quote.text:
            continue
        if any(quotes.stands(quote.text, article.upheld) for article in cited) or quotes.is_checked(quote):
            continue
        if not any(_says(article, quote.text) for article in cited):
            keys = named([article.key for article in cited])
            message = f"“{quote.text}” is quoted, and {keys} does not have these words"
            yield Finding("outside-passage", message, _CHECK, (quote.start, quote.end))


def _says(article: Article, words: str) -> bool:
    return bool(quotes.find(words, article.read_text) or quotes.find(words, article.read_title))


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
