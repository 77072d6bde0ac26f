"""The command line as a user meets it: flags, exit codes, what is printed where, and rough handling."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from harness import MINIMAL_CONFIG, MakeSite, Run, plain_environment, run_dateline, write_files

NOW = ("--now", "2026-01-15T12:00:00+00:00")
STORY = "content/city/ferry/story.md"
GOOD: dict[str, str | bytes] = {
    STORY: "---\ntitle: Ferry sails\npublished: 2026-01-10\nsources: [ap]\n---\n## Back\n\nIt sails [@ap].\n",
    "content/city/ferry/sources/ap.md": (
        "---\ntitle: S\npublisher: AP\npublished: 2026-01-09\n---\nIt sails.\n"
    ),
}
WARNING = {**GOOD, STORY: str(GOOD[STORY]) + "\nNobody said so.\n"}
ERROR = {**GOOD, STORY: str(GOOD[STORY]).replace("title:", "titel:")}
LATER = {
    "content/city/draft/story.md": "---\ntitle: Drafted\npublished: 2026-01-01\ndraft: true\n---\n",
    "content/city/late/story.md": "---\ntitle: Scheduled\npublished: 2026-02-01\n---\n",
    "content/city/gone/story.md": "---\ntitle: Expired\npublished: 2025-12-01\nexpires: 2026-01-01\n---\n",
}


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def big_site(folder: Path, stories: int = 300) -> Path:
    """A site of so many small stories."""
    files: dict[str, str | bytes] = {"site.toml": MINIMAL_CONFIG}
    for number in range(stories):
        for name, content in GOOD.items():
            files[name.replace("ferry", f"ferry-{number}")] = content
    write_files(folder, files)
    return folder


# ── building ─────────────────────────────────────────────────────────────────────────────────────


def test_a_build_says_what_it_did(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    first = run(folder, "build", *NOW)
    assert (first.exit, first.stderr) == (0, "")
    lines = first.stdout.splitlines()
    written = len(tree_of(folder / "public")) - 1  # without the marker
    assert re.fullmatch(
        rf"1 story, 1 source, \d+ pages: {written} written, 0 kept, 0 removed in \[TIME\] s → public",
        lines[0],
    )
    second = run(folder, "build", *NOW)
    assert f": 0 written, {written} kept, 0 removed in" in second.stdout
    (folder / STORY).unlink()
    run(folder, "build", *NOW)
    assert (folder / "public/city/ferry/index.html").exists(), "a folder of sources is a story too"
    (folder / "content/city/ferry/sources/ap.md").unlink()
    (folder / "content/city/ferry/sources").rmdir()
    assert re.search(r": \d+ written, \d+ kept, [1-9]\d* removed in", run(folder, "build", *NOW).stdout)


@pytest.mark.parametrize(
    ("flags", "shown"),
    [
        ((), set()),
        (("-D",), {"draft"}),
        (("--drafts",), {"draft"}),
        (("-F",), {"late"}),
        (("--future",), {"late"}),
        (("-E",), {"gone"}),
        (("--expired",), {"gone"}),
        (("-D", "-F", "-E"), {"draft", "late", "gone"}),
    ],
)
def test_what_is_not_out_is_shown_only_when_asked_for(
    flags: tuple[str, ...], shown: set[str], site: MakeSite, run: Run
) -> None:
    folder = site({**GOOD, **LATER})
    assert run(folder, "build", *NOW, *flags).exit == 0
    out = {path.parent.name for path in (folder / "public/city").glob("*/index.html")}
    assert out == {"ferry"} | shown


def test_a_draft_that_was_built_is_taken_away_by_the_next_build_without(site: MakeSite, run: Run) -> None:
    folder = site({**GOOD, **LATER})
    page = folder / "public/city/draft/index.html"
    for _ in range(2):  # nothing changed: from now on a build need not look further
        run(folder, "build", *NOW)
    run(folder, "build", *NOW, "-D")
    assert page.exists()
    assert run(folder, "build", *NOW).exit == 0
    assert not page.exists()
    assert run(folder, "verify", *NOW).exit == 0


def test_now_decides_what_is_out_and_the_next_change_is_told(site: MakeSite, run: Run) -> None:
    folder = site({**GOOD, **LATER})
    assert "next due 2026-02-01 00:00, city/late" in run(folder, "build", *NOW).stdout
    later = run(folder, "build", "--now", "2026-02-01")
    assert "next due 2026-02-03 00:00, city/late" in later.stdout, "it is news for two days"
    assert (folder / "public/city/late/index.html").exists()
    assert "next due" not in run(folder, "build", "--now", "2026-02-03").stdout


def test_the_next_change_is_told_by_the_newsroom_s_clock(site: MakeSite, run: Run) -> None:
    early = "---\ntitle: Scheduled\npublished: 2026-01-31T18:30:00-05:00\n---\n"
    zone = MINIMAL_CONFIG + 'timezone = "Europe/Paris"\n'
    folder = site({"site.toml": zone, "content/city/early/story.md": early})
    assert "next due 2026-02-01 00:30, city/early" in run(folder, "build", *NOW).stdout


def test_site_and_output_may_be_anywhere(site: MakeSite, run: Run, tmp_path: Path) -> None:
    folder = site(GOOD)
    elsewhere = tmp_path / "Ziel: 100% & <ä>"
    assert run(tmp_path, "build", "-s", str(folder), *NOW).exit == 0
    assert run(tmp_path, "build", "--site", folder.name, "--output", elsewhere.name, *NOW).exit == 0
    assert tree_of(elsewhere) == tree_of(folder / "public")
    deep = folder / "content/city/ferry"
    assert "0 written" in run(deep, "build", *NOW).stdout, "a subfolder of a site is in that site"


def test_an_output_inside_content_is_refused(site: MakeSite, run: Run) -> None:
    ran = run(site(GOOD), "build", "-o", "content/public", *NOW)
    assert ran.exit == 6
    assert "[output]" in ran.stderr


def test_the_base_url_of_the_command_line_wins(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    assert run(folder, "build", "-b", "https://other.example/news", *NOW).exit == 0
    page = (folder / "public/city/ferry/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://other.example/news/city/ferry/">' in page
    assert run(folder, "build", "--base-url", "ftp://x", *NOW).exit == 3


def test_strict_makes_errors_of_warnings_in_every_mood(site: MakeSite, run: Run) -> None:
    folder = site(WARNING)
    for flags in ((), ("-q",)):
        for command in ("build", "check"):
            calm = run(folder, command, *NOW, *flags)
            assert (calm.exit, "warning:" in calm.stderr) == (0, True)
            strict = run(folder, command, "--strict", *NOW, *flags)
            assert strict.exit == 1
            assert "error: this sentence cites no source [uncited-sentence]" in strict.stderr


def test_quiet_prints_problems_only(site: MakeSite, run: Run) -> None:
    quiet = run(site(GOOD), "build", "-q", *NOW)
    assert (quiet.exit, quiet.console) == (0, "")
    wrong = run(site(ERROR), "build", "--quiet", *NOW)
    assert wrong.exit == 1
    assert "[unknown-key]" in wrong.stderr
    assert wrong.stdout == ""


def test_verbose_names_every_file(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    ran = run(folder, "build", "-v", *NOW)
    named = {
        line.removeprefix("written  ") for line in ran.stdout.splitlines() if line.startswith("written  ")
    }
    assert named == set(tree_of(folder / "public")) - {".dateline-output"}
    (folder / "content/about.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    run(folder, "build", *NOW)
    (folder / "content/about.md").unlink()
    assert "removed  about/index.html\n" in run(folder, "build", "--verbose", *NOW).stdout


def test_a_dry_run_tells_the_truth_and_writes_nothing(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    before = tree_of(folder)
    dry = run(folder, "build", "--dry-run", *NOW)
    assert dry.exit == 0
    assert tree_of(folder) == before
    assert not (folder / ".dateline").exists()
    wet = run(folder, "build", "-v", *NOW)
    would = [line[13:] for line in dry.stdout.splitlines() if line.startswith("would write  ")]
    assert would == [line[9:] for line in wet.stdout.splitlines() if line.startswith("written  ")]
    again = run(folder, "build", "--dry-run", *NOW)
    assert f"would write 0, keep {len(would)}, remove 0" in again.stdout


# ── exit codes ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("files", "arguments", "code", "rule"),
    [
        (ERROR, ("build",), 1, "[unknown-key]"),
        (ERROR, ("check",), 1, "[unknown-key]"),
        (GOOD, ("build", "--no-such-flag"), 2, "No such option"),
        (GOOD, ("build", "--now", "tomorrow"), 2, "--now"),
        (GOOD, ("bild",), 2, "No such command 'bild': did you mean “build”?"),
        (GOOD, ("report", "city"), 2, "“city” holds 1 story: name one, such as city/ferry"),
        (GOOD, ("frobnicate",), 2, "No such command 'frobnicate'."),
        (GOOD, ("build", "-s", "site.toml"), 3, "there is no site.toml here"),
        (GOOD, ("new", "site", "."), 6, ".: error: this folder exists and is not empty [output]"),
        (
            GOOD,
            ("new", "site", "content/"),
            6,
            "content: error: this folder exists and is not empty [output]",
        ),
        ({"site.toml": "titel = 1\n"}, ("build",), 3, "[config]"),
        ({"site.toml": b"\xff"}, ("check",), 3, "[config]"),
        ({"site.toml": "title = 'T'\n[build]\noutput = \"a\\u0000b\"\n"}, ("build",), 3, "[config]"),
        ({**GOOD, "site.toml": 'title = "T"\ntheme = "none"\n'}, ("build",), 4, "no theme “none”"),
        (
            {
                "site.toml": 'title = "T"\ntheme = "own"',
                "themes/own/theme.toml": "",
                "themes/own/templates/home.html": "{{",
            },
            ("check",),
            4,
            "themes/own/templates/home.html:1",
        ),
        ({**GOOD, "public/own.html": "mine"}, ("build",), 6, "did not write"),
        ({**GOOD, "public": "a file"}, ("build",), 6, "is a file"),
        (GOOD, ("build", "-o", "."), 6, "hold the site itself"),
        (GOOD, ("build", "-o", "site.toml/x"), 6, "[output]"),
        (GOOD, ("sort", "-s", "x" * 300), 6, "the system refuses this: File name too long [output]"),
        (GOOD, ("sort", "x" * 300), 6, "the system refuses this: File name too long [output]"),
        (GOOD, ("new", "site", "x" * 300), 6, "the system refuses this: File name too long [output]"),
        (GOOD, ("explain", "x" * 300), 6, "the system refuses this: File name too long [output]"),
    ],
)
def test_exit_codes_say_whose_mistake_it_is(
    files: dict[str, str | bytes], arguments: tuple[str, ...], code: int, rule: str, site: MakeSite, run: Run
) -> None:
    folder = site(files)
    before = tree_of(folder)
    ran = run(folder, *arguments)
    assert ran.exit == code, ran.console
    assert rule in ran.stderr
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    after = {path: content for path, content in tree_of(folder).items() if not path.startswith(".dateline/")}
    assert after == before, "a command that failed wrote something"


def test_no_site_here_is_said_with_what_to_do(tmp_path: Path, run: Run) -> None:
    for ran in (run(tmp_path, "build", "-s", "."), run(tmp_path, "check", "-s", "nowhere")):
        assert ran.exit == 3
        assert "there is no site.toml here" in ran.stderr
        assert "dateline new site" in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_settings_that_are_no_file_are_not_waited_for(
    make: Callable[[Path], None], tmp_path: Path, run: Run
) -> None:
    make(tmp_path / "site.toml")
    for command in ("build", "check"):
        ran = run(tmp_path, command)
        assert ran.exit == 3
        assert "site.toml: error: cannot be read: this is no plain file [config]" in ran.stderr


def test_a_bug_is_shown_whole_with_a_request_to_report_it(site: MakeSite) -> None:
    program = "import dateline.build\ndateline.build.link = None\nfrom dateline.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program, "build"],
        cwd=site(GOOD),
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 70
    assert "TypeError: 'NoneType' object is not callable" in done.stderr
    assert "This is a bug in Dateline" in done.stderr


def test_errors_leave_the_old_site_whole(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    run(folder, "build", *NOW)
    before = tree_of(folder / "public")
    write_files(folder, {STORY: ERROR[STORY], "content/about.md": "---\ntitle: New\n---\n"})
    ran = run(folder, "build", *NOW)
    assert ran.exit == 1
    assert "1 error: nothing was written" in ran.stderr
    assert tree_of(folder / "public") == before


# ── for machines ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        (GOOD, ("build",), 0),
        (GOOD, ("build", "--dry-run"), 0),
        (WARNING, ("check",), 0),
        (ERROR, ("build",), 1),
        (ERROR, ("check", "-q"), 1),
        ({"site.toml": "x"}, ("build",), 3),
        ({**GOOD, "site.toml": 'title = "T"\ntheme = "none"\n'}, ("check",), 4),
        ({**GOOD, "public": "a file"}, ("build",), 6),
    ],
)
def test_json_is_one_object_and_nothing_else(
    files: dict[str, str | bytes], arguments: tuple[str, ...], code: int, site: MakeSite, run: Run
) -> None:
    ran = run(site(files), *arguments, "--json", *NOW, env={"PYTHONIOENCODING": "ascii"})
    result = json.loads(ran.stdout)
    assert (ran.exit, ran.stderr) == (code, "")
    assert (result["command"], result["exit"]) == (arguments[0], code)
    assert result["seconds"] >= 0
    severities = {problem["severity"] for problem in result["problems"]}
    assert severities == ({"error"} if code else {"warning"} if files is WARNING else set())
    for problem in result["problems"]:
        place = {"file", "line", "column", "length"}
        assert problem.keys() == place | {"severity", "rule", "level", "message", "hint"}


def test_json_tells_what_was_written(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    result = json.loads(run(folder, "build", "--json", *NOW).stdout)
    assert set(result["written"]) == set(tree_of(folder / "public")) - {".dateline-output"}
    assert (result["kept"], result["removed"], result["stories"], result["sources"]) == (0, [], 1, 1)


# ── the other commands ───────────────────────────────────────────────────────────────────────────


def test_check_writes_nothing_and_counts(site: MakeSite, run: Run) -> None:
    folder = site(WARNING)
    before = tree_of(folder)
    ran = run(folder, "check", *NOW)
    assert ran.exit == 0
    claimed, counted = ran.stdout.splitlines()
    assert re.fullmatch(r"\d claims: \d cited \(\d checked, \d not checked\), 1 uncited; .*", claimed)
    assert re.fullmatch(r"1 story, 1 source, \d+ pages: \d warnings?", counted)
    assert tree_of(folder) == before
    assert not (folder / "public").exists()
    good = run(site(GOOD), "check", *NOW).stdout.splitlines()[-1]
    assert re.fullmatch(r"1 story, 1 source, \d+ pages: no problems", good)


def test_clean_removes_what_builds_wrote_and_nothing_else(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    run(folder, "build", *NOW)
    written = len(tree_of(folder / "public")) - 1
    write_files(folder, {"public/CNAME": "paper.example", "public/city/own.txt": "mine"})
    ran = run(folder, "clean")
    assert (ran.exit, ran.stdout) == (0, f"removed {written} files\n")
    assert tree_of(folder / "public") == {"CNAME": b"paper.example", "city/own.txt": b"mine"}
    again = run(folder, "clean", "-q")
    assert (again.exit, again.stdout) == (0, "")


def test_a_new_site_with_a_new_story_and_source_builds(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "new", "site", "Der Bote", "--title", 'The "Bote" & Co').exit == 0
    folder = tmp_path / "Der Bote"
    assert run(folder, "build", "--strict", *NOW).exit == 0
    story = run(folder, "new", "story", "harbour/crane", "--title", "No: a crane #1")
    made, told = story.stdout.splitlines()
    assert (story.exit, made) == (0, "created  content/harbour/crane/story.md")
    assert "It is a draft" in told
    assert "serve -D" in told
    assert run(folder, "new", "source", "harbour/crane", "ap", "--url", "https://ap.example/1").exit == 0
    ran = run(folder, "build", "-D", "-F", "-v")
    assert ran.exit == 0, ran.console
    assert "No: a crane #1" in (folder / "public/harbour/crane/index.html").read_text(encoding="utf-8")
    before = tree_of(folder)
    for refused in (
        ("new", "site", str(folder)),
        ("new", "story", "harbour/crane"),
        ("new", "story", "../outside"),
        ("new", "source", "harbour/crane", "ap"),
        ("new", "source", "harbour/crane", "1"),
        ("new", "source", "no/where", "ap"),
    ):
        ran = run(folder, *refused)
        assert ran.exit not in (0, 70), refused
        assert "Traceback" not in ran.stderr
    assert tree_of(folder) == before


@pytest.mark.parametrize("arguments", [("--version",), ("-V",)])
def test_the_version_is_told(arguments: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    ran = run(tmp_path, *arguments)
    assert ran.exit == 0
    assert re.fullmatch(r"dateline \d+\.\d+\.\d+\S*\n", ran.stdout)


def test_the_version_loads_neither_templates_nor_markdown() -> None:
    program = (
        "import sys\nfrom dateline.cli import cli\n"
        "try: cli.main(['--version'])\nexcept SystemExit: pass\n"
        "print(sorted({'jinja2', 'markdown_it', 'rich', 'babel', 'yaml', 'watchdog'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "command",
    [(), ("build",), ("check",), ("clean",), ("new",), ("new", "site"), ("new", "story"), ("new", "source")],
)
def test_help_has_examples(command: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    ran = run(tmp_path, *command, "--help")
    assert ran.exit == 0
    assert re.search(r"Examples?:\n +dateline ", ran.stdout)


# ── terminals ────────────────────────────────────────────────────────────────────────────────────


def on_a_terminal(folder: Path, *arguments: str, **env: str) -> tuple[int, str]:
    """The exit code and all that the command shows on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    shown = b""
    environment = plain_environment({"NO_COLOR": "", "TERM": "xterm-256color", **env})
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not data:
                break
            shown += data
    os.close(ours)
    return process.returncode, shown.decode()


def test_a_terminal_gets_colour_unless_it_wants_none(site: MakeSite) -> None:
    folder = site(WARNING)
    code, shown = on_a_terminal(folder, "build", *NOW)
    assert code == 0
    assert "\x1b[33mcontent/city/ferry/story.md:10:1: warning:" in shown
    assert "\x1b[1m1 story, 1 source," in shown
    code, plain = on_a_terminal(folder, "build", *NOW, NO_COLOR="1")
    assert code == 0
    assert "content/city/ferry/story.md:10:1: warning:" in plain
    assert "\x1b" not in plain


def test_text_of_writers_does_not_steer_the_terminal(site: MakeSite, run: Run) -> None:
    evil = "\x1b[31m\x1b]0;owned\x07[bold]"
    story = f"---\ntitle: T\npublished: 2026-01-01\n---\nA [@{evil}].\n"
    folder = site({**GOOD, "content/city/x/story.md": story})
    for ran in (run(folder, "check", *NOW).console, on_a_terminal(folder, "check", *NOW)[1]):
        assert "[bad-citation]" in ran
        assert "\x1b]0" not in ran
        assert "\x07" not in ran
        assert "[bold]" in ran


def test_a_terminal_without_unicode_is_served(site: MakeSite) -> None:
    code, shown = on_a_terminal(site(WARNING), "build", *NOW, PYTHONIOENCODING="ascii")
    assert code == 0, shown
    assert "1 story, 1 source," in shown


def test_a_slow_build_shows_a_bar_and_takes_it_away(tmp_path: Path) -> None:
    folder = big_site(tmp_path / "big", stories=2000)  # longer than half a second on any machine
    code, quiet = on_a_terminal(folder, "build", "-q", "--dry-run", *NOW)
    assert (code, "━" in quiet) == (0, False)
    code, shown = on_a_terminal(folder, "build", *NOW)
    assert code == 0
    assert "━" in shown
    assert all(stage in shown for stage in ("Files read", "Stories compiled", "Pages"))
    last = shown.rstrip().splitlines()[-3:]
    assert any("2,000 stories, 2,000 sources," in line for line in last)


def test_pipes_get_no_bar(tmp_path: Path, run: Run) -> None:
    ran = run(big_site(tmp_path / "big"), "build", *NOW)
    assert (ran.exit, ran.stderr) == (0, "")
    assert "━" not in ran.stdout
    assert "\x1b" not in ran.stdout


# ── rough handling ───────────────────────────────────────────────────────────────────────────────


def test_ctrl_c_leaves_the_old_site_and_no_lock(tmp_path: Path, run: Run) -> None:
    folder = big_site(tmp_path / "big")
    write_files(folder, {"content/city/ferry-0/story.md": str(GOOD[STORY]).replace("Ferry", "First")})
    assert run(folder, "build", *NOW).exit == 0
    before = tree_of(folder / "public")
    write_files(folder, {"site.toml": MINIMAL_CONFIG.replace("The Test Paper", "Another name on every page")})
    command = [sys.executable, "-m", "dateline", "build", *NOW]
    env = plain_environment({"PYTHONWARNINGS": ""})  # a file that was being read is closed by nobody
    with subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 40
        while not any((folder / ".dateline").glob("staging/*/2?")) and time.monotonic() < deadline:
            assert process.poll() is None, "the build ended before it could be interrupted"
        process.send_signal(signal.SIGINT)
        stderr = process.communicate(timeout=40)[1].decode()
    assert (process.returncode, stderr) == (130, "stopped\n")
    assert tree_of(folder / "public") == before
    ran = run(folder, "build", *NOW)
    assert ran.exit == 0
    assert not list((folder / ".dateline").glob("staging*"))


STOPPED_WHILE_LOADING = """
import sys
class Stop:
    asked = 0
    def find_spec(self, name, path=None, target=None):
        if name == "LIBRARY":
            Stop.asked += 1
            raise KeyboardInterrupt if Stop.asked == 1 else ImportError("half of it is there")
sys.meta_path.insert(0, Stop())
"""


@pytest.mark.parametrize(
    ("command", "library"), [("build", "yaml"), ("check", "yaml"), ("verify", "yaml"), ("build", "click")]
)
def test_ctrl_c_while_a_library_is_loaded_is_no_bug(
    site: MakeSite, run: Run, command: str, library: str
) -> None:
    folder = site({**GOOD, "sitecustomize.py": STOPPED_WHILE_LOADING.replace("LIBRARY", library)})
    ran = run(folder, command, *NOW, env={"PYTHONPATH": str(folder)})
    assert (ran.exit, ran.console) == (130, "stopped\n")


def test_a_reader_that_goes_away_is_no_bug(site: MakeSite) -> None:
    folder = site(GOOD)
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dateline", "build", "-v", *NOW],
            cwd=folder,
            env=plain_environment(),
            stdout=theirs,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(theirs)
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "public/index.html").exists()


def test_pipes_without_unicode_are_served(site: MakeSite, run: Run) -> None:
    plain = {"PYTHONIOENCODING": "ascii"}
    good = run(site(GOOD), "build", *NOW, env=plain)
    wrong = run(site({**GOOD, STORY: "---\ntitle: Ü “x”\nünkey: 1\n---\n"}), "check", env=plain)
    assert (good.exit, wrong.exit) == (0, 1), good.console + wrong.console
    assert "[unknown-key]" in wrong.stderr


def test_links_out_of_the_site_are_not_followed(site: MakeSite, run: Run, tmp_path: Path) -> None:
    story = "---\ntitle: Secret\npublished: 2026-01-01\n---\n"
    write_files(tmp_path / "secret", {"story.md": story, "key.txt": "s3cret"})
    folder = site(GOOD)
    (folder / "content/out").symlink_to(tmp_path / "secret")
    (folder / "content/key.txt").symlink_to(tmp_path / "secret/key.txt")
    (folder / "content/gone.txt").symlink_to("nowhere")
    (folder / "content/loop").symlink_to("loop")
    (folder / "content/city/self").symlink_to(".")
    ran = run(folder, "build", *NOW)
    assert ran.exit == 1
    told = [line for line in ran.stderr.splitlines() if "[unreadable-file]" in line]
    assert [line.partition(":")[0] for line in told] == [
        f"content/{name}" for name in ("gone.txt", "key.txt", "loop", "out")
    ]
    assert ran.stderr.count("is a link that leads out of the site") == 2
    assert not (folder / "public").exists()


def test_links_to_what_is_never_published_are_not_followed(site: MakeSite, run: Run) -> None:
    folder = site({**GOOD, ".env": "s3cret", ".keys/key.txt": "s3cret", "content/inbox/note.txt": "s3cret"})
    links = {"env.txt": ".env", "key.txt": ".keys/key.txt", "note.txt": "content/inbox/note.txt"}
    links |= {"city/keys": ".keys", "city/letters": "content/inbox", "notes.txt": "notes.txt"}
    for name, target in links.items():
        (folder / "content" / name).symlink_to(folder / target)
    (folder / "notes.txt").write_text("for all", encoding="utf-8")
    ran = run(folder, "build", *NOW)
    assert ran.exit == 1
    told = [line.partition(" [")[0] for line in ran.stderr.splitlines() if "[unreadable-file]" in line]
    assert told == [
        "content/city/keys: error: this is a link that leads to a hidden file",
        "content/city/letters: error: this is a link that leads into the inbox",
        "content/env.txt: error: this is a link that leads to a hidden file",
        "content/key.txt: error: this is a link that leads to a hidden file",
        "content/note.txt: error: this is a link that leads into the inbox",
    ]


def test_the_inbox_may_be_a_link(site: MakeSite, run: Run) -> None:
    folder = site({**GOOD, "letters/note.txt": "s3cret"})
    (folder / "content/inbox").symlink_to(folder / "letters")
    assert run(folder, "build", *NOW).exit == 0
    assert not (folder / "public/inbox").exists()


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"content/inbox/letter.md": "no front matter, and that is fine"},
        {"content/empty/.gitkeep": ""},
    ],
    ids=["nothing", "only the inbox", "an empty section"],
)
def test_an_empty_site_builds(files: dict[str, str | bytes], site: MakeSite, run: Run) -> None:
    folder = site(files)
    ran = run(folder, "build", "--strict", *NOW)
    assert ran.exit == 0, ran.console
    assert "0 stories, 0 sources" in ran.stdout
    assert (folder / "public/index.html").exists()


def test_a_site_without_content_is_a_problem(site: MakeSite, run: Run) -> None:
    folder = site({})
    (folder / "content").rmdir()
    ran = run(folder, "build", *NOW)
    assert ran.exit == 1
    assert ran.stderr.startswith("content: error: ")
    (folder / "content").write_bytes(b"a file")
    assert run(folder, "build", *NOW).stderr.startswith("content: error: ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_cannot_be_written_is_told(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    folder.chmod(0o555)
    try:
        ran = run(folder, "build", *NOW)
    finally:
        folder.chmod(0o755)
    assert ran.exit == 6
    assert "Permission denied" in ran.stderr


def test_names_that_are_no_text_are_problems(site: MakeSite, run: Run) -> None:
    folder = site(GOOD)
    try:
        (Path(os.fsdecode(os.fsencode(folder) + b"/content/city/\xff.md"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this disk takes only names that are text")
    ran = run(folder, "build", *NOW)
    assert ran.exit == 1
    assert "this name is not UTF-8 [bad-file-name]" in ran.stderr


def test_what_cannot_be_said_is_no_success(site: MakeSite) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "dateline", "build", "--json"],
            cwd=site(GOOD),
            env=plain_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode != 0


def test_the_module_and_the_command_are_one(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("dateline")
    if not script.exists():
        pytest.skip("Dateline is not installed here")
    done = subprocess.run([str(script), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == run_dateline(tmp_path, "--version").stdout
