"""Headings: their words, and lists under one that was to be the timeline's and is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline import rules
from dateline.files.lines import Lines
from dateline.markdown import Token
from dateline.problems import Problem

TIMELINE = "timeline"
"""The heading, in any case, under which the timeline stands."""
_LEVELS = ("h1", "h2")
"""Those that begin a section."""


def words_of(inline: Token) -> str:
    """The words of a heading without marks and markup."""
    kinds = ("text", "text_special", "code_inline", "softbreak")
    text = "".join(child.content or " " for child in inline.children or [] if child.type in kinds)
    return " ".join(text.split())


def is_of_section(token: Token) -> bool:
    """True for the start of a heading that begins a section or the timeline."""
    return token.type == "heading_open" and token.tag in _LEVELS and token.level == 0


def lost_timelines(tokens: Sequence[Token], lines: Lines) -> Iterator[Problem]:
    """A problem for each list whose heading is nearly the timeline's: "### Timeline", "## Time line:"."""
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or "list_open" not in tokens[min(index + 3, len(tokens) - 1)].type:
            continue
        title = words_of(tokens[index + 1])
        meant = "".join(filter(str.isalpha, title.casefold())) == TIMELINE
        if meant and not (title.casefold() == TIMELINE and is_of_section(token)):
            place = lines.place(tokens[index + 1], title)
            message = "this heading does not begin the timeline, though a list stands below it"
            yield rules.problem("bad-timeline", place, message, "write “## Timeline”")
