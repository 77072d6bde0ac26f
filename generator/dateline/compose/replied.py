"""What a model replied, read as a briefing: a headline, sections, sentences with their citations, a timeline.

The reply is read by the parser of story.md and taken apart into plain words; links, pictures, HTML and
comments of a model go nowhere. What is no sentence is dropped and named. Must not know: which keys there are,
whether a sentence is true, the prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

import msgspec

from dateline.dates import FuzzyDate
from dateline.files import body
from dateline.model.prose import Entry, Part, Prose, Sentence

LONGEST: Final = 200_000
"""Characters of a reply that are read; no briefing is as long."""
_FENCE: Final = re.compile(r"\A```\w{0,20}\s*\n(.*)\n```\s*\Z", re.DOTALL)
_TITLE: Final = re.compile(r"\A# +(\S[^\n]{0,400})(?:\n|\Z)")
_TAG: Final = re.compile(r"<[^<>]*+>")
_MARK: Final = re.compile(r"\[@[^\[\]]{0,200}\]|[*_`]")
_THOUGHT: Final = "</think>"


class Told(msgspec.Struct, frozen=True):
    """A sentence of a reply."""

    text: str
    """Its words, without markup and citations."""
    keys: tuple[str, ...]
    """What it cites, each once; "" for what it does not cite by key."""
    quotes: tuple[tuple[str, str], ...] = ()
    """The key and the words of every `[@key, "…"]`."""
    checks: tuple[str, ...] = ()
    """What the audit found, of a sentence that is kept even so."""


Paragraph = tuple[Told, ...]


class Dropped(msgspec.Struct, frozen=True):
    """Words of a reply that are not taken, and why."""

    text: str
    why: str


class ToldSection(msgspec.Struct, frozen=True):
    """A section of a reply."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


class ToldEvent(msgspec.Struct, frozen=True):
    """An entry of a reply's timeline."""

    date: FuzzyDate
    sentences: Paragraph


class Reply(msgspec.Struct, frozen=True):
    """A reply as it was read; nothing in it has been checked."""

    title: str = ""
    summary: tuple[Paragraph, ...] = ()
    sections: tuple[ToldSection, ...] = ()
    timeline: tuple[ToldEvent, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def read(text: str) -> Reply:
    """The briefing in a reply; an empty one when it holds none. Raises nothing.

    A fence around all of it, and what a model thought aloud before it, are left out. A heading of level one
    at its start is the headline.
    """
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    text = text.rpartition(_THOUGHT)[2].strip()
    fenced = _FENCE.match(text)
    text = (fenced[1] if fenced else text).strip()
    titled = _TITLE.match(text)
    title = _plain(titled[1]) if titled else ""
    found, problems = body.read_story("reply", text[titled.end() :] if titled else text, 1)
    dropped: list[Dropped] = []
    lines = (text[titled.end() :] if titled else text).split("\n")
    for problem in problems:
        if problem.rule in ("bad-timeline", "bad-date"):
            dropped.append(Dropped(lines[problem.place.line - 1].strip(), problem.message))
    summary = tuple(_paragraphs(found.summary, dropped))
    sections = tuple(_section(part, dropped) for part in found.sections)
    events = tuple(_event(entry, dropped) for entry in found.timeline)
    return Reply(title, summary, sections, events, tuple(dropped))


def _section(part: Part, dropped: list[Dropped]) -> ToldSection:
    return ToldSection(part.title, tuple(_paragraphs(part.prose, dropped)))


def _event(entry: Entry, dropped: list[Dropped]) -> ToldEvent:
    """The entry; what stands in brackets behind its date is left out."""
    date = msgspec.structs.replace(entry.date, note=None)
    return ToldEvent(
        date, tuple(told for paragraph in _paragraphs(entry.prose, dropped) for told in paragraph)
    )


def _paragraphs(prose: Prose, dropped: list[Dropped]) -> Iterator[Paragraph]:
    """The sentences by paragraph: only a space stands between two of one."""
    found: list[Told] = []
    between = ""
    for piece in prose:
        if isinstance(piece, Sentence):
            if between.strip():
                if found:
                    yield tuple(found)
                found = []
                _note(between, dropped)
            between = ""
            found.append(_told(piece))
        elif isinstance(piece, str):
            between += piece
    _note(between, dropped)
    if found:
        yield tuple(found)


def _note(html: str, dropped: list[Dropped]) -> None:
    """Note as dropped the words that stand in no sentence, such as those of a table."""
    words = " ".join(unescape(_TAG.sub(" ", html)).split())
    if any(char.isalnum() for char in words):
        dropped.append(Dropped(words, "it is no sentence of a briefing"))


def _told(sentence: Sentence) -> Told:
    cites = [cite for mark in sentence.marks for cite in mark.cites]
    keys = tuple(dict.fromkeys(cite.key for cite in cites))
    quotes = tuple((cite.key, cite.quote) for cite in cites if cite.quote)
    return Told(" ".join(sentence.text.split()), keys, quotes)


def _plain(words: str) -> str:
    """The words of a headline without marks."""
    return " ".join(_MARK.sub("", words).strip().rstrip("#").split())
