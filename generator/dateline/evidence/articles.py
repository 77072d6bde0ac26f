"""An article as evidence: its plain text, read once and asked by every claim that cites it.

What is found in the text (its sentences, words, figures, names, dates) is found when it is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dateline import sentences
from dateline.evidence.values import Span


@dataclass(frozen=True)
class Article:
    """A source as evidence. `text` is plain: no Markdown, no HTML; "" when the newsroom kept none."""

    key: str
    publisher: str
    title: str
    published: date
    text: str
    agency: str = ""
    language: str = ""
    """The tag of its language; "" for the site's own."""

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where its sentences stand."""
        return sentences.split(self.text)
