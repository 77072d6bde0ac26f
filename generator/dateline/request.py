"""What is asked of a build: the command line's words as a value."""

from __future__ import annotations

import msgspec

from dateline import digest
from dateline.dates import Moment

STATE = ".dateline"
"""The git-ignored folder in the site for what Dateline remembers between builds."""


class Request(msgspec.Struct, frozen=True):
    """What the command line asks of a build."""

    now: Moment
    drafts: bool = False
    future: bool = False
    expired: bool = False
    strict: bool = False
    checking: bool = False
    """Whether rules weigh what they weigh in `dateline check`."""
    base_url: str | None = None
    output: str | None = None
    """A folder in place of the site's own, absolute or from the site's root."""

    def digest(self, generator: str) -> str:
        """The digest of all that is asked but the moment, of the generator with this digest."""
        flags = (self.drafts, self.future, self.expired, self.strict, self.checking)
        return digest.of_value(generator, flags, self.base_url, self.output)
