"""Whether a timeline entry tells as done what its sources, older than its date, cannot have seen.

Responsible for that finding of level 2. English. Must not know: passages, support, rules' weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dates import FuzzyDate
from dateline.evidence.articles import Article
from dateline.evidence.values import Finding
from dateline.patterns import deferred

_DONE = deferred(
    r"\b(?:was|were|had|did|has|have|[a-z]{3,}ed|began|came|went|took|held|met|won|lost|left|fell|rose)\b"
)
_TO_COME = deferred(
    r"\b(?:will|would|shall|to|may|might|could|due|plan(?:s|ned)?|expect(?:s|ed)|scheduled|intend(?:s|ed)"
    r"|until|set|agreed|fixed|earliest|deadline|next)\b"
)


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
