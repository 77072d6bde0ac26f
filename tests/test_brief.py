"""The story that Dateline is for: a headline, four sections, two sources, seven entries, literal [1][2].

Built by the real command from `sites/brief` and read by an HTML parser, as a browser would.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from harness import run_dateline
from html_page import Element, read

SITE = Path(__file__).parent / "sites" / "brief"
STORY = "content/world/maduro-us-talks"
SECTIONS = [
    "Maduro offers a deal on drug trafficking",
    "He will not speak of the dock strike",
    "Oil is part of the offer",
    "The pressure goes on",
]
TIMELINE = [
    ("Early Sep 2025", "The first boat is struck[2]"),
    ("Dec 18–19, 2025", "Two more boats are hit[2]"),
    ("Late Dec 2025", "The C.I.A. strikes a dock on the coast[2]"),
    ("Dec 30, 2025", "Maduro posts that he is ready to talk[1]"),
    ("Dec 31, 2025 (New Year's Eve)", "Maduro records the interview in a car[1][2]"),  # [2] is AP's own event
    ("Jan 1, 2026", "State television shows it[1][2]"),
    ("Jan 2026", "Talks may begin, if Washington agrees[1]"),
]
_EXCERPT = re.compile(r"<blockquote[^>]*>.*?</blockquote>|#:~:text=[^\"]*")
KEYS = {"[1]": "newsweek", "[2]": "ap"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    site = tmp_path_factory.mktemp("brief") / "site"
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("expected"))
    ran = run_dateline(site, "build", "--strict", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    return site / "public"


@pytest.fixture(scope="module")
def page(output: Path) -> Element:
    """The story's page."""
    return read(output / "world/maduro-us-talks/index.html")


def _in_order(page: Element, *elements: Element) -> bool:
    order = [id(element) for element in page.walk()]
    places = [order.index(id(element)) for element in elements]
    return places == sorted(places)


def test_every_part_is_in_place_and_in_order(page: Element) -> None:
    main = page.one("main")
    headline, update = main.one("h1"), main.one("p", class_="update-line")
    assert headline.text == "Maduro Signals Openness to U.S. Drug-Trafficking Talks"
    assert update.text == "Updated Jan 2, 2026 · 2 articles · 1 min read"
    assert page.one("head").one("title").text.startswith(headline.text)
    headings = main.all("h2")
    assert [h2.text for h2 in headings] == [*SECTIONS, "Timeline", "Sources"]
    summary = main.one("div", class_="summary")
    assert summary.text.startswith("Venezuela's president says")
    assert summary.text.endswith("[1][2].")
    assert _in_order(page, headline, update, summary, *headings)


def test_sections_hold_their_sentences(page: Element) -> None:
    sections = page.all("section", class_="prose")
    assert [section.one("h2").text for section in sections] == SECTIONS
    claims = [[claim.text for claim in section.all("span", class_="claim")] for section in sections]
    assert claims == [
        [
            "He would talk in any place and at any hour, he told an interviewer[1][2].",
            "Washington would have to bring evidence first[2].",
        ],
        [
            "Asked about the strike on a loading dock, he declined to answer[2].",
            "That is for another day.[2]",
        ],
        ["American companies could invest again[1].", "One of them is there already[1][2]."],
        [
            "The United States has struck boats since September[2].",
            "It calls the president a narco-terrorist[2].",
            "He denies it[1][2].",
        ],
    ]


def test_the_timeline_has_its_entries_in_order_as_they_were_labelled(page: Element) -> None:
    events = page.one("section", id="timeline").all("li")
    shown = [
        (_dated(event.one("p", class_="event-date")), _told(event.one("div", class_="event-text")))
        for event in events
    ]
    assert shown == TIMELINE


def _dated(line: Element) -> str:
    """A date without the number that the drawing above the list knows it by."""
    return re.sub(r"^\d+\.? (?=\D)", "", line.text)


def _told(text: Element) -> str:
    """The words of a text without the page's remark on how many voices it has."""
    return re.sub(r" \((?:single source|\d+ sources)\)", "", text.text)


def test_each_citation_leads_to_its_source_and_back(page: Element) -> None:
    cites = page.all("a", role="doc-biblioref")
    assert len(cites) == sum(text.text.count("[") for text in page.one("article").all("span", class_="claim"))
    for key in KEYS.values():
        source = page.one(id=f"src-{key}")
        mine = [cite for cite in cites if cite["href"] == f"#src-{key}"]
        assert {KEYS[cite.text] for cite in mine} == {key}
        backs = [back["href"] for back in source.all("a", role="doc-backlink")]
        assert backs == [f"#ref-{key}-{use}" for use in range(1, len(mine) + 1)]
        assert all(page.one(id=back[1:]).text == mine[0].text for back in backs)
    assert {cite["href"] for cite in cites} == {"#src-newsweek", "#src-ap"}


def test_the_source_list_keeps_its_numbers(page: Element) -> None:
    rows = page.one("section", id="sources").all("li")
    assert [(row["value"], row["id"]) for row in rows] == [("1", "src-newsweek"), ("2", "src-ap")]
    assert rows[0].one("p", class_="source-line").text == (
        "Newsweek: Maduro Says He Is Ready for Talks With Trump Administration – "
        "Tells of the offer on drugs, oil and migration."
    )
    assert rows[1].one("a", rel="external")["href"] == "https://ap.example/maduro-talks"


def test_every_anchor_is_there_once(page: Element) -> None:
    ids = [element["id"] for element in page.walk() if element["id"]]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in ids


def test_nothing_needs_a_script(output: Path) -> None:
    for path in output.rglob("*.html"):
        page = read(path)
        if path.parent.name != "search":  # which says in words where to look without one
            assert {script["type"] for script in page.all("script")} <= {"application/ld+json"}
        assert not [e.tag for e in page.walk() if any(name.startswith("on") for name in e.attributes)]


def test_the_articles_text_is_nowhere_in_the_output(output: Path) -> None:
    texts = (_without_passages(path) for path in output.rglob("*.*") if path.is_file())
    everything = " ".join(" ".join(text.split()) for text in texts)
    assert "Maduro records the interview" in everything
    everything = _EXCERPT.sub("", everything)
    for source in sorted((SITE / STORY / "sources").glob("*.md")):
        words = source.read_text(encoding="utf-8").split("---\n", 2)[2].split()
        runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
        assert len(runs) > 20
        assert [run for run in runs if re.search(re.escape(run), everything)] == []


def _without_passages(path: Path) -> str:
    """What is in a file but for the excerpts of a story's twin, which are those of its page."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.name != "index.json" or "claims" not in (twin := json.loads(text)):
        return text
    bare = [{**source, "passages": []} for source in twin["sources"]]
    return json.dumps({**twin, "sources": bare}, ensure_ascii=False)
