"""Rules on front matter that a type cannot say: slugs, aliases, expiry, names that share an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo

from dateline import rules
from dateline.files.addresses import is_alias, original_id
from dateline.model.draft import Draft, PageFile, SectionFolder, StoryFile
from dateline.problems import Place, Problem
from dateline.urls import slugify
from dateline.yaml import spots

Written = StoryFile | PageFile
_Name = tuple[str, str, str]
"""A name as written, with the file and the key path in its front matter where it stands."""
Locate = Callable[[str, str], Place]
"""Gives the place of a key path ("tags.1") in a file's front matter; asked only for a problem."""


def check_header(file: Written, zone: tzinfo) -> Iterator[Problem]:
    """Problems in the front matter of one story or page."""
    yield from _slug(file)
    yield from _aliases(file.file, file.yaml, file.header.aliases)
    yield from _expiry(file, zone)


def check_section(folder: SectionFolder) -> Iterator[Problem]:
    """Problems in the front matter of a section.md."""
    if folder.header:
        yield from _aliases(folder.file, folder.yaml, folder.header.aliases)


def check_names(draft: Draft, locate: Locate) -> Iterator[Problem]:
    """Tags and publishers whose names make no address, or the address of another."""
    spoken: dict[str, list[_Name]] = {}
    originals = {story.path: story for story in draft.stories if not story.language}
    for story in draft.stories:
        original = originals.get(original_id(story.path), story)
        # A translation may have taken them over.
        file = original.file if original.tags == story.tags else story.file
        tags = ((tag, file, f"tags.{at}") for at, tag in enumerate(story.tags))
        spoken.setdefault(story.language, []).extend(tags)
    found = (problem for names in spoken.values() for problem in _same_names("tag", names, locate))
    yield from dict.fromkeys(found)
    publishers = ((name, file, "publisher") for story in draft.stories for name, file in story.publishers)
    yield from _same_names("publisher", publishers, locate)


def _slug(file: Written) -> Iterator[Problem]:
    slug = file.header.slug
    if slug and slugify(slug) != slug:
        hint = f"write “{slugify(slug)}”" if slugify(slug) else "letters, digits and “-”"
        place = spots.place(file.file, file.yaml, "slug")
        yield rules.problem("bad-value", place, f"“{slug}” cannot be part of an address", hint)


def _aliases(file: str, yaml: str, aliases: Iterable[str]) -> Iterator[Problem]:
    for index, alias in enumerate(aliases):
        if not is_alias(alias):
            place = spots.place(file, yaml, f"aliases.{index}")
            hint = "an address from the site's root, such as /world/old-name/"
            yield rules.problem("bad-value", place, f"“{alias}” cannot be an alias", hint)


def _expiry(file: Written, zone: tzinfo) -> Iterator[Problem]:
    header = file.header
    if header.published and header.expires and header.expires.instant(zone) <= header.published.instant(zone):
        place = spots.place(file.file, file.yaml, "expires")
        yield rules.problem("bad-value", place, "`expires` lies before `published`: it would never be out")


def _same_names(kind: str, names: Iterable[_Name], locate: Locate) -> Iterator[Problem]:
    """Names that make no address, or the same address as another name."""
    first: dict[str, str] = {}
    told: set[str] = set()
    fine: set[str] = set()
    for name, file, path in names:
        if name in fine or name in told:
            continue
        address = slugify(name)
        known = first.setdefault(address, name)
        if not address:
            place = locate(file, path)
            yield rules.problem("bad-value", place, f"“{name}” makes no address", "use letters or digits")
        elif known != name:
            told.add(name)
            place = locate(file, path)
            message = f"the {kind}s “{known}” and “{name}” share one page"
            yield rules.problem("same-name", place, message, f"write the {kind} the same way everywhere")
        else:
            fine.add(name)
