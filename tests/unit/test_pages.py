"""The plan: what would be written where, and what every page is given."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.pages.jsonld import as_script
from dateline.pages.plan import Plan
from dateline.pages.planning import plan
from dateline.problems import Problem
from dateline.settings.config import parse_config
from dateline.views.feeds import FeedView, SitemapView
from dateline.views.lists import ListView
from dateline.views.pages import AliasView, IndexView, PageView, View
from dateline.views.stories import StoryView
from dateline.words import OWN
from newsroom import Files, article, attachment, briefing, folder, news, plain_page, section

CONFIG = 'title = "The Paper"\nbase_url = "https://paper.example/"\n'


def planned(draft: Files, config: str = CONFIG) -> tuple[Plan, tuple[Problem, ...]]:
    made = news(draft, config=config)
    return plan(made.site, parse_config(config), {}, made.desk)


def view(draft: Files, path: str, config: str = CONFIG) -> View:
    found, problems = planned(draft, config)
    assert problems == ()
    [page] = [page for page in found.pages if page.path == path]
    return page.view()


def story_view(draft: Files, config: str = CONFIG) -> StoryView:
    found = view(draft, "world/ferry/index.html", config)
    assert isinstance(found, StoryView)
    return found


def feed(draft: Files) -> FeedView:
    found = view(draft, "feed.xml")
    assert isinstance(found, FeedView)
    return found


def sitemap(draft: Files, config: str = CONFIG) -> dict[str, str]:
    found = view(draft, "sitemap.xml", config)
    assert isinstance(found, SitemapView)
    return {location.url: location.lastmod for location in found.locations}


# ── what is planned ──────────────────────────────────────────────────────────────────────────────


def test_an_empty_site_has_its_fixed_pages() -> None:
    found, problems = planned(Files())
    assert problems == ()
    assert [(page.path, page.template) for page in found.pages] == [
        ("index.html", "home.html"),
        ("archive/index.html", "archive.html"),
        ("tags/index.html", "tags.html"),
        ("publishers/index.html", "publishers.html"),
        ("corrections/index.html", "corrections.html"),
        ("404.html", "404.html"),
        ("feed.xml", "feed.xml"),
        ("rss.xml", "rss.xml"),
        ("feed.json", "feed.json"),
        ("sitemap.xml", "sitemap.xml"),
        ("news-sitemap.xml", "news-sitemap.xml"),
        ("robots.txt", "robots.txt"),
    ]
    machines = ("api/index.json", "schemas/api-1.json", "schemas/twin-1.json", "llms.txt")
    assert [data.path for data in found.data] == [*machines, "_headers", "site.webmanifest"]


def test_everything_that_is_out_has_its_page() -> None:
    draft = Files(
        sections=(section("world"),),
        stories=(
            folder(briefing("[1]", "tags: [Sea]\naliases: [/old/, /older.html]"), ap=article(publisher="AP")),
        ),
        pages=(plain_page("about"),),
        attachments=(attachment("world/ferry/boat.jpg"),),
    )
    found, _ = planned(draft)
    assert {page.path for page in found.pages} - {page.path for page in planned(Files())[0].pages} == {
        "world/index.html",
        "world/ferry/index.html",
        "about/index.html",
        "tags/sea/index.html",
        "publishers/ap/index.html",
        "archive/2026/01/index.html",
        "old/index.html",
        "older.html",
        *(
            f"{folder}/{name}"
            for folder in ("world", "tags/sea", "publishers/ap")
            for name in ("feed.xml", "rss.xml", "feed.json")
        ),
    }
    assert [(file.path, file.file) for file in found.files] == [
        ("world/ferry/boat.jpg", "content/world/ferry/boat.jpg")
    ]


def test_the_archive_names_its_months_in_their_order() -> None:
    """A day is that of the zone it was written in: the later instant may stand in the earlier month."""
    days = ("2025-12-31T23:30:00-05:00", "2026-01-01", "2025-11-02")
    stories = tuple(folder(briefing("", published=day), path=f"world/s{at}") for at, day in enumerate(days))
    archive = view(Files(stories=stories), "archive/index.html")
    assert isinstance(archive, IndexView)
    assert [[month.title for month in year.months] for year in archive.years] == [
        ["January 2026"],
        ["December 2025", "November 2025"],
    ]


# ── collisions ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (Files(pages=(plain_page("a b"), plain_page("a-b"))), ["content/a-b.md"]),
        (Files(pages=(plain_page("archive"),)), ["content/archive.md"]),
        (Files(stories=(folder(briefing(), "tags"),)), ["content/tags/story.md"]),
        (Files(attachments=(attachment("feed.xml"),)), ["content/feed.xml"]),
        (
            Files(stories=(folder(briefing()),), attachments=(attachment("world/ferry/index.json"),)),
            ["content/world/ferry/index.json"],
        ),
        (Files(attachments=(attachment("Boat.jpg"), attachment("boat.JPG"))), ["content/boat.JPG"]),
        (Files(attachments=(attachment("e\u0301.jpg"), attachment("\u00e9.jpg"))), ["content/\u00e9.jpg"]),
        (
            Files(stories=(folder(briefing(more="slug: b"), "a"), folder(briefing(), "b"))),
            ["content/a/story.md"],
        ),
        (
            Files(stories=(folder(briefing(more="aliases: [/b/]"), "a"), folder(briefing(), "b"))),
            ["content/a/story.md"],
        ),
        (
            Files(
                stories=(
                    folder(briefing(more="aliases: [/x/]"), "a"),
                    folder(briefing(more="aliases: [/X]"), "b"),
                )
            ),
            ["content/b/story.md"],
        ),
        # a file where another needs a folder
        (Files(pages=(plain_page("about"),), attachments=(attachment("about"),)), ["content/about.md"]),
        (
            Files(stories=(folder(briefing(more="aliases: [/b.html/c/, /b.html]"), "a"),)),
            ["content/a/story.md"],
        ),
        (Files(pages=(plain_page("a"), plain_page("b"))), []),
    ],
)  # fmt: skip
def test_two_outputs_at_one_address(draft: Files, told: list[str]) -> None:
    _, problems = planned(draft)
    assert {problem.rule for problem in problems} <= {"address-taken"}
    assert [problem.place.file for problem in problems] == told


@pytest.mark.parametrize(
    "draft",
    [
        Files(stories=(folder(briefing(more="slug: b"), "a"), folder(briefing(), "b"))),
        Files(stories=(folder(briefing(), "b"), folder(briefing(more="slug: b"), "c"))),
        Files(stories=(folder(briefing(), "b"),), pages=(plain_page("c", more="slug: b"),)),
        Files(pages=(plain_page("a", more="slug: tags"),)),
        Files(pages=(plain_page("a", more="slug: feed"),), attachments=(attachment("feed"),)),
    ],
)
def test_an_address_that_a_slug_takes_is_told_in_its_line(draft: Files) -> None:
    [problem] = planned(draft)[1]
    assert problem.place.line == (4 if problem.place.file.endswith("story.md") else 3)
    assert problem.hint == "choose another `slug`"


@pytest.mark.parametrize(
    ("language", "own", "shown"),
    [
        ("pt-BR", "en", "pt-BR"),
        ("en-GB", "en", ""),
        ("EN", "en-GB", ""),
        ("en-US", "en-GB", "en-US"),
        ("", "en", ""),
    ],
)
def test_a_source_names_its_language_where_it_is_another(language: str, own: str, shown: str) -> None:
    more = f"archive_url: https://archive.example/ap\n{f'language: {language}' if language else ''}"
    draft = Files(stories=(folder(briefing("Ebb [@ap]."), ap=article(more=more)),))
    [source] = story_view(draft, CONFIG + f'language = "{own}"\n').sources
    assert (source.language, source.archive) == (shown, "https://archive.example/ap")


def test_a_silenced_link_leaves_its_words_and_a_picture_what_it_shows() -> None:
    text = '<!-- dateline-ignore: broken-link -->\nSee [it](gone.md "Now") and ![a “big” boat](gone.png "B").'
    page = view(Files(pages=(plain_page("about", text),)), "about/index.html")
    assert isinstance(page, PageView)
    assert page.html == '<p>See <a title="Now">it</a> and a “big” boat.</p>\n'
    summary = story_view(Files(stories=(folder(briefing(text)),))).summary
    assert ">See <a title=" in summary
    assert "and a “big” boat.<" in summary


# ── the feed and the sitemap ─────────────────────────────────────────────────────────────────────


def test_a_feed_id_is_a_tag_uri_that_a_move_with_an_alias_keeps() -> None:
    before = feed(Files(stories=(folder(briefing()),)))
    after = feed(Files(stories=(folder(briefing(more="aliases: [/world/ferry/]"), "sea/boat"),)))
    assert before.entries[0].id == "tag:paper.example,2026-01-01:/world/ferry/"
    assert after.entries[0].id == before.entries[0].id
    assert after.entries[0].url == "https://paper.example/sea/boat/"


def test_feed_ids_are_distinct() -> None:
    stories = tuple(folder(briefing(), f"world/ferry-{at}") for at in range(5))
    entries = feed(Files(stories=stories)).entries
    assert len({entry.id for entry in entries}) == 5


def test_a_feed_changes_when_its_newest_story_does() -> None:
    assert feed(Files()).updated == "1970-01-01T00:00:00+00:00"
    corrected = briefing(more="corrections: [{date: 2026-01-09, text: Wrong boat}]")
    found = feed(Files(stories=(folder(corrected), folder(briefing(published="2026-01-05"), "world/toll"))))
    assert found.updated == "2026-01-09T00:00:00+00:00"
    assert [entry.updated[:10] for entry in found.entries] == ["2026-01-05", "2026-01-09"]


def test_a_feed_entry_works_far_from_its_page() -> None:
    body = "See [it](story.md) [@ap].\n\n## Timeline\n\n- 2025-12-30 (dawn): Ebb [@ap].\n"
    more = 'corrections: [{date: 2026-01-09, text: "<boat>"}]'
    html = (
        feed(Files(stories=(folder(briefing(body, more), ap=article(more="url: https://a.example/?a&b")),)))
        .entries[0]
        .html
    )
    assert 'href="https://paper.example/world/ferry/"' in html
    assert 'href="https://paper.example/world/ferry/#src-ap"' in html
    assert " id=" not in html
    day = '<time datetime="2026-01-09">Jan 9, 2026</time>'
    assert f"<strong>Correction, {day}:</strong> &lt;boat&gt;" in html
    assert "https://a.example/?a&amp;b" in html
    assert "(dawn)" in html


@pytest.mark.parametrize(
    ("more", "labelled"),
    [("made_by: ai", True), ("made_by: ai\nreviewed_by: Ada Finch", False), ("made_by: ai-assisted", False)],
)
def test_a_feed_entry_is_labelled_as_its_page_is(more: str, labelled: bool) -> None:
    draft = Files(stories=(folder(briefing("Ebb.", more)),))
    assert story_view(draft).label_ai is labelled
    assert (OWN.speech("en").say("ai_label") in feed(draft).entries[0].html) is labelled


def test_the_sitemap_dates_stories_by_their_last_change() -> None:
    corrected = briefing("[1]", "corrections: [{date: 2026-01-09, text: Wrong}]\ntags: [sea]")
    draft = Files(
        stories=(folder(corrected, ap=article(published="2026-01-03")),), pages=(plain_page("about"),)
    )
    changed = {url: stamp[:10] for url, stamp in sitemap(draft).items()}
    assert changed == {
        "https://paper.example/": "",
        "https://paper.example/world/ferry/": "2026-01-09",
        "https://paper.example/about/": "",
        "https://paper.example/tags/sea/": "",
        "https://paper.example/publishers/tide/": "",
        "https://paper.example/archive/2026/01/": "",
        **{f"https://paper.example/{name}/": "" for name in ("archive", "corrections", "tags", "publishers")},
    }


def test_the_sitemap_names_no_redirect_and_no_missing_page() -> None:
    urls = sitemap(Files(stories=(folder(briefing(more="aliases: [/old/]")),)))
    assert not [url for url in urls if "old" in url or "404" in url]


# ── JSON-LD ──────────────────────────────────────────────────────────────────────────────────────


class _Script(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


texts = st.text(max_size=20) | st.sampled_from(
    ["</script>", "<!--", "<script>", "]]>", "\u2028", "&lt;", "</SCRIPT ", '"\\']
)


@given(st.lists(texts, max_size=4).map("".join))
def test_json_ld_stays_within_its_script_and_says_the_same(text: str) -> None:
    script = _Script()
    script.feed(f'<script type="application/ld+json">{as_script({text: text})}</script>')
    script.close()
    assert script.tags == ["script"]
    assert json.loads(script.text) == {text: text}


def test_json_ld_of_a_story() -> None:
    body = "## Timeline\n\n- Late Dec 2025: Ebb [@ap].\n- 2025-12-24: Flow [@ap].\n"
    more = "authors: [Ada Finch]\ntags: [sea]\ncorrections: [{date: 2026-01-09, text: Wrong}]"
    draft = Files(
        stories=(folder(briefing(body, more), ap=article("A </script>", more="url: https://a.example/")),)
    )
    head = story_view(draft).head
    assert "</script>" not in head.json_ld
    data = json.loads(head.json_ld)
    assert data["@type"] == "NewsArticle"
    assert data["url"] == head.canonical == "https://paper.example/world/ferry/"
    assert (data["datePublished"][:10], data["dateModified"][:10]) == ("2026-01-01", "2026-01-09")
    assert data["author"] == [{"@type": "Person", "name": "Ada Finch"}]
    assert data["temporalCoverage"] == "2025-12-21/2025-12-31"
    assert [(c["headline"], c["url"]) for c in data["citation"]] == [("A </script>", "https://a.example/")]
    assert [(c["@type"], c["text"], c["datePublished"]) for c in data["correction"]] == [
        ("CorrectionComment", "Wrong", "2026-01-09")
    ]


@pytest.mark.parametrize(
    ("dates", "covered"),
    [
        (["2025-12-24"], "2025-12-24"),
        (["2025-12-24", "2025-12-25"], "2025-12-24/2025-12-25"),
        (["2025-12-24/.."], "2025-12-24/.."),
        (["2025", "2025-12-24/.."], "2025-01-01/.."),
        (["until Dec 2025"], "../2025-12-31"),
        (["2025-12-24", "../2025-12-20"], "../2025-12-24"),
        (["[..2025-12-20]"], "../2025-12-20"),
        (["until 2024", "since 2025"], None),
        ([], None),
    ],
)
def test_the_time_that_a_story_covers(dates: list[str], covered: str | None) -> None:
    body = "## Timeline\n\n" + "".join(f"- {date}: Ebb [@none].\n" for date in dates)
    data = json.loads(story_view(Files(stories=(folder(briefing(body)),))).head.json_ld)
    assert data.get("temporalCoverage") == covered


@pytest.mark.parametrize(
    ("date", "year"), [("until Dec 2025", "2025"), ("since Dec 2025", "2025"), ("Winter 2025", "2025")]
)
def test_an_event_stands_under_the_year_that_is_known(date: str, year: str) -> None:
    view = story_view(Files(stories=(folder(briefing(f"## Timeline\n\n- {date}: Ebb [@none].\n")),)))
    assert [event.year for event in view.timeline] == [year]


# ── addresses under a base path ──────────────────────────────────────────────────────────────────


def test_every_address_carries_the_base_path() -> None:
    config = 'title = "T"\nbase_url = "https://paper.example/news/"\n[[menu]]\nname = "A"\nurl = "/about/"\n'
    body = "See [it](/about/) and [that](https://b.example/) [@ap]."
    draft = Files(
        sections=(section("world"),),
        stories=(
            folder(briefing(body, "tags: [sea]\naliases: [/old/]\nimage: b.jpg\nimage_alt: B"), ap=article()),
        ),
        pages=(plain_page("about"),),
        attachments=(attachment("world/ferry/b.jpg"),),
    )
    story = story_view(draft, config)
    assert story.head.canonical == "https://paper.example/news/world/ferry/"
    assert '<a href="/news/about/">' in story.summary
    assert '<a href="https://b.example/">' in story.summary
    assert story.image is not None
    assert (story.image.href, story.image.url) == (
        "/news/world/ferry/b.jpg",
        "https://paper.example/news/world/ferry/b.jpg",
    )
    assert story.section is not None
    assert [story.section.href, story.tags[0].href, story.sources[0].publisher.href] == [
        "/news/world/",
        "/news/tags/sea/",
        "/news/publishers/tide/",
    ]
    found, _ = planned(draft, config)
    assert {page.path for page in found.pages} >= {"world/ferry/index.html", "old/index.html"}
    assert (found.site.home, found.site.feed, found.site.menu[0].href) == (
        "/news/",
        "/news/feed.xml",
        "/news/about/",
    )
    old = view(draft, "old/index.html", config)
    assert isinstance(old, AliasView)
    assert old.head.canonical == "https://paper.example/news/world/ferry/"
    assert all(url.startswith("https://paper.example/news/") for url in sitemap(draft, config))


# ── citations and back-links ─────────────────────────────────────────────────────────────────────


def test_each_citation_and_its_source_point_at_each_other() -> None:
    body = "Ebb [@ap, “so it ebbs”]. Flow [1].\n\n## One\n\nRain [@tide].\n"
    story = story_view(
        Files(stories=(folder(briefing(body, "sources: [ap, tide]"), ap=article(), tide=article()),))
    )
    html = story.summary + story.sections[0].html
    for source in story.sources:
        assert f'href="#{source.anchor}"' in html
        for back in source.backs:
            assert f'id="{back.href.removeprefix("#")}"' in html
    assert [(source.anchor, [(b.href, b.label) for b in source.backs]) for source in story.sources] == [
        ("src-ap", [("#ref-ap-1", "a"), ("#ref-ap-2", "b")]),
        ("src-tide", [("#ref-tide-1", "a")]),
    ]
    assert html.count('role="doc-biblioref"') == 3
    assert "so it ebbs" in html + "".join(passage.html for passage in story.evidence)


@given(st.text("<>&\"'\\/=; aé", max_size=12))
def test_no_text_of_a_source_s_front_matter_leaves_a_tag(text: str) -> None:
    word = json.dumps(f"x{text}<b>")
    draft = Files(
        stories=(folder(briefing("[1]"), ap=article(title=word, publisher=word, more=f"focus: {word}")),)
    )
    html = feed(draft).entries[0].html
    assert "<b>" not in html


def test_lists_hold_the_stories_of_their_sections_and_below() -> None:
    draft = Files(
        sections=(section("world"), section("world/near"), section("worlds")),
        stories=(folder(briefing(), "world/near/a"), folder(briefing(), "worlds/b")),
    )
    found = view(draft, "world/index.html")
    assert isinstance(found, ListView)
    assert [card.href for card in found.stories] == ["/world/near/a/"]
    assert [child.href for child in found.children] == ["/world/near/"]


# ── long lists ───────────────────────────────────────────────────────────────────────────────────

SHORT_PAGES = CONFIG + "[build]\npage_stories = 2\n"


def many(count: int) -> Files:
    """So many stories with one tag, the newest first by name."""
    days = (f"2025-12-{31 - number:02}" for number in range(count))
    return Files(
        sections=(section("world", "---\ntitle: World\ndescription: All of it.\n---\nWords.\n"),),
        stories=tuple(
            folder(
                briefing("", "tags: [Sea]", title=f"Story {n}", published=day), f"world/s{n}", ap=article()
            )
            for n, day in enumerate(days)
        ),
    )


def lists(draft: Files, path: str, config: str = SHORT_PAGES) -> dict[str, ListView]:
    """The pages of a list by their paths."""
    found, problems = planned(draft, config)
    assert problems == ()
    views = {page.path: page.view() for page in found.pages if page.path.startswith(path)}
    return {path: view for path, view in views.items() if isinstance(view, ListView)}


@pytest.mark.parametrize(
    ("stories", "pages"), [(0, [0]), (1, [1]), (2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])]
)
def test_a_long_list_has_pages_and_each_story_stands_on_one(stories: int, pages: list[int]) -> None:
    found = list(lists(many(stories), "world/").values())
    assert [len(page.stories) for page in found] == pages
    hrefs = [card.href for page in found for card in page.stories]
    assert len(set(hrefs)) == len(hrefs) == stories
    assert {page.total for page in found} == {stories}


def test_a_page_of_a_list_knows_its_own_address_and_its_neighbours() -> None:
    found = lists(many(5), "tags/sea/")
    assert list(found) == ["tags/sea/index.html", "tags/sea/page/2/index.html", "tags/sea/page/3/index.html"]
    first, second, third = found.values()
    root = "https://paper.example/tags/sea/"
    heads = [(page.head.canonical, page.head.previous, page.head.next) for page in found.values()]
    assert heads == [
        (root, "", f"{root}page/2/"),
        (f"{root}page/2/", root, f"{root}page/3/"),
        (f"{root}page/3/", f"{root}page/2/", ""),
    ]
    assert [page.head.title for page in found.values()] == [
        "Topic: Sea",
        "Topic: Sea – page 2",
        "Topic: Sea – page 3",
    ]
    assert first.pager is not None
    assert second.pager is not None
    assert third.pager is not None
    assert (second.pager.previous, second.pager.next) == ("/tags/sea/", "/tags/sea/page/3/")
    assert (third.pager.previous, third.pager.next) == ("/tags/sea/page/2/", "")
    assert [link.href for link in first.pager.links] == [
        "/tags/sea/",
        "/tags/sea/page/2/",
        "/tags/sea/page/3/",
    ]


def test_lists_of_one_name_have_titles_of_their_own_and_each_says_what_it_lists() -> None:
    draft = Files(
        sections=(section("sea", "---\ntitle: Sea\n---\n"),),
        stories=(
            folder(
                briefing("", "tags: [Sea]", published="2026-01-02"), "sea/s", sea=article(publisher="Sea")
            ),
        ),
    )
    found = [
        view.head
        for path in ("sea/", "tags/", "publishers/", "archive/")
        for view in lists(draft, path).values()
    ]
    assert [(head.title, head.description) for head in found] == [
        ("Sea", "Briefings in the section Sea."),
        ("Topic: Sea", "Briefings on the topic Sea."),
        ("Publisher: Sea", "Briefings that cite Sea."),
        ("January 2026", "Briefings first published in January 2026."),
    ]


def test_only_the_first_page_of_a_section_introduces_it() -> None:
    first, second = lists(many(3), "world/").values()
    assert (first.description, first.html) == ("All of it.", "<p>Words.</p>\n")
    assert (second.description, second.html, second.head.description, second.children) == ("", "", "", ())


def test_a_list_of_one_page_has_no_ways_to_others() -> None:
    [only] = lists(many(3), "world/", CONFIG).values()
    assert only.pager is None
    assert (only.head.previous, only.head.next) == ("", "")


def test_a_pager_names_the_first_page_the_last_and_those_around() -> None:
    pages = list(lists(many(20), "tags/sea/", CONFIG + "[build]\npage_stories = 1\n").values())
    numbers = [[link.number for link in page.pager.links] for page in pages if page.pager]
    assert (numbers[0], numbers[9]) == ([1, 2, 3, 20], [1, 8, 9, 10, 11, 12, 20])
    assert all(number in shown for number, shown in enumerate(numbers, 1))


def test_a_page_that_a_writer_puts_where_a_list_goes_on_is_a_collision() -> None:
    draft = many(3)
    draft = Files(draft.sections, draft.stories, (plain_page("world/page/2"),), ())
    assert [problem.rule for problem in planned(draft, SHORT_PAGES)[1]] == ["address-taken"]
