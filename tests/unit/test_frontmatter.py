"""Front matter: cutting files, reading headers, and the exact place of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.dates import parse_date, parse_moment
from dateline.model.headers import (
    CorrectionEntry,
    CorrectionKind,
    EventEntry,
    MadeBy,
    PageHeader,
    SectionHeader,
    SourceHeader,
    StoryHeader,
)
from dateline.problems import Problem
from dateline.yaml.frontmatter import LARGEST, decode, place, read_text, split
from dateline.yaml.nodes import compose
from steps import steps_of

FIXTURES = Path(__file__).parents[1] / "text" / "frontmatter.md"


def cases() -> list[object]:
    """The fixtures as (header, expected), each named by its title and line."""
    lines = FIXTURES.read_text(encoding="utf-8").split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    assert len(dots) % 3 == 0
    found = []
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        header = "\n".join(lines[first + 1 : second]) + "\n"
        name = f"{first}: {lines[first - 1]}"
        found.append(pytest.param(header, lines[second + 1 : third], id=name))
    return found


def shown(problem: Problem) -> str:
    place = problem.place
    return f"{place.line}:{place.column}+{place.length} {problem.rule}"


@pytest.mark.parametrize(("header", "expected"), cases())
def test_every_mistake_has_its_place(header: str, expected: list[str]) -> None:
    _, problems = decode(StoryHeader, "story.md", header)
    assert [shown(problem) for problem in problems] == expected


def test_values_have_the_types_of_their_fields() -> None:
    header = (
        "title: ' Ferries ' \npublished: 2026-01-01\nsources: [ap, 1984]\ndraft: true\nmade_by: ai\n"
        "expires: 2027-01-01T00:00:00Z\ncorrections:\n- date: 2026-01-02\n  text: One.\n"
    )
    value, problems = decode(StoryHeader, "story.md", header)
    assert not problems
    assert value == StoryHeader(
        title="Ferries",
        published=parse_moment("2026-01-01"),
        sources=("ap", "1984"),
        draft=True,
        made_by=MadeBy.AI,
        expires=parse_moment("2027-01-01T00:00:00Z"),
        corrections=(CorrectionEntry(parse_moment("2026-01-02"), "One.", CorrectionKind.CORRECTION),),
    )


def test_events_of_a_source() -> None:
    header = (
        "title: A\npublisher: AP\npublished: 2026-01-01\n"
        'events:\n- {date: Late Dec 2025, text: x, note: "n"}\n- date: 2025-12~\n  text: z\n'
    )
    value, problems = decode(SourceHeader, "ap.md", header)
    assert not problems
    assert value is not None
    assert value.events == (
        EventEntry(parse_date("Late Dec 2025"), "x", "n"),
        EventEntry(parse_date("2025-12~"), "z"),
    )


def test_no_sources_is_not_the_same_as_an_empty_list() -> None:
    head = "title: A\npublished: 2026-01-01\n"
    without, _ = decode(StoryHeader, "story.md", head)
    empty, _ = decode(StoryHeader, "story.md", head + "sources: []\n")
    assert without is not None
    assert without.sources is None
    assert empty is not None
    assert empty.sources == ()


def test_extra_is_plain_and_canonical() -> None:
    header = (
        "title: A\nextra:\n  z: {b: 1, a: 1.5}\n  day: 2026-01-01\n  on_sale: true\n  none: ~\n"
        "  list: [x, 2]\n  huge: 123456789012345678901\n  far: 1e999\n  quoted: '7'\n"
    )
    value, problems = decode(PageHeader, "about.md", header)
    assert not problems
    assert value is not None
    assert value.extra == {
        "z": {"a": 1.5, "b": 1},
        "day": "2026-01-01",
        "on_sale": True,
        "none": None,
        "list": ("x", 2),
        "huge": "123456789012345678901",
        "far": "1e999",
        "quoted": "7",
    }
    assert list(value.extra) == sorted(value.extra)
    assert list(value.extra["z"]) == ["a", "b"]


def test_a_value_beside_problems_holds_what_could_be_read() -> None:
    value, problems = decode(
        StoryHeader, "s.md", "title: A\npublished: 2026-01-01\ndraft: on\ntags: [a, ~]\n"
    )
    assert len(problems) == 2
    assert value is not None
    assert (value.title, value.draft, value.tags) == ("A", False, ("a",))


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("descripton: x", "“description”"),
        ("lastmod: x", "computed from the data"),
        ("date: x", "`published`"),
        ("publish-date: x", "`published`"),
        ("author: x", "`authors`"),
        ("category: x", "folder"),
        ("status: draft", "`draft`"),
        ("zzz: 1", "`extra:`"),
        ("made_by: humann", "“human”"),
        ("sources: ap, newsweek", "`sources: [ap, newsweek]`"),
        ("draft: ja", "`draft: true`"),
        ("title: no", '"no"'),
        ("title:no\nx: y", "space after the colon"),
        ("draft: true\ndraft: false", "keep one"),
    ],
)
def test_hints_say_how_to_mend_it(header: str, hint: str) -> None:
    _, problems = decode(StoryHeader, "story.md", header)
    assert any(hint in problem.hint for problem in problems)


def test_a_doubled_key_names_both_lines() -> None:
    _, problems = decode(SectionHeader, "section.md", "title: A\nweight: 1\ntitle: B\n")
    assert [(p.place.line, p.message) for p in problems] == [
        (4, "the key “title” stands twice, first in line 2")
    ]


def test_whole_numbers() -> None:
    for text, weight in [("3", 3), ("-1", -1), ("0", 0)]:
        value, problems = decode(SectionHeader, "section.md", f"title: A\nweight: {text}\n")
        assert not problems
        assert value == SectionHeader("A", weight=weight)
    for text in ["1.5", "many", "9" * 5000, "1_000", "0x10"]:
        _, problems = decode(SectionHeader, "section.md", f"title: A\nweight: {text}\n")
        assert [p.rule for p in problems] == ["bad-value"]


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_overflows_nothing(sign: str) -> None:
    value, problems = decode(PageHeader, "about.md", "title: A\nextra:\n " + sign * 20_000)
    assert value is None
    assert [p.rule for p in problems] == ["yaml-syntax"]


@pytest.mark.parametrize("character", ["\u2028", "\x85", "\x00", "\x07"])
def test_invisible_characters_are_named(character: str) -> None:
    _, problems = decode(PageHeader, "about.md", f"title: A\ndescription: é{character}x\n")
    assert [(p.rule, p.place.line, p.place.column) for p in problems] == [("yaml-syntax", 3, 15)]
    assert f"U+{ord(character):04X}" in problems[0].message


def test_columns_count_characters_not_bytes() -> None:
    _, problems = decode(PageHeader, "about.md", "title: Žluťoučký\nextra: {ключ: [я, 0123]}\n")
    assert [shown(p) for p in problems] == ["3:19+4 yaml-trap"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("title", (2, 8, 1)),
        ("sources.1", (5, 15, 2)),
        ("events.0.date", (7, 11, 10)),
        ("events.1", (9, 5, 7)),
        ("events.1.date", (9, 5, 7)),
        ("events.9", (7, 3, 18)),
        ("focus", (4, 1, 5)),
        ("nothing", (1, 1, 3)),
        ("", (1, 1, 3)),
    ],
)
def test_place_of_a_value(path: str, expected: tuple[int, int, int]) -> None:
    header = (
        "title: A\npublished: 2026-01-01\nfocus:\nsources: [ab, cd]\n"
        "events:\n  - date: 2026-01-01\n    text: x\n  - text: z\n"
    )
    found = place("ap.md", header, path)
    assert (found.line, found.column, found.length) == expected


def test_place_in_a_header_that_is_no_yaml_is_its_first_line() -> None:
    assert place("a.md", "title: [", "title").line == 1


@pytest.mark.parametrize(
    ("text", "header", "body", "body_line"),
    [
        ("---\na: 1\n---\nbody\n", "a: 1\n", "body\n", 4),
        ("---\na: 1\n---", "a: 1\n", "", 3),
        ("---\n---\nbody", "", "body", 3),
        ("--- \na: 1\n---\t \nb", "a: 1\n", "b", 4),
        ("-----\na: 1\n----\nb", "a: 1\n", "b", 4),
        ("---\n\n\na: 1\n\n---\n\n\n  b\n", "\n\na: 1\n\n", "  b\n", 9),
        ("---\na: 1\n---\none\n\n---\n\ntwo\n", "a: 1\n", "one\n\n---\n\ntwo\n", 4),
        ("---\na: |\n  ---\n---\nb", "a: |\n  ---\n", "b", 5),
    ],
)
def test_cutting_at_the_fences(text: str, header: str, body: str, body_line: int) -> None:
    parts, problems = split("a.md", text)
    assert not problems
    assert parts is not None
    assert (parts.header, parts.body, parts.body_line) == (header, body, body_line)


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("", "missing-header", "line `---`"),
        ("Only a body.\n", "missing-header", "line `---`"),
        ("\n---\na: 1\n---\n", "missing-header", "very first"),
        ("+++\ntitle = 'x'\n+++\n", "missing-header", "TOML"),
        ("--- a: 1\n---\n", "missing-header", "line `---`"),
        ("---", "unclosed-header", "line `---`"),
        ("---\ndraft: true\nBody.\n", "unclosed-header", "line `---`"),
        ("---\ndraft: true\n ---\nBody.\n", "unclosed-header", "line 3"),
        ("---\ndraft: true\n--\nBody.\n", "unclosed-header", "line 3"),
        ("---\ndraft: true\n...\nBody.\n", "unclosed-header", "line 3"),
    ],
)
def test_missing_fences(text: str, rule: str, hint: str) -> None:
    parts, problems = split("a.md", text)
    assert parts is None
    assert [p.rule for p in problems] == [rule]
    assert hint in problems[0].hint


def test_line_ends_become_lf() -> None:
    assert read_text("a.md", b"a\r\nb\rc\n\r\n") == ("a\nb\nc\n\n", ())


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"a\r\nb\xc3\xa9\xe9", "not-utf8", 2, 3),
        (b"\xff", "not-utf8", 1, 1),
        (b"ab\xed\xa0\x80", "not-utf8", 1, 3),
        (b"\xef\xbb\xbf---\n", "byte-order-mark", 1, 1),
        (b"\xff\xfea\x00", "byte-order-mark", 0, 0),
        (b"a" * (LARGEST + 1), "too-large", 0, 0),
    ],
)
def test_bytes_that_are_no_text(data: bytes, rule: str, line: int, column: int) -> None:
    text, problems = read_text("a.md", data)
    assert text is None
    assert [(p.rule, p.place.line, p.place.column) for p in problems] == [(rule, line, column)]


def test_the_largest_file_is_read() -> None:
    text, problems = read_text("a.md", b"a" * LARGEST)
    assert not problems
    assert text is not None
    assert len(text) == LARGEST


@pytest.mark.parametrize(
    ("header", "message", "hint"),
    [
        ("title: A #3", "YAML reads “#3” as a comment", "put the value between quotes"),
        ('title: "A\nslug: "b"\n', "this quote is not closed", "close it"),
        ('title: "A" B', "text follows the closing quote", "put the whole value between quotes"),
        ("title: 'It's' B", "text follows the closing quote", "put the whole value between quotes"),
        ("title: [Update] B", "text follows the closing bracket", "put the whole value between quotes"),
        ("title = A\nslug: b", "this line is no `key: value`", "write `title: …`"),
        ("title：A\nslug: b", "this line is no `key: value`", "write `title: …`"),
        ("title:\u00a0A\nslug: b", "this line is no `key: value`", "write `title: …`"),
        ("title: A\nslug:\u00a0b", "this line is no `key: value`", "write `slug: …`"),
        ("title:A\nslug: b", "this line is no `key: value`", "put a space after the colon: `title: …`"),
        ("title: A\n slug: b", "YAML cannot place this colon", "take away the spaces before `slug`"),
        ("title: “A: B”", "YAML cannot place this colon", "YAML knows straight quotes only"),
        ("title: A: “B”", "YAML cannot place this colon", "put a value that contains `: ` between quotes"),
        ("title: - A", "a value cannot begin with “- ”", "put the value between quotes"),
        ("title: > A", "text follows the sign “>”", "put the value between quotes"),
    ],
)
def test_what_is_no_yaml_is_told_in_words_for_a_writer(header: str, message: str, hint: str) -> None:
    _, problems = decode(StoryHeader, "story.md", f"{header}\n")
    told = [problem for problem in problems if problem.rule in ("yaml-syntax", "yaml-trap")]
    assert [(problem.message, problem.hint[: len(hint)]) for problem in told] == [(message, hint)]


@pytest.mark.parametrize("line", ["k{}: v #x\n", "k{}: 'v' # x\n", "k{}: 'a #x'\n"])
def test_a_header_of_twice_as_many_lines_takes_twice_the_steps(line: str) -> None:
    few, more, many = ("".join(map(line.format, range(count))) for count in (2, 200, 400))
    compose(few)  # what is compiled and kept for the first one
    assert steps_of(lambda: compose(many)) < 2.3 * steps_of(lambda: compose(more))
