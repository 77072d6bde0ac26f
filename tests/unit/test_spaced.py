from __future__ import annotations

import pytest

from dateline.files.body import read_page, read_story


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('![at sea](Été à la mer.jpg "Photo: A. Sample")', "Été à la mer.jpg"),
        ("See [the *big* vote](../vote one/story.md), they say.", "../vote one/story.md"),
        ("- An item, [a page]( https://paper.example/a b ).", "https://paper.example/a b"),
        ("# A [heading](two words.pdf)", "two words.pdf"),
        ("`[x](a b.md)` and [x](c d.md)", "c d.md"),
    ],
)
def test_an_address_with_a_space_is_told(text: str, address: str) -> None:
    _, (problem,) = read_page("about.md", text, 4)
    assert (problem.rule, problem.hint) == ("broken-link", f"write <{address}>")
    assert problem.place.line == 4
    assert text[problem.place.column - 1 :].startswith(address)


@pytest.mark.parametrize(
    "text",
    [
        '![at sea](<Été à la mer.jpg> "Photo: A. Sample")',
        '[the vote](../vote/story.md "The vote of May")',
        r"\[a\](b c.jpg)",
        r"\[a](b c.jpg)",
        r"[a\](b c.jpg)",
        "`[a](b c.jpg)`",
        "[1](see there)",
        "He said [sic](and so on).",
        "[a][b] (c d.jpg)",
    ],
)
def test_what_is_a_link_or_is_none_on_purpose_is_not(text: str) -> None:
    _, problems = read_page("about.md", text, 4)
    assert problems == ()


def test_a_timeline_and_a_silenced_paragraph_are_read_too() -> None:
    text = "## Timeline\n\n- Jan 2, 2026: A [vote](the vote.md) [@none]\n"
    _, (problem,) = read_story("story.md", text, 1)
    assert (problem.rule, problem.place.line, problem.place.column) == ("broken-link", 3, 25)
    _, problems = read_page("about.md", "<!-- dateline-ignore: broken-link -->\n[a](b c.md)\n", 1)
    assert all(problem.own for problem in problems)
