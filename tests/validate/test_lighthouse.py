"""Lighthouse on the home page and a story: all points, two fewer for performance. What a story weighs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from browsing import FLAGS, chromium
from html_page import read
from validators import NoMeasureError, run_node

FULL = ("accessibility", "best-practices", "seo")
LEAST_PERFORMANCE = 0.98
HEAVIEST = 30_000
"""Bytes of a compressed story page with all that it must load to be shown, without pictures."""
STORY = "/city/tram-budget/"
TRIES = 3
"""How often Lighthouse may be run until it has measured: any scores count."""


def measured(address: str, report: Path) -> dict[str, Any]:
    """What Lighthouse reports of a page; run again only where it says that its recording failed."""
    flags = " ".join(("--headless=new", *FLAGS))
    for left in reversed(range(TRIES)):
        try:
            run_node(
                "lighthouse/cli/index.js",
                address,
                *("--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"),
                f"--only-categories=performance,{','.join(FULL)}",
                CHROME_PATH=chromium(),
            )
            break
        except NoMeasureError as failure:
            if not left or "Please run Lighthouse again" not in str(failure):
                raise
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


@pytest.mark.usefixtures("tools")
@pytest.mark.timeout(180 * TRIES)
@pytest.mark.parametrize("address", ["/", STORY], ids=["home", "story"])
def test_lighthouse(host: str, address: str, tmp_path: Path) -> None:
    found = measured(host + address, tmp_path / "report.json")
    scores = {name: category["score"] for name, category in found["categories"].items()}
    lost = {
        name: (audit["score"], audit.get("displayValue", ""))
        for name, audit in found["audits"].items()
        if isinstance(audit.get("score"), int | float) and audit["score"] < 1
    }
    assert {name: scores[name] for name in FULL} == dict.fromkeys(FULL, 1), lost
    assert scores["performance"] >= LEAST_PERFORMANCE, lost


def test_a_story_is_light_and_waits_for_nothing_but_its_style(public: Path) -> None:
    stories = [path for path in public.rglob("index.html") if 'class="story' in path.read_text("utf-8")]
    assert stories
    for path in stories:
        page = read(path)
        head = page.one("head")
        sheets = [link["href"] for link in head.all("link", rel="stylesheet")]
        scripts = [script for script in page.all("script") if script["type"] != "application/ld+json"]
        assert [s for s in scripts if not ({"async", "defer"} & s.attributes.keys())] == []
        weight = sum(
            len(gzip.compress(file.read_bytes(), mtime=0))
            for file in (path, *(public / sheet.lstrip("/") for sheet in sheets))
        )
        assert weight <= HEAVIEST, f"{path.relative_to(public)}: {weight} bytes"
