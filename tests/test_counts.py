"""What a build has to do after an edit, counted, not timed: by the whole pipeline, with its memory on disk.

Each build begins with a memory that is read anew from its file, as in a new process.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dateline.dates import parse_moment
from dateline.outcome import Outcome
from dateline.press import press
from dateline.request import Request
from dateline.stamps import RACY, present, stamp_of
from harness import MINIMAL_CONFIG, MakeSite, write_files
from previewing import until

NOW = parse_moment("2026-01-15T12:00:00+00:00")
EVERY_LIST = {"index.html", "archive/2026/01/index.html", "404.html"}
"""The lists that show every story of this small site, in whichever section it is."""


def feeds(*folders: str) -> set[str]:
    """The feeds in these folders of the output, each in three formats."""
    return {folder + name for folder in folders for name in ("feed.xml", "rss.xml", "feed.json")}


FERRYS = feeds("", "city/", "tags/boats/", "publishers/ap/", "publishers/tide/")
"""The feeds that hold the ferry."""
MACHINES = {"sitemap.xml", "news-sitemap.xml", "robots.txt"} | FERRYS | feeds("port/", "publishers/quay/")
"""What a template makes that is no page."""


def story(title: str, day: int, body: str = "It left the pier on time [@ap].", more: str = "") -> str:
    return f"---\ntitle: {title}\npublished: 2026-01-0{day}\n{more}---\n{body}\n"


def article(publisher: str, text: str = "Words that are evidence.") -> str:
    front = f"title: Ferry leaves\npublisher: {publisher}\npublished: 2026-01-01\n"
    return f"---\n{front}url: https://{publisher.lower()}.example/a\n---\n{text}\n"


FILES = {
    "content/about.md": "---\ntitle: About\n---\nSee [the ferry](city/ferry/).\n",
    "content/city/section.md": "---\ntitle: City\n---\n",
    "content/city/ferry/story.md": story("Ferry", 2, more="tags: [Boats]\n"),
    "content/city/ferry/sources/ap.md": article("AP"),
    "content/city/ferry/sources/tide.md": article("Tide"),
    "content/city/storm/story.md": story("Storm", 3, "Like [the ferry](../ferry/), it came [@ap].\n"),
    "content/city/storm/sources/ap.md": article("AP"),
    "content/port/section.md": "---\ntitle: Port\n---\n",
    "content/port/crane/story.md": story("Crane", 4, more="tags: [Boats]\n"),
    "content/port/crane/sources/quay.md": article("Quay").replace("AP", "Quay"),
    "content/port/crane/sources/ap.md": article("AP"),
    "content/port/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "themes/own/theme.toml": 'extends = "default"\n',
    "themes/own/templates/page.html": "<p>{{ page.title }}</p>{{ page.html | safe }}\n",
    "site.toml": MINIMAL_CONFIG + 'theme = "own"\n\n[images]\ncards = false\n\n[twins]\nformats = ["json"]\n',
}


class Desk:
    """A site and its builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.first = self.build()
        self.settled = self.build()

    def build(self) -> Outcome:
        """What a build by a new process comes to; what was written before is old enough to be believed."""
        stamps = [stamp_of(file.lstat()) for file in self.root.rglob("*")]
        newest = max(max(stamp.modified, stamp.changed) for stamp in stamps)
        until(lambda: present() > newest + RACY)
        outcome = press.run(self.root, Request(now=NOW))
        assert not outcome.has_errors, outcome.problems
        return outcome

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit a file in its place."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def bytes_of(self) -> dict[str, bytes]:
        """The output."""
        files = (path for path in (self.root / "public").rglob("*") if path.is_file())
        return {path.relative_to(self.root / "public").as_posix(): path.read_bytes() for path in files}

    def naming(self, words: str) -> set[str]:
        """The output files that hold these words."""
        return {path for path, data in self.bytes_of().items() if words.encode() in data}


@pytest.fixture
def desk(site: MakeSite) -> Desk:
    return Desk(site(FILES))


def pages_in(outcome: Outcome) -> int:
    """How many of the files that were written are pages, by their templates."""
    return sum(not path.endswith("index.json") for path in outcome.written)


def work(outcome: Outcome) -> tuple[int, int, int]:
    """How much was read, compiled and rendered."""
    return outcome.read, outcome.compiled, outcome.rendered


def test_a_first_build_does_everything_once(desk: Desk) -> None:
    rendered = desk.first.pages + len(MACHINES)
    assert work(desk.first) == (3 + 1 + 2 + 1, 3, rendered)
    assert desk.first.kept == 0


def test_nothing_to_do_is_nothing_done(desk: Desk) -> None:
    assert work(desk.settled) == (0, 0, 0)
    assert (desk.settled.written, desk.settled.removed) == ((), ())
    assert desk.settled.kept == len(desk.first.written)


def test_a_typo_in_a_body_is_one_story_read_and_one_page_written(desk: Desk) -> None:
    """Of the lists none shows the sentence; the feeds that hold the story do, and no other is written."""
    desk.replace(
        "content/city/ferry/story.md", "It left the pier on time", "It left the pier.\n\n## Now\n\nOn time"
    )
    desk.build()
    desk.replace("content/city/ferry/story.md", "On time", "In time")
    outcome = desk.build()
    assert set(outcome.written) == {"city/ferry/index.html", "city/ferry/index.json"} | FERRYS
    assert work(outcome) == (1, 1, 1 + len(FERRYS))


def test_a_typo_writes_a_storys_words_for_machines_and_no_list(desk: Desk) -> None:
    write_files(desk.root, {"site.toml": FILES["site.toml"].partition("[twins]")[0]})
    desk.replace(
        "content/city/ferry/story.md", "It left the pier on time", "It left the pier.\n\n## Now\n\nOn time"
    )
    forms = {path for path in desk.build().written if path.startswith("city/ferry/")}
    assert {"city/ferry/index.md", "city/ferry/sources.bib"} < forms
    desk.replace("content/city/ferry/story.md", "On time", "In time")
    words = {"city/ferry/index.html", "city/ferry/index.json", "city/ferry/index.md"}
    assert set(desk.build().written) == words | FERRYS


def test_a_typo_in_a_story_beyond_the_feeds_writes_one_page(desk: Desk) -> None:
    settings = "[build]\nfeed_stories = 1\n[feeds]\nlists = ['sections', 'tags']\n"
    write_files(desk.root, {"site.toml": FILES["site.toml"] + settings})
    desk.replace(
        "content/city/ferry/story.md", "It left the pier on time", "It left the pier.\n\n## Now\n\nOn time"
    )
    desk.build()
    desk.replace("content/city/ferry/story.md", "On time", "In time")
    outcome = desk.build()
    assert outcome.written == ("city/ferry/index.html", "city/ferry/index.json")
    assert work(outcome) == (1, 1, 1)


def test_a_new_title_renders_exactly_the_pages_that_show_it(desk: Desk) -> None:
    desk.replace("content/city/ferry/story.md", "title: Ferry", "title: Steamer")
    outcome = desk.build()
    assert set(outcome.written) == desk.naming("Steamer")
    assert set(outcome.written) == {
        *(
            "city/ferry/index.html",
            "city/ferry/index.json",
            "city/index.html",
            "tags/boats/index.html",
        ),
        *FERRYS,
        *("publishers/ap/index.html", "publishers/tide/index.html"),
        *("city/storm/index.html", "port/crane/index.html"),  # which cite an article that it cites too
        *EVERY_LIST,
    }
    assert work(outcome) == (1, 1, pages_in(outcome))


def test_a_new_title_renders_no_story_that_does_not_show_it(desk: Desk) -> None:
    write_files(
        desk.root,
        {
            f"content/city/s{n}/story.md": story(f"S{n}", 5, f"Ada Vane{n} and Bo Reed{n} left [@ap].")
            for n in range(5)
        }
        | {f"content/city/s{n}/sources/ap.md": article(f"Wire{n}").replace("AP", "AP") for n in range(5)},
    )
    desk.build()
    assert desk.naming("Storm") & {f"city/s{n}/index.html" for n in range(5)} == set()
    desk.replace("content/city/storm/story.md", "title: Storm", "title: Gale")
    outcome = desk.build()
    stories = {path for path in outcome.written if path.count("/") == 2 and path.startswith(("city", "port"))}
    assert stories == {
        "city/storm/index.html",
        "city/storm/index.json",
        "city/ferry/index.html",
        "port/crane/index.html",
    }
    assert set(outcome.written) == desk.naming("Gale")


def test_a_new_name_in_a_story_renders_the_stories_that_come_to_stand_beside_it(desk: Desk) -> None:
    for folder in ("city/storm", "port/crane"):
        desk.replace(
            f"content/{folder}/sources/ap.md", "https://ap.example/a", f"https://ap.example/{folder}"
        )
    assert "city/ferry/index.html" in desk.build().written
    before = desk.bytes_of()
    desk.replace("content/city/storm/story.md", "it came", "it met Captain Ada Vane")
    desk.replace("content/port/crane/story.md", "It left the pier", "With Ada Vane it left")
    outcome = desk.build()
    assert {"city/storm/index.html", "port/crane/index.html"} <= set(outcome.written)
    assert b"Also names Ada Vane" in desk.bytes_of()["port/crane/index.html"]
    assert desk.bytes_of()["city/ferry/index.html"] == before["city/ferry/index.html"]


def test_a_new_title_renders_of_a_long_list_the_page_that_shows_it(desk: Desk) -> None:
    write_files(desk.root, {"site.toml": FILES["site.toml"] + "[build]\npage_stories = 1\n"})
    desk.build()
    desk.replace("content/city/ferry/story.md", "title: Ferry", "title: Steamer")
    outcome = desk.build()
    assert set(outcome.written) == desk.naming("Steamer")
    assert {path for path in outcome.written if "/page/" in path} == {
        *("city/page/2/index.html", "tags/boats/page/2/index.html"),
        *("publishers/ap/page/3/index.html", "archive/2026/01/page/3/index.html"),
    }
    assert work(outcome) == (1, 1, pages_in(outcome))


def test_a_story_that_is_deleted_takes_its_pages_and_its_place_in_lists(desk: Desk) -> None:
    before = desk.bytes_of()
    naming = desk.naming("/port/crane/") | desk.naming("Quay")
    shutil.rmtree(desk.root / "content/port/crane")
    outcome = desk.build()
    assert set(outcome.removed) == {
        *("port/crane/index.html", "port/crane/index.json"),
        "publishers/quay/index.html",
        *feeds("publishers/quay/"),
    }
    # A count goes down beside a tag and a publisher, and a month's beside it, without the story's name.
    counted = {"tags/index.html", "publishers/index.html", "archive/index.html"}
    assert set(outcome.written) == (naming - set(outcome.removed)) | counted
    assert work(outcome) == (0, 0, len(outcome.written))
    after = desk.bytes_of()
    assert {path for path in before if before[path] != after.get(path)} - {".dateline-output"} == {
        *outcome.written,
        *outcome.removed,
    }


def test_a_file_that_is_touched_is_read_and_nothing_else(desk: Desk) -> None:
    os.utime(desk.root / "content/city/ferry/story.md", (1_000_000_000, 1_000_000_000))
    outcome = desk.build()
    assert work(outcome) == (1, 0, 0)
    assert outcome.written == ()
    assert work(desk.build()) == (0, 0, 0)


def test_a_picture_that_is_exchanged_is_copied(desk: Desk) -> None:
    desk.replace("content/port/map.svg", "/>", "><g/></svg>")
    outcome = desk.build()
    assert work(outcome) == (1, 0, 0)
    assert outcome.written == ("port/map.svg",)


def test_the_text_of_an_article_is_evidence_and_renders_nothing(desk: Desk) -> None:
    desk.replace("content/city/ferry/sources/ap.md", "Words that are evidence.", "Other words.")
    outcome = desk.build()
    assert (outcome.read, outcome.rendered, outcome.written) == (1, 0, ())


def test_a_template_renders_the_pages_that_use_it_and_reads_none(desk: Desk) -> None:
    desk.replace("themes/own/templates/page.html", "<p>", "<p class=x>")
    outcome = desk.build()
    assert work(outcome) == (0, 0, 1)
    assert outcome.written == ("about/index.html",)


def test_a_part_renders_the_pages_that_show_it(desk: Desk) -> None:
    shown = "{% macro story_card(story, level=3, size='row', section=true) %}{{ story.title }}{% endmacro %}"
    write_files(desk.root, {"themes/own/templates/parts/story-card.html": shown})
    outcome = desk.build()
    assert work(outcome) == (0, 0, len(outcome.written))
    assert "city/index.html" in outcome.written
    assert not {"city/ferry/index.html", "about/index.html", "feed.xml"} & set(outcome.written)


def test_another_style_sheet_renders_all_pages(desk: Desk) -> None:
    write_files(desk.root, {"themes/own/static/css/site.css": "p { margin: 0 }"})
    outcome = desk.build()
    assert work(outcome) == (0, 0, outcome.pages + len(MACHINES))


def test_a_setting_that_one_page_shows_compiles_nothing(desk: Desk) -> None:
    write_files(desk.root, {"site.toml": FILES["site.toml"] + "[build]\nhome_stories = 1\n"})
    outcome = desk.build()
    assert work(outcome) == (0, 0, 1)
    assert outcome.written == ("index.html",)


def test_a_page_that_moves_compiles_the_stories_that_link_to_it(desk: Desk) -> None:
    desk.replace("content/city/ferry/story.md", "published:", "slug: steamer\npublished:")
    outcome = desk.build()
    assert outcome.compiled == 2
    assert {"city/steamer/index.html", "city/storm/index.html", "about/index.html"} <= set(outcome.written)


def test_a_page_that_is_lost_or_altered_is_made_again(desk: Desk) -> None:
    (desk.root / "public/about/index.html").unlink()
    (desk.root / "public/city/index.html").write_text("not ours", encoding="utf-8")
    outcome = desk.build()
    assert work(outcome) == (0, 0, 2)
    assert outcome.written == ("about/index.html", "city/index.html")
