"""Sorting the inbox: names that are free, files that stay whole at every step, and what is left and why."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.editing.moving import carry_out
from dateline.editing.sorting import Sorting, plan_sorting
from dateline.output import disk
from dateline.problems import ConfigError, OutputError
from harness import MakeSite

FERRY = "The Kestrel ferry ran aground off Port Ellery. Lifeboats from Whitsand took 61 passengers off it."
FERRY_LATER = "Salvors hope to float the Kestrel off. Passengers praised the Whitsand lifeboats and the crew."
LIBRARY = (
    "Brackwater council will close the library on Loom Street, says Ines Dorrance, who is the librarian."
)


def source(text: str, publisher: str = "The Quay", title: str = "", day: str = "2026-03-03") -> str:
    title = title or text.partition(".")[0]
    return f"---\ntitle: “{title}”\npublisher: {publisher}\npublished: {day}\n---\n{text}\n"


STORY = "---\ntitle: Kestrel aground\npublished: 2026-03-03\nsources: [quay]\n---\nIt ran aground [@quay].\n"
THERE = {
    "content/harbour/kestrel/story.md": STORY,
    "content/harbour/kestrel/sources/quay.md": source(FERRY),
}


def done(root: Path, **options: Any) -> Sorting:
    plan = plan_sorting(root, **options)
    carry_out(root, plan.moves)
    return plan


def files(root: Path) -> dict[str, bytes]:
    """All files below content/."""
    return {
        path.relative_to(root / "content").as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


def test_an_article_joins_its_story_under_a_free_key_that_is_listed(site: MakeSite) -> None:
    later = source(FERRY_LATER)
    root = site({**THERE, "content/inbox/later.md": later})
    (move,) = done(root).moves
    assert (move.key, move.notes) == ("quay-2", ("“quay” is taken",))
    assert files(root) == {
        "harbour/kestrel/story.md": STORY.replace("[quay]", "[quay, quay-2]").encode(),
        "harbour/kestrel/sources/quay.md": source(FERRY).encode(),
        "harbour/kestrel/sources/quay-2.md": later.encode(),
    }
    assert plan_sorting(root) == Sorting((), (), ())


def test_a_new_story_lies_in_the_nearest_section_and_has_no_briefing(site: MakeSite) -> None:
    root = site(
        {**THERE, "content/inbox/a.md": source(LIBRARY + " Lifeboats took the passengers there off.")}
    )
    (story,) = done(root).stories
    assert story.founded
    assert story.story == "harbour/brackwater-council-close-library-loom"
    assert (root / "content" / story.story / "sources/quay.md").is_file()
    assert not (root / "content" / story.story / "story.md").exists()


def test_a_new_story_lies_at_the_top_when_nothing_is_near_and_where_it_is_told_to(site: MakeSite) -> None:
    root = site({"content/inbox/a.md": source(LIBRARY)})
    assert plan_sorting(root).stories[0].story == "brackwater-council-close-library-loom"
    assert plan_sorting(root, section="city/west").stories[0].story.startswith("city/west/brackwater")


def test_a_section_that_can_hold_no_story_is_refused(site: MakeSite) -> None:
    root = site({**THERE, "content/inbox/a.md": source(LIBRARY)})
    for section in ("harbour/kestrel", "inbox", "..", "a/../b"):
        with pytest.raises(OutputError):
            plan_sorting(root, section=section)


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        plan_sorting(tmp_path)


@pytest.mark.parametrize(
    "taken", ["brackwater-council-close-library-loom", "Brackwater Council close library Loom.md"]
)
def test_a_story_takes_no_name_that_something_has(site: MakeSite, taken: str) -> None:
    name = f"content/{taken}" if taken.endswith(".md") else f"content/{taken}/sources/ap.md"
    root = site({name: source("Cherries froze in Velden."), "content/inbox/a.md": source(LIBRARY)})
    assert plan_sorting(root).stories[0].story == "brackwater-council-close-library-loom-2"


def test_two_new_stories_of_one_headline_and_two_articles_of_one_publisher_have_names_of_their_own(
    site: MakeSite,
) -> None:
    root = site(
        {
            "content/inbox/a.md": source(FERRY),
            "content/inbox/b.md": source(FERRY_LATER),
            "content/inbox/c.md": source("Cherries froze in Velden.", title="News"),
            "content/inbox/d.md": source("Brackwater council closed its library.", title="News"),
        }
    )
    plan = done(root)
    assert len({move.target for move in plan.moves}) == 4
    assert {story.story for story in plan.stories} >= {"news", "news-2"}
    assert sorted(move.key for move in plan.stories[0].moves) == ["quay", "quay-2"]


@pytest.mark.parametrize(
    ("publisher", "key"),
    [
        ("The Quay", "quay"),
        ("Le Café du Port", "le-cafe-du-port"),
        ("'1843'", "source-1843"),
        ("None", "source-none"),
    ],
)
def test_a_key_comes_from_the_publisher(site: MakeSite, publisher: str, key: str) -> None:
    root = site({"content/inbox/a.md": source(LIBRARY, publisher)})
    assert plan_sorting(root).moves[0].key == key


def test_a_publisher_keeps_the_key_that_it_has_on_this_site(site: MakeSite) -> None:
    root = site(
        {
            "content/harbour/kestrel/sources/np.md": source(FERRY, "Northshore Post"),
            "content/inbox/a.md": source(LIBRARY, "the northshore post"),
        }
    )
    assert plan_sorting(root).moves[0].key == "np"


def test_a_key_that_the_briefing_cites_or_lists_is_not_for_another_article(site: MakeSite) -> None:
    cited = STORY.replace("[@quay]", "[@quay; @ap]").replace("[quay]", "[quay, bbc]")
    root = site(
        {
            **THERE,
            "content/harbour/kestrel/story.md": cited,
            "content/inbox/a.md": source(FERRY_LATER, "AP"),
            "content/inbox/b.md": source(FERRY_LATER + " So it was.", "BBC"),
        }
    )
    assert sorted(move.key for move in plan_sorting(root).moves) == ["ap-2", "bbc-2"]


def test_what_a_story_holds_already_is_left_with_the_place(site: MakeSite) -> None:
    root = site({**THERE, "content/inbox/again.md": source(FERRY), "content/inbox/a.md": source(LIBRARY)})
    (root / "content/inbox/b.md").write_text(source(LIBRARY), encoding="utf-8")
    plan = done(root)
    assert [move.file for move in plan.moves] == ["content/inbox/a.md"]
    assert {left.file: left.why.split(":")[0] for left in plan.left} == {
        "content/inbox/again.md": "the same article is content/harbour/kestrel/sources/quay.md",
        "content/inbox/b.md": "the same article is content/inbox/a.md",
    }
    assert (root / "content/inbox/b.md").is_file()


def test_broken_and_foreign_files_are_left_and_named(site: MakeSite) -> None:
    root = site(
        {
            "content/inbox/broken.md": "---\ntitel: A\n---\n",
            "content/inbox/bytes.md": b"\xff\xfe\x00",
            "content/inbox/note.txt": "a note",
            "content/inbox/folder/a.md": source(LIBRARY),
            "content/inbox/.hidden.md": "x",
        }
    )
    before = files(root)
    plan = done(root)
    assert plan.moves == ()
    names = [left.file.rpartition("/")[2] for left in plan.left]
    assert names == ["broken.md", "bytes.md", "folder", "note.txt"]
    assert {problem.place.file for problem in plan.problems} == {
        "content/inbox/broken.md",
        "content/inbox/bytes.md",
    }
    assert files(root) == before


def test_a_list_that_cannot_be_edited_is_said(site: MakeSite) -> None:
    anchored = STORY.replace("sources: [quay]", "sources: &mine [quay]\ntags: *mine")
    root = site(
        {
            **THERE,
            "content/harbour/kestrel/story.md": anchored,
            "content/inbox/a.md": source(FERRY_LATER, "AP"),
        }
    )
    (move,) = done(root).moves
    story = files(root)["harbour/kestrel/story.md"].decode()
    assert move.listed or "cannot be edited safely" in move.notes[0]
    assert move.listed or story == anchored


def test_an_article_that_changed_after_the_plan_is_left(site: MakeSite) -> None:
    root = site({"content/inbox/a.md": source(LIBRARY)})
    plan = plan_sorting(root)
    (root / "content/inbox/a.md").write_text(source(FERRY), encoding="utf-8")
    result = carry_out(root, plan.moves)
    assert result.moved == ()
    assert "changed" in result.left[0].why
    assert set(files(root)) == {"inbox/a.md"}


def test_a_file_that_appeared_at_the_target_is_not_overwritten(site: MakeSite) -> None:
    root = site({"content/inbox/a.md": source(LIBRARY)})
    plan = plan_sorting(root)
    target = root / plan.moves[0].target
    target.parent.mkdir(parents=True)
    target.write_text("mine", encoding="utf-8")
    result = carry_out(root, plan.moves)
    assert "now: run this again" in result.left[0].why
    assert target.read_text(encoding="utf-8") == "mine"
    assert (root / "content/inbox/a.md").is_file()


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EPERM, errno.ENOTSUP])
def test_where_a_file_cannot_have_two_names_it_is_copied(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    root = site({"content/inbox/a.md": source(LIBRARY)})
    (move,) = done(root).moves
    assert files(root) == {move.target.removeprefix("content/"): source(LIBRARY).encode()}


class Killed(BaseException):
    """Stands for a process that dies: nothing catches it."""


STEPS = ("make_folder", "adopt", "settle", "remove", "rewrite")


def failing(
    numbers: Iterator[int], at: int, error: type[BaseException], *, after: bool
) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The steps of `disk`, of which the one with the number `at` fails before or after it is done."""

    def wrapped(step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            number = next(numbers)
            if number == at and not after:
                raise error
            result = step(*given)
            if number == at:
                raise error
            return result

        return call

    for name in STEPS:
        yield name, wrapped(getattr(disk, name))


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
@pytest.mark.parametrize("error", [Killed, OSError])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_no_article_is_lost_wherever_the_disk_fails(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], *, after: bool, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EXDEV, "no")))
    inbox = {"a.md": source(FERRY_LATER), "b.md": source(LIBRARY), "c.md": source(LIBRARY + " Why?", "AP")}
    for at in itertools.count():
        root = site({**THERE, **{f"content/inbox/{name}": text for name, text in inbox.items()}})
        numbers = itertools.count()
        moved_in_two_runs(root, inbox, dict(failing(numbers, at, error, after=after)))
        if next(numbers) <= at:  # there was no such step
            break
    assert at > 3 * 6


def moved_in_two_runs(root: Path, inbox: Mapping[str, str], steps: Mapping[str, Callable[..., Any]]) -> None:
    """Nothing is lost in a run with these steps, and a second run does what is left to do."""
    texts = {text.encode() for text in inbox.values()}
    plan = plan_sorting(root)
    with pytest.MonkeyPatch.context() as patched:
        for name, step in steps.items():
            patched.setattr(disk, name, step)
        with contextlib.suppress(Killed):
            carry_out(root, plan.moves)
    assert texts <= set(files(root).values())
    assert files(root)["harbour/kestrel/sources/quay.md"] == source(FERRY).encode()
    assert files(root)["harbour/kestrel/story.md"].startswith(STORY[:60].encode())

    again = done(root)
    held = [data for name, data in files(root).items() if "/sources/" in name]
    assert texts <= set(held)
    assert len(held) == len(set(held)), "an article lies in two places of a story"
    waiting = {name for name in files(root) if name.startswith("inbox/")}
    assert waiting == {left.file.removeprefix("content/") for left in again.left}
