"""Feeds as others read them: by feedparser and by schema, with working citations and ids that stay."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it brings no types
import pytest

from dateline.dates import parse_moment
from dateline.outcome import Outcome
from dateline.press.rebuilding import rebuild
from dateline.request import Request
from harness import MINIMAL_CONFIG, REPOSITORY, MakeSite, Run
from html_page import read
from schemas import wrong_in_atom, wrong_in_json_feed, wrong_in_rss

NOW = parse_moment("2026-01-15T12:00:00+00:00")
CHECKS = {"feed.xml": wrong_in_atom, "rss.xml": wrong_in_rss, "feed.json": wrong_in_json_feed}
HOME = "https://brief.ellery.example/news/"
SETTINGS = (
    f'title = "The <Ellery> Brief & more"\nbase_url = "{HOME}"\nlanguage = "en"\nauthors = ["Ada Vane"]\n'
)
FERRY = """\
---
title: Ferry stops & "waits" <here>
description: Nobody knows why.
published: 2026-01-02T07:30:00+01:00
tags: [Boats, "Salt & Sea"]
sources: [wire, tide]
corrections:
  - {date: 2026-01-05, text: It was a Tuesday.}
---
She stopped [@wire].

## What is known

She waits ]]> off *the* quay [@tide; @wire]. Nobody says more [@none].

## Timeline

- Jan 2, 2026 (low water): She stops [@wire].
"""


TRAM = "---\ntitle: Tram\npublished: 2026-01-01\ntags: [Boats]\n---\nIt left [@wire].\n"


def article(publisher: str, title: str = "Ferry", day: int = 3) -> str:
    return (
        f'---\ntitle: "{title}"\npublisher: {publisher}\npublished: 2026-01-0{day}\n'
        f"url: https://{publisher.lower()}.example/a?b=1&c=2\n---\nShe stopped, and waits off the quay.\n"
    )


FILES = {
    "site.toml": SETTINGS,
    "content/harbour/section.md": "---\ntitle: Harbour\ndescription: Ships & quays.\n---\n",
    "content/harbour/ferry/story.md": FERRY,
    "content/harbour/ferry/sources/wire.md": article("Wire", "Ferry <b>stops</b>"),
    "content/harbour/ferry/sources/tide.md": article("Tide"),
    "content/city/tram/story.md": TRAM,
    "content/city/tram/sources/wire.md": article("Wire", day=2),
}


def built(root: Path) -> Outcome:
    outcome = rebuild(root, Request(now=NOW))
    assert not outcome.has_errors, outcome.problems
    return outcome


def feeds_of(folder: Path) -> list[Path]:
    return sorted(path for name in CHECKS for path in folder.rglob(name))


def items(root: Path, name: str = "feed.json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((root / "public" / name).read_bytes())["items"]
    return found


@pytest.fixture
def root(site: MakeSite) -> Path:
    folder = site(FILES)
    built(folder)
    return folder


def test_each_list_has_its_feeds_in_three_formats_and_names_them(root: Path) -> None:
    folders = (
        "",
        "harbour/",
        "city/",
        "tags/boats/",
        "tags/salt-sea/",
        "publishers/wire/",
        "publishers/tide/",
    )
    public = root / "public"
    assert {path.relative_to(public).as_posix() for path in feeds_of(public)} == {
        f"{folder}{name}" for folder in folders for name in CHECKS
    }
    for folder in folders:
        page = read(public / folder / "index.html")
        links = [link for link in page.all("link", rel="alternate") if link["type"]]
        named = {link["href"]: link["type"] for link in links}
        assert list(named)[:3] == [f"/news/{folder}{name}" for name in CHECKS], "its own stand first"
        assert set(named) >= {f"/news/{name}" for name in CHECKS}
        assert set(named.values()) == {"application/atom+xml", "application/rss+xml", "application/feed+json"}
        assert len({link["title"] for link in links}) == len(links)


def test_feeds_are_what_their_schemas_say(root: Path) -> None:
    found = {str(path): CHECKS[path.name](path.read_bytes()) for path in feeds_of(root / "public")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_feeds_of_the_repositorys_own_site_are_what_their_schemas_say(tmp_path: Path, run: Run) -> None:
    ran = run(REPOSITORY, "build", "--output", str(tmp_path / "public"), "--now", "2026-11-22T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    found = {str(path): CHECKS[path.name](path.read_bytes()) for path in feeds_of(tmp_path / "public")}
    assert len(found) > 30
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_an_empty_site_has_valid_feeds(site: MakeSite) -> None:
    folder = site({"site.toml": MINIMAL_CONFIG, "content/harbour/section.md": "---\ntitle: Harbour\n---\n"})
    built(folder)
    found = feeds_of(folder / "public")
    assert len(found) == 6
    assert [CHECKS[path.name](path.read_bytes()) for path in found] == [[]] * 6


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("feed.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>No id</title></feed>"),
        ("rss.xml", "<rss version='2.0'><channel><title>A</title></channel></rss>"),
        ("feed.json", '{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": 3}]}'),
    ],
)
def test_the_schemas_find_what_is_wrong(name: str, bad: str) -> None:
    assert CHECKS[name](bad.encode())


@pytest.mark.parametrize("name", ["feed.xml", "rss.xml"])
def test_a_reader_finds_everything_in_its_place(root: Path, name: str) -> None:
    data = (root / "public/harbour" / name).read_bytes()
    parsed = feedparser.parse(data, response_headers={"content-type": "application/xml"})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.feed.title_detail.value in (
        "Harbour · The <Ellery> Brief & more",
        "Harbour · The &lt;Ellery&gt; Brief &amp; more",
    )
    assert parsed.feed.link == f"{HOME}harbour/"
    (entry,) = parsed.entries
    assert entry.id == "tag:brief.ellery.example,2026-01-02:/news/harbour/ferry/"
    assert unescape(entry.title) == 'Ferry stops & "waits" <here>'
    assert entry.link == f"{HOME}harbour/ferry/"
    assert entry.author == "Ada Vane"
    assert [tag.term for tag in entry.tags] == ["Boats", "Salt & Sea"]
    assert entry.published_parsed[:6] == (2026, 1, 2, 6, 30, 0)
    assert entry.updated_parsed[:3] == (2026, 1, 5), "the correction changed its words"
    assert entry.summary == "Nobody knows why."
    text = entry.content[0].value
    assert "Correction" in text
    assert "She waits ]]&gt; off <em>the</em> quay" in text
    assert "Timeline" in text
    assert 'href="https://wire.example/a?b=1&amp;c=2"' in text


def test_a_json_feed_tells_in_data_what_the_text_tells_in_words(root: Path) -> None:
    story = items(root, "harbour/feed.json")[0]
    page = read(root / "public/harbour/ferry/index.html")
    data = story["_dateline"]
    assert (data["version"], data["twin"]) == (1, f"{HOME}harbour/ferry/index.json")
    assert [(one["number"], one["publisher"], one["url"]) for one in data["sources"]] == [
        (1, "Wire", "https://wire.example/a?b=1&c=2"),
        (2, "Tide", "https://tide.example/a?b=1&c=2"),
    ]
    assert [(claim["text"], claim["sources"]) for claim in data["claims"]][:2] == [
        ("She stopped.", [1]),
        ("She waits ]]> off the quay.", [2, 1]),
    ]
    assert [claim["unsourced"] for claim in data["claims"]] == [False, False, True, False]
    assert [(e["date"], e["label"], e["note"], e["sources"]) for e in data["timeline"]] == [
        ("2026-01-02", "Jan 2, 2026", "low water", [1])
    ]
    assert data["corrections"] == [{"kind": "correction", "date": "2026-01-05", "text": "It was a Tuesday."}]
    ids = {element["id"] for element in page.walk()}
    every = [one["row"] for one in data["sources"]]
    every += [one["url"] for one in (*data["claims"], *data["timeline"])]
    assert [address for address in every if address.removeprefix(f"{HOME}harbour/ferry/#") not in ids] == []


def test_a_json_feed_names_no_twin_that_the_settings_leave_out(root: Path) -> None:
    (root / "site.toml").write_text(SETTINGS + '[twins]\nformats = ["markdown"]\n', encoding="utf-8")
    built(root)
    assert [story["_dateline"]["twin"] for story in items(root)] == ["", ""]
    (root / "site.toml").write_text(SETTINGS + '[twins]\nformats = ["json"]\n', encoding="utf-8")
    built(root)
    for story in items(root):
        path = story["_dateline"]["twin"].removeprefix(HOME)
        assert (root / "public" / path).is_file()


def test_citations_in_a_feed_lead_to_the_storys_page(root: Path) -> None:
    page = read(root / "public/harbour/ferry/index.html")
    ids = {element["id"] for element in page.walk()}
    for story in items(root):
        marks = re.findall(r'<a href="([^"]+)"[^>]*>\[\d\]</a>', story["content_html"])
        assert marks
        assert all(mark.startswith(f"{story['url']}#src-") for mark in marks)
        if story["url"].endswith("/ferry/"):
            assert {unescape(mark).rpartition("#")[2] for mark in marks} <= ids
        assert ' id="' not in story["content_html"], "many stories share one document there"


def test_sites_below_one_host_share_no_id(site: MakeSite) -> None:
    """RFC 4287 (4.2.6): an id is universally unique; RFC 4151 allows ASCII alone in it."""
    found = set()
    for path in ("", "en/", "fr/"):
        settings = SETTINGS.replace("/news/", f"/{path}")
        root = site(
            {**FILES, "site.toml": settings, "content/港/ferry/story.md": TRAM.replace("[@wire]", "")}
        )
        built(root)
        found |= {item["id"] for item in items(root)}
        assert items(root, "港/feed.json")[0]["id"].endswith(f":/{path}%E6%B8%AF/ferry/")
    assert len(found) == 9
    assert all(one.isascii() for one in found)


def test_an_id_of_a_feed_stays_when_its_section_moves(root: Path) -> None:
    before = feedparser.parse((root / "public/harbour/feed.xml").read_bytes()).feed.id
    assert before == f"{HOME}harbour/"
    (root / "content/harbour").rename(root / "content/port")
    file = root / "content/port/section.md"
    file.write_text(file.read_text().replace("description", "aliases: [/harbour]\ndescription"))
    built(root)
    feed = feedparser.parse((root / "public/port/feed.xml").read_bytes()).feed
    assert feed.id == before
    assert feed.link == f"{HOME}port/"
    assert 'url=/news/port/"' in (root / "public/harbour/index.html").read_text()
    lines = (root / "public/_redirects").read_text().splitlines()
    assert lines == ["/news/harbour/ /news/port/ 301"] + [
        f"/news/harbour/{name} /news/port/{name} 301" for name in ("feed.xml", "rss.xml", "feed.json")
    ]


def test_feeds_lead_on_that_are_written(root: Path) -> None:
    file = root / "content/harbour/section.md"
    file.write_text(file.read_text().replace("description", "aliases: [/port/, /old.html]\ndescription"))
    settings = root / "site.toml"
    for more, names in (('formats = ["json"]\n', ["feed.xml", "feed.json"]), ('lists = ["tags"]\n', [])):
        settings.write_text(f"{SETTINGS}[feeds]\n{more}")
        built(root)
        lines = (root / "public/_redirects").read_text().splitlines()
        assert lines[:2] == ["/news/port/ /news/harbour/ 301", "/news/old.html /news/harbour/ 301"]
        assert lines[2:] == [f"/news/port/{name} /news/harbour/{name} 301" for name in names]


def test_an_id_stays_when_a_story_moves(root: Path) -> None:
    before = {name: items(root, name)[0]["id"] for name in ("feed.json", "harbour/feed.json")}
    file = root / "content/harbour/ferry/story.md"
    moved = file.read_text(encoding="utf-8").replace(
        "tags:", "slug: steamer\naliases: [/harbour/ferry/]\ntags:"
    )
    file.write_text(moved, encoding="utf-8")
    built(root)
    story = items(root)[0]
    assert story["url"] == f"{HOME}harbour/steamer/"
    assert {name: items(root, name)[0]["id"] for name in before} == before
    for name in ("feed.xml", "rss.xml"):
        assert before["feed.json"] in (root / "public" / name).read_text(encoding="utf-8")


def test_updated_moves_with_the_visible_words_alone(root: Path) -> None:
    feeds = {path: path.read_bytes() for path in feeds_of(root / "public")}
    evidence = root / "content/harbour/ferry/sources/tide.md"
    evidence.write_text(
        evidence.read_text(encoding="utf-8") + "More of what nobody cites.\n", encoding="utf-8"
    )
    built(root)
    assert {path: path.read_bytes() for path in feeds} == feeds
    (root / "site.toml").write_text(
        SETTINGS + '[theme_options]\nfooter = "Printed on salt."\n', encoding="utf-8"
    )
    built(root)
    assert {path: path.read_bytes() for path in feeds} == feeds
    file = root / "content/harbour/ferry/story.md"
    more = file.read_text(encoding="utf-8").replace(
        "corrections:\n", "corrections:\n  - {date: 2026-01-09, text: And it was wet.}\n"
    )
    file.write_text(more, encoding="utf-8")
    built(root)
    assert [story["date_modified"][:10] for story in items(root)] == ["2026-01-09", "2026-01-02"]
    assert [story["date_published"][:10] for story in items(root)] == ["2026-01-02", "2026-01-01"]
    public = root / "public"
    changed = {path.relative_to(public).as_posix() for path in feeds if path.read_bytes() != feeds[path]}
    folders = ("", "harbour/", "tags/boats/", "tags/salt-sea/", "publishers/wire/", "publishers/tide/")
    assert changed == {f"{folder}{name}" for folder in folders for name in CHECKS}, "those that hold it"
    assert "<updated>2026-01-09T00:00:00+00:00</updated>" in (public / "feed.xml").read_text(encoding="utf-8")


def test_settings_say_which_feeds_there_are(root: Path) -> None:
    (root / "site.toml").write_text(
        SETTINGS + '[build]\nfeed_stories = 1\n[feeds]\nformats = ["json"]\nlists = ["tags"]\n',
        encoding="utf-8",
    )
    built(root)
    public = root / "public"
    assert {path.relative_to(public).as_posix() for path in feeds_of(public)} == {
        f"{folder}{name}"
        for folder in ("", "tags/boats/", "tags/salt-sea/")
        for name in ("feed.xml", "feed.json")
    }
    assert [len(items(root, name)) for name in ("feed.json", "tags/boats/feed.json")] == [1, 1]
    links = read(public / "harbour/index.html").all("link", rel="alternate")
    assert [link["href"] for link in links if link["type"]] == ["/news/feed.xml", "/news/feed.json"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Withdrawn: Tram"),
        ("es", "Retirado: Tram"),
        ("fr", "Retiré\u00a0: Tram"),
        ("de", "Zurückgezogen: Tram"),
        ("ar", "مسحوب: Tram"),
        ("ja", "取り下げ：Tram"),
    ],
)
def test_whoever_sees_a_withdrawn_story_elsewhere_sees_that_it_is(
    site: MakeSite, language: str, title: str
) -> None:
    notice = "corrections: [{kind: withdrawn, date: 2026-01-05, text: It had not left.}]\n---\nIt left"
    gone = TRAM.replace("---\nIt left", notice)
    after = "---\ntitle: Bus\npublished: 2026-01-04\nfollows: city/tram\n---\nIt left.\n"
    settings = SETTINGS.replace('"en"', f'"{language}"')
    files = {"site.toml": settings, "content/city/tram/story.md": gone, "content/city/bus/story.md": after}
    root = site(FILES | files)
    built(root)
    assert title in [item["title"] for item in items(root)]
    assert title in [entry.title for entry in feedparser.parse(root / "public" / "feed.xml").entries]
    assert title in [entry.title for entry in feedparser.parse(root / "public" / "rss.xml").entries]
    page, later = ((root / f"public/city/{name}/index.html").read_text() for name in ("tram", "bus"))
    assert f'<meta property="og:title" content="{title}">' in page
    assert f"<title>{title} · " in page
    assert f'"headline": "{title}"' in page or f'"headline":"{title}"' in page
    assert f">{title}</a>" in later
    assert f'alt" content="{title}' in page
    assert ">Tram</h1>" in page
