"""The generators that are compared: how each is called, what it keeps between builds, what it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
BESIDE = Path(sys.executable).with_name("dateline")
DATELINE = BESIDE if BESIDE.exists() else HERE.parent / ".venv" / "bin" / "dateline"
"""That of the Python which runs the benchmark: `scripts/compiled bench/run.py` measures what is compiled."""
PEERS = HERE / ".venv" / "bin"
ELEVENTY = HERE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
OUTPUT = "public"
UNDER_GIT = "-git"
"""The end of the name of a tool whose site is under git."""


class Tool(NamedTuple):
    """A generator. Its commands run in a site's folder; a port stands where they say {port}."""

    name: str
    program: Path
    """What must exist for the tool to be measured."""
    build: tuple[str, ...]
    caches: tuple[str, ...]
    """What a cold build may not find, beside the output; below the site's folder."""
    template: str
    """The template of a story's page, below the site's folder."""
    serve: tuple[str, ...] = ()
    """Serves the site on 127.0.0.1 and follows edits."""
    watch: tuple[str, ...] = ()
    """Builds into the output folder and follows edits; () when the tool has no such thing."""
    commits: bool = False
    """Whether its site is under git, and each edit of a story is committed before it is built."""

    @property
    def layout(self) -> str:
        """The tool for which the site is written down."""
        return self.name.removesuffix(UNDER_GIT)


def _hugo() -> Path:
    """The native program itself: the one on the PATH of an environment is a wrapper in Python."""
    found = sorted(HERE.glob(".venv/lib/python*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else PEERS / "hugo"


def tools() -> dict[str, Tool]:
    """Every tool that is installed, by its name."""
    dateline, hugo, pelican, mkdocs = (
        str(DATELINE),
        str(_hugo()),
        str(PEERS / "pelican"),
        str(PEERS / "mkdocs"),
    )
    eleventy = ("node", str(ELEVENTY), "--quiet")
    own = Tool(
        "dateline",
        DATELINE,
        (dateline, "build"),
        (".dateline",),
        "themes/bench/templates/story.html",
        (dateline, "serve", "--bind", "127.0.0.1", "--port", "{port}"),
        (dateline, "build", "--watch"),
    )
    every = (
        own,
        own._replace(name=f"dateline{UNDER_GIT}", commits=True),
        Tool(
            "hugo",
            _hugo(),
            (hugo, "build"),
            (".cache", "resources", ".hugo_build.lock"),
            "layouts/page.html",
            (hugo, "server", "--bind", "127.0.0.1", "--port", "{port}"),
            (hugo, "build", "--watch"),
        ),
        Tool(
            "pelican",
            PEERS / "pelican",
            (pelican,),
            ("cache", "__pycache__"),
            "theme/templates/article.html",
            (pelican, "--listen", "--autoreload", "--bind", "127.0.0.1", "--port", "{port}"),
            (pelican, "--autoreload"),
        ),
        Tool(
            "mkdocs",
            PEERS / "mkdocs",
            (mkdocs, "build"),
            ("__pycache__",),
            "theme/story.html",
            (mkdocs, "serve", "--dev-addr", "127.0.0.1:{port}"),
        ),
        Tool(
            "eleventy",
            ELEVENTY,
            (*eleventy,),
            (".cache",),
            "content/_includes/story.njk",
            (*eleventy, "--serve", "--port={port}"),
            (*eleventy, "--watch"),
        ),
    )
    return {tool.name: tool for tool in every if tool.program.exists() and shutil.which(tool.build[0])}


def environment(site: Path) -> dict[str, str]:
    """What every tool is given: a home and caches inside the site, and nothing of the caller's own."""
    path = os.environ.get("PATH", "")
    home = str(site / ".cache")
    return {
        "PATH": path,
        "HOME": home,
        "HUGO_CACHEDIR": home,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }


def form() -> str:
    """Which form of Dateline this Python has."""
    found = find_spec("dateline.sentences")
    origin = found.origin if found else None
    return "pure Python" if origin is None or origin.endswith(".py") else "compiled"


def version(tool: Tool) -> str:
    """The tool's version, without the paths that some print beside it; of Dateline also its form."""
    if tool.name in ("pelican", "mkdocs", "hugo"):
        folders = [str(folder) for folder in HERE.glob(".venv/lib/python*/site-packages")]
        return next(d.version for d in distributions(path=folders) if d.metadata["Name"].lower() == tool.name)
    said = subprocess.run(
        [*tool.build[: 2 if tool.name == "eleventy" else 1], "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()[-1] + (f", {form()}" if tool.layout == "dateline" else "")
