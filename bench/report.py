"""What a run says: progress and trouble to stderr, a table, and plain data for results.json."""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

TITLES = {
    "cold": "cold build",
    "unchanged": "nothing changed, new process",
    "edited": "one story edited, new process",
    "theme": "theme template edited, new process",
    "memory": "peak memory, cold build",
    "start": "server started → first page",
    "serve": "save → new page served",
    "watch": "save → new page on disk",
    "files": "files written",
    "output": "bytes written",
}


class Result(NamedTuple):
    """What one tool took in one scenario: seconds, bytes or files; no runs when it failed."""

    stories: int
    scenario: str
    tool: str
    runs: tuple[float, ...]
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the runs; NaN when there is none."""
        return statistics.median(self.runs) if self.runs else math.nan


def progress(text: str) -> None:
    """Show what is being done, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def failed(scenario: str, tool: str, error: Exception) -> None:
    """Say that a tool could not be measured, and go on."""
    print(f"NOTE: {scenario}: {tool} left out: {error}", file=sys.stderr)


def compared(one: str, other: str, pages: int, found: list[str]) -> None:
    """Say how the words of two tools' pages compare."""
    if found:
        print(f"WARNING: {other} and {one} differ on {len(found)} of {pages} pages:", *found[:5], sep="\n  ")
    else:
        print(f"{other} and {one}: the same words on {pages} pages")


def table(results: Sequence[Result], reference: str) -> str:
    """A table of medians, each with its ratio to the reference tool; results of one size."""
    names = list(dict.fromkeys(r.tool for r in results))
    cells = {(r.scenario, r.tool): r for r in results}
    rows = [[f"{results[0].stories:,} stories", *names]] if results else []
    for scenario in dict.fromkeys(r.scenario for r in results):
        row = [TITLES.get(scenario, "  processor time")]
        base = cells.get((scenario, reference))
        for name in names:
            cell = cells.get((scenario, name))
            row.append(_cell(cell, base) if cell else "–")
        rows.append(row)
    widths = [max(len(row[at]) for row in rows) for at in range(len(names) + 1)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(["", lines[0], "-" * len(lines[0]), *lines[1:], ""])


def plain(results: Sequence[Result], reference: str) -> list[dict[str, Any]]:
    """The results as JSON knows them."""
    bases = {(r.stories, r.scenario): r.median for r in results if r.tool == reference}
    return [
        {
            "stories": r.stories,
            "scenario": r.scenario,
            "tool": r.tool,
            "unit": _unit(r.scenario),
            "median": _rounded(r.median),
            f"ratio_to_{reference}": _rounded(r.median / bases.get((r.stories, r.scenario), math.nan)),
            "runs": [_rounded(value) for value in r.runs],
        }
        for r in results
    ]


def _unit(scenario: str) -> str:
    return {"memory": "bytes", "output": "bytes", "files": "files"}.get(scenario, "s")


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 5)


def _cell(result: Result, base: Result | None) -> str:
    if math.isnan(result.median):
        return "failed"
    shown = _shown(result.median, result.scenario)
    if base and base is not result and not math.isnan(base.median):
        shown += f" ×{result.median / base.median:.2f}"
    return f"{shown} ({result.note})" if result.note else shown


def _shown(value: float, scenario: str) -> str:
    if scenario == "files":
        return f"{value:,.0f}"
    if scenario in ("memory", "output"):
        return f"{value / 1e6:,.1f} MB" if value < 1e7 else f"{value / 1e6:,.0f} MB"
    return f"{value * 1000:,.0f} ms" if value < 1 else f"{value:,.2f} s"
