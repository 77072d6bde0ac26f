"""The rule on what `dateline new` left to be filled in, and nobody did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dateline import rules
from dateline.model.draft import SourceFile, StoryFile, StoryFolder
from dateline.model.prose import Prose
from dateline.problems import Place, Problem
from dateline.yaml import spots

HEADLINE: Final = "Headline of the article"
"""What a new article is called until somebody says its headline."""
PASTE: Final = "<!-- Paste the article’s text here. It is read as evidence and never published. -->"
"""What stands in the place of its text."""


def check_unfinished(folder: StoryFolder, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Sections without a word, and articles as they were made; `texts` has the articles' by key.

    A draft is unfinished by its name, also where drafts are shown.
    """
    if folder.story is not None and folder.story.header.draft:
        return
    if folder.story is not None and not folder.drafted:
        yield from _empty(folder.story)
    for source in folder.sources:
        yield from _untouched(source, texts.get(source.key, ""))


def _empty(story: StoryFile) -> Iterator[Problem]:
    body = story.body
    if _is_blank(body.summary) and not body.sections and not body.timeline:
        hint = "write it below the front matter, or take story.md away: the articles then make a page"
        yield rules.problem("unfinished", Place(story.file), "this story has no text", hint)
    for part in body.sections:
        if _is_blank(part.prose):
            hint = "write it, or take its heading away"
            yield rules.problem("unfinished", part.place, f"the section “{part.title}” has no text", hint)


def _is_blank(prose: Prose) -> bool:
    return all(isinstance(piece, str) and not piece.strip() for piece in prose)


def _untouched(source: SourceFile, text: str) -> Iterator[Problem]:
    if source.header.title == HEADLINE:
        place = spots.place(source.file, source.yaml, "title")
        yield rules.problem("unfinished", place, "this is no headline yet", "write that of the article")
    if text.strip() == PASTE:
        hint = "paste it: without it no claim that cites the article can be checked"
        yield rules.problem("unfinished", Place(source.file), "the text of this article is missing", hint)
