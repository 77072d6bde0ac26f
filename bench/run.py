"""Dateline beside its peers: the same paper, built in turns on the same machine, and compared with Hugo.

    python bench/run.py --sizes 100 1000 --tools dateline hugo --repeats 5

prints a table for each size and writes bench/results.json. README.md tells what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import report
from generate import WRITERS
from latency import Follower, Page, free_port, served, written
from measure import FailedError, Run, peak, run
from same import comparable, differences
from sites import Site
from stories import stories
from tools import UNDER_GIT, Tool, form, tools, version

HERE = Path(__file__).resolve().parent
SCENARIOS = ("cold", "unchanged", "edited", "theme", "memory", "start", "serve", "watch")
REFERENCE = "hugo"
START_LIMIT, SAVE_LIMIT = 600.0, 120.0
"""Seconds that a tool has to bring the first page, and the page after a save."""
COMPARED = 60
"""How many pages of each output are compared word by word."""


class Plan(NamedTuple):
    """What the command line asks for."""

    repeats: int
    saves: int
    budget: float
    """Seconds after which a tool's scenario is not repeated once more."""


def builds(scenario: str, sites: list[Site], plan: Plan) -> dict[str, list[Run]]:
    """The runs of a build scenario, the tools taking turns: A B A B."""
    taken: dict[str, list[Run]] = {site.tool.name: [] for site in sites}
    spent = dict.fromkeys(taken, 0.0)
    for turn in range(plan.repeats):
        for site in sites:
            name = site.tool.name
            if spent[name] > plan.budget:
                continue
            report.progress(f"{scenario} {turn + 1}/{plan.repeats}: {name}")
            begun = time.monotonic()
            taken[name].append(one_build(scenario, site))
            spent[name] += time.monotonic() - begun
    return taken


def one_build(scenario: str, site: Site) -> Run:
    """What one build took."""
    if scenario == "cold":
        site.make_cold()
    elif not site.is_built:
        run(site.tool.build, site.folder, site.env)
    if scenario == "edited":
        site.edit_story()
    elif scenario == "theme":
        site.edit_template()
    os.sync()
    took = run(site.tool.build, site.folder, site.env)
    site.verify()
    site.is_built = True
    return took


def memory(sites: list[Site], repeats: int) -> Iterator[tuple[str, list[float]]]:
    """The most bytes that each tool held in cold builds."""
    for site in sites:
        held = []
        for turn in range(repeats):
            report.progress(f"memory {turn + 1}/{repeats}: {site.tool.name}")
            site.make_cold()
            held.append(float(peak(site.tool.build, site.folder, site.env)))
            site.is_built = True
        yield site.tool.name, held


def starts(sites: list[Site], plan: Plan) -> dict[str, list[float]]:
    """The runs of `start`, the tools taking turns: from the process to the first page that it serves."""
    taken: dict[str, list[float]] = {site.tool.name: [] for site in sites}
    for turn in range(plan.repeats):
        for site in sites:
            if not site.is_built:
                one_build("cold", site)
            report.progress(f"start {turn + 1}/{plan.repeats}: {site.tool.name}")
            port = free_port()
            command = tuple(part.format(port=port) for part in site.tool.serve)
            os.sync()
            with Follower(command, site.folder, site.env) as follower:
                page = served(port, site.address)
                taken[site.tool.name].append(follower.until(page, b"mark-", START_LIMIT))
    return taken


def saves(scenario: str, sites: list[Site], plan: Plan) -> dict[str, list[float]]:
    """The runs of `serve` or `watch`: every tool follows its site, and the saves go round."""
    taken: dict[str, list[float]] = {}
    with ExitStack() as stack:
        following = [f for site in sites if (f := follow(scenario, site, stack))]
        for site, follower, _ in following:
            follower.settle(2)
            taken[site.tool.name] = []
        for turn in range(plan.saves):
            for site, follower, page in list(following):
                report.progress(f"{scenario} {turn + 1}/{plan.saves}: {site.tool.name}")
                mark = site.save_story()
                try:
                    taken[site.tool.name].append(follower.until(page, mark, SAVE_LIMIT))
                except TimeoutError as error:
                    report.failed(scenario, site.tool.name, error)
                    following.remove((site, follower, page))
                follower.settle(0.4)
    return taken


def follow(scenario: str, site: Site, stack: ExitStack) -> tuple[Site, Follower, Page] | None:
    """The tool following its site, with the page to look at, once it is there; None when it never comes."""
    port = free_port()
    report.progress(f"{scenario}: {site.tool.name} starts")
    if scenario == "watch":
        site.make_cold()
    command = site.tool.serve if scenario == "serve" else site.tool.watch
    filled = tuple(part.format(port=port) for part in command)
    follower = stack.enter_context(Follower(filled, site.folder, site.env))
    page = served(port, site.address) if scenario == "serve" else written(site.page)
    try:
        follower.until(page, b"mark-", START_LIMIT)
    except TimeoutError as error:
        report.failed(scenario, site.tool.name, error)
        return None
    return site, follower, page


def measure(
    count: int, chosen: list[Tool], scenarios: list[str], plan: Plan, work: Path
) -> Iterator[report.Result]:
    """Everything that was asked for at one size."""
    shutil.rmtree(work, ignore_errors=True)
    report.progress(f"writing {count:,} stories")
    paper = list(stories(count))
    sites = [Site(tool, work / tool.name, paper) for tool in chosen]
    for scenario in scenarios:
        if scenario == "memory":
            for tool, held in memory(sites, min(plan.repeats, 2)):
                yield report.Result(count, scenario, tool, tuple(held))
        elif scenario == "start":
            for tool, times in starts([site for site in sites if site.tool.serve], plan).items():
                yield report.Result(count, scenario, tool, tuple(times))
        elif scenario in ("serve", "watch"):
            able = [s for s in sites if (s.tool.serve if scenario == "serve" else s.tool.watch)]
            for tool, times in saves(scenario, able, plan).items():
                note = f"n={len(times)}" if len(times) < plan.saves else ""
                yield report.Result(count, scenario, tool, tuple(times), note)
        else:
            taken = builds(scenario, sites, plan)
            for tool, runs in taken.items():
                note = f"n={len(runs)}" if len(runs) < plan.repeats else ""
                yield report.Result(count, scenario, tool, tuple(r.seconds for r in runs), note)
            for tool, runs in taken.items():
                yield report.Result(count, f"{scenario} processor", tool, tuple(r.processor for r in runs))
    for site in sites:
        if not site.is_built:
            one_build("cold", site)
        files, size = site.written()
        yield report.Result(count, "files", site.tool.name, (float(files),))
        yield report.Result(count, "output", site.tool.name, (float(size),))
    compare(sites)


def compare(sites: list[Site]) -> None:
    """Say whether the tools wrote the same words; the first differences when they did not."""
    first = sites[0]
    pages = comparable(first.output)
    step = max(1, len(pages) // COMPARED)
    for other in sites[1:]:
        found = [
            line
            for line in differences(first.output, other.output, pages[::step])
            if first.page.relative_to(first.output).as_posix() not in line
        ]
        report.compared(first.tool.name, other.tool.name, len(pages[::step]), found)


def machine() -> dict[str, Any]:
    """What the figures were taken on; nothing that names the machine or its folders."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def main() -> None:
    """Measure what the command line asks for."""
    known, names = tools(), (*WRITERS, f"dateline{UNDER_GIT}")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000, 10000], metavar="N")
    parser.add_argument("--tools", nargs="+", choices=names, default=list(WRITERS), metavar="TOOL")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=list(SCENARIOS), metavar="NAME")
    parser.add_argument("--repeats", type=int, default=5, help="builds of each scenario [5]")
    parser.add_argument("--saves", type=int, default=15, help="saves for serve and watch [15]")
    parser.add_argument(
        "--budget", type=float, default=120, help="seconds a tool may spend on a scenario [120]"
    )
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="where the sites are made")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    parser.add_argument("--keep", action="store_true", help="leave the generated sites there")
    asked = parser.parse_args()
    missing = [name for name in asked.tools if name not in known]
    if missing:
        print(f"NOTE: left out, for they are not installed: {', '.join(missing)}", file=sys.stderr)
    chosen = [known[name] for name in asked.tools if name in known]
    facts = machine()
    print(f"Dateline: {form()}", flush=True)
    plan = Plan(asked.repeats, asked.saves, asked.budget)
    results: list[report.Result] = []
    try:
        for count in asked.sizes:
            results += measure(count, chosen, asked.scenarios, plan, asked.work / str(count))
            print(report.table([r for r in results if r.stories == count], REFERENCE), flush=True)
            if not asked.keep:
                shutil.rmtree(asked.work / str(count))
    except FailedError as error:
        sys.exit(f"bench: a build failed:\n{error}")
    said = {
        "machine": facts,
        "tools": {tool.name: version(tool) for tool in chosen},
        "results": report.plain(results, REFERENCE),
    }
    asked.results.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
