"""Of what day a sentence of an article tells: the date that it names, the article's own, or one carried on.

Responsible for one date to a sentence, with what gives it. Nothing is guessed: "late December" stays a month.
Must not know: other articles, which dates are worth an entry.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from dateline.dates.mentions import Anchor, Grain, Mention
from dateline.evidence.articles import Article
from dateline.patterns import deferred

LEAD: Final = 3
"""Sentences at the front of an article that tell of the day of its publication, if they name no other."""
CARRIED: Final = 3
"""Sentences for which a date that was named goes on to hold, within a paragraph."""
_BLANK: Final = deferred(r"\n[ \t\r]*+\n")
_FRONT: Final = 8  # characters before a date at the front of its sentence: "In late "
_COUNTED: Final = (
    *(" later", " earlier", " before", " after", " afterwards"),
    *("same day", "that day", "that week"),
)
_SPEECH: Final = r"(?:said|says|told|added|adds|tweeted|asked|stated|replied|insisted|according)"
# "said on Thursday", "told reporters Thursday": the day of the words, not of what they tell.
_SPOKEN: Final = deferred(rf"\b{_SPEECH}(?: [\w'’]{{1,20}}){{0,2}}(?: on| late| early)? \Z")
# "the Jan. 6 riot", "Tuesday's quake": the day belongs to the noun.
_POSSESSED: Final = deferred(r"(?:['’] ?s\b|['’](?= [a-z]))| [‘’']s\b")
_NOUN: Final = deferred(
    r" (?!(?:and|or|in|on|at|to|from|when|after|before|as|with|that|by|for|of|but|because|during|over|near"
    r"|while|where|which|who|amid|against|is|was|were|are|will|has|had|have|would|could|should|may|might|until|if|said"
    r"|outside|inside)\b)[a-z]{3,}"
)
_ARTICLE: Final = deferred(
    r"\b(?:the|a|an|this|that|his|her|their|its|['’]s|one|each|every|during|of|for|in|at) \Z", re.IGNORECASE
)
_BOUND: Final = deferred(
    r"\b(?:since|until|till|beyond|through|before|after|than)(?: the| at| about| around)? \Z",
    re.IGNORECASE,
)
# "has sunk since work began in 2005": the date of what came first.
_SINCE: Final = deferred(r"\bsince (?:[\w’'-]{1,20} ){1,8}\Z")
_COARSE: Final = (Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.YEAR)
_PLACED: Final = deferred(r"\b(?:in|of|by|during|over|around|until|from|on|and) (?:the )?\Z", re.I)
_AHEAD: Final = deferred(
    r"\b(?:will|would|shall|to be|is to|are to|due|expect\w*|plan\w*|scheduled?|by|until|before|next|may"
    r"|could|can|from|promised?|begins?|starts?|ends?|opens?|closes?)\b"
)
_PARTED: Final = deferred(r", [a-z]{3,20} (?:[a-z]{1,12} ){0,2}\Z")
_LED: Final = deferred(r"(?:the|this|last|next|late|early|mid|later|earlier)\b", re.IGNORECASE)
_SAYS: Final = deferred(r"\b(?:says?|reports?|warns?|claims?|according to|is saying|are saying)\b")
_DONE: Final = deferred(
    r"\b(?:was|were|will|is to|are to|says?|[a-z]{2,20}ed|came|went|took|gave|made|won|lost|fell|rose|broke"
    r"|struck|hit|held|met|left|began|begun|found|shot|drove|flew|ran|sent|set|put|cut|shut|led|paid|sold|bought"
    r"|told|said|sank|stood|spoke|threw|wrote|drew|grew|swept|fought|built|brought|caught|sought|become|became)\b"
)
_LONG: Final = deferred(
    r"\b(?:If|Unless|(?:[Ff]or (?:[\w-]+ ){1,4}(?:years?|decades?|months?|centuries|generations)|long been"
    r"|always|often|usually|in recent (?:years|months|weeks)|used to|have been|has been))\b"
)


class Basis(StrEnum):
    """What gives a sentence its date, the surest first."""

    NAMED = "named"
    """The sentence names it."""
    DOCUMENT = "document"
    """The article's own date: the sentence stands at its front, or reports what somebody says."""
    CARRIED = "carried"
    """A sentence before it in the paragraph names it."""
    ASSUMED = "assumed"
    """The article's own date, as there is no other. A timeline does not build on it."""


class Dated(NamedTuple):
    """A sentence with the days that it tells of."""

    number: int
    """The place of the sentence in its article, from 0."""
    earliest: dt.date
    latest: dt.date
    grain: Grain
    basis: Basis
    mention: Mention | None = None
    """What names the date, in this sentence or before it; None where it is the article's."""
    aside: bool = False
    """Whether the mention dates a part of the sentence: "since August", "the Jan. 6 riot"."""

    @property
    def is_day(self) -> bool:
        """True for one single day."""
        return self.grain is Grain.DAY


def named(article: Article) -> list[list[Mention]]:
    """By sentence, the dates that it names, the one that it tells of first; what is no date is left out."""
    starts = [start for start, _ in article.sentences]
    found: list[list[Mention]] = [[] for _ in starts]
    for mention in article.mentions:
        if mention.start >= 0 and mention.grain is not Grain.VAGUE:
            number = bisect_right(starts, mention.start) - 1
            if mention.end <= article.sentences[number][1]:
                found[number].append(mention)
    for number, mentions in enumerate(found):
        if len(mentions) > 1:
            start, end = article.sentences[number]
            mentions.sort(key=lambda one: _doubt(article.text, start, end, one))
    return found


def _doubt(text: str, start: int, end: int, mention: Mention) -> int:
    """How doubtful it is that a mention dates its sentence (from `start` to `end`): 0 is the surest."""
    doubt = 0 if mention.is_day else 2
    doubt += 3 * text.endswith((" by ", " by the "), start, mention.start)
    if _is_aside(text, start, end, mention):
        return doubt + 6
    return doubt + (_SPOKEN.search(text, max(start, mention.start - 60), mention.start) is not None)


def _is_aside(text: str, start: int, end: int, mention: Mention) -> bool:
    """Whether a mention dates a part of the sentence alone: "since August", "the Jan. 6 riot".

    So does what is inside a quotation, and what counts from another sentence: "two days later".
    """
    if mention.modifier in ("since", "until") or mention.words.lower().endswith(_COUNTED):
        return True
    before = text[max(start, mention.start - 16) : mention.start]
    after = text[mention.end : min(end, mention.end + 24)]
    # "had spent June at sea", "the reports for April"
    if mention.grain in _COARSE and not (_PLACED.search(before) or _LED.match(mention.words)):
        return True
    # "The plan, made in 2022, names no place."
    if mention.grain in _COARSE and after.startswith(",") and _PARTED.search(text, start, mention.start):
        return True
    if _BOUND.search(before) or _POSSESSED.match(after) or (_ARTICLE.search(before) and _NOUN.match(after)):
        return True
    if _SINCE.search(text, max(start, mention.start - 90), mention.start):
        return True
    return _is_quoted(text, start, mention.start)


def _is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation that the sentence opened is still open here."""
    opened = text.count("\u201c", start, at) + text.count("``", start, at)
    closed = text.count("\u201d", start, at) + text.count("''", start, at)
    return opened > closed or text.count('"', start, at) % 2 == 1


def is_spoken(article: Article, number: int, mention: Mention) -> bool:
    """Whether a date is only that of words, deep in an article: "the mayor said on Thursday"."""
    start = article.sentences[number][0]
    return number >= LEAD and bool(
        _SPOKEN.search(article.text, max(start, mention.start - 60), mention.start)
    )


def is_promised(article: Article, number: int, mention: Mention) -> bool:
    """Whether a month ahead may be meant: its year is named, or the sentence speaks of the future."""
    start, end = article.sentences[number]
    ahead = mention.earliest > article.published and not mention.is_day and mention.anchor is Anchor.YEAR
    return not ahead or bool(_AHEAD.search(article.text, start, end))


def is_news(article: Article, number: int) -> bool:
    """Whether a sentence tells that something was done, or will be; and not what has long been so."""
    start, end = article.sentences[number]
    return bool(_DONE.search(article.text, start, end)) and not _LONG.search(article.text, start, end)


def dated(article: Article, names: list[list[Mention]] | None = None) -> tuple[Dated, ...]:
    """The date of every sentence, in order, with what gives it. Linear in the text; raises nothing.

    `names` is what `named` found, where the caller has it.
    """
    return tuple(_dated(article, named(article) if names is None else names))


def _dated(article: Article, names: list[list[Mention]]) -> Iterator[Dated]:
    carried: Mention | None = None
    since = end = 0
    for number, (start, stop) in enumerate(article.sentences):
        if number and _BLANK.search(article.text, end, start):
            carried = None
        end = stop
        since += 1
        main = names[number][0] if names[number] else None
        if main is not None:
            carried, since = (main if main.is_day else None), 0
        # In a lead "a plan begun two years ago" dates the plan, "Last month, the council" what is told.
        if main is not None and (main.is_day or number >= LEAD or main.start - start <= _FRONT):
            yield of(number, main)._replace(aside=_is_aside(article.text, start, stop, main))
        elif number < LEAD or _SAYS.search(article.text, start, stop):
            yield _published(article, number, Basis.DOCUMENT)
        elif carried is not None and since <= CARRIED:
            yield of(number, carried)._replace(basis=Basis.CARRIED)
        else:
            yield _published(article, number, Basis.ASSUMED)


def of(number: int, mention: Mention) -> Dated:
    """A sentence dated by what it names."""
    return Dated(number, mention.earliest, mention.latest, mention.grain, Basis.NAMED, mention)


def _published(article: Article, number: int, basis: Basis) -> Dated:
    """A sentence dated by its article."""
    return Dated(number, article.published, article.published, Grain.DAY, basis)
