"""`dateline report`: the page for the editor, where it may be written, and what is said when it cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidenced import files
from harness import MakeSite, Run, run_dateline, write_files
from previewing import run_git

STORY = "harbour/ferry"
NOW = ("--now", "2026-01-15T12:00:00+00:00")
WORDS = "Two tugs, the Petrel and the Auk"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site for the tests that change nothing in it but its reports."""
    folder = tmp_path_factory.mktemp("paper")
    write_files(folder, files())
    return folder


@pytest.mark.parametrize(
    "named",
    [
        STORY,
        f"content/{STORY}",
        f"content/{STORY}/",
        f"content/{STORY}/story.md",
        f"content/{STORY}/sources/wire.md",
    ],
)
def test_a_story_is_named_by_its_id_its_folder_or_a_file_in_it(paper: Path, named: str) -> None:
    ran = run_dateline(paper, "report", named, *NOW)
    assert (ran.exit, ran.console) == (0, ".dateline/reports/harbour/ferry.html\n")
    page = (paper / ".dateline/reports/harbour/ferry.html").read_text(encoding="utf-8")
    assert '<h1 dir="auto">Marigold runs aground</h1>' in page
    assert WORDS in page
    assert (paper / ".dateline/reports/.gitignore").read_bytes() == b"*\n"


def test_a_report_is_the_same_each_time_and_changes_nothing_else(paper: Path) -> None:
    first = run_dateline(paper, "report", STORY, "-o", "-", *NOW)
    again = run_dateline(paper, "report", STORY, "-o", "-", *NOW)
    assert first.stdout == again.stdout
    assert first.stdout.startswith("<!doctype html>")
    assert first.stderr == ""
    assert not (paper / "public").exists()


def test_a_report_goes_to_the_file_that_is_named(paper: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "ferry.html"
    ran = run_dateline(paper, "report", STORY, "-o", str(target), *NOW)
    assert (ran.exit, ran.stdout) == (0, f"{target}\n")
    assert WORDS in target.read_text(encoding="utf-8")
    assert [path.name for path in target.parent.iterdir()] == ["ferry.html"]


def test_what_it_holds_in_numbers(paper: Path) -> None:
    ran = run_dateline(paper, "report", STORY, "--json", *NOW)
    found = json.loads(ran.stdout)
    assert (found["command"], found["exit"], found["story"]) == ("report", 0, STORY)
    assert Path(found["report"].replace("[SITE]", str(paper))).is_file()
    assert found["claims"]["cited"] > 10
    assert {source["key"]: source["unchecked"] for source in found["sources"]} == {
        "courier": "",
        "gazette": "",
        "radio": "",
        "wire": "no text is kept of this article",
    }
    assert all(problem["file"].startswith(f"content/{STORY}/") for problem in found["problems"])


@pytest.mark.parametrize(
    "target", ["public/x.html", "public", "public/deep/x.html", "content/x.html", "themes/x.html"]
)
def test_a_report_is_never_written_where_the_site_is_published_from(paper: Path, target: str) -> None:
    ran = run_dateline(paper, "report", STORY, "-o", target, *NOW)
    assert ran.exit == 6
    assert "a report must not lie in" in ran.stderr
    assert "[output]" in ran.stderr
    assert not (paper / target).exists()


def test_neither_by_a_link_nor_into_another_output_folder(site: MakeSite, run: Run, tmp_path: Path) -> None:
    folder = site(files())
    elsewhere = tmp_path / "www"
    assert run(folder, "build", "-o", str(elsewhere), *NOW).exit == 0
    assert run(folder, "report", STORY, "-o", str(elsewhere / "ferry.html"), *NOW).exit == 6
    (folder / "public").mkdir()
    (folder / "aside").symlink_to(folder / "public", target_is_directory=True)
    assert run(folder, "report", STORY, "-o", "aside/ferry.html", *NOW).exit == 6
    (folder / ".dateline/reports").symlink_to(folder / "public", target_is_directory=True)
    assert run(folder, "report", STORY, *NOW).exit == 6
    assert list((folder / "public").iterdir()) == []


def test_git_does_not_see_reports_even_without_an_ignore_file(site: MakeSite, run: Run) -> None:
    folder = site(files())
    run_git(folder, "init", "-q")
    assert run(folder, "report", STORY, *NOW).exit == 0
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-qm", "x")
    assert "ferry.html" not in (folder / ".git/index").read_bytes().decode("latin-1")


def test_a_build_neither_publishes_nor_loses_a_report(site: MakeSite, run: Run) -> None:
    folder = site(files())
    assert run(folder, "report", STORY, *NOW).exit == 0
    assert run(folder, "build", *NOW).exit == 0
    assert (folder / ".dateline/reports/harbour/ferry.html").is_file()
    published = "".join(path.read_text(encoding="utf-8") for path in (folder / "public").rglob("*.html"))
    assert "Evidence report" not in published


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("harbour/fery",), "no story lies at “harbour/fery”: did you mean “harbour/ferry”?"),
        (("harbour",), "“harbour” holds 2 stories: name one, such as harbour/bank"),
        (("../elsewhere",), "no story lies at"),
        ((STORY, "-o", "-", "--json"), "-o - goes not with --json"),
        ((STORY, "-o", "-", "--open"), "-o - goes not with --open"),
    ],
)
def test_what_cannot_be_is_a_mistake_in_the_command(paper: Path, args: tuple[str, ...], said: str) -> None:
    ran = run_dateline(paper, "report", *args, *NOW)
    assert ran.exit == 2
    assert said in " ".join(ran.stderr.split())


@pytest.mark.parametrize(
    ("header", "option"),
    [("draft: true", "-D"), ("published: 2026-02-01", "-F"), ("expires: 2026-01-10", "-E")],
)
def test_a_story_that_is_not_out_names_its_option(site: MakeSite, run: Run, header: str, option: str) -> None:
    made = files()
    story = made[f"content/{STORY}/story.md"]
    if header.startswith("published"):
        story = story.replace("published: 2026-01-04", header)
    else:
        story = story.replace("published: 2026-01-04", f"published: 2026-01-04\n{header}")
    folder = site({**made, f"content/{STORY}/story.md": story})
    ran = run(folder, "report", STORY, *NOW)
    assert ran.exit == 2
    assert f"add {option}" in " ".join(ran.stderr.split())
    assert run(folder, "report", STORY, option, *NOW).exit == 0


def test_a_story_with_errors_and_problems_of_others_has_its_report(site: MakeSite, run: Run) -> None:
    made = files()
    story = made[f"content/{STORY}/story.md"].replace("[@gazette].", "[@gazete].")
    made |= {f"content/{STORY}/story.md": story, "content/harbour/bank/story.md": "---\ntitel: x\n---\n"}
    folder = site(made)
    ran = run(folder, "report", STORY, *NOW)
    assert (ran.exit, ran.stderr) == (0, "")
    page = (folder / ".dateline/reports/harbour/ferry.html").read_text(encoding="utf-8")
    assert "unknown-source" in page
    assert "titel" not in page
    assert WORDS in page


def test_a_story_that_cannot_be_read_has_a_report_of_what_is_wrong(site: MakeSite, run: Run) -> None:
    folder = site({**files(), f"content/{STORY}/story.md": "---\ntitel: x\n---\n"})
    ran = run(folder, "report", STORY, *NOW)
    assert ran.exit == 1
    assert "[unknown-key]" in ran.stderr
    page = (folder / ".dateline/reports/harbour/ferry.html").read_text(encoding="utf-8")
    assert "cannot be read yet" in page
    assert "unknown-key" in page
    found = json.loads(run(folder, "report", STORY, "--json", *NOW).stdout)
    assert (found["exit"], found["claims"]["claims"]) == (1, 0)


def test_a_translation_has_a_report_of_its_own(site: MakeSite, run: Run) -> None:
    made, french = files(), "---\ntitle: Le Marigold échoué\n---\nUne phrase [@gazete].\n"
    story = made[f"content/{STORY}/story.md"].replace("[@gazette].", "[@couriel].", 1)
    made |= {f"content/{STORY}/story.md": story, f"content/{STORY}/story.fr.md": french}
    made["site.toml"] += "[languages.fr]\n"
    folder = site(made)
    ran = run(folder, "report", f"content/{STORY}/story.fr.md", *NOW)
    assert (ran.exit, ran.stdout) == (0, ".dateline/reports/harbour/ferry.fr.html\n")
    page = (folder / ".dateline/reports/harbour/ferry.fr.html").read_text(encoding="utf-8")
    assert "Le Marigold échoué" in page
    assert "gazete" in page
    assert "couriel" not in page
    assert run(folder, "report", STORY, *NOW).exit == 0
    page = (folder / ".dateline/reports/harbour/ferry.html").read_text(encoding="utf-8")
    assert "couriel" in page
    assert "gazete”" not in page


def test_a_folder_without_a_briefing_has_a_report(site: MakeSite, run: Run) -> None:
    made = files()
    del made["content/harbour/bank/story.md"]
    folder = site(made)
    assert run(folder, "report", "harbour/bank", *NOW).exit == 0
    page = (folder / ".dateline/reports/harbour/bank.html").read_text(encoding="utf-8")
    assert "A sounding taken in August" in page
