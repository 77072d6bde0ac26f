"""Addresses: where everything on the site lives, and what a writer's link points at.

An address is a path from the site's root without the base path: "/world/talks/". An `AddressBook`
knows every address before any text is linked, so that links can be checked as they are resolved.
This room knows no templates and writes nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

import msgspec

from dateline.dates import Moment
from dateline.model.draft import PageFile, StoryFile
from dateline.model.linked import Link
from dateline.model.rasters import Raster
from dateline.model.site import Alias
from dateline.policy import loads
from dateline.problems import Place, did_you_mean
from dateline.urls import file_segment, output_path, page_url, slugify, unsafe_reason, valid
from dateline.yaml import frontmatter

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
API = "/api/index.json"
API_SCHEMA = "/schemas/api-1.json"
LLMS = "/llms.txt"
SCHEMAS = (TWIN_SCHEMA, API_SCHEMA)
DATA = {API: "api", API_SCHEMA: "api", TWIN_SCHEMA: "json", LLMS: "llms"}
"""What is for machines, each by the form that it belongs to (`[twins] formats`)."""
CONTENT = "content"
_BRIEFING = re.compile(r"story(\.[^.]+)?\.md")
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
    """An address of the site where it stands in a language, which it may name already."""
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


def aliases_of(file: StoryFile | PageFile) -> tuple[Alias, ...]:
    """The aliases in a file's front matter that can be one."""
    return tuple(
        Alias(alias, frontmatter.place(file.file, file.yaml, f"aliases.{index}"))
        for index, alias in enumerate(file.header.aliases)
        if is_alias(alias)
    )


def slug_place(file: StoryFile | PageFile) -> Place | None:
    """Where a file's front matter names the last part of its address; None when it does not."""
    return frontmatter.place(file.file, file.yaml, "slug") if file.header.slug else None


class Resolved(msgspec.Struct, frozen=True):
    """What a writer's link turned out to be; with a rule and a message when it is no good."""

    link: Link
    rule: str = ""
    message: str = ""
    hint: str = ""


class AddressBook:
    """Every address of the site: by content file, and as a set."""

    def __init__(
        self,
        by_file: Mapping[str, str],
        addresses: Iterable[str],
        hidden: Iterable[str],
        folders: Iterable[str],
        broken: Iterable[str] = (),
        rasters: Mapping[str, Raster] | None = None,
        beside: Mapping[str, frozenset[str]] | None = None,
        pictures: tuple[str, ...] | None = None,
    ) -> None:
        """`by_file` maps a file's path from the site's root to its address; `hidden` files are not
        published, nor are such addresses (drafts, scheduled stories); `folders` have pages; `broken`
        files and folders have problems of their own, and a link to one is no other; `rasters` has what is
        known of pictures, by address; `beside` names the files that the site writes beside pages;
        `pictures` says from where pages may load such, None for anywhere.
        """
        self._by_file = dict(by_file)
        self._addresses = {unquote(address): address for address in (*addresses, *self._by_file.values())}
        self._hidden = frozenset(hidden)
        self._folders = frozenset(folders)
        self._broken = frozenset(broken)
        self._rasters = dict(rasters or {})
        self._beside = beside or {}
        self._pictures = pictures

    def look_up(self, target: str, file: str, base: str, *, picture: bool) -> Resolved:
        """What `target` means where a picture is to be shown, or else as a link."""
        return (self.picture if picture else self.resolve)(target, file, base)

    def picture(self, target: str, file: str, base: str) -> Resolved:
        """What `target` means where a picture is to be shown: a page is none."""
        found = self.resolve(target, file, base)
        if found.link.internal and found.link.target.endswith("/"):
            return self._missing(target, "is a page, not a picture", "name a picture file beside it")
        if self._pictures is None or found.rule or found.link.internal or loads(self._pictures, target):
            return found
        message = "no page of this site may load a picture from there: readers will not see it"
        return Resolved(found.link, "blocked-picture", message, _BLOCKED_HINT)

    def resolve(self, target: str, file: str, base: str) -> Resolved:
        """What `target` means in `file` (a path from the site's root), whose page is at `base`."""
        unsafe = unsafe_reason(target)
        if unsafe is not None:
            return Resolved(Link("", internal=False), "unsafe-url", f"this address is not safe: {unsafe}")
        path, mark, tail = _cut(target)
        if _is_external(target) or not path:
            return Resolved(Link(valid(target), internal=False))
        decoded = unquote(path)
        if decoded.startswith("/"):
            return self._at_address(decoded, mark + tail, target)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), decoded))
        if beside in self._broken:
            return Resolved(Link("", internal=False))
        if beside in self._hidden:
            return self._missing(target, "is not published", _HIDDEN_HINT)
        found = self._by_file.get(beside) or self._folder(beside)
        if found is not None:
            return Resolved(self._found(found, mark + tail))
        return self._at_address(posixpath.normpath(posixpath.join(base, decoded)), mark + tail, target)

    def _folder(self, beside: str) -> str | None:
        """The address of a content folder that has a page."""
        path = beside.removeprefix(CONTENT).strip("/")
        return folder_url(path) if path in self._folders else None

    def _at_address(self, address: str, tail: str, target: str) -> Resolved:
        """The page or file at an address from the site's root."""
        for candidate in (address, address.rstrip("/") + "/", address.removesuffix("index.html")):
            if candidate in self._addresses:
                return Resolved(self._found(self._addresses[candidate], tail))
        folder, _, name = address.rpartition("/")
        if name in self._beside.get(f"{folder}/", ()):
            return Resolved(Link(address + tail, internal=True))
        if {address, address.rstrip("/") + "/"} & self._hidden:
            return self._missing(target, "is not published", _HIDDEN_HINT)
        near = _nearest(address, (*self._addresses, *self._by_file))
        return self._missing(target, "leads to no page or file of this site", near)

    def _found(self, address: str, tail: str) -> Link:
        return Link(address + tail, internal=True, raster=None if tail else self._rasters.get(address))

    @staticmethod
    def _missing(target: str, why: str, hint: str) -> Resolved:
        return Resolved(Link("", internal=False), "broken-link", f"“{target}” {why}", hint)


_BLOCKED_HINT = "put the file beside the story, or name its site under [hosting.policy] img-src in site.toml"
_HIDDEN_HINT = "a draft or a scheduled story has no page yet"


def _nearest(address: str, known: Iterable[str]) -> str:
    """A hint that names the address whose last part is nearest to that of `address`, or ""."""
    last = _last(address)
    near = [other for other in known if did_you_mean(last, (_last(other),))]
    return did_you_mean(address, near)


def _last(address: str) -> str:
    """The name in an address that tells it from others; a briefing's is that of its folder."""
    return address.removesuffix("/story.md").rstrip("/").rpartition("/")[2]


def _is_external(target: str) -> bool:
    """True for an address with a scheme or a host."""
    head = target.split("/", 1)[0]
    return target.startswith("//") or ":" in head.split("?", 1)[0].split("#", 1)[0]


def _cut(target: str) -> tuple[str, str, str]:
    """The path of an address, the `?` or `#` after it, and the rest."""
    for at, char in enumerate(target):
        if char in "?#":
            return target[:at], char, target[at + 1 :]
    return target, "", ""
