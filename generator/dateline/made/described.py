"""Described: what each output is, in words, from which file it is made, and under which names it is found.

An output's own path and address go before all other names; of a file of content/ that several outputs are
made from, the page that its writer thinks of is meant: the story's, not its versions or translations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from dateline.files import addresses
from dateline.files.walk import CONTENT
from dateline.pages.plan import Plan
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.theming.theme import Theme
from dateline.urls import output_path

_FEEDS = frozenset(addresses.FEEDS.values())
_DERIVED = frozenset(("alias.html", "topic.html", "version.html"))
"""The templates of pages that are asked for by a file which has a page of its own."""
_PAGES: Mapping[str, str] = {
    "alias.html": "a way to the page of {file}",
    "topic.html": "the joint timeline that begins with {file}",
    "version.html": "an earlier version of the page of {file}",
    "404.html": "the page for what is not found",
    "search.html": "the page to search on",
    "sitemap.xml": "a map of the site’s addresses",
    "sitemap-index.xml": "the index of the site’s maps",
    "news-sitemap.xml": "a map of the news",
    "robots.txt": "what crawlers are asked",
    "trust.txt": "what ties the publication has",
}
_DATA: Mapping[str, str] = {
    output_path(addresses.API): "the index of all stories, for machines",
    output_path(addresses.LLMS): "what there is to read, for machines",
    output_path(addresses.HEADERS): "what the host is to send with each file",
    output_path(addresses.REDIRECTS): "where the host is to send on from old addresses",
    "site.webmanifest": "what a phone is told of the site",
}


class Description(msgspec.Struct, frozen=True):
    """One output."""

    what: str
    """What it is, in words; "" for nothing of the site."""
    page: PlannedPage | PlannedData | None = None
    file: str = ""
    """The file of content/ that it is made from, when there is one."""
    reason: str = ""
    """Why it is made anew, in words, when nothing more exact is known."""
    unused: frozenset[str] = frozenset()
    """The theme's templates that it is not made from, by their names in `Theme.files`."""


class Descriptions:
    """The outputs of a plan, by path."""

    def __init__(self, plan: Plan, theme: Theme) -> None:
        self._plan, self._theme = plan, theme

    def of(self, path: str) -> Description:
        """What the output at a path is."""
        page = self._pages.get(path)
        if page is not None:
            unused = self._theme.unused_by(page.template) if isinstance(page, PlannedPage) else frozenset()
            return Description(_named(page), page, page.file, unused=unused)
        if self._plan.search and _is_index(path):
            return Description(
                "a file of the index that readers search", reason="a story that can be found has changed"
            )
        return self._drawn.get(path, Description(""))

    def names(self, inputs: Iterable[str]) -> dict[str, str]:
        """Every name by which an output is known, with its path; `inputs` are the files that were seen."""
        names: dict[str, str] = {}
        for name, path in self._names(inputs):
            names.setdefault(name, path)
        return names

    @cached_property
    def _pages(self) -> dict[str, PlannedPage | PlannedData]:
        made: list[PlannedPage | PlannedData] = [*self._plan.pages, *self._plan.data]
        return {page.path: page for page in made}

    @cached_property
    def _drawn(self) -> dict[str, Description]:
        """What no template renders, and is no data: copies, pictures, drawings, and the theme's files."""
        plan, words = self._plan, "the words on it, or the colours of the theme, have changed"
        descriptions = {
            asset.path: Description("a file of the theme", reason="the theme has changed")
            for asset in self._theme.assets_of({page.template for page in plan.pages})
        }
        descriptions |= {icon.path: Description("an icon of the site", reason=words) for icon in plan.icons}
        for card in plan.cards:
            shown = card.words.title or card.words.site
            descriptions[card.path] = Description(f"the card that says “{shown}”", reason=words)
        for picture in plan.pictures:
            what = f"{picture.file} as {picture.kind.upper()}, {picture.width} × {picture.height}"
            descriptions[picture.path] = Description(
                what, None, picture.file, "the picture that it is made from has changed"
            )
        for file in plan.files:
            what = f"{'the picture' if file.is_still else 'a copy of'} {file.file}"
            descriptions[file.path] = Description(
                what, None, file.file, "the file that it copies has changed"
            )
        return descriptions

    def _names(self, inputs: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Names with paths; of two paths for one name the first is meant."""
        plan = self._plan
        for path in (*self._pages, *self._drawn):
            yield path, path
        for page in plan.pages:
            yield page.path.removesuffix("index.html"), page.path
        for page in plan.pages:
            if page.file and page.template not in _DERIVED:
                yield page.file, page.path
        stories = {page.story: page.path for page in plan.pages if page.story}
        for name in inputs:
            story = _story_of(name, stories) if name.endswith(".md") else None
            if story:
                yield name, stories[story]
        for story, path in stories.items():
            yield f"{CONTENT}/{story}", path
        for file in plan.files:
            yield file.file, file.path


def _story_of(file: str, stories: Mapping[str, str]) -> str | None:
    """The story in whose folder a file lies."""
    path = file.removeprefix(f"{CONTENT}/")
    while path and path not in stories:
        path = path.rpartition("/")[0]
    return path or None


def _named(page: PlannedPage | PlannedData) -> str:
    """What a page is, or what machines read, in words."""
    folder, _, name = page.path.rpartition("/")
    if isinstance(page, PlannedData):
        if page.file:
            return f"what the page of {page.file} says, for machines"
        if f"/{page.path}" in addresses.SCHEMAS:
            return "the schema of what is published for machines"
        return _DATA.get(page.path) or _DATA.get(page.path.partition("/")[2], "data for machines")
    words = _PAGES.get(page.template) or ("the page of {file}" if page.file else "a list")
    if name in _FEEDS and page.template in _FEEDS:
        words = f"the feed of /{folder}/" if folder else "the feed of the site"
    return f"{words.format(file=page.file)}, by the template {page.template}"


def _is_index(path: str) -> bool:
    from dateline.search.index import is_index  # most sites have none

    return is_index(path)
