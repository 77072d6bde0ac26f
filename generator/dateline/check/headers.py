"""Rules on front matter that a type cannot say: slugs, aliases, expiry, names that share an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from dateline import frontmatter, rules
from dateline.addresses import is_alias
from dateline.model import Draft, PageFile, StoryFile
from dateline.problems import Problem
from dateline.urls import slugify

Written = StoryFile | PageFile
_Name = tuple[str, str, str, str]
"""A name as written, with the file, the front matter and the key path where it stands."""


def check_headers(draft: Draft, zone: tzinfo) -> Iterator[Problem]:
    """Problems in the front matter of stories, pages and sources."""
    stories = [folder.story for folder in draft.stories if folder.story]
    files: tuple[Written, ...] = (*stories, *draft.pages)
    for file in files:
        yield from _slug(file)
        yield from _aliases(file)
        yield from _expiry(file, zone)
    yield from _same_names("tag", _tags(stories))
    yield from _same_names("publisher", _publishers(draft))


def _slug(file: Written) -> Iterator[Problem]:
    slug = file.header.slug
    if slug and slugify(slug) != slug:
        hint = f"write “{slugify(slug)}”" if slugify(slug) else "letters, digits and “-”"
        place = frontmatter.place(file.file, file.yaml, "slug")
        yield rules.problem("bad-value", place, f"“{slug}” cannot be part of an address", hint)


def _aliases(file: Written) -> Iterator[Problem]:
    for index, alias in enumerate(file.header.aliases):
        if not is_alias(alias):
            place = frontmatter.place(file.file, file.yaml, f"aliases.{index}")
            hint = "an address from the site's root, such as /world/old-name/"
            yield rules.problem("bad-value", place, f"“{alias}” cannot be an alias", hint)


def _expiry(file: Written, zone: tzinfo) -> Iterator[Problem]:
    header = file.header
    if header.published and header.expires and header.expires.instant(zone) <= header.published.instant(zone):
        place = frontmatter.place(file.file, file.yaml, "expires")
        yield rules.problem("bad-value", place, "`expires` lies before `published`: it would never be out")


def _tags(stories: Iterable[StoryFile]) -> Iterator[_Name]:
    for story in stories:
        for index, tag in enumerate(story.header.tags):
            yield tag, story.file, story.yaml, f"tags.{index}"


def _publishers(draft: Draft) -> Iterator[_Name]:
    for folder in draft.stories:
        for source in folder.sources:
            yield source.header.publisher, source.file, source.yaml, "publisher"


def _same_names(kind: str, names: Iterable[_Name]) -> Iterator[Problem]:
    """Names that make no address, or the same address as another name."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for name, file, yaml, path in names:
        address = slugify(name)
        known = first.setdefault(address, name)
        if not address:
            place = frontmatter.place(file, yaml, path)
            yield rules.problem("bad-value", place, f"“{name}” makes no address", "use letters or digits")
        elif known != name and name not in told:
            told.add(name)
            place = frontmatter.place(file, yaml, path)
            message = f"the {kind}s “{known}” and “{name}” share one page"
            yield rules.problem("same-name", place, message, f"write the {kind} the same way everywhere")
