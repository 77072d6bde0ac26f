"""One seeded newsroom, written down for Dateline and for each of its peers.

    python bench/generate.py --stories 100 --tools dateline hugo FOLDER

makes FOLDER/dateline and FOLDER/hugo: whole sites, ready to build. The words are the same; what each
generator is given beside them is told in README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from stories import Event, Section, Story, sections, stories
from yamltext import fenced, quoted

HERE = Path(__file__).resolve().parent
DEFAULT_THEME = HERE.parent / "themes" / "default"
TITLE = "The Bench Brief"
LINE = "What happened, told from every article that we read."
BASE_URL = "https://brief.example/"
MARK = "mark-aaaa"
"""Stands once in every story's text; an edit changes its letters. Digits would be a figure to check."""

Files = Iterator[tuple[str, str]]
"""Paths below a site's folder, each with its text."""


def story_file(tool: str, story: Story) -> str:
    """The path of a story's text below the site's folder."""
    return {
        "dateline": f"content/{story.id}/story.md",
        "mkdocs": f"docs/{story.id}.md",
    }.get(tool, f"content/{story.id}.md")


def generate(tool: str, folder: Path, paper: Iterable[Story]) -> None:
    """Write the whole site of `tool` with these stories into a new folder."""
    own = HERE / "peers" / tool
    shutil.copytree(own, folder) if own.is_dir() else folder.mkdir(parents=True)
    _copy_theme(tool, folder)
    made: set[Path] = set()
    for path, text in WRITERS[tool](sections(), paper):
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_text(text, encoding="utf-8")


def _copy_theme(tool: str, folder: Path) -> None:
    """Dateline's default theme for Dateline, its style sheet for the others, and an icon: they draw none."""
    if tool == "dateline":
        theme = folder / "themes" / "bench"
        shutil.copytree(DEFAULT_THEME, theme)
        template = theme / "templates" / "story.html"
        before = '<article class="story'
        text = template.read_text(encoding="utf-8")
        if text.count(before) != 1:
            raise SystemExit("bench: the default theme's story.html has changed: see _copy_theme")
        marked = text.replace(before, '<article data-theme="0" class="story')
        template.write_text(marked, encoding="utf-8")
        return
    static = folder / STATIC[tool]
    shutil.copytree(DEFAULT_THEME / "static", static, dirs_exist_ok=True)
    shutil.copy(HERE / "peers" / "icon.svg", static)


STATIC = {
    "hugo": "assets",
    "pelican": "theme/static",
    "mkdocs": "theme",
    "eleventy": "static",
}


# ── Dateline ─────────────────────────────────────────────────────────────────────────────────────


def _dateline(paper: Iterable[Section], briefings: Iterable[Story]) -> Files:
    yield (
        "site.toml",
        f'title = "{TITLE}"\nbase_url = "{BASE_URL}"\ndescription = "{LINE}"\ntheme = "bench"\n'
        # Lists whole, as the peers have them; cards are measured by themselves (extras.py).
        "[build]\npage_stories = 1000\n[images]\ncards = false\n",
    )
    for section in paper:
        yield (
            f"content/{section.id}/section.md",
            fenced(title=section.title, description=section.description),
        )
    for story in briefings:
        yield story_file("dateline", story), _dateline_story(story)
        for number, source in enumerate(story.sources):
            header = {
                "title": source.title,
                "publisher": source.publisher,
                "url": source.url,
                "published": source.published.isoformat(),
                "author": source.author,
                "focus": source.focus,
            }
            own = [e for e in story.events if e.in_source and e.source == number]
            events = "".join(f"  - date: {e.day:%Y-%m-%d}\n    text: {quoted(e.text)}\n" for e in own)
            fields = "".join(f"{key}: {quoted(value)}\n" for key, value in header.items())
            path = f"content/{story.id}/sources/{source.key}.md"
            yield path, f"---\n{fields}events:\n{events}---\n{source.text}\n"


def _dateline_story(story: Story) -> str:
    header = fenced(
        title=story.title,
        published=story.published.isoformat(),
        description=story.description,
        tags=list(story.tags),
        sources=[source.key for source in story.sources],
    )

    def cite(number: int) -> str:
        return f" [@{story.sources[number].key}]"

    events = (e for e in story.events if not e.in_source)
    timeline = "".join(f"- {_day(e)}: {e.text}{cite(e.source)}\n" for e in events)
    return f"{header}{_sections(story, cite)}## Timeline\n\n{timeline}"


# ── the peers ────────────────────────────────────────────────────────────────────────────────────


def _hugo(paper: Iterable[Section], briefings: Iterable[Story]) -> Files:
    for weight, section in enumerate(paper, 1):
        header = fenced(title=section.title, description=section.description, weight=weight)
        yield f"content/{section.id}/_index.md", header
    for story in briefings:
        header = fenced(
            title=story.title,
            date=story.published.isoformat(),
            lastmod=story.updated.isoformat(),
            description=story.description,
            tags=list(story.tags),
            publishers=_publishers(story),
            archive=[f"{story.published:%Y-%m}"],
            events=len(story.events),
            sources=_sources(story),
        )
        yield story_file("hugo", story), header + _body(story)


def _pelican(paper: Iterable[Section], briefings: Iterable[Story]) -> Files:
    names = {section.id: [section.title, section.description] for section in paper}
    yield "sections.json", json.dumps(names)
    for story in briefings:
        fields = {
            "Title": story.title,
            "Date": story.published.isoformat(),
            "Modified": story.updated.isoformat(),
            "Slug": story.slug,
            "Description": story.description,
            "Tags": ", ".join(story.tags),
            "Authors": "; ".join(_publishers(story)),
            "Events": str(len(story.events)),
            "Sources": json.dumps(_sources(story), ensure_ascii=False),
        }
        header = "".join(f"{key}: {value}\n" for key, value in fields.items())
        yield story_file("pelican", story), f"{header}\n[TOC]\n\n{_body(story)}"


def _mkdocs(paper: Iterable[Section], briefings: Iterable[Story]) -> Files:
    terms: dict[str, set[str]] = {"tags": set(), "publishers": set(), "archive": set()}
    for story in briefings:
        terms["tags"].update(story.tags)
        terms["publishers"].update(_publishers(story))
        terms["archive"].add(f"{story.published:%Y-%m}")
        header = fenced(
            template="story.html",
            title=story.title,
            published=story.published.isoformat(),
            updated=story.updated.isoformat(),
            description=story.description,
            section=story.section,
            tags=list(story.tags),
            publishers=_publishers(story),
            events=len(story.events),
            sources=_sources(story),
        )
        yield story_file("mkdocs", story), header + _body(story)
    yield "docs/index.md", fenced(template="home.html", title=TITLE)
    for section in paper:
        header = fenced(
            template="list.html", title=section.title, description=section.description, kind="section"
        )
        yield f"docs/{section.id}/index.md", header
    titles = {"tags": "Topics"}
    for kind, names in terms.items():
        name = titles.get(kind, kind.capitalize())
        yield f"docs/{kind}/index.md", fenced(template="terms.html", title=name, kind=kind)
        for name in sorted(names):
            slug = name.lower().replace(" ", "-")
            yield f"docs/{kind}/{slug}.md", fenced(template="list.html", title=name, kind=kind)


def _eleventy(paper: Iterable[Section], briefings: Iterable[Story]) -> Files:
    listed = [section._asdict() for section in paper]
    names = {section.id: section.title for section in paper}
    yield (
        "content/_data/paper.json",
        json.dumps({"title": TITLE, "line": LINE, "url": BASE_URL, "sections": listed, "names": names}),
    )
    for story in briefings:
        header = fenced(
            layout="story.njk",
            title=story.title,
            published=story.published.isoformat(),
            updated=story.updated.isoformat(),
            description=story.description,
            section=story.section,
            topics=list(story.tags),
            publishers=_publishers(story),
            headings=[*story.headings, "Timeline"],
            events=len(story.events),
            sources=_sources(story),
        )
        yield story_file("eleventy", story), header + _body(story)


WRITERS: dict[str, Callable[[Iterable[Section], Iterable[Story]], Files]] = {
    "dateline": _dateline,
    "hugo": _hugo,
    "pelican": _pelican,
    "mkdocs": _mkdocs,
    "eleventy": _eleventy,
}


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def _body(story: Story) -> str:
    """A briefing in plain Markdown: its citations are links to the source list, its timeline a list."""

    def cite(number: int) -> str:
        return f"[[{number + 1}]](#src-{story.sources[number].key})"

    timeline = "".join(f"- **{_day(e)}** {e.text}{cite(e.source)}\n" for e in story.events)
    return f"{_sections(story, cite)}## Timeline\n\n{timeline}"


def _sections(story: Story, cite: Callable[[int], str]) -> str:
    """The four thematic sections; the mark that an edit changes stands in the second."""
    texts = []
    for number, heading in enumerate(story.headings):
        sentences = [f"{claim.text}{cite(claim.source)}." for claim in story.section_claims(number)]
        if number == 1:
            sentences[0] = f"*{MARK}* {sentences[0]}"
        texts.append(f"## {heading}\n\n{' '.join(sentences)}\n\n")
    return "".join(texts)


def _sources(story: Story) -> list[dict[str, str]]:
    return [
        {
            "key": source.key,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "focus": source.focus,
            "url": source.url,
            "published": source.published.isoformat(),
        }
        for source in story.sources
    ]


def _publishers(story: Story) -> list[str]:
    return [source.publisher for source in story.sources]


def _day(event: Event) -> str:
    return f"{event.day:%b} {event.day.day}, {event.day.year}"


def main() -> None:
    """Generate the sites that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write the benchmark's site for Dateline and its peers.")
    parser.add_argument("folder", type=Path, help="where the sites go, one folder each")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--tools", nargs="+", choices=tuple(WRITERS), default=["dateline"])
    asked = parser.parse_args()
    paper = list(stories(asked.stories))
    for tool in asked.tools:
        generate(tool, asked.folder / tool, paper)


if __name__ == "__main__":
    main()
