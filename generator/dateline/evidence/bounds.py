"""Whether a claim bounds a figure otherwise than its sources: “more than five” for “five”.

Responsible for one question about one figure of a claim, asked of the articles that it cites. What may be
meant as the claim says it passes: “at least five” for “five”, “nearly 300” for “about 300”, a range. English.
Must not know: findings, support.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.evidence import things
from dateline.evidence.facts import Claim
from dateline.evidence.figures import bounded_from, holds
from dateline.evidence.grounds import Ground
from dateline.evidence.readings import Bound, Figure, Kind
from dateline.evidence.values import Span
from dateline.patterns import deferred

_STRICT: Final = deferred(
    r"\b(?:(?:not? )?(?P<any>(?:more|fewer|less|greater) than|in excess of|exceed(?:s|ed|ing)?|topped|nearly"
    r"|surpass(?:es|ed|ing)?|almost|short of|shy of)"
    r"|(?P<large>(?:just |well )?(?:over|above|beyond|under|below)))(?(large) | (?:(?:an?|the) )?)$",
    re.IGNORECASE,
)
"""Words that leave out the figure itself; "over" and its like do so before a large one or a sum."""
_WEAK: Final = deferred(r"not? (?:more|fewer|less) than", re.IGNORECASE)
_FEWER: Final = deferred(r"(?<!no )(?<!not )\b(?:fewer|less) than (?!the )", re.IGNORECASE)
"""The bound that a claim may not leave out: what it leaves is not so."""
_LEAD: Final = 24
"""Characters before a figure in which a bound stands."""
_LARGE: Final = 100
_YEAR: Final = deferred(r"(?:1[89]|20)[0-9]{2}")
_JOINED: Final = 6
"""Characters that may stand between the ends of a range: " to ", " and "."""
_AROUND: Final = deferred(
    r"\b(?:cross|pass|break|broke|beat|reach|past|hit|mark|around|north of|south of|as low as|as high as)"
    r"\w*(?: (?:an?|the))? $",
    re.IGNORECASE,
)
"""Words before a figure that may bound it either way."""
_OPEN: Final = deferred(
    r"\s?\+|-plus\b|,? (?:and|or) (?:more|fewer|less|over|above|under|so|counting|higher|lower|another)"
    r"|[^.!?]{0,60}\b(?:another|others|further|additional)\b",
    re.IGNORECASE,
)
"""Words behind a figure that do."""


def otherwise(claim: Claim, figure: Figure, grounds: Sequence[Ground]) -> tuple[Span, str, str] | None:
    """Where a claim bounds a figure as none of its sources does, the words for it there, and the source."""
    if figure.kind in (Kind.CLOCK, Kind.ORDINAL) or figure.bound is Bound.ABOUT:
        return None
    if not figure.bound and not any(_FEWER.search(ground.passage.text) for ground in grounds):
        return None
    lead = _STRICT.search(claim.text, max(0, figure.start - _LEAD), figure.start)
    if figure.bound and lead and lead["large"] and (not _is_large(figure) or _is_year(claim, figure)):
        return None
    given = [
        (ground, one)
        for ground in grounds
        for one in ground.figures
        if _counts_alike(claim, figure, ground, one)
        and (_equals(figure, one) or (_rounds(figure, one) and _counts_one(claim, figure, ground, one)))
    ]
    strict = lead is not None and not _WEAK.match(claim.text, lead.start())
    if not given or any(_fits(figure, one, ground, strict=strict) for ground, one in given):
        return None
    if any(
        _bears(figure, one) and _counts_alike(claim, figure, ground, one)
        for ground in grounds
        for one in ground.article.figures
    ):
        return None
    ground, one = given[0]
    text = ground.article.upheld
    span = bounded_from(claim.text, figure.start), figure.end
    return span, text[bounded_from(text, one.start) : one.end], ground.article.key


def _is_large(figure: Figure) -> bool:
    """Whether "over" before a figure bounds it, and tells no place or time: "over five years"."""
    return figure.kind in (Kind.MONEY, Kind.PERCENT) or figure.values[0] >= _LARGE


def _is_year(claim: Claim, figure: Figure) -> bool:
    """Whether a figure may be a year, and "over" compares with it: "12 per cent over 2024"."""
    return _YEAR.fullmatch(figure.words) is not None and not things.counted(claim.text, figure)


def _equals(figure: Figure, given: Figure) -> bool:
    """Whether two figures are of one value and kind."""
    alike = given.kind is figure.kind and given.unit == figure.unit and not given.loose
    return alike and figure.values[0] in given.values


def _rounds(figure: Figure, given: Figure) -> bool:
    """Whether a bounded figure is a closer one rounded: 41 of 41.2."""
    alike = given.kind is figure.kind and given.unit == figure.unit and not given.loose
    return alike and figure.bound is not Bound.EXACT and figure.step > given.step and holds(figure, given)


def _is_beyond(figure: Figure, given: Figure) -> bool:
    """Whether a figure lies on the side of a bound that it leaves open, or on it."""
    if figure.bound is Bound.ABOVE:
        return given.values[0] >= figure.values[0]
    return figure.bound is not Bound.BELOW or given.values[0] <= figure.values[0]


def _counts_alike(claim: Claim, figure: Figure, ground: Ground, given: Figure) -> bool:
    """Whether a figure of the claim and one of an article do not count different things."""
    ours, theirs = things.counted(claim.text, figure), things.counted(ground.article.upheld, given)
    return not ours or not theirs or ours == theirs


def _counts_one(claim: Claim, figure: Figure, ground: Ground, given: Figure) -> bool:
    """Whether two numbers are known to count one thing; a percentage or a sum need not."""
    return figure.kind is not Kind.NUMBER or things.counted(claim.text, figure) == things.counted(
        ground.article.upheld, given
    )


def _fits(figure: Figure, given: Figure, ground: Ground, *, strict: bool) -> bool:
    """Whether a figure of the same value bears a claim's bound, or that the claim has none."""
    if not _equals(figure, given):
        return _is_beyond(figure, given)
    text, near = ground.article.upheld, max(0, given.start - _LEAD)
    if not figure.bound:
        return not _FEWER.search(text, near, given.start)
    if given.bound in (figure.bound, Bound.ABOUT):
        return True
    if given.bound is not Bound.EXACT:
        return False
    beside = [
        one
        for one in ground.figures
        if 0 < one.start - given.end < _JOINED or 0 < given.start - one.end < _JOINED
    ]
    if beside:  # an end of a range, which bounds what lies between
        return any(_is_beyond(figure, one) for one in beside)
    return not strict or bool(_OPEN.match(text, given.end) or _AROUND.search(text, near, given.start))


def _bears(figure: Figure, given: Figure) -> bool:
    """Whether a figure elsewhere in an article bears a claim's bound: it is bounded so, or lies beyond."""
    if _equals(figure, given):
        return given.bound is figure.bound
    return given.kind is figure.kind and holds(figure, given) and _is_beyond(figure, given)
