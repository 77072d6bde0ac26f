"""Fixes: the small edits that `check --fix` makes in a writer's files. Bytes in, bytes out.

Numbered citations become keys, cited sources go to the end of `sources:`, and dates get the house's form:
"Dec 30, 2025" in the timeline, figures (EDTF) in front matter. Every other byte stays. An edit is kept only
when the file, read again, means the same; a file with an error is not touched. It must not know any folder.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from functools import partial
from typing import Any, NamedTuple

import msgspec

from dateline.dates import DateError, FuzzyDate, display, parse_date, parse_moment
from dateline.dates.edtf import read_edtf
from dateline.editing.sourceedit import with_source
from dateline.files import parse
from dateline.files.lines import Lines
from dateline.linking.sourcelist import SourceList, number_sources, wrong_sources
from dateline.markdown import parse_story
from dateline.model.draft import PageFile, SourceFile, StoryFile, StoryFolder
from dateline.problems import has_errors
from dateline.yaml import frontmatter
from dateline.yaml.nodes import Mapping, Node, Scalar, Sequence, compose

_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?"
_PLAIN = re.compile(rf"{_PART}(?:/{_PART})?")
"""Figures that anybody can read: days, months, years, and from one to another."""
_WITHOUT_MEANING = frozenset({"place", "turns", "yaml"})
"""Fields that say where something stands, and not what."""


_Reader = Callable[[bytes], tuple[SourceFile | PageFile | None, parse.Problems]]


class _Edit(NamedTuple):
    """Other words for those between two offsets of a text with LF line ends."""

    start: int
    end: int
    text: str


def fixed_briefing(folder: StoryFolder, data: bytes, zone: tzinfo) -> bytes:
    """The bytes of the story.md in `folder`, fixed; `data` itself when nothing can be, or not safely."""
    if folder.story is None:
        return data
    before, problems = parse.story(folder.story.file, data)
    numbered = number_sources(folder, zone)
    wrong = wrong_sources(folder, numbered)
    if before is None or has_errors(problems) or has_errors(p for p in wrong if p.rule != "same-article"):
        return data
    text, parts = _parts(before.file, data)
    edits = [*_header_edits(text, parts), *_timeline_edits(text, before)]
    if not folder.broken or before.header.sources is not None:
        edits += _mark_edits(text, parts, before.file, numbered)
    longer = _with_sources(_edited(data, text, edits), before, numbered)
    after = parse.story(before.file, longer)[0] if longer is not None else None
    if longer is None or after is None or _meaning(after, numbered) != _meaning(before, numbered):
        return data
    renumbered = number_sources(msgspec.structs.replace(folder, story=after), zone)
    return longer if renumbered.numbers == numbered.numbers else data


def fixed_translation(
    folder: StoryFolder, data: bytes, read: Callable[[bytes], StoryFolder | None], zone: tzinfo
) -> bytes:
    """The bytes of the translation in `folder`, its marks and the dates of its front matter fixed.

    Its timeline stays: the house's form of a date there is English. `read` reads it again.
    """
    before, numbered = folder.story, number_sources(folder, zone)
    if before is None or has_errors(p for p in wrong_sources(folder, numbered) if p.rule != "same-article"):
        return data
    text, parts = _parts(before.file, data)
    edits = [*_header_edits(text, parts)]
    if not folder.broken or before.header.sources is not None:
        edits += _mark_edits(text, parts, before.file, numbered)
    longer = _edited(data, text, edits)
    after = read(longer)
    if after is None or after.story is None:
        return data
    return longer if _meaning(after.story, numbered) == _meaning(before, numbered) else data


def fixed_article(file: str, key: str, data: bytes) -> bytes:
    """The bytes of a source article, its dates fixed; `data` itself when nothing can be."""
    return _fixed_header(file, data, partial(parse.source, file, key))


def fixed_page(file: str, path: str, data: bytes) -> bytes:
    """The bytes of a plain page, its dates fixed; `data` itself when nothing can be."""
    return _fixed_header(file, data, partial(parse.page, file, path))


def _fixed_header(
    file: str, data: bytes, read: Callable[[bytes], tuple[SourceFile | PageFile | None, parse.Problems]]
) -> bytes:
    """The bytes of a file with the dates in its front matter fixed, when that changes nothing it means."""
    before, problems = read(data)
    if before is None or has_errors(problems):
        return data
    text, parts = _parts(file, data)
    longer = _edited(data, text, _header_edits(text, parts))
    after = read(longer)[0]
    return longer if after is not None and _meaning(after) == _meaning(before) else data


def _parts(file: str, data: bytes) -> tuple[str, frontmatter.Parts]:
    """The text of a file that is known to be whole, and its parts."""
    text, _ = frontmatter.read_text(file, data)
    parts = frontmatter.split(file, text or "")[0]
    if text is None or parts is None:
        raise ValueError(f"{file} is not whole")
    return text, parts


def _edited(data: bytes, text: str, edits: Iterable[_Edit]) -> bytes:
    """The bytes with all edits made; `text` is `data` with LF line ends, in which the edits stand."""
    raw, done = data.decode(), 0
    pairs = [found.start() - index for index, found in enumerate(re.finditer("\r\n", raw))]
    pieces = []
    for edit in sorted(edits):
        start, end = (at + bisect_left(pairs, at) for at in edit[:2])
        if raw[start:end] == text[edit.start : edit.end] and start >= done:
            pieces += [raw[done:start], edit.text]
            done = end
    return "".join([*pieces, raw[done:]]).encode()


# ── citations and sources ────────────────────────────────────────────────────────────────────────


def _mark_edits(text: str, parts: frontmatter.Parts, file: str, numbered: SourceList) -> Iterator[_Edit]:
    """A mark of keys for each mark of numbers, `[@a; @b]` for `[1][2]`."""
    lines, starts = Lines(file, parts.body, parts.body_line), _line_starts(text)
    keys = {number: key for key, number in numbered.numbers.items()}
    for block in parse_story(parts.body):
        for child in block.children or []:
            cites = child.meta["mark"].cites if child.type == "citation" else ()
            if not cites or not all(cite.number in keys for cite in cites):
                continue
            line, column = lines.position(block, child.meta["offset"])
            at = starts[line - 1] + column - 1
            if text.startswith(child.content, at):  # not where a table or a quotation hides it
                mark = "; ".join(f"@{keys[cite.number]}" for cite in cites)
                yield _Edit(at, at + len(child.content), f"[{mark}]")


def _with_sources(data: bytes, story: StoryFile, numbered: SourceList) -> bytes | None:
    """The bytes with the keys that are cited and not listed at the end of `sources:`, in their order."""
    longer: bytes | None = data
    if story.header.sources:
        listed = len(story.header.sources)
        for key in (key for key, number in numbered.numbers.items() if number > listed):
            longer = with_source(longer, key) if longer is not None else None
    return longer


# ── dates ────────────────────────────────────────────────────────────────────────────────────────


def _timeline_edits(text: str, story: StoryFile) -> Iterator[_Edit]:
    """The house's form for the date of each entry in the timeline."""
    starts = _line_starts(text)
    for entry in story.body.timeline:
        at = starts[entry.place.line - 1] + entry.place.column - 1
        written = text[at : at + entry.place.length]
        yield _Edit(at, at + len(written), _in_words(written))


def _in_words(written: str) -> str:
    """A date as the timeline has it, "Dec 30, 2025"; as written when it has words or a time of its own."""
    date, body = _read(written)
    if date is None or date.label is not None or date.time is not None:
        return written
    other = display(msgspec.structs.replace(date, note=None), "en") + written[len(body) :]
    return other if _read(other)[0] == date else written


def _in_figures(written: str) -> str:
    """A date as front matter has it, "2025-12-30"; as written when words say it better, as "Q4 2025"."""
    date, body = _read(written)
    if date is None or date.label is not None or read_edtf(body) or not _PLAIN.fullmatch(date.edtf):
        return written
    other = written.replace(body, date.edtf, 1)
    return other if _read(other)[0] == date else written


def _moment_in_figures(written: str) -> str:
    """A day or an instant as front matter has it: ISO 8601."""
    try:
        return written if _FIGURES.match(written) else parse_moment(written).iso
    except DateError:
        return written


def _read(written: str) -> tuple[FuzzyDate | None, str]:
    """The date that is written, None for none, and its words without the note behind them."""
    try:
        date = parse_date(written)
    except DateError:
        return None, written
    return date, written[: written.rfind(f"({date.note}")].rstrip() if date.note else written


def _header_edits(text: str, parts: frontmatter.Parts) -> Iterator[_Edit]:
    """Figures for each date in front matter."""
    root, _ = compose(parts.header)
    begin = text.find("\n") + 1  # the header begins in line 2
    for scalar, is_moment in _dates(root):
        written = parts.header[scalar.start : scalar.end]
        other = _moment_in_figures(scalar.text) if is_moment else _in_figures(scalar.text)
        if other != scalar.text and written.count(scalar.text) == 1:
            changed = written.replace(scalar.text, other)
            yield _Edit(begin + scalar.start, begin + scalar.end, changed)


def _dates(root: Node | None) -> Iterator[tuple[Scalar, bool]]:
    """The dates in front matter, and whether each is a day or an instant; the others may be fuzzy."""
    if not isinstance(root, Mapping):
        return
    for name in ("published", "expires", "translated"):
        yield from ((node, True) for node in _scalars(root.get(name)))
    for name, is_moment in (("corrections", True), ("events", False)):
        found = root.get(name)
        for item in found[1].items if found and isinstance(found[1], Sequence) else []:
            if isinstance(item, Mapping):
                yield from ((node, is_moment) for node in _scalars(item.get("date")))


def _scalars(pair: tuple[Scalar, Node] | None) -> Iterator[Scalar]:
    if pair and isinstance(pair[1], Scalar):
        yield pair[1]


# ── the same meaning ─────────────────────────────────────────────────────────────────────────────


def _meaning(value: StoryFile | SourceFile | PageFile, numbered: SourceList | None = None) -> Any:
    """What a file says, without places: numbers as the keys that they stand for, `sources:` left out."""
    keys = {number: key for key, number in numbered.numbers.items()} if numbered else {}

    def said(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {name: said(inner) for name, inner in value.items() if name not in _WITHOUT_MEANING}
            if kept.get("number") in keys and not kept.get("key"):
                kept |= {"key": keys[kept["number"]], "number": 0}
            return kept
        return [said(inner) for inner in value] if isinstance(value, list | tuple) else value

    found = said(msgspec.to_builtins(value))
    if numbered:
        found["header"].pop("sources", None)
    return found


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
