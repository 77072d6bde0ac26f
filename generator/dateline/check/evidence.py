"""What the audit found, as problems with a place; and sections that rest on one voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline import rules
from dateline.evidence.figures import figures, holds
from dateline.evidence.values import Finding, StoryEvidence
from dateline.model.linked import Claim, claims
from dateline.model.site import Conflict, Story
from dateline.problems import Place, Problem


def check_evidence(story: Story, evidence: StoryEvidence) -> Iterator[Problem]:
    """The problems in the evidence behind a story's claims."""
    behind = {claim.anchor: claim for claim in evidence.claims}
    dates = entry_dates(story)
    for claim in story.claims:
        if claim.anchor in behind:
            for finding in behind[claim.anchor].findings:
                if finding.sides and any(_declares(conflict, finding.sides) for conflict in story.conflicts):
                    continue
                place = place_of(finding, claim, dates.get(claim.anchor))
                found = rules.problem(finding.rule, place, finding.message, finding.hint)
                yield found.within(claim.weights)
    yield from _lone_sections(story, dict(evidence.lone))


def entry_dates(story: Story) -> dict[str, Place]:
    """Where the date of a timeline's entry stands, by the anchor of each claim in it."""
    return {claim.anchor: event.place for event in story.timeline for claim in claims(event.text)}


def place_of(finding: Finding, claim: Claim, date: Place | None) -> Place:
    """Where a finding stands: its words, the citation that quotes, or the `date` of the entry."""
    if date and finding.rule == "event-date-not-in-source":
        return date
    if finding.quoting >= 0 and finding.span == (0, len(claim.text)):
        return [cite.place for cite in claim.citations if cite.quote][finding.quoting]
    return claim.place_of(*finding.span)


def _declares(conflict: Conflict, sides: Sequence[tuple[str, str]]) -> bool:
    """Whether a conflict says, of each of the sources that disagree, that it has this figure."""
    said = [(claim.citations, figures(claim.text)) for text in conflict.says for claim in claims(text)]
    return all(
        any(
            any(citation.key == key for citation in citations)
            and any(holds(figure, given) for figure in found for given in figures(words))
            for citations, found in said
        )
        for key, words in sides
    )


def _lone_sections(story: Story, lone: Mapping[str, str]) -> Iterator[Problem]:
    """Sections whose sources are one voice, at their first claim."""
    for section in story.sections:
        if section.anchor in lone:
            first = next(claim for claim in claims(section.text) if claim.citations)
            message = f"all that “{section.title}” says rests on one voice, that of “{lone[section.anchor]}”"
            hint = "cite a second, independent source, or say in the text that only one reports it"
            yield rules.problem("one-voice", first.place, message, hint).within(first.weights)
