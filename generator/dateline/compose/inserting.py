"""What new sources add, put into the text of a story.md: insertions alone, never another word.

Responsible for the places: a citation behind those that are there, a claim at the end of its section, an
event at its place in the timeline. Every insertion is read back: what the writer wrote must be read as
before, or it is left out and named. Bytes in, bytes out; every other byte stays. Must not know: what is
worth adding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline import citations
from dateline.compose.updating import Addition, Gain, Proposal
from dateline.compose.values import DraftedEvent, Line, Theme
from dateline.compose.written import HEADING, entry, headed, sentence
from dateline.files import parse
from dateline.markdown import parse_story
from dateline.model.draft import StoryFile
from dateline.model.prose import Mark, Piece, Prose, Sentence
from dateline.yaml import frontmatter

UNTITLED: Final = "Further reports"
"""The heading of a new section whose lines have none."""
_MARKER: Final = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}")


class _Insertion(NamedTuple):
    """Words for one place of a text with LF line ends, and what they add."""

    at: int
    text: str
    cites: int
    what: str


def inserted(file: str, data: bytes, proposal: Proposal) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a story.md with what is proposed, and the words of what has no safe place in it.

    `file` must be whole: ValueError when it cannot be read. The keys of new sources are not put into
    `sources:` here.
    """
    page = _Page(file, data)
    before, _ = parse.story(file, data)
    if before is None:
        raise ValueError(f"{file} is not whole")
    kept: list[_Insertion] = []
    left: list[str] = []
    for one in page.insertions(before, proposal):
        if one.at >= 0 and _is_safe(file, data, page.with_all([*kept, one]), [*kept, one]):
            kept.append(one)
        else:
            left.append(one.what)
    return page.with_all(kept), tuple(left)


class _Page:
    """A story.md, and where its blocks begin and end. Lines are those of the file, from 0."""

    def __init__(self, file: str, data: bytes) -> None:
        text, _ = frontmatter.read_text(file, data)
        parts = frontmatter.split(file, text or "")[0]
        if text is None or parts is None:
            raise ValueError(f"{file} is not whole")
        self._raw, self._text = data.decode(), text
        self._lines = text.split("\n")
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._first = parts.body_line - 1
        self._tokens = parse_story(parts.body)

    def with_all(self, insertions: Sequence[_Insertion]) -> bytes:
        """The file with some insertions, in the line ends that it has."""
        pairs = [found.start() - index for index, found in enumerate(re.finditer("\r\n", self._raw))]
        ends, pieces, done = "\r\n" if pairs else "\n", [], 0
        for one in sorted(insertions, key=lambda one: one.at):  # stable: those of one place in their order
            at = one.at + sum(1 for pair in pairs if pair < one.at)
            pieces += [self._raw[done:at], one.text.replace("\n", ends)]
            done = at
        return "".join([*pieces, self._raw[done:]]).encode()

    def insertions(self, story: StoryFile, proposal: Proposal) -> Iterator[_Insertion]:
        """All that is proposed, each with its place; -1 for one that has none."""
        yield from map(self._gain, proposal.gains)
        sections: defaultdict[int, list[Line]] = defaultdict(list)
        new: defaultdict[str, list[Addition]] = defaultdict(list)  # by language
        for one in proposal.additions:
            if one.section < 0:
                new[one.language].append(one)
            else:
                sections[one.section].append(one.line)
        own = {part.place.line - 1: number for number, part in enumerate(story.body.sections)}
        timeline = next((line for line in self._headings() if line not in own), -1)
        for line, number in own.items():
            if number in sections:
                yield self._paragraph(self._end(line), "", sections[number])
        for language, additions in new.items():
            lines = tuple(one.line for one in additions)
            title = next((one.heading for one in additions if one.heading), UNTITLED)
            at = self._end(-1) if timeline < 0 else timeline
            yield self._paragraph(at, f"## {headed(Theme(title, lines, language))}\n\n", lines)
        yield from self._timeline(story, proposal.events, timeline)

    # ── citations ────────────────────────────────────────────────────────────────────────────────

    def _gain(self, gain: Gain) -> _Insertion:
        """Further keys within the last mark of a claim; behind one that cites by number."""
        at = self._starts[gain.cite.line - 1] + gain.cite.column - 1
        start = self._text.rfind("[", 0, at + 1)
        mark = citations.read(self._text, start) if start >= 0 else None
        if mark is None or mark.error or not any(cite.start == at for cite in mark.cites):
            return _Insertion(-1, "", 0, gain.text)
        keys = "; ".join(f"@{key}" for key in gain.keys)
        if mark.cites[-1].key:
            return _Insertion(mark.end - 1, f"; {keys}", len(gain.keys), gain.text)
        return _Insertion(mark.end, f"[{keys}]", len(gain.keys), gain.text)

    # ── sections ─────────────────────────────────────────────────────────────────────────────────

    def _headings(self) -> list[int]:
        """The lines of the headings that part the briefing."""
        return [
            self._first + token.map[0]
            for token in self._tokens
            if token.type == "heading_open" and token.tag in ("h1", "h2") and not token.level and token.map
        ]

    def _end(self, heading: int) -> int:
        """The line behind the last block below a heading; -1 for that of the whole file."""
        behind = [line for line in self._headings() if line > heading >= 0]
        last = min(behind, default=len(self._lines) + 1)
        ends = [
            self._first + token.map[1]
            for token in self._tokens
            if token.map and heading <= self._first + token.map[0] < last
        ]
        return self._without_blanks(max(ends, default=self._first))

    def _without_blanks(self, line: int) -> int:
        line = min(line, len(self._lines))
        while line > self._first and not self._lines[line - 1].strip():
            line -= 1
        return line

    def _paragraph(self, line: int, heading: str, lines: Sequence[Line]) -> _Insertion:
        """A paragraph, with a heading or without, before a line of the file."""
        words = " ".join(map(sentence, lines))
        what = " ".join(line.text for line in lines)
        return self._block(line, f"{heading}{words}", sum(len(line.keys) for line in lines), what)

    def _block(self, line: int, text: str, cites: int, what: str) -> _Insertion:
        """A block of its own before a line of the file, with blank lines around it where there are none."""
        before = "\n" if self._lines[line - 1].strip() else ""
        after = "\n" if line < len(self._lines) and self._lines[line].strip() else ""
        at = self._starts[line] if line < len(self._starts) else len(self._text)
        open_end = "\n" if line >= len(self._starts) else ""  # no line end at the end of the file
        return _Insertion(at, f"{open_end}{before}{text}\n{after}", cites, what)

    # ── timeline ─────────────────────────────────────────────────────────────────────────────────

    def _timeline(
        self, story: StoryFile, events: Sequence[DraftedEvent], heading: int
    ) -> Iterator[_Insertion]:
        entries = story.body.timeline
        if not events:
            return
        if not entries:
            text = "\n".join(map(entry, events))
            title = f"{HEADING}\n\n" if heading < 0 else ""
            what = " ".join(line.text for event in events for line in event.lines)
            yield self._block(self._end(heading), f"{title}{text}", sum(map(_cites, events)), what)
            return
        newest_first = entries[0].date.sort_key > entries[-1].date.sort_key
        for event in reversed(events) if newest_first else events:
            key = event.date.sort_key
            later = (e for e in entries if (e.date.sort_key < key if newest_first else e.date.sort_key > key))
            following = next(later, None)
            near = following or entries[-1]
            own = near.place.line - 1
            what = " ".join(line.text for line in event.lines)
            marker = self._lines[own][: near.place.column - 1]
            if not _MARKER.fullmatch(marker):
                yield _Insertion(-1, "", 0, what)
                continue
            line = own if following else self._item_end(own)
            text = f"{marker}{entry(event).removeprefix('- ')}\n"
            if line < len(self._starts):
                yield _Insertion(self._starts[line], text, _cites(event), what)
            else:
                yield _Insertion(len(self._text), f"\n{text[:-1]}", _cites(event), what)

    def _item_end(self, line: int) -> int:
        """The line behind the list item that begins in a line."""
        for token in self._tokens:
            if token.type == "list_item_open" and token.map and self._first + token.map[0] == line:
                return self._without_blanks(self._first + token.map[1])
        return line + 1


def _cites(event: DraftedEvent) -> int:
    return sum(len(line.keys) for line in event.lines)


# ── read back ────────────────────────────────────────────────────────────────────────────────────

_Read = tuple[str, str, tuple[tuple[str, int, str], ...]]


def _is_safe(file: str, before: bytes, after: bytes, insertions: Sequence[_Insertion]) -> bool:
    """Whether all that was read before is read again, in its order, with just the new citations."""
    old, problems = parse.story(file, before)
    new, found = parse.story(file, after)
    if old is None or new is None or len(found) > len(problems):
        return False
    was, now = list(_read(old)), list(_read(new))
    added = sum(one.cites for one in insertions)
    if sum(len(one[2]) for one in now) != sum(len(one[2]) for one in was) + added:
        return False
    rest = iter(now)
    return all(any(_is_same(one, other) for other in rest) for one in was)


def _is_same(old: _Read, new: _Read) -> bool:
    return old[:2] == new[:2] and new[2][: len(old[2])] == old[2]


def _read(story: StoryFile) -> Iterator[_Read]:
    """Headings, dates and sentences in reading order, each with what it cites."""
    body = story.body
    yield from _pieces(body.summary)
    for part in body.sections:
        yield "heading", part.title, ()
        yield from _pieces(part.prose)
    for told in body.timeline:
        yield "date", f"{told.date.edtf} {told.date.label or ''}", ()
        yield from _pieces(told.prose)


def _pieces(prose: Prose) -> Iterator[_Read]:
    for piece in prose:
        if isinstance(piece, Sentence | Mark):
            yield "claim", piece.text if isinstance(piece, Sentence) else "", tuple(_cited(piece))


def _cited(piece: Piece) -> Iterator[tuple[str, int, str]]:
    marks = piece.marks if isinstance(piece, Sentence) else (piece,) if isinstance(piece, Mark) else ()
    yield from ((cite.key, cite.number, cite.quote) for mark in marks for cite in mark.cites)
