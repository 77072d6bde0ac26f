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


LATE = (
    *("/city/fair/timeline.ics", "/city/page/2/", "/tags/sea/page/2/", "/archive/2026/01/page/2/"),
    *("/fr/city/page/2/", "/city/ferry/timeline/"),
)
"""What is there for what the content says, and for the day on which it is built."""
NEVER = (
    *("/city/ferry/timeline.ics", "/city/page/4/", "/tags/sea/page/3/", "/city/page/1/"),
    "/city/ferry/versions/0123456789/",
)
SHORT_LISTS = "[build]\npage_stories = 1\n"


def paper(links: tuple[str, ...], settings: str = SHORT_LISTS) -> dict[str, str]:
    """A site of three stories with these links in a page, a story, a section and the menu."""
    told = "".join(f"- [there]({url})\n" for url in links)
    menu = "".join(f'[[menu]]\nname = "There"\nurl = "{url}"\n' for url in links)
    ferry = STORY.replace(" [@ap]", "")
    return {
        "site.toml": f"{MINIMAL_CONFIG}{menu}{FRENCH}{settings}",
        "content/about.md": f"---\ntitle: About\n---\n{told}",
        "content/city/section.md": f"---\ntitle: City\n---\n{told}",
        "content/city/ferry/story.md": f"{ferry}\n{told}",
        "content/city/ferry/story.fr.md": ferry.replace("Ferry", "Bac"),
        "content/city/fair/story.md": f"{ferry}\n## Timeline\n\n- Jan 20, 2026: It opens.\n",
        "content/city/fair/story.fr.md": ferry.replace("Ferry", "Foire"),
        "content/city/boat/story.md": ferry.replace("tags: [sea]", "follows: city/ferry"),
    }


@pytest.mark.parametrize("day", ["2026-01-15", "2026-01-21"], ids=["to come", "over"])
def test_links_to_what_content_and_the_day_bring(site: MakeSite, run: Run, day: str) -> None:
    folder = site(paper(LATE))
    ran = run(folder, "build", "--now", day)
    if day == "2026-01-15":
        assert (ran.exit, ran.console.count("broken-link")) == (0, 0), ran.console
        assert all((folder / "public" / url.strip("/")).exists() for url in LATE)
    else:  # the calendar is empty, so there is none
        assert (ran.exit, ran.console.count("timeline.ics” leads to no page or file")) == (1, 4), ran.console
        assert ran.console.count("[broken-link]") == 4


def test_links_to_what_neither_brings_are_broken(site: MakeSite, run: Run) -> None:
    ran = run(site(paper(NEVER)), "check", "--now", "2026-01-15")
    assert (ran.exit, ran.console.count("[broken-link]")) == (1, 4 * len(NEVER)), ran.console


def test_a_link_beside_the_page_leads_to_its_calendar(site: MakeSite, run: Run) -> None:
    folder = site(paper(()))
    story = folder / "content/city/fair/story.md"
    story.write_text(
        story.read_text().replace("It left.", "[In your calendar](timeline.ics), [more](page/2/).")
    )
    ran = run(folder, "build", "--now", "2026-01-15")
    assert (ran.exit, ran.console.count("[broken-link]")) == (1, 1), ran.console
    story.write_text(story.read_text().replace(", [more](page/2/)", ""))
    assert run(folder, "build", "--now", "2026-01-15").exit == 0
    assert 'href="/city/fair/timeline.ics"' in (folder / "public/city/fair/index.html").read_text()
    gone = run(folder, "build", "--now", "2026-01-21")
    assert (gone.exit, gone.console.count("[broken-link]")) == (1, 1), gone.console
