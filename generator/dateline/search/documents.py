"""Documents: what of a story's page can be found, as HTML for Pagefind, and for nobody else.

The story's own words: headline, summary, sections, disagreements and timeline, with section, tags and
publishers to choose by. Neither the source list nor the passages of articles are in it, whatever a theme
shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from dateline.views.stories import StoryView

_MARKS: Final = re.compile(
    r'\s*(?:<a class="cite\b[^>]*>.*?</a>|<span class="cite\b[^>]*>.*?</button></span>'
    r'|<small class="voices\b[^>]*>.*?</small>|<span class="unsourced"[^>]*>.*?</span>)'
)
"""What stands in the text of a story and is no word of it: marks of citations and the like."""


def document(story: StoryView, language: str) -> str:
    """The words of a story by which it is found, and what its row in the results shows."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8"></head>\n'
        f"<body data-pagefind-body>\n{''.join(_body(story))}</body>\n</html>\n"
    )


def _body(story: StoryView) -> Iterator[str]:
    yield f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(story.title)}</h1>\n'
    yield _value("meta", "updated", story.updated.label)
    yield _value("meta", "datetime", story.updated.datetime)
    yield _value("meta", "articles", str(story.articles))
    yield _value("sort", "date", story.updated.datetime)
    if story.section:
        yield _value("meta", "section", story.section.text)
        yield _value("filter", "section", story.section.text)
    for tag in story.tags:
        yield _value("filter", "tag", tag.text)
    for publisher in dict.fromkeys(source.publisher.text for source in story.sources):
        yield _value("filter", "publisher", publisher)
    yield f"<div>{_words(story.summary)}</div>\n"
    for section in story.sections:
        yield f'<h2 id="{escape(section.anchor)}">{escape(section.title)}</h2>\n'
        yield f"<div>{_words(section.html)}</div>\n"
    for conflict in story.conflicts:
        yield f'<h3 id="{escape(conflict.anchor)}">{escape(conflict.about)}</h3>\n'
        yield from (f"<p>{_words(said.html)}</p>\n" for said in conflict.says)
    for event in story.timeline:
        yield f"<p>{escape(event.label)}: {_words(event.html)}</p>\n"


def _words(html: str) -> str:
    return _MARKS.sub("", html)


def _value(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-value]" data-value="{escape(value)}"></i>\n'
