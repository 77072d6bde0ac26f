"""Replate under git: an edit is made alone before it is committed, when it is, and afterwards.

A commit gives a story a version with a page, and another time of its last change, which the sitemap and the
index of all stories tell.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committing import git
from dateline.dates import parse_moment
from dateline.press import rebuilding, replate
from dateline.request import Request
from harness import MakeSite, write_files
from papers import FERRY, FILES, TALKS, Committed

STORM = "content/city/storm/story.md"


@pytest.fixture
def paper(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Committed:
    plain = {name: data for name, data in FILES.items() if name not in (FERRY, TALKS)}
    talks = str(FILES[TALKS]).split("## Timeline")[0]
    made = Committed(site({**plain, TALKS: talks, FERRY: FILES[FERRY]}))
    (made.root / ".gitignore").write_text(".dateline\npublic\n")
    git(made.root, "init", "-q", "-b", "main")
    made.commit()
    edit_and_commit(made, FERRY)  # so that the site has pages of versions
    assert not made.build().has_errors
    made.build()
    made.note(replate, monkeypatch)
    return made


def edit_and_commit(paper: Committed, *files: str) -> None:
    paper.edit(*files)
    paper.commit()


def commit_later(paper: Committed) -> None:
    paper.edit()
    paper.build()
    paper.alone.clear()
    paper.commit()


def commit_twice(paper: Committed) -> None:
    edit_and_commit(paper, TALKS)
    edit_and_commit(paper, TALKS, STORM)


def commit_what_was_built_in_part(paper: Committed) -> None:
    edit_and_commit(paper, STORM)
    paper.edit(TALKS)


def commit_an_article(paper: Committed) -> None:
    paper.replace("content/world/talks/sources/tide.md", "five ships", "six ships")
    paper.commit()


def commit_to_the_inbox(paper: Committed) -> None:
    paper.edit()
    paper.commit(TALKS)
    git(paper.root, "commit", "-q", "--allow-empty", "-m", "nothing", when="2026-01-09T09:00:00Z")


def commit_something_else(paper: Committed) -> None:
    (paper.root / "README.md").write_text("About this site.")
    paper.commit()


def merge(paper: Committed) -> None:
    git(paper.root, "checkout", "-q", "-b", "side")
    edit_and_commit(paper)
    git(paper.root, "checkout", "-q", "main")
    git(paper.root, "merge", "-q", "--no-ff", "-m", "both", "side", when="2026-01-10T09:00:00Z")


ALONE: dict[str, Callable[[Committed], None]] = {
    "not committed": Committed.edit,
    "committed": edit_and_commit,
    "committed later": commit_later,
    "in two commits, one of two stories": commit_twice,
    "one committed, one not": commit_what_was_built_in_part,
    "an article's text": commit_an_article,
    "an empty commit after it": commit_to_the_inbox,
    "a commit of no story": commit_something_else,
    "a merge": merge,
}


def amend(paper: Committed) -> None:
    edit_and_commit(paper)
    paper.build()
    paper.alone.clear()
    paper.edit()
    git(paper.root, "commit", "-qa", "--amend", "-m", "y", when="2026-01-08T09:00:00Z")


def go_back(paper: Committed) -> None:
    edit_and_commit(paper)
    paper.build()
    paper.alone.clear()
    git(paper.root, "reset", "-q", "--hard", "HEAD^")


def check_out(paper: Committed) -> None:
    git(paper.root, "checkout", "-q", "-b", "side")
    edit_and_commit(paper)


def move(paper: Committed) -> None:
    git(paper.root, "mv", "content/city/storm", "content/world/storm")
    paper.commit()


def correct(paper: Committed) -> None:
    corrections = "corrections:\n  - date: 2026-01-03\n    text: Five ships, not six, had left.\n"
    paper.replace(TALKS, "---\nThe harbour", f"{corrections}---\nThe harbour")
    paper.commit()


def name_an_old_address(paper: Committed) -> None:
    paper.replace(TALKS, "sources: [ap, tide]", "sources: [ap, tide]\naliases: [/old/talks/]")
    paper.build()
    paper.alone.clear()
    edit_and_commit(paper)


def commit_ahead_of_time(paper: Committed) -> None:
    paper.day = 25
    edit_and_commit(paper)


def forget_history(paper: Committed) -> None:
    edit_and_commit(paper)
    shutil.rmtree(paper.root / ".git")


def link_in_between(paper: Committed) -> None:
    paper.replace(TALKS, "## Ships", "## Ships\n\nSee [it](../../city/storm/).\n")
    paper.commit()
    paper.replace(TALKS, "See [it](../../city/storm/).", "")
    paper.edit()
    paper.commit()


WHOLE: dict[str, Callable[[Committed], None]] = {
    "an amended commit": amend,
    "a commit less": go_back,
    "another branch": check_out,
    "a story moved": move,
    "a correction": correct,
    "a story with an old address": name_an_old_address,
    "a commit from the future": commit_ahead_of_time,
    "no repository": forget_history,
    "a link in a version alone": link_in_between,
}


@pytest.mark.parametrize("edit", ALONE.values(), ids=ALONE)
def test_an_edit_under_git_is_made_alone(
    paper: Committed, edit: Callable[[Committed], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*given: object, **named: object) -> NoReturn:
        raise AssertionError("the whole site was planned")

    edit(paper)
    with monkeypatch.context() as patched:
        patched.setattr(rebuilding, "rebuild", never)
        outcome = paper.build()
        assert [bool(made) for made in paper.alone] == [True]
    paper.check(outcome)
    edit_and_commit(paper, FERRY)  # and so is the next
    with monkeypatch.context() as patched:
        patched.setattr(rebuilding, "rebuild", never)
        again = paper.build()
    assert again.read == 1
    assert paper.versions("city/ferry") == 3
    paper.check(again)


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE)
def test_what_more_may_show_is_planned_with_the_whole_site(
    paper: Committed, edit: Callable[[Committed], None]
) -> None:
    edit(paper)
    paper.check_whole()
    paper.edit(TALKS)
    paper.check(paper.build())


def test_a_commit_is_told_where_all_stories_are_listed(paper: Committed) -> None:
    edit_and_commit(paper)
    outcome = paper.build()
    assert {"sitemap.xml", "api/index.json", "llms.txt", "feed.xml"} <= {*outcome.written}
    assert "2026-01-05T09:00:00+00:00" in (paper.root / "public/sitemap.xml").read_text()
    assert outcome.pages == len(list((paper.root / "public").rglob("*.html")))
    paper.build()
    assert paper.build().written == ()


def test_a_story_of_many_versions_has_the_new_one_made_alone(paper: Committed) -> None:
    for count in range(2, 5):
        edit_and_commit(paper)
        outcome = paper.build()
        assert paper.versions("world/talks") == count
        made = [path for path in outcome.written if "/versions/" in path]
        assert len(made) == (2 if count == 2 else 1)
    paper.check(outcome)


def test_the_first_version_of_a_site_is_planned_with_the_whole_of_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its template is in use from then on: an edit of that is seen, and so is one of what it is made from."""
    base = "{% extends 'default/story.html' %}{% block how_made %}<p>Made.</p>{% endblock %}"
    theme = {"themes/own/theme.toml": 'extends = "default"\n', "themes/own/templates/story.html": base}
    paper = Committed(site({**FILES, **theme}))
    paper.replace("site.toml", "[images]", 'theme = "own"\n[images]')
    (paper.root / ".gitignore").write_text(".dateline\npublic\n")
    git(paper.root, "init", "-q", "-b", "main")
    paper.commit()
    paper.build()
    paper.note(replate, monkeypatch)
    edit_and_commit(paper)
    paper.check(paper.build())
    assert paper.alone == [None]
    edit_and_commit(paper)
    outcome = paper.build()
    assert paper.alone[-1] is outcome
    paper.check(outcome)
    paper.replace("themes/own/templates/story.html", "Made.", "Made by hand.")
    paper.check(paper.build())


def test_something_else_at_the_address_of_a_version_is_told_by_the_whole_build(paper: Committed) -> None:
    """The folder of versions is taken by a file of the story's own."""
    write_files(paper.root, {"content/world/talks/versions": "mine"})
    paper.commit()
    paper.build()
    edit_and_commit(paper)
    outcome = paper.build()
    assert "address-taken" in {problem.rule for problem in outcome.problems}
    assert outcome.has_errors


DOINGS = ("edit talks", "edit storm", "commit", "amend", "build", "back")


@pytest.mark.timeout(240)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=st.lists(st.sampled_from(DOINGS), min_size=3, max_size=9))
def test_any_edits_and_commits_leave_what_a_clean_build_makes(paper: Committed, doings: list[str]) -> None:
    request = Request(now=parse_moment("2027-01-15T12:00:00+00:00"))
    for doing in (*doings, "commit", "build"):
        match doing:
            case "edit talks" | "edit storm":
                paper.edit(TALKS if doing == "edit talks" else STORM)
            case "commit":
                git(paper.root, "add", "-A")
                git(paper.root, "commit", "-q", "--allow-empty", "-m", "x", when="2026-02-03T09:00:00Z")
            case "amend":
                git(
                    paper.root,
                    "commit",
                    "-qa",
                    "--allow-empty",
                    "--amend",
                    "-m",
                    "y",
                    when="2026-02-04T09:00:00Z",
                )
            case "back":
                git(paper.root, "checkout", "-q", "HEAD", "--", "content")
            case _:
                outcome = paper.build(request)
                paper.check(outcome, request)
