"""What holds for every page of any output: links lead somewhere, and what should stay at home stays there.

Looked at are this repository's own site, the same below a path, and the small site with one of everything.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from harness import REPOSITORY, run_dateline
from html_page import Element, read

FULL = Path(__file__).parent / "sites" / "full"
NOW = dict.fromkeys(("own", "below-a-path"), "2026-11-22T12:00:00+00:00") | {
    "full": "2026-01-15T12:00:00+00:00"
}
BELOW = "https://paper.example/some/where/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RUN = 8


@dataclass(frozen=True)
class Built:
    """A built site: where its files came from, where its output is, and at which address it will stand."""

    content: Path
    output: Path
    base: str
    pages: dict[str, Element]

    def file_of(self, address: str) -> Path | None:
        """The output file at an absolute address of the site; None for another site's."""
        if not address.startswith(self.base):
            return None
        path = unquote(urlsplit(address[len(self.base) :]).path)
        return self.output / (path + "index.html" if not path or path.endswith("/") else path)

    @property
    def stories(self) -> dict[str, Element]:
        """The pages that are briefings: those with a twin. The joint page of several looks like one."""
        found = self.pages.items()
        return {url: page for url, page in found if page.all("article", class_="story") and self._twin(url)}

    def _twin(self, url: str) -> bool:
        file = self.file_of(url)
        return file is not None and file.with_name("index.json").is_file()


@pytest.fixture(scope="module", params=["own", "below-a-path", "full"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each of the three sites in turn, built by the real command."""
    folder = tmp_path_factory.mktemp(request.param)
    site = folder / "site"
    if request.param == "full":
        shutil.copytree(FULL, site, ignore=shutil.ignore_patterns("expected"))
    else:
        site.mkdir()
        shutil.copytree(REPOSITORY / "content", site / "content")
        shutil.copy(REPOSITORY / "site.toml", site)
    words = ["build", "--now", NOW[request.param], "--output", str(folder / "out")]
    ran = run_dateline(site, *words, *(["--base-url", BELOW] if request.param == "below-a-path" else []))
    assert ran.exit == 0, ran.console
    home = read(folder / "out" / "index.html")
    base = home.one("link", rel="canonical")["href"]
    pages = {
        _url(path, folder / "out", base): read(path) for path in sorted((folder / "out").rglob("*.html"))
    }
    return Built(site / "content", folder / "out", base, pages)


def _url(path: Path, output: Path, base: str) -> str:
    return base + path.relative_to(output).as_posix().removesuffix("index.html")


def test_the_base_is_what_was_asked_for(built: Built, request: pytest.FixtureRequest) -> None:
    assert built.base.endswith("/")
    assert len(built.stories) >= 3
    if request.node.callspec.params["built"] == "below-a-path":
        assert built.base == BELOW


# ── links ────────────────────────────────────────────────────────────────────────────────────────


def _addresses(page: Element) -> Iterator[str]:
    """Everything in a page that a browser or a crawler would fetch or follow."""
    for element in page.walk():
        for name in ("href", "src", "poster"):
            if name in element.attributes:
                yield element[name]
        if element["property"] in ("og:url", "og:image"):
            yield element["content"]
        if element["http-equiv"] == "refresh":
            yield element["content"].partition("url=")[2]


def test_every_internal_link_leads_somewhere(built: Built) -> None:
    ids = {url: {element["id"] for element in page.walk()} for url, page in built.pages.items()}
    followed, lost = 0, []
    for url, page in built.pages.items():
        for address in _addresses(page):
            whole = urljoin(url, address)
            file = built.file_of(whole)
            if file is None:
                assert urlsplit(whole).netloc != urlsplit(built.base).netloc, (
                    f"{url}: {address} leaves the base path"
                )
                continue
            followed += 1
            target, _, anchor = whole.partition("#")
            if not file.is_file() or (anchor and unquote(anchor) not in ids.get(target, set())):
                lost.append(f"{url}: {address}")
    assert lost == []
    assert followed > 100


def test_style_sheets_refer_to_what_is_there(built: Built) -> None:
    for sheet in built.output.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf-8")):
            assert address.startswith(("data:", "#")) or (sheet.parent / address).is_file(), address


def test_integrity_matches_the_bytes(built: Built) -> None:
    guarded = [e for page in built.pages.values() for e in page.walk() if e["integrity"]]
    sheets = [e for page in built.pages.values() for e in page.all("link", rel="stylesheet")]
    assert sheets
    assert all(sheet["integrity"] for sheet in sheets)
    for element in guarded:
        file = built.file_of(urljoin(built.base, element["href"] or element["src"]))
        assert file is not None
        digest = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
        assert element["integrity"] == f"sha384-{digest}"


# ── what a page says of itself ───────────────────────────────────────────────────────────────────


def test_ids_are_unique(built: Built) -> None:
    for url, page in built.pages.items():
        ids = [element["id"] for element in page.walk() if element["id"]]
        assert len(ids) == len(set(ids)), url


def test_every_page_says_what_it_is(built: Built) -> None:
    for url, page in built.pages.items():
        hidden = page.all("meta", name="robots", content="noindex")
        assert page.one("head").one("title").text, url
        assert page.one("html")["lang"], url
        if hidden:
            continue
        assert page.one("link", rel="canonical")["href"] == url
        assert page.one("meta", property="og:url")["content"] == url
        assert page.one("meta", property="og:title")["content"]
        assert page.one("meta", property="og:site_name")["content"]
        assert page.one("main").all("h1") or page.one("header", class_="masthead").all("h1"), url


def test_titles_tell_pages_apart(built: Built) -> None:
    shown = [page for page in built.pages.values() if page.all("link", rel="stylesheet")]
    titles = [page.one("head").one("title").text for page in shown]
    assert len(titles) == len(set(titles))


def _json_ld(page: Element) -> dict[str, Any]:
    script = page.one("script", type="application/ld+json")
    data = json.loads("".join(part for part in script.inside if isinstance(part, str)))
    assert isinstance(data, dict)
    return data


def test_stories_are_described_to_machines(built: Built) -> None:
    for url, page in built.stories.items():
        data = _json_ld(page)
        assert (data["@type"], data["url"]) == ("NewsArticle", url)
        marked = "Withdrawn: " if page.all("div", class_="notice-withdrawn") else ""
        assert data["headline"] == marked + page.one("main").one("h1").text
        rows = page.one("section", id="sources").all("li")
        assert [cited["headline"] for cited in data["citation"]] == [row.one("cite").text for row in rows]
        assert data["datePublished"] <= data["dateModified"] or _moment(data, "Published") <= _moment(
            data, "Modified"
        )
        assert bool(page.all("section", id="timeline")) == ("temporalCoverage" in data)
        notices = [*page.all("section", id="corrections"), *page.all("div", class_="notice-withdrawn")]
        assert bool(notices) == ("correction" in data)
        for correction in data.get("correction", ()):
            assert correction["@type"] == "CorrectionComment"
            assert any(correction["text"] in notice.text for notice in notices)
    assert any("correction" in _json_ld(page) for page in built.stories.values())


def _moment(data: dict[str, Any], which: str) -> datetime:
    return datetime.fromisoformat(data[f"date{which}"])


# ── sitemap and feed ─────────────────────────────────────────────────────────────────────────────


def _xml(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314  # our own output


def test_the_sitemap_lists_pages_with_the_day_of_their_last_change(built: Built) -> None:
    found: dict[str, str | None] = {}
    for url in _xml(built.output / "sitemap.xml").iter(f"{SITEMAP}url"):
        found[url.findtext(f"{SITEMAP}loc") or ""] = url.findtext(f"{SITEMAP}lastmod")
    assert set(found) <= set(built.pages)
    assert set(built.stories) <= set(found)
    for address, changed in found.items():
        assert not built.pages[address].all("meta", name="robots", content="noindex")
        if address in built.stories:
            assert changed == _json_ld(built.stories[address])["dateModified"]
        else:
            assert changed is None, "nobody knows when a list changed"


def test_the_feed_can_stand_alone(built: Built) -> None:
    feed = _xml(built.output / "feed.xml")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(len(built.stories), 20)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    links = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
    contents = [entry.findtext(f"{ATOM}content") or "" for entry in entries]
    inside = [
        html.unescape(found) for text in contents for found in re.findall(r'(?:href|src)="([^"]*)"', text)
    ]
    assert [
        link for link in (*links, *inside) if not link.startswith(("https://", "http://", "mailto:"))
    ] == []
    assert f"{built.base}feed.xml" in links
    for link in (*links, *inside):
        file = built.file_of(link)
        assert file is None or file.is_file(), link
    assert [text for text in contents if re.search(r'\sid="|<script', text)] == []


# ── what stays at home ───────────────────────────────────────────────────────────────────────────


def _words(text: str) -> list[str]:
    """The words of a text or a page, without tags and citation marks."""
    plain = html.unescape(html.unescape(text))
    return re.findall(r"\w+", re.sub(r"\[\d+\]|\[@[^\]]*\]|<[^>]*>", " ", plain).lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _texts(folder: Path) -> dict[str, str]:
    """Every file that holds text, by its path."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


_EXCERPTS = re.compile(r'<blockquote[^>]* dir="auto">.*?</blockquote>|#:~:text=[^"]*', re.DOTALL)
"""What pages show of articles: excerpts, and the words by which a link finds a passage."""


def _without_excerpts(text: str) -> str:
    """A page or a twin without what it shows of articles."""
    if not text.startswith('{\n "$schema"'):
        return _EXCERPTS.sub("", text)
    twin = json.loads(text)
    for source in twin.get("sources", ()):
        del source["passages"]
    return json.dumps(twin, ensure_ascii=False)


def test_pages_keep_to_the_limits_for_excerpts(built: Built) -> None:
    for page in built.stories.values():
        printed: Counter[str] = Counter()
        for passage in page.all(class_="passage"):
            for excerpt in passage.all("blockquote"):
                size = len(excerpt.text.split())
                assert 0 < size <= 40
                printed[passage["aria-label"]] += size
        assert max(printed.values(), default=0) <= 150


def test_nothing_else_of_an_articles_text_is_published(built: Built) -> None:
    texts = [_without_excerpts(text) for text in _texts(built.output).values()]
    published = {run for text in texts for run in _runs(text)}
    looked_at = 0
    for source in built.content.rglob("sources/*.md"):
        _, header, body = source.read_text(encoding="utf-8").split("---\n", 2)
        briefing = source.parents[1] / "story.md"
        if not briefing.exists():
            continue  # its page is made of its sources' sentences, within a limit of its own
        words = briefing.read_text(encoding="utf-8")
        quoted = " ".join(re.findall(r"\[@[^\]]*\]", words)).replace(
            "[@", "["
        )  # [@ap, "the words relied on"]
        said = _runs(header) | _runs(words) | _runs(quoted)
        runs = _runs(body)
        looked_at += len(runs)
        assert {" ".join(run) for run in (runs & published) - said} == set(), source
    assert looked_at > 20


def _letters(text: str) -> str:
    """The letters of a text, without marks of citations."""
    return "".join(filter(str.isalpha, text))


def test_a_twin_says_what_its_page_says(built: Built) -> None:
    """Claim by claim, source by source, and of every source the excerpts of the page and no others."""
    for url, page in built.stories.items():
        file = built.file_of(url)
        assert file is not None
        twin = json.loads(file.with_suffix(".json").read_bytes())
        assert twin["url"] == url
        assert twin["title"] == page.one("main").one("h1").text
        assert [claim["anchor"] for claim in twin["claims"]] == [e["id"] for e in page.all(class_="claim")]
        for claim in twin["claims"]:
            shown = page.one(id=claim["anchor"])
            assert _letters(claim["text"]) in _letters(shown.text)
            assert [c["anchor"] for c in claim["citations"]] == [e["id"] for e in shown.all(class_="cite")]
            assert f"({claim['voices']} sources)" in shown.text or claim["voices"] in (None, 1)
        assert [source["anchor"] for source in twin["sources"]] == [
            e["id"] for e in page.all("li", class_="source")
        ]
        passages = [passage for source in twin["sources"] for passage in source["passages"]]
        excerpts = {e["id"]: e.all("blockquote") for e in page.all(class_="passage")}
        assert {p["anchor"]: " ".join(p["text"].split()) for p in passages} == {
            anchor: " ".join(e.text for e in found) for anchor, found in excerpts.items()
        }


def test_the_inbox_and_what_is_not_out_are_nowhere(built: Built) -> None:
    out = set(built.stories)
    published = " ".join(map(_without_excerpts, _texts(built.output).values()))
    titles = {page.one("main").one("h1").text for page in built.stories.values()}
    for file in [*built.content.glob("inbox/*.md"), *built.content.rglob("story.md")]:
        header = file.read_text(encoding="utf-8").split("---\n", 2)[1]
        title = (re.search(r"^title: *(.*)$", header, re.MULTILINE) or [""])[1].strip("\"'")
        if title not in titles:
            assert html.escape(title) not in published, file
            assert title not in published, file
    assert not (built.output / "inbox").exists()
    assert "inbox" not in " ".join(out)
    assert "SECRET" not in published
