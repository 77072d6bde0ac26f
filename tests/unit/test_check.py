"""The editorial rules on a linked site, where a broken site of one mistake does not tell enough."""

from __future__ import annotations

import pytest

from newsroom import Files, article, briefing, folder, news


def uncited(body: str) -> list[int]:
    """The columns or lines, whichever differ, of the sentences that are told to cite nothing."""
    draft = Files(stories=(folder(briefing(f"## One\n\n{body}\n", "sources: [ap]"), ap=article()),))
    found = [p for p in news(draft).problems if p.rule == "uncited-sentence"]
    assert all(p.place.line >= 8 for p in found)
    return [p.place.column if "\n" not in body else p.place.line - 7 for p in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ebb [@ap]. Flow [@none].", []),
        ("Ebb. Flow [@ap].", [1]),
        ("Ebb [@ap]. Flow.", [12]),
        # a quotation of several sentences is one thing that somebody said
        ("“We left. Nobody waved.” [@ap]", []),
        ("“We left. Nobody waved,” she said [@ap].", []),
        ('"We left. Nobody waved." [@ap]', []),
        ("«We left. Nobody waved.» [@ap]", []),
        ("„We left. Nobody waved.“ [@ap]", []),
        ("She said: “We left. Nobody ‘waved’. Then rain fell.” [@ap]", []),
        ("“We left. Nobody waved.”", [1, 11]),
        ("“We left.” Nobody waved [@ap].", [1]),
        ("Ebb. “We left. Nobody waved.” [@ap]", [1]),
        # a citation within it holds for its own sentence only
        ("“We left. Nobody waved [@ap]. Rain fell.”", [1, 31]),
        # a quotation that is never closed covers nothing, and a new paragraph begins anew
        ("“We left. Nobody waved [@ap].", [1]),
        ("“We left.\n\nNobody waved.” [@ap]", [1]),
        ("“We left.\n\n“Nobody waved.” [@ap]", [1]),
        ("- “We left.\n- Nobody waved.” [@ap]", [1]),
    ],
)
def test_every_sentence_cites_and_a_quotation_once(body: str, expected: list[int]) -> None:
    assert uncited(body) == expected


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("Ebb [ap].", "“[ap]” cites nothing: write [@ap]"),
        ("Ebb (@ap).", "“(@ap)” cites nothing: write [@ap]"),
        ("Ebb.[^ap]", "“[^ap]” cites nothing: write [@ap]"),
        ("Ebb @ap.", "“@ap” cites nothing: write [@ap]"),
        ("Ebb [AP].", "end it with [@key], or with [@none] when it has no source"),
        ("Ebb (ap).", "end it with [@key], or with [@none] when it has no source"),
        ("Ebb info@ap.example.", "end it with [@key], or with [@none] when it has no source"),
    ],
)
def test_what_was_meant_as_a_citation_is_told(body: str, hint: str) -> None:
    draft = Files(stories=(folder(briefing(f"## One\n\n{body}\n", "sources: [ap]"), ap=article()),))
    assert [p.hint for p in news(draft).problems if p.rule == "uncited-sentence"] == [hint]


def late(date: str, published: str, text: str = "Ebb") -> bool:
    body = f"## Timeline\n\n- {date}: {text} [@ap]."
    draft = Files(stories=(folder(briefing(body, "sources: [ap]"), ap=article(published=published)),))
    return "late-event" in [p.rule for p in news(draft).problems]


@pytest.mark.parametrize(
    ("date", "published", "expected"),
    [
        ("2026-01-02", "2026-01-02", False),
        ("2026-01-03", "2026-01-02", True),
        ("2026-01", "2026-01-02", False),
        ("2026-02", "2026-01-02", True),
        ("2026-01-02/..", "2026-01-02", False),
        ("2026", "2025-12-31", True),
        ("2026-01-02T23:00:00+00:00", "2026-01-02T09:00:00+00:00", False),
    ],
)
def test_an_event_is_late_when_it_begins_after_the_newest_source(
    date: str, published: str, expected: bool
) -> None:
    assert late(date, published) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board votes", True),
        ("The ferry sails to Marl in May", True),
        ("The board will vote", False),
        ("The board is to vote", False),
        ("A vote is planned", False),
    ],
)
def test_what_is_told_as_to_come_is_not_late(text: str, expected: bool) -> None:
    assert late("2026-02-03", "2026-01-02", text) is expected
