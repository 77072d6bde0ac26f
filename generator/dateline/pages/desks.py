"""What planning needs of the desk that compiles stories, as protocols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dateline.model.site import Story
from dateline.pages.compiled import Compiled
from dateline.twins.twin import Twin
from dateline.views.stories import StoryView


class Makers(Protocol):
    """Gives the functions that make what pages of single stories show."""

    def maker(self, story: str) -> Callable[[], StoryView]:
        """A function that gives the view of a story's page."""

    def twin(self, story: str) -> Callable[[], Twin]:
        """A function that gives a story's twin."""


class Desk(Makers, Protocol):
    """Where the plan gets stories from: what is kept of each, and the linked story where a page needs it."""

    paths: tuple[str, ...]
    """The ids of the stories that are out; the same tuple while these are the same."""
    rows: tuple[Compiled, ...]
    """What is kept of each of them, in the order of `paths`."""

    def compiled(self, story: str) -> Compiled:
        """What is kept of a story's page."""

    def story(self, story: str) -> Story:
        """The linked story itself."""
