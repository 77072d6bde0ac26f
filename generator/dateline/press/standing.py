"""Standing: what a build needs that makes only some outputs anew, as the last build left it on the disk.

That is: settings, theme, an excerpt of the memory, and the sheet. Each is known to be that of the last
build, or is read again. Printers keep the type of a page standing for its next edition.
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
from dateline.linking.edition import Edition
from dateline.memory.excerpt import Excerpt
from dateline.memory.memoryfile import FILE, memory_version
from dateline.outcome import Outcome
from dateline.output.ledger import Ledger, OutputFolder
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
    """The edit may change more of the site than such a build makes: the whole site has to be built."""


class Standing:
    """What the last build of the site at `root` left, and what has changed `since`."""

    def __init__(self, root: Path, request: Request, since: Since, timing: Timing) -> None:
        """Raises BeyondError where that build left no sheet, and ConfigError."""
        self.root, self.request, self.since, self.timing = root, request, since, timing
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
        """The sheet of the last build; raises BeyondError where there is none, or that of another build."""
        data, last = self.memory.sheet, self.since.snapshot
        if not last.sheet or digest.of_bytes(data) != last.sheet:
            raise BeyondError
        return read_sheet(data)

    @cached_property
    def theme(self) -> Theme:
        """The theme, read on first use; raises ThemeError."""
        with self.timing.stage("theme"):
            return site_theme(self.root, self.config, self.memory, glance=False)

    @cached_property
    def imprint(self) -> Imprint:
        """How the site writes addresses, days and words; raises ThemeError."""
        return Imprint(self.config, self.theme.words)

    @property
    def edition(self) -> Edition:
        """The moment to build for."""
        return Edition(self.request.now.instant(self.zone), self.zone)

    @property
    def state(self) -> Path:
        """The folder for what builds remember."""
        return self.root / STATE

    @property
    def output(self) -> OutputFolder:
        """The output folder."""
        return OutputFolder(self.root / self.config.build.output, self.state, self.root)

    def left(self) -> Ledger:
        """The ledger as the last build left it; empty if another build came after it. Raises OSError."""
        return fresh.left_by(self.root, self.state, self.since.snapshot)

    def site_view(self) -> SiteView:
        """What every page shows of the site; raises ThemeError."""
        policy = site_policy(self.config, self.theme.policy)
        return site_view(self.sheet.top, self.imprint, self.theme.options, policy, self.sheet.icons)

    def came_to(self, **counted: Any) -> Outcome:
        """The outcome of this build: that of the last one, with the counts of this one in their place."""
        return msgspec.structs.replace(self.since.snapshot.outcome, removed=(), **counted)

    def leave(
        self,
        outcome: Outcome,
        stamps: Mapping[str, Stamp | None],
        manifest: Stamp | None,
        sheet: bytes | None = None,
        head: str | None = None,
    ) -> None:
        """Leave to the next build what is new: the `stamps` of inputs, the `sheet`, the `head` of git."""
        last = self.since.snapshot
        self.memory.save(self.memory.sheet if sheet is None else sheet)
        now = msgspec.structs.replace(
            last,
            stamps=tuple(stamps.get(path, old) for path, old in zip(last.inputs, last.stamps, strict=True)),
            manifest=manifest,
            outcome=outcome,
            head=last.head if head is None else head,
            sheet=last.sheet if sheet is None else digest.of_bytes(sheet),
        )
        fresh.remember(self.state, now, self.since.look.seen)
