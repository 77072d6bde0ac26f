"""A story, compiled: its page's view from its folder, and what the rest of the site shows of it.

The result is kept with the digest of all that it was made from (the story's files, the settings, what the
page shows of the site around it) and with what each of its links pointed at. So it can be used again
without reading the story, and is never used when compiling would give something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dateline import digest
from dateline.dates import FuzzyDate
from dateline.evidence.tally import Tally
from dateline.files.addressbook import AddressBook, Resolved
from dateline.model.draft import Outline, StoryFolder
from dateline.model.site import Listing
from dateline.pictures.cards import CardWords
from dateline.problems import Problem
from dateline.views.pages import StoryCard

if TYPE_CHECKING:
    from dateline.pages.story import StoryPages


class Lookup(msgspec.Struct, frozen=True):
    """A link of the story, and what it points at."""

    target: str
    picture: bool
    """Whether a picture is shown from there."""
    found: Resolved

    def holds(self, outline: Outline, book: AddressBook) -> bool:
        """Whether it points at the same today."""
        return book.look_up(self.target, outline.file, outline.url, picture=self.picture) == self.found


class Compiled(msgspec.Struct, frozen=True):
    """What is kept of a story's page: all but the page itself."""

    key: str
    """The digest of the files, the settings and what the page shows of the site around it."""
    lookups: tuple[Lookup, ...]
    listing: Listing
    card: StoryCard
    problems: tuple[Problem, ...]
    tally: Tally
    """How many claims there are, and what stands behind them."""
    view: str
    """The digest of the page's view."""
    twin: str
    """The digest of the story's twin."""
    shown: str
    """The digest of the listing and the card (`shown_digest`)."""
    cited: str
    """The digest of its list of sources, without what the page prints of them."""
    pictures: tuple[str, ...] = ()
    """The addresses of the pictures that the page shows."""
    drawn: CardWords | None = None
    """What the card says that is drawn for it; None when it has a picture of its own."""

    def holds(self, key: str, outline: Outline, book: AddressBook) -> bool:
        """True when compiling again would give the same."""
        if self.key != key:
            return False
        return all(look.holds(outline, book) for look in self.lookups)


def compile_key(outline: Outline, files: str, life: str, pages: StoryPages) -> str:
    """The digest of all that a story's page is made from, apart from its links.

    `files` is that of its files, `life` the key of its history.
    """
    return digest.of_value(files, life, outline.path, pages.surroundings(outline))


def shown_digest(listing: Listing, card: StoryCard) -> str:
    """The digest of what other pages show of a story: of its versions only from the story's old addresses."""
    shown = listing if listing.aliases else msgspec.structs.replace(listing, versions=())
    return digest.of_value(shown, card)


def declared_in(folder: StoryFolder) -> dict[str, tuple[FuzzyDate, ...]]:
    """The dates of the events that each source's file declares, by key."""
    return {file.key: tuple(event.date for event in file.header.events) for file in folder.sources}
