"""Compiling: a story's page from its folder and its articles, with what stands behind its claims.

All of linking, checking and evidence meets here. A build that compiles no story never loads this room.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline import digest
from dateline.addresses import AddressBook
from dateline.briefing import link_story
from dateline.check.claims import check_story
from dateline.check.evidence import check_evidence
from dateline.check.licenses import check_licenses
from dateline.draft import Outline, StoryFolder
from dateline.evidence.examine import articles_of, examine
from dateline.evidence.tally import tally_of
from dateline.model import Story
from dateline.pages.compiled import Compiled, Lookup, declared_in
from dateline.pages.story import StoryPages
from dateline.views import StoryView


def compile_story(
    outline: Outline,
    key: str,
    folder: StoryFolder,
    texts: Mapping[str, str],
    book: AddressBook,
    pages: StoryPages,
) -> tuple[Compiled, Story, StoryView]:
    """The compiled story under its `compile_key`, the story itself, and its page's view.

    `texts` has the articles' by key.
    """
    linked = link_story(folder, outline.url, book, pages.zone)
    story = linked.story
    articles = articles_of(story.sources, texts)
    evidence = examine(story, articles, declared_in(folder))
    view = pages.view(story, evidence, articles)
    compiled = Compiled(
        key=key,
        lookups=tuple(Lookup(target, found) for target, found in linked.lookups),
        listing=story.listing,
        card=pages.card(story.listing),
        problems=(
            *linked.problems,
            *check_story(story, pages.zone),
            *check_evidence(story, evidence),
            *check_licenses(folder.sources, pages.config.evidence),
        ),
        tally=tally_of(len(story.claims), evidence),
        view=digest.of_value(view),
    )
    return compiled, story, view
