"""A story in several languages: what is published of it, what an edit renders, what is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from harness import Run
from html_page import read

TWO = Path(__file__).parent / "sites/languages"
NOW = ("--now", "2026-01-15T12:00:00+00:00")
FERRY, BAC = "https://light.example/city/ferry/", "https://light.example/fr/city/bac/"
ORIGINAL, TRANSLATION = "content/city/ferry/story.md", "content/city/ferry/story.fr.md"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A copy of the golden site in English and French."""
    return Path(shutil.copytree(TWO, tmp_path / "two", ignore=shutil.ignore_patterns("expected")))


def edit(folder: Path, file: str, before: str, after: str) -> None:
    """The file with one text in the place of another."""
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")


def written(run: Run, folder: Path) -> set[str]:
    """What a build writes of a site."""
    ran = run(folder, "build", "--json", *NOW)
    assert ran.exit == 0, ran.console
    return set(json.loads(ran.stdout)["written"])


def tree(folder: Path) -> dict[str, bytes]:
    """The output, by path."""
    files = (path for path in (folder / "public").rglob("*") if path.is_file())
    return {path.relative_to(folder / "public").as_posix(): path.read_bytes() for path in files}


def test_versions_name_each_other(two: Path, run: Run) -> None:
    written(run, two)
    for path, locale in (("city/ferry", "en_US"), ("fr/city/bac", "fr_FR")):
        page = (two / "public" / path / "index.html").read_text(encoding="utf-8")
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
        assert links == {"x-default": FERRY, "en": FERRY, "fr": BAC}
        assert f'<meta property="og:locale" content="{locale}">' in page
        assert page.count('property="og:locale:alternate"') == 1
        switch = read(two / "public" / path / "index.html").all("nav", class_="languages")
        assert [link.text for link in switch[0].all("a")] == ["English", "français"]
    sitemap = (two / "public/sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count(f'hreflang="fr" href="{BAC}"') == 2
    assert sitemap.count(f'hreflang="x-default" href="{FERRY}"') == 2


def test_data_says_what_is_a_translation_of_what(two: Path, run: Run) -> None:
    written(run, two)

    def data(path: str) -> dict[str, object]:
        page = (two / "public" / path / "index.html").read_text(encoding="utf-8")
        found = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)
        return dict(json.loads(found[1])) if found else {}

    french, english = data("fr/city/bac"), data("city/ferry")
    assert (french["inLanguage"], english["inLanguage"]) == ("fr", "en")
    assert french["translationOfWork"] == {"@type": "NewsArticle", "inLanguage": "en", "url": FERRY}
    assert english["workTranslation"] == [{"@type": "NewsArticle", "inLanguage": "fr", "url": BAC}]


def test_a_language_has_its_own_lists_and_feed(two: Path, run: Run) -> None:
    written(run, two)
    home = (two / "public/fr/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in home
    assert "Le bac du port" in home
    assert "Fish market" not in home
    assert ">Ville<" in home
    feed = (two / "public/fr/feed.xml").read_text(encoding="utf-8")
    assert 'xml:lang="fr"' in feed
    assert feed.count("<entry>") == 1
    assert "Le bac du port" not in (two / "public/feed.xml").read_text(encoding="utf-8")
    assert not (two / "public/fr/404.html").exists()
    assert not (two / "public/fr/sitemap.xml").exists()


def test_a_section_has_one_name_in_a_language(two: Path, run: Run) -> None:
    written(run, two)
    assert read(two / "public/fr/city/index.html").one("h1").text == "Ville"
    index = json.loads((two / "public/fr/api/index.json").read_text(encoding="utf-8"))
    assert [section["name"] for section in index["sections"]] == ["Ville"]
    for path in (two / "public/fr").rglob("*.html"):
        assert "City" not in path.read_text(encoding="utf-8"), path


def test_news_is_told_in_each_language(two: Path, run: Run) -> None:
    for file in (ORIGINAL, "content/city/market/story.md"):
        folder = (two / file).parent
        for each in (two / file, *folder.glob("sources/*.md")):
            text = re.sub(r"published: .*", "published: 2026-01-14", each.read_text(encoding="utf-8"))
            each.write_text(text, encoding="utf-8")
    written(run, two)
    told = (two / "public/news-sitemap.xml").read_text(encoding="utf-8")
    publication = r"<news:name>(.*?)</news:name><news:language>(.*?)</news:language>"
    news = re.findall(rf"<loc>(.*?)</loc>.*?{publication}", told, re.DOTALL)
    assert sorted(news) == [
        (FERRY, "The Harbour Light", "en"),
        ("https://light.example/city/market/", "The Harbour Light", "en"),
        (BAC, "Le Phare du port", "fr"),
    ]


def test_lists_name_their_likes_in_other_languages(two: Path, run: Run) -> None:
    edit(two, TRANSLATION, "tags: [port]", "tags: [port, harbour]")
    written(run, two)
    host = "https://light.example"
    sitemap = (two / "public/sitemap.xml").read_text(encoding="utf-8")
    both = ("/", "/city/", "/tags/harbour/", "/tags/", "/publishers/the-tide/", "/publishers/", "/archive/")
    for url in (*both, "/archive/2026/01/", "/corrections/"):
        alike = {"x-default": host + url, "en": host + url, "fr": f"{host}/fr{url}"}
        for page in (url, f"/fr{url}"):
            text = (two / f"public{page}index.html").read_text(encoding="utf-8")
            assert dict(re.findall(r'hreflang="([^"]+)" href="(http[^"]+)"', text)) == alike, page
            entry = re.search(rf"<loc>{host}{page}</loc>(.*?)</url>", sitemap, re.DOTALL)
            assert entry is not None, page
            assert dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry[1])) == alike, page
    for alone in ("/fr/tags/port/", "/city/market/"):
        text = (two / f"public{alone}index.html").read_text(encoding="utf-8")
        assert "hreflang" not in text, alone


def test_a_link_finds_the_lists_of_a_language(two: Path, run: Run) -> None:
    edit(two, TRANSLATION, "tags: [port]", "tags: [bac]")
    edit(two, TRANSLATION, "Le moteur a été", "Le [moteur](/fr/tags/bac/) a été")
    written(run, two)
    assert (two / "public/fr/tags/bac/index.html").exists()
    edit(two, TRANSLATION, "/fr/tags/bac/", "/fr/tags/harbour/")
    assert "“/fr/tags/harbour/” leads to no page" in run(two, "check", *NOW).console


def test_an_edit_of_a_translation_renders_its_language_alone(two: Path, run: Run) -> None:
    written(run, two)
    edit(two, TRANSLATION, "Le moteur a été", "Le vieux moteur a été")
    changed = written(run, two)
    assert "fr/city/bac/index.html" in changed
    assert {path for path in changed if not path.startswith("fr/")} == set()
    edit(two, TRANSLATION, "title: Le bac du port", "title: Le vieux bac du port")
    changed = {path for path in written(run, two) if not path.startswith(("fr/", "cards/", "assets/"))}
    assert changed == set()
    edit(two, "content/city/market/story.md", "Fish market opens", "Fish market is open")
    assert not [path for path in written(run, two) if path.startswith("fr/")]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (TRANSLATION, "slug: bac\n", "slug: traversier\n"),
        (TRANSLATION, "tags: [port]\n", "draft: true\n"),
        (ORIGINAL, "published: 2026-01-03\n", "published: 2026-01-03\ndraft: true\n"),
        ("site.toml", 'city = "Ville"', 'city = "La ville"'),
    ],
)
def test_an_incremental_build_is_a_clean_one(
    two: Path, tmp_path: Path, run: Run, file: str, before: str, after: str
) -> None:
    written(run, two)
    edit(two, file, before, after)
    written(run, two)
    clean = Path(
        shutil.copytree(two, tmp_path / "clean", ignore=shutil.ignore_patterns("public", ".dateline"))
    )
    written(run, clean)
    assert tree(two) == tree(clean)


def test_a_draft_is_not_shown_nor_named(two: Path, run: Run) -> None:
    edit(two, TRANSLATION, "slug: bac\n", "slug: bac\ndraft: true\n")
    written(run, two)
    assert not (two / "public/fr").exists()
    assert "hreflang" not in (two / "public/city/ferry/index.html").read_text(encoding="utf-8")
    assert run(two, "build", "--drafts", *NOW).exit == 0
    assert (two / "public/fr/city/bac/index.html").exists()


def test_evidence_is_not_checked_across_languages(two: Path, run: Run) -> None:
    ran = run(two, "check", *NOW)
    assert "story.fr.md" not in ran.console, ran.console
    assert "not checked" in ran.console


@pytest.mark.parametrize("name", ["Story.fr.md", "story.fr.MD", "story.fr.md.bak", "story.backup.md"])
def test_a_misnamed_translation_is_refused(two: Path, run: Run, name: str) -> None:
    (two / TRANSLATION).rename(two / "content/city/ferry" / name)
    ran = run(two, "check", *NOW)
    assert ran.exit == 1, ran.console
    assert name in ran.stderr


def test_a_new_translation_begins_as_a_draft(two: Path, run: Run) -> None:
    ran = run(two, "new", "translation", "city/market", "fr")
    assert ran.exit == 0, ran.console
    text = (two / "content/city/market/story.fr.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    assert "The fish market opened on Friday [@tide]." in text
    assert run(two, "check", *NOW).exit == 0
    for refused in (("city/market", "fr"), ("city/market", "de"), ("city/nothing", "fr")):
        assert run(two, "new", "translation", *refused).exit == 6


def test_titles_on_a_translated_page_are_in_the_language_of_the_site(two: Path, run: Run) -> None:
    written(run, two)
    page = read(two / "public/fr/city/bac/index.html")
    assert [title.attributes.get("lang") for title in page.all("cite", class_="source-title")] == ["en", "en"]


def test_explain_knows_translations(two: Path, run: Run) -> None:
    written(run, two)
    edit(two, TRANSLATION, "Le moteur a été", "Le vieux moteur a été")
    ran = run(two, "explain", "/fr/city/bac/", *NOW)
    assert ran.exit == 0, ran.console
    assert f"{TRANSLATION} has changed" in " ".join(ran.stdout.split())


def test_a_site_in_arabic_runs_from_right_to_left(tmp_path: Path, run: Run) -> None:
    arabic = TWO.with_name("arabic")
    folder = Path(shutil.copytree(arabic, tmp_path / "ar", ignore=shutil.ignore_patterns("expected")))
    assert run(folder, "build", *NOW).exit == 0
    page = (folder / "public/city/ferry/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert "أواخر ديسمبر 2025" in page
    assert '<cite class="source-title" lang="en" dir="auto">' in page
    for path in (folder / "public").rglob("*.html"):  # the words of a page are Arabic, all of them
        for word in ("Updated", "Sources", "Archive", "Topics", "Publishers", "Skip"):
            assert word not in path.read_text(encoding="utf-8"), (path, word)
