"""What hosts, crawlers and search engines are told: `_headers`, `_redirects`, maps, robots.txt, trust.txt."""

from __future__ import annotations

import re
import urllib.robotparser
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from lxml import etree  # type: ignore[import-untyped]  # it brings no types

from dateline.dates import parse_moment
from dateline.linking import link
from dateline.outcome import Outcome
from dateline.pages import maps
from dateline.pages.imprint import Imprint
from dateline.press.rebuilding import rebuild
from dateline.request import Request
from dateline.settings.config import parse_config
from dateline.views.feeds import LocationView, SitemapIndexView, SitemapView
from harness import MINIMAL_CONFIG, MakeSite
from hosting import headers_for, hosted, redirects_in
from html_page import read
from newsroom import Files, briefing, folder, plain_page, site_of
from schemas import wrong_in_map

NOW = "2026-01-15T12:00:00+00:00"
PAPER = 'title = "The <Ellery> Brief"\nbase_url = "https://brief.ellery.example/news/"\nlanguage = "pt-BR"\n'


def story(title: str, published: str, more: str = "") -> str:
    return f"---\ntitle: {title}\npublished: {published}\n{more}---\nIt left the pier [@none].\n"


FILES = {
    "content/about.md": "---\ntitle: About\naliases: [/who/]\n---\n| a | b |\n| - | -: |\n| 1 | 2 |\n",
    "content/harbour/ferry/story.md": story(
        "Ferry & <pier>",
        "2026-01-15T07:30:00+01:00",
        'aliases: [/old/ferry/, /old.html, "/über/boat/", "/two words/"]\n',
    ),
    "content/harbour/crane/story.md": story("Crane", "2026-01-13T12:00:01+00:00"),
    "content/harbour/tide/story.md": story("Tide", "2026-01-13T12:00:00+00:00"),
    "site.toml": PAPER,
}


def built(root: Path, now: str = NOW, settings: str = "") -> Outcome:
    if settings:
        (root / "site.toml").write_text(PAPER + settings, encoding="utf-8")
    outcome = rebuild(root, Request(now=parse_moment(now)))
    assert not outcome.has_errors, outcome.problems
    return outcome


def text(root: Path, name: str) -> str:
    return (root / "public" / name).read_text(encoding="utf-8")


def news(root: Path) -> list[tuple[str, ...]]:
    """The addresses, times and titles in the news sitemap."""
    data = (root / "public/news-sitemap.xml").read_bytes()
    assert wrong_in_map(data) == []
    found = []
    for url in etree.fromstring(data):
        found.append(tuple(row.text for row in url.iter() if row.text and row.text.strip()))
    return found


# ── maps ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_news_sitemap_holds_two_days_and_a_story_leaves_when_they_are_over(site: MakeSite) -> None:
    root = site(FILES)
    first = built(root)
    name, language = "The <Ellery> Brief", "pt"
    home = "https://brief.ellery.example/news/"
    ferry = (f"{home}harbour/ferry/", name, language, "2026-01-15T07:30:00+01:00", "Ferry & <pier>")
    crane = (f"{home}harbour/crane/", name, language, "2026-01-13T12:00:01+00:00", "Crane")
    assert news(root) == [ferry, crane], "first published last, with its first publication; Tide is over"
    assert first.next_due is not None
    assert (first.next_due[0].isoformat(), first.next_due[1]) == (
        "2026-01-15T12:00:01+00:00",
        "harbour/crane",
    )

    later = built(root, "2026-01-15T12:00:01+00:00")
    assert later.written == ("news-sitemap.xml",)
    assert (later.read, later.compiled, later.rendered) == (0, 0, 1)
    assert news(root) == [ferry]
    assert later.next_due is not None
    last = built(root, later.next_due[0].isoformat())
    assert (last.written, last.next_due) == (("news-sitemap.xml",), None)
    assert news(root) == [(home,)], "an empty map is not valid"
    assert built(root, "2026-02-01T00:00:00+00:00").written == ()


def test_a_story_that_is_withdrawn_is_no_news(site: MakeSite) -> None:
    root = site(FILES)
    built(root)
    file = root / "content/harbour/ferry/story.md"
    notice = "corrections:\n  - {date: 2026-01-15, kind: withdrawn, text: It was not so.}\n---\nIt left"
    file.write_text(file.read_text(encoding="utf-8").replace("---\nIt left", notice), encoding="utf-8")
    assert "news-sitemap.xml" in built(root).written
    assert [row[-1] for row in news(root)] == ["Crane"]


def test_a_map_names_no_more_news_than_google_takes(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    assert link.MOST_NEWS == 1000
    monkeypatch.setattr(link, "MOST_NEWS", 1)
    root = site(FILES)
    built(root)
    assert [row[-1] for row in news(root)] == ["Ferry & <pier>"], "the newest"


def test_search_engines_may_show_large_pictures(site: MakeSite) -> None:
    root = site(FILES)
    built(root)
    for path in ("index.html", "harbour/ferry/index.html", "harbour/index.html"):
        (robots,) = read(root / "public" / path).all("meta", name="robots")
        assert robots["content"] == "max-image-preview:large"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("de", "de"), ("zh-Hant-TW", "zh-tw"), ("zh-Hans", "zh-cn"), ("zh-HK", "zh-tw")],
)
def test_a_language_is_named_as_google_news_names_it(tag: str, language: str) -> None:
    today = site_of(Files(stories=(folder(briefing(published="2026-01-15")),)))
    view = maps.news_sitemap(today, Imprint(parse_config(f'title = "A"\nlanguage = "{tag}"\n')))
    assert [story.language for story in view.stories] == [language]


def test_a_site_with_more_addresses_than_fit_has_an_index_and_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [folder(briefing(published=f"2026-01-{day:02}"), f"w/s{day:02}") for day in range(1, 9)]
    imprint = Imprint(parse_config(PAPER))

    def mapped(count: int) -> list[tuple[str, SitemapView | SitemapIndexView]]:
        site = site_of(Files(stories=tuple(stories[:count]), pages=(plain_page("about"),)))
        return [(page.path, page.view()) for page in maps.sitemaps(site, imprint, most=10)]  # type: ignore[misc]  # the views of maps

    (path, index), *parts = mapped(6)
    assert path == "sitemap.xml"
    assert isinstance(index, SitemapIndexView)
    home = "https://brief.ellery.example/news"
    assert [part.url for part in index.parts] == [f"{home}/{path}" for path, _ in parts]
    every = [location.url for _, part in parts for location in part.locations]  # type: ignore[union-attr]  # parts are no indexes
    assert every[0] == f"{home}/"
    assert every[-6:] == [f"{home}/w/s{day:02}/" for day in range(1, 7)]
    assert max(len(part.locations) for _, part in parts) == 10  # type: ignore[union-attr]  # likewise
    assert index.parts[-1].lastmod == "2026-01-06T00:00:00+00:00", "the last change of what a part lists"

    more = mapped(7)
    assert more[1:-1] == parts[:-1], "a new story changes the last part alone"
    assert more[-1] != parts[-1]
    (only,) = mapped(2)
    assert isinstance(only[1], SitemapView)


def test_a_map_ends_before_it_has_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "MOST_BYTES", 2000)
    address = "https://brief.ellery.example/a/?" + "&" * 300
    parts = list(maps._parts([LocationView(address, "")] * 7, 50_000))
    assert [len(part) for part in parts] == [1] * 7
    assert len(address) * 5 > 1000


def test_maps_are_what_their_schema_says(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(FILES)
    built(root)
    assert wrong_in_map((root / "public/sitemap.xml").read_bytes()) == []
    monkeypatch.setattr("dateline.pages.maps.sitemaps.__defaults__", (3,))
    (root / "site.toml").write_text(PAPER.replace("Brief", "Paper"), encoding="utf-8")
    built(root)
    made = sorted((root / "public").glob("sitemap*.xml"))
    assert len(made) > 3
    assert {path.name: wrong_in_map(path.read_bytes()) for path in made} == {path.name: [] for path in made}


def test_the_schema_finds_what_is_wrong() -> None:
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    assert wrong_in_map(f"{head}<url><loc>https://a.example/</loc></url></urlset>".encode()) == []
    for bad in ("", "<url/>", "<url><loc>/a/</loc></url>", "<url><loc>https://a.example/</loc><x/></url>"):
        assert wrong_in_map(f"{head}{bad}</urlset>".encode()), bad


# ── hosts ────────────────────────────────────────────────────────────────────────────────────────


def test_every_alias_is_a_redirect_for_hosts_and_a_page(site: MakeSite) -> None:
    root = site(FILES)
    built(root)
    lines = redirects_in(text(root, "_redirects"))
    assert lines == {
        "/news/old/ferry/": ("/news/harbour/ferry/", 301),
        "/news/old.html": ("/news/harbour/ferry/", 301),
        "/news/%C3%BCber/boat/": ("/news/harbour/ferry/", 301),
        "/news/two%20words/": ("/news/harbour/ferry/", 301),
        "/news/who/": ("/news/about/", 301),
        **{
            f"/news/{old}/{name}": (f"/news/harbour/ferry/{name}", 301)
            for old in ("old/ferry", "%C3%BCber/boat", "two%20words")
            for name in ("index.json", "index.md")
        },
    }
    for path in ("old/ferry/index.html", "old.html", "über/boat/index.html", "two words/index.html"):
        assert (root / "public" / path).is_file()
    netlify = built(root, settings='[hosting]\nhost = "netlify"\n')
    assert netlify.written == ("_redirects",)
    assert {line.split()[2] for line in text(root, "_redirects").splitlines()} == {"301!"}
    none = built(root, settings='[hosting]\nhost = "none"\n')
    assert set(none.removed) == {"_redirects", "_headers"}


def test_what_stood_beside_a_story_moves_with_it(site: MakeSite) -> None:
    """A calendar that somebody subscribed to, the sources, and the joint timeline of a topic."""
    moved = (
        "---\ntitle: Tide\npublished: 2026-01-13\naliases: [/old/tide/]\n---\n"
        "It left the pier [@tug].\n\n## Timeline\n\n- Feb 3, 2026: The boat is to leave [@tug]\n"
    )
    article = (
        "---\ntitle: T\npublisher: Tug\npublished: 2026-01-12\n---\nIt left. It leaves on Feb 3, 2026.\n"
    )
    files = {
        "content/harbour/tide/story.md": moved,
        "content/harbour/tide/sources/tug.md": article,
        "content/harbour/surge/story.md": story("Surge", "2026-01-14", "follows: harbour/tide\n"),
        "content/about.md": FILES["content/about.md"],
        "site.toml": PAPER,
    }
    root = site(files)
    built(root)
    beside = ("index.json", "index.md", "sources.csl.json", "sources.bib", "timeline.ics", "timeline/")
    lines = text(root, "_redirects").splitlines()
    pages = ["/news/old/tide/ /news/harbour/tide/ 301", "/news/who/ /news/about/ 301"]
    assert lines == pages + [f"/news/old/tide/{name} /news/harbour/tide/{name} 301" for name in beside]
    for name in beside:
        assert (root / "public/harbour/tide" / name).exists()


def test_a_site_without_old_addresses_has_no_list_of_them(site: MakeSite) -> None:
    root = site({"content/a/story.md": story("A", "2026-01-01"), "site.toml": MINIMAL_CONFIG})
    built(root)
    assert not (root / "public/_redirects").exists()


def test_a_host_that_reads_the_files_says_the_headers_and_sends_on(site: MakeSite) -> None:
    root = site({**FILES, "site.toml": MINIMAL_CONFIG + "[hosting]\nhsts = 600\n"})
    built(root)

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *args: object) -> None:
            """Stay where it is."""

    with hosted(root / "public") as host:
        with build_opener().open(f"{host}/harbour/ferry/") as page:
            said = page.headers
        sheet = read(root / "public/index.html").all("link", rel="stylesheet")[0]["href"]
        with build_opener().open(host + sheet) as asset:
            kept = asset.headers["Cache-Control"]
        with pytest.raises(HTTPError, match="301") as moved:
            build_opener(Stay).open(f"{host}/old/ferry/")
        moved.value.close()
    assert moved.value.headers["Location"] == "/harbour/ferry/"
    assert said["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert said["Strict-Transport-Security"] == "max-age=600"
    assert "camera=()" in said["Permissions-Policy"]
    assert "Cache-Control" not in said
    assert kept == "public, max-age=31536000, immutable"


def test_each_page_says_the_policy_itself_and_settings_and_themes_add_to_it(site: MakeSite) -> None:
    own = {
        "themes/own/theme.toml": 'extends = "default"\n[policy]\nscript-src = ["\'self\'"]\n',
        "site.toml": PAPER + 'theme = "own"\n[hosting.policy]\nimg-src = ["https://pictures.example"]\n',
    }
    root = site({**FILES, **own})
    built(root)
    said = headers_for(text(root, "_headers"), "/news/index.html")["Content-Security-Policy"]
    assert "; script-src 'self'; " in said
    assert "; img-src 'self' https://pictures.example; " in said
    pages = [read(path) for path in (root / "public").rglob("*.html")]
    pages = [page for page in pages if page.all("link", rel="stylesheet")]
    metas = {page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"] for page in pages}
    assert metas == {said.replace("; frame-ancestors 'none'", "")}


def test_nothing_on_a_page_breaks_the_policy(site: MakeSite) -> None:
    """No style in a page and no script in it that runs; the colours that a site chooses are a file."""
    root = site({**FILES, "site.toml": PAPER + '[theme_options]\naccent = "#123456"\n'})
    built(root)
    for path in (root / "public").rglob("*.html"):
        page = read(path)
        assert not [element for element in page.walk() if element["style"]], path
        assert page.all("style") == []
        assert all(script["type"] == "application/ld+json" for script in page.all("script"))
    (chosen,) = (root / "public/assets").glob("options.*.css")
    assert chosen.read_text(encoding="utf-8") == ":root { --accent: #123456; }\n"
    assert chosen.name in text(root, "index.html")
    assert read(root / "public/about/index.html").one("td", class_="align-right").text == "2"


@pytest.mark.parametrize(
    ("policy", "says"),
    [("scirpt-src = []", "the policy has no directive “scirpt-src”"), ('img-src = ["a b"]', "a source of")],
)
def test_a_policy_that_cannot_be_is_a_problem_of_the_theme(site: MakeSite, policy: str, says: str) -> None:
    from dateline.problems import ThemeError

    toml = {"themes/own/theme.toml": f"extends = 'default'\n[policy]\n{policy}\n"}
    root = site({**FILES, **toml, "site.toml": PAPER + 'theme = "own"\n'})
    with pytest.raises(ThemeError, match=re.escape(says)):
        built(root)


# ── crawlers and trust ───────────────────────────────────────────────────────────────────────────


def crawler(root: Path) -> urllib.robotparser.RobotFileParser:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(text(root, "robots.txt").splitlines())
    return parser


def test_everybody_may_read_everything_unless_the_settings_say_otherwise(site: MakeSite) -> None:
    root = site(FILES)
    built(root)
    home = "https://brief.ellery.example/news/"
    robots = crawler(root)
    assert all(robots.can_fetch(name, f"{home}harbour/") for name in ("Googlebot", "GPTBot"))
    assert robots.site_maps() == [f"{home}sitemap.xml", f"{home}news-sitemap.xml"]
    settings = (
        '[crawlers]\nai = "refuse"\nallow = ["ccbot"]\nrefuse = ["RudeBot"]\n'
        '[[crawlers.rules]]\nagents = ["*"]\ndisallow = ["/tags/"]\n'
    )
    assert built(root, settings=settings).written == ("robots.txt",)
    robots = crawler(root)
    for name, path, may in (
        *(("GPTBot", "", False), ("Google-Extended", "harbour/", False), ("RudeBot", "", False)),
        *(("CCBot", "harbour/", True), ("Googlebot", "", True), ("Googlebot", "tags/sea/", False)),
    ):
        assert robots.can_fetch(name, home + path) is may, (name, path)


def test_a_crawler_with_a_rule_of_its_own_is_asked_nothing_else(site: MakeSite) -> None:
    settings = (
        '[crawlers]\nai = "refuse"\nrefuse = ["RudeBot"]\n'
        '[[crawlers.rules]]\nagents = ["gptbot", "RudeBot"]\ndisallow = ["/tags/"]\n'
    )
    root = site(FILES)
    built(root, settings=settings)
    lines = text(root, "robots.txt").casefold().splitlines()
    assert lines.count("user-agent: gptbot") == 1, "crawlers join groups of one name (RFC 9309, 2.2.1)"
    assert lines.count("user-agent: rudebot") == 2, "what the site itself refuses stays refused"
    home = "https://brief.ellery.example/news/"
    assert crawler(root).can_fetch("GPTBot", home)
    assert not crawler(root).can_fetch("GPTBot", f"{home}tags/")


def test_the_ties_of_a_publication_are_published_where_it_says_any(site: MakeSite) -> None:
    root = site(FILES)
    built(root)
    assert not (root / "public/trust.txt").exists()
    built(
        root,
        settings='[trust]\ncontact = ["mailto:desk@brief.ellery.example"]\n'
        'belongto = ["https://press.example/"]\ndatatrainingallowed = "no"\n',
    )
    lines = [line for line in text(root, "trust.txt").splitlines() if not line.startswith("#")]
    assert lines == [
        "belongto=https://press.example/",
        "contact=mailto:desk@brief.ellery.example",
        "datatrainingallowed=no",
    ]
