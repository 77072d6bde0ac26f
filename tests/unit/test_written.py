"""A draft as a story.md: what is written reads back as what was drafted."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.compose.values import Draft, DraftedEvent, Line, Theme
from dateline.compose.written import dated, escaped, written
from dateline.dates import Moment, parse_date, parse_moment
from dateline.files import parse
from dateline.model.draft import StoryFile
from dateline.model.prose import sentences

DAY: Moment = parse_moment("2026-01-02")
LINE = Line("The gate stays shut.", ("ap",), (3, 23))


def read(text: str) -> StoryFile:
    """The briefing that a text holds, without a problem."""
    found, problems = parse.story("content/a/story.md", text.encode())
    assert problems == ()
    assert found is not None
    return found


def test_a_draft_reads_back_with_its_citations() -> None:
    event = DraftedEvent(parse_date("Late Dec 2025"), (LINE,))
    second = Line("“We wait,” she said", ("bbc", "ap"), (0, 19))
    draft = Draft("Gate: “shut”", (LINE,), (Theme("The lower gate", (LINE, second)),), (event,))
    story = read(written(draft, DAY, ["ap", "bbc"]))
    assert (story.header.title, story.header.sources, story.header.made_by) == (
        "Gate: “shut”",
        ("ap", "bbc"),
        "ai",
    )
    (section,) = story.body.sections
    assert section.title == "The lower gate"
    assert [s.text for s in sentences(section.prose)] == ["The gate stays shut.", "“We wait,” she said"]
    assert [cite.key for s in sentences(section.prose) for mark in s.marks for cite in mark.cites] == [
        "ap",
        "bbc",
        "ap",
    ]
    (entry,) = story.body.timeline
    assert (entry.date.label, entry.date.edtf) == (event.date.label, event.date.edtf)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
@example("* a *b* [c](d) `e` <f> &amp; ~~g~~ _h_ \\")
@example("1. One")
@example("- - -")
@example("# Not a heading")
def test_the_words_of_a_line_stay_as_they_are(words: str) -> None:
    text = " ".join(words.split())
    if not any(char.isalnum() for char in text):
        return
    draft = Draft("T", (Line(text, ("ap",), (0, 1)),))
    story = read(written(draft, DAY, ["ap"]))
    assert " ".join(s.text for s in sentences(story.body.summary)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "words",
    [
        "Dec 30, 2025",
        "Late Dec 2025",
        "2025",
        "Q4 2025",
        "Winter 2025",
        "Dec 30–31, 2025",
        "2025-12~",
        "Since Jan 8, 2026",
    ],
)
def test_a_date_is_written_so_that_it_reads_back(words: str) -> None:
    date = parse_date(words)
    again = parse_date(dated(date))
    assert (again.edtf, again.label) == (date.edtf, date.label)


def test_what_cannot_be_markdown_is_not_escaped() -> None:
    assert escaped("Sorrel & Dane, 5 * 3 and 2 > 1") == "Sorrel & Dane, 5 \\* 3 and 2 > 1"
