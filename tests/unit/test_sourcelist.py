"""The numbers of a story's sources, and what a citation points at."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.linking.sourcelist import SourceList, number_sources, wrong_sources
from dateline.model.draft import StoryFolder
from dateline.model.prose import Cite
from dateline.problems import Place, Problem
from newsroom import article, briefing, folder, linked, rules_of

HERE = Place("content/world/ferry/story.md", 7, 1)


def numbered(of: StoryFolder) -> tuple[SourceList, tuple[Problem, ...]]:
    numbered = number_sources(of, dt.UTC)
    return numbered, tuple(wrong_sources(of, numbered))


def found(sources: SourceList, key: str = "", number: int = 0) -> object:
    """What a citation gives: (key, number), or the rule that it breaks, or None."""
    where, problem = sources.find(Cite(HERE, key, number))
    return problem.rule if problem and where is None else where


def test_the_order_of_the_list_is_the_numbering() -> None:
    sources, problems = numbered(
        folder(briefing("[@a][@b][@c]", "sources: [b, c, a]"), a=article(), b=article(), c=article())
    )
    assert sources.numbers == {"b": 1, "c": 2, "a": 3}
    assert list(sources.numbers) == ["b", "c", "a"]
    assert problems == ()
    assert [found(sources, number=at) for at in (1, 2, 3)] == [("b", 1), ("c", 2), ("a", 3)]
    assert found(sources, "c") == ("c", 2)


@pytest.mark.parametrize("text", [None, briefing("[@b]")])
def test_without_a_list_it_is_the_order_of_publication_then_of_keys(text: str | None) -> None:
    sources, problems = numbered(
        folder(
            text,
            z=article(published="2026-01-01"),
            y=article(published="2026-01-02T09:00:00+02:00"),
            x=article(published="2026-01-02T08:00:00+00:00"),
            b=article(published="2026-01-03"),
            a=article(published="2026-01-03"),
        )
    )
    assert list(sources.numbers.items()) == [("z", 1), ("y", 2), ("x", 3), ("a", 4), ("b", 5)]
    assert problems == ()


def test_a_day_without_a_time_begins_in_the_site_s_zone() -> None:
    of = folder(
        None, day=article(published="2026-01-02"), time=article(published="2026-01-01T20:00:00+00:00")
    )
    east, west = dt.timezone(dt.timedelta(hours=9)), dt.timezone(dt.timedelta(hours=-9))
    assert list(number_sources(of, east).numbers) == ["day", "time"]
    assert list(number_sources(of, west).numbers) == ["time", "day"]


def test_a_source_that_is_missing_leaves_a_gap_and_moves_no_number() -> None:
    sources, problems = numbered(
        folder(briefing("[@a][@c]", "sources: [a, gone, c]"), a=article(), c=article())
    )
    assert sources.numbers == {"a": 1, "c": 3}
    assert rules_of(problems) == ["unknown-source"]
    assert found(sources, number=2) is None
    assert found(sources, number=3) == ("c", 3)


def test_a_source_that_cannot_be_read_is_no_second_problem() -> None:
    of = folder(briefing("[@a][@bad]", "sources: [bad, a]"), a=article())
    sources, problems = numbered(StoryFolder(of.path, of.story, of.sources, ("bad",)))
    assert sources.numbers == {"a": 2}
    assert problems == ()
    assert found(sources, "bad") is None
    assert found(sources, number=1) is None


def test_what_is_cited_and_not_listed_comes_last_and_is_told_at_each_citation() -> None:
    sources, problems = numbered(
        folder(briefing("Ebb [@c; @b][@c].", "sources: [a]"), a=article(), b=article(), c=article())
    )
    assert sources.numbers == {"a": 1, "c": 2, "b": 3}
    assert "unlisted-source" not in rules_of(problems)
    where, problem = sources.find(Cite(HERE, "c"))
    assert where == ("c", 2)
    assert problem is not None
    assert (problem.rule, problem.place) == ("unlisted-source", HERE)


def test_what_comes_last_never_takes_the_number_of_a_missing_one() -> None:
    sources, _ = numbered(folder(briefing("[@b]", "sources: [a, gone]"), a=article(), b=article()))
    assert sources.numbers == {"a": 1, "b": 3}


def test_a_file_that_is_neither_listed_nor_cited_is_left_out() -> None:
    sources, problems = numbered(folder(briefing("[@a]", "sources: [a]"), a=article(), b=article()))
    assert list(sources.numbers) == ["a"]
    assert [(p.rule, p.place.file) for p in problems] == [
        ("uncited-source", "content/world/ferry/sources/b.md")
    ]


def test_an_empty_list_is_a_list() -> None:
    sources, problems = numbered(folder(briefing("Ebb.", "sources: []"), a=article()))
    assert sources.numbers == {}
    assert rules_of(problems) == ["uncited-source"]


@pytest.mark.parametrize(
    ("listed", "rule", "line"),
    [("[a, a]", "bad-value", 4), ("[a, '1']", "numeric-key", 4), ("[a, aa]", "unknown-source", 4)],
)
def test_wrong_keys_in_the_list(listed: str, rule: str, line: int) -> None:
    sources, problems = numbered(folder(briefing("[@a]", f"sources: {listed}"), a=article()))
    assert [(p.rule, p.place.line) for p in problems] == [(rule, line)]
    assert sources.numbers == {"a": 1}


@pytest.mark.parametrize("written", ["ap.md", "sources/ap.md", "sources/ap", "@ap", "AP"])
def test_a_key_that_is_written_as_a_file_or_in_capitals_is_understood(written: str) -> None:
    listing, listed = numbered(
        folder(briefing("", f"sources: [a, ap, '{written}']"), a=article(), ap=article())
    )
    assert [p.hint for p in listed if p.rule == "unknown-source"] == ["did you mean “ap”?"]
    assert listing.find(Cite(HERE, written, 0)) == (None, None)  # told at the list
    sources, _ = numbered(folder(briefing("", "sources: [a, ap]"), a=article(), ap=article()))
    _, problem = sources.find(Cite(HERE, written, 0))
    assert problem is not None
    assert (problem.rule, problem.hint) == ("unknown-source", "did you mean “ap”?")


@pytest.mark.parametrize(
    ("key", "number", "rule"),
    [
        ("tied", 0, "unknown-source"),
        ("2", 0, "numeric-key"),
        ("", 3, "source-index"),
        ("", 0, "source-index"),
    ],
)
def test_citations_that_point_at_nothing(key: str, number: int, rule: str) -> None:
    sources, _ = numbered(folder(briefing("[1][2]", "sources: [a, tide]"), a=article(), tide=article()))
    where, problem = sources.find(Cite(HERE, key, number))
    assert where is None
    assert problem is not None
    assert (problem.rule, problem.place) == (rule, HERE)


def test_a_key_behind_a_comma_is_no_place_in_an_article() -> None:
    sources, _ = numbered(folder(briefing("[@a]"), a=article(), b=article(), c=article()))
    for locator, hint in (("b", "write [@a; @b]"), ("b,  c", "write [@a; @b; @c]")):
        where, problem = sources.find(Cite(HERE, "a", locator=locator))
        assert where == ("a", 1)
        assert problem is not None
        assert (problem.rule, problem.hint) == ("bad-citation", hint)
    assert sources.find(Cite(HERE, "a", locator="b, p. 3"))[1] is None


@pytest.mark.parametrize(("number", "hint"), [(2024, r"write \[2024\]"), (3, "")])
def test_a_year_in_brackets_is_told_from_a_citation(number: int, hint: str) -> None:
    sources, _ = numbered(folder(briefing("[1]"), a=article()))
    _, problem = sources.find(Cite(HERE, "", number))
    assert problem is not None
    assert problem.hint.endswith(hint)
    assert bool(problem.hint) is bool(hint)


def test_a_near_miss_names_what_was_meant() -> None:
    sources, _ = numbered(folder(briefing("[1]", "sources: [tide]"), tide=article()))
    _, problem = sources.find(Cite(HERE, "tied"))
    assert problem is not None
    assert problem.hint == "did you mean “tide”?"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://a.example/x", "https://a.example/x", True),
        ("https://a.example/x", "http://www.a.example/x/?utm_source=feed#top", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
    ],
)
def test_two_sources_with_one_address(one: str, two: str, same: bool) -> None:
    _, problems = numbered(
        folder(None, a=article(more=f"url: {one}"), b=article(published="2026-01-03", more=f"url: {two}"))
    )
    assert [(p.rule, p.place.file, p.place.line) for p in problems] == [
        ("same-article", "content/world/ferry/sources/b.md", 5)
    ] * same


def test_sources_without_an_address_are_not_the_same() -> None:
    assert numbered(folder(None, a=article(), b=article()))[1] == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("archive_url: https://archive.example/2026/ap", []),
        ('archive_url: "javascript:x"', ["unsafe-url"]),
        ("archive_url: /copies/ap.html", ["unsafe-url"]),
        ("language: pt-BR", []),
        ("language: pt_BR", ["bad-value"]),
        ("language: Portuguese", ["bad-value"]),
    ],
)
def test_an_archived_copy_and_a_language_are_checked(more: str, told: list[str]) -> None:
    story, problems = linked(briefing("Ebb [@ap]."), ap=article(more=more))
    assert [problem.rule for problem in problems] == told
    assert all(problem.place.line == 5 for problem in problems)
    assert "javascript" not in story.sources[0].archive
