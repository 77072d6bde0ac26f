"""Histories of stories, from real git repositories, as readers and builds see them."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

import dateline.history
from committing import NOW, Newsroom, git
from dateline.git import repository
from dateline.git.repository import Repository
from dateline.press.rebuilding import rebuild
from harness import MINIMAL_CONFIG, MakeSite, Run, write_files

STORY = """---
title: Ferry sinks
published: 2026-01-01
sources: [daily]
---
The ferry sank [@daily].

## The berth

It lay at berth 2 [@daily].
"""
OTHER = STORY.replace("Ferry", "Crane").replace("ferry", "crane")
DAILY = "---\ntitle: It sank\npublisher: The Daily\npublished: 2026-01-01\n---\nThe ferry sank at berth 2.\n"
QUAY = "---\ntitle: Divers\npublisher: The Quay\npublished: 2026-01-04\n---\nDivers reached the ferry.\n"
FILES = {
    "content/harbour/ferry/story.md": STORY,
    "content/harbour/ferry/sources/daily.md": DAILY,
    "content/harbour/crane/story.md": OTHER,
    "content/harbour/crane/sources/daily.md": DAILY,
}
FERRY = "content/harbour/ferry/story.md"
SECOND = STORY.replace("[daily]", "[daily, quay]").replace("berth 2 [@daily].", "berth 3 [@daily; @quay].")


@pytest.fixture
def newsroom(site: MakeSite) -> Newsroom:
    return Newsroom(site(FILES))


def panel(page: str) -> list[str]:
    """The words of the rows of the panel, newest first."""
    found = re.search(r'<details class="history".*?</details>', page, re.DOTALL)
    rows = re.findall(r"<li>\s*<time.*?(?=<li>\s*<time|</ol>)", found[0], re.DOTALL) if found else []
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def stamp_of_feed(page: str) -> list[str]:
    """When the entries of a feed changed."""
    return re.findall(r"<updated>(.*?)</updated>", page)[1:]


def test_a_commit_that_changes_words_is_a_revision_with_a_version_of_its_own(newsroom: Newsroom) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: SECOND, "content/harbour/ferry/sources/quay.md": QUAY})
    assert not newsroom.build().has_errors
    page = newsroom.page("harbour/ferry/index.html")
    assert panel(page) == [
        "Jan 5, 2026 Section changed: “The berth” 1 source added: The Quay Read the version of Jan 5, 2026",
        "Jan 1, 2026 First published Read the version of Jan 1, 2026",
    ]
    assert "Secret words" not in "".join(
        file.read_text() for file in (newsroom.root / "public").rglob("*.html")
    )
    first, second = re.findall(r'href="/harbour/ferry/versions/(\w+)/"', page)[::-1]
    assert newsroom.versions("harbour/ferry") == sorted([first, second])
    old = newsroom.page(f"harbour/ferry/versions/{first}/index.html")
    assert "berth 2" in old
    assert "berth 3" not in old
    assert '<meta name="robots" content="noindex">' in old
    assert '<link rel="canonical" href="https://paper.example/harbour/ferry/">' in old
    assert "This is the version of" in old
    assert "application/ld+json" not in old
    assert newsroom.versions("harbour/crane") == []
    assert panel(newsroom.page("harbour/crane/index.html")) == []
    assert "versions" not in newsroom.page("sitemap.xml")
    assert newsroom.verdict().is_right


def test_versions_of_one_day_tell_the_time_of_day(newsroom: Newsroom) -> None:
    for when, berth in (("09:00:00", 3), ("15:30:00", 4), ("15:30:07", 5)):
        newsroom.commit(f"2026-01-05T{when}Z", {FERRY: STORY.replace("berth 2", f"berth {berth}")})
    newsroom.build()
    page = newsroom.page("harbour/ferry/index.html")
    links = re.findall(r'<a class="history-link" href="([^"]+)">([^<]+)</a>', page)
    assert [" ".join(words.split()) for _, words in links] == [
        "Read the version of Jan 5, 2026, 3:30:07 PM (UTC)",
        "Read the version of Jan 5, 2026, 3:30 PM (UTC)",
        "Read the version of Jan 5, 2026, 9:00 AM (UTC)",
        "Read the version of Jan 1, 2026",
    ]
    kept = " ".join(newsroom.page(f"{links[2][0].strip('/')}/index.html").split())
    assert '<time datetime="2026-01-05T09:00:00+00:00">Jan 5, 2026, 9:00 AM (UTC)</time>' in kept
    assert newsroom.verdict().is_right


def test_what_nobody_sees_is_no_revision(newsroom: Newsroom) -> None:
    newsroom.build()
    before = stamp_of_feed(newsroom.page("feed.xml"))
    unseen = STORY.replace("sources:", "tags: [boats]\nsources:").replace("## The", "<!-- ask -->\n\n## The")
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: unseen.replace("ferry sank [", "*ferry* sank [")})
    newsroom.build()
    assert panel(newsroom.page("harbour/ferry/index.html")) == []
    assert stamp_of_feed(newsroom.page("feed.xml")) == before
    newsroom.commit("2026-01-07T09:00:00Z", {FERRY: unseen.replace("ferry sank [", "ferry went down [")})
    newsroom.build()
    assert stamp_of_feed(newsroom.page("feed.xml")) == [before[0], "2026-01-07T09:00:00+00:00"]
    assert 'dateModified":"2026-01-07T09:00:00+00:00' in newsroom.page("harbour/ferry/index.html")


def test_another_citation_key_for_the_same_article_is_no_revision(newsroom: Newsroom) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: SECOND, "content/harbour/ferry/sources/quay.md": QUAY})
    newsroom.build()
    rows, before = panel(newsroom.page("harbour/ferry/index.html")), stamp_of_feed(newsroom.page("feed.xml"))
    git(
        newsroom.root,
        "mv",
        "content/harbour/ferry/sources/quay.md",
        "content/harbour/ferry/sources/divers.md",
    )
    divers = SECOND.replace("quay", "divers")
    write_files(newsroom.root, {FERRY: divers})
    newsroom.build()
    assert panel(newsroom.page("harbour/ferry/index.html")) == rows, "nor before it is committed"
    newsroom.commit("2026-01-06T09:00:00Z")
    newsroom.build()
    assert panel(newsroom.page("harbour/ferry/index.html")) == rows
    assert stamp_of_feed(newsroom.page("feed.xml")) == before
    title = {"content/harbour/ferry/sources/divers.md": QUAY.replace("Divers\n", "Two divers\n")}
    newsroom.commit("2026-01-07T09:00:00Z", title)
    newsroom.build()
    assert panel(newsroom.page("harbour/ferry/index.html"))[0].startswith(
        "Jan 7, 2026 Source entry changed: The Quay"
    )


def test_what_was_not_public_is_no_version(newsroom: Newsroom) -> None:
    path = "content/harbour/tug/story.md"
    sources = {"content/harbour/tug/sources/daily.md": DAILY}
    draft = STORY.replace("Ferry sinks", "Tug: a draft").replace("sources:", "draft: true\nsources:")
    early = STORY.replace("Ferry sinks", "Tug too early").replace("2026-01-01", "2026-01-10")
    newsroom.commit("2026-01-03T09:00:00Z", {path: draft, **sources})
    newsroom.commit("2026-01-04T09:00:00Z", {path: early})
    newsroom.commit("2026-01-05T09:00:00Z", {path: early.replace("too early", "in time")})
    newsroom.commit("2026-01-06T09:00:00Z", {path: "---\ntitel: Tug broken\n---\n"})
    newsroom.commit("2026-01-12T09:00:00Z", {path: early.replace("too early", "at last")})
    assert not newsroom.build().has_errors
    assert panel(newsroom.page("harbour/tug/index.html")) == [
        "Jan 12, 2026 Headline changed Read the version of Jan 12, 2026",
        "Jan 10, 2026 First published Read the version of Jan 10, 2026",
    ]
    words = "".join(
        newsroom.page(f"harbour/tug/versions/{v}/index.html") for v in newsroom.versions("harbour/tug")
    )
    assert "Tug in time" in words
    assert "a draft" not in words
    assert "too early" not in words


def test_explain_says_how_many_commits_cannot_be_read(newsroom: Newsroom, run: Run) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: "---\ntitel: broken\n---\n"})
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: STORY})
    ran = run(newsroom.root, "explain", "/harbour/ferry/", "--now", "2026-01-20")
    assert "1 of its commits cannot be read today and is left out" in " ".join(ran.stdout.split())


def test_a_version_keeps_its_address_and_words_when_others_follow_or_the_story_moves(
    newsroom: Newsroom,
) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()
    before = {
        v: newsroom.page(f"harbour/ferry/versions/{v}/index.html") for v in newsroom.versions("harbour/ferry")
    }
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 4")})
    newsroom.build()
    assert len(newsroom.versions("harbour/ferry")) == 3
    for version, page in before.items():
        assert newsroom.page(f"harbour/ferry/versions/{version}/index.html") == page
    git(newsroom.root, "mv", "content/harbour/ferry", "content/boat")
    newsroom.commit("2026-01-07T09:00:00Z")
    newsroom.build()
    assert set(newsroom.versions("boat")) > set(before)
    assert len(panel(newsroom.page("boat/index.html"))) == 3
    assert newsroom.verdict().is_right


def test_the_addresses_of_versions_lead_on_when_the_story_names_its_old_one(newsroom: Newsroom) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()
    before = newsroom.versions("harbour/ferry")
    assert len(before) == 2
    git(newsroom.root, "mv", "content/harbour/ferry", "content/boat")
    newsroom.replace("content/boat/story.md", "sources:", "aliases: [/harbour/ferry/]\nsources:")
    newsroom.commit("2026-01-07T09:00:00Z")
    newsroom.build()
    redirects = newsroom.page("_redirects").splitlines()
    for version in before:
        old, new = f"/harbour/ferry/versions/{version}/", f"/boat/versions/{version}/"
        assert f"url={new}" in newsroom.page(f"{old.lstrip('/')}index.html")
        assert 'class="story' in newsroom.page(f"{new.lstrip('/')}index.html")
        assert f"{old} {new} 301" in redirects
    assert newsroom.verdict().is_right


def moved(newsroom: Newsroom) -> list[tuple[str, str]]:
    """What a build says of stories that moved: where, and what to do."""
    problems = newsroom.build().problems
    assert newsroom.verdict().is_right
    return [(p.place.file, p.hint) for p in problems if p.rule == "moved-story"]


def test_a_story_that_moves_without_a_word_is_told_of_until_it_names_its_old_address(
    newsroom: Newsroom,
) -> None:
    newsroom.build()
    git(newsroom.root, "mv", "content/harbour/ferry", "content/harbour/boat")
    newsroom.commit("2026-01-07T09:00:00Z")
    file = "content/harbour/boat/story.md"
    hint = "write aliases: [/harbour/ferry/], or feeds show it twice"
    assert moved(newsroom) == [(file, hint)]
    assert moved(newsroom) == [(file, hint)], "also where git is not asked again"
    newsroom.commit("2026-01-08T09:00:00Z", {"content/about.md": "---\ntitle: About\n---\nWords.\n"})
    assert moved(newsroom) == [(file, hint)]
    newsroom.replace(file, "sources:", "aliases: [/harbour/ferry]\nsources:")
    assert moved(newsroom) == []
    git(newsroom.root, "mv", "content/harbour/boat", "content/ship")
    newsroom.commit("2026-01-09T09:00:00Z")
    hint = "write /harbour/boat/ into `aliases:` too, the oldest first, or feeds show it twice"
    assert moved(newsroom) == [("content/ship/story.md", hint)]
    git(newsroom.root, "mv", "content/ship", "content/harbour/boat")
    newsroom.replace(file, "[/harbour/ferry]", "[/harbour/ferry, /ship/]")
    newsroom.commit("2026-01-10T09:00:00Z")
    assert moved(newsroom) == [], "it is back"


@pytest.mark.parametrize("key", ["draft: true", "slug: boat", "expires: 2026-01-04", "published: 2026-01-15"])
def test_a_story_that_was_not_public_where_it_stood_may_move(newsroom: Newsroom, key: str) -> None:
    day = "" if "published" in key else "published: 2026-01-01\n"
    files = {"content/harbour/dock/story.md": f"---\ntitle: Dock\n{day}{key}\n---\nIt lay there [@none].\n"}
    newsroom.commit("2026-01-05T09:00:00Z", files)
    git(newsroom.root, "mv", "content/harbour/dock", "content/harbour/boat")
    newsroom.commit("2026-01-07T09:00:00Z")
    assert moved(newsroom) == []


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_story_whose_slug_changed_is_told_of_until_it_names_its_old_address(
    newsroom: Newsroom, is_committed: bool
) -> None:
    newsroom.build()

    def rename(old: str, new: str) -> None:
        newsroom.replace(FERRY, old, new)
        if is_committed:
            newsroom.commit("2026-01-07T09:00:00Z")

    rename("sources:", "slug: boat\nsources:")
    hint = "write aliases: [/harbour/ferry/], or feeds show it twice"
    assert moved(newsroom) == [(FERRY, hint)]
    assert moved(newsroom) == [(FERRY, hint)], "also where git is not asked again"
    rename("slug: boat", "slug: boat\naliases: [/harbour/ferry]")
    assert moved(newsroom) == []
    newsroom.commit("2026-01-08T09:00:00Z", {"content/about.md": "---\ntitle: About\n---\nWords.\n"})
    git(newsroom.root, "mv", "content/harbour/ferry", "content/ferry")
    newsroom.commit("2026-01-09T09:00:00Z")
    file = FERRY.replace("harbour/", "")
    hint = "write /harbour/boat/ into `aliases:` too, the oldest first, or feeds show it twice"
    assert moved(newsroom) == [(file, hint)], "once, and not by the folder and the slug"
    newsroom.replace(file, "[/harbour/ferry]", "[/harbour/ferry, /harbour/boat/]")
    newsroom.replace(file, "slug: boat\n", "")
    newsroom.commit("2026-01-10T09:00:00Z")
    hint = "write /boat/ into `aliases:` too, the oldest first, or feeds show it twice"
    assert moved(newsroom) == [(file, hint)]


@pytest.mark.parametrize("key", ["draft: true", "expires: 2026-01-04", "published: 2026-01-15"])
def test_a_story_that_was_not_public_may_have_another_slug(newsroom: Newsroom, key: str) -> None:
    day = "" if "published" in key else "published: 2026-01-01\n"
    dock = "content/harbour/dock/story.md"
    text = f"---\ntitle: Dock\n{day}{key}\n---\nIt lay there [@none].\n"
    newsroom.commit("2026-01-05T09:00:00Z", {dock: text})
    kept = "" if day else f"{key}\n"
    newsroom.commit("2026-01-07T09:00:00Z", {dock: text.replace(key, f"{kept}slug: pier")})
    assert moved(newsroom) == []


def test_of_a_slug_that_changed_in_all_languages_the_original_tells(newsroom: Newsroom) -> None:
    french = "content/harbour/ferry/story.fr.md"
    settings = (newsroom.root / "site.toml").read_text() + "[languages.fr]\n"
    newsroom.commit(
        "2026-01-05T09:00:00Z", {"site.toml": settings, french: "---\ntitle: Le bac\n---\nIl part [@none].\n"}
    )
    newsroom.replace(FERRY, "sources:", "slug: boat\nsources:")
    newsroom.commit("2026-01-06T09:00:00Z")
    assert [file for file, _ in moved(newsroom)] == [FERRY]
    newsroom.replace(FERRY, "sources:", "aliases: [/harbour/ferry/]\nsources:")
    assert moved(newsroom) == []
    newsroom.replace(french, "title", "slug: bac\ntitle")
    newsroom.commit("2026-01-07T09:00:00Z")
    hints = [f"write aliases: [/fr/harbour/{old}/], or feeds show it twice" for old in ("boat", "ferry")]
    assert sorted(moved(newsroom)) == [(french, hint) for hint in hints]


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_story_keeps_the_day_of_its_first_publication(newsroom: Newsroom, is_committed: bool) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()

    def told() -> list[str]:
        if is_committed:
            newsroom.commit("2026-01-06T09:00:00Z")
        problems = newsroom.build().problems
        assert newsroom.verdict().is_right
        return [problem.message for problem in problems if problem.rule == "republished"]

    newsroom.replace(FERRY, "published: 2026-01-01", "published: 2026-01-06")
    assert told() == ["this story was first published on 2026-01-01"]
    newsroom.replace(FERRY, "published: 2026-01-06", "published: 2026-01-01T09:00:00Z")
    assert told() == []


def test_a_correction_that_came_later_stands_on_earlier_versions(newsroom: Newsroom) -> None:
    notice = "corrections:\n  - date: 2026-01-05\n    text: It was berth 3.\nsources:"
    corrected = STORY.replace("berth 2", "berth 3").replace("sources:", notice)
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: corrected})
    newsroom.build()
    assert "New notice: Correction" in panel(newsroom.page("harbour/ferry/index.html"))[0]
    pages = [
        newsroom.page(f"harbour/ferry/versions/{v}/index.html") for v in newsroom.versions("harbour/ferry")
    ]
    assert [page.count("It was berth 3.") for page in pages] == [1, 1]


@pytest.mark.parametrize(
    "words",
    ["history: false", "corrections:\n  - {date: 2026-01-06, kind: withdrawn, text: The letter was forged.}"],
    ids=["withdrawn by law", "withdrawn"],
)
def test_a_publisher_can_take_earlier_words_off_the_web(newsroom: Newsroom, words: str) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 666")})
    newsroom.build()
    assert len(newsroom.versions("harbour/ferry")) == 2
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: STORY.replace("sources:", f"{words}\nsources:")})
    newsroom.build()
    assert newsroom.versions("harbour/ferry") == []
    assert not [
        file for file in (newsroom.root / "public").rglob("*.html") if "berth 666" in file.read_text()
    ]


def test_feeds_hear_of_changes_to_a_story_that_keeps_its_history_to_itself(newsroom: Newsroom) -> None:
    """`history: false` takes words off the web; that the page changed, and when, stays true."""
    closed = STORY.replace("sources:", "history: false\nsources:")
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: closed.replace("berth 2", "berth 3")})
    newsroom.build()
    assert "2026-01-05T09:00:00+00:00" in stamp_of_feed(newsroom.page("feed.xml"))
    newsroom.commit("2026-01-07T09:00:00Z", {FERRY: closed.replace("berth 2", "berth 4")})
    newsroom.build()
    assert "2026-01-07T09:00:00+00:00" in stamp_of_feed(newsroom.page("feed.xml"))
    page = newsroom.page("harbour/ferry/index.html")
    assert '"dateModified":"2026-01-07T09:00:00+00:00"' in page
    assert (panel(page), newsroom.versions("harbour/ferry")) == ([], [])
    assert newsroom.verdict().is_right


def test_a_note_on_a_change_that_is_not_shown_is_still_the_time_of_the_change(
    site: MakeSite, run: Run
) -> None:
    noted = "history: false\nrevisions:\n  - {date: 2026-01-04, note: Another berth.}\nsources:"
    root = site({**FILES, FERRY: STORY.replace("sources:", noted)})
    ran = run(root, "build", "--now", "2026-01-20")
    assert ran.exit == 0, ran.console
    page = (root / "public/harbour/ferry/index.html").read_text(encoding="utf-8")
    assert '"dateModified":"2026-01-04T00:00:00+00:00"' in page
    assert panel(page) == []


def test_what_is_not_committed_is_the_newest_revision_without_an_address(newsroom: Newsroom) -> None:
    newsroom.replace(FERRY, "berth 2", "berth 5")
    newsroom.build()
    newest, first = panel(newsroom.page("harbour/ferry/index.html"))
    assert newest == "Jan 1, 2026 Section changed: “The berth”"
    assert first.startswith("Jan 1, 2026 First published")
    assert newsroom.verdict().is_right


def test_a_site_below_the_top_of_a_repository_with_branches(site: MakeSite, tmp_path: Path) -> None:
    root = site(FILES)
    newsroom = Newsroom(root, tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "work")
    newsroom.commit("2026-01-03T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.commit("2026-01-04T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 4")})
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge", "work", when="2026-01-06T09:00:00Z")
    newsroom.build()
    assert [row[:11] for row in panel(newsroom.page("harbour/ferry/index.html"))] == [
        "Jan 6, 2026",
        "Jan 1, 2026",
    ]


def test_content_may_be_a_repository_of_its_own(site: MakeSite, run: Run, tmp_path: Path) -> None:
    content = Newsroom(site({name.removeprefix("content/"): text for name, text in FILES.items()}))
    file = FERRY.removeprefix("content/")
    content.commit("2026-01-05T09:00:00Z", {file: STORY.replace("berth 2", "berth 3")})
    (tmp_path / "around").mkdir()
    write_files(tmp_path / "around", {"site.toml": MINIMAL_CONFIG})
    around = Newsroom(tmp_path / "around")
    submodule = ("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(content.root), "content")
    git(around.root, *submodule)
    around.commit("2026-01-08T09:00:00Z")
    around.build()
    rows = panel(around.page("harbour/ferry/index.html"))
    assert [row[:11] for row in rows] == ["Jan 5, 2026", "Jan 1, 2026"]
    around.replace(FERRY, "berth 3", "berth 4")
    git(around.root / "content", "commit", "-q", "-a", "-m", "Berth", when="2026-01-09T09:00:00Z")
    around.build()
    assert panel(around.page("harbour/ferry/index.html"))[0].startswith("Jan 9, 2026"), (
        "a commit in it is seen"
    )
    assert around.verdict().is_right
    checked = run(around.root, "check", "--changed-since", "HEAD~1", "--json")
    assert json.loads(checked.stdout)["stories"] == 1, "it is asked what changed, too"


def test_versions_stay_when_a_clock_was_wrong(newsroom: Newsroom) -> None:
    for when, berth in (("2027-01-03", 3), ("2026-01-04", 4), ("2026-01-05", 5)):
        newsroom.commit(f"{when}T09:00:00Z", {FERRY: STORY.replace("berth 2", f"berth {berth}")})
        newsroom.build()
        pages = [
            newsroom.page(f"harbour/ferry/versions/{name}/index.html")
            for name in newsroom.versions("harbour/ferry")
        ]
        assert {found for page in pages for found in re.findall(r"at berth (\d)", page)} == {
            str(number) for number in range(2, berth + 1)
        }


def test_a_commit_of_one_story_makes_that_story_alone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()
    crane = OTHER.replace("berth 2", "berth 3")
    newsroom.commit("2026-01-06T09:00:00Z", {"content/harbour/crane/story.md": crane})
    asked: list[str] = []
    one = dateline.history.history.life_of
    monkeypatch.setattr(
        dateline.history.history, "life_of", lambda path, *rest: asked.append(path) or one(path, *rest)
    )
    outcome = rebuild(newsroom.root, NOW)
    assert asked == ["harbour/crane"]
    assert outcome.compiled == 1
    assert not [path for path in outcome.written if path.startswith("harbour/ferry/versions")]
    assert newsroom.verdict().is_right


def test_a_commit_alone_is_seen_and_no_commit_asks_nobody(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.replace(FERRY, "berth 2", "berth 3")
    newsroom.build()
    assert newsroom.build().written == ()
    git(newsroom.root, "add", "-A")
    git(newsroom.root, "commit", "-q", "-m", "x", when="2026-01-06T09:00:00Z")
    assert "harbour/ferry/index.html" in newsroom.build().written
    assert panel(newsroom.page("harbour/ferry/index.html"))[0].startswith("Jan 6, 2026")
    commands: list[tuple[str, ...]] = []
    run = repository.run
    monkeypatch.setattr(
        repository,
        "run",
        lambda root, *words, given=b"": commands.append(words) or run(root, *words, given=given),
    )
    rebuild(newsroom.root, NOW)
    assert commands == []


def test_of_new_commits_only_what_they_add_is_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for berth in (3, 4):
        newsroom.commit(f"2026-01-0{berth}T09:00:00Z", {FERRY: STORY.replace("berth 2", f"berth {berth}")})
        newsroom.build()
    before = git(newsroom.root, "rev-parse", "HEAD").strip()
    for berth in (5, 6):
        newsroom.commit(f"2026-01-0{berth}T09:00:00Z", {FERRY: STORY.replace("berth 2", f"berth {berth}")})
    commands: list[tuple[str, ...]] = []
    ask = Repository.ask
    monkeypatch.setattr(
        Repository,
        "ask",
        lambda self, *words, given=b"": commands.append(words) or ask(self, *words, given=given),
    )
    rebuild(newsroom.root, NOW)
    assert next(words for words in commands if "log" in words)[-3].startswith(f"{before}..")
    assert len(newsroom.versions("harbour/ferry")) == 5
    assert newsroom.verdict().is_right
    git(newsroom.root, "reset", "-q", "--hard", before)
    newsroom.build()
    assert len(newsroom.versions("harbour/ferry")) == 3
    assert newsroom.verdict().is_right


def test_without_git_there_is_no_history_and_no_fuss(newsroom: Newsroom, run: Run, tmp_path: Path) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    nowhere = tmp_path / "empty"
    nowhere.mkdir()
    ran = run(newsroom.root, "build", "--now", "2026-01-20", env={"PATH": str(nowhere)})
    assert ran.exit == 0
    assert "git" not in ran.stderr
    assert panel(newsroom.page("harbour/ferry/index.html")) == []
    shutil.rmtree(newsroom.root / ".git")
    git(newsroom.root, "init", "-q")
    ran = run(newsroom.root, "build", "--now", "2026-01-20")
    assert ran.exit == 0
    assert "git" not in ran.stderr
    assert newsroom.versions("harbour/ferry") == []


def test_a_shallow_clone_is_told_of(newsroom: Newsroom, run: Run, tmp_path: Path) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    git(tmp_path, "clone", "-q", "--depth", "1", newsroom.root.as_uri(), "shallow")
    ran = run(tmp_path / "shallow", "build", "--now", "2026-01-20")
    assert ran.exit == 0
    assert "[unread-history]" in ran.stderr
    assert panel((tmp_path / "shallow/public/harbour/ferry/index.html").read_text()) == []


def test_a_damaged_repository_is_told_of(newsroom: Newsroom, run: Run) -> None:
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    shutil.rmtree(newsroom.root / ".git/objects")
    (newsroom.root / ".git/objects").mkdir()
    ran = run(newsroom.root, "build", "--now", "2026-01-20")
    assert ran.exit == 0
    assert "[unread-history]" in ran.stderr


@pytest.mark.timeout(60)
@pytest.mark.parametrize("is_there", [False, True])
def test_words_that_git_has_lost_are_no_version_and_come_back(newsroom: Newsroom, is_there: bool) -> None:
    """Of a version that was built, the text is asked for once more when all pages are made anew."""
    first = git(newsroom.root, "rev-parse", f"HEAD:{FERRY}").strip()
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()
    before = newsroom.versions("harbour/ferry")
    lost = newsroom.root / ".git/objects" / first[:2] / first[2:]
    kept = lost.read_bytes()
    lost.unlink()
    if is_there:
        lost.write_bytes(b"")
    (newsroom.root / "site.toml").write_text(MINIMAL_CONFIG.replace("Test", "Other"))
    assert not newsroom.build().has_errors
    assert newsroom.versions("harbour/ferry") == []
    assert newsroom.verdict().is_right
    lost.unlink(missing_ok=True)
    lost.write_bytes(kept)
    (newsroom.root / "site.toml").write_text(MINIMAL_CONFIG)
    newsroom.build()
    assert newsroom.versions("harbour/ferry") == before
    assert newsroom.verdict().is_right


def test_a_repository_that_git_did_not_read_is_asked_again(
    newsroom: Newsroom, run: Run, tmp_path: Path
) -> None:
    """As where its owner is another user, until `safe.directory` names it: no file of the site changes."""
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    refusing = tmp_path / "bin/git"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nexit 128\n")
    refusing.chmod(0o755)
    build = ("build", "--now", "2026-01-20")
    for _ in range(2):
        ran = run(newsroom.root, *build, env={"PATH": f"{refusing.parent}:{os.environ['PATH']}"})
        assert "dubious ownership" in ran.stderr
    assert "unread-history" not in run(newsroom.root, *build).stderr
    assert len(newsroom.versions("harbour/ferry")) == 2


@pytest.mark.parametrize(("key", "value"), [("diff.relative", "true"), ("i18n.logOutputEncoding", "UTF-16")])
def test_settings_of_git_change_no_history(key: str, value: str, site: MakeSite, tmp_path: Path) -> None:
    newsroom = Newsroom(site(FILES), tmp_path)
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    git(tmp_path, "config", key, value)
    newsroom.build()
    assert len(newsroom.versions("harbour/ferry")) == 2


def test_a_hook_of_git_asks_for_the_repository_around_the_site(
    site: MakeSite, run: Run, tmp_path: Path
) -> None:
    newsroom = Newsroom(site(FILES), tmp_path)
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    hook = {"GIT_DIR": str(tmp_path / ".git"), "GIT_PREFIX": ""}
    assert run(newsroom.root, "build", "--now", "2026-01-20", env=hook).exit == 0
    assert len(newsroom.versions("harbour/ferry")) == 2
    checked = run(newsroom.root, "check", "--changed-since", "HEAD", "--json", env=hook)
    assert json.loads(checked.stdout)["stories"] == 0, "nothing differs from the commit"


@pytest.mark.parametrize("kept_in", ["front-matter", "off"])
def test_the_writer_s_own_words_stand_where_git_is_not_asked(newsroom: Newsroom, kept_in: str) -> None:
    noted = STORY.replace(
        "sources:", "revisions:\n  - {date: 2026-01-04, note: Told who was aboard.}\nsources:"
    )
    config = MINIMAL_CONFIG + f'[history]\nkept_in = "{kept_in}"\n'
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: noted.replace("berth 2", "berth 3"), "site.toml": config})
    newsroom.build()
    rows = panel(newsroom.page("harbour/ferry/index.html"))
    assert rows == (["Jan 4, 2026 Told who was aboard."] if kept_in == "front-matter" else [])
    assert newsroom.versions("harbour/ferry") == []


def test_versions_have_no_pages_where_the_site_wants_none(newsroom: Newsroom) -> None:
    config = MINIMAL_CONFIG + "[history]\nversions = false\n"
    newsroom.commit("2026-01-05T09:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3"), "site.toml": config})
    newsroom.build()
    assert len(panel(newsroom.page("harbour/ferry/index.html"))) == 2
    assert newsroom.versions("harbour/ferry") == []


# ── translations ─────────────────────────────────────────────────────────────────────────────────

FRENCH = MINIMAL_CONFIG + '[languages.fr]\ntitle = "Le Papier"\n'
BAC = (
    "---\ntitle: {title}\n---\nLe bac a coulé [@daily].\n\n## Le quai\n\nIl était au quai {berth} [@daily].\n"
)
TRANSLATION = "content/harbour/ferry/story.fr.md"


def test_a_translation_has_a_history_of_its_own(newsroom: Newsroom) -> None:
    first = {"site.toml": FRENCH, TRANSLATION: BAC.format(title="Le bac", berth=2)}
    newsroom.commit("2026-01-05T09:00:00Z", first)
    newsroom.commit("2026-01-06T09:00:00Z", {TRANSLATION: BAC.format(title="Le bac", berth=3)})
    assert not newsroom.build().has_errors
    page = newsroom.page("fr/harbour/ferry/index.html")
    assert panel(page) == [
        "6 janv. 2026 Partie modifiée : « Le quai » Lire la version du 6 janv. 2026",
        "5 janv. 2026 Première publication Lire la version du 5 janv. 2026",
    ]
    assert panel(newsroom.page("harbour/ferry/index.html")) == [], "the original has not changed"
    assert newsroom.versions("harbour/ferry") == []
    new, old = re.findall(r'href="/fr/harbour/ferry/versions/(\w+)/"', page)
    assert newsroom.versions("fr/harbour/ferry") == sorted([old, new])
    kept = newsroom.page(f"fr/harbour/ferry/versions/{old}/index.html")
    assert '<html lang="fr">' in kept
    assert "au quai 2" in kept
    assert "au quai 3" not in kept
    assert stamp_of_feed(newsroom.page("fr/feed.xml")) == ["2026-01-06T09:00:00+00:00"]
    assert newsroom.verdict().is_right


def test_a_version_names_no_form_and_no_language_as_its_own(newsroom: Newsroom) -> None:
    """Data, Markdown and lists of sources beside the story are those of today, and so are its languages."""
    first = {"site.toml": FRENCH, TRANSLATION: BAC.format(title="Le bac", berth=2)}
    newsroom.commit("2026-01-05T09:00:00Z", first)
    newsroom.commit("2026-01-06T09:00:00Z", {TRANSLATION: BAC.format(title="Le bac", berth=3)})
    assert not newsroom.build().has_errors
    alternate = r'<link rel="alternate" (hreflang|type)="([^"]+)"(?! title=)'
    page = newsroom.page("fr/harbour/ferry/index.html")
    assert ("hreflang", "x-default") in re.findall(alternate, page)
    assert ("type", "application/json") in re.findall(alternate, page)
    for version in newsroom.versions("fr/harbour/ferry"):
        kept = newsroom.page(f"fr/harbour/ferry/versions/{version}/index.html")
        assert re.findall(alternate, kept) == []
        assert '<link rel="canonical" href="https://paper.example/fr/harbour/ferry/">' in kept
        assert '<nav class="languages"' in kept, "readers are still led to the story in their language"


def test_what_a_translation_takes_from_its_original_changes_it_too(newsroom: Newsroom) -> None:
    newsroom.commit(
        "2026-01-05T09:00:00Z", {"site.toml": FRENCH, TRANSLATION: BAC.format(title="Le bac", berth=2)}
    )
    newsroom.commit("2026-01-06T09:00:00Z", {FERRY: SECOND, "content/harbour/ferry/sources/quay.md": QUAY})
    newsroom.build()
    rows = panel(newsroom.page("fr/harbour/ferry/index.html"))
    assert rows[0].startswith("6 janv. 2026 1 source ajoutée : The Quay"), rows
    assert len(newsroom.versions("harbour/ferry")) == 2
    newsroom.commit("2026-01-07T09:00:00Z", {FERRY: SECOND.replace("title:", "history: false\ntitle:")})
    newsroom.build()
    assert newsroom.versions("fr/harbour/ferry") == newsroom.versions("harbour/ferry") == []
    assert newsroom.verdict().is_right


def test_a_translation_moves_with_its_story_and_ends_alone(newsroom: Newsroom) -> None:
    newsroom.commit(
        "2026-01-05T09:00:00Z", {"site.toml": FRENCH, TRANSLATION: BAC.format(title="Le bac", berth=2)}
    )
    newsroom.commit("2026-01-06T09:00:00Z", {TRANSLATION: BAC.format(title="Le bac", berth=3)})
    newsroom.build()
    before = newsroom.versions("fr/harbour/ferry")
    assert len(before) == 2
    shutil.move(newsroom.root / "content/harbour/ferry", newsroom.root / "content/harbour/boat")
    newsroom.commit("2026-01-07T09:00:00Z")
    newsroom.build()
    assert newsroom.versions("fr/harbour/boat") == before
    (newsroom.root / "content/harbour/boat/story.fr.md").unlink()
    newsroom.commit("2026-01-08T09:00:00Z")
    again = {"content/harbour/boat/story.fr.md": BAC.format(title="Le bac", berth=4)}
    newsroom.commit("2026-01-09T09:00:00Z", again)
    newsroom.build()
    assert newsroom.versions("fr/harbour/boat") == []
    assert newsroom.verdict().is_right


def test_translations_make_a_topic_of_their_own(newsroom: Newsroom) -> None:
    events = "\n## Timeline\n\n- 2026-01-0{day}: {words} [@daily]\n"
    crane = OTHER.replace("sources:", "follows: harbour/ferry\nsources:") + events.format(
        day=2, words="Lifted."
    )
    third = OTHER.replace("Crane", "Third").replace("sources:", "follows: harbour/crane\nsources:")
    files = {
        "site.toml": FRENCH,
        FERRY: STORY + events.format(day=1, words="Sunk."),
        "content/harbour/crane/story.md": crane,
        "content/harbour/third/story.md": third,
        "content/harbour/third/sources/daily.md": DAILY,
        TRANSLATION: BAC.format(title="Le bac", berth=2) + events.format(day=1, words="Il coule."),
        "content/harbour/third/story.fr.md": BAC.format(title="La suite", berth=2)
        + events.format(day=3, words="On le lève."),
    }
    newsroom.commit("2026-01-05T09:00:00Z", files)
    assert not newsroom.build().has_errors
    page = newsroom.page("fr/harbour/ferry/timeline/index.html")
    assert '<html lang="fr">' in page
    assert re.findall(r"Il coule\.|On le lève\.|Sunk|Lifted", page) == ["Il coule.", "On le lève."]
    assert 'hreflang="en" href="https://paper.example/harbour/ferry/timeline/"' in page
    assert "Il coule" not in newsroom.page("harbour/ferry/timeline/index.html")
    # The story between them is not translated: the third one continues the first.
    assert 'href="/fr/harbour/ferry/"' in newsroom.page("fr/harbour/third/index.html")
    sitemap = newsroom.page("sitemap.xml")
    assert sitemap.count("<loc>https://paper.example/fr/harbour/ferry/timeline/</loc>") == 1
    (newsroom.root / "content/harbour/third/story.fr.md").unlink()
    newsroom.build()
    assert not (newsroom.root / "public/fr/harbour/ferry/timeline").exists()
    assert newsroom.verdict().is_right


def test_a_version_may_be_linked_to_by_its_address_as_long_as_it_is_there(
    newsroom: Newsroom, run: Run
) -> None:
    newsroom.commit("2026-01-05T08:00:00Z", {FERRY: STORY.replace("berth 2", "berth 3")})
    newsroom.build()
    first = min(path.name for path in (newsroom.root / "public/harbour/ferry/versions").iterdir())
    about = f"---\ntitle: About\n---\n[As it was](/harbour/ferry/versions/{first}/)\n"
    (newsroom.root / "content/about.md").write_text(about)
    newsroom.replace("content/harbour/crane/story.md", "It lay", f"[Then](../ferry/versions/{first}/) it lay")
    ran = run(newsroom.root, "build", "--now", "2026-01-20")
    assert (ran.exit, ran.console.count("broken-link")) == (0, 0), ran.console
    newsroom.replace(FERRY, "sources:", "history: false\nsources:")
    ran = run(newsroom.root, "build", "--now", "2026-01-20")
    assert (ran.exit, ran.console.count("[broken-link]")) == (1, 2), ran.console


def test_a_link_to_a_calendar_that_is_over_becomes_words_in_a_version(newsroom: Newsroom) -> None:
    told = STORY.replace("It lay", "[On a day](timeline.ics) it lay")
    newsroom.commit("2026-01-05T08:00:00Z", {FERRY: f"{told}\n## Timeline\n\n- Jan 30, 2026: It leaves.\n"})
    newsroom.commit("2026-01-06T08:00:00Z", {FERRY: STORY})
    newsroom.build()
    pages = [page.read_text() for page in (newsroom.root / "public/harbour/ferry/versions").rglob("*.html")]
    assert sum("<a>On a day</a> it lay" in page for page in pages) == 1
    assert not any("timeline.ics" in page for page in pages)
