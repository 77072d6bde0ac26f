"""What a plan needs of the desk that compiles stories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dateline.model.site import Story
from dateline.pages.compiled import Compiled
from dateline.twins.twin import Twin
from dateline.views.stories import StoryView


class Makers(Protocol):
    """Where pages of single stories get what they show."""

    def maker(self, story: str) -> Callable[[], StoryView]:
        """Makes a story's page."""

    def twin(self, story: str) -> Callable[[], Twin]:
        """Makes a story's twin."""


class Desk(Makers, Protocol):
    """Where the plan gets stories from: what is kept of each, and its texts when they are wanted."""

    paths: tuple[str, ...]
    """The stories that are out; the same tuple while these are the same."""
    rows: tuple[Compiled, ...]
    """What is kept of each of them."""

    def compiled(self, story: str) -> Compiled:
        """What is kept of a story's page."""

    def story(self, story: str) -> Story:
        """A linked story itself."""
