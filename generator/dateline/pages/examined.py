"""A story with all that its page is made from: linked, with its articles and what stands behind its claims.

The articles' texts are in here: no view of a published page may hold this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from dateline.dates import FuzzyDate
from dateline.evidence.articles import Article
from dateline.evidence.examine import articles_of, examine
from dateline.evidence.values import StoryEvidence
from dateline.files.addressbook import AddressBook
from dateline.linking.briefing import Linked, link_story
from dateline.linking.sourcelist import unread
from dateline.model.draft import StoryFolder
from dateline.model.revisions import UNKNOWN, Life
from dateline.model.site import Story
from dateline.pages.compiled import declared_in
from dateline.settings.newsroom import Newsroom

if TYPE_CHECKING:
    from dateline.compose.drafted import Drafted


class Told(msgspec.Struct, frozen=True):
    """A linked story with its articles, before claims are compared with them."""

    linked: Linked
    articles: Mapping[str, Article]
    drafted: Drafted | None
    """The draft that stands in for story.md, if there is none."""


class Examined(msgspec.Struct, frozen=True):
    """A linked story, its articles by key, and what stands behind its claims."""

    told: Told
    declared: Mapping[str, tuple[FuzzyDate, ...]]
    """The dates of the events that each source's file declares, by key."""
    evidence: StoryEvidence

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.told.linked.story

    @property
    def articles(self) -> Mapping[str, Article]:
        """Its articles by key."""
        return self.told.articles


def tell_story(
    url: str,
    folder: StoryFolder,
    texts: Mapping[str, str],
    book: AddressBook,
    newsroom: Newsroom,
    life: Life = UNKNOWN,
) -> Told:
    """The story in `folder`, whose page is at `url`; `texts` has its articles' by key.

    Without a story.md it is drafted from them.
    """
    articles = articles_of(folder.sources, texts)
    if folder.story is not None:
        return Told(link_story(folder, url, book, newsroom.zone, life), articles, None)
    from dateline.compose.drafted import drafted  # most sites never draft

    made = drafted(folder, articles, newsroom)
    return Told(link_story(made.folder, url, book, newsroom.zone), articles, made)


def examine_story(
    url: str,
    folder: StoryFolder,
    texts: Mapping[str, str],
    book: AddressBook,
    newsroom: Newsroom,
    life: Life = UNKNOWN,
) -> Examined:
    """The story in `folder` with its evidence; the arguments are those of `tell_story`."""
    told = tell_story(url, folder, texts, book, newsroom, life)
    declared = declared_in(folder)
    evidence = examine(told.linked.story, told.articles, declared, newsroom.language)
    return Examined(told, declared, _only_supports(evidence) if unread(folder) else evidence)


def _only_supports(evidence: StoryEvidence) -> StoryEvidence:
    """The evidence of a story with an article that is not read: it may hold whatever the others do not."""
    claims = (msgspec.structs.replace(claim, findings=()) for claim in evidence.claims if claim.supports)
    return StoryEvidence(tuple(claims))
