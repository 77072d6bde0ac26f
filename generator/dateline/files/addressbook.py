"""The address book: every address of the site, and what a writer's link points at.

It is made before any text is linked, so that links can be checked as they are resolved.
This room knows no templates and writes nothing.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

import msgspec

from dateline import rules
from dateline.files.addresses import CONTENT, folder_url
from dateline.model.linked import Link
from dateline.model.rasters import Raster
from dateline.patterns import deferred
from dateline.policy import loads
from dateline.problems import Place, Problem, did_you_mean
from dateline.urls import unsafe_reason, valid


class Resolved(msgspec.Struct, frozen=True):
    """What a writer's link points at; with a rule and a message if it points at nothing."""

    link: Link
    rule: str = ""
    message: str = ""
    hint: str = ""
    unless: str = ""
    """The address of an output that, if the site has it, makes the link good after all."""

    def problem(self, place: Place) -> Problem:
        """The problem of a link that is no good, at its place; KeyError for a link that is good."""
        return rules.problem(self.rule, place, self.message, self.hint, self.unless)


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
        *,
        awaits: bool = False,
    ) -> None:
        """An address book of these files and addresses; paths of files are from the site's root.

        - `by_file`: the address of each file that is out; `addresses`: all others of the site. - `hidden`:
        files and addresses that exist and are not out, as drafts and scheduled stories. - `folders`: the
        content folders that have a page. - `broken`: files and folders with problems of their own; a link
        to one is no further problem. - `rasters`: what is known of pictures, by address. - `beside`: the
        names of the files that the site writes beside a page, by its address. - `pictures`: the sources
        from which pages may load pictures, as in a policy; None for any. - `awaits`: a link to what only
        the plan can tell to exist is a problem with `unless`, and not one at once.
        """
        self._by_file = dict(by_file)
        self._addresses = {unquote(address): address for address in (*addresses, *self._by_file.values())}
        self._hidden = frozenset(hidden)
        self._folders = frozenset(folders)
        self._broken = frozenset(broken)
        self._rasters = dict(rasters or {})
        self._beside = beside or {}
        self._pictures = pictures
        self._awaits = awaits

    @cached_property
    def lasting(self) -> AddressBook:
        """The same for texts that nobody will mend, as old versions: what may be gone soon is missing now."""
        book = copy.copy(self)
        book._awaits = False
        return book

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
        missing = self._missing(target, "leads to no page or file of this site", near)
        if not self._awaits or not _PLANNED.search(address):
            return missing
        page = address.removesuffix("index.html")
        at = page if page.endswith((".ics", "/")) else f"{page}/"
        return msgspec.structs.replace(missing, link=Link(at + tail, internal=True), unless=at)

    def _found(self, address: str, tail: str) -> Link:
        return Link(address + tail, internal=True, raster=None if tail else self._rasters.get(address))

    @staticmethod
    def _missing(target: str, why: str, hint: str) -> Resolved:
        return Resolved(Link("", internal=False), "broken-link", f"“{target}” {why}", hint)


_BLOCKED_HINT = "put the file beside the story, or name its site under [hosting.policy] img-src in site.toml"
_PLANNED = deferred(r"/(?:timeline\.ics|(?:page/[0-9]+|versions/[0-9a-f]+)(?:/(?:index\.html)?)?)$")
"""What stands at such an address follows from the texts of stories, their past and the day."""
_HIDDEN_HINT = "a draft or a scheduled story has no page yet"


def _nearest(address: str, known: Iterable[str]) -> str:
    """A hint that names the address whose last part is nearest to that of `address`, or ""."""
    last = _last(address)
    near = [other for other in known if did_you_mean(last, (_last(other),))]
    return did_you_mean(address, [other.replace("#", "%23").replace("?", "%3F") for other in near])


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
