"""Whether a text has a name of a claim in a way that the name alone does not show.

“Food and Drug Administration” is “FDA” by words that stand beside the name “Drug Administration”, and “Flight
BA 117” is “BA117” by the number behind it. Asked only of names that a text does not hold as they are. Must
not know: articles, findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.evidence.codes import code
from dateline.evidence.facts import Claim
from dateline.evidence.held import Held, letters
from dateline.evidence.readings import Figure, Name
from dateline.evidence.words import KEYS, table

_BETWEEN: Final = table("and of for the in on to &")
"""Words inside the name of a body that its initials leave out."""
_REACH: Final = 8
"""Words on either side that may belong to one name."""
_GAP: Final = 3
"""Characters between two words of it: ", ", " & "."""
_SHORTEST: Final = 3
"""Letters of initials that are no chance."""


def is_known(claim: Claim, fact: Name | Figure, held: Held) -> bool:
    """Whether the text has a name as initials of a longer one, or a number with its letters before it.

    The number of a name is asked for with it: "BA 117".
    """
    if isinstance(fact, Figure):
        return held.code(code(claim.text, fact))
    return _is_initialled(claim, fact, held) or any(
        figure.start == fact.end + 1 and held.code(code(claim.text, figure)) for figure in claim.figures
    )


def _is_initialled(claim: Claim, name: Name, held: Held) -> bool:
    """Whether capitalised words that end with the name, or go on behind it, have their initials there."""
    texts = claim.words.texts
    high = claim.range((name.start, name.end))[1]
    first, end = _first(claim, high - 1), _end(claim, high)
    for start in range(first, high):
        if not texts[start][0].isupper():
            continue
        for stop in range(high, end + 1):
            short = letters(texts[start:stop])
            if len(short) >= _SHORTEST and stop - start > 1 and held.short(short):
                return True
    return False


def _first(claim: Claim, at: int) -> int:
    """The first word of the run of capitalised words, and those between them, that a word ends."""
    starts, ends, texts = claim.words
    low = at
    for near in range(at - 1, max(-1, at - _REACH - 1), -1):
        if starts[near + 1] - ends[near] > _GAP or not _may_belong(texts, near):
            break
        low = near
    return low


def _end(claim: Claim, at: int) -> int:
    """Behind the last word of the run that goes on at a word."""
    starts, ends, texts = claim.words
    for near in range(at, min(len(texts), at + _REACH)):
        if starts[near] - ends[near - 1] > _GAP or not _may_belong(texts, near):
            return near
    return min(len(texts), at + _REACH)


def _may_belong(texts: Sequence[str], at: int) -> bool:
    """Whether a word may be part of a body's name: "co-operation" goes on where "Co" begins."""
    word = texts[at]
    return word[0].isupper() or KEYS[word] in _BETWEEN or (at > 0 and texts[at - 1] == "Co")
