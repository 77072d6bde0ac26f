"""Verifying: is the output folder what a clean build would make of the site as it is now?

The site is built with nothing remembered into a folder of its own below the site's state, and the two
are compared byte by byte. Nothing of the output is changed, and nothing that builds remember.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec

from dateline.build import everything, plan_site
from dateline.output import disk, ledger
from dateline.output.disk import Tree
from dateline.output.ledger import OutputFolder
from dateline.output.lock import held
from dateline.output.write import write
from dateline.problems import Problem, has_errors
from dateline.request import STATE, Request


class Verdict(msgspec.Struct, frozen=True):
    """How an output folder differs from a clean build: paths in order."""

    output: str
    """The output folder, absolute or from the site's root."""
    equal: int
    """How many files are as they should be."""
    missing: tuple[str, ...]
    """What a clean build makes and the folder does not hold."""
    different: tuple[str, ...]
    """What both have, with other bytes."""
    extra: tuple[str, ...]
    """What a build wrote into the folder, and a clean one would not; other people's files do not count."""
    problems: tuple[Problem, ...]

    @property
    def is_right(self) -> bool:
        """True when there is no difference, and the site can be built."""
        return not (self.missing or self.different or self.extra or has_errors(self.problems))


def verify(root: Path, request: Request) -> Verdict:
    """The output folder of the site at `root`, compared with a clean build of what is asked.

    A site with errors cannot be built, so nothing is compared. Raises ConfigError, ThemeError, and
    OutputError when a build is at work or the disk refuses.
    """
    planned = plan_site(root, request)
    output = planned.config.build.output
    if planned.has_errors:
        return Verdict(output, 0, (), (), (), planned.problems)
    built = planned.output
    with disk.reporting(built.name), held(built.state, built.name):
        for left_over in (root / STATE).glob("verify-*"):  # of one that was killed: only one is at work
            shutil.rmtree(left_over, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix="verify-", dir=root / STATE))
        try:
            clean = OutputFolder(beside / "output", beside / "state", root)
            report = write(everything(planned, anew=True), clean)
            trees, owned = (Tree(clean.path), Tree(built.path)), ledger.read_ledger(built).owned
            return _compared(output, report.written, *trees, owned, planned.problems)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _compared(
    output: str,
    paths: tuple[str, ...],
    clean: Tree,
    found: Tree,
    owned: frozenset[str],
    problems: tuple[Problem, ...],
) -> Verdict:
    """The verdict on a folder, of whose files a build `owned` some."""
    missing, different = [], []
    for path in paths:
        data = found.read(path)
        if data is None:
            missing.append(path)
        elif data != clean.read(path):
            different.append(path)
    extra = tuple(sorted(path for path in owned - set(paths) if found.stamp(path) is not None))
    equal = len(paths) - len(missing) - len(different)
    return Verdict(output, equal, tuple(missing), tuple(different), extra, problems)
