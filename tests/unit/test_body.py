"""What a body is told of its mistakes, and where its sentences, addresses and marks stand in the file."""

from __future__ import annotations

import pytest

from dateline.body import read_page, read_story
from dateline.problems import Place
from dateline.prose import Href, Piece, Prose, Sentence


def _at(text: str, place: Place) -> str:
    """The characters that a place underlines."""
    return text.split("\n")[place.line - 1][place.column - 1 : place.column - 1 + place.length]


def _sentences(text: str) -> list[str]:
    body, problems = read_story("story.md", f"## Heading\n\n{text}", 1)
    assert not problems
    pieces: Prose = body.sections[0].prose
    return [_at(f"## Heading\n\n{text}", piece.place) for piece in pieces if isinstance(piece, Sentence)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("One [@a] is [2]. Two [@b].", ["One [@a] is [2].", "Two [@b]."]),
        ("The word. *The word* again.", ["The word.", "The word* again."]),
        ("> Quoted here. Over\n> two lines. And on.", ["Quoted here.", "Over", "And on."]),
        ("- A\n  - nested one. Its twin.", ["A", "nested one.", "Its twin."]),
        ("1. 1 is a number. 1 is it.", ["1 is a number.", "1 is it."]),
        ("See [it. Now](/a). And see it.", ["See [it.", "Now](/a).", "And see it."]),
        ("Ends `at. this` point. Yes.", ["Ends `at. this` point.", "Yes."]),
    ],
)
def test_a_sentence_is_underlined_whole(text: str, found: list[str]) -> None:
    assert _sentences(text) == found


def test_what_is_escaped_is_placed_in_its_line() -> None:
    assert _sentences("First &amp; last. Then *more*.")[0].startswith("First")


def _addresses(text: str) -> list[str]:
    prose, _ = read_page("page.md", text, 1)
    hrefs: list[Piece] = [piece for piece in prose if isinstance(piece, Href)]
    return [_at(text, piece.place) for piece in hrefs if isinstance(piece, Href)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](/a) and [b](/a)", ["/a", "/a"]),
        ("[/a](/a)", ["/a"]),
        ("![/a *b*](/a.png) <https://a.example>", ["/a.png", "https://a.example"]),
        ("[![x](/x.png)](/y)", ["/y", "/x.png"]),
        ("- item\n\n  > [q][r]\n\n[r]: /far", ["["]),
        ("[e](/a&amp;b)", ["["]),
    ],
)
def test_an_address_is_underlined_or_its_link(text: str, found: list[str]) -> None:
    assert _addresses(text) == found


def test_two_links_to_one_address_have_two_places() -> None:
    prose, _ = read_page("page.md", "[a](/a) and [b](/a)", 1)
    assert len({piece.place for piece in prose if isinstance(piece, Href)}) == 2


_STORY = "## Part\n\n{}\n"


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("Said [@a, @b].", "bad-citation", "[@a, @b]"),
        ("Said [see @a].", "bad-citation", "[see @a]"),
        ("Said [@a", "bad-citation", "[@"),
        ("Said. <!-- dateline-ignore: uncited -->", "unknown-rule", "uncited"),
        ("<!-- dateline-ignore: late-event, unsafe-url -->", "unknown-rule", "unsafe-url"),
        ("Said <!-- and", "unclosed-comment", "<!--"),
        ("<!-- never", "unclosed-comment", "<!--"),
        ("Said ![](/a.png) this.", "missing-alt", "/a.png"),
        ("### Not\n\n## Said [@a]", "bad-citation", "[@a]"),
        ("## Timeline\n\nDec 30, 2025: said", "bad-timeline", "Dec 30, 2025: said"),
        ("## Timeline\n\n> - Dec 30, 2025: said", "bad-timeline", "> - Dec 30, 2025: said"),
        ("## Timeline\n\n- Feb 30, 2026: said", "bad-date", "30, 2026"),
    ],
)
def test_one_mistake_is_one_problem_at_its_place(text: str, rule: str, marked: str) -> None:
    whole = _STORY.format(text)
    _, problems = read_story("story.md", whole, 1)
    assert [(p.rule, _at(whole, p.place)) for p in problems] == [(rule, marked)]


@pytest.mark.parametrize("text", ["[mail us](mailto:a@b.example)", "[a@b.example]", "[x]", "\\[see @a]"])
def test_what_is_no_citation_stays_text(text: str) -> None:
    assert not read_story("story.md", text, 1)[1]


def test_a_picture_may_be_silent_where_the_writer_says_so() -> None:
    assert not read_story("story.md", "<!-- dateline-ignore: missing-alt -->\n![](/a.png)", 1)[1]
