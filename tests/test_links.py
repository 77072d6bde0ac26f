"""What a writer may link to: all that the site writes, as its settings have it, and nothing else."""

from __future__ import annotations

import pytest

from harness import MINIMAL_CONFIG, MakeSite, Run

STORY = "---\ntitle: Ferry\npublished: 2026-01-02\ntags: [sea]\n---\nIt left [@ap].\n"
SOURCE = "---\ntitle: Told\npublisher: AP\npublished: 2026-01-01\n---\nIt left.\n"
EVERY = (
    *("/search/", "/trust.txt", "/llms.txt", "/api/index.json", "/schemas/twin-1.json"),
    *(
        "/schemas/api-1.json",
        "/rss.xml",
        "/feed.json",
        "/city/feed.xml",
        "/tags/sea/rss.xml",
        "/publishers/ap/feed.json",
    ),
    *("/city/ferry/index.json", "/city/ferry/index.md", "/city/ferry/sources.bib"),
    "/city/ferry/sources.csl.json",
    *("/fr/search/", "/fr/llms.txt", "/fr/api/index.json", "/fr/rss.xml", "/fr/city/feed.xml"),
    *("/fr/tags/mer/rss.xml", "/fr/publishers/ap/feed.json", "/fr/city/ferry/index.json"),
)
"""What is there by settings alone."""
OTHERWISE = """
[feeds]
formats = []
lists = []
[twins]
formats = []
"""
FRENCH = '[languages.fr]\ntitle = "Le Journal"\n'
ASKED = '[search]\nenabled = true\n[trust]\ncontact = ["https://paper.example/about/"]\n'


@pytest.mark.parametrize(("settings", "there"), [(ASKED, True), (OTHERWISE, False)], ids=["on", "off"])
def test_links_to_what_the_settings_ask_for(site: MakeSite, run: Run, settings: str, there: bool) -> None:
    about = "".join(f"- [there]({url})\n" for url in EVERY)
    folder = site(
        {
            "site.toml": MINIMAL_CONFIG + FRENCH + settings,
            "content/about.md": f"---\ntitle: About\n---\n{about}",
            "content/city/ferry/story.md": STORY,
            "content/city/ferry/story.fr.md": STORY.replace("Ferry", "Bac").replace("sea", "mer"),
            "content/city/ferry/sources/ap.md": SOURCE,
        }
    )
    ran = run(folder, "build")
    written = [url for url in EVERY if (folder / "public" / f"{url}index.html".lstrip("/")).exists()] + [
        url for url in EVERY if (folder / "public" / url.lstrip("/")).is_file()
    ]
    assert sorted(written) == (sorted(EVERY) if there else [])
    assert ("broken-link" in ran.console) is not there
    assert (f"{len(EVERY)} errors" in ran.console) is not there
    assert ran.exit == (0 if there else 1)


def test_a_language_of_plain_pages_alone_has_its_feeds_too(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            "site.toml": MINIMAL_CONFIG + FRENCH,
            "content/about.md": "---\ntitle: About\n---\n[in French](/fr/rss.xml)\n",
            "content/about.fr.md": "---\ntitle: À propos\n---\nLe port.\n",
        }
    )
    ran = run(folder, "build")
    assert (ran.exit, (folder / "public/fr/rss.xml").is_file()) == (0, True), ran.console
