"""Restyle under git: pages of versions are made with those of stories, from the views that are kept.

Whatever was edited or committed in between, the output is that of a clean build.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committing import git
from dateline.press import restyle
from dateline.request import STATE
from dateline.theming.shipped import builtin_themes
from harness import MakeSite, write_files
from papers import FILES, TALKS, Committed

STORY, VERSION = "themes/own/templates/story.html", "themes/own/templates/version.html"
STORM = "content/city/storm/story.md"
HOME = "themes/own/templates/home.html"
DEFAULT = builtin_themes() / "default" / "templates"
THEME: dict[str, str | bytes] = {
    "themes/own/theme.toml": 'description = "A theme of its own."\nextends = "default"\n',
    **{file: (DEFAULT / file.rpartition("/")[2]).read_bytes() for file in (STORY, VERSION, HOME)},
    "site.toml": str(FILES["site.toml"]).replace("[images]", 'theme = "own"\n[images]'),
    ".gitignore": ".dateline\npublic\n",
}


@pytest.fixture
def paper(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Committed:
    """Three stories, of which one has two versions and another three."""
    made = Committed(site(FILES | THEME))
    monkeypatch.setattr(restyle, "MOST", 2)
    git(made.root, "init", "-q", "-b", "main")
    made.commit()
    for files in (STORM, TALKS), (TALKS,):
        made.edit(*files)
        made.commit()
    assert not made.build().has_errors
    made.build()
    made.note(restyle, monkeypatch)
    return made


def style(paper: Committed, file: str = STORY, mark: str = "data-mark") -> None:
    """Change what the pages of a template show."""
    tag = {STORY: "<article", VERSION: "<div", HOME: "<section"}[file]
    paper.replace(file, f"{tag} ", f'{tag} {mark}="1" ')


def commit_and_build(paper: Committed) -> None:
    """A version more, whose page was made alone."""
    paper.edit(TALKS)
    paper.commit()
    paper.build()


def commit_the_template(paper: Committed) -> None:
    style(paper)
    paper.build()
    paper.commit()
    paper.build()
    paper.alone.clear()


def rewrite_history(paper: Committed) -> None:
    """A version that was out is no longer in the history: its view is of no use."""
    commit_and_build(paper)
    git(paper.root, "reset", "-q", "--hard", "HEAD^")
    paper.build()
    paper.alone.clear()


def take_a_story_away(paper: Committed) -> None:
    shutil.rmtree(paper.root / "content/city/storm")
    paper.build()
    paper.alone.clear()


BEFORE: dict[str, tuple[Callable[[Committed], None], int]] = {
    "nothing": (lambda paper: None, 8),
    "a commit": (commit_and_build, 9),
    "a commit of the template": (commit_the_template, 8),
    "a version less": (rewrite_history, 8),
    "a story less": (take_a_story_away, 5),
}


@pytest.mark.parametrize(("before", "pages"), BEFORE.values(), ids=BEFORE)
def test_pages_of_versions_are_made_with_those_of_stories(
    paper: Committed, before: Callable[[Committed], None], pages: int
) -> None:
    before(paper)
    style(paper)
    outcome = paper.build()
    assert [bool(made) for made in paper.alone] == [True]
    assert (outcome.rendered, outcome.read, outcome.compiled, outcome.removed) == (pages, 0, 0, ())
    assert len(outcome.written) == pages
    paper.check(outcome)
    commit_and_build(paper)
    paper.check(paper.build())


def test_an_edit_of_what_versions_alone_show_makes_no_page_of_a_story(paper: Committed) -> None:
    style(paper, VERSION)
    outcome = paper.build()
    assert paper.alone == [outcome]
    assert len(outcome.written) == outcome.rendered == 5
    assert all("/versions/" in path for path in outcome.written)
    paper.check(outcome)


def lose_a_view(paper: Committed) -> None:
    with closing(sqlite3.connect(paper.root / STATE / "memory.sqlite")) as base, base:
        named = base.execute("SELECT min(story) FROM views WHERE instr(story, char(10))").fetchone()
        assert base.execute("DELETE FROM views WHERE story = ?", named).rowcount == 1
    style(paper)


def commit_too(paper: Committed) -> None:
    style(paper)
    paper.edit(TALKS)
    paper.commit()


def restyle_home_too(paper: Committed) -> None:
    style(paper)
    style(paper, HOME)


WHOLE: dict[str, Callable[[Committed], None]] = {
    "a view that is lost": lose_a_view,
    "a commit": commit_too,
    "a template of lists": restyle_home_too,
}


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE)
def test_what_more_has_changed_is_planned_with_the_whole_site(
    paper: Committed, edit: Callable[[Committed], None]
) -> None:
    edit(paper)
    paper.check_whole()
    style(paper, mark="data-next")
    paper.check(paper.build())


def test_views_of_versions_that_are_gone_are_not_kept(paper: Committed) -> None:
    def kept() -> int:
        with closing(sqlite3.connect(paper.root / STATE / "memory.sqlite")) as base:
            rows = base.execute("SELECT count(*) FROM views WHERE instr(story, char(10))")
            return int(rows.fetchone()[0])

    assert kept() == 5
    rewrite_history(paper)
    assert kept() == 5
    take_a_story_away(paper)
    assert kept() == 3


DOINGS = ("edit talks", "edit storm", "commit", "back", "story", "version", "home", "build")


@pytest.mark.timeout(240)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=st.lists(st.sampled_from(DOINGS), min_size=3, max_size=9))
def test_any_edits_and_commits_leave_what_a_clean_build_makes(paper: Committed, doings: list[str]) -> None:
    write_files(paper.root, THEME)
    for mark, doing in enumerate((*doings, "build")):
        match doing:
            case "edit talks" | "edit storm":
                paper.edit(TALKS if doing == "edit talks" else STORM)
            case "commit":
                git(paper.root, "add", "-A")
                git(paper.root, "commit", "-q", "--allow-empty", "-m", "x", when="2026-01-12T09:00:00Z")
            case "back":
                git(paper.root, "checkout", "-q", "HEAD", "--", "content")
            case "build":
                paper.check(paper.build())
            case _:
                style(paper, f"themes/own/templates/{doing}.html", f"data-mark{mark}")
