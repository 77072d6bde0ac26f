from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ElementTree  # what we wrote ourselves needs no hardened parser
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from dateline.problems import Place, ThemeError
from dateline.theming.assets import StaticFile
from dateline.theming.shipped import builtin_themes
from dateline.theming.templating import reached
from dateline.theming.theme import _FORBIDDEN, Theme, encoded, load_theme
from dateline.views import feeds, lists, pages, stories
from harness import write_files
from unit.sample_views import FULL, FULL_SITE, FULL_STORY, SPARSE, SPARSE_SITE

DEFAULT = builtin_themes() / "default"
PAGES = sorted(name for name in FULL if name.endswith(".html"))
VOID = {"meta", "link", "img", "hr", "br", "input", "path", "rect", "circle"}


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("default", builtin_themes(), "/", dict(FULL_SITE.options))


class Outline(HTMLParser):
    """What a test asks of a page: its elements, ids, local links, and whether tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if (given.get("href") or "").startswith("#"):
            self.targets.append((given["href"] or "")[1:])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def child(tmp_path: Path, files: Mapping[str, str | bytes], toml: str = 'extends = "default"\n') -> Path:
    """A site's themes folder that holds the theme "mine" with these files."""
    own: dict[str, str | bytes] = {f"mine/{name}": content for name, content in files.items()}
    return write(tmp_path / "themes", own | {"mine/theme.toml": toml})


def render(theme: Theme, template: str, page: pages.View, site: pages.SiteView = SPARSE_SITE) -> str:
    return theme.render(template, page, site).decode()


# ---- The contract: every template, with a full and with a sparse view ----


def test_every_template_of_the_contract_has_a_full_and_a_sparse_example() -> None:
    named = {path.name for path in (DEFAULT / "templates").iterdir() if path.is_file()}
    assert set(FULL) == set(SPARSE) == named - {"base.html"}


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize(
    ("examples", "site"), [(FULL, FULL_SITE), (SPARSE, SPARSE_SITE)], ids=["full", "sparse"]
)
def test_pages_are_balanced_and_their_own_links_arrive(
    theme: Theme, template: str, examples: dict[str, pages.View], site: pages.SiteView
) -> None:
    html = render(theme, template, examples[template], site)
    page = Outline(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert html.startswith("<!doctype html>\n")
    if template != "alias.html":
        assert [tag for tag, _ in page.tags].count("h1") == 1
        scripts = html.replace('<script type="application/ld+json">', "").count("<script")
        assert scripts == (template == "search.html")


@pytest.mark.parametrize("template", ["feed.xml", "sitemap.xml"])
@pytest.mark.parametrize("examples", [FULL, SPARSE], ids=["full", "sparse"])
def test_xml_is_well_formed(theme: Theme, template: str, examples: dict[str, pages.View]) -> None:
    ElementTree.fromstring(theme.render(template, examples[template], FULL_SITE))  # noqa: S314  (our own output)


def test_the_feed_has_what_rfc_4287_requires(theme: Theme) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(theme.render("feed.xml", FULL["feed.xml"], FULL_SITE))  # noqa: S314  (our own output)
    for required in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{atom}{required}")) == 1
    assert [link.get("rel") for link in feed.findall(f"{atom}link")] == ["self", "alternate"]
    entry = feed.find(f"{atom}entry")
    assert entry is not None
    for required in ("id", "title", "updated", "published", "content"):
        assert len(entry.findall(f"{atom}{required}")) == 1
    assert entry.findtext(f"{atom}title") == "Pilots refuse <to> sail & more"
    assert entry.findtext(f"{atom}content") == FULL_STORY.summary


def test_plain_text_is_not_escaped(theme: Theme) -> None:
    robots = render(theme, "robots.txt", FULL["robots.txt"])
    assert robots == (
        "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n\nUser-agent: *\nAllow: /a?b&c\n"
        "Disallow: /drafts/\n\nSitemap: https://brief.example/sitemap.xml?a=1&b=2\n"
        "Sitemap: https://brief.example/news-sitemap.xml\n"
    )
    trust = render(theme, "trust.txt", FULL["trust.txt"]).splitlines()[1:]
    assert trust == ["belongto=https://press.example/?a&b", "datatrainingallowed=no"]


def test_text_is_escaped_and_characters_that_no_markup_may_hold_are_dropped(theme: Theme) -> None:
    hostile = msgspec.structs.replace(FULL_STORY, title='<script>"&\x0b\ud800\x85', authors=("<b>x</b>",))
    html = render(theme, "story.html", hostile)
    assert "<h1>&lt;script&gt;&#34;&amp;</h1>" in html
    assert "By &lt;b&gt;x&lt;/b&gt;" in html


@pytest.mark.parametrize("kept", ["é – “語” \U0001f6a2\xa0\ufffd\u200f", "\t|\n|\r", "~ \ue000\ufdcf\ufdf0"])
def test_characters_that_markup_may_hold_stay_beside_those_that_it_may_not(kept: str) -> None:
    for dropped in "", "\0", "\x1f", "\x7f", "\x9f", "\udfff", "\ufdd0", "\ufdef", "\ufffe", "\uffff":
        assert encoded(f"<p>{kept}{dropped}{kept}") == f"<p>{kept}{kept}".encode()


def test_what_is_said_of_markup_is_not_said_of_an_equal_text(tmp_path: Path) -> None:
    template = """{% set bold %}<b>{% endset %}
        {%- for words in ["<b>", bold, "<b>", bold, 1, 1.0, 1, ["<b>"], ["<b>"]] -%}
        {{ say("quoted", words=words) }}{% endfor %}{{ say("colon", unused=page.nosuch) }}"""
    theme = load_theme("mine", child(tmp_path, {"templates/page.html": template}), "/", {})
    text, markup = "“&lt;b&gt;”", "“<b>”"
    said = [text, markup, text, markup, "“1”", "“1.0”", "“1”", text, text, ": "]
    assert render(theme, "page.html", FULL["page.html"]) == "".join(said)


def test_what_is_printable_may_stand_in_markup() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert _FORBIDDEN.search(printable) is None


def test_no_sign_stands_in_markup_that_xml_and_html_do_not_both_allow() -> None:
    allowed = "\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd"
    every = "".join(map(chr, range(0x110000)))
    assert _FORBIDDEN.findall(every) == re.findall(f"[^{allowed}]", every)


# ---- The story page ----


def test_the_parts_of_a_story_stand_in_the_order_a_reader_needs(theme: Theme) -> None:
    html = render(theme, "story.html", FULL_STORY)
    marks = [
        'class="kicker"',
        "<h1>",
        'class="update-line"',
        "has been withdrawn",
        "Written by AI, not reviewed by an editor",
        'id="corrections"',
        'class="summary"',
        'class="picture story-image"',
        'class="contents"',
        'id="a-crack-found-with-a-torch-and-a-coin"',
        'id="timeline"',
        'id="sources"',
        'class="tags"',
        "How this briefing was made",
    ]
    assert [mark for mark in marks if mark not in html] == []
    assert sorted(marks, key=html.index) == marks


def test_the_update_line_says_when_how_many_and_who(theme: Theme) -> None:
    story = msgspec.structs.replace(FULL_STORY, withdrawn=False, authors=("Mara Lindqvist", "Joao Petty"))
    line = re.search(r'<p class="update-line">(.*?)</p>', render(theme, "story.html", story), re.DOTALL)
    assert line is not None
    assert (
        Outline(line[1]).words
        == "Corrected · Updated Nov 18, 2026 · 3 articles · By Mara Lindqvist and Joao Petty · 5 min read"
    )


def test_a_source_reads_as_publisher_title_and_focus(theme: Theme) -> None:
    html = render(theme, "story.html", FULL_STORY)
    line = html[html.index('id="src-tidewater"') :].split("<p ", 2)[1].split("</p>")[0]
    assert Outline(f"<p {line}</p>").words == (
        "Tidewater Radio: “I went in after a coin”: the deckhand who found the crack"
        " – Interviews the deckhand; the only voice from below the waterline."
    )


def test_the_menu_stands_beside_the_sections_and_repeats_none(theme: Theme) -> None:
    html = render(theme, "story.html", FULL_STORY, FULL_SITE)
    nav = html[html.index('class="masthead-nav"') :].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', nav) == ["/harbour/", "/city/", "/coast/", "/about/", "/search/"]
    assert re.findall(r'href="([^"]+)" aria-current', nav) == ["/harbour/"]


def test_the_front_page_shows_every_story_that_it_is_given(theme: Theme) -> None:
    home = FULL["home.html"]
    assert isinstance(home, pages.HomeView)
    assert home.lead
    html = render(theme, "home.html", home)
    given = {story.href for story in (home.lead, *home.latest)}
    assert {href for href in given if f'href="{href}"' not in html} == set()


@pytest.mark.parametrize(
    ("sections", "events", "shown"), [(3, 0, True), (2, 6, False), (0, 13, True), (0, 12, False)]
)
def test_only_a_long_story_has_a_list_of_contents_on_a_small_screen(
    theme: Theme, sections: int, events: int, shown: bool
) -> None:
    event = FULL_STORY.timeline[0]
    story = msgspec.structs.replace(
        FULL_STORY,
        sections=FULL_STORY.sections[:sections],
        timeline=tuple(msgspec.structs.replace(event, anchor=f"e-{n}") for n in range(events)),
    )
    html = render(theme, "story.html", story)
    assert ('class="contents"' in html, 'class="contents contents-wide"' in html) == (shown, not shown)


def test_the_contents_lead_to_each_source_while_they_are_few(theme: Theme) -> None:
    html = render(theme, "story.html", FULL_STORY)
    nav = html[html.index('<nav class="contents') :].split("</nav>")[0]
    assert re.findall(r'href="#(src-[^"]+)"', nav) == ["src-courier", "src-tidewater", "src-ledger"]
    source = FULL_STORY.sources[0]
    many = tuple(msgspec.structs.replace(source, number=n, anchor=f"src-{n}") for n in range(1, 10))
    html = render(theme, "story.html", msgspec.structs.replace(FULL_STORY, sources=many, summary=""))
    assert "src-" not in html[html.index('<nav class="contents') :].split("</nav>")[0]


def test_a_day_is_printed_once_and_kept_for_who_listens(theme: Theme) -> None:
    first = FULL_STORY.timeline[3]
    again = msgspec.structs.replace(first, anchor="e-again", note="noon")
    html = render(theme, "story.html", msgspec.structs.replace(FULL_STORY, timeline=(first, again)))
    assert re.findall(r'<p class="event-date">(.*?)</p>', html) == [
        '<time datetime="2026-11-09">Nov 9, 2026</time>',
        '<span class="sep"><time datetime="2026-11-09">Nov 9, 2026</time></span>'
        ' <span class="event-note">(noon)</span>',
    ]


@pytest.mark.parametrize(
    ("edtf", "mark"),
    [
        ("2026-11-09", "event"),
        ("2026-11-09?", "event event-fuzzy"),
        ("2026-11-09%", "event event-fuzzy"),
        ("[2026-11-09,2026-11-12]", "event event-fuzzy"),
        ("2026-11-XX", "event event-fuzzy"),
        ("2026-11-09/..", "event event-span"),
    ],
)
def test_the_mark_of_an_event_says_whether_its_day_is_sure(theme: Theme, edtf: str, mark: str) -> None:
    event = msgspec.structs.replace(FULL_STORY.timeline[3], edtf=edtf)
    html = render(theme, "story.html", msgspec.structs.replace(FULL_STORY, timeline=(event,)))
    assert f'<li class="{mark}" id="{event.anchor}"' in html


def test_a_compiled_page_says_how_it_was_made(theme: Theme) -> None:
    made = msgspec.structs.replace(FULL_STORY, compiled=True, label_ai=True, articles=3)
    html = render(theme, "story.html", made)
    assert "Compiled automatically from 3 articles, not reviewed by an editor" in html
    assert "Written by" not in html


def test_a_card_names_its_publishers_when_there_is_more_than_one(theme: Theme) -> None:
    listed = FULL["tag.html"]
    assert isinstance(listed, lists.ListView)
    one, two = (msgspec.structs.replace(listed.stories[1], publishers=p) for p in (("A",), ("A", "B")))
    html = render(theme, "tag.html", msgspec.structs.replace(listed, stories=(one, two)))
    assert re.findall(r'card-from">(.*?)<', html) == ["From A and B"]


@pytest.mark.parametrize(
    ("names", "said"), [("ABCDE", "From A, B, C, D and E"), ("ABCDE<", "From A, B, C, D and 2 more")]
)
def test_a_card_names_five_publishers_at_most(theme: Theme, names: str, said: str) -> None:
    listed = FULL["tag.html"]
    assert isinstance(listed, lists.ListView)
    card = msgspec.structs.replace(listed.stories[1], publishers=tuple(names))
    html = render(theme, "tag.html", msgspec.structs.replace(listed, stories=(card,)))
    assert re.findall(r'card-from">(.*?)<', html) == [said]


def test_a_reviewed_story_carries_no_label(theme: Theme) -> None:
    story = msgspec.structs.replace(FULL_STORY, label_ai=False, reviewed_by="Ines Marrow")
    html = render(theme, "story.html", story)
    assert "not reviewed" not in html
    assert "Written by AI. Reviewed by Ines Marrow." in html


def test_a_page_that_is_not_for_search_engines_says_so(theme: Theme) -> None:
    noindex = '<meta name="robots" content="noindex">'
    assert noindex in render(theme, "404.html", FULL["404.html"])
    assert noindex in render(theme, "alias.html", FULL["alias.html"])
    assert noindex not in render(theme, "story.html", FULL_STORY)


# ---- The documents and the design's promises ----


def test_the_readme_names_every_template_view_and_field() -> None:
    readme = (DEFAULT / "README.md").read_text(encoding="utf-8")
    assert [name for name in FULL if f"`{name}`" not in readme] == []
    parts = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", readme, re.MULTILINE | re.DOTALL))
    first_column = re.compile(r"^\| ([^|]+)\|", re.MULTILINE)
    documented = {
        name: set(re.findall(r"`(\w+)`", " ".join(first_column.findall(text))))
        for name, text in parts.items()
    }
    expected = {
        name: set(kind.__struct_fields__)
        for name, kind in (vars(pages) | vars(lists) | vars(stories) | vars(feeds)).items()
        if isinstance(kind, type) and issubclass(kind, pages.View) and kind is not pages.View
    }
    assert documented == expected


def test_the_readme_names_every_option(theme: Theme) -> None:
    readme = (DEFAULT / "README.md").read_text(encoding="utf-8")
    assert [option for option in theme.options if f"| `{option}` |" not in readme] == []


def test_the_child_theme_of_the_documentation_works(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    files = dict(
        re.findall(r"^`themes/(harbour/[^`]+)`[^\n]*\n\n```\w+\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    )
    assert len(files) == 3
    theme = load_theme("harbour", write(tmp_path, files), "/", {"phone": "0117 55"})
    site = msgspec.structs.replace(SPARSE_SITE, options=theme.options)
    html = render(theme, "story.html", FULL_STORY, site)
    assert "Call the desk: 0117 55" in html
    assert any(b"#0b5a6e" in asset.content and asset.href in html for asset in theme.assets)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_keeps_wcag_aa_on_every_ground(scheme: str) -> None:
    css = (DEFAULT / "static/css/site.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light if scheme == "light" else dark))
    assert set(colours) == {"paper", "tint", "ink", "soft", "line", "rule", "accent"}
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "tint"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_the_head_names_the_colours_of_the_sheet() -> None:
    css = (DEFAULT / "static/css/site.css").read_text(encoding="utf-8")
    head = (DEFAULT / "templates/parts/head.html").read_text(encoding="utf-8")
    assert (
        re.findall(r'theme-color" content="(#\w+)"', head) == re.findall(r"--paper: (#[0-9a-f]{6});", css)[:2]
    )


def test_every_button_of_a_citation_opens_a_passage_that_stands_apart(theme: Theme) -> None:
    tags = Outline(render(theme, "story.html", FULL_STORY)).tags
    passages = [given for _, given in tags if "popover" in given]
    targets = {given["popovertarget"] for name, given in tags if name == "button"}
    assert targets
    assert targets <= {given["id"] for given in passages}
    assert len(passages) == len(FULL_STORY.evidence)
    assert [given for _, given in tags if given.get("class") == "passages"] == [
        {"class": "passages", "hidden": None}
    ]


def test_what_is_not_known_leaves_nothing_on_the_page(theme: Theme) -> None:
    html = render(theme, "story.html", SPARSE["story.html"])
    assert "passage" not in html
    assert "conflict" not in html
    assert "voices" not in html


def test_the_style_sheet_stays_small_and_loads_nothing_from_elsewhere() -> None:
    css = (DEFAULT / "static/css/site.css").read_bytes()
    assert len(css) < 30_000
    assert b"http" not in css


# ---- Assets ----


def test_an_asset_has_a_fingerprint_and_an_integrity_value(theme: Theme) -> None:
    sheet = next(asset for asset in theme.assets if asset.path.startswith("assets/site."))
    assert re.fullmatch(r"assets/site\.[0-9a-f]{10}\.css", sheet.path)
    assert sheet.href == f"/{sheet.path}"
    assert sheet.integrity == "sha384-" + base64.b64encode(hashlib.sha384(sheet.content).digest()).decode()
    html = render(theme, "page.html", FULL["page.html"])
    assert f'<link rel="stylesheet" href="{sheet.href}" integrity="{sheet.integrity}">' in html


def test_addresses_of_assets_carry_the_base_path(tmp_path: Path) -> None:
    theme = load_theme("default", tmp_path, "/news/", {})
    assert all(asset.href == f"/news/{asset.path}" for asset in theme.assets)


def test_style_sheets_follow_the_renaming_of_what_they_refer_to(tmp_path: Path) -> None:
    css = """@import "../more.css"; a { src: url("../fonts/A-b.woff2?v=1#x"), url( ../fonts/c.svg ) }
    b { background: url(data:image/png;base64,AA), url(#local), url(https://x.example/y), url("/z.png") }"""
    files: dict[str, str | bytes] = {"static/css/own.css": css, "static/more.css": "p{}"}
    files |= {"static/fonts/c.svg": "<svg/>", "static/fonts/A-b.woff2": "font"}
    first = load_theme("mine", child(tmp_path, files), "/", {})
    names = {re.sub(r"\.[0-9a-f]{10}", "", a.path).removeprefix("assets/"): a for a in first.assets}
    own = names["own.css"].content.decode()
    for name in ("more.css", "A-b.woff2", "c.svg"):
        assert Path(names[name].path).name in own
    assert f"{Path(names['A-b.woff2'].path).name}?v=1#x" in own
    assert own.split("b {")[1] == css.split("b {")[1]
    changed = child(tmp_path, {"static/fonts/c.svg": "<svg></svg>"})
    again = load_theme("mine", changed, "/", {})
    assert names["own.css"].path not in {asset.path for asset in again.assets}


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("p{}\n a { src: url(missing.svg) }", "no static file “css/missing.svg”"),
        ('@import "two.css";', "style sheets import each other: css/own.css → css/two.css → css/own.css"),
    ],
)
def test_a_style_sheet_that_refers_to_nothing_is_an_error(tmp_path: Path, sheet: str, message: str) -> None:
    themes = child(tmp_path, {"static/css/own.css": sheet, "static/css/two.css": '@import "own.css";'})
    if "missing" in sheet:
        (themes / "mine/static/css/two.css").unlink()
    with pytest.raises(ThemeError, match=message) as caught:
        load_theme("mine", themes, "/", {})
    assert caught.value.problems[0].place.file == "themes/mine/static/css/own.css"


def test_an_unknown_asset_is_an_error_in_the_template_that_asked(tmp_path: Path) -> None:
    themes = child(tmp_path, {"templates/page.html": '<p>\n{{ asset("css/sight.css").href }}\n'})
    with pytest.raises(ThemeError, match=r"no static file “css/sight\.css”") as caught:
        render(load_theme("mine", themes, "/", {}), "page.html", FULL["page.html"])
    problem = caught.value.problems[0]
    assert problem.place == Place("themes/mine/templates/page.html", 2, 1)
    assert problem.hint == "did you mean “css/site.css”?"


def loads(theme: Theme, *templates: str) -> set[str]:
    """The names, without fingerprints, of what pages of these templates can load."""
    return {re.sub(r"\.[0-9a-f]{10}", "", asset.path) for asset in theme.assets_of(templates)}


def test_pages_load_what_their_own_templates_ask_for(theme: Theme) -> None:
    common = {"assets/site.css", "assets/options.css"}
    assert loads(theme, "home.html", "story.html", "feed.xml") == common
    assert loads(theme, "home.html", "search.html") == common | {"assets/search.css", "assets/search.js"}
    assert loads(theme, "feed.xml", "alias.html") == set()


def test_what_a_style_sheet_refers_to_is_loaded_with_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "templates/page.html": '{{ asset( "css/own.css" ).href }}',
        "templates/css/drawn.css": 'p { background: url("{{ asset("dot.svg").href }}") }',
        "templates/month.html": '{{ asset("css/drawn.css").href }}',
        "templates/tag.html": '{% set name = "css/own.css" %}{{ asset(name).href }}',
        "static/css/own.css": '@import "more.css";',
        "static/css/more.css": "a { src: url(../font.woff2) }",
        "static/font.woff2": "font",
        "static/dot.svg": "<svg/>",
        "static/icon.svg": "<svg></svg>",
    }
    theme = load_theme("mine", child(tmp_path, files), "/", {})
    assert loads(theme, "page.html") == {"assets/own.css", "assets/more.css", "assets/font.woff2"}
    assert loads(theme, "month.html") == {"assets/drawn.css", "assets/dot.svg"}
    assert theme.assets_of(["tag.html"]) == theme.assets


# ---- Inheritance ----


def test_a_child_overrides_a_part_and_extends_the_file_of_the_same_name(tmp_path: Path) -> None:
    events = "{% macro timeline(events, chart=none) %}<p>{{ events | length }} events</p>{% endmacro %}"
    ours = "{% block how_made %}{{ super() }}<p>Ours</p>{% endblock %}"
    foot = "{% block footer %}<p>Foot</p>{% endblock %}"
    parts: dict[str, str | bytes] = {
        "templates/parts/timeline.html": events,
        "templates/story.html": '{% extends "default/story.html" %}' + ours,
        "templates/base.html": '{% extends "default/base.html" %}' + foot,
    }
    theme = load_theme("mine", child(tmp_path, parts), "/", {})
    theme.compile_all()
    html = render(theme, "story.html", FULL_STORY)
    assert "<p>6 events</p>" in html
    assert "<p>Ours</p>" in html
    assert "First published" in html
    assert "<p>Foot</p>" in html
    assert 'class="source-list"' in html


def test_a_childs_static_files_and_options_lie_over_its_parents(tmp_path: Path) -> None:
    themes = child(
        tmp_path,
        {"static/icon.svg": "<svg/>"},
        'extends = "default"\n[options]\nfooter = "Hi"\ncolumns = 3\n',
    )
    theme = load_theme("mine", themes, "/", {"columns": 4})
    assert {asset.content for asset in theme.assets if asset.path.endswith(".svg")} == {b"<svg/>"}
    assert any(asset.path.startswith("assets/site.") for asset in theme.assets)
    assert theme.options == {"accent": "", "accent_dark": "", "footer": "Hi", "columns": 4}


def test_a_sites_own_theme_goes_before_the_built_in_one(tmp_path: Path) -> None:
    themes = write(tmp_path, {"default/theme.toml": "", "default/templates/page.html": "mine"})
    assert render(load_theme("default", themes, "/", {}), "page.html", FULL["page.html"]) == "mine"


def test_the_digest_follows_every_file_of_the_theme_and_its_parents(tmp_path: Path) -> None:
    themes = child(tmp_path, {"templates/page.html": "a"})
    digests = [load_theme("mine", themes, "/", {}).digest for _ in range(2)]
    (themes / "mine/templates/page.html").write_text("b")
    digests.append(load_theme("mine", themes, "/", {}).digest)
    (themes / "mine/templates/page.html").rename(themes / "mine/templates/other.html")
    digests.append(load_theme("mine", themes, "/", {}).digest)
    write(themes, {"default/theme.toml": ""})
    digests.append(load_theme("mine", themes, "/", {}).digest)
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


@pytest.mark.parametrize("examples", [FULL, SPARSE], ids=["full", "sparse"])
def test_a_template_asks_for_none_beyond_those_that_its_digest_holds(examples: dict[str, pages.View]) -> None:
    for name, view in examples.items():
        theme = load_theme("default", builtin_themes(), "/", dict(FULL_SITE.options))
        theme._environments.clear()  # which have loaded the sheets
        theme.render(name, view, FULL_SITE)
        loaded = {known for _, known in theme._environment(FULL_SITE.language).cache or ()}
        assert name in loaded
        assert loaded <= reached(theme._templates, name), name


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ('{% include "b.html" %}', {"a.html", "b.html"}),
        ("{%- from 'b.html' import one, two as three with context -%}", {"a.html", "b.html"}),
        ('{% include "lost.html" ignore missing %}', {"a.html", "lost.html"}),
        ('{% import "c.html" as c %}', {"a.html", "b.html", "c.html"}),
        ('{% include "b." ~ page.kind %}', {"a.html", "b.html", "c.html", "d.html"}),
        ('{% extends "b.html" if page else "c.html" %}', {"a.html", "b.html", "c.html", "d.html"}),
        ('{%\n include [\n"b.html"] %}', {"a.html", "b.html", "c.html", "d.html"}),
        ('{% include "%}" %}', {"a.html", "b.html", "c.html", "d.html"}),
        ("{{ page.include }} {% if import %}", {"a.html"}),
    ],
)
def test_what_a_template_can_ask_for(tag: str, named: set[str]) -> None:
    texts = {"a.html": tag, "b.html": "", "c.html": '{% extends "b.html" %}', "d.html": ""}
    files = {name: StaticFile(name, text.encode()) for name, text in texts.items()}
    assert reached(files, "a.html") == named


def test_the_digest_of_a_template_follows_what_its_pages_can_show(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "templates/page.html": '{% include "mark.html" ignore missing %}',
        "templates/404.html": "lost",
        "static/a.txt": "a",
    }
    themes = child(tmp_path, parts)

    def digests() -> tuple[str, str]:
        theme = load_theme("mine", themes, "/", {})
        return theme.digest_of("page.html"), theme.digest_of("404.html")

    first = digests()
    assert digests() == first
    write(themes, {"mine/templates/mark.html": "a mark"})
    second = digests()
    assert (second[0] != first[0], second[1]) == (True, first[1])
    write(themes, {"mine/templates/mark.html": "another"})
    third = digests()
    assert (third[0] != second[0], third[1]) == (True, first[1])
    write(themes, {"mine/static/a.txt": "b"})
    fourth = digests()
    assert fourth[0] != third[0]
    assert fourth[1] != third[1]
    write(themes, {"mine/templates/css/own.css": "p { margin: 0 }"})
    assert digests()[1] != fourth[1]


def test_hidden_and_backup_files_are_no_part_of_a_theme(tmp_path: Path) -> None:
    themes = child(tmp_path, {})
    before = load_theme("mine", themes, "/", {})
    child(
        tmp_path,
        {"static/.DS_Store": b"\xff", "templates/.story.html.swp": b"\xff", "templates/x.html~": b"\xff"},
    )
    after = load_theme("mine", themes, "/", {})
    assert (after.digest, after.assets) == (before.digest, before.assets)


# ---- What is wrong, and where ----


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("<p>\n\n{{ page.titel }}", 3, "has no attribute 'titel'"),
        ("<p>\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("<p>\n\n{% if %}", 3, "Expected an expression"),
        ("<p>\n{{ page.title | nosuch }}", 2, "No filter named 'nosuch'"),
        ("<p>\n{{ page.title + 1 }}", 2, "can only concatenate str"),
        ("\n{# no end", 2, "Missing end of comment tag"),
        ("\n{% raw %}x", 2, "Missing end of raw directive"),
        ("\n{{ lipsum() }}", 2, "'lipsum' is undefined"),
        ("\n{{ [1, 2] | random }}", 2, "No filter named 'random'"),
        ('\n{% include "parts/hed.html" %}', 2, "there is no template “parts/hed.html”"),
        ('{% extends "page.html" %}', 1, "extends or includes itself"),
    ],
)
def test_an_error_in_a_template_names_its_file_and_line(
    tmp_path: Path, template: str, line: int, message: str
) -> None:
    theme = load_theme("mine", child(tmp_path, {"templates/page.html": template}), "/", {})
    with pytest.raises(ThemeError, match=re.escape(message)) as caught:
        render(theme, "page.html", FULL["page.html"])
    assert caught.value.problems[0].place == Place("themes/mine/templates/page.html", line, 1)


def test_a_missing_template_names_what_is_near_and_where_was_searched(tmp_path: Path) -> None:
    themes = write(tmp_path / "themes", {"mine/theme.toml": "", "mine/templates/story.html": "x"})
    with pytest.raises(ThemeError, match=r"there is no template “storey\.html”") as caught:
        render(load_theme("mine", themes, "/", {}), "storey.html", FULL_STORY)
    assert caught.value.problems[0].hint == "did you mean “story.html”? searched in themes/mine/templates"


def test_only_an_edited_template_is_compiled_again_and_code_of_none_is_dropped(tmp_path: Path) -> None:
    themes = child(tmp_path, {"templates/page.html": "{{ say('tags') }}", "templates/x/y.html": "y"})
    kept: dict[str, bytes] = {}
    load_theme("mine", themes, "/", {}, kept).compile_all()
    before = dict(kept)
    (themes / "mine/templates/page.html").write_text("{{ say('sources') }}")
    (themes / "mine/templates/x/y.html").unlink()
    load_theme("mine", themes, "/", {}, kept).compile_all()
    assert len(before.keys() - kept.keys()) == 1
    assert len([key for key in kept if before.get(key) is not kept[key]]) == 1


@pytest.mark.parametrize("name", ["templates/story.html", "static/key.txt", "words/en.toml"])
@pytest.mark.parametrize("target", ["secret", "site/.env", "site/themes/mine/.env"])
def test_a_link_out_of_the_site_or_to_a_hidden_file_is_no_part_of_a_theme(
    tmp_path: Path, name: str, target: str
) -> None:
    themes = child(tmp_path / "site", {"templates/page.html": "x", "static/a": "", "words/fr.toml": ""})
    write(tmp_path, {target: "4711"})
    (themes / "mine" / name).symlink_to(tmp_path / target)
    with pytest.raises(ThemeError, match="this is a link that leads out of the site") as caught:
        load_theme("mine", themes, "/", {})
    assert caught.value.problems[0].place == Place(f"themes/mine/{name}")


def test_words_of_the_site_are_no_link_to_a_hidden_file(tmp_path: Path) -> None:
    themes = child(tmp_path, {})
    write(tmp_path, {"words/fr.toml": "", ".env": "4711"})
    (tmp_path / "words/en.toml").symlink_to(tmp_path / ".env")
    with pytest.raises(ThemeError, match="this is a link that leads out of the site") as caught:
        load_theme("mine", themes, "/", {})
    assert caught.value.problems[0].place == Place("words/en.toml")


def test_a_theme_may_be_a_link_itself_and_hold_links_within(tmp_path: Path) -> None:
    shared = child(tmp_path / ".shared", {"static/a.txt": "a", "static/sub/b.txt": "b"}) / "mine"
    (shared / "static/own.txt").symlink_to("a.txt")
    site = write(tmp_path / "site", {"content/logo.txt": "l", "themes/other/theme.toml": ""})
    (site / "themes/mine").symlink_to(shared)
    (shared / "static/logo.txt").symlink_to(site / "content/logo.txt")
    published = {asset.path for asset in load_theme("mine", site / "themes", "/", {}).assets}
    assert {name.partition(".")[0] for name in published} >= {"assets/own", "assets/logo"}


def test_compile_all_lists_every_broken_template_once(tmp_path: Path) -> None:
    themes = child(tmp_path, {"templates/page.html": "{% if %}", "templates/x/y.html": "\n{{ a b }}"})
    with pytest.raises(ThemeError) as caught:
        load_theme("mine", themes, "/", {}).compile_all()
    assert {(p.place.file, p.place.line) for p in caught.value.problems} == {
        ("themes/mine/templates/page.html", 1),
        ("themes/mine/templates/x/y.html", 2),
    }
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("toml", "line", "message"),
    [
        ('extends = "default"\nextnds = 1\n', 2, "unknown key “extnds”"),
        ("description = \n", 1, "malformed"),
        ("\nversion = 1\n", 2, "Expected `str`, got `int`"),
        ('\nextends = "mine"\n', 2, "themes extend each other: mine → mine"),
        ('\n\nextends = "defualt"\n', 3, "there is no theme “defualt”"),
        ("\n[options]\nday = 2026-01-02\n", 2, "got `date`"),
    ],
)
def test_an_error_in_theme_toml_names_its_line(tmp_path: Path, toml: str, line: int, message: str) -> None:
    with pytest.raises(ThemeError, match=re.escape(message)) as caught:
        load_theme("mine", child(tmp_path, {}, toml), "/", {})
    place = caught.value.problems[0].place
    assert (place.file, place.line) == ("themes/mine/theme.toml", line)


@pytest.mark.parametrize("name", ["defualt", "../themes/default", "/default", ".", ""])
def test_an_unknown_theme_is_an_error_that_names_the_places_searched(tmp_path: Path, name: str) -> None:
    with pytest.raises(ThemeError, match="there is no theme") as caught:
        load_theme(name, tmp_path / "themes", "/", {})
    problem = caught.value.problems[0]
    assert problem.place == Place("site.toml")
    assert f"searched themes/{name}/theme.toml and the built-in themes" in problem.message
    assert "default" in problem.hint


def test_unknown_and_mistyped_options_are_all_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"site.toml": 'title = "A"\n\n[theme_options]\nacent = "red"\nfooter = 3\n'})
    with pytest.raises(ThemeError) as caught:
        load_theme("default", tmp_path / "themes", "/", {"acent": "red", "footer": 3})
    assert [(p.message, p.hint, p.place) for p in caught.value.problems] == [
        ("theme “default” has no option “acent”", "did you mean “accent”?", Place("site.toml", 4, 1, 5)),
        ("theme option “footer” must be a string, not a whole number", "", Place("site.toml", 5, 10, 1)),
    ]


def test_an_unknown_theme_is_placed_where_site_toml_names_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"site.toml": 'title = "A"\ntheme = "defualt"\n'})
    with pytest.raises(ThemeError, match="there is no theme") as caught:
        load_theme("defualt", tmp_path / "themes", "/", {})
    assert caught.value.problems[0].place == Place("site.toml", 2, 9, 9)


@pytest.mark.parametrize("name", ["templates/page.html", "static/css/own.css", "theme.toml"])
def test_a_text_file_that_is_not_utf_8_is_an_error(tmp_path: Path, name: str) -> None:
    themes = child(tmp_path, {})
    write(themes, {f"mine/{name}": b"ok\n\xff"})
    with pytest.raises(ThemeError) as caught:
        load_theme("mine", themes, "/", {})
    assert caught.value.problems[0].place.file == f"themes/mine/{name}"


def test_a_source_shows_its_language_and_its_archived_copy(theme: Theme) -> None:
    page = render(theme, "story.html", FULL["story.html"])
    assert '<cite class="source-title" lang="cy" dir="auto">' in page
    assert 'hreflang="cy"' in page
    assert '<a href="https://archive.example/2026/pilots" rel="external">Archived copy</a>' in page
