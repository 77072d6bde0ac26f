"""`dateline check --fix`: what it shows, what it writes, and that pages stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import MakeSite, Run

ARTICLE = "---\ntitle: Ferry stops\npublisher: {0}\npublished: {1}\n---\nIt stopped. It flows.\n"
FERRY = "content/harbour/ferry"
FILES: dict[str, str | bytes] = {
    f"{FERRY}/story.md": (
        "---\r\ntitle: Ferry\r\npublished: Jan 3, 2026\r\nsources: [ap, bbc]\r\n---\r\nIt stopped [1][2].\r\n"
        "\r\n## Timeline\r\n\r\n- 2026-01-02 (noon): It stopped [1]\r\n"
    ),
    f"{FERRY}/sources/ap.md": ARTICLE.format("AP", "2026-01-02"),
    f"{FERRY}/sources/bbc.md": ARTICLE.format("BBC", "2 Jan 2026"),
    "content/city/moor/story.md": "---\ntitle: Moor\npublished: 2026-01-03\n---\nIt flows [1].\n",
    "content/city/moor/sources/ap.md": ARTICLE.format("AP", "2026-01-02"),
    "content/about.md": "---\ntitle: About\nexpires: Jan 2, 2099\n---\nWords.\n",
}
DIFF = f"""\
--- a/content/city/moor/story.md
+++ b/content/city/moor/story.md
@@ -2,4 +2,4 @@
 title: Moor
 published: 2026-01-03
 ---
-It flows [1].
+It flows [@ap].
--- a/{FERRY}/story.md
+++ b/{FERRY}/story.md
@@ -1,10 +1,10 @@
 ---
 title: Ferry
-published: Jan 3, 2026
+published: 2026-01-03
 sources: [ap, bbc]
 ---
-It stopped [1][2].
+It stopped [@ap; @bbc].

 ## Timeline

-- 2026-01-02 (noon): It stopped [1]
+- Jan 2, 2026 (noon): It stopped [@ap]
--- a/{FERRY}/sources/bbc.md
+++ b/{FERRY}/sources/bbc.md
@@ -1,6 +1,6 @@
 ---
 title: Ferry stops
 publisher: BBC
-published: 2 Jan 2026
+published: 2026-01-02
 ---
 It stopped. It flows.
--- a/content/about.md
+++ b/content/about.md
@@ -1,5 +1,5 @@
 ---
 title: About
-expires: Jan 2, 2099
+expires: 2099-01-02
 ---
 Words.
"""


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_fix_shows_its_diff_changes_the_files_and_is_done(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    ran = run(folder, "check", "--fix")
    assert (ran.exit, ran.stderr) == (0, "")
    assert ran.stdout == f"{DIFF}changed 4 files\n"
    changed = tree(folder / "content")
    assert changed["harbour/ferry/story.md"].count(b"\r\n") == changed["harbour/ferry/story.md"].count(b"\n")
    again = run(folder, "check", "--fix")
    assert (again.exit, again.console) == (0, "")
    assert tree(folder / "content") == changed


def test_a_dry_run_shows_the_same_and_changes_nothing(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    before = tree(folder)
    ran = run(folder, "check", "--fix", "--dry-run")
    assert ran.stdout == f"{DIFF}would change 4 files\n"
    assert tree(folder) == before


def test_the_pages_stay_as_they_are(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    now = ("--now", "2026-01-15T12:00:00+00:00")
    run(folder, "build", *now)
    before = tree(folder / "public")
    run(folder, "check", "--fix", "-q")
    again = run(folder, "build", *now)
    assert again.exit == 0
    assert tree(folder / "public") == before


def test_permissions_and_links_stay(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    story, kept = folder / FERRY / "story.md", folder / "content" / "kept.txt"
    kept.write_bytes(story.read_bytes())
    kept.chmod(0o640)
    story.unlink()
    story.symlink_to(kept)
    run(folder, "check", "--fix", "-q")
    assert story.is_symlink()
    assert b"[@ap; @bbc]" in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o640


def test_only_what_is_asked_about_is_fixed(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    ran = run(folder, "check", "--fix", "--story", "city/moor")
    assert "changed 1 file\n" in ran.stdout
    assert b"[1][2]" in (folder / FERRY / "story.md").read_bytes()


def test_a_file_with_errors_is_named_and_left(site: MakeSite, run: Run) -> None:
    wrong = str(FILES[f"{FERRY}/story.md"]).replace("title:", "titel:")
    folder = site({**FILES, f"{FERRY}/story.md": wrong})
    ran = run(folder, "check", "--fix")
    assert f"{FERRY}/story.md: left as it is, for it has errors" in ran.stderr
    assert (folder / FERRY / "story.md").read_bytes() == wrong.encode()
    assert "changed 3 files\n" in ran.stdout


def test_a_file_that_cannot_be_read_is_named_and_its_story_left(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    lost = folder / "content/city/moor/sources/bbc.md"
    lost.symlink_to("nowhere.md")
    (folder / "content/lost.md").symlink_to("nowhere.md")
    ran = run(folder, "check", "--fix")
    assert ran.exit == 0
    for file in ("content/city/moor/sources/bbc.md", "content/lost.md"):
        assert f"{file}: left as it is, for it cannot be read: No such file or directory" in ran.stderr
    assert b"[1]" in (folder / "content/city/moor/story.md").read_bytes(), "bbc.md may be number 1"
    assert "changed 3 files\n" in ran.stdout


def test_a_source_that_cannot_be_cited_leaves_numbers_numbers(site: MakeSite, run: Run) -> None:
    article = ARTICLE.format("Ninth", "2026-01-01")
    folder = site({**FILES, "content/city/moor/sources/9.md": article})
    run(folder, "check", "--fix")
    assert b"[1]" in (folder / "content/city/moor/story.md").read_bytes(), "it will be number 1"


def test_a_translation_is_fixed_by_the_numbers_of_its_original_and_its_sources_once(
    site: MakeSite, run: Run
) -> None:
    config = 'title = "P"\nbase_url = "https://p.example/"\n[languages.fr]\ntitle = "P"\n'
    french = (
        "---\ntitle: Bac\ntranslated: Jan 4, 2026\n---\nIl s’est arrêté [1][2].\n\n## Timeline\n\n"
        "- 2026-01-02 : Il s’arrête [1]\n"
    )
    folder = site({**FILES, "site.toml": config, f"{FERRY}/story.fr.md": french})
    ran = run(folder, "check", "--fix")
    assert ran.stderr == ""
    assert ran.stdout.count("+++ ") == 5
    assert f"+++ b/{FERRY}/story.fr.md" in ran.stdout
    assert "+published: 2026-01-02\n" in ran.stdout
    fixed = (
        french.replace("Jan 4, 2026", "2026-01-04").replace("[1][2]", "[@ap; @bbc]").replace("[1]", "[@ap]")
    )
    assert (folder / f"{FERRY}/story.fr.md").read_text(encoding="utf-8") == fixed
    assert run(folder, "check", "--fix").stdout == ""


def test_a_translation_with_errors_is_left_and_named(site: MakeSite, run: Run) -> None:
    config = 'title = "P"\nbase_url = "https://p.example/"\n[languages.fr]\n'
    french = "---\ntitle: Bac\ntranslatd: Jan 4, 2026\n---\nIl s’est arrêté [1][2].\n"
    folder = site({**FILES, "site.toml": config, f"{FERRY}/story.fr.md": french})
    ran = run(folder, "check", "--fix", "--dry-run")
    assert ran.stderr == f"{FERRY}/story.fr.md: left as it is, for it has errors: see dateline check\n"
    assert ran.stdout == DIFF + "would change 4 files\n"


@pytest.mark.parametrize(
    "arguments",
    [["--dry-run"], ["--fix", "--json"], ["--fix", "--format", "sarif"], ["--fix", "--rule", "bad-date"]],
)
def test_what_goes_with_no_fix_is_said(site: MakeSite, run: Run, arguments: list[str]) -> None:
    ran = run(site(FILES), "check", *arguments)
    assert ran.exit == 2
    assert "--fix" in ran.stderr
