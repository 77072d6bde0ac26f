"""A story's draft by a model: the prompt from its articles, and its reply as a story.md.

Pure: who asks the model, and whether it answers, is for others. The file is written like an extractive
draft, with `made_by: ai`; a sentence that the audit finds wrong and that is kept even so is followed by a
comment that says what to check. Must not know: servers, keys, caches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dateline.compose.audited import audited
from dateline.compose.drafted import Drafted, room_of
from dateline.compose.prompting import Prompt, prompt
from dateline.compose.replied import Dropped, Paragraph, Reply, Told, ToldEvent, read
from dateline.compose.values import Line
from dateline.compose.written import HEADING, dated, escaped, head, sentence
from dateline.evidence.articles import Article
from dateline.model.draft import StoryFolder
from dateline.settings.tables.evidence import Evidence


class Prompted(msgspec.Struct, frozen=True):
    """A draft made from a reply."""

    text: str
    """The briefing as the text of a story.md."""
    sentences: int
    """How many sentences it holds."""
    dropped: tuple[Dropped, ...]
    """What of the reply is not in it, in reading order by kind, and why."""


def prompt_of(made: Drafted, articles: Mapping[str, Article]) -> Prompt | None:
    """The prompt for the story of an extractive draft; None when no article has a text.

    What that draft does not draw on (no text), or tells apart (another language), is not sent.
    """
    usable = _usable(made, articles)
    events = {
        file.key: [f"{event.date.edtf}: {event.text}" for event in file.header.events]
        for file in made.folder.sources
    }
    return prompt(list(usable.values()), events) if usable else None


def prompted(
    made: Drafted,
    articles: Mapping[str, Article],
    reply: str,
    terms: Evidence,
    *,
    keep: bool = False,
) -> Prompted:
    """The draft that a reply holds; without a sentence when nothing of it may stand.

    `terms` says how much of a source may stand in it word for word. `keep` keeps what the audit finds wrong,
    and marks it.
    """
    declared = {file.key: [event.date for event in file.header.events] for file in made.folder.sources}
    room = room_of(made.folder.sources, terms)
    found = audited(read(reply), _usable(made, articles), declared, room=room, keep=keep)
    text = _written(found, made.folder)
    return Prompted(text, sum(1 for _ in _sentences(found)), found.dropped)


def _usable(made: Drafted, articles: Mapping[str, Article]) -> dict[str, Article]:
    """The articles that a model is shown, the oldest first."""
    left_out = {key for key, _ in (*made.draft.left_out, *made.draft.apart)}
    files = _listed(made.folder)
    return {key: articles[key] for key in files if key not in left_out and articles[key].sentences}


def _listed(folder: StoryFolder) -> Sequence[str]:
    """The keys as the extractive draft lists them."""
    story = folder.story
    listed = story.header.sources if story else None
    return listed if listed is not None else [file.key for file in folder.sources]


def _sentences(reply: Reply) -> list[Told]:
    paragraphs = [*reply.summary, *(one for section in reply.sections for one in section.paragraphs)]
    paragraphs += [event.sentences for event in reply.timeline]
    return [told for paragraph in paragraphs for told in paragraph]


def _written(reply: Reply, folder: StoryFolder) -> str:
    """The reply as the text of a story.md."""
    story = folder.story
    if story is None:
        raise ValueError(f"{folder.path} has no draft")
    parts = head(reply.title or story.header.title, story.header.published, _listed(folder))
    for paragraph in reply.summary:
        parts += [_paragraph(paragraph), ""]
    for section in reply.sections:
        parts += [f"## {escaped(section.heading)}", ""]
        for paragraph in section.paragraphs:
            parts += [_paragraph(paragraph), ""]
    if reply.timeline:
        events = sorted(reply.timeline, key=lambda event: event.date.sort_key)
        parts += [HEADING, "", *map(_entry, events), ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _entry(event: ToldEvent) -> str:
    return f"- {dated(event.date)}: {_paragraph(event.sentences)}"


def _paragraph(sentences: Paragraph) -> str:
    return " ".join(map(_sentence, sentences))


def _sentence(told: Told) -> str:
    """The sentence with its citations; what is to be checked stands in a comment behind it."""
    words = sentence(Line(told.text, told.keys, (0, len(told.text))))
    if not told.checks:
        return words
    said = " ".join("; ".join(told.checks).split()).replace("--", "—").replace(">", "›").replace("<", "‹")
    return f"{words} <!-- check: {said} -->"
