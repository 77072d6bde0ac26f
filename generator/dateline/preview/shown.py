"""What the preview shows from one build to the next: values, which many threads read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from dateline.build import Planned
from dateline.output.staging import Output
from dateline.preview.whereabouts import Spot
from dateline.problems import Problem


class Notice(msgspec.Struct, frozen=True):
    """A problem as a page shows it: the console's words, its severity, and the anchor that it speaks of."""

    text: str
    severity: str
    anchor: str = ""


class Shown(msgspec.Struct, frozen=True):
    """What is shown from one build to the next."""

    builds: int = 0
    """How many builds there have been, good or bad."""
    base_path: str = ""
    outputs: Mapping[str, Output] = MappingProxyType({})
    """The outputs of the last good build, by path."""
    copied: frozenset[str] = frozenset()
    """The paths of files that are published as they are."""
    problems: tuple[Problem, ...] = ()
    """All that the last build found, good or bad."""
    errors: tuple[Notice, ...] = ()
    """The errors among them, which every page shows; of a rule that is broken too often a count."""
    warnings: int = 0
    """How many of them are warnings: each page shows its own (`Preview.beside`)."""
    trace: str = ""
    """The traceback of a bug in the generator; "" when there was none."""
    changed: int = 0
    """How many files the last build changed."""
    edited: Spot = Spot()
    """Where the last edit is shown, if tabs are to follow it."""
    edited_in: int = 0
    """The build that saw the edit."""
    due: datetime | None = None
    """When the site next changes by itself."""
    plan: Planned | None = None
    """The last plan, even one with errors: evidence reports are made from it."""
    planned_in: int = 0
    """The number of the build that made `plan`; later builds may have failed to plan at all."""

    @property
    def is_broken(self) -> bool:
        """True when the files are not those of the last build."""
        return bool(self.trace) or bool(self.errors)
