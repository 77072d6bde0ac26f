"""Pace: how many words a briefing has, and how long a reader takes for them.

What counts is what stands to be read: summary, sections with their titles, disagreements and timeline;
never the source list and the passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from dateline.model.linked import Claim, Text
from dateline.model.site import Story
from dateline.patterns import deferred

WORDS: Final = 238
"""Words of a text that an adult reads silently in a minute (Brysbaert 2019, in English, non-fiction)."""
CHARACTERS: Final = {"zh": 255, "ja": 357}
"""The same in characters, where no spaces part words (Trauzettel-Klosinski and Dietz 2012)."""
_CJK: Final = deferred("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_FIRST: Final = "\u3005"
"""The first of them: most texts have none, and are not looked through."""
_TAG: Final = re.compile("<[^>]*>")


class Pace(msgspec.Struct, frozen=True):
    """The length of a text."""

    words: int
    """Each character is one in Chinese and Japanese."""
    minutes: int
    """At least one."""


def pace_of(story: Story, language: str) -> Pace:
    """How long the story is for a reader of this language."""
    text = " ".join(_read(story))
    characters = 0
    if max(text, default="") >= _FIRST:
        characters, text = len(_CJK.findall(text)), _CJK.sub(" ", text)
    words = sum(word.isalnum() or any(map(str.isalnum, word)) for word in text.split())
    speed = CHARACTERS.get(language.partition("-")[0], CHARACTERS["ja"])
    return Pace(words + characters, max(1, round(words / WORDS + characters / speed)))


def _read(story: Story) -> Iterator[str]:
    yield from _words(story.summary)
    for section in story.sections:
        yield section.title
        yield from _words(section.text)
    for conflict in story.conflicts:
        yield conflict.about
        for text in conflict.says:
            yield from _words(text)
    for event in story.timeline:
        yield event.note
        yield from _words(event.text)


def _words(text: Text) -> Iterator[str]:
    """The words of a text, without marks and tags."""
    for part in text:
        if isinstance(part, Claim):
            yield part.text
        elif isinstance(part, str):
            yield _TAG.sub(" ", part)
