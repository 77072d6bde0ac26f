"""One mark at a time: what is a citation, where it ends, what it says, what is wrong with it."""

from __future__ import annotations

import pytest

from dateline.citations import LONGEST, CiteText, MarkText, read


def mark(text: str, start: int = 0) -> MarkText:
    found = read(text, start)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "[ap]",
        "[]",
        "[1, 2]",
        "[12345]",
        "[1](https://a.example)",
        "[ 1]",
        "[²]",
        "[a@b.example]",
        "[",
        "[1",
        "(1)",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert read(text, 0) is None


@pytest.mark.parametrize(
    "key", ["ap", "AP", "_x", "0a", "the-tide", "a.b", "a:b", "a_b-c.d", "2026-01-ap", "a1"]
)
def test_keys(key: str) -> None:
    assert mark(f"[@{key}]").cites == (CiteText(1, len(key) + 1, key),)


@pytest.mark.parametrize("key", ["", " ap", "-ap", "ap-", "a--b", "a b", "ap.", "é", "a/b", "@ap", "a&b"])
def test_what_is_no_key_is_told(key: str) -> None:
    found = mark(f"[@{key}]")
    assert found.error
    assert found.cites == ()
    assert found.end == len(key) + 3


def test_every_citation_of_a_mark_has_its_own_place() -> None:
    text = 'Ebb [@ap; @tide, "so; it [goes]";@x , p. 3] flow'
    found = mark(text, 4)
    assert [text[c.start : c.start + c.length] for c in found.cites] == ["@ap", "@tide", "@x"]
    assert [(c.key, c.quote, c.locator) for c in found.cites] == [
        ("ap", "", ""),
        ("tide", "so; it [goes]", ""),
        ("x", "", "p. 3"),
    ]
    assert text[found.end :] == " flow"


@pytest.mark.parametrize(
    ("suffix", "quote", "locator"),
    [
        ('"so it goes"', "so it goes", ""),
        ("“so it goes”", "so it goes", ""),
        ("„so geht es“", "so geht es", ""),
        ("«ainsi»", "ainsi", ""),
        ("»so; geht [es]«", "so; geht [es]", ""),
        ("”så går det”", "så går det", ""),
        ("「そう; いう」", "そう; いう", ""),
        ("‚so‘", "so", ""),
        ("'so it goes'", "so it goes", ""),
        ("‘so it goes’", "so it goes", ""),
        ("“he said ‘so’ to me”", "he said ‘so’ to me", ""),
        ("“don’t”", "don’t", ""),
        ('" so "', "so", ""),
        ("para. 4", "", "para. 4"),
        ("para.\n   4", "", "para. 4"),
        ("pp. 3, 4", "", "pp. 3, 4"),
        ("5' in", "", "5' in"),
        ('"so', "", '"so'),
        ("", "", ""),
    ],
)
def test_after_the_comma_stand_words_or_a_locator(suffix: str, quote: str, locator: str) -> None:
    [cite] = mark(f"[@ap, {suffix}]").cites
    assert (cite.key, cite.quote, cite.locator) == ("ap", quote, locator)


def test_numbers_in_a_row_are_one_mark() -> None:
    text = "x[1][22][0003]y"
    found = mark(text, 1)
    assert [(c.number, text[c.start : c.start + c.length]) for c in found.cites] == [
        (1, "[1]"),
        (22, "[22]"),
        (3, "[0003]"),
    ]
    assert text[found.end :] == "y"


def test_a_number_that_is_a_link_ends_the_mark_before_it() -> None:
    assert mark("[1][2](https://a.example)").end == len("[1]")


@pytest.mark.parametrize("after", [":", ".", ",", " (", "[ap]", "[@ap]"])
def test_a_number_cites_whatever_else_follows(after: str) -> None:
    found = mark(f"[1]{after}")
    assert (found.end, [c.number for c in found.cites]) == (3, [1])


def test_quotation_marks_of_one_kind_within_each_other_part_no_citations() -> None:
    cites = mark("[@ap, “he said “so” to me”; @tide]").cites
    assert [(cite.key, cite.quote) for cite in cites] == [("ap", "he said “so” to me"), ("tide", "")]


def test_a_hyphen_before_a_key_is_told_as_words_are() -> None:
    """Pandoc leaves out an author by it; here it would stand on the page as it is."""
    assert "nothing stands before" in mark("[-@ap]").error
    assert read("[a-@ap]", 0) is None


def test_none_declares_and_stands_alone() -> None:
    assert [cite.key for cite in mark("[@none]").cites] == ["none"]
    assert "stands alone" in mark("[@none; @ap]").error


def test_a_mark_that_is_never_closed_ends_where_it_begins() -> None:
    found = mark("[@ap and then nothing")
    assert "not closed" in found.error
    assert found.end == 2


def test_an_unclosed_quote_ends_at_the_first_bracket() -> None:
    assert mark('[@ap, "so] it goes').end == len('[@ap, "so]')


def test_the_end_is_looked_for_only_so_far() -> None:
    assert mark("[@ap, " + "x" * LONGEST + "]").error
    assert not mark("[@ap, " + "x" * (LONGEST - 10) + "]").error
