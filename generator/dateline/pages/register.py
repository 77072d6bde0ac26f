"""The register: what a site's own outputs say of when each story changed, kept to change a few rows of it.

These are the sitemap, the index of all stories and llms.txt. They list every story, so they are made of what
is kept here when only some stories were read. For a site in one language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from dateline.model.site import Listing, Site
from dateline.pages.imprint import Imprint
from dateline.pages.maps import other_urls, single_sitemap
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.pages.siteindex import Catalogue, data_files, index_of, listed
from dateline.pages.sitekey import frame_key, key_of
from dateline.twins.siteindex import SiteIndex

REGISTER: Final = "register"
"""The name under which the memory keeps it."""


class Row(msgspec.Struct, frozen=True):
    """What is new of a story."""

    listing: Listing
    upcoming: datetime | None
    """The end of its next event."""
    shown: str
    """The digest of its listing and its card."""


class Register(msgspec.Struct, frozen=True):
    """What those outputs are made from."""

    index: SiteIndex
    others: tuple[str, ...]
    """The addresses of all pages but the front page and the stories'."""
    frame: str
    """The `frame_key` of the site."""
    shown: dict[str, str]
    """The digest of the listing and the card of each story that is out, by id, in the site's order."""

    def with_rows(self, rows: Mapping[str, Row], imprint: Imprint) -> Register:
        """The same with these rows in the place of those of the same stories, by id."""
        now = (listed(row.listing, row.upcoming, imprint) for row in rows.values())
        new = {row.url: row for row in now}
        stories = tuple(new.get(row.url, row) for row in self.index.stories)
        shown = self.shown | {story: row.shown for story, row in rows.items()}
        index = msgspec.structs.replace(self.index, stories=stories)
        return msgspec.structs.replace(self, index=index, shown=shown)

    @property
    def key(self) -> str:
        """The `site_key` of the site."""
        return key_of(self.frame, self.shown.values())

    def sitemap(self, imprint: Imprint) -> PlannedPage | None:
        """The sitemap; None where the site needs more than one."""
        days = ((story.url, story.changed) for story in self.index.stories)
        return single_sitemap(days, self.others, imprint)

    def data(self, imprint: Imprint) -> tuple[PlannedData, ...]:
        """The index of all stories, llms.txt and what else is published for machines beside them."""
        return data_files(self.key, lambda: self.index, imprint)


def register_of(
    site: Site, imprint: Imprint, catalogue: Catalogue, paths: tuple[str, ...], shown: tuple[str, ...]
) -> Register:
    """The register of a site; `paths` are the ids of its stories in its order, `shown` as in `site_key`."""
    return Register(
        index=index_of(site, catalogue),
        others=tuple(other_urls(site)),
        frame=frame_key(site, imprint, paths),
        shown=dict(zip(paths, shown, strict=True)),
    )
