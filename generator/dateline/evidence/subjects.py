"""The names that tell most of what a story is about: those that its claims say most often, full names first.

Only names in English are known. Must not know: other stories, and what a page does with the names.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from dateline.evidence.facts import Claim
from dateline.evidence.names import BARE
from dateline.evidence.words import columns
from dateline.model.site import Story

MOST: Final = 6
"""Names that are kept of one story."""

Subject = tuple[str, str]
"""The words by which a name is compared, and as the story spells it."""


def subjects(story: Story) -> tuple[Subject, ...]:
    """The names that the story's claims say most often, without those of its publishers."""
    found = [name for claim in story.claims for name in Claim(claim.text, date.min).names]
    spelled = {name.parts: _bare(name.words) for name in reversed(found)}
    counts = Counter(name.parts for name in found if not name.soft)
    for name in found:
        if name.soft:  # its first word may be an ordinary one, which opens the sentence
            rest = name.parts[1:]
            counts[rest if len(rest) > 1 and rest in counts else name.parts] += 1
    publishers = _told_by(story)
    for parts in [parts for parts in counts if publishers.issuperset(parts)]:
        del counts[parts]
    _join(counts)
    ranked = sorted(counts, key=lambda parts: (-counts[parts] * min(len(parts), 2), parts))
    return tuple((" ".join(parts), spelled[parts]) for parts in ranked[:MOST])


def _told_by(story: Story) -> frozenset[str]:
    """The words of the names of those who published its sources."""
    named = (columns(f"{source.publisher} {source.agency}").texts for source in story.sources)
    return frozenset(BARE[word] for texts in named for word in texts)


def _join(counts: Counter[tuple[str, ...]]) -> None:
    """Count what is said with a surname alone to the full name, where one alone has it."""
    for short in [parts for parts in counts if len(parts) == 1]:
        full = [parts for parts in counts if len(parts) > 1 and parts[-1] == short[0]]
        if len(full) == 1:
            counts[full[0]] += counts.pop(short)


def _bare(words: str) -> str:
    """A name as it is spelled, without a possessive."""
    return words.removesuffix("’s").removesuffix("'s")
