"""The source list of one story: which article has which number, and what a citation points at.

The order of `sources:` is the numbering. Without that list it is the order of publication, then of
keys. A source that is cited but not listed is a problem, and comes after the listed ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from dateline import rules
from dateline.model.draft import SourceFile, StoryFile, StoryFolder
from dateline.model.prose import Cite, Mark, Sentence
from dateline.model.site import Source, Story
from dateline.problems import Place, Problem, did_you_mean
from dateline.settings.tags import check_language
from dateline.urls import normalise_article_url, slugify, unsafe_article, unsafe_reason, valid
from dateline.yaml import spots

_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/|\Z)")

_YEAR = 1000
"""From this number on, brackets are likelier a year in a quotation than a citation: "We lost in [2024]"."""


class Numbered(NamedTuple):
    """A source by its key, and its number on the page."""

    key: str
    number: int


class SourceList:
    """The sources of a story's page: their `numbers` by key, in order, and their `files` by key."""

    def __init__(
        self, numbers: Mapping[str, int], files: Mapping[str, SourceFile], broken: frozenset[str], listed: int
    ) -> None:
        self.numbers = dict(numbers)
        self.files = dict(files)
        self._broken = broken
        self._listed = listed
        self._keys = {number: key for key, number in numbers.items()}

    def key_of(self, number: int) -> str:
        """The key of the source with this number; KeyError when there is none."""
        return self._keys[number]

    def find(self, cite: Cite) -> tuple[Numbered | None, Problem | None]:
        """The source that a citation points at, and the problem with the citation.

        Both are None where the problem is that of the source, which is told elsewhere.
        """
        if not cite.key:
            return self._by_number(cite)
        if cite.key in self.numbers:
            return Numbered(cite.key, self.numbers[cite.key]), self._unlisted(cite) or self._beside(cite)
        if cite.key in self._broken:
            return None, None
        if cite.key.isdigit():
            hint = f"[{cite.key}] cites by number, [@key] by key: {_named(self.numbers)}"
            message = f"“@{cite.key}” is a bare number, not a citation key"
            return None, rules.problem("numeric-key", cite.place, message, hint)
        hint = did_you_mean(_bare(cite.key), self.numbers) or _named(self.numbers)
        return None, rules.problem("unknown-source", cite.place, f"no source is called “{cite.key}”", hint)

    def _by_number(self, cite: Cite) -> tuple[Numbered | None, Problem | None]:
        key = self._keys.get(cite.number)
        if key is not None:
            return Numbered(key, cite.number), None
        if 0 < cite.number <= self._listed:
            return None, None  # a listed source that is missing or broken: said there
        many = (
            f"this story has {len(self._keys)} sources"
            if len(self._keys) != 1
            else "this story has one source"
        )
        message, hint = f"there is no source [{cite.number}]: {many}", ""
        if cite.number >= _YEAR:
            hint = f"where the brackets are part of the text, write \\[{cite.number}\\]"
        return None, rules.problem("source-index", cite.place, message, hint)

    def _beside(self, cite: Cite) -> Problem | None:
        """The problem of keys that stand behind a comma, where a place in the article does: `[@ap, bbc]`."""
        meant = [part.strip() for part in cite.locator.split(",")]
        if not cite.locator or not self.numbers.keys() >= set(meant):
            return None
        message = f"“{cite.locator}” is a source, and stands where a place in “{cite.key}” does"
        hint = f"write [{'; '.join(f'@{key}' for key in (cite.key, *meant))}]"
        return rules.problem("bad-citation", cite.place, message, hint)

    def _unlisted(self, cite: Cite) -> Problem | None:
        if not self._listed or self.numbers[cite.key] <= self._listed:
            return None
        hint = f"add “{cite.key}” at the end of `sources:`"
        return rules.problem("unlisted-source", cite.place, f"“{cite.key}” is not in `sources:`", hint)


def number_sources(folder: StoryFolder, zone: tzinfo) -> SourceList:
    """The source list of the story in `folder`."""
    files = {source.key: source for source in folder.sources}
    story = folder.story
    if story is None or story.header.sources is None:
        order = sorted(files, key=lambda key: (files[key].header.published.instant(zone), key))
        numbers = {key: number for number, key in enumerate(order, 1)}
        return SourceList(numbers, files, unread(folder), 0)
    listed = story.header.sources
    numbers = {key: at for at, key in reversed([*enumerate(listed, 1)]) if key in files}
    cited = [key for key in _cited_keys(story) if key in files and key not in numbers]
    for key in dict.fromkeys(cited):
        numbers[key] = max([len(listed), *numbers.values()]) + 1
    numbers = dict(sorted(numbers.items(), key=lambda pair: pair[1]))
    return SourceList(numbers, files, unread(folder), len(listed))


def unread(folder: StoryFolder) -> frozenset[str]:
    """The keys of sources that are there and broken, or listed and not there: told of once, as such."""
    listed = (folder.story.header.sources if folder.story else None) or ()
    return frozenset(folder.broken) | {*listed} - {source.key for source in folder.sources}


def wrong_sources(folder: StoryFolder, numbered: SourceList) -> Iterator[Problem]:
    """What is wrong with the source list of the story in `folder`."""
    files, story = numbered.files, folder.story
    if story is not None and story.header.sources is not None:
        yield from _wrong_keys(story, story.header.sources, files, folder.broken)
        yield from (_forgotten(files[key]) for key in files if key not in numbered.numbers)
    yield from _doubles(numbered.numbers, files)


def _wrong_keys(
    story: StoryFile, listed: tuple[str, ...], files: Mapping[str, SourceFile], broken: tuple[str, ...]
) -> Iterator[Problem]:
    """Problems with the keys under `sources:`."""
    for index, key in enumerate(listed):
        is_known = (key in files or key in broken) and not key.isdigit()
        if is_known and key not in listed[:index]:
            continue
        place = spots.place(story.file, story.yaml, f"sources.{index}")
        if key in listed[:index]:
            yield rules.problem("bad-value", place, f"“{key}” is listed twice")
        elif key.isdigit():
            hint = "a key is the name of a file in sources/, without .md"
            yield rules.problem("numeric-key", place, f"“{key}” is a bare number, not a citation key", hint)
        else:
            hint = did_you_mean(_bare(key), files) or f"a source is a file sources/{key}.md"
            yield rules.problem("unknown-source", place, f"there is no sources/{key}.md", hint)


def _bare(key: str) -> str:
    """What is meant by a key that is written as its citation or its file: `@ap`, `sources/ap.md`."""
    return key.removeprefix("@").rpartition("/")[2].removesuffix(".md")


def _forgotten(source: SourceFile) -> Problem:
    message = f"“{source.key}” is neither listed in `sources:` nor cited: the page leaves it out"
    return rules.problem("uncited-source", Place(source.file), message)


def uncited_sources(story: Story) -> Iterator[Problem]:
    """Sources in the list of a briefing that none of its citations points at."""
    for source in story.sources:
        if not source.uses and not story.compiled:
            message = f"nothing in the story cites “{source.key}”"
            yield rules.problem("uncited-source", Place(source.file), message)


def _doubles(numbers: Mapping[str, int], files: Mapping[str, SourceFile]) -> Iterator[Problem]:
    """Sources whose addresses lead to one article, also when they differ by tracking parameters."""
    seen: dict[str, str] = {}
    for key in numbers:
        source = files[key]
        address = normalise_article_url(source.header.url) if source.header.url else ""
        if address and address in seen:
            place = spots.place(source.file, source.yaml, "url")
            message = f"“{key}” and “{seen[address]}” are the same article"
            yield rules.problem("same-article", place, message, "keep one, or correct its `url`")
        elif address:
            seen[address] = key


def _cited_keys(story: StoryFile) -> Iterator[str]:
    """The keys cited in a briefing: in its text, then in its conflicts."""
    body = story.body
    texts = [body.summary, *(part.prose for part in body.sections), *(entry.prose for entry in body.timeline)]
    for prose in texts:
        for piece in prose:
            marks = piece.marks if isinstance(piece, Sentence) else [piece] if isinstance(piece, Mark) else []
            for mark in marks:
                yield from (cite.key for cite in mark.cites if cite.key)
    yield from (say.source for conflict in story.header.conflicts for say in conflict.says)


def _named(numbers: Mapping[str, int]) -> str:
    return f"this story lists {', '.join(numbers)}" if numbers else "this story has no sources"


def source_of(file: SourceFile, number: int, uses: int) -> Source:
    """The source as the page lists it."""
    header = file.header
    language = header.language if check_language(header.language)[1] is None else ""
    return Source(
        key=file.key,
        number=number,
        title=header.title,
        publisher=header.publisher,
        publisher_id=slugify(header.publisher),
        url="" if unsafe_reason(header.url) else valid(header.url),
        published=header.published,
        author=header.author,
        agency=header.agency,
        focus=header.focus,
        language=language,
        license=header.license,
        archive="" if unsafe_reason(header.archive_url) else valid(header.archive_url),
        file=file.file,
        uses=uses,
        focus_language=language if file.focus_language else "",
    )


def wrong_values(file: SourceFile) -> Iterator[Problem]:
    """Addresses of an article that must not be linked, and a language that is none."""
    for key, url in (("url", file.header.url), ("archive_url", file.header.archive_url)):
        reason = unsafe_article(url) if url else None
        if reason is not None:
            place = spots.place(file.file, file.yaml, key)
            hint = f"write https://{url}" if _BARE_HOST.match(url) else ""
            yield rules.problem("unsafe-url", place, f"this address is not safe: {reason}", hint)
    wrong = check_language(file.header.language)[1] if file.header.language else None
    if wrong:
        message = f"“{file.header.language}” is no language that is known here"
        yield rules.problem("bad-value", spots.place(file.file, file.yaml, "language"), message, wrong[1])
