"""A story in several languages: what is published of it, what an edit renders, what is refused."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from dateline import words
from harness import MakeSite, Run, write_files
from html_page import read

TWO = Path(__file__).parent / "sites/languages"
WORDS = Path(words.__file__).parent
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


def test_a_host_is_told_of_the_old_addresses_of_translations(two: Path, run: Run) -> None:
    edit(two, TRANSLATION, "title:", "aliases: [/vieux-bac/]\ntitle:")
    written(run, two)
    lines = (two / "public/_redirects").read_text(encoding="utf-8").splitlines()
    assert "/vieux-bac/ /fr/city/bac/ 301" in lines
    assert (two / "public/vieux-bac/index.html").is_file()


def test_tags_that_a_translation_takes_over_are_told_of_where_they_stand(two: Path, run: Run) -> None:
    other = "---\ntitle: Dock\npublished: 2026-01-02\ntags: [FERRY]\n---\nIt opened [@none].\n"
    write_files(two, {"content/city/dock/story.md": other})
    write_files(two, {"content/city/dock/story.fr.md": "---\ntitle: Quai\n---\nIl ouvre [@none].\n"})
    edit(two, ORIGINAL, "tags: [harbour]\n", "tags: [Ferry]\n")
    edit(two, TRANSLATION, "tags: [port]\n", "")
    ran = run(two, "build", "--json", *NOW)
    told = [p for p in json.loads(ran.stdout)["problems"] if p["rule"] == "same-name"]
    assert [(p["file"], p["line"]) for p in told] == [(ORIGINAL, 4)]


def test_a_section_that_moved_leads_on_in_each_language_that_has_it(two: Path, run: Run) -> None:
    write_files(two, {"content/city/section.md": "---\ntitle: City\naliases: [/town/, /fr/ville/]\n---\n"})
    links = "See [the town](/town/) and [la ville](/fr/town/)."
    write_files(two, {"content/about.md": f"---\ntitle: About\n---\n{links}\n"})
    written(run, two)
    lines = (two / "public/_redirects").read_text(encoding="utf-8").splitlines()
    old = [line for line in lines if line.startswith(("/town/", "/fr/town/", "/fr/ville/"))]
    assert old[:3] == ["/town/ /city/ 301", "/fr/ville/ /city/ 301", "/fr/town/ /fr/city/ 301"]
    assert "/fr/town/feed.json /fr/city/feed.json 301" in old
    assert 'url=/fr/city/"' in (two / "public/fr/town/index.html").read_text(encoding="utf-8")
    assert 'url=/city/"' in (two / "public/town/index.html").read_text(encoding="utf-8")
    feed = (two / "public/fr/city/feed.xml").read_text(encoding="utf-8")
    assert "<id>https://light.example/fr/town/</id>" in feed


def test_explain_names_the_stories_of_a_list_in_its_language(two: Path, run: Run) -> None:
    written(run, two)
    for file in (ORIGINAL, TRANSLATION):
        text = (two / file).read_text(encoding="utf-8")
        (two / file).write_text(re.sub(r"(?m)^title: .*$", "title: Two boats", text), encoding="utf-8")
    written(run, two)
    for path, story in (
        ("feed.xml", "city/ferry"),
        ("fr/feed.xml", "city/ferry:fr"),
        ("fr/city/", "city/ferry:fr"),
    ):
        said = run(two, "explain", path, *NOW).stdout
        assert re.findall(r"the story (\S+)", said) == [story], said


@pytest.mark.parametrize("named", ["city/ferry:fr", "city/ferry/story.fr.md"])
def test_a_story_follows_no_translation(two: Path, run: Run, named: str) -> None:
    story = f"---\ntitle: Port\npublished: 2026-01-04\nfollows: {named}\n---\nIt opened [@none].\n"
    write_files(two, {"content/city/port/story.md": story})
    ran = run(two, "build", *NOW)
    assert ran.exit == 1
    assert (
        f"content/city/port/story.md:4:10: error: there is no story “{named}” [unknown-story]" in ran.stderr
    )
    assert "did you mean “city/ferry”?" in ran.stderr


def test_a_translation_moves_with_its_original_and_keeps_its_id(two: Path, run: Run) -> None:
    def ids() -> list[str]:
        feed = (two / "public/fr/feed.xml").read_text(encoding="utf-8")
        return re.findall(r"<id>(tag:[^<]*)</id>", feed)

    written(run, two)
    before = ids()
    shutil.move(two / "content/city/ferry", two / "content/port/ferry")
    moved = "content/port/ferry/story.md"
    edit(two, moved, "title:", "aliases: [/city/ferry, /fr/essai/, /old.html]\ntitle:")
    page = "---\ntitle: A page\n{}---\nHere.\n"
    write_files(
        two,
        {
            "content/notes.md": page.format("aliases: [/jotted/]\n"),
            "content/notes.fr.md": page.format(""),
            "content/hints.md": page.format("aliases: [/tips/]\n"),
            "content/hints.fr.md": page.format("slug: conseils\n"),
        },
    )
    written(run, two)
    assert ids() == before
    lines = (two / "public/_redirects").read_text(encoding="utf-8").splitlines()
    assert "/city/ferry/ /port/ferry/ 301" in lines
    assert "/fr/city/bac/ /fr/port/bac/ 301" in lines
    assert "/fr/jotted/ /fr/notes/ 301" in lines
    assert not [line for line in lines if line.startswith("/fr/conseils/ ")]
    assert not (two / "public/fr/old.html").exists()


def test_what_a_picture_lacks_is_told_where_it_can_be_said(two: Path, run: Run) -> None:
    edit(two, ORIGINAL, "title:", "image: gone.jpg\ntitle:")
    page = "---\ntitle: A page\n{}---\nHere.\n"
    write_files(
        two,
        {
            "content/notes.md": page.format("image: gone.jpg\n"),
            "content/notes.fr.md": page.format(""),
        },
    )
    ran = run(two, "check", "--json", *NOW)
    rules = ("missing-alt", "image-credit", "broken-link")
    told = {(p["file"], p["rule"]) for p in json.loads(ran.stdout)["problems"]}
    assert told >= {(file, rule) for file in (ORIGINAL, "content/notes.md") for rule in rules}
    assert not [file for file, rule in told if rule in rules and file.endswith(".fr.md")]


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


@pytest.mark.parametrize("tag", ["ar", "de", "es", "fr", "ja"])
def test_a_translation_does_not_outlive_its_original(two: Path, run: Run, tag: str) -> None:
    notice = "corrections: [{kind: withdrawn, date: 2026-01-09, text: The mail-boat never sailed.}]\ntitle:"
    edit(two, ORIGINAL, "title:", notice)
    (two / "site.toml").write_text(
        (two / "site.toml").read_text(encoding="utf-8").replace("[languages.fr", f"[languages.{tag}"),
        encoding="utf-8",
    )
    for file in (two / "content").rglob("*.fr.md"):
        file.rename(file.with_name(file.name.replace(".fr.", f".{tag}.")))
    ran = run(two, "build", *NOW)
    assert ran.exit == 0, ran.console
    assert "story.md has 1 notice under `corrections:` that this has not" in ran.console
    twin = json.loads((two / f"public/{tag}/city/bac/index.json").read_text(encoding="utf-8"))
    said = tomllib.loads((WORDS / f"{tag}.toml").read_text(encoding="utf-8"))["withdrawn_original"]
    assert twin["withdrawn"]
    assert twin["corrections"] == [{"kind": "withdrawn", "date": "2026-01-09", "text": said}]
    page = (two / f"public/{tag}/city/bac/index.html").read_text(encoding="utf-8")
    assert 'class="notice notice-withdrawn"' in page
    assert said in page
    assert "never sailed" not in page
    assert said in (two / f"public/{tag}/corrections/index.html").read_text(encoding="utf-8")
    front = read(two / f"public/{tag}/index.html").all("main")[0]
    assert f"/{tag}/city/bac/" not in [link.get("href") for link in front.all("a")]


def test_a_translation_that_is_withdrawn_says_why_in_its_own_words(two: Path, run: Run) -> None:
    notice = "corrections: [{{kind: withdrawn, date: 2026-01-09, text: {}}}]\ntitle:"
    edit(two, ORIGINAL, "title:", notice.format("It never sailed."))
    edit(two, TRANSLATION, "title:", notice.format("Il n’est jamais parti."))
    written(run, two)
    twin = json.loads((two / "public/fr/city/bac/index.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in twin["corrections"]] == ["Il n’est jamais parti."]


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


def test_every_list_of_a_language_has_its_feeds_and_names_them(two: Path, run: Run) -> None:
    written(run, two)
    types = {"feed.xml": "application/atom+xml", "rss.xml": "application/rss+xml"}
    types["feed.json"] = "application/feed+json"
    for url in ("/fr/", "/fr/city/", "/fr/tags/port/", "/fr/publishers/the-tide/"):
        page = page_of(two, url)
        linked = dict(
            re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="(/fr/[^"]+)">', page)[:3]
        )
        assert linked == {kind: url + name for name, kind in types.items()}, url
        for name in types:
            feed = (two / "public" / f"{url}{name}".strip("/")).read_text(encoding="utf-8")
            assert "Le bac du port" in feed
            assert "Harbour ferry runs" not in feed
            assert re.search(r'xml:lang="fr"|<language>fr</language>|"language": ?"fr"', feed), name


def test_machines_are_told_of_each_language_by_itself(two: Path, run: Run) -> None:
    written(run, two)
    for folder, language, story, other in (("", "en", FERRY, BAC), ("fr/", "fr", BAC, FERRY)):
        index = json.loads((two / f"public/{folder}api/index.json").read_text(encoding="utf-8"))
        assert index["language"] == language
        assert story in [one["url"] for one in index["stories"]]
        assert other not in [one["url"] for one in index["stories"]]
        assert all(f"/{folder}feed" in one["url"] or f"/{folder}rss" in one["url"] for one in index["feeds"])
        told = (two / f"public/{folder}llms.txt").read_text(encoding="utf-8")
        assert story in told
        assert other not in told
        for named in re.findall(r"\]\((https://light\.example[^)]*)\)", told):
            path = named.removeprefix("https://light.example/")
            assert (
                two / "public" / (path + "index.html" if path.endswith("/") or not path else path)
            ).exists()


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


# ── plain pages and section texts ────────────────────────────────────────────────────────────────

PAGES = {
    "content/about.md": "---\ntitle: About us\n---\nWe are [in the city](city/section.md).\n",
    "content/about.fr.md": "---\ntitle: À propos\nslug: a-propos\ndescription: Qui nous sommes\n---\n"
    "Nous sommes [en ville](city/section.fr.md), et [là](/about/).\n",
    "content/city/index-of-boats.md": "---\ntitle: Boats\n---\nAll boats.\n",
    "content/city/index-of-boats.fr.md": "---\ntitle: Bateaux\n---\nTous les bateaux.\n",
    "content/harbour/index.md": "---\ntitle: The harbour\n---\nA page.\n",
    "content/harbour/index.fr.md": "---\ntitle: Le port\n---\nUne page.\n",
    "content/city/section.fr.md": "---\ntitle: La ville\ndescription: Tout sur la ville\n---\n"
    "Bonjour la ville.\n",
    "content/notes.v2.md": "---\ntitle: Notes\n---\nNo translation.\n",
}
MENU = """
[[menu]]
name = "About"
url = "/about/"
"""
FRENCH_MENU = """
[[languages.fr.menu]]
name = "Qui sommes-nous"
url = "/fr/a-propos/"
"""


@pytest.fixture
def paged(two: Path) -> Path:
    """The same site with plain pages and a section's text in both languages."""
    write_files(two, PAGES)
    return two


def page_of(folder: Path, url: str) -> str:
    return (folder / "public" / url.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_plain_page_is_translated_beside_itself(paged: Path, run: Run) -> None:
    written(run, paged)
    french, english = page_of(paged, "/fr/a-propos/"), page_of(paged, "/about/")
    assert '<html lang="fr">' in french
    assert "Nous sommes" in french
    assert '<a href="/fr/city/">en ville</a>' in french
    alike = {
        "x-default": "https://light.example/about/",
        "en": "https://light.example/about/",
        "fr": "https://light.example/fr/a-propos/",
    }
    for page in (french, english):
        assert dict(re.findall(r'hreflang="([^"]+)" href="(http[^"]+)"', page)) == alike
    assert "Tous les bateaux" in page_of(paged, "/fr/city/index-of-boats/")
    assert "Une page" in page_of(paged, "/fr/harbour/")
    assert (paged / "public/notes-v2/index.html").exists()
    assert not (paged / "public/about-fr").exists()
    sitemap = (paged / "public/sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("<loc>https://light.example/fr/a-propos/</loc>") == 1
    assert sitemap.count('hreflang="fr" href="https://light.example/fr/a-propos/"') == 2


def test_a_section_s_text_is_translated_beside_itself(paged: Path, run: Run) -> None:
    written(run, paged)
    french = page_of(paged, "/fr/city/")
    assert read(paged / "public/fr/city/index.html").one("h1").text == "La ville", "before the settings"
    assert "Bonjour la ville." in french
    assert '<meta name="description" content="Tout sur la ville">' in french
    assert '<a href="/fr/city/index-of-boats/">Bateaux</a>' in french
    assert "Bonjour" not in page_of(paged, "/city/")
    assert "La ville" in page_of(paged, "/fr/city/bac/")


def test_a_section_whose_text_alone_is_translated_stands_at_the_top(paged: Path, run: Run) -> None:
    write_files(
        paged,
        {
            "content/coast/section.md": "---\ntitle: Coast\n---\n",
            "content/coast/quays/section.md": "---\ntitle: Quays\n---\n",
            "content/coast/quays/section.fr.md": "---\ntitle: Les quais\n---\nBonjour les quais.\n",
        },
    )
    written(run, paged)
    assert "Bonjour les quais" in page_of(paged, "/fr/coast/quays/")
    assert '<a href="/fr/coast/quays/">Les quais</a>' in page_of(paged, "/fr/")
    assert not (paged / "public/fr/coast/index.html").exists()
    assert 'hreflang="fr"' in page_of(paged, "/coast/quays/")
    assert "hreflang" not in page_of(paged, "/coast/")


def test_a_language_may_have_pages_alone(paged: Path, run: Run) -> None:
    (paged / TRANSLATION).unlink()
    written(run, paged)
    assert "Nous sommes" in page_of(paged, "/fr/a-propos/")
    assert (paged / "public/fr/index.html").exists()


def test_a_menu_leads_to_the_pages_of_a_language(paged: Path, run: Run) -> None:
    settings = (paged / "site.toml").read_text(encoding="utf-8")
    (paged / "site.toml").write_text(settings + MENU, encoding="utf-8")
    written(run, paged)
    assert '<a href="/fr/a-propos/">About</a>' in page_of(paged, "/fr/city/bac/")
    (paged / "site.toml").write_text(settings + MENU + FRENCH_MENU, encoding="utf-8")
    written(run, paged)
    assert '<a href="/fr/a-propos/">Qui sommes-nous</a>' in page_of(paged, "/fr/city/bac/")
    assert '<a href="/about/">About</a>' in page_of(paged, "/city/ferry/")
    (paged / "site.toml").write_text(settings + FRENCH_MENU.replace("propos", "propros"), encoding="utf-8")
    ran = run(paged, "check", *NOW)
    assert "“/fr/a-propros/” leads to no page" in ran.console, ran.console
    assert "site.toml:13" in ran.console, ran.console


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("content/about.fr.md", "content/Section.fr.md"),
        ("content/about.md", "content/moved.md"),
        ("content/about.fr.md", "content/about.de.md"),
        ("content/city/section.md", "content/city/part.md"),
        ("content/about.fr.md", "content/about.fr.markdown"),
    ],
)
def test_a_misnamed_or_lonely_translation_of_a_page_is_refused(
    paged: Path, run: Run, before: str, after: str
) -> None:
    (paged / before).rename(paged / after)
    ran = run(paged, "check", *NOW)
    assert ran.exit == 1, ran.console
    named = (after, before.replace(".md", ".fr.md"), after.replace(".md", ".fr.md"))
    assert any(f"{name}: error" in ran.console for name in named), ran.console


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("about.FR.md", "did you mean “fr”? rename the file to about.fr.md"),
        ("city/section.FR.md", "did you mean “fr”? rename the file to section.fr.md"),
        ("city/ferry/story.FR.md", "did you mean “fr”? rename the file to story.fr.md"),
        ("about.pt_br.md", "did you mean “pt-BR”? rename the file to about.pt-BR.md"),
        ("alone.pt_BR.md", "did you mean “pt-BR”? rename the file to alone.pt-BR.md"),
        ("city/ferry/story.pt_BR.md", "did you mean “pt-BR”? rename the file to story.pt-BR.md"),
        ("city/ferry/story.french.md", "the name has one as in BCP 47: fr, or pt-BR"),
        ("city/ferry/story.fr.draft.md", "rename it to story.fr.md, or move it out of content/"),
    ],
)
def test_a_language_in_other_spelling_is_told_how_to_be_spelt(
    paged: Path, run: Run, name: str, hint: str
) -> None:
    edit(paged, "site.toml", "[languages.fr]", "[languages.pt-BR]\n\n[languages.fr]")
    (paged / "content" / name).write_text("---\ntitle: Un titre\n---\nUn mot.\n", encoding="utf-8")
    ran = run(paged, "check", *NOW)
    assert ran.exit == 1, ran.console
    assert f"content/{name}: error" in ran.console, ran.console
    assert f"hint: {hint}\n" in ran.console, ran.console


def test_a_page_s_translation_takes_what_it_leaves_out(paged: Path, run: Run) -> None:
    edit(paged, "content/about.md", "title: About us\n", "title: About us\ndraft: true\n")
    written(run, paged)
    assert not (paged / "public/fr/a-propos").exists()
    edit(paged, "content/about.md", "draft: true\n", "published: 2026-02-01\n")
    written(run, paged)
    assert not (paged / "public/fr/a-propos").exists()
    edit(paged, "content/about.fr.md", "slug:", "published: 2026-01-01\nslug:")
    ran = run(paged, "check", *NOW)
    assert ran.exit == 1
    assert "[unknown-key]" in ran.console


def test_an_incremental_build_of_translated_pages_is_a_clean_one(
    paged: Path, tmp_path: Path, run: Run
) -> None:
    edit(paged, "content/about.fr.md", "[en ville](city/section.fr.md), et [là](/about/)", "en ville")
    written(run, paged)
    for number, change in enumerate(
        (
            lambda: (paged / "content/about.md").rename(paged / "content/about.de.md.off"),
            lambda: (paged / "content/about.de.md.off").rename(paged / "content/about.md"),
            lambda: edit(paged, "content/city/section.fr.md", "La ville", "En ville"),
            lambda: (paged / "content/city/section.fr.md").unlink(),
            lambda: edit(paged, "content/about.md", "title: About us\n", "title: About us\nslug: us\n"),
            lambda: (paged / "content/harbour/index.fr.md").unlink(),
        )
    ):
        change()
        if number == 0:
            assert run(paged, "build", *NOW).exit == 1
            continue
        written(run, paged)
        clean = tmp_path / f"clean{number}"
        shutil.copytree(paged, clean, ignore=shutil.ignore_patterns("public", ".dateline"))
        written(run, clean)
        assert tree(paged) == tree(clean), number


def test_a_new_translation_of_a_page_begins_as_a_draft(paged: Path, run: Run) -> None:
    (paged / "content/about.fr.md").unlink()
    ran = run(paged, "new", "translation", "about", "fr")
    assert ran.exit == 0, ran.console
    text = (paged / "content/about.fr.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    assert "We are [in the city](city/section.md)." in text
    assert run(paged, "check", *NOW).exit == 0
    assert run(paged, "new", "translation", "about", "fr").exit == 6
    section = run(paged, "new", "translation", "city", "fr")
    assert section.exit == 6
    assert "write content/city/section.fr.md" in section.console


def test_a_tag_may_be_written_otherwise_in_another_language(two: Path, run: Run) -> None:
    edit(two, TRANSLATION, "tags: [port]", "tags: [Hárbour]")
    ran = run(two, "check", *NOW)
    assert "same-name" not in ran.console, ran.console


def test_what_is_too_short_to_tell_is_in_the_language_of_the_site(site: MakeSite, run: Run) -> None:
    """Else a German sentence counts as English, and its words as names that no source holds."""
    source = (
        "---\ntitle: Ferry is back\npublisher: Quay\nurl: https://quay.example/\npublished: 2026-01-02\n---\n"
    )
    story = "---\ntitle: Fähre\npublished: 2026-01-03\nsources: [quay]\n---\n"
    files = {
        "content/city/ferry/sources/quay.md": source
        + "The ferry across the harbour ran again on Friday after the storm. About 300 people were aboard.\n",
        "content/city/ferry/story.md": story
        + "Die Fähre fährt wieder [@quay]. Sie fährt in der Nacht an der Küste [@quay].\n\n"
        "## Zitat\n\nThe ferry across the harbour ran again on Friday after the storm [@quay].\n",
    }
    german = site({**files, "site.toml": 'title = "Blatt"\nlanguage = "de"\n'})
    ran = run(german, "check", "--json", *NOW)
    found = json.loads(ran.stdout)
    assert [problem["rule"] for problem in found["problems"]] == []
    assert (found["claims"]["checked"], found["claims"]["unchecked"]) == (1, 2)


def test_a_drafted_focus_line_is_in_the_language_of_its_article(site: MakeSite, run: Run) -> None:
    head = "title: {}\npublisher: {}\npublished: 2026-01-0{}\nlanguage: {}"
    ours = "La jetée reste fermée jusqu'au printemps, selon le conseil du port. " * 2
    folder = site(
        {
            "content/pier/sources/tide.md": f"---\n{head.format('Pier shut', 'Tide', 2, 'en')}\n---\n"
            "The pier was closed on Monday after a storm tore away forty planks, the board said. It asked "
            "for two offers. Engineers measured the damage on Tuesday.\n",
            "content/pier/sources/jour.md": f"---\n{head.format('La jetée', 'Le Jour', 3, 'fr')}\n---\n"
            f"Le conseil du port votera le 12 mars sur la nouvelle jetée, a dit la présidente. {ours}\n",
            "content/pier/sources/soir.md": f"---\n{head.format('Jetée', 'Le Soir', 4, 'fr')}\n"
            "focus: What the evening paper adds.\n---\n"
            "La jetée attend deux offres, dit le conseil du port.\n",
        }
    )
    ran = run(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    rows = read(folder / "public/pier/index.html").one("ol", class_="source-list").all("li", class_="source")
    told = {row["id"]: row.all("span", class_="source-focus") for row in rows}
    assert [focus["lang"] for focus in told["src-jour"]] == ["fr"]
    assert [focus["lang"] for focus in told["src-soir"]] == [""], "the newsroom wrote it"
    assert all(not focus["lang"] for focus in told["src-tide"])
