"""Restyle: after an edit of stories' templates alone, their pages are made from the views that are kept.

Whatever was edited, the output is that of a clean build, and so is what is said of the site.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import crew
from dateline.made.reasons import notes_path, read_notes
from dateline.output.ledger import OutputFolder
from dateline.press import press, rebuilding, restyle
from dateline.problems import ThemeError
from dateline.request import STATE, Request
from dateline.theming.shipped import builtin_themes
from harness import MakeSite, write_files
from papers import FILES, NOW, TALKS, Paper

TEMPLATE, PART = "themes/own/templates/story.html", "themes/own/templates/parts/source-list.html"
BASE, STYLE = "themes/own/templates/base.html", "themes/own/static/css/own.css"
HOME = "themes/own/templates/home.html"
STORIES = {"world/talks/index.html", "city/ferry/index.html", "city/storm/index.html"}
DEFAULT = builtin_themes() / "default" / "templates"
THEME: dict[str, str | bytes] = {
    "themes/own/theme.toml": 'description = "A theme of its own."\nextends = "default"\n',
    TEMPLATE: (DEFAULT / "story.html").read_bytes(),
    PART: (DEFAULT / "parts/source-list.html").read_bytes(),
    BASE: (DEFAULT / "base.html").read_bytes(),
    HOME: (DEFAULT / "home.html").read_bytes(),
    STYLE: "p { color: red }\n",
    "site.toml": str(FILES["site.toml"]).replace("[images]", 'theme = "own"\n[images]'),
}


@pytest.fixture
def _watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the process looks for what else is another, as for large sites."""
    monkeypatch.setattr(press, "MANY", 0)
    monkeypatch.setattr(crew, "_size", lambda pieces, worth_it: min(2, pieces))


@pytest.fixture
def paper(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """A site of a few stories, for which pages are not too few to be made alone."""
    made = Paper(site(FILES | THEME))
    monkeypatch.setattr(restyle, "MOST", 2)
    assert not made.build().has_errors
    made.build()
    made.note(restyle, monkeypatch)
    return made


def save_by_renaming(paper: Paper) -> None:
    fresh = paper.root / (TEMPLATE + ".tmp")
    fresh.write_text((paper.root / TEMPLATE).read_text().replace("<article", '<article data-mark="1"'))
    fresh.replace(paper.root / TEMPLATE)


ALONE: dict[str, Callable[[Paper], None]] = {
    "the template": lambda paper: paper.replace(TEMPLATE, "<article", '<article data-mark="1"'),
    "a part of it": lambda paper: paper.replace(PART, "<section", '<section data-mark="1"'),
    "another part in it": lambda paper: paper.replace(
        TEMPLATE, "{% block notice %}", "{% block notice %}{% include 'parts/sheets.html' %}"
    ),
    "what asks for what no attribute is": lambda paper: paper.replace(
        TEMPLATE, "<article", '<article data-mark="{{ page.extra.region | default("none") }}"'
    ),
    "renamed into its place": save_by_renaming,
}


def break_off(paper: Paper) -> None:
    (paper.root / "themes/own/templates/parts/new.html").write_text("new")
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')


def edit_a_story_too(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    paper.replace(TALKS, "spoke on Friday", "spoke")


def lose_a_page(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    (paper.root / "public/city/ferry/index.html").unlink()


def alter_a_list(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    (paper.root / "public/index.html").write_text("mine")


def lose_what_was_left(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    (paper.root / STATE / "memory.sqlite").unlink()


def load_another_sheet(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-sheet="{{ asset("css/own.css").href }}"')


WHOLE: dict[str, Callable[[Paper], None]] = {
    "what all pages show": lambda paper: paper.replace(BASE, "<main", '<main data-mark="1"'),
    "a style sheet more": load_another_sheet,
    "another template": lambda paper: paper.replace(HOME, "{% block main %}", "{% block main %}<hr>"),
    "a style": lambda paper: paper.replace(STYLE, "red", "blue"),
    "the theme's facts": lambda paper: paper.replace("themes/own/theme.toml", "of its own", "of ours"),
    "a part of the parent's": lambda paper: (paper.root / PART).unlink(),
    "the settings": lambda paper: paper.replace("site.toml", "The Test Paper", "The Paper"),
    "a part more": break_off,
    "a story": edit_a_story_too,
    "a page that is gone": lose_a_page,
    "a page in the output": alter_a_list,
    "what the last build left": lose_what_was_left,
}


@pytest.mark.parametrize("edit", ALONE.values(), ids=ALONE)
def test_an_edit_that_only_stories_show_plans_nothing(
    paper: Paper, edit: Callable[[Paper], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*given: object, **named: object) -> NoReturn:
        raise AssertionError("the whole site was planned")

    edit(paper)
    with monkeypatch.context() as watched:
        watched.setattr(rebuilding, "rebuild", never)
        outcome = paper.build()
    assert [bool(made) for made in paper.alone] == [True]
    assert (outcome.rendered, outcome.read, outcome.compiled, outcome.removed) == (3, 0, 0, ())
    assert set(outcome.written) <= STORIES
    paper.check(outcome)


def test_the_next_edit_of_either_kind_is_made_alone_too(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*given: object, **named: object) -> NoReturn:
        raise AssertionError("the whole site was planned")

    monkeypatch.setattr(rebuilding, "rebuild", never)
    for turn in range(2):
        paper.replace(TEMPLATE, "<article", f'<article data-mark{turn}="1"')
        outcome = paper.build()
        assert set(outcome.written) == STORIES
        paper.check(outcome)
        paper.replace(TALKS, "on Friday", "on Friday, too")
        outcome = paper.build()
        assert "world/talks/index.html" in outcome.written
        assert outcome.compiled == 1
        paper.check(outcome)


def test_it_loads_nothing_that_reads_links_or_plans(paper: Paper) -> None:
    program = """if 1:
        import sys
        from pathlib import Path
        from dateline.press import press, restyle
        from dateline.dates import parse_moment
        from dateline.request import Request
        restyle.MOST = 2
        made = press.run(Path(sys.argv[1]), Request(now=parse_moment(sys.argv[2])))
        assert made.rendered == 3, made.rendered
        print(*sys.modules)
    """
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    paper.settle()
    asked = [sys.executable, "-c", program, str(paper.root), "2026-01-15T12:00:00+00:00"]
    loaded = set(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {"markdown_it", "yaml", "dateline.desk", "dateline.build", "dateline.press.replate"}


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE)
def test_whatever_else_may_show_it_is_planned_with_the_whole_site(
    paper: Paper, edit: Callable[[Paper], None]
) -> None:
    edit(paper)
    paper.check_whole()
    paper.replace(TEMPLATE, "<header", '<header data-next="1"')
    paper.check(paper.build())


@pytest.mark.usefixtures("_watched")
@pytest.mark.parametrize("edit", [*ALONE.values(), *WHOLE.values()], ids=[*ALONE, *WHOLE])
def test_it_is_the_same_where_copies_look_on_and_render(paper: Paper, edit: Callable[[Paper], None]) -> None:
    edit(paper)
    outcome = paper.build()
    assert any(paper.alone) == (edit in ALONE.values())
    paper.check(outcome)


def test_a_template_in_use_elsewhere_is_planned_with_the_whole_site(paper: Paper) -> None:
    """The joint timeline of a topic shows its events by the template that stories have for theirs."""
    paper.replace("content/city/ferry/story.md", "tags:", "follows: world/talks\ntags:")
    paper.build()
    part = "themes/own/templates/parts/timeline.html"
    write_files(paper.root, {part: (DEFAULT / "parts/timeline.html").read_bytes()})
    paper.build()
    paper.alone.clear()
    paper.replace(part, "<section", '<section data-mark="1"')
    outcome = paper.build()
    assert paper.alone == [None]
    assert set(outcome.written) - STORIES
    paper.check(outcome)


def test_a_style_sheet_goes_with_the_last_page_that_loads_it(paper: Paper) -> None:
    before = (paper.root / TEMPLATE).read_bytes()
    load_another_sheet(paper)
    assert [path[:10] for path in paper.build().written if path.endswith(".css")] == ["assets/own"]
    (paper.root / TEMPLATE).write_bytes(before)
    outcome = paper.build()
    assert [path[:10] for path in outcome.removed] == ["assets/own"]
    paper.check(outcome)


def test_a_broken_template_is_told_and_nothing_is_written(paper: Paper) -> None:
    before = (paper.root / "public/world/talks/index.html").read_bytes()
    paper.replace(TEMPLATE, "<article", "{% if %}<article")
    with pytest.raises(ThemeError, match="Expected an expression"):
        paper.build()
    paper.replace(TEMPLATE, "{% if %}<article", "{{ page.nothing }}<article")
    with pytest.raises(ThemeError, match="no attribute 'nothing'"):
        paper.build()
    assert (paper.root / "public/world/talks/index.html").read_bytes() == before
    paper.replace(TEMPLATE, "{{ page.nothing }}<article", '<article data-mark="1"')
    paper.check(paper.build())


def test_what_was_made_is_noted_with_its_reason(paper: Paper) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    paper.build()
    noted = read_notes(notes_path(OutputFolder(paper.root / "public", paper.root / STATE, paper.root)))
    assert noted is not None
    assert (noted.made, noted.pages) == (3, {})
    assert noted.common == ("the theme’s own/templates/story.html has changed",)


def test_few_pages_are_noted_each_with_its_own(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restyle, "MOST", 3)
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    outcome = paper.build()
    assert paper.alone == [None]
    paper.check(outcome)


@pytest.mark.parametrize("moves", range(4))
def test_a_build_that_dies_is_completed_by_the_next(
    paper: Paper, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    paper.build_and_die(moves, monkeypatch)
    paper.check(paper.build())


def test_another_way_of_asking_has_its_own_pages(paper: Paper) -> None:
    drafts = Request(now=NOW, drafts=True, output="with-drafts")
    paper.build(drafts)
    paper.replace(TEMPLATE, "<article", '<article data-mark="1"')
    paper.build(drafts)
    outcome = paper.build()
    assert set(outcome.written) == STORIES
    paper.check(outcome)
    paper.check(paper.build(drafts), drafts)


EDITS = (
    (TEMPLATE, "<article", '<article data-mark="1"'),
    (TEMPLATE, "<header", '<header data-mark="1"'),
    (PART, "<section", '<section data-mark="1"'),
    (BASE, "<main", '<main data-mark="1"'),
    (TALKS, "spoke on Friday", "spoke on Friday, again"),
    (TALKS, "is open", "is open again"),
    (STYLE, "red", "red "),
)


@pytest.mark.timeout(180)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sets(st.sampled_from(EDITS), min_size=1, max_size=2), min_size=1, max_size=4))
def test_any_edits_leave_what_a_clean_build_makes(
    paper: Paper, edits: list[set[tuple[str, str, str]]]
) -> None:
    write_files(paper.root, FILES | THEME)
    paper.build()
    for together in edits:
        for edit in sorted(together):
            paper.replace(*edit)
        paper.check(paper.build())
