"""The preview's state: what is shown after good builds, bad builds, faults and bugs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.build import Planned, Request, plan_site
from dateline.dates import Moment
from dateline.files.glance import glance
from dateline.files.walk import Found, walk
from dateline.memory.memory import Memory
from dateline.output.staging import Output
from dateline.preview.attempts import Failure, Pictures, attempt
from dateline.preview.preview import Preview
from dateline.preview.shown import Shown
from dateline.problems import ConfigError
from harness import MINIMAL_CONFIG, MakeSite, write_files
from previewing import UNCHECKED, story, two_stories
from steps import steps_of

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PAGE = "harbour/ferry/index.html"
OTHER = "harbour/crane/index.html"
FILE = "content/harbour/ferry/story.md"


def planner(root: Path) -> Callable[..., Planned]:
    memory = Memory()
    return lambda found=None: plan_site(root, Request(Moment(NOW.date(), NOW)), memory=memory, found=found)


@pytest.fixture
def root(site: MakeSite) -> Path:
    return site(two_stories())


def body(preview: Preview, path: str = PAGE) -> str:
    found = preview.body(preview.shown, path)
    assert isinstance(found, bytes)
    return found.decode()


def test_the_first_build_renders_nothing(root: Path) -> None:
    preview = Preview(root, planner(root))
    shown = preview.rebuild()
    assert (shown.builds, shown.is_broken, shown.problems) == (1, False, ())
    asked = []
    assert preview.prove(lambda: bool(asked.append(1))) is shown
    assert asked == []
    assert "The ferry stopped" in body(preview)


def test_nothing_new_changes_nothing(root: Path) -> None:
    preview = Preview(root, planner(root))
    first = preview.rebuild()
    second = preview.rebuild()
    assert (second.builds, second.changed) == (2, 0)
    assert {path: output.key for path, output in first.outputs.items()} == {
        path: output.key for path, output in second.outputs.items()
    }


def test_one_sentence_changes_its_page_and_its_feeds(root: Path) -> None:
    described = "description: What we know of the ferry.\n"
    (root / FILE).write_text(story("Ferry stops", "The ferry stopped", header=described), encoding="utf-8")
    preview = Preview(root, planner(root))
    before = preview.rebuild().outputs
    (root / FILE).write_text(story("Ferry stops", "The ferry sails", header=described), encoding="utf-8")
    shown = preview.rebuild()
    assert "The ferry sails" in body(preview)
    changed = {path for path, output in shown.outputs.items() if output.key != before[path].key}
    feeds = {path for path in shown.outputs if path.endswith(("feed.xml", "rss.xml", "feed.json"))}
    assert feeds >= {"feed.xml", "harbour/rss.xml", "harbour/feed.json"}
    assert changed == {PAGE, "harbour/ferry/index.json", "harbour/ferry/index.md", *feeds}
    assert shown.changed == len(changed)
    proved: list[int] = []
    preview.prove(lambda: bool(proved.append(1)))
    assert len(proved) == len(changed)


def test_a_bad_build_keeps_every_last_good_page(root: Path) -> None:
    preview = Preview(root, planner(root))
    good = preview.rebuild()
    (root / FILE).write_text("---\ntitel: x\n---\n", encoding="utf-8")
    bad = preview.rebuild()
    assert bad.is_broken
    assert bad.outputs is good.outputs
    assert bad.errors[0].text.startswith(f"{FILE}:1:1: error: the key `published` is missing")
    assert "The ferry stopped" in body(preview)
    (root / FILE).write_text(story("Ferry stops", "The ferry sails"), encoding="utf-8")
    assert not preview.rebuild().is_broken


def test_a_fault_of_one_page_keeps_that_page_only(root: Path) -> None:
    template = root / "themes/own/templates/story.html"
    template.parent.mkdir(parents=True)
    (root / "themes/own/theme.toml").write_text('extends = "default"\n', encoding="utf-8")
    (root / "site.toml").write_text('title = "The Quay"\ntheme = "own"\n', encoding="utf-8")
    template.write_text("{{ page.title }} old", encoding="utf-8")
    preview = Preview(root, planner(root))
    preview.rebuild()
    assert body(preview) == "Ferry stops old"
    template.write_text("{{ page.title if page.title[0] == 'C' else page.x }} new", encoding="utf-8")
    preview.rebuild(open_pages=[PAGE])
    assert preview.shown.is_broken
    assert (body(preview), body(preview, OTHER)) == ("Ferry stops old", "Crane leans new")
    template.write_text("{{ page.title if page.title[0] == 'F' else page.x }} newer", encoding="utf-8")
    assert not preview.rebuild(open_pages=[PAGE]).is_broken
    assert body(preview) == "Ferry stops newer"
    assert preview.prove(lambda: False).is_broken
    assert body(preview, OTHER) == "Crane leans new"


def test_a_bug_is_a_trace_and_not_an_end(root: Path) -> None:
    plan, broken = planner(root), [False]

    def sometimes(found: Found | None) -> Planned:
        return 1 / 0 if broken[0] else plan(found)  # type: ignore[return-value]  # it never returns

    preview = Preview(root, sometimes)
    preview.rebuild()
    broken[0] = True
    shown = preview.rebuild()
    assert "ZeroDivisionError" in shown.trace
    assert shown.is_broken
    assert "The ferry stopped" in body(preview)
    broken[0] = False
    assert preview.rebuild().trace == ""


def test_what_must_end_the_program_is_not_caught() -> None:
    def end() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(end)


def test_settings_that_cannot_be_used_are_problems(root: Path) -> None:
    (root / "site.toml").write_text("title = 1\n", encoding="utf-8")
    preview = Preview(root, planner(root))
    shown = preview.rebuild()
    assert shown.errors[0].text.startswith("site.toml:1:")
    assert isinstance(attempt(planner(root)), Failure)
    with pytest.raises(ConfigError):
        planner(root)()


def test_warnings_are_placed(root: Path) -> None:
    more = "\nA first [@courier]. Nobody\nknows why. A last [@courier].\n"
    (root / FILE).write_text(story("Ferry stops", "The ferry stopped", more=more), encoding="utf-8")
    preview = Preview(root, planner(root))
    (notice,) = preview.beside(preview.rebuild(), PAGE)
    assert f'<span class="claim" id="{notice.anchor}">Nobody\nknows why.</span>' in body(preview)


def test_an_edit_is_followed_to_its_part(root: Path) -> None:
    preview = Preview(root, planner(root), follow=True)
    preview.rebuild()
    named = [root.resolve() / FILE]
    more = "\n## Next\n\nA tug comes [@courier].\n"
    (root / FILE).write_text(story("Ferry stops", "The ferry stopped", more=more), encoding="utf-8")
    shown = preview.rebuild(named)
    assert (shown.edited.page, shown.edited.anchor, shown.edited_in) == (PAGE, "next", 2)
    assert preview.rebuild(named).edited_in == 2


def edit(root: Path, old: str, new: str) -> None:
    """Save the ferry's story with other words in it."""
    text = (root / FILE).read_text(encoding="utf-8")
    assert old in text
    (root / FILE).write_text(text.replace(old, new), encoding="utf-8")


class Planner:
    """Plans with one memory, as the command line does."""

    def __init__(self, root: Path) -> None:
        self.root, self.memory = root, Memory()

    def __call__(self, found: Found | None = None) -> Planned:
        return plan_site(self.root, Request(Moment(NOW.date(), NOW)), memory=self.memory, found=found)

    def glance(self, *named: Path) -> Found:
        assert self.memory.session.found is not None
        found = glance(self.root, self.memory.session.found, named, self.memory.again)
        assert found is not None
        return found


def test_a_save_is_shown_before_the_other_files_are_looked_at(root: Path) -> None:
    plan = Planner(root)
    preview = Preview(root, plan)
    before = preview.rebuild()
    edit(root, "The ferry stopped", "The ferry sank")
    (root / "content/harbour/crane/story.md").write_text("", encoding="utf-8")
    shown = preview.rebuild((root / FILE,), (), plan.glance(root / FILE))
    assert "The ferry sank" in body(preview)
    assert not shown.is_broken, "nobody has seen the crane yet"
    kept = {path for path, output in shown.outputs.items() if before.outputs.get(path) is output}
    assert OTHER in kept, "its page was not even planned again"
    assert PAGE not in kept
    assert preview.verify(walk(root), ()).is_broken


def test_looking_at_the_rest_brings_nothing_when_nothing_else_changed(root: Path) -> None:
    plan = Planner(root)
    preview = Preview(root, plan)
    preview.rebuild()
    edit(root, "The ferry stopped", "The ferry sank")
    shown = preview.rebuild((root / FILE,), (), plan.glance(root / FILE))
    values: list[Shown] = []

    class Watched(Preview):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "shown":
                values.append(self.shown)

    preview.__class__ = Watched
    assert preview.verify(walk(root), ()) is shown
    assert values == [], "no tab sees a value that goes at once"
    edit(root, "The ferry sank", "The ferry rose")
    assert preview.verify(walk(root), ()) is not shown
    assert "The ferry rose" in body(preview)


def test_an_edit_is_followed_though_a_look_at_all_files_showed_it_first(root: Path) -> None:
    plan = Planner(root)
    preview = Preview(root, plan, follow=True)
    preview.rebuild()
    edit(root, "The ferry stopped", "The ferry sank")
    preview.rebuild((root.resolve() / FILE,), (), plan.glance(root / FILE))
    (root / FILE).write_text((root / FILE).read_text() + "\n## Next\n\nA tug comes [@courier].\n")
    assert preview.verify(walk(root), ()).edited_in == 2, "no hint has come yet"
    shown = preview.rebuild((root.resolve() / FILE,))
    assert (shown.edited.anchor, shown.edited_in) == ("next", shown.builds)


def test_an_edit_is_followed_after_many_bad_builds(root: Path) -> None:
    """What is remembered of a story reaches back by one form only."""
    preview, named = Preview(root, Planner(root), follow=True), (root.resolve() / FILE,)
    preview.rebuild()
    more = "\n## Next\n\nA tug comes [@courier].\n"
    for number in range(4):
        wrong = f"\n## Next\n\nTug {number} [comes](../nowhere/story.md).\n"
        (root / FILE).write_text(story("Ferry stops", "The ferry stopped", more=wrong), encoding="utf-8")
        assert preview.rebuild(named).is_broken
    (root / FILE).write_text(story("Ferry stops", "The ferry stopped", more=more), encoding="utf-8")
    shown = preview.rebuild(named)
    assert (shown.edited.page, shown.edited.anchor, shown.edited_in) == (PAGE, "next", shown.builds)


def test_an_edit_is_followed_though_nobody_named_those_before_it(root: Path) -> None:
    preview = Preview(root, Planner(root), follow=True)
    preview.rebuild()
    for words in ("The ferry sank", "The ferry rose", "The ferry sailed"):
        edit(root, re.search("The ferry [a-z]+", (root / FILE).read_text(encoding="utf-8"))[0], words)
        preview.rebuild()
    edit(root, "The ferry sailed", "The ferry came")
    shown = preview.rebuild((root.resolve() / FILE,))
    assert (shown.edited.anchor, shown.edited_in) == ("what-is-known", 5)


def test_a_new_story_is_shown_from_its_head(root: Path) -> None:
    preview = Preview(root, Planner(root), follow=True)
    preview.rebuild()
    folder = root.resolve() / "content/harbour/tug"
    folder.joinpath("sources").mkdir(parents=True)
    named = tuple(folder / name for name in ("story.md", "sources/courier.md"))
    for file in named:
        file.write_bytes((root / "content/harbour/ferry" / file.relative_to(folder)).read_bytes())
    shown = preview.rebuild(named)
    assert (shown.edited.page, shown.edited.anchor) == ("harbour/tug/index.html", "")


def test_a_bug_in_taking_a_build_is_no_end_either(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(root, planner(root), follow=True)
    preview.rebuild()
    edit(root, "The ferry stopped", "The ferry sank")
    with monkeypatch.context() as during:
        during.setattr(Preview, "_followed", lambda *_: 1 / 0)
        shown = preview.rebuild((root.resolve() / FILE,))
        assert "ZeroDivisionError" in shown.trace
        assert "The ferry stopped" in body(preview)
        assert "ZeroDivisionError" in preview.verify(walk(root), ()).trace
    assert preview.rebuild().trace == ""
    assert "The ferry sank" in body(preview)


def test_who_waited_for_two_builds_is_shown_the_newest_form(root: Path) -> None:
    preview = Preview(root, Planner(root))
    asked = preview.rebuild()
    for words in ("The ferry sank", "The ferry rose", "The ferry sailed"):
        edit(root, re.search("The ferry [a-z]+", (root / FILE).read_text(encoding="utf-8"))[0], words)
        preview.rebuild()
    found = preview.body(asked, PAGE)
    assert isinstance(found, bytes)
    assert b"The ferry sailed" in found


def test_an_old_page_is_made_from_what_it_was_planned_with(root: Path) -> None:
    preview = Preview(root, Planner(root))
    before = preview.rebuild()
    edit(root, "The ferry stopped", "The ferry sank")
    preview.rebuild()
    found = preview.body(before, PAGE)
    assert isinstance(found, bytes)
    assert "The ferry stopped" in found.decode()
    assert "The ferry sank" in body(preview)


def steps_of_a_save(root: Path, stories: int) -> int:
    """How many steps a save takes, until the page is there, on a site of so many stories."""
    others = {
        f"content/old/story-{number:03}/story.md": story("Old", "It is old") for number in range(stories)
    }
    source = (root / "content/harbour/ferry/sources/courier.md").read_text(encoding="utf-8")
    write_files(root, others | {f"{Path(file).parent}/sources/courier.md": source for file in others})
    plan = Planner(root)
    preview = Preview(root, plan)
    preview.rebuild()

    def save() -> None:
        preview.rebuild((root / FILE,), (), plan.glance(root / FILE))
        assert f"The ferry {stories}" in body(preview)

    edit(root, "The ferry ", f"The ferry {stories} ")
    save()
    edit(root, "[@courier].", "[@courier].\n\n## Next\n\nIt waits [@courier].")
    save()
    preview.verify(walk(root), ())
    edit(root, "It waits", "It waited")
    save()
    edit(root, "It waited", "It waits here")
    steps = steps_of(save)
    (root / FILE).write_text(story("Ferry stops", "The ferry stopped"), encoding="utf-8")
    return steps


def test_a_save_takes_as_many_steps_on_a_larger_site(root: Path) -> None:
    (root / "site.toml").write_text(MINIMAL_CONFIG + UNCHECKED, encoding="utf-8")
    small, large = steps_of_a_save(root, 40), steps_of_a_save(root, 120)
    assert large < small + 80, "there are that many stories more, and none of them is looked at"


def test_as_many_pictures_are_kept_in_memory_as_fit() -> None:
    made: list[str] = []

    def picture(name: str, size: int) -> Output:
        def make() -> bytes:
            made.append(name)
            return b"x" * size

        return Output(f"{name}.avif", name, make, heavy=True)

    pictures = Pictures(most=100)
    large, small, huge = picture("large", 60), picture("small", 30), picture("huge", 200)
    assert [pictures.of(output) for output in (large, small) * 2] == [b"x" * 60, b"x" * 30] * 2
    assert made == ["large", "small"]
    pictures.of(picture("more", 20))
    assert (pictures.of(small), made) == (b"x" * 30, ["large", "small", "more"])
    assert pictures.of(large) == b"x" * 60
    assert made == ["large", "small", "more", "large"]
    assert pictures.of(huge) == b"x" * 200
    pictures.of(huge)
    assert made[-2:] == ["huge", "huge"]


def test_a_joint_timeline_is_never_made_of_a_save_that_was_taken_back(root: Path) -> None:
    """The page has the same key again, so that it would be shown from then on."""
    told = "\n## Timeline\n\n- Jan 2, 2026: It stopped [@courier].\n"
    (root / FILE).write_text(good := story("Ferry stops", "It stopped", more=told), encoding="utf-8")
    later = root / FILE.replace("ferry", "crane")
    later.write_text(story("Crane leans", "It leans", header="follows: harbour/ferry\n"), encoding="utf-8")
    preview = Preview(root, planner(root))
    assert not preview.rebuild().errors
    (root / FILE).write_text(story("Another title", "It stopped [@nobody]", more=told), encoding="utf-8")
    assert preview.rebuild().errors
    (root / FILE).write_text(good, encoding="utf-8")
    assert not preview.rebuild().errors
    page = body(preview, "harbour/ferry/timeline/index.html")
    assert "Ferry stops" in page
    assert "Another title" not in page


def test_a_joint_timeline_that_nobody_had_opened_is_shown_as_it_was(root: Path) -> None:
    """It is made of its stories' files, which are others by then."""
    told = "\n## Timeline\n\n- Jan 2, 2026: It stopped [@courier].\n"
    (root / FILE).write_text(story("Ferry stops", "It stopped", more=told), encoding="utf-8")
    later = root / FILE.replace("ferry", "crane")
    follows = story("Crane leans", "It leans", header="follows: harbour/ferry\n")
    later.write_text(follows, encoding="utf-8")
    preview, timeline = Preview(root, planner(root)), "harbour/ferry/timeline/index.html"
    preview.rebuild()
    preview.prove(lambda: False)
    for broken in ("[@nobody]", "[@noone]"):
        (root / FILE).write_text(story("Ferry stops", f"It stopped {broken}", more=told), encoding="utf-8")
        assert preview.rebuild().errors
        assert "It stopped" in body(preview, timeline)
    later.write_text(follows.replace("leans", "leant"), encoding="utf-8")
    (root / FILE).write_text(story("Ferry is off", "It stopped", more=told), encoding="utf-8")
    assert not preview.rebuild().errors
    assert "Ferry is off" in body(preview, timeline)
    (root / FILE).unlink()
    later.write_text("---\ntitel: x\n---\n", encoding="utf-8")
    assert preview.rebuild().errors
    assert "Ferry is off" in body(preview, timeline)
