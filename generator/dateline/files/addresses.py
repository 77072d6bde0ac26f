"""Addresses: where everything on the site lives.

An address is a path from the site's root without the base path: "/world/talks/".
This room knows no templates and writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.dates import Moment
from dateline.model.draft import PageFile, SectionFolder, StoryFile
from dateline.model.site import Alias
from dateline.patterns import deferred
from dateline.problems import Place
from dateline.urls import file_segment, output_path, page_url, slugify
from dateline.yaml import spots

HOME = "/"
FEEDS = {"atom": "feed.xml", "rss": "rss.xml", "json": "feed.json"}
"""The names of feeds by their format: each stands in the folder of what it is a feed of."""
FEED = "/feed.xml"
SITEMAP = "/sitemap.xml"
NEWS_SITEMAP = "/news-sitemap.xml"
ROBOTS = "/robots.txt"
TRUST = "/trust.txt"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"
NOT_FOUND = "/404.html"
ARCHIVE = "/archive/"
TAGS = "/tags/"
PUBLISHERS = "/publishers/"
SEARCH = "/search/"
TWIN_SCHEMA = "/schemas/twin-1.json"
CORRECTIONS = "/corrections/"
ASSETS = "/assets/"
"""Where the theme's files are, whose names change with what they hold."""
_PAGE = "index.html"
"""The file of a page, in a folder of its own."""
API = "/api/index.json"
API_SCHEMA = "/schemas/api-1.json"
LLMS = "/llms.txt"
SCHEMAS = (TWIN_SCHEMA, API_SCHEMA)
DATA = {API: "api", API_SCHEMA: "api", TWIN_SCHEMA: "json", LLMS: "llms"}
"""What is for machines, each by the form that it belongs to (`[twins] formats`)."""
CONTENT = "content"
_BRIEFING = deferred(r"story(?:\.([^.]+))?\.md")
ALWAYS = (HOME, FEED, SITEMAP, NEWS_SITEMAP, ROBOTS, NOT_FOUND, ARCHIVE, TAGS, PUBLISHERS, CORRECTIONS)
"""What every site has, whatever is in it."""


def folder_url(path: str, slug: str = "") -> str:
    """The address of a folder or page below content/; `slug`, made fit for one, replaces its last part."""
    parts = [slugify(part) for part in path.split("/") if part]
    last = slugify(slug)
    return page_url(*parts[:-1], last) if last else page_url(*parts)


def translation_id(story: str, tag: str) -> str:
    """The id of a story's translation into the language with this tag."""
    return f"{story}:{tag}"


def original_id(story: str) -> str:
    """The id of a story without its language: the path of its folder below content/."""
    return story.partition(":")[0]


def language_of(story: str) -> str:
    """The tag of the language that a story is translated into; "" for an original."""
    return story.partition(":")[2]


def prefix_of(tag: str) -> str:
    """What the addresses of a language begin with; "" for the site's own."""
    return f"/{tag.lower()}" if tag else ""


def at_language(tag: str, url: str) -> str:
    """An address with the prefix of a language, which is not added twice."""
    return url if url.startswith(f"{prefix_of(tag)}/") else prefix_of(tag) + url


def story_url(story: str, slug: str = "") -> str:
    """The address of a story, below that of its language when it is a translation."""
    return prefix_of(language_of(story)) + folder_url(original_id(story), slug)


def file_url(path: str) -> str:
    """The address of a file that is published as it is: its folder's address and its own name."""
    folder, _, name = path.rpartition("/")
    return folder_url(folder) + file_segment(name)


def story_folder(path: str) -> str:
    """The folder of the story that a file below content/ is part of, by its name alone; "" for none."""
    folder, _, name = path.rpartition("/")
    if _BRIEFING.fullmatch(name):
        return folder
    above, _, last = folder.rpartition("/")
    return above if last == "sources" and name.endswith(".md") else ""


def told_by(path: str) -> str:
    """The id of the story that a file below content/ is part of: of story.fr.md, that of the translation."""
    folder, found = story_folder(path), _BRIEFING.fullmatch(path.rpartition("/")[2])
    return translation_id(folder, found[1]) if found and found[1] else folder


def tag_url(tag: str) -> str:
    """The address of a tag's page."""
    return page_url("tags", slugify(tag))


def publisher_url(publisher_id: str) -> str:
    """The address of a publisher's page."""
    return page_url("publishers", publisher_id)


def feed_url(url: str, form: str) -> str:
    """The address of the feed, in a format, of what a page lists."""
    return url + FEEDS[form]


def sitemap_part(number: int) -> str:
    """The address of one of several sitemaps, from 1."""
    return f"/sitemap-{number}.xml"


def version_url(story: str, version: str) -> str:
    """The address of a version of the story at an address; it never changes its meaning."""
    return f"{story}versions/{version}/"


def version_path(story: str, version: str) -> str:
    """The output path of the page of a version of the story whose own page is at a path."""
    return f"{version_url(story.removesuffix(_PAGE), version)}{_PAGE}"


def path_of_current(version: str) -> str:
    """The path of the story's own page, if that at the path `version` is one of its versions'; else ""."""
    above, _, rest = version.rpartition("/versions/")
    return f"{above}/{_PAGE}" if above and rest.count("/") == 1 and rest.endswith(f"/{_PAGE}") else ""


def former(alias: str, url: str, versions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """An alias of what stands at `url`, and those of its `versions`, each with where it leads."""
    old = alias_url(alias)
    yield old, url
    if old.endswith("/"):
        yield from ((version_url(old, version), version_url(url, version)) for version in versions)


def month_url(moment: Moment) -> str:
    """The address of the archive's page for the month of `moment`."""
    return page_url("archive", f"{moment.date.year:04}", f"{moment.date.month:02}")


def list_url(url: str, number: int) -> str:
    """The address of a page of the list at `url`: its own for the first, `page/2/` below it for the next."""
    return url if number == 1 else f"{url}page/{number}/"


def list_path(path: str) -> str:
    """The output path of the list that the page at `path` belongs to: that of its first page."""
    return re.sub(r"(^|/)page/[0-9]+/index\.html$", r"\1index.html", path)


def alias_url(alias: str) -> str:
    """The address at which the redirect page of an alias stands."""
    is_file = "." in alias.rsplit("/", 1)[-1]
    return alias if alias.endswith("/") or is_file else f"{alias}/"


def is_alias(alias: str) -> bool:
    """True for an address from the site's root that a redirect page can stand at."""
    if not alias.startswith("/") or alias.startswith("//"):
        return False
    try:
        output_path(alias_url(alias))
    except ValueError:
        return False
    return True


def moved_along(
    own: tuple[str, ...], originals: Iterable[str], tag: str, slug: str, now: str
) -> tuple[str, ...]:
    """The aliases of a translation: its own, then where it stood while its original stood at its aliases.

    `tag` is that of its language, `slug` the last part of its address where it names one itself, and `now`
    that address. What is a file, or in that language already, is the original's alone.
    """
    known, last = {now, *map(alias_url, own)}, slugify(slug)
    found: list[str] = []
    for alias in filter(is_alias, originals):
        old = alias_url(alias)
        if not old.endswith("/") or old.startswith(f"{prefix_of(tag)}/"):
            continue
        above = old.rstrip("/").rpartition("/")[0]
        old = prefix_of(tag) + (f"{above}/{last}/" if last else old)
        if old not in known:
            known.add(old)
            found.append(old)
    return (*own, *found)


def aliases_of(file: StoryFile | PageFile | SectionFolder) -> tuple[Alias, ...]:
    """The aliases in a file's front matter that can be one."""
    return tuple(
        Alias(alias, _place(file, f"aliases.{index}"))
        for index, alias in enumerate(file.header.aliases if file.header else ())
        if is_alias(alias)
    )


def slug_place(file: StoryFile | PageFile) -> Place | None:
    """Where a file's front matter names the last part of its address; None when it does not."""
    return _place(file, "slug") if file.header.slug else None


def _place(file: StoryFile | PageFile | SectionFolder, key: str) -> Place:
    return spots.place(file.file, file.yaml, key)
