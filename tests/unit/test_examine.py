"""A whole story against its sources: which claims are looked at, by which citations, and what counts."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.check.evidence import check_evidence
from dateline.evidence import examine
from dateline.evidence.audit import audit
from dateline.evidence.values import Asked, Finding, Standing, StoryEvidence
from dateline.model.site import Story
from newsroom import article, briefing
from newsroom import examined as all_of

RIVER = "The river rose three metres on Monday and flooded the lower town. Nobody was hurt, the mayor said."
QUAY = "Workers closed the lower town after the river rose three metres. The bridge stays shut until Friday."
ROSE = "The river rose three metres and flooded the lower town"


def examined(text: str, **sources: str) -> tuple[Story, StoryEvidence]:
    """The story and what stands behind its claims."""
    found = all_of(text, **sources)
    return found.story, found.evidence


def standings(evidence: StoryEvidence) -> list[list[tuple[str, str]]]:
    """For each claim, the sources that it cites and how they stand."""
    return [[(s.key, s.standing.value) for s in claim.supports] for claim in evidence.claims]


def test_every_citation_has_the_passage_that_supports_it() -> None:
    text = briefing(f"{ROSE} [@a; @b].", "sources: [a, b]")
    a, b = article(publisher="Tide", text=RIVER), article(publisher="Quay", text=QUAY)
    _, evidence = examined(text, a=a, b=b)
    (claim,) = evidence.claims
    first, second = claim.supports
    assert first.passage is not None
    assert second.passage is not None
    assert first.passage.text == "The river rose three metres on Monday and flooded the lower town."
    assert second.passage.text == "Workers closed the lower town after the river rose three metres."
    assert claim.voices == 2


@pytest.mark.parametrize(
    ("more", "publisher"), [("agency: Coast Wire", "Quay"), ("", "Tide")], ids=["agency", "publisher"]
)
def test_copies_of_one_report_are_one_voice(more: str, publisher: str) -> None:
    text = briefing(f"{ROSE} [@a; @b].", "sources: [a, b]")
    a = article(publisher="Tide", more=more, text=RIVER)
    b = article(publisher=publisher, more=more, text=QUAY)
    _, evidence = examined(text, a=a, b=b)
    assert evidence.claims[0].voices == 1


def test_a_source_without_text_is_not_checked_and_no_voice() -> None:
    _, evidence = examined(briefing(f"{ROSE} [@a].", "sources: [a]"), a=article(text=""))
    (claim,) = evidence.claims
    assert [s.standing for s in claim.supports] == [Standing.NOT_CHECKED]
    assert (claim.supports[0].passage, claim.voices, claim.findings) == (None, 0, ())


def test_a_claim_without_a_source_is_not_looked_at() -> None:
    text = briefing("One thing [@none].\n\nAnother thing.\n\nA third [@a].", "sources: [a]")
    story, evidence = examined(text, a=article(text="A third thing."))
    assert [claim.anchor for claim in evidence.claims] == [story.claims[2].anchor]


def test_a_claim_that_cites_is_looked_at_though_it_says_that_it_has_no_source() -> None:
    text = briefing("The lock cost 9 million crowns [@a] [@none].", "sources: [a]")
    _, evidence = examined(text, a=article(text="The lock cost 3 million crowns."))
    assert [finding.rule for claim in evidence.claims for finding in claim.findings] == [
        "figure-not-in-source"
    ]


def test_a_quotation_that_goes_on_rests_on_the_citation_that_closes_it() -> None:
    quoted = "“The water came at night and took the road. We sat on the roof until noon” [@a]."
    said = "She said: “The water came at night and took the road. We sat on the roof until noon.”"
    story, evidence = examined(briefing(quoted, "sources: [a]"), a=article(text=said))
    assert len(story.claims) == 2
    assert [[s.key for s in claim.supports] for claim in evidence.claims] == [["a"], ["a"]]
    assert [claim.findings for claim in evidence.claims] == [(), ()]


def test_a_quotation_in_a_sentence_without_a_source_must_still_be_in_one() -> None:
    text = briefing("“We never closed the lower gate,” he said.\n\nA third [@a].", "sources: [a]")
    story, evidence = examined(text, a=article(text="A third thing."))
    assert [f.rule for claim in evidence.claims for f in claim.findings][:1] == ["quote-nowhere"]
    (problem, *_) = check_evidence(story, evidence)
    assert (problem.place.line, problem.place.column) == (6, 2)


def test_what_is_found_stands_at_its_words() -> None:
    text = briefing("Nobody saw it [@a]. The river rose **nine metres** [@a].", "sources: [a]")
    story, evidence = examined(text, a=article(text=RIVER))
    problems = {p.rule: p for p in check_evidence(story, evidence)}
    place = problems["figure-not-in-source"].place
    line = text.split("\n")[place.line - 1]
    assert line[place.column - 1 : place.column - 1 + place.length].startswith("nine")


def test_two_quotations_of_one_source_each_stand_at_their_own_citation() -> None:
    line = 'The river rose [@a, "rose three metres on Friday"; @a, "flooded all of the town"].'
    story, evidence = examined(briefing(line, "sources: [a]"), a=article(text=RIVER))
    found = [problem.place for problem in check_evidence(story, evidence) if problem.rule == "quote-altered"]
    assert [place.column for place in found] == [line.index('@a, "rose') + 1, line.index('@a, "flooded') + 1]


def test_a_quotation_that_the_next_paragraph_takes_up_runs_on() -> None:
    quoted = "He said: “The water came at night [@a].\n\n“We sat on the roof until noon” [@a]."
    said = "He said: “The water rose at night.\n\n“We sat on the roof until noon.”"
    _, evidence = examined(briefing(quoted, "sources: [a]"), a=article(text=said))
    assert [[f.rule for f in claim.findings] for claim in evidence.claims] == [["quote-altered"], []]


def test_a_quotation_of_several_paragraphs_rests_on_the_citation_that_closes_it() -> None:
    said = "He said: “The water came at night.\n\n“We sat on the roof.\n\n“It was cold"
    quoted = f"{said}” [@a].\n\n“Never.” Two [@b]."
    a, b = article(text=said), article(publisher="Quay", text=QUAY)
    _, evidence = examined(briefing(quoted, "sources: [a, b]"), a=a, b=b)
    found = [([s.key for s in c.supports], [f.rule for f in c.findings]) for c in evidence.claims[:3]]
    assert found == [(["a"], []), (["a"], []), (["a"], [])]


def test_a_section_of_one_voice_is_named_with_it() -> None:
    body = f"## Water\n\n{ROSE} [@a]. Nobody was hurt [@b].\n\n## Bridge\n\nIt is shut [@a]. It rose [@c].\n"
    one = "agency: Coast Wire"
    sources = {
        "a": article(publisher="Tide", more=one, text=RIVER),
        "b": article(publisher="Quay", more=one, text=QUAY),
        "c": article(publisher="Bell", text=QUAY.replace("Workers", "Crews with boats slowly")),
    }
    story, evidence = examined(briefing(body, "sources: [a, b, c]"), **sources)
    assert evidence.lone == (("water", "a"),)
    assert [p.message for p in check_evidence(story, evidence) if p.rule == "one-voice"] == [
        "all that “Water” says rests on one voice, that of “a”"
    ]


def test_a_side_of_a_conflict_is_checked_against_its_own_source() -> None:
    conflict = "conflicts:\n  - about: Height\n    says:\n      - {source: a, text: It rose three metres.}\n"
    more = f"sources: [a, b]\n{conflict}      - {{source: b, text: It rose nine metres.}}\n"
    a, b = article(text=RIVER), article(publisher="Quay", text=QUAY)
    _, evidence = examined(briefing("One [@a]. Two [@b].", more), a=a, b=b)
    assert [[s.key for s in claim.supports] for claim in evidence.claims[2:]] == [["a"], ["b"]]
    assert "figure-not-in-source" in [f.rule for f in evidence.claims[3].findings]


def test_only_the_claims_that_an_edit_touched_are_audited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def watched(claim: Asked, *rest: Any) -> tuple[Finding, ...]:
        asked.append(claim.text)
        return audit(claim, *rest)

    monkeypatch.setattr(examine, "audit", watched)
    first, second = f"{ROSE} in the night", "The bridge stays shut until Friday"
    sources = {"a": article(publisher="Tide", text=RIVER), "b": article(publisher="Quay", text=QUAY)}
    _, before = examined(briefing(f"{first} [@a]. {second} [@b].", "sources: [a, b]"), **sources)
    assert asked == [f"{first}.", f"{second}."]
    edited = f"A day passed [@a].\n\n{first} [@a]. {second} [@b]."
    _, after = examined(briefing(edited, "sources: [a, b]"), **sources)
    assert asked[2:] == ["A day passed."]
    assert [claim.supports for claim in after.claims][1:] == [claim.supports for claim in before.claims]
    other = sources | {"b": article(publisher="Quay", text=RIVER)}
    examined(briefing(edited, "sources: [a, b]"), **other)
    assert len(asked) == 6, "another article stands behind all claims, or beside them"
