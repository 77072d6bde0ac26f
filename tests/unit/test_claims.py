"""The cases of tests/text/claims.md: Markdown in; the claims with their citations, and the HTML, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.files import parse
from dateline.files.lines import Lines
from dateline.markdown import parse_story
from dateline.model.prose import Cite, Href, Mark, Picture, Piece, Sentence
from dateline.problems import Place

FIXTURES = Path(__file__).parents[1] / "text" / "claims.md"
HEADER = "---\ntitle: T\npublished: 2026-01-01\n---\n"


def cases() -> list[object]:
    """Title, then the input, the claims and the HTML between lines that hold one full stop."""
    found: list[object] = []
    lines = FIXTURES.read_text(encoding="utf-8").split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    for first, second, third, last in zip(*(dots[at::4] for at in range(4)), strict=True):
        parts = [lines[a + 1 : b] for a, b in ((first, second), (second, third), (third, last))]
        title = next(line for line in reversed(lines[:first]) if line)
        found.append(pytest.param(*("\n".join(part) for part in parts), id=f"{first}: {title}"))
    return found


def shown(piece: Piece) -> str:
    """The piece as the fixture writes it: a claim in ⟦⟧, a mark in {}, an address as it is."""
    match piece:
        case Sentence():
            return f"⟦{''.join(shown(part) for part in piece.parts)}⟧"
        case Mark():
            return "{" + "; ".join(cite(c) for c in piece.cites) + ("none" if piece.unsourced else "") + "}"
        case Href():
            return piece.target
        case Picture():
            credit = f' title="{piece.credit}"' if piece.credit else ""
            return f'<img src="{piece.target}" alt="{piece.alt}"{credit}>'
        case str():
            return piece


def cite(one: Cite) -> str:
    words = f" “{one.quote}”" if one.quote else f" ({one.locator})" if one.locator else ""
    return f"{one.key or one.number}{words}"


def claim(sentence: Sentence) -> str:
    marks = "".join(shown(mark) for mark in sentence.marks)
    return f"{sentence.text} ← {marks}" if marks else sentence.text


@pytest.mark.parametrize(("text", "claims", "html"), cases())
def test_sentences_become_claims_with_the_citations_that_close_them(
    text: str, claims: str, html: str
) -> None:
    data = (HEADER + text).replace("␍", "\r").replace("→", "\t").replace("·", " ")
    story, _ = parse.story("story.md", data.encode())
    assert story is not None
    summary = story.body.summary
    assert "\n".join(claim(piece) for piece in summary if isinstance(piece, Sentence)) == claims
    assert "".join(shown(piece) for piece in summary).rstrip("\n") == html


@pytest.mark.parametrize(
    "text", ["Ebb [@ap].", "> - Ebb\n>   tide [@ap].", "Ebb\n    [@ap] x", "a\n*b [@ap]*"]
)
def test_a_citation_is_placed_at_its_key(text: str) -> None:
    story, _ = parse.story("story.md", (HEADER + text).encode())
    assert story is not None
    [mark] = [mark for piece in story.body.summary if isinstance(piece, Sentence) for mark in piece.marks]
    place = mark.cites[0].place
    assert (place.file, place.length) == ("story.md", 3)
    assert (HEADER + text).split("\n")[place.line - 1][place.column - 1 :].startswith("@ap")


def test_words_that_stand_nowhere_as_they_are_shown_are_placed_at_their_line() -> None:
    text = "Ebb &amp; flow"
    [_, block, _] = parse_story(text)
    assert Lines("a.md", text, 7).place(block, "Ebb & flow") == Place("a.md", 7, 1, len(text))
