"""The theme “wire”: another look from a few files, by the same contract, and nothing lost."""

from __future__ import annotations

import pytest

from evidenced import files
from harness import MINIMAL_CONFIG, REPOSITORY, MakeSite, Run
from html_page import Element, read

FEW = 8
"""Files in which the theme must get by, beside what it takes over from the default one."""


def test_it_is_few_files() -> None:
    own = [path for path in (REPOSITORY / "themes/wire").rglob("*") if path.is_file()]
    assert len(own) <= FEW


@pytest.fixture
def pages(site: MakeSite, run: Run) -> dict[str, list[Element]]:
    """The home page, a list and a story, each as the default theme shows it and as the wire does."""
    made: dict[str, list[Element]] = {}
    for theme in ("default", "wire"):
        folder = site({**files(), "site.toml": f'{MINIMAL_CONFIG}theme = "{theme}"\n'})
        ran = run(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
        assert ran.exit == 0, ran.console
        for address in ("", "harbour/", "harbour/ferry/"):
            made.setdefault(address, []).append(read(folder / f"public/{address}index.html"))
    return made


def test_lists_lead_to_the_same_stories(pages: dict[str, list[Element]]) -> None:
    for address in ("", "harbour/"):
        stories = [
            {link["href"] for link in page.one("main").all("a") if link["href"].count("/") > 2}
            for page in pages[address]
        ]
        assert stories[0], "no story in the list"
        assert stories[0] == stories[1]


def test_a_story_says_the_same(pages: dict[str, list[Element]]) -> None:
    default, wire = pages["harbour/ferry/"]
    assert default.one("main").text == wire.one("main").text
    assert [sheet["href"].split(".")[0] for sheet in wire.all("link", rel="stylesheet")] == [
        "/assets/site",
        "/assets/wire",
    ]
