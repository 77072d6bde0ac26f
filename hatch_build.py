"""Compiles the rooms of text when `DATELINE_COMPILE=1` makes a wheel: mypyc makes C of them (decision 23).

The wheel holds their Python too. Any other wheel, and an editable install, holds nothing else: it does the
same, is slower, and needs no compiler and no minute of one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGE = ROOT / "generator" / "dateline"
ROOMS = {
    "": ("sentences",),
    "dates": (
        *("agreement", "counted", "cues", "durations", "forms", "mentions", "notes", "numeric", "periods"),
        *("ranges", "reading", "relative", "scene", "spans", "tongues", "triggers", "vague"),
    ),
    "evidence": (
        *("aliases", "articles", "asking", "audit", "backing", "bounds", "broken", "codes", "contrast"),
        "digits",
        *("disagreements", "doubts", "events", "exchanged", "excerpts", "facts", "figures", "fragments"),
        *("grounds", "held", "moves"),
        *("languages", "marks", "names", "negations", "numerals", "opposites", "overlaps"),
        *("plain", "provable", "quantities"),
        *(
            "replaced",
            "reworded",
            "roles",
            "rounding",
            "scores",
            "shares",
            "sizes",
            "support",
            "things",
            "tolls",
            "turning",
            "verbatim",
            "voices",
            "words",
        ),
    ),
}
"""Modules by folder. None of them may define a `msgspec.Struct`: compiled, it would lose `frozen`."""
NEEDS = ("mypy[mypyc]>=2.0", "msgspec>=0.20")


def rooms() -> list[str]:
    """The files that are compiled, from the folder of the package."""
    return [f"dateline/{folder}/{room}.py".replace("//", "/") for folder in ROOMS for room in ROOMS[folder]]


def is_wanted() -> bool:
    """Whether to compile."""
    return os.environ.get("DATELINE_COMPILE") == "1"


class CompiledRooms(BuildHookInterface[Any]):
    """Puts the compiled rooms into the wheel, beside their Python."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        """What compiling needs, where it is asked for."""
        return list(NEEDS) if is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what came of it; a wheel that was to be compiled is made in no other way."""
        if version == "editable" or not is_wanted():
            return
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-")
        work = Path(self._folder.name)
        shutil.copytree(PACKAGE, work / "dateline", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        done = subprocess.run(
            [sys.executable, __file__], cwd=work, capture_output=True, encoding="utf-8", errors="replace"
        )
        if done.returncode:
            raise SystemExit(f"Dateline could not be compiled:\n{done.stdout}{done.stderr}")
        made = work / "made"
        build_data["pure_python"], build_data["infer_tag"] = False, True
        build_data["force_include"] |= {
            str(path): path.relative_to(made).as_posix() for path in sorted(made.rglob("*")) if path.is_file()
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made."""
        if self._folder is not None:
            self._folder.cleanup()


def compile_here() -> None:
    """Compile the copy of the package in the working folder into `made`."""
    import setuptools  # before mypyc looks for distutils
    from mypyc.build import mypycify

    options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
    made = mypycify([*options, *rooms()], opt_level="2", debug_level="0", group_name="dateline.compiled")
    arguments = ["build_ext", "--build-lib", "made", "--build-temp", "work"]
    setuptools.setup(name="dateline", packages=[], ext_modules=made, script_args=arguments)


if __name__ == "__main__":
    compile_here()
