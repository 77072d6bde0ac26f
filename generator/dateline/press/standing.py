"""Standing: what the last build left on the disk for one that makes only some of the outputs anew.

As printers keep the type of a page standing for its next edition: settings, theme, an excerpt of the memory,
and the sheet of what is around stories, each known to be that of the last build, or read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dateline import digest, fresh
from dateline.fresh import Since
from dateline.memory.excerpt import Excerpt
from dateline.memory.memoryfile import FILE, memory_version
from dateline.outcome import Outcome
from dateline.output.ledger import Ledger
from dateline.pages.hosts import site_policy
from dateline.pages.imprint import Imprint
from dateline.pages.siteview import site_view
from dateline.press.sheet import Sheet, read_sheet
from dateline.request import STATE, Request
from dateline.settings.config import Config
from dateline.sitefiles import read_config, site_theme
from dateline.stamps import Stamp
from dateline.timing import Timing
from dateline.version import generator_digest
from dateline.views.pages import SiteView

if TYPE_CHECKING:
    from dateline.theming.theme import Theme


class BeyondError(Exception):
    """An edit that more of the site may show than what is made alone."""


class Standing:
    """What is known of the site at `root` since the `last` build."""

    def __init__(self, root: Path, request: Request, last: Since, timing: Timing) -> None:
        """Raises BeyondError where that build left no sheet, and ConfigError."""
        self.root, self.request, self.last, self.timing = root, request, last, timing
        self.generator = generator_digest()
        self.config: Config = read_config(root, request)
        self.zone: tzinfo = self.config.zone
        with timing.stage("memory"):
            version = memory_version(self.generator, self.config.timezone)
            self.memory = Excerpt(root / STATE / FILE, version)
            try:
                self.sheet = self._read_sheet()
            except BeyondError:
                self.close()
                raise

    def close(self) -> None:
        """Let go of the memory's file."""
        self.memory.close()

    def _read_sheet(self) -> Sheet:
        """What the last build left for this one, and not another since; raises BeyondError."""
        data, wanted = self.memory.sheet, self.last.snapshot.sheet
        if not wanted or digest.of_bytes(data) != wanted or self.last.snapshot.outcome.has_errors:
            raise BeyondError
        return read_sheet(data)

    @cached_property
    def theme(self) -> Theme:
        """The theme, read when it is asked for; raises ThemeError."""
        with self.timing.stage("theme"):
            return site_theme(self.root, self.config, self.memory, glance=False)

    @cached_property
    def imprint(self) -> Imprint:
        """How the site writes; raises ThemeError."""
        return Imprint(self.config, self.theme.words)

    @property
    def state(self) -> Path:
        """The folder for what builds remember."""
        return self.root / STATE

    @property
    def places(self) -> tuple[Path, Path, Path]:
        """The output folder, that for what builds remember, and the site's own."""
        return self.root / self.config.build.output, self.state, self.root

    def left(self) -> Ledger:
        """What is known of the output from the last build; nothing, if another came after it."""
        return fresh.left_by(self.root, self.state, self.last.snapshot)

    def site_view(self) -> SiteView:
        """What every page knows of the site."""
        policy = site_policy(self.config, self.theme.policy)
        return site_view(self.sheet.top, self.imprint, self.theme.options, policy, self.sheet.icons)

    def came_to(self, **counted: Any) -> Outcome:
        """What this build came to: the last one's outcome, but for what it did itself."""
        return msgspec.structs.replace(self.last.snapshot.outcome, removed=(), **counted)

    def leave(
        self,
        outcome: Outcome,
        stamps: Mapping[str, Stamp | None],
        manifest: Stamp | None,
        sheet: bytes | None = None,
    ) -> None:
        """Keep what is new for the next build: other `stamps` of inputs, and another `sheet`."""
        last = self.last.snapshot
        self.memory.save(self.memory.sheet if sheet is None else sheet)
        now = msgspec.structs.replace(
            last,
            stamps=tuple(stamps.get(path, old) for path, old in zip(last.inputs, last.stamps, strict=True)),
            manifest=manifest,
            outcome=outcome,
            sheet=last.sheet if sheet is None else digest.of_bytes(sheet),
        )
        fresh.remember(self.state, now, self.last.look.seen)
