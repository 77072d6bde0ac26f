"""Every link and anchor of the whole output leads somewhere, by a crawler that knows nothing of Dateline."""

from __future__ import annotations

import json

import pytest

from hosting import Place
from validators import run_node


@pytest.mark.usefixtures("tools")
@pytest.mark.timeout(180)
def test_every_link_and_anchor_leads_somewhere(place: Place) -> None:
    said = run_node(
        "linkinator/build/src/cli.js",
        place.host,
        *(f"{place.host}{page}" for page in place.pages),
        *("--recurse", "--check-fragments", "--check-css", "--format", "json"),
        *("--skip", rf"^(?!{place.host}/)", "--concurrency", "8"),
        # A fragment that names words is for the other site's browser, which finds them or shows the page.
        *("--skip-fragment", ":~:text="),
    )
    links = json.loads(said)["links"]
    checked = [link for link in links if link["state"] != "SKIPPED"]
    broken = [f"{link['parent']} -> {link['url']}" for link in checked if link["state"] != "OK"]
    assert broken == []
    assert len(checked) > len(place.pages)
