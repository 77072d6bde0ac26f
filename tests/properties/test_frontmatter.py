"""Whatever a file holds, it is read or it has problems; it is never a traceback."""

from __future__ import annotations

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline import digest
from dateline.model.headers import PageHeader, SectionHeader, SourceHeader, StoryHeader
from dateline.problems import Problem
from dateline.yaml.frontmatter import decode, place, read_text, split

KINDS: tuple[type[msgspec.Struct], ...] = (StoryHeader, SourceHeader, PageHeader, SectionHeader)

# Pieces of headers, so that many of the texts made from them get past the parser.
PIECES = st.sampled_from(
    [
        *(
            "title",
            "published",
            "draft",
            "sources",
            "events",
            "extra",
            "corrections",
            "date",
            "text",
            "weight",
        ),
        *(
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n- ",
            "\n  - ",
            " ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "#",
            '"',
            "'",
            "|\n",
        ),
        *(
            "&a",
            "*a",
            "!!str ",
            "<<",
            "? ",
            "---",
            "%",
            "@",
            "`",
            "\\",
            "\t",
            "\r",
            "\x00",
            "\u2028",
            "\ufeff",
            "é",
        ),
        *("true", "no", "12:30", "0123", "~", "2026-01-01", "Late Dec 2025", "1e999", "99999999999999999999"),
    ]
)
HEADERS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def inside(problem: Problem, text: str) -> bool:
    """True when the place of a problem is a place in the text."""
    lines = text.split("\n")
    where = problem.place
    if where.line == 0:
        return True
    return where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    text, problems = read_text("a.md", data)
    assert (text is None) == bool(problems)
    if text is not None:
        assert "\r" not in text
        parts, problems = split("a.md", text)
        assert (parts is None) == bool(problems)


@given(HEADERS, st.text())
def test_a_text_is_cut_where_its_lines_say(header: str, body: str) -> None:
    text = f"---\n{header}\n---\n{body}".replace("\r", "\n")
    parts, problems = split("a.md", text)
    if parts is None:
        assert problems
        return
    assert text.endswith(parts.body)
    assert text.split("\n", parts.body_line - 1)[-1] == parts.body or not parts.body
    assert text.startswith(parts.header, text.index("\n") + 1)


@pytest.mark.parametrize("kind", KINDS)
@given(header=HEADERS)
def test_any_header(kind: type[msgspec.Struct], header: str) -> None:
    value, problems = decode(kind, "a.md", header)
    text = f"---\n{header}\n---\n"
    assert value is not None or problems
    assert all(inside(problem, text) for problem in problems)
    if value is not None:
        digest.of_value(value.extra)  # type: ignore[attr-defined]  # every kind of header has it
    assert place("a.md", header, "extra.0.title").line <= text.count("\n") + 1


@given(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"
        )
    )
)
def test_any_quoted_text_is_read_as_it_is(text: str) -> None:
    header = yaml.safe_dump({"title": f"x{text}x"}, default_style='"', allow_unicode=True, width=10_000)
    value, problems = decode(PageHeader, "a.md", header)
    assert not problems
    assert value is not None
    assert value.title == f"x{text}x"
