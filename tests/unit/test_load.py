"""Loading: what a broken file leaves behind."""

from __future__ import annotations

import pytest

from dateline.build import plan_site
from dateline.dates import parse_moment
from dateline.request import Request
from harness import MakeSite


@pytest.mark.parametrize("target", ["world/talks/story.md", "world/talks/", "world/talks", "notes.md"])
def test_a_link_to_what_cannot_be_read_is_no_second_problem(site: MakeSite, target: str) -> None:
    root = site(
        {
            "content/world/talks/story.md": "---\ntitle: Talks\n",
            "content/notes.md": "---\ntitle: Notes\n",
            "content/about.md": f"---\ntitle: About\n---\n[x]({target})\n",
        }
    )
    problems = plan_site(root, Request(now=parse_moment("2026-01-02"))).problems
    assert [p.rule for p in problems] == ["unclosed-header", "unclosed-header"]
