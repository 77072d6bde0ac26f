"""Compiling: a story's page from its folder and its articles, with what stands behind its claims.

All of linking, checking and evidence meets here. A build that compiles no story never loads this room.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline import digest
from dateline.check.claims import check_story
from dateline.check.drafts import check_draft
from dateline.check.evidence import check_evidence
from dateline.check.licenses import check_licenses
from dateline.check.republished import check_republished
from dateline.check.translations import check_translation
from dateline.check.unfinished import check_unfinished
from dateline.evidence.subjects import subjects
from dateline.evidence.tally import tally_of
from dateline.files.addressbook import AddressBook
from dateline.model.draft import Outline, StoryFolder
from dateline.model.revisions import Life
from dateline.model.site import Story
from dateline.pages.compiled import Compiled, Lookup, shown_digest
from dateline.pages.examined import Examined, examine_story
from dateline.pages.pictures import shown_by
from dateline.pages.story import StoryPages
from dateline.problems import Problem
from dateline.twins.twin import Twin
from dateline.views.stories import StoryView


def compile_story(
    outline: Outline,
    key: str,
    folder: StoryFolder,
    texts: Mapping[str, str],
    book: AddressBook,
    pages: StoryPages,
    life: Life,
) -> tuple[Compiled, Story, StoryView, Twin]:
    """The compiled story under its `compile_key`, the story itself, its page's view, and its twin.

    `texts` has the articles' by key, `life` is the story's history.
    """
    examined = examine_story(outline.url, folder, texts, book, pages.newsroom, life)
    story, evidence = examined.story, examined.evidence
    view, twin = pages.both(story, evidence, examined.articles)
    listing, card = msgspec.structs.replace(story.listing, names=subjects(story)), pages.card(story.listing)
    compiled = Compiled(
        key=key,
        lookups=tuple(Lookup(*look) for look in examined.told.linked.lookups),
        listing=listing,
        card=card,
        problems=(*_problems(examined, folder, texts, pages), *check_republished(folder, life)),
        tally=tally_of(len(story.claims), evidence),
        view=digest.of_value(view),
        twin=digest.of_value(twin),
        shown=shown_digest(listing, card),
        cited=digest.of_value(
            *(msgspec.structs.replace(source, uses=0, passages=()) for source in twin.sources)
        ),
        pictures=shown_by(story),
        drawn=pages.drawn(story),
    )
    return compiled, story, view, twin


def _problems(
    examined: Examined, folder: StoryFolder, texts: Mapping[str, str], pages: StoryPages
) -> tuple[Problem, ...]:
    """The problems of a story; for a draft, which is in no file, those of its sources."""
    story = examined.story
    found = (
        *examined.told.linked.problems,
        *check_story(story, pages.zone),
        *check_evidence(story, examined.evidence),
        *check_licenses(folder.sources, pages.config.evidence),
        *check_unfinished(folder, texts),
    )
    if folder.original and folder.story:  # what is wrong in its sources is told with the original
        own = (problem for problem in found if problem.place.file == folder.story.file)
        return (*own, *check_translation(folder))
    made = examined.told.drafted
    if made is None:
        return found
    files = {file.file for file in folder.sources}
    return (*(problem for problem in found if problem.place.file in files), *check_draft(made, folder))
