"""The body of a file: its blocks read as summary, thematic sections and timeline, or as a plain page.

In story.md a heading of level one or two opens a section, what stands before the first is the summary,
and the list under "Timeline" is the timeline. This room turns tokens into `prose` values and problems;
it looks nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from dateline import rules
from dateline.dates import DateError, parse_date
from dateline.files import comments
from dateline.files.anchors import Anchors
from dateline.files.claims import cut, inline_pieces, picture_of
from dateline.files.fences import unclosed_fences
from dateline.files.headings import TIMELINE, is_of_section, lost_timelines, words_of
from dateline.files.lines import Lines
from dateline.files.spaced import spaced_addresses
from dateline.markdown import Token, cells_of, parse_page, parse_story, render_token
from dateline.model.prose import Body, Entry, Href, Inline, Part, Picture, Piece, Prose, joined
from dateline.patterns import deferred
from dateline.problems import Place, Problem, Weights

_DATED = re.compile(
    r"(?P<date>(?:[^\n()]|\((?>(?:[^\n()]|\([^\n()]*+\))*)\))*?)(?::(?:\s+|$)|：\s*)"
    r"|(?P<open>[^\n]*?):(?:\s+|$)"  # a bracket is left open: that is told as no date
)
"""A date with its note, in which a colon is none, and its colon, which is wide in Japanese."""
_LANGUAGE = re.compile(r"\s*\{lang[^{}]*\}\Z")
_TAG = deferred(r"\s*\{lang=(\"?)(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\1\}\Z")


def read_story(file: str, text: str, first_line: int) -> tuple[Body, tuple[Problem, ...]]:
    """The body of a briefing; `first_line` is where `text` starts in the file (1-based)."""
    reader = _Reader(file, text, first_line, parse_story(text))
    return reader.story(), tuple(reader.problems)


def read_page(file: str, text: str, first_line: int) -> tuple[Prose, tuple[Problem, ...]]:
    """The body of a plain page or of section.md, as one run of prose."""
    reader = _Reader(file, text, first_line, parse_page(text))
    return reader.plain(), tuple(reader.problems)


class _Heading(msgspec.Struct, frozen=True):
    """Where a section heading stands among the tokens, and its text."""

    index: int
    title: str
    token: Token
    language: str


class _Reader:
    """Reads one file's tokens; collects problems on the way."""

    def __init__(self, file: str, text: str, first_line: int, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lines = Lines(file, text, first_line)
        self.problems: list[Problem] = [*unclosed_fences(tokens, self._lines)]
        self._weights: Weights = ()
        self._anchors = Anchors()

    def story(self) -> Body:
        """The tokens as a briefing."""
        self.problems += lost_timelines(self._tokens, self._lines)
        headings = list(self._headings())
        bounds = [heading.index for heading in headings] + [len(self._tokens)]
        parts: list[Part] = []
        timeline: list[Entry] = []
        for heading, end in zip(headings, bounds[1:], strict=True):
            inner = range(heading.index + 3, end)
            if heading.title.casefold() == TIMELINE:
                timeline += self._timeline(inner)
            else:
                place = self._lines.place(heading.token, heading.title)
                parts.append(Part(heading.title, self._prose(inner, claims=True), place, heading.language))
        return Body(self._prose(range(bounds[0]), claims=True), tuple(parts), tuple(timeline))

    def plain(self) -> Prose:
        """The tokens as a plain page."""
        return self._prose(range(len(self._tokens)), claims=False)

    def _headings(self) -> Iterator[_Heading]:
        """The headings of level one and two that stand at the top level."""
        for index, token in enumerate(self._tokens):
            if is_of_section(token):
                inline = self._tokens[index + 1]
                for mark in (child for child in inline.children or [] if child.type == "citation"):
                    place = self._lines.place(inline, mark.content, offset=mark.meta["offset"])
                    message = "a heading cannot carry a citation"
                    self.problems.append(rules.problem("bad-citation", place, message))
                title, language = self._titled(inline)
                yield _Heading(index, title, inline, language)

    def _titled(self, inline: Token) -> tuple[str, str]:
        """The words of a heading, and its section's language: "Au port {lang=fr}", as in Pandoc."""
        title = words_of(inline)
        said = _LANGUAGE.search(title)
        if said is None:
            return title, ""
        tag = _TAG.match(said[0])
        if tag is None:
            place = self._lines.place(inline, said[0].strip())
            message, hint = "this names no language", "write {lang=fr}, with a tag as in BCP 47"
            self.problems.append(rules.problem("unknown-language", place, message, hint))
        return title[: said.start()], tag["tag"] if tag else ""

    def _prose(self, indices: range, *, claims: bool) -> Prose:
        """The pieces of the tokens at `indices`."""
        pieces: list[Piece] = []
        for index in indices:
            token = self._tokens[index]
            if token.type == "comment":
                self._comment(token)
            elif token.type == "inline":
                pieces += self._inline(index, claims=claims)
            elif token.type.startswith("paragraph_") and self._is_pictures(index):
                pass  # a picture by itself is a figure, which no paragraph may hold
            elif token.type == "heading_open" and not claims:
                anchor = self._anchors.heading(words_of(self._tokens[index + 1]))
                pieces.append(f'<{token.tag} id="{anchor}">' if anchor else f"<{token.tag}>")
            else:
                pieces.append(render_token(self._tokens, index))
            if token.type == "tr_open" and self._tokens[index + 1].type == "td_open":
                self._row(index)
            if token.nesting == 0 and token.type != "comment":
                self._weights = ()
        return joined(pieces)

    def _row(self, index: int) -> None:
        """That no cell of a table's row is lost, because its head has fewer."""
        token = self._tokens[index]
        row = takewhile(lambda one: one.type != "tr_close", self._tokens[index:])
        shown = sum(one.type in ("th_open", "td_open") for one in row)
        line = _AROUND.sub("", self._lines.first(token))
        lost = [cell.strip() for cell in cells_of(line)[shown:] if cell.strip()]
        if lost:
            message = "this cell is beyond the head of its table: no page shows it"
            hint = "write \\| for a bar in a cell, also in code"
            self.problems.append(rules.problem("lost-cell", self._lines.place(token, lost[0]), message, hint))

    def _inline(self, index: int, *, claims: bool) -> tuple[Piece, ...]:
        """One block of inline text, cut into sentences where it is running text in a briefing."""
        block = self._tokens[index]
        kinds = {child.type for child in block.children or []}
        if "comment" in kinds:
            self._inline_comments(block)
        if "citation" in kinds:
            self._marks(block)
        if "](" in block.content:
            self._spaced(block)
        if "image" in kinds:
            self._pictures(block)
            if self._is_pictures(index - 1):
                return tuple(self._weighted(piece) for piece in self._alone(block))
        if claims and self._tokens[index - 1].type == "paragraph_open":
            return cut(block, self._lines, self._weights)
        return tuple(self._weighted(piece) for piece in inline_pieces(block, self._lines))

    def _is_pictures(self, index: int) -> bool:
        """True when the paragraph that begins or ends at a token holds pictures and nothing else."""
        token = self._tokens[index]
        if not token.type.startswith("paragraph_"):
            return False
        children = self._tokens[index + 1 if token.nesting > 0 else index - 1].children or []
        shown = {child.type for child in children if child.type != "text" or child.content.strip()}
        return "image" in shown and shown <= {"image", "softbreak", "hardbreak", "comment"}

    def _alone(self, block: Token) -> Iterator[Inline]:
        """The pictures of a paragraph that holds nothing else."""
        for child in block.children or []:
            if child.type == "image":
                yield picture_of(child, block, self._lines, alone=True)
                yield "\n"

    def _weighted(self, piece: Inline) -> Inline:
        """The piece; an address with what is said of rules where it stands."""
        if self._weights and isinstance(piece, Href | Picture):
            return msgspec.structs.replace(piece, weights=self._weights)
        return piece

    def _timeline(self, indices: range) -> Iterator[Entry]:
        """The entries of the list under the timeline's heading."""
        strange = -1  # the level of a block that is no list, as long as we are inside it
        for token in (self._tokens[index] for index in indices):
            if strange >= 0:
                strange = -1 if token.level == strange and token.nesting < 0 else strange
            elif token.type == "comment":
                self._comment(token)
            elif token.type == "inline":
                yield from self._entry(token)
                self._weights = ()
            elif token.nesting >= 0 and (token.type not in _LIST_TOKENS or _is_loose(token)):
                self._problem("bad-timeline", token, "a timeline is a list of dated entries", _ENTRY_HINT)
                strange = token.level if token.nesting else -1

    def _entry(self, block: Token) -> Iterator[Entry]:
        """The entry that one list item holds, or a problem."""
        self._inline_comments(block)
        self._marks(block)
        self._spaced(block)
        children = block.children or []
        text = children[0].content if children and children[0].type == "text" else ""
        match = _DATED.match(text)
        if match is None or (not text[match.end() :].strip() and len(children) == 1):
            self._problem("bad-timeline", block, "this entry is not “date: text”", _ENTRY_HINT)
            return
        said = (match["open"] if match["date"] is None else match["date"]).strip()
        try:
            date = parse_date(said)
        except DateError as error:
            place = self._lines.place(block, said[error.offset or 0 :], offset=error.offset or 0)
            self.problems.append(rules.problem("bad-date", place, error.message, error.hint))
            return
        place = self._lines.place(block, said)
        yield Entry(date, cut(block, self._lines, self._weights, match.end()), place)

    def _inline_comments(self, block: Token) -> None:
        for child in block.children or []:
            if child.type == "comment":
                self._comment(child, block)

    def _comment(self, token: Token, block: Token | None = None) -> None:
        """A comment may weigh rules for its paragraph; one that never ends is a problem."""
        if not token.meta["closed"]:
            place = self._comment_place(token, block, "<!--")
            message = "this comment is never closed with “-->”"
            self.problems.append(rules.problem("unclosed-comment", place, message))
        for said in comments.read(token.content):
            if said.error:
                place = self._comment_place(token, block, said.written)
                self.problems.append(rules.problem("unknown-rule", place, said.error, said.hint))
            else:
                self._weights += ((said.rule, said.weight),)

    def _comment_place(self, token: Token, block: Token | None, word: str) -> Place:
        """Where a word stands in a comment, which may be a block itself or stand inside one."""
        if block is None:
            return self._lines.place(token, word)
        offset = block.content.find(word, token.meta["offset"])
        return self._lines.place(block, word, offset=max(offset, 0))

    def _marks(self, block: Token) -> None:
        """Marks that cannot be read are problems here, where their text is known."""
        children = block.children or []
        closed = any("]" in child.content for child in children if child.type == "text")
        for index, child in enumerate(children):
            if child.type != "citation":
                continue
            error, hint = child.meta["mark"].error, _MARK_HINT
            if not error and closed and _within_link(children, index):
                error, hint = "a citation cannot stand within the text of a link", "put it behind the link"
            if error:
                place = self._lines.place(block, child.content, offset=child.meta["offset"])
                self.problems.append(rules.problem("bad-citation", place, error, hint))

    def _spaced(self, block: Token) -> None:
        """Links and pictures that are none are problems."""
        for offset, address in spaced_addresses(block):
            place = self._lines.place(block, address, offset=offset)
            message = "this leads nowhere: an address that holds a space is read as words"
            wrong = rules.problem("broken-link", place, message, f"write <{address}>")
            self.problems.append(wrong.within(self._weights))

    def _pictures(self, block: Token) -> None:
        """Pictures without words, or without a credit, are problems."""
        for child in (child for child in block.children or [] if child.type == "image"):
            place = self._lines.place(block, "x" * child.meta["length"], offset=child.meta["offset"])
            if not child.content.strip():
                hint = "say between the brackets what it shows: ![a boat in the dock](boat.jpg)"
                wrong = rules.problem("missing-alt", place, "this picture has no words", hint)
                self.problems.append(wrong.within(self._weights))
            if not str(child.attrGet("title") or "").strip():
                hint = 'say behind the address who made it: ![a boat](boat.jpg "Photo: A. Name")'
                wrong = rules.problem("image-credit", place, "this picture has no credit", hint)
                self.problems.append(wrong.within(self._weights))

    def _problem(self, rule: str, token: Token, message: str, hint: str = "") -> None:
        first = token.content.split("\n", 1)[0].strip()
        self.problems.append(rules.problem(rule, self._lines.place(token, first), message, hint))


_MARK_HINT = 'write [@key], [@key; @other] or [@key, "the words relied on"]'
_ENTRY_HINT = "write “- Dec 30, 2025: what happened [@key]”"
_AROUND = re.compile(r"\A[\s>]*")
"""What stands before a row of a table that lies in a list or a quotation, unless it is the first."""
_LIST_TOKENS = frozenset({"bullet_list_open", "ordered_list_open", "list_item_open", "paragraph_open"})


def _is_loose(token: Token) -> bool:
    """True for a paragraph that is no list item."""
    return token.type == "paragraph_open" and token.level == 0


_NEAR = 60
"""How many tokens a link's text may have: a paragraph of any size is read in linear time."""


def _within_link(children: Sequence[Token], index: int) -> bool:
    """True for a mark between "[" and "](": a link in a link is none, and both would show as they are."""
    ahead = children[max(index - _NEAR, 0) : index]
    before = "".join(child.content for child in ahead if child.type == "text")
    behind = children[index + 1 : index + _NEAR]
    after = "".join(child.content for child in behind if child.type == "text")
    opening = re.search(r"\[[^\[\]]*\Z", before)
    return bool(opening and re.match(r"[^\[\]]*\]\(", after))
