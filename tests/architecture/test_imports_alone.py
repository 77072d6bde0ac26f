"""Every module can be imported first, and the version costs no library that a build needs."""

from __future__ import annotations

import subprocess
import sys

from harness import plain_environment
from rooms import modules

HEAVY = ("jinja2", "markdown_it", "yaml", "frontmatter", "rich", "babel", "msgspec", "watchdog", "starlette")

# Each module in turn, as if nothing of the package had been imported before: circles would show here.
_EACH_ALONE = """
import importlib, sys, traceback
for name in sys.argv[1:]:
    for loaded in [m for m in sys.modules if m == "dateline" or m.startswith("dateline.")]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except Exception:  # whatever it is, it is told with the module's name
        print(name, traceback.format_exc())
"""
_VERSION = """
import sys
from dateline.cli import cli
cli.main(["--version"], prog_name="dateline", standalone_mode=False)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def _python(program: str, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        env=plain_environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        encoding="utf-8",
        timeout=55,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_imports_alone() -> None:
    names = [f"dateline.{module.name}".rstrip(".") for module in modules() if module.name != "__main__"]
    assert len(names) > 30
    assert _python(_EACH_ALONE, *names) == ""


def test_version_loads_no_library_of_a_build() -> None:
    version, loaded = _python(_VERSION).splitlines()
    assert version.startswith("dateline ")
    assert set(loaded.split()) & set(HEAVY) <= {
        "msgspec"
    }  # the problems of a wrong command line are values too
