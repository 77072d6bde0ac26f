"""A story with all that its evidence is made from, for who wants more of it than the page shows.

The articles' texts are in here: no view of a published page may hold this.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.addresses import AddressBook
from dateline.briefing import link_story
from dateline.dates import FuzzyDate
from dateline.draft import Outline, StoryFolder
from dateline.evidence.articles import Article
from dateline.evidence.examine import articles_of, examine
from dateline.evidence.values import StoryEvidence
from dateline.model import Story
from dateline.pages.compiled import declared_in
from dateline.pages.story import StoryPages


class Examined(msgspec.Struct, frozen=True):
    """A linked story, its articles by key, and what stands behind its claims."""

    story: Story
    articles: Mapping[str, Article]
    declared: Mapping[str, tuple[FuzzyDate, ...]]
    """The dates of the events that each source's file declares, by key."""
    evidence: StoryEvidence


def examine_story(
    outline: Outline, folder: StoryFolder, texts: Mapping[str, str], book: AddressBook, pages: StoryPages
) -> Examined:
    """The story in `folder` with its evidence; `texts` has the articles' by key."""
    story = link_story(folder, outline.url, book, pages.zone).story
    articles, declared = articles_of(story.sources, texts), declared_in(folder)
    return Examined(story, articles, declared, examine(story, articles, declared))
