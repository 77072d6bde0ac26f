"""Reasons: why an output is made anew, in words, and the notes that a build leaves for the next to say so.

A page is a function of its view, the theme and the generator. Which of them changed is known from digests;
what changed in a view is found among what was read, compiled and planned differently. This room decides
nothing: keys alone say whether a page is made, and builds without these notes write the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from dateline.files import addresses
from dateline.files.walk import CONTENT
from dateline.made.described import Description, Descriptions
from dateline.memory.memory import Memory
from dateline.model.site import Listing
from dateline.output import ledger
from dateline.output.ledger import OutputFolder, Why
from dateline.output.placing import Report
from dateline.pages.compiled import Compiled
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.settings.config import Config
from dateline.theming.theme import Theme
from dateline.urls import output_path, slugify
from dateline.views.pages import SiteView

MOST = 200
"""The most pages of one build that are noted each with its own reasons."""
NAMED = 5
"""How many things of one kind are named; the rest is counted."""
_WORDS = {
    Why.NEW: "it is new: no build is known to have written it",
    Why.MISSING: "its file is gone from the output folder",
    Why.ALTERED: "its file was changed in the output folder after it was written",
}
_PASSED = "time has passed: what it tells of is over, or is no news any more"
_REST = "what it shows of the rest of the site has changed"
_SHOWN = {"href": "address", "updated": "date", "articles": "number of articles", "image": "picture"}
_SHOWN |= dict.fromkeys(("corrected", "withdrawn"), "notice")
_IN_STORIES = (
    *("base_url", "language", "timezone", "title", "publisher", "authors"),
    *("evidence", "history", "images", "languages", "twins"),
)
_IN_LISTS = (
    *("build.feed_stories", "build.home_stories", "build.page_stories", "crawlers", "description", "feeds"),
    *("hosting", "publishers", "search", "trust"),
)
_OVERVIEWS = (
    *(addresses.HOME, addresses.ARCHIVE, addresses.TAGS, addresses.PUBLISHERS),
    addresses.NOT_FOUND,
)
_DATA = (addresses.API, addresses.LLMS)
_MAPS = (addresses.SITEMAP, addresses.NEWS_SITEMAP, *_DATA)
_WHOLE = tuple(map(output_path, _MAPS))
_BY_TIME = tuple(map(output_path, (addresses.NEWS_SITEMAP, *_DATA)))


class CommonInputs(msgspec.Struct, frozen=True):
    """All that pages of a build are made from besides their own views, by name: digests and plain values."""

    generator: str
    site: dict[str, Any]
    """The fields of `SiteView`."""
    theme: dict[str, str]
    settings: dict[str, Any]
    """Settings that only some pages are made from; what all pages show is in `site`."""


class Noted(msgspec.Struct, frozen=True):
    """What was noted of the last build that made or removed any output."""

    inputs: CommonInputs
    made: int
    """How many outputs it made; some may have come out with the same bytes."""
    pages: dict[str, tuple[str, ...]]
    """The reasons for each, if there are no more than `MOST`."""
    common: tuple[str, ...]
    """Reasons that held for all of them."""


class Comparison:
    """A plan compared with the last build: which outputs are made, which are gone, and why."""

    def __init__(
        self,
        memory: Memory,
        stories: Mapping[str, Compiled],
        now: CommonInputs,
        then: CommonInputs | None,
        made: Mapping[str, Why],
        gone: Iterable[str],
    ) -> None:
        self._memory, self._known, self._now, self._then, self._made = memory, stories, now, then, made
        self._gone = frozenset(gone)
        self.common = tuple(self._common())

    def of(self, path: str, described: Description) -> tuple[str, ...]:
        """The reasons why the output at a path is made; () when it is kept."""
        reason = self._made.get(path)
        if reason is None:
            return ()
        if reason in _WORDS:
            return (_WORDS[reason],)
        if self._then is None:
            return ("nothing is remembered of what it was made from",)
        page = described.page
        if page is None:
            return tuple(self._files([described.file])) or tuple(self._generator()) or (described.reason,)
        own = self._of_story(page.story) if page.story else self._of_list(page)
        settings = () if page.story else tuple(self._settings())
        common = self._generator() if isinstance(page, PlannedData) else self._common(described.unused)
        by_time = page.path.endswith(_BY_TIME) and not self._memory.changes
        return (*common, *own, *settings) or (_PASSED if by_time else _REST,)

    # ── what all pages share ─────────────────────────────────────────────────────────────────────

    def _common(self, unused: frozenset[str] = frozenset()) -> Iterator[str]:
        return _of_all(self._then, self._now, unused)

    def _generator(self) -> Iterator[str]:
        return _of_generator(self._then, self._now)

    def _settings(self, *only: str) -> Iterator[str]:
        if self._then:
            for name in _differing(self._then.settings, self._now.settings):
                if not only or name in only:
                    yield f"the setting {name} has changed"

    # ── one story ────────────────────────────────────────────────────────────────────────────────

    def _of_story(self, story: str) -> Iterator[str]:
        """What changed of all that a story's page is made from."""
        below = f"{CONTENT}/{addresses.original_id(story)}/"
        yield from _named(self._files(file for file in self._memory.changes if file.startswith(below)))
        former, now = self._memory.before.get(story), self._known[story]
        if former is None:
            return
        known = {look.target: look.found for look in former.lookups}
        for look in now.lookups:
            if look.target in known and known[look.target] != look.found:
                before, after = known[look.target].link.target, look.found.link.target
                leads = f"leads to {after or 'nothing'}, and led to {before or 'nothing'}"
                yield f"its link “{look.target}” {leads}"
        if former.card.section != now.card.section:
            yield "the title or the address of its section has changed"
        if former.listing.tags != now.listing.tags:
            yield "its tags, or the way in which other stories write them, have changed"
        yield from self._settings(*_IN_STORIES)

    def _files(self, files: Iterable[str]) -> Iterator[str]:
        """What happened to files of content/, with the beginnings of their digests."""
        for file in sorted(files):
            if file not in self._memory.changes:
                continue
            before, known = self._memory.changes[file], self._memory.stamps.get(file)
            if known is None:
                yield f"{file} is gone"
            elif not before:
                yield f"{file} is new"
            elif before != known.digest:
                yield f"{file} has changed ({before[:8]} → {known.digest[:8]})"

    # ── lists ────────────────────────────────────────────────────────────────────────────────────

    def _of_list(self, page: PlannedPage | PlannedData) -> list[str]:
        """What changed of all that a list, a plain page or a feed is made from."""
        found = list(self._files([page.file]))
        moved = sorted(story for story, urls in self._moved.items() if addresses.list_path(page.path) in urls)
        found += _named(word for word in (self._story_moved(story, page) for story in moved) if word)
        # Titles of sections and plain pages stand on other pages too: said when nothing nearer is known.
        return found or list(_named(self._files(self._memory.changes.keys() & self._headers())))

    def _headers(self) -> set[str]:
        """The files of sections and plain pages, whose titles stand on other pages."""
        return self._memory.sections.keys() | self._memory.pages.keys()

    def _story_moved(self, story: str, page: PlannedPage | PlannedData) -> str:
        former, now = self._memory.before.get(story), self._shown(story)
        if now is None:
            return f"the story {story} is gone from the site"
        if self._made.get(output_path(now.listing.url)) is Why.NEW:
            return f"the story {story} is new on the site"
        if former is None:
            return f"the story {story} has changed"
        names = dict.fromkeys(_SHOWN.get(name, name) for name in now.card.__struct_fields__
                              if getattr(former.card, name) != getattr(now.card, name))  # fmt: skip
        if names:
            return f"the story {story} has another {' and '.join(names)}"
        whole = page.path.rpartition("/")[2] in addresses.FEEDS.values() or page.path.endswith(_WHOLE)
        return f"the story {story} has changed" if whole or former.listing != now.listing else ""

    def _shown(self, story: str) -> Compiled | None:
        return self._known.get(story)

    @cached_property
    def _moved(self) -> dict[str, set[str]]:
        """The stories that changed, came or went, each with the output paths of the lists that named it."""
        return dict(self._stories())

    def _stories(self) -> Iterator[tuple[str, set[str]]]:
        shown = self._known
        for story, former in self._memory.before.items():
            yield (
                story,
                {path for known in (former, shown.get(story)) if known for path in _lists(known.listing)},
            )
        for story in self._memory.records.keys() - shown.keys() - self._memory.before.keys():
            known = self._memory.records[story].compiled
            if known and output_path(known.listing.url) in self._gone:
                yield story, set(_lists(known.listing))
        if Why.NEW in self._made.values():
            for story in shown.keys() - self._memory.before.keys():
                if self._made.get(output_path(shown[story].listing.url)) is Why.NEW:
                    yield story, set(_lists(shown[story].listing))


def common_inputs(config: Config, theme: Theme, site: SiteView, generator: str) -> CommonInputs:
    """What the pages of a build have in common."""
    whole: dict[str, Any] = msgspec.to_builtins(config)
    whole |= {f"build.{name}": value for name, value in whole["build"].items()}
    settings = {name: whole[name] for name in (*_IN_STORIES, *_IN_LISTS)}
    inputs = CommonInputs(generator, msgspec.to_builtins(site), dict(theme.files), settings)
    return msgspec.json.decode(msgspec.json.encode(inputs), type=CommonInputs)  # without tuples, as when read


def notes_path(folder: OutputFolder) -> Path:
    """Where the notes on an output folder are kept."""
    manifest = folder.manifest
    return manifest.with_name(manifest.name.replace("manifest-", "why-"))


def read_notes(path: Path) -> Noted | None:
    """What was noted of the last build; None when there is nothing that can be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Noted)
    except (OSError, msgspec.MsgspecError):
        return None


def note(
    path: Path,
    memory: Memory,
    stories: Mapping[str, Compiled],
    now: CommonInputs,
    descriptions: Descriptions,
    report: Report,
) -> None:
    """Leave the reasons of a build to those who ask; when that cannot be done, they are not told."""
    known, made = read_notes(path), report.made
    if known and known.inputs == now and not (made or report.removed):
        return
    comparison = Comparison(memory, stories, now, known.inputs if known else None, made, report.removed)
    reasons: dict[str, tuple[str, ...]] = {}
    if len(made) <= MOST:
        reasons = {output: comparison.of(output, descriptions.of(output)) for output in made}
    _keep(path, Noted(now, len(made), reasons, comparison.common))


def note_all(path: Path, now: CommonInputs, report: Report) -> None:
    """Note the reasons that all outputs share, for a build that made more than `MOST`."""
    known = read_notes(path)
    _keep(path, Noted(now, len(report.made), {}, tuple(_of_all(known.inputs if known else None, now))))


def _keep(path: Path, noted: Noted) -> None:
    with contextlib.suppress(OSError):
        ledger.replace_if_changed(path, msgspec.json.encode(noted), path.parent)


def _of_all(
    then: CommonInputs | None, now: CommonInputs, unused: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Why what all pages share has changed; the theme's `unused` templates do not count."""
    if then is None:
        return
    yield from _of_generator(then, now)
    theme = (name for name in _differing(then.theme, now.theme) if name not in unused)
    yield from _named(f"the theme’s {name} has changed" for name in theme)
    yield from (
        f"the site’s {name}, which all pages know, changed" for name in _differing(then.site, now.site)
    )


def _of_generator(then: CommonInputs | None, now: CommonInputs) -> Iterator[str]:
    if then and then.generator != now.generator:
        yield "Dateline, or a library that it uses, is another version"


def _lists(story: Listing) -> Iterator[str]:
    """The output paths of the pages that may list a story, in its language, and of the maps."""
    urls = [*_OVERVIEWS, *_DATA, addresses.month_url(story.published)]
    urls += [addresses.CORRECTIONS] if story.notices else []
    parts = story.section.split("/") if story.section else []
    urls += [addresses.folder_url("/".join(parts[:end])) for end in range(1, len(parts) + 1)]
    urls += [addresses.tag_url(tag) for tag in story.tags if slugify(tag)]
    urls += [addresses.publisher_url(slugify(name)) for name in story.publishers if slugify(name)]
    feeds = [addresses.feed_url(url, form) for url in urls if url.endswith("/") for form in addresses.FEEDS]
    tag = addresses.language_of(story.id)
    return map(output_path, (*_MAPS, *(addresses.at_language(tag, url) for url in (*urls, *feeds))))


def _differing(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names whose values are not the same in both."""
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _named(sentences: Iterable[str]) -> Iterator[str]:
    """The first of many sentences, and how many more there are."""
    every = list(sentences)
    yield from every[:NAMED]
    if len(every) > NAMED:
        yield f"and {len(every) - NAMED:,} more of this kind"
