"""How the validators of the npm registry are run: `make validate` installs them into tests/validate/."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

NODE_MODULES = Path(__file__).parent / "validate" / "node_modules"
OLDEST = 22
"""The oldest Node that all validators run on."""


class NoMeasureError(AssertionError):
    """A validator that ended without a word of what it looked at; its own words say why."""


def node() -> str | None:
    """A Node that is new enough: that of the environment, else the system's; None when there is none."""
    own = Path(sys.executable).parent / "node"
    for path in (str(own), shutil.which("node")):
        if path and Path(path).is_file():
            said = subprocess.run([path, "--version"], capture_output=True, encoding="utf-8").stdout
            if (version := re.match(r"v(\d+)\.", said)) and int(version[1]) >= OLDEST:
                return path
    return None


def run_node(script: str, *args: str, cwd: Path | None = None, **environment: str) -> str:
    """What a script of an installed package prints; the validators tell what they find in it."""
    program = node()
    assert program, "no Node that is new enough: `make validate` installs one"
    done = subprocess.run(
        [program, str(NODE_MODULES / script), *args],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=170,
    )
    if done.returncode and not done.stdout:
        raise NoMeasureError(done.stderr[-2000:])
    return done.stdout
