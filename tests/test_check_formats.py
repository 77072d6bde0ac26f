"""What `dateline check` prints for other tools, which stories and rules it tells of, and when it fails."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validators

from dateline import rules
from harness import REPOSITORY, MakeSite, Ran, Run

SCHEMA = json.loads((REPOSITORY / "tests" / "tools" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
ARTICLE = "---\ntitle: Ferry stops\npublisher: Tide\npublished: 2026-01-02\n---\nIt stopped.\n"
ARTICLE += "It ebbs. It rests. A 🚢 sailed.\n"
HEAD = "---\ntitle: Ferry\npublished: 2026-01-02\n---\n"
FERRY = "content/harbour/ferry"
FILES: dict[str, str | bytes] = {
    f"{FERRY}/story.md": f"{HEAD}It stopped [@ap].\n\n## One\n\nA 🚢 sailed. [It](gone.md) 🚢 rests [@ap].\n",
    f"{FERRY}/sources/ap.md": ARTICLE,
    "content/harbour/ebb/story.md": f"{HEAD}It ebbs [@ap].\n\n## One\n\nIt flows.\n",
    "content/harbour/ebb/sources/ap.md": ARTICLE,
    "content/city/moor/story.md": f"{HEAD}It rests [@ap].\n",
    "content/city/moor/sources/ap.md": ARTICLE,
    "content/about.md": "---\ntitle: About\n---\n![](gone.png)\n",
}


def log(ran: Ran) -> dict[str, Any]:
    """The one run of the SARIF log that was printed, which its schema accepts."""
    assert ran.stderr == ""
    found: dict[str, Any] = json.loads(ran.stdout)
    validators.validator_for(SCHEMA)(SCHEMA).validate(found)
    assert (found["version"], found["$schema"]) == ("2.1.0", SCHEMA["id"])
    [run] = found["runs"]
    return dict(run)


def told(ran: Ran) -> list[tuple[str, str]]:
    """The file and the rule of each problem in Dateline's own JSON."""
    return [(p["file"], p["rule"]) for p in json.loads(ran.stdout)["problems"]]


# ── SARIF ────────────────────────────────────────────────────────────────────────────────────────


def test_sarif_is_valid_and_names_each_place_in_utf16_units(site: MakeSite, run: Run) -> None:
    ran = run(site(FILES), "check", "--format", "sarif")
    found = log(ran)
    assert ran.exit == 1
    assert found["columnKind"] == "utf16CodeUnits"
    links = (result for result in found["results"] if result["ruleId"] == "broken-link")
    broken = next(result for result in links if "about" not in str(result))
    location = broken["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": f"{FERRY}/story.md"}
    assert location["region"] == {"startLine": 9, "startColumn": 19, "endColumn": 26}  # the ship is two units
    assert broken["level"] == "error"


def test_sarif_describes_every_rule_and_each_result_points_at_its_own(site: MakeSite, run: Run) -> None:
    found = log(run(site(FILES), "check", "--format", "sarif"))
    described = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.name for rule in rules.ALL]
    assert all(described[r["ruleIndex"]]["id"] == r["ruleId"] for r in found["results"])
    by_name = {rule["id"]: rule for rule in described}
    assert by_name["quote-altered"]["defaultConfiguration"]["level"] == "error"
    assert by_name["one-voice"]["defaultConfiguration"]["level"] == "warning"
    assert by_name["low-support"]["properties"]["level"] == 2
    assert all(rule["help"]["text"].endswith(".") for rule in described)


def test_sarif_counts_claims(site: MakeSite, run: Run) -> None:
    ran = run(site(FILES), "check", "--format", "sarif")
    properties = log(ran)["properties"]
    assert list(properties["claims"]) == [
        *("claims", "cited", "uncited", "checked", "corroborated", "single", "unchecked")
    ]


@pytest.mark.parametrize(
    ("config", "theme", "code", "rule"),
    [("title = 1\n", "", 3, "config"), ('title = "A"\ntheme = "own"\n', "{% if %}", 4, "theme")],
)
def test_sarif_tells_why_a_site_cannot_be_checked(
    site: MakeSite, run: Run, config: str, theme: str, code: int, rule: str
) -> None:
    folder = site(
        {
            **FILES,
            "site.toml": config,
            "themes/own/theme.toml": 'extends = "default"\n',
            "themes/own/templates/home.html": theme,
        }
    )
    ran = run(folder, "check", "--format", "sarif")
    found = log(ran)
    assert ran.exit == code
    assert found["invocations"] == [{"executionSuccessful": False, "exitCode": code}]
    assert {result["ruleId"] for result in found["results"]} == {rule}


def test_sarif_escapes_what_no_address_holds(site: MakeSite, run: Run) -> None:
    folder = site({"content/harbour/né e/story.md": f"{HEAD}It ebbs [@none].\n\n## One\n\nIt flows.\n"})
    [result] = log(run(folder, "check", "--format", "sarif"))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/harbour/n%C3%A9%20e/story.md"


# ── GitHub ───────────────────────────────────────────────────────────────────────────────────────

COMMAND = re.compile(
    r"::(error|warning) file=([^,:]+)(?:,line=(\d+),col=(\d+),endColumn=(\d+))?,title=([^,:]+)::(.+)"
)


def test_github_gets_one_command_for_each_problem(site: MakeSite, run: Run) -> None:
    ran = run(site(FILES), "check", "--format", "github")
    commands = [COMMAND.fullmatch(line) for line in ran.stdout.splitlines() if line.startswith("::")]
    assert all(commands)
    found = {(c[1], c[2], c[3], c[6]) for c in commands if c}
    assert ("error", f"{FERRY}/story.md", "9", "broken-link") in found
    assert ("warning", "content/harbour/ebb/story.md", "9", "uncited-sentence") in found
    assert ran.exit == 1


def test_github_finds_files_from_where_it_runs(site: MakeSite, run: Run) -> None:
    folder = site(
        {f"paper/{name}": text for name, text in FILES.items()} | {"paper/site.toml": 'title = "A"\n'}
    )
    ran = run(folder, "check", "-s", "paper", "--format", "github")
    assert f"file=paper/{FERRY}/story.md,line=9," in ran.stdout


def test_github_commands_are_escaped(site: MakeSite, run: Run) -> None:
    name = "content/harbour/50%, a/story.md"
    ran = run(site({name: f"{HEAD}It ebbs [@none].\n\n## One\n\nIt flows.\n"}), "check", "--format", "github")
    [command] = [line for line in ran.stdout.splitlines() if line.startswith("::")]
    assert "file=content/harbour/50%25%2C a/story.md," in command
    assert "%0Aend it with [@key]" in command


def test_github_gets_what_is_wrong_with_the_settings(site: MakeSite, run: Run) -> None:
    ran = run(site({**FILES, "site.toml": "titel = 1\n"}), "check", "--format", "github")
    assert ran.exit == 3
    assert ran.stdout.startswith("::error file=site.toml,line=1,col=1,endColumn=6,title=config::")


# ── JSON and text ────────────────────────────────────────────────────────────────────────────────


def test_json_is_short_for_its_format(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    long, short = (json.loads(run(folder, "check", *a).stdout) for a in (["--format", "json"], ["--json"]))
    assert {**long, "seconds": 0} == {**short, "seconds": 0}
    assert long["claims"]["claims"] >= long["claims"]["cited"]
    assert {p["level"] for p in long["problems"]} == {0}
    assert run(folder, "check", "--json", "--format", "sarif").exit == 2


# ── what is asked about ──────────────────────────────────────────────────────────────────────────


def test_a_rule_may_be_asked_for_by_name(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    assert {rule for _, rule in told(run(folder, "check", "--json", "--rule", "missing-alt"))} == {
        "missing-alt"
    }
    both = run(folder, "check", "--json", "--rule", "missing-alt", "--rule", "broken-link")
    assert {rule for _, rule in told(both)} == {"missing-alt", "broken-link"}
    assert run(folder, "check", "--rule", "uncited-sentence").exit == 0
    wrong = run(folder, "check", "--rule", "missing-alts")
    assert (wrong.exit, "did you mean “missing-alt”?" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    "named",
    ["harbour/ebb", "content/harbour/ebb", "content/harbour/ebb/", "./content/harbour/ebb/story.md",
     "content/harbour/ebb/sources/ap.md", "harbour/ebb/sources"],
)  # fmt: skip
def test_a_story_may_be_asked_for_by_path_or_id(site: MakeSite, run: Run, named: str) -> None:
    ran = run(site(FILES), "check", "--story", named)
    assert ran.exit == 0
    assert "harbour/ebb/story.md" in ran.stderr
    assert "ferry" not in ran.stderr
    assert "about" not in ran.stderr
    assert "1 story, 1 source: 1 warning" in ran.stdout


def test_a_folder_of_stories_may_be_asked_for_and_several(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    assert json.loads(run(folder, "check", "--json", "--story", "content/harbour").stdout)["stories"] == 2
    several = run(folder, "check", "--json", "--story", "city/moor", "--story", "harbour/ebb")
    assert json.loads(several.stdout)["stories"] == 2
    assert json.loads(run(folder, "check", "--json", "--story", "content").stdout)["stories"] == 3


def test_a_story_that_cannot_be_read_is_told_of_when_asked_for(site: MakeSite, run: Run) -> None:
    folder = site({**FILES, "content/harbour/ebb/story.md": "no front matter"})
    ran = run(folder, "check", "--story", "harbour/ebb")
    assert (ran.exit, "[missing-header]" in ran.stderr) == (1, True)


@pytest.mark.parametrize("named", ["harbour/eb", "nowhere", "..", "content/about.md", "/"])
def test_a_story_that_is_not_there_is_a_mistake_of_the_command(site: MakeSite, run: Run, named: str) -> None:
    ran = run(site(FILES), "check", "--story", named)
    assert ran.exit == 2
    assert "no story lies at" in ran.stderr


def test_fail_on_warning_makes_warnings_fail_and_changes_none(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    ran = run(folder, "check", "--story", "harbour/ebb", "--fail-on", "warning")
    assert ran.exit == 1
    assert ": warning: this sentence cites no source" in ran.stderr
    assert run(folder, "check", "--story", "city", "--fail-on", "warning").exit == 0


# ── what changed ─────────────────────────────────────────────────────────────────────────────────


def git(folder: Path, *arguments: str) -> str:
    """What git prints; it commits as somebody, and looks at no settings of this machine."""
    named = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *named, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


def kept(site: MakeSite, files: dict[str, str | bytes]) -> Path:
    """A site whose files are all committed, on the branch main."""
    folder = site(files)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def changed(run: Run, folder: Path, revision: str = "main", *more: str) -> list[str]:
    """The stories of which the check tells that they changed: each has a problem here."""
    ran = run(folder, "check", "--changed-since", revision, "--json", *more)
    assert ran.stdout, ran.stderr
    return sorted({file.split("/")[2] for file, _ in told(ran)})


ALL_WRONG: dict[str, str | bytes] = {
    f"content/harbour/{name}/{file}": text
    for name in ("ebb", "flow", "né rain")
    for file, text in (("story.md", f"{HEAD}## One\n\nIt flows.\n"), ("sources/ap.md", ARTICLE))
}


def test_only_stories_that_changed_are_told_of(site: MakeSite, run: Run) -> None:
    folder = kept(site, ALL_WRONG)
    assert changed(run, folder) == []
    (folder / "content/harbour/ebb/story.md").write_text(f"{HEAD}## One\n\nIt ebbs.\n", encoding="utf-8")
    assert changed(run, folder) == ["ebb"]
    git(folder, "commit", "-q", "-a", "-m", "second")
    assert changed(run, folder, "HEAD~1") == ["ebb"]
    assert changed(run, folder, "HEAD") == []
    assert changed(run, folder, "HEAD~1", "--story", "harbour/flow") == []


def test_new_removed_and_staged_files_are_changes_too(site: MakeSite, run: Run) -> None:
    folder = kept(site, ALL_WRONG)
    (folder / "content/harbour/né rain/sources/new.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "content/harbour/ebb/sources/ap.md").unlink()
    (folder / "content/harbour/flow/map.svg").write_text("<svg/>", encoding="utf-8")
    git(folder, "add", "content/harbour/flow/map.svg")
    assert changed(run, folder) == ["ebb", "flow", "né rain"]


def test_what_changed_on_the_other_branch_is_no_change_of_this_one(site: MakeSite, run: Run) -> None:
    folder = kept(site, ALL_WRONG)
    git(folder, "switch", "-q", "-c", "own")
    (folder / "content/harbour/ebb/story.md").write_text(f"{HEAD}## One\n\nIt ebbs.\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "own")
    git(folder, "switch", "-q", "main")
    (folder / "content/harbour/flow/story.md").write_text(f"{HEAD}## One\n\nIt rains.\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "theirs")
    git(folder, "switch", "-q", "own")
    assert changed(run, folder) == ["ebb"]


def test_a_site_may_lie_within_a_repository(site: MakeSite, run: Run) -> None:
    inner = {f"paper/{name}": text for name, text in ALL_WRONG.items()}
    folder = kept(site, {**inner, "paper/site.toml": 'title = "A"\n', "other/a.txt": "a"})
    (folder / "paper/content/harbour/flow/story.md").write_text(f"{HEAD}## One\n\nRain.\n", encoding="utf-8")
    (folder / "other/a.txt").write_text("b", encoding="utf-8")
    assert changed(run, folder / "paper") == ["flow"]


def test_ignored_files_are_no_changes(site: MakeSite, run: Run) -> None:
    folder = kept(site, {**ALL_WRONG, ".gitignore": "*.log\n"})
    (folder / "content/harbour/ebb/a.log").write_text("a", encoding="utf-8")
    assert changed(run, folder) == []


@pytest.mark.parametrize("revision", ["gone", "--output=x", "-x", "$(touch x)", "", "main:content"])
def test_a_revision_that_git_does_not_know_is_said(site: MakeSite, run: Run, revision: str) -> None:
    folder = kept(site, ALL_WRONG)
    ran = run(folder, "check", f"--changed-since={revision}")
    assert ran.exit == 2
    assert "git knows no revision" in ran.stderr
    assert not (folder / "x").exists()


def test_no_repository_and_no_git_are_said(site: MakeSite, run: Run, tmp_path: Path) -> None:
    folder = site(ALL_WRONG)
    ran = run(folder, "check", "--changed-since", "main", env={"GIT_CEILING_DIRECTORIES": str(folder.parent)})
    assert ran.exit == 2
    assert "lies in no git repository" in ran.stderr
    ran = run(folder, "check", "--changed-since", "main", env={"PATH": str(tmp_path)})
    assert ran.exit == 2
    assert "git is not installed" in ran.stderr
