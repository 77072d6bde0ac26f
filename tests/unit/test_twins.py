"""The forms of a story for machines: Markdown, lists of sources, a calendar; and the site's own."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import partial
from html import unescape
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dateline.dates import Moment, parse_moment
from dateline.linking.edition import Edition, over
from dateline.pages.imprint import Imprint
from dateline.pages.plan import Plan
from dateline.pages.planning import plan
from dateline.pages.siteindex import Catalogue
from dateline.problems import ConfigError
from dateline.settings.config import parse_config
from dateline.twins.bibtex import bibtex
from dateline.twins.calendar import calendar
from dateline.twins.csl import csl_items
from dateline.twins.markdown import markdown
from dateline.twins.prose import begun, escaped, linked, pieces, prose
from dateline.twins.twin import Twin
from dateline.words import OWN
from newsroom import NOON, PAPER, Files, article, attachment, briefing, folder, news, site_of

PAGE = "https://paper.example/world/ferry/"
TIMELINE = """
## Timeline

- 2025-12-30: Ebb [@ap].
- Late Jan 2026: Flow [@ap].
- 2026-01-15 (today): Low, water; and more [@ap].
- 2026-02-01T10:00:00+02:00: The bell [@ap].
"""


def twin_of(text: str, **sources: str) -> Twin:
    """The twin of one story."""
    return news(Files(stories=(folder(text, **sources),)), config=PAPER).desk.twin("world/ferry")()


def planned(files: Files, now: dt.datetime = NOON, settings: str = "") -> Plan:
    made = news(files, Edition(now, dt.UTC), PAPER + settings)
    return plan(made.site, parse_config(PAPER + settings), {}, made.desk)[0]


def data(found: Plan, path: str) -> str:
    [one] = [one for one in found.data if one.path == path]
    return one.content().decode()


def words_of(text: str) -> str:
    """What a reader of CommonMark sees of a text."""
    html = MarkdownIt("commonmark").render(text)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────

NASTY = st.text(st.sampled_from("a1 .)(#*_`[]<>&;!|~-+=:\\/\"'é"), max_size=24)


@given(NASTY)
def test_escaped_text_is_read_as_itself(text: str) -> None:
    plain = " ".join(text.split())
    assert words_of(begun(escaped(text))) == plain
    assert words_of(f"- {linked(text + 'x', 'https://a.example/')}") == " ".join((text + "x").split())


class Whole(HTMLParser):
    """The pieces of any HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag, {}))

    def handle_data(self, data: str) -> None:
        self.found.append(("words", data, {}))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "- ", "> ", "1. ", "### ", "    ", "> - ", "| a | b |\n| - | - |\n| "]),
        st.sampled_from(
            ["", "*a* ", "`x<y` ", '[a](https://a.example/?b&copy=<c>"d) ', "![<b>](b.png 'c>') "]
        ),
        NASTY,
        st.sampled_from(
            ["", " [@ap]", ' [@ap, "<&amp;>"]', " <b onclick='x>y'>", " &lt;i&gt; &#60; &", "\n"]
        ),
    ),
    max_size=6,
)


@given(LINES)
def test_our_own_html_is_read_as_any_reader_of_html_does(lines: list[tuple[str, str, str, str]]) -> None:
    found = twin_of(briefing("Ebb [@ap].\n\n" + "\n".join(map("".join, lines))), ap=article())
    sections, events = [one.html for one in found.sections], [one.html for one in found.timeline]
    for html in (found.summary.html, *sections, *events):
        whole = Whole()
        whole.feed(html)
        whole.close()
        assert list(pieces(html)) == whole.found


def test_html_is_markdown_again() -> None:
    html = f"""<p>One <em>two</em> <strong>3*</strong><a href="{PAGE}#src-ap">[1]</a><a
 href="{PAGE}#src-b">[2]</a>(so).</p>
<ul>\n<li>See <a href="https://a.example/(x)?a&amp;b">this</a></li>\n<li><p>And</p><p>more</p></li>\n</ul>
<ol start="3"><li>Three</li></ol>\n<blockquote>\n<p># no heading</p>\n</blockquote>
<h3>What # <em>came</em> #</h3>\n<p>So.</p>
<pre><code>a\n  b\n</code></pre>
"""
    made = prose(html, PAGE)
    assert "One *two* **3\\***[1][2]\\(so)." in made
    assert "- See [this](https://a.example/%28x%29?a&b)" in made
    assert "- And\n\n  more" in made
    assert "3. Three" in made
    assert "> \\# no heading" in made
    assert "\n\n### What # *came* \\#\n\nSo.\n\n" in made
    assert "    a\n      b" in made


def test_what_is_struck_out_and_what_is_code_stay_so() -> None:
    """Without its marks a figure that was struck out would stand."""
    html = f"""<p><s>180</s> 175 ran <code>a*|`b</code><a href="{PAGE}#src-ap">[1]</a>, <code>`</code>.</p>
<table>\n<thead>\n<tr><th>a</th></tr></thead><tbody><tr><td><code>c|d</code></td></tr></tbody></table>"""
    made = prose(html, PAGE)
    assert made == "~~180~~ 175 ran ``a*|`b``[1], `` ` ``.\n\n| a |\n| --- |\n| `c\\|d` |"
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(made)
    assert "<s>180</s> 175" in shown
    assert "<code>a*|`b</code>" in shown
    assert "<td><code>c|d</code></td>" in shown


def test_a_table_is_a_table_again() -> None:
    table = "| Line | Load |\n| - | -: |\n| a \\| b | 3 *t* [@ap] |\n|  | 4 [@ap] |\n\nAfter [@ap].\n"
    made = markdown(twin_of(briefing(f"## Loads\n\n{table}"), ap=article()), OWN.speech("en").say)
    rows = "| Line | Load |\n| --- | ---: |\n| a \\| b | 3 *t*[1] |\n|  | 4[1] |"
    assert f"\n\n{rows}\n\nAfter[1].\n" in made
    assert MarkdownIt("commonmark").enable("table").render(rows).count("<td") == 4


def test_a_story_as_markdown() -> None:
    text = briefing(f"Ebb & flow [@ap].\n\n## What <b> came\n\n*Tide* [@ap].\n{TIMELINE}", "made_by: ai")
    made = markdown(
        twin_of(text, ap=article("'[x](y) *z*'", more="url: https://a.example/f")), OWN.speech("en").say
    )
    assert made.startswith("# Ferry\n\n> **Written by AI, not reviewed by an editor**\n\n")
    assert "Ebb & flow[1]." in made
    assert "\n## What \\<b\\> came\n\n*Tide*[1].\n" in made
    assert "- **Jan 15, 2026** (today): Low, water; and more[1]." in made
    assert "1. Tide: [\\[x\\](y) \\*z\\*](https://a.example/f), Jan 2, 2026\n" in made
    assert made.endswith("\n")


# ── sources ──────────────────────────────────────────────────────────────────────────────────────


def test_sources_for_those_who_cite_them() -> None:
    found = twin_of(
        briefing("Ebb [@a-p; @ap].", "sources: [a-p, ap]"),
        **{"a-p": article("50% of {x} & \\more_", more="author: Ada Finch")},
        ap=article(more="url: https://a.example/{x}?y=1%25&z"),
    )
    items = json.loads(csl_items(found))
    assert [item["id"] for item in items] == ["a-p", "ap"]
    assert items[0]["author"] == [{"literal": "Ada Finch"}]
    assert items[0]["issued"] == {"date-parts": [[2026, 1, 2]]}
    made = bibtex(found)
    assert "title = {{50\\% of \\{x\\} \\& \\textbackslash{}more\\_}}" in made
    assert "url = {https://a.example/%7Bx%7D?y=1%25&z}" in made
    assert re.findall(r"@article\{([^,]+),", made) == ["a-p", "ap"]


def test_addresses_of_sources_are_ascii_for_those_who_cite_them() -> None:
    written = "url: 'https://a.example/são?q={é} %C3%A9#a'\narchive_url: https://b.example/é"
    found = twin_of(briefing("Ebb [@ap]."), ap=article(more=written))
    [item] = json.loads(csl_items(found))
    whole = "https://a.example/s%C3%A3o?q=%7B%C3%A9%7D%20%C3%A9#a"
    assert (item["URL"], item["archive_location"]) == (whole, "https://b.example/%C3%A9")
    assert f"url = {{{whole}}}" in bibtex(found)


@given(st.lists(st.text("aB-é_ .{}", max_size=3), min_size=1, max_size=6, unique=True))
def test_no_key_of_a_bibliography_is_there_twice(keys: list[str]) -> None:
    found = twin_of(briefing("Ebb [@ap]."), ap=article())
    sources = tuple(msgspec.structs.replace(found.sources[0], key=key) for key in keys)
    made = bibtex(msgspec.structs.replace(found, sources=sources))
    names = re.findall(r"@article\{([A-Za-z0-9-]+),\n", made)
    assert len({key.casefold() for key in names}) == len(keys)


@pytest.mark.parametrize("words", ["Ends with {", "}{", "{x} and }", "}}{{"])
def test_braces_do_not_end_a_field(words: str) -> None:
    made = bibtex(twin_of(briefing("Ebb [@ap]."), ap=article(f"'{words}'", publisher=f"'a {words}'")))
    depth = [made[: at + 1].count("{") - made[: at + 1].count("}") for at in range(len(made))]
    assert depth[-1] == 0, "BibTeX counts escaped braces too"
    assert all(level > 0 for level in depth[made.index("{") : -3]), "the entry ends at its end"


# ── calendars ────────────────────────────────────────────────────────────────────────────────────


def ics(found: Twin, since: dt.datetime | None = None) -> str:
    return calendar(found, partial(over, zone=dt.UTC), since)


def test_a_calendar_has_what_is_of_a_certain_day() -> None:
    made = ics(twin_of(briefing(TIMELINE), ap=article()))
    assert made.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20251230\r\nDTEND;VALUE=DATE:20251231\r\n" in made
    assert "DTSTART:20260201T080000Z\r\n" in made
    assert "SUMMARY:Low\\, water\\; and more.\r\n" in made
    assert made.replace("\r\n", "").isprintable()


def test_a_line_of_a_calendar_is_folded_between_characters() -> None:
    words = "Ærø — " * 40
    made = ics(twin_of(briefing(f"## Timeline\n\n- 2026-01-15: {words}[@ap].\n"), ap=article()))
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert " ".join(words.split()) in made.replace("\r\n ", "")


@pytest.mark.parametrize(
    "words", ["می\u200cخواهم", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001fae8"]
)
def test_a_calendar_keeps_the_joiners_that_scripts_need(words: str) -> None:
    made = ics(twin_of(briefing(f"## Timeline\n\n- 2026-01-15: Low {words} [@ap].\n"), ap=article()))
    assert f"SUMMARY:Low {words}.\r\n" in made


def test_an_event_keeps_its_name_when_its_words_change() -> None:
    texts = (briefing(f"## Timeline\n\n- 2026-01-15: {word} [@ap].\n") for word in ("Ebb", "Flow"))
    before, after = (re.findall(r"UID:(\S+)", ics(twin_of(text, ap=article()))) for text in texts)
    assert before == after != []


def test_the_last_day_of_the_calendar_is_a_day_like_any_other() -> None:
    entries = "- 9999-12-31: Ebb [@ap].\n- 9999-12-31T23:30:00-10:00: Flow [@ap].\n"
    files = Files(stories=(folder(briefing(f"## Timeline\n\n{entries}"), ap=article()),))
    made = data(planned(files), "world/ferry/timeline.ics")
    assert re.findall(r"DT(?:START|END)\S*?:(\S+)", made) == ["99991231T235959Z", "99991231"]


def test_a_calendar_holds_what_is_to_come_and_goes_with_it() -> None:
    files = Files(stories=(folder(briefing(TIMELINE), ap=article()),))
    made = data(planned(files), "world/ferry/timeline.ics")
    assert re.findall(r"DTSTART\S*?:(\d{8})", made) == ["20260115", "20260201"]
    site = news(files).site
    assert site.upcoming == {"world/ferry": dt.datetime(2026, 1, 16, tzinfo=dt.UTC)}
    for later, left in (("2026-01-31", [["20260201"]]), ("2026-02-01T08:00:00+00:00", [])):
        found = planned(files, parse_moment(later).instant(dt.UTC))
        calendars = [one for one in found.data if one.path.endswith(".ics")]
        assert [re.findall(r"DTSTART\S*?:(\d{8})", one.content().decode()) for one in calendars] == left


def test_a_day_is_over_when_it_ends() -> None:
    zone = dt.timezone(dt.timedelta(hours=-5))
    assert over(Moment(dt.date(2026, 1, 2)), zone) == dt.datetime(2026, 1, 3, tzinfo=zone)


# ── which there are ──────────────────────────────────────────────────────────────────────────────


def test_settings_say_which_forms_there_are() -> None:
    files = Files(
        stories=(folder(briefing("Ebb [@ap]."), ap=article()), folder(briefing("Ebb."), "world/toll"))
    )
    others = {"_headers", "site.webmanifest"}
    assert {one.path for one in planned(files).data} - others == {
        *(
            "world/ferry/index.json",
            "world/ferry/index.md",
            "world/ferry/sources.csl.json",
            "world/ferry/sources.bib",
        ),
        *("world/toll/index.json", "world/toll/index.md"),
        *("api/index.json", "schemas/api-1.json", "schemas/twin-1.json", "llms.txt"),
    }
    some = planned(files, settings='[twins]\nformats = ["bibtex", "llms"]\n')
    assert {one.path for one in some.data} - others == {"world/ferry/sources.bib", "llms.txt"}
    with pytest.raises(ConfigError, match="mardown"):
        parse_config(PAPER + '[twins]\nformats = ["mardown"]\n')


def test_a_site_names_its_stories_to_machines() -> None:
    files = Files(stories=(folder(briefing("Ebb [@ap].", "tags: [Sea]", title="'[It] ebbs'"), ap=article()),))
    index = json.loads(data(planned(files), "api/index.json"))
    [story] = index["stories"]
    assert story["url"] == PAGE
    assert story["forms"][0] == {"type": "application/json", "url": f"{PAGE}index.json"}
    assert index["tags"] == [{"name": "Sea", "url": "https://paper.example/tags/sea/", "stories": 1}]
    told = data(planned(files), "llms.txt")
    assert told.startswith("# The Paper\n\n")
    assert f"- [\\[It\\] ebbs]({PAGE}index.md): Updated 2026-01-02" in told


@pytest.mark.parametrize("name", ["index.json", "index.md", "sources.bib"])
def test_a_writers_own_file_is_not_overwritten(name: str) -> None:
    files = Files(
        stories=(folder(briefing("Ebb [@ap]."), ap=article()),),
        attachments=(attachment(f"world/ferry/{name}"),),
    )
    made = news(files, config=PAPER)
    [problem] = plan(made.site, parse_config(PAPER), {}, made.desk)[1]
    assert (problem.rule, problem.place.file) == ("address-taken", f"content/world/ferry/{name}")


def test_what_was_listed_is_kept_and_a_story_that_is_gone_is_not() -> None:
    catalogue = Catalogue(Imprint(parse_config(PAPER)))
    both = tuple(folder(briefing(), path=f"world/{name}") for name in ("ferry", "crane"))
    site = site_of(Files(stories=both))
    rows = catalogue.listed(site)
    assert all(one is two for one, two in zip(rows, catalogue.listed(site), strict=True))
    assert len(catalogue) == 2
    assert [row.url for row in catalogue.listed(site_of(Files(stories=both[:1])))] == [PAGE]
    assert len(catalogue) == 1
