"""Replate: after an edit that nothing else of the site shows, the story's own outputs are made alone.

Whatever was edited, the output is that of a clean build, and so is what is said of the site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta
from itertools import count
from typing import NoReturn

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import build, crew, fresh
from dateline.build import plan_site
from dateline.dates import Moment
from dateline.files.listings import Look
from dateline.loading.ahead import read_ahead
from dateline.loading.load import Content
from dateline.loading.sent import Ahead
from dateline.memory.memory import Memory
from dateline.output import placing
from dateline.output.disk import Tree
from dateline.press import press, rebuilding, replate, touched
from dateline.request import STATE, Request
from dateline.timing import Profile
from dateline.version import generator_digest
from drawing import png
from harness import MakeSite, write_files
from papers import ARTICLE, FILES, NOW, STORM, STORY, TALKS, Paper


@pytest.fixture
def paper(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Paper:
    made = Paper(site(FILES))
    assert not made.build().has_errors
    made.build()
    made.note(replate, monkeypatch)
    return made


def save_by_renaming(paper: Paper) -> None:
    fresh = paper.root / "content/world/talks/story.md.tmp"
    fresh.write_text(STORY.format(more="", body="The envoy spoke again [@tide]."))
    fresh.replace(paper.root / TALKS)


def leave_a_backup(paper: Paper) -> None:
    shutil.copy(paper.root / TALKS, paper.root / (TALKS + "~"))
    paper.replace(TALKS, "spoke on Friday", "spoke again")


ALONE: dict[str, Callable[[Paper], None]] = {
    "a word": lambda paper: paper.replace(TALKS, "spoke on Friday", "spoke"),
    "a quotation that no article holds": lambda paper: paper.replace(
        TALKS, "The envoy spoke on Friday", "She said “we are ready to sail at noon”"
    ),
    "a section": lambda paper: paper.replace(TALKS, "## Timeline", "## Later\n\nIt is [@ap].\n\n## Timeline"),
    "a citation less": lambda paper: paper.replace(TALKS, "[@ap; @tide]", "[@ap]"),
    "an event": lambda paper: paper.replace(TALKS, "They are to return", "All of them are to return"),
    "an article's text": lambda paper: paper.replace(
        "content/world/talks/sources/tide.md", "five ships", "six ships"
    ),
    "two stories": lambda paper: (
        paper.replace(TALKS, "spoke on Friday", "spoke"),
        paper.replace("content/city/storm/story.md", "It blew", "It blew hard"),
    )[0],
    "touched": lambda paper: (paper.root / TALKS).touch(),
    "renamed into its place": save_by_renaming,
    "with a backup beside it": leave_a_backup,
}
WHOLE: dict[str, Callable[[Paper], None]] = {
    "the title": lambda paper: paper.replace(TALKS, "is open", "is closed"),
    "a tag": lambda paper: paper.replace(TALKS, "[ships, Harbour]", "[ships]"),
    "the day": lambda paper: paper.replace(TALKS, "published: 2026-01-02", "published: 2026-01-01"),
    "the description": lambda paper: paper.replace(TALKS, "What happened", "What was done"),
    "a correction": lambda paper: paper.replace(
        TALKS,
        "---\nThe harbour",
        "corrections:\n  - date: 2026-01-03\n    text: Five ships, not six, had left.\n---\nThe harbour",
    ),
    "a link": lambda paper: paper.replace(TALKS, "../../city/ferry/", "../../city/storm/"),
    "a picture": lambda paper: paper.replace(TALKS, "See [the", "![A boat](boat.png) See [the"),
    "an article's publisher": lambda paper: paper.replace(
        "content/world/talks/sources/tide.md", "publisher: Tide", "publisher: Ebb"
    ),
    "an article more": lambda paper: write_files(
        paper.root, {"content/world/talks/sources/post.md": ARTICLE.format(publisher="Post", key="post")}
    ),
    "an article less": lambda paper: (
        paper.replace(TALKS, "sources: [ap, tide]\n", ""),
        paper.replace(TALKS, "@tide", "@ap"),
        (paper.root / "content/world/talks/sources/tide.md").unlink(),
    )[0],
    "another picture file": lambda paper: write_files(
        paper.root, {"content/world/talks/boat.png": png(41, 30)}
    ),
    "a file more beside it": lambda paper: write_files(
        paper.root, {"content/world/talks/tides.txt": "High water at noon."}
    ),
    "a file less beside it": lambda paper: (paper.root / "content/world/talks/boat.png").unlink(),
    "a story more": lambda paper: write_files(
        paper.root,
        {
            "content/world/new/story.md": STORM.replace("title: Storm", "title: New"),
            "content/world/new/sources/ap.md": ARTICLE.format(publisher="AP", key="ap"),
        },
    ),
    "a story less": lambda paper: shutil.rmtree(paper.root / "content/city/storm"),
    "a story moved": lambda paper: (
        (paper.root / "content/city/storm").rename(paper.root / "content/world/storm") and None
    ),
    "a plain page": lambda paper: paper.replace("content/about.md", "See", "Look at"),
    "a translation": lambda paper: write_files(
        paper.root,
        {
            "content/world/talks/story.fr.md": "---\ntitle: Port\n---\nLe port a rouvert [@ap].\n",
            "site.toml": str(FILES["site.toml"]) + '[languages.fr]\ntitle = "Le port"\n',
        },
    ),
    "the settings": lambda paper: paper.replace("site.toml", "cards = false", "cards = false\nformats = []"),
    "a page in the output": lambda paper: (
        paper.replace(TALKS, "spoke on Friday", "spoke"),
        (paper.root / "public/index.html").write_text("mine"),
    )[0],
    "an output that is gone": lambda paper: (
        paper.replace(TALKS, "spoke on Friday", "spoke"),
        (paper.root / "public/city/ferry/index.html").unlink(),
    )[0],
    "what the last build left": lambda paper: (
        paper.replace(TALKS, "spoke on Friday", "spoke"),
        (paper.root / STATE / "memory.sqlite").unlink(),
    )[0],
}


# What has to be there before the edit, and the edit.
WHOLE_AFTER: dict[str, tuple[Callable[[Paper], None], Callable[[Paper], None]]] = {
    "an event of a joint timeline": (
        lambda paper: paper.replace(
            "content/city/storm/story.md", "title: Storm", "title: Storm\nfollows: world/talks"
        ),
        lambda paper: paper.replace(TALKS, "They are to return", "All of them are to return"),
    ),
    "a picture less": (
        lambda paper: paper.replace(TALKS, "See [the", "![A boat](boat.png) See [the"),
        lambda paper: paper.replace(TALKS, "![A boat](boat.png) ", ""),
    ),
    "the line of a warning that other files decide": (
        lambda paper: paper.replace(
            "content/world/talks/sources/tide.md", "published: 2026-01-02", "published: 2026-02-02"
        ),
        lambda paper: paper.replace(
            "content/world/talks/sources/tide.md", "published:", "# as printed\npublished:"
        ),
    ),
    "a link that only a plan can judge": (
        lambda paper: (
            paper.replace("site.toml", "[images]", '[check]\nbroken-link = "warning"\n[images]'),
            paper.replace(TALKS, "../../city/ferry/", "/city/ferry/timeline.ics"),
        )[0],
        lambda paper: paper.replace(TALKS, "spoke on Friday", "spoke"),
    ),
}


@pytest.mark.parametrize("edit", ALONE.values(), ids=ALONE)
def test_an_edit_that_nothing_else_shows_is_made_alone(
    paper: Paper, edit: Callable[[Paper], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*given: object, **named: object) -> NoReturn:
        raise AssertionError("the whole site was planned")

    edit(paper)
    monkeypatch.setattr(rebuilding, "rebuild", never)
    outcome = paper.build()
    assert [bool(made) for made in paper.alone] == [True]
    paper.check(outcome)
    paper.replace(TALKS, "## Ships", "## The ships")  # and so is the next
    again = paper.build()
    assert again.read == 1
    paper.check(again)


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE)
def test_whatever_more_may_show_is_planned_with_the_whole_site(
    paper: Paper, edit: Callable[[Paper], None]
) -> None:
    edit(paper)
    paper.check_whole()
    paper.replace(TALKS, "## Ships", "## The ships")
    paper.check(paper.build())


@pytest.mark.parametrize(("prepare", "edit"), WHOLE_AFTER.values(), ids=WHOLE_AFTER)
def test_what_a_story_shares_with_others_is_planned_with_the_whole_site(
    paper: Paper, prepare: Callable[[Paper], None], edit: Callable[[Paper], None]
) -> None:
    prepare(paper)
    assert not paper.build().has_errors
    paper.build()
    paper.alone.clear()
    edit(paper)
    outcome = paper.build()
    assert paper.alone == [None]
    paper.check(outcome)


def test_many_edited_stories_are_planned_with_the_whole_site(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "MOST", 1)
    ALONE["two stories"](paper)
    outcome = paper.build()
    assert paper.alone == [None]
    paper.check(outcome)


def test_an_edit_made_alone_loads_nothing_that_draws_or_plans(
    paper: Paper,
) -> None:
    program = """if 1:
        import sys
        from pathlib import Path
        from dateline.press import press
        from dateline.dates import parse_moment
        from dateline.request import Request
        made = press.run(Path(sys.argv[1]), Request(now=parse_moment(sys.argv[2])))
        assert made.read == 1, made.read
        print(*sys.modules)
    """
    paper.replace(TALKS, "spoke on Friday", "spoke")
    paper.settle()
    asked = [sys.executable, "-c", program, str(paper.root), "2026-01-15T12:00:00+00:00"]
    loaded = set(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split())
    assert "dateline.press.replate" in loaded
    assert not loaded & {"asyncio", "difflib", "PIL.Image", "dateline.press.rebuilding"}


READS, COMPILES = {"markdown_it", "yaml"}, {"dateline.desk", "dateline.evidence.examine"}
RENDERS = {"jinja2", "dateline.output.write"}


@pytest.mark.parametrize(
    ("rooms", "others"),
    [
        ("dateline.press.replate", READS | COMPILES | RENDERS),
        ("dateline.loading.ahead", COMPILES | RENDERS),
        ("dateline.press.recast, dateline.pages.compiling", READS | RENDERS),
        ("dateline.press.impose", READS | COMPILES),
    ],
)
def test_each_process_loads_what_it_needs_alone(rooms: str, others: set[str]) -> None:
    asked = [sys.executable, "-c", f"import sys, {rooms}; print(*sys.modules)"]
    loaded = set(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & others


@pytest.mark.parametrize("file", [TALKS, "content/world/talks/sources/ap.md"])
def test_what_was_read_ahead_counts_while_its_files_are_the_same(paper: Paper, file: str) -> None:
    def known(*ahead: Ahead) -> tuple[str, Mapping[str, str]]:
        content = Content(paper.root, Memory(), UTC, ahead=ahead)
        return content.records[-1].digest, content.texts("world/talks")

    (ahead,) = msgspec.json.decode(read_ahead(paper.root, ["world/talks", "world"], UTC), type=tuple[Ahead])
    assert ahead.texts.keys() == {"ap", "tide"}
    odd = msgspec.structs.replace(ahead, texts={"ap": "read ahead"})
    assert known(ahead) == known()
    assert known(odd)[1] == odd.texts
    paper.replace(file, "published: 2026-01-02", "published: 2026-01-01")
    assert known(odd) == known()


def test_the_stories_that_hold_what_changed_are_told_from_its_path(paper: Paper) -> None:
    snapshot = fresh.last_snapshot(paper.root / STATE, Request(now=NOW).digest(generator_digest()), NOW)
    assert snapshot is not None
    for path, stories in [
        (TALKS, ("world/talks",)),
        ("content/world/talks/sources/ap.md", ("world/talks",)),
        ("content/world/talks", ("world/talks",)),
        ("content/world", ()),
        ("content/about.md", ()),
        ("site.toml", ()),
    ]:
        assert fresh.Since(snapshot, Look({}, 0), (path,)).stories == stories


def test_what_was_in_doubt_is_looked_into_once(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build's last files are too new for their stamps to be believed: the next one reads them."""
    looked: set[str] = set()

    def read(self: Tree, path: str, whole: Callable[[Tree, str], bytes | None] = Tree.read) -> bytes | None:
        looked.add(path)
        return whole(self, path)

    monkeypatch.setattr(Tree, "read", read)
    monkeypatch.setattr(placing, "present", lambda: 0)  # none is believed that was not before
    last: set[str] = set()
    for word in ("spoke", "listened", "waited"):
        talks = paper.root / TALKS
        talks.write_text(re.sub(r"The envoy \w+", f"The envoy {word}", talks.read_text()))
        outcome = paper.build()
        assert paper.alone[-1] is outcome
        assert not last or looked == last
        last = set(outcome.written)
        looked.clear()


@pytest.mark.parametrize("arrives", range(4))
def test_what_is_awaited_is_made_the_same_whenever_it_arrives(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, arrives: int
) -> None:
    """Who waits makes the outputs as they were, and forgets them."""
    left = iter(range(arrives, 0, -1))
    monkeypatch.setattr(crew.Aside, "is_awaited", lambda _: next(left, 0) > 0)
    ALONE["a word"](paper)
    outcome = paper.build()
    assert paper.alone == [outcome]
    paper.check(outcome)


def test_one_process_makes_what_two_make(paper: Paper) -> None:
    ALONE["a word"](paper)
    paper.settle()
    ticks = count()
    outcome = press.run(paper.root, Request(now=NOW), timing=Profile(lambda: float(next(ticks))))
    assert paper.alone == [outcome]
    assert outcome.compiled == 1
    paper.check(outcome)


def test_an_error_is_told_by_the_whole_build_and_nothing_is_written(paper: Paper) -> None:
    before = (paper.root / "public/world/talks/index.html").read_bytes()
    paper.replace(TALKS, "[@ap; @tide]", "[@app]")
    assert paper.build().has_errors
    assert (paper.root / "public/world/talks/index.html").read_bytes() == before
    paper.replace(TALKS, "[@app]", "[@ap]")
    paper.check(paper.build())


def test_a_file_that_is_refused_is_told_by_the_whole_build(paper: Paper) -> None:
    write_files(
        paper.root, {"content/world/talks/sources/the post.md": ARTICLE.format(publisher="P", key="p")}
    )
    outcome = paper.build()
    assert not any(paper.alone)
    assert any(problem.place.file.endswith("the post.md") for problem in outcome.problems)


def test_what_the_day_changes_is_planned_with_the_whole_site(paper: Paper) -> None:
    """The story's calendar goes when its last event is over."""
    later = Request(now=Moment(NOW.date + timedelta(days=10)))
    paper.replace(TALKS, "spoke on Friday", "spoke")
    outcome = paper.build(later)
    assert not paper.alone
    paper.check(outcome, later)


def test_another_way_of_asking_has_its_own_sheet(paper: Paper) -> None:
    drafts = Request(now=NOW, drafts=True, output="with-drafts")
    paper.build(drafts)
    paper.replace(TALKS, "is open", "is closed")
    paper.build(drafts)
    paper.replace(TALKS, "is closed", "is open")
    paper.replace(TALKS, "spoke on Friday", "spoke")
    outcome = paper.build()
    assert not any(paper.alone)
    paper.check(outcome)


def test_drafts_that_another_build_has_shown_come_into_no_feed(paper: Paper) -> None:
    draft = STORM.replace("title: Storm", "title: Wreck\ndraft: true\ntags: [ships]")
    write_files(
        paper.root,
        {
            "content/city/wreck/story.md": draft,
            "content/city/wreck/sources/ap.md": ARTICLE.format(publisher="AP", key="ap"),
        },
    )
    paper.build()
    paper.build()
    paper.build(Request(now=NOW, drafts=True, output="with-drafts"))
    paper.replace(TALKS, "spoke on Friday", "spoke")
    paper.check(paper.build())


def test_what_a_preview_has_kept_is_not_taken_for_what_was_written(paper: Paper) -> None:
    """It leaves what it compiled to the next build, and writes no output."""
    paper.replace(TALKS, "is open", "is closed")
    memory = build.open_memory(paper.root, Request(now=NOW))
    plan_site(paper.root, Request(now=NOW), memory=memory)
    memory.save()
    outcome = paper.build()
    assert "index.html" in outcome.written
    paper.check(outcome)


@pytest.mark.parametrize("moves", range(3))
def test_a_build_that_dies_is_completed_by_the_next(
    paper: Paper, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.replace(TALKS, "spoke on Friday", "spoke")
    paper.build_and_die(moves, monkeypatch)
    paper.check(paper.build())


WORDS = (
    "Five ships left",
    "Six ships left",
    "The envoy “will sail at dawn” again",
    "Nobody was hurt",
    "Link",
)
PLACES = ("## Ships", "The envoy spoke", "Five ships had left", "is open", "They are to return", "It blew")


@pytest.mark.timeout(180)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(WORDS)), min_size=1, max_size=5))
def test_any_edits_leave_what_a_clean_build_makes(paper: Paper, edits: list[tuple[str, str]]) -> None:
    write_files(paper.root, FILES)
    paper.build()
    for place, words in edits:
        for file in (TALKS, "content/city/storm/story.md"):
            text = (paper.root / file).read_text(encoding="utf-8")
            (paper.root / file).write_text(text.replace(place, f"{place} {words}", 1), encoding="utf-8")
        outcome = paper.build()
        if not outcome.has_errors:
            paper.check(outcome)
