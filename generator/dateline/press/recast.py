"""Recast: reads and compiles the stories that were edited, with the sheet in place of the rest of the site.

The result counts only when other pages show the same of these stories as before (listing, card, pictures).
Where the edit may reach further, there is none, and the whole site is built. Nothing here needs a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from dateline.desk import StoryDesk, compiler
from dateline.files.addressbook import AddressBook, Resolved
from dateline.files.walk import Found
from dateline.git.repository import GitError, find
from dateline.history.history import Histories, lives_of
from dateline.history.moves import former_addresses
from dateline.linking.link import Survey
from dateline.linking.untimely import untimely
from dateline.loading.load import ChangedError, Content
from dateline.loading.sent import Ahead
from dateline.memory.records import Record, version_name
from dateline.pages.compiled import Compiled, Lookup
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedVersions
from dateline.pages.story import StoryPages
from dateline.press.newcommits import NewCommits, follow
from dateline.press.plates import Cast, Kept, Plate, encoded
from dateline.press.standing import BeyondError, Standing
from dateline.settings.tables.history import GIT
from dateline.sitefiles import theme_words

_AHEAD = msgspec.json.Decoder(tuple[Ahead, ...])


class KnownLinks(AddressBook):
    """An address book that knows only the links that some stories, or versions of stories, had until now."""

    def __init__(
        self, files: Iterable[tuple[str, Iterable[Lookup]]], lasting: KnownLinks | None = None
    ) -> None:
        """`files` are briefings with their links, `lasting` is the book of versions."""
        super().__init__({}, (), (), ())
        self._of_versions = lasting
        self._known: Mapping[tuple[str, str, bool], Resolved] = {
            (file, look.target, look.picture): look.found for file, looks in files for look in looks
        }

    @property
    def lasting(self) -> AddressBook:
        """The book of versions; that of a story itself where there is no other."""
        return self._of_versions or self

    def look_up(self, target: str, file: str, base: str, *, picture: bool) -> Resolved:
        """What a link was found to point at then; raises BeyondError for a link that is new."""
        found = self._known.get((file, target, picture))
        if found is None:
            raise BeyondError(target)
        return found


def known_links(stories: Iterable[tuple[Record, Compiled]]) -> KnownLinks:
    """The links of these stories. Versions know nothing of what may be gone soon (`AddressBook.lasting`)."""
    stories = tuple(stories)
    versions = ((r.outline.file, v.lookups) for r, _ in stories for v in r.versions.values())
    own = [(record.outline.file, kept.lookups) for record, kept in stories]
    sure = ((file, [look for look in looks if not look.found.unless]) for file, looks in own)
    return KnownLinks(own, KnownLinks((*sure, *versions)))


def recast(
    standing: Standing,
    found: Found,
    kept: Mapping[str, Kept],
    new: NewCommits | None,
    ahead: Callable[[], bytes],
) -> bytes:
    """The stories that were `found`, read and compiled: a `Cast`, encoded.

    `kept` is what the memory has of each, `new` the commits since the last build, `ahead` gives the stories
    that were read already, encoded. The result is empty where more of the site may show the edit, or a file
    changes meanwhile. Raises OSError.
    """
    with standing.timing.stage("load the generator"):
        compiler()  # before `ahead` is waited for: another process reads the stories meanwhile
    try:
        return encoded(_recast(standing, found, kept, new, _AHEAD.decode(ahead())))
    except (BeyondError, ChangedError, GitError):
        return b""


def _recast(
    standing: Standing,
    found: Found,
    kept: Mapping[str, Kept],
    new: NewCommits | None,
    ahead: Iterable[Ahead],
) -> Cast:
    timing, memory = standing.timing, standing.memory
    with timing.stage("read and parse"):
        content = Content(standing.root, memory, standing.zone, timing, found, ahead=ahead)
    if [r.outline for r in content.records] != [one.record.outline for one in kept.values()]:
        raise BeyondError
    with timing.stage("history"):
        past = _past(standing, content, new)
    survey, pages = _around(standing, content, kept)
    desk = StoryDesk(content, memory, survey, pages, timing, past.lives, content.records)
    with timing.stage("compile"):
        rows = desk.compile_all()
    if not all(map(_is_alike, rows, (one.compiled for one in kept.values()))):
        raise BeyondError
    if any(untimely((row.listing for row in rows), (), standing.edition)):
        raise BeyondError
    shown = {picture for one in kept.values() for picture in one.pictures}
    with timing.stage("history"):
        versions = _versions(standing, past, survey, pages, desk.shown)
    if not shown.issuperset(versions.pictures):
        raise BeyondError
    plates = tuple(_plate(desk, standing, story) for story in kept)
    return Cast(content.read, plates, memory.traced, tuple(memory.retraced))


def _past(standing: Standing, content: Content, new: NewCommits | None) -> Histories:
    """The histories of these stories; raises BeyondError where one has moved, and GitError."""
    config, memory = standing.config, standing.memory
    repository = find(standing.root) if config.history.kept_in == GIT else None
    outlines = [record.outline for record in content.records]
    if repository is None:
        return Histories()
    traced = follow(memory, standing.since, new, (outline.path for outline in outlines))
    lives = lives_of(repository, traced.logs, outlines, memory, config, standing.timing)
    if former_addresses(outlines, lives, traced.logs, traced.stood):
        raise BeyondError
    return Histories(repository, traced.head, lives)


def _versions(
    standing: Standing,
    past: Histories,
    survey: Survey,
    pages: StoryPages,
    shown: Mapping[str, Compiled],
) -> PlannedVersions:
    """The pages of the versions of these stories."""
    if not past.lives:
        return PlannedVersions()
    from dateline.history.archive import Archive  # loaded where a site has versions

    return Archive(past, standing.memory, survey, pages, standing.timing).pages(shown)


def _around(standing: Standing, content: Content, kept: Mapping[str, Kept]) -> tuple[Survey, StoryPages]:
    """What is around these stories, as the sheet has it, and what makes their pages."""
    outlines = tuple(record.outline for record in content.records)
    book = known_links((one.record, one.compiled) for one in kept.values())
    config, sheet = standing.config, standing.sheet
    survey = Survey(outlines, (), (), (), book, sheet.tags, (), (), ())
    imprint = Imprint(config, theme_words(standing.root, config))
    return survey, StoryPages(imprint, sheet.sections, sheet.tags)


def _plate(desk: StoryDesk, standing: Standing, story: str) -> Plate:
    """A story as it is now, with what was made of it, encoded."""
    memory = standing.memory
    record = memory.records[story]
    shelves = (memory.views, memory.twins) if story in desk.made else ()
    made = tuple(msgspec.Raw(last[1]) for shelf in shelves if (last := shelf.last(story)))
    names = {version: version_name(story, version) for version in record.versions}
    views = {version: memory.views.last(name) for version, name in names.items() if name in memory.changed}
    return Plate(record, made, {version: msgspec.Raw(view[1]) for version, view in views.items() if view})


def _is_alike(now: Compiled, before: Compiled) -> bool:
    """True when other pages show the same of a story before and after the edit, but when it changed last."""
    known, versions = before.listing, now.listing.versions
    if versions != known.versions and (known.aliases or not set(known.versions).issubset(versions)):
        return False
    listing = msgspec.structs.replace(now.listing, changed=known.changed, versions=known.versions)
    return (listing, now.card, now.pictures, now.drawn) == (known, before.card, before.pictures, before.drawn)
