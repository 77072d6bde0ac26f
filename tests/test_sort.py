"""`dateline sort` as a newsroom uses it: the plan, then --yes, then nothing left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness import MakeSite, Run

FERRY = "The Kestrel ferry ran aground off Port Ellery. Lifeboats from Whitsand took 61 passengers off it."
LATER = "Salvors hope to float the Kestrel off. Passengers praised the Whitsand lifeboats and the crew."
LIBRARY = (
    "Brackwater council will close the library on Loom Street, says Ines Dorrance, who is the librarian."
)


def source(text: str, publisher: str = "The Quay", day: str = "2026-03-03") -> str:
    title = text.partition(".")[0].partition(",")[0]
    return f"---\ntitle: {title}\npublisher: {publisher}\npublished: {day}\n---\n{text}\n"


FILES = {
    "content/harbour/kestrel/sources/quay.md": source(FERRY),
    "content/inbox/later.md": source(LATER, day="2026-03-05"),
    "content/inbox/library.md": source(LIBRARY, "AP"),
}


def names(root: Path) -> list[str]:
    content = root / "content"
    return sorted(path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file())


def test_the_plan_says_where_and_why_and_moves_nothing(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    before = names(root)
    ran = run(root, "sort")
    assert (ran.exit, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == "Into harbour/kestrel"
    assert lines[1] == "  later.md → sources/quay-2.md"
    assert lines[2].startswith("      0.")
    assert "like its articles: " in lines[2]
    assert "; 2 days from the nearest" in lines[2]
    assert lines[3] == "      “quay” is taken"
    assert lines[4].startswith("New story brackwater-council-close-library-loom: “Brackwater council")
    assert lines[5] == "  library.md → sources/ap.md"
    assert lines[6].startswith("      alone: ")
    assert lines[-1] == ("2 articles for 1 new story, 1 that is there: nothing was moved, --yes moves them")
    assert names(root) == before


def test_yes_moves_and_the_site_builds_and_there_is_nothing_left(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    ran = run(root, "sort", "--yes")
    assert (ran.exit, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == "moved 2 articles, for 1 new story, 1 that is there"
    after = [
        "brackwater-council-close-library-loom/sources/ap.md",
        "harbour/kestrel/sources/quay-2.md",
        "harbour/kestrel/sources/quay.md",
    ]
    assert names(root) == after
    assert run(root, "build").exit == 0
    assert (root / "public/brackwater-council-close-library-loom/index.html").is_file()

    again = run(root, "sort", "--yes")
    assert (again.exit, again.console) == (0, "nothing to sort in content/inbox\n")
    assert names(root) == after


def test_one_file_and_a_section(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    ran = run(root, "sort", "content/inbox/library.md", "--section", "content/city", "--yes")
    assert ran.exit == 0
    assert "city/brackwater-council-close-library-loom/sources/ap.md" in names(root)
    assert "inbox/later.md" in names(root)


@pytest.mark.parametrize("file", ["content/harbour/kestrel/sources/quay.md", "content/inbox/none.md", "."])
def test_another_file_is_refused(site: MakeSite, run: Run, file: str) -> None:
    ran = run(site(FILES), "sort", file)
    assert ran.exit == 2
    assert "'FILE'" in ran.stderr


def test_a_broken_article_is_named_and_left_and_the_others_go(site: MakeSite, run: Run) -> None:
    root = site({**FILES, "content/inbox/broken.md": "---\ntitel: Frost\n---\nFrost.\n"})
    ran = run(root, "sort", "--yes")
    assert ran.exit == 1
    assert "content/inbox/broken.md:2:1: error: " in ran.stderr
    assert "  broken.md: its front matter has " in ran.stdout
    assert [name for name in names(root) if name.startswith("inbox/")] == ["inbox/broken.md"]


def test_the_same_article_is_left_and_said(site: MakeSite, run: Run) -> None:
    ran = run(site({**FILES, "content/inbox/again.md": source(FERRY)}), "sort", "--yes")
    assert ran.exit == 0
    said = "the same article is content/harbour/kestrel/sources/quay.md: delete this one"
    assert f"  again.md: {said}" in ran.stdout


def test_an_empty_inbox_and_none(site: MakeSite, run: Run) -> None:
    root = site({"content/about.md": "---\ntitle: About\n---\n"})
    assert run(root, "sort").console == "nothing to sort in content/inbox\n"
    (root / "content/inbox").mkdir()
    assert run(root, "sort", "--yes").console == "nothing to sort in content/inbox\n"


def test_no_site_is_exit_code_3(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "sort").exit == 3


def test_json(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    for yes in ([], ["--yes"]):
        ran = run(root, "sort", "--json", *yes)
        assert (ran.exit, ran.stderr) == (0, "")
        result = json.loads(ran.stdout)
        first, second = result["stories"]
        assert (first["id"], first["new"], second["new"]) == ("harbour/kestrel", False, True)
        (move,) = first["articles"]
        assert move["file"] == "content/inbox/later.md"
        assert move["target"] == "content/harbour/kestrel/sources/quay-2.md"
        assert (move["key"], move["days"], move["moved"]) == ("quay-2", 2, bool(yes))
        assert 0.11 <= move["alike"] <= 1
        assert "Kestrel" in move["terms"]
    assert json.loads(run(root, "sort", "--json").stdout)["stories"] == []


def test_words_of_a_publisher_do_not_steer_the_terminal(site: MakeSite, run: Run) -> None:
    text = source(LIBRARY).replace("title: Brackwater", 'title: "\\e[31mBrackwater"#')
    ran = run(site({"content/inbox/a.md": text}), "sort")
    assert "\x1b" not in ran.console
