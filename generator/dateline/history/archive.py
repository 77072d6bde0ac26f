"""The archive: the pages of all earlier versions of stories, from the memory where valid, else made anew.

As with stories, whether a page has to be made follows from digests alone. Texts are asked of git, many at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from dateline import crew
from dateline.git.repository import GitError
from dateline.history.history import AT_ONCE, Histories
from dateline.history.lives import folder_of
from dateline.linking.link import Survey
from dateline.loading.load import ChangedError
from dateline.memory.memory import Memory
from dateline.memory.records import version_name
from dateline.model.draft import Outline
from dateline.model.revisions import Version
from dateline.model.site import Listing
from dateline.pages.compiled import Compiled
from dateline.pages.own import version_pages
from dateline.pages.planned import PlannedVersions
from dateline.pages.story import StoryPages
from dateline.pages.versions import KeptVersion, make_version, version_key
from dateline.timing import Timing
from dateline.views.stories import StoryView

_ENCODER = msgspec.json.Encoder()
_VIEWS = msgspec.json.Decoder(StoryView)


class _Made(msgspec.Struct, frozen=True):
    """The page of a version, and its view, encoded."""

    kept: KeptVersion
    view: msgspec.Raw


_MADE = msgspec.json.Decoder(_Made)
_Wanted = tuple[Outline, Listing, Version]


class Archive:
    """Makes the pages of versions for one survey."""

    def __init__(
        self, histories: Histories, memory: Memory, survey: Survey, pages: StoryPages, timing: Timing
    ) -> None:
        self._histories, self._memory, self._timing = histories, memory, timing
        self._survey, self._pages, self._book = survey, pages, survey.book.lasting

    def pages(self, shown: Mapping[str, Compiled]) -> PlannedVersions:
        """The page of every version that has one, in the order of the stories; `shown` has these by id."""
        if not self._histories.lives:
            return PlannedVersions()
        kept, memory = self._memory.session.archived, self._memory
        dated = [(o, shown[o.path].listing) for o in self._survey.stories if o.path in shown]
        with_pages = [(outline, listing) for outline, listing in dated if listing.versions]
        rows: list[tuple[Outline, Listing, tuple[Version, ...], tuple[object, ...]]] = []
        for outline, listing in with_pages:
            life = self._histories.lives[outline.path]
            given: tuple[object, ...] = (outline, listing, life, self._book, self._pages)
            known = kept.get(outline.path)
            if known is None or any(one is not other for one, other in zip(known[0], given, strict=True)):
                by_id = {version.id: version for version in life.versions}
                rows.append((outline, listing, tuple(by_id[name] for name in listing.versions), given))
        self._make([(*row[:2], v) for row in rows for v in row[2] if not self._holds(row[0], row[1], v)])
        for outline, listing, versions, given in rows:
            made = memory.records[outline.path].versions
            maker = partial(self._maker, outline, listing, {version.id: version for version in versions})
            kept[outline.path] = (given, version_pages(outline, listing, made, maker))
        listed = [memory.records[o.path].versions[v] for o, listing in with_pages for v in listing.versions]
        pictures = (address for version in listed for address in version.pictures)
        pages = tuple(page for outline, _ in with_pages for page in kept[outline.path][1])
        return PlannedVersions(pages, tuple(pictures))

    def _holds(self, outline: Outline, listing: Listing, version: Version) -> bool:
        """True when making the page of a version again would give what is kept of it."""
        known = self._memory.records[outline.path].versions.get(version.id)
        key = version_key(version, outline, listing, self._pages.of(outline.path))
        return known is not None and known.holds(key, outline, self._book)

    def _make(self, stale: list[_Wanted]) -> None:
        """Make the pages of versions, and keep them; raises `ChangedError` where git has lost their files."""
        for at in range(0, len(stale), AT_ONCE):
            part = stale[at : at + AT_ONCE]
            try:
                blobs = self._blobs(version for _, _, version in part)
                work = partial(self._made, blobs)
                made = crew.each(work, part, alone=self._timing.alone)
                for (outline, _, version), data in zip(part, made, strict=True):
                    self._keep(outline.path, version.id, _MADE.decode(data))
            except (ChangedError, GitError) as error:
                for outline, _, _ in part:  # git has lost what it told: the next plan asks it once more
                    self._memory.records[outline.path].life = None
                raise ChangedError(part[0][0].path) from error

    def _keep(self, story: str, version: str, made: _Made) -> None:
        name = version_name(story, version)
        self._memory.records[story].versions[version] = made.kept
        self._memory.views.put(name, made.kept.view, bytes(made.view))
        self._memory.changed |= {story, name}

    def _made(self, blobs: Mapping[str, bytes], wanted: _Wanted) -> bytes:
        outline, listing, version = wanted
        with self._timing.stage("history", story=outline.path):
            folder = folder_of(outline.path, version.files, blobs)
            if folder is None:
                raise ChangedError(outline.path)
            pages = self._pages.of(outline.path)
            kept, view = make_version(version, folder, outline, listing, self._book, pages)
        return _ENCODER.encode(_Made(kept, msgspec.Raw(_ENCODER.encode(view))))

    def _blobs(self, versions: Iterable[Version]) -> dict[str, bytes]:
        repository = self._histories.repository
        if repository is None:
            return {}
        return repository.blobs(blob for version in versions for _, blob in version.files)

    def _maker(
        self, outline: Outline, listing: Listing, versions: Mapping[str, Version], version: str, key: str
    ) -> Callable[[], StoryView]:
        """What makes the view of a version by the digest of that."""
        return partial(self._view, (outline, listing, versions[version]), key)

    def _view(self, wanted: _Wanted, key: str) -> StoryView:
        """The page of a version by the digest of its view, made once more where the memory has lost it."""
        outline, _, version = wanted
        kept = self._memory.view(version_name(outline.path, version.id), key)
        if kept is None:
            try:
                blobs = self._blobs([version])
            except GitError as error:
                raise ChangedError(outline.path) from error
            made = _MADE.decode(self._made(blobs, wanted))
            if made.kept.view != key:
                raise ChangedError(outline.path)
            kept = bytes(made.view)
        return _VIEWS.decode(kept)
