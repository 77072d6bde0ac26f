"""`dateline theme`: a part of a theme becomes the site's own, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

from harness import REPOSITORY, MakeSite, Run

DEFAULT = REPOSITORY / "themes/default"


def test_a_part_is_copied_and_the_site_uses_it(site: MakeSite, run: Run) -> None:
    folder = site()
    ran = run(folder, "theme", "eject", "words/en.toml")
    assert ran.exit == 0, ran.console
    copy = folder / "themes/own/words/en.toml"
    assert copy.read_bytes() == (DEFAULT / "words/en.toml").read_bytes()
    assert (folder / "site.toml").read_text(encoding="utf-8").splitlines()[1] == 'theme = "own"'
    assert "created  themes/own/words/en.toml" in ran.stdout
    assert 'changed  site.toml: theme = "own"' in ran.stdout
    copy.write_text(copy.read_text(encoding="utf-8").replace("Skip to", "Jump to"), encoding="utf-8")
    assert run(folder, "build").exit == 0
    assert "Jump to" in (folder / "public/index.html").read_text(encoding="utf-8")


def test_the_site_is_the_same_as_before(site: MakeSite, run: Run) -> None:
    folder = site()
    run(folder, "build")
    before = {path: path.read_bytes() for path in (folder / "public").rglob("*.html")}
    run(folder, "theme", "eject", "story.html")
    run(folder, "build")
    assert {path: path.read_bytes() for path in (folder / "public").rglob("*.html")} == before


def test_a_second_part_goes_into_the_same_theme(site: MakeSite, run: Run) -> None:
    folder = site()
    run(folder, "theme", "eject", "page.html", "--into", "harbour")
    settings = (folder / "site.toml").read_bytes()
    ran = run(folder, "theme", "eject", "css/site.css")
    assert ran.exit == 0, ran.console
    assert (folder / "themes/harbour/static/css/site.css").is_file()
    assert (folder / "site.toml").read_bytes() == settings


def test_another_theme_than_the_sites_own_is_refused(site: MakeSite, run: Run) -> None:
    folder = site()
    run(folder, "theme", "eject", "page.html", "--into", "harbour")
    ran = run(folder, "theme", "eject", "home.html", "--into", "port")
    assert ran.exit == 6
    assert "the site has a theme of its own, “harbour”" in ran.stderr
    assert [path.name for path in (folder / "themes").iterdir()] == ["harbour"]
    assert not (folder / "themes/harbour/templates/home.html").exists()
    assert run(folder, "theme", "eject", "home.html", "--into", "harbour").exit == 0


def test_a_theme_that_is_named_is_replaced_in_its_line(site: MakeSite, run: Run) -> None:
    text = '# ours\ntitle = "X"\nbase_url = "https://x.example/"\ntheme   =  "default" # for now\n\n[check]\n'
    folder = site({"site.toml": text})
    assert run(folder, "theme", "eject", "home.html").exit == 0
    changed = (folder / "site.toml").read_text(encoding="utf-8")
    assert changed == text.replace('theme   =  "default"', 'theme = "own"')


def test_line_ends_stay(site: MakeSite, run: Run) -> None:
    text = b'title = "Paper" # ours\r\nbase_url = "https://x.example/"\r\n'
    folder = site({"site.toml": text})
    assert run(folder, "theme", "eject", "home.html").exit == 0
    assert (folder / "site.toml").read_bytes() == text.replace(b"# ours", b'# ours\r\ntheme = "own"')


def test_what_is_the_sites_own_is_not_overwritten(site: MakeSite, run: Run) -> None:
    folder = site()
    run(folder, "theme", "eject", "home.html")
    mine = folder / "themes/own/templates/home.html"
    mine.write_text("mine", encoding="utf-8")
    ran = run(folder, "theme", "eject", "home.html")
    assert (ran.exit, mine.read_text(encoding="utf-8")) == (6, "mine")
    assert "the site's own already" in ran.stderr


def test_a_folder_that_the_site_does_not_use_is_left_alone(site: MakeSite, run: Run) -> None:
    folder = site({"themes/own/notes.txt": "mine"})
    ran = run(folder, "theme", "eject", "home.html")
    assert ran.exit == 6
    assert "--into" in ran.stderr
    assert not (folder / "themes/own/templates").exists()
    assert "own" not in (folder / "site.toml").read_text(encoding="utf-8")


def test_an_unknown_part_has_a_hint(site: MakeSite, run: Run) -> None:
    folder = site()
    ran = run(folder, "theme", "eject", "stroy.html")
    assert ran.exit == 6
    assert "did you mean “story.html”" in ran.stderr
    assert not (folder / "themes").exists()


def test_parts_are_listed_with_their_theme(site: MakeSite, run: Run) -> None:
    folder = site()
    run(folder, "theme", "eject", "css/site.css")
    listed = json.loads(run(folder, "theme", "parts", "--json").stdout)["parts"]
    themes = {row["part"]: row["theme"] for row in listed}
    assert themes["static/css/site.css"] == "own"
    assert themes["templates/story.html"] == "default"
    assert {f"templates/{path.name}" for path in (DEFAULT / "templates").glob("*.html")} <= set(themes)


def test_names_that_lead_elsewhere_are_refused(site: MakeSite, run: Run) -> None:
    folder = site()
    for name in ("../other", "a/b", ".hidden", ""):
        assert run(folder, "theme", "eject", "home.html", "--into", name).exit == 6
    assert sorted(path.name for path in Path(folder).iterdir()) == ["content", "site.toml"]
