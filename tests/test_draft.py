"""`dateline draft` as a newsroom uses it: a first story.md, then what a new article adds to it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from harness import MakeSite, Run

WIRE = """The weir at Stannock broke at noon on 3 March 2026 and flooded 41 cellars, the River Office said.

Ada Brandt, who leads the River Office, told residents that a gate in the weir had rusted through.
The gate was last painted on 11 June 2025, by a sheet that the River Office handed out.

Firefighters from Marlside carried nine people out of Tanner Lane in boats.
"""
QUAY = """The gate that rusted at Stannock was last painted nine months ago.

The weir at Stannock broke at noon on 3 March 2026 and flooded 41 cellars, the River Office said.

Hilde Arno, a baker in Tanner Lane, lost two ovens to the water. Insurers expect 200 claims from the lane.
"""
LATER = """Engineers closed the broken weir at Stannock with 600 steel piles on 9 March 2026, the mayor said.

Firefighters from Marlside carried nine people out of Tanner Lane in boats.

The council voted on 10 March 2026 to build a new weir upstream for 8 million crowns.
"""
FRENCH = """Le barrage de Stannock a cédé mardi à midi et les caves de la rue sont inondées, dit l'Office.

Les pompiers de Marlside ont évacué neuf personnes en barque. La mairie a ouvert une salle pour les familles.
"""


def source(text: str, title: str, publisher: str, day: str, more: str = "") -> str:
    return f"---\ntitle: {title}\npublisher: {publisher}\npublished: {day}\n{more}---\n{text}"


FOLDER = "content/river/weir"
FILES = {
    f"{FOLDER}/sources/wire.md": source(WIRE, "Weir breaks at Stannock", "Coast Wire", "2026-03-03"),
    f"{FOLDER}/sources/quay.md": source(QUAY, "Cellars full at Stannock", "The Quay", "2026-03-04"),
}
NEW = {f"{FOLDER}/sources/later.md": source(LATER, "Stannock gets a new weir", "Lock News", "2026-03-10")}
BRIEFING = """---
title: The weir at Stannock   # ours
published: 2026-03-04
sources: [wire, quay]
---
The weir broke on 3 March 2026 and 41 cellars were flooded [@wire; @quay]. We were there.

## In Tanner Lane

Firefighters from Marlside carried nine people out of Tanner Lane [@wire]. A baker lost two ovens [@quay].

* one thing
* another

## Timeline

* June 11, 2025: The gate was painted [@wire]
* Mar 3, 2026: The weir at Stannock broke [@quay]
"""


def briefing(root: Path) -> Path:
    return root / FOLDER / "story.md"


def page(root: Path) -> str:
    return (root / "public/river/weir/index.html").read_text()


def told(html: str) -> list[str]:
    """The claims, citations and timeline of a page, with their addresses."""
    main = html[html.index("<main") : html.index("</main>")]
    before_sources = main.partition('id="sources"')[0]
    return re.findall(r'id="(?:c|e|ref)-[^"]*"|href="#src-[^"]*"|<time[^>]*>|<h2[^>]*>[^<]*', before_sources)


# ── a first draft ────────────────────────────────────────────────────────────────────────────────


def test_the_draft_builds_into_the_page_of_the_folder(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    assert run(root, "build").exit == 0
    before = page(root)
    ran = run(root, "draft", "river/weir")
    assert (ran.exit, ran.stderr) == (0, "")
    assert ran.stdout.startswith("created  ")
    assert ran.stdout.endswith("content/river/weir/story.md\n")
    text = briefing(root).read_text()
    assert "sources: [wire, quay]\nmade_by: ai\n" in text
    assert "\n## Timeline\n" in text
    assert run(root, "build").exit == 0
    assert told(page(root)) == told(before)
    assert len(told(before)) > 10
    assert not list((root / FOLDER).glob(".*"))


def test_a_correction_at_the_foot_of_an_article_is_no_news(site: MakeSite, run: Run) -> None:
    foot = (
        "\n\n• This article was amended on 5 March 2026. An earlier version said 14 cellars were flooded. "
        "It was 41.\n\nThe headline on this article was changed on 6 March 2026 to name the River Office.\n"
    )
    root = site({f"{FOLDER}/sources/wire.md": source(WIRE + foot, "Weir breaks", "Coast Wire", "2026-03-03")})
    ran = run(root, "draft", "river/weir")
    assert ran.exit == 0
    text = briefing(root).read_text()
    assert "41 cellars" in text
    assert not re.search("14 cellars|earlier version|amended|headline|It was 41|Mar [56]", text)


def test_a_folder_without_a_sentence_to_show_is_headed_without_a_label(site: MakeSite, run: Run) -> None:
    title = '"LIVE: Weir breaks at Stannock | Coast Wire"'
    root = site({f"{FOLDER}/sources/wire.md": source(WIRE.upper(), title, "Coast Wire", "2026-03-03")})
    assert run(root, "build").exit == 0
    assert "<h1>Weir breaks at Stannock</h1>" in page(root)


GERMAN = """Die Pumpe in Fen End fiel am 3. März um zwölf Uhr aus und überflutete 41 Keller in der Gasse.

Ada Brandt leitet das Amt und schloss die Fährgasse innerhalb einer Stunde. Niemand wurde dort verletzt.
"""
AHEAD = """The new weir at Stannock will be opened on 1 March 2031, the council said.

Divers will look at the outfall in May 2032. A bridge is to be built by 4 April 2099, the mayor said.
"""
DATELESS = "The weir at Stannock is old. Its gate sticks when the water is cold. Nobody knows who built it."
ODD = {
    "one": [WIRE],
    "forty": [WIRE.replace("nine people", f"{9 + number} people") for number in range(40)],
    "twice": [WIRE, WIRE],
    "two-languages": [WIRE, QUAY, GERMAN],
    "german": [GERMAN],
    "empty": [""],
    "a-sentence": ["The weir at Stannock broke at noon on Tuesday."],
    "long": ["\n\n".join(WIRE.replace("41", str(41 + number)) for number in range(750))],
    "dateless": [DATELESS],
    "ahead": [AHEAD],
    "capitals": [WIRE.upper()],
}


def test_odd_articles_give_a_page_or_a_problem_and_nothing_invented(site: MakeSite, run: Run) -> None:
    files = {
        f"content/odd/{name}/sources/s{number:02}.md": source(
            text, f"Weir {name}", f"Paper {number}", f"2026-03-{3 + number % 7:02}"
        )
        for name, texts in ODD.items()
        for number, text in enumerate(texts)
    }
    assert len(ODD["long"][0].split()) > 50_000
    root = site(files)
    ran = run(root, "build", "--now", "2026-03-12T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    assert "Traceback" not in ran.console
    for name, texts in ODD.items():
        twin = json.loads((root / f"public/odd/{name}/index.json").read_text())
        claims = [claim["text"] for claim in twin["claims"]]
        known = " ".join(" ".join(texts).split())
        assert all(claim in known for claim in claims), name
        assert bool(claims) is (name not in ("empty", "capitals"))
    checked = json.loads(run(root, "check", "--json", "--now", "2026-03-12T12:00:00+00:00").stdout)
    assert not [one for one in checked["problems"] if one["level"] == 1]
    assert re.search(
        r'lang="de" dir="auto">\s*<p class="label" lang="en" dir="ltr">In German</p>',
        (root / "public/odd/two-languages/index.html").read_text(),
    )
    left = [one for one in checked["problems"] if one["rule"] == "uncited-source"]
    assert {one["file"].split("/")[2]: one["message"].partition(": ")[2] for one in left} == {
        "capitals": "no sentence of it can be shown",
    }


def test_a_dry_run_prints_it_and_writes_nothing(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    ran = run(root, "draft", FOLDER, "--dry-run")
    assert ran.exit == 0
    assert not briefing(root).exists()
    run(root, "draft", FOLDER)
    assert briefing(root).read_text() == ran.stdout


def test_a_story_md_is_never_overwritten(site: MakeSite, run: Run) -> None:
    root = site({**FILES, f"{FOLDER}/story.md": BRIEFING})
    ran = run(root, "draft", "river/weir")
    assert ran.exit == 6
    assert "never overwritten" in ran.stderr
    assert "--update" in ran.stderr
    assert briefing(root).read_text() == BRIEFING


def test_what_is_left_out_and_what_is_disputed_is_said(site: MakeSite, run: Run) -> None:
    french = "Le barrage de Stannock a cédé mardi et l'eau a envahi les caves de la rue, dit le maire. " * 3
    other = "The gate was last painted on 12 June 2025, by a sheet that the River Office handed out.\n"
    root = site(
        FILES
        | {
            f"{FOLDER}/sources/jour.md": source(
                french, "Le barrage", "Le Jour", "2026-03-04", "language: fr\n"
            ),
            f"{FOLDER}/sources/post.md": source(other, "The gate", "Marlside Post", "2026-03-05"),
        }
    )
    ran = run(root, "draft", "river/weir")
    assert ran.exit == 0
    assert "in French  jour: in a section of its own" in ran.stdout
    assert re.search(r"disputed  wire says Jun\w* 11, 2025: “.*”; post says Jun\w* 12, 2025: “", ran.stdout)


def test_each_language_has_sections_of_its_own_and_the_page_is_that_of_the_file(
    site: MakeSite, run: Run
) -> None:
    french = source(FRENCH, "Le barrage de Stannock cède", "Le Jour", "2026-03-04")
    root = site({**FILES, f"{FOLDER}/sources/jour.md": french})
    assert run(root, "build").exit == 0
    before = page(root)
    assert '<section class="prose" id="le-barrage-de-stannock-cede" lang="fr" dir="auto">' in before
    assert '<p class="label" lang="en" dir="ltr">In French</p>' in before
    assert run(root, "draft", "river/weir").exit == 0
    assert "## Le barrage de Stannock cède {lang=fr}" in briefing(root).read_text()
    assert run(root, "build").exit == 0
    assert told(page(root)) == told(before)
    assert 'lang="fr" dir="auto">' in page(root)
    assert "## Le barrage de Stannock cède {lang=fr}" in (root / "public/river/weir/index.md").read_text()


# ── an update ────────────────────────────────────────────────────────────────────────────────────


def test_an_update_is_a_diff_and_writes_nothing(site: MakeSite, run: Run) -> None:
    root = site({**FILES, **NEW, f"{FOLDER}/story.md": BRIEFING})
    ran = run(root, "draft", "river/weir", "--update")
    assert ran.exit == 0
    assert briefing(root).read_text() == BRIEFING
    added = [line[1:] for line in ran.stdout.splitlines() if line.startswith("+")]
    assert "sources: [wire, quay, later]" in added
    assert any(
        "out of Tanner Lane [@wire; @later]. A baker lost two ovens [@quay]." in line for line in added
    )
    events = [line for line in added if line.startswith("* ")]
    assert [line.partition(":")[0] for line in events] == ["* Mar 9, 2026", "* Mar 10, 2026"]
    assert "## Further reports" in added  # the theme's own heading tells of the gate, which is not new
    assert any("600 steel piles" in line and not line.startswith("* ") for line in added)
    assert ran.stderr.strip().endswith("nothing was written, --yes puts it in")


def test_yes_makes_exactly_this_diff_and_keeps_every_word_of_the_writer(site: MakeSite, run: Run) -> None:
    root = site({**FILES, **NEW, f"{FOLDER}/story.md": BRIEFING})
    shown = run(root, "draft", "river/weir", "--update").stdout
    ran = run(root, "draft", "river/weir", "--update", "--yes")
    assert (ran.exit, ran.stdout) == (0, shown)
    after = briefing(root).read_text()
    plain = [re.sub(r"; @later\b|, later\b", "", line) for line in after.splitlines()]
    rest = iter(plain)
    assert all(any(line == other for other in rest) for line in BRIEFING.splitlines())
    assert run(root, "check").exit == 0
    again = run(root, "draft", "river/weir", "--update", "--yes")
    assert (again.exit, again.console) == (0, "river/weir: nothing new\n")
    assert briefing(root).read_text() == after


def test_the_diff_is_one_that_patch_reads(site: MakeSite, run: Run, tmp_path: Path) -> None:
    root = site({**FILES, **NEW, f"{FOLDER}/story.md": BRIEFING})
    diff = tmp_path / "update.diff"
    diff.write_text(run(root, "draft", "river/weir", "--update").stdout)
    subprocess.run(["git", "apply", str(diff)], cwd=root, check=True)
    patched = briefing(root).read_text()
    briefing(root).write_text(BRIEFING)
    run(root, "draft", "river/weir", "--update", "--yes")
    assert briefing(root).read_text() == patched


def test_nothing_new_is_said(site: MakeSite, run: Run) -> None:
    root = site({**FILES, f"{FOLDER}/story.md": BRIEFING})
    ran = run(root, "draft", "river/weir", "--update")
    assert (ran.exit, ran.console) == (0, "river/weir: nothing new\n")


@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_a_story_md_with_an_error_is_refused_with_it(site: MakeSite, run: Run, options: list[str]) -> None:
    wrong = BRIEFING.replace("[@quay].", "[@quey].")
    root = site({**FILES, **NEW, f"{FOLDER}/story.md": wrong})
    ran = run(root, "draft", "river/weir", "--update", *options)
    assert ran.exit == 1
    assert "unknown-source" in ran.stderr
    assert "nothing was written" in ran.stderr
    assert briefing(root).read_text() == wrong


def test_an_update_needs_a_story_md(site: MakeSite, run: Run) -> None:
    root = site(FILES)
    ran = run(root, "draft", "river/weir", "--update")
    assert ran.exit == 6
    assert "there is no story.md" in ran.stderr


@pytest.mark.parametrize("options", [["--yes"], ["--update", "--yes", "--dry-run"]])
def test_yes_goes_with_an_update_alone(site: MakeSite, run: Run, options: list[str]) -> None:
    assert run(site(FILES), "draft", "river/weir", *options).exit == 2


def test_json_says_what_was_done(site: MakeSite, run: Run) -> None:
    root = site({**FILES, **NEW, f"{FOLDER}/story.md": BRIEFING})
    told = json.loads(run(root, "draft", "river/weir", "--update", "--json").stdout)
    assert (told["command"], told["changed"], told["sources"]) == ("draft", False, ["later"])
    assert {event["date"] for event in told["events"]} == {"2026-03-09", "2026-03-10"}
    assert [one["keys"] for one in told["supported"]] == [["later"]]
    assert told["text"] != BRIEFING
    briefing(root).unlink()
    made = json.loads(run(root, "draft", "river/weir", "--json").stdout)
    assert (made["created"], made["text"]) == (True, briefing(root).read_text())
