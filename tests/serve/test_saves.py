"""Whatever way an editor saves, the page shows the words; whatever is only read, nothing is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import MakeSite
from previewing import CRANE, FERRY, SOURCE, Preview, run_git, story, two_stories, until

Save = Callable[[Path, str], None]
NEW = "The ferry sails again at noon"


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def in_pieces(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as stream:
        for piece in text.split("\n"):
            stream.write(f"{piece}\n")
            stream.flush()


def temp_and_rename(file: Path, text: str) -> None:
    temporary = file.with_name(f".{file.name}.tmp4711")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)


def visible_temp_and_rename(file: Path, text: str) -> None:
    temporary = file.with_name(f"{file.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)


def backup_as_vim_does(file: Path, text: str) -> None:
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()
    swap.unlink()


def delete_and_recreate(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, encoding="utf-8")


def rename_from_outside(file: Path, text: str) -> None:
    outside = file.parents[4] / "outside.md"
    outside.write_text(text, encoding="utf-8")
    outside.rename(file)


def sed(file: Path, text: str) -> None:
    subprocess.run(["sed", "-i", f"s/The ferry stopped/{NEW}/", file], check=True)


def same_size_and_time(file: Path, text: str) -> None:
    """A save that no look at sizes and times alone would find."""
    before = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def git_checkout(file: Path, text: str) -> None:
    site = file.parents[3]
    run_git(site, "init", "-q")
    run_git(site, "add", ".")
    run_git(site, "commit", "-qm", "old")
    run_git(site, "checkout", "-qb", "new")
    file.write_text(text, encoding="utf-8")
    run_git(site, "commit", "-qam", "new")
    run_git(site, "checkout", "-q", "-")
    run_git(site, "checkout", "-q", "new")


def copied_over(file: Path, text: str) -> None:
    other = file.parents[4] / "copy"
    shutil.copytree(file.parent, other)
    (other / file.name).write_text(text, encoding="utf-8")
    subprocess.run(["cp", "-r", f"{other}/.", file.parent], check=True)


SAVES = (
    *(in_place, in_pieces, temp_and_rename, visible_temp_and_rename, backup_as_vim_does, delete_and_recreate),
    *(rename_from_outside, sed, same_size_and_time, git_checkout, copied_over),
)


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_save_is_shown(preview: Preview, save: Save) -> None:
    assert preview.shows(FERRY, "The ferry stopped")
    tab = preview.tab(FERRY)
    save(preview.site / "content/harbour/ferry/story.md", story("Ferry stops", NEW))
    until(lambda: preview.shows(FERRY, NEW), "the new words")
    tab.hear(lambda news: news["do"] == "reload")
    assert not preview.shows(FERRY, "The ferry stopped")


def test_polling_sees_a_save_too(site: MakeSite, start: Callable[..., Preview]) -> None:
    preview = start(site(two_stories()), "--poll")
    in_place(preview.site / "content/harbour/ferry/story.md", story("Ferry stops", NEW))
    until(lambda: preview.shows(FERRY, NEW))
    temp_and_rename(preview.site / "content/harbour/ferry/story.md", story("Ferry stops", "Later words"))
    until(lambda: preview.shows(FERRY, "Later words"))


def test_reading_and_swap_files_build_nothing(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    before = tab.next()["builds"]
    content = preview.site / "content"
    for file in sorted(content.rglob("*.md")):
        file.read_bytes()
    (content / "harbour/ferry/.story.md.swp").write_bytes(b"swap")
    (content / "harbour/ferry/.story.md.swp").unlink()
    subprocess.run(["grep", "-r", "ferry", content], check=True, capture_output=True)
    # What is built next shows that nothing was built before it: hints come in their order.
    in_place(content / "harbour/ferry/story.md", story("Ferry stops", NEW))
    news = tab.hear(lambda news: news["do"] == "reload")
    assert news["builds"] == before + 1


def test_a_touch_reloads_no_tab(preview: Preview) -> None:
    tab = preview.tab(FERRY)
    before = tab.next()["builds"]
    (preview.site / "content/harbour/ferry/story.md").touch()
    in_place(preview.site / "content/harbour/crane/story.md", story("Crane leans", "The crane is propped"))
    until(lambda: preview.shows(CRANE, "propped"))
    assert tab.hear(lambda news: news["builds"] > before)["do"] == "nothing"


def test_a_folder_that_moves_in_and_out(preview: Preview, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(preview.site / "content/harbour/ferry", outside / "tug")
    (outside / "tug/story.md").write_text(story("Tug arrives", "A tug arrives"), encoding="utf-8")
    tug = preview.site / "content/harbour/tug"
    assert preview.get("/harbour/tug/").status == 404
    (outside / "tug").rename(tug)
    until(lambda: preview.get("/harbour/tug/").status == 200)
    # What is in it is watched as well.
    in_place(tug / "story.md", story("Tug arrives", "A red tug arrives"))
    until(lambda: preview.shows("/harbour/tug/", "A red tug"))
    shutil.rmtree(tug)
    until(lambda: preview.get("/harbour/tug/").status == 404)


def throw_away_a_folder_and_its_copy(preview: Preview, binned: Path) -> None:
    """Move a story's folder out of the site, put a copy in its place, edit that, and delete it."""
    ferry = preview.site / "content/harbour/ferry"
    ferry.rename(binned)
    until(lambda: preview.get(FERRY).status == 404)
    shutil.copytree(binned, ferry)
    until(lambda: preview.shows(FERRY, "The ferry stopped"))
    in_place(ferry / "story.md", story("Ferry stops", NEW))
    until(lambda: preview.shows(FERRY, NEW))
    shutil.rmtree(ferry)
    until(lambda: preview.get(FERRY).status == 404)


def test_a_folder_thrown_away_put_back_and_deleted_while_the_bin_is_emptied(
    preview: Preview, tmp_path: Path
) -> None:
    """The watch that moved away with the folder and the one of the copy in its place go by the same path."""
    throw_away_a_folder_and_its_copy(preview, tmp_path / "bin")
    shutil.rmtree(tmp_path / "bin")
    in_place(preview.site / "content/harbour/crane/story.md", story("Crane leans", "The crane is propped"))
    until(lambda: preview.shows(CRANE, "propped"))
    assert preview.signal() == 0
    assert "Traceback" not in preview.console


def test_a_folder_thrown_away_and_its_copy_deleted_leave_no_trouble_at_the_end(
    preview: Preview, tmp_path: Path
) -> None:
    throw_away_a_folder_and_its_copy(preview, tmp_path / "bin")
    assert preview.signal() == 0
    assert "Traceback" not in preview.console


def test_content_that_goes_and_comes_back_is_watched_again(preview: Preview, tmp_path: Path) -> None:
    content = preview.site / "content"
    content.rename(tmp_path / "away")
    until(lambda: "[unreadable-file]" in preview.console)
    assert preview.shows(FERRY, "The ferry stopped")
    shutil.copytree(tmp_path / "away", content)
    until(lambda: "no problems left" in preview.console)
    in_place(content / "harbour/ferry/story.md", story("Ferry stops", NEW))
    until(lambda: preview.shows(FERRY, NEW))


PAGE = "---\ntitle: Notes\n---\n{}\n"
TOML = str(two_stories()["site.toml"])


def linked_file(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "shared").mkdir()
    file = site / "content/harbour/ferry/story.md"
    file.rename(site / "shared/ferry.md")
    file.symlink_to(site / "shared/ferry.md")
    return site / "shared/ferry.md", story("Ferry stops", "{}")


def file_at_the_top(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "README.md").write_text(PAGE.format("Old"), encoding="utf-8")
    (site / "content/notes.md").symlink_to("../README.md")
    return site / "README.md", PAGE


def linked_story(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "pool").mkdir()
    (site / "content/harbour/ferry").rename(site / "pool/ferry")
    (site / "content/harbour/ferry").symlink_to("../../pool/ferry")
    return site / "pool/ferry/story.md", story("Ferry stops", "{}")


def link_over_a_link(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "pool").mkdir()
    (site / "content/harbour").rename(site / "pool/first")
    (site / "pool/now").symlink_to("first")
    (site / "content/harbour").symlink_to("../pool/now")
    return site / "pool/now/ferry/story.md", story("Ferry stops", "{}")


def linked_content(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "content").rename(elsewhere / "desk")
    (site / "content").symlink_to(elsewhere / "desk")
    return elsewhere / "desk/harbour/ferry/story.md", story("Ferry stops", "{}")


def linked_settings(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (site / "site.toml").rename(elsewhere / "site.toml")
    (site / "site.toml").symlink_to(elsewhere / "site.toml")
    return elsewhere / "site.toml", TOML.replace("The Quay", "{}")


def linked_theme(site: Path, elsewhere: Path) -> tuple[Path, str]:
    (elsewhere / "own/templates").mkdir(parents=True)
    (elsewhere / "own/theme.toml").write_text('extends = "default"\n', encoding="utf-8")
    (site / "themes").mkdir()
    (site / "themes/own").symlink_to(elsewhere / "own")
    (site / "site.toml").write_text(f'theme = "own"\n{TOML}', encoding="utf-8")
    return elsewhere / "own/templates/story.html", "<p>{}</p>"


LINKS = (
    *(linked_file, file_at_the_top, linked_story, link_over_a_link),
    *(linked_content, linked_settings, linked_theme),
)
SHOWN = {file_at_the_top: "/notes/", linked_settings: "/"}


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_what_a_link_leads_to_is_watched(
    link: Callable[[Path, Path], tuple[Path, str]],
    site: MakeSite,
    start: Callable[..., Preview],
    tmp_path: Path,
) -> None:
    folder, elsewhere = site(two_stories()), tmp_path / "elsewhere"
    elsewhere.mkdir()
    file, form = link(folder, elsewhere)
    preview, page = start(folder), SHOWN.get(link, FERRY)
    in_place(file, form.replace("{}", "Saved in place"))
    until(lambda: preview.shows(page, "Saved in place"))
    temp_and_rename(file, form.replace("{}", "Saved by a rename"))
    until(lambda: preview.shows(page, "Saved by a rename"))
    # As `git checkout` may do it: the folder goes, and another one comes, with another watch.
    if file.parent != folder:
        shutil.copytree(file.parent, tmp_path / "copy", symlinks=True)
        shutil.rmtree(file.parent)
        shutil.copytree(tmp_path / "copy", file.parent, symlinks=True)
    in_place(file, form.replace("{}", "Saved in a new folder"))
    until(lambda: preview.shows(page, "Saved in a new folder"))
    in_place(file, form.replace("{}", "Saved once more"))
    until(lambda: preview.shows(page, "Saved once more"))


def test_a_link_that_is_led_elsewhere_is_followed(preview: Preview) -> None:
    pool = preview.site / "pool"
    for name in ("first", "second"):
        shutil.copytree(preview.site / "content/harbour/ferry", pool / name / "tug")
        in_place(pool / name / "tug/story.md", story("Tug", f"The {name} tug"))
    (pool / "now").symlink_to("first")
    (preview.site / "content/pool").symlink_to("../pool/now")
    until(lambda: preview.shows("/pool/tug/", "The first tug"))
    (pool / "next").symlink_to("second")
    (pool / "next").replace(pool / "now")
    until(lambda: preview.shows("/pool/tug/", "The second tug"))
    in_place(pool / "second/tug/story.md", story("Tug", "The third tug"))
    until(lambda: preview.shows("/pool/tug/", "The third tug"))


def test_settings_and_themes_are_watched(preview: Preview) -> None:
    in_place(
        preview.site / "site.toml",
        'title = "The New Quay"\nbase_url = "https://quay.example/"\ntheme = "own"\n',
    )
    until(lambda: "there is no theme" in preview.console or "own" in preview.console)
    theme = preview.site / "themes/own"
    (theme / "templates").mkdir(parents=True)
    in_place(theme / "theme.toml", 'extends = "default"\n')
    until(lambda: preview.shows("/", "The New Quay"))
    in_place(theme / "templates/page.html", "{{ page.title }}")
    in_place(theme / "templates/story.html", "<p>Mine: {{ page.title }}</p>")
    until(lambda: preview.shows(FERRY, "<p>Mine: Ferry stops</p>"))


def test_a_checkout_of_many_files_is_one_or_two_builds(preview: Preview) -> None:
    content = preview.site / "content/harbour"
    run_git(preview.site, "init", "-q")
    run_git(preview.site, "add", ".")
    run_git(preview.site, "commit", "-qm", "few")
    run_git(preview.site, "checkout", "-qb", "many")
    work = preview.site.parent / "work"
    run_git(preview.site, "worktree", "add", "-qb", "filled", str(work))
    for number in range(120):
        folder = work / f"content/harbour/s{number}"
        (folder / "sources").mkdir(parents=True)
        (folder / "story.md").write_text(story(f"Story {number}", "The ferry stopped"), encoding="utf-8")
        (folder / "sources/courier.md").write_text(SOURCE, encoding="utf-8")
    run_git(work, "add", ".")
    run_git(work, "commit", "-qm", "many files")
    tab = preview.tab("/archive/2026/01/")
    before = tab.next()["builds"]
    run_git(preview.site, "merge", "-q", "--ff-only", "filled")
    assert len(list(content.iterdir())) == 122
    until(lambda: preview.get("/harbour/s119/").status == 200)
    until(
        lambda: (
            preview.shows("/archive/2026/01/", "Story 0") and preview.shows("/archive/2026/01/", "Story 119")
        )
    )
    # The look that follows new folders finds nothing new and counts as a build of its own.
    news = tab.hear(lambda news: news["do"] == "reload")
    assert news["builds"] - before <= 2


def test_an_edit_during_a_build_is_picked_up(preview: Preview) -> None:
    file = preview.site / "content/harbour/ferry/story.md"
    for number in range(40):  # some of these fall into a build, wherever a build is
        in_place(file, story("Ferry stops", f"The ferry made trip {number}"))
        if number % 4 == 0:
            preview.get("/")
    until(lambda: preview.shows(FERRY, "trip 39"))


def test_an_article_dropped_into_a_folder_without_story_md_is_on_the_page(
    site: MakeSite, start: Callable[..., Preview]
) -> None:
    def article(words: str, day: int) -> str:
        return f"---\ntitle: Ferry\npublisher: Paper {day}\npublished: 2026-03-0{day}\n---\n{words}\n"

    sources = "content/harbour/gale/sources"
    folder = site({f"{sources}/wire.md": article("The ferry lay at the quay all Tuesday in a gale.", 3)})
    page = "/harbour/gale/"
    preview = start(folder, "--now", "2026-03-09T12:00:00+00:00")
    assert preview.shows(page, "Compiled automatically from 1 article")
    assert preview.shows(page, 'Updated <time datetime="2026-03-03">')
    fresh = article("Ada Brandt, who leads the Ferry Board, found a crack in the hull on Thursday.", 5)
    (folder / sources / "later.md").write_text(fresh, encoding="utf-8")
    until(lambda: preview.shows(page, "found a crack in the hull"))
    assert preview.shows(page, "Compiled automatically from 2 articles")
    assert preview.shows(page, 'Updated <time datetime="2026-03-05">')
