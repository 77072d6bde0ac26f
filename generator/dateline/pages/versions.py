"""Versions: the page of a story as it stood, from the files that it had then.

The words and the sources are those of the time; what stands around them is the site of today. The passages
behind citations stay with the current page, and what has no page today is named without a link. Notices
that came later stand on top: nobody is to read a mistake here without its correction.
"""

from __future__ import annotations

import msgspec

from dateline import digest
from dateline.files.addressbook import AddressBook
from dateline.model.draft import Outline, StoryFolder
from dateline.model.revisions import Version
from dateline.model.site import Listing, Story
from dateline.pages.compiled import Lookup
from dateline.pages.pictures import shown_by
from dateline.pages.story import StoryPages
from dateline.urls import slugify
from dateline.views.pages import LinkView
from dateline.views.stories import SourceView, StoryView, VersionView


class KeptVersion(msgspec.Struct, frozen=True):
    """What is kept of a version's page: all but the page itself."""

    key: str
    lookups: tuple[Lookup, ...]
    view: str
    """The digest of the page's view."""
    pictures: tuple[str, ...]
    """The addresses of the pictures that the page shows."""

    def holds(self, key: str, outline: Outline, book: AddressBook) -> bool:
        """True when making the page again would give the same."""
        if self.key != key:
            return False
        return all(look.holds(outline, book) for look in self.lookups)


def version_key(version: Version, outline: Outline, listing: Listing, pages: StoryPages) -> str:
    """The digest of all that a version's page is made from, apart from its links."""
    now = (listing.url, listing.title, listing.notices, listing.publishers)
    return digest.of_value(version.id, version.when, outline.path, *now, pages.surroundings(outline))


def make_version(
    version: Version,
    folder: StoryFolder,
    outline: Outline,
    listing: Listing,
    book: AddressBook,
    pages: StoryPages,
) -> tuple[KeptVersion, StoryView]:
    """The page of a version whose files are in `folder`; `listing` is that of the story today."""
    from dateline.linking.briefing import link_story  # most builds make no version

    linked = link_story(folder, outline.url, book, pages.zone)
    view = _view(linked.story, version, listing, pages)
    lookups = tuple(Lookup(*look) for look in linked.lookups)
    key = version_key(version, outline, listing, pages)
    return KeptVersion(key, lookups, digest.of_value(view), shown_by(linked.story)), view


def _view(story: Story, version: Version, listing: Listing, pages: StoryPages) -> StoryView:
    view = pages.plain(story)
    known = {slugify(name) for name in listing.publishers}
    sources = zip(view.sources, story.sources, strict=True)
    return msgspec.structs.replace(
        view,
        head=msgspec.structs.replace(view.head, json_ld="", image=None, index=False, forms=()),
        tags=(),
        thread=None,
        revisions=(),
        sources=tuple(_row(row, source.publisher_id in known) for row, source in sources),
        version=VersionView(
            date=pages.imprint.moment(version.when),
            current=LinkView(listing.title, pages.imprint.href(listing.url)),
            since=tuple(pages.notice(n) for n in listing.notices if n not in story.corrections),
        ),
    )


def _row(row: SourceView, is_known: bool) -> SourceView:
    """A row of the source list; a publisher that no story of today cites has no page to be linked."""
    return row if is_known else msgspec.structs.replace(row, publisher=LinkView(row.publisher.text, ""))
