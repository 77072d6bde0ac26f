"""`dateline explain`: the reasons for which pages are made, found by the pipeline and told by the command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dateline.build import build, open_memory, plan_site
from dateline.dates import parse_moment
from dateline.explain import _GONE as GONE
from dateline.explain import Explained, Unknown, explain
from dateline.memory.memory import Memory
from dateline.pages import maps
from dateline.press.rebuilding import rebuild
from dateline.problems import Severity
from dateline.request import Request
from everykind import built_every_kind, every_kind
from harness import MINIMAL_CONFIG, MakeSite, Run, write_files

NOW = Request(now=parse_moment("2026-01-15T12:00:00+00:00"))
LATER = Request(now=parse_moment("2026-02-15T12:00:00+00:00"))
KEPT = ("nothing that it is made from has changed",)
NEW = ("it is new: no build is known to have written it",)
FERRY = "content/city/ferry/story.md"


def story(title: str, body: str = "It left [@ap].", more: str = "") -> str:
    return f"---\ntitle: {title}\npublished: 2026-01-02\n{more}---\n{body}\n"


def article(publisher: str = "AP") -> str:
    return f"---\ntitle: Told\npublisher: {publisher}\npublished: 2026-01-01\n---\nEvidence.\n"


FILES = {
    "site.toml": MINIMAL_CONFIG + 'theme = "own"\n',
    "content/about.md": "---\ntitle: About\n---\nWords.\n",
    "content/city/section.md": "---\ntitle: City\n---\n",
    "content/port/section.md": "---\ntitle: Port\n---\n",
    "content/port/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    FERRY: story("Ferry", "It left. [@ap]\n\n## Later\n\nIt came back [@ap].\n"),
    "content/city/ferry/sources/ap.md": article(),
    "content/port/crane/story.md": story("Crane", "As [the ferry](../../city/ferry/) did, it fell [@ap]."),
    "content/port/crane/sources/ap.md": article("Tide"),
    "themes/own/theme.toml": 'extends = "default"\n',
    "themes/own/templates/404.html": "<p>{{ page.head.title }}</p>\n",
}


@pytest.fixture
def root(site: MakeSite) -> Path:
    folder = site(FILES)
    assert not rebuild(folder, NOW).has_errors
    return folder


def told(root: Path, name: str, request: Request = NOW) -> Explained:
    found = explain(root, request, name)
    assert isinstance(found, Explained), found
    return found


def replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def both(root: Path, name: str, request: Request = NOW) -> tuple[str, ...]:
    """Why the next build makes an output, which after that build is why the last one did."""
    before = told(root, name, request)
    assert before.next == "The next build will make it anew:"
    made = rebuild(root, request)
    assert not made.has_errors
    after = told(root, name, request)
    assert (after.next, after.next_reasons) == ("The next build will keep it:", KEPT)
    assert (after.last, after.last_reasons) == (
        "The last build that had work to do made it anew:",
        before.next_reasons,
    )
    return before.next_reasons


@pytest.mark.parametrize(
    "name",
    [
        "city/ferry/index.html",
        "public/city/ferry/index.html",
        "/city/ferry/",
        "city/ferry",
        "https://paper.example/city/ferry/#sources",
        "/city/ferry/?from=mail#sources",
        FERRY,
        "content/city/ferry/sources/ap.md",
        "content/city/ferry/",
    ],
)
def test_a_page_has_many_names(root: Path, name: str) -> None:
    found = told(root, name)
    assert found.path == "city/ferry/index.html"
    assert found.what == f"the page of {FERRY}, by the template story.html"
    assert found.last_reasons == NEW
    assert found.next_reasons == KEPT


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("/", "index.html"),
        ("https://paper.example/", "index.html"),
        ("content/about.md", "about/index.html"),
        ("content/city/section.md", "city/index.html"),
        ("content/port/map.svg", "port/map.svg"),
        ("feed.xml", "feed.xml"),
        ("city/feed.json", "city/feed.json"),
        ("city/ferry/index.json", "city/ferry/index.json"),
        ("city/ferry/index.md", "city/ferry/index.md"),
    ],
)
def test_whatever_is_written_has_names(root: Path, name: str, path: str) -> None:
    assert told(root, name).path == path


def test_an_edit_is_named_with_its_file(root: Path) -> None:
    replace(root, FERRY, "came back", "returned")
    (reason,) = both(root, FERRY)
    assert reason.startswith(f"{FERRY} has changed (")
    assert told(root, "index.html").last == "The last build that had work to do kept it:"
    assert told(root, "feed.xml").last_reasons == ("the story city/ferry has changed",)


def test_a_new_title_is_the_reason_of_the_lists(root: Path) -> None:
    replace(root, FERRY, "title: Ferry", "title: Steamer")
    expected = ("the story city/ferry has another title",)
    for name in ("/", "/city/", "/publishers/ap/", "/archive/2026/01/"):
        assert told(root, name).next_reasons == expected
    assert told(root, "/port/").next_reasons == KEPT
    assert both(root, "/") == expected


def test_sources_that_come_and_go_are_named(root: Path) -> None:
    folder = "content/city/ferry/sources"
    write_files(root, {f"{folder}/tide.md": article("Tide")})
    replace(root, FERRY, "came back [@ap]", "came back [@tide]")
    assert f"{folder}/tide.md is new" in both(root, FERRY)
    replace(root, FERRY, "came back [@tide]", "came back [@ap]")
    (root / folder / "tide.md").unlink()
    assert f"{folder}/tide.md is gone" in both(root, FERRY)


def test_a_link_that_leads_elsewhere_is_named(root: Path) -> None:
    replace(root, FERRY, "published", "slug: steamer\npublished")
    (reason,) = both(root, "/port/crane/")
    assert reason == "its link “../../city/ferry/” leads to /city/steamer/, and led to /city/ferry/"


def test_a_story_that_goes_is_the_reason_of_its_lists(root: Path) -> None:
    shutil.rmtree(root / "content/port/crane")
    assert told(root, "/port/").next_reasons == ("the story port/crane is gone from the site",)
    gone = told(root, "/port/crane/")
    assert gone.next == "The next build will remove it:"
    assert both(root, "/") == ("the story port/crane is gone from the site",)
    assert isinstance(explain(root, NOW, "/port/crane/"), Unknown)


def test_a_story_comes_and_goes_with_time(site: MakeSite) -> None:
    root = site(
        {
            **FILES,
            "content/city/soon/story.md": story("Soon").replace("2026-01-02", "2026-02-01"),
            "content/city/soon/sources/ap.md": article(),
            "content/port/crane/story.md": story("Crane", more="expires: 2026-02-01\n"),
        }
    )
    assert not rebuild(root, NOW).has_errors
    hidden = told(root, "content/city/soon/story.md")
    assert (hidden.path, hidden.what) == ("", "the story city/soon, which is not out")
    assert hidden.last_reasons == ("it is scheduled for 2026-02-01 00:00 (-F shows it)",)
    reasons = both(root, "/", LATER)
    assert reasons == ("the story city/soon is new on the site", "the story port/crane is gone from the site")


def test_indexes_for_machines_name_the_story_that_changed(root: Path) -> None:
    replace(root, FERRY, "title: Ferry", "title: Steamer")
    expected = ("the story city/ferry has another title",)
    assert told(root, "llms.txt").next_reasons == expected
    assert both(root, "api/index.json") == expected
    replace(root, FERRY, "published:", "corrections:\n  - {date: 2026-01-10, text: It left.}\npublished:")
    assert told(root, "llms.txt").next_reasons == ("the story city/ferry has another notice",)
    assert both(root, "/corrections/") == ("the story city/ferry has another notice",)
    (root / FERRY).unlink()
    shutil.rmtree(root / "content/city/ferry/sources")
    replace(root, "content/port/crane/story.md", "[the ferry](../../city/ferry/)", "the ferry")
    gone = ("the story city/ferry is gone from the site",)
    assert told(root, "/corrections/").next_reasons == gone
    assert both(root, "api/index.json") == (*gone, "the story port/crane has changed")


def test_time_alone_is_a_reason(site: MakeSite) -> None:
    fresh = story("Fresh", "It left [@ap].\n\n## Timeline\n\n- Jan 16, 2026: It is back [@ap].")
    root = site({**FILES, FERRY: fresh.replace("2026-01-02", "2026-01-15")})
    first = rebuild(root, NOW)
    assert first.next_due is not None
    for path in ("news-sitemap.xml", "api/index.json"):
        assert told(root, path).next_reasons == KEPT
        (reason,) = both(root, path, LATER)
        assert reason == "time has passed: what it tells of is over, or is no news any more"
        rebuild(root, NOW)
    replace(root, FERRY, "title: Fresh", "title: Stale")
    assert told(root, "news-sitemap.xml").next_reasons == ("the story city/ferry has another title",)


def test_why_a_story_has_no_page(site: MakeSite) -> None:
    texts = {
        "draft": story("Draft", more="draft: true\n"),
        "gone": story("Gone", more="expires: 2026-01-10T08:30:00Z\n"),
        "early": story("Early").replace("2026-01-02", "2026-01-20T09:00:00+01:00"),
        "wrong": "---\ntitle: [\n---\n",
    }
    files = {f"content/city/{name}/story.md": text for name, text in texts.items()}
    files |= {f"content/city/{name}/sources/ap.md": article() for name in texts}
    root = site({**FILES, **files})
    assert {name: told(root, f"content/city/{name}/story.md").last_reasons for name in texts} == {
        "draft": ("it is a draft (-D shows it)",),
        "gone": ("it expired on 2026-01-10 08:30 (-E shows it)",),
        "early": ("it is scheduled for 2026-01-20 08:00 (-F shows it)",),
        "wrong": ("its files have errors (dateline check names them)",),
    }


@pytest.mark.parametrize("name", ["/", "/news", "/news/", "https://paper.example/news", "news/index.html"])
def test_the_home_page_is_known_by_every_form_of_its_address(site: MakeSite, name: str) -> None:
    root = site({**FILES, "site.toml": FILES["site.toml"].replace(".example/", ".example/news/")})
    assert told(root, name.removeprefix("news/")).path == "index.html"


def test_a_section_that_is_named_anew(root: Path) -> None:
    replace(root, "content/city/section.md", "title: City", "title: Town")
    reasons = both(root, FERRY)
    assert "the title or the address of its section has changed" in reasons
    assert "the site’s sections, which all pages know, changed" in reasons


def test_settings_are_named(root: Path) -> None:
    settings = FILES["site.toml"]
    write_files(root, {"site.toml": settings + "[build]\nfeed_stories = 1\n"})
    assert told(root, FERRY).next_reasons == KEPT
    assert both(root, "feed.xml") == ("the setting build.feed_stories has changed",)
    write_files(root, {"site.toml": settings + 'language = "de"\n'})
    assert "the setting language has changed" in both(root, FERRY)
    write_files(root, {"site.toml": settings + '[twins]\nformats = ["json"]\n'})
    rebuild(root, NOW)
    write_files(root, {"site.toml": settings + "[twins]\nformats = []\n"})
    assert both(root, FERRY) == ("the setting twins has changed",)
    write_files(root, {"site.toml": settings + '[twins]\nformats = []\n\n[feeds]\nlists = ["tags"]\n'})
    assert both(root, "/city/") == ("the setting feeds has changed",)


def test_theme_files_are_named_where_they_are_used(root: Path) -> None:
    replace(root, "themes/own/templates/404.html", "<p>", "<p class=x>")
    assert told(root, FERRY).next_reasons == KEPT
    assert both(root, "404.html") == ("the theme’s own/templates/404.html has changed",)
    replace(root, "themes/own/templates/404.html", "<p class=x>", "<p>")
    write_files(root, {"themes/own/static/note.txt": "of every page"})
    assert both(root, FERRY) == ("the theme’s own/static/note.txt has changed",)


def test_the_output_is_looked_at(root: Path) -> None:
    (root / "public/about/index.html").unlink()
    (root / "public/port/map.svg").write_text("altered", encoding="utf-8")
    assert told(root, "/about/").next_reasons == ("its file is gone from the output folder",)
    altered = ("its file was changed in the output folder after it was written",)
    assert both(root, "/port/map.svg") == altered


def test_a_copied_file_is_named(root: Path) -> None:
    replace(root, "content/port/map.svg", "/>", "><g/></svg>")
    (reason,) = both(root, "/port/map.svg")
    assert reason.startswith("content/port/map.svg has changed (")


def test_what_a_bad_build_saw_is_a_reason_of_the_next_good_one(root: Path) -> None:
    """As in `build --watch`, where one memory serves many builds."""
    memory = Memory()
    build(plan_site(root, NOW, memory=memory))
    replace(root, FERRY, "came back", "returned")
    replace(root, "content/about.md", "title: About", "titel: About")
    assert build(plan_site(root, NOW, memory=memory)).written == ()
    replace(root, "content/about.md", "titel: About", "title: About")
    build(plan_site(root, NOW, memory=memory))
    (reason,) = told(root, FERRY).last_reasons
    assert reason.startswith(f"{FERRY} has changed (")


def test_errors_and_lost_notes_are_said(root: Path) -> None:
    for notes in (root / ".dateline").glob("why-*"):
        notes.write_text("{}", encoding="utf-8")
    replace(root, FERRY, "came back", "returned")
    found = told(root, FERRY)
    assert found.last == "Nothing is remembered of the last build."
    assert found.next_reasons == ("nothing is remembered of what it was made from",)
    replace(root, "content/about.md", "title: About", "titel: About")
    assert told(root, FERRY).next == "The next build will write nothing:"


def test_many_pages_have_no_reasons_each(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.made.reasons.MOST", 3)
    monkeypatch.setattr("dateline.explain.MOST", 3)
    root = site(FILES)
    made = len(rebuild(root, NOW).written)
    many = f"The last build that had work to do made {made} files, too many to note why for each"
    assert (told(root, "/").last, told(root, "/").last_reasons) == (f"{many}.", ())
    write_files(root, {"themes/own/static/note.txt": "of every page"})
    rebuild(root, NOW)
    assert told(root, "/").last_reasons == ("the theme’s own/static/note.txt has changed",)


def test_the_command_says_it_in_sentences(root: Path, run: Run) -> None:
    now = ("--now", "2026-01-15T12:00:00+00:00")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = run(root, "explain", FERRY, *now)
    assert (ran.exit, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        f"city/ferry/index.html: the page of {FERRY}, by the template story.html",
        "The last build that had work to do made it anew:",
        "  it is new: no build is known to have written it",
        "The next build will keep it:",
        "  nothing that it is made from has changed",
    ]
    said = json.loads(run(root, "explain", "/", "--json", *now).stdout.replace("[TIME] s", "0"))
    assert (said["command"], said["path"], said["next_reasons"]) == ("explain", "index.html", list(KEPT))
    here = run(root / "content/city", "explain", "ferry/story.md", *now)
    assert here.stdout == ran.stdout
    lost = run(root, "explain", "city/fery", *now)
    assert lost.exit == 2
    assert "did you mean “city/ferry”?" in lost.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# ── every output ─────────────────────────────────────────────────────────────────────────────────


def rebuilt(root: Path) -> None:
    outcome = rebuild(root, NOW)
    assert not outcome.has_errors, [p.message for p in outcome.problems if p.severity is Severity.ERROR]


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with a page of every kind."""
    return built_every_kind(tmp_path_factory.mktemp("kinds")).parent


@pytest.mark.timeout(180)
def test_every_output_can_be_asked_about(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("made.reasons", "explain"):
        monkeypatch.setattr(f"dateline.{room}.MOST", 10_000)
    monkeypatch.setattr(maps.sitemaps, "__defaults__", (9,))
    root = every_kind(site({}))
    rebuilt(root)
    memory = open_memory(root, NOW)
    planned = plan_site(root, NOW, memory=memory)  # once: nothing changes
    monkeypatch.setattr("dateline.explain.plan_site", lambda *_, **__: planned)
    public = root / "public"
    base = "https://full.example/news/"
    kinds = set()
    written = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    for path in sorted(written - {".dateline-output"}):
        found = told(root, path)
        assert found.path == path
        assert found.what not in ("", GONE), path
        assert (found.last_reasons, found.next_reasons) == (NEW, KEPT), path
        kind = found.what.split(" content/")[0].split(" “")[0]
        folder = path.removesuffix("index.html")
        for name in (base + path, f"public/{path}", base + folder, f"/{folder}", folder or "/"):
            assert kind in kinds or told(root, name).path == path, name
        kinds.add(kind)
    memory.close()
    assert kinds >= {
        "the page of",
        "a way to the page of",
        "the joint timeline that begins with",
        "an earlier version of the page of",
        "what the page of",
        "a copy of",
        "the card that says",
        "an icon of the site",
        "a file of the theme",
        "a file of the index that readers search",
        "the picture",
        "the feed of the site, by the template feed.json",
        "the feed of /world/, by the template rss.xml",
        "the index of the site’s maps, by the template sitemap-index.xml",
        "a map of the site’s addresses, by the template sitemap.xml",
    }


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("content/harbour/ferry/story.md", "harbour/the-ferry/index.html"),
        ("content/harbour/salvage/story.md", "harbour/salvage/index.html"),
        ("content/harbour/salvage/story.fr.md", "fr/harbour/salvage/index.html"),
        ("content/harbour/salvage/sources/ap.md", "harbour/salvage/index.html"),
        ("content/harbour/salvage/lift.jpg", "harbour/salvage/lift.jpg"),
        ("content/harbour", "harbour/index.html"),
        ("content/world/section.md", "world/index.html"),
        ("content/about.md", "about/index.html"),
    ],
)
def test_a_file_is_known_by_its_own_page(kinds: Path, file: str, path: str) -> None:
    assert told(kinds, file).path == path
