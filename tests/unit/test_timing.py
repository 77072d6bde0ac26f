"""Where time goes, by a clock that the test moves on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.console import profile_details, profile_text
from dateline.dates import parse_moment
from dateline.press.rebuilding import rebuild
from dateline.request import Request
from dateline.timing import Profile, Timing
from harness import MakeSite, Run

ARTICLE = "---\ntitle: Ferry stops\npublisher: Tide\npublished: 2026-01-02\n---\nIt stopped.\n"
NOW = parse_moment("2026-01-15T12:00:00+00:00")


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds

    def passes_for_ever(self) -> None:
        self.now += 3
        raise TimeoutError


def test_an_inner_stage_is_not_counted_twice() -> None:
    clock = Clock()
    profile = Profile(clock)
    with profile.stage("write"):
        clock.passes(1)
        for seconds in (2, 4):
            with profile.stage("render", template="story.html", story=f"world/{seconds}"):
                clock.passes(seconds)
                with profile.stage("compile", story="world/2"):
                    clock.passes(8)
        clock.passes(16)
    assert {name: spent.seconds for name, spent in profile.stages.items()} == {
        "compile": 16,
        "render": 6,
        "write": 17,
    }
    assert (profile.templates["story.html"].count, profile.templates["story.html"].seconds) == (2, 6)
    assert {name: spent.seconds for name, spent in profile.stories.items()} == {"world/2": 18, "world/4": 4}


def test_a_stage_that_fails_is_measured_too() -> None:
    clock = Clock()
    profile = Profile(clock)
    with pytest.raises(TimeoutError), profile.stage("plan"):
        clock.passes_for_ever()
    assert profile.stages["plan"].seconds == 3


def test_without_a_profile_nothing_is_made_for_a_stage() -> None:
    timing = Timing()
    assert timing.stage("render", template="a", story="b") is timing.stage("plan")


def test_a_profile_names_ten_stories_and_what_nobody_measured() -> None:
    clock = Clock()
    profile = Profile(clock)
    for number in range(12):
        with profile.stage("render", template="story.html", story=f"world/{number:02}"):
            clock.passes(number)
    details = profile_details(profile, 70.0)
    assert details["stages"] == {"render": 66.0, "other": 4.0}
    assert details["templates"] == {"story.html": {"count": 12, "seconds": 66.0}}
    assert list(details["stories"]) == [f"world/{number:02}" for number in range(11, 1, -1)]
    text = list(profile_text(profile, 70.0))
    assert "one processor" in text[0]
    assert "   66.000 s       12 × story.html" in text
    assert text[-1] == "    2.000 s  world/02"


def test_a_build_tells_of_each_stage(site: MakeSite) -> None:
    ticks = iter(range(10**9))
    profile = Profile(lambda: float(next(ticks)))
    outcome = rebuild(site({"content/world/ferry/sources/ap.md": ARTICLE}), Request(now=NOW), timing=profile)
    assert set(profile.stages) == {
        *("memory", "settings", "theme", "walk", "read and parse", "history", "compile", "plan", "search"),
        *("render", "write"),
    }
    assert sum(spent.count for spent in profile.templates.values()) == outcome.rendered >= outcome.pages
    assert set(profile.stories) == {"world/ferry"}


def test_a_profile_changes_nothing_in_the_output(site: MakeSite, run: Run) -> None:
    files = {"content/world/ferry/sources/ap.md": ARTICLE}
    plain, measured = site(files), site(files)
    assert run(plain, "build").exit == 0
    ran = run(measured, "build", "--profile")
    assert ran.exit == 0
    assert "× story.html" in ran.stdout
    assert "world/ferry" in ran.stdout
    assert _tree(plain) == _tree(measured)
    said = json.loads(run(measured, "build", "--profile", "--json").stdout.replace("[TIME] s", "0"))
    assert set(said["profile"]["stages"]) >= {"look for changes", "other"}
    assert run(measured, "build", "--watch", "--profile").exit == 2


def _tree(site: Path) -> dict[str, bytes]:
    files = (path for path in (site / "public").rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
