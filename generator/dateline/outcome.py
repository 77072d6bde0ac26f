"""What a build came to, as a value: for the summary line, for `--json`, and to be shown again."""

from __future__ import annotations

from datetime import datetime

import msgspec

from dateline.problems import Problem, has_errors


class Outcome(msgspec.Struct, frozen=True):
    """The counts of a site, what was written, and what is wrong."""

    output: str
    """The output folder, absolute or from the site's root."""
    stories: int
    sources: int
    pages: int
    """How many there are for people: feeds, maps and the like are none."""
    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    read: int
    """How many stories (each with its source articles), pages, sections and other files were read."""
    compiled: int
    """How many stories were linked and made into pages anew, and not remembered."""
    rendered: int
    """How many outputs went through their template; those that came out as they were are kept."""
    next_due: tuple[datetime, str] | None
    """When the site next changes by itself, and the id of what changes."""
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True when nothing was written because of a problem."""
        return has_errors(self.problems)
