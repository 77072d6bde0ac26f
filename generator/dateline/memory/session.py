"""Session: what a process knows of its last plan and its last build, beside what the memory keeps.

The preview plans a site again at each save: what is the same objects as before needs not be compared, made
or loaded. Nothing of it goes to the disk, and all of it can be lost without harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dateline.files.walk import Found, FoundStory
from dateline.linking.edition import Edition
from dateline.memory.records import Record
from dateline.model.draft import Attachment, Draft
from dateline.model.revisions import Life
from dateline.output.ledger import NOTHING, Ledger
from dateline.pages.planned import PlannedPage

if TYPE_CHECKING:
    from dateline.settings.config import Config
    from dateline.theming.theme import Theme


class Lately(msgspec.Struct, frozen=True):
    """The last plan of this process: its edition and its draft, and when the site next changes by itself."""

    edition: Edition
    draft: Draft
    due: datetime | None


class Loaded(NamedTuple):
    """Stories as they were loaded: their paths, and for each what the walk found, and its record."""

    paths: tuple[str, ...] = ()
    stories: tuple[FoundStory, ...] = ()
    records: tuple[Record, ...] = ()


class Session:
    """What one process knows of one site."""

    def __init__(self) -> None:
        self.theme: Theme | None = None
        """The theme that was loaded last."""
        self.themed: Config | None = None
        """The settings for which that was last tried."""
        self.found: Found | None = None
        """The content folder as it was walked last."""
        self.sure: dict[str, FoundStory] = {}
        """Stories whose record is known to be that of these files, by path."""
        self.doubted: set[str] = set()
        """Stories that were read, and have not been added to `sure` since."""
        self.stories = Loaded()
        """All stories as they were loaded last."""
        self.attached: dict[str, Attachment] = {}
        """What is known of files that are published as they are, by name."""
        self.lately: Lately | None = None
        self.desk: Any = None
        """The last `StoryDesk`; untyped, as this room must not import that one."""
        self.lives: Mapping[str, Life] = {}
        """The histories of the last plan."""
        self.archived: dict[str, tuple[tuple[object, ...], tuple[PlannedPage, ...]]] = {}
        """The planned pages of each story's earlier versions, with the values that they were planned from."""
        self.left: Ledger = NOTHING
        """The ledger at the end of the last build."""
        self.shipped: Any = None
        """The outputs of that build (`made.OutputRows`); untyped, as this room must not import that one."""

    def leave(self, shipped: Any, left: Ledger) -> None:
        """Keep the outputs of a build (`shipped`) and the ledger at its end (`left`)."""
        self.shipped, self.left = shipped, left

    def forget(self, story: str) -> None:
        """Drop what is known of a story that is gone."""
        self.sure.pop(story, None)
        self.doubted.discard(story)
