"""llms.txt: what language models are told of the site (llmstxt.org): what it is, and where its texts are.

In English, whatever the site's language: who reads it looks for the headings that the form names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dateline.twins.prose import escaped, linked
from dateline.twins.siteindex import Listed, SiteIndex

MOST: Final = 100
"""Stories that are listed; the index has all."""
_HOW = (
    "Every briefing is written from the articles that it lists. The number behind a sentence is that of the "
    "article it comes from. Whoever uses a briefing names this site and, for a claim, the article behind it."
)


def llms(site: SiteIndex, others: Iterable[tuple[str, str]]) -> str:
    """The newest stories, each by its Markdown where there is one, and the `others`: names and addresses."""
    parts = [f"# {escaped(site.title)}"]
    if site.description:
        parts.append(f"> {escaped(site.description)}")
    parts.append(_HOW)
    parts += _list("Briefings", map(_story, site.stories[:MOST]))
    parts += _list("Sections", (f"- {linked(section.name, section.url)}" for section in site.sections))
    parts += _list("Optional", (f"- {linked(name, url)}" for name, url in others))
    return "\n\n".join(parts) + "\n"


def _list(title: str, rows: Iterable[str]) -> Iterator[str]:
    lines = list(rows)
    if lines:
        yield f"## {title}"
        yield "\n".join(lines)


def _story(story: Listed) -> str:
    """A line for a story: where it is to be read, when it changed, what it is about."""
    url = next((form.url for form in story.forms if form.type == "text/markdown"), story.url)
    changed = f"{'Withdrawn' if story.withdrawn else 'Updated'} {story.changed[:10]}"
    notes = ". ".join(filter(None, (changed, escaped(story.description))))
    return f"- {linked(story.title, url)}: {notes}"
