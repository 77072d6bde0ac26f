"""What is true of any Markdown: it is read, its HTML is well-formed, nothing is lost, places are right."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import inline

from dateline import markdown as room
from dateline.files import body, parse
from dateline.model.prose import Body, Cite, Href, Mark, Piece, Prose, Sentence
from dateline.yaml import frontmatter

SNIPPETS = (
    "*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "](", "![", "<", ">", "\\", "&amp;", "&",
    "[@ap]", "[@ap; @tide]", '[@ap, "go; now."]', "[@ap, para. 4]", "[@none]", "[1]", "[1][2]", "[@", "[@ap",
    "<!--", "-->", "]:", " ", " ", "\n", "\n\n", "  \n", "\t", "    ", "- ", "> ", "1. ", "# ", "## ",
    "## Timeline\n\n- Dec 30, 2025: ", "|", "|---|\n", "```\n", ". ", "! ", "? ", "… ", "“", "”", '"', "'",
    "The boat left. ", "Mr. Lund", "U.S.", "4.5", "tide", "Ebb", "https://x.example", "<b>", "é",
    "\0", "\u2028", "😀", "---\n",
)  # fmt: skip
markdown = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=6), max_size=30).map("".join)
LINE = st.sampled_from(
    [snippet for snippet in SNIPPETS if "\n" not in snippet and snippet not in ("<!--", "\t", "    ", "\0")]
)
paragraph = st.lists(LINE, max_size=14).map(lambda parts: "tide " + "".join(parts))

VOID = frozenset({"img", "br", "hr"})


class _Tags(HTMLParser):
    """Fails on a tag that is closed twice, never, or in the wrong order; keeps the words it shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment reached the page: {data}")


def html_of(piece: Piece) -> str:
    """The piece as HTML, with a made-up address; a mark shows nothing."""
    match piece:
        case Sentence():
            return "".join(html_of(part) for part in piece.parts)
        case Mark():
            return ""
        case Href():
            return "/"
        case str():
            return piece


def read(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


def texts_of(story: Body) -> list[Prose]:
    return [
        story.summary,
        *(part.prose for part in story.sections),
        *(entry.prose for entry in story.timeline),
    ]


def cites_of(story: Body) -> list[Cite]:
    pieces = [piece for prose in texts_of(story) for piece in prose]
    marks = [m for piece in pieces for m in (piece.marks if isinstance(piece, Sentence) else [piece])]
    return [cite for mark in marks if isinstance(mark, Mark) for cite in mark.cites]


@given(markdown)
@example("A `code. Two [@a]` b. C.")
@example("*One. **Two. Three* four.** Five.")
def test_every_sentence_and_every_text_is_well_formed(text: str) -> None:
    story, _ = body.read_story("story.md", text, 1)
    for prose in texts_of(story):
        read("".join(html_of(piece) for piece in prose))
        for piece in prose:
            if isinstance(piece, Sentence):
                read(html_of(piece))


@given(markdown)
def test_a_plain_page_is_well_formed(text: str) -> None:
    prose, _ = body.read_page("page.md", text, 1)
    read("".join(html_of(piece) for piece in prose))


@given(markdown)
@example("| [@ap] | [@ap] |\n|---|---|\n| [@ap] | x |")
@example("> a\n[@ap]\n>\t[@ap] b")
@example(">[@ap]\0")
def test_every_citation_stands_where_its_place_says(text: str) -> None:
    data = f"---\ntitle: T\npublished: 2026-01-01\n---\n{text}"
    story, problems = parse.story("story.md", data.encode())
    if story is None:
        assert problems
        return
    lines = re.split(r"\r\n|\r|\n", data)
    cites = cites_of(story.body)
    if "|" not in text:  # equal cells of one row are placed at the first of them
        assert len({cite.place for cite in cites}) == len(cites)
    for cite in cites:
        place = cite.place
        found = lines[place.line - 1][place.column - 1 :][: place.length]
        assert found == (f"@{cite.key}" if cite.key else f"[{cite.number}]")


@given(paragraph)
@example("tide `Ebb. The boat` left. Mr. Lund [@ap]. tide")
def test_the_sentences_hold_the_words_of_the_paragraph_and_show_them(text: str) -> None:
    story, _ = body.read_story("story.md", text, 1)
    sentences = [piece for piece in story.summary if isinstance(piece, Sentence)]
    shown = read("".join(html_of(piece) for piece in story.summary)).shown
    assert "".join("".join(s.text for s in sentences).split()) == "".join(shown.split())
    for sentence in sentences:
        assert "".join(sentence.text.split()) == "".join(read(html_of(sentence)).shown.split())


@given(markdown)
def test_reading_tells_every_problem_with_a_place_in_the_text(text: str) -> None:
    text = text.replace("\r", "\n")  # files are read with LF at the line ends
    _, problems = body.read_story("story.md", text, 5)
    last = 5 + len(text.split("\n"))
    assert all(5 <= problem.place.line <= last and problem.place.column >= 1 for problem in problems)


# The parser without our short ways: the rule for lines of words, that for words with citations, and the
# fewer characters at which its own rule for text stops.
LONG_WAY = room._parser.__wrapped__(cites=True)
LONG_WAY.block.ruler.disable("words")
LONG_WAY.core.ruler.at("inline", inline)
LONG_WAY.inline.terminator_re = MarkdownIt().inline.terminator_re

LINES = (
    "Tide\n", "Tide \n", "é a [@ap]. B [@tide; @ap] c.\n", "a [1][2], *b*\n", "- a: b\n", "  - c\n", "-\n",
    "- \n", "1. d\n", "> e\n", ">f\n", "\n", "\n\n", "---\n", "===\n", "a | b\n", "-|-\n", "    f\n", "\tg\n",
    "  h\n", "# I\n", "```\n", "<!-- j -->\n", "- - k\n", "* - l\n", "+ m\n", "n\0\n", "[@ap\n", "[x]: y\n",
)  # fmt: skip
written = markdown | st.lists(st.sampled_from(LINES), max_size=20).map("".join)

ROOT = Path(__file__).parents[2]
STORIES = sorted([*ROOT.glob("tests/sites/**/story.md"), *ROOT.glob("content/**/story.md")])


def tokens_of(tokens: list[room.Token]) -> list[dict[str, Any]]:
    """The tokens as plain data, without our note that a block was located."""
    return [{**token.as_dict(), "meta": {} if token.type == "inline" else token.meta} for token in tokens]


def the_long_way(text: str) -> list[room.Token]:
    """The tokens that the parser makes without our short ways."""
    return room._shown(text, room._located(LONG_WAY.parse(text)))


@given(written)
def test_the_short_way_gives_the_tokens_of_the_parser(text: str) -> None:
    assert tokens_of(room.parse_story(text)) == tokens_of(the_long_way(text))


@pytest.mark.parametrize("file", STORIES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_short_way_gives_the_tokens_of_the_parser_for_every_story_here(file: Path) -> None:
    text, _ = frontmatter.read_text("story.md", file.read_bytes())
    parts, _ = frontmatter.split("story.md", text or "")
    if parts is not None:
        short, long = room.parse_story(parts.body), the_long_way(parts.body)
        assert tokens_of(short) == tokens_of(long)
