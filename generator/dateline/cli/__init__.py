"""The command line: arguments, the clock, the environment, printing, exit codes. Nothing else has them.

Exit codes: 0 good, 1 problems in content, 2 usage, 3 site.toml, 4 theme, 6 output, 70 a bug,
130 stopped by Ctrl-C.
Imports are lazy: a command's module is loaded when it is asked for, and its libraries when it runs.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from dateline import __version__
from dateline.cli.edge import EXIT_BUG, EXIT_STOPPED
from dateline.problems import did_you_mean

COMMANDS = {
    "build": "build",
    "check": "check",
    "clean": "build",
    "draft": "draft",
    "explain": "inspect",
    "new": "new",
    "report": "report",
    "schema": "schema",
    "serve": "preview",
    "sort": "sort",
    "theme": "theme",
    "verify": "inspect",
}
"""Every command, with the module of this package that holds it."""


def main() -> NoReturn:
    """Run the command line and exit."""
    if "GIT_WORK_TREE" not in os.environ:
        # In its hooks git names the repository at work, and takes the folder in which it is asked for the top
        # of the work tree. What is meant is the repository around the site, wherever in it the site lies.
        os.environ.pop("GIT_DIR", None)
    try:
        cli.main(prog_name="dateline", standalone_mode=True)
    except Exception:  # noqa: BLE001  # the last resort: a bug is shown whole, with a request to report it
        import traceback  # hardly ever

        traceback.print_exc()
        sys.stderr.write(
            f"\nThis is a bug in Dateline {__version__}. Please report it with the lines above.\n"
        )
        sys.exit(EXIT_BUG)
    finally:
        gc.freeze()  # all memory goes with the process: to look for circles in it would take longer
    sys.exit(0)


class _Commands(click.Group):
    """Commands that are imported when they are named, and end as shells expect when Ctrl-C stops them."""

    def invoke(self, context: click.Context) -> Any:
        """What the command returns; it exits with 130, as what a signal ended, when it was stopped."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
            context.exit(EXIT_STOPPED)

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name; None when there is none, and none is near."""
        if name not in COMMANDS:
            if near := did_you_mean(name, COMMANDS):
                raise click.UsageError(f"No such command '{name}': {near}", context)
            return None
        command: click.Command = getattr(import_module(f"dateline.cli.{COMMANDS[name]}"), name)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  dateline new site harbour        a new site in the folder harbour
  dateline serve -O                preview it, live, while you write
  dateline build                   write the site into public/
  dateline build -D -F             with drafts and scheduled stories
  dateline check --strict          warnings are errors, nothing is written""",
)
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
def cli() -> None:
    """Compile briefings and the articles behind them into a static site."""
