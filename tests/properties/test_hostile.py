"""Whatever stands in the files, there are problems or a site: no traceback, no way out, no foreign markup."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.build import Planned, outputs, plan_site
from dateline.console import problems_text
from dateline.dates import parse_moment
from dateline.output.ledger import is_safe
from dateline.problems import SiteError
from dateline.request import Request
from drawing import png
from harness import write_files

REQUEST = Request(now=parse_moment("2026-02-01T00:00:00+00:00"), drafts=True, future=True, expired=True)
STORY = "content/city/ferry/story.md"
SOURCE = "content/city/ferry/sources/ap.md"
SITE: dict[str, str | bytes] = {
    "site.toml": 'title = "T"\nbase_url = "https://paper.example/"\n',
    STORY: "---\ntitle: T\npublished: 2026-01-01\nsources: [ap]\n---\nA word [@ap].\n",
    SOURCE: "---\ntitle: S\npublisher: AP\npublished: 2026-01-01\n---\nText.\n",
}
EXPLORE = int(os.environ.get("EXPLORE", "0"))
"""How many random examples of each property; without it the same ones are tried every time."""
pytestmark = [pytest.mark.usefixtures("made_once"), pytest.mark.timeout(3600 if EXPLORE else 60)]
a_few = settings(
    max_examples=EXPLORE or 150,
    derandomize=not EXPLORE,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def folder_of(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    """A site's folder that holds these files for as long as it is used."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        write_files(folder, files)
        yield folder
    finally:
        shutil.rmtree(folder)


def made(files: Mapping[str, str | bytes]) -> tuple[Planned | None, dict[str, bytes]]:
    """The plan and the output of a site of these files, rendered even where there are errors.

    None when it is refused as a whole. All problems are printed on the way, as the console would.
    """
    with folder_of(files) as folder:
        try:
            planned = plan_site(folder, REQUEST)
            for text, _ in problems_text(planned.problems, folder):
                assert text.encode()
            return planned, {output.path: output.content() for output in outputs(planned)}
        except SiteError as error:
            refused = error.problems
        assert list(problems_text(refused, folder))
        return None, {}


# ── any bytes as any file ────────────────────────────────────────────────────────────────────────

HEADERS = (
    "title: T\npublished: 2026-01-01\n",
    "title: T\npublisher: AP\npublished: 2026-01-01\nurl: https://ap.example/\n",
    "title: T\npublished: Late Dec 2025\ntags: [a, b]\nsources: [ap, quay]\nslug: x\naliases: [/x]\n",
    "title: T\npublisher: AP\npublished: 2026-01-01T10:00:00-04:00\nevents:\n  - {date: 2025, text: x}\n",
)
WORDS = """
[@ap] [@ap; [@none] [@ [1] [1][2] [9] ] ( ) ** * _ ` ``` ~~~ ~~ > >> - 1. # ## ### | |-| --- *** === <!-- -->
<!--dateline-ignore:uncited-sentence--> < > <a </script> <img &amp; &#0; &lt; \\ \\[ ! ![ [a](b) [a](<b c>)
[a][b] [b]:/c [^1] [^1]: ^[ : :: https://x.example <javascript:1> www. “ ” « » ' " A. a. Mr. U.S. 3.5 ... ?!
"""
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from(
    ["\n", "\n\n", "\n    ", "\n  - ", " ", "  \n", "\t", "\r\n", "\r", "\x00", "\x1b[31m"]
)
DATED = st.sampled_from(
    ["## Timeline\n\n", "- Dec 30, 2025: ", "- Late Dec 2025 (a (b)): ", "- 2025/..: ", "- Q4 2025: ", "- : "]
)
TEXTS = st.lists(PIECES | DATED | st.text(max_size=5), max_size=60).map("".join)
CONTENTS = st.one_of(
    st.binary(max_size=300),
    TEXTS.map(str.encode),
    st.tuples(st.sampled_from(HEADERS), TEXTS).map(lambda parts: f"---\n{parts[0]}---\n{parts[1]}".encode()),
    st.tuples(TEXTS, TEXTS).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}".encode()),
)
FILES = st.sampled_from(
    (
        STORY,
        STORY,
        STORY,
        SOURCE,
        "content/city/ferry/sources/quay.md",
        "content/about.md",
        "content/city/section.md",
        "content/city/boat.jpg",
        "content/city/only/sources/tide.md",
        "site.toml",
        "themes/own/theme.toml",
        "themes/own/templates/story.html",
        "themes/own/static/css/site.css",
    )
)


@a_few
@given(st.dictionaries(FILES, CONTENTS, min_size=1, max_size=4), st.booleans())
def test_any_bytes_as_any_file_give_problems_or_a_site(files: dict[str, bytes], own_theme: bool) -> None:
    theme: dict[str, str | bytes] = {"themes/own/theme.toml": 'extends = "default"\n'}
    config = f'title = "T"\ntheme = "{"own" if own_theme else "default"}"\n'
    _, output = made({**SITE, "site.toml": config, **theme, **files})
    assert all(is_safe(path) for path in output)


NAMES = st.one_of(
    st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.sampled_from(
        ["..md", "a.", " a", "CON", "con.txt", "%2e%2e", "a%2fb", "a\\b", "é", "e\u0301", "A", "a"]
    ),
    st.sampled_from(
        ["index", "index.html", "feed.xml", "tags", "404", "archive", "sources", "story", "ß", "ss"]
    ),
).filter(lambda name: name not in (".", "..") and len(name.encode()) < 200)


@a_few
@given(
    st.lists(st.tuples(NAMES, st.sampled_from(["story", "sources", "page", "file"])), min_size=1, max_size=5)
)
def test_whatever_things_are_called_they_get_addresses_of_their_own_inside_the_output(
    things: list[tuple[str, str]],
) -> None:
    files = dict(SITE)
    for name, kind in things:
        files |= {
            "story": {f"content/{name}/story.md": "---\ntitle: T\npublished: 2026-01-01\n---\n"},
            "sources": {f"content/{name}/sources/ap.md": SITE[SOURCE]},
            "page": {f"content/{name}.md": "---\ntitle: T\n---\n"},
            "file": {f"content/city/{name}": b"x"},
        }[kind]
    try:
        planned, output = made(files)
    except (NotADirectoryError, IsADirectoryError):
        return  # two of the names cannot stand beside each other on any disk
    assert planned is not None
    assert all(is_safe(path) for path in output)
    paths = [page.path for page in planned.plan.pages] + [file.path for file in planned.plan.files]
    folded = {unicodedata.normalize("NFC", path).casefold() for path in paths}
    assert planned.has_errors or len(folded) == len(paths)


# ── text stays text ──────────────────────────────────────────────────────────────────────────────

CANARIES = (
    "<zz onzz=1>",
    "</title></textarea></style><zz>",
    "\"'><zz onzz='1'>",
    '" onzz="1',
    "' onzz='1",
    "--><zz>",
    "]]><zz>",
    "</script><zz>",
    "<!--<script>",
    "&lt;zz&gt;<zz",
    "{{ 7 * 191 }}{% zz %}",
    "`<zz>` **<zz>** \\<zz> [<zz>](<zz>)",
)
FIELDS: dict[str, tuple[str, str]] = {
    # name: (file, text with ¤ for a YAML or TOML string and § for plain text)
    "story title": (STORY, "---\ntitle: ¤\npublished: 2026-01-01\n---\n"),
    "description": (STORY, "---\ntitle: T\npublished: 2026-01-01\ndescription: ¤\n---\n"),
    "tag": (STORY, "---\ntitle: T\npublished: 2026-01-01\ntags: [¤]\n---\n"),
    "author": (STORY, "---\ntitle: T\npublished: 2026-01-01\nauthors: [¤, b]\n---\n"),
    "reviewer": (STORY, "---\ntitle: T\npublished: 2026-01-01\nreviewed_by: ¤\n---\n"),
    "slug": (STORY, "---\ntitle: T\npublished: 2026-01-01\nslug: ¤\n---\n"),
    "alias": (STORY, "---\ntitle: T\npublished: 2026-01-01\naliases: [¤]\n---\n"),
    "correction": (
        STORY,
        "---\ntitle: T\npublished: 2026-01-01\ncorrections: [{date: 2026-01-02, text: ¤}]\n---\n",
    ),
    "image": (STORY, "---\ntitle: T\npublished: 2026-01-01\nimage: ¤\n---\n"),
    "image_alt": (STORY, "---\ntitle: T\npublished: 2026-01-01\nimage: b.jpg\nimage_alt: ¤\n---\n"),
    "extra": (STORY, "---\ntitle: T\npublished: 2026-01-01\nextra: {a: ¤}\n---\n"),
    "source key": (STORY, "---\ntitle: T\npublished: 2026-01-01\nsources: [¤]\n---\n"),
    "summary": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n§ [@ap].\n"),
    "heading": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n## § a\n\n### § b\n\nA [@ap].\n"),
    "list": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n- § [@ap]\n- > §\n\n1. §\n"),
    "table": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n| § | b |\n|---|---|\n| a [@ap] | § |\n"),
    "code": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n```§\n§\n```\n\n    §\n"),
    "quote": (STORY, '---\ntitle: T\npublished: 2026-01-01\n---\nA [@ap, "§"]. B [@ap, §].\n'),
    "citation": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\nA [@§]. B [@ap; §]. C [§][1].\n"),
    "link": (
        STORY,
        '---\ntitle: T\npublished: 2026-01-01\n---\n[§](/ "§") [a](§) [b](</§>) <https://x.example/§>\n',
    ),
    "reference": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\n[a][b] ![a][b]\n\n[b]: </§> '§'\n"),
    "picture": (STORY, '---\ntitle: T\npublished: 2026-01-01\n---\n![§](b.jpg "§") ![a](§)\n'),
    "timeline": (
        STORY,
        "---\ntitle: T\npublished: 2026-01-01\n---\n## Timeline\n\n- Dec 30, 2025 (§): § [@ap]\n- §: §\n",
    ),
    "comment": (STORY, "---\ntitle: T\npublished: 2026-01-01\n---\nA <!-- § --> b.\n\n<!-- § -->\n\nc <!--§"),
    "source title": (SOURCE, "---\ntitle: ¤\npublisher: AP\npublished: 2026-01-01\n---\n"),
    "publisher": (SOURCE, "---\ntitle: T\npublisher: ¤\npublished: 2026-01-01\n---\n"),
    "source words": (
        SOURCE,
        "---\ntitle: T\npublisher: P\npublished: 2026-01-01\nauthor: ¤\nagency: ¤\nfocus: ¤\nlanguage: ¤\n"
        "license: ¤\n---\n",
    ),
    "source url": (
        SOURCE,
        "---\ntitle: T\npublisher: P\npublished: 2026-01-01\nurl: ¤\narchive_url: ¤\n---\n",
    ),
    "source url's path": (
        SOURCE,
        "---\ntitle: T\npublisher: P\npublished: 2026-01-01\nurl: 'https://p.example/§'\n---\n",
    ),
    "event": (
        SOURCE,
        "---\ntitle: T\npublisher: P\npublished: 2026-01-01\nevents: [{date: 2025, note: ¤, text: ¤}]\n---\n",
    ),
    "page": (
        "content/about.md",
        "---\ntitle: ¤\ndescription: ¤\n---\n# §\n\n§[^§] a[^1]\n\n[^1]: §\n\n§\n: §\n",
    ),
    "section": ("content/city/section.md", "---\ntitle: ¤\ndescription: ¤\n---\n§\n"),
    "site": (
        "site.toml",
        'title = ¤\ndescription = ¤\nauthors = [¤]\npublisher = ¤\n[[menu]]\nname = ¤\nurl = "/about/"\n'
        "[theme_options]\nfooter = ¤\n",
    ),
    "accent": ("site.toml", 'title = "T"\n[theme_options]\naccent = ¤\naccent_dark = ¤\n'),
    "menu url": ("site.toml", 'title = "T"\n[[menu]]\nname = "a"\nurl = ¤\n'),
    "base url": ("site.toml", 'title = "T"\nbase_url = ¤\n'),
}


def with_field(field: str, text: str) -> dict[str, str | bytes]:
    """A site with this text in one of its fields."""
    file, form = FIELDS[field]
    quoted = json.dumps(text, ensure_ascii=False)
    content = form.replace("¤", quoted).replace("§", text)
    return {**SITE, "content/city/ferry/b.jpg": png(), file: content}


class Reader(HTMLParser):
    """Reads a page as a browser would, and notes what only the theme may write."""

    RAW = ("script", "style")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.foreign: list[str] = []
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.search(r"[^a-z0-9-]", tag) or tag.startswith("zz") or len(given) < len(attrs):
            self.foreign.append(self.get_starttag_text() or tag)
        if any(name.startswith(("on", "zz", "srcdoc")) or not name[:1].isalpha() for name in given):
            self.foreign.append(self.get_starttag_text() or tag)
        if tag == "script" and given != {"type": "application/ld+json"}:
            self.foreign.append(self.get_starttag_text() or tag)
        self.addresses += [
            given[name] or "" for name in ("href", "src", "action", "data", "poster") if given.get(name)
        ]
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            self.addresses.append((given.get("content") or "").partition("url=")[2])
        self._in = tag if tag in self.RAW else ""

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts.append(data)
        elif self._in == "style" and "<" in data:
            self.foreign.append(data)

    def handle_comment(self, data: str) -> None:
        self.foreign.append(f"<!--{data}-->")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def check_pages(output: Mapping[str, bytes]) -> None:
    """Every page is the theme's markup with text in it, and links lead nowhere but to the web."""
    for path, content in output.items():
        text = content.decode() if path.endswith((".html", ".xml", ".txt")) else ""
        if path.endswith(".html"):
            check_html(path, text)
            assert "1337" not in text, f"{path}: a template ran in a text"
        elif path.endswith(".xml"):
            tree = ET.fromstring(text)  # noqa: S314  # our own output
            for node in tree.iter():
                assert re.fullmatch(r"\{[^}]+\}[a-zA-Z]+|[a-zA-Z]+", str(node.tag))
                if node.attrib.get("type") == "html":
                    check_html(path, node.text or "")
                if "href" in node.attrib:
                    check_address(path, node.attrib["href"])
        elif path == "robots.txt":
            assert len(text.splitlines()) <= 5, text


def check_html(path: str, html: str) -> None:
    reader = read(html)
    assert reader.foreign == [], path
    for address in reader.addresses:
        check_address(path, address)
    for script in reader.scripts:
        assert json.loads(script)["@context"] == "https://schema.org"


def check_address(path: str, address: str) -> None:
    """WHATWG URL: leading controls and spaces, and tabs and newlines anywhere, do not hide a scheme."""
    bare = re.sub(r"[\t\n\r]", "", address.lstrip("".join(map(chr, range(33))))).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare)
    assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel"), f"{path}: {address!r}"


@pytest.mark.parametrize("field", FIELDS)
def test_no_text_becomes_markup(field: str) -> None:
    for canary in CANARIES:
        _, output = made(with_field(field, canary))
        check_pages(output)


@a_few
@given(
    st.sampled_from(sorted(FIELDS)),
    st.lists(st.sampled_from(CANARIES) | PIECES | st.text(max_size=4), max_size=12).map("".join),
)
def test_no_mixture_of_texts_becomes_markup(field: str, text: str) -> None:
    _, output = made(with_field(field, text))
    check_pages(output)


SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjava\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript%3aalert(1)",
    "\\javascript:alert(1)",
    "javascript\\:alert(1)",
    "data:text/html,<zz>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/",
    "/\\evil.example/",
    "https:javascript:alert(1)",
    "view-source:javascript:1",
    "feed:javascript:1",
    "blob:https://x",
    "\u2028javascript:alert(1)",
    "\ufeffjavascript:1",
    "ｊavascript:alert(1)",
)
LINKS = {
    **{
        name: FIELDS[name]
        for name in ("link", "reference", "picture", "image", "source url", "alias", "menu url")
    },
    "bare link": (
        STORY,
        "---\ntitle: T\npublished: 2026-01-01\n---\n[a](§) [b](<§>) <§> ![c](§) ![d](<§>)\n",
    ),
    "page link": ("content/about.md", "---\ntitle: T\n---\n[a](§) [b](<§>) <§> ![c](§)\n\n[a]\n\n[a]: §\n"),
}


@pytest.mark.parametrize("place", LINKS)
def test_no_link_runs_a_script(place: str) -> None:
    file, form = LINKS[place]
    for script in SCRIPTS:
        content = form.replace("¤", json.dumps(script, ensure_ascii=False)).replace("§", script)
        _, output = made({**SITE, file: content})
        check_pages(output)


def test_the_reader_of_these_tests_sees_what_it_is_for() -> None:
    for bad in (
        "<zz>",
        "<p onzz=1>",
        "<!-- a -->",
        "<script>a</script>",
        "<style><zz></style>",
        '<p a="1" a="2">',
    ):
        assert read(bad).foreign, bad
    with pytest.raises(AssertionError):
        check_html("", "<a href='&#106;ava\tscript:1'>")


def test_the_words_of_an_article_are_nowhere_in_the_output() -> None:
    words = "Zounds, quoth the harbour master, and left."
    article = str(SITE[SOURCE]).replace("Text.", words)
    _, output = made({**SITE, SOURCE: article, "content/inbox/x.md": article})
    assert output
    assert [path for path, content in output.items() if b"Zounds" in content] == []


# ── size ─────────────────────────────────────────────────────────────────────────────────────────
# What grows with the square of the length takes a minute and more at these lengths: the time limit ends it.

LONG = {
    "open citations": ("[@", 200),
    "open quotes in citations": ('[@ap, "', 200),
    "open lists of citations": ("[@a;", 200),
    "citations": ("[@ap]", 400),
    "numbers": ("[1]", 400),
    "cited sentences": ("A b [@ap]. ", 300),
    "brackets": ("[", 50),
    "closing brackets": ("]", 1000),
    "pictures": ("![", 50),
    "links": ("[a](/)", 200),
    "open links": ("[a](", 200),
    "links to nowhere": ("[a](b)", 80),
    "reference links": ("[a][b]", 200),
    "footnotes": ("[^a] ", 300),
    "open comments": ("a <!-- ", 1000),
    "open comments on lines": ("<!-- \n\n", 1000),
    "comments": ("<!-- -->", 300),
    "comment lines": ("<!-- -->\n\n", 100),
    "asterisks": ("*", 500),
    "emphasis": ("*a ", 150),
    "strong": ("**a **b", 50),
    "strikes": ("~~a", 80),
    "quotes": ('"a ', 300),
    "opening quotes": ("“a", 300),
    "backticks": ("` `` ", 200),
    "quote marks": (">", 500),
    "list marks": ("- ", 200),
    "initials": ("A. ", 300),
    "exclamations": ("a! ", 200),
    "dots": (".", 1000),
    "round brackets": ("(a ", 300),
    "letters": ("x", 5000),
    "lines": ("Hi there.\n", 300),
    "paragraphs": ("Hi there.\n\n", 150),
    "tags": ("<a ", 500),
    "entities": ("&lt;", 500),
    "backslashes": ("\\", 500),
    "zeros": ("\x00", 1000),
    "combining marks": ("\u0301", 1000),
    "table cells": ("|a|b|\n|-|-|\n", 60),
    "headings": ("## a\n\nb.\n\n", 60),
    "long date": ("## Timeline\n\n- 1", 100),
}


@pytest.mark.slow
@pytest.mark.timeout(40)
@pytest.mark.parametrize("case", LONG)
def test_long_texts_take_time_in_proportion_to_their_length(case: str) -> None:
    piece, kilobytes = LONG[case]
    text = piece * (kilobytes * 1000 // len(piece))
    body = f"---\ntitle: T\npublished: 2026-01-01\n---\n{text}"
    planned, _ = made({**SITE, STORY: body, "content/about.md": body})
    assert planned is not None


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'>' * depth} a\n" for depth in range(300)),
        "".join(f"{'  ' * depth}- a\n" for depth in range(300)),
        "## Timeline\n\n" + "".join(f"{'  ' * depth}- Dec 30, 2025: a\n" for depth in range(100)),
        "*a **b " * 2000,
        "[" * 5000 + "a" + "](b)" * 5000,
        "> - 1. " * 2000,
    ],
)
def test_deep_texts_are_read(text: str) -> None:
    planned, output = made({**SITE, STORY: f"---\ntitle: T\npublished: 2026-01-01\n---\n{text}"})
    assert planned is not None
    check_pages(output)


@pytest.mark.parametrize("depth", [15, 17, 400, 20_000])
def test_deep_values_are_read_or_refused(depth: int) -> None:
    for value in ("[" * depth + "]" * depth, "{a: " * depth + "1" + "}" * depth):
        made({**SITE, STORY: f"---\ntitle: T\npublished: 2026-01-01\nextra: {{a: {value}}}\n---\n"})
    made({**SITE, "site.toml": 'title = "T"\n[extra]\na = ' + "[" * depth + "]" * depth})
    made({**SITE, "site.toml": 'title = "T"\n[extra]\n' + ".".join("a" * min(depth, 2000)) + " = 1"})
