"""The plan: a list of everything that would be written, each page with its template and view, as a value.

`--dry-run` prints it, tests assert on it; `planning` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from dateline.pages.planned import (
    PlannedCard,
    PlannedData,
    PlannedFile,
    PlannedIcon,
    PlannedPage,
    PlannedPicture,
)
from dateline.policy import STRICT, Policy
from dateline.views.pages import SiteView

if TYPE_CHECKING:
    from dateline.pages.searching import PlannedSearch


class Plan(msgspec.Struct, frozen=True, dict=True):
    """All that a build writes, apart from the theme's own files."""

    site: SiteView
    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]
    twins: tuple[tuple[PlannedData, ...], ...] = ()
    """The forms of each story for machines, in the order of stories and languages."""
    tables: tuple[PlannedData, ...] = ()
    """All other outputs for machines."""
    pictures: tuple[PlannedPicture, ...] = ()
    cards: tuple[PlannedCard, ...] = ()
    icons: tuple[PlannedIcon, ...] = ()
    policy: Policy = STRICT
    """What the pages may load."""
    others: Mapping[str, SiteView] = {}
    """What pages in each other language of the site show of it, by tag."""
    search: PlannedSearch | None = None

    @cached_property
    def data(self) -> tuple[PlannedData, ...]:
        """All that no template renders."""
        return (*chain.from_iterable(self.twins), *self.tables)

    @property
    def readable(self) -> int:
        """How many pages there are for people: feeds, maps and the like are none."""
        return sum(page.path.endswith(".html") for page in self.pages)
