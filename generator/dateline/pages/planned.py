"""What a plan is made of: pages to render and files to copy; and the problem of two that claim one path.

Values alone; who makes their views is no matter here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TypeAlias

import msgspec

from dateline import digest, rules
from dateline.pictures.cards import CardWords
from dateline.problems import Place, Problem
from dateline.urls import output_path
from dateline.views.pages import View


class PlannedPage(msgspec.Struct, frozen=True):
    """A page to render: its output path, the template, the view, and the file that asked for it.

    `alias` is where that file names the address, when the page is a redirect; `slug` is where it names the
    last part of its own.
    """

    path: str
    template: str
    digest: str
    """The digest of the view, which is known without making that."""
    view: Callable[[], View]
    file: str = ""
    alias: Place | None = None
    slug: Place | None = None
    story: str = ""
    """The id of the story whose own page this is."""
    language: str = ""
    """The tag of its language, when that is not the site's own."""


class PageRow(msgspec.Struct, frozen=True, array_like=True):
    """A planned page without its view: plain data, as it is kept for another process."""

    path: str
    template: str
    digest: str
    file: str
    alias: Place | None
    slug: Place | None


class PlannedFile(msgspec.Struct, frozen=True):
    """A file to publish: its output path, the file, and the digest of its bytes."""

    path: str
    file: str
    digest: str
    is_still: bool = False
    """True for a picture that is encoded anew, so that it holds nothing else; all others are copied."""


class PlannedPicture(msgspec.Struct, frozen=True):
    """A picture to encode: its output path, the file that holds it, the digest of that, and the form."""

    path: str
    file: str
    digest: str
    kind: str
    width: int
    height: int


class PlannedCard(msgspec.Struct, frozen=True):
    """A card to draw: its output path, and what it says."""

    path: str
    words: CardWords


class PlannedIcon(msgspec.Struct, frozen=True):
    """An icon to draw: its output path, its kind, its size, and the letter on it."""

    path: str
    kind: str
    size: int
    letter: str


class PlannedData(msgspec.Struct, frozen=True):
    """An output that no template renders: its path, the digest of what it holds, and its bytes."""

    path: str
    digest: str
    content: Callable[[], bytes]
    file: str = ""
    story: str = ""
    """The id of the story that it is about."""


class PlannedVersions(msgspec.Struct, frozen=True):
    """The pages of stories as they stood, and the addresses of the pictures that these show."""

    pages: tuple[PlannedPage, ...] = ()
    pictures: tuple[str, ...] = ()


NO_VERSIONS = PlannedVersions()

Claimed = tuple[tuple[str, ...], tuple[str, ...]]
"""Paths of outputs, and the file that asks for each ("" for none)."""

_Output: TypeAlias = PlannedPage | PlannedFile | PlannedData


def collisions(pages: Iterable[PlannedPage | PlannedData], files: Iterable[PlannedFile]) -> Iterator[Problem]:
    """A problem for each two outputs that claim one path, in whatever case, or a path below a file."""
    taken: dict[str, _Output] = {}
    outputs: list[_Output] = [*pages, *files]
    for output in outputs:
        folded = _folded(output.path)
        if folded in taken and not _are_twins(output, taken[folded]):
            yield _collision(output, taken[folded], output.path)
        taken.setdefault(folded, output)
    for output in outputs:
        parent = _folded(output.path)
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            if parent in taken:
                yield _collision(output, taken[parent], parent)


def are_free(paths: Collection[str], taken: Iterable[str]) -> bool:
    """True when none of these paths collides with one that is taken."""
    new = {_folded(path) for path in paths}
    above = {path[:at] for path in new for at, char in enumerate(path) if char == "/"}
    below = tuple(f"{path}/" for path in new)
    return not any(path in new or path in above or path.startswith(below) for path in map(_folded, taken))


def _folded(path: str) -> str:
    """A path as file systems compare it that take no notice of case."""
    return unicodedata.normalize("NFC", path).casefold()


def _are_twins(one: _Output, other: _Output) -> bool:
    """True when both belong to stories: of them it is said that their pages want one address."""
    return all(isinstance(output, PlannedData) and bool(output.story) for output in (one, other))


def _collision(one: _Output, other: _Output, path: str) -> Problem:
    """The problem of two outputs at one path, placed where a writer can do something about it."""
    mine, theirs = (one, other) if one.file else (other, one)
    if _slug(theirs) and not _slug(mine) and not _alias(mine):
        mine, theirs = theirs, mine
    address = "/" + path.removesuffix("index.html")
    alias = _alias(mine)
    message = f"the {'alias' if alias else 'address'} {address} is taken by {_owner(theirs)}"
    hint = "rename one of them, or give one a `slug`"
    if alias:
        hint = "take the alias away"
    elif _slug(mine):
        hint = "choose another `slug`"
    elif isinstance(mine, PlannedFile) or not theirs.file:
        hint = "rename it"
    place = alias or _slug(mine) or Place(mine.file or "site.toml")
    return rules.problem("address-taken", place, message, hint)


def _alias(output: _Output) -> Place | None:
    return output.alias if isinstance(output, PlannedPage) else None


def _slug(output: _Output) -> Place | None:
    return output.slug if isinstance(output, PlannedPage) else None


def _owner(output: _Output) -> str:
    """Who wants an output, in words."""
    owner = output.file or "a page that Dateline makes itself"
    return f"an alias of {owner}" if _alias(output) else owner


def row_of(page: PlannedPage) -> PageRow:
    """What is kept of a page that is no story's own, and in the language of its list."""
    return PageRow(page.path, page.template, page.digest, page.file, page.alias, page.slug)


def with_view(row: PageRow, make: Callable[[], View]) -> PlannedPage:
    """The page that was kept, with what makes its view."""
    return PlannedPage(row.path, row.template, row.digest, make, row.file, row.alias, row.slug)


def planned(url: str, template: str, view: View, file: str = "", slug: Place | None = None) -> PlannedPage:
    """The page of a view that is known already."""
    key, make = digest.of_value(view), partial(same, view)
    return PlannedPage(output_path(url), template, key, make, file, slug=slug)


def same(view: View) -> View:
    """The view itself: makes the view of a page whose view is known already."""
    return view
